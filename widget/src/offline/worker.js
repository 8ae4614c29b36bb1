// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// A service worker that lets the widget work without a network after the first visit. It keeps the
// widget's own files, all of one build, and the pages that the widget stands on; nothing else of a site is
// touched. It does nothing until a page registers it:
//
//     navigator.serviceWorker?.register("…/offline.js", { scope: "./" });
//
// A browser lets a worker see only pages in its own folder and below. Where the page lies elsewhere, the
// server sends `Service-Worker-Allowed: /` with this file. `offline.js?also=…&also=…` names further files
// that the page needs, such as its style or a questionnaire of its own.

const BUILD = "__BUILD__";
const FILES = ["__FILES__"];

const BASE = new URL("./", self.location.href);
const OWN = new Set(FILES.map((file) => new URL(file, BASE).href));
const ALSO = new Set(new URL(self.location.href).searchParams.getAll("also").map((file) => new URL(file, BASE).href));
const MARK = `digirights ${BASE.pathname} `;
const CACHE = MARK + BUILD;
const PAGES = `${MARK}pages`;
const NAME = "<digital-rights-assessment";

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
    const { request } = event;
    const address = withoutSearch(request.url);
    if (request.method !== "GET") return;
    if (OWN.has(address)) event.respondWith(own(request, address));
    else if (request.mode === "navigate" || ALSO.has(request.url)) event.respondWith(networkFirst(event));
});

async function install() {
    // Past the browser's own cache, where files of two builds may lie side by side.
    const all = (files) => [...files].map((file) => new Request(file, { cache: "reload" }));
    await (await caches.open(CACHE)).addAll(all(OWN));
    await (await caches.open(PAGES)).addAll(all(ALSO));
}

async function activate() {
    for (const name of await caches.keys()) {
        if (name.startsWith(MARK) && name !== CACHE && name !== PAGES) await caches.delete(name);
    }
    await self.clients.claim();
    // Pages that were there before this worker.
    for (const { url } of await self.clients.matchAll({ type: "window" })) {
        await fetch(url).then((response) => keep(url, response), () => {});
    }
}

async function own(request, address) {
    return (await (await caches.open(CACHE)).match(address, { ignoreVary: true })) ?? fetch(request);
}

async function networkFirst(event) {
    const { request } = event;
    try {
        const response = await fetch(request);
        event.waitUntil(keep(request.url, response.clone(), ALSO.has(request.url)));
        return response;
    } catch (error) {
        const kept = await (await caches.open(PAGES)).match(request.url, { ignoreVary: true });
        if (kept) return kept;
        throw error;
    }
}

/** Keeps a page that the widget stands on. */
async function keep(url, response, isAsked = false) {
    const type = response.headers.get("content-type") ?? "";
    if (!response.ok || !(isAsked || type.startsWith("text/html"))) return;
    const body = await response.blob();
    if (!isAsked && !(await body.text()).includes(NAME)) return;
    // A response that was redirected could not be shown later.
    const { headers } = response;
    await (await caches.open(PAGES)).put(url, new Response(body, { headers }));
}

function withoutSearch(address) {
    const url = new URL(address);
    return url.origin + url.pathname;
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Puts beside the built script what it loads: the engine's modules, and each questionnaire on board as one
// file in its source language; and the service worker that keeps them.

import { createHash } from "node:crypto";
import { cp, mkdir, readFile, readdir, writeFile } from "node:fs/promises";

const ENGINE = new URL("../../bindings/wasm/pkg/", import.meta.url);
const MODULES = ["digirights_scorer_bg.wasm", "digirights_charts_bg.wasm", "digirights_reports_bg.wasm"];
const QUESTIONNAIRES = new URL("../../questionnaires/", import.meta.url);
const WORKER = new URL("../src/offline/worker.js", import.meta.url);
const DIST = new URL("../dist/", import.meta.url);

await mkdir(new URL("questionnaires/", DIST), { recursive: true });
for (const module of MODULES) await cp(new URL(module, ENGINE), new URL(module, DIST));
for (const entry of await readdir(QUESTIONNAIRES, { withFileTypes: true })) {
    const folder = new URL(`${entry.name}/`, QUESTIONNAIRES);
    const main = entry.isDirectory() ? await json(folder, "questionnaire.json") : undefined;
    if (main === undefined) continue;
    const [language] = main.languages;
    const bundle = {
        ...main,
        actions: await json(folder, "actions.json"),
        practices: await json(folder, "practices.json"),
        text: { [language]: await json(folder, `text/${language}.json`) },
    };
    await writeFile(new URL(`questionnaires/${main.id}.json`, DIST), JSON.stringify(bundle));
}
await writeFile(new URL("offline.js", DIST), await offline());

/** The service worker with the list of what it keeps, and a name that changes with any of it. */
async function offline() {
    const found = (await readdir(DIST, { recursive: true })).filter((name) => /\.(js|wasm|json)$/.test(name));
    const files = found.filter((name) => name !== "offline.js").sort();
    const digest = createHash("sha256");
    for (const file of files) digest.update(await readFile(new URL(file, DIST)));
    const worker = await readFile(WORKER, "utf8");
    return worker.replace("__BUILD__", digest.digest("hex").slice(0, 16)).replace('["__FILES__"]', JSON.stringify(files));
}

async function json(folder, name) {
    try {
        return JSON.parse(await readFile(new URL(name, folder), "utf8"));
    } catch (error) {
        if (error.code === "ENOENT") return undefined;
        throw error;
    }
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// A plain static server for this machine alone: what the demo and the tests look at.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname } from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";

/** The checkout. */
export const ROOT = new URL("../../", import.meta.url);

const TYPES = {
    ".css": "text/css",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
};

/**
 * Serves the checkout, on a free port unless one is named. `pages` are more pages, their HTML by path, or a promise of it;
 * `headers` go out with every answer.
 */
export async function serve({ pages = {}, headers = {}, port = 0 } = {}) {
    const requests = [];
    const server = createServer(async (request, response) => {
        // A browser takes `..` out of an address before it asks, and so does this.
        const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
        requests.push(path);
        try {
            const body = await (pages[path] ?? readFile(inside(path)));
            const type = TYPES[path in pages ? ".html" : extname(path)] ?? "application/octet-stream";
            // A service worker of the widget may serve pages that do not lie beside it.
            const own = { "content-type": type, "cache-control": "no-cache", "service-worker-allowed": "/" };
            response.writeHead(200, { ...own, ...headers }).end(body);
        } catch {
            response.writeHead(404, { "content-type": "text/plain" }).end("There is no such page.\n");
        }
    });
    await new Promise((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
    const close = () => {
        server.closeAllConnections();
        server.close();
    };
    return { address: `http://127.0.0.1:${server.address().port}`, requests, close };
}

function inside(path) {
    const file = new URL(`.${path}`, ROOT);
    if (!file.href.startsWith(ROOT.href) || /%2f|%5c|\\/i.test(path)) throw new Error("outside");
    return file;
}

if (argv[1] === fileURLToPath(import.meta.url)) {
    const port = Number(argv[2] ?? 8000);
    const page = "/widget/examples/demo.html";
    const redirect = `<!DOCTYPE html><title>digirights</title><link rel="icon" href="data:,"><meta http-equiv="refresh" content="0; url=${page}">`;
    try {
        const { address } = await serve({ port, pages: { "/": redirect } });
        console.log(`\nThe assessment is open at ${address}${page} (Ctrl-C ends it)`);
    } catch (error) {
        console.error(error.code === "EADDRINUSE" ? `port ${port} is taken: give another` : String(error));
        process.exitCode = 1;
    }
}

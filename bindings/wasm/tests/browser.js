// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// The same work in the system's Chromium, over a page of this machine.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname } from "node:path";

import { chromium } from "playwright-core";

const ROOT = new URL("../", import.meta.url);
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };
const PAGE = "<!DOCTYPE html><title>engine</title>";

/** What a function of a script beside this one gives in a browser, with the module of this name. */
export async function inBrowser(module, script, name, ...given) {
    const server = createServer(async ({ url }, response) => {
        try {
            const body = url === "/" ? PAGE : await readFile(new URL(`.${url}`, ROOT));
            response.writeHead(200, { "content-type": TYPES[extname(url) || ".html"] }).end(body);
        } catch {
            response.writeHead(404).end();
        }
    });
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    const browser = await chromium.launch({
        executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
        args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
    });
    try {
        const page = await browser.newPage();
        await page.goto(`http://127.0.0.1:${server.address().port}/`);
        return await page.evaluate(async ([module, script, name, given]) => {
            const engine = await import(`/pkg/${module}.js`);
            const { [name]: work } = await import(`/tests/${script}`);
            await engine.default();
            return work(engine, ...given);
        }, [module, script, name, given]);
    } finally {
        await browser.close();
        server.closeAllConnections();
        server.close();
    }
}

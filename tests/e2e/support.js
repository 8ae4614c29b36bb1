// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// A browser and pages for the tests.

import assert from "node:assert/strict";
import { mkdir, readFile } from "node:fs/promises";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { fileURLToPath } from "node:url";

import axe from "axe-core";
import { chromium } from "playwright-core";

import { ROOT, serve } from "../../widget/scripts/serve.js";

export { ROOT, serve };
/** Where pictures are put for people to look at. */
export const PICTURES = new URL("target/e2e/", ROOT);

/** The system's Chromium, without a request to anyone. */
export function browser() {
    return chromium.launch({
        executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
        // Without a locale, Chromium on Linux saves no file whose name is not ASCII under that name.
        env: { ...process.env, LC_ALL: "C.UTF-8" },
        args: [
            "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync",
        ],
    });
}

/** A server and a browser for the tests of a file. */
export function stage(served = {}) {
    const here = {
        server: undefined,
        chromium: undefined,
        /** What all pages of one person share. */
        person: (options = {}) =>
            here.chromium.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-GB", ...options }),
        /** A test with a page of its own, on which nothing may go wrong but these faults. */
        on(path, name, act, { isLoaded = true, faults = [], ...options } = {}) {
            test(name, async () => {
                const context = await here.person(options);
                try {
                    const page = await open(context, here.server.address, { path });
                    await act(page, isLoaded ? await loaded(page) : page.locator("digital-rights-assessment").first());
                    assert.equal(page.faults.length, faults.length, page.faults.join("\n"));
                    faults.forEach((fault, index) => assert.match(page.faults[index], fault));
                } finally {
                    await context.close();
                }
            });
        },
    };
    before(async () => {
        here.server = await serve(served);
        here.chromium = await browser();
    });
    after(async () => {
        await here.chromium?.close();
        here.server?.close();
    });
    return here;
}

/** The same with a person for each test, whose pages are closed after it. */
export function personalStage(served) {
    const here = stage(served);
    beforeEach(async () => {
        here.context = await here.person();
    });
    afterEach(() => here.context.close());
    return here;
}

/** A page, once its element is defined, with what goes wrong on it. */
export async function open(context, address, { path = "/page.html" } = {}) {
    const page = await context.newPage();
    page.faults = [];
    page.on("pageerror", (error) => page.faults.push(String(error)));
    page.on("console", (message) => message.type() === "error" && page.faults.push(message.text()));
    await page.goto(`${address}${path}`);
    await page.locator("digital-rights-assessment").first().evaluate((element) => customElements.whenDefined(element.localName));
    return page;
}

/** The element of a page, once its questionnaire is loaded. */
export async function loaded(page) {
    const element = page.locator("digital-rights-assessment");
    await element.evaluate(async (found) => {
        await Promise.race([found.loaded, new Promise((_, reject) => setTimeout(reject, 30_000, found.failure))]);
    });
    await page.locator("#page").waitFor();
    return element;
}

/** Until a value is what it should be, or fails with the difference. */
export async function becomes(read, expected) {
    const end = Date.now() + 10_000;
    for (;;) {
        const found = await read();
        try {
            assert.deepEqual(found, expected);
            return;
        } catch (error) {
            if (Date.now() > end) throw error;
        }
        await new Promise((resolve) => setTimeout(resolve, 25));
    }
}

/** Until nothing is worked out beside the page any more, and what came of it is drawn. */
export const atRest = (element) =>
    becomes(() => element.evaluate(async (found) => {
        await found.updateComplete;
        return found.opened?.session.loaded.aside?.isBusy ?? false;
    }), false);

/** A page with the element alone. */
export function pageWith(attributes = "", language = "en") {
    return `<!DOCTYPE html><html lang="${language}"><head><meta charset="utf-8"><title>Assessment</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<script type="module" src="/widget/dist/digital-rights-assessment.js"></script></head>
<body><main><h1>Our city</h1><digital-rights-assessment ${attributes}></digital-rights-assessment></main></body></html>`;
}

/** The answers of a sample city. */
export async function sample(name) {
    return readFile(new URL(`questionnaires/digital-rights/samples/${name}.json`, ROOT), "utf8");
}

/** What axe finds wrong, in short. */
export async function violations(page) {
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() =>
        window.axe.run(document, {
            runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        }),
    );
    return violations.map((found) => `${found.id}: ${found.nodes.map((node) => node.target.flat().join(" ")).join("; ")}`);
}

/** A picture for people to look at. */
export async function picture(page, name) {
    await mkdir(PICTURES, { recursive: true });
    await page.screenshot({ path: fileURLToPath(new URL(`${name}.png`, PICTURES)), fullPage: true });
}

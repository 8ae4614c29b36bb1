// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// A browser and pages for the tests.

import { mkdir, readFile } from "node:fs/promises";
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

/** A page of the element, filled from a sample city if one is named. */
export async function open(context, address, { html, path = "/page.html" } = {}) {
    const page = await context.newPage();
    page.faults = [];
    page.on("pageerror", (error) => page.faults.push(String(error)));
    page.on("console", (message) => message.type() === "error" && page.faults.push(message.text()));
    await page.goto(html ?? `${address}${path}`);
    await page.locator("digital-rights-assessment").evaluate((element) => customElements.whenDefined(element.localName));
    return page;
}

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

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// The demo as somebody sees it who types the command of the README.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { ROOT, browser, picture, violations } from "./support.js";

let server, chromium, address;

before(async () => {
    server = spawn("node", [fileURLToPath(new URL("widget/scripts/serve.js", ROOT)), "0"]);
    address = await new Promise((resolve, reject) => {
        server.stdout.on("data", (said) => /http:\S+/.test(said) && resolve(/http:\S+/.exec(said)[0]));
        server.on("exit", () => reject(new Error("the server ended")));
    });
    chromium = await browser();
});
after(async () => {
    server.kill();
    await chromium.close();
});

test("a sample city is loaded, and its result and plan are shown", async () => {
    for (const [name, width] of [["desktop", 1280], ["phone", 390]]) {
        const context = await chromium.newContext({ viewport: { width, height: 900 } });
        const page = await context.newPage();
        const faults = [];
        page.on("pageerror", (error) => faults.push(String(error)));
        page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
        await page.goto(new URL("/", address).href);
        await page.waitForURL("**/demo.html");
        await page.getByRole("heading", { name: "Has the city signed a public commitment" }).waitFor();
        await page.getByRole("button", { name: "Load", exact: true }).click();
        await page.getByText("109 of 110").first().waitFor();
        for (const [tab, heading] of [["Result", "Where the city stands"], ["Plan", "Roadmap"]]) {
            await page.getByRole("button", { name: tab, exact: true }).click();
            await page.getByRole("heading", { name: heading }).waitFor();
            assert.deepEqual(await violations(page), [], tab);
            await picture(page, `demo-${tab.toLowerCase()}-${name}`);
        }
        // It is still there after a reload.
        await page.reload();
        await page.getByText("109 of 110").first().waitFor();
        assert.deepEqual(faults, []);
        await context.close();
    }
});

test("nothing outside the checkout is served", async () => {
    for (const path of ["/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2f..%2fetc%2fpasswd", "/widget/..%5c..%5cx", "/none"]) {
        assert.equal((await fetch(new URL(path, address))).status, 404, path);
    }
});

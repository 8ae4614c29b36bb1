// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// The widget on other people's pages: a plain one, one with a hostile style, one with a strict policy, and
// without a network.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { browser, picture, sample, serve } from "./support.js";

const EXAMPLES = "/widget/examples/";
const POLICY =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'";

let chromium;
before(async () => {
    chromium = await browser();
});
after(() => chromium.close());

/** A page of the examples in a browser of its own, with what went wrong and where it sent requests. */
async function visit(server, name, { width = 1280 } = {}) {
    const context = await chromium.newContext({ viewport: { width, height: 900 } });
    context.setDefaultTimeout(8000);
    const page = await context.newPage();
    page.faults = [];
    page.asked = [];
    page.on("pageerror", (error) => page.faults.push(String(error)));
    page.on("console", (message) => message.type() === "error" && page.faults.push(message.text()));
    page.on("request", (request) => page.asked.push(request.url()));
    await page.addInitScript(() => {
        window.violations = [];
        document.addEventListener("securitypolicyviolation", (event) =>
            window.violations.push(`${event.effectiveDirective}: ${event.blockedURI}`));
    });
    await page.goto(server.address + EXAMPLES + name);
    await loaded(page);
    return page;
}

const element = (page) => page.locator("digital-rights-assessment");
const loaded = (page) => element(page).evaluate(async (element) => {
    await customElements.whenDefined(element.localName);
    await element.loaded;
});
const turn = (page, name) =>
    page.getByRole("navigation", { name: "Pages" }).getByRole("button", { name }).click();

/** Uses all of the widget a little. */
async function use(page) {
    await element(page).evaluate((element, text) => element.import(text), await sample("midsized"));
    await page.locator('[id="q-M01.1"]').getByRole("radio").nth(1).check();
    for (const name of [/^Result/, /^Plan/, /^Departments/]) {
        await turn(page, name);
        await page.locator("section.page h3").first().waitFor();
    }
    const saving = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save to a file" }).click();
    await saving;
    await page.getByRole("checkbox").first().check();
    await page.getByRole("button", { name: "Make a link" }).click();
    await page.getByLabel(/Link for/).waitFor();
    await turn(page, /^Fill in/);
}

function clean(page, server) {
    assert.deepEqual(page.asked.filter((url) => !url.startsWith(server.address) && !/^(blob|data):/.test(url)), []);
    assert.deepEqual(page.faults.filter((fault) => !fault.includes("404")), []);
}

/** How parts of the widget look, in what a page could spoil. */
function looks(page) {
    return element(page).evaluate((element) => {
        const said = [
            "display", "font-family", "font-size", "font-style", "font-weight", "line-height", "letter-spacing",
            "word-spacing", "text-transform", "text-align", "text-indent", "white-space", "color", "background-color",
            "box-sizing", "padding-top", "padding-left", "margin-top", "margin-left", "border-top-width",
            "border-top-color", "border-radius", "float", "opacity", "cursor", "visibility", "direction", "hyphens",
        ];
        const parts = {
            app: ".app", title: "h2", text: ".app p", page: ".pages button", primary: "button.primary", summary: ".summary",
            fieldset: "fieldset", legend: "legend", label: "label", radio: 'input[type="radio"]', details: "details",
            step: "h3", field: 'input[type="text"]', hidden: ".visually-hidden",
        };
        return Object.fromEntries(Object.entries(parts).map(([name, selector]) => {
            const found = element.shadowRoot.querySelector(selector);
            const style = found && getComputedStyle(found);
            return [name, style && said.map((property) => `${property}: ${style.getPropertyValue(property)}`)];
        }));
    });
}

/** A picture of the widget alone, in a width of its own. */
async function portrait(page) {
    await page.evaluate(() => {
        const element = document.querySelector("digital-rights-assessment");
        // The page around takes no part in this comparison, its rules do.
        Object.assign(element.style, { position: "absolute", insetBlockStart: "0", insetInlineStart: "0", inlineSize: "900px" });
        element.style.setProperty("display", "block");
        document.body.scrollTop = 0;
    });
    return element(page).locator(".app").screenshot({ animations: "disabled", caret: "hide" });
}

describe("pages around it", () => {
    let server;
    before(async () => {
        server = await serve({ headers: { "service-worker-allowed": "/" } });
    });
    after(() => server.close());

    for (const name of ["plain.html", "drupal-like.html", "strict-csp.html"]) {
        test(`${name}: all of it works, nobody else is asked, no policy is broken`, async () => {
            const page = await visit(server, name);
            await use(page);
            clean(page, server);
            assert.deepEqual(await page.evaluate(() => window.violations), []);
            await picture(page, `embed-${name.replace(".html", "")}`);
            await page.setViewportSize({ width: 390, height: 844 });
            await picture(page, `embed-${name.replace(".html", "")}-phone`);
            await page.context().close();
        });
    }

    test("a hostile style changes nothing in it", async () => {
        const [plain, hostile] = [await visit(server, "plain.html"), await visit(server, "drupal-like.html")];
        const outside = await hostile.evaluate(() => {
            const { float, fontSize } = getComputedStyle(document.querySelector("aside fieldset"));
            return [float, getComputedStyle(document.documentElement).fontSize, fontSize];
        });
        assert.deepEqual(outside.slice(0, 2), ["left", "10px"], "the page is not hostile");
        const found = [];
        for (const page of [plain, hostile]) {
            const look = await looks(page);
            const missing = Object.entries(look).filter(([, style]) => !style).map(([name]) => name);
            assert.ok(missing.length <= 2, missing.join());
            found.push({ look, portrait: await portrait(page) });
        }
        assert.deepEqual(found[1].look, found[0].look);
        assert.ok(found[0].portrait.equals(found[1].portrait), "the pictures differ");
        await plain.context().close();
        await hostile.context().close();
    });

    test("a page chooses colours and corners with custom properties", async () => {
        const page = await visit(server, "strict-csp.html");
        const current = page.getByRole("button", { name: /^Fill in/ });
        assert.equal(await current.evaluate((button) => getComputedStyle(button).color), "rgb(107, 45, 140)");
        await page.context().close();
    });
});

test("the strict policy as a header", async () => {
    const server = await serve({ headers: { "content-security-policy": POLICY } });
    const page = await visit(server, "strict-csp.html");
    await use(page);
    clean(page, server);
    assert.deepEqual(await page.evaluate(() => window.violations), []);
    // The policy is in force, and its breaking is seen.
    await page.evaluate(() => document.body.setAttribute("style", "color: red"));
    await page.waitForFunction(() => window.violations.some((found) => found.startsWith("style-src")));
    await page.context().close();
    server.close();
});

describe("without a network", () => {
    /** The worker is there, and has what it keeps. */
    const prepared = (page) => page.evaluate(async () => {
        await navigator.serviceWorker.ready;
        for (let tries = 0; tries < 200; tries += 1) {
            const pages = (await caches.keys()).find((name) => name.endsWith("pages"));
            if (navigator.serviceWorker.controller && pages && (await (await caches.open(pages)).match(location.href))) return true;
            await new Promise((resolve) => setTimeout(resolve, 25));
        }
        return false;
    });

    test("after one visit everything works, and what is answered then is kept", async () => {
        const server = await serve({ headers: { "service-worker-allowed": "/" } });
        const page = await visit(server, "plain.html");
        assert.ok(await prepared(page));
        await page.locator('[id="q-M01.1"]').getByRole("radio").nth(3).check();
        // Nobody is there any more.
        server.close();
        await page.context().setOffline(true);
        await assert.rejects(page.evaluate(() => fetch("/widget/package.json").then((response) => response.text())));
        page.faults.length = 0;
        await page.reload();
        await loaded(page);
        assert.ok(await page.locator('[id="q-M01.1"]').getByRole("radio").nth(3).isChecked());
        await use(page);
        // What writes reports is loaded now, from what was kept.
        await turn(page, /^Result/);
        const saving = page.waitForEvent("download");
        await page.getByRole("button", { name: "Download the report" }).click();
        assert.match((await saving).suggestedFilename(), /\.html$/);
        assert.deepEqual(page.faults, []);
        await page.reload();
        await loaded(page);
        assert.equal(await element(page).evaluate((element) => element.answers.city), "Marenpoort");
        await page.context().close();
    });

    test("only the widget's own files and its page are kept", async () => {
        const elsewhere = '<!DOCTYPE html><html lang="en"><title>News</title><h1>News</h1></html>';
        const server = await serve({
            headers: { "service-worker-allowed": "/" }, pages: { "/widget/news.html": elsewhere },
        });
        const page = await visit(server, "plain.html");
        assert.ok(await prepared(page));
        await page.evaluate(() => fetch("/widget/package.json").then((response) => response.text()));
        const other = await page.context().newPage();
        await other.goto(`${server.address}/widget/news.html`);
        assert.ok(await other.evaluate(() => navigator.serviceWorker.controller), "the page is not seen by the worker");
        const kept = await page.evaluate(async () => {
            const all = [];
            for (const name of await caches.keys()) {
                for (const { url } of await (await caches.open(name)).keys()) all.push(new URL(url).pathname);
            }
            return all.sort();
        });
        assert.ok(kept.includes("/widget/examples/plain.html"));
        for (const file of ["digirights_scorer_bg.wasm", "digirights_charts_bg.wasm", "digital-rights-assessment-aside.js"]) {
            assert.ok(kept.includes(`/widget/dist/${file}`), file);
        }
        const own = /^\/widget\/(dist\/(digital-rights-assessment[\w-]*\.js|digirights_(scorer|charts|reports)_bg\.wasm|questionnaires\/[\w-]+\.json)|examples\/plain\.html)$/;
        assert.deepEqual(kept.filter((path) => !own.test(path)), []);
        await page.context().close();
        server.close();
    });

    test("no page is taken over that did not ask for it", async () => {
        const server = await serve();
        const page = await visit(server, "drupal-like.html");
        assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
        await page.context().close();
        server.close();
    });
});

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Reports and charts, as a person gets them: every file with its content, on paper, by keyboard, on a page with a
// strict policy, without a network.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { Instrument } from "../../bindings/wasm/node-reports.js";
import { unzipped } from "./archive.js";
import { overflow, PAGES, shown, turn } from "./city.js";
import { focused, quiet } from "./every-kind.js";
import { loaded, open, pageWith, picture, ROOT, sample, stage, violations } from "./support.js";

const COMMAND = fileURLToPath(new URL("target/debug/digirights", ROOT));
const STRICT = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src data:";
const part = (id) => ({ id: id.toUpperCase(), children: [{ id, answer: { kind: "yes_no" } }] });
const UNSETTLED = {
    format: "1.0", id: "unsettled", version: "1.0.0", policies: { unanswered: "no_score" },
    root: { id: "ALL", children: [part("a"), part("b")] },
};
const here = stage({
    pages: {
        ...PAGES,
        "/unsettled.json": JSON.stringify(UNSETTLED),
        "/unsettled.html": quiet(pageWith('questionnaire="/unsettled.json"')),
    },
});
const flagship = (name, act, options) => here.on("/flagship.html", name, act, options);
const section = (page) => page.locator("section[aria-labelledby=report]");

/** What the engine says elsewhere to the answers on a page. */
async function subject(element, earlier, plan = {}) {
    const bundle = new URL("widget/dist/questionnaires/digital-rights.json", ROOT);
    const instrument = Instrument.fromJson(await readFile(bundle, "utf8"));
    const held = instrument.assess(await element.evaluate((found) => found.answers), { profile: null });
    return earlier ? held.subjectSince(instrument.assess(earlier), { plan }) : held.subject({ plan });
}

async function downloaded(page, press) {
    const saving = page.waitForEvent("download");
    await press();
    const download = await saving;
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

async function report(page, reader, format) {
    await section(page).getByLabel(reader).check();
    await section(page).getByLabel("Format").selectOption(format);
    return downloaded(page, () => section(page).getByRole("button", { name: "Download the report" }).click());
}

flagship("every audience and format is the engine's, byte for byte, under a name that says what it is", async (page) => {
    const element = await shown(page, "midsized", "Result");
    const same = await subject(element);
    for (const [reader, audience, what] of [
        ["For those who decide", "political", "report-for-decisions"], ["For those who do the work", "technical", "report"],
    ]) {
        for (const format of audience === "political" ? ["html", "docx", "md"] : ["html", "docx", "xlsx", "csv", "md"]) {
            const { name, bytes } = await report(page, reader, format);
            assert.equal(name, `digital-rights-marenpoort-2026-09-30-${what}.${format}`);
            assert.ok(bytes.equals(same.report(audience, format)), name);
        }
    }
    const { bytes: page1 } = await report(page, "For everybody", "svg");
    assert.equal(page1.toString(), same.infographic());
    const kit = unzipped((await report(page, "For everybody", "zip")).bytes);
    assert.ok(kit["messages.html"].includes("Marenpoort"));
    assert.ok(Object.keys(kit).filter((name) => /^cards\/.*\.svg$/.test(name)).length >= 3);
    assert.match(await element.locator("[role=status]").textContent(), /handed to your browser/);
});

flagship("documents open: Word and Excel unpack, the web page is that of the command line", async (page) => {
    await shown(page, "midsized", "Result");
    const word = unzipped((await report(page, "For those who do the work", "docx")).bytes);
    assert.match(word["word/document.xml"].toString(), /Marenpoort/);
    const excel = unzipped((await report(page, "For those who do the work", "xlsx")).bytes);
    assert.ok(Object.keys(excel).filter((name) => /^xl\/worksheets\/sheet\d+\.xml$/.test(name)).length >= 5);
    assert.match(excel["xl/worksheets/sheet2.xml"].toString(), /<f>/);
    assert.match((await report(page, "For those who do the work", "csv")).bytes.toString(), /M12/);
    const { bytes } = await report(page, "For those who decide", "html");
    assert.match(bytes.toString(), /^<!DOCTYPE html>/);
    if (!existsSync(COMMAND)) return;
    const folder = new URL("target/e2e/", ROOT);
    const file = fileURLToPath(new URL("command-line.html", folder));
    const answers = fileURLToPath(new URL("questionnaires/digital-rights/samples/midsized.json", ROOT));
    await picture(page, "report-choices");
    execFileSync(COMMAND, ["report", answers, "--audience", "political", "--output", file]);
    assert.ok(bytes.equals(await readFile(file)));
});

flagship("an earlier result and the goal of the plan are in the report; what has changed is one of its own", async (page) => {
    const element = await shown(page, "midsized", "Result");
    const earlier = await sample("midsized-2025");
    await element.evaluate((found, text) => {
        found.view().keep({ earlier: JSON.parse(text) });
        found.ui.goal = { target: "advancing" };
    }, earlier);
    await page.getByText("Scores then and now").first().waitFor();
    const same = await subject(element, earlier, { target: "advancing" });
    const { bytes } = await report(page, "For those who decide", "md");
    assert.equal(bytes.toString(), Buffer.from(same.report("political", "md")).toString());
    const compare = page.locator("section[aria-labelledby=compare]");
    await compare.locator("svg.dr-chart .dr-now").first().waitFor();
    await compare.getByLabel("Format").selectOption("docx");
    const file = await downloaded(page, () => compare.getByRole("button", { name: "Download what has changed" }).click());
    assert.equal(file.name, "digital-rights-marenpoort-2026-09-30-what-has-changed.docx");
    assert.ok(file.bytes.equals(same.comparisonReport("docx")));
});

/** Has a frame tell what it would print. */
const noPaper = (page) => page.evaluate(() => {
    const observer = new MutationObserver((changes) => {
        for (const frame of changes.flatMap(({ addedNodes }) => [...addedNodes])) {
            if (frame.localName === "iframe") frame.contentWindow.print = () => (window.onPaper = frame);
        }
    });
    const { shadowRoot } = document.querySelector("digital-rights-assessment");
    observer.observe(shadowRoot, { childList: true });
    // An observer hears too late of what is printed at once.
    const { append } = ShadowRoot.prototype;
    shadowRoot.append = function (...nodes) {
        append.apply(this, nodes);
        for (const node of nodes) if (node.localName === "iframe") node.contentWindow.print = () => (window.onPaper = node);
    };
});

/** What stands on paper, and how it looks. */
const onPaper = (page) => page.evaluate(() => {
    const { contentDocument: paper } = window.onPaper;
    const look = getComputedStyle(paper.querySelector("h1"));
    const table = paper.querySelector("th[data-style]");
    return {
        title: paper.title, language: paper.documentElement.lang, heading: paper.querySelector("h1").textContent,
        text: paper.body.textContent, margin: look.margin, family: getComputedStyle(paper.body).fontFamily,
        charts: paper.querySelectorAll("svg").length, width: table?.style.cssText ?? "", css: paper.adoptedStyleSheets[0].cssRules.length,
    };
});

test("a report on paper, on a page with a strict policy, and charts in its colours", async () => {
    const context = await here.person();
    await context.route("**/flagship.html", async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, headers: { ...response.headers(), "content-security-policy": STRICT } });
    });
    const page = await open(context, here.server.address, { path: "/flagship.html" });
    const element = await shown(page, "midsized", "Result");
    await noPaper(page);
    await page.locator("svg.dr-chart .dr-now").first().waitFor();
    const colours = await element.evaluate((found) => {
        found.style.setProperty("--dra-accent", "rgb(122, 15, 77)");
        return getComputedStyle(found.shadowRoot.querySelector(".dr-now")).stroke;
    });
    assert.equal(colours, "rgb(122, 15, 77)");
    for (const [reader, least] of [["For those who decide", 0], ["For those who do the work", 4]]) {
        await section(page).getByLabel(reader).check();
        await page.evaluate(() => (window.onPaper = undefined));
        await section(page).getByRole("button", { name: "Print the report" }).click();
        await page.waitForFunction(() => window.onPaper);
        const paper = await onPaper(page);
        assert.equal(paper.language, "en");
        assert.ok(paper.title && paper.text.includes("Marenpoort") && paper.heading);
        assert.ok(paper.charts >= least, `${paper.charts} charts`);
        assert.ok(paper.css > 20, `${paper.css} rules`);
        assert.doesNotMatch(paper.family, /Times/);
        if (least) assert.match(paper.width, /width/);
    }
    assert.equal(await element.evaluate((found) => found.shadowRoot.querySelectorAll("iframe").length), 1);
    // The frame takes the focus while it is printed, and gives it back.
    await page.evaluate(() => window.onPaper.contentWindow.dispatchEvent(new Event("afterprint")));
    await page.waitForFunction(() => !document.querySelector("digital-rights-assessment").shadowRoot.querySelector("iframe"));
    assert.equal(await element.evaluate((found) => found.shadowRoot.activeElement?.textContent.trim()), "Print the report");
    assert.deepEqual(page.faults, []);
    await context.close();
});

flagship("by keyboard alone: choose, and download", async (page) => {
    const element = await shown(page, "smalltown", "Result");
    await page.locator("#report").evaluate((heading) => heading.focus());
    assert.equal(await focused(page), "report");
    const active = () => element.evaluate(({ shadowRoot: { activeElement } }) => activeElement?.value || activeElement?.textContent.trim());
    await page.keyboard.press("Tab");
    assert.equal(await active(), "political");
    await page.keyboard.press("ArrowDown");
    assert.equal(await active(), "technical");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Excel");
    await page.keyboard.press("Tab");
    assert.equal(await active(), "Download the report");
    const { name } = await downloaded(page, () => page.keyboard.press("Enter"));
    assert.match(name, /ostrelle.*\.xlsx$/);
    assert.equal(await active(), "Download the report");
});

here.on("/unsettled.html", "what cannot be made says why, and nothing else is lost", async (page) => {
    const element = await loaded(page);
    // One of two is answered, and by its rules the whole has no score before both are.
    await element.evaluate((found) => found.import({ ...found.answers, city: "Marenpoort", answers: { a: "yes" } }));
    await turn(page, "Result");
    await section(page).getByLabel("For everybody").check();
    await section(page).getByRole("button", { name: "Download the report" }).click();
    await page.locator(".faults").getByText(/D0003/).waitFor();
    assert.deepEqual(await violations(page), []);
    assert.equal(await page.locator("svg.dr-chart").count() > 0, true);
    const { bytes } = await report(page, "For those who decide", "md");
    assert.match(bytes.toString(), /Marenpoort/);
});

flagship("without the module of reports, words say so; charts are there", async (page) => {
    await page.route("**/digirights_reports_bg.wasm", (route) => route.abort());
    await page.context().route("**/digirights_reports_bg.wasm", (route) => route.abort());
    await shown(page, "midsized", "Result");
    await page.locator("svg.dr-chart .dr-now").first().waitFor();
    await section(page).getByRole("button", { name: "Download the report" }).click();
    await page.locator(".faults").getByText(/could not be made/).waitFor();
    await page.context().unroute("**/digirights_reports_bg.wasm");
    await page.unroute("**/digirights_reports_bg.wasm");
    assert.ok((await report(page, "For those who decide", "html")).bytes.length > 5000);
    page.faults.length = 0;
});

here.on("/every.html", "another questionnaire has charts and reports, too", async (page) => {
    const element = await loaded(page);
    await element.evaluate((found) => found.import({ ...found.answers, answers: { one: "full", yes: "partly", gate: "yes" } }));
    await turn(page, "Result");
    await page.locator("#chart-bars-title").waitFor({ state: "attached" });
    await page.locator("#chart-heat-map-title").waitFor({ state: "attached" });
    assert.equal(await page.getByText("could not be drawn").count(), 0);
    const { bytes } = await report(page, "For those who do the work", "html");
    assert.match(bytes.toString(), /Kinds of answers/);
});

flagship("what if: the overview follows the answer that is tried", async (page) => {
    await shown(page, "midsized", "Result");
    const trial = page.locator("section[aria-labelledby=trial]");
    await trial.getByLabel("Question").selectOption("M09.1");
    const line = trial.locator("svg.dr-chart path.dr-now");
    const drawn = [];
    for (const at of [0, 4]) {
        await trial.locator("input[type=radio]").nth(at).check();
        await page.waitForFunction((before) => {
            const { shadowRoot } = document.querySelector("digital-rights-assessment");
            const now = shadowRoot.querySelector("section[aria-labelledby=trial] path.dr-now")?.getAttribute("d");
            return now && now !== before;
        }, drawn.at(-1));
        drawn.push(await line.first().getAttribute("d"));
    }
    assert.ok(await trial.locator("svg.dr-chart path.dr-earlier").count() > 0);
    assert.notEqual(drawn[0], drawn[1]);
    await picture(page, "result-what-if-chart");
});

for (const [name, options] of Object.entries({
    desktop: {}, phone: { viewport: { width: 390, height: 844 } }, dark: { colorScheme: "dark" },
    "dark phone": { viewport: { width: 390, height: 844 }, colorScheme: "dark" },
})) {
    flagship(`${name}: charts and reports pass axe and fit`, async (page) => {
        const element = await shown(page, "midsized", "Result");
        if (name.startsWith("dark")) await page.evaluate(() => (document.documentElement.style.colorScheme = "dark"));
        await element.evaluate((found, earlier) => found.view().keep({ earlier: JSON.parse(earlier) }), await sample("midsized-2025"));
        await page.locator("section[aria-labelledby=compare] svg.dr-chart").waitFor();
        await section(page).getByLabel("For everybody").check();
        assert.deepEqual(await violations(page), []);
        assert.equal(await overflow(page), 0);
        await picture(page, `reports-${name.replace(" ", "-")}`);
    }, options);
}

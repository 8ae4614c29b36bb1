// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Several departments: hand out, answer, send back, merge, settle.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";

import { initSync, merge } from "../../bindings/wasm/pkg/digirights.js";
import { small } from "./kept.js";
import { becomes, loaded, open, pageWith, personalStage, picture, ROOT, sample, violations } from "./support.js";

const SAMPLES = new URL("questionnaires/digital-rights/samples/", ROOT);
const COMMAND = fileURLToPath(new URL("target/debug/digirights", ROOT));

const here = personalStage({
    pages: {
        "/page.html": pageWith('storage-key="city"'),
        "/loose.html": pageWith(),
        "/quick.html": pageWith('profile="quick-scan"'),
        "/small.json": small(),
        "/two.html": pageWith('questionnaire="/small.json"').replace("</main>",
            "<digital-rights-assessment></digital-rights-assessment>".repeat(2) + "</main>"),
    },
});
before(async () => initSync({ module: await readFile(new URL("bindings/wasm/pkg/digirights_bg.wasm", ROOT)) }));

async function ready(path = "/page.html", where = here.context) {
    const page = await open(where, here.server.address, { path });
    await loaded(page);
    return page;
}

async function departments(path, where) {
    const page = await ready(path, where);
    await toParts(page);
    return page;
}

const toParts = (page) => page.getByRole("button", { name: /^Departments/ }).click();
const element = (page) => page.locator("digital-rights-assessment");
const answers = (page) => element(page).evaluate((element) => element.answers);
const fill = (page, text) => element(page).evaluate((element, text) => element.import(text), text);
const input = (page) => page.getByLabel(/Files of departments/);
const report = (page) => page.getByRole("region", { name: "Bring parts in" }).locator(".notice");
const json = (content, name) =>
    ({ name, mimeType: "application/json", buffer: Buffer.from(typeof content === "string" ? content : JSON.stringify(content)) });

async function folder(name) {
    const here = new URL(`${name}/`, SAMPLES);
    return Promise.all((await readdir(here)).sort().map(async (file) => json(await readFile(new URL(file, here), "utf8"), file)));
}

async function bring(page, files) {
    // What is said of earlier files must not be taken for what is said of these.
    await element(page).evaluate(async (element) => {
        element.view().ui.parts.report = null;
        element.requestUpdate();
        await element.updateComplete;
    });
    await input(page).setInputFiles(files);
    await report(page).waitFor();
    return report(page).innerText();
}

async function saved(page, press) {
    const saving = page.waitForEvent("download");
    await press();
    const download = await saving;
    return { name: download.suggestedFilename(), content: JSON.parse(await readFile(await download.path(), "utf8")) };
}

/** What the command line makes of parts, or the engine where the command line is not built. */
function mergedElsewhere(name, files) {
    if (existsSync(COMMAND)) {
        const paths = files.map((file) => fileURLToPath(new URL(`${name}/${file.name}`, SAMPLES)));
        try {
            return JSON.parse(execFileSync(COMMAND, ["merge", ...paths], { stdio: ["ignore", "pipe", "ignore"] }));
        } catch (error) {
            // It ends with 1 where conflicts are open, and prints all the same.
            return JSON.parse(error.stdout);
        }
    }
    return merge(Object.fromEntries(files.map((file) => [file.name.replace(".json", ""), file.buffer.toString()])));
}

describe("bringing parts in", () => {
    for (const name of ["midsized-parts", "midsized-parts-conflict"]) {
        test(`${name}: the same as the command line`, async () => {
            const page = await departments();
            const files = await folder(name);
            await bring(page, files);
            assert.deepEqual(await answers(page), mergedElsewhere(name, files));
        });
    }

    test("says what came in, and is one step to undo", async () => {
        const page = await departments();
        const [cio, legal] = await folder("midsized-parts-conflict");
        assert.match(await bring(page, [cio]), /One part came in: 8 answers new, 0 the same, 0 in conflict/);
        const one = await answers(page);
        assert.match(await bring(page, [legal]), /One part came in: 5 answers new, 1 the same, 2 in conflict/);
        assert.deepEqual(Object.keys((await answers(page)).conflicts), ["M07.5", "M14.5"]);
        await page.getByRole("button", { name: "Undo" }).click();
        assert.deepEqual(await answers(page), one);
        await page.getByRole("button", { name: "Redo" }).click();
        assert.deepEqual(Object.keys((await answers(page)).conflicts), ["M07.5", "M14.5"]);
    });

    test("the same parts twice bring nothing new", async () => {
        const page = await departments();
        const files = await folder("midsized-parts");
        await bring(page, files);
        const count = Object.keys((await answers(page)).answers).length;
        await input(page).setInputFiles(files);
        await report(page).filter({ hasText: `0 answers new, ${count} the same, 0 in conflict` }).waitFor();
        assert.equal(Object.keys((await answers(page)).answers).length, count);
    });

    test("what the parts do not speak of stays as it is", async () => {
        const page = await departments();
        await fill(page, JSON.stringify({
            format: "1.0", questionnaire: { id: "digital-rights", version: "1.0.0" }, city: "Marenpoort",
            answers: { "M01.1": { value: "partly", note: "Ours." } },
        }));
        await bring(page, await folder("midsized-parts-conflict"));
        assert.deepEqual((await answers(page)).answers["M01.1"], { state: "answered", value: "partly", note: "Ours." });
    });

    test("after a reload all is there, conflicts included", async () => {
        const page = await departments();
        await bring(page, await folder("midsized-parts-conflict"));
        const was = await answers(page);
        await element(page).evaluate(async (element) => {
            while (element.opened.keeper.busy) await new Promise((resolve) => setTimeout(resolve, 10));
        });
        const other = await ready();
        assert.deepEqual(await answers(other), was);
        await other.getByRole("button", { name: "Departments (2 differences)" }).waitFor();
    });

    const refused = {
        "another city": [(part) => ({ ...part, city: "Elsewhere" }), [/M0602/, /Elsewhere/, /Marenpoort/]],
        "another version": [(part) => ({ ...part, questionnaire: { ...part.questionnaire, version: "0.2.0" } }), [/B0701/]],
        "another questionnaire": [(part) => ({ ...part, questionnaire: { id: "x", version: "1.0.0" } }), [/A0503/]],
        "a broken file": [() => '{"format"', [/J0102/, /part\.json/]],
    };
    for (const [name, [change, expected]] of Object.entries(refused)) {
        test(`${name} changes nothing, not even by the good part beside it`, async () => {
            const page = await departments();
            const [cio, legal] = await folder("midsized-parts-conflict");
            await bring(page, [cio]);
            const was = await answers(page);
            const bad = json(change(JSON.parse(legal.buffer.toString())), "part.json");
            await input(page).setInputFiles([legal, bad]);
            const told = report(page).filter({ hasText: "Nothing was brought in" });
            await told.waitFor();
            for (const pattern of expected) assert.match(await told.innerText(), pattern);
            assert.deepEqual(await answers(page), was);
            assert.deepEqual(await violations(page), []);
        });
    }
});

describe("conflicts", () => {
    async function open() {
        const page = await departments();
        await bring(page, await folder("midsized-parts-conflict"));
        return page;
    }
    const conflict = (page, text) => page.locator("form.conflict").filter({ hasText: text });
    const SECURITY = "minimum security rules";

    test("show every side with all that stands beside it", async () => {
        const page = await open();
        const text = await conflict(page, SECURITY).innerText();
        for (const found of ["Partly in place", "Not in place", "Technology office", "Legal and data protection", "cio",
            "legal", "I have never seen written security rules.", "September 11, 2026", "Not sure"]) {
            assert.ok(text.includes(found), found);
        }
        const evidence = page.getByRole("link", { name: "https://example.org/marenpoort/code" });
        assert.equal(await evidence.getAttribute("rel"), "noopener noreferrer");
        assert.deepEqual(await violations(page), []);
        for (const [width, name] of [[1280, "desktop"], [390, "phone"]]) {
            await page.setViewportSize({ width, height: 800 });
            await picture(page, `parts-${name}`);
        }
    });

    test("are settled by a person, on record, and the settlement can be undone", async () => {
        const page = await open();
        const form = conflict(page, SECURITY);
        await form.getByRole("button", { name: "This answer counts" }).click();
        assert.equal(await page.locator("form.conflict").count(), 2, "nothing was chosen, and yet it was settled");
        const was = await answers(page);
        await form.getByRole("radio", { name: "Not in place" }).check();
        await form.getByLabel("Settled by").selectOption({ label: "Coordinator of the assessment" });
        await form.getByLabel("Reason").fill("The rules were never adopted.");
        await form.getByRole("button", { name: "This answer counts" }).click();
        await form.waitFor({ state: "detached" });
        assert.equal(await page.evaluate(() =>
            document.querySelector("digital-rights-assessment").shadowRoot.activeElement?.id), "conflicts");
        const now = await answers(page);
        assert.deepEqual(Object.keys(now.conflicts), ["M14.5"]);
        assert.equal(now.answers["M07.5"].value, "none");
        assert.equal(now.answers["M07.5"].note, "I have never seen written security rules.");
        const [resolution] = now.resolutions["M07.5"];
        assert.deepEqual([resolution.by, resolution.reason], ["coordinator", "The rules were never adopted."]);
        assert.equal(resolution.rejected[0].value, "partly");
        const { conflicts: _, resolutions: __, answers: before } = was;
        const { "M07.5": ___, ...others } = now.answers;
        assert.deepEqual(others, before);

        await page.getByText("1 difference was settled").click();
        await page.getByText("The rules were never adopted.").waitFor();
        assert.deepEqual(await violations(page), []);

        await page.getByRole("button", { name: "Undo" }).click();
        assert.deepEqual(await answers(page), was);
    });

    test("are settled as the command line settles them", async () => {
        const page = await open();
        const form = conflict(page, SECURITY);
        await form.getByRole("radio", { name: "Partly in place" }).check();
        await form.getByRole("button", { name: "This answer counts" }).click();
        await form.waitFor({ state: "detached" });
        const files = await folder("midsized-parts-conflict");
        const parts = Object.fromEntries(files.map((file) => [file.name.replace(".json", ""), file.buffer.toString()]));
        const [answer] = merge(parts).conflicts["M07.5"];
        assert.deepEqual(await answers(page), merge(parts, { "M07.5": { answer } }));
    });

    test("what was settled stays settled when the same part comes again", async () => {
        const page = await open();
        const form = conflict(page, SECURITY);
        await form.getByRole("radio", { name: "Partly in place" }).check();
        await form.getByRole("button", { name: "This answer counts" }).click();
        await form.waitFor({ state: "detached" });
        const [, legal] = await folder("midsized-parts-conflict");
        await input(page).setInputFiles([legal]);
        await report(page).filter({ hasText: "One part came in" }).waitFor();
        assert.deepEqual(Object.keys((await answers(page)).conflicts), ["M14.5"]);
    });

    test("are counted on the way to the page, and no more when none is open", async () => {
        const page = await open();
        await page.getByRole("button", { name: "Departments (2 differences)" }).waitFor();
        for (let left = 2; left > 0; left -= 1) {
            await page.locator("form.conflict").first().getByRole("radio").first().check();
            await page.locator("form.conflict").first().getByRole("button").click();
            await page.locator("form.conflict").nth(left - 1).waitFor({ state: "detached" });
        }
        await page.getByRole("button", { name: "Departments", exact: true }).waitFor();
        await page.locator("p").filter({ hasText: "No question is answered differently." }).waitFor();
    });

    test("hostile texts of a part stay texts", async () => {
        const page = await departments();
        const part = (role, value, evidence) => json({
            format: "1.0", questionnaire: { id: "digital-rights", version: "1.0.0" }, role,
            answers: { "M01.1": { value, note: "<img src=x onerror=alert(1)>", evidence: [evidence] } },
        }, `<b>${role}.json`);
        await bring(page, [part("legal", "none", "javascript:alert(1)"), part("cio", "partly", "data:text/html,x")]);
        await page.getByText("javascript:alert(1)").waitFor();
        assert.equal(await page.locator("form.conflict a, form.conflict img").count(), 0);
    });

    test("from elsewhere: a file with open conflicts shows them", async () => {
        const page = await departments("/loose.html");
        const files = await folder("midsized-parts-conflict");
        await fill(page, JSON.stringify(mergedElsewhere("midsized-parts-conflict", files)));
        assert.equal(await page.locator("form.conflict").count(), 2);
    });
});

describe("handing out", () => {
    const ticked = (page, name) => page.getByRole("checkbox", { name });

    test("a file holds the questions of the role alone, and says whose they are", async () => {
        const page = await departments();
        await fill(page, await sample("midsized"));
        const all = (await answers(page)).answers;
        const owners = await element(page).evaluate((element) =>
            Object.fromEntries([...element.opened.model.questions.values()].map(({ id, owner }) => [id, owner])));
        await ticked(page, /^Legal and data protection/).check();
        const { name, content } = await saved(page, () => page.getByRole("button", { name: "Save as a file" }).click());
        assert.equal(name, "digital-rights-marenpoort-2026-09-30-legal.json");
        assert.equal(content.role, "legal");
        const expected = Object.keys(all).filter((id) => owners[id] === "legal");
        assert.ok(expected.length > 5 && expected.length < Object.keys(all).length);
        assert.deepEqual(Object.keys(content.answers), expected);
        assert.deepEqual(content.answers["M04.3"], all["M04.3"]);
    });

    test("several roles give a file each", async () => {
        const page = await departments();
        await ticked(page, /^Human resources/).check();
        await ticked(page, /^Procurement/).check();
        const names = [];
        page.on("download", (download) => names.push(download.suggestedFilename()));
        await page.getByRole("button", { name: "Save as a file" }).click();
        while (names.length < 2) await page.waitForEvent("download");
        assert.deepEqual(names.map((name) => name.replace(/.*-(\w+)\.json/, "$1")).sort(), ["hr", "procurement"]);
    });

    test("counts what is open, in the profile that is filled in", async () => {
        const page = await departments("/quick.html");
        const text = () => page.locator(".roles label").filter({ hasText: "Legal and data protection" }).innerText();
        const [, count] = /(\d+) questions?: 0 answered/.exec(await text());
        assert.ok(Number(count) > 0 && Number(count) < 15);
        const question = await element(page).evaluate((element) =>
            [...element.opened.model.questions.values()].find(({ id, owner }) =>
                owner === "legal" && id in element.scorecard.questions).id);
        await element(page).evaluate((element, id) => element.view().session.set(id, { state: "dont_know" }), question);
        await page.getByText(`${count} questions: 1 answered, ${count - 1} open`).waitFor();
        await ticked(page, /^Legal/).check();
        const { content } = await saved(page, () => page.getByRole("button", { name: "Save as a file" }).click());
        assert.equal(content.profile, "quick-scan");
    });

    async function linkOf(page, role) {
        await ticked(page, role).check();
        await page.getByRole("button", { name: "Make a link" }).click();
        return page.getByLabel(/^Link for/).inputValue();
    }

    test("with no department chosen nothing is handed out, nothing is lost, and that is said", async () => {
        const page = await departments();
        await linkOf(page, /^Legal/);
        await ticked(page, /^Legal/).uncheck();
        for (const name of ["Make a link", "Save as a file"]) {
            await page.getByRole("button", { name }).click();
            await page.locator("p.error", { hasText: "Choose at least one department." }).waitFor();
            assert.equal(await page.getByLabel(/^Link for/).count(), 1);
        }
        await ticked(page, /^Legal/).check();
        await page.getByRole("button", { name: "Make a link" }).click();
        await page.locator("p.error", { hasText: "Choose" }).waitFor({ state: "detached" });
    });

    test("by link, answered, sent back as a file, brought in", async () => {
        const page = await departments();
        await element(page).evaluate((element) =>
            element.view().session.describe({ city: "Marenpoort", date: "2026-09-30" }));
        const address = await linkOf(page, /^Legal/);
        assert.ok(address.startsWith(`${here.server.address}/page.html#dra=`));
        const before = await answers(page);

        // Somebody else, at another computer.
        const office = await here.person();
        const theirs = await departments(new URL(address).pathname + new URL(address).hash, office);
        await theirs.getByText("You were asked to answer the questions of: Legal and data protection, for Marenpoort").waitFor();
        assert.equal(await element(theirs).evaluate((element) => element.view().ui.owner), "legal");
        assert.deepEqual(await violations(theirs), []);
        await picture(theirs, "parts-offer");
        const owned = await element(theirs).evaluate((element) =>
            [...element.opened.model.questions.values()].filter(({ owner }) => owner === "legal").map(({ id }) => id));
        assert.equal((await answers(theirs)).city, undefined, "taken without asking");
        await theirs.getByRole("button", { name: "Start with this city" }).click();
        await becomes(async () => (await answers(theirs)).city, "Marenpoort");
        await theirs.locator(`[id="q-${owned[0]}"]`).getByRole("radio").nth(2).check();
        await toParts(theirs);
        const { name, content } = await saved(theirs, () =>
            theirs.getByRole("button", { name: "Save my part" }).click());
        assert.deepEqual(Object.keys(content.answers), [owned[0]]);
        assert.equal(content.role, "legal");
        await office.close();

        assert.match(await bring(page, [json(content, name)]), /1 answer new, 0 the same, 0 in conflict/);
        const after = await answers(page);
        assert.deepEqual(Object.keys(after.answers), [owned[0]]);
        assert.equal(after.city, before.city);
    });

    test("answers of the link come in when they are taken, as one step, and overwrite nothing", async () => {
        const page = await departments("/loose.html");
        const legal = await readFile(new URL("midsized-parts-conflict/legal.json", SAMPLES), "utf8");
        await bring(page, [json(legal, "legal.json")]);
        const address = await linkOf(page, /^Legal/);
        const hash = new URL(address).hash;
        const owned = Object.keys(JSON.parse(Buffer.from(hash.slice(5), "base64url").toString()).answers);
        assert.ok(owned.length > 3);

        const other = await ready(`/page.html${hash}`);
        assert.deepEqual((await answers(other)).answers, {}, "taken without asking");
        await other.getByRole("button", { name: `Take over ${owned.length} answers` }).click();
        const held = async () => Object.keys((await answers(other)).answers);
        await becomes(held, owned);
        await other.getByRole("button", { name: "Undo" }).click();
        assert.deepEqual(await held(), []);
        await element(other).evaluate((element, id) => element.view().session.set(id, { state: "dont_know" }), owned[0]);
        await other.getByText("1 answer of the link differs from yours").waitFor();
        await other.getByRole("button", { name: `Take over ${owned.length - 1} answers` }).click();
        await becomes(async () => (await held()).length, owned.length);
        assert.equal((await answers(other)).answers[owned[0]].state, "dont_know");
        await other.getByRole("button", { name: "Compare them" }).click();
        await other.locator("form.conflict").waitFor();
        assert.deepEqual(Object.keys((await answers(other)).conflicts), [owned[0]]);
        assert.equal(await other.locator("form.conflict").count(), 1);
    });

    test("what was taken from a link and changed later is no difference, also after a reload", async () => {
        const page = await departments("/loose.html");
        await bring(page, [json(await readFile(new URL("midsized-parts/legal.json", SAMPLES), "utf8"), "legal.json")]);
        const { hash } = new URL(await linkOf(page, /^Legal/));
        const other = await ready(`/page.html${hash}`);
        await other.getByRole("button", { name: /^Take over/ }).click();
        const [first] = Object.keys(JSON.parse(Buffer.from(hash.slice(5), "base64url").toString()).answers);
        await becomes(async () => first in (await answers(other)).answers, true);
        await element(other).evaluate((element, id) => element.view().session.set(id, { state: "dont_know" }), first);
        const asked = other.getByText("You were asked");
        await asked.waitFor();
        assert.equal(await other.getByText(/differs? from yours/).count(), 0);
        await other.locator('.keep-state[data-state="kept"]').waitFor();
        await other.reload();
        await asked.waitFor();
        assert.equal(await other.getByText(/differs? from yours/).count(), 0);
        assert.equal((await answers(other)).answers[first].state, "dont_know");
    });

    test("a link for another city takes nothing in", async () => {
        const page = await departments("/loose.html");
        await bring(page, [json(await readFile(new URL("midsized-parts/legal.json", SAMPLES), "utf8"), "legal.json")]);
        const { hash } = new URL(await linkOf(page, /^Legal/));
        const other = await ready();
        await fill(other, await sample("smalltown"));
        const was = await answers(other);
        await other.evaluate((hash) => (location.hash = hash), hash);
        await other.getByText(/asks for answers of Marenpoort/).waitFor();
        assert.equal(await other.getByRole("button", { name: /^Take over|^Compare/ }).count(), 0);
        assert.deepEqual(await answers(other), was);
        // It can make room, is saved before, and can come back.
        const file = other.waitForEvent("download");
        await other.getByRole("button", { name: /^Save what is here/ }).click();
        assert.match((await file).suggestedFilename(), /\.json$/);
        assert.equal((await answers(other)).city, "Marenpoort");
        await other.getByText("You were asked").waitFor();
        await other.getByRole("button", { name: "Undo" }).click();
        assert.deepEqual((await answers(other)).answers, was.answers);
    });

    test("answers too long for a link are left out, and that is said", async () => {
        const page = await departments();
        const part = JSON.parse(await readFile(new URL("midsized-parts/legal.json", SAMPLES), "utf8"));
        part.answers["M02.2"].note = "A long remark. ".repeat(400);
        await bring(page, [json(part, "legal.json")]);
        const address = await linkOf(page, /^Legal/);
        assert.ok(new URL(address).hash.length < 6144);
        await page.getByText("too long for a link").waitFor();
        const there = await ready(new URL(address).pathname + new URL(address).hash);
        await there.getByText("You were asked to answer the questions of: Legal").waitFor();
    });

    test("the link is copied, or marked where that is not allowed", async () => {
        await here.context.grantPermissions(["clipboard-read", "clipboard-write"]);
        const page = await departments();
        const address = await linkOf(page, /^Legal/);
        await page.getByRole("button", { name: "Copy the link" }).click();
        await page.getByRole("status").filter({ hasText: "was copied" }).waitFor({ state: "attached" });
        assert.equal(await page.evaluate(() => navigator.clipboard.readText()), address);
        await page.evaluate(() => {
            navigator.clipboard.writeText = () => Promise.reject(new Error("no"));
        });
        await page.getByRole("button", { name: "Copy the link" }).click();
        await page.getByRole("status").filter({ hasText: "is marked" }).waitFor({ state: "attached" });
    });

    const good = { format: "1.0", questionnaire: { id: "digital-rights", version: "1.0.0" }, role: "legal", answers: {} };
    const link = (content) => Buffer.from(typeof content === "string" ? content : JSON.stringify(content)).toString("base64url");
    const hostile = {
        "no base64": "%%%<script>",
        "no text": Buffer.from([0xff, 0xfe, 0]).toString("base64url"),
        "no JSON": link("{"),
        "a list": link("[]"),
        "another questionnaire": link({ ...good, questionnaire: { id: "x", version: "1.0.0" } }),
        "an unknown role": link({ ...good, role: "mayor" }),
        "no role": link({ ...good, role: undefined }),
        "the role of an object": link('{"__proto__": {"role": "legal"}, "role": "__proto__"}'),
        "an answer off the scale": link({ ...good, answers: { "M02.1": "splendid" } }),
        "far too long": "A".repeat(70_000),
        "nothing": "",
    };
    for (const [name, fragment] of Object.entries(hostile)) {
        test(`a link with ${name} does nothing and says so politely`, async () => {
            const page = await ready(`/page.html#dra=${fragment}`);
            await page.getByText("could not be read. Nothing was changed.").waitFor();
            assert.deepEqual(await answers(page), { format: "1.0", questionnaire: good.questionnaire, answers: {} });
            assert.equal(await element(page).evaluate((element) => element.view().ui.owner), null);
            await page.getByRole("button", { name: "Close" }).click();
            assert.equal(await page.getByText("could not be read").count(), 0);
            assert.deepEqual(page.faults.filter((fault) => !fault.includes("404")), []);
        });
    }

    test("only the answers of the role are taken from a link", async () => {
        const page = await ready(`/page.html#dra=${link({ ...good, answers: { "M02.1": "partly", "M01.1": "none" } })}`);
        await page.getByRole("button", { name: "Take over 1 answer" }).click();
        await becomes(async () => Object.keys((await answers(page)).answers), ["M02.1"]);
    });

    test("of several elements on the page, the one that a link is for takes it", async () => {
        const address = `/two.html#dra=${link(good)}`;
        const page = await open(here.context, here.server.address, { path: address });
        const state = () => page.locator("digital-rights-assessment").evaluateAll((all) =>
            all.map(({ opened, ui, shadowRoot }) => opened && [ui.owner, shadowRoot.textContent.includes("could not be read")]));
        await becomes(async () => (await state()).map(String).sort(), [",false", ",false", "legal,false"]);
        assert.deepEqual((await state())[0], [null, false]);
        await page.getByText("You were asked to answer the questions of: Legal").waitFor();
    });

    test("a link that is for none of several elements is said", async () => {
        const wrong = link({ ...good, questionnaire: { id: "x", version: "1.0.0" } });
        const page = await open(here.context, here.server.address, { path: `/two.html#dra=${wrong}` });
        await page.waitForFunction(() => [...document.querySelectorAll("digital-rights-assessment")].every(({ opened }) => opened));
        await page.getByText("could not be read. Nothing was changed.").waitFor();
    });

    test("any other fragment is left alone", async () => {
        const page = await ready("/page.html#main");
        assert.equal(await page.locator(".notice").count(), 0);
    });
});

describe("by keyboard alone", () => {
    /** Goes on with Tab until the focus is on something with this name, and says how far that was. */
    async function reach(page, name, most = 80) {
        for (let steps = 1; steps <= most; steps += 1) {
            await page.keyboard.press("Tab");
            const found = await page.evaluate(() => {
                const at = document.querySelector("digital-rights-assessment").shadowRoot.activeElement;
                return at ? `${at.closest("label")?.innerText ?? ""} ${at.getAttribute("aria-label") ?? ""} ${at.innerText ?? ""}` : "";
            });
            if (name.test(found)) return steps;
        }
        throw new Error(`${name} is not reached`);
    }

    test("hand out, bring in, settle", async () => {
        const page = await ready();
        // Always heard: a dialogue that nobody hears stays open in the browser, and keeps all others shut.
        page.on("filechooser", () => {});
        await reach(page, /Departments/);
        await page.keyboard.press("Enter");
        await reach(page, /^Legal/);
        await page.keyboard.press("Space");
        await reach(page, /Save as a file/);
        const { content } = await saved(page, () => page.keyboard.press("Enter"));
        assert.equal(content.role, "legal");

        await reach(page, /Files of departments/);
        const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.keyboard.press("Enter")]);
        await chooser.setFiles(await folder("midsized-parts-conflict"));
        await report(page).waitFor();

        await page.locator("h3#conflicts").evaluate((heading) => heading.focus());
        await reach(page, /Partly in place|Not in place/);
        await page.keyboard.press("Space");
        await page.keyboard.press("ArrowDown");
        await reach(page, /Settled by/);
        await page.keyboard.press("ArrowDown");
        await reach(page, /Reason/);
        await page.keyboard.type("Seen in the file.");
        await page.keyboard.press("Enter");
        await page.locator("form.conflict").nth(1).waitFor({ state: "detached" });
        const [resolution] = (await answers(page)).resolutions["M07.5"];
        assert.deepEqual([resolution.chosen.value, resolution.by, resolution.reason], ["none", "coordinator", "Seen in the file."]);
        await reach(page, /published online|Does not apply/, 3);
    });
});

test("320 pixels are enough, and every target is large enough", async () => {
    const page = await departments();
    await page.setViewportSize({ width: 320, height: 700 });
    await bring(page, await folder("midsized-parts-conflict"));
    await page.getByRole("checkbox").first().check();
    await page.getByRole("button", { name: "Make a link" }).click();
    const { width, small } = await page.evaluate(() => {
        const root = document.querySelector("digital-rights-assessment").shadowRoot;
        const small = [...root.querySelectorAll(".parts :is(button, input, select, summary)")]
            .map((target) => (target.closest("label.choice") ?? target).getBoundingClientRect())
            .filter((box) => box.width < 24 || box.height < 24);
        return { width: document.documentElement.scrollWidth, small };
    });
    assert.ok(width <= 320, `${width}`);
    assert.deepEqual(small, []);
});

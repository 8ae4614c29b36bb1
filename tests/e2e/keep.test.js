// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Nothing is lost: kept in the browser, followed by other tabs, saved to files and opened from them.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { fileURLToPath } from "node:url";

import { browser, open, pageWith, picture, ROOT, sample, serve, violations } from "./support.js";

const KEPT = 'storage-key="city"';
const COMMAND = fileURLToPath(new URL("target/debug/digirights", ROOT));

/** A questionnaire of its own: three questions in one edition. */
function small({ id = "small", version = "1.0.0", questions = ["A1", "A2", "A3"], bridges } = {}) {
    const node = {
        id: "A",
        children: questions.map((question) => ({ id: question, answer: { kind: "yes_no" }, owner: "office" })),
    };
    const text = {
        title: "Small",
        nodes: { ALL: { title: "All" }, A: { title: "First" } },
        questions: Object.fromEntries(questions.map((question) => [question, { prompt: `Question ${question}?` }])),
        roles: { office: "Office" },
    };
    return JSON.stringify({
        format: "1.0", id, version, languages: ["en"], roles: ["office"], root: { id: "ALL", children: [node] },
        bridges, text: { en: text },
    });
}

let chromium, server, context;
const pages = {
    "/page.html": pageWith(KEPT),
    "/loose.html": pageWith(),
    "/small.html": pageWith(`${KEPT} questionnaire="/small.json"`),
    "/other.html": pageWith(`${KEPT} questionnaire="/other.json"`),
    "/small.json": small(),
    "/other.json": small({ id: "other" }),
};

before(async () => {
    chromium = await browser();
    server = await serve({ pages });
});
after(async () => {
    await chromium.close();
    server.close();
});
beforeEach(async () => {
    context = await chromium.newContext();
    context.setDefaultTimeout(8000);
});
afterEach(() => context.close());

async function ready(path = "/page.html", where = context) {
    const page = await open(where, server.address, { path });
    await loaded(page);
    return page;
}

function loaded(page) {
    return page.locator("digital-rights-assessment").evaluate(async (element) => {
        await customElements.whenDefined(element.localName);
        await Promise.race([element.loaded, new Promise((_, reject) => setTimeout(reject, 8000, element.failure))]);
    });
}

async function again(page) {
    await page.reload();
    await loaded(page);
}

const choice = (page, question, index) => page.locator(`[id="q-${question}"]`).getByRole("radio").nth(index);
const answer = (page, question, index) => choice(page, question, index).check();
const answers = (page) =>
    page.locator("digital-rights-assessment").evaluate((element) => element.answers);
const said = async (page) =>
    Object.fromEntries(Object.entries((await answers(page)).answers).map(([id, { value, state }]) => [id, value ?? state]));
const element = (page) => page.locator("digital-rights-assessment");
const state = (page) => page.locator(".keep-state").getAttribute("data-state");
/** Saving is so fast that nothing is shown of it. */
const isKept = async (page) => {
    await becomes(() => page.locator("digital-rights-assessment").evaluate((element) => element.keeper.busy), false);
    await page.locator('.keep-state[data-state="kept"]').waitFor();
};
const toParts = (page) => page.getByRole("button", { name: /^Departments/ }).click();
const json = (content, name = "answers.json") =>
    ({ name, mimeType: "application/json", buffer: Buffer.from(typeof content === "string" ? content : JSON.stringify(content)) });
const file = (page) => page.getByLabel(/Open a file/);

/** Until a value is what it should be, or fails with the difference. */
async function becomes(read, expected) {
    const end = Date.now() + 5000;
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

/** What the browser's database holds: the name of each record and its value. */
function stored(page) {
    return page.evaluate(async () => {
        const wait = (request) => new Promise((resolve, reject) => {
            request.onsuccess = () => resolve(request.result);
            request.onerror = () => reject(request.error);
        });
        const database = await wait(indexedDB.open("digirights"));
        const room = database.transaction("records").objectStore("records");
        const [keys, values] = await Promise.all([wait(room.getAllKeys()), wait(room.getAll())]);
        database.close();
        return keys.map((key, index) => [key.join("|"), values[index].value]);
    });
}

describe("kept in the browser", () => {
    test("answers, details and what stands beside them are there after a reload", async () => {
        const page = await ready();
        await answer(page, "M01.1", 3);
        await answer(page, "M01.2", 1);
        await page.locator("digital-rights-assessment").evaluate((element) => {
            const view = element.view();
            view.session.describe({ city: "Marenpoort" });
            view.keep({ taken: ["M01-A1"] });
        });
        await isKept(page);
        const was = await answers(page);
        await again(page);
        assert.deepEqual(await answers(page), was);
        assert.equal(was.city, "Marenpoort");
        assert.ok(await choice(page, "M01.1", 3).isChecked());
        const kept = await page.locator("digital-rights-assessment").evaluate((element) => element.view().kept.taken);
        assert.deepEqual(kept, ["M01-A1"]);
        assert.deepEqual(page.faults.filter((fault) => !fault.includes("404")), []);
    });

    test("an answer taken away stays away", async () => {
        const page = await ready();
        await answer(page, "M01.1", 3);
        await answer(page, "M01.2", 3);
        await page.getByRole("button", { name: "Undo" }).click();
        await isKept(page);
        await again(page);
        assert.deepEqual(await said(page), { "M01.1": "in_place" });
    });

    test("each answer is in the store as soon as it is given, one record each", async () => {
        const page = await ready();
        await answer(page, "M01.1", 3);
        await answer(page, "M01.2", 1);
        await becomes(async () => (await stored(page)).map(([key]) => key), [
            "city|digital-rights|1.0|question:M01.1", "city|digital-rights|1.0|question:M01.2",
        ]);
    });

    test("a crash loses nothing", async () => {
        const page = await ready();
        const session = await context.newCDPSession(page);
        await answer(page, "M01.1", 3);
        await answer(page, "M01.4", 2);
        // The process of the page dies; no event of leaving is told to it.
        void session.send("Page.crash").catch(() => {});
        await new Promise((resolve) => page.once("crash", resolve));
        const other = await ready();
        assert.deepEqual(await said(other), { "M01.1": "in_place", "M01.4": "partly" });
    });

    test("another questionnaire under the same key does not mix", async () => {
        const one = await ready("/small.html");
        await answer(one, "A1", 0);
        await isKept(one);
        const two = await ready("/other.html");
        assert.deepEqual(await said(two), {});
        await answer(two, "A1", 1);
        await isKept(two);
        await again(one);
        assert.deepEqual(await said(one), { A1: "yes" });
    });

    test("another profile and back loses nothing, also after a reload", async () => {
        const page = await ready();
        const element = page.locator("digital-rights-assessment");
        await element.evaluate((element, text) => element.import(text), await sample("midsized"));
        const all = Object.keys((await answers(page)).answers);
        await element.evaluate((element) => (element.profile = "quick-scan"));
        await becomes(() => element.evaluate((element) => element.scorecard.profile), "quick-scan");
        assert.deepEqual(Object.keys((await answers(page)).answers), all);
        await isKept(page);
        await again(page);
        assert.deepEqual(Object.keys((await answers(page)).answers), all);
        assert.ok(all.length > 50);
    });

    test("an element moved within the page goes on keeping", async () => {
        const page = await ready();
        await answer(page, "M01.1", 3);
        await page.locator("digital-rights-assessment").evaluate((element) => document.body.append(element));
        await answer(page, "M01.2", 3);
        await isKept(page);
        await again(page);
        assert.deepEqual(await said(page), { "M01.1": "in_place", "M01.2": "in_place" });
    });

    test("without a key nothing is kept, and that is said", async () => {
        const page = await ready("/loose.html");
        await answer(page, "M01.1", 3);
        assert.equal(await state(page), "off");
        await page.getByText("Not kept in this browser").waitFor();
        assert.deepEqual(await page.evaluate(() => indexedDB.databases()), []);
    });
});

describe("two tabs", () => {
    test("follow each other, question by question", async () => {
        const [one, two] = [await ready(), await ready()];
        await answer(one, "M01.1", 3);
        await becomes(() => said(two), { "M01.1": "in_place" });
        assert.ok(await choice(two, "M01.1", 3).isChecked());
        await answer(two, "M01.2", 1);
        const both = { "M01.1": "in_place", "M01.2": "planned" };
        await becomes(() => said(one), both);
        for (const page of [one, two]) {
            await isKept(page);
            await again(page);
            assert.deepEqual(await said(page), both);
        }
    });

    test("the same question in both: the later one counts in both, and in the store", async () => {
        const [one, two] = [await ready(), await ready()];
        await answer(one, "M01.1", 3);
        await becomes(() => said(two), { "M01.1": "in_place" });
        await answer(two, "M01.1", 1);
        await becomes(() => said(one), { "M01.1": "planned" });
        await isKept(one);
        await isKept(two);
        await again(one);
        assert.deepEqual(await said(one), { "M01.1": "planned" });
    });

    test("tabs that do not hear each other overwrite nothing, and catch up when they are looked at", async () => {
        const deaf = () => (window.BroadcastChannel = class { postMessage() {} close() {} });
        await context.addInitScript(deaf);
        const [one, two] = [await ready(), await ready()];
        await answer(one, "M01.1", 3);
        await isKept(one);
        await answer(two, "M01.2", 1);
        await answer(two, "M01.4", 1);
        await isKept(two);
        assert.deepEqual(await said(one), { "M01.1": "in_place" }, "the tabs are not deaf");
        await one.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
        const all = { "M01.1": "in_place", "M01.2": "planned", "M01.4": "planned" };
        await becomes(() => said(one), all);
        await again(two);
        assert.deepEqual(await said(two), all);
    });

    test("a file opened and undone in one tab leaves alone what the other did since", async () => {
        const [one, two] = [await ready(), await ready()];
        await answer(one, "M01.1", 3);
        await becomes(() => said(two), { "M01.1": "in_place" });
        await one.locator("digital-rights-assessment").evaluate(
            (element, text) => element.import(text), await sample("smalltown"));
        await becomes(() => said(two), await said(one));
        await two.locator("digital-rights-assessment").evaluate((element) =>
            element.view().session.set("M15.1", { state: "dont_know" }));
        await becomes(async () => (await said(one))["M15.1"], "dont_know");
        await one.getByRole("button", { name: "Undo" }).click();
        const expected = { "M01.1": "in_place", "M15.1": "dont_know" };
        await becomes(() => said(one), expected);
        await becomes(() => said(two), expected);
    });

    test("what stands beside the answers is followed, too", async () => {
        const [one, two] = [await ready(), await ready()];
        await one.locator("digital-rights-assessment").evaluate((element) => element.view().keep({ taken: ["M02-A1"] }));
        const taken = () => two.locator("digital-rights-assessment").evaluate((element) => element.view().kept.taken);
        await becomes(taken, ["M02-A1"]);
    });
});

describe("an earlier version of the questionnaire", () => {
    async function keptIn(version, questions, chosen) {
        pages["/small.json"] = small({ version, questions });
        const page = await ready("/small.html");
        for (const question of chosen) await answer(page, question, 0);
        await isKept(page);
        await page.close();
    }

    test("is carried over by the questionnaire's bridge", async () => {
        await keptIn("1.0.0", ["A1", "A2"], ["A1", "A2"]);
        pages["/small.json"] = small({
            version: "2.0.0", questions: ["B1", "A2"], bridges: [{ from: "1.0", rename: { A1: "B1" } }],
        });
        const page = await ready("/small.html");
        assert.deepEqual(await said(page), { A2: "yes", B1: "yes" });
        await becomes(async () => (await stored(page)).map(([key]) => key), [
            "city|small|2.0|question:A2", "city|small|2.0|question:B1",
        ]);
        assert.equal(await page.locator(".notice").count(), 0);
    });

    test("answers that the bridge leaves behind stay in the browser until somebody decides", async () => {
        await keptIn("1.0.0", ["A1", "A2"], ["A1", "A2"]);
        pages["/small.json"] = small({ version: "2.0.0", questions: ["A2"], bridges: [{ from: "1.0", dropped: ["A1"] }] });
        const page = await ready("/small.html");
        assert.deepEqual(await said(page), { A2: "yes" });
        await page.getByText("2 answers to version 1.0.0").waitFor();
        const saving = page.waitForEvent("download");
        await page.getByRole("button", { name: "Save those" }).click();
        const old = JSON.parse(await readFile(await (await saving).path(), "utf8"));
        assert.deepEqual(Object.keys(old.answers), ["A1", "A2"]);
    });

    test("that cannot be carried over is kept untouched, can be saved, and goes when it is told to", async () => {
        await keptIn("1.0.0", ["A1", "A2"], ["A1", "A2"]);
        pages["/small.json"] = small({ version: "2.0.0" });
        const page = await ready("/small.html");
        const before = await stored(page);
        assert.deepEqual(await said(page), {});
        await page.getByText("2 answers to version 1.0.0").waitFor();
        assert.deepEqual(await violations(page), []);
        await picture(page, "keep-earlier");
        await answer(page, "A3", 0);
        await isKept(page);
        await again(page);
        assert.deepEqual((await stored(page)).filter(([key]) => key.includes("|1.0|")), before);
        const saving = page.waitForEvent("download");
        await page.getByRole("button", { name: "Save those" }).click();
        const old = JSON.parse(await readFile(await (await saving).path(), "utf8"));
        assert.deepEqual([old.questionnaire.version, Object.keys(old.answers)], ["1.0.0", ["A1", "A2"]]);
        await page.getByRole("button", { name: "Remove those" }).click();
        await becomes(async () => (await stored(page)).map(([key]) => key), ["city|small|2.0|question:A3"]);
        await again(page);
        assert.equal(await page.locator(".notice").count(), 0);
        assert.deepEqual(await said(page), { A3: "yes" });
    });

    test("records that cannot be read stay as they are until somebody decides", async () => {
        pages["/small.json"] = small();
        const page = await ready("/small.html");
        await answer(page, "A1", 0);
        await isKept(page);
        await page.evaluate(() => new Promise((resolve) => {
            indexedDB.open("digirights").onsuccess = ({ target: { result } }) => {
                const transaction = result.transaction("records", "readwrite");
                const broken = { value: { answers: { A2: { state: "perhaps" } } }, at: 5, by: "x" };
                transaction.objectStore("records").put(broken, ["city", "small", "1.0", "question:A2"]);
                transaction.oncomplete = () => resolve(result.close());
            };
        }));
        await again(page);
        const before = await stored(page);
        assert.equal(await state(page), "unread");
        await answer(page, "A1", 1);
        assert.deepEqual(await said(page), { A1: "no" });
        assert.deepEqual(await stored(page), before);
        await page.getByRole("button", { name: "Remove those" }).click();
        await isKept(page);
        const [[name, { answers: { value } }], ...others] = await stored(page);
        assert.deepEqual([name, value, others], ["city|small|1.0|question:A1", "no", []]);
    });
});

describe("a browser that does not keep", () => {
    const cases = {
        full: [() => {
            window.isFull = true;
            const put = IDBObjectStore.prototype.put;
            IDBObjectStore.prototype.put = function (...given) {
                if (window.isFull) throw new DOMException("no room", "QuotaExceededError");
                return put.apply(this, given);
            };
        }, /no room left/],
        denied: [() => {
            IDBFactory.prototype.open = () => {
                throw new DOMException("denied", "SecurityError");
            };
        }, /does not allow it/],
        absent: [() => {
            Object.defineProperty(window, "indexedDB", { value: undefined });
        }, /does not allow it/],
        silent: [() => {
            IDBFactory.prototype.open = () => new EventTarget();
        }, /does not respond/],
    };
    for (const [name, [stub, why]] of Object.entries(cases)) {
        test(`${name}: it is said once, and filling in goes on`, async () => {
            await context.addInitScript(stub);
            const page = await ready();
            // A full store shows with the first answer, the others before it.
            if (name === "full") await answer(page, "M01.1", 3);
            const notice = page.locator(".notice").filter({ hasText: why });
            await notice.waitFor();
            await page.getByRole("status").filter({ hasText: why }).waitFor({ state: "attached" });
            await answer(page, "M01.1", 3);
            assert.notEqual(await state(page), "kept");
            assert.deepEqual(await violations(page), []);
            if (name === "full") await picture(page, "keep-full");
            await notice.getByRole("button", { name: "Close" }).click();
            await answer(page, "M01.2", 3);
            assert.deepEqual(await said(page), { "M01.1": "in_place", "M01.2": "in_place" });
            assert.equal(await notice.count(), 0);
            assert.notEqual(await state(page), "kept");
        });
    }

    test("a browser that is really full", async () => {
        const page = await ready();
        const session = await context.newCDPSession(page);
        await session.send("Storage.overrideQuotaForOrigin", { origin: server.address, quotaSize: 1 });
        await element(page).evaluate((element, text) => element.import(text), await sample("largecity"));
        await page.locator(".notice").filter({ hasText: "no room left" }).waitFor();
        assert.equal(await state(page), "full");
    });

    test("room again: what was not kept is kept then", async () => {
        await context.addInitScript(cases.full[0]);
        const page = await ready();
        await answer(page, "M01.1", 3);
        await page.locator('.keep-state[data-state="full"]').waitFor();
        await page.evaluate(() => (window.isFull = false));
        await answer(page, "M01.2", 3);
        await isKept(page);
        const other = await ready();
        assert.deepEqual(await said(other), { "M01.1": "in_place", "M01.2": "in_place" });
    });

    test("emptied half-way: it is said, and all is kept again with the next answer", async () => {
        const page = await ready();
        await answer(page, "M01.1", 3);
        await isKept(page);
        await page.evaluate(() => new Promise((resolve) => {
            indexedDB.deleteDatabase("digirights").onsuccess = resolve;
        }));
        await page.locator('.keep-state[data-state="gone"]').waitFor();
        await page.locator(".notice").filter({ hasText: "closed or emptied" }).waitFor();
        await answer(page, "M01.2", 3);
        await isKept(page);
        await again(page);
        assert.deepEqual(await said(page), { "M01.1": "in_place", "M01.2": "in_place" });
    });

    test("a store that answers late does not keep anyone waiting, and is still read", async () => {
        const first = await ready();
        await answer(first, "M01.1", 3);
        await isKept(first);
        await first.close();
        await context.addInitScript(() => {
            const open = IDBFactory.prototype.open;
            IDBFactory.prototype.open = function (...given) {
                const late = new EventTarget();
                setTimeout(() => {
                    const request = open.apply(this, given);
                    request.onsuccess = () => {
                        late.result = request.result;
                        late.onsuccess?.();
                    };
                }, 2500);
                return late;
            };
        });
        const page = await ready();
        assert.deepEqual(await said(page), {});
        assert.equal(await state(page), "saving");
        await answer(page, "M01.2", 3);
        await becomes(() => said(page), { "M01.1": "in_place", "M01.2": "in_place" });
        await isKept(page);
    });
});

describe("leaving the page", () => {
    /** Whether the browser asks before it closes the page. */
    async function asks(page) {
        let asked = false;
        page.on("dialog", (dialog) => {
            asked = dialog.type() === "beforeunload";
            void dialog.accept();
        });
        const closed = page.waitForEvent("close");
        await page.close({ runBeforeUnload: true });
        await closed;
        return asked;
    }

    test("is not held up where answers are kept", async () => {
        const page = await ready();
        await answer(page, "M01.1", 3);
        await isKept(page);
        assert.equal(await asks(page), false);
    });

    test("is held up where answers are kept nowhere", async () => {
        const page = await ready("/loose.html");
        await answer(page, "M01.1", 3);
        assert.equal(await asks(page), true);
    });

    test("is not held up once they are in a file, and is again after the next answer", async () => {
        const one = await ready("/loose.html");
        await answer(one, "M01.1", 3);
        await toParts(one);
        const saving = one.waitForEvent("download");
        await one.getByRole("button", { name: "Save to a file" }).click();
        await saving;
        const two = await ready("/loose.html");
        await two.locator("digital-rights-assessment").evaluate(
            (element, text) => element.import(text), await sample("smalltown"));
        await two.getByRole("button", { name: "Result" }).click();
        assert.equal(await asks(two), false, "after import()");
        await one.getByRole("button", { name: "Fill in" }).click();
        await answer(one, "M01.2", 3);
        assert.equal(await asks(one), true, "after another answer");
        const three = await ready("/loose.html");
        await answer(three, "M01.1", 3);
        await toParts(three);
        const savingThree = three.waitForEvent("download");
        await three.getByRole("button", { name: "Save to a file" }).click();
        await savingThree;
        assert.equal(await asks(three), false, "after saving to a file");
    });
});

describe("files", () => {
    async function save(page) {
        const saving = page.waitForEvent("download");
        await page.getByRole("button", { name: "Save to a file" }).click();
        const download = await saving;
        return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
    }

    test("what is saved has a name that says what it is, and opens as it was", async () => {
        const page = await ready();
        await page.locator("digital-rights-assessment").evaluate(
            (element, text) => element.import(text), await sample("midsized"));
        const was = await answers(page);
        await toParts(page);
        const { name, text } = await save(page);
        assert.equal(name, "digital-rights-marenpoort-2026-09-30.json");
        const fresh = await ready("/loose.html");
        await toParts(fresh);
        await file(fresh).setInputFiles(json(text, name));
        await fresh.locator(".notice.good").waitFor();
        assert.deepEqual(await answers(fresh), was);
        if (existsSync(COMMAND)) {
            const score = JSON.parse(execFileSync(COMMAND, ["score", "-", "--format", "json"], { input: text }));
            const shown = await page.locator("digital-rights-assessment").evaluate((element) => element.scorecard);
            assert.deepEqual(score.nodes, shown.nodes);
            assert.equal(score.answers.digest, shown.answers.digest);
        }
    });

    test("a city in any script gives a name for a file", async () => {
        const page = await ready("/loose.html");
        await page.locator("digital-rights-assessment").evaluate((element) =>
            element.view().session.describe({ city: "../São Paulo / 東京\u0000?", date: "2026-05-31" }));
        await toParts(page);
        assert.equal((await save(page)).name, "digital-rights-são-paulo-東京-2026-05-31.json");
    });

    test("opening asks first where something is answered, and is one step to undo", async () => {
        const page = await ready();
        await answer(page, "M01.1", 0);
        const was = await answers(page);
        await toParts(page);
        await file(page).setInputFiles(json(await sample("smalltown"), "smalltown.json"));
        const question = page.getByRole("group", { name: "Please confirm" });
        await question.waitFor();
        assert.deepEqual(await answers(page), was);
        assert.deepEqual(await violations(page), []);
        await question.getByRole("button", { name: "Cancel" }).click();
        assert.deepEqual(await answers(page), was);
        await file(page).setInputFiles(json(await sample("smalltown"), "smalltown.json"));
        await question.getByRole("button", { name: "Open the file" }).click();
        assert.ok(Object.keys((await answers(page)).answers).length > 20);
        await page.getByRole("button", { name: "Undo" }).click();
        assert.deepEqual(await answers(page), was);
        await page.getByRole("button", { name: "Redo" }).click();
        await isKept(page);
        await again(page);
        assert.equal((await answers(page)).city, JSON.parse(await sample("smalltown")).city);
    });

    test("starting anew asks, empties, and can be undone", async () => {
        const page = await ready();
        await answer(page, "M01.1", 0);
        await toParts(page);
        await page.getByRole("button", { name: "Start anew" }).click();
        await page.getByRole("button", { name: "Remove all answers" }).click();
        assert.deepEqual(await said(page), {});
        await isKept(page);
        await page.getByRole("button", { name: "Undo" }).click();
        assert.deepEqual(await said(page), { "M01.1": "none" });
        await isKept(page);
        await again(page);
        assert.deepEqual(await said(page), { "M01.1": "none" });
    });

    test("a file can be dropped on its place", async () => {
        const page = await ready("/loose.html");
        await toParts(page);
        const transfer = await page.evaluateHandle((text) => {
            const data = new DataTransfer();
            data.items.add(new File([text], "town.json"));
            return data;
        }, await sample("smalltown"));
        const place = page.locator(".files .drop");
        await place.dispatchEvent("dragover", { dataTransfer: transfer });
        await place.dispatchEvent("drop", { dataTransfer: transfer });
        await page.locator(".notice.good").waitFor();
        assert.ok(Object.keys((await answers(page)).answers).length > 20);
    });

    const head = { format: "1.0", questionnaire: { id: "digital-rights", version: "1.0.0" } };
    const refused = {
        "broken.json": ['{"format": "1.0", "answers": {"M01.1": "in_pla', [/J0102/]],
        "empty.json": ["", [/J0102/]],
        "foreign.json": ['{"name": "left-pad", "version": "1.3.0"}', [/S02\d\d/, /name/, /questionnaire/, /answers/]],
        "scorecard.json": ["[1, 2, 3]", [/S02\d\d/]],
        "other.json": [{ ...head, questionnaire: { id: "elsewhere", version: "1.0.0" }, answers: {} }, [/A0503/]],
        "version.json": [{ ...head, questionnaire: { id: "digital-rights", version: "0.4.0" }, answers: {} }, [/B0701/, /0\.4\.0/]],
        "twice.json": ['{"format": "1.0", "format": "1.0"}', [/twice|J01\d\d/]],
        "several.json": [
            { ...head, answers: { "M01.1": { state: "perhaps" }, "M01.2": { confidence: "huge" } }, colour: "red" },
            [/M01\.1/, /M01\.2/, /colour/],
        ],
        "picture.json": [Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), [/could not be read as text/]],
    };
    for (const [name, [content, expected]] of Object.entries(refused)) {
        test(`${name} changes nothing and says why`, async () => {
            const page = await ready();
            await answer(page, "M01.1", 3);
            await toParts(page);
            const was = await answers(page);
            const given = Buffer.isBuffer(content) ? { ...json("", name), buffer: content } : json(content, name);
            await file(page).setInputFiles(given);
            const report = page.locator(".files .notice.bad");
            await report.waitFor();
            const text = await report.innerText();
            assert.ok(text.includes(name));
            for (const pattern of expected) assert.match(text, pattern);
            assert.deepEqual(await answers(page), was);
            if (name === "several.json") {
                assert.deepEqual(await violations(page), []);
                await picture(page, "keep-refused");
            }
        });
    }

    test("a file over 16 MB is not even read", async () => {
        const page = await ready("/loose.html");
        await toParts(page);
        const was = await answers(page);
        await file(page).setInputFiles({ ...json("", "huge.json"), buffer: Buffer.alloc((16 << 20) + 1, " ") });
        await page.locator(".files .notice.bad").filter({ hasText: "larger than 16 MB" }).waitFor();
        assert.deepEqual(await answers(page), was);
    });

    test("answers in a file that cannot be used are named and kept", async () => {
        const page = await ready("/loose.html");
        await toParts(page);
        await file(page).setInputFiles(json({ ...head, answers: { "M01.1": "in_place", "M01.2": "splendid", X9: 1 } }));
        const report = page.locator(".files .notice.good");
        await report.waitFor();
        assert.match(await report.innerText(), /M01\.2.*splendid[\s\S]*X9/);
        assert.deepEqual(Object.keys((await answers(page)).answers), ["M01.1", "M01.2", "X9"]);
    });

    test("nothing can be opened or emptied where nothing may change", async () => {
        pages["/read.html"] = pageWith("read-only");
        const page = await ready("/read.html");
        await toParts(page);
        assert.equal(await file(page).count(), 0);
        assert.equal(await page.getByRole("button", { name: "Start anew" }).count(), 0);
        await page.getByRole("button", { name: "Save to a file" }).waitFor();
    });
});

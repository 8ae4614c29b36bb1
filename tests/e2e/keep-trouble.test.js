// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Where answers cannot simply be kept: an earlier version of the questionnaire, and browsers that do not keep.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, test } from "node:test";

import { again, answer, element, isKept, keptStage, said, small, state, stored } from "./kept.js";
import { becomes, open, picture, sample, violations } from "./support.js";

const { here, pages, ready } = keptStage();

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
            await here.context.addInitScript(stub);
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

    test("tabs that may not hear each other: all else is as ever", async () => {
        await here.context.addInitScript(() => {
            window.BroadcastChannel = class {
                constructor() {
                    throw new DOMException("The operation is insecure.", "SecurityError");
                }
            };
        });
        const page = await ready();
        await answer(page, "M01.1", 3);
        await isKept(page);
        await again(page);
        assert.deepEqual(await said(page), { "M01.1": "in_place" });
    });

    test("a browser that is really full", async () => {
        const page = await ready();
        const session = await here.context.newCDPSession(page);
        await session.send("Storage.overrideQuotaForOrigin", { origin: here.server.address, quotaSize: 1 });
        await element(page).evaluate((element, text) => element.import(text), await sample("largecity"));
        await page.locator(".notice").filter({ hasText: "no room left" }).waitFor();
        assert.equal(await state(page), "full");
    });

    test("room again: what was not kept is kept then", async () => {
        await here.context.addInitScript(cases.full[0]);
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
        await here.context.addInitScript(() => {
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

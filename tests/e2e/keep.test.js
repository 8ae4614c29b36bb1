// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Nothing is lost: kept in the browser, followed by other tabs, and leaving is not silent.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { again, answer, answers, asks, choice, element, file, isKept, keptStage, said, state, stored, toParts } from "./kept.js";
import { becomes, sample } from "./support.js";

const { here, ready } = keptStage();

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

    // Whoever reloads, or puts a telephone away, leaves no field.
    for (const [what, type, kept] of [
        ["a number", async (page) => {
            await answer(page, "M01.1", 3);
            await page.locator('[id="q-M01.8"]').getByLabel("Number").pressSequentially("7");
        }, ({ answers }) => answers["M01.8"]?.value === 7],
        ["a name", async (page) => {
            await page.locator("details.city summary").click();
            await page.locator("details.city").getByLabel("City").pressSequentially("Utrecht");
        }, ({ city }) => city === "Utrecht"],
        ["evidence", async (page) => {
            await page.locator('[id="q-M01.1"] details.beside summary').click();
            await page.locator('[id="q-M01.1"]').getByLabel("Link or name").pressSequentially("https://town.example");
        }, ({ answers }) => answers["M01.1"]?.evidence?.[0] === "https://town.example"],
        ["a note", async (page) => {
            await page.locator('[id="q-M01.1"] details.beside summary').click();
            await page.locator('[id="q-M01.1"]').getByLabel("Note").pressSequentially("since May");
        }, ({ answers }) => answers["M01.1"]?.note === "since May"],
    ]) {
        test(`${what} that is still being typed is there after a reload`, async () => {
            const page = await ready();
            page.on("dialog", (dialog) => dialog.accept());
            await type(page);
            await again(page);
            assert.ok(kept(await answers(page)), JSON.stringify(await answers(page)));
        });
    }

    test("what is typed is kept when the page is put aside, once", async () => {
        const page = await ready();
        await page.locator("details.city summary").click();
        await page.locator("details.city").getByLabel("City").pressSequentially("Utrecht");
        const aside = () => page.evaluate(() => {
            Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
            document.dispatchEvent(new Event("visibilitychange"));
        });
        await aside();
        await aside();
        assert.equal((await answers(page)).city, "Utrecht");
        await page.getByRole("button", { name: "Undo" }).click();
        assert.equal((await answers(page)).city ?? "", "");
        assert.ok(await page.getByRole("button", { name: "Undo" }).isDisabled()
            || await page.getByRole("button", { name: "Undo" }).getAttribute("aria-disabled") === "true");
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
        const session = await here.context.newCDPSession(page);
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

    test("with the first answer, and only then, the browser is asked not to clear it", async () => {
        await here.context.addInitScript(() => {
            window.asked = 0;
            StorageManager.prototype.persist = async () => (window.asked += 1) > 0;
        });
        const page = await ready();
        assert.equal(await page.evaluate(() => window.asked), 0);
        await answer(page, "M01.1", 3);
        await answer(page, "M01.2", 3);
        assert.equal(await page.evaluate(() => window.asked), 1);
        const loose = await ready("/loose.html");
        await answer(loose, "M01.1", 3);
        assert.equal(await loose.evaluate(() => window.asked), 0);
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
        await here.context.addInitScript(deaf);
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

    test("an answer undone in one tab leaves alone what the other has made of it since", async () => {
        const [one, two] = [await ready(), await ready()];
        await answer(one, "M01.1", 3);
        await answer(one, "M01.2", 3);
        await becomes(() => said(two), { "M01.1": "in_place", "M01.2": "in_place" });
        await answer(two, "M01.2", 1);
        await becomes(async () => (await said(one))["M01.2"], "planned");
        // The last step is not as it was: the one before it is taken back.
        await one.getByRole("button", { name: "Undo" }).click();
        for (const page of [one, two]) await becomes(() => said(page), { "M01.2": "planned" });
        assert.equal(await one.getByRole("button", { name: "Undo" }).getAttribute("aria-disabled"), "true");
        await one.getByRole("button", { name: "Redo" }).click();
        for (const page of [one, two]) await becomes(() => said(page), { "M01.2": "planned", "M01.1": "in_place" });
    });

    test("evidence that another tab has added to an answer is not undone with it", async () => {
        const [one, two] = [await ready(), await ready()];
        await answer(one, "M01.1", 3);
        await becomes(() => said(two), { "M01.1": "in_place" });
        await element(two).evaluate(({ opened: { session } }) =>
            session.set("M01.1", { ...session.answer("M01.1"), evidence: ["Minutes"] }));
        const evidence = async (page) => (await answers(page)).answers["M01.1"]?.evidence;
        await becomes(() => evidence(one), ["Minutes"]);
        await one.getByRole("button", { name: "Undo" }).click();
        assert.deepEqual(await evidence(one), ["Minutes"]);
        assert.equal(await one.getByRole("button", { name: "Undo" }).getAttribute("aria-disabled"), "true");
    });

    test("a city undone in one tab leaves alone the date that the other has set", async () => {
        const [one, two] = [await ready(), await ready()];
        const describe = (page, details) => element(page).evaluate(({ opened }, given) => opened.session.describe(given), details);
        const above = async (page) => {
            const { city, date } = await answers(page);
            return [city, date];
        };
        await describe(one, { city: "Marenpoort" });
        await becomes(() => above(two), ["Marenpoort", undefined]);
        await describe(two, { date: "2026-09-30" });
        await becomes(() => above(one), ["Marenpoort", "2026-09-30"]);
        await one.getByRole("button", { name: "Undo" }).click();
        for (const page of [one, two]) await becomes(() => above(page), [undefined, "2026-09-30"]);
        await one.getByRole("button", { name: "Redo" }).click();
        await becomes(() => above(two), ["Marenpoort", "2026-09-30"]);
    });

    test("what stands beside the answers is followed, too", async () => {
        const [one, two] = [await ready(), await ready()];
        await one.locator("digital-rights-assessment").evaluate((element) => element.view().keep({ taken: ["M02-A1"] }));
        const taken = () => two.locator("digital-rights-assessment").evaluate((element) => element.view().kept.taken);
        await becomes(taken, ["M02-A1"]);
    });
});

describe("leaving the page", () => {
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

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Answers as files: saved, opened, refused, dropped on their place.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";

import { again, answer, answers, element, file, isKept, json, keptStage, said, toParts } from "./kept.js";
import { pageWith, picture, ROOT, sample, violations } from "./support.js";

const COMMAND = fileURLToPath(new URL("target/debug/digirights", ROOT));
const { pages, ready } = keptStage();

describe("files", () => {
    async function save(page) {
        const saving = page.waitForEvent("download");
        await page.getByRole("button", { name: "Save to a file" }).click();
        const download = await saving;
        return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
    }

    test("starting anew, what stood beside the answers goes with them, and comes back with them", async () => {
        const page = await ready();
        await element(page).evaluate((element, text) => {
            element.import(text);
            element.view().keep({ taken: ["M01-A1"], earlier: element.answers });
        }, await sample("midsized"));
        const kept = () => element(page).evaluate(({ opened: { session: { kept } } }) => [kept.taken.length, kept.earlier !== null]);
        await toParts(page);
        await page.getByRole("button", { name: "Start anew" }).click();
        assert.match(await page.getByRole("group", { name: "Please confirm" }).textContent(), /what you take on/);
        await page.getByRole("button", { name: "Remove all answers" }).click();
        assert.deepEqual(await kept(), [0, false]);
        await isKept(page);
        // The button is gone: undoing is at hand all the same.
        await page.keyboard.press("Control+z");
        assert.deepEqual(await kept(), [1, true]);
        assert.ok(Object.keys((await answers(page)).answers).length > 50);
        await page.keyboard.press("Control+Shift+Z");
        assert.deepEqual(await kept(), [0, false]);
        await isKept(page);
        await again(page);
        assert.deepEqual(await kept(), [0, false]);
    });

    test("a file of another city takes the place of what stood beside the answers, and says so", async () => {
        const page = await ready();
        await element(page).evaluate((element, text) => {
            element.import(text);
            element.view().keep({ taken: ["M01-A1"] });
        }, await sample("midsized"));
        const taken = () => element(page).evaluate(({ opened }) => opened.session.kept.taken);
        const sure = page.getByRole("group", { name: "Please confirm" });
        await toParts(page);
        await file(page).setInputFiles(json(await sample("midsized")));
        await sure.waitFor();
        assert.doesNotMatch(await sure.textContent(), /another city/);
        await sure.getByRole("button", { name: "Open the file" }).click();
        assert.deepEqual(await taken(), ["M01-A1"]);
        await file(page).setInputFiles(json(await sample("smalltown")));
        await sure.waitFor();
        assert.match(await sure.textContent(), /another city/);
        await sure.getByRole("button", { name: "Open the file" }).click();
        assert.deepEqual(await taken(), []);
        await page.getByRole("button", { name: "Undo" }).click();
        assert.deepEqual(await taken(), ["M01-A1"]);
    });

    test("buttons that go away leave the focus where they were", async () => {
        const page = await ready();
        await answer(page, "M01.1", 3);
        await toParts(page);
        const heading = () => element(page).evaluate(({ shadowRoot }) => shadowRoot.activeElement?.textContent);
        for (const name of ["Cancel", "Remove all answers"]) {
            await page.getByRole("button", { name: "Start anew" }).click();
            await page.getByRole("button", { name }).press("Enter");
            assert.equal(await heading(), "File", name);
        }
    });

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
        "empty.json": ["", [/is empty/]],
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
        const report = page.locator(".files .notice.warn");
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

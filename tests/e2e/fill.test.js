// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Filling in, through the real browser.

import assert from "node:assert/strict";

import { focused, PAGES, question, said, saved } from "./every-kind.js";
import { picture, sample, stage } from "./support.js";

const { on } = stage({ pages: PAGES });
const every = (name, act, options) => on("/every.html", name, act, options);
const flagship = (name, act, options) => on("/flagship.html", name, act, options);

const trimmed = (texts) => texts.map((text) => text.trim().replace(/\s+/g, " "));
const today = (page) => page.evaluate(() => new Date().toLocaleDateString("sv"));
const enter = async (field, text) => {
    await field.fill(text);
    await field.blur();
};

every("a choice is saved with its day and the role of who answered", async (page, element) => {
    await question(page, "one").getByLabel("Half way").check();
    assert.deepEqual(await saved(page, "one"), { state: "answered", value: "half", at: await today(page) });
    await element.evaluate((found) => found.import({ ...found.answers, role: "legal" }));
    await question(page, "one").getByLabel("All the way").check();
    assert.deepEqual(await saved(page, "one"), { state: "answered", value: "full", role: "legal", at: await today(page) });
    await page.getByLabel("Show questions for").selectOption("office");
    await element.evaluate((found) => found.import({ ...found.answers, role: undefined }));
    await question(page, "yes").getByLabel("Partly").check();
    assert.equal((await saved(page, "yes")).role, "office");
});

every("yes, partly and no; true and false of a file are shown", async (page, element) => {
    const yes = question(page, "yes");
    for (const [label, value] of [["Partly", "partly"], ["No", "no"], ["Yes", "yes"]]) {
        await yes.getByLabel(label, { exact: true }).check();
        assert.equal((await saved(page, "yes")).value, value);
    }
    await element.evaluate((found) => found.import({ ...found.answers, answers: { yes: false } }));
    assert.equal(await yes.getByLabel("No", { exact: true }).isChecked(), true);
});

every("an exclusive option clears the others, and they clear it", async (page) => {
    const some = question(page, "some");
    assert.match(await some.textContent(), /“Not one of them” stands alone/);
    await some.getByLabel("Bees").check();
    await some.getByLabel("Apples").check();
    assert.deepEqual((await saved(page, "some")).value, ["a", "b"]);
    await some.getByLabel("Not one of them").check();
    assert.deepEqual((await saved(page, "some")).value, ["none"]);
    assert.match(await said(page), /cleared/);
    assert.equal(await some.getByLabel("Bees").isChecked(), false);
    await some.getByLabel("Cafés").check();
    assert.deepEqual((await saved(page, "some")).value, ["c"]);
    await some.getByLabel("Cafés").uncheck();
    assert.equal(await saved(page, "some"), null);
    await some.getByLabel("We do not know").check();
    assert.equal((await saved(page, "some")).state, "dont_know");
    await some.getByLabel("Apples").check();
    assert.deepEqual((await saved(page, "some")).value, ["a"]);
    assert.equal(await some.getByLabel("We do not know").isChecked(), false);
});

every("where nothing stands alone, that none is so can be said", async (page) => {
    const any = question(page, "any");
    await any.getByLabel("None of these").check();
    assert.deepEqual((await saved(page, "any")).value, []);
    await any.getByLabel("Yaks").check();
    assert.deepEqual((await saved(page, "any")).value, ["y"]);
    assert.equal(await any.getByLabel("None of these").isChecked(), false);
});

every("a number is read with comma or point, and what is wrong stays and is said", async (page) => {
    const number = question(page, "number");
    const field = number.getByLabel("Number");
    for (const [typed, value] of [
        ["12,5", 12.5], ["12.5", 12.5], ["1,234", 1234], ["1 234,5", 1234.5], ["1.234,5", 1234.5], ["1,234.5", 1234.5],
        ["0,125", 0.125], ["12’345", 12345], ["٣٫٥", 3.5], [".5", 0.5],
    ]) {
        await enter(field, typed);
        assert.equal((await saved(page, "number")).value, value, typed);
    }
    assert.equal(await field.inputValue(), "0.5");
    for (const typed of ["five", "1,23,4", "1e3", "--1", "12 apples"]) {
        await enter(field, typed);
        assert.equal((await saved(page, "number")).value, 0.5, typed);
        assert.equal(await field.inputValue(), typed);
        assert.equal(await field.getAttribute("aria-invalid"), "true");
        assert.match(await number.locator(".error").textContent(), /is not a number/);
    }
    await enter(field, "100001");
    assert.match(await number.locator(".error").textContent(), /cannot be used/);
    assert.match(await said(page), /cannot be used/);
    assert.equal((await saved(page, "number")).value, 0.5);
    // It stays through other steps, other answers and another language.
    await page.getByRole("button", { name: "Next step" }).click();
    await question(page, "gate").getByLabel("Yes").check();
    await page.getByRole("button", { name: "Previous step" }).click();
    assert.equal(await field.inputValue(), "100001");
    assert.equal(await number.locator(".error").isVisible(), true);
    await enter(field, "100000");
    assert.equal(await number.locator(".error").isVisible(), false);
    assert.equal((await saved(page, "number")).value, 100000);
    await enter(field, "");
    assert.equal(await saved(page, "number"), null);
});

every("a whole number is asked for in words", async (page) => {
    const count = question(page, "count");
    assert.match(await count.textContent(), /A whole number\. 0 or more\./);
    for (const [typed, value] of [["1.000", 1000], ["12,500", 12500], ["1.234.567", 1234567], ["3.0", 3]]) {
        await enter(count.getByLabel("Number"), typed);
        assert.equal((await saved(page, "count")).value, value, typed);
    }
    await enter(count.getByLabel("Number"), "");
    await enter(count.getByLabel("Number"), "2.5");
    assert.equal(await saved(page, "count"), null);
    assert.equal(await count.locator(".error").isVisible(), true);
    await enter(count.getByLabel("Number"), "3");
    assert.equal((await saved(page, "count")).value, 3);
});

every("in German, a point groups and a comma divides", async (page, element) => {
    await element.evaluate(async (found) => {
        const { addLanguage } = await import("/widget/dist/digital-rights-assessment.js");
        addLanguage("de", { "pages.fill": "Ausfüllen" });
        found.language = "de";
        await found.updateComplete;
    });
    const field = question(page, "number").getByLabel("Number");
    await enter(field, "1.234");
    assert.equal((await saved(page, "number")).value, 1234);
    await enter(field, "12.5");
    assert.equal(await field.inputValue(), "12,5");
});

every("a share is a percentage or a part of a whole", async (page) => {
    const share = question(page, "share");
    const percent = share.getByLabel("Share in percent");
    for (const [typed, value] of [["7", 0.07], ["33,3", 0.333], ["100", 1], ["0", 0]]) {
        await enter(percent, typed);
        assert.equal((await saved(page, "share")).value, value);
    }
    await enter(percent, "29");
    await enter(percent, "101");
    assert.equal(await percent.inputValue(), "101");
    assert.equal((await saved(page, "share")).value, 0.29);
    await share.getByRole("button", { name: /two numbers/ }).click();
    assert.match(await share.textContent(), /= 29 %/);
    await enter(share.getByLabel("Part"), "3");
    assert.equal((await saved(page, "share")).value, 0.29);
    await enter(share.getByLabel("Whole"), "12");
    assert.deepEqual((await saved(page, "share")).value, { part: 3, whole: 12 });
    assert.match(await share.textContent(), /= 25 %/);
    await enter(share.getByLabel("Whole"), "2");
    assert.deepEqual((await saved(page, "share")).value, { part: 3, whole: 12 });
    assert.equal(await share.getByLabel("Whole").inputValue(), "2");
    assert.equal(await share.locator(".error").isVisible(), true);
    await enter(share.getByLabel("Part"), "1");
    assert.deepEqual((await saved(page, "share")).value, { part: 1, whole: 2 });
    await share.getByRole("button", { name: /percentage/ }).click();
    await enter(percent, "40");
    assert.equal((await saved(page, "share")).value, 0.4);
});

every("a day and a text", async (page) => {
    await enter(question(page, "day").getByLabel("Date"), "2025-03-01");
    assert.equal((await saved(page, "day")).value, "2025-03-01");
    const words = question(page, "words").getByLabel("Answer");
    await words.pressSequentially("Two <b>lines</b>\nof it ");
    // Nobody has left the field: a pause is enough.
    await page.waitForFunction(() => document.querySelector("digital-rights-assessment").answers.answers.words);
    assert.equal((await saved(page, "words")).value, "Two <b>lines</b>\nof it ");
    await enter(words, "  ");
    assert.equal(await saved(page, "words"), null);
});

every("not knowing is an answer, and a value takes its place", async (page) => {
    for (const id of ["one", "yes", "some", "number", "share", "day", "words"]) {
        await question(page, id).getByLabel("We do not know").check();
        assert.equal((await saved(page, id)).state, "dont_know", id);
    }
    assert.match(await page.locator(".summary").textContent(), /0 of 11 answered, 7 not known/);
    await enter(question(page, "number").getByLabel("Number"), "5");
    assert.equal(await question(page, "number").getByLabel("We do not know").isChecked(), false);
    await question(page, "day").getByLabel("We do not know").uncheck();
    assert.equal(await saved(page, "day"), null);
});

every("what does not apply counts with a reason, where one is asked for", async (page) => {
    const one = question(page, "one");
    await one.getByLabel("Half way").check();
    await one.getByLabel("Does not apply to us").check();
    assert.equal((await saved(page, "one")).value, "half");
    assert.match(await one.textContent(), /Until then, your earlier answer counts/);
    await enter(one.getByLabel("Why does it not apply?"), "Nothing of the kind here");
    assert.deepEqual(await saved(page, "one"), {
        state: "not_applicable", reason: "Nothing of the kind here", at: await today(page),
    });
    await enter(one.getByLabel("Why does it not apply?"), " ");
    assert.match(await one.locator(".error").textContent(), /say why/);
    assert.equal((await saved(page, "one")).state, "not_applicable");
    await one.getByLabel("All the way").check();
    assert.deepEqual(await saved(page, "one"), { state: "answered", value: "full", at: await today(page) });
    // Begun and given up again.
    await one.getByLabel("Does not apply to us").check();
    await one.getByLabel("All the way").check();
    assert.equal(await one.getByLabel("Why does it not apply?").count(), 0);

    const yes = question(page, "yes");
    await yes.getByLabel("Does not apply to us").check();
    assert.equal((await saved(page, "yes")).state, "not_applicable");
    assert.equal(await question(page, "some").getByLabel("Does not apply to us").count(), 0);

    const number = question(page, "number");
    await enter(number.getByLabel("Number"), "7");
    await number.getByLabel("Does not apply to us").check();
    await number.getByLabel("Does not apply to us").uncheck();
    assert.equal((await saved(page, "number")).value, 7);
});

every("notes, evidence and confidence outlive the value", async (page) => {
    const one = question(page, "one");
    await one.getByText("Evidence and notes").click();
    assert.match(await one.textContent(), /Expected:\s+A decision/);
    const add = one.getByLabel("Link or name of a document");
    await add.fill("https://example.org/decision");
    await add.press("Enter");
    await add.fill("javascript:alert(1)");
    await one.getByRole("button", { name: "Add", exact: true }).click();
    await add.fill("https://example.org/decision");
    await add.press("Enter");
    assert.match(await said(page), /Already there/);
    await enter(one.getByLabel("Note"), "<img src=x onerror=alert(1)>");
    await one.getByLabel("How sure are you?").selectOption("medium");
    const beside = {
        note: "<img src=x onerror=alert(1)>",
        evidence: ["https://example.org/decision", "javascript:alert(1)"],
        confidence: "medium",
    };
    assert.deepEqual(await saved(page, "one"), { state: "unanswered", ...beside });
    assert.deepEqual(await one.getByRole("link").allTextContents(), ["https://example.org/decision"]);
    assert.equal(await page.locator("digital-rights-assessment img").count(), 0);

    await one.getByLabel("Half way").check();
    assert.deepEqual(await saved(page, "one"), { state: "answered", value: "half", ...beside, at: await today(page) });
    await one.getByLabel("We do not know").check();
    assert.equal((await saved(page, "one")).note, beside.note);
    await one.getByRole("button", { name: /Clear the answer/ }).click();
    assert.deepEqual(await saved(page, "one"), { state: "unanswered", ...beside });
    assert.equal(await focused(page), "q-one");
    assert.match(await one.locator("summary").textContent(), /2 pieces of evidence, a note, Fairly sure/);

    await one.getByRole("button", { name: /Remove.*javascript/ }).click();
    assert.deepEqual((await saved(page, "one")).evidence, ["https://example.org/decision"]);
    await one.getByRole("button", { name: /Remove/ }).click();
    await enter(one.getByLabel("Note"), "");
    await one.getByLabel("How sure are you?").selectOption("");
    assert.equal(await saved(page, "one"), null);
});

every("evidence is added by the button alone, and the field has its own name", async (page) => {
    const one = question(page, "one");
    await one.locator(".beside summary").click();
    const field = one.getByLabel("Link or name of a document", { exact: true });
    // As voice control and screen readers press it: the field is not left.
    await field.evaluate((found) => (found.value = "Minutes"));
    await one.getByRole("button", { name: "Add", exact: true }).evaluate((found) => found.click());
    assert.deepEqual((await saved(page, "one")).evidence, ["Minutes"]);
    assert.equal(await field.inputValue(), "");
    await field.fill("Decision");
    await one.getByRole("button", { name: "Add", exact: true }).click();
    assert.deepEqual((await saved(page, "one")).evidence, ["Minutes", "Decision"]);
    await picture(page, "fill-evidence");
});

every("others who said the same do not stand behind another answer", async (page, element) => {
    const also = [
        { state: "answered", value: "half", role: "legal", evidence: ["Theirs"] },
        { state: "unanswered", note: "A remark", role: "office" },
    ];
    await element.evaluate((found, also) => found.import({
        ...found.answers, answers: { one: { state: "answered", value: "half", also } },
    }), also);
    await question(page, "one").getByLabel("Note").evaluate((found) => {
        found.value = "Ours";
        found.dispatchEvent(new Event("change", { bubbles: true }));
    });
    assert.deepEqual((await saved(page, "one")).also, also);
    await question(page, "one").getByLabel("All the way").check();
    assert.deepEqual((await saved(page, "one")).also, also.slice(1));
});

every("numbers are read in the digits in which they are written", async (page, element) => {
    const languages = ["bn", "mr", "ne", "my", "ar", "ar-EG", "fa", "he", "ur", "de", "fr", "en", "hi"];
    const field = question(page, "number").getByLabel("Number");
    for (const language of languages) {
        await element.evaluate(async (found, language) => {
            const { addLanguage } = await import("/widget/dist/digital-rights-assessment.js");
            addLanguage(language, {});
            found.language = language;
            found.opened.session.set("number", null);
            await found.updateComplete;
        }, language);
        const written = (number) => page.evaluate(([number, language]) =>
            number.toLocaleString(language, { useGrouping: false }), [number, language]);
        await enter(field, await written(1234.5));
        assert.equal((await saved(page, "number"))?.value, 1234.5, language);
        await enter(field, await written(-12));
        // It is read, and is less than what is allowed.
        await question(page, "number").locator(".error", { hasText: "This number cannot be used" }).waitFor();
    }
});

every("what was typed as evidence and not added is added on leaving the field", async (page) => {
    const one = question(page, "one");
    await one.getByText("Evidence and notes").click();
    await one.getByLabel("Link or name of a document").fill("Council minutes");
    await question(page, "yes").getByLabel("Yes", { exact: true }).check();
    assert.deepEqual((await saved(page, "one")).evidence, ["Council minutes"]);
});

every("a click that leaves a field reaches what it was meant for", async (page) => {
    await question(page, "number").getByLabel("Number").fill("wrong");
    await question(page, "count").getByLabel("We do not know").click();
    assert.equal((await saved(page, "count")).state, "dont_know");
    assert.equal(await question(page, "number").locator(".error").isVisible(), true);
    await question(page, "number").getByLabel("Number").fill("7");
    await page.getByRole("button", { name: "Undo" }).click();
    // The number counts first, and is what is undone.
    assert.equal(await saved(page, "number"), null);
    assert.equal((await saved(page, "count")).state, "dont_know");
});

every("help is shown, or folded if it is long", async (page) => {
    assert.equal(await page.getByText("Short help.").isVisible(), true);
    const help = question(page, "number").getByText(/Long help/);
    assert.equal(await help.isVisible(), false);
    await question(page, "number").getByText("Help", { exact: true }).click();
    assert.equal(await help.isVisible(), true);
});

every("questions come and go without moving focus or scroll, and kept answers are named", async (page, element) => {
    await page.setViewportSize({ width: 1280, height: 500 });
    await page.getByRole("button", { name: "Next step" }).click();
    assert.equal(await question(page, "deep").count(), 0);
    const gate = question(page, "gate").getByLabel("Yes");
    await gate.focus();
    const place = async () => [await gate.evaluate((radio) => radio.getBoundingClientRect().top), await focused(page)];
    const before = await place();
    await page.keyboard.press("Space");
    assert.equal(await question(page, "deep").count(), 1);
    assert.equal(await page.getByRole("heading", { name: "The inner part" }).isVisible(), true);
    assert.match(await said(page), /1 more question/);
    assert.deepEqual(await place(), before);

    await question(page, "deep").getByLabel("Half way").check();
    await question(page, "deeper").getByLabel("Yes").check();
    await question(page, "gate").getByLabel("No", { exact: true }).check();
    assert.equal(await question(page, "deep").count(), 0);
    assert.match(await page.locator(".uncounted").textContent(), /2 answers are kept, but not counted/);
    assert.match(await page.locator(".uncounted").textContent(), /How deep is it\?/);
    assert.equal((await saved(page, "deep")).value, "half");
    await question(page, "gate").getByLabel("Yes").check();
    assert.equal(await question(page, "deeper").getByLabel("Yes").isChecked(), true);
    assert.equal((await element.evaluate((found) => found.scorecard.kept_not_counted)).length, 0);
});

every("steps show how far they are, and lead on and back", async (page) => {
    const list = page.getByRole("navigation", { name: "Steps" });
    const [kinds, nested] = [list.getByRole("button").nth(0), list.getByRole("button").nth(1)];
    assert.match(await kinds.textContent(), /0 of 9 answered/);
    assert.equal(await kinds.getAttribute("aria-current"), "step");
    assert.equal(await list.getByRole("list", { name: "A group" }).getByRole("button").count(), 1);
    await page.getByRole("button", { name: "Next step" }).click();
    assert.equal(await focused(page), "step");
    assert.equal(await page.getByRole("heading", { name: "Questions inside" }).isVisible(), true);
    await question(page, "gate").getByLabel("No", { exact: true }).check();
    assert.match(await nested.textContent(), /1 of 2 answered/);
    await question(page, "after").getByLabel("We do not know").check();
    assert.match(await nested.textContent(), /1 of 2 answered, 1 not known, done/);
    await page.getByRole("button", { name: "See the result" }).click();
    assert.equal(await page.getByRole("button", { name: "Result", exact: true }).getAttribute("aria-current"), "page");
    assert.equal(await focused(page), "page");
});

every("on a phone, steps are chosen from a list that keeps the focus", async (page) => {
    assert.equal(await page.getByRole("navigation", { name: "Steps" }).isVisible(), false);
    const select = page.locator(".step-choice select");
    assert.deepEqual(await select.locator("option").allTextContents().then(trimmed), [
        "Kinds of answers: 0 of 9 answered", "Questions inside: 0 of 2 answered",
    ]);
    await select.focus();
    await select.selectOption("nested");
    assert.equal(await question(page, "gate").isVisible(), true);
    assert.equal(await focused(page), "select");
}, { viewport: { width: 390, height: 800 } });

every("one role sees its questions alone, with what is open", async (page) => {
    const owner = page.getByLabel("Show questions for");
    const shown = () => page.locator(".question").evaluateAll((all) => all.map(({ id }) => id.slice(2)));
    assert.deepEqual(await owner.locator("option").allTextContents().then(trimmed), [
        "Everyone", "Legal office: 6 open", "Front office: 5 open",
    ]);
    await owner.selectOption("legal");
    assert.deepEqual(await shown(), ["one", "number", "count", "words"]);
    await question(page, "one").getByLabel("Half way").check();
    assert.equal((await owner.locator("option").nth(1).textContent()).trim(), "Legal office: 5 open");
    assert.match(await page.locator(".steps button").first().textContent(), /1 of 4 answered/);

    // The next open ones of this role alone, and then from the beginning.
    const next = page.getByRole("button", { name: /Next unanswered/ });
    for (const id of ["number", "count", "words", "gate", "after", "number"]) {
        await next.click();
        assert.equal(await focused(page), `q-${id}`);
    }
    await owner.selectOption("office");
    assert.deepEqual(await shown(), ["yes", "some", "any", "share", "day"]);
    assert.equal(await page.locator(".steps button").count(), 1);
});

every("when all is answered, there is no next question", async (page, element) => {
    await element.evaluate((found) =>
        found.import({
            ...found.answers,
            answers: {
                one: "full", yes: "yes", some: ["a"], any: ["x"], number: 1, count: 1, share: 0.5, day: "2025-01-01",
                words: "w", gate: "no", after: { state: "dont_know" },
            },
        }));
    const next = page.getByRole("button", { name: "Everything is answered" });
    assert.equal(await next.getAttribute("aria-disabled"), "true");
});

every("search looks into all words of all steps, and leads to the question", async (page) => {
    const search = page.getByLabel("Search the questions");
    await search.pressSequentially("cafes");
    assert.deepEqual(await page.locator(".found button").allTextContents().then(trimmed), [
        "Which of these?",
    ]);
    // Said once, after a pause, and not on every key.
    await page.waitForFunction(() =>
        /1 question found/.test(document.querySelector("digital-rights-assessment").shadowRoot.querySelector("[role=status]").textContent));
    await search.fill("inside AFTER");
    await page.locator(".found button").click();
    assert.equal(await focused(page), "q-after");
    assert.equal(await search.inputValue(), "");
    await search.fill("zebra");
    assert.match(await page.locator(".questions").textContent(), /0 questions found/);
    await search.fill("");
    assert.equal(await question(page, "after").isVisible(), true);
});

every("the questions that tell most are answered right there", async (page, element) => {
    const button = page.getByRole("button", { name: "Most useful questions" });
    await button.click();
    assert.equal(await button.getAttribute("aria-pressed"), "true");
    const expected = await element.evaluate((found) => found.scorecard.narrowing.map((missing) => missing.question));
    const shown = () => page.locator(".question").evaluateAll((all) => all.map(({ id }) => id.slice(2)));
    const list = await shown();
    assert.deepEqual(list.slice(0, expected.length), expected);
    assert.ok(list.length <= 10);
    const [first] = list;
    await question(page, first).getByLabel("We do not know").check();
    await question(page, "gate").getByLabel("Yes").check();
    assert.deepEqual(await shown(), list);
    await page.getByRole("button", { name: "Find the next ones" }).click();
    assert.notDeepEqual(await shown(), list);
    await page.getByLabel("Show questions for").selectOption("office");
    assert.ok((await shown()).every((id) => ["yes", "some", "any", "share", "day", "deep", "deeper"].includes(id)));
    await page.getByRole("button", { name: "Back to the step" }).click();
    assert.equal(await button.getAttribute("aria-pressed"), "false");
});

flagship("a conflict is marked, cannot be answered here, and leads to the departments", async (page, element) => {
    const merged = await element.evaluate((found) => ({
        ...found.answers,
        answers: { "M01.2": "partly" },
        conflicts: { "M01.1": [{ value: "none", part: "a" }, { value: "partly", part: "b" }] },
    }));
    await element.evaluate((found, answers) => found.import(answers), merged);
    const one = question(page, "M01.1");
    assert.match(await one.textContent(), /Departments gave different answers/);
    assert.equal(await one.getByRole("radio").first().isDisabled(), true);
    assert.equal(await question(page, "M01.2").getByRole("radio").first().isDisabled(), false);
    await one.getByRole("button", { name: "Compare and settle" }).click();
    assert.equal(await page.getByRole("button", { name: /^Departments/ }).getAttribute("aria-current"), "page");
});

flagship("what the engine refuses is shown at the question, and changes nothing", async (page) => {
    const exchanges = question(page, "M01.8");
    const field = exchanges.getByLabel("Number");
    await enter(field, "3");
    await enter(field, "2,5");
    assert.equal(await exchanges.locator(".error").isVisible(), true);
    assert.equal((await saved(page, "M01.8")).value, 3);
    assert.equal(await field.inputValue(), "2,5");
    const described = await field.getAttribute("aria-describedby");
    for (const id of described.split(" ")) assert.equal(await page.locator(`[id="${id}"]`).count(), 1);
});

flagship("the flagship shows steps under their dimensions, and every question of a sample", async (page, element) => {
    await element.evaluate((found, answers) => found.import(answers), await sample("midsized"));
    const list = page.getByRole("navigation", { name: "Steps" });
    assert.equal(await list.getByRole("list").count(), 3);
    const steps = await list.getByRole("button").count();
    const asked = await element.evaluate(({ scorecard }) =>
        Object.entries(scorecard.questions).filter(([, { state }]) => state !== "not_shown").map(([id]) => id));
    const shown = [];
    for (let step = 0; step < steps; step += 1) {
        await list.getByRole("button").nth(step).click();
        shown.push(...(await page.locator(".question").evaluateAll((all) => all.map(({ id }) => id.slice(2)))));
    }
    assert.deepEqual(shown.sort(), asked.sort());
    await list.getByRole("button").first().click();
    await picture(page, "fill-desktop");
    await page.setViewportSize({ width: 390, height: 844 });
    await picture(page, "fill-phone");
});

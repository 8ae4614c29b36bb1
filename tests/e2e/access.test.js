// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Whether everyone can fill in: what axe finds in every state, the keyboard alone, narrow screens, large
// text, forced colours, right to left.

import assert from "node:assert/strict";

import { focused, PAGES, question, quiet, saved } from "./every-kind.js";
import { pageWith, picture, sample, stage, violations } from "./support.js";

const { on } = stage({
    pages: {
        ...PAGES,
        "/never.html": quiet(pageWith('questionnaire="/never.json"')),
        "/never.json": new Promise(() => {}),
        "/missing.html": quiet(pageWith('questionnaire="/missing.json"')),
        "/read.html": quiet(pageWith("read-only")),
    },
});

const clean = async (page, state) => assert.deepEqual(await violations(page), [], state);
const fillAll = async (element, name = "midsized") => element.evaluate((found, answers) => found.import(answers), await sample(name));

/** No page may be wider than the window. */
const fits = async (page) => {
    const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.ok(content <= window, `${content} px in ${window} px`);
};

on("/never.html", "axe: loading", async (page) => {
    await page.getByText("Loading the assessment").waitFor();
    await clean(page, "loading");
}, { isLoaded: false });

on("/missing.html", "axe: failure", async (page) => {
    await page.getByText("could not be loaded").waitFor();
    await clean(page, "failure");
}, { isLoaded: false, faults: [/404/] });

on("/flagship.html", "axe: empty, filling, filtered, searching, most useful, error", async (page, element) => {
    await clean(page, "empty");
    await question(page, "M01.1").getByLabel("Partly in place").check();
    await question(page, "M01.1").getByText("Evidence and notes").click();
    await question(page, "M01.1").getByLabel("Link or name of a document").fill("https://example.org/a");
    await question(page, "M01.1").getByLabel("Link or name of a document").press("Enter");
    await question(page, "M01.8").getByLabel("Number").fill("many");
    await question(page, "M01.8").getByLabel("Number").blur();
    await page.locator(".city summary").click();
    await clean(page, "filling");
    await picture(page, "access-filling");
    await page.getByLabel("Show questions for").selectOption("legal");
    await question(page, "M02.2").getByLabel("Does not apply to us").check();
    await clean(page, "filtered");
    await page.getByLabel("Search the questions").fill("algorithm");
    await clean(page, "searching");
    await picture(page, "access-searching");
    await page.getByLabel("Search the questions").fill("");
    await page.getByRole("button", { name: "Most useful questions" }).click();
    await clean(page, "most useful");
    await picture(page, "access-useful");
    await element.evaluate((found) => (found.profile = "none such"));
    await page.locator(".faults .notice").waitFor();
    await clean(page, "error");
    await picture(page, "access-error");
});

on("/every.html", "axe: every kind of answer, with conflicts, and answers that do not count", async (page, element) => {
    await element.evaluate((found) => found.import({
        ...found.answers,
        answers: {
            one: { state: "not_applicable", reason: "Because" }, yes: { state: "dont_know" }, some: ["none"], number: 5,
            share: { value: { part: 1, whole: 4 } }, day: "2025-01-01", words: "Words", gate: "no", deep: "full",
        },
        conflicts: { any: [{ value: ["x"], part: "a" }, { value: ["y"], part: "b" }] },
    }));
    await clean(page, "kinds");
    await page.getByRole("button", { name: "Next step" }).click();
    await page.locator(".uncounted summary").click();
    await clean(page, "not counted");
});

on("/read.html", "axe: read only", async (page, element) => {
    await fillAll(element);
    await clean(page, "read only");
    await picture(page, "access-read-only");
});

for (const [name, options] of [
    ["dark", { colorScheme: "dark" }],
    ["forced colours", { forcedColors: "active" }],
    ["forced colours, dark", { forcedColors: "active", colorScheme: "dark" }],
]) {
    on("/flagship.html", `axe: ${name}`, async (page, element) => {
        await page.addStyleTag({ content: ":root { color-scheme: light dark; }" });
        await fillAll(element);
        const dark = await page.locator(".app").evaluate((app) => getComputedStyle(app).backgroundColor);
        if (name === "dark") assert.equal(dark, "rgb(18, 23, 28)");
        await clean(page, name);
        await picture(page, `access-${name.replace(/\W+/g, "-")}`);
    }, options);
}

on("/every.html", "right to left: axe, mirrored, nothing cut off", async (page, element) => {
    await element.evaluate(async (found) => {
        const { addLanguage } = await import("/widget/dist/digital-rights-assessment.js");
        addLanguage("ar", { "pages.fill": "املأ", "pages.result": "النتيجة", "fill.dont_know": "لا نعرف" });
        found.language = "ar";
    });
    await page.getByRole("button", { name: "املأ" }).waitFor();
    await clean(page, "right to left");
    const boxes = async (selector) => (await page.locator(selector).first().boundingBox()).x;
    assert.ok((await boxes(".steps")) > (await boxes(".question")));
    await fits(page);
    await picture(page, "access-rtl");
    await page.setViewportSize({ width: 320, height: 640 });
    await fits(page);
    await clean(page, "right to left, narrow");
});

on("/flagship.html", "320 px: axe, no scrolling sideways, large targets", async (page, element) => {
    await fits(page);
    await fillAll(element);
    for (const step of [0, 5, 10, 14]) {
        await page.locator(".step-choice select").selectOption({ index: step });
        await fits(page);
    }
    await page.locator(".city summary").click();
    await page.locator(".beside summary").first().click();
    await fits(page);
    await clean(page, "narrow");
    await picture(page, "access-320");
    await page.getByLabel("Search the questions").fill("data");
    await fits(page);
    await page.getByLabel("Search the questions").fill("");
    await page.getByRole("button", { name: "Most useful questions" }).click();
    await fits(page);
    await page.getByRole("button", { name: "Back to the step" }).click();
    const small = await page.locator("button, summary, select, input, textarea").evaluateAll((all) =>
        all.filter((found) => found.checkVisibility({ visibilityProperty: true }) && !found.closest("#keep"))
            .map((found) => found.closest(".choice") ?? found)
            .map((found) => ({ text: found.textContent.trim().slice(0, 40), ...found.getBoundingClientRect().toJSON() }))
            .filter(({ width, height }) => width < 24 || height < 24)
            .map(({ text, width, height }) => `${text}: ${width} × ${height}`));
    assert.deepEqual(small, []);
}, { viewport: { width: 320, height: 640 } });

on("/every.html", "every kind of answer fits 320 px", async (page) => {
    await question(page, "share").getByRole("button", { name: /two numbers/ }).click();
    await question(page, "one").getByLabel("Does not apply to us").check();
    for (const summary of await page.locator(".question summary").all()) await summary.click();
    await fits(page);
    await picture(page, "access-kinds-320");
}, { viewport: { width: 320, height: 640 } });

on("/every.html", "text twice as large", async (page) => {
    await page.addStyleTag({ content: "digital-rights-assessment { --dra-font-size: 32px; }" });
    await fits(page);
    await picture(page, "access-large-text");
});

on("/every.html", "a step can be filled in by keyboard alone", async (page, element) => {
    const press = async (...keys) => {
        for (const key of keys) await page.keyboard.press(key);
    };
    /** Goes on with Tab to a control of a question. */
    const tabTo = async (id, what) => {
        for (let steps = 0; steps < 40; steps += 1) {
            await press("Tab");
            const isThere = await element.evaluate(({ shadowRoot }, [key, selector]) => {
                const active = shadowRoot.activeElement;
                return active !== null && active.matches(selector) && active.closest(".question")?.id === key;
            }, [`q-${id}`, what]);
            if (isThere) return;
        }
        assert.fail(`no way to ${what} of ${id} by Tab`);
    };
    await page.getByRole("button", { name: /Next unanswered/ }).focus();
    await press("Enter");
    assert.equal(await focused(page), "q-one");
    const ring = await question(page, "one").evaluate((found) => getComputedStyle(found).outlineStyle);
    assert.equal(ring, "solid");
    await tabTo("one", "input[type=radio]");
    await press("Space", "ArrowDown");
    assert.equal((await saved(page, "one")).value, "half");
    // On to "does not apply", which asks for a reason.
    await press("ArrowDown", "ArrowDown", "ArrowDown");
    await tabTo("one", "textarea");
    await page.keyboard.type("No such thing");
    await press("Tab");
    assert.equal((await saved(page, "one")).reason, "No such thing");
    await tabTo("one", "summary");
    await press("Enter");
    await tabTo("one", ".proofs input");
    await page.keyboard.type("Minutes");
    await press("Enter");
    assert.deepEqual((await saved(page, "one")).evidence, ["Minutes"]);
    await tabTo("yes", "input[type=radio]");
    await press("ArrowDown");
    assert.equal((await saved(page, "yes")).value, "partly");
    await tabTo("some", "input[type=checkbox]");
    await press("Space", "Tab", "Space");
    assert.deepEqual((await saved(page, "some")).value, ["a", "b"]);
    await tabTo("any", "input[type=checkbox]");
    await press("Space");
    for (const [id, typed, value] of [["number", "1200,5", 1200.5], ["count", "4", 4], ["share", "25", 0.25]]) {
        await tabTo(id, "input[type=text]");
        await page.keyboard.type(typed);
        await press("Tab");
        assert.equal((await saved(page, id)).value, value);
    }
    await tabTo("day", "input[type=date]");
    await page.keyboard.type("01032025");
    await press("Tab");
    assert.match((await saved(page, "day")).value, /^2025-/);
    await tabTo("words", "textarea");
    await page.keyboard.type("All by keyboard");
    await press("Tab");
    assert.equal((await saved(page, "words")).value, "All by keyboard");
    assert.match(await page.locator(".steps button").first().textContent(), /9 of 9 answered/);
    await page.getByRole("button", { name: "Next step" }).focus();
    await press("Enter");
    assert.equal(await focused(page), "step");
});

on("/every.html", "headings are in order, and every question is one", async (page) => {
    const levels = await page.locator("h1, h2, h3, h4, h5").evaluateAll((all) =>
        all.filter((found) => found.checkVisibility()).map(({ localName }) => Number(localName[1])));
    assert.equal(levels[0], 1);
    levels.forEach((level, index) => assert.ok(index === 0 || level <= levels[index - 1] + 1, `h${level} at ${index}`));
    assert.equal(levels.filter((level) => level === 4).length, 9);
});

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// What goes around the pages, and the element's public interface.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { after, before, test } from "node:test";

import { EVERY_KIND, focused, PAGES, question, quiet, said, saved } from "./every-kind.js";
import { loaded, pageWith, ROOT, sample, stage } from "./support.js";

const OTHER = { ...EVERY_KIND, id: "other", text: { en: { ...EVERY_KIND.text.en, title: "Another one" } } };

const here = stage({
    pages: {
        ...PAGES,
        "/other.json": JSON.stringify(OTHER),
        "/broken.json": JSON.stringify({ ...EVERY_KIND, colour: "red", size: 3 }),
        "/missing.html": quiet(pageWith('questionnaire="/missing.json"')),
        "/broken.html": quiet(pageWith('questionnaire="/broken.json"')),
        "/role.html": quiet(pageWith('questionnaire="/every-kind.json" role="office"')),
        "/region.html": quiet(pageWith('questionnaire="/every-kind.json" role="region" aria-label="Assessment"')),
        "/owner.html": quiet(pageWith('questionnaire="/every-kind.json" owner="legal"')),
        "/quick.html": quiet(pageWith('profile="quick-scan"')),
        "/read.html": quiet(pageWith('questionnaire="/every-kind.json" read-only')),
    },
});
const { on } = here;
const every = (name, act) => on("/every.html", name, act);
const enter = async (field, text) => {
    await field.fill(text);
    await field.blur();
};

on("/flagship.html", "the frame shows whose assessment it is and where it stands", async (page, element) => {
    assert.equal(await page.locator(".title").textContent(), "Digital rights self-assessment for cities");
    assert.match(await page.locator(".summary").textContent(), /none yet/);
    await element.evaluate((found, answers) => found.import(answers), await sample("midsized"));
    const { root, low, point, high, level } = await element.evaluate(({ scorecard }) => {
        const { score, level } = scorecard.nodes[scorecard.root];
        return { root: scorecard.root, ...score, level };
    });
    assert.ok(root);
    const summary = (await page.locator(".summary").textContent()).replace(/\s+/g, " ");
    const shown = (share) => Math.round(share * 100);
    assert.match(summary, new RegExp(`${shown(point)} of 100, between ${shown(low)} and ${shown(high)}`));
    assert.match(summary, new RegExp(`Level\\s*${level}`, "i"));
    assert.match(summary, /109 of 110 answered, 1 not known/);
    assert.match(await page.locator(".city summary").textContent(), /Marenpoort · September 30, 2026/);
});

every("city, date and role can be changed, and undone", async (page, element) => {
    const details = page.locator(".city summary");
    assert.match(await details.textContent(), /Name your city/);
    await details.click();
    await enter(page.getByLabel("City", { exact: true }), " <i>Ville</i> ");
    await enter(page.getByLabel("Date of the assessment"), "2026-05-31");
    await page.getByLabel("Your role").selectOption("legal");
    const { city, date, role } = await element.evaluate((found) => found.answers);
    assert.deepEqual({ city, date, role }, { city: "<i>Ville</i>", date: "2026-05-31", role: "legal" });
    assert.match(await details.textContent(), /<i>Ville<\/i> · May 31, 2026 · Legal office/);
    await page.getByRole("button", { name: "Undo" }).click();
    assert.equal(await page.getByLabel("Your role").inputValue(), "");
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByRole("button", { name: "Undo" }).click();
    assert.equal(await page.getByLabel("City", { exact: true }).inputValue(), "");
    assert.equal(await element.evaluate((found) => found.answers.city), undefined);
});

every("pages are changed and the focus stays", async (page) => {
    for (const name of ["Result", "Plan", "Departments", "Fill in"]) {
        const button = page.getByRole("navigation", { name: "Pages" }).getByRole("button", { name });
        await button.click();
        assert.equal(await button.getAttribute("aria-current"), "page");
        assert.equal(await page.locator('.pages [aria-current="page"]').count(), 1);
        assert.equal(await focused(page), "button");
    }
});

every("undo and redo, by button and by key, beside the undo of fields", async (page) => {
    const [undo, redo] = [page.getByRole("button", { name: "Undo" }), page.getByRole("button", { name: "Redo" })];
    assert.equal(await undo.getAttribute("aria-disabled"), "true");
    await question(page, "one").getByLabel("Half way").check();
    await question(page, "one").getByLabel("All the way").check();
    await undo.click();
    assert.equal((await saved(page, "one")).value, "half");
    assert.match(await said(page), /Undone: How far is it\?/);
    await undo.click();
    assert.equal(await saved(page, "one"), null);
    assert.equal(await question(page, "one").getByLabel("Half way").isChecked(), false);
    // A button that can do no more keeps the focus.
    assert.equal(await undo.getAttribute("aria-disabled"), "true");
    assert.equal(await focused(page), "button");
    await redo.click();
    assert.equal((await saved(page, "one")).value, "half");

    await question(page, "one").getByLabel("Half way").focus();
    await page.keyboard.press("Control+z");
    assert.equal(await saved(page, "one"), null);
    await page.keyboard.press("Control+Shift+Z");
    assert.equal((await saved(page, "one")).value, "half");

    const words = question(page, "words").getByLabel("Answer");
    await words.pressSequentially("abc");
    await page.keyboard.press("Control+z");
    assert.equal((await saved(page, "one")).value, "half");
    assert.notEqual(await words.inputValue(), "abc");

    // What is undone in another step comes into view.
    await words.fill("");
    await page.getByRole("button", { name: "Next step" }).click();
    await undo.click();
    assert.equal(await question(page, "one").isVisible(), true);
});

every("undone by key in another step, the question that is undone has the focus", async (page) => {
    await question(page, "one").getByLabel("Half way").check();
    await question(page, "one").getByLabel("All the way").check();
    await page.getByRole("button", { name: "Next step" }).click();
    await question(page, "gate").getByLabel("Yes").focus();
    await page.keyboard.press("Control+z");
    await page.waitForFunction(() => document.querySelector("digital-rights-assessment").shadowRoot.activeElement?.id === "q-one");
    await page.keyboard.press("Control+z");
    assert.equal(await saved(page, "one"), null);
});

every("what went wrong is shown with every problem, put away again, and nothing has changed", async (page, element) => {
    await question(page, "one").getByLabel("Half way").check();
    const before = await element.evaluate((found) => found.export());
    const thrown = await element.evaluate((found) => {
        try {
            found.import({ format: "1.0", questionnaire: { id: "every-kind", version: "1.0.0" }, colour: 1, size: 2 });
            return null;
        } catch (error) {
            return { name: error.name, problems: error.problems.length };
        }
    });
    assert.equal(thrown.name, "ProblemsError");
    assert.ok(thrown.problems >= 2);
    assert.equal(await element.evaluate((found) => found.export()), before);

    const errors = element.evaluate((found) =>
        new Promise((resolve) => found.addEventListener("error", ({ detail }) => resolve(detail.name), { once: true })));
    await element.evaluate((found) => (found.profile = "no such profile"));
    assert.equal(await errors, "ProblemsError");
    const faults = page.locator(".faults");
    assert.match(await faults.textContent(), /no such profile/);
    assert.match(await said(page), /did not work/);
    assert.equal(await element.evaluate((found) => found.export()), before);
    await question(page, "one").getByLabel("All the way").check();
    await faults.getByRole("button", { name: "Close this message" }).click();
    assert.equal(await faults.locator(".notice").count(), 0);
    assert.equal(await focused(page), "page");
});

on("/every.html", "pages that cannot be fetched are said once, and fetched again when somebody asks", async (page) => {
    let asked = 0;
    let isThere = false;
    await page.route("**/digital-rights-assessment-later.js", (route) => {
        asked += 1;
        return isThere ? route.continue() : route.abort();
    });
    await page.reload();
    await loaded(page);
    await page.getByRole("button", { name: "Result" }).click();
    await page.locator(".faults").getByText("This did not work").waitFor();
    await page.getByRole("button", { name: "Try again" }).waitFor();
    const before = asked;
    await page.waitForTimeout(500);
    assert.ok(asked === before && asked <= 2, `${asked} attempts`);
    assert.equal(await page.locator(".faults .notice").count(), 1);
    isThere = true;
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("heading", { name: "Where the city stands" }).waitFor();
}, { faults: Array(2).fill(/ERR_FAILED/) });

on("/missing.html", "a questionnaire that cannot be had is said, and can be tried again", async (page, element) => {
    await page.getByText("could not be loaded").waitFor();
    assert.match(await page.locator(".notice").textContent(), /missing\.json: 404/);
    assert.deepEqual(
        await element.evaluate((found) => [found.answers, found.scorecard, found.plan, found.export()]),
        [null, null, null, ""],
    );
    await assert.rejects(element.evaluate((found) => found.import({})), /not loaded yet/);
    await page.route("**/missing.json", (route) => route.fulfill({ body: JSON.stringify(EVERY_KIND) }));
    await page.getByRole("button", { name: "Try again" }).click();
    await loaded(page);
    assert.equal(await page.locator(".title").textContent(), "Every kind");
}, { isLoaded: false, faults: [/404/] });

on("/broken.html", "every problem of a broken questionnaire is shown", async (page) => {
    await page.getByText("could not be loaded").waitFor();
    assert.ok((await page.locator(".notice li").count()) >= 2, await page.locator(".notice").textContent());
    assert.match(await page.locator(".notice").textContent(), /colour/);
}, { isLoaded: false });

every("what was typed and is no answer goes with whatever takes its place", async (page, element) => {
    const field = question(page, "number").getByLabel("Number");
    const typed = async (text) => [await field.inputValue(), await question(page, "number").locator(".error:visible").count(), text];
    const put = (value) => element.evaluate((found, value) => found.import({ ...found.answers, answers: { number: value } }), value);
    await enter(field, "many");
    assert.deepEqual(await typed("typed"), ["many", 1, "typed"]);
    await put(5);
    assert.deepEqual(await typed("imported"), ["5", 0, "imported"]);
    await enter(field, "many");
    await page.getByRole("button", { name: "Undo" }).click();
    assert.deepEqual(await typed("undone"), ["", 0, "undone"]);
    await enter(field, "many");
    await element.evaluate(({ opened: { session } }) =>
        session.follow({ kind: "answer", question: "number", before: null, after: { state: "answered", value: 7 } }));
    assert.deepEqual(await typed("followed"), ["7", 0, "followed"]);
    // What is typed elsewhere stays.
    await enter(field, "many");
    await question(page, "one").getByLabel("Half way").check();
    assert.deepEqual(await typed("elsewhere"), ["many", 1, "elsewhere"]);
});

every("answers go out and come in again", async (page, element) => {
    await question(page, "one").getByLabel("Half way").check();
    const text = await element.evaluate((found) => found.export());
    assert.equal(JSON.parse(text).answers.one.value, "half");
    await question(page, "one").getByLabel("All the way").check();
    await element.evaluate((found, file) => found.import(file), text);
    assert.equal(await question(page, "one").getByLabel("Half way").isChecked(), true);
    await page.getByRole("button", { name: "Undo" }).click();
    assert.equal(await question(page, "one").getByLabel("All the way").isChecked(), true);
    // What is handed out is a copy.
    await element.evaluate((found) => (found.answers.answers.one.value = "no"));
    assert.equal((await saved(page, "one")).value, "full");
    const { nodes, root } = await element.evaluate((found) => found.scorecard);
    assert.equal(nodes[root].answered, 1);
    assert.ok(Array.isArray(await element.evaluate((found) => found.plan.then(({ recommendations }) => recommendations))));
});

every("events tell of changes, scores and the end", async (page, element) => {
    await element.evaluate((found) => {
        window.seen = [];
        for (const name of ["change", "score", "complete", "error"]) {
            found.addEventListener(name, ({ detail }) =>
                window.seen.push([name, name === "score" || name === "complete" ? detail.nodes.whole.answered : detail.kind]));
        }
    });
    const seen = () => page.evaluate(() => window.seen.splice(0));
    await question(page, "one").getByLabel("Half way").check();
    assert.deepEqual(await seen(), [["change", "answer"], ["score", 1]]);
    await page.locator(".city summary").click();
    await enter(page.getByLabel("City", { exact: true }), "Ville");
    assert.deepEqual(await seen(), [["change", "details"], ["score", 1]]);
    const all = {
        yes: "yes", some: ["a"], any: ["x"], number: 1, count: 1, share: 0.5, day: "2025-01-01", words: "w", gate: "no",
    };
    await element.evaluate((found, answers) => found.import({ ...found.answers, answers: { one: "half", ...answers } }), all);
    assert.deepEqual(await seen(), [["change", "replace"], ["score", 9]]);
    await page.getByRole("button", { name: "Next step" }).click();
    await question(page, "after").getByLabel("We do not know").check();
    assert.deepEqual(await seen(), [["change", "answer"], ["score", 9], ["complete", 9]]);
    await question(page, "after").getByLabel("Yes").check();
    assert.deepEqual(await seen(), [["change", "answer"], ["score", 10]]);
});

on("/role.html", "the attribute `role` becomes `owner` where it is a role of the questionnaire", async (page, element) => {
    assert.deepEqual(await element.evaluate((found) => [found.owner, found.getAttribute("role")]), ["office", null]);
    assert.equal(await page.getByLabel("Show questions for").inputValue(), "office");
    assert.equal(await question(page, "one").count(), 0);
    await element.evaluate((found) => (found.role = "legal"));
    assert.equal(await element.evaluate((found) => found.owner), "legal");
    await question(page, "one").waitFor();
    await element.evaluate((found) => (found.owner = null));
    await question(page, "yes").waitFor();
});

on("/region.html", "another role stays what it is", async (page, element) => {
    assert.deepEqual(await element.evaluate((found) => [found.owner, found.getAttribute("role")]), [null, "region"]);
    assert.equal(await question(page, "one").count(), 1);
});

on("/owner.html", "an owner of the page is shown at first, and an unknown one is passed over", async (page, element) => {
    assert.equal(await question(page, "yes").count(), 0);
    assert.equal(await question(page, "one").count(), 1);
    await element.evaluate((found) => (found.owner = "nobody"));
    await question(page, "yes").waitFor();
});

on("/quick.html", "a profile asks its own questions, and keeps the answers when it changes", async (page, element) => {
    const asked = () => element.evaluate(({ scorecard }) => Object.keys(scorecard.questions).length);
    assert.equal(await asked(), 28);
    assert.equal(await page.getByText("Quick scan").isVisible(), true);
    assert.equal(await question(page, "M01.4").count(), 0);
    await question(page, "M01.1").getByLabel("Partly in place").check();
    assert.equal(JSON.parse(await element.evaluate((found) => found.export())).profile, "quick-scan");
    await element.evaluate((found) => (found.profile = null));
    await question(page, "M01.4").waitFor();
    assert.ok((await asked()) > 100);
    assert.equal((await saved(page, "M01.1")).value, "partly");
    await question(page, "M01.4").getByLabel("Planned").check();
    await element.evaluate((found) => found.setAttribute("profile", "quick-scan"));
    await page.waitForFunction(() => !document.querySelector("digital-rights-assessment").shadowRoot.getElementById("q-M01.4"));
    assert.equal((await saved(page, "M01.4")).value, "planned");
});

every("another questionnaire begins another assessment", async (page, element) => {
    await question(page, "one").getByLabel("Half way").check();
    await enter(question(page, "number").getByLabel("Number"), "wrong");
    await element.evaluate((found) => (found.questionnaire = "/other.json"));
    await page.getByText("Another one").waitFor();
    assert.equal(await saved(page, "one"), null);
    assert.equal(await question(page, "number").getByLabel("Number").inputValue(), "");
    // The last one asked for counts, whatever arrives first.
    await element.evaluate(async (found) => {
        found.questionnaire = "/every-kind.json";
        await found.updateComplete;
        found.questionnaire = "/other.json";
        await found.updateComplete;
        found.questionnaire = "/every-kind.json";
    });
    await page.locator(".title", { hasText: "Every kind" }).waitFor();
    assert.equal(await element.evaluate((found) => found.answers.questionnaire.id), "every-kind");
});

every("the language changes live, and nothing is lost", async (page, element) => {
    await question(page, "one").getByLabel("Half way").check();
    await enter(question(page, "number").getByLabel("Number"), "wrong");
    await page.getByRole("button", { name: "Next step" }).click();
    await element.evaluate(async (found) => {
        const { addLanguage } = await import("/widget/dist/digital-rights-assessment.js");
        addLanguage("ar", { "pages.fill": "املأ", answered: "{answered} من {count}" });
        found.language = "ar-EG";
    });
    await page.getByRole("button", { name: "املأ" }).waitFor();
    const app = page.locator(".app");
    assert.deepEqual([await app.getAttribute("lang"), await app.getAttribute("dir")], ["ar", "rtl"]);
    assert.equal(await question(page, "gate").locator("h4 [lang=en]").textContent(), "Shall we go on?");
    assert.equal(await question(page, "gate").isVisible(), true);
    assert.equal((await saved(page, "one")).value, "half");
    await page.getByRole("button", { name: "Previous step" }).click();
    assert.equal(await question(page, "number").getByLabel("Number").inputValue(), "wrong");
    await element.evaluate((found) => (found.language = null));
    await page.getByRole("button", { name: "Fill in" }).waitFor();
});

on("/read.html", "what is only to be read cannot be changed", async (page, element) => {
    await element.evaluate((found) => found.import({
        ...found.answers, city: "Ville",
        answers: {
            one: { state: "not_applicable", reason: "Because" }, yes: { value: "yes", note: "A note", evidence: ["Minutes"] },
            number: 5, share: { value: { part: 1, whole: 4 } }, day: "2025-01-01", words: "Words",
        },
    }));
    const enabled = await page.locator("#page input, #page select, #page textarea").evaluateAll((all) =>
        all.filter((field) => !field.disabled && !field.readOnly).map((field) => field.type));
    // Searching and filtering change nothing.
    assert.deepEqual(enabled.sort(), ["search", "select-one", "select-one"]);
    assert.equal(await page.getByRole("button", { name: "Undo" }).count(), 0);
    assert.equal(await page.locator(".city summary").count(), 0);
    assert.match(await page.locator(".city").textContent(), /Ville/);
    assert.equal(await question(page, "one").getByLabel("Why does it not apply?").inputValue(), "Because");
    assert.equal(await question(page, "words").getByLabel("Answer").inputValue(), "Words");
    const before = await element.evaluate((found) => found.export());
    await question(page, "words").getByLabel("Answer").focus();
    await page.keyboard.type("more");
    await page.getByRole("navigation", { name: "Steps" }).getByRole("button").first().focus();
    await page.keyboard.press("Control+z");
    assert.equal(await element.evaluate((found) => found.export()), before);
    await element.evaluate((found) => (found.readOnly = false));
    await question(page, "one").getByLabel("Half way").check();
});

every("several elements of a page do not disturb each other", async (page, element) => {
    await element.evaluate((found) => {
        const other = document.createElement("digital-rights-assessment");
        other.questionnaire = "/every-kind.json";
        other.id = "second";
        found.after(other);
    });
    const second = page.locator("#second");
    const first = page.locator("digital-rights-assessment").first();
    await second.locator(".question").first().waitFor();
    await first.locator('[id="q-one"]').getByLabel("Half way").check();
    await second.locator('[id="q-one"]').getByLabel("All the way").check();
    const values = await page.locator("digital-rights-assessment").evaluateAll((all) =>
        all.map((found) => found.answers.answers.one.value));
    assert.deepEqual(values, ["half", "full"]);
    await first.locator('[id="q-one"]').getByLabel("Half way").focus();
    await page.keyboard.press("Control+z");
    assert.equal(await second.evaluate((found) => found.answers.answers.one.value), "full");
    assert.equal(await first.evaluate((found) => found.answers.answers.one), undefined);
});

every("languages that are added later are spoken, also inside another element's shadow", async (page, element) => {
    await element.evaluate((found) => {
        const host = document.createElement("section");
        host.lang = "eo";
        found.replaceWith(host);
        host.attachShadow({ mode: "open" }).append(found);
    });
    await page.getByRole("button", { name: "Fill in" }).waitFor();
    await page.evaluate(async () => {
        const { addLanguage } = await import("/widget/dist/digital-rights-assessment.js");
        addLanguage("eo", { "pages.fill": "Plenigi" });
    });
    await page.getByRole("button", { name: "Plenigi" }).waitFor();
});

every("taken out and put in again, the element is as it was", async (page, element) => {
    await question(page, "one").getByLabel("Half way").check();
    await page.getByRole("button", { name: "Next step" }).click();
    await element.evaluate(async (found) => {
        const parent = found.parentNode;
        found.remove();
        await new Promise((resolve) => setTimeout(resolve, 50));
        parent.append(found);
    });
    assert.equal(await question(page, "gate").isVisible(), true);
    assert.equal((await saved(page, "one")).value, "half");
    await question(page, "gate").getByLabel("Yes").check();
    assert.equal((await saved(page, "gate")).value, "yes");
    await page.getByRole("button", { name: "Undo" }).click();
    assert.equal(await saved(page, "gate"), null);
});

every("a page can style the element by custom properties and parts, and by nothing else", async (page) => {
    await page.addStyleTag({
        content: `* { text-transform: uppercase; letter-spacing: 3px; color: lime; }
            h2, legend { color: lime !important; } html { font-size: 62.5%; }
            digital-rights-assessment { --dra-accent: rgb(120, 0, 60); }
            digital-rights-assessment::part(title) { text-decoration: underline; }`,
    });
    const title = page.locator(".title");
    const style = (locator, name) => locator.evaluate((found, key) => getComputedStyle(found)[key], name);
    assert.equal(await style(title, "textTransform"), "none");
    assert.equal(await style(title, "letterSpacing"), "normal");
    assert.notEqual(await style(title, "color"), "rgb(0, 255, 0)");
    assert.equal(await style(page.locator(".help").first(), "fontSize"), "16px");
    assert.match(await style(title, "textDecoration"), /underline/);
    assert.equal(await style(page.locator('.pages [aria-current="page"]'), "color"), "rgb(120, 0, 60)");
});

every("every button and every message is a part", async (page) => {
    for (const name of ["Fill in", "Result", "Plan", "Departments"]) {
        await page.getByRole("navigation", { name: "Pages" }).getByRole("button", { name }).click();
        await page.locator("#page h3").first().waitFor();
        const without = page.locator("button:not([part], .link, .pages button), .notice:not([part])");
        assert.deepEqual(await without.evaluateAll((all) => all.map((found) => found.outerHTML)), []);
    }
});

test("the manifest and the read-me name all that is public", async () => {
    const manifest = JSON.parse(await readFile(new URL("widget/custom-elements.json", ROOT), "utf8"));
    const element = manifest.modules.flatMap(({ declarations = [] }) => declarations)
        .find(({ tagName }) => tagName === "digital-rights-assessment");
    const names = (list) => list.map(({ name }) => name).sort();
    assert.deepEqual(names(element.attributes), [
        "language", "owner", "profile", "questionnaire", "read-only", "role", "storage-key",
    ]);
    assert.deepEqual(names(element.events), ["change", "complete", "error", "score"]);
    assert.deepEqual(names(element.members), [
        "answers", "export", "import", "language", "loaded", "owner", "plan", "profile", "questionnaire", "readOnly",
        "scorecard", "storageKey",
    ]);
    const all = [element.members, element.attributes, element.events, element.cssProperties, element.cssParts];
    for (const { name, description, inheritedFrom } of all.flat()) {
        assert.ok(description, `${name} is not described`);
        assert.equal(inheritedFrom, undefined);
    }

    // What the styles and templates have is what is documented.
    const base = await readFile(new URL("widget/src/style/base.css", ROOT), "utf8");
    const tokens = new Set(base.slice(0, base.indexOf("}")).match(/--dra-[a-z0-9-]+(?=:)/g));
    assert.deepEqual(names(element.cssProperties), [...tokens].sort());
    const sources = await Promise.all((await readdir(new URL("widget/src/", ROOT), { recursive: true }))
        .filter((name) => name.endsWith(".ts")).map((name) => readFile(new URL(`widget/src/${name}`, ROOT), "utf8")));
    const parts = new Set(sources.join("").match(/(?<= part=")[a-z-]+/g));
    assert.deepEqual(names(element.cssParts), [...parts].sort());
    const readme = await readFile(new URL("widget/README.md", ROOT), "utf8");
    for (const { name } of all.flat()) assert.ok(readme.includes(`\`${name}`), `${name} is not in the read-me`);
});

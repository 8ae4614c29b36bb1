// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// The language of the questionnaire beside that of the interface: each word is said in its own.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { PAGES, question, quiet, EVERY_KIND } from "./every-kind.js";
import { unfold } from "./city.js";
import { atRest, pageWith, ROOT, sample, stage } from "./support.js";

const flagship = JSON.parse(await readFile(new URL("widget/dist/questionnaires/digital-rights.json", ROOT), "utf8"));
/** The same with every text marked, in a language that the interface does not speak. */
const marked = (text) => Object.fromEntries(Object.entries(text).map(([name, value]) =>
    [name, typeof value === "string" ? `§${value}` : value && typeof value === "object" ? marked(value) : value]));
const foreign = { ...flagship, languages: ["en", "nl"], text: { en: flagship.text.en, nl: marked(flagship.text.en) } };
const text = EVERY_KIND.text.en;
const dutch = { ...text, title: "Elke soort", questions: { ...text.questions, one: { ...text.questions.one, prompt: "Hoe ver is het?" } } };

const { on } = stage({
    pages: {
        ...PAGES,
        "/foreign.json": JSON.stringify(foreign),
        "/foreign.html": quiet(pageWith('questionnaire="/foreign.json" language="nl"')),
        "/both.json": JSON.stringify({ ...EVERY_KIND, languages: ["en", "nl"], text: { en: text, nl: dutch } }),
        "/both.html": quiet(pageWith('questionnaire="/both.json" language="nl-BE"')),
    },
});

on("/both.html", "questions are asked in the language asked for, though the interface does not speak it", async (page) => {
    await page.getByRole("button", { name: "Fill in" }).waitFor();
    assert.equal(await page.locator(".app").getAttribute("lang"), "en");
    assert.equal(await page.locator(".title [lang=nl]").textContent(), "Elke soort");
    assert.equal(await question(page, "one").locator("h4 [lang=nl]").textContent(), "Hoe ver is het?");
});

for (const name of ["Fill in", "Result", "Plan", "Departments"]) {
    on("/foreign.html", `${name}: every word of the questionnaire has its language`, async (page, element) => {
        await element.evaluate((found, [text, earlier]) => {
            found.import(text);
            found.view().keep({ earlier: JSON.parse(earlier), taken: ["M01-A1"] });
            found.ui.goal = { target: "advancing" };
            found.ui.open.add("plan:all");
        }, [await sample("midsized"), await sample("midsized-2025")]);
        await page.getByRole("navigation", { name: "Pages" }).getByRole("button", { name, exact: true }).click();
        await atRest(element);
        await unfold(element);
        await atRest(element);
        const without = await element.evaluate(({ shadowRoot }) => {
            const found = [];
            let marked = 0;
            const walker = document.createTreeWalker(shadowRoot, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
                const { data, parentElement } = walker.currentNode;
                // A text that is read out in one go has one language: that of the sentence that it stands in.
                if (!data.includes("§") || parentElement.closest("option:not([lang]), svg")) continue;
                marked += 1;
                if (parentElement.closest("[lang]").lang !== "nl") found.push(`${parentElement.localName}.${parentElement.className}: ${data.trim().slice(0, 60)}`);
            }
            return { marked, found: [...new Set(found)] };
        });
        assert.deepEqual(without.found, []);
        assert.ok(without.marked > 5, `${without.marked} texts`);
    });
}

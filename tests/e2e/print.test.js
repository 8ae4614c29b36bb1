// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// On paper: what is folded is there, what can only be clicked is not.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { PAGES, shown } from "./city.js";
import { atRest, open, PICTURES, sample, stage } from "./support.js";

const here = stage({ pages: PAGES });
before(() => mkdir(PICTURES, { recursive: true }));

/** Which parts are open, and what is known of it. */
const folds = (element) => element.evaluate((found) =>
    [[...found.shadowRoot.querySelectorAll("details")].map(({ open }) => open), [...found.ui.open].sort()]);

/** One page of the element with a city, and its PDF, which people can look at. */
async function printed(city, place, prepare, check) {
    const context = await here.person();
    try {
        const page = await open(context, here.server.address, { path: "/flagship.html" });
        const element = await shown(page, city, place);
        await prepare(element);
        await atRest(element);
        const before = await folds(element);
        await element.evaluate((found) => addEventListener("beforeprint", () => {
            found.folded = found.shadowRoot.querySelectorAll("details:not([open], .brief)").length;
        }));
        const pdf = await page.pdf({
            format: "A4", margin: { top: "15mm", bottom: "15mm", left: "15mm", right: "15mm" },
            path: fileURLToPath(new URL(`print-${place.toLowerCase()}${city ? "" : "-nothing"}.pdf`, PICTURES)),
        });
        const sheets = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g).length;
        // Everything is open while it is printed, in every browser, and folded again afterwards.
        assert.equal(await element.evaluate((found) => found.folded), 0);
        assert.deepEqual(await folds(element), before);
        await page.setViewportSize({ width: 680, height: 1000 });
        await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
        await page.emulateMedia({ media: "print" });
        await check(page, await element.evaluate((found) => {
            const seen = (selector) => [...found.shadowRoot.querySelectorAll(selector)].filter((one) =>
                one.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true }) && one.getBoundingClientRect().height > 1);
            return {
                buttons: seen("button:not(.link)").map((one) => one.textContent.trim()),
                controls: seen("#page select, #page input[type=file]").length,
                tables: seen("table").map((one) => one.caption.textContent),
                pictures: seen("svg.dr-chart").length,
                wide: found.shadowRoot.querySelector(".app").scrollWidth > 680,
                text: seen("#page")[0].innerText,
            };
        }), sheets);
        assert.deepEqual(page.faults, []);
    } finally {
        await context.close();
    }
}

test("the result on paper: every table and the explanation, no button", () => printed(
    "midsized", "Result",
    async (element) => element.evaluate((found, earlier) => {
        found.ui.why = "M01";
        found.view().keep({ earlier: JSON.parse(earlier) });
        return found.updateComplete;
    }, await sample("midsized-2025")),
    (_, { buttons, controls, tables, pictures, wide, text }, sheets) => {
        assert.deepEqual(buttons, []);
        assert.equal(controls, 0);
        assert.deepEqual(tables, [
            "Overview", "Scores and levels", "Score of each answer", "Where points are missing", "Five principles",
            "Six themes", "Human rights", "Sustainable Development Goals", "The score over time", "Scores then and now",
            "91 answers have changed",
        ]);
        assert.equal(pictures, 10);
        assert.equal(wide, false);
        assert.match(text, /Why this score: Political commitment/);
        assert.doesNotMatch(text, /What if\?/);
        assert.ok(sheets > 8 && sheets < 34, `${sheets} sheets`);
    },
));

test("the plan on paper: what is taken on is unfolded, the rest is one line each", () => printed(
    "midsized", "Plan",
    (element) => element.evaluate((found) => {
        found.view().keep({ taken: ["M08-A4"] });
        return found.updateComplete;
    }),
    async (page, { buttons, controls, tables, text }, sheets) => {
        assert.deepEqual(buttons, []);
        assert.equal(controls, 0);
        assert.deepEqual(tables, ["Roadmap: as a table", "Effort and gain"]);
        assert.doesNotMatch(text, /^Goal/m);
        const what = await page.locator("digital-rights-assessment").evaluate(({ opened: { model } }) =>
            ["M08-A4", "M08-A6"].map((id) => model.action(id).what));
        assert.ok(text.includes(what[0]));
        assert.ok(!text.includes(what[1]));
        assert.ok(sheets > 2 && sheets < 20, `${sheets} sheets`);
    },
));

test("a goal on paper: what the engine says to it, and the way", () => printed(
    "midsized", "Plan",
    (element) => element.evaluate(async (found) => {
        found.ui.goal = { target: "advancing" };
        found.requestUpdate();
        while (!found.shadowRoot.querySelector("#way")) await new Promise((done) => setTimeout(done, 50));
    }),
    (_, { buttons, text }) => {
        assert.deepEqual(buttons, []);
        assert.match(text, /Level Advancing can be reached: 2 recommendations/);
        assert.match(text, /6 to 20 person-days/);
    },
));

test("nothing answered: one sheet", () => printed("", "Result", async () => {}, (_, { buttons, text }, sheets) => {
    assert.deepEqual(buttons, []);
    assert.match(text, /No score yet/);
    assert.doesNotMatch(text, /Compare/);
    assert.equal(sheets, 1);
}));

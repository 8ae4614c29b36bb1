// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// A sample city on one page of the element, and what the tests of its pages read there.

import { readFile } from "node:fs/promises";

import { Instrument } from "../../bindings/wasm/node.js";
import { PAGES as OTHERS, quiet } from "./every-kind.js";
import { atRest, loaded, pageWith, ROOT, sample } from "./support.js";

export const CITIES = ["midsized", "smalltown", "largecity"];

/** The same with an interface from right to left, whose words are still English. */
const RIGHT_TO_LEFT = quiet(pageWith()).replace(
    "</head>",
    `<script type="module">import { addLanguage } from "/widget/dist/digital-rights-assessment.js";
addLanguage("ar", {});
document.querySelector("digital-rights-assessment").language = "ar";</script></head>`,
);

export const PAGES = {
    ...OTHERS,
    "/quick.html": quiet(pageWith('profile="quick-scan"')),
    "/fixed.html": quiet(pageWith("read-only")),
    "/right.html": RIGHT_TO_LEFT,
};

/** The element with a city's answers, or none, on one of its pages. */
export async function shown(page, name, place) {
    const element = await loaded(page);
    if (name) await element.evaluate((found, answers) => found.import(answers), await sample(name));
    await turn(page, place);
    await atRest(element);
    return element;
}

/** Goes to a page as a person does. */
export async function turn(page, name) {
    await page.getByRole("navigation", { name: "Pages" }).getByRole("button", { name, exact: true }).click();
}

/** What the engine says elsewhere to the answers on a page. */
export async function elsewhere(element) {
    const bundle = new URL("widget/dist/questionnaires/digital-rights.json", ROOT);
    const instrument = Instrument.fromJson(await readFile(bundle, "utf8"));
    const hold = (answers) => instrument.assess(answers, { profile: null });
    const held = hold(await element.evaluate((found) => found.answers));
    return { plan: (goal) => held.plan(goal), compare: (earlier) => held.compare(hold(earlier)) };
}

export const card = (element) => element.evaluate((found) => found.scorecard);
export const texts = async (locator) => (await locator.allTextContents()).map(tidy);
export const tidy = (text) => text.replace(/\s+/g, " ").trim();

/** As scores are shown: half away from zero; scores are never below zero here. */
export const points = (share) => String(Math.floor(share * 100 + 0.5 + 1e-9));

/** As parts of scores are shown, with a sign. */
export function signed(share) {
    const number = share * 100;
    const digits = Math.abs(number) < 0.1 ? 100 : 10;
    const rounded = (Math.sign(number) * Math.floor(Math.abs(number) * digits + 0.5 + 1e-9)) / digits;
    return rounded === 0 ? "0" : `${rounded > 0 ? "+" : ""}${rounded}`;
}

/** The rows of a table, whether it is unfolded or not. */
export function rows(page, name) {
    return page.locator("digital-rights-assessment").evaluate((found, caption) => {
        const tables = [...found.shadowRoot.querySelectorAll("table")];
        const table = tables.find((one) => one.caption?.textContent === caption);
        return [...table.tBodies[0].rows].map((row) =>
            [...row.cells].map((cell) => cell.textContent.replace(/\s+/g, " ").trim()));
    }, name);
}

/** How far the page can be scrolled sideways. */
export const overflow = (page) =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Unfolds everything, and waits until all charts are drawn. */
export const unfold = (element) =>
    element.evaluate(async (found) => {
        for (const details of found.shadowRoot.querySelectorAll("#page details")) details.open = true;
        // Pictures learn their width only now.
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        await found.updateComplete;
        const isBusy = () => found.shadowRoot.querySelector("[aria-busy=true]");
        while (isBusy()) await new Promise((done) => setTimeout(done, 20));
    });

/** Texts of pictures that cover each other or stick out, by picture. */
export const collisions = (element) =>
    element.evaluate((found) => {
        const wrong = [];
        for (const svg of found.shadowRoot.querySelectorAll("svg.dr-chart")) {
            const room = svg.getBoundingClientRect();
            if (room.width === 0) continue;
            const boxes = [...svg.querySelectorAll("text")]
                .flatMap((one) => (one.querySelector("tspan") ? [...one.querySelectorAll("tspan")] : [one]))
                .filter((one) => one.textContent.trim())
                .map((one) => {
                    const [first] = one.getClientRects();
                    const { left, right, top, bottom } = first ?? one.getBoundingClientRect();
                    return { text: one.textContent, left: left + 2, right: right - 2, top: top + 4, bottom: bottom - 4 };
                });
            boxes.forEach((a, at) => {
                if (a.left < room.left - 1 || a.right > room.right + 1) wrong.push(`${svg.id || svg.textContent.slice(0, 20)}: ${a.text} sticks out`);
                for (const b of boxes.slice(at + 1)) {
                    if (a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom) {
                        wrong.push(`${a.text} covers ${b.text}`);
                    }
                }
            });
        }
        return wrong;
    });

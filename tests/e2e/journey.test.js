// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// The whole way by keyboard alone, in one go: answer, hand out, bring in, settle, see the result, plan, save.
// Whoever cannot use a mouse or sees nothing gets as far as everybody else, so axe looks at every state.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { PAGES } from "./city.js";
import { focused, quiet, saved } from "./every-kind.js";
import { give, pressOn, tabTo, typeIn } from "./keyboard.js";
import { loaded, open, pageWith, picture, sample, stage, violations } from "./support.js";

const here = stage({ pages: { ...PAGES, "/kept.html": quiet(pageWith('storage-key="city"')) } });
const clean = async (page, state) => assert.deepEqual(await violations(page), [], state);
const shown = (page, text) => page.locator("#page").getByText(text).first().waitFor();
const file = (name, content) =>
    ({ name, mimeType: "application/json", buffer: Buffer.from(typeof content === "string" ? content : JSON.stringify(content)) });

/** Goes to a page of the element: its name stands near the top, so backwards where that is nearer. */
const goTo = (page, name) => pressOn(page, "button", new RegExp(`^${name}`));

/** What is downloaded by what is done. */
async function download(page, act) {
    const saving = page.waitForEvent("download");
    await act();
    return JSON.parse(await readFile(await (await saving).path(), "utf8"));
}

here.on("/kept.html", "from the first answer to the file, by keyboard alone, with axe in every state", async (page, element) => {
    // Fill in.
    await clean(page, "nothing answered");
    await pressOn(page, "summary", /City, date and role|change/i);
    await typeIn(page, "input", /^City/, "Marenpoort");
    await clean(page, "details of the city");
    await pressOn(page, "button", /^Next unanswered/);
    assert.equal(await focused(page), "q-M01.1");
    await pressOn(page, "input", /./, { press: "Space" });
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    assert.equal((await saved(page, "M01.1")).value, "partly");
    await pressOn(page, "button", /^Next unanswered/, { key: "Shift+Tab" });
    assert.equal(await focused(page), "q-M01.2");
    await pressOn(page, "input", /./, { press: "Space" });
    await clean(page, "two answers");
    assert.equal((await element.evaluate((found) => found.answers)).city, "Marenpoort");

    // Hand out a part: nobody chosen, a file, a link.
    await goTo(page, "Departments");
    await shown(page, "Hand out a part");
    await clean(page, "departments");
    await pressOn(page, "button", /^Save as a file/);
    await page.getByRole("status").filter({ hasText: "Choose at least one" }).waitFor({ state: "attached" });
    await pressOn(page, "input", /^City coordinat|^Coordinat/i, { press: "Space" });
    await clean(page, "a department chosen");
    const part = await download(page, () => pressOn(page, "button", /^Save as a file/));
    assert.deepEqual([part.role, part.city, Object.keys(part.answers)], ["coordinator", "Marenpoort", ["M01.1", "M01.2"]]);
    await pressOn(page, "button", /^Make a link/);
    await page.getByLabel(/^Link for/).waitFor();
    await clean(page, "a link");
    await picture(page, "journey-link");
    await pressOn(page, "button", /^Copy the link/);
    await page.getByRole("status").filter({ hasText: /link (was copied|is marked)/ }).waitFor({ state: "attached" });
    const address = await page.getByLabel(/^Link for/).inputValue();

    // Bring parts in: one that cannot be read, and one with something new and something that differs.
    await give(page, /^Files of departments/, file("broken.json", '{"format": "1.0"'));
    await shown(page, "Nothing was brought in");
    await clean(page, "a part refused");
    await picture(page, "journey-refused");
    const answers = { "M01.1": { value: "in_place", role: "coordinator" }, "M01.4": "planned" };
    await give(page, /^Files of departments/, file("coordinator.json", { ...part, answers }));
    await shown(page, "One part came in: 1 answer new, 0 the same, 1 in conflict");
    await clean(page, "a conflict");
    await picture(page, "journey-conflict");

    // Settle it. The first side has the focus first; the arrow leads to the other.
    await tabTo(page, "input", /Partly in place|^In place/);
    await page.keyboard.press("Space");
    if (!/In place/.test(await page.locator(".side:has(:checked)").textContent())) await page.keyboard.press("ArrowDown");
    await tabTo(page, "select", /^Settled by/);
    await page.keyboard.press("ArrowDown");
    await typeIn(page, "input", /^Reason/, "The decree is signed.");
    await pressOn(page, "button", /^This answer counts/);
    await shown(page, "No question is answered differently.");
    assert.equal(await focused(page), "conflicts");
    await pressOn(page, "summary", /settled/i);
    await clean(page, "settled, and how");
    await picture(page, "journey-settled");

    // The result: why it is so, another answer on trial, and an earlier result.
    await goTo(page, "Result");
    await shown(page, "Where the city stands");
    await clean(page, "result");
    await tabTo(page, "select", /^Explain the score of/);
    for (let times = 0; times < 2; times += 1) await page.keyboard.press("ArrowDown");
    await pressOn(page, "button", /^What if|^Try/);
    assert.equal(await focused(page), "trial");
    await tabTo(page, "input", /./);
    await page.keyboard.press("ArrowDown");
    await page.locator("section[aria-labelledby=trial] .notice").waitFor();
    await clean(page, "an answer on trial");
    await picture(page, "journey-trial");
    await pressOn(page, "button", /^Put it back/);
    await give(page, /^File of earlier answers/, file("2025.json", await sample("midsized-2025")));
    await shown(page, "Scores then and now");
    await clean(page, "an earlier result beside it");
    await picture(page, "journey-earlier");

    // The plan: a goal, the person-days at hand, and what is taken on.
    await goTo(page, "Plan");
    await page.locator("#roadmap").waitFor();
    await clean(page, "plan");
    await tabTo(page, "select", /^What to reach/);
    await page.keyboard.press("ArrowDown");
    await pressOn(page, "button", /^Find the way/);
    await page.locator("#way").waitFor();
    await clean(page, "the way to a goal");
    await pressOn(page, "summary", /^How many person-days/);
    for (const days of ["5", "10", "0"]) await typeIn(page, "input", /^Months/, days);
    await pressOn(page, "button", /^Fit it in/);
    await page.getByRole("status").filter({ hasText: "keeps to your person-days" }).waitFor({ state: "attached" });
    await clean(page, "person-days");
    await picture(page, "journey-plan");
    await pressOn(page, "input", /^We take this on/, { press: "Space" });
    await page.locator("#taken").waitFor();
    await pressOn(page, "summary", /^What, why and the first step/);
    await clean(page, "a recommendation taken on and unfolded");

    // Save it.
    await goTo(page, "Departments");
    await shown(page, "Hand out a part");
    const all = await download(page, () => pressOn(page, "button", /^Save to a file/));
    await shown(page, "The file was handed to your browser");
    await clean(page, "saved");
    assert.equal(all.answers["M01.1"].value, "in_place");
    assert.equal((all.answers["M01.4"].value ?? all.answers["M01.4"]), "planned");
    const [{ chosen, reason }] = all.resolutions["M01.1"];
    assert.deepEqual([chosen.value, reason], ["in_place", "The decree is signed."]);
    assert.equal(all.conflicts, undefined);

    // Whoever opens the link: what it offers, only their questions, and their part to send back.
    const office = await here.person();
    const theirs = await open(office, here.server.address, { path: new URL(address).pathname + new URL(address).hash });
    await loaded(theirs);
    await theirs.getByText("You were asked to answer the questions of").waitFor();
    await clean(theirs, "a link opened");
    await pressOn(theirs, "button", /^Take over|^Start with/);
    await goTo(theirs, "Departments");
    await shown(theirs, "You answer for");
    await clean(theirs, "a part of one's own");
    const back = await download(theirs, () => pressOn(theirs, "button", /^Save my part/));
    const values = ({ answers }) => Object.entries(answers).map(([id, answer]) => [id, answer.value]);
    assert.deepEqual([back.role, values(back)], [part.role, values(part)]);
    await theirs.goto(`${here.server.address}/flagship.html#dra=broken`);
    await loaded(theirs);
    await theirs.getByText("could not be read").first().waitFor();
    await clean(theirs, "a broken link");
    assert.deepEqual(theirs.faults, []);
    await office.close();
});

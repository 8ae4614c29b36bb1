// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// What to do: recommendations, goals, the roadmap and what is taken on, through the real browser.

import assert from "node:assert/strict";

import { CITIES, collisions, elsewhere, overflow, PAGES, points, rows, shown, signed, texts, tidy, turn, unfold } from "./city.js";
import { focused } from "./every-kind.js";
import { atRest, picture, stage, violations } from "./support.js";

const { on } = stage({ pages: PAGES });
const flagship = (name, act, options) => on("/flagship.html", name, act, options);
const items = (page) => page.locator(".plan-item");
const planIn = (page) => atRest(page.locator("digital-rights-assessment"));
const way = (page) => page.locator("#way");
const days = (low, high) => `${low.toLocaleString("en")} to ${high.toLocaleString("en")} person-days`;
const kept = (element) => element.evaluate((found) => found.opened.session.kept.taken);
const planned = async (element, goal = {}) => {
    const { plan } = await elsewhere(element);
    const words = await element.evaluate(({ opened: { model } }) => ({
        titles: Object.fromEntries([...model.actions.keys()].map((id) => [id, model.action(id).title])),
        practices: Object.fromEntries([...model.practices.keys()].map((id) => [id, model.practice(id).summary])),
    }));
    return { ...plan(goal), ...words };
};

async function aim(page, { target, score, budget }) {
    if (target !== undefined) await page.getByLabel("What to reach").selectOption(target);
    if (score !== undefined) await page.getByLabel("Score, 0 to 100").fill(String(score));
    await page.getByLabel("Budget, in person-days").fill(budget === undefined ? "" : String(budget));
    await page.getByRole("button", { name: "Find the way" }).click();
    await planIn(page);
}

for (const city of CITIES) {
    flagship(`${city}: recommendations are the engine's, in its order`, async (page) => {
        const element = await shown(page, city, "Plan");
        const plan = await planned(element);
        const all = plan.recommendations;
        assert.equal(await items(page).count(), Math.min(12, all.length));
        if (all.length > 12) await page.getByRole("button", { name: `Show all ${all.length}` }).click();
        assert.deepEqual(await texts(items(page).locator("h4")), all.map(({ action }) => plan.titles[action]));
        assert.deepEqual(await texts(items(page).locator(".plan-facts strong")), all.map(({ gain, only_prerequisite }) =>
            only_prerequisite ? "Needed for others" : `${signed(gain)} points`));
        assert.deepEqual(
            await texts(items(page).locator(".plan-facts span:nth-of-type(1)")),
            all.map(({ effort_low, effort_high }) => days(effort_low, effort_high)),
        );
        const months = Object.fromEntries(plan.roadmap.stretches.map((one) => [one.horizon, one.from_month]));
        assert.deepEqual(
            (await texts(items(page).locator(".plan-facts"))).map((text) => /not before month (\d+)/.exec(text)?.[1] ?? "0"),
            all.map(({ horizon }) => String(months[horizon])),
        );
        const stretches = page.locator(".plan-stretches > li");
        for (const [at, stretch] of plan.roadmap.stretches.entries()) {
            const said = tidy(await stretches.nth(at).textContent());
            assert.ok(said.startsWith(`Months ${stretch.from_month} to ${stretch.to_month}`), said);
            assert.deepEqual(await texts(stretches.nth(at).locator("ol button")), stretch.actions.map((id) => plan.titles[id]));
            if (stretch.actions.length === 0) continue;
            assert.ok(said.includes(days(stretch.effort_low, stretch.effort_high)), said);
            assert.ok(said.includes(`Then: score ${points(stretch.score_after)}`), said);
        }
        const actions = plan.roadmap.stretches.flatMap((stretch) => stretch.actions);
        assert.deepEqual((await rows(page, "Roadmap: as a table")).map(([name]) => name), actions.map((id) => plan.titles[id]));
        await page.locator("#chart-roadmap-title").waitFor({ state: "attached" });
        const drawn = await page.locator("svg[aria-labelledby^=chart-roadmap]").innerHTML();
        for (const { actions: [first] } of plan.roadmap.stretches) {
            if (first) assert.ok(tidy(drawn).includes(plan.titles[first].slice(0, 12)), plan.titles[first]);
        }
    });
}

flagship("a recommendation says what, why, why now, what comes first, and what other cities do", async (page) => {
    const element = await shown(page, "midsized", "Plan");
    const plan = await planned(element);
    const one = plan.recommendations.find(({ requires, practices }) => requires.length > 0 && practices.length > 0);
    await page.getByRole("button", { name: /^Show all/ }).click();
    const item = page.locator(`[id="action-${one.action}"]`);
    await item.locator("summary").click();
    const texts = await element.evaluate((found, id) => found.opened.model.action(id), one.action);
    const said = tidy(await item.textContent());
    for (const part of [texts.what, texts.why, texts.first_step, plan.practices[one.practices[0].practice], one.practices[0].city]) {
        assert.ok(said.includes(tidy(part)), part);
    }
    assert.match(said, /Now: Not in place\. Then: In place\./);
    const link = item.getByRole("link").first();
    assert.equal(await link.getAttribute("href"), one.practices[0].source);
    assert.equal(await link.getAttribute("target"), "_blank");
    assert.match(await link.getAttribute("rel"), /\bnoopener\b/);
    await item.getByRole("button", { name: plan.titles[one.requires[0]] }).click();
    assert.equal(await focused(page), `action-${one.requires[0]}`);
    await item.locator("li > .link").first().click();
    assert.equal(await focused(page), `q-${one.reasons[0].question}`);
});

flagship("nothing answered: nothing is recommended, and the page says why", async (page) => {
    await shown(page, null, "Plan");
    assert.ok(await page.getByText("There is nothing to recommend before questions are answered.").isVisible());
    assert.deepEqual(await violations(page), []);
    await picture(page, "plan-nothing");
    await page.getByRole("button", { name: "Answer the first questions" }).click();
    assert.ok(await page.locator(".question").first().isVisible());
});

flagship("a level as a goal, by keyboard alone; ticking an action", async (page) => {
    const element = await shown(page, "midsized", "Plan");
    const tab = async (until) => {
        for (let times = 0; times < 200; times++) {
            await page.keyboard.press("Tab");
            const done = await element.evaluate((found, code) => new Function("active", `return ${code}`)(found.shadowRoot.activeElement), until);
            if (done) return;
        }
        assert.fail(`not reached: ${until}`);
    };
    await page.getByRole("button", { name: "Plan", exact: true }).focus();
    await tab(`active?.name === "target"`);
    await page.keyboard.press("ArrowDown");
    await tab(`active?.textContent === "Find the way"`);
    await page.keyboard.press("Enter");
    await planIn(page);
    const plan = await planned(element, { target: "advancing" });
    const { target } = plan;
    assert.deepEqual(await texts(way(page).locator("p")), [
        `Level Advancing can be reached: ${target.actions.length} recommendations, about ${target.effort} person-days.`,
        `Then: score ${points(target.score_after)}, level Advancing.`,
        "It is proved that no other way takes less effort.",
    ]);
    assert.deepEqual(await texts(page.locator(".plan-stretches ol button")), target.actions.map((id) => plan.titles[id]));
    assert.equal(
        await page.locator("details summary", { hasText: "recommendations are left out" }).textContent(),
        `${plan.recommendations.length - target.actions.length} recommendations are left out`,
    );
    await picture(page, "plan-goal");
    await tab(`active?.closest(".plan-item") && active.type === "checkbox"`);
    await page.keyboard.press("Space");
    const [first] = plan.recommendations;
    assert.deepEqual(await kept(element), [first.action]);
    assert.equal(tidy(await page.locator("#taken").textContent()),
        `You take on 1 thing: ${days(first.effort_low, first.effort_high)}.`);
});

flagship("a score, a budget, both, and what is out of reach", async (page) => {
    const element = await shown(page, "midsized", "Plan");
    const said = async () => texts(way(page).locator("p"));
    await aim(page, { target: "/score", score: 60, budget: 20 });
    let { target } = await planned(element, { target: 0.6, budget: 20 });
    assert.deepEqual(await said(), [
        `Score 60 can be reached: ${target.actions.length} recommendations, about ${target.effort} person-days.`,
        `Then: score ${points(target.score_after)}, level Advancing.`,
        "It is proved that no other way takes less effort.", "This is more than 20 person-days.",
    ]);
    await page.getByLabel("Only what the goal needs").check();
    assert.equal(await items(page).count(), target.actions.length);
    assert.equal(await page.locator(".plan-item .tag").count(), target.actions.length);
    await aim(page, { target: "", budget: 100 });
    await page.getByText("The best use of 100 person-days").waitFor();
    ({ target } = await planned(element, { budget: 100 }));
    assert.deepEqual((await said()).slice(0, 3), [
        `The best use of 100 person-days: ${target.actions.length} recommendations, about ${target.effort} person-days.`,
        `Then: score ${points(target.score_after)}, level Advancing.`,
        "It is proved that no other choice gets higher.",
    ]);
    await aim(page, { target: "/score", score: 100 });
    await page.getByText("Score 100 is out of reach").waitFor();
    assert.ok((await said()).includes("It is proved that the recommendations cannot reach it."));
    assert.deepEqual(await violations(page), []);
    await page.getByRole("button", { name: "Remove the goal" }).click();
    await planIn(page);
    assert.equal(await way(page).count(), 0);
    assert.deepEqual(await element.evaluate((found) => found.ui.goal), {});
});

flagship("person-days at hand: what finds no room moves or stays out, with a goal and without", async (page) => {
    const element = await shown(page, "midsized", "Plan");
    const { titles } = await planned(element);
    const stretches = page.locator(".plan-stretches > li");
    const follows = async (options) => {
        const { roadmap } = await planned(element, options);
        for (const [at, { actions }] of roadmap.stretches.entries()) {
            assert.deepEqual(await texts(stretches.nth(at).locator("ol button")), actions.map((id) => titles[id]));
        }
        const later = page.locator("#page").getByRole("heading", { name: "Later", exact: true });
        assert.equal(await later.count(), Math.min(1, roadmap.later.length));
        assert.deepEqual(await texts(page.locator("h4:has-text('Later') ~ :is(ul, details) button")), roadmap.later.map((id) => titles[id]));
        return roadmap;
    };
    const fit = async (...days) => {
        for (const [at, text] of days.entries()) await page.getByLabel(/^Months/).nth(at).fill(text);
        await page.getByRole("button", { name: "Fit it in" }).click();
        await planIn(page);
    };
    await page.getByText("How many person-days do you have?").click();
    await fit("20", "30.5", "0");
    await page.locator("#page").getByText("There are not enough person-days for these.").waitFor();
    const narrow = await follows({ capacity: [20, 30.5, 0] });
    assert.ok(narrow.later.length > 0 && narrow.stretches[2].actions.length === 0);
    assert.deepEqual(await violations(page), []);
    await picture(page, "plan-capacity");
    // A field without a number has no limit.
    await fit("20", "0", "");
    await page.getByText("There are not enough person-days").waitFor({ state: "detached" });
    await follows({ capacity: [20, 0, Number.MAX_VALUE] });
    assert.equal(await page.getByLabel(/^Months/).nth(2).inputValue(), "");
    // A goal keeps to them, and goes without them.
    await aim(page, { target: "advancing" });
    await follows({ target: "advancing", capacity: [20, 0, Number.MAX_VALUE] });
    assert.deepEqual((await element.evaluate((found) => found.plan)).roadmap,
        (await planned(element, { target: "advancing", capacity: [20, 0, Number.MAX_VALUE] })).roadmap);
    await page.getByRole("button", { name: "Remove the goal" }).click();
    await planIn(page);
    assert.deepEqual(await element.evaluate((found) => found.ui.goal), { capacity: [20, 0, Number.MAX_VALUE] });
    await page.getByRole("button", { name: "Remove the limits" }).click();
    await planIn(page);
    await follows({});
    assert.deepEqual(await element.evaluate((found) => found.ui.goal), {});
});

flagship("what is taken on is summed up and filtered; who does it, too", async (page) => {
    const element = await shown(page, "midsized", "Plan");
    const { recommendations: all, titles } = await planned(element);
    for (const at of [0, 2, 5]) await items(page).nth(at).getByRole("checkbox").check();
    const chosen = [0, 2, 5].map((at) => all[at]);
    const sum = (key) => chosen.reduce((days, one) => days + one[key], 0);
    assert.equal(tidy(await page.locator("#taken").textContent()),
        `You take on 3 things: ${days(sum("effort_low"), sum("effort_high"))}.`);
    await page.getByLabel("Only what we take on").check();
    assert.deepEqual(await texts(items(page).locator("h4")), chosen.map(({ action }) => titles[action]));
    await page.getByLabel("Done by").selectOption("legal");
    assert.equal(await items(page).count(), chosen.filter(({ owner }) => owner === "legal").length);
    await page.getByLabel("Only what we take on").uncheck();
    const legal = all.filter(({ owner }) => owner === "legal");
    assert.match(await page.locator("#page").textContent(), new RegExp(`${Math.min(12, legal.length)} of ${all.length} shown`));
    // What is done is no longer recommended, and is not forgotten.
    const { reasons } = all[2];
    await element.evaluate((found, { reasons }) => {
        const answers = { ...found.answers.answers };
        for (const { question, becomes } of reasons) answers[question] = { state: "answered", value: becomes };
        found.import({ ...found.answers, answers });
    }, { reasons });
    await planIn(page);
    assert.ok(tidy(await page.locator("#taken").textContent()).includes(
        `1 thing that you took on is no longer recommended: ${titles[all[2].action]}.`));
    assert.equal((await kept(element)).length, 3);
});

flagship("who does it and whose questions are asked are chosen apart", async (page, element) => {
    await page.getByLabel("Show questions for").selectOption("legal");
    await shown(page, "midsized", "Plan");
    assert.equal(await page.getByLabel("Done by").inputValue(), "");
    await page.getByLabel("Done by").selectOption("cio");
    await page.locator(".plan-stretches button").first().click();
    assert.equal(await page.getByLabel("Done by").inputValue(), "");
    assert.equal(await element.evaluate((found) => found.ui.owner), "legal");
    await page.getByLabel("Done by").selectOption("cio");
    await turn(page, "Fill in");
    assert.equal(await page.getByLabel("Show questions for").inputValue(), "legal");
    assert.ok((await page.locator(".question").count()) > 0);
});

flagship("buttons that go away leave the focus where they were", async (page, element) => {
    await shown(page, "midsized", "Plan");
    const focus = () => element.evaluate(({ shadowRoot }) => shadowRoot.activeElement?.id);
    await aim(page, { budget: 50 });
    await page.getByRole("button", { name: "Remove the goal" }).press("Enter");
    await planIn(page);
    assert.equal(await focus(), "goal");
    await page.getByText("How many person-days do you have?").click();
    await page.getByLabel(/^Months/).first().fill("20");
    await page.getByRole("button", { name: "Fit it in" }).click();
    await planIn(page);
    await page.getByRole("button", { name: "Remove the limits" }).press("Enter");
    await planIn(page);
    assert.equal(await focus(), "roadmap");
});

on("/fixed.html", "read-only: nothing can be ticked", async (page) => {
    await shown(page, "midsized", "Plan");
    assert.ok(await items(page).first().getByRole("checkbox").isDisabled());
});

for (const [name, options] of Object.entries({
    desktop: {}, phone: { viewport: { width: 390, height: 844 } }, narrow: { viewport: { width: 320, height: 640 } },
    forced: { viewport: { width: 390, height: 844 }, forcedColors: "active" },
})) {
    flagship(`${name}: axe finds nothing, nothing scrolls sideways, no label covers another`, async (page) => {
        const element = await shown(page, "midsized", "Plan");
        await items(page).first().getByRole("checkbox").check();
        await picture(page, `plan-${name}`);
        await unfold(element);
        assert.deepEqual(await collisions(element), []);
        assert.equal(await overflow(page), 0);
        assert.deepEqual(await violations(page), []);
        await aim(page, { target: "advancing", budget: 100 });
        await unfold(element);
        assert.deepEqual(await collisions(element), []);
        assert.equal(await overflow(page), 0);
        assert.deepEqual(await violations(page), []);
        await picture(page, `plan-goal-${name}`);
    }, options);
}

on("/right.html", "from right to left", async (page) => {
    const element = await shown(page, "midsized", "Plan");
    await unfold(element);
    assert.deepEqual(await collisions(element), []);
    assert.equal(await overflow(page), 0);
    assert.deepEqual(await violations(page), []);
    await picture(page, "plan-right-to-left");
});

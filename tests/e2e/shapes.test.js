// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Questionnaires of other shapes: questions right below the root, no levels, no actions, owners of few questions, and
// steps that ask nothing.

import assert from "node:assert/strict";

import { atRest, becomes, loaded, pageWith, stage } from "./support.js";
import { quiet } from "./every-kind.js";

const yes = (id, more) => ({ id, answer: { kind: "yes_no" }, owner: "office", ...more });
const part = (id, ...children) => ({ id, children });

/** A questionnaire of these children of the root. */
function of(children, { levels = false, actions, ...more } = {}) {
    const nodes = { ALL: { title: "The whole" } };
    const questions = {};
    const walk = ({ id, children: inside, answer }) => {
        if (answer) questions[id] = { prompt: `Is it ${id}?` };
        else nodes[id] = { title: `Part ${id}` };
        inside?.forEach(walk);
    };
    children.forEach(walk);
    return JSON.stringify({
        format: "1.0", id: "shape", version: "1.0.0", languages: ["en"], roles: ["legal", "office", "press"],
        level_sets: levels ? { ladder: { levels: [{ id: "low" }, { id: "high", from: 0.5 }] } } : undefined,
        root: { id: "ALL", levels: levels ? "ladder" : undefined, children },
        actions,
        text: {
            en: {
                title: "A shape", nodes, questions,
                roles: { legal: "Legal", office: "Office", press: "Press" },
                level_sets: levels ? { ladder: { low: { title: "Low" }, high: { title: "High" } } } : undefined,
                actions: actions && Object.fromEntries(actions.map(({ id }) => [id, { title: `Do ${id}`, what: "It.", why: "So.", first_step: "Go." }])),
            },
        },
        ...more,
    });
}

/** A sum of points with cut points in points. */
function pointed() {
    const days = [0, 1, 2, 3].map((points) => ({ id: `d${points}`, points }));
    const questions = ["p1", "p2", "p3", "p4", "p5"].map((id) => ({ id, answer: { kind: "choice", options: days } }));
    const whole = JSON.parse(of(questions, { levels: true }));
    Object.assign(whole.root, { rule: "sum", maximum: 15 });
    const levels = [{ id: "low" }, { id: "mild", from: 5 }, { id: "severe", from: 10 }];
    whole.level_sets = { ladder: { measure: "score", levels } };
    const options = { d0: "Never", d1: "Some days", d2: "Most days", d3: "Every day" };
    Object.values(whole.text.en.questions).forEach((question) => Object.assign(question, { options }));
    whole.text.en.level_sets = { ladder: { low: { title: "Low" }, mild: { title: "Mild" }, severe: { title: "Severe" } } };
    return JSON.stringify(whole);
}

const pages = {
    "/mixed.json": of([yes("r1"), part("A", yes("a1"), part("AA", yes("a2"))), part("B", part("BB", yes("b1")))], { levels: true }),
    "/flat.json": of([yes("r1"), yes("r2")], { levels: true }),
    "/owned.json": of([part("A", yes("a1")), part("B", yes("b1", { owner: "legal" })), part("C", yes("c1"))]),
    "/planned.json": of([part("A", yes("a1")), part("B", yes("b1"))], { actions: ["a1", "b1"].map((question) => ({
        id: `do-${question}`, node: question[0].toUpperCase(), moves: [{ question, to: "yes" }],
        effort: { low: 2, high: 6 }, horizon: "short", owner: "press",
    })) }),
    "/hidden.json": of([
        part("A", yes("a1", { show_when: { question: "b1", is: "yes" } })), part("B", yes("b1")), part("C", yes("c1")),
    ]),
};
for (const name of ["mixed", "flat", "owned", "planned", "hidden"]) {
    pages[`/${name}.html`] = quiet(pageWith(`questionnaire="/${name}.json"`));
}
const text = (id) => ({ id, answer: { kind: "text" } });
pages["/texts.json"] = of([part("A", text("t1"), text("t2")), part("B", yes("b1")), part("C", yes("c1"))]);
pages["/texts.html"] = quiet(pageWith('questionnaire="/texts.json"'));
pages["/points.json"] = pointed();
pages["/points.html"] = quiet(pageWith('questionnaire="/points.json"'));
pages["/legal.html"] = quiet(pageWith('questionnaire="/owned.json" owner="legal"'));
pages["/press.html"] = quiet(pageWith('questionnaire="/owned.json" owner="press"'));
const { on } = stage({ pages });

const steps = (page) => page.getByRole("navigation", { name: "Steps" }).getByRole("button").allTextContents()
    .then((all) => all.map((text) => text.trim().split(/\n|\s{2,}/)[0]));
const shown = (page) => page.locator(".question").evaluateAll((all) => all.map(({ id }) => id));
const turn = (page, name) => page.getByRole("navigation", { name: "Pages" }).getByRole("button", { name }).click();
const say = (page, id, label = "Yes") => page.locator(`[id="q-${id}"]`).getByLabel(label, { exact: true }).check();

on("/mixed.html", "questions right below the root are a step, and so is each part", async (page, element) => {
    assert.deepEqual(await steps(page), ["The whole", "Part A", "Part BB"]);
    assert.deepEqual(await shown(page), ["q-r1"]);
    await page.getByRole("button", { name: "Next step" }).click();
    assert.deepEqual(await shown(page), ["q-a1", "q-a2"]);
    await element.evaluate((found) => found.import({ ...found.answers, answers: { r1: "yes", a1: "yes", a2: "no", b1: "yes" } }));
    await turn(page, "Result");
    await atRest(element);
    await page.getByRole("heading", { name: "Scores and levels" }).waitFor();
});

on("/flat.html", "with questions alone there are no scores of parts to show", async (page, element) => {
    await say(page, "r1");
    await turn(page, "Result");
    await atRest(element);
    await page.getByRole("heading", { name: "Score of each answer" }).waitFor();
    assert.equal(await page.getByRole("heading", { name: "Scores and levels" }).count(), 0);
    assert.deepEqual(page.faults, []);
});

on("/owned.html", "without levels and actions, none are spoken of", async (page, element) => {
    await element.evaluate((found) => found.import({ ...found.answers, answers: { a1: "yes", b1: "no", c1: "yes" } }));
    await element.evaluate((found) => found.view().keep({ earlier: { ...found.answers, answers: { a1: "no" } } }));
    await turn(page, "Result");
    await atRest(element);
    await page.getByRole("heading", { name: "Scores and levels" }).waitFor();
    await page.locator("table", { hasText: "Scores then and now" }).waitFor();
    assert.equal(await page.locator("thead th", { hasText: /^Level$/ }).count(), 0);
    assert.doesNotMatch(await page.locator("#page").textContent(), /level –/i);
    await turn(page, "Plan");
    await page.getByText("This questionnaire has no recommendations.").waitFor();
});

on("/planned.html", "a plan without levels speaks of scores alone; who does it is no question of who is asked", async (page, element) => {
    await element.evaluate((found) => found.import({ ...found.answers, answers: { a1: "yes", b1: "no" } }));
    await turn(page, "Plan");
    await page.getByText("Then: score 100.", { exact: true }).first().waitFor();
    await page.getByLabel("What to reach").selectOption("/score");
    await page.getByLabel("Score, 0 to 100").fill("100");
    await page.getByRole("button", { name: "Find the way" }).click();
    await page.locator("#way").getByText("Then: score 100.", { exact: true }).waitFor();
    assert.doesNotMatch(await page.locator("#page").textContent(), /level –/);
    await page.getByLabel("Done by").selectOption("press");
    await turn(page, "Fill in");
    assert.deepEqual(await shown(page), ["q-a1"]);
});

on("/legal.html", "the first step that asks the role something is shown, and is the one that is chosen", async (page, element) => {
    assert.deepEqual(await shown(page), ["q-b1"]);
    assert.equal(await page.locator(".step-choice select").inputValue(), "B");
    await element.evaluate((found) => (found.owner = "office"));
    await becomes(() => shown(page), ["q-a1"]);
    await page.getByRole("button", { name: "Next step" }).click();
    assert.deepEqual(await shown(page), ["q-c1"]);
    await element.evaluate((found) => (found.owner = "legal"));
    await becomes(() => shown(page), ["q-b1"]);
}, { viewport: { width: 1280, height: 900 } });

on("/press.html", "a role that is asked nothing sees why, and can be left", async (page) => {
    await page.getByText("No question is for the chosen role").waitFor();
    await page.getByLabel("Show questions for").selectOption("");
    assert.deepEqual(await shown(page), ["q-a1"]);
});

on("/hidden.html", "a first step that asks nothing yet is passed over, and comes when it asks something", async (page, element) => {
    assert.deepEqual(await shown(page), ["q-b1"]);
    assert.deepEqual(await steps(page), ["Part B", "Part C"]);
    assert.equal(await page.locator(".step-choice select").inputValue(), "B");
    await page.getByRole("button", { name: "Next step" }).click();
    await page.getByRole("button", { name: "Previous step" }).click();
    await say(page, "b1");
    assert.deepEqual(await shown(page), ["q-b1"]);
    await page.getByRole("button", { name: "Previous step" }).click();
    assert.deepEqual(await shown(page), ["q-a1"]);
    // It asks nothing any more while it is shown.
    await element.evaluate(({ opened }) => opened.session.set("b1", { state: "answered", value: "no" }));
    await becomes(() => shown(page), ["q-b1"]);
    await loaded(page);
});

on("/points.html", "a sum of points is shown in its points everywhere", async (page, element) => {
    await element.evaluate((found) => found.import({ ...found.answers, answers: { p1: "d1", p2: "d1", p3: "d1", p4: "d1" } }));
    const summary = page.locator(".summary");
    assert.match(await summary.textContent(), /4\s*of 15, between 4 and 7/);
    await turn(page, "Result");
    await atRest(element);
    assert.match(await page.locator(".result-point").textContent(), /4\s*of 15/);
    assert.match(await page.locator(".result-next").textContent(), /1 more points\. The level begins at 5\./);
    const whole = page.locator("section[aria-labelledby=why]");
    assert.match(await whole.textContent(), /4 of 15/);
    assert.match(await whole.locator(".result-added").first().textContent(), /\+1\s*points here/);
    const gauge = page.locator("#gauge, svg[aria-labelledby^=gauge]").first();
    assert.match(await gauge.textContent(), /15/);
    assert.doesNotMatch(await page.locator("#page").innerText(), /of 100/);
    await element.evaluate((found) => found.view().session.set("p5", { state: "answered", value: "d3" }));
    assert.match(await summary.textContent(), /7\s*of 15(?!,)/);
});

on("/texts.html", "a part of texts alone is asked like the others, and takes part in no score", async (page, element) => {
    assert.deepEqual(await steps(page), ["Part A", "Part B", "Part C"]);
    await page.locator('[id="q-t1"]').getByRole("textbox").fill("A town");
    await element.evaluate((found) => found.import({ ...found.answers, answers: { t1: "A town", b1: "yes", c1: "no" } }));
    assert.match(await page.locator(".summary").textContent(), /50\s*of 100/);
    await turn(page, "Result");
    await atRest(element);
    const whole = page.locator("section[aria-labelledby=why]");
    assert.match(await whole.textContent(), /Part A\s*Nothing here counts\./);
    assert.deepEqual(page.faults, []);
});

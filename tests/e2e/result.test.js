// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// The result, why it is so, what would change it, and what has changed, through the real browser.

import assert from "node:assert/strict";

import { card, CITIES, collisions, elsewhere, overflow, PAGES, points, rows, shown, signed, texts, tidy, turn, unfold } from "./city.js";
import { focused, saved } from "./every-kind.js";
import { atRest, loaded, picture, sample, stage, violations } from "./support.js";

const { on } = stage({ pages: PAGES });
const flagship = (name, act, options) => on("/flagship.html", name, act, options);
const PHONE = { viewport: { width: 390, height: 844 } };
const NARROW = { viewport: { width: 320, height: 640 } };
const section = (page, name) => page.getByRole("region", { name, exact: true });
const file = (name, text) => ({ name, mimeType: "application/json", buffer: Buffer.from(text) });

for (const city of CITIES) {
    flagship(`${city}: the numbers shown are the engine's`, async (page) => {
        const element = await shown(page, city, "Result");
        const { nodes, root, lenses, strengths, weaknesses } = await card(element);
        const names = await titles(element);
        const whole = nodes[root];
        const stands = section(page, "Where the city stands");
        assert.equal(await stands.locator(".result-point strong").textContent(), points(whole.score.point));
        const open = whole.asked - whole.answered;
        const said = tidy(await stands.textContent());
        assert.ok(said.includes(`Between ${points(whole.score.low)} and ${points(whole.score.high)}, depending on ${open} open question`), said);
        assert.ok(said.includes(`${whole.answered} of ${whole.asked} questions (${points(whole.completeness)} %)`), said);
        assert.ok(said.includes(`(${points(whole.evidence)} %)`), said);
        assert.ok(said.includes(`Level ${names.levels[whole.level]}`), said);
        const keys = whole.next_level.gates.flatMap((gate) => [...gate.nodes, ...gate.questions]);
        assert.deepEqual(await texts(stands.locator(".result-next button")), keys.map((id) => names.of[id]));

        for (const [name, found] of [["Strengths", strengths], ["Weaknesses", weaknesses]]) {
            assert.deepEqual(
                await texts(section(page, name).locator("li > strong")),
                found.map(({ node }) => points(nodes[node].score.point)),
            );
        }
        for (const [name, score, bounds, level, answered] of await rows(page, "Scores and levels")) {
            const id = Object.keys(nodes).find((one) => names.of[one] === name);
            const { point, low, high } = nodes[id].score;
            assert.equal(score, points(point), name);
            assert.equal(bounds, low === high ? "–" : `${points(low)} to ${points(high)}`, name);
            assert.equal(level, names.levels[nodes[id].level], name);
            assert.equal(answered, `${points(nodes[id].completeness)} %`, name);
        }
        assert.equal((await rows(page, "Scores and levels")).length, Object.keys(nodes).length - 1);
        const principles = await rows(page, "Five principles");
        assert.deepEqual(principles.map(([, score]) => score), Object.values(lenses.principles).map(({ point }) => points(point)));
    });

    flagship(`${city}: the heat map tells every state of a question apart`, async (page) => {
        const element = await shown(page, city, "Result");
        const { questions } = await card(element);
        await page.locator("#chart-heat-map-title").waitFor({ state: "attached" });
        const found = await element.evaluate((one) => {
            const svg = one.shadowRoot.querySelector("#chart-heat-map-title").parentElement;
            const count = (selector) => svg.querySelectorAll(`g ${selector}`).length;
            return { open: count(".dr-blank-open"), blank: count(".dr-blank") };
        });
        // One more stands for each state below the picture.
        const number = (...states) => states.map((state) => Object.values(questions).filter((one) => one.state === state).length)
            .reduce((sum, count) => sum + (count === 0 ? 0 : count + 1), 0);
        assert.deepEqual(found, {
            open: number("unanswered", "dont_know"), blank: number("not_applicable", "not_shown"),
        });
        const shownScores = (await rows(page, "Score of each answer")).filter((row) => row.length > 1).map((row) => row[2]);
        assert.deepEqual(
            shownScores.filter((score) => score !== "–"),
            Object.values(questions).filter(({ state }) => state === "answered").map(({ score, maximum }) => points(score / maximum)),
        );
    });
}

flagship("nothing answered: no number is made up, and the page says so", async (page) => {
    const element = await shown(page, null, "Result");
    const { nodes, root } = await card(element);
    const stands = section(page, "Where the city stands");
    assert.equal(await stands.locator(".result-point strong").textContent(), "–");
    assert.match(await stands.textContent(), /No score yet\. It can become anything between 0 and 100: 92 questions are open\./);
    assert.equal(nodes[root].asked, 92);
    assert.equal(await page.locator("svg.dr-chart").count(), 1);
    assert.deepEqual(await violations(page), []);
    await picture(page, "result-nothing");
    await page.getByRole("button", { name: "Answer the first questions" }).click();
    assert.ok(await page.locator(".question").first().isVisible());
});

flagship("the page follows the answers", async (page) => {
    const element = await shown(page, "midsized", "Result");
    const point = page.locator(".result-point strong");
    const before = await point.textContent();
    await element.evaluate((found) => {
        const { answers, ...rest } = found.answers;
        found.import({ ...rest, answers: Object.fromEntries(Object.entries(answers).slice(0, 20)) });
    });
    const { nodes, root } = await card(element);
    assert.equal(await point.textContent(), points(nodes[root].score.point));
    assert.notEqual(await point.textContent(), before);
    await page.getByRole("button", { name: "Undo" }).click();
    assert.equal(await point.textContent(), before);
});

flagship("what blocks the next level leads to the question", async (page) => {
    await shown(page, "midsized", "Result");
    await page.locator(".result-next button").first().click();
    assert.equal(await focused(page), "q-M08.1");
});

flagship("why: every part with what it adds, down to the answers and back", async (page) => {
    const element = await shown(page, "midsized", "Result");
    const result = await card(element);
    const names = await titles(element);
    const why = page.locator("section[aria-labelledby=why]");
    const adds = async () => (await texts(why.locator(".result-added"))).map((text) => text.replace(/ points/, ""));
    assert.deepEqual(await adds(), ["foundations", "structures", "tools"].map((id) =>
        `${signed(result.nodes[result.root].contributions[id])} here`));
    await why.getByRole("button", { name: "Tools" }).click();
    assert.equal(await focused(page), "why");
    assert.match(await why.getByRole("heading").first().textContent(), /Tools/);
    await why.getByRole("button", { name: names.of.M15, exact: true }).click();
    const answered = Object.keys(result.nodes.M15.contributions);
    assert.deepEqual(await adds(), answered.flatMap((id) => [
        `${signed(result.nodes.M15.contributions[id])} here`,
        `${signed(result.questions[id].contribution)} in the whole`,
    ]));
    const said = await texts(why.locator(".result-answer"));
    assert.deepEqual(said.slice(0, 5), [
        "Answer: Planned", "Answer: 28 %", "Answer: Not asked", "Answer: Partly", "Answer: In place",
    ]);
    assert.equal(said.at(-1), "Answer: Don't know");
    assert.deepEqual(await texts(why.locator(".result-path li")), ["Digital rights", "Tools", names.of.M15]);
    await why.locator(".result-path").getByRole("button", { name: "Digital rights" }).click();
    assert.deepEqual(await texts(why.locator(".result-path li")), ["Digital rights"]);
    await why.getByLabel("Explain the score of").selectOption("M02");
    await why.locator(".result-parts .link").first().click();
    assert.equal(await focused(page), "q-M02.1");
});

flagship("by keyboard alone: why, another answer on trial, keep it", async (page) => {
    const element = await shown(page, "midsized", "Result");
    const press = async (key, until) => {
        for (let times = 0; times < 300; times++) {
            if (await page.evaluate(until)) return;
            await page.keyboard.press(key);
        }
        assert.fail(`not reached with ${key}: ${until}`);
    };
    await press("Tab", `(() => {
        const active = document.activeElement.shadowRoot?.activeElement;
        return active?.closest("[aria-labelledby=weaknesses]") && active.textContent.includes("Independent advice");
    })()`);
    await page.keyboard.press("Enter");
    assert.equal(await focused(page), "why");
    await press("Tab", `document.activeElement.shadowRoot.activeElement?.textContent === "Try another answer"`);
    await page.keyboard.press("Enter");
    assert.equal(await focused(page), "trial");
    const now = await saved(page, "M08.1");
    const before = await card(element);
    await press("Tab", `document.activeElement.shadowRoot.activeElement?.type === "radio"`);
    await press("ArrowDown", `document.activeElement.shadowRoot.activeElement?.closest("label").textContent.includes("In place, reviewed")`);
    assert.deepEqual(await saved(page, "M08.1"), now, "an answer on trial is not given");
    assert.match(await element.locator("[role=status]").textContent(), /The whole would go from 55 to 58 \(\+2\.5 points\)/);
    await press("Tab", `document.activeElement.shadowRoot.activeElement?.textContent === "Keep this answer"`);
    await page.keyboard.press("Enter");
    assert.equal(await focused(page), "trial");
    assert.equal((await saved(page, "M08.1")).value, "evidenced");
    const { nodes, root } = await card(element);
    assert.ok(nodes[root].score.point > before.nodes[root].score.point);
    assert.equal(await page.locator(".result-point strong").textContent(), points(nodes[root].score.point));
});

flagship("what if: the gain shown is what keeping the answer brings; putting it back changes nothing", async (page) => {
    const element = await shown(page, "smalltown", "Result");
    const trial = page.locator("section[aria-labelledby=trial]");
    const answers = await element.evaluate((found) => JSON.stringify(found.answers));
    await trial.getByLabel("Question").selectOption("M09.1");
    await trial.locator("input[type=radio]").nth(4).check();
    const table = await rows(page, "What would change");
    await picture(page, "result-what-if");
    await trial.getByRole("button", { name: "Put it back" }).click();
    assert.equal(await element.evaluate((found) => JSON.stringify(found.answers)), answers);
    const before = await card(element);
    await trial.getByLabel("Question").selectOption("M09.1");
    await trial.locator("input[type=radio]").nth(4).check();
    await trial.getByRole("button", { name: "Keep this answer" }).click();
    const after = await card(element);
    const names = await titles(element);
    const changed = Object.keys(after.nodes).filter((id) => JSON.stringify(after.nodes[id]) !== JSON.stringify(before.nodes[id]));
    assert.deepEqual(table.map(([name]) => name).toSorted(), changed.map((id) => names.of[id]).toSorted());
    for (const [name, now, then] of table) {
        const id = changed.find((one) => names.of[one] === name);
        const [old, next] = [before.nodes[id].score, after.nodes[id].score];
        assert.ok(now.startsWith(points(old.point)), `${name}: ${now}`);
        assert.ok(then.startsWith(`${points(next.point)} (${signed(next.point - old.point)})`), `${name}: ${then}`);
        assert.ok(then.includes(names.levels[after.nodes[id].level]), `${name}: ${then}`);
    }
});

on("/every.html", "every kind of answer can be tried; what cannot be used says why and changes nothing", async (page) => {
    const element = await loaded(page);
    await element.evaluate((found) => found.import({
        ...found.answers, answers: { one: "half", yes: "no", number: 50000, gate: "no" },
    }));
    await turn(page, "Result");
    const trial = page.locator("section[aria-labelledby=trial]");
    const pick = (id) => trial.getByLabel("Question").selectOption(id);
    const notice = trial.locator(".notice");
    const keeps = trial.getByRole("button", { name: "Keep this answer" });
    const before = await element.evaluate((found) => JSON.stringify(found.answers));
    await pick("number");
    await trial.locator("input[type=text]").fill("200000");
    await trial.locator("input[type=text]").blur();
    assert.ok(await trial.locator(".error").isVisible());
    assert.equal(await keeps.count(), 0);
    await trial.locator("input[type=text]").fill("100000");
    await trial.locator("input[type=text]").blur();
    assert.match(await notice.textContent(), /The whole would go from/);
    await pick("some");
    await trial.getByLabel("Apples").check();
    await trial.getByLabel("Bees").check();
    await notice.waitFor();
    await pick("one");
    await trial.getByLabel("Does not apply to us").check();
    assert.equal(await keeps.count(), 0, "a reason is missing");
    await trial.getByRole("textbox").fill("There is none.");
    await trial.getByRole("textbox").blur();
    assert.equal(await keeps.count(), 1);
    await pick("day");
    await trial.locator("input[type=date]").fill("2025-06-01");
    await trial.locator("input[type=date]").blur();
    await notice.waitFor();
    assert.deepEqual(await violations(page), []);
    assert.equal(await element.evaluate((found) => JSON.stringify(found.answers)), before);
    await pick("one");
    await trial.getByLabel("All the way").check();
    await keeps.click();
    assert.equal((await saved(page, "one")).value, "full");
});

on("/every.html", "another questionnaire: inherited levels, nodes inside steps, conditions, nothing known by heart", async (page) => {
    const element = await loaded(page);
    await element.evaluate((found) => found.import({
        ...found.answers, answers: { one: "full", yes: "partly", gate: "yes", deep: "full", after: "yes" },
    }));
    await turn(page, "Result");
    const { nodes } = await card(element);
    const table = await rows(page, "Scores and levels");
    assert.deepEqual(table.map(([name, score, , level]) => [name, score, level]), [
        ["Kinds of answers", points(nodes.kinds.score.point), "Far"],
        ["A group", points(nodes.group.score.point), "Far"],
        ["Questions inside", points(nodes.nested.score.point), "Far"],
    ]);
    await page.getByLabel("Explain the score of").selectOption("inner");
    assert.deepEqual(await texts(page.locator(".result-answer")), ["Answer: All the way", "Answer: Not answered"]);
    assert.deepEqual(await violations(page), []);
});

on("/quick.html", "a profile: only its questions and nodes", async (page) => {
    const element = await shown(page, "midsized", "Result");
    const { questions } = await card(element);
    const cells = (await rows(page, "Score of each answer")).filter((row) => row.length > 1);
    assert.equal(cells.length, Object.keys(questions).length);
    assert.ok(cells.length < 60);
});

flagship("compare: an earlier file is shown beside this one, kept, and removed", async (page) => {
    const element = await shown(page, "midsized", "Result");
    const input = page.getByLabel("File of earlier answers");
    const answers = await element.evaluate((found) => JSON.stringify(found.answers));
    await input.setInputFiles(file("2025.json", await sample("midsized-2025")));
    const compare = page.locator("section[aria-labelledby=compare]");
    await compare.getByRole("button", { name: "Remove the earlier result" }).waitFor();
    const comparison = (await elsewhere(element)).compare(await sample("midsized-2025"));
    const names = await titles(element);
    const whole = comparison.nodes["digital-rights"];
    assert.ok(tidy(await compare.textContent()).includes(
        `Since September 26, 2025 the score went up by ${signed(whole.change).slice(1)} points, ` +
        `from ${points(whole.old.point)} to ${points(whole.new.point)}. No missing answer can turn this round.`,
    ));
    for (const [name, then, now, change] of await rows(page, "Scores then and now")) {
        const found = comparison.nodes[Object.keys(names.of).find((id) => id in comparison.nodes && names.of[id] === name)];
        assert.deepEqual([then, now, change], [
            points(found.old.point), points(found.new.point), `${signed(found.change)} ${found.direction}`,
        ], name);
    }
    assert.equal((await rows(page, `${comparison.answers.length} answers have changed`)).length, comparison.answers.length);
    await page.locator("figure .dr-earlier").first().waitFor();
    const overview = await rows(page, "Overview");
    assert.equal(overview[0][3], points(comparison.nodes.M01.old.point));
    assert.equal(await element.evaluate((found) => JSON.stringify(found.answers)), answers);
    await unfold(element);
    assert.deepEqual(await violations(page), []);
    await picture(page, "result-compared");
    await compare.getByRole("button", { name: "Remove the earlier result" }).click();
    assert.equal(await focused(page), "compare");
    assert.equal(await element.evaluate((found) => found.opened.session.kept.earlier), null);
    await page.locator("figure .dr-earlier").first().waitFor({ state: "detached" });
});

flagship("why: what was there in the earlier result, score by score and answer by answer", async (page) => {
    const element = await shown(page, "midsized", "Result");
    const earlier = await sample("midsized-2025");
    const { nodes, answers } = (await elsewhere(element)).compare(earlier);
    const why = page.locator("section[aria-labelledby=why]");
    assert.equal(await why.getByText(/^Earlier/).count(), 0);
    await element.evaluate((found, text) => found.view().keep({ earlier: JSON.parse(text) }), earlier);
    await atRest(element);
    const then = ({ old, change }) => `Earlier: ${points(old.point)} (${signed(change)} points since then)`;
    await why.getByText(then(nodes["digital-rights"])).first().waitFor();
    const parts = await texts(why.locator(".result-parts > li"));
    ["foundations", "structures", "tools"].forEach((id, at) => assert.ok(parts[at].includes(then(nodes[id])), parts[at]));
    await why.getByLabel("Explain the score of").selectOption("M08");
    const asked = await element.evaluate((found) => found.opened.model.steps.find(({ node }) => node.id === "M08").questions.map(({ id }) => id));
    const said = await texts(why.locator(".result-parts > li"));
    const moved = answers.filter(({ question }) => asked.includes(question));
    assert.ok(moved.length > 0 && moved.length <= said.length);
    assert.equal(said.filter((line) => line.includes("Earlier: ")).length, moved.length);
    for (const { question, contribution } of moved) {
        const line = said[asked.indexOf(question)];
        assert.ok(line.includes(`(${signed(contribution)} points in the whole since then)`), line);
    }
    await picture(page, "result-why-earlier");
});

flagship("compare: broken and foreign files change nothing and say why; another city is pointed out", async (page) => {
    const element = await shown(page, "midsized", "Result");
    const input = page.getByLabel("File of earlier answers");
    const state = () => element.evaluate((found) => JSON.stringify([found.answers, found.opened.session.kept]));
    const before = await state();
    const wrong = {
        "empty.json": "", "cut.json": (await sample("midsized-2025")).slice(0, 900), "list.json": "[]",
        "foreign.json": '{"format":"1.0","questionnaire":{"id":"other","version":"1.0.0"},"answers":{}}',
    };
    for (const [name, text] of Object.entries(wrong)) {
        const faults = await page.locator(".faults > *").count();
        await input.setInputFiles(file(name, text));
        await page.waitForFunction((count) => document.querySelector("digital-rights-assessment")
            .shadowRoot.querySelectorAll(".faults > *").length > count, faults);
        assert.equal(await state(), before, name);
    }
    assert.match(await page.locator(".faults").textContent(), /another questionnaire/);
    await input.setInputFiles(file("town.json", await sample("smalltown")));
    await page.getByText("the earlier answers are of another city (Ostrelle)").waitFor();
});

flagship("an earlier result that does not fit any more is said, and can be removed", async (page) => {
    const element = await shown(page, "midsized", "Result");
    await element.evaluate((found) => found.view().keep({ earlier: { ...found.answers, questionnaire: { id: "other", version: "1.0.0" } } }));
    await page.getByText("cannot be compared with these").waitFor();
    await page.getByRole("button", { name: "Remove the earlier result" }).click();
    assert.equal(await element.evaluate((found) => found.opened.session.kept.earlier), null);
});

on("/fixed.html", "read-only: trying is allowed, keeping is not", async (page) => {
    await shown(page, "midsized", "Result");
    const trial = page.locator("section[aria-labelledby=trial]");
    await trial.getByLabel("Question").selectOption("M01.5");
    await trial.locator("input[type=radio]").first().check();
    assert.match(await trial.locator(".notice").textContent(), /The whole would go/);
    assert.equal(await trial.getByRole("button", { name: "Keep this answer" }).count(), 0);
});

for (const [name, options] of Object.entries({
    desktop: {}, phone: PHONE, narrow: NARROW, tablet: { viewport: { width: 700, height: 900 } },
    forced: { ...PHONE, forcedColors: "active" },
})) {
    for (const city of ["midsized", "smalltown"]) {
        flagship(`${city}, ${name}: axe finds nothing, nothing scrolls sideways, no label covers another`, async (page) => {
            const element = await shown(page, city, "Result");
            await page.getByLabel("Explain the score of").selectOption("M04");
            await element.evaluate((found, earlier) => found.view().keep({ earlier: JSON.parse(earlier) }), await sample("midsized-2025"));
            await atRest(element);
            await picture(page, `result-${city}-${name}`);
            await unfold(element);
            assert.deepEqual(await collisions(element), []);
            assert.equal(await overflow(page), 0);
            assert.deepEqual(await violations(page), []);
        }, options);
    }
}

on("/right.html", "from right to left, pictures are mirrored", async (page) => {
    const element = await shown(page, "midsized", "Result");
    await unfold(element);
    const edges = await element.evaluate((found) => {
        const svg = found.shadowRoot.querySelector("#gauge-title").parentElement;
        const box = (selector) => svg.querySelector(selector).getBoundingClientRect();
        return { track: box(".dr-track").right, sure: box(".dr-sure").right, point: box(".dr-point").left };
    });
    assert.ok(Math.abs(edges.track - edges.sure) < 1 && edges.point < edges.track, JSON.stringify(edges));
    assert.deepEqual(await collisions(element), []);
    assert.equal(await overflow(page), 0);
    assert.deepEqual(await violations(page), []);
    await picture(page, "result-right-to-left");
});

/** The names that the questionnaire gives. */
function titles(element) {
    return element.evaluate(({ opened: { model } }) => ({
        of: Object.fromEntries([...model.nodes.keys(), ...model.questions.keys()].map((id) => [id, model.nameOf(id)])),
        levels: Object.fromEntries(model.levels(model.definition.root.id).map(({ id, title }) => [id, title])),
    }));
}

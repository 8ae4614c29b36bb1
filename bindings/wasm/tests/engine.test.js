// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// What a page does with the engine, and what it does with what a page must not do.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { Instrument, codes, engine, merge, rounded } from "@digirights/engine";
import { Instrument as Many } from "@digirights/engine/batch";
import { help } from "@digirights/engine/help";
import * as scorer from "@digirights/engine/scorer";

import { thrown } from "./thrown.js";

const MINI = {
    format: "1.0",
    id: "mini",
    version: "1.0.0",
    profiles: [{ id: "short" }],
    scales: { steps: { options: [{ id: "no", value: 0 }, { id: "partly", value: 0.5 }, { id: "yes", value: 1 }] } },
    level_sets: { two: { levels: [{ id: "low" }, { id: "high", from: 0.5 }] } },
    root: {
        id: "whole",
        levels: "two",
        children: [
            { id: "register", weight: 3, profiles: ["short"], answer: { kind: "choice", scale: "steps" } },
            { id: "training", answer: { kind: "share" } },
            { id: "why", show_when: { question: "register", is: "no" }, answer: { kind: "text" } },
        ],
    },
    actions: [
        {
            id: "publish",
            node: "whole",
            moves: [{ question: "register", to: "yes" }],
            effort: { low: 2, high: 4 },
            importance: 3,
            horizon: "short",
        },
    ],
};
const answersTo = (answers) => ({ format: "1.0", questionnaire: { id: "mini", version: "1.0.0" }, answers });

test("one answer changes what it must and nothing else", () => {
    const assessment = Instrument.fromJson(MINI).assess();
    const first = assessment.set("register", "no");
    assert.deepEqual(first.nodes.whole.score, { point: 0, low: 0, high: 0.25, maximum: 1 });
    assert.deepEqual(Object.keys(first.questions).sort(), ["register", "why"]);
    const second = assessment.set("training", { value: 1, note: "all of them" });
    assert.deepEqual(Object.keys(second.questions), ["training"]);
    assert.equal(assessment.scorecard().nodes.whole.score.point, 0.25);
    assert.equal(assessment.answers().answers.training.note, "all of them");
    assessment.set("training", null);
    assert.deepEqual(Object.keys(assessment.answers().answers), ["register"]);
});

test("an answer on trial leaves everything as it was", () => {
    const assessment = Instrument.fromJson(MINI).assess(answersTo({ register: "no", training: 1 }));
    const before = assessment.scorecardText();
    assert.equal(assessment.try("register", "yes").nodes.whole.level, "high");
    assert.equal(assessment.scorecardText(), before);
});

test("a refused answer leaves everything as it was and says why", () => {
    const assessment = Instrument.fromJson(MINI).assess(answersTo({ register: "no" }));
    const before = assessment.scorecardText();
    const error = thrown(() => assessment.set("register", "partley"));
    assert.ok(error instanceof Error);
    assert.equal(error.name, "ProblemsError");
    assert.equal(error.of, "answers");
    const [problem] = error.problems;
    assert.deepEqual([problem.code, problem.path, problem.nearest], ["A0502", "/answers/register/value", "partly"]);
    assert.ok(problem.title && problem.help && problem.message.includes("A0502"));
    for (const nonsense of [undefined, () => 1, Symbol("s"), Number.NaN, { value: Number.NaN }, { state: "sometimes" }, { value: {} }, [[[]]]]) {
        assert.equal(thrown(() => assessment.set("register", nonsense)).name, "ProblemsError", String(nonsense));
    }
    assert.equal(thrown(() => assessment.set("no such question", 1)).problems[0].code, "A0501");
    assert.equal(assessment.scorecardText(), before);
});

test("what to do about a problem is known for every code, and left out by the scorer alone", () => {
    const all = codes();
    assert.ok(all.length > 80 && all.every(({ code, title, help, severity }) => code && title && help && severity));
    assert.deepEqual(help, Object.fromEntries(all.map(({ code, help }) => [code, help])));
    const error = thrown(() => scorer.Instrument.fromJson("{"));
    const [problem] = error.problems;
    assert.deepEqual([problem.code, problem.title, problem.help], ["J0102", "this is not JSON", undefined]);
    assert.equal(help[problem.code], "Mend the text at the place given.");
});

test("every problem of a questionnaire at once", () => {
    const broken = { ...MINI, root: { ...MINI.root, levels: "three", colour: 1 } };
    const error = thrown(() => Instrument.fromJson(broken));
    assert.deepEqual([error.of, error.problems.map(({ path }) => path)], ["questionnaire", ["/root/colour", "/root/levels"]]);
    const unsound = { ...MINI, root: { ...MINI.root, levels: "tow" } };
    assert.equal(thrown(() => Instrument.fromJson(unsound)).problems[0].nearest, "two");
    for (const nonsense of ["", "{", "[]", null, 7, undefined, "\u0000", "[".repeat(100_000)]) {
        assert.equal(thrown(() => Instrument.fromJson(nonsense)).name, "ProblemsError", String(nonsense).slice(0, 9));
    }
    assert.equal(thrown(() => Instrument.fromFiles({ "questionnaire.jsn": "{}" })).problems[0].file, "questionnaire.jsn");
});

test("a text keeps what an object loses", () => {
    const twice = '{"format":"1.0","questionnaire":{"id":"mini","version":"1.0.0"},"answers":{"why":"a","why":"b"}}';
    const error = thrown(() => Instrument.fromJson(MINI).assess(twice));
    assert.equal(error.problems[0].code, "J0104");
});

test("profiles", () => {
    const instrument = Instrument.fromJson(MINI);
    const given = { ...answersTo({ register: "yes" }), profile: "short" };
    assert.equal(instrument.assess(given).profile, "short");
    assert.deepEqual(Object.keys(instrument.assess(given).scorecard().questions), ["register"]);
    assert.equal(instrument.assess(given, { profile: null }).profile, undefined);
    assert.equal(instrument.assess(undefined, { profile: "short" }).profile, "short");
    const error = thrown(() => instrument.assess(given, { profile: "shrt" }));
    assert.deepEqual([error.of, error.problems[0].nearest], ["usage", "short"]);
});

test("what cannot be used is named, or refused if that is asked", () => {
    const instrument = Instrument.fromJson(MINI);
    const given = answersTo({ register: "perhaps", training: 0.5 });
    const [problem] = instrument.assess(given).scorecard().unused;
    assert.equal(problem.path, "/answers/register");
    assert.equal(thrown(() => instrument.assess(given, { strict: true })).problems[0].code, problem.code);
    const foreign = { ...given, questionnaire: { id: "other", version: "1.0.0" } };
    assert.equal(thrown(() => instrument.assess(foreign)).problems[0].code, "A0503");
});

test("plans", () => {
    const assessment = Instrument.fromJson(MINI).assess(answersTo({ register: "no", training: 1 }));
    const [recommendation] = assessment.plan().recommendations;
    assert.deepEqual([recommendation.action, recommendation.gain], ["publish", 0.75]);
    assert.equal(assessment.plan({ target: "high", budget: 10 }).target.reached, true);
    assert.equal(assessment.plan({ target: 0.9 }).target.reached, true);
    assert.equal(thrown(() => assessment.plan({ target: "top" })).of, "usage");
    assert.equal(thrown(() => assessment.plan({ target: 7 })).of, "usage");
    assert.equal(thrown(() => assessment.plan({ budget: -1 })).of, "usage");
    assert.equal(thrown(() => assessment.plan({ capacity: [1, "much", 2] })).of, "usage");
});

test("comparison and verification", () => {
    const instrument = Instrument.fromJson(MINI);
    const [old, now] = ["no", "yes"].map((register) => instrument.assess(answersTo({ register })));
    assert.equal(now.compare(old).nodes.whole.direction, "up");
    assert.deepEqual(now.verify(now.scorecard()), []);
    assert.deepEqual(now.verify(now.scorecardText()), []);
    assert.ok(now.verify(old.scorecard()).length > 0);
    assert.equal(thrown(() => now.verify("{}")).of, "result");
});

test("departments are put together, and a person settles", () => {
    const legal = answersTo({ register: { value: "yes", role: "legal" } });
    const cio = answersTo({ register: { value: "no", role: "cio" }, training: 0.5 });
    const merged = merge({ "legal.json": legal, "cio.json": cio });
    assert.deepEqual(merged.conflicts.register.map(({ part }) => part).sort(), ["cio.json", "legal.json"]);
    assert.equal(merged.answers.register, undefined);
    const blocked = Instrument.fromJson(MINI).assess(merged);
    assert.equal(thrown(() => blocked.set("register", "yes")).problems[0].code, "A0513");
    const settled = merge({ here: merged }, { register: { answer: "yes", by: "coordinator" } });
    assert.equal(settled.answers.register.value, "yes");
    assert.equal(settled.resolutions.register[0].by, "coordinator");
    assert.equal(settled.conflicts, undefined);
    assert.equal(thrown(() => merge({})).of, "answers");
    assert.equal(thrown(() => merge({ here: merged }, { training: { answer: 1 } })).of, "answers");
});

test("the missing answers that say most", () => {
    const [most] = Instrument.fromJson(MINI).assess().narrowing(1);
    assert.equal(most.question, "register");
});

test("many at once", () => {
    const instrument = Many.fromJson(MINI);
    const columns = { register: new Int8Array([0, 2, -2, 9]), training: new Float64Array([1, Number.NaN, 0.5, 1]) };
    const { columns: scores, badCells } = instrument.scoreMany(4, columns, { measures: ["point", "level"], lenses: false });
    assert.deepEqual(Object.keys(scores), ["whole.point", "whole.level"]);
    assert.deepEqual([...scores["whole.point"]], [0.25, 1, 0.5, Number.NaN]);
    assert.deepEqual(scores["whole.level"], ["low", "high", "high", null]);
    assert.deepEqual(badCells.map(({ row, question }) => [row, question]), [[3, "register"]]);
    const texts = { register: ["yes", "dont_know", null, "nope"] };
    assert.deepEqual(instrument.scoreMany(4, texts, { measures: ["point"] }).badCells[0].problem.code, "A0502");
    assert.throws(() => instrument.scoreMany(1, {}, { measures: ["mood"] }), RangeError);
    assert.equal(thrown(() => instrument.scoreMany(1, { nothing: [1] })).problems[0].code, "A0501");
    assert.equal(thrown(() => instrument.scoreMany(1, {}, { profile: "x" })).of, "usage");
});

test("odds and ends", async () => {
    assert.equal(rounded(62.5, 0), 63);
    assert.equal(rounded(-62.5, 0), -63);
    const { version } = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8"));
    assert.equal(engine(), version);
    const instrument = Instrument.fromJson(MINI);
    assert.deepEqual([instrument.id, instrument.version], ["mini", "1.0.0"]);
    assert.match(instrument.digest, /^sha256:[0-9a-f]{64}$/);
    assert.ok(Array.isArray(instrument.warnings()));
});

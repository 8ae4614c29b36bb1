// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Every conformance case and sample city gives the same bytes here as in the native engine, one by one and as
// a row of a batch, in Node and in a browser.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";

import * as single from "@digirights/engine";
import * as many from "@digirights/engine/batch";
import * as pictures from "@digirights/engine/charts";
import * as reports from "@digirights/engine/reports";
import * as scorer from "@digirights/engine/scorer";

import { cases, instrument, outcome } from "./cases.js";
import { inBrowser } from "./browser.js";

const native = JSON.parse(
    execFileSync(process.env.DIGIRIGHTS_SCORECARDS ?? "../../target/debug/scorecards", { maxBuffer: 1 << 28 }),
);
const all = await cases();

test("the cases are those of the native engine", () => {
    assert.ok(Object.keys(all).length >= 100);
    assert.deepEqual(Object.keys(all).sort(), Object.keys(native).sort());
});

const withoutPlan = ({ plan, ...rest }) => rest;
// Problems of files name them: those are not for the scorer, which reads none.
const ofScorer = Object.keys(all).filter((id) => !(all[id].files && native[id].problems));
const nativeScores = Object.fromEntries(ofScorer.map((id) => [id, withoutPlan(native[id])]));
const forScorer = Object.fromEntries(ofScorer.map((id) => [id, all[id]]));

for (const [name, engine, expected] of [
    ["single", single, native], ["many", many, native], ["charts", pictures, native], ["reports", reports, native], ["scorer", scorer, nativeScores],
]) {
    test(`Node, module ${name}`, async (t) => {
        for (const [id, of] of Object.entries(expected)) {
            await t.test(id, () => assert.deepEqual(outcome(engine, all[id]), of));
        }
    });
}

test("the browser gives the same", async () => {
    assert.deepEqual(await inBrowser("digirights", "cases.js", "outcomes", all), native);
});

test("the browser gives the same with the scorer", async () => {
    assert.deepEqual(await inBrowser("digirights_scorer", "cases.js", "outcomes", forScorer), nativeScores);
});

test("rows of a batch have the bits of single scoring", () => {
    let compared = 0;
    for (const [id, given] of Object.entries(all)) {
        if (!native[id].scorecard) continue;
        const card = JSON.parse(native[id].scorecard);
        const checked = instrument(many, given);
        const { answers, conflicts = {} } = checked.assess(given.answers).answers();
        // Of answers that contradict each other, none counts.
        const asked = Object.entries(answers).filter(([question]) => question in card.questions && !(question in conflicts));
        // A cell cannot hold "3 of 12".
        if (asked.some(([, { value }]) => typeof value === "object" && !Array.isArray(value))) continue;
        const columns = {};
        for (const [question, { state, value }] of asked) {
            const cell = state === "answered" ? value : state;
            columns[question] = [cell, cell];
        }
        const scores = checked.scoreMany(2, columns, { profile: card.profile });
        assert.deepEqual(scores.badCells, [], id);
        for (const [node, { score, level }] of Object.entries(card.nodes)) {
            for (const measure of ["point", "low", "high"]) {
                if (score) assert.equal(scores.columns[`${node}.${measure}`][1], score[measure], `${id} ${node} ${measure}`);
            }
            if (`${node}.level` in scores.columns) {
                assert.equal(scores.columns[`${node}.level`][0], level ?? null, `${id} ${node}`);
            }
        }
        compared += 1;
    }
    assert.ok(compared >= 50, `${compared} cases`);
});

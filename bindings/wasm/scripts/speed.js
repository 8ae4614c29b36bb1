// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// What one answer costs: `assessment.set` for every answer of the sample cities of the flagship, in the module
// that a page loads first. Each answer is given in several rounds; the least of them is its cost without what
// else the machine does, and the percentiles over all rounds are what was seen.

import { readFile, readdir } from "node:fs/promises";
import { performance } from "node:perf_hooks";

import * as scorer from "@digirights/engine/scorer";

import { instrument as made } from "../tests/cases.js";

const ROOT = new URL("../../../questionnaires/digital-rights/", import.meta.url);
const ROUNDS = 12;

const files = {};
const samples = [];
for (const name of (await readdir(ROOT, { recursive: true })).filter((name) => name.endsWith(".json")).sort()) {
    const text = await readFile(new URL(name, ROOT), "utf8");
    if (name.startsWith("samples/")) samples.push(Object.entries(JSON.parse(text).answers));
    else files[name] = text;
}
const instrument = made(scorer, { files });

const [least, seen] = [[], []];
for (const answers of samples) {
    const best = answers.map(() => Number.POSITIVE_INFINITY);
    for (let round = 0; round < ROUNDS; round += 1) {
        const assessment = instrument.assess();
        answers.forEach(([question, answer], index) => {
            const start = performance.now();
            assessment.set(question, answer);
            const took = performance.now() - start;
            best[index] = Math.min(best[index], took);
            seen.push(took);
        });
        assessment.free();
    }
    least.push(...best);
}

const percentile = (times, share) => times.sort((a, b) => a - b)[Math.floor(times.length * share)].toFixed(3);
console.log(`assessment.set, ${least.length} answers, ${ROUNDS} rounds; in ms, median and 99th percentile`);
for (const [what, times] of Object.entries({ "least of the rounds": least, "all rounds": seen })) {
    console.log(`${what.padEnd(20)} ${percentile(times, 0.5)} ${percentile(times, 0.99)}`);
}

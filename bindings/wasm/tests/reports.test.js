// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Every chart and report has the bytes of the native crate, in Node and in a browser; and what cannot be made is
// said in words.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";

import * as pictures from "@digirights/engine/charts";
import * as reports from "@digirights/engine/reports";

import { inBrowser } from "./browser.js";
import { cases, instrument } from "./cases.js";
import { charts, digests } from "./reports.js";
import { thrown } from "./thrown.js";

const native = JSON.parse(
    execFileSync(process.env.DIGIRIGHTS_REPORTS ?? "../../target/debug/reports", { maxBuffer: 1 << 28 }),
);
const samples = Object.fromEntries(Object.entries(await cases()).filter(([name]) => name.startsWith("digital-rights/")));
const drawn = await charts();

test("Node", async () => {
    const made = await digests(reports, samples, drawn);
    assert.ok(Object.keys(made).length >= 200);
    assert.deepEqual(made, native);
});

test("the charts of the engine without reports", async () => {
    const made = await digests(pictures, samples, drawn);
    assert.ok(Object.keys(made).length >= 100);
    for (const [name, digest] of Object.entries(made)) assert.equal(digest, native[name], name);
});

test("the browser gives the same", async () => {
    assert.deepEqual(await inBrowser("digirights_reports", "reports.js", "digests", samples, drawn), native);
});

const given = samples["digital-rights/midsized.json"];
const assessment = instrument(reports, given).assess(given.answers);

test("a chart comes with what it shows in words and as data", () => {
    const subject = assessment.subject();
    const { svg, title, description, caption, table } = subject.figure("radar", 480);
    assert.match(svg, /^<svg .*width="480"/);
    assert.ok(title && description && caption);
    assert.doesNotMatch(svg, /<style|style=|<script|href=/);
    for (const { cells } of table.rows) assert.equal(cells.length, table.columns.length);
    assert.deepEqual(subject.figures(), ["radar", "bars", "heat_map", "gaps"]);
    assert.ok(assessment.subject({ plan: {} }).figures().includes("roadmap"));
});

test("the plan is that of the assessment", () => {
    for (const plan of [{}, { target: "leading" }]) {
        assert.deepEqual(assessment.subject({ plan }).plan(), assessment.plan(plan));
    }
    assert.equal(assessment.subject().plan(), undefined);
});

test("a chart can have another id, and a lens has one, too", () => {
    const { svg } = assessment.subject().figure("radar", 480, "on-trial");
    assert.match(svg, /aria-labelledby="on-trial-title on-trial-desc"/);
    const lens = assessment.subject().lens("principles", 480);
    assert.match(lens.svg, /id="chart-lens-principles-title"/);
    assert.equal(lens.table.rows.length, 5);
});

test("what cannot be made says why", () => {
    const subject = assessment.subject();
    for (const [work, code, of, nearest] of [
        [() => subject.figure("rader", 400), "D0002", "usage", "radar"],
        [() => subject.figure("roadmap", 400), "D0003", "usage"],
        [() => subject.lens("principals", 400), "D0002", "usage", "principles"],
        [() => subject.report("politcal", "html"), "D0002", "usage", "political"],
        [() => subject.report("political", "dox"), "D0002", "usage", "docx"],
        [() => subject.comparisonReport("html"), "D0003", "usage"],
        [() => assessment.subject({ language: "xx" }).figures(), "D0001", "usage"],
        [() => subject.report("political", "pdf"), "D0005", "usage"],
        [() => reports.mediaType("dox"), "D0002", "usage", "docx"],
        [() => reports.draw("{"), "D0101", "chart"],
        [() => reports.draw({ id: "a" }), "D0102", "chart"],
        [() => reports.draw({ ...JSON.parse(drawn["radar.json"]), width: 3 }), "D0103", "chart"],
        [() => reports.draw(undefined), "D0101", "chart"],
    ]) {
        const error = thrown(work);
        const [problem] = error.problems;
        assert.deepEqual([error.name, error.of, problem.code, problem.nearest], ["ProblemsError", of, code, nearest], String(work));
        assert.ok(problem.title && problem.help && problem.message && problem.expected);
    }
    assert.equal(thrown(() => assessment.subject({ plan: { target: "top" } })).of, "usage");
});

test("results of two questionnaires cannot be compared in a report", () => {
    const other = reports.Instrument.fromJson({
        format: "1.0", id: "other", version: "1.0.0", scales: { two: { options: [{ id: "no", value: 0 }, { id: "yes", value: 1 }] } },
        root: { id: "whole", children: [{ id: "one", answer: { kind: "choice", scale: "two" } }] },
    });
    assert.equal(thrown(() => assessment.subjectSince(other.assess())).of, "usage");
});

test("formats have media types", () => {
    assert.equal(reports.mediaType("html"), "text/html; charset=utf-8");
    assert.match(reports.mediaType("docx"), /wordprocessingml/);
});

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Every chart and report of the sample cities, and every chart that is drawn from data. Runs in Node and in browsers.

import { instrument } from "./cases.js";

/** What is drawn from data, by name. */
export async function charts() {
    const { readFile, readdir } = await import("node:fs/promises");
    const folder = new URL("../../../reporting/tests/charts/", import.meta.url);
    const names = (await readdir(folder)).sort();
    return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await readFile(new URL(name, folder), "utf8")])));
}

const FIGURES = ["radar", "bars", "heat_map", "gaps", "effort_gain", "roadmap", "change"];
const AUDIENCES = ["technical", "political"];

/** Digests of everything that the engine makes of samples and charts, or codes of the reasons why it does not. */
export async function digests(engine, samples, charts) {
    const made = {};
    const note = async (name, make) => { made[name] = await told(make); };
    const [[, first]] = Object.entries(samples).sort(([a], [b]) => (a < b ? -1 : 1));
    const earlier = instrument(engine, first).assess(first.answers);
    for (const [name, given] of Object.entries(samples)) {
        const subject = instrument(engine, given).assess(given.answers).subjectSince(earlier, { plan: {} });
        for (const kind of FIGURES) {
            for (const width of [320, 720]) await note(`${name} ${kind}-${width}.svg`, () => subject.figure(kind, width).svg);
        }
        if (!subject.report) continue;
        for (const format of ["html", "docx", "md", "xlsx", "csv"]) {
            for (const audience of AUDIENCES) await note(`${name} ${audience}.${format}`, () => subject.report(audience, format));
        }
        for (const format of ["html", "docx", "md"]) await note(`${name} comparison.${format}`, () => subject.comparisonReport(format));
        await note(`${name} infographic.svg`, () => subject.infographic());
        await note(`${name} campaign.zip`, () => subject.campaignKit());
    }
    for (const [name, chart] of Object.entries(charts)) {
        if (engine.draw) await note(name, () => engine.draw(chart));
    }
    return made;
}

async function told(make) {
    let made;
    try {
        made = make();
    } catch (error) {
        if (!error.problems) throw error;
        return error.problems[0].code;
    }
    const bytes = typeof made === "string" ? new TextEncoder().encode(made) : made;
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

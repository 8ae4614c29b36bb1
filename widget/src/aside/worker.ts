// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// The engine with all it can, in a script of its own: a worker, or where there can be none, a part of the page.

import start, { type Assessment, Instrument, merge } from "@digirights/engine";
import type { Definition } from "@digirights/engine";

import { beside } from "../beside.ts";
import type { Done, Fault, Given, Kind, Order, Perform, Report, Tasks } from "./tasks.ts";

/** The engine with a questionnaire. */
export async function desk(questionnaire: Definition): Promise<Perform> {
    await start({ module_or_path: beside("digirights_bg.wasm") });
    const instrument = Instrument.fromJson(questionnaire);
    const tasks: { [K in Kind]: (given: Tasks[K]["given"]) => Tasks[K]["done"] } = {
        plan: ({ answers, profile, options }) =>
            once(instrument.assess(answers, { profile }), (now) => now.plan(options)),
        compare: ({ answers, profile, earlier }) =>
            once(instrument.assess(answers, { profile }), (now) =>
                once(instrument.assess(earlier, { profile }), (then) => now.compare(then))),
        merge: ({ parts, settlements }) => merge(parts, settlements),
    };
    return (kind, given) => (tasks[kind] as (given: Given) => Done)(given);
}

/** Uses an assessment, and gives its memory back. */
function once<T>(assessment: Assessment, use: (assessment: Assessment) => T): T {
    try {
        return use(assessment);
    } finally {
        assessment.free();
    }
}

/** What a message can carry of an error. */
function faultOf(error: unknown): Fault {
    const { name = "Error", message = String(error), of, problems } = error as Fault;
    return { name, message, of, problems };
}

if (typeof document === "undefined") {
    let perform: Promise<Perform>;
    const tell = (report: Report): void => postMessage(report);
    addEventListener("message", async ({ data }: MessageEvent<Order>) => {
        try {
            if ("questionnaire" in data) {
                perform = desk(data.questionnaire);
                await perform;
                tell("ready");
            } else {
                tell({ done: (await perform)(data.kind, data.given) });
            }
        } catch (error) {
            tell({ fault: faultOf(error) });
        }
    });
}

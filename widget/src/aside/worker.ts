// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// The engine with all it can, in a script of its own: a worker, or where there can be none, a part of the page.

import start, { type Assessment, Instrument, merge, type Subject } from "@digirights/engine/charts";
import type { Definition, Figure } from "@digirights/engine/charts";

import { beside } from "../beside.ts";
import { Subjects } from "./subjects.ts";
import type { Done, Fault, FigureOrder, Given, Kind, Order, Perform, Report, Tasks } from "./tasks.ts";

type Known = Subjects<Assessment, Subject>;

/** The engine with a questionnaire. */
export async function desk(questionnaire: Definition): Promise<Perform> {
    await start({ module_or_path: beside("digirights_charts_bg.wasm") });
    const instrument = Instrument.fromJson(questionnaire);
    const subjects: Known = new Subjects(questionnaire, (answers, options) => instrument.assess(answers, options));
    let press: Promise<typeof import("./press.ts")> | undefined;
    const tasks: { [K in Kind]: (given: Tasks[K]["given"]) => Tasks[K]["done"] | Promise<Tasks[K]["done"]> } = {
        // What is drawn of a plan needs it again.
        plan: ({ options, ...held }) => {
            const plan = subjects.of({ ...held, plan: options }).plan();
            if (!plan) throw new Error("a plan was asked for");
            return plan;
        },
        compare: ({ answers, profile, earlier }) =>
            once(instrument.assess(answers, { profile }), (now) =>
                once(instrument.assess(earlier, { profile }), (then) => now.compare(then))),
        figures: ({ figures }) => figures.map((one) => figure(() => draw(subjects, one))),
        report: async (given) => {
            press ??= import("./press.ts").then(async (made) => {
                await made.ready();
                return made;
            }).catch((error: unknown) => {
                // The next one tries again.
                press = undefined;
                throw error;
            });
            return (await press).print(questionnaire, given);
        },
        merge: ({ parts, settlements }) => merge(parts, settlements),
    };
    return async (kind, given) => (tasks[kind] as (given: Given) => Done | Promise<Done>)(given);
}

function draw(subjects: Known, one: Tasks["figures"]["given"]["figures"][number]): Figure {
    const { id, of, width }: FigureOrder = one;
    const subject = subjects.of(one);
    return "lens" in of ? subject.lens(of.lens, width, id) : subject.figure(of.kind, width, id);
}

/** A chart, or nothing where there is too little to draw. */
function figure(draw: () => Figure): Figure | null {
    try {
        return draw();
    } catch (error) {
        if ((error as Partial<Fault>).problems?.[0]?.code === "D0003") return null;
        throw error;
    }
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
                tell({ done: await (await perform)(data.kind, data.given) });
            }
        } catch (error) {
            tell({ fault: faultOf(error) });
        }
    });
}

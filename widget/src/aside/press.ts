// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Reports as files. They come with a module of their own, loaded with the first report that somebody asks for.

import start, { type Assessment, Instrument, mediaType, type Subject } from "@digirights/engine/reports";
import type { Definition } from "@digirights/engine";

import { beside } from "../beside.ts";
import { Subjects } from "./subjects.ts";
import type { ReportFile, Tasks } from "./tasks.ts";

export function ready(): Promise<unknown> {
    return start({ module_or_path: beside("digirights_reports_bg.wasm") });
}

const known = new WeakMap<Definition, Subjects<Assessment, Subject>>();

export function print(questionnaire: Definition, { report, ...told }: Tasks["report"]["given"]): ReportFile {
    const subjects = known.get(questionnaire) ?? subjectsOf(questionnaire);
    known.set(questionnaire, subjects);
    const subject = subjects.of(told);
    const file = (bytes: Uint8Array, type: string): ReportFile => ({ bytes: bytes as ReportFile["bytes"], type });
    switch (report.kind) {
        case "report":
            return file(subject.report(report.audience, report.format), mediaType(report.format));
        case "comparison":
            return file(subject.comparisonReport(report.format), mediaType(report.format));
        case "infographic":
            return file(new TextEncoder().encode(subject.infographic()), "image/svg+xml");
        case "campaign":
            return file(subject.campaignKit(), "application/zip");
    }
}

function subjectsOf(questionnaire: Definition): Subjects<Assessment, Subject> {
    const instrument = Instrument.fromJson(questionnaire);
    return new Subjects(questionnaire, (answers, options) => instrument.assess(answers, options));
}

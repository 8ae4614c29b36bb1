// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// What is worked out beside the page, because it takes long or is needed seldom; and how it is asked for.

import type {
    AnswersDocument, Audience, Comparison, Definition, ExplainedProblem, Figure, FigureKind, PlanDocument, PlanOptions,
    ReportFormat, Settlements,
} from "@digirights/engine/reports";

/** Answers, and the profile that is filled in; null for the whole questionnaire. */
export interface Held {
    answers: Readonly<AnswersDocument>;
    profile: string | null;
}

/** What charts and reports are about. */
export interface Told extends Held {
    language: string | undefined;
    earlier?: Readonly<AnswersDocument> | null;
    /** Without it, there is no plan. */
    plan?: PlanOptions;
}

/** A chart of it. */
export interface FigureOrder {
    id: string;
    of: { kind: FigureKind } | { lens: string };
    width: number;
}

/** A file of it. */
export type ReportOrder =
    | { kind: "report"; audience: Audience; format: ReportFormat }
    | { kind: "comparison"; format: "html" | "docx" | "md" }
    | { kind: "infographic" | "campaign" };

/** The bytes of a file, and what browsers call its format. */
export interface ReportFile {
    bytes: Uint8Array<ArrayBuffer>;
    type: string;
}

/** What each task is given, and what comes of it. */
export interface Tasks {
    plan: { given: Held & { options: PlanOptions }; done: PlanDocument };
    compare: { given: Held & { earlier: AnswersDocument }; done: Comparison };
    /** Null in the place of a chart for which there is too little. */
    figures: { given: { figures: (Told & FigureOrder)[] }; done: (Figure | null)[] };
    report: { given: Told & { report: ReportOrder }; done: ReportFile };
    merge: { given: { parts: Record<string, AnswersDocument>; settlements?: Settlements }; done: AnswersDocument };
}
export type Kind = keyof Tasks;
export type Given = Tasks[Kind]["given"];
export type Done = Tasks[Kind]["done"];

/** Does a task with the questionnaire it was made for. */
export type Perform = (kind: Kind, given: Given) => Promise<Done>;

/** To a worker: first the questionnaire, then one task after the other. */
export type Order = { questionnaire: Definition } | { kind: Kind; given: Given };

/** From a worker: that it is ready, what came of a task, or what went wrong. */
export type Report = "ready" | { done: Done } | { fault: Fault };

/** An error on its way to the page: of its own properties, a copied error would keep none. */
export interface Fault {
    name: string;
    message: string;
    of?: string;
    problems?: ExplainedProblem[];
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// What is open, chosen and typed, and lost without harm.

import type { NarrowingDocument, PlanOptions } from "@digirights/engine";

import { type FilesUi, filesUi } from "./keep/files-ui.ts";
import { type PartsUi, partsUi } from "./parts/parts-ui.ts";
import { type ReportUi, reportUi } from "./result/report-ui.ts";
import type { FullAnswer } from "./session.ts";

/** The pages of the element. */
export const PAGES = ["fill", "result", "plan", "parts"] as const;
export type Page = (typeof PAGES)[number];

export interface Ui {
    page: Page;
    /** Whether the pages that come later are on their way, or cannot be had. */
    later: "coming" | "missing" | null;
    /** The id of the step that was chosen; while it has nothing to ask, the first that has is shown. */
    step: string;
    /** Only questions of this role are shown. */
    owner: string | null;
    search: string;
    /** Whether the questions that would narrow the score most are shown instead of the step. */
    narrowing: boolean;
    /** Those questions, as they were when they were asked for; null if they are to be found out. */
    useful: NarrowingDocument[] | null;
    /** What was typed or begun and is no answer yet, by question. */
    drafts: Map<string, Draft>;
    /** The question that was answered or visited last. */
    last: string;
    /** The node whose score is explained. */
    why: string | null;
    /** A question whose answer is on trial. */
    trial: Trial | null;
    /** What the plan is to reach. */
    goal: PlanOptions;
    /** Only recommendations of this role are shown. */
    planOwner: string | null;
    /** Ids of what is unfolded: `help:M01.1`, `action:M01-A1`, … */
    open: Set<string>;
    /** Of saving to files and opening them. */
    files: FilesUi;
    /** Of the departments. */
    parts: PartsUi;
    /** Of reports. */
    report: ReportUi;
}

/** An answer that is tried, and not given. */
export interface Trial {
    question: string;
    /** Another answer, null for none; nothing is chosen yet without it. */
    answer?: FullAnswer | null;
    /** Its own, so that nothing is left of it in the question. */
    drafts: Map<string, Draft>;
}

/** What is no answer yet. */
export interface Draft {
    /** The fields of the question, as they were typed. */
    typed?: string[];
    /** Whether "does not apply" is chosen and its reason is missing. */
    reason?: boolean;
    /** Why it cannot be used. */
    problem?: string;
}

/** Nothing is chosen or typed yet. */
export function newUi(page: Page): Ui {
    return {
        page, later: null, step: "", owner: null, search: "", narrowing: false, useful: null, drafts: new Map(), last: "",
        why: null, trial: null, goal: {}, planOwner: null, open: new Set(),
        files: filesUi(), parts: partsUi(), report: reportUi(),
    };
}

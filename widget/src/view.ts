// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// What every view is given, and what it may do beside reading. A view is a function from `View` to a
// template; it keeps no state of its own.

import type { NarrowingDocument, PlanOptions } from "@digirights/engine";
import type { TemplateResult } from "lit";

import type { FilesUi } from "./keep/files.ts";
import type { Keeper } from "./keep/keeper.ts";
import type { Kept } from "./keep/kept.ts";
import type { Model } from "./model.ts";
import type { PartsUi } from "./parts/state.ts";
import type { ReportUi } from "./result/report-ui.ts";
import type { FullAnswer, Session } from "./session.ts";
import type { Words } from "./texts/words.ts";

/** The pages of the element. */
export const PAGES = ["fill", "result", "plan", "parts"] as const;
export type Page = (typeof PAGES)[number];

/** What is open, chosen and typed, and lost without harm. */
export interface Ui {
    page: Page;
    /** The id of the step that is filled in. */
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

export interface View {
    readonly session: Session;
    readonly model: Model;
    readonly words: Words;
    readonly ui: Ui;
    /** What is kept beside the answers. */
    readonly kept: Kept;
    /** Keeps all of it in the browser, and knows whether it is kept. */
    readonly keeper: Keeper;
    readonly readOnly: boolean;
    /** Where all of it is drawn. */
    readonly root: ShadowRoot;
    /** Changes what is kept beside the answers, and saves it. */
    keep(change: Partial<Kept>): void;
    /** Draws again, after `ui` was changed. */
    draw(): void;
    /** Goes to a page, a step or a question, and puts the focus there. */
    go(place: { page?: Page; step?: string; question?: string }): void;
    /** Says something to people who use a screen reader, politely. */
    say(message: string): void;
    /** Shows what went wrong. Nothing was changed. */
    fail(error: unknown): void;
}

export type Draw = (view: View) => TemplateResult;

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// What an assessment asks to be worked out beside the page.

import type { AnswersDocument, Comparison, Figure, PlanDocument, PlanOptions, Settlements } from "@digirights/engine/charts";

import type { Wanted } from "../charts/figures.ts";
import type { Loaded } from "../engine.ts";
import type { Session } from "../session.ts";
import { Aside } from "./aside.ts";
import type { Held, ReportFile, ReportOrder, Told } from "./tasks.ts";

export function asideOf(loaded: Loaded): Aside {
    return (loaded.aside ??= new Aside(loaded.definition));
}

function held({ answers, profile }: Session): Held {
    return { answers, profile: profile ?? null };
}

/**
 * What to do. Of the plans of one `topic`, only the one asked for last is made.
 *
 * @throws {ProblemsError} what is asked for cannot be planned
 */
export function plan(session: Session, options: PlanOptions, topic?: string): Promise<PlanDocument> {
    return asideOf(session.loaded).ask("plan", { ...held(session), options }, topic);
}

/** @throws {ProblemsError} the earlier answers cannot be used, or not be compared */
export function compare(session: Session, earlier: AnswersDocument, topic?: string): Promise<Comparison> {
    return asideOf(session.loaded).ask("compare", { ...held(session), earlier }, topic);
}

/** Charts, each so many pixels wide; null where there is too little to draw. */
export function figures(session: Session, wanted: { wanted: Wanted; width: number }[]): Promise<(Figure | null)[]> {
    return asideOf(session.loaded).ask("figures", {
        figures: wanted.map(({ wanted: { id, of, language, answers, earlier, plan }, width }) => {
            const here = held(session);
            return { answers: answers ?? here.answers, profile: here.profile, language, earlier, plan, id, of, width };
        }),
    });
}

/**
 * A report as a file.
 *
 * @throws {ProblemsError} it cannot be made of these answers
 */
export function report(session: Session, told: Omit<Told, keyof Held>, order: ReportOrder): Promise<ReportFile> {
    return asideOf(session.loaded).ask("report", { ...held(session), ...told, report: order });
}

/** @throws {ProblemsError} the parts do not belong together, or a settlement settles nothing */
export function merge(
    session: Session, parts: Record<string, AnswersDocument>, settlements?: Settlements,
): Promise<AnswersDocument> {
    return asideOf(session.loaded).ask("merge", { parts, settlements });
}

/** Whether something was given up because something newer was asked for. */
export function isDropped(error: unknown): boolean {
    return error instanceof DOMException && error.name === "AbortError";
}

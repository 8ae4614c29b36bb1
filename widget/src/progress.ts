// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// How far the filling in has come. This counts states of questions, for people who fill in; the
// completeness that goes with a score comes from the engine.

import type { Question } from "@digirights/engine";

import type { Step } from "./model.ts";
import type { View } from "./view.ts";

export interface Progress {
    /** Questions that are shown. */
    asked: number;
    /** Those with an answer, "does not apply" included. */
    answered: number;
    /** Those that were answered with "we do not know". */
    unknown: number;
    /** Those without any answer. */
    open: number;
}

type Seen = Pick<View, "session" | "ui">;

/** Whether a question is asked at present, whoever is to answer it. */
export function isAsked({ session }: Pick<View, "session">, question: string): boolean {
    const state = session.card.questions[question]?.state;
    return state !== undefined && state !== "not_shown";
}

/** Whether a question is for the role whose questions alone are shown. */
export function isOurs({ ui }: Pick<View, "ui">, question: Question): boolean {
    return ui.owner === null || question.owner === ui.owner;
}

/** The questions of a step that are asked, of the chosen role. */
export function asked(view: Seen, step: Step): Question[] {
    return step.questions.filter((question) => isAsked(view, question.id) && isOurs(view, question));
}

export function isOpen({ session }: Pick<View, "session">, question: string): boolean {
    return session.card.questions[question]?.state === "unanswered";
}

export function progress({ session }: Pick<View, "session">, questions: Iterable<string>): Progress {
    const found: Progress = { asked: 0, answered: 0, unknown: 0, open: 0 };
    for (const question of questions) {
        const state = session.card.questions[question]?.state;
        if (state === undefined || state === "not_shown") continue;
        found.asked += 1;
        if (state === "unanswered") found.open += 1;
        else if (state === "dont_know") found.unknown += 1;
        else found.answered += 1;
    }
    return found;
}

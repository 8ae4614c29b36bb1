// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Whether answers say something, and the same.

import type { Answer } from "@digirights/engine";

import type { FullAnswer } from "../session.ts";

/** Whether two answers say the same, for people to be told; what counts is what the engine finds. */
export function differ(one: Answer | undefined, other: Answer | undefined): boolean {
    const said = (answer: Answer | undefined): string => {
        const { state, value, reason } = (answer ?? {}) as FullAnswer;
        return JSON.stringify([state, value, reason]);
    };
    return said(one) !== said(other);
}

export function saysSomething(answer: Answer | undefined): boolean {
    return answer !== undefined && answer !== null && (answer as FullAnswer).state !== "unanswered";
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// The part of a department: the questions that a role owns, and their answers.

import type { AnswersDocument } from "@digirights/engine";

import { portable } from "../keep/file.ts";
import { type Progress, progress } from "../progress.ts";
import type { View } from "../view.ts";

export interface Share extends Progress {
    role: string;
}

/** The questions of a role, those included that are not asked at present. */
function owned({ model }: Pick<View, "model">, role: string): string[] {
    return [...model.questions.values()].filter(({ owner }) => owner === role).map(({ id }) => id);
}

/** How far each role is that has something to answer. */
export function shares(view: View): Share[] {
    return (view.model.definition.roles ?? [])
        .map((role) => ({ role, ...progress(view, owned(view, role)) }))
        .filter(({ asked }) => asked > 0);
}

/** A document with the answers of a role alone. */
export function partOf(
    view: Pick<View, "model">, role: string, document: Readonly<AnswersDocument>,
): AnswersDocument {
    const { answers: all, conflicts: _, resolutions: __, ...above } = document;
    const answers = owned(view, role).flatMap((id) => (Object.hasOwn(all, id) ? [[id, all[id]]] : []));
    return { ...above, role, answers: Object.fromEntries(answers) };
}

/** What is handed out to a role. */
export function handOut(view: View, role: string): AnswersDocument {
    return partOf(view, role, portable(view.session));
}

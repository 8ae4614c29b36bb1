// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Goes to a page, a step or a question.

import { asked, isAsked, isOurs } from "../progress.ts";
import type { View } from "../view.ts";

type Place = Parameters<View["go"]>[0];

/** Shows the place, and returns the id of what gets the focus. */
export function arrive(view: View, { page, step, question }: Place): string {
    const { ui, model } = view;
    if (step === undefined && question === undefined) {
        ui.page = page ?? ui.page;
        return "page";
    }
    const found = question === undefined ? undefined : model.questions.get(question);
    ui.page = "fill";
    ui.search = "";
    ui.narrowing = false;
    ui.step = (found && model.stepOf.get(found.id)?.node.id) ?? step ?? ui.step;
    if (found && isAsked(view, found.id)) {
        ui.last = found.id;
        if (!isOurs(view, found)) ui.owner = null;
        return questionId(found.id);
    }
    const there = model.steps.find(({ node }) => node.id === ui.step);
    if (there && asked(view, there).length === 0) ui.owner = null;
    return "step";
}

/** The id of a question's element. */
export function questionId(question: string): string {
    return `q-${question}`;
}

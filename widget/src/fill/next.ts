// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// The questions in the order in which they are filled in.

import type { Question } from "@digirights/engine";

import type { Step } from "../model.ts";
import { asked, isOpen } from "../progress.ts";
import type { View } from "../view.ts";

/** The steps with a question for the chosen role. */
export function steps(view: View): Step[] {
    return view.model.steps.filter((step) => asked(view, step).length > 0);
}

/** The step that is shown: the one that was chosen or, while that has nothing to ask, the first that has. */
export function stepHere(view: View, list = steps(view)): Step | undefined {
    return list.find(({ node }) => node.id === view.ui.step) ?? list[0];
}

/** All questions that are asked, of the chosen role. */
export function all(view: View): Question[] {
    return view.model.steps.flatMap((step) => asked(view, step));
}

/** The next question without an answer, from where the person is, and then from the beginning. */
export function nextOpen(view: View): Question | undefined {
    const { ui, model } = view;
    const list = all(view);
    const here = stepHere(view);
    const isHere = ({ id }: Question): boolean => model.stepOf.get(id) === here;
    const last = list.findIndex((question) => question.id === ui.last && isHere(question));
    const first = list.findIndex(isHere);
    const from = last >= 0 ? last + 1 : Math.max(0, first);
    return [...list.slice(from), ...list.slice(0, from)].find(({ id }) => isOpen(view, id));
}

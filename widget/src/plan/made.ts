// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// The plan of a result and a goal, made once, beside the page: the best way to a goal can take seconds.

import type { PlanDocument, PlanOptions } from "@digirights/engine";

import { isDropped, plan } from "../aside/ask.ts";
import type { Session } from "../session.ts";
import type { View } from "../view.ts";

type Plan = PlanDocument | "waiting" | "failed";

/** By result, plans by what was asked for. */
const made = new WeakMap<object, Map<string, Plan>>();

/** What was shown last, which stays until the next is there. */
const last = new WeakMap<Session, Pick<Made, "plan" | "options">>();

/** Goals whose plan was spoken of. */
const told = new WeakSet<PlanOptions>();

export interface Made {
    plan: PlanDocument;
    /** What it was asked to reach, and within what. */
    options: PlanOptions;
    /** The way to the goal is still sought; the plan is that without a goal. */
    waiting: boolean;
}

/** The plan, or why there is none yet. Draws again as soon as there is another. */
export function planOf(view: View): Made | "waiting" | "failed" {
    const { session, ui: { goal } } = view;
    const { target, budget, ...free } = goal;
    const isAimed = target !== undefined || budget !== undefined;
    // Asked for first, so that recommendations need not wait for the way.
    const whole = wanted(view, free, "plan");
    const aimed = isAimed ? wanted(view, goal, "goal") : whole;
    const found = typeof aimed === "object" ? { plan: aimed, options: isAimed ? goal : free }
        : typeof whole === "object" ? { plan: whole, options: free } : last.get(session);
    if (typeof aimed === "object" && !told.has(goal)) {
        told.add(goal);
        queueMicrotask(() => tell(view, aimed));
    }
    if (!found) return whole === "failed" ? "failed" : "waiting";
    last.set(session, found);
    return { ...found, waiting: isAimed && aimed === "waiting" };
}

/** Asks again for what failed. */
export function again(view: View): void {
    made.delete(view.session.card);
    view.draw();
}

function wanted(view: View, options: PlanOptions, topic: string): Plan {
    const { session, ui } = view;
    const { card } = session;
    const { goal } = ui;
    const plans = made.get(card) ?? new Map<string, Plan>();
    made.set(card, plans);
    const name = JSON.stringify(options);
    const known = plans.get(name);
    if (known !== undefined) return known;
    plans.set(name, "waiting");
    plan(session, options, topic).then(
        (document) => {
            plans.set(name, document);
            view.draw();
        },
        (error: unknown) => {
            if (isDropped(error)) {
                plans.delete(name);
                return;
            }
            plans.set(name, "failed");
            if (ui.goal === goal) ui.goal = {};
            view.fail(error);
        },
    );
    return "waiting";
}

/** Says all that was asked for at once: a second sentence would cut the first one off. */
function tell(view: View, { target }: PlanDocument): void {
    const { words: { text }, ui: { goal } } = view;
    const sentences = [target && text("plan.goal.found"), goal.capacity && text("plan.capacity.done")];
    const said = sentences.filter(Boolean).join(" ");
    if (said) view.say(said);
}

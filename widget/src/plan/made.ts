// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// The plan of a result and a goal, made once. A plan without a goal takes milliseconds; the best way to a
// goal can take seconds, so it is sought after the page is drawn.

import type { PlanDocument, PlanOptions } from "@digirights/engine";

import type { View } from "../view.ts";

const made = new WeakMap<object, Map<string, PlanDocument | null>>();

export interface Made {
    plan: PlanDocument;
    /** The way to the goal is still sought; the plan is that without a goal. */
    waiting: boolean;
}

export function planOf(view: View): Made {
    const { session, ui } = view;
    const { card } = session;
    const plans = made.get(card) ?? new Map<string, PlanDocument | null>();
    made.set(card, plans);
    const get = (goal: PlanOptions): PlanDocument => {
        const name = JSON.stringify(goal);
        const plan = plans.get(name) ?? session.plan(goal);
        plans.set(name, plan);
        return plan;
    };
    const name = JSON.stringify(ui.goal);
    const found = plans.get(name);
    if (found || name === "{}") return { plan: found ?? get({}), waiting: false };
    if (found === undefined) {
        plans.set(name, null);
        setTimeout(() => {
            plans.delete(name);
            if (session.card !== card) return;
            try {
                get(JSON.parse(name) as PlanOptions);
            } catch (error) {
                ui.goal = {};
                view.fail(error);
            }
            view.draw();
        }, 50);
    }
    return { plan: get({}), waiting: true };
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Ways to recommendations, and how much they take.

import type { RoadmapStretch } from "@digirights/engine";
import { html, type TemplateResult } from "lit";

import { content } from "../frame/content.ts";
import { focusOn } from "../result/links.ts";
import type { View } from "../view.ts";

/** An action as a button that leads to it, though a filter may have hidden it. */
export function actionLink(view: View, action: string): TemplateResult {
    const show = (event: Event): void => {
        view.ui.planOwner = null;
        for (const filter of ["plan:taken", "plan:needed"]) view.ui.open.delete(filter);
        view.ui.open.add("plan:all");
        view.ui.open.add(`action:${action}`);
        view.draw();
        focusOn(event, `action-${action}`);
    };
    return html`<button type="button" class="link" @click=${show}>${actionName(view, action)}</button>`;
}

/** What an action is called. */
export function actionName(view: View, action: string): TemplateResult | string {
    return content(view, view.model.action(action).title);
}

/** "4 to 12 person-days". */
export function days({ words }: View, low: number, high: number): string {
    if (low === high) return words.text("plan.days", { count: low });
    return words.text("plan.days.range", { low, high });
}

/** "Months 1 to 6". */
export function months({ words }: View, { from_month: from, to_month: to }: RoadmapStretch): string {
    return words.text("plan.stretch", { from, to });
}

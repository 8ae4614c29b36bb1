// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// How much can be done in each stretch of the roadmap.

import type { PlanOptions, RoadmapStretch } from "@digirights/engine";
import { html, nothing, type TemplateResult } from "lit";

import type { View } from "../view.ts";
import { months } from "./links.ts";

/** Person-days where there is no limit: the engine asks for a number. */
const ENDLESS = Number.MAX_VALUE;

export function capacity(view: View, stretches: RoadmapStretch[]): TemplateResult {
    const { words, ui } = view;
    const { capacity: given, ...goal } = ui.goal;
    const choose = (event: Event, capacity: PlanOptions["capacity"]): void => {
        event.preventDefault();
        ui.goal = capacity ? { ...goal, capacity } : goal;
        if (!capacity) view.say(words.text("plan.capacity.cleared"));
        view.draw();
    };
    const set = (event: SubmitEvent): void => {
        const fields = new FormData(event.target as HTMLFormElement);
        const days = fields.getAll("days").map((text) => (text === "" ? ENDLESS : Number(text)));
        choose(event, days.some((one) => one < ENDLESS) ? (days as PlanOptions["capacity"]) : undefined);
    };
    const fold = (event: Event): void => {
        if ((event.target as HTMLDetailsElement).open) ui.open.add("plan:capacity");
        else ui.open.delete("plan:capacity");
    };
    return html`<details class="no-print" ?open=${ui.open.has("plan:capacity")} @toggle=${fold}>
        <summary>${words.text("plan.capacity")}</summary>
        <form class="card plan-goal" @submit=${set} @reset=${(event: Event) => choose(event, undefined)}>
            ${stretches.map((stretch, at) => {
                const days = given?.[at] ?? ENDLESS;
                return html`<label class="field"><span>${months(view, stretch)}</span>
                    <input type="number" name="days" min="0" step="any" placeholder=${words.text("plan.capacity.none")}
                        .value=${days < ENDLESS ? String(days) : ""}></label>`;
            })}
            <p class="small muted plan-buttons">${words.text("plan.capacity.about")}</p>
            <div class="row plan-buttons">
                <button part="button">${words.text("plan.capacity.set")}</button>
                ${given ? html`<button type="reset" part="button">${words.text("plan.capacity.clear")}</button>` : nothing}
            </div>
        </form>
    </details>`;
}

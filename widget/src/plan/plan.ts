// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// What to do: recommendations, a goal and the way to it, a roadmap, and what the city takes on.

import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";

import { langOf } from "../frame/content.ts";
import { phrase } from "../frame/phrase.ts";
import { focusOn } from "../result/links.ts";
import { asReported } from "../result/pictures.ts";
import { joined } from "../result/told.ts";
import type { View } from "../view.ts";
import { goal } from "./goal.ts";
import { actionName, days } from "./links.ts";
import { again, type Made, planOf } from "./made.ts";
import { recommendation } from "./recommendation.ts";
import { roadmap } from "./roadmap.ts";

/** So many recommendations are shown at once. */
const MOST = 12;

export function plan(view: View): TemplateResult {
    const made = planOf(view);
    if (made === "waiting") return html`<p class="waiting muted">${view.words.text("plan.making")}</p>`;
    if (made === "failed") {
        return html`<p><button type="button" part="button" @click=${() => again(view)}>${view.words.text("retry")}</button></p>`;
    }
    if (made.plan.recommendations.length === 0) {
        const key = view.model.actions.size === 0 ? "plan.none_known" : made.plan.score == null ? "plan.none_yet" : "plan.none_left";
        return html`<section class="stack" aria-labelledby="plan">
            <h3 id="plan">${view.words.text("plan")}</h3>
            <p class="notice" part="notice">${view.words.text(key)}</p>
            ${key === "plan.none_yet" ? html`<p><button type="button" part="button" class="primary" @click=${() => view.go({ page: "fill" })}>${
                view.words.text("result.begin")}</button></p>` : nothing}
            ${taken(view, made)}
        </section>`;
    }
    return html`<div class="stack-large">
        ${goal(view, made)}
        ${roadmap(view, made)}
        ${asReported(view, { id: "chart-effort-gain", of: { kind: "effort_gain" }, plan: made.options })}
        ${recommendations(view, made)}
    </div>`;
}

function recommendations(view: View, made: Made): TemplateResult {
    const { model, words, ui, kept } = view;
    const { plan } = made;
    const all = plan.recommendations;
    const owners = (model.definition.roles ?? []).filter((role) => all.some(({ owner }) => owner === role));
    const [onlyTaken, onlyNeeded] = [ui.open.has("plan:taken"), ui.open.has("plan:needed") && plan.target != null];
    // There may be nothing left to do for the role that was chosen.
    const owner = ui.planOwner !== null && owners.includes(ui.planOwner) ? ui.planOwner : null;
    const shown = all.filter((one) =>
        (owner === null || one.owner === owner) && (!onlyTaken || kept.taken.includes(one.action))
        && (!onlyNeeded || plan.target?.actions.includes(one.action)));
    const first = onlyTaken || onlyNeeded || ui.open.has("plan:all") ? shown : shown.slice(0, MOST);
    const more = (event: Event): void => {
        ui.open.add("plan:all");
        view.draw();
        const next = shown[MOST];
        if (next) focusOn(event, `action-${next.action}`);
    };
    const choose = (event: Event): void => {
        ui.planOwner = (event.target as HTMLSelectElement).value || null;
        view.draw();
    };
    const only = (name: string, label: string): TemplateResult => html`<label class="choice">
        <input type="checkbox" .checked=${live(ui.open.has(name))} @change=${(event: Event) => {
            if ((event.target as HTMLInputElement).checked) ui.open.add(name);
            else ui.open.delete(name);
            view.draw();
        }}><span>${label}</span></label>`;
    return html`<section class="stack" aria-labelledby="plan">
        <h3 id="plan" tabindex="-1">${words.text("plan")}</h3>
        <p>${words.text("plan.about")}</p>
        ${taken(view, made)}
        <div class="row no-print">
            <label class="field"><span>${words.text("plan.filter")}</span>
                <select .value=${live(owner ?? "")} @change=${choose}>
                    <option value="">${words.text("plan.everyone")}</option>
                    ${owners.map((role) => html`<option value=${role} lang=${langOf(view)} ?selected=${role === owner}>${model.role(role)}</option>`)}
                </select></label>
            ${only("plan:taken", words.text("plan.only_taken"))}
            ${plan.target ? only("plan:needed", words.text("plan.only_needed")) : nothing}
        </div>
        <p class="muted">${words.text("plan.shown", { shown: first.length, count: all.length })}</p>
        <ol class="plain-list stack">${repeat(first, ({ action }) => action, (one) => recommendation(view, plan, one))}</ol>
        ${first.length < shown.length ? html`<button type="button" part="button" @click=${more}>${
            words.text("plan.show_all", { count: shown.length })}</button>` : nothing}
    </section>`;
}

/** How much the city has taken on. */
function taken(view: View, { plan }: Made): TemplateResult | typeof nothing {
    const { model, words, kept } = view;
    if (kept.taken.length === 0) return nothing;
    const open = plan.recommendations.filter(({ action }) => kept.taken.includes(action));
    const done = kept.taken.filter((id) => model.actions.has(id) && !open.some(({ action }) => action === id));
    const sum = (of: "effort_low" | "effort_high"): number => open.reduce((all, one) => all + one[of], 0);
    return html`<div class="notice good stack-small" id="taken" part="notice">
        ${open.length > 0 ? html`<p>${words.text("plan.taken", {
            count: open.length, effort: days(view, sum("effort_low"), sum("effort_high")),
        })}</p>` : nothing}
        ${done.length > 0 ? html`<p>${phrase(words, "plan.done", {
            names: joined(done.map((id) => actionName(view, id))),
        }, { count: done.length })}</p>` : nothing}
    </div>`;
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// What the plan is to reach, and what the engine says to it.

import type { PlanDocument, PlanOptions, TargetResult } from "@digirights/engine";
import { html, nothing, type TemplateResult } from "lit";

import { content, langOf } from "../frame/content.ts";
import { phrase } from "../frame/phrase.ts";
import { fullOf } from "../texts/words.ts";
import type { View } from "../view.ts";
import { actionLink } from "./links.ts";
import type { Made } from "./made.ts";
import { after } from "./roadmap.ts";

/** Stands in the list of goals for a score that is typed. */
const SCORE = "/score";

export function goal(view: View, { plan, waiting }: Made): TemplateResult {
    const { session, model, words, ui } = view;
    const { root } = session.card;
    const levels = model.levels(root);
    const full = fullOf(model.nodes.get(root)?.maximum ?? 1);
    const reached = levels.findIndex(({ id }) => id === plan.level);
    const { target, budget, capacity } = ui.goal;
    const free: PlanOptions = capacity ? { capacity } : {};
    const typed = ui.open.has("goal:score");
    const choose = (event: Event): void => {
        if ((event.target as HTMLSelectElement).value === SCORE) ui.open.add("goal:score");
        else ui.open.delete("goal:score");
        view.draw();
    };
    const set = (event: SubmitEvent): void => {
        event.preventDefault();
        const fields = new FormData(event.target as HTMLFormElement);
        const [target, score, budget] = ["target", "score", "budget"].map((name) => String(fields.get(name) ?? ""));
        const goal: PlanOptions = { ...free };
        if (target === SCORE && score) goal.target = Number(score) / full;
        else if (target && target !== SCORE) goal.target = target;
        if (budget) goal.budget = Number(budget);
        ui.goal = goal;
        view.say(words.text("plan.goal.seeking"));
        view.draw();
    };
    const clear = (): void => {
        ui.goal = free;
        ui.open.delete("goal:score");
        view.draw();
    };
    return html`<section class="stack ${plan.target ? "" : "no-print"}" aria-labelledby="goal">
        <h3 id="goal" tabindex="-1">${words.text("plan.goal")}</h3>
        <form class="card plan-goal no-print" @submit=${set} @reset=${clear}>
            <label class="field"><span>${words.text("plan.goal.target")}</span>
                <select name="target" @change=${choose}>
                    <option value="">${words.text("plan.goal.none")}</option>
                    ${levels.slice(reached + 1).map(({ id, title }) => html`<option value=${id} lang=${langOf(view)} ?selected=${id === target}>${
                        words.text("plan.goal.level", { level: title })}</option>`)}
                    <option value=${SCORE} ?selected=${typeof target === "number"}>${words.text("plan.goal.score")}</option>
                </select></label>
            ${typed ? html`<label class="field"><span>${words.text("plan.goal.points", { full })}</span>
                <input type="number" name="score" required min="0" max=${full} step="any"
                    .value=${typeof target === "number" ? String(Number((target * full).toFixed(6))) : ""}></label>` : nothing}
            <label class="field"><span>${words.text("plan.goal.budget")}</span>
                <input type="number" name="budget" min="0" step="any" .value=${budget == null ? "" : String(budget)}></label>
            <div class="row plan-buttons">
                <button part="button" class="primary">${words.text("plan.goal.set")}</button>
                ${target !== undefined || budget !== undefined ? html`<button type="reset" part="button">${words.text("plan.goal.clear")}</button>` : nothing}
            </div>
        </form>
        ${waiting ? html`<p class="notice" part="notice">${words.text("plan.goal.seeking")}</p>` : nothing}
        ${!waiting && plan.target ? way(view, plan, plan.target) : nothing}
    </section>`;
}

/** What the engine says to the goal, in words. */
function way(view: View, plan: PlanDocument, target: TargetResult): TemplateResult {
    const { session, model, words, ui } = view;
    const { root } = session.card;
    const maximum = session.node(root)?.score?.maximum ?? 1;
    const { target: asked, actions, reached, proved, bound } = target;
    const isBudget = "budget" in asked;
    const name = "level" in asked
        ? phrase(words, "plan.goal.level", { level: content(view, model.levelTitle(root, asked.level)) })
        : words.text("plan.goal.score_of", { score: words.points("score" in asked ? asked.score : 0, maximum) });
    const budget = words.numeral(ui.goal.budget ?? 0);
    const values = { count: actions.length, days: words.numeral(target.effort), budget };
    const left = plan.recommendations.filter(({ action }) => !actions.includes(action));
    const sentences = actions.length === 0 && reached && !isBudget
        ? [phrase(words, "plan.way.there", { name }, values)]
        : [
            phrase(words, isBudget ? "plan.way.budget" : reached ? "plan.way.reached" : "plan.way.out_of_reach", { name }, values),
            after(view, target),
            proof(view, { isBudget, reached, proved, bound: bound == null ? null : isBudget
                ? words.score(bound / maximum, maximum) : words.numeral(Math.floor(bound)) }),
            target.within_budget == null ? "" : words.text(target.within_budget ? "plan.way.fits" : "plan.way.too_much", values),
        ];
    return html`<div class="notice ${reached && target.within_budget !== false ? "good" : "warn"} stack-small" id="way" part="notice">
            ${sentences.filter(Boolean).map((sentence) => html`<p>${sentence}</p>`)}
        </div>
        ${left.length > 0 ? html`<details class="no-print"><summary>${words.text("plan.way.left", { count: left.length })}</summary>
            <ul>${left.map(({ action }) => html`<li>${actionLink(view, action)}</li>`)}</ul></details>` : nothing}`;
}

interface Proof {
    isBudget: boolean;
    reached: boolean;
    proved: boolean;
    bound: string | null;
}

function proof({ words: { text } }: View, { isBudget, reached, proved, bound }: Proof): string {
    if (!reached) return proved ? text("plan.proof.unreachable") : text("plan.proof.unsure");
    if (proved) return text(isBudget ? "plan.proof.highest" : "plan.proof.least");
    if (bound === null) return text("plan.proof.unsure");
    return text(isBudget ? "plan.proof.at_most" : "plan.proof.at_least", { bound });
}

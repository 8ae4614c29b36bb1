// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// The questions of one step.

import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";

import { content } from "../frame/content.ts";
import type { Step } from "../model.ts";
import { asked } from "../progress.ts";
import type { View } from "../view.ts";
import { stepHere } from "./next.ts";
import { ask } from "./question.ts";

export function stepPage(view: View, steps: Step[]): TemplateResult {
    const { words, model } = view;
    const step = stepHere(view, steps);
    if (!step) return html`<p class="notice" part="notice">${words.text("fill.nobody")}</p>`;
    const questions = asked(view, step);
    const place = steps.indexOf(step);
    const about = model.about(step.node.id);
    return html`<h3 id="step" tabindex="-1">${content(view, model.nameOf(step.node.id))}</h3>
        ${about ? html`<p class="muted">${content(view, about)}</p>` : nothing}
        ${repeat(questions, ({ id }) => id, (question) => html`
            ${section(view, step, question.id)}${ask(view, question)}`)}
        ${uncounted(view, step, steps)}
        <div class="row spread turn">
            ${turn(view, steps[place - 1], "fill.previous", "")}
            ${place === steps.length - 1
                ? html`<button type="button" part="button" class="primary" @click=${() => view.go({ page: "result" })}>
                      ${words.text("fill.to_result")}</button>`
                : turn(view, steps[place + 1], "fill.next", "primary")}
        </div>`;
}

/** The name of a part of the step, above the first of its questions. */
function section(view: View, step: Step, question: string): unknown {
    const { model } = view;
    const parent = model.parentOf.get(question);
    if (!parent || parent === step.node) return nothing;
    const first = asked(view, step).find(({ id }) => model.parentOf.get(id) === parent);
    return first?.id === question ? html`<h4 class="section">${content(view, model.nameOf(parent.id))}</h4>` : nothing;
}

function turn(view: View, step: Step | undefined, key: "fill.previous" | "fill.next", look: string): unknown {
    if (!step) return html`<span></span>`;
    const { node } = step;
    return html`<button type="button" part="button" class="turn ${look}" @click=${() => view.go({ step: node.id })}>
        ${view.words.text(key)}<span class="small to">${content(view, view.model.nameOf(node.id))}</span>
    </button>`;
}

/** Answers that are kept although their question is not asked any more; of steps that are gone altogether, too. */
function uncounted(view: View, step: Step, steps: Step[]): unknown {
    const { model, session: { card } } = view;
    const isHere = (of: Step | undefined): boolean =>
        of === step || (of !== undefined && !steps.includes(of) && asked(view, of).length === 0);
    const kept = card.kept_not_counted.filter((id) => isHere(model.stepOf.get(id)));
    if (kept.length === 0) return nothing;
    return html`<details class="uncounted">
        <summary>${view.words.text("fill.uncounted", { count: kept.length })}</summary>
        <p>${view.words.text("fill.uncounted.why")}</p>
        <ul>${kept.map((id) => html`<li>${content(view, model.nameOf(id))}</li>`)}</ul>
    </details>`;
}

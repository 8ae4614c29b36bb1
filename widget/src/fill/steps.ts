// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// All steps with their progress: a list at the side, or a select where there is no room.

import { html, nothing, type TemplateResult } from "lit";

import { content, langOf } from "../frame/content.ts";
import { howFar } from "../frame/summary.ts";
import type { Step } from "../model.ts";
import { asked, type Progress, progress } from "../progress.ts";
import type { View } from "../view.ts";
import { stepHere } from "./next.ts";

interface Group {
    name: string;
    steps: Step[];
}

/** Steps under the names of what is above them, but for the whole. */
function grouped({ model }: View, steps: Step[]): Group[] {
    const groups: Group[] = [];
    for (const step of steps) {
        const name = step.above.slice(1).map(({ id }) => model.nameOf(id)).join(" – ");
        const last = groups.at(-1);
        if (last?.name === name) last.steps.push(step);
        else groups.push({ name, steps: [step] });
    }
    return groups;
}

export function stepList(view: View, steps: Step[]): TemplateResult {
    const { words, model, ui } = view;
    const groups = grouped(view, steps);
    const here = stepHere(view, steps);
    const isShown = !ui.narrowing && !ui.search.trim();
    const far = (step: Step): Progress => progress(view, asked(view, step).map(({ id }) => id));
    const line = (step: Step): TemplateResult => {
        const made = far(step);
        const isDone = made.open === 0;
        return html`<li><button type="button" class="step" part="step"
            aria-current=${isShown && step === here ? "step" : "false"}
            @click=${() => view.go({ step: step.node.id })}>
            <span class="mark ${isDone ? "done" : ""}" aria-hidden="true">${isDone ? "✓" : ""}</span>
            <span>${content(view, model.nameOf(step.node.id))}
                <span class="far muted small">${howFar(words, made)}${isDone
                    ? html`<span class="visually-hidden">, ${words.text("fill.done")}</span>`
                    : nothing}</span>
            </span>
        </button></li>`;
    };
    const option = (step: Step): TemplateResult => html`<option value=${step.node.id} lang=${langOf(view)}
        .selected=${step === here}>${model.nameOf(step.node.id)}: ${howFar(words, far(step))}</option>`;
    // The focus stays: with the arrow keys, people pass by many steps.
    const choose = (event: Event): void => {
        Object.assign(ui, { step: (event.target as HTMLSelectElement).value, search: "", narrowing: false });
        view.draw();
    };
    return html`<nav class="steps" part="steps" aria-label=${words.text("fill.steps")}>
            ${groups.map(({ name, steps: list }, index) => html`
                <p id="g-${index}" class="group" ?hidden=${!name}>${content(view, name)}</p>
                <ul class="plain-list" aria-labelledby="g-${index}">${list.map(line)}</ul>`)}
        </nav>
        <label class="field step-choice"><span>${words.text("fill.step")}</span>
            <select @change=${choose}>
                ${groups.map(({ name, steps: list }) => name
                    ? html`<optgroup label=${name} lang=${langOf(view)}>${list.map(option)}</optgroup>`
                    : list.map(option))}
            </select>
        </label>`;
}

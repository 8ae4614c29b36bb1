// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Where departments contradict each other: every side beside the others, and a person chooses.

import type { Answer } from "@digirights/engine";
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";

import { content, langOf } from "../frame/content.ts";
import { joined, told } from "../result/told.ts";
import type { FullAnswer } from "../session.ts";
import type { View } from "../view.ts";
import { openConflicts } from "./count.ts";
import { ofTheseAnswers, settled } from "./merging.ts";

export function conflicts(view: View): TemplateResult {
    const { words: { text }, session } = view;
    const open = Object.entries(session.answers.conflicts ?? {});
    return html`<section class="stack" aria-label=${text("parts.conflicts")}>
        <h3 id="conflicts" tabindex="-1">${text("parts.conflicts")}</h3>
        <p>${howMany(view)}</p>
        ${repeat(open, ([question]) => question, ([question, sides]) => conflict(view, question, sides as FullAnswer[]))}
        ${record(view)}
    </section>`;
}

function howMany(view: View): string {
    const count = openConflicts(view);
    return view.words.text(count === 0 ? "parts.conflicts.none" : "parts.conflicts.open", { count });
}

function conflict(view: View, question: string, sides: FullAnswer[]): TemplateResult {
    const { words: { text }, model, ui, readOnly } = view;
    const step = model.stepOf.get(question);
    const submit = (event: SubmitEvent): void => {
        event.preventDefault();
        void settle(view, question, sides, event.target as HTMLFormElement);
    };
    const roles = model.definition.roles ?? [];
    return html`<form class="card conflict stack" @submit=${submit}>
        <fieldset>
            <legend>
                ${step ? html`<small class="muted">${content(view, model.nameOf(step.node.id))}</small>` : nothing}
                <strong>${content(view, model.nameOf(question))}</strong>
            </legend>
            <div class="sides">${sides.map((side, index) => html`<div class="side">
                <label class="choice">
                    <input type="radio" name="side" value=${index} required ?disabled=${readOnly} />
                    <strong>${told(view, question, side)}</strong>
                </label>
                ${about(view, side)}
            </div>`)}</div>
        </fieldset>
        ${readOnly ? nothing : html`<div class="settle">
            <label class="field"><span>${text("parts.by")}</span>
                <select name="by">
                    <option value="">${text("parts.by.none")}</option>
                    ${roles.map((role) => html`<option value=${role} lang=${langOf(view)} ?selected=${role === ui.parts.by}>
                        ${model.role(role)}</option>`)}
                </select></label>
            <label class="field"><span>${text("parts.reason")}</span>
                <input name="reason" type="text" autocomplete="off" /></label>
            <button type="submit" part="button" class="primary">
                ${text("parts.settle")}<span class="visually-hidden">: ${content(view, model.nameOf(question))}</span>
            </button>
        </div>`}
    </form>`;
}

/** Who said it, when and in which part, with what stands beside it; and who said the same. */
function about(view: View, side: FullAnswer): TemplateResult {
    const { words: { text } } = view;
    const also = (side.also ?? []) as FullAnswer[];
    const evidence = (side.evidence ?? []).map((item, index) => html`${index ? ", " : ""}${address(item)}`);
    return html`<dl>
        ${fact(text("parts.from"), joined([side, ...also].map((said) => origin(view, said))))}
        ${fact(text("parts.not_applicable"), side.reason)}
        ${[side, ...also].map(({ note }) => fact(text("parts.note"), note))}
        ${evidence.length > 0 ? fact(text("parts.evidence"), evidence) : nothing}
        ${side.confidence ? fact(text("parts.confidence"), text(`parts.confidence.${side.confidence}`)) : nothing}
    </dl>`;
}

function fact(name: string, value: unknown): unknown {
    return value ? html`<div><dt>${name}</dt><dd>${value}</dd></div>` : nothing;
}

function origin(view: View, { role, part, at }: FullAnswer): unknown {
    const { model, words } = view;
    return [role && content(view, model.role(role)), part, at && words.date(at)].filter(Boolean)
        .map((one, index) => (index ? [", ", one] : one));
}

/** Addresses come from other people's files: only those of the web become links. */
function address(item: string): unknown {
    return /^https?:\/\//i.test(item) ? html`<a href=${item} rel="noopener noreferrer" target="_blank">${item}</a>` : item;
}

/** How contradictions were settled so far. */
function record(view: View): unknown {
    const { words: { text }, model, session } = view;
    const all = Object.entries(session.answers.resolutions ?? {});
    if (all.length === 0) return nothing;
    const words = (question: string, answers: Answer[]): unknown =>
        answers.length > 0 && joined(answers.map((answer) => told(view, question, answer)));
    return html`<details>
        <summary>${text("parts.settled", { count: all.length })}</summary>
        <ul class="plain-list stack">${all.map(([question, steps]) => html`<li>
            <p><strong>${content(view, model.nameOf(question))}</strong></p>
            ${steps.map(({ chosen, rejected, by, reason }) => html`<dl>
                ${fact(text("parts.chosen"), words(question, [chosen]))}
                ${fact(text("parts.rejected"), words(question, rejected ?? []))}
                ${fact(text("parts.by"), by && content(view, model.role(by)))}
                ${fact(text("parts.reason"), reason)}
            </dl>`)}
        </li>`)}</ul>
    </details>`;
}

async function settle(view: View, question: string, sides: FullAnswer[], form: HTMLFormElement): Promise<void> {
    const { session, ui, words: { text } } = view;
    const given = new FormData(form);
    const answer = sides[Number(given.get("side"))];
    // A second press before the first one is through.
    if (!answer || form.ariaBusy === "true") return;
    form.ariaBusy = "true";
    ui.parts.by = String(given.get("by"));
    const reason = String(given.get("reason")).trim() || undefined;
    const by = ui.parts.by || undefined;
    try {
        session.replace(await ofTheseAnswers(session, () =>
            settled(session, question, { answer, by, reason }, text("parts.here"))));
    } catch (error) {
        form.ariaBusy = "false";
        view.fail(error);
        return;
    }
    // The form goes, and would take the focus with it.
    form.closest("section")?.querySelector("h3")?.focus();
    view.say(howMany(view));
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// What stands beside an answer: evidence, a note, how sure the city is.

import type { Confidence, Question } from "@digirights/engine";
import { html, nothing, type TemplateResult } from "lit";

import { content } from "../frame/content.ts";
import type { View } from "../view.ts";
import { giveBeside } from "./give.ts";
import { onceReleased } from "./later.ts";
import { sentences } from "./texts.ts";

const CONFIDENCES: Confidence[] = ["low", "medium", "high"];

export function beside(view: View, question: Question, off: boolean): TemplateResult {
    const { words, model, session, ui } = view;
    const { evidence = [], note = "", confidence } = session.answer(question.id) ?? {};
    const expected = model.questionText(question.id, "evidence");
    const has = [
        evidence.length ? words.text("fill.has.evidence", { count: evidence.length }) : "",
        note ? words.text("fill.has.note") : "",
        confidence ? words.text(`fill.confidence.${confidence}`) : "",
    ].filter(Boolean);
    const key = `beside:${question.id}`;
    const toggle = (event: Event): void => {
        if ((event.target as HTMLDetailsElement).open) ui.open.add(key);
        else ui.open.delete(key);
    };
    return html`<details class="beside" part="beside" ?open=${ui.open.has(key)} @toggle=${toggle}>
        <summary>${words.text("fill.beside")}${has.length
            ? html`<span class="has"> (${has.join(", ")})</span>`
            : nothing}</summary>
        <div class="stack">
            ${proofs(view, question, evidence, off, expected)}
            ${sentences({
                label: words.text("fill.note"), value: note, off,
                put: (text) => giveBeside(view, question, { note: text }),
            })}
            <label class="field"><span>${words.text("fill.confidence")}</span>
                <select class="short" ?disabled=${off} @change=${(event: Event) =>
                    giveBeside(view, question, {
                        confidence: ((event.target as HTMLSelectElement).value || undefined) as Confidence | undefined,
                    })}>
                    <option value="" .selected=${!confidence}>${words.text("fill.confidence.none")}</option>
                    ${CONFIDENCES.map((one) => html`<option value=${one} .selected=${one === confidence}>
                        ${words.text(`fill.confidence.${one}`)}</option>`)}
                </select>
            </label>
        </div>
    </details>`;
}

function proofs(view: View, question: Question, evidence: string[], off: boolean, expected: string): TemplateResult {
    const { words } = view;
    const add = (field: HTMLInputElement): void => {
        const typed = field.value.trim();
        if (typed === "") return;
        const isNew = !evidence.includes(typed);
        if (isNew && !giveBeside(view, question, { evidence: [...evidence, typed] })) return;
        field.value = "";
        view.say(words.text(isNew ? "fill.evidence.added" : "fill.evidence.there", { what: typed }));
    };
    const remove = (event: Event, what: string): void => {
        // The button goes away with its line: the field for the next link is the nearest place to be.
        const field = (event.target as HTMLElement).closest(".proofs")?.querySelector("input");
        giveBeside(view, question, { evidence: evidence.filter((other) => other !== what) });
        view.say(words.text("fill.evidence.removed", { what }));
        field?.focus();
    };
    return html`<div class="proofs stack-small">
        <h5>${words.text("fill.evidence")}</h5>
        ${expected
            ? html`<p class="muted">${words.text("fill.evidence.expected")} ${content(view, expected)}</p>`
            : nothing}
        ${evidence.length
            ? html`<ul class="plain-list stack-small">${evidence.map((what) => html`<li class="row">
                  <span class="proof">${linked(what)}</span>
                  ${off
                      ? nothing
                      : html`<button type="button" part="button" class="small" @click=${(event: Event) => remove(event, what)}>
                            ${words.text("fill.evidence.remove")}<span class="visually-hidden">: ${what}</span>
                        </button>`}
              </li>`)}</ul>`
            : nothing}
        ${off
            ? nothing
            : html`<div class="adding"><label class="field"><span>${words.text("fill.evidence.add")}</span>
                  <input type="text" autocomplete="off" @change=${(event: Event) => {
                      const field = event.target as HTMLInputElement;
                      onceReleased(() => add(field));
                  }} /></label>
                  <button type="button" part="button" @click=${(event: Event) => {
                      const field = (event.target as Element).closest(".adding")?.querySelector("input");
                      if (field) add(field);
                  }}>${words.text("fill.evidence.button")}</button>
              </div>`}
    </div>`;
}

/** Only what is surely an address of the web becomes a link. */
function linked(what: string): TemplateResult | string {
    return /^https?:\/\/[^\s]+$/i.test(what)
        ? html`<a href=${what} target="_blank" rel="noopener noreferrer">${what}</a>`
        : what;
}

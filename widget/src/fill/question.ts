// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// One question with everything that belongs to its answer.

import type { Question } from "@digirights/engine";
import { html, nothing, type TemplateResult } from "lit";

import { content } from "../frame/content.ts";
import { questionId } from "../frame/go.ts";
import type { View } from "../view.ts";
import { beside } from "./beside.ts";
import { always, boxes, radios } from "./choices.ts";
import { day, number, share, text } from "./fields.ts";
import { give } from "./give.ts";

/** Help of at most so many letters is shown at once. */
const SHORT = 240;

export function ask(view: View, question: Question, more: unknown = nothing): TemplateResult {
    const { model, words, session, ui, readOnly } = view;
    const { id } = question;
    const isOpen = session.answers.conflicts?.[id] !== undefined;
    const off = readOnly || isOpen;
    const answer = session.answer(id);
    const isGiven = answer !== null && answer.state !== "unanswered";
    const problem = ui.drafts.get(id)?.problem;
    const meta = [
        id,
        question.owner ? content(view, model.role(question.owner)) : "",
        question.essential ? words.text("fill.essential") : "",
    ].filter(Boolean);
    return html`<fieldset id=${questionId(id)} class="question" part="question" tabindex="-1"
        aria-describedby="h-${id}" @focusin=${() => (ui.last = id)}>
        <legend><h4>${content(view, model.nameOf(id))}</h4></legend>
        <p class="meta muted small">${meta.map((part, index) => (index ? [" · ", part] : part))}</p>
        ${help(view, id)}
        ${more}
        ${isOpen
            ? html`<div class="notice warn" part="notice">
                  <p>${words.text("fill.conflict")}</p>
                  <p><button type="button" class="link" @click=${() => view.go({ page: "parts" })}>
                      ${words.text("fill.conflict.settle")}</button></p>
              </div>`
            : nothing}
        <div class="control" part="control">${control(view, question, off)}</div>
        <p id="p-${id}" class="error" ?hidden=${!problem}>${problem ?? ""}</p>
        ${off
            ? nothing
            : html`<p class="clear ${isGiven ? "" : "unseen"}"><button type="button" class="link small"
                  @click=${(event: Event) => clear(view, question, event)}>
                  ${words.text("fill.clear")}<span class="visually-hidden">: ${content(view, model.nameOf(id))}</span></button></p>`}
        ${beside(view, question, off)}
    </fieldset>`;
}

/** The fields and boxes for the answer itself. */
export function control(view: View, question: Question, off: boolean): unknown {
    switch (question.answer.kind) {
        case "choice":
        case "yes_no":
            return radios(view, question, off);
        case "several":
            return boxes(view, question, off);
        case "number":
            return [number(view, question, off), always(view, question, off, "checkbox")];
        case "share":
            return [share(view, question, off), always(view, question, off, "checkbox")];
        case "date":
            return [day(view, question, off), always(view, question, off, "checkbox")];
        case "text":
            return [text(view, question, off), always(view, question, off, "checkbox")];
    }
}

function help({ model, words, ui }: View, id: string): TemplateResult {
    const said = model.questionText(id, "help");
    const view = { model, words };
    if (said.length <= SHORT) return html`<p id="h-${id}" class="help" ?hidden=${!said}>${content(view, said)}</p>`;
    const key = `help:${id}`;
    const toggle = (event: Event): void => {
        if ((event.target as HTMLDetailsElement).open) ui.open.add(key);
        else ui.open.delete(key);
    };
    return html`<details ?open=${ui.open.has(key)} @toggle=${toggle}>
        <summary>${words.text("fill.help")}</summary>
        <p id="h-${id}" class="help">${content(view, said)}</p>
    </details>`;
}

/** The button goes away with the answer: the question keeps the focus. */
function clear(view: View, question: Question, event: Event): void {
    const fieldset = (event.target as HTMLElement).closest("fieldset");
    if (!give(view, question, null)) return;
    view.say(view.words.text("fill.cleared.answer"));
    fieldset?.focus({ preventScroll: true });
}

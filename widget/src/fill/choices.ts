// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Circles and boxes: one of several, several of several, and the answers that every question has.

import type { Question } from "@digirights/engine";
import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";

import { content } from "../frame/content.ts";
import { phrase } from "../frame/phrase.ts";
import type { Option } from "../model.ts";
import type { View } from "../view.ts";
import { draft, give } from "./give.ts";
import { sentences } from "./texts.ts";

type Box = "radio" | "checkbox";

interface Choice {
    type: Box;
    name: string;
    label: unknown;
    hint?: unknown;
    checked: boolean;
    off: boolean;
    pick(checked: boolean): void;
}

function choice({ type, name, label, hint, checked, off, pick }: Choice): TemplateResult {
    return html`<label class="choice" part="choice">
        <input type=${type} name=${name} .checked=${live(checked)} ?disabled=${off}
            @change=${(event: Event) => pick((event.target as HTMLInputElement).checked)} />
        <span>${label}${hint ? html`<span class="hint">${hint}</span>` : nothing}</span>
    </label>`;
}

/** One of the options. */
export function radios(view: View, question: Question, off: boolean): TemplateResult {
    const answer = view.session.answer(question.id);
    const said = answer?.value === true ? "yes" : answer?.value === false ? "no" : answer?.value;
    const isDraft = view.ui.drafts.get(question.id)?.reason === true;
    const name = `a-${question.id}`;
    return html`${repeat(view.model.options(question), ({ id }) => id, (option) =>
        choice({
            type: "radio", name, off,
            ...named(view, question, option),
            checked: !isDraft && said === option.id,
            pick: () => give(view, question, { state: "answered", value: option.id }),
        }))}${always(view, question, off, "radio")}`;
}

/** Any of the options. An exclusive one stands alone. */
export function boxes(view: View, question: Question, off: boolean): TemplateResult {
    const { model, words } = view;
    const options = model.options(question);
    const value = view.session.answer(question.id)?.value;
    const chosen = Array.isArray(value) ? value : undefined;
    const alone = options.filter(({ exclusive }) => exclusive);
    const isAlone = (id: unknown): boolean => alone.some((option) => option.id === id);
    const pick = (option: Option, checked: boolean): void => {
        const others = (chosen ?? []).filter((id) => id !== option.id);
        const stay = checked ? others.filter((id) => !option.exclusive && !isAlone(id)) : others;
        const next = options.map(({ id }) => id).filter((id) => stay.includes(id) || (checked && id === option.id));
        // Nothing chosen any more is no answer: that none of them is so has a box of its own.
        const done = give(view, question, next.length > 0 ? { state: "answered", value: next } : null);
        if (done && stay.length < others.length) view.say(words.text("fill.cleared"));
    };
    const name = `a-${question.id}`;
    const none = words.text("fill.none");
    return html`${alone.length > 0 && options.length > 1
            ? html`<p class="muted small">${phrase(words, "fill.exclusive", {
                  options: content(view, alone.map((option) => `“${option.label}”`).join(", ")),
              }, { count: alone.length })}</p>`
            : nothing}
        ${repeat(options, ({ id }) => id, (option) =>
            choice({
                type: "checkbox", name, off,
                ...named(view, question, option),
                checked: chosen?.includes(option.id) ?? false,
                pick: (checked) => pick(option, checked),
            }))}
        ${alone.length === 0 || chosen?.length === 0
            ? choice({
                  type: "checkbox", name, off, label: none, checked: chosen?.length === 0,
                  pick: (checked) => give(view, question, checked ? { state: "answered", value: [] } : null),
              })
            : nothing}
        ${always(view, question, off, "checkbox")}`;
}

function named(view: View, question: Question, { id, label }: Option): Pick<Choice, "label" | "hint"> {
    const { model, words } = view;
    if (question.answer.kind === "yes_no" && label === id) {
        return { label: words.text(id === "yes" ? "result.yes" : id === "no" ? "result.no" : "result.partly") };
    }
    const short = model.scaleLabel(question, id);
    return short && short !== label
        ? { label: html`<strong>${content(view, short)}</strong>`, hint: content(view, label) }
        : { label: content(view, label) };
}

/** "We do not know" and, where it is allowed, "does not apply to us" with its reason. */
export function always(view: View, question: Question, off: boolean, type: Box): TemplateResult {
    const { words, model, session, ui } = view;
    const answer = session.answer(question.id);
    const state = answer?.state;
    const begun = ui.drafts.get(question.id);
    const isDraft = begun?.reason === true;
    const may = question.not_applicable ?? "forbidden";
    const isOut = state === "not_applicable" || isDraft;
    const leave = (checked: boolean): void => {
        if (!checked) give(view, question, state === "not_applicable" ? null : restored(view, question));
        else if (may === "with_reason" && state !== "not_applicable") draft(view, question.id, { reason: true });
        else give(view, question, { state: "not_applicable", reason: answer?.reason });
    };
    const name = `a-${question.id}`;
    const hintId = `n-${question.id}`;
    return html`<div class="always">
        ${choice({
            type, name, off,
            label: words.text("fill.dont_know"),
            checked: state === "dont_know" && !isDraft,
            pick: (checked) => give(view, question, checked ? { state: "dont_know" } : null),
        })}
        ${may === "forbidden" && !isOut
            ? nothing
            : choice({
                  type, name, off,
                  label: words.text("fill.not_applicable"),
                  hint: content(view, model.questionText(question.id, "not_applicable")),
                  checked: isOut,
                  pick: leave,
              })}
        ${isOut
            ? html`<div class="reason">
                  ${sentences({
                      label: words.text("fill.reason"),
                      value: answer?.reason ?? "",
                      off,
                      describedBy: hintId,
                      invalid: begun?.problem !== undefined,
                      put: (reason) =>
                          (reason === "" && isDraft) ||
                          give(view, question, { state: "not_applicable", reason: reason || undefined }),
                  })}
                  <p id=${hintId} class="muted small">${may === "with_reason"
                      ? words.text(isDraft && state && state !== "unanswered" ? "fill.reason.until" : "fill.reason.counts")
                      : nothing}</p>
              </div>`
            : nothing}
    </div>`;
}

/** What is said at present, so that giving it again only ends what was begun. */
function restored(view: View, question: Question): Parameters<typeof give>[2] {
    const answer = view.session.answer(question.id);
    if (answer?.state === "dont_know") return { state: "dont_know" };
    return answer?.state === "answered" ? { state: "answered", value: answer.value } : null;
}

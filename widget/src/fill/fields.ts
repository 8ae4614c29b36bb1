// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Fields to type into: numbers, shares, days, texts.

import type { Question } from "@digirights/engine";
import { html, nothing, type TemplateResult } from "lit";

import type { FullAnswer } from "../session.ts";
import type { View } from "../view.ts";
import { draft, give, refuse } from "./give.ts";
import { onceReleased } from "./later.ts";
import { fromPercent, percent, readNumber, writeNumber } from "./numbers.ts";
import { sentences } from "./texts.ts";

export function text(view: View, question: Question, off: boolean): TemplateResult {
    const value = view.session.answer(question.id)?.value;
    return sentences({
        label: view.words.text("fill.answer"),
        value: typeof value === "string" ? value : "",
        off,
        describedBy: `p-${question.id}`,
        put: (typed) => give(view, question, typed ? { state: "answered", value: typed } : null),
    });
}

export function day(view: View, question: Question, off: boolean): TemplateResult {
    const value = view.session.answer(question.id)?.value;
    const take = (field: HTMLInputElement): void => {
        if (field.validity.badInput) refuse(view, question.id, view.words.text("fill.day.refused"));
        else give(view, question, field.value ? { state: "answered", value: field.value } : null);
    };
    return html`<label class="field"><span>${view.words.text("fill.date")}</span>
        <input class="short" type="date" .value=${typeof value === "string" ? value : ""} ?readonly=${off}
            aria-describedby="p-${question.id}" @change=${(event: Event) => {
                const field = event.target as HTMLInputElement;
                onceReleased(() => take(field));
            }} />
    </label>`;
}

export function number(view: View, question: Question, off: boolean): TemplateResult {
    const { words, session } = view;
    const { answer } = question;
    if (answer.kind !== "number") return html``;
    const value = session.answer(question.id)?.value;
    const held = typeof value === "number" ? writeNumber(value, words.language) : "";
    return html`<div class="typed">
            ${one(view, question, off, {
                label: words.text("fill.number"), unit: answer.unit ?? "", held, index: 0,
                take: (numbers) => ({ state: "answered", value: numbers[0] }),
            })}
        </div>
        ${range(view, question, answer, (limit) => words.numeral(limit))}`;
}

/** A share as a percentage, or as a part of a whole. */
export function share(view: View, question: Question, off: boolean): TemplateResult {
    const { words, session, ui } = view;
    const { answer } = question;
    if (answer.kind !== "share") return html``;
    const value = session.answer(question.id)?.value;
    const pair = isPair(value) ? value : undefined;
    const [pairKey, percentKey] = [`pair:${question.id}`, `percent:${question.id}`];
    const asPair = ui.open.has(pairKey) || (pair !== undefined && !ui.open.has(percentKey));
    const turn = (): void => {
        ui.open.delete(asPair ? pairKey : percentKey);
        ui.open.add(asPair ? percentKey : pairKey);
        ui.drafts.delete(question.id);
        view.draw();
    };
    const fields = asPair
        ? ["part", "whole"].map((name, index) => one(view, question, off, {
              label: words.text(name === "part" ? "fill.part" : "fill.whole"),
              unit: "",
              held: pair ? writeNumber(pair[name as keyof Pair], words.language) : "",
              index,
              of: 2,
              take: ([part, whole]) => ({ state: "answered", value: { part, whole } }),
          }))
        : one(view, question, off, {
              label: words.text("fill.percent"),
              unit: `% ${answer.unit ?? ""}`,
              held: typeof value === "number" ? writeNumber(percent(value), words.language) : "",
              index: 0,
              take: ([typed = 0]) => ({ state: "answered", value: fromPercent(typed) }),
          });
    const shown = pair ? pair.part / pair.whole : value;
    const other = typeof shown === "number" && (pair !== undefined || asPair);
    return html`<div class="typed">${fields}
            ${other ? html`<span class="number">= ${words.numeral(percent(shown))} %</span>` : nothing}
        </div>
        ${range(view, question, { minimum: 0, maximum: 1, ...present(answer) }, (limit) => `${words.numeral(percent(limit))} %`)}
        ${off
            ? nothing
            : html`<p><button type="button" class="link small" @click=${turn}>
                  ${words.text(asPair ? "fill.as_percent" : "fill.as_pair")}
              </button></p>`}`;
}

interface Pair {
    part: number;
    whole: number;
}

function isPair(value: unknown): value is Pair {
    return typeof value === "object" && value !== null && "part" in value && "whole" in value;
}

interface Limits {
    minimum?: number | null;
    maximum?: number | null;
    integer?: boolean;
}

function present({ minimum, maximum }: Limits): Limits {
    return { ...(minimum != null && { minimum }), ...(maximum != null && { maximum }) };
}

/** What can be typed, in words. */
function range(view: View, question: Question, limits: Limits, written: (limit: number) => string): TemplateResult {
    const { text } = view.words;
    const { minimum, maximum, integer } = limits;
    const said = [
        integer ? text("fill.integer") : "",
        minimum != null && maximum != null
            ? text("fill.range", { minimum: written(minimum), maximum: written(maximum) })
            : minimum != null
              ? text("fill.at_least", { minimum: written(minimum) })
              : maximum != null
                ? text("fill.at_most", { maximum: written(maximum) })
                : "",
    ];
    return html`<p id="r-${question.id}" class="muted small">${said.filter(Boolean).join(" ")}</p>`;
}

interface Field {
    label: string;
    unit: string;
    /** What is answered already, as it would be typed. */
    held: string;
    /** Which of the question's fields it is. */
    index: number;
    /** How many fields there are. */
    of?: number;
    take(numbers: number[]): { state: "answered"; value: FullAnswer["value"] };
}

function one(view: View, question: Question, off: boolean, field: Field): TemplateResult {
    const { words, ui } = view;
    const { label, unit, held, index, of = 1, take } = field;
    const begun = ui.drafts.get(question.id);
    const change = (box: Element | null): void => {
        const typed = Array.from(box?.querySelectorAll("input") ?? [], (input) => input.value);
        const given = typed.filter((one) => one.trim() !== "");
        if (given.length === 0) {
            give(view, question, null);
            return;
        }
        const isWhole = question.answer.kind === "number" && question.answer.integer === true;
        const numbers = given.map((one) => readNumber(one, words.language, isWhole));
        const wrong = given[numbers.indexOf(undefined)];
        if (wrong !== undefined) {
            refuse(view, question.id, words.text("fill.number.unread", { typed: wrong }), { typed });
        } else if (given.length < of) {
            draft(view, question.id, { typed, problem: undefined });
        } else {
            ui.drafts.set(question.id, { typed });
            give(view, question, take(numbers as number[]));
        }
    };
    return html`<label class="field"><span>${label}</span>
        <span class="with-unit"><input class="short" type="text" inputmode="decimal" autocomplete="off"
            .value=${begun?.typed?.[index] ?? held} ?readonly=${off}
            aria-invalid=${begun?.problem ? "true" : "false"}
            aria-describedby="r-${question.id} p-${question.id}" @change=${(event: Event) => {
                const box = (event.target as HTMLElement).closest(".typed");
                onceReleased(() => change(box));
            }} />
        ${unit ? html`<span>${unit}</span>` : nothing}</span>
    </label>`;
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Questions that hold all the words that are looked for.

import type { Question } from "@digirights/engine";
import { html, type TemplateResult } from "lit";

import { content } from "../frame/content.ts";
import type { View } from "../view.ts";
import { all } from "./next.ts";

/** So few letters stand in many words: only one that begins with them is meant. */
const SHORT = /^[\p{sc=Latin}\d]{1,3}$/u;

function begun(said: string, word: string): boolean {
    return new RegExp(`[^\\p{L}\\p{N}]${word}`, "u").test(said);
}

/** Without accents and capitals. */
function plain(text: string): string {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

export function find(view: View): Question[] {
    const { model, ui } = view;
    const words = plain(ui.search).split(/\s+/).filter(Boolean);
    return all(view).filter((question) => {
        const { id } = question;
        const labels = model.options(question).map(({ label }) => label);
        const step = model.stepOf.get(id)?.node.id ?? "";
        const texts = [id, model.nameOf(id), model.questionText(id, "help"), model.questionText(id, "evidence")];
        const said = plain(["", ...texts, model.nameOf(step), ...labels].join("\n"));
        return words.every((word) => (SHORT.test(word) ? begun(said, word) : said.includes(word)));
    });
}

export function found(view: View): TemplateResult {
    const { model, words } = view;
    const list = find(view);
    return html`<h3>${words.text("fill.found", { count: list.length })}</h3>
        <ul class="plain-list found">${list.map(({ id }) => html`<li>
            <button type="button" class="link" @click=${() => view.go({ question: id })}>
                ${content(view, model.nameOf(id))}</button>
            <p class="muted small">${content(view, model.nameOf(model.stepOf.get(id)?.node.id ?? ""))}</p>
        </li>`)}</ul>`;
}

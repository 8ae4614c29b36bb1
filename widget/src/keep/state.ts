// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Whether answers are kept: a small state that is always there, and what has to be said of it once.

import { html, nothing, type TemplateResult } from "lit";

import { problems } from "../frame/faults.ts";
import type { View } from "../view.ts";
import type { Stale } from "./editions.ts";
import { download } from "./file.ts";
import { save } from "./save.ts";
import type { Trouble } from "./trouble.ts";

/** "Kept in this browser". */
export function keepState({ keeper, words: { text } }: View): TemplateResult {
    const { state } = keeper;
    const [sign, key] = state === "kept" ? ["✓", "keep.kept"] as const
        : state === "saving" ? ["…", "keep.saving"] as const
        : ["!", "keep.not_kept"] as const;
    return html`<p class="keep-state small" part="keep-state" data-state=${state}>
        <span aria-hidden="true">${sign}</span> ${text(key)}
    </p>`;
}

/** What is wrong with keeping, until it is put away, and answers that wait for a decision. */
export function keepNotices(view: View): TemplateResult {
    const { keeper, ui } = view;
    const { trouble } = keeper;
    const isTold = !trouble || trouble === "off" || ui.open.has(`keep:${trouble}`);
    return html`${isTold ? nothing : lost(view, trouble)}${keeper.stale.map((stale) => waiting(view, stale))}`;
}

function lost(view: View, trouble: Trouble): TemplateResult {
    const { words: { text }, ui } = view;
    const close = (): void => {
        ui.open.add(`keep:${trouble}`);
        view.draw();
    };
    return html`<div class="notice warn stack-small" part="notice">
        <p>${reason(view.words, trouble)}</p>
        <div class="row">
            <button type="button" part="button" class="small" @click=${() => save(view)}>${text("keep.save")}</button>
            <button type="button" part="button" class="small" @click=${close}>${text("keep.close")}</button>
        </div>
    </div>`;
}

/** Why answers are not kept, in words. */
export function reason({ text }: View["words"], trouble: Trouble): string {
    return text("keep.trouble", { why: text(`keep.trouble.${trouble}`) });
}

function waiting(view: View, stale: Stale): TemplateResult {
    const { words: { text }, keeper, session } = view;
    const count = Object.keys(stale.document.answers).length;
    const version = stale.document.questionnaire.version;
    const remove = (): void => {
        void keeper.discard(stale);
        view.say(text("keep.stale.removed"));
    };
    return html`<div class="notice warn stack-small" part="notice">
        <p>${text(version === session.answers.questionnaire.version ? "keep.unread" : "keep.stale", { count, version })}</p>
        ${stale.problems.length > 0
            ? html`<details><summary>${text("keep.why")}</summary>
                ${problems(Object.assign(new Error(), { name: "ProblemsError", problems: stale.problems }))}
            </details>`
            : nothing}
        <div class="row">
            <button type="button" part="button" class="small" @click=${() => download(stale.document)}>${text("keep.save_those")}</button>
            <button type="button" part="button" class="small" @click=${remove}>${text("keep.remove_those")}</button>
        </div>
    </div>`;
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Brings parts in: several files at once, all or none.

import { html, nothing, type TemplateResult } from "lit";

import { problems, problemsOf } from "../frame/faults.ts";
import { dropped } from "../keep/dropped.ts";
import { read } from "../keep/file.ts";
import type { Kept } from "../keep/kept.ts";
import type { View } from "../view.ts";
import { mergeParts, ofTheseAnswers, type Part } from "./merging.ts";

export function bring(view: View): TemplateResult {
    const { words: { text }, ui: { parts: { report } } } = view;
    return html`<section class="stack" aria-label=${text("parts.in")}>
        <h3>${text("parts.in")}</h3>
        <p>${text("parts.in.about")}</p>
        ${dropped(view, text("parts.in.files"), true, (files) => bringIn(view, files))}
        ${report === null ? nothing
            : "good" in report ? html`<p class="notice good" part="notice">${report.good}</p>`
            : html`<div class="notice bad stack-small" part="error">
                <p><strong>${text("parts.refused")}</strong></p>
                ${report.refused.map(({ name, fault }) => html`${name ? html`<p>${name}</p>` : nothing}${problems(fault)}`)}
            </div>`}
    </section>`;
}

async function bringIn(view: View, files: File[]): Promise<void> {
    const { session, words } = view;
    const refused: { name: string; fault: unknown }[] = [];
    const parts: Part[] = [];
    for (const file of files) {
        try {
            const text = await read(file, words);
            // Carries a part over from an earlier version of the questionnaire.
            const held = session.loaded.instrument.assess(text, { profile: null });
            parts.push({ name: file.name.replace(/\.json$/i, ""), document: held.answers() });
            held.free();
        } catch (fault) {
            refused.push({ name: file.name, fault });
        }
    }
    if (refused.length > 0) refuse(view, refused);
    else await takeIn(view, parts);
}

/** Merges parts into what is here, as one step, and says what came in; false where they are refused. */
export async function takeIn(view: View, parts: Part[], kept?: Partial<Kept>): Promise<boolean> {
    const { session, ui, words: { text } } = view;
    try {
        const { document, fresh, same, conflicts } =
            await ofTheseAnswers(session, () => mergeParts(session, parts, text("parts.here")));
        session.replace(document, false, kept);
        const values = { fresh: words(view, "fresh", fresh), same: words(view, "same", same) };
        const open = words(view, "conflict", conflicts);
        ui.parts.report = { good: text("parts.came", { ...values, open, count: parts.length }) };
        view.say(ui.parts.report.good);
        view.draw();
        return true;
    } catch (fault) {
        // The engine's problems name the parts.
        refuse(view, [{ name: problemsOf(fault).length > 0 ? "" : text("parts.in"), fault }]);
        return false;
    }
}

function words({ words: { text } }: View, what: "fresh" | "same" | "conflict", count: number): string {
    return text(`parts.came.${what}`, { count });
}

function refuse(view: View, refused: { name: string; fault: unknown }[]): void {
    view.ui.parts.report = { refused };
    view.say(view.words.text("parts.refused"));
    view.draw();
}

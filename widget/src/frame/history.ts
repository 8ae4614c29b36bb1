// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Undo and redo.

import { html, type TemplateResult } from "lit";

import { stepHere } from "../fill/next.ts";
import type { View } from "../view.ts";

export type Way = "undo" | "redo";

/** One step back or forward. The question that it concerns comes into view where questions are filled in; the focus
 * stays, unless what has it goes away with the step that was shown. */
export function travel(view: View, way: Way): void {
    const { session, model, ui, words, root } = view;
    if (view.readOnly) return;
    try {
        const change = session[way]();
        view.draw();
        if (!change) return;
        const step = change.kind === "answer" && model.stepOf.get(change.question);
        if (step && ui.page === "fill" && !ui.narrowing && !ui.search && step !== stepHere(view)) {
            ui.step = step.node.id;
            if (root.activeElement?.closest(".questions")) view.go({ question: change.question });
        }
        const what = change.kind === "answer" ? model.nameOf(change.question) : words.text(`change.${change.kind}`);
        view.say(words.text(way === "undo" ? "undone" : "redone", { what }));
    } catch (error) {
        view.fail(error);
    }
}

/** What is typed has an undo of its own. */
export function isTextField(target: EventTarget | undefined): boolean {
    return (
        target instanceof HTMLTextAreaElement ||
        (target instanceof HTMLInputElement && !/^(checkbox|radio|button|file|range)$/.test(target.type))
    );
}

/** Which way a key goes, if any. */
export function wayOf(event: KeyboardEvent): Way | undefined {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || isTextField(event.composedPath()[0])) return undefined;
    const key = event.key.toLowerCase();
    if (key === "z") return event.shiftKey ? "redo" : "undo";
    return key === "y" ? "redo" : undefined;
}

export function history(view: View): TemplateResult {
    // Not `disabled`: that would take the focus away from a button pressed again and again.
    const button = (way: Way, can: boolean): TemplateResult => html`<button
        type="button"
        class="small"
        part="button"
        aria-disabled=${String(!can)}
        @click=${() => travel(view, way)}
    >${view.words.text(way)}</button>`;
    const { canUndo, canRedo } = view.session;
    return html`<div class="history" role="group" aria-label=${view.words.text("history")}>
        ${button("undo", canUndo)}${button("redo", canRedo)}
    </div>`;
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Undo and redo.

import { html, type TemplateResult } from "lit";

import type { View } from "../view.ts";

export type Way = "undo" | "redo";

/** One step back or forward; the step that it concerns comes into view, and the focus stays. */
export function travel(view: View, way: Way): void {
    const { session, model, ui, words } = view;
    if (view.readOnly) return;
    try {
        const change = session[way]();
        if (!change) return;
        if (change.kind === "answer") {
            ui.drafts.delete(change.question);
            const step = model.stepOf.get(change.question);
            if (step && ui.page === "fill" && !ui.narrowing && !ui.search) ui.step = step.node.id;
        }
        const what = change.kind === "answer" ? model.nameOf(change.question) : words.text(`change.${change.kind}`);
        view.say(words.text(way === "undo" ? "undone" : "redone", { what }));
        view.draw();
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

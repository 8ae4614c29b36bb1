// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Ways from a result to what it is made of.

import { html, type LitElement, type TemplateResult } from "lit";

import { content } from "../frame/content.ts";
import type { View } from "../view.ts";

/** The name of a node or question. */
export function nameOf(view: View, id: string): TemplateResult | string {
    return content(view, view.model.nameOf(id));
}

/** A question as a button that leads to it. */
export function questionLink(view: View, question: string): TemplateResult {
    const step = view.model.stepOf.get(question)?.node.id;
    return html`<button type="button" class="link" @click=${() => view.go({ page: "fill", step, question })}>${
        nameOf(view, question)}</button>`;
}

/** A node as a button that explains its score. */
export function whyLink(view: View, node: string): TemplateResult {
    const explain = (event: Event): void => {
        view.ui.why = node;
        view.ui.page = "result";
        view.draw();
        focusOn(event, "why");
    };
    return html`<button type="button" class="link" @click=${explain}>${nameOf(view, node)}</button>`;
}

/** A node as a button that leads to its questions, or explains it where it has none of its own. */
export function nodeLink(view: View, node: string): TemplateResult {
    const isStep = view.model.steps.some((step) => step.node.id === node);
    if (!isStep) return whyLink(view, node);
    return html`<button type="button" class="link" @click=${() => view.go({ page: "fill", step: node })}>${
        nameOf(view, node)}</button>`;
}

/** Puts the focus on an element of the shadow root, once what was asked for is drawn. */
export function focusOn(event: Event, id: string): void {
    const root = (event.currentTarget as Element).getRootNode() as ShadowRoot;
    void (root.host as LitElement).updateComplete.then(() => root.getElementById(id)?.focus());
}

/** A list of which only the first are shown at once. `list` draws items, of which the first has a number. */
export function folded<T>(
    { words }: View, items: T[], most: number, list: (items: T[], start: number) => TemplateResult,
): TemplateResult {
    const count = items.length - most;
    if (count < 2) return list(items, 1);
    return html`${list(items.slice(0, most), 1)}
        <details><summary>${words.text("result.more", { count })}</summary>${list(items.slice(most), most + 1)}</details>`;
}

/** A table that scrolls in itself where it finds no room. A row of one cell heads those after it; cells in
 * `numbers` stand at the end. */
export function table(
    caption: string, heads: unknown[], rows: unknown[][], numbers: number[] = [], shown: unknown = caption,
): TemplateResult {
    const look = (at: number): string => (numbers.includes(at) ? "number" : "");
    return html`<div class="scroll" role="region" aria-label=${caption} tabindex="0"><table>
        <caption>${shown}</caption>
        <thead><tr>${heads.map((head, at) => html`<th scope="col" class=${look(at)}>${head}</th>`)}</tr></thead>
        <tbody>${rows.map((cells) => html`<tr>${cells.length === 1
            ? html`<th scope="colgroup" colspan=${heads.length}>${cells[0]}</th>`
            : cells.map((cell, at) => at === 0
                ? html`<th scope="row">${cell}</th>`
                : html`<td class=${look(at)}>${cell}</td>`)}</tr>`)}</tbody>
    </table></div>`;
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// What the city does well already, and what it does not yet.

import type { HighlightDocument } from "@digirights/engine";
import { html, nothing, type TemplateResult } from "lit";

import type { View } from "../view.ts";
import { folded, whyLink } from "./links.ts";
import { boundsTold, pointTold, rangeOf } from "./told.ts";

/** So many are shown at once. */
const MOST = 6;

export function highlights(view: View): TemplateResult {
    const { strengths, weaknesses } = view.session.card;
    return html`<div class="result-pair">
        ${list(view, "strengths", strengths)}
        ${list(view, "weaknesses", weaknesses)}
    </div>`;
}

function list(view: View, sort: "strengths" | "weaknesses", found: HighlightDocument[]): TemplateResult {
    const { text } = view.words;
    return html`<section class="stack-small" aria-labelledby=${sort}>
        <h3 id=${sort}>${text(`result.${sort}`)}</h3>
        ${found.length === 0 ? html`<p class="muted">${text(`result.no_${sort}`)}</p>` : nothing}
        ${folded(view, found, MOST, (some) => html`<ul class="plain-list result-list">${some.map((one) => item(view, one))}</ul>`)}
    </section>`;
}

function item(view: View, { node, certain }: HighlightDocument): TemplateResult {
    const range = rangeOf(view, node);
    const bounds = boundsTold(view, range);
    return html`<li>
        <span>${whyLink(view, node)}${bounds ? html`<br><span class="small muted">${bounds}${
            certain ? nothing : `, ${view.words.text("result.not_certain")}`}</span>` : nothing}</span>
        <strong class="number">${pointTold(view, range)}</strong>
    </li>`;
}

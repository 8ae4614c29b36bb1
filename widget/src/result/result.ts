// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Where the city stands, why, and what would change it.

import { html, nothing, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";

import type { View } from "../view.ts";
import { compare, compared } from "./compare.ts";
import { highlights } from "./highlights.ts";
import { pictures } from "./pictures.ts";
import { report } from "./report.ts";
import { trial } from "./trial.ts";
import { whole } from "./whole.ts";
import { why } from "./why.ts";

export function result(view: View): TemplateResult {
    const { session: { card }, model, words, kept, readOnly, ui } = view;
    const comparison = compared(view);
    const found = comparison ?? null;
    // Before the first answer there is nothing to draw or to explain.
    const hasAnswers = card.nodes[card.root]?.score != null || (card.nodes[card.root]?.answered ?? 0) > 0;
    // An answer on trial changes nothing of all this, and shall be seen at once.
    const shown = [card, model, words, kept, readOnly, comparison];
    return html`<div class="stack-large">
        ${guard(shown, () => html`${whole(view)}
            ${hasAnswers ? html`${highlights(view)}${pictures(view, found)}` : nothing}`)}
        ${guard([...shown, ui.why], () => (hasAnswers ? why(view, found) : nothing))}
        ${trial(view)}
        ${hasAnswers ? report(view, found !== null) : nothing}
        ${guard([...shown, ui.report.making, ui.report.formats.comparison], () => compare(view, comparison))}
    </div>`;
}

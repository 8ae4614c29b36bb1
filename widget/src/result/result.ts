// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Where the city stands, why, and what would change it.

import { html, nothing, type TemplateResult } from "lit";

import type { View } from "../view.ts";
import { compare, compared } from "./compare.ts";
import { highlights } from "./highlights.ts";
import { pictures } from "./pictures.ts";
import { trial } from "./trial.ts";
import { whole } from "./whole.ts";
import { why } from "./why.ts";

export function result(view: View): TemplateResult {
    const { card } = view.session;
    const comparison = compared(view);
    // Before the first answer there is nothing to draw or to explain.
    const hasAnswers = card.nodes[card.root]?.score != null || (card.nodes[card.root]?.answered ?? 0) > 0;
    return html`<div class="stack-large">
        ${whole(view)}
        ${hasAnswers ? html`${highlights(view)}${pictures(view, comparison)}${why(view)}` : nothing}
        ${trial(view)}
        ${compare(view, comparison)}
    </div>`;
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Where the city stands, in one line, live.

import { html, nothing, type TemplateResult } from "lit";

import { progress } from "../progress.ts";
import type { Words } from "../texts/words.ts";
import type { Progress } from "../progress.ts";
import type { View } from "../view.ts";
import { content } from "./content.ts";

/** "7 of 8 answered, 1 not known" */
export function howFar(words: Words, { asked, answered, unknown }: Progress): string {
    const done = words.text("answered", { answered, count: asked });
    return unknown === 0 ? done : words.text("answered.unknown", { done, count: unknown });
}

export function summary(view: View): TemplateResult {
    const { session, model, words } = view;
    const { root } = session.card;
    const node = session.node(root);
    const score = node?.score;
    const far = progress(view, model.questions.keys());
    const level = node?.level ? model.levelTitle(root, node.level) : "";
    const told = (value: number): string => words.score(value / (score?.maximum ?? 1), score?.maximum);
    return html`<div class="summary" part="summary"><dl>
        <div>
            <dt>${words.text("summary.score")}</dt>
            ${score
                ? html`<dd><span class="point number">${told(score.point)}</span>
                      <span class="muted">${score.low === score.high ? words.of(score.maximum) : words.text("summary.bounds", {
                          of: words.of(score.maximum), low: told(score.low), high: told(score.high),
                      })}</span></dd>`
                : html`<dd>${words.text("summary.no_score")}</dd>`}
        </div>
        ${level ? html`<div><dt>${words.text("summary.level")}</dt><dd><strong>${content(view, level)}</strong></dd></div>` : nothing}
        <div><dt>${words.text("summary.questions")}</dt><dd>${howFar(words, far)}</dd></div>
        </dl>
        <progress max=${Math.max(1, far.asked)} .value=${far.asked - far.open} aria-hidden="true"></progress>
    </div>`;
}

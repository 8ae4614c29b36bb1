// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// What is done when, as a picture, a table and lists.

import type { RoadmapStretch } from "@digirights/engine";
import { html, nothing, type TemplateResult } from "lit";

import { drawn } from "../charts/drawn.ts";
import { content, langOf } from "../frame/content.ts";
import { phrase } from "../frame/phrase.ts";
import { folded, table } from "../result/links.ts";
import { wanted } from "../result/pictures.ts";
import type { View } from "../view.ts";
import { capacity } from "./capacity.ts";
import { actionLink, actionName, days, months } from "./links.ts";
import type { Made } from "./made.ts";

/** So many actions of a stretch are listed at once. */
const MOST_LINES = 6;

export function roadmap(view: View, { plan, options }: Made): TemplateResult | typeof nothing {
    const { model, words } = view;
    const { stretches, later } = plan.roadmap;
    const known = new Map(plan.recommendations.map((one) => [one.action, one]));
    const title = words.text("plan.roadmap");
    const asTable = words.text("result.as_table", { title });
    const actions = stretches.flatMap((stretch) => stretch.actions.map((action) => ({ action, stretch })));
    if (actions.length + later.length === 0) return nothing;
    return html`<section class="stack" aria-labelledby="roadmap">
        <h3 id="roadmap" tabindex="-1">${title}</h3>
        <p>${words.text("plan.roadmap.about")}</p>
        ${capacity(view, stretches)}
        <figure class="stack-small">
            <div class="picture" part="chart" lang=${langOf(view)}>${
                drawn(wanted(view, { id: "chart-roadmap", of: { kind: "roadmap" }, plan: options }), view.words)}</div>
            <details><summary>${asTable}</summary>${table(
                asTable,
                [words.text("plan.action"), words.text("plan.months"), words.text("plan.effort"), words.text("plan.owner")],
                actions.map(({ action, stretch }) => {
                    const one = known.get(action);
                    return [
                        actionName(view, action), months(view, stretch),
                        one ? days(view, one.effort_low, one.effort_high) : "–", one?.owner ? content(view, model.role(one.owner)) : "–",
                    ];
                }),
            )}</details>
        </figure>
        <ol class="plain-list plan-stretches">${stretches.map((stretch) => html`<li class="card stack-small">
            <h4>${months(view, stretch)}</h4>
            ${stretch.actions.length === 0
                ? html`<p class="muted">${words.text("plan.nothing")}</p>`
                : html`<p>${days(view, stretch.effort_low, stretch.effort_high)}<br><strong>${after(view, stretch)}</strong></p>`}
            <div class="no-print">${folded(view, stretch.actions, MOST_LINES, (some, start) => html`<ol start=${start}>${
                some.map((action) => html`<li>${actionLink(view, action)}</li>`)}</ol>`)}</div>
        </li>`)}</ol>
        ${later.length ? html`<h4>${words.text("plan.later")}</h4>
            <p>${words.text("plan.later.why", { count: later.length })}</p>
            ${folded(view, later, MOST_LINES, (some) => html`<ul>${
                some.map((action) => html`<li>${actionLink(view, action)}</li>`)}</ul>`)}` : nothing}
    </section>`;
}

/** The score once something is done, and the level where there are any. */
export function after(view: View, { score_after: score, level_after: level }: Pick<RoadmapStretch, "score_after" | "level_after">): unknown {
    const { session, model, words } = view;
    if (score == null) return "";
    const { root } = session.card;
    const title = model.levelTitle(root, level);
    const maximum = session.node(root)?.score?.maximum ?? 1;
    return phrase(words, title ? "plan.after" : "plan.after.score", { level: content(view, title) }, {
        score: words.score(score / maximum, maximum),
    });
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// What is done when, as a picture, a table and lists.

import type { PlanDocument, Recommendation, RoadmapStretch } from "@digirights/engine";
import { html, nothing, type TemplateResult } from "lit";

import { sized } from "../charts/sized.ts";
import { timeline, type Timeline } from "../charts/timeline.ts";
import { folded, table } from "../result/links.ts";
import type { View } from "../view.ts";
import { capacity } from "./capacity.ts";
import { actionLink, days, months } from "./links.ts";

/** With more rows than this, the picture has a row for each node instead of each action. */
const MOST_ROWS = 20;

/** So many actions of a stretch are listed at once. */
const MOST_LINES = 6;

export function roadmap(view: View, plan: PlanDocument): TemplateResult | typeof nothing {
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
            <div class="picture">${sized((width) => timeline(picture(view, stretches, known, width)))}</div>
            <details><summary>${asTable}</summary>${table(
                asTable,
                [words.text("plan.action"), words.text("plan.months"), words.text("plan.effort"), words.text("plan.owner")],
                actions.map(({ action, stretch }) => {
                    const one = known.get(action);
                    return [
                        model.action(action).title, months(view, stretch),
                        one ? days(view, one.effort_low, one.effort_high) : "–", one?.owner ? model.role(one.owner) : "–",
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

function scoreAfter({ session, words }: View, { score_after: score }: RoadmapStretch): string {
    if (score == null) return "";
    const maximum = session.node(session.card.root)?.score?.maximum ?? 1;
    return words.text("plan.then", { score: words.score(score / maximum) });
}

/** The score and level once a stretch is done. */
function after({ session, model, words }: View, { score_after: score, level_after: level }: RoadmapStretch): string {
    if (score == null) return "";
    const { root } = session.card;
    return words.text("plan.after", {
        score: words.score(score / (session.node(root)?.score?.maximum ?? 1)),
        level: model.levelTitle(root, level) || "–",
    });
}

/** Actions one after the other in their stretch, each as long as its part of the effort. */
function picture(view: View, stretches: RoadmapStretch[], known: Map<string, Recommendation>, width: number): Timeline {
    const { model, words } = view;
    const spans = stretches.flatMap(({ actions, from_month: from, to_month: to }) => {
        const effort = (action: string): number => {
            const one = known.get(action);
            return one ? one.effort_low + one.effort_high : 0;
        };
        const all = actions.reduce((sum, action) => sum + effort(action), 0) || 1;
        let done = 0;
        return actions.map((action) => {
            const start = done;
            done += effort(action);
            const at = (part: number): number => from + (part / all) * (to - from);
            return { action, from: at(start), to: at(done), title: model.action(action).title };
        });
    });
    const rows = new Map<string, Timeline["rows"][number]>();
    for (const { action, ...span } of spans) {
        const name = spans.length > MOST_ROWS ? model.nameOf(known.get(action)?.node ?? "") : span.title;
        const row = rows.get(name) ?? { name, spans: [] };
        row.spans.push(span);
        rows.set(name, row);
    }
    return {
        id: "timeline", width, rtl: words.direction === "rtl", title: words.text("plan.roadmap"),
        summary: stretches.map((one) =>
            words.text("plan.summary", { months: months(view, one), count: one.actions.length, after: after(view, one) })).join(" "),
        periods: stretches.map((one) => ({
            from: one.from_month, to: one.to_month, name: months(view, one), note: scoreAfter(view, one),
        })),
        rows: [...rows.values()],
    };
}

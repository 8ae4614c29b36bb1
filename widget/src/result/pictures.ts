// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// The result in pictures, each with its data as a table.

import type { Comparison } from "@digirights/engine";
import { html, nothing, type TemplateResult } from "lit";

import { drawn, picture } from "../charts/drawn.ts";
import type { Wanted } from "../charts/figures.ts";
import { content, langOf } from "../frame/content.ts";
import { phrase } from "../frame/phrase.ts";
import type { View } from "../view.ts";
import { nameOf, questionLink, table, whyLink } from "./links.ts";
import { boundsTold, pointTold, rangeOf, shares, spoken, told } from "./told.ts";
import { unseen } from "./unseen.ts";

/** With more spokes than this, a radar cannot be read. */
const MOST_SPOKES = 20;

export function pictures(view: View, comparison: Comparison | null): TemplateResult {
    const { text } = view.words;
    // An earlier result that does not fit is not shown beside this one.
    const earlier = comparison === null ? null : view.kept.earlier;
    return html`<section class="stack-large" aria-labelledby="pictures">
        <h3 id="pictures">${text("result.pictures")}</h3>
        ${overview(view, comparison, earlier)}
        ${scores(view, earlier)}
        ${answers(view)}
        ${asReported(view, { id: "chart-gaps", of: { kind: "gaps" } })}
        ${lenses(view, earlier)}
    </section>`;
}

/** A chart of the result that is shown. */
export function wanted(view: View, chart: Omit<Wanted, "session" | "card" | "language">): Wanted {
    const { session } = view;
    return { session, card: session.card, language: spoken(view), ...chart };
}

/** A chart with its name, what it says in words, and its data. */
function figure(
    view: View, title: unknown, summary: unknown, chart: Omit<Wanted, "session" | "card" | "language">, data: () => unknown,
): TemplateResult {
    return html`<figure class="stack-small">
        <h4>${title}</h4>
        <p>${summary}</p>
        <div class="picture" part="chart" lang=${langOf(view)}>${drawn(wanted(view, chart), view.words)}</div>
        <details><summary>${phrase(view.words, "result.as_table", { title })}</summary>${unseen(data)}</details>
    </figure>`;
}

/** The same as the report has it; nothing where there is too little to draw. */
export function asReported(view: View, chart: Omit<Wanted, "session" | "card" | "language">): TemplateResult {
    return html`<figure class="stack-small picture" part="chart">${drawn(wanted(view, chart), view.words, (made) => {
        const { title, description, caption, table: data } = made;
        const numbers = data?.columns.flatMap(({ number }, at) => (number ? [at] : [])) ?? [];
        const said = (text: string): unknown => content(view, text);
        return html`<h4>${said(title)}</h4>
            <p>${said(description)}</p>
            <div lang=${langOf(view)}>${picture(made)}</div>
            <figcaption class="small muted">${said(caption)}</figcaption>
            ${data ? html`<details><summary>${phrase(view.words, "result.as_table", { title: said(title) })}</summary>${table(
                title, data.columns.map(({ heading }) => said(heading)), data.rows.map(({ cells }) => cells.map(said)), numbers, said(title),
            )}</details>` : nothing}`;
    })}</figure>`;
}

/** The nodes of the overview: steps, or what is above them where they are too many. */
function spokesOf({ session, model }: View): string[] {
    const steps = model.steps.filter(({ node }) => session.node(node.id) && node.id !== session.card.root);
    if (steps.length <= MOST_SPOKES) return steps.map(({ node }) => node.id);
    return [...new Set(steps.map(({ node, above }) => (above.at(-1) ?? node).id))].slice(0, MOST_SPOKES);
}

function overview(
    view: View, comparison: Comparison | null, earlier: Wanted["earlier"],
): TemplateResult | typeof nothing {
    const { words } = view;
    const ids = spokesOf(view);
    if (ids.filter((id) => rangeOf(view, id)?.point != null).length < 3) return nothing;
    const old = (id: string): string => {
        const then = comparison?.nodes[id]?.old;
        return pointTold(view, then ? shares(then) : null);
    };
    const heads = [words.text("result.part"), words.text("result.score"), words.text("result.from_to")];
    return figure(
        view, words.text("result.radar"), summary(view, ids), { id: "chart-radar", of: { kind: "radar" }, earlier },
        () => table(
            words.text("result.radar"), comparison === null ? heads : [...heads, words.text("result.key.earlier")],
            ids.map((id) => [
                nameOf(view, id), pointTold(view, rangeOf(view, id)),
                boundsTold(view, rangeOf(view, id), "result.bounds.short") || "–", ...(comparison === null ? [] : [old(id)]),
            ]),
            [1, 3],
        ),
    );
}

/** Which is highest, which is lowest, and how many have no score yet. */
function summary(view: View, ids: string[]): unknown {
    const { words } = view;
    const scored = ids
        .map((id) => ({ name: nameOf(view, id), range: rangeOf(view, id) }))
        .filter(({ range }) => range !== null && range.point !== null)
        .toSorted((a, b) => (b.range?.point ?? 0) - (a.range?.point ?? 0));
    const [best, worst] = [scored[0], scored.at(-1)];
    const count = ids.length - scored.length;
    const blank = count > 0 ? words.text("result.summary.blank", { count }) : "";
    if (!best || !worst || scored.length < 2) return blank;
    const said = phrase(words, "result.summary.ends", { best: best.name, worst: worst.name }, {
        high: pointTold(view, best.range), low: pointTold(view, worst.range),
    });
    return [said, " ", blank];
}

/** All nodes down to the steps, in the order of the questionnaire, as far as the profile has them. */
export function nodesOf({ session, model }: View): { id: string; depth: number }[] {
    const found = new Map<string, number>();
    for (const { node, above } of model.steps) {
        [...above, node].forEach(({ id }, depth) => found.has(id) || found.set(id, depth));
    }
    return [...found].map(([id, depth]) => ({ id, depth })).filter(({ id }) => session.node(id));
}

function scores(view: View, earlier: Wanted["earlier"]): TemplateResult | typeof nothing {
    const { session, model, words } = view;
    const nodes = nodesOf(view).filter(({ depth }) => depth > 0);
    if (nodes.length === 0) return nothing;
    const hasLevels = nodes.some(({ id }) => model.levelSet(id));
    return figure(
        view, words.text("result.bars"), summary(view, nodes.map(({ id }) => id)),
        { id: "chart-bars", of: { kind: "bars" }, earlier },
        () => table(
            words.text("result.bars"),
            [words.text("result.part"), words.text("result.score"), words.text("result.from_to"),
                ...(hasLevels ? [words.text("result.level")] : []), words.text("result.completeness")],
            nodes.map(({ id }) => [
                whyLink(view, id), pointTold(view, rangeOf(view, id)), boundsTold(view, rangeOf(view, id), "result.bounds.short") || "–",
                ...(hasLevels ? [levelTold(view, id, session.node(id)?.level)] : []),
                words.text("result.percent", { number: words.score(session.node(id)?.completeness ?? 0) }),
            ]),
            [1, hasLevels ? 4 : 3],
        ),
    );
}

function answers(view: View): TemplateResult {
    const { session, model, words } = view;
    const { questions } = session.card;
    const score = (id: string): number | null => {
        const found = questions[id];
        if (found?.state !== "answered" || typeof found.score !== "number" || found.maximum === 0) return null;
        return found.score / found.maximum;
    };
    const rows = model.steps.map(({ node, questions: all }) => ({
        name: nameOf(view, node.id), ids: all.map(({ id }) => id).filter((id) => questions[id]),
    })).filter(({ ids }) => ids.length > 0);
    const all = rows.flatMap(({ ids }) => ids.map(score));
    const full = all.filter((one) => one !== null && one >= 1).length;
    const none = all.filter((one) => one === 0).length;
    return figure(
        view, words.text("result.heat"), words.text("result.summary.heat", { full, none }),
        { id: "chart-heat-map", of: { kind: "heat_map" } },
        () => table(
            words.text("result.heat"),
            [words.text("result.question"), words.text("result.answer"), words.text("result.score")],
            rows.flatMap(({ name, ids }) => [[name] as unknown[], ...ids.map((id) => [
                questionLink(view, id), told(view, id, session.answer(id), questions[id]?.state), scoreTold(view, score(id)),
            ])]),
            [2],
        ),
    );
}

/** The level of a node as a table has it. */
export function levelTold(view: View, id: string, level: string | null | undefined): unknown {
    return content(view, view.model.levelTitle(id, level) || "–");
}

function scoreTold({ words }: View, score: number | null): string {
    return score === null ? "–" : words.score(score);
}

function lenses(view: View, earlier: Wanted["earlier"]): TemplateResult | typeof nothing {
    const { session, model, words } = view;
    const known = model.definition.lenses ?? [];
    if (known.length === 0) return nothing;
    const lens = ({ id, members }: (typeof known)[number]): TemplateResult => {
        const title = model.lens(id);
        const data = (): TemplateResult => table(
            title, [content(view, title), words.text("result.score"), words.text("result.from_to")],
            members.map((member) => {
                const score = session.card.lenses[id]?.[member.id];
                const range = score ? shares(score) : null;
                return [content(view, model.member(id, member.id)), pointTold(view, range), boundsTold(view, range, "result.bounds.short") || "–"];
            }), [1], content(view, title),
        );
        const chart = { id: `chart-lens-${id}`, of: { lens: id }, earlier };
        return figure(view, content(view, title), words.text("result.summary.lens"), chart, data);
    };
    return html`<div class="stack"><h4>${words.text("result.lenses")}</h4>${known.map((one) =>
        html`<details class="result-lens"><summary>${content(view, model.lens(one.id))}</summary>${unseen(() => lens(one))}</details>`)}</div>`;
}

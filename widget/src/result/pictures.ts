// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// The result in pictures, each with its data as a table.

import type { Comparison } from "@digirights/engine";
import { html, nothing, type TemplateResult } from "lit";

import { bars, type Row } from "../charts/bars.ts";
import type { Picture } from "../charts/drawing.ts";
import { type Blank, type Cell, heat } from "../charts/heat.ts";
import { radar, type Spoke } from "../charts/radar.ts";
import { sized } from "../charts/sized.ts";
import type { Key } from "../texts/words.ts";
import type { View } from "../view.ts";
import { questionLink, table, whyLink } from "./links.ts";
import { boundsTold, pointTold, rangeOf, shares, told } from "./told.ts";
import { unseen } from "./unseen.ts";
import { cutsOf } from "./whole.ts";

/** With more spokes than this, a radar cannot be read. */
const MOST_SPOKES = 20;

export function pictures(view: View, comparison: Comparison | null): TemplateResult {
    const { text } = view.words;
    return html`<section class="stack-large" aria-labelledby="pictures">
        <h3 id="pictures">${text("result.pictures")}</h3>
        ${overview(view, comparison)}
        ${scores(view)}
        ${answers(view)}
        ${lenses(view)}
    </section>`;
}

/** A picture with its name, what it says in words, and its data. */
function figure(
    view: View, id: string, title: string, summary: string, draw: (picture: Picture) => TemplateResult, data: () => unknown,
): TemplateResult {
    const rtl = view.words.direction === "rtl";
    return html`<figure class="stack-small">
        <h4>${title}</h4>
        <p>${summary}</p>
        <div class="picture">${sized((width) => draw({ id, title, summary, width, rtl }))}</div>
        <details><summary>${view.words.text("result.as_table", { title })}</summary>${unseen(data)}</details>
    </figure>`;
}

/** The nodes of the radar: steps, or what is above them where they are too many. */
function spokesOf({ session, model }: View): string[] {
    const steps = model.steps.filter(({ node }) => session.node(node.id));
    if (steps.length <= MOST_SPOKES) return steps.map(({ node }) => node.id);
    return [...new Set(steps.map(({ node, above }) => (above.at(-1) ?? node).id))].slice(0, MOST_SPOKES);
}

function overview(view: View, comparison: Comparison | null): TemplateResult | typeof nothing {
    const { model, words } = view;
    const ids = spokesOf(view);
    if (ids.length < 3) return nothing;
    const spokes = ids.map((id): Spoke => {
        const old = comparison?.nodes[id]?.old;
        return { name: model.nameOf(id), range: rangeOf(view, id), earlier: old ? shares(old).point : null };
    });
    const earlier = comparison === null ? null : words.text("result.key.earlier");
    const heads = [words.text("result.part"), words.text("result.score"), words.text("result.from_to")];
    return figure(
        view, "radar", words.text("result.radar"), summary(view, ids),
        (picture) => radar({
            ...picture, spokes,
            scale: [0, 0.25, 0.5, 0.75, 1].map((share) => words.score(share)),
            words: { now: words.text("result.key.point"), open: words.text("result.key.open"), earlier },
        }),
        () => table(
            words.text("result.radar"), earlier === null ? heads : [...heads, earlier],
            spokes.map(({ name, range, earlier: old }) => [
                name, pointTold(view, range), boundsTold(view, range, "result.bounds.short") || "–",
                ...(earlier === null ? [] : [old === null ? "–" : words.score(old)]),
            ]),
            [1, 3],
        ),
    );
}

/** Which is highest, which is lowest, and how many have no score yet. */
function summary(view: View, ids: string[]): string {
    const { model, words } = view;
    const scored = ids
        .map((id) => ({ name: model.nameOf(id), range: rangeOf(view, id) }))
        .filter(({ range }) => range !== null && range.point !== null)
        .toSorted((a, b) => (b.range?.point ?? 0) - (a.range?.point ?? 0));
    const [best, worst] = [scored[0], scored.at(-1)];
    const count = ids.length - scored.length;
    const blank = count > 0 ? words.text("result.summary.blank", { count }) : "";
    if (!best || !worst || scored.length < 2) return blank;
    const said = words.text("result.summary.ends", {
        best: best.name, high: pointTold(view, best.range), worst: worst.name, low: pointTold(view, worst.range),
    });
    return `${said} ${blank}`.trim();
}

/** All nodes down to the steps, in the order of the questionnaire, as far as the profile has them. */
export function nodesOf({ session, model }: View): { id: string; depth: number }[] {
    const found = new Map<string, number>();
    for (const { node, above } of model.steps) {
        [...above, node].forEach(({ id }, depth) => found.has(id) || found.set(id, depth));
    }
    return [...found].map(([id, depth]) => ({ id, depth })).filter(({ id }) => session.node(id));
}

function scores(view: View): TemplateResult {
    const { session, model, words } = view;
    const nodes = nodesOf(view).filter(({ depth }) => depth > 0);
    const levelOf = (id: string): string => model.levelTitle(id, session.node(id)?.level);
    const rows = nodes.map(({ id, depth }): Row => {
        const range = rangeOf(view, id);
        return {
            name: model.nameOf(id), depth: depth - 1, range, value: pointTold(view, range), note: levelOf(id),
            cuts: cutsOf(view, id).map(({ from }) => from).filter((from) => from > 0),
        };
    });
    return figure(
        view, "bars", words.text("result.bars"), summary(view, nodes.map(({ id }) => id)),
        (picture) => bars({ ...picture, rows, words: keys(view) }),
        () => table(
            words.text("result.bars"),
            [words.text("result.part"), words.text("result.score"), words.text("result.from_to"),
                words.text("result.level"), words.text("result.completeness")],
            nodes.map(({ id }) => [
                whyLink(view, id), pointTold(view, rangeOf(view, id)), boundsTold(view, rangeOf(view, id), "result.bounds.short") || "–",
                levelOf(id) || "–",
                words.text("result.percent", { number: words.score(session.node(id)?.completeness ?? 0) }),
            ]),
            [1, 4],
        ),
    );
}

function keys({ words: { text } }: View): { sure: string; open: string; point: string; cut: string } {
    return {
        sure: text("result.key.sure"), open: text("result.key.open"), point: text("result.key.point"),
        cut: text("result.key.cut"),
    };
}

const BLANKS: Blank[] = ["unanswered", "dont_know", "not_applicable", "not_shown", "not_scored"];

function answers(view: View): TemplateResult {
    const { session, model, words } = view;
    const { questions } = session.card;
    const labels = Object.fromEntries(
        BLANKS.map((blank) => [blank, words.text(`result.state.${blank}` as Key)]),
    ) as Record<Blank, string>;
    const answersTold = Object.fromEntries(
        Object.keys(questions).map((id) => [id, told(view, id, session.answer(id), questions[id]?.state)]));
    const cellOf = (id: string): Cell => {
        const found = questions[id];
        const title = `${model.nameOf(id)} ${answersTold[id]}`;
        if (found?.state !== "answered") return { score: found?.state ?? "not_shown", label: "", title };
        if (typeof found.score !== "number" || found.maximum === 0) return { score: "not_scored", label: "", title };
        const score = found.score / found.maximum;
        return { score, label: words.score(score), title };
    };
    const rows = model.steps.map(({ node, questions: all }) => {
        const ids = all.map(({ id }) => id).filter((id) => questions[id]);
        return { name: model.nameOf(node.id), ids, cells: ids.map(cellOf) };
    }).filter(({ ids }) => ids.length > 0);
    const all = rows.flatMap(({ cells }) => cells);
    const full = all.filter(({ score }) => typeof score === "number" && score >= 1).length;
    const none = all.filter(({ score }) => score === 0).length;
    return figure(
        view, "heat", words.text("result.heat"), words.text("result.summary.heat", { full, none }),
        (picture) => heat({
            ...picture, rows, words: { ...labels, low: words.score(0), high: words.score(1) },
        }),
        () => table(
            words.text("result.heat"),
            [words.text("result.question"), words.text("result.answer"), words.text("result.score")],
            rows.flatMap(({ name, ids, cells }) => [[name] as unknown[], ...ids.map((id, at) => [
                questionLink(view, id), answersTold[id], cells[at]?.label || "–",
            ])]),
            [2],
        ),
    );
}

function lenses(view: View): TemplateResult | typeof nothing {
    const { session, model, words } = view;
    const known = model.definition.lenses ?? [];
    if (known.length === 0) return nothing;
    const lens = ({ id, members }: (typeof known)[number]): TemplateResult => {
        const title = model.lens(id);
        const rows = members.map((member): Row => {
            const score = session.card.lenses[id]?.[member.id];
            const range = score ? shares(score) : null;
            return { name: model.member(id, member.id), depth: 1, range, value: pointTold(view, range), note: "", cuts: [] };
        });
        const data = (): TemplateResult => table(
            title, [title, words.text("result.score"), words.text("result.from_to")],
            rows.map(({ name, range, value }) => [name, value, boundsTold(view, range, "result.bounds.short") || "–"]), [1],
        );
        return figure(view, `lens-${id}`, title, words.text("result.summary.lens"), (picture) =>
            bars({ ...picture, rows, words: { ...keys(view), cut: null } }), data);
    };
    return html`<div class="stack"><h4>${words.text("result.lenses")}</h4>${known.map((one) =>
        html`<details class="result-lens"><summary>${model.lens(one.id)}</summary>${unseen(() => lens(one))}</details>`)}</div>`;
}

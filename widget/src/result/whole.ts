// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Where the city stands: the score of the whole, its bounds and level, and what blocks the next.

import type { NodeDocument } from "@digirights/engine";
import { html, nothing, type TemplateResult } from "lit";

import { gauge, type Range } from "../charts/gauge.ts";
import { sized } from "../charts/sized.ts";
import { content } from "../frame/content.ts";
import { phrase } from "../frame/phrase.ts";
import type { View } from "../view.ts";
import { nodeLink, questionLink } from "./links.ts";
import { gateTold, pointTold, rangeOf } from "./told.ts";

export function whole(view: View): TemplateResult {
    const { session, model, words } = view;
    const { root } = session.card;
    const node = session.node(root);
    const range = rangeOf(view, root);
    if (!node || !range) return html`<p class="notice" part="notice">${words.text("result.nothing_applies")}</p>`;
    const level = model.levels(root).find(({ id }) => id === node.level);
    return html`<section class="stack" aria-labelledby="whole">
        <h3 id="whole" tabindex="-1">${words.text("result.whole")}</h3>
        <div class="result-whole" part="score">
            <p class="result-point"><strong>${pointTold(view, range)}</strong>
                ${range.point === null ? nothing : html`<span class="muted">${words.of(range.maximum)}</span>`}</p>
            <div class="stack-small">
                ${level ? html`<p class="result-level"><span class="muted">${words.text("result.level")}</span>
                    <strong>${content(view, level.title)}</strong></p>` : nothing}
                ${level?.description ? html`<p>${content(view, level.description)}</p>` : nothing}
                <p>${spread(view, node, range)}</p>
                ${levels(view, root, node)}
            </div>
        </div>
        <div class="picture">${sized((width) => gauge(scale(view, root, range, width)))}</div>
        <dl class="result-facts">
            <div><dt>${words.text("result.completeness")}</dt><dd>${words.text("result.answered_of", {
                percent: words.score(node.completeness), answered: node.answered, asked: node.asked,
            })}</dd></div>
            <div><dt>${words.text("result.evidence")}</dt><dd>${words.text("result.evidence_of", {
                percent: words.score(node.evidence), count: Math.round(node.evidence * node.answered),
            })}</dd></div>
        </dl>
        ${node.answered === 0 ? html`<p><button type="button" part="button" class="primary" @click=${() => view.go({ page: "fill" })}>${
            words.text("result.begin")}</button></p>` : nothing}
        ${blocked(view, root, node)}
    </section>`;
}

/** What is known of the score, and what it hangs on. */
function spread({ words }: View, node: NodeDocument, { point, low, high, maximum }: Range): string {
    const count = node.asked - node.answered;
    const bounds = { low: words.score(low, maximum), high: words.score(high, maximum), count };
    if (point === null) return words.text("result.no_score", bounds);
    if (low === high) return words.text("result.certain");
    return words.text("result.between", bounds);
}

/** Which levels open questions can still make of it. */
function levels(view: View, id: string, node: NodeDocument): TemplateResult | typeof nothing {
    const { model, words } = view;
    const { level_low: low, level_high: high } = node;
    if (low === high || !high) return nothing;
    const [from, to] = [low, high].map((level) => content(view, model.levelTitle(id, level)));
    return html`<p>${phrase(words, model.levelTitle(id, low) ? "result.levels" : "result.level_up_to", { from, to })}</p>`;
}

/** What keeps a node from its next level, with ways to it. */
export function blocked(view: View, id: string, node: NodeDocument): TemplateResult | typeof nothing {
    const { model, words } = view;
    const next = node.next_level;
    if (!next) return nothing;
    const set = model.definition.level_sets?.[model.levelSet(id) ?? ""];
    const gates = set?.levels.find((level) => level.id === next.level)?.requires ?? [];
    const maximum = node.score?.maximum ?? 1;
    const told = (measured = 0): string => words.points(set?.measure === "score" ? measured / maximum : measured, maximum);
    const missing = next.missing ?? 0;
    return html`<div class="result-next stack-small">
        <h4>${phrase(words, "result.next", { level: content(view, model.levelTitle(id, next.level)) })}</h4>
        <ul class="stack-small">
            ${missing > 0 ? html`<li>${words.text("result.missing", {
                points: told(missing), from: told(next.from ?? 0),
            })}</li>` : nothing}
            ${next.gates.map((gate) => html`<li>
                ${gateTold(view, gates[gate.gate], [...gate.nodes, ...gate.questions])}
                ${gate.open ? words.text("result.gate.open") : nothing}
                <ul>
                    ${gate.nodes.map((one) => html`<li>${nodeLink(view, one)}</li>`)}
                    ${gate.questions.map((one) => html`<li>${questionLink(view, one)}</li>`)}
                </ul>
            </li>`)}
        </ul>
    </div>`;
}

/** Where the levels of a node begin on its scale; nothing where they are no shares. */
export function cutsOf({ model }: View, id: string): { id: string; name: string; from: number }[] {
    const set = model.definition.level_sets?.[model.levelSet(id) ?? ""];
    const maximum = set?.measure === "score" ? (model.nodes.get(id)?.maximum ?? 1) : 1;
    return (set?.levels ?? []).map((level) => ({
        id: level.id, name: model.levelTitle(id, level.id), from: (level.from ?? 0) / maximum,
    }));
}

function scale(view: View, root: string, range: Range, width: number): Parameters<typeof gauge>[0] {
    const { session, words } = view;
    const node = session.node(root);
    return {
        id: "gauge", width, rtl: words.direction === "rtl", range,
        title: words.text("result.whole"),
        summary: node ? `${pointTold(view, range)}. ${spread(view, node, range)}` : "",
        levels: cutsOf(view, root).map(({ id, name, from }) => ({ name, from, reached: id === node?.level })),
        ends: [words.score(0, range.maximum), words.score(1, range.maximum)],
    };
}

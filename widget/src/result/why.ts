// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// How the score of a node is made of what is below it, down to single answers.

import type { Comparison } from "@digirights/engine";
import { html, nothing, type TemplateResult } from "lit";

import { content, langOf } from "../frame/content.ts";
import { phrase } from "../frame/phrase.ts";
import { isAsked } from "../progress.ts";
import type { View } from "../view.ts";
import { focusOn, nameOf, questionLink, whyLink } from "./links.ts";
import { boundsTold, pointTold, rangeOf, shares, told } from "./told.ts";
import { blocked } from "./whole.ts";

export function why(view: View, comparison: Comparison | null): TemplateResult {
    const { session, model, words, ui } = view;
    const { root } = session.card;
    const id = ui.why !== null && model.nodes.has(ui.why) ? ui.why : root;
    const node = session.node(id);
    const range = rangeOf(view, id);
    const unit = node?.score?.maximum ?? model.nodes.get(id)?.maximum ?? 1;
    const choose = (event: Event): void => {
        ui.why = (event.target as HTMLSelectElement).value;
        view.draw();
    };
    return html`<section class="stack" aria-labelledby="why">
        <h3 id="why" tabindex="-1">${phrase(words, "result.why", { name: nameOf(view, id) })}</h3>
        <label class="field result-field no-print"><span>${words.text("result.why.choose")}</span>
            <select @change=${choose} .value=${id}>${[...model.nodes.keys()].filter((one) => session.node(one)).map((one) =>
                html`<option value=${one} lang=${langOf(view)} ?selected=${one === id}>${
                    "\u2003".repeat(above(view, one).length)}${model.nameOf(one)}</option>`)}</select>
        </label>
        <nav aria-label=${words.text("result.why.path")}><ol class="result-path">
            ${above(view, id).map((one) => html`<li>${whyLink(view, one)}</li>`)}
            <li aria-current="page">${nameOf(view, id)}</li>
        </ol></nav>
        ${model.about(id) ? html`<p>${content(view, model.about(id))}</p>` : nothing}
        <p><strong class="result-score">${pointTold(view, range)}</strong> ${words.of(unit)}
            ${boundsTold(view, range) ? html`<span class="muted">(${boundsTold(view, range)})</span>` : nothing}
            ${node?.level ? html`<span class="tag">${content(view, model.levelTitle(id, node.level))}</span>` : nothing}</p>
        ${comparison ? html`<p>${earlier(view, id, comparison)}</p>` : nothing}
        ${node ? html`<p>${
            words.text(node.score ? `result.made.${node.decomposition}` : `result.node.${node.state}`)}</p>` : nothing}
        <ul class="plain-list result-parts">${inputsOf(view, id).map((part) => html`<li>${
            model.questions.has(part) ? answer(view, id, part, unit, comparison) : child(view, id, part, unit, comparison)}</li>`)}
            ${node?.score && Math.abs(node.adjustment) > 0 ? html`<li>
                <span>${words.text("result.adjustment")}</span>
                ${added(words.change(node.adjustment / unit, unit), words.text("result.adds"))}</li>` : nothing}
        </ul>
        ${node && id !== root ? blocked(view, id, node) : nothing}
    </section>`;
}

/** What a node had in the earlier result, and what has become of it. */
function earlier(view: View, id: string, { nodes }: Comparison): string {
    const { words } = view;
    const { old, change } = nodes[id] ?? {};
    if (!old) return words.text("result.why.then.none");
    const score = pointTold(view, shares(old));
    if (change == null) return words.text("result.why.then", { score });
    return words.text("result.why.then.since", { score, change: words.change(change / old.maximum, old.maximum) });
}

/** What was answered in the earlier result, if it was something else. */
function answeredThen(view: View, id: string, { answers }: Comparison, whole: number): TemplateResult | typeof nothing {
    const { words } = view;
    const moved = answers.find(({ question }) => question === id);
    if (!moved) return nothing;
    return html`<span class="result-answer small muted">${phrase(words, "result.why.answer_then", {
        answer: told(view, id, moved.old, moved.old_state),
    }, { change: words.change(moved.contribution / whole, whole) })}</span>`;
}

/** The nodes above one, the root first. */
function above({ model }: View, id: string): string[] {
    const found: string[] = [];
    for (let node = model.parentOf.get(id); node; node = model.parentOf.get(node.id)) found.unshift(node.id);
    return found;
}

/** What the score of a node is made of, in the order of the questionnaire: its children, unless its rule
 * names others. */
function inputsOf({ model, session }: View, id: string): string[] {
    const { contributions = {} } = session.node(id) ?? {};
    const { card } = session;
    const children = (model.nodes.get(id)?.children ?? [])
        .map((one) => one.id).filter((one) => card.nodes[one] ?? card.questions[one]);
    const others = Object.keys(contributions).filter((one) => !children.includes(one));
    if (others.length === 0) return children;
    const order = [...model.nodes.keys(), ...model.questions.keys()];
    return [...others, ...children.filter((one) => one in contributions)]
        .toSorted((a, b) => order.indexOf(a) - order.indexOf(b));
}

function added(number: string, label: string): TemplateResult {
    return html`<span class="result-added"><strong class="number">${number}</strong>
        <span class="small muted">${label}</span></span>`;
}

function child(view: View, parent: string, id: string, unit: number, comparison: Comparison | null): TemplateResult {
    const { session, words } = view;
    const range = rangeOf(view, id);
    const node = session.node(id);
    const adds = session.node(parent)?.contributions[id];
    const bounds = boundsTold(view, range);
    return html`<span>${whyLink(view, id)}<br><span class="small muted">${node?.score
        ? words.text(bounds ? "result.why.score_between" : "result.why.score", { score: pointTold(view, range), bounds })
        : words.text(`result.node.${node?.state ?? "unanswered"}`)}${comparison
        ? html`<br>${earlier(view, id, comparison)}` : nothing}</span></span>
        ${adds === undefined ? nothing : added(words.change(adds / unit, unit), words.text("result.adds"))}`;
}

function answer(view: View, parent: string, id: string, unit: number, comparison: Comparison | null): TemplateResult {
    const { session, model, words, ui } = view;
    const found = session.card.questions[id];
    const adds = session.node(parent)?.contributions[id];
    const whole = session.node(session.card.root)?.score?.maximum ?? 1;
    const attempt = (event: Event): void => {
        ui.trial = { question: id, drafts: new Map() };
        view.draw();
        focusOn(event, "trial");
    };
    return html`<span class="stack-small"><span>${questionLink(view, id)}</span>
        <span class="result-answer"><span class="muted">${words.text("result.answer")}:</span> ${
            told(view, id, session.answer(id), found?.state)}</span>
        ${comparison ? answeredThen(view, id, comparison, whole) : nothing}
        ${!isAsked(view, id) ? nothing : html`<button type="button" part="button" class="small" @click=${attempt}
            aria-label=${words.text("result.try.named", { name: model.nameOf(id) })}>${words.text("result.try")}</button>`}</span>
        ${adds === undefined ? nothing : html`<span>
            ${added(words.change(adds / unit, unit), words.text("result.adds"))}
            ${added(words.change((found?.contribution ?? 0) / whole, whole), words.text("result.adds_whole"))}</span>`}`;
}


// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// What if: another answer on trial, what it changes, and keeping it or putting it back.

import type { AnswersDocument, Question, ScorecardChanges } from "@digirights/engine";
import { html, nothing, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import { live } from "lit/directives/live.js";

import type { Range } from "../charts/gauge.ts";
import { drawn, picture } from "../charts/drawn.ts";
import type { Wanted } from "../charts/figures.ts";
import { control } from "../fill/question.ts";
import { content, langOf } from "../frame/content.ts";
import { isAsked } from "../progress.ts";
import type { FullAnswer, Session } from "../session.ts";
import type { Trial } from "../ui.ts";
import type { View } from "../view.ts";
import { focusOn, nameOf, table } from "./links.ts";
import { wanted } from "./pictures.ts";
import { boundsTold, pointTold, rangeOf, told } from "./told.ts";

export function trial(view: View): TemplateResult {
    const { model, words, ui } = view;
    const { question: id = "" } = ui.trial ?? {};
    const question = isAsked(view, id) ? model.questions.get(id) : undefined;
    const asked = [...model.questions.keys()].filter((one) => isAsked(view, one));
    const choose = (event: Event): void => {
        const id = (event.target as HTMLSelectElement).value;
        ui.trial = id ? { question: id, drafts: new Map() } : null;
        view.draw();
    };
    return html`<section class="stack no-print" aria-labelledby="trial">
        <h3 id="trial" tabindex="-1">${words.text("result.trial")}</h3>
        <p>${words.text("result.trial.about")}</p>
        <label class="field result-field"><span>${words.text("result.trial.choose")}</span>
            <select @change=${choose} .value=${live(question?.id ?? "")}>
                <option value="">–</option>
                ${guard([model, words, question?.id, asked.join()], () => model.steps.map(({ node, questions }) => html`<optgroup label=${model.nameOf(node.id)} lang=${langOf(view)}>
                    ${questions.filter(({ id }) => isAsked(view, id)).map(({ id }) => html`<option value=${id} lang=${langOf(view)}
                        ?selected=${id === question?.id}>${model.nameOf(id)}</option>`)}
                </optgroup>`))}
            </select>
        </label>
        ${question && ui.trial ? attempt(view, question, ui.trial) : nothing}
    </section>`;
}

function attempt(view: View, question: Question, tried: Trial): TemplateResult {
    const { session, words, ui, readOnly } = view;
    const { id } = question;
    const problem = tried.drafts.get(id)?.problem;
    const changes = tried.answer === undefined ? undefined : session.try(id, tried.answer);
    const isOpen = session.answers.conflicts?.[id] !== undefined;
    const done = (event: Event, message: "result.trial.kept" | "result.trial.back_done"): void => {
        ui.trial = null;
        view.say(words.text(message));
        view.draw();
        focusOn(event, "trial");
    };
    const keep = (event: Event): void => {
        try {
            session.set(id, tried.answer ?? null);
            done(event, "result.trial.kept");
        } catch (error) {
            view.fail(error);
        }
    };
    return html`<div class="card stack">
        <fieldset class="stack-small">
            <legend><h4>${nameOf(view, id)}</h4></legend>
            <p>${words.text("result.trial.now")}: <strong>${
                told(view, id, session.answer(id), session.card.questions[id]?.state)}</strong></p>
            ${control(onTrial(view, tried), question, false)}
            <p id="p-${id}" class="error" ?hidden=${!problem}>${problem ?? ""}</p>
        </fieldset>
        ${changes ? effect(view, changes) : nothing}
        ${changes && Object.keys(changes.nodes).length > 0 ? html`<figure class="stack-small picture" part="chart">${
            drawn({ ...onTrialDrawn(view, tried), earlier: session.answers }, words, (made) => html`
                <figcaption>${words.text("result.trial.picture")}</figcaption>${picture(made)}`)
        }</figure>` : nothing}
        <div class="row">
            ${changes && !readOnly && !isOpen ? html`<button type="button" part="button" class="primary" @click=${keep}>${
                words.text("result.trial.keep")}</button>` : nothing}
            <button type="button" part="button" @click=${(event: Event) => done(event, "result.trial.back_done")}>${
                words.text("result.trial.back")}</button>
        </div>
    </div>`;
}

/** The same view with a session that holds the answer on trial: what is given to it is only tried. */
function onTrial(view: View, tried: Trial): View {
    const { session } = view;
    const answer = (id: string): FullAnswer | null =>
        id === tried.question && tried.answer !== undefined ? tried.answer : session.answer(id);
    const set = (id: string, after: FullAnswer | null): void => {
        const changes = session.try(id, after);
        tried.answer = after;
        view.say(inShort(view, changes));
    };
    const held = Object.create(session, { answer: { value: answer }, set: { value: set } }) as Session;
    return { ...view, session: held, ui: { ...view.ui, drafts: tried.drafts } };
}

/** The answers with one on trial, made once for each that is tried. */
const answersTried = new WeakMap<Trial, { answer: Trial["answer"]; card: object; answers: AnswersDocument }>();

/** The overview of what is tried. */
function onTrialDrawn(view: View, tried: Trial): Wanted {
    const { session } = view;
    const { card, answers: given } = session;
    const known = answersTried.get(tried);
    const chart = { id: "chart-trial", of: { kind: "radar" } } as const;
    if (known?.answer === tried.answer && known?.card === card) return wanted(view, { ...chart, answers: known.answers });
    const { [tried.question]: _, ...others } = given.answers;
    const answers = { ...given, answers: tried.answer ? { ...others, [tried.question]: tried.answer } : others };
    answersTried.set(tried, { answer: tried.answer, card, answers });
    return wanted(view, { ...chart, answers });
}

/** What becomes of the whole, in a sentence. */
function inShort(view: View, { nodes }: ScorecardChanges): string {
    const { session, words } = view;
    const { root } = session.card;
    if (!nodes[root]) return words.text("result.trial.same");
    const [before, after] = [rangeOf(view, root), rangeOf(view, root, nodes[root])];
    const gain = gained(view, before, after);
    const values = { before: pointTold(view, before), after: pointTold(view, after), gain };
    return words.text(gain === "–" ? "result.trial.first" : "result.trial.whole", values);
}

function gained({ words }: View, before: Range | null, after: Range | null): string {
    return before?.point == null || after?.point == null ? "–" : words.change(after.point - before.point, after.maximum);
}

function effect(view: View, changes: ScorecardChanges): TemplateResult {
    const { session, model, words } = view;
    const ids = [...model.nodes.keys()].filter((id) => changes.nodes[id]);
    const cell = (id: string, node = session.node(id), change = ""): TemplateResult => {
        const range = rangeOf(view, id, node);
        const level = model.levelTitle(id, node?.level);
        const beside = [boundsTold(view, range, "result.bounds.short"), level && content(view, level)].filter(Boolean);
        return html`${pointTold(view, range)} ${change}${beside.map((line) => html`<br>
            <span class="small muted">${line}</span>`)}`;
    };
    return html`<p class="notice" part="notice">${inShort(view, changes)}</p>
        ${ids.length === 0 ? nothing : table(
            words.text("result.trial.table"),
            [words.text("result.part"), words.text("result.trial.before"), words.text("result.trial.then")],
            ids.map((id) => [
                nameOf(view, id), cell(id), cell(
                    id, changes.nodes[id],
                    `(${gained(view, rangeOf(view, id), rangeOf(view, id, changes.nodes[id]))})`,
                ),
            ]),
            [1, 2],
        )}`;
}

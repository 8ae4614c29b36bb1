// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// The missing answers that would tell most about the score, to be given right there.

import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";

import { content } from "../frame/content.ts";
import { isOurs } from "../progress.ts";
import type { View } from "../view.ts";
import { stepHere } from "./next.ts";
import { ask } from "./question.ts";

const MOST = 10;

export function useful(view: View): TemplateResult {
    const { session, model, words, ui } = view;
    // The list stays as it is while it is answered, so that nothing moves.
    ui.useful ??= session.narrowing(model.questions.size)
        .filter(({ question }) => isOurs(view, model.questions.get(question) ?? { id: "", answer: { kind: "text" } }))
        .slice(0, MOST);
    const whole = model.definition.root.maximum ?? 1;
    return html`<h3>${words.text("fill.useful.title")}</h3>
        <p class="muted">${words.text(ui.useful.length ? "fill.useful.about" : "fill.useful.none")}</p>
        ${repeat(ui.useful, ({ question }) => question, ({ question: id, narrows }) => {
            const question = model.questions.get(id);
            if (!question || session.card.questions[id]?.state === "not_shown") return nothing;
            const step = content(view, model.nameOf(model.stepOf.get(id)?.node.id ?? ""));
            return ask(view, question, html`<p class="small"><span class="tag">${words.text("fill.useful.narrows", {
                points: words.points(narrows / whole, whole),
            })}</span> ${step}</p>`);
        })}
        <p class="row">
            <button type="button" part="button" @click=${() => {
                ui.useful = null;
                view.draw();
            }}>${words.text("fill.useful.again")}</button>
            <button type="button" part="button" @click=${() => {
                ui.narrowing = false;
                view.go({ step: stepHere(view)?.node.id });
            }}>${words.text("fill.useful.back")}</button>
        </p>`;
}

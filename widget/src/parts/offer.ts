// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// What a link asks for: it chooses whose questions are shown, and offers the answers that it brings.

import type { Answer, AnswersDocument } from "@digirights/engine";
import { html, nothing, type TemplateResult } from "lit";

import type { Model } from "../model.ts";
import type { Session } from "../session.ts";
import type { Page, View } from "../view.ts";
import { partIn } from "./link.ts";
import { partOf } from "./part.ts";
import { differ, saysSomething } from "./said.ts";
import type { PartsUi } from "./state.ts";

/** What the fragment of the page's address offers, if anything. */
export function offered(hash: string, session: Session, model: Model): PartsUi["offer"] {
    try {
        const text = partIn(hash);
        if (text === undefined) return null;
        const held = session.loaded.instrument.assess(text, { profile: null, strict: true });
        const answers = held.answers();
        held.free();
        const { role } = answers;
        if (!role || !model.definition.roles?.includes(role)) throw new RangeError("role");
        return { part: { ...partOf({ model }, role, answers), profile: session.profile } };
    } catch (fault) {
        return { fault };
    }
}

export function offer(view: View): unknown {
    const { ui, words: { text } } = view;
    const found = ui.parts.offer;
    if (found === null) return nothing;
    const close = html`<button type="button" class="small" @click=${() => put(view)}>${text("keep.close")}</button>`;
    if ("fault" in found) {
        return html`<div class="notice stack-small" part="notice"><p>${text("parts.offer.broken")}</p><p>${close}</p></div>`;
    }
    return asked(view, found.part, close);
}

function asked(view: View, part: AnswersDocument, close: TemplateResult): TemplateResult {
    const { words: { text }, session, model, readOnly } = view;
    const { answers: here, conflicts = {} } = session.answers;
    const said = Object.entries(part.answers).filter(([, answer]) => saysSomething(answer));
    const isNew = ([question]: [string, Answer]): boolean =>
        !saysSomething(here[question]) && !Object.hasOwn(conflicts, question);
    const fresh = said.filter(isNew);
    const other = said.filter((entry) => !isNew(entry) && differ(here[entry[0]], entry[1]));
    const take = async (entries: [string, Answer][], next: Page): Promise<void> => {
        try {
            const { takeIn } = await import("../later.ts");
            const document = { ...part, answers: Object.fromEntries(entries) };
            const isIn = await takeIn(view, [{ name: text("parts.offer.name"), document }]);
            // On with the questions, unless there is something to read or to settle.
            view.go({ page: isIn ? next : "parts" });
        } catch (error) {
            view.fail(error);
        }
    };
    const count = fresh.length;
    return html`<div class="notice stack-small" part="notice">
        <p>${text(part.city ? "parts.offer.city" : "parts.offer", {
            role: model.role(part.role ?? ""), city: (part.city ?? "").slice(0, 80),
        })}</p>
        ${count > 0 ? html`<p>${text("parts.offer.fresh", { count })}</p>` : nothing}
        ${other.length > 0 ? html`<p>${text("parts.offer.other", { count: other.length })}</p>` : nothing}
        <div class="row">
            ${(count > 0 || (part.city && !session.answers.city)) && !readOnly
                ? html`<button type="button" class="small primary" @click=${() => take(fresh, "fill")}>
                    ${count > 0 ? text("parts.offer.take", { count }) : text("parts.offer.start")}</button>`
                : nothing}
            ${other.length > 0 && !readOnly
                ? html`<button type="button" class="small" @click=${() => take(said, "parts")}>
                    ${text("parts.offer.merge")}</button>`
                : nothing}
            ${close}
        </div>
    </div>`;
}

function put(view: View): void {
    view.ui.parts.offer = null;
    view.draw();
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// What a link asks for: it chooses whose questions are shown, and offers the answers that it brings.

import type { Answer, AnswersDocument } from "@digirights/engine";
import { html, nothing, type TemplateResult } from "lit";

import { content } from "../frame/content.ts";
import { phrase } from "../frame/phrase.ts";
import type { DigitalRightsAssessment } from "../element.ts";
import type { Page } from "../ui.ts";
import { save } from "../keep/save.ts";
import { isOfAnother } from "../session.ts";
import type { View } from "../view.ts";
import { takeIn } from "./bring.ts";
import { partIn } from "./link.ts";
import { partOf } from "./part.ts";
import type { PartsUi } from "./parts-ui.ts";
import { differ, saysSomething } from "./said.ts";

/** The element that has taken the part of an address: of several on a page, the first that is ready. */
let taken: { hash: string; host: Element } | undefined;

/** Takes over what the fragment of the page's address offers, if that is for this element. */
export function takeOffer(view: View): void {
    const { ui, root: { host } } = view;
    const { hash } = location;
    if (taken?.hash === hash && taken.host !== host && taken.host.isConnected) return;
    const found = offered(view, hash);
    if ("fault" in found && isForAnother(view, hash)) return;
    taken = { hash, host };
    ui.parts.offer = found;
    if ("part" in found && !isOfAnother(view.session.answers, found.part)) ui.owner = found.part.role ?? null;
}

function offered({ session, model }: View, hash: string): NonNullable<PartsUi["offer"]> {
    try {
        const held = session.loaded.instrument.assess(partIn(hash), { profile: null, strict: true });
        const answers = held.answers();
        held.free();
        const { role } = answers;
        if (!role || !model.definition.roles?.includes(role)) throw new RangeError("role");
        return { part: { ...partOf({ model }, role, answers), profile: session.profile } };
    } catch (fault) {
        return { fault };
    }
}

/** Whether a part is one of another questionnaire, for which another element of the page may be there. */
function isForAnother({ session, root: { host } }: View, hash: string): boolean {
    try {
        const { id } = (JSON.parse(partIn(hash)) as AnswersDocument).questionnaire;
        const others = [...document.querySelectorAll<DigitalRightsAssessment>(host.localName)].filter((other) => other !== host);
        return id !== session.loaded.instrument.id
            && others.some(({ answers }) => !answers || answers.questionnaire.id === id);
    } catch {
        return false;
    }
}

export function offer(view: View): unknown {
    const { ui, words: { text } } = view;
    const found = ui.parts.offer;
    if (found === null) return nothing;
    const close = html`<button type="button" part="button" class="small" @click=${() => put(view)}>${text("keep.close")}</button>`;
    if ("fault" in found) {
        return html`<div class="notice stack-small" part="notice"><p>${text("parts.offer.broken")}</p><p>${close}</p></div>`;
    }
    return asked(view, found.part, close);
}

function asked(view: View, part: AnswersDocument, close: TemplateResult): TemplateResult {
    const { words: { text }, session, model, readOnly } = view;
    const { answers: here, conflicts = {} } = session.answers;
    if (isOfAnother(session.answers, part)) return otherCity(view, part, close);
    // What was taken over may have been changed since, on purpose.
    const { hash } = location;
    const taken = view.kept.link?.hash === hash ? view.kept.link.taken : [];
    const said = Object.entries(part.answers).filter(([id, answer]) => !taken.includes(id) && saysSomething(answer));
    const isNew = ([question]: [string, Answer]): boolean =>
        !saysSomething(here[question]) && !Object.hasOwn(conflicts, question);
    const fresh = said.filter(isNew);
    const other = said.filter((entry) => !isNew(entry) && differ(here[entry[0]], entry[1]));
    const take = async (entries: [string, Answer][], next: Page): Promise<void> => {
        const document = { ...part, answers: Object.fromEntries(entries) };
        const link = { hash, taken: [...taken, ...entries.map(([id]) => id)] };
        const isIn = await takeIn(view, [{ name: text("parts.offer.name"), document }], { link });
        // On with the questions, unless there is something to read or to settle.
        view.go({ page: isIn ? next : "parts" });
    };
    const count = fresh.length;
    return html`<div class="notice stack-small" part="notice">
        <p>${phrase(view.words, part.city ? "parts.offer.city" : "parts.offer", {
            role: content(view, model.role(part.role ?? "")),
        }, { city: (part.city ?? "").slice(0, 80) })}</p>
        ${count > 0 ? html`<p>${text("parts.offer.fresh", { count })}</p>` : nothing}
        ${other.length > 0 ? html`<p>${text("parts.offer.other", { count: other.length })}</p>` : nothing}
        <div class="row">
            ${(count > 0 || (part.city && !session.answers.city)) && !readOnly
                ? html`<button type="button" part="button" class="small primary" @click=${() => take(fresh, "fill")}>
                    ${count > 0 ? text("parts.offer.take", { count }) : text("parts.offer.start")}</button>`
                : nothing}
            ${other.length > 0 && !readOnly
                ? html`<button type="button" part="button" class="small" @click=${() => take(said, "parts")}>
                    ${text("parts.offer.merge")}</button>`
                : nothing}
            ${close}
        </div>
    </div>`;
}

/** What is here is another city's: it is saved, and makes room. */
function otherCity(view: View, part: AnswersDocument, close: TemplateResult): TemplateResult {
    const { words: { text }, session, ui } = view;
    const begin = (): void => {
        save(view);
        session.replace(part, true, { link: { hash: location.hash, taken: Object.keys(part.answers) } });
        ui.owner = part.role ?? null;
        view.go({ page: "fill" });
    };
    return html`<div class="notice warn stack-small" part="notice">
        <p>${text("parts.offer.other_city", { city: (part.city ?? "").slice(0, 80), here: session.answers.city ?? "" })}</p>
        <div class="row">
            ${view.readOnly ? nothing : html`<button type="button" part="button" class="small primary" @click=${begin}>${
                text("parts.offer.begin")}</button>`}
            ${close}
        </div>
    </div>`;
}

function put(view: View): void {
    view.ui.parts.offer = null;
    view.draw();
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Saving to a file, opening one, and starting anew.

import type { AnswersDocument } from "@digirights/engine";
import { html, nothing, type TemplateResult } from "lit";

import { problems } from "../frame/faults.ts";
import { isOfAnother } from "../session.ts";
import type { View } from "../view.ts";
import { dropped } from "./dropped.ts";
import { isBlank, read } from "./file.ts";
import type { FilesUi } from "./files-ui.ts";
import { nothingKept } from "./kept.ts";
import { isSame } from "./records.ts";
import { save, tell } from "./save.ts";

/** So many answers that cannot be used are named. */
const MOST = 20;

export function files(view: View): TemplateResult {
    const { words: { text }, ui, readOnly } = view;
    return html`<section class="files stack" part="files" aria-label=${text("keep.file")}>
        <h3 tabindex="-1">${text("keep.file")}</h3>
        <p>${text("keep.about")}</p>
        <div class="row">
            <button type="button" part="button" @click=${() => save(view)}>${text("keep.save")}</button>
            ${readOnly ? nothing : html`<button type="button" part="button" @click=${() => askAnew(view)}>
                ${text("keep.anew")}
            </button>`}
        </div>
        ${readOnly ? nothing : dropped(view, text("keep.open"), false, ([file]) => file && open(view, file))}
        ${ui.files.asked ? question(view, ui.files.asked) : nothing}
        ${ui.files.report ? report(view, ui.files.report) : nothing}
    </section>`;
}

function question(view: View, { name, answers, count, isOther }: NonNullable<FilesUi["asked"]>): TemplateResult {
    const { words: { text }, ui, session } = view;
    const here = Object.keys(session.answers.answers).length;
    const close = (): void => {
        ui.files.asked = null;
        view.draw();
    };
    return html`<div class="notice stack-small" role="group" part="notice" aria-label=${text("keep.sure")}>
        <p>${name ? text("keep.replace", { name, count, here }) : text("keep.empty", { count: here })}</p>
        ${isOther ? html`<p>${text("keep.replace.other")}</p>` : nothing}
        <div class="row">
            <button type="button" part="button" class="primary" @click=${() => replace(view, name, answers)}>
                ${text(name ? "keep.replace.yes" : "keep.empty.yes")}
            </button>
            <button type="button" part="button" @click=${close}>${text("keep.cancel")}</button>
        </div>
    </div>`;
}

function report(view: View, { good, fault, name, unused }: NonNullable<FilesUi["report"]>): TemplateResult {
    const { text } = view.words;
    if (fault !== undefined) {
        return html`<div class="notice bad stack-small" part="error">
            <p><strong>${text("keep.refused", { name: name ?? "" })}</strong></p>
            ${problems(fault)}
        </div>`;
    }
    return html`<div class="notice ${unused?.length ? "warn" : "good"} stack-small" part="notice">
        <p>${good}</p>
        ${unused?.length
            ? html`<p>${text("keep.unused", { count: unused.length })}</p>
                <ul lang="en">${unused.slice(0, MOST).map(({ code, path, found, expected }) =>
                    html`<li>${code} ${path}: ${found ? `found ${found}` : ""}${expected ? `, expected ${expected}` : ""}</li>`)}</ul>
                ${unused.length > MOST ? html`<p>…</p>` : nothing}`
            : nothing}
    </div>`;
}

async function open(view: View, file: File): Promise<void> {
    const { session, words } = view;
    try {
        const answers = await read(file, words);
        // Refused here, before anything is asked or changed.
        const found = session.loaded.instrument.assess(answers, { profile: session.profile ?? null });
        const document = found.answers();
        found.free();
        const isOther = isOfAnother(session.answers, document) && !isSame(session.kept, nothingKept());
        if (isBlank(session) && !isOther) replace(view, file.name, answers);
        else ask(view, { name: file.name, answers, count: Object.keys(document.answers).length, isOther });
    } catch (fault) {
        tell(view, { fault, name: file.name });
    }
}

function askAnew(view: View): void {
    const { session } = view;
    const { format, questionnaire } = session.answers;
    const answers = { format, questionnaire, answers: {} };
    if (isBlank(session) && isSame(session.kept, nothingKept())) replace(view, "", answers);
    else ask(view, { name: "", answers, count: 0, isOther: false });
}

function ask(view: View, asked: NonNullable<FilesUi["asked"]>): void {
    view.ui.files = { asked, report: null };
    view.say(view.words.text("keep.sure"));
    view.draw();
}

function replace(view: View, name: string, answers: string | AnswersDocument): void {
    const { session, words, keeper, ui } = view;
    try {
        session.replace(answers, name === "");
    } catch (fault) {
        tell(view, { fault, name });
        return;
    }
    keeper.inFile();
    ui.drafts.clear();
    const count = Object.keys(session.answers.answers).length;
    const good = name ? words.text("keep.opened", { name, count }) : words.text("keep.emptied");
    tell(view, { good, unused: name ? session.card.unused : [] });
}

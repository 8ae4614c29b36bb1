// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// The frame of the element: what goes around every page.

import { html, nothing, type TemplateResult } from "lit";

import { city } from "./frame/city.ts";
import { content } from "./frame/content.ts";
import { faults, problems } from "./frame/faults.ts";
import { history } from "./frame/history.ts";
import { offer, page as drawn } from "./frame/pages.ts";
import { summary } from "./frame/summary.ts";
import { keepNotices, keepState } from "./keep/state.ts";
import { conflictCount } from "./parts/count.ts";
import type { Words } from "./texts/words.ts";
import { type Page, PAGES } from "./ui.ts";
import type { View } from "./view.ts";

interface App {
    words: Words;
    /** Absent until a questionnaire is loaded. */
    view: View | undefined;
    /** Why there is no view, if that is so for good. */
    failure: unknown;
    /** What went wrong since, and was not put away yet. */
    faults: readonly unknown[];
    /** What is said to people who use a screen reader. */
    said: string;
    retry(): void;
    dismiss(fault: unknown): void;
}

export function app(state: App): TemplateResult {
    const { words, view, failure } = state;
    return html`<div class="app" part="app" lang=${words.language} dir=${words.direction}>
        <div class="frame">${view ? frame(view, state) : failure ? failed(state) : loading(words)}</div>
        <div class="visually-hidden" role="status">${state.said}</div>
    </div>`;
}

function loading(words: Words): TemplateResult {
    return html`<p class="waiting muted">${words.text("loading")}</p>`;
}

function failed({ words, failure, retry }: App): TemplateResult {
    return html`<div class="notice bad stack-small" part="error">
        <h2>${words.text("failed")}</h2>
        ${problems(failure)}
        <p><button type="button" part="button" @click=${retry}>${words.text("retry")}</button></p>
    </div>`;
}

/** What is filled in, where it is not the whole. */
function profile(view: View): unknown {
    const { session, model } = view;
    if (session.profile === undefined) return nothing;
    const { title, description } = model.profile(session.profile);
    return html`<p><strong>${content(view, title)}</strong> ${content(view, description ?? "")}</p>`;
}

function frame(view: View, state: App): TemplateResult {
    const { model, words, ui } = view;
    const turn = (page: Page): void => {
        ui.page = page;
        view.draw();
    };
    return html`<div>
            <h2 class="title" part="title">${content(view, model.title())}</h2>
            <p class="muted">${content(view, model.description())}</p>
            ${profile(view)}
            ${city(view)}
        </div>
        <div class="bar">
            <nav class="pages" part="nav" aria-label=${words.text("pages")}>
                ${PAGES.map(
                    (page) => html`<button type="button" aria-current=${page === ui.page ? "page" : "false"}
                        @click=${() => turn(page)}>${words.text(`pages.${page}`)}${page === "parts" ? conflictCount(view) : ""}</button>`,
                )}
            </nav>
            <div class="row">${keepState(view)}${view.readOnly ? "" : history(view)}</div>
        </div>
        ${summary(view)}
        ${keepNotices(view)}${offer(view)}
        <div class="faults">${faults(words, state.faults, state.dismiss)}</div>
        <section id="page" class="page" part="page" tabindex="-1" aria-label=${words.text(`pages.${ui.page}`)}>
            ${drawn(view)}
        </section>`;
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// One thing to do: what, why, what it brings and takes, and who did it.

import type { PlanDocument, PracticeLink, Recommendation } from "@digirights/engine";
import { html, nothing, type TemplateResult } from "lit";

import { content } from "../frame/content.ts";
import { phrase } from "../frame/phrase.ts";
import { nameOf, questionLink } from "../result/links.ts";
import { told } from "../result/told.ts";
import type { View } from "../view.ts";
import { actionLink, actionName, days } from "./links.ts";

export function recommendation(view: View, plan: PlanDocument, one: Recommendation): TemplateResult {
    const { session, model, words, ui, kept } = view;
    const { action, only_prerequisite: first } = one;
    const maximum = session.node(session.card.root)?.score?.maximum ?? 1;
    const taken = kept.taken.includes(action);
    const needed = plan.target?.actions.includes(action) ?? false;
    const months = plan.roadmap.stretches.find(({ horizon }) => horizon === one.horizon);
    const text = model.action(action);
    const name = actionName(view, action);
    const isChosen = taken || needed;
    const unfolded = `action:${action}`;
    const take = (event: Event): void => {
        const others = kept.taken.filter((id) => id !== action);
        view.keep({ taken: (event.target as HTMLInputElement).checked ? [...others, action] : others });
        view.draw();
    };
    const fold = (event: Event): void => {
        if ((event.target as HTMLDetailsElement).open) ui.open.add(unfolded);
        else ui.open.delete(unfolded);
    };
    return html`<li class="card stack-small plan-item ${isChosen ? "plan-chosen" : ""}" id="action-${action}" tabindex="-1">
        <div class="plan-head">
            <h4>${name}</h4>
            <label class="choice"><input type="checkbox" .checked=${taken} ?disabled=${view.readOnly} @change=${take}>
                <span>${words.text("plan.take")}<span class="visually-hidden">: ${name}</span></span></label>
        </div>
        <p class="row plan-facts">
            <strong>${first
                ? words.text("plan.first")
                : words.text("plan.gain", { points: words.change(one.gain / maximum, maximum) })}</strong>
            <span>${days(view, one.effort_low, one.effort_high)}</span>
            ${one.owner ? html`<span>${content(view, model.role(one.owner))}</span>` : nothing}
            ${months ? html`<span>${months.from_month > 0
                ? words.text("plan.from_month", { month: months.from_month })
                : words.text("plan.now")}</span>` : nothing}
            ${needed ? html`<span class="tag">${words.text("plan.needed")}</span>` : nothing}
        </p>
        <details class=${isChosen ? "" : "brief"} ?open=${ui.open.has(unfolded)} @toggle=${fold}>
            <summary>${words.text("plan.more")}<span class="visually-hidden">: ${name}</span></summary>
            <div class="stack-small">${more(view, one, text)}</div>
        </details>
    </li>`;
}

function more(view: View, one: Recommendation, text: ReturnType<View["model"]["action"]>): TemplateResult {
    const { words } = view;
    const part = (heading: unknown, body: unknown): TemplateResult => html`<div><h5>${heading}</h5>${body}</div>`;
    const list = <T>(heading: unknown, items: T[], item: (one: T) => unknown): unknown =>
        items.length === 0 ? nothing : part(heading, html`<ul>${items.map((one) => html`<li>${item(one)}</li>`)}</ul>`);
    return html`
        ${text.what ? html`<p>${content(view, text.what)}</p>` : nothing}
        ${text.why ? part(words.text("plan.why"), html`<p>${content(view, text.why)}</p>`) : nothing}
        ${text.first_step ? part(words.text("plan.first_step"), html`<p>${content(view, text.first_step)}</p>`) : nothing}
        ${list(phrase(words, "plan.reasons", { name: nameOf(view, one.node) }), one.reasons, (reason) => html`${
            questionLink(view, reason.question)}<br>${phrase(words, "plan.reason", {
                now: told(view, reason.question, reason.answer, reason.state),
                becomes: told(view, reason.question, reason.becomes),
            })}`)}
        ${one.only_prerequisite ? html`<p>${words.text("plan.first.about")}</p>` : nothing}
        ${list(words.text("plan.requires"), one.requires, (id) => actionLink(view, id))}
        ${list(words.text("plan.also"), one.also ?? [], (id) => actionName(view, id))}
        ${list(words.text("plan.practices"), one.practices, (link) => practice(view, link))}`;
}

function practice(view: View, { practice, city, source }: PracticeLink): TemplateResult {
    const { model, words } = view;
    const { title, summary } = model.practice(practice);
    return html`<strong>${city}</strong>: ${content(view, `${title}. ${summary ?? ""}`)}
        ${/^https?:/i.test(source) ? html`<a href=${source} target="_blank" rel="noopener noreferrer">${
            words.text("plan.source")}<span class="visually-hidden"> (${city}, ${words.text("plan.new_tab")})</span></a>` : nothing}`;
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Ways to the questions that matter now: search, the role, the next one that is open, the most useful ones.

import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";

import { isAsked, isOpen } from "../progress.ts";
import type { View } from "../view.ts";
import { afterPause } from "./later.ts";
import { all, nextOpen } from "./next.ts";
import { find } from "./search.ts";

export function tools(view: View): TemplateResult {
    const { words, ui, readOnly } = view;
    const open = all(view).filter(({ id }) => isOpen(view, id)).length;
    const search = (event: Event): void => {
        const field = event.target as HTMLInputElement;
        ui.search = field.value;
        view.draw();
        afterPause(field, 900, () => {
            if (ui.search.trim()) view.say(words.text("fill.found", { count: find(view).length }));
        });
    };
    const next = (): void => {
        const question = nextOpen(view);
        if (question) view.go({ question: question.id });
    };
    const turn = (): void => {
        ui.narrowing = !ui.narrowing;
        ui.useful = null;
        ui.search = "";
        view.draw();
    };
    return html`<div class="tools" part="tools" role="search">
        <label class="field"><span>${words.text("fill.search")}</span>
            <input type="search" autocomplete="off" .value=${live(ui.search)} @input=${search} />
        </label>
        ${owners(view)}
        ${readOnly
            ? nothing
            : html`<div class="row">
                  <button type="button" part="button" class="primary" aria-disabled=${String(open === 0)} @click=${next}>
                      ${open ? words.text("fill.next_open", { count: open }) : words.text("fill.all_done")}</button>
                  <button type="button" part="button" aria-pressed=${String(ui.narrowing)} @click=${turn}>
                      ${words.text("fill.useful")}</button>
              </div>`}
    </div>`;
}

/** Whose questions are shown. */
function owners(view: View): unknown {
    const { words, model, ui } = view;
    const roles = (model.definition.roles ?? []).map((role) => {
        const own = [...model.questions.values()].filter(({ id, owner }) => owner === role && isAsked(view, id));
        return { role, all: own.length, open: own.filter(({ id }) => isOpen(view, id)).length };
    });
    if (ui.owner === null && roles.every((role) => role.all === 0)) return nothing;
    const choose = (event: Event): void => {
        ui.owner = (event.target as HTMLSelectElement).value || null;
        ui.useful = null;
        view.draw();
    };
    return html`<label class="field"><span>${words.text("fill.owner")}</span>
        <select @change=${choose}>
            <option value="" .selected=${ui.owner === null}>${words.text("fill.owner.all")}</option>
            ${roles.filter(({ role, all }) => all > 0 || role === ui.owner).map(({ role, open: left }) => html`
                <option value=${role} .selected=${role === ui.owner}>
                    ${words.text("fill.owner.one", { role: model.role(role), count: left })}</option>`)}
        </select>
    </label>`;
}

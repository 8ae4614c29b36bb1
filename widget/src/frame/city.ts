// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Whose assessment it is, and when it was made.

import { html, nothing, type TemplateResult } from "lit";

import type { Details } from "../session.ts";
import type { View } from "../view.ts";
import { langOf } from "./content.ts";

export function city(view: View): TemplateResult {
    const { session, model, words } = view;
    const { city: name, date, role } = session.answers;
    const known = [name, date && words.date(date), role && model.role(role)].filter(Boolean);
    const line = known.length ? known.join(" · ") : words.text("city.unknown");
    if (view.readOnly) return html`<p class="city" part="city">${line}</p>`;
    const put = (details: Partial<Details>): void => {
        try {
            session.describe(details);
        } catch (error) {
            view.fail(error);
        }
    };
    const value = (event: Event): string | undefined =>
        (event.target as HTMLInputElement | HTMLSelectElement).value.trim() || undefined;
    const roles = model.definition.roles ?? [];
    const choices = role && !roles.includes(role) ? [...roles, role] : roles;
    return html`<details class="city" part="city">
        <summary>${line}<span class="visually-hidden">: ${words.text("city.edit")}</span></summary>
        <div class="fields">
            <label class="field"><span>${words.text("city.name")}</span>
                <input type="text" autocomplete="off" .value=${name ?? ""}
                    @change=${(event: Event) => put({ city: value(event) })} />
            </label>
            <label class="field"><span>${words.text("city.date")}</span>
                <input type="date" .value=${date?.slice(0, 10) ?? ""}
                    @change=${(event: Event) => put({ date: value(event) })} />
            </label>
            ${choices.length === 0
                ? nothing
                : html`<label class="field"><span>${words.text("city.role")}</span>
                      <select @change=${(event: Event) => put({ role: value(event) })}>
                          <option value="" .selected=${!role}>${words.text("city.no_role")}</option>
                          ${choices.map(
                              (id) => html`<option value=${id} lang=${langOf(view)} .selected=${id === role}>${model.role(id)}</option>`,
                          )}
                      </select>
                  </label>`}
        </div>
    </details>`;
}

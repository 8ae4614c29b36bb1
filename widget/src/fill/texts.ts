// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// A field for sentences. What is typed is taken over when the field is left, and in every pause, so that
// hardly anything is lost with the page.

import { html, type TemplateResult } from "lit";
import { ifDefined } from "lit/directives/if-defined.js";

import { afterPause, now, onceReleased } from "./later.ts";

/** Milliseconds without a key. */
const PAUSE = 800;

interface Field {
    label: string;
    value: string;
    off: boolean;
    describedBy?: string;
    invalid?: boolean;
    put(text: string): void;
}

export function sentences({ label, value, off, describedBy, invalid, put }: Field): TemplateResult {
    const field = (event: Event): HTMLTextAreaElement => event.target as HTMLTextAreaElement;
    const take = (typed: HTMLTextAreaElement): void => {
        now(typed);
        put(typed.value.trim() === "" ? "" : typed.value);
    };
    const left = (typed: HTMLTextAreaElement): void => onceReleased(() => take(typed));
    const paused = (typed: HTMLTextAreaElement): void => afterPause(typed, PAUSE, () => take(typed));
    return html`<label class="field"><span>${label}</span>
        <textarea rows="3" .value=${value} ?readonly=${off} aria-invalid=${invalid ? "true" : "false"}
            aria-describedby=${ifDefined(describedBy)}
            @change=${(event: Event) => left(field(event))}
            @input=${(event: Event) => paused(field(event))}
        ></textarea>
    </label>`;
}

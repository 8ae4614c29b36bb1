// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Words of the questionnaire, which may be in another language than those of the interface.

import { html, nothing, type TemplateResult } from "lit";

import type { View } from "../view.ts";

type Spoken = Pick<View, "model" | "words">;

/** The `lang` of what holds words of the questionnaire alone; nothing where it is the interface's. */
export function langOf({ model, words }: Spoken): string | typeof nothing {
    return model.language === "" || model.language === words.language ? nothing : model.language;
}

/** A text of the questionnaire, marked with its language where that is not the interface's. */
export function content(view: Spoken, text: string): TemplateResult | string {
    const lang = langOf(view);
    return lang === nothing ? text : html`<span lang=${lang} dir="auto">${text}</span>`;
}

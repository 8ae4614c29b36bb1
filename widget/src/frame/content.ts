// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Words of the questionnaire, which may be in another language than those of the interface.

import { html, type TemplateResult } from "lit";

import type { View } from "../view.ts";

/** A text of the questionnaire, marked with its language where that is not the interface's. */
export function content({ model, words }: Pick<View, "model" | "words">, text: string): TemplateResult | string {
    if (model.language === "" || model.language === words.language) return text;
    return html`<span lang=${model.language} dir="auto">${text}</span>`;
}

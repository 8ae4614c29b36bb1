// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// The languages of the interface.

/** A text, or one text per plural category of its `count`. */
export type Texts = Record<string, string | Partial<Record<Intl.LDMLPluralRule, string>>>;

export const known = new Map<string, Texts>();

/** Tells `added` whenever there is another language. */
export const languages = new EventTarget();

/** Adds the texts of a language, which elements that are asked for it then speak. What is missing is in English. */
export function addLanguage(language: string, texts: Texts): void {
    known.set(language, texts);
    languages.dispatchEvent(new Event("added"));
}

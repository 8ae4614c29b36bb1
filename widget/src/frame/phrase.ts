// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// A text of the interface that has words of the questionnaire in it.

import type { Key, Words } from "../texts/words.ts";

/** Stands around the place of a part; nobody types it. */
const MARK = "\ue000";

/** `parts` stand in it as they are drawn; `values` are part of the text. */
export function phrase(
    { text }: Words, key: Key, parts: Record<string, unknown>, values: Record<string, string | number> = {},
): unknown[] {
    const places = Object.fromEntries(Object.keys(parts).map((name) => [name, MARK + name + MARK]));
    return text(key, { ...values, ...places }).split(MARK).map((part, at) => (at % 2 ? parts[part] : part));
}

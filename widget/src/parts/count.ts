// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// How many contradictions wait for somebody, for the way to the page of departments.

import { html, nothing } from "lit";

import type { View } from "../view.ts";

export function openConflicts({ session }: Pick<View, "session">): number {
    return Object.keys(session.answers.conflicts ?? {}).length;
}

export function conflictCount(view: View): unknown {
    const count = openConflicts(view);
    if (count === 0) return nothing;
    return html` <span class="tag count"><span aria-hidden="true">${view.words.numeral(count)}</span><span
        class="visually-hidden">(${view.words.text("parts.conflicts.count", { count })})</span></span>`;
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// A place for files: chosen with a button, or dropped on it.

import { html, type TemplateResult } from "lit";

import type { View } from "../view.ts";
import { filesOf } from "./file.ts";

export function dropped(
    view: View, label: string, multiple: boolean, take: (files: File[]) => unknown,
): TemplateResult {
    const over = (event: DragEvent): void => {
        event.preventDefault();
        (event.currentTarget as Element).classList.toggle("over", event.type === "dragover");
    };
    const got = (event: Event): void => {
        (event.currentTarget as Element).classList.remove("over");
        const files = filesOf(event);
        if (files.length > 0) void take(files);
    };
    return html`<label class="field drop" @dragover=${over} @dragleave=${over} @drop=${got}>
        <span>${label}</span>
        <input type="file" accept=".json,application/json" ?multiple=${multiple} @change=${got} />
        <small class="muted">${view.words.text("keep.drop")}</small>
    </label>`;
}

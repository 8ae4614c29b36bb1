// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// The pages of the element. Filling in is there at once; the others come right after it, so that the first
// question does not wait for them.

import { html, nothing, type TemplateResult } from "lit";

import { fill } from "../fill/fill.ts";
import type { View } from "../view.ts";

type Later = typeof import("../later.ts");

let there: Later | undefined;

/** Fetches what comes later. */
export async function fetchLater(): Promise<Later> {
    return (there = await import("../later.ts"));
}

/** Does something while nothing else is to do. */
export function whenIdle(act: () => void): void {
    if ("requestIdleCallback" in window) requestIdleCallback(act);
    else setTimeout(act, 200);
}

/** The page that is open. */
export function page(view: View): TemplateResult {
    return view.ui.page === "fill" ? fill(view) : later(view, view.ui.page);
}

/** Something that comes later. Where it cannot be had, it is fetched again only when somebody asks for it. */
export function later(view: View, name: "result" | "plan" | "parts" | "useful"): TemplateResult {
    const { ui, root, words } = view;
    if (there) {
        const { style } = there;
        if (!root.adoptedStyleSheets.includes(style)) root.adoptedStyleSheets.push(style);
        return there[name](view);
    }
    const fetch = (): void => {
        ui.later = "coming";
        fetchLater().then(() => view.draw(), (error: unknown) => {
            ui.later = "missing";
            view.fail(error);
        });
    };
    if (ui.later === "missing") {
        return html`<p><button type="button" part="button" @click=${() => {
            fetch();
            view.draw();
        }}>${words.text("retry")}</button></p>`;
    }
    if (ui.later === null) fetch();
    return html`<p class="waiting muted">${words.text("loading")}</p>`;
}

/** What the link brings that the page was opened with. */
export function offer(view: View): unknown {
    return view.ui.parts.offer && there ? there.offer(view) : nothing;
}

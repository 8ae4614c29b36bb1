// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// The pages of the element. Filling in is there at once; the others come right after it, so that the first
// question does not wait for them.

import { html, type TemplateResult } from "lit";

import { fill } from "../fill/fill.ts";
import type { Draw, Page, View } from "../view.ts";

let there: Partial<Record<Page, Draw>> = { fill };

/** The page that is open. */
export function page(view: View): TemplateResult {
    const draw = there[view.ui.page];
    if (draw) return draw(view);
    fetchPages(view.root).then(() => view.draw(), (error: unknown) => view.fail(error));
    return html`<p class="waiting muted">${view.words.text("loading")}</p>`;
}

/** Fetches the other pages while nothing else is to do, so that they open without a network, too. */
export function fetchLater(root: ShadowRoot): void {
    // What cannot be fetched now is asked for again, and said, when it is opened.
    const fetch = (): void => void fetchPages(root).catch(() => {});
    if ("requestIdleCallback" in window) requestIdleCallback(fetch);
    else setTimeout(fetch, 200);
}

async function fetchPages(root: ShadowRoot): Promise<void> {
    const { style, ...pages } = await import("../later.ts");
    there = { ...there, ...pages };
    if (!root.adoptedStyleSheets.includes(style)) root.adoptedStyleSheets.push(style);
}

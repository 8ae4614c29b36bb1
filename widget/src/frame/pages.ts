// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// The pages of the element. Filling in is there at once; the others come right after it, so that the first
// question does not wait for them.

import { html, type TemplateResult } from "lit";

import type { Loaded } from "../engine.ts";
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

/** Fetches the other pages while nothing else is to do, so that they open without a network, too, and has
 * the engine that they need made ready. */
export function fetchLater(root: ShadowRoot, loaded: Loaded): void {
    // What cannot be fetched now is asked for again, and said, when it is opened.
    const fetch = (): void => void fetchPages(root).then(({ asideOf }) => asideOf(loaded).start(), () => {});
    if ("requestIdleCallback" in window) requestIdleCallback(fetch);
    else setTimeout(fetch, 200);
}

async function fetchPages(root: ShadowRoot): Promise<typeof import("../later.ts")> {
    const later = await import("../later.ts");
    const { parts, plan, result, style } = later;
    there = { fill, parts, plan, result };
    if (!root.adoptedStyleSheets.includes(style)) root.adoptedStyleSheets.push(style);
    return later;
}

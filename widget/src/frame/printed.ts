// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Prints a document that is not the page, in a frame that nobody sees. The frame has the Content-Security-Policy
// of the page, which may allow no style inside a document: its styles are given to it as the page has its own.

let frame: HTMLIFrameElement | undefined;

/** Prints the text of a page. */
export function printed(root: ShadowRoot, text: string, title: string): void {
    frame?.remove();
    const before = root.activeElement as HTMLElement | null;
    frame = document.createElement("iframe");
    frame.className = "printed";
    frame.title = title;
    frame.ariaHidden = "true";
    frame.tabIndex = -1;
    root.append(frame);
    const [page, view] = [frame.contentDocument, frame.contentWindow as (Window & typeof globalThis) | null];
    if (!page || !view) return;
    // Quotes in the words of a report are written as entities: this finds attributes alone.
    const made = new DOMParser().parseFromString(text.replaceAll(' style="', ' data-style="').replace("<style>", "<template>")
        .replace("</style>", "</template>"), "text/html");
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(made.querySelector("template")?.innerHTML ?? "");
    page.adoptedStyleSheets = [sheet];
    const { lang, dir } = made.documentElement;
    Object.assign(page.documentElement, { lang, dir });
    page.title = made.title;
    page.body.replaceChildren(...made.body.childNodes);
    for (const element of page.querySelectorAll<HTMLElement>("[data-style]")) element.style.cssText = element.dataset.style ?? "";
    view.addEventListener("afterprint", () => setTimeout(() => {
        view.frameElement?.remove();
        before?.focus();
    }), { once: true });
    view.focus();
    view.print();
}

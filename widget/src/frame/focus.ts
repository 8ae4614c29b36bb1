// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// The focus never gets lost: what has it may be gone after a drawing, such as the button that closes a message.

/** Call it before a drawing, and what it returns after it. Then what is nearest to where the focus was and can take
 * it has it: what stands around, the heading of that, or the page. */
export function holdFocus(root: ShadowRoot): () => void {
    const around: Element[] = [];
    for (let at = root.activeElement; at; at = at.parentElement) around.push(at);
    return () => {
        if (around.length === 0 || root.activeElement) return;
        for (const element of around) {
            if (!element.isConnected) continue;
            const place = element.matches("[tabindex]") ? element : element.querySelector(":scope > [tabindex='-1']");
            if (!place) continue;
            (place as HTMLElement).focus({ preventScroll: true });
            return;
        }
    };
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Draws a picture as wide as the element that it stands in, so that its letters keep their size.

import { type ChildPart, Directive, directive } from "lit/directive.js";

/** Before it is known how wide an element is. About as wide as a page of paper. */
const GUESS = 640;

const widths = new WeakMap<Element, { width: number; draw: () => void }>();

const observer = new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) {
        const known = widths.get(target);
        const width = Math.floor(contentRect.width);
        if (!known || width === 0 || width === known.width) continue;
        known.width = width;
        known.draw();
    }
});

class Sized extends Directive {
    override render(_draw: () => void, picture: (width: number) => unknown): unknown {
        return picture(GUESS);
    }

    override update(part: ChildPart, [draw, picture]: Parameters<this["render"]>): unknown {
        const parent = part.parentNode as Element;
        const known = widths.get(parent) ?? { width: GUESS, draw };
        known.draw = draw;
        if (!widths.has(parent)) observer.observe(parent);
        widths.set(parent, known);
        return picture(known.width);
    }
}

/** A picture that knows its width; `draw` draws the page again when that has changed. */
export const sized = directive(Sized);

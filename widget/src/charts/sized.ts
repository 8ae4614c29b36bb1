// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Draws a picture as wide as the element that it stands in, so that its letters keep their size.

import { noChange } from "lit";
import { AsyncDirective } from "lit/async-directive.js";
import { type ChildPart, directive } from "lit/directive.js";

/** Before it is known how wide an element is. About as wide as a page of paper. */
const GUESS = 640;

const known = new WeakMap<Element, Sized>();

const observer = new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) known.get(target)?.fit(Math.floor(contentRect.width));
});

class Sized extends AsyncDirective {
    private width = GUESS;
    private place: Element | undefined;
    private picture: (width: number) => unknown = () => noChange;

    override render(picture: (width: number) => unknown): unknown {
        return picture(this.width);
    }

    override update(part: ChildPart, [picture]: Parameters<this["render"]>): unknown {
        this.picture = picture;
        if (!this.place) {
            this.place = part.parentNode as Element;
            this.reconnected();
        }
        return picture(this.width);
    }

    /** Draws it again, alone, where it has another width. */
    fit(width: number): void {
        if (width === 0 || width === this.width) return;
        this.width = width;
        this.setValue(this.picture(width));
    }

    protected override disconnected(): void {
        if (this.place) observer.unobserve(this.place);
    }

    protected override reconnected(): void {
        if (!this.place) return;
        known.set(this.place, this);
        observer.observe(this.place);
    }
}

/** A picture that knows its width. */
export const sized = directive(Sized);

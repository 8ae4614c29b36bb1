// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Draws a picture as wide as the element that it stands in, so that its letters keep their size.

import { noChange } from "lit";
import { AsyncDirective } from "lit/async-directive.js";
import { type ChildPart, directive } from "lit/directive.js";

/** Before it is known how wide an element is. About as wide as a page of paper. */
export const GUESS = 640;

const known = new WeakMap<Element, (width: number) => void>();

const observer = new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) known.get(target)?.(Math.floor(contentRect.width));
});

/** Calls back with the width of an element, and again where it changes. */
export function watch(place: Element, fit: (width: number) => void): void {
    known.set(place, fit);
    observer.observe(place);
}

export function unwatch(place: Element): void {
    observer.unobserve(place);
}

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
    private readonly fit = (width: number): void => {
        if (width === 0 || width === this.width) return;
        this.width = width;
        this.setValue(this.picture(width));
    };

    protected override disconnected(): void {
        if (this.place) unwatch(this.place);
    }

    protected override reconnected(): void {
        if (this.place) watch(this.place, this.fit);
    }
}

/** A picture that knows its width. */
export const sized = directive(Sized);

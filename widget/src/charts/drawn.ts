// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// A chart as wide as the element that it stands in. What was drawn before stays until the next is there.

import type { Figure } from "@digirights/engine/charts";
import { html, nothing, type TemplateResult } from "lit";
import { AsyncDirective } from "lit/async-directive.js";
import { type ChildPart, directive } from "lit/directive.js";
import { unsafeHTML } from "lit/directives/unsafe-html.js";

import type { Words } from "../texts/words.ts";
import { enqueue, isSame, type Place, type Wanted } from "./figures.ts";
import { GUESS, unwatch, watch } from "./sized.ts";

/** What is shown of a chart. */
type Frame = (figure: Figure) => unknown;

class Drawn extends AsyncDirective implements Place {
    wanted!: Wanted;
    width = GUESS;
    private place: Element | undefined;
    private words!: Words;
    private frame!: Frame;
    private figure: Figure | null | undefined;
    private hasFailed = false;

    override render(_wanted: Wanted, _words: Words, _frame: Frame = picture): unknown {
        return this.content();
    }

    override update(part: ChildPart, [wanted, words, frame = picture]: Parameters<this["render"]>): unknown {
        const isKnown = this.place !== undefined && isSame(this.wanted, wanted);
        if (!isKnown) this.wanted = wanted;
        Object.assign(this, { words, frame });
        if (!this.place) {
            this.place = part.parentNode as Element;
            this.reconnected();
        }
        if (!isKnown) this.ask();
        return this.content();
    }

    show(figure: Figure | null): void {
        this.figure = figure;
        this.hasFailed = false;
        this.draw();
    }

    fail(): void {
        this.hasFailed = true;
        this.draw();
    }

    forget(): void {
        if (this.isConnected) this.ask();
        // It is asked for when it is connected again.
        else this.figure = undefined;
    }

    private ask(): void {
        this.place?.setAttribute("aria-busy", "true");
        enqueue(this);
    }

    private draw(): void {
        this.place?.removeAttribute("aria-busy");
        if (this.isConnected) this.setValue(this.content());
    }

    private content(): unknown {
        if (this.hasFailed) return html`<p class="notice warn" part="notice">${this.words.text("result.picture.failed")}</p>`;
        if (this.figure === null) return nothing;
        if (this.figure === undefined) return html`<p class="waiting muted">${this.words.text("result.picture.drawing")}</p>`;
        return this.frame(this.figure);
    }

    private readonly fit = (width: number): void => {
        if (width === 0 || width === this.width) return;
        this.width = width;
        if (this.isConnected) this.ask();
    };

    protected override disconnected(): void {
        if (this.place) unwatch(this.place);
    }

    protected override reconnected(): void {
        if (!this.place) return;
        watch(this.place, this.fit);
        if (this.figure === undefined) this.ask();
    }
}

const directed = directive(Drawn);

/** The SVG alone. The engine has taken care of what people wrote: it is text in it. */
export function picture({ svg }: Figure): TemplateResult {
    return html`${unsafeHTML(svg)}`;
}

/** A chart, and with a `frame` what belongs to it. Where there is too little to draw, nothing. */
export function drawn(wanted: Wanted, words: Words, frame?: Frame): unknown {
    return directed(wanted, words, frame);
}

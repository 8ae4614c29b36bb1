// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// What is folded is drawn again a moment later than what is seen, so that an answer is seen at once.

import { noChange } from "lit";
import { AsyncDirective } from "lit/async-directive.js";
import { type ChildPart, directive } from "lit/directive.js";

/** Milliseconds in which what is seen has been painted. */
const MOMENT = 60;

const waiting = new Set<Unseen>();
let timer: ReturnType<typeof setTimeout> | undefined;

function drawAll(): void {
    clearTimeout(timer);
    timer = undefined;
    for (const one of waiting) one.draw();
    waiting.clear();
}

// On paper, everything is seen.
addEventListener("beforeprint", drawAll);

class Unseen extends AsyncDirective {
    private content: (() => unknown) | undefined;

    override render(content: () => unknown): unknown {
        return content();
    }

    override update(part: ChildPart, [content]: Parameters<this["render"]>): unknown {
        const isFirst = this.content === undefined;
        this.content = content;
        const details = (part.parentNode as Element).closest("details");
        if (isFirst || !details || details.open) {
            waiting.delete(this);
            return content();
        }
        waiting.add(this);
        timer ??= setTimeout(drawAll, MOMENT);
        return noChange;
    }

    draw(): void {
        if (this.isConnected) this.setValue(this.content?.());
    }

    protected override disconnected(): void {
        waiting.delete(this);
    }
}

/** What stands in something folded: drawn again after what is seen. */
export const unseen = directive(Unseen);

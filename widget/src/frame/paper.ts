// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Nothing can be unfolded on paper: what is folded is open while the page is printed. Not `brief` things,
// which are only printed where somebody has opened them.

import type { LitElement, ReactiveController } from "lit";

export class Paper implements ReactiveController {
    private readonly host: LitElement;
    private opened: HTMLDetailsElement[] = [];

    constructor(host: LitElement) {
        this.host = host;
        host.addController(this);
    }

    hostConnected(): void {
        window.addEventListener("beforeprint", this.unfold);
        window.addEventListener("afterprint", this.fold);
    }

    hostDisconnected(): void {
        window.removeEventListener("beforeprint", this.unfold);
        window.removeEventListener("afterprint", this.fold);
        this.fold();
    }

    private readonly unfold = (): void => {
        // Some browsers say it twice.
        const folded = this.host.renderRoot.querySelectorAll<HTMLDetailsElement>("details:not([open], .brief)");
        this.opened.push(...folded);
        for (const details of folded) details.open = true;
    };

    private readonly fold = (): void => {
        for (const details of this.opened) details.open = false;
        this.opened = [];
    };
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// A field tells what was typed when it is left. A page that is reloaded, closed or put aside leaves no field: then it
// is asked, so that nothing typed is lost.

export class Typed {
    /** The field that was typed into last. */
    private field: EventTarget | undefined;

    constructor(host: HTMLElement) {
        host.addEventListener("input", (event) => {
            const [field] = event.composedPath();
            this.field = field instanceof Element && field.matches("textarea, [type=text], [type=date]") ? field : undefined;
        });
    }

    take(): void {
        const { field } = this;
        this.field = undefined;
        field?.dispatchEvent(new Event("change", { bubbles: true }));
    }
}

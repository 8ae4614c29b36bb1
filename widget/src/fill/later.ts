// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// What waits until somebody pauses, or lets go of the mouse.

const waiting = new WeakMap<EventTarget, number>();

/** Does something once nothing more has come from the target for a while; replaces what waited. */
export function afterPause(target: EventTarget, milliseconds: number, act: () => void): void {
    now(target);
    waiting.set(target, window.setTimeout(act, milliseconds));
}

/** Nothing waits any longer: it is done now. */
export function now(target: EventTarget): void {
    window.clearTimeout(waiting.get(target));
}

let isPressed = false;
window.addEventListener("mousedown", () => (isPressed = true), true);
window.addEventListener("mouseup", () => (isPressed = false), true);

/** Milliseconds after which a button is taken for released, in case nobody told. */
const LONG = 1000;

/** Does something as soon as no button of the mouse is pressed. A field that is left by a click would
 * otherwise move what is clicked away from below the mouse. */
export function onceReleased(act: () => void): void {
    if (!isPressed) {
        act();
        return;
    }
    const abort = new AbortController();
    const done = (): void => {
        window.clearTimeout(timer);
        abort.abort();
        act();
    };
    const timer = window.setTimeout(done, LONG);
    window.addEventListener("mouseup", done, { capture: true, signal: abort.signal });
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Why answers are not kept.

/** It was not asked for; the browser's room is full; it does not allow it; it does not respond; it took the
 * answers away; what is there cannot be read. */
export type Trouble = "off" | "full" | "denied" | "silent" | "gone" | "unread";

/** What an error of the browser's database means. */
export function troubleOf(error: unknown): Trouble {
    switch ((error as DOMException | null)?.name) {
        case "QuotaExceededError": return "full";
        case "TimeoutError": return "silent";
        case "InvalidStateError":
        case "AbortError":
        case "NotFoundError": return "gone";
        default: return "denied";
    }
}

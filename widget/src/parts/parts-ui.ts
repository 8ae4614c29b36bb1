// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// What the page of departments shows beside the answers, and may lose.

import type { AnswersDocument } from "@digirights/engine";

import type { Link } from "./link.ts";

export interface PartsUi {
    /** Whether something was to be handed out, and no department was chosen. */
    isNobody: boolean;
    /** What was handed out as links. */
    links: Link[];
    /** What came of the last merging: what to say, or what was refused, by file. */
    report: { good: string } | { refused: { name: string; fault: unknown }[] } | null;
    /** The part of the link that the page was opened with, or why it cannot be used. */
    offer: { part: AnswersDocument } | { fault: unknown } | null;
    /** Who settled the last conflict. */
    by: string;
}

export function partsUi(): PartsUi {
    return { isNobody: false, links: [], report: null, offer: null, by: "" };
}

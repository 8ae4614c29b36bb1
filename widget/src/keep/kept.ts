// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// What is kept in the browser beside the answers.

import type { AnswersDocument } from "@digirights/engine";

export interface Kept {
    /** Actions that the city takes on. */
    taken: string[];
    /** An earlier assessment to compare with. */
    earlier: AnswersDocument | null;
    /** The link that the page was opened with, and the questions whose answers were taken from it. */
    link?: { hash: string; taken: string[] };
}

export function nothingKept(): Kept {
    return { taken: [], earlier: null };
}

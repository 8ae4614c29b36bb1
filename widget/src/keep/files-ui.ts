// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// What the section of files shows, and may lose.

import type { AnswersDocument, Problem } from "@digirights/engine";

/** What waits for a yes, and whether it is of another city for which something is kept; what was said last. */
export interface FilesUi {
    asked: { name: string; answers: string | AnswersDocument; count: number; isOther: boolean } | null;
    report: { good?: string; fault?: unknown; name?: string; unused?: Problem[] } | null;
}

export function filesUi(): FilesUi {
    return { asked: null, report: null };
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// What is chosen of reports.

import type { Audience } from "@digirights/engine/reports";

/** Who a report is for. */
export type Reader = Audience | "public";

/** What is chosen, and what is being made. */
export interface ReportUi {
    reader: Reader;
    /** By reader; the first of those there are unless another is chosen. */
    formats: Partial<Record<Reader | "comparison", string>>;
    making: string | null;
}

export function reportUi(): ReportUi {
    return { reader: "political", formats: {}, making: null };
}

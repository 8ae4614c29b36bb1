// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// A bar per row: what is sure, what is open, and the point between them.

import { svg, type TemplateResult } from "lit";

import {
    across, box, drawing, legend, lettering, LINE, type Picture, type Range, track, wide, wrapped,
} from "./drawing.ts";

export interface Row {
    name: string;
    /** How far below the first rows it stands: 0, 1, … */
    depth: number;
    /** Null where the row has no score and will have none. */
    range: Range | null;
    /** What stands at its end, such as the score and the level. */
    value: string;
    note: string;
    /** Where levels begin. */
    cuts: number[];
}

export interface Bars extends Picture {
    rows: Row[];
    /** What the signs mean. */
    words: { sure: string; open: string; point: string; cut: string | null };
}

const HIGH = 14;

export function bars(data: Bars): TemplateResult {
    const { width, rows, words } = data;
    const side = width >= 560;
    const values = Math.max(...rows.map((row) => wide(row.value)), 24) + 8;
    const notes = Math.max(0, ...rows.map((row) => wide(row.note)));
    const end = values + (notes > 0 ? notes + 8 : 0);
    const start = side ? Math.round(width * 0.4) : 0;
    let y = 4;
    const drawn = rows.map((row) => {
        const indent = row.depth * 12;
        const lines = wrapped(row.name, (side ? start - 12 : width) - indent);
        const top = y;
        const bar = side ? top + (lines.length * LINE - HIGH) / 2 : top + lines.length * LINE + 4;
        y = (side ? top + lines.length * LINE : bar + HIGH) + (side ? 10 : 14);
        const look = row.depth === 0 ? "chart-strong" : "";
        return svg`${lettering(lines, across(data, indent), top + 12, "start", look)}
            ${row.range ? track(data, start, bar, width - start - end - 8, HIGH, row.range, row.cuts) : ""}
            ${lettering([row.value], across(data, width - end + values - 8), bar + 12, "end", "chart-strong")}
            ${lettering([row.note], across(data, width - end + values), bar + 12)}`;
    });
    const key = legend(data, [
        { sign: (x, at) => box(data, x, at, 22, HIGH, "chart-sure"), label: words.sure },
        { sign: (x, at) => box(data, x, at, 22, HIGH, "chart-open", `url(#${data.id}-open)`), label: words.open },
        { sign: (x, at) => box(data, x + 9, at - 1, 4, HIGH + 2, "chart-point"), label: words.point },
        ...(words.cut === null ? [] : [{
            sign: (x: number, at: number) =>
                svg`${box(data, x, at, 22, HIGH, "chart-track")}${box(data, x + 10, at, 1.5, HIGH, "chart-cut")}`,
            label: words.cut,
        }]),
    ], y + 6);
    return drawing(data, key.end, svg`${drawn}${key.content}`);
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// One score on its scale, with the levels below it.

import { nothing, svg, type TemplateResult } from "lit";

import { across, drawing, lettering, type Picture, type Range, track, wide } from "./drawing.ts";

export interface Gauge extends Picture {
    range: Range;
    /** Levels in order, where each begins, and whether it is the one reached. */
    levels: { name: string; from: number; reached: boolean }[];
    /** The ends of the scale. */
    ends: [string, string];
}

export function gauge(data: Gauge): TemplateResult {
    const { width, range, levels, ends } = data;
    const fits = levels.every(({ name, from }, at) => wide(name) + 4 <= ((levels[at + 1]?.from ?? 1) - from) * width);
    return drawing(data, fits && levels.length ? 84 : 62, svg`
        ${lettering([ends[0]], across(data, 0), 14, "start", "chart-small")}
        ${lettering([ends[1]], across(data, width), 14, "end", "chart-small")}
        ${track(data, 0, 26, width, 28, range, levels.map(({ from }) => from).filter((from) => from > 0))}
        ${fits ? levels.map(({ name, from, reached }, at) => {
            const middle = ((from + (levels[at + 1]?.from ?? 1)) / 2) * width;
            return lettering([name], across(data, middle), 76, "middle", reached ? "chart-strong" : "");
        }) : nothing}`);
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// What is done when: a row per name with its stretches of time, in columns of months.

import { svg, type TemplateResult } from "lit";

import { across, box, drawing, lettering, LINE, type Picture, wrapped } from "./drawing.ts";

export interface Timeline extends Picture {
    /** Periods in order, from month to month, with what stands over them. */
    periods: { from: number; to: number; name: string; note: string }[];
    rows: { name: string; spans: { from: number; to: number; title: string }[] }[];
}

export function timeline(data: Timeline): TemplateResult {
    const { width, periods, rows } = data;
    const side = width >= 560;
    const start = side ? Math.round(width * 0.4) : 0;
    const last = periods.at(-1)?.to ?? 1;
    // Early periods are short and hold much, so months take less room the later they are.
    const at = (month: number): number => start + Math.sqrt(month / last) * (width - start);
    const heads = periods.map(({ from, to, name, note }) => {
        const room = at(to) - at(from) - 6;
        return { x: at(from) + 4, name: wrapped(name, room * 0.88), note: wrapped(note, room) };
    });
    const tall = Math.max(1, ...heads.map((head) => head.name.length));
    const noted = Math.max(0, ...heads.map((head) => head.note.filter(Boolean).length));
    const first = (tall + noted) * LINE + 12;
    let y = first + 6;
    const drawn = rows.map(({ name, spans }) => {
        const lines = wrapped(name, side ? start - 12 : width);
        const top = y;
        const bar = side ? top + (lines.length * LINE - 14) / 2 : top + lines.length * LINE + 4;
        y = (side ? top + lines.length * LINE : bar + 14) + 8;
        return svg`${lettering(lines, across(data, 0), top + 12, "start", "chart-halo")}${spans.map(({ from, to, title }) =>
            svg`<g><title>${title}</title>${box(data, at(from) + 1, bar, Math.max(3, at(to) - at(from) - 2), 14, "chart-sure")}</g>`)}`;
    });
    return drawing(data, y + 2, svg`
        ${periods.map(({ from, to }, index) =>
            box(data, at(from), 0, at(to) - at(from), y, index % 2 ? "chart-period" : "chart-period-other"))}
        ${heads.map((head) => svg`${lettering(head.name, across(data, head.x), 16, "start", "chart-strong")}
            ${lettering(head.note, across(data, head.x), 16 + tall * LINE, "start", "chart-small")}`)}
        ${drawn}`);
}

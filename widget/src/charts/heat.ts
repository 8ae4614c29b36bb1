// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// A row of cells per name, darker where the score is higher. Cells without a score have signs.

import { svg, type SVGTemplateResult, type TemplateResult } from "lit";

import { across, box, drawing, legend, lettering, LINE, type Picture, type Sign, wrapped } from "./drawing.ts";

/** Why a cell has no score. */
export type Blank = "unanswered" | "dont_know" | "not_applicable" | "not_shown" | "not_scored";

export interface Cell {
    /** A share from 0 to 1, or why there is none. */
    score: number | Blank;
    /** What stands in it where it has a score. */
    label: string;
    /** What is shown where it is pointed at. */
    title: string;
}

export interface Heat extends Picture {
    rows: { name: string; cells: Cell[] }[];
    words: Record<Blank, string> & { low: string; high: string };
}

const HIGH = 26;
const SIGNS: Record<Blank, string> = {
    unanswered: "", dont_know: "?", not_applicable: "–", not_shown: "·", not_scored: "✓",
};

export function heat(data: Heat): TemplateResult {
    const { width, rows, words } = data;
    const side = width >= 560;
    const start = side ? Math.round(width * 0.4) : 0;
    const most = Math.max(1, ...rows.map((row) => row.cells.length));
    const wide = Math.max(30, Math.min(56, Math.floor((width - start) / most)));
    const inRow = Math.max(1, Math.floor((width - start) / wide));
    let y = 2;
    const drawn = rows.map(({ name, cells }) => {
        const lines = wrapped(name, side ? start - 12 : width);
        const below = Math.ceil(cells.length / inRow) * (HIGH + 3);
        const top = y;
        const first = side ? top : top + lines.length * LINE + 2;
        y = side ? Math.max(top + below, top + lines.length * LINE) + 5 : first + below + 8;
        return svg`${lettering(lines, across(data, 0), top + (side && lines.length === 1 ? 18 : 13))}
            ${cells.map((one, at) =>
                cell(data, one, start + (at % inRow) * wide, first + Math.floor(at / inRow) * (HIGH + 3), wide - 3))}`;
    });
    const blanks = (Object.keys(SIGNS) as Blank[]).filter((blank) =>
        rows.some(({ cells }) => cells.some(({ score }) => score === blank)));
    const signs: Sign[] = [
        { sign: (x, at) => shade(data, 0, x, at, 22, 16), label: words.low },
        { sign: (x, at) => shade(data, 1, x, at, 22, 16), label: words.high },
        ...blanks.map((blank): Sign => ({
            sign: (x, at) => cell(data, { score: blank, label: "", title: "" }, x, at - 2, 22, 18),
            label: words[blank],
        })),
    ];
    const key = legend(data, signs, y + 8);
    return drawing(data, key.end, svg`${drawn}${key.content}`);
}

function shade(data: Heat, share: number, x: number, y: number, wide: number, high: number): SVGTemplateResult {
    return box(data, x, y, wide, high, `chart-heat-${Math.min(4, Math.max(0, Math.floor(share * 5)))}`);
}

function cell(data: Heat, { score, label, title }: Cell, x: number, y: number, wide: number, high = HIGH): SVGTemplateResult {
    const middle = across(data, x + wide / 2);
    if (typeof score === "number") {
        return svg`<g><title>${title}</title>${shade(data, score, x, y, wide, high)}
            ${lettering([label], middle, y + high / 2 + 5, "middle", score >= 0.6 ? "chart-small chart-on" : "chart-small")}</g>`;
    }
    return svg`<g><title>${title}</title>${box(data, x + 0.75, y + 0.75, wide - 1.5, high - 1.5, `chart-blank-${score}`)}
        ${lettering([SIGNS[score]], middle, y + high / 2 + 5, "middle", "chart-small")}</g>`;
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// One score on its scale, with the levels below it. It is the only picture that the page draws itself: it stands
// where the result begins, and shall be there at once.

import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from "lit";

/** Where a score lies, in shares from 0 to 1. Without a point there is no score yet. */
export interface Range {
    point: number | null;
    low: number;
    high: number;
    /** The greatest score there is, in which it is shown. */
    maximum: number;
}

export interface Gauge {
    /** Unique among the pictures of a page. */
    id: string;
    title: string;
    /** What it shows, in words. */
    summary: string;
    /** Its width in pixels; its height follows. */
    width: number;
    rtl: boolean;
    range: Range;
    /** Levels in order, where each begins, and whether it is the one reached. */
    levels: { name: string; from: number; reached: boolean }[];
    /** The ends of the scale. */
    ends: [string, string];
}

export function gauge(data: Gauge): TemplateResult {
    const { id, title, summary, width, rtl, levels, ends } = data;
    const fits = levels.every(({ name, from }, at) => wide(name) + 4 <= ((levels[at + 1]?.from ?? 1) - from) * width);
    return html`<svg class="chart dr-chart" role="img" aria-labelledby="${id}-title" aria-describedby="${id}-summary"
        viewBox="0 0 ${width} ${fits && levels.length ? 84 : 62}" width=${width} direction=${rtl ? "rtl" : "ltr"}>
        <title id="${id}-title">${title}</title><desc id="${id}-summary">${summary}</desc>
        <defs><pattern id="${id}-open" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path class="dr-soft" d="M0 0h6v6h-6z"/><path class="dr-stripe" d="M0 0h2v6h-2z"/>
        </pattern></defs>
        ${letters(data, ends[0], 0, 14, "start", "chart-small")}
        ${letters(data, ends[1], width, 14, "end", "chart-small")}
        ${track(data, levels.map(({ from }) => from).filter((from) => from > 0))}
        ${fits ? levels.map(({ name, from, reached }, at) => {
            const middle = ((from + (levels[at + 1]?.from ?? 1)) / 2) * width;
            return letters(data, name, middle, 76, "middle", reached ? "chart-strong" : "");
        }) : nothing}
    </svg>`;
}

/** About how wide a text is: fonts differ, so on the safe side. */
function wide(text: string): number {
    let sum = 0;
    for (const sign of text) sum += sign > "\u2e7f" ? 14 : 7.5;
    return sum;
}

function letters({ width, rtl }: Gauge, text: string, x: number, y: number, anchor: string, look: string): SVGTemplateResult {
    return svg`<text class="dr-text ${look}" text-anchor=${anchor}><tspan x=${rtl ? width - x : x} y=${y}>${text}</tspan></text>`;
}

/** The scale from 0 to 1 with what is sure, what is open, the levels, and the point. */
function track({ id, width, rtl, range: { point, low, high } }: Gauge, cuts: number[]): SVGTemplateResult {
    const [y, tall] = [26, 28];
    const inside = (share: number): number => Math.min(1, Math.max(0, share)) * width;
    const box = (from: number, long: number, look: string, over = 0, fill: string | typeof nothing = nothing): SVGTemplateResult =>
        svg`<rect class=${look} x=${rtl ? width - from - long : from} y=${y - over} width=${Math.max(0, long)}
            height=${tall + 2 * over} rx="2" fill=${fill}/>`;
    return svg`${box(0, width, "dr-track")}
        ${box(0, inside(low), "dr-sure")}
        ${high > low ? box(inside(low), inside(high) - inside(low), "dr-open", 0, `url(#${id}-open)`) : nothing}
        ${cuts.map((cut) => box(inside(cut) - 0.75, 1.5, "chart-cut"))}
        ${point === null ? nothing : box(inside(point) - 2, 4, "dr-point", 3)}`;
}

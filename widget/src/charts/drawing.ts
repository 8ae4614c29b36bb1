// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// What all pictures share. A picture is a function of plain data: it knows no session and no model.

import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from "lit";

/** What every picture is given. */
export interface Picture {
    /** Unique among the pictures of a page. */
    id: string;
    title: string;
    /** What it shows, in words. */
    summary: string;
    /** Its width in pixels; its height follows. */
    width: number;
    rtl: boolean;
}

/** Where a score lies, in shares from 0 to 1. Without a point there is no score yet. */
export interface Range {
    point: number | null;
    low: number;
    high: number;
}

/** From one line of text to the next. */
export const LINE = 17;

export function drawing(picture: Picture, height: number, content: unknown): TemplateResult {
    const { id, title, summary, width, rtl } = picture;
    return html`<svg class="chart" part="chart" role="img" aria-labelledby="${id}-title" aria-describedby="${id}-summary"
        viewBox="0 0 ${width} ${Math.ceil(height)}" width=${width} direction=${rtl ? "rtl" : "ltr"}>
        <title id="${id}-title">${title}</title><desc id="${id}-summary">${summary}</desc>
        <defs><pattern id="${id}-open" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path class="chart-paper" d="M0 0h6v6h-6z"/><path class="chart-stripe" d="M0 0h2v6h-2z"/>
        </pattern></defs>
        ${content}
    </svg>`;
}

/** About how wide a text is: fonts differ, so on the safe side. */
export function wide(text: string): number {
    let sum = 0;
    for (const sign of text) sum += sign > "\u2e7f" ? 14 : 7.5;
    return sum;
}

/** A text in lines that fit, at most so many; what finds no room is left out, with a sign that it is. */
export function wrapped(text: string, room: number, most = 2): string[] {
    const lines: string[] = [];
    for (const word of text.split(/\s+/)) {
        const longer = `${lines.at(-1) ?? ""} ${word}`.trim();
        if (lines.length > 0 && wide(longer) <= room) lines[lines.length - 1] = longer;
        else lines.push(word);
    }
    const left = lines.slice(0, most);
    if (lines.length > most) left.push(`${left.pop() ?? ""} …`);
    return left.map((line) => fitted(line, room));
}

function fitted(line: string, room: number): string {
    if (wide(line) <= room) return line;
    let short = line.replace(/ …$/, "");
    while (short && wide(`${short}…`) > room) short = short.slice(0, -1);
    return `${short.trimEnd()}…`;
}

type Anchor = "start" | "middle" | "end";

/** Lines of text, the first of them on `y`. */
export function lettering(lines: string[], x: number, y: number, anchor: Anchor = "start", look = ""): SVGTemplateResult {
    return svg`<text class=${look} text-anchor=${anchor}>${lines.map(
        (line, at) => svg`<tspan x=${x} y=${y + at * LINE}>${line}</tspan>`,
    )}</text>`;
}

/** A box, mirrored where lines run from right to left. */
export function box(
    { width, rtl }: Picture, x: number, y: number, wide: number, high: number, look: string, fill?: string,
): SVGTemplateResult {
    const at = rtl ? width - x - wide : x;
    return svg`<rect class=${look} x=${at} y=${y} width=${Math.max(0, wide)} height=${high} rx="2" fill=${fill ?? nothing}/>`;
}

/** Where a place is, mirrored where lines run from right to left. */
export function across({ width, rtl }: Picture, x: number): number {
    return rtl ? width - x : x;
}

/** The scale from 0 to 1 with what is sure, what is open, and the point. */
export function track(
    picture: Picture, x: number, y: number, wide: number, high: number, range: Range | null, cuts: number[],
): SVGTemplateResult {
    const inside = (share: number): number => Math.min(1, Math.max(0, share)) * wide;
    const { point, low, high: most } = range ?? { point: null, low: 0, high: 0 };
    return svg`${box(picture, x, y, wide, high, "chart-track")}
        ${box(picture, x, y, inside(low), high, "chart-sure")}
        ${most > low
            ? box(picture, x + inside(low), y, inside(most) - inside(low), high, "chart-open", `url(#${picture.id}-open)`)
            : nothing}
        ${cuts.map((cut) => box(picture, x + inside(cut) - 0.75, y, 1.5, high, "chart-cut"))}
        ${point === null ? nothing : box(picture, x + inside(point) - 2, y - 3, 4, high + 6, "chart-point")}`;
}

/** A sign of a picture, and what it means. */
export interface Sign {
    /** Draws it in a box of 22 by 14 at a place. */
    sign: (x: number, y: number) => SVGTemplateResult;
    label: string;
}

/** What the signs of a picture mean, in rows, from `y` on; and where it ends. */
export function legend(picture: Picture, signs: Sign[], y: number): { content: SVGTemplateResult; end: number } {
    let x = 0;
    const content = signs.map(({ sign, label }) => {
        const room = 30 + wide(label) + 16;
        if (x > 0 && x + room > picture.width) {
            x = 0;
            y += LINE + 6;
        }
        const at = x;
        x += room;
        return svg`${sign(at, y)}${lettering([label], across(picture, at + 30), y + 12, "start", "chart-small")}`;
    });
    return { content: svg`${content}`, end: y + LINE + 4 };
}

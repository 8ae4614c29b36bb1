// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// A spoke per name: the point, the bounds as a band around it, and an earlier point.

import { nothing, svg, type SVGTemplateResult, type TemplateResult } from "lit";

import {
    box, drawing, legend, lettering, LINE, type Picture, type Range, across, wrapped,
} from "./drawing.ts";

export interface Spoke {
    name: string;
    range: Range | null;
    earlier: number | null;
}

export interface Radar extends Picture {
    spokes: Spoke[];
    /** What stands at 0, 0.25, 0.5, 0.75 and 1. */
    scale: string[];
    /** What the signs mean; `earlier` only where there is an earlier result. */
    words: { now: string; open: string; earlier: string | null };
}

interface Label {
    x: number;
    y: number;
    side: number;
    lines: string[];
}

export function radar(data: Radar): TemplateResult {
    const { width, spokes, words } = data;
    const named = width >= 560;
    const radius = named ? Math.min(190, width * 0.25) : Math.min(150, width / 2 - 28);
    const middle = width / 2;
    const labels = placed(data, radius, named);
    const top = Math.min(...labels.map((label) => label.y)) - LINE;
    const bottom = Math.max(...labels.map((label) => label.y + (label.lines.length - 1) * LINE));
    const down = 4 - top;
    const place = (at: number, share: number): string => {
        const turn = angle(data, at);
        const far = Math.min(1, Math.max(0, share)) * radius;
        return `${(middle + Math.cos(turn) * far).toFixed(1)} ${(down + Math.sin(turn) * far).toFixed(1)}`;
    };
    const around = (share: (spoke: Spoke) => number): string =>
        `M${spokes.map((spoke, at) => place(at, share(spoke))).join("L")}Z`;
    const rings = [0.25, 0.5, 0.75, 1].map((share) => svg`<path class="chart-ring" d=${around(() => share)}/>`);
    const band = around((spoke) => spoke.range?.high ?? 0) + around((spoke) => spoke.range?.low ?? 0);
    const points = (of: (spoke: Spoke) => number | null, look: string, mark: string): SVGTemplateResult => {
        const shares = spokes.map(of);
        const sides = shares.map((share, at) => {
            const next = (at + 1) % shares.length;
            const other = shares[next] ?? null;
            return share === null || other === null ? "" : `M${place(at, share)}L${place(next, other)}`;
        });
        const marks = shares.map((share, at) => (share === null ? "" : `M${place(at, share)}${mark}`));
        return svg`<path class=${look} d=${sides.join("")}/><path class="${look} chart-mark" d=${marks.join("")}/>`;
    };
    const key = legend(data, signs(data), bottom + down + 22);
    const names = named ? { content: nothing, end: key.end } : list(data, key.end + 6);
    return drawing(data, names.end, svg`
        ${rings}
        ${spokes.map((_, at) => svg`<path class="chart-ring" d="M${place(at, 0)}L${place(at, 1)}"/>`)}
        <path class="chart-open" fill="url(#${data.id}-open)" fill-rule="evenodd" d=${band}/>
        ${data.scale.map((label, at) => at === 0 ? nothing : lettering(
            [label], middle - 6, down - (at / 4) * radius + 4, data.rtl ? "start" : "end", "chart-small chart-halo"))}
        ${words.earlier === null ? nothing : points((spoke) => spoke.earlier, "chart-earlier", DIAMOND)}
        ${points((spoke) => spoke.range?.point ?? null, "chart-now", DOT)}
        ${labels.map((label) => lettering(label.lines, middle + label.x, down + label.y, anchor(data, label.side)))}
        ${key.content}${names.content}`);
}

const DOT = "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0";
const DIAMOND = "m0 -5l5 5l-5 5l-5 -5z";

function angle({ spokes, rtl }: Radar, at: number): number {
    const turn = (2 * Math.PI * at) / spokes.length;
    return (rtl ? -turn : turn) - Math.PI / 2;
}

function anchor({ rtl }: Radar, side: number): "start" | "middle" | "end" {
    if (side === 0) return "middle";
    return side > 0 === rtl ? "end" : "start";
}

/** Labels around the rim: names, or numbers where names find no room. None covers another. */
function placed(data: Radar, radius: number, named: boolean): Label[] {
    const far = radius + (named ? 12 : 16);
    const labels = data.spokes.map((spoke, at) => {
        const turn = angle(data, at);
        const [x, y] = [Math.cos(turn) * far, Math.sin(turn) * far];
        const side = named && Math.abs(x) > 4 ? Math.sign(x) : 0;
        const room = side === 0 ? data.width / 3 : data.width / 2 - Math.abs(x) - 4;
        const lines = named ? wrapped(spoke.name, room) : [String(at + 1)];
        const up = side === 0 ? (y < 0 ? lines.length - 1 : -0.6) : (lines.length - 1) / 2 - 0.25;
        return { x, y: named ? y - up * LINE : y + 5, side, lines };
    });
    for (const side of named ? [-1, 1] : []) apart(labels.filter((label) => label.side === side));
    return labels;
}

/** Moves the labels of one side away from the middle until they are apart. */
function apart(labels: Label[]): void {
    const high = (label: Label): number => label.lines.length * LINE + 3;
    const sorted = labels.toSorted((a, b) => a.y - b.y);
    const from = sorted.findIndex((label) => label.y > 0);
    const middle = from < 0 ? sorted.length : from;
    for (let at = middle - 2; at >= 0; at--) {
        const [label, below] = [sorted[at], sorted[at + 1]];
        if (label && below) label.y = Math.min(label.y, below.y - high(label));
    }
    for (let at = middle; at < sorted.length; at++) {
        const [above, label] = [sorted[at - 1], sorted[at]];
        if (label && above) label.y = Math.max(label.y, above.y + high(above));
    }
}

function signs(data: Radar): Parameters<typeof legend>[1] {
    const { words } = data;
    const line = (look: string, mark: string) => (x: number, y: number) => {
        const at = across(data, x + 11);
        return svg`<path class=${look} d="M${at - 11} ${y + 7}h22"/><path class="${look} chart-mark" d="M${at} ${y + 7}${mark}"/>`;
    };
    const open = (x: number, y: number): SVGTemplateResult =>
        box(data, x, y, 22, 14, "chart-open", `url(#${data.id}-open)`);
    const all = [{ sign: line("chart-now", DOT), label: words.now }, { sign: open, label: words.open }];
    if (words.earlier !== null) all.push({ sign: line("chart-earlier", DIAMOND), label: words.earlier });
    return all;
}

/** The names beside their numbers, where the rim has no room for them. */
function list(data: Radar, y: number): { content: SVGTemplateResult; end: number } {
    const content = data.spokes.map((spoke, at) => {
        const lines = wrapped(spoke.name, data.width - 30);
        const top = y + 12;
        y += lines.length * LINE + 4;
        return svg`${lettering([String(at + 1)], across(data, 20), top, "end", "chart-strong")}
            ${lettering(lines, across(data, 30), top)}`;
    });
    return { content: svg`${content}`, end: y + 4 };
}

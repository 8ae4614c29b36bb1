// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// What a browser loads, raw and compressed, against the limits. Fails beyond one.

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const ROOT = new URL("../../", import.meta.url);

/** What is loaded, its files, and with Brotli, in bytes: its aim, and the most it may have, where that is more. */
const LOADED = [
    ["scorer", ["bindings/wasm/pkg/digirights_scorer_bg.wasm"], 110_000],
    ["engine, for pages of one's own", ["bindings/wasm/pkg/digirights_bg.wasm"], undefined, 140_000],
    ["engine with charts, when idle", ["bindings/wasm/pkg/digirights_charts_bg.wasm"], undefined, 255_000],
    ["engine with reports, on demand", ["bindings/wasm/pkg/digirights_reports_bg.wasm"], undefined],
    ["widget: script and style", ["widget/dist/digital-rights-assessment.js"], 35_000],
    ["widget: the other pages, later", ["widget/dist/digital-rights-assessment-later.js"], undefined],
    ["widget: beside the page, later", ["widget/dist/digital-rights-assessment-aside.js"], undefined],
    ["widget: reports, on demand", ["widget/dist/digital-rights-assessment-press.js"], undefined],
    ["flagship in one language", ["widget/dist/questionnaires/digital-rights.json"], 40_000],
    ["engine with batches, on demand", ["bindings/wasm/pkg/digirights_batch_bg.wasm"], undefined],
];

const level = (bytes) => ({
    params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
});
const kilo = (bytes) => (bytes / 1000).toFixed(1).padStart(8);

let over = 0;
console.log(`${"".padEnd(32)}${["raw", "gzip", "Brotli", "aim"].map((name) => name.padStart(8)).join("")}  kB`);
for (const [name, files, aim, limit = aim] of LOADED) {
    if (!files.every((file) => existsSync(new URL(file, ROOT)))) {
        console.log(`${name.padEnd(32)}  not built`);
        over += 1;
        continue;
    }
    const all = await Promise.all(files.map((file) => readFile(new URL(file, ROOT))));
    const sum = (size) => all.map(size).reduce((one, other) => one + other, 0);
    const brotli = sum((bytes) => brotliCompressSync(bytes, level(bytes)).length);
    const isOver = limit !== undefined && brotli > limit;
    over += Number(isOver);
    const sizes = [sum((bytes) => bytes.length), sum((bytes) => gzipSync(bytes, { level: 9 }).length), brotli];
    const goal = aim === undefined ? "" : kilo(aim);
    console.log(`${name.padEnd(32)}${sizes.map(kilo).join("")}${goal}${isOver ? "  TOO LARGE" : brotli > aim ? "  above its aim" : ""}`);
}
process.exitCode = over > 0 ? 1 : 0;

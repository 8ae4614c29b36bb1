// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// The engine with charts in Node: the module is read from its file, and ready at once.

import { readFileSync } from "node:fs";

import { initSync } from "./pkg/digirights_charts.js";

initSync({ module: readFileSync(new URL("./pkg/digirights_charts_bg.wasm", import.meta.url)) });

export * from "./pkg/digirights_charts.js";
export { default } from "./pkg/digirights_charts.js";

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// The engine with reports in Node: the module is read from its file, and ready at once.

import { readFileSync } from "node:fs";

import { initSync } from "./pkg/digirights_reports.js";

initSync({ module: readFileSync(new URL("./pkg/digirights_reports_bg.wasm", import.meta.url)) });

export * from "./pkg/digirights_reports.js";
export { default } from "./pkg/digirights_reports.js";

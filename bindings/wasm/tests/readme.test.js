// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// The first example of the README runs and prints what its comments say.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import * as engine from "@digirights/engine";

test("the example of the README", async () => {
    const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
    const [, code] = /```js\n(.*?)```/s.exec(readme);
    const said = [];
    const run = new Function("Instrument", "console", code.replace(/^import.*$/m, ""));
    run(engine.Instrument, { log: (value) => said.push(value) });
    assert.deepEqual(said, [{ point: 0.5, low: 0.375, high: 0.625, maximum: 1 }, "partly"]);
});

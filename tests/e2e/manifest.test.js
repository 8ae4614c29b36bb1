// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// What editors are told of the element is what it is.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { cli } from "../../widget/node_modules/@custom-elements-manifest/analyzer/cli.js";
import { ROOT } from "./support.js";

const WIDGET = new URL("widget/", ROOT);

test("custom-elements.json is fresh: `npm run manifest` writes it", async () => {
    const argv = ["analyze", "--config", "scripts/manifest.config.js", "--quiet"];
    const made = await cli({ argv, cwd: fileURLToPath(WIDGET), noWrite: true });
    const kept = JSON.parse(await readFile(new URL("custom-elements.json", WIDGET), "utf8"));
    assert.deepEqual(JSON.parse(JSON.stringify(made)), kept);
    const [element] = kept.modules.flatMap(({ declarations }) => declarations).filter(({ tagName }) => tagName);
    for (const list of ["attributes", "members", "events", "cssParts", "cssProperties"]) assert.ok(element[list].length > 3, list);
});

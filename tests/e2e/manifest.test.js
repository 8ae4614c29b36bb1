// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// What editors are told of the element is what it is: its manifest, and its types.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
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

test("the types of the package are those of the element", async () => {
    const { exports, dependencies } = JSON.parse(await readFile(new URL("package.json", WIDGET), "utf8"));
    const page = `import { addLanguage, type Change, DigitalRightsAssessment, type InterfaceTexts, type ScorecardDocument } from "@digirights/widget";
        const texts: InterfaceTexts = { "pages.fill": "Invullen" };
        addLanguage("nl", texts);
        const element = document.querySelector("digital-rights-assessment") as DigitalRightsAssessment;
        element.addEventListener("change", (event) => (event as CustomEvent<Change>).detail.kind);
        export const card: ScorecardDocument | null = element.scorecard;
        // @ts-expect-error
        element.importt("");`;
    const folder = new URL("target/e2e/types/", ROOT);
    await mkdir(folder, { recursive: true });
    await writeFile(new URL("page.ts", folder), page);
    await writeFile(new URL("tsconfig.json", folder), JSON.stringify({
        compilerOptions: {
            strict: true, noEmit: true, target: "es2022", module: "esnext", moduleResolution: "bundler", types: [],
            lib: ["es2023", "esnext.disposable", "dom", "dom.iterable"],
            paths: { "@digirights/widget": [fileURLToPath(new URL(exports["."].types, WIDGET))] },
        },
        files: ["page.ts"],
    }));
    const compiler = fileURLToPath(new URL("node_modules/typescript/bin/tsc", WIDGET));
    const { status, stdout } = spawnSync(process.execPath, [compiler, "-p", fileURLToPath(folder)], { encoding: "utf8" });
    assert.equal(status, 0, stdout);
    // What the types name comes with the package, in the version that it was made for.
    const engine = JSON.parse(await readFile(new URL("bindings/wasm/package.json", ROOT), "utf8"));
    assert.equal(dependencies[engine.name], engine.version);
    assert.ok(dependencies.lit);
});

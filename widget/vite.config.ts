// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
import { defineConfig, type Plugin } from "vite";

const plugins: Plugin[] = [
    {
        // The engine's address is always given: see src/engine.ts. A library build would put the module
        // that this names into the script.
        name: "engine-beside",
        transform: (code, id) =>
            /\/digirights(_\w+)?\.js$/.test(id)
                ? code.replace(/new URL\('digirights\w*\.wasm', import\.meta\.url\)/, "undefined")
                : undefined,
    },
    {
        // To a browser, a line break in a template is as good as one with spaces after it.
        name: "unindented",
        enforce: "pre",
        transform: (code, id) => (id.endsWith(".ts") ? code.replace(/\n +/g, "\n") : undefined),
    },
];

// One script with its styles, and beside it the pages that come after the first one; the engine's modules and
// the questionnaires lie there, too. A build of its own makes the script that workers run: it shares nothing
// with the page's.
export default defineConfig(({ mode }) => ({
    plugins,
    build: {
        target: "es2022",
        // Those that know `light-dark()`, which is not to be replaced.
        cssTarget: ["chrome123", "firefox120", "safari17.5"],
        lib: {
            entry: mode === "aside" ? "src/aside/worker.ts" : "src/index.ts",
            formats: ["es"],
            fileName: () => `digital-rights-assessment${mode === "aside" ? "-aside" : ""}.js`,
        },
        rolldownOptions: {
            // What both files need stays in the first one.
            preserveEntrySignatures: "allow-extension",
            output: { chunkFileNames: "digital-rights-assessment-[name].js", minify: true },
        },
        assetsInlineLimit: 0,
        emptyOutDir: mode !== "aside",
    },
}));

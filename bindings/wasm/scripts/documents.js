// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Makes pkg/documents.d.ts, the types of all documents, from the JSON Schemas of the file formats; and pkg/help.js,
// what to do about each problem, from the engine's codes.

import { readFile, readdir, writeFile } from "node:fs/promises";

import { compile } from "json-schema-to-typescript";

import { codes } from "../node.js";

const SCHEMAS = new URL("../../../questionnaires/schemas/", import.meta.url);
const PACKAGE = new URL("../pkg/", import.meta.url);

// One schema with the definitions of all, so that what several formats share is one type.
const definitions = {};
for (const file of (await readdir(SCHEMAS)).sort()) {
    const { $defs, $schema, ...root } = JSON.parse(await readFile(new URL(file, SCHEMAS), "utf8"));
    for (const [name, schema] of [...Object.entries($defs ?? {}), [nameOf(root.title), { ...root, title: nameOf(root.title) }]]) {
        if (definitions[name] && JSON.stringify(definitions[name]) !== JSON.stringify(schema)) {
            throw new Error(`two types are called ${name}`);
        }
        definitions[name] = schema;
    }
}
const beside = (key, value) => {
    if (value === null || typeof value !== "object" || key === "properties" || key === "$defs") return value;
    const { $ref, ...others } = value;
    // What says more than a reference must say it beside one: a description is lost otherwise.
    if ($ref && Object.keys(others).length > 0) return { ...others, allOf: [{ $ref }] };
    // Whatever JSON can hold.
    return Object.keys(value).every((word) => word === "description") && key !== "required" && !Array.isArray(value)
        ? { ...value, tsType: "unknown" }
        : value;
};
const whole = JSON.parse(JSON.stringify({ $defs: definitions, title: "Documents", type: "object" }, beside));
const made = await compile(whole, "Documents", {
    additionalProperties: false,
    bannerComment: "// Made from the JSON Schemas of the file formats.",
    unreachableDefinitions: true,
});
// Where a type is used is no part of what it means.
const usage = /(^ *\* *\n)?^ *\* This interface was referenced by.*\n *\* via the .*\n/gm;
await writeFile(new URL("documents.d.ts", PACKAGE), made.replace(usage, "").replace(/^ *\/\*\*\n *\*\/\n/gm, ""));

const help = Object.fromEntries(codes().map(({ code, help }) => [code, help]));
await writeFile(new URL("help.js", PACKAGE), `export const help = ${JSON.stringify(help, null, 4)};\n`);
await writeFile(new URL("help.d.ts", PACKAGE), `/** What to do about a problem, by its code. */
export declare const help: Readonly<Record<string, string>>;
`);

/** The root of a schema whose type has no name of its own. */
function nameOf(title) {
    return title.startsWith("Map_of") ? "Settlements" : title;
}

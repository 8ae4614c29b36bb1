// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// What the custom-elements manifest says: the public interface, and the properties that base.css explains.

import { readFileSync } from "node:fs";

const BASE = new URL("../src/style/base.css", import.meta.url);
const TOKEN = /^ {4}(--dra-[a-z0-9-]+): ([^;]+); \/\* (.+) \*\/$/gm;

export default {
    globs: ["src/element.ts"],
    litelement: true,
    // It is there, and stays as it is.
    packagejson: false,
    plugins: [
        {
            name: "public-interface",
            packageLinkPhase({ customElementsManifest }) {
                const all = customElementsManifest.modules.flatMap(({ declarations = [] }) => declarations);
                for (const element of all.filter(({ tagName }) => tagName)) {
                    element.members = element.members.filter(({ privacy }) => !privacy || privacy === "public");
                    // `emit(name)` is no event of that name.
                    element.events = element.events.filter(({ description }) => description);
                    element.cssProperties = [...readFileSync(BASE, "utf8").matchAll(TOKEN)].map(
                        ([, name, value, description]) => ({ name, default: value, description }),
                    );
                }
            },
        },
    ],
};

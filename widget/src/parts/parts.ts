// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Several departments answer one assessment: hand out, bring in, settle. And the file of all of it.

import { html, nothing } from "lit";

import { files } from "../keep/files.ts";
import type { Draw } from "../view.ts";
import { bring } from "./bring.ts";
import { conflicts } from "./conflicts.ts";
import { handout } from "./handout.ts";

export const parts: Draw = (view) => html`<div class="parts stack-large">
    ${conflicts(view)}
    ${handout(view)}
    ${view.readOnly ? nothing : bring(view)}
    ${files(view)}
</div>`;

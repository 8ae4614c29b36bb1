// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Filling in.

import { html } from "lit";

import { later } from "../frame/pages.ts";
import type { Draw } from "../view.ts";
import { steps } from "./next.ts";
import { found } from "./search.ts";
import { stepPage } from "./step.ts";
import { stepList } from "./steps.ts";
import { tools } from "./tools.ts";

export const fill: Draw = (view) => {
    const { ui } = view;
    const list = steps(view);
    return html`${tools(view)}
        <div class="filling">
            <div class="aside">${stepList(view, list)}</div>
            <div class="questions">
                ${ui.search.trim() ? found(view) : ui.narrowing ? later(view, "useful") : stepPage(view, list)}
            </div>
        </div>`;
};

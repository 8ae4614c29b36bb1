// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// What went wrong, in the place where it can be read and put away.

import type { ExplainedProblem, ProblemsError } from "@digirights/engine";
import { html, nothing, type TemplateResult } from "lit";
import { until } from "lit/directives/until.js";

import type { Words } from "../texts/words.ts";

export function problemsOf(fault: unknown): ExplainedProblem[] {
    return fault instanceof Error && fault.name === "ProblemsError" ? (fault as ProblemsError).problems : [];
}

/** Every problem of an error, in the engine's words, which are English. */
export function problems(fault: unknown): TemplateResult {
    const found = problemsOf(fault);
    if (found.length === 0) return html`<p>${fault instanceof Error ? fault.message : String(fault)}</p>`;
    return html`<ul class="stack-small" lang="en">
        ${found.map(({ message, code, help }) => html`<li>${message}.<br />${help ?? until(helpOn(code))}</li>`)}
    </ul>`;
}

/** What to do about a problem, once that is loaded; what is wrong is said at once. */
async function helpOn(code: string): Promise<string> {
    const { help } = await import("../later.ts").catch(() => ({ help: {} as Record<string, string> }));
    return help[code] ?? "";
}

export function faults(words: Words, list: readonly unknown[], dismiss: (fault: unknown) => void): unknown {
    return list.length === 0
        ? nothing
        : list.map(
              (fault) => html`<div class="notice bad stack-small" part="error">
                  <h3>${words.text("error.title")}</h3>
                  <p>${words.text(problemsOf(fault).length ? "error.refused" : "error.other")}</p>
                  ${problems(fault)}
                  <p><button type="button" part="button" class="small" @click=${() => dismiss(fault)}>
                      ${words.text("error.close")}
                  </button></p>
              </div>`,
          );
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Reports to take along: for whom, in which format, as a file or on paper. They are made beside the page.

import type { Audience, ReportFormat } from "@digirights/engine/reports";
import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";

import { isDropped, report as ask } from "../aside/ask.ts";
import type { ReportFile, ReportOrder } from "../aside/tasks.ts";
import { problemsOf } from "../frame/faults.ts";
import { printed } from "../frame/printed.ts";
import { fileName, hand } from "../keep/file.ts";
import type { View } from "../view.ts";
import { spoken } from "./told.ts";
import type { Reader } from "./report-ui.ts";

const READERS: Reader[] = ["political", "technical", "public"];

/** The formats for each of them. */
const FORMATS = {
    political: ["html", "docx", "md"],
    technical: ["html", "docx", "xlsx", "csv", "md"],
    public: ["svg", "zip"],
    comparison: ["html", "docx", "md"],
} as const;

export function report(view: View, isComparable: boolean): TemplateResult {
    const { words: { text }, ui } = view;
    const { reader, making } = ui.report;
    const format = formatOf(view, reader);
    const earlier = isComparable ? view.kept.earlier : null;
    const order = orderOf(reader, format);
    return html`<section class="stack no-print" aria-labelledby="report">
        <h3 id="report" tabindex="-1">${text("report")}</h3>
        <p>${text("report.about")}</p>
        <fieldset class="report-readers">
            <legend class="small muted">${text("report.for")}</legend>
            ${READERS.map((one) => html`<label class="choice card">
                <input type="radio" name="reader" value=${one} .checked=${live(one === reader)} @change=${() => {
                    ui.report.reader = one;
                    view.draw();
                }}>
                <span><strong>${text(`report.for.${one}`)}</strong><span class="hint">${text(`report.for.${one}.about`)}</span></span>
            </label>`)}
        </fieldset>
        ${formats(view, reader)}
        <div class="row">
            <button type="button" part="button" class="primary" aria-disabled=${making !== null} @click=${() =>
                void save(view, reader, format, order, earlier)}>${text("report.save")}</button>
            ${order.kind === "report" ? html`<button type="button" part="button" aria-disabled=${making !== null} @click=${() =>
                void print(view, order.audience, earlier)}>${text("report.print")}</button>` : nothing}
            ${making !== null && making !== "comparison" ? html`<span class="waiting muted">${text("report.making")}</span>` : nothing}
        </div>
    </section>`;
}

/** What has changed since an earlier result, as a file. */
export function comparisonReport(view: View): TemplateResult {
    const { words: { text }, ui: { report: { making } }, kept: { earlier } } = view;
    const format = formatOf(view, "comparison");
    const order = { kind: "comparison", format: format as "html" } as const;
    return html`<div class="row no-print report-comparison">
        ${formats(view, "comparison")}
        <button type="button" part="button" aria-disabled=${making !== null} @click=${() =>
            void save(view, "comparison", format, order, earlier)}>${text("report.comparison.save")}</button>
        ${making === "comparison" ? html`<span class="waiting muted">${text("report.making")}</span>` : nothing}
    </div>`;
}

function formats(view: View, of: keyof typeof FORMATS): TemplateResult {
    const { words: { text }, ui } = view;
    const chosen = formatOf(view, of);
    const choose = (event: Event): void => {
        ui.report.formats[of] = (event.target as HTMLSelectElement).value;
        view.draw();
    };
    return html`<label class="field result-field"><span>${text("report.format")}</span>
        <select .value=${live(chosen)} @change=${choose}>${FORMATS[of].map((one) => html`<option value=${one}
            ?selected=${one === chosen}>${text(`report.format.${one}`)}</option>`)}</select></label>`;
}

function formatOf({ ui }: View, of: keyof typeof FORMATS): string {
    return ui.report.formats[of] ?? FORMATS[of][0];
}

function orderOf(reader: Reader, format: string): ReportOrder {
    if (reader === "public") return { kind: format === "svg" ? "infographic" : "campaign" };
    return { kind: "report", audience: reader, format: format as ReportFormat };
}

async function save(
    view: View, what: Reader | "comparison", format: string, order: ReportOrder, earlier: View["kept"]["earlier"],
): Promise<void> {
    const made = await make(view, what, order, earlier);
    if (!made) return;
    hand(new Blob([made.bytes], { type: made.type }), `${fileName(view.session.answers, view.words.text(`report.name.${what}`))}.${format}`);
    view.say(view.words.text("report.saved"));
}

async function print(view: View, audience: Audience, earlier: View["kept"]["earlier"]): Promise<void> {
    const made = await make(view, audience, { kind: "report", audience, format: "html" }, earlier);
    if (made) printed(view.root, new TextDecoder().decode(made.bytes), view.words.text("report.print"));
}

/** A report, or nothing where it cannot be made: then why is said. */
async function make(
    view: View, what: string, order: ReportOrder, earlier: View["kept"]["earlier"],
): Promise<ReportFile | undefined> {
    const { session, words, ui } = view;
    if (ui.report.making !== null) return undefined;
    ui.report.making = what;
    view.say(words.text("report.making"));
    view.draw();
    try {
        return await ask(session, { language: spoken(view), earlier, plan: ui.goal }, order);
    } catch (error) {
        if (!isDropped(error)) view.fail(problemsOf(error).length > 0 ? error : new Error(words.text("report.failed"), { cause: error }));
        return undefined;
    } finally {
        ui.report.making = null;
        view.draw();
    }
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// What has changed since an earlier assessment of the same city.

import type { AnswersDocument, Comparison } from "@digirights/engine";
import { html, nothing, type TemplateResult } from "lit";

import { compare as ask, isDropped } from "../aside/ask.ts";
import { problemsOf } from "../frame/faults.ts";
import { phrase } from "../frame/phrase.ts";
import { filesOf, read } from "../keep/file.ts";
import type { Session } from "../session.ts";
import type { View } from "../view.ts";
import { focusOn, nameOf, questionLink, table } from "./links.ts";
import { asReported, levelTold, nodesOf } from "./pictures.ts";
import { comparisonReport } from "./report.ts";
import { pointTold, shares, told } from "./told.ts";
import { unseen } from "./unseen.ts";

/** What was compared last. */
interface Last {
    card: object;
    earlier: AnswersDocument;
    /** Null where the two do not fit, for instance after the profile has changed. */
    comparison: Comparison | null;
    /** Whether there is any outcome yet. */
    isKnown: boolean;
}

const known = new WeakMap<Session, Last>();

/** The comparison with the earlier answers that are kept; null without them, or if they no longer fit. After
 * a change of answers, that of before stays until the next is there; undefined before the first one. */
export function compared(view: View): Comparison | null | undefined {
    const { session, kept: { earlier } } = view;
    const { card } = session;
    if (earlier === null) return null;
    const last = known.get(session);
    const isOfThese = last?.earlier === earlier;
    if (!last || !isOfThese || last.card !== card) {
        const next: Last = { card, earlier, comparison: isOfThese ? last.comparison : null, isKnown: isOfThese && last.isKnown };
        known.set(session, next);
        const take = (comparison: Comparison | null): void => {
            Object.assign(next, { comparison, isKnown: true });
            view.draw();
        };
        ask(session, earlier, "compare").then(take, (error: unknown) => {
            if (isDropped(error)) {
                if (known.get(session) === next) known.delete(session);
                return;
            }
            if (problemsOf(error).length > 0) take(null);
            else view.fail(error);
        });
    }
    const { comparison, isKnown } = known.get(session) ?? { comparison: null, isKnown: false };
    return isKnown ? comparison : undefined;
}

export function compare(view: View, comparison: Comparison | null | undefined): TemplateResult {
    const { text } = view.words;
    const { earlier } = view.kept;
    const remove = (event: Event): void => {
        view.keep({ earlier: null });
        view.draw();
        focusOn(event, "compare");
    };
    return html`<section class="stack ${comparison ? "" : "no-print"}" aria-labelledby="compare">
        <h3 id="compare" tabindex="-1">${text("result.compare")}</h3>
        <p class="no-print">${text("result.compare.about")}</p>
        <label class="field no-print"><span>${text("result.compare.file")}</span>
            <input type="file" accept=".json,application/json" @change=${(event: Event) => void open(view, event)}></label>
        ${earlier ? html`<button type="button" part="button" class="no-print" @click=${remove}>${
            text("result.compare.remove")}</button>` : nothing}
        ${earlier && comparison === null ? html`<p class="notice warn" part="notice">${text("result.compare.misfit")}</p>` : nothing}
        ${comparison ? changes(view, comparison) : nothing}
    </section>`;
}

async function open(view: View, event: Event): Promise<void> {
    const { session, words } = view;
    const [file] = filesOf(event);
    if (!file) return;
    try {
        const given = await read(file, words);
        const earlier = session.loaded.instrument.assess(given, { profile: session.profile ?? null }).answers();
        await ask(session, earlier);
        view.keep({ earlier });
        view.say(words.text("result.compare.done"));
    } catch (error) {
        view.fail(error);
    }
    view.draw();
}

function changes(view: View, comparison: Comparison): TemplateResult {
    const { session, model, words } = view;
    const { old, nodes, answers } = comparison;
    const whole = nodes[session.card.root];
    const day = old.date ? words.date(old.date) : words.text("result.compare.no_date");
    const maximum = whole?.new?.maximum ?? 1;
    const listed = nodesOf(view);
    const hasLevels = listed.some(({ id }) => model.levelSet(id));
    const sentence = whole?.change == null
        ? words.text("result.compare.unknown", { day })
        : words.text(`result.compare.${whole.direction}`, {
            day, before: pointTold(view, whole.old ? shares(whole.old) : null),
            now: pointTold(view, whole.new ? shares(whole.new) : null), change: words.points(Math.abs(whole.change) / maximum, maximum),
        });
    const score = (found: typeof whole, side: "old" | "new"): TemplateResult => {
        const at = found?.[side];
        const range = at ? shares(at) : null;
        return html`${pointTold(view, range)}`;
    };
    return html`
        ${comparison.same_city ? nothing : html`<p class="notice warn" part="notice">${
            words.text("result.compare.other_city", { city: old.city ?? "" })}</p>`}
        <p class="result-lead">${sentence} ${
            words.text(whole?.certain ? "result.compare.certain" : "result.compare.open")}</p>
        ${asReported(view, { id: "chart-change", of: { kind: "change" }, earlier: view.kept.earlier, plan: {} })}
        ${table(
            words.text("result.compare.nodes"),
            [words.text("result.part"), words.text("result.compare.then"), words.text("result.compare.today"),
                words.text("result.change"), ...(hasLevels ? [words.text("result.level")] : [])],
            listed.map(({ id }) => {
                const found = nodes[id];
                const unit = found?.new?.maximum ?? 1;
                const [before, now] = [levelTold(view, id, found?.old_level), levelTold(view, id, found?.new_level)];
                const level = found?.old_level === found?.new_level ? now : phrase(words, "result.becomes", { before, now });
                return [
                    nameOf(view, id), score(found, "old"), score(found, "new"),
                    found ? html`${found.change == null ? "" : words.change(found.change / unit, unit)}
                        <span class="small muted">${words.text(`result.direction.${found.direction}`)}</span>` : "–",
                    ...(hasLevels ? [level] : []),
                ];
            }),
            [1, 2],
        )}
        <details><summary>${words.text("result.compare.answers", { count: answers.length })}</summary>
            ${unseen(() => table(
                words.text("result.compare.answers", { count: answers.length }),
                [words.text("result.question"), words.text("result.compare.then"), words.text("result.compare.today"),
                    words.text("result.compare.adds")],
                answers.map((one) => [
                    questionLink(view, one.question), told(view, one.question, one.old, one.old_state),
                    told(view, one.question, one.new, one.new_state), words.change(one.contribution / maximum, maximum),
                ]),
                [3],
            ))}
        </details>
        ${comparisonReport(view)}`;
}

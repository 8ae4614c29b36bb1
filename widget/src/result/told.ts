// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Answers, scores and gates in words.

import type { Condition, NodeDocument, QuestionState, Score } from "@digirights/engine";

import type { Range } from "../charts/gauge.ts";
import { content } from "../frame/content.ts";
import { phrase } from "../frame/phrase.ts";
import type { FullAnswer } from "../session.ts";
import type { Key } from "../texts/words.ts";
import type { View } from "../view.ts";

/** An answer as it stands in a file: a value alone, or an object with a state. */
type Said = FullAnswer | unknown;

/** The language of charts and reports: that of the words of the questionnaire, if it has any. */
export function spoken({ model }: View): string | undefined {
    return model.definition.text?.[model.language] ? model.language : undefined;
}

/** An answer in words, or what came of the question where it has none. */
export function told(view: View, question: string, said: Said, state?: QuestionState): unknown {
    const { text } = view.words;
    const full = isFull(said);
    const value = full ? said.value : said;
    if (state === "not_shown") return text("result.state.not_shown");
    const now = (full && said.state) || (value === undefined || value === null ? (state ?? "unanswered") : "answered");
    return now === "answered" ? valueTold(view, question, value) : text(`result.state.${now}`);
}

function isFull(said: Said): said is FullAnswer {
    return typeof said === "object" && said !== null && ("state" in said || "value" in said);
}

function valueTold(view: View, id: string, value: unknown): unknown {
    const { model, words } = view;
    const question = model.questions.get(id);
    if (!question) return String(value);
    const label = (option: unknown): unknown => content(view, model.scaleLabel(question, String(option)) ||
        (model.options(question).find((known) => known.id === option)?.label ?? String(option)));
    switch (question.answer.kind) {
        case "choice":
            return label(value);
        case "several":
            return Array.isArray(value) && value.length > 0 ? joined(value.map(label)) : words.text("result.none_of_these");
        case "yes_no":
            return words.text(value === true || value === "yes" ? "result.yes" : value === "partly" ? "result.partly" : "result.no");
        case "date":
            return words.date(String(value));
        case "share":
            if (isPart(value)) return words.text("result.part_of", { part: value.part, whole: value.whole });
            return words.text("result.percent", { number: words.points(Number(value)) });
        case "number":
            return [words.numeral(Number(value)), question.answer.unit ? [" ", content(view, question.answer.unit)] : ""];
        default:
            return String(value);
    }
}

/** Several things in a row. */
export function joined(things: unknown[]): unknown[] {
    return things.map((one, at) => (at ? ["; ", one] : one));
}

function isPart(value: unknown): value is { part: number; whole: number } {
    return typeof value === "object" && value !== null && "part" in value && "whole" in value;
}

/** The score of a node as shares; null where it has none and will have none. */
export function rangeOf(view: View, id: string, node: NodeDocument | undefined = view.session.node(id)): Range | null {
    if (node?.score) return shares(node.score);
    if (!node?.bounds) return null;
    const maximum = view.model.nodes.get(id)?.maximum ?? 1;
    return { point: null, low: node.bounds.low / maximum, high: node.bounds.high / maximum, maximum };
}

export function shares({ point, low, high, maximum }: Score): Range {
    return { point: point / maximum, low: low / maximum, high: high / maximum, maximum };
}

/** The point as it is shown, or a dash. */
export function pointTold({ words }: View, range: Range | null): string {
    return range === null || range.point === null ? "–" : words.score(range.point, range.maximum);
}

/** "between 41 and 63", or nothing where all is known. In tables, "41 to 63". */
export function boundsTold({ words }: View, range: Range | null, key: Key = "result.bounds"): string {
    if (range === null || (range.point !== null && range.low === range.high)) return "";
    return words.text(key, { low: words.score(range.low, range.maximum), high: words.score(range.high, range.maximum) });
}

/** What a gate asks of the questions and nodes that keep it from holding. */
export function gateTold(view: View, gate: Condition | undefined, items: string[]): unknown {
    const { model, words } = view;
    const share = gate?.share?.at_least ?? gate?.share?.above;
    if (typeof share === "number") return words.text("result.gate.share", { share: words.score(share) });
    const [first = ""] = items;
    const level = gate?.reaches && model.levelTitle(first, gate.reaches);
    return level ? phrase(words, "result.gate.level", { level: content(view, level) }) : words.text("result.gate.other");
}

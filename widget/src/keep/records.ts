// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// An assessment as records that are kept, sent and followed one by one: one for each question, and one
// for what stands above the answers. So two tabs, or a step taken back late, never touch what they did
// not change.

import type { AnswersDocument } from "@digirights/engine";

import type { Change, Details, News } from "../session.ts";

/** What a record holds; null for nothing. */
export type Value = object | null;
export type Values = Iterable<readonly [string, Value]>;

/** What is kept beside the answers. */
export const KEPT = "kept";
export const DETAILS = "details";
/** Comes before the question's id in the name of its record. */
export const QUESTION = "question:";

/** What a document says of a question. */
const MEMBERS = ["answers", "conflicts", "resolutions"] as const;

/** What a document says of one question, or, for `DETAILS`, above the answers. */
export function recordOf(document: Readonly<AnswersDocument>, name: string): Value {
    if (name === DETAILS) {
        const { city, date, role, context } = document;
        return { city, date, role, context };
    }
    const question = name.slice(QUESTION.length);
    const said = MEMBERS.flatMap((member) => {
        const all = document[member] ?? {};
        return Object.hasOwn(all, question) ? [[member, all[question]]] : [];
    });
    return said.length > 0 ? Object.fromEntries(said) : null;
}

/** Whether a record says nothing. */
export function isEmpty(value: Value): boolean {
    return Object.values(value ?? {}).every((member) => !member || Object.keys(member).length === 0);
}

/** The names of all records of a document. */
function namesOf(document: Readonly<AnswersDocument>): Set<string> {
    const questions = MEMBERS.flatMap((member) => Object.keys(document[member] ?? {}));
    return new Set([DETAILS, ...questions.map((question) => QUESTION + question)]);
}

/** All records of a document that say something. */
export function recordsOf(document: Readonly<AnswersDocument>): [string, Value][] {
    return [...namesOf(document)]
        .map((name): [string, Value] => [name, recordOf(document, name)])
        .filter(([, value]) => !isEmpty(value));
}

/** The names of the records in which two documents differ. */
function differing(before: Readonly<AnswersDocument>, after: Readonly<AnswersDocument>): string[] {
    return [...new Set([...namesOf(before), ...namesOf(after)])].filter((name) =>
        !isSame(recordOf(before, name), recordOf(after, name)));
}

/** The names of the records that are not as they were. */
export function namesIn(news: News): string[] {
    switch (news.kind) {
        case "kept": return [KEPT];
        case "details": return [DETAILS];
        case "answer": return [QUESTION + news.question];
        case "replace": return differing(news.before, news.after);
    }
}

/** A document with some records in the place of its own. */
export function withRecords(document: Readonly<AnswersDocument>, values: Values): AnswersDocument {
    const members = MEMBERS.map((member) => new Map<string, unknown>(Object.entries(document[member] ?? {})));
    let details: Value = {};
    for (const [name, value] of values) {
        if (name === DETAILS) {
            details = value;
        } else if (name.startsWith(QUESTION)) {
            MEMBERS.forEach((member, index) => {
                const said = (value as Partial<AnswersDocument> | null)?.[member];
                const all = members[index];
                if (said === undefined) all?.delete(name.slice(QUESTION.length));
                else all?.set(name.slice(QUESTION.length), said);
            });
        }
    }
    const said = MEMBERS.map((member, index) => [member, Object.fromEntries(members[index] ?? [])]);
    return { ...document, ...details, ...Object.fromEntries(said) };
}

/** What is left of a change once all is left out that is not as the change found it; undefined if nothing is. */
export function left(current: Readonly<AnswersDocument>, change: Change): Change | undefined {
    switch (change.kind) {
        case "answer":
            return isSame(current.answers[change.question] ?? null, change.before) ? change : undefined;
        case "details": {
            const before = recordOf(current, DETAILS) as Details;
            const after = { ...before };
            for (const name of Object.keys(before) as (keyof Details)[]) {
                if (isSame(before[name], change.before[name])) Object.assign(after, { [name]: change.after[name] });
            }
            return isSame(before, after) ? undefined : { ...change, before, after };
        }
        case "replace": {
            if (current === change.before) return change;
            const untouched = differing(change.before, change.after).filter((name) =>
                isSame(recordOf(current, name), recordOf(change.before, name)));
            return { ...change, before: current, after: withRecords(current, untouched.map((name) => [name, recordOf(change.after, name)])) };
        }
    }
}

export function isSame(one: unknown, other: unknown): boolean {
    return JSON.stringify(one) === JSON.stringify(other);
}

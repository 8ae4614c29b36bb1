// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// An assessment as records that are kept, sent and followed one by one: one for each question, and one
// for what stands above the answers. So two tabs, or a step taken back late, never touch what they did
// not change.

import type { AnswersDocument } from "@digirights/engine";

/** What a record holds; null for nothing. */
export type Value = object | null;
export type Values = Iterable<readonly [string, Value]>;

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

/** The records in which two documents differ, as the later one has them. */
export function changed(before: Readonly<AnswersDocument>, after: Readonly<AnswersDocument>): [string, Value][] {
    return [...new Set([...namesOf(before), ...namesOf(after)])].flatMap((name) => {
        const value = recordOf(after, name);
        return JSON.stringify(value) === JSON.stringify(recordOf(before, name)) ? [] : [[name, value] as const];
    }) as [string, Value][];
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

/** A document with what a step changes, but for what is no longer as the step found it. */
export function over(
    current: Readonly<AnswersDocument>, step: { before: AnswersDocument; after: AnswersDocument },
): AnswersDocument {
    if (current === step.before) return step.after;
    const untouched = ([name]: [string, Value]): boolean =>
        JSON.stringify(recordOf(current, name)) === JSON.stringify(recordOf(step.before, name));
    return withRecords(current, changed(step.before, step.after).filter(untouched));
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Answers that are kept by editions of the questionnaire, and brought over from one to another.

import type { AnswersDocument, ExplainedProblem } from "@digirights/engine";

import type { Session } from "../session.ts";
import { withRecords } from "./records.ts";
import type { Stamped } from "./store.ts";

/** Answers in the browser that cannot be used, or not all of them. */
export interface Stale {
    edition: string;
    document: AnswersDocument;
    problems: ExplainedProblem[];
}

/** Answers to versions of one edition need no carrying over. */
export function editionOf(version: string): string {
    return version.split(".", 2).join(".");
}

/** Answers of the store as a document, with what the engine says of it. */
export function held({ loaded: { instrument }, answers }: Session, edition: string, rows: [string, Stamped][]): Stale {
    const empty = {
        format: answers.format,
        questionnaire: { id: instrument.id, version: `${edition}.0` },
        answers: {},
    };
    const document = withRecords(empty, rows.map(([name, { value }]) => [name, value]));
    let problems: ExplainedProblem[] = [];
    try {
        instrument.assess(document, { profile: null }).free();
    } catch (error) {
        problems = (error as { problems?: ExplainedProblem[] }).problems ?? [];
    }
    return { edition, document, problems };
}

/** Answers to another edition, as this one has them. */
export function broughtOver({ loaded: { instrument } }: Session, { document }: Stale): AnswersDocument {
    return instrument.assess(document, { profile: null }).answers();
}

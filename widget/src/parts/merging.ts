// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Puts parts of departments into what is here, and settles where they differ. The engine merges; only
// what the parts speak of is given to it, so that the rest stays as it is.

import type { AnswersDocument, Settlement } from "@digirights/engine";

import { merge } from "../aside/ask.ts";
import { isBlank, portable } from "../keep/file.ts";
import type { Session } from "../session.ts";
import { saysSomething } from "./said.ts";

/** What came of merging, by number of questions. */
export interface Merged {
    document: AnswersDocument;
    fresh: number;
    same: number;
    conflicts: number;
}

export interface Part {
    name: string;
    document: AnswersDocument;
}

/** Works something out of the answers, again if they have changed meanwhile: nothing said is lost. */
export async function ofTheseAnswers<T>(session: Session, work: () => Promise<T>): Promise<T> {
    for (;;) {
        const { answers } = session;
        const found = await work();
        if (session.answers === answers) return found;
    }
}

/**
 * Merges parts into what is here, which is the part called `here`.
 *
 * @throws {ProblemsError} they do not belong together; the parts are named
 */
export async function mergeParts(session: Session, parts: Part[], here: string): Promise<Merged> {
    const own = portable(session);
    const touched = new Set(parts.flatMap(({ document }) => questionsOf(document)));
    const [concerned, untouched] = divided(own.answers, touched);
    const profile = isBlank(session) ? parts[0]?.document.profile : own.profile;
    const named = [{ name: here, document: { ...own, profile, answers: concerned } }, ...parts];
    const merged = await merge(session, Object.fromEntries(unique(named).map(({ name, document }) => [name, document])));
    const before = (question: string): boolean => saysSomething(own.answers[question]) || isOpen(own, question);
    const said = [...touched].filter((question) => parts.some(({ document }) =>
        saysSomething(document.answers[question]) || isOpen(document, question)));
    const conflicts = said.filter((question) => isOpen(merged, question));
    const fresh = said.filter((question) => !isOpen(merged, question) && !before(question));
    return {
        document: { ...merged, role: own.role, answers: { ...untouched, ...merged.answers } },
        fresh: fresh.length,
        conflicts: conflicts.length,
        same: said.length - fresh.length - conflicts.length,
    };
}

/**
 * What is here with one conflict settled, and the settlement on record.
 *
 * @throws {ProblemsError} the question is not in conflict
 */
export async function settled(
    session: Session, question: string, settlement: Settlement, here: string,
): Promise<AnswersDocument> {
    const own = portable(session);
    const { [question]: sides, ...conflicts } = own.conflicts ?? {};
    const { [question]: earlier } = own.resolutions ?? {};
    const alone: AnswersDocument = {
        format: own.format,
        questionnaire: own.questionnaire,
        answers: {},
        conflicts: sides && { [question]: sides },
        resolutions: earlier && { [question]: earlier },
    };
    const merged = await merge(session, { [here]: alone }, { [question]: settlement });
    return {
        ...own,
        conflicts,
        answers: { ...own.answers, ...merged.answers },
        resolutions: { ...own.resolutions, ...merged.resolutions },
    };
}

function isOpen({ conflicts }: AnswersDocument, question: string): boolean {
    return Object.hasOwn(conflicts ?? {}, question);
}

function questionsOf({ answers, conflicts }: AnswersDocument): string[] {
    return [...Object.keys(answers), ...Object.keys(conflicts ?? {})];
}

function divided<T>(all: Record<string, T>, chosen: Set<string>): [Record<string, T>, Record<string, T>] {
    const entries = Object.entries(all);
    return [
        Object.fromEntries(entries.filter(([key]) => chosen.has(key))),
        Object.fromEntries(entries.filter(([key]) => !chosen.has(key))),
    ];
}

/** Numbers names that are there twice, as the command line does. */
function unique(parts: Part[]): Part[] {
    const seen = new Map<string, number>();
    return parts.map(({ name, document }) => {
        const number = (seen.get(name) ?? 0) + 1;
        seen.set(name, number);
        return { name: number === 1 ? name : `${name}-${number}`, document };
    });
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// One assessment while it is filled in: the answers, what follows from them, and the way back.

import type {
    Answer, AnswersDocument, NarrowingDocument, NodeDocument, ScorecardChanges, ScorecardDocument,
} from "@digirights/engine";
import type { Assessment } from "@digirights/engine/scorer";

import type { Loaded } from "./engine.ts";
import { over } from "./keep/records.ts";

/** An answer as an object, with what stands beside its value. */
export type FullAnswer = Extract<Answer, { state?: unknown }>;

/** What stands above the answers: the city, the date, and so on. */
export type Details = Pick<AnswersDocument, "city" | "date" | "role" | "context">;

/** What became of the session. */
export type Change =
    | { kind: "answer"; question: string; before: FullAnswer | null; after: FullAnswer | null }
    | { kind: "details"; before: Details; after: Details }
    | { kind: "replace"; before: AnswersDocument; after: AnswersDocument };

/** Steps that can be taken back. */
const MOST_STEPS = 1000;

/** Tells `change` (a `CustomEvent<Change>`) whenever answers or details are not as they were. */
export class Session extends EventTarget {
    readonly loaded: Loaded;
    private assessment: Assessment;
    private document: AnswersDocument;
    private result: ScorecardDocument;
    private done: Change[] = [];
    private undone: Change[] = [];

    /**
     * Holds answers against a questionnaire, or none yet. `profile` is what is filled in: one of the
     * questionnaire's profiles, null for all of it, undefined for what the answers name.
     *
     * @throws {ProblemsError} the answers are for another questionnaire, version or profile
     */
    constructor(loaded: Loaded, answers?: AnswersDocument | string, profile?: string | null) {
        super();
        this.loaded = loaded;
        this.assessment = loaded.instrument.assess(answers, { profile });
        this.document = this.assessment.answers();
        this.result = this.assessment.scorecard();
    }

    /** All answers and details, as they are saved. Not to be changed. */
    get answers(): Readonly<AnswersDocument> {
        return this.document;
    }

    /** The result of the answers. Its `narrowing` and digest are those of `fresh()`. Not to be changed. */
    get card(): Readonly<ScorecardDocument> {
        return this.result;
    }

    /** The profile that is filled in. */
    get profile(): string | undefined {
        return this.assessment.profile;
    }

    /** The whole result, digest and `narrowing` included. */
    fresh(): ScorecardDocument {
        return this.assessment.scorecard();
    }

    node(id: string): NodeDocument | undefined {
        return this.result.nodes[id];
    }

    answer(question: string): FullAnswer | null {
        const answer = this.document.answers[question];
        return answer === undefined ? null : (answer as FullAnswer);
    }

    /**
     * Gives an answer, or takes it away with null.
     *
     * @throws {ProblemsError} it cannot be used; nothing has changed
     */
    set(question: string, after: FullAnswer | null): void {
        const before = this.answer(question);
        if (JSON.stringify(before) === JSON.stringify(after)) return;
        this.do({ kind: "answer", question, before, after });
    }

    /** Changes what stands above the answers. */
    describe(details: Partial<Details>): void {
        const { city, date, role, context } = this.document;
        const before = { city, date, role, context };
        this.do({ kind: "details", before, after: { ...before, ...details } });
    }

    /**
     * Puts other answers in the place of these, which can be undone.
     *
     * @throws {ProblemsError} they cannot be used; nothing has changed
     */
    replace(answers: AnswersDocument | string): void {
        const after = this.loaded.instrument.assess(answers, { profile: this.profile ?? null }).answers();
        this.do({ kind: "replace", before: this.document, after });
    }

    /** Takes over what another tab has done: no step of ours, so not undone here. */
    follow(change: Change): void {
        this.apply(change);
        this.tell(change);
    }

    get canUndo(): boolean {
        return this.done.length > 0;
    }

    get canRedo(): boolean {
        return this.undone.length > 0;
    }

    undo(): Change | undefined {
        const change = this.done.at(-1);
        if (change === undefined) return undefined;
        const back = { ...change, before: change.after, after: change.before } as Change;
        this.apply(back);
        this.done.pop();
        this.undone.push(change);
        this.tell(back);
        return back;
    }

    redo(): Change | undefined {
        const change = this.undone.at(-1);
        if (change === undefined) return undefined;
        this.apply(change);
        this.undone.pop();
        this.done.push(change);
        this.tell(change);
        return change;
    }

    /**
     * What an answer would change.
     *
     * @throws {ProblemsError} it cannot be used
     */
    try(question: string, answer: FullAnswer | null): ScorecardChanges {
        return this.assessment.try(question, answer);
    }

    /** The missing answers that would narrow the bounds of the whole most. */
    narrowing(number: number): NarrowingDocument[] {
        return this.assessment.narrowing(number);
    }

    private do(change: Change): void {
        this.apply(change);
        this.done.push(change);
        if (this.done.length > MOST_STEPS) this.done.shift();
        this.undone = [];
        this.tell(change);
    }

    private apply(change: Change): void {
        if (change.kind === "answer") {
            this.put(this.assessment.set(change.question, change.after));
            const { [change.question]: _, ...others } = this.document.answers;
            const answers = change.after === null ? others : { ...others, [change.question]: change.after };
            this.document = { ...this.document, answers };
            return;
        }
        const { document } = this;
        const after = change.kind === "replace" ? over(document, change) : { ...document, ...change.after };
        const next = this.loaded.instrument.assess(after, { profile: this.profile ?? null });
        this.assessment.free();
        this.assessment = next;
        this.document = next.answers();
        this.result = next.scorecard();
    }

    /** Puts changes over the result, in new objects, so that what has changed can be told by identity. */
    private put(changes: ScorecardChanges): void {
        const { nodes, questions, lenses, ...whole } = changes;
        const card = this.result;
        const merged = { ...card.lenses };
        for (const [lens, members] of Object.entries(lenses)) merged[lens] = { ...merged[lens], ...members };
        this.result = {
            ...card,
            ...whole,
            nodes: { ...card.nodes, ...nodes },
            questions: { ...card.questions, ...questions },
            lenses: merged,
        };
    }

    private tell(detail: Change): void {
        this.dispatchEvent(new CustomEvent<Change>("change", { detail }));
    }
}

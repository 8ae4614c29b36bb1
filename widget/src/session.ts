// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// One assessment while it is filled in: the answers, what follows from them, and the way back.

import type {
    Answer, AnswersDocument, NarrowingDocument, NodeDocument, ScorecardChanges, ScorecardDocument,
} from "@digirights/engine";
import type { Assessment } from "@digirights/engine/scorer";

import type { Loaded } from "./engine.ts";
import { type Kept, nothingKept } from "./keep/kept.ts";
import { isSame, left } from "./keep/records.ts";

/** An answer as an object, with what stands beside its value. */
export type FullAnswer = Extract<Answer, { state?: unknown }>;

/** What stands above the answers: the city, the date, and so on. */
export type Details = Pick<AnswersDocument, "city" | "date" | "role" | "context">;

/** What became of the session. */
export type Change =
    | { kind: "answer"; question: string; before: FullAnswer | null; after: FullAnswer | null }
    | { kind: "details"; before: Details; after: Details }
    | { kind: "replace"; before: AnswersDocument; after: AnswersDocument };

/** The same, or another thing that is kept beside the answers. */
export type News = Change | { kind: "kept"; before: Kept; after: Kept };

/** A change, and what is kept beside the answers where it goes with them. */
interface Step {
    change: Change;
    kept: { before: Kept; after: Kept };
}

/** Steps that can be taken back. */
const MOST_STEPS = 1000;

/** Tells `change` (a `CustomEvent<News>`) whenever something is not as it was. */
export class Session extends EventTarget {
    readonly loaded: Loaded;
    private assessment: Assessment;
    private document: AnswersDocument;
    private result: ScorecardDocument;
    private beside = nothingKept();
    /** Steps as they are taken back and taken again, the next one last. */
    private done: Step[] = [];
    private undone: Step[] = [];

    /**
     * No answers yet to a questionnaire. `profile` is what is filled in: one of its profiles, or null for all of it.
     *
     * @throws {ProblemsError} it has no such profile
     */
    constructor(loaded: Loaded, profile: string | null) {
        super();
        this.loaded = loaded;
        this.assessment = loaded.instrument.assess(undefined, { profile });
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

    /** What is kept beside the answers. Not to be changed. */
    get kept(): Readonly<Kept> {
        return this.beside;
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
        const after = { ...before, ...details };
        if (!isSame(before, after)) this.do({ kind: "details", before, after });
    }

    /**
     * Puts other answers in the place of these, which can be undone. What is kept beside them goes with them where
     * they are another city's, or where there shall be nothing; what is given of it comes with them.
     *
     * @throws {ProblemsError} they cannot be used; nothing has changed
     */
    replace(answers: AnswersDocument | string, isAnew = false, more?: Partial<Kept>): void {
        const after = this.loaded.instrument.assess(answers, { profile: this.profile ?? null }).answers();
        const isOther = isAnew || isOfAnother(this.document, after);
        const kept = isOther ? nothingKept() : this.beside;
        this.do({ kind: "replace", before: this.document, after }, more ? { ...kept, ...more } : kept);
    }

    /** Changes what is kept beside the answers: no step that is taken back. */
    keep(change: Partial<Kept>): void {
        this.put({ kind: "kept", before: this.beside, after: { ...this.beside, ...change } });
    }

    /** Takes over what another tab has done: no step of ours, so not undone here. */
    follow(news: News): void {
        this.put(news);
    }

    /**
     * Fills in another profile with the same answers.
     *
     * @throws {ProblemsError} there is no such profile; nothing has changed
     */
    narrow(profile: string | null): void {
        this.hold(this.document, profile);
    }

    get canUndo(): boolean {
        return this.done.length > 0;
    }

    get canRedo(): boolean {
        return this.undone.length > 0;
    }

    undo(): Change | undefined {
        return this.travel(this.done, this.undone);
    }

    redo(): Change | undefined {
        return this.travel(this.undone, this.done);
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

    private do(change: Change, kept = this.beside): void {
        const step = { change, kept: { before: this.beside, after: kept } };
        this.apply(change);
        this.done.push(reversed(step));
        if (this.done.length > MOST_STEPS) this.done.shift();
        this.undone = [];
        this.tell(change);
        this.lead(step);
    }

    /** Takes the next step of which something is left: others may have gone on from what it would change. */
    private travel(steps: Step[], back: Step[]): Change | undefined {
        for (let step = steps.at(-1); step; step = steps.at(-1)) {
            const change = left(this.document, step.change);
            if (change) this.apply(change);
            steps.pop();
            if (!change) continue;
            back.push(reversed(step));
            this.tell(change);
            this.lead(step);
            return change;
        }
        return undefined;
    }

    /** What is kept beside the answers goes with them. */
    private lead({ kept }: Step): void {
        if (kept.before === this.beside && kept.after !== this.beside) this.put({ kind: "kept", ...kept });
    }

    private put(news: News): void {
        this.apply(news);
        this.tell(news);
    }

    private apply(news: News): void {
        if (news.kind === "kept") {
            this.beside = news.after;
        } else if (news.kind === "answer") {
            this.lay(this.assessment.set(news.question, news.after));
            const { [news.question]: _, ...others } = this.document.answers;
            const answers = news.after === null ? others : { ...others, [news.question]: news.after };
            this.document = { ...this.document, answers };
        } else {
            this.hold(news.kind === "replace" ? news.after : { ...this.document, ...news.after }, this.profile ?? null);
        }
    }

    private hold(document: AnswersDocument, profile: string | null): void {
        const next = this.loaded.instrument.assess(document, { profile });
        this.assessment.free();
        this.assessment = next;
        this.document = next.answers();
        this.result = next.scorecard();
    }

    /** Puts changes over the result, in new objects, so that what has changed can be told by identity. */
    private lay(changes: ScorecardChanges): void {
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

    private tell(detail: News): void {
        this.dispatchEvent(new CustomEvent<News>("change", { detail }));
    }
}

/** Whether answers are those of a city, and others those of another one. */
export function isOfAnother({ city: one }: Readonly<AnswersDocument>, { city: other }: Readonly<AnswersDocument>): boolean {
    return Boolean(one && other) && one !== other;
}

function reversed({ change, kept }: Step): Step {
    const back = <T>({ before, after }: { before: T; after: T }): { before: T; after: T } => ({ before: after, after: before });
    return { change: { ...change, ...back<unknown>(change) } as Change, kept: back(kept) };
}

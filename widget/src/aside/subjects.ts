// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// What charts are about, kept while it may be asked for again: the best way to a goal can take seconds.

import type { AnswersDocument, AssessOptions, Definition, PlanOptions, SubjectOptions } from "@digirights/engine/charts";

const MOST = 4;

/** What a subject is made of. */
interface About {
    answers: Readonly<AnswersDocument>;
    profile: string | null;
    language?: string;
    earlier?: Readonly<AnswersDocument> | null;
    plan?: PlanOptions;
}

/** What a module of the engine offers for it; each has types of its own. */
interface Assessed<A, S> {
    subject(options: SubjectOptions): S;
    subjectSince(earlier: A, options: SubjectOptions): S;
    free(): void;
}

export class Subjects<A extends Assessed<A, S>, S extends { free(): void }> {
    private readonly assess: (answers: AnswersDocument, options: AssessOptions) => A;
    /** The language without which one is asked for. */
    private readonly language: string | undefined;
    /** The one that was used last is the last. */
    private readonly known = new Map<string, S>();

    constructor({ languages }: Definition, assess: (answers: AnswersDocument, options: AssessOptions) => A) {
        this.assess = assess;
        this.language = languages?.[0];
    }

    of({ answers, profile, language = this.language, earlier = null, plan }: About): S {
        const name = JSON.stringify([answers, profile, language, earlier, plan ?? null]);
        const subject = this.known.get(name) ?? this.make({ answers, profile, language, earlier, plan });
        this.known.delete(name);
        this.known.set(name, subject);
        for (const [oldest, one] of this.known) {
            if (this.known.size <= MOST) break;
            this.known.delete(oldest);
            one.free();
        }
        return subject;
    }

    private make({ answers, profile, language, earlier, plan }: About): S {
        const now = this.assess(answers, { profile });
        try {
            if (!earlier) return now.subject({ plan, language });
            const then = this.assess(earlier, { profile });
            try {
                return now.subjectSince(then, { plan, language });
            } finally {
                then.free();
            }
        } finally {
            now.free();
        }
    }
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// An assessment that is open: from the moment its questionnaire is there until another one takes its place. It rests
// while the element is not in the page, and loses nothing by that.

import type { Loaded } from "./engine.ts";
import { fetchLater, whenIdle } from "./frame/pages.ts";
import { Keeper, type Listener } from "./keep/keeper.ts";
import { Model } from "./model.ts";
import { Session } from "./session.ts";

export class Opened {
    readonly session: Session;
    readonly keeper: Keeper;
    /** The questionnaire in the language that is spoken. */
    model!: Model;
    /** Whether everything that is asked was answered once. */
    isComplete = false;
    private readonly loaded: Loaded;
    private isRunning = false;

    constructor(loaded: Loaded, profile: string | null, listener: Listener) {
        this.loaded = loaded;
        this.session = new Session(loaded, profile);
        this.keeper = new Keeper(this.session, listener);
    }

    /** Brings back what is kept under a key. Once that is shown, the other pages come, and a worker for them. */
    async start(key: string | null): Promise<void> {
        this.isRunning = true;
        await this.keeper.start(key);
        // What cannot be fetched now is asked for again, and said, when it is opened.
        whenIdle(() => void fetchLater().then(({ asideOf }) => this.isRunning && asideOf(this.loaded).start(), () => {}));
    }

    /** Rests until it is started again. What was being worked out is given up. */
    stop(): void {
        this.isRunning = false;
        this.keeper.stop();
        this.loaded.aside?.end();
    }

    speak(language: string): void {
        this.model = new Model(this.loaded.definition, language);
    }
}

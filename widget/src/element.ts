// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// The custom element: its attributes, properties, methods and events. What is drawn stands in the views.

import type { AnswersDocument, PlanDocument, ScorecardDocument } from "@digirights/engine";
import { LitElement, type PropertyValues, unsafeCSS } from "lit";

import { app } from "./app.ts";
import { load } from "./engine.ts";
import { holdFocus } from "./frame/focus.ts";
import { arrive } from "./frame/go.ts";
import { travel, wayOf } from "./frame/history.ts";
import { fetchLater } from "./frame/pages.ts";
import { Paper } from "./frame/paper.ts";
import { Typed } from "./frame/typed.ts";
import { portable } from "./keep/file.ts";
import { namesIn, QUESTION } from "./keep/records.ts";
import { reason } from "./keep/state.ts";
import { Opened } from "./opened.ts";
import { MARK } from "./parts/mark.ts";
import { progress } from "./progress.ts";
import type { News } from "./session.ts";
import style from "./style/index.css?inline";
import { languages } from "./texts/languages.ts";
import { Words } from "./texts/words.ts";
import { newUi } from "./ui.ts";
import type { View } from "./view.ts";

/**
 * The digital rights self-assessment for cities. Answers stay in the browser.
 *
 * @element digital-rights-assessment
 *
 * @attr {string} role - A role of the questionnaire; becomes `owner`, and is taken away, because it would
 * mean something else to assistive technology.
 *
 * @fires {CustomEvent<Change>} change - An answer or a detail has changed.
 * @fires {CustomEvent<ScorecardDocument>} score - The result has changed, or is there for the first time.
 * @fires {CustomEvent<ScorecardDocument>} complete - Every question that is asked is answered, "we do not
 * know" included. Once for each questionnaire that is loaded.
 * @fires {CustomEvent<unknown>} error - Something went wrong, and is shown. Answers are untouched.
 *
 * @csspart app - Everything.
 * @csspart title - The name of the questionnaire.
 * @csspart city - City, date and role.
 * @csspart nav - The names of the pages.
 * @csspart summary - Score, level and progress, above every page.
 * @csspart page - The page that is open.
 * @csspart button - A button, unless it looks like a link or has a part of its own.
 * @csspart notice - A message, unless it is of what went wrong.
 * @csspart error - What went wrong.
 * @csspart keep-state - Whether answers are kept in the browser.
 * @csspart files - Saving to a file, and opening one.
 * @csspart tools - Search, filter, and ways to the next question.
 * @csspart steps - The list of steps.
 * @csspart step - A step in it.
 * @csspart question - A question with its answer.
 * @csspart control - What it is answered with.
 * @csspart choice - One of its options.
 * @csspart beside - Evidence, note and confidence.
 * @csspart score - The score of the whole, on the page of the result.
 * @csspart chart - A drawing.
 */
export class DigitalRightsAssessment extends LitElement {
    static override properties = {
        questionnaire: { type: String },
        profile: { type: String },
        language: { type: String },
        storageKey: { type: String, attribute: "storage-key" },
        readOnly: { type: Boolean, attribute: "read-only", reflect: true },
        owner: { type: String },
    };
    static override styles = unsafeCSS(style);

    /** @ignore */
    static override get observedAttributes(): string[] {
        return [...super.observedAttributes, "role"];
    }

    /** A questionnaire on board, or the address of a bundled one. Another one begins another assessment. */
    declare questionnaire: string;
    /** The profile that is filled in, such as `quick-scan`; without it, the whole questionnaire. Answers
     * stay when it changes. */
    declare profile: string | null;
    /** The language; without it, that of the page around the element. Nothing is lost when it changes. */
    declare language: string | null;
    /** Under this name answers are kept in the browser; without it, they are not. */
    declare storageKey: string | null;
    /** Whether nothing can be changed. */
    declare readOnly: boolean;
    /** The role whose questions alone are shown. People can choose another one. */
    declare owner: string | null;

    private opened: Opened | undefined;
    private ui = newUi("fill");
    private words = new Words("en");
    private failure: unknown;
    private faults: unknown[] = [];
    private said = "";
    private attempts = 0;
    private waiting = deferred();
    private readonly typed = new Typed(this);

    constructor() {
        super();
        this.questionnaire = "digital-rights";
        this.profile = this.language = this.storageKey = this.owner = null;
        this.readOnly = false;
        new Paper(this);
        this.addEventListener("keydown", (event) => {
            const way = wayOf(event);
            const view = this.view();
            if (!way || !view) return;
            event.preventDefault();
            travel(view, way);
        });
    }

    /** Settled as soon as the questionnaire is loaded that is asked for now; rejected with why it cannot be. */
    get loaded(): Promise<void> {
        return this.updateComplete.then(() => this.waiting.promise);
    }

    /** The answers as they are saved; null before the questionnaire is loaded. */
    get answers(): AnswersDocument | null {
        return this.opened ? structuredClone(this.opened.session.answers) : null;
    }

    /** The result of the answers; null before the questionnaire is loaded. */
    get scorecard(): ScorecardDocument | null {
        return this.opened?.session.fresh() ?? null;
    }

    /** What to do, once it is worked out; null before the questionnaire is loaded. */
    get plan(): Promise<PlanDocument> | null {
        const { opened, ui: { goal } } = this;
        return opened ? fetchLater().then(({ planned }) => planned(opened.session, goal)) : null;
    }

    /**
     * Puts other answers in the place of those that are there, which can be undone.
     *
     * @param answers - What `export()` has given, or a file of answers; a text keeps what an object loses.
     * @throws {ProblemsError} they cannot be used; nothing has changed
     * @throws {Error} the questionnaire is not loaded yet: wait for `loaded`
     */
    import(answers: AnswersDocument | string): void {
        if (!this.opened) throw new Error("the questionnaire is not loaded yet: wait for `loaded`");
        // Without answers the engine begins anew, which nobody means here.
        this.opened.session.replace(answers ?? "null");
        this.opened.keeper.inFile();
        this.ui.drafts.clear();
    }

    /** The answers as the text of a file; empty before the questionnaire is loaded. */
    export(): string {
        if (!this.opened) return "";
        this.opened.keeper.inFile();
        return `${JSON.stringify(portable(this.opened.session), null, 2)}\n`;
    }

    /** @ignore */
    override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
        if (name === "role") this.takeRole();
        else super.attributeChangedCallback(name, old, value);
    }

    override connectedCallback(): void {
        super.connectedCallback();
        window.addEventListener("hashchange", this.takeOffer);
        languages.addEventListener("added", this.speak);
        if (!this.hasUpdated) return;
        this.speak();
        if (this.opened) void this.opened.start(this.storageKey);
        else void this.open();
    }

    override disconnectedCallback(): void {
        super.disconnectedCallback();
        window.removeEventListener("hashchange", this.takeOffer);
        languages.removeEventListener("added", this.speak);
        this.attempts += 1;
        this.typed.take();
        this.opened?.stop();
    }

    protected override willUpdate(changed: PropertyValues): void {
        if (changed.has("language") || !this.hasUpdated) this.speak();
        if (changed.has("owner")) this.ui.owner = this.knownOwner();
    }

    protected override update(changed: PropertyValues): void {
        const letGo = holdFocus(this.renderRoot as ShadowRoot);
        super.update(changed);
        letGo();
    }

    protected override updated(changed: PropertyValues): void {
        const [profile, key] = [changed.has("profile"), changed.has("storageKey")];
        // What was kept under another key is another city's.
        if (changed.has("questionnaire") || changed.get("storageKey") || (!this.opened && (profile || key))) {
            void this.open();
            return;
        }
        if (profile) this.narrow();
        if (key && this.isConnected) void this.opened?.start(this.storageKey);
    }

    protected override render(): unknown {
        const { words, failure, faults, said } = this;
        return app({
            words, failure, faults, said,
            view: this.view(),
            retry: () => void this.open(),
            dismiss: (fault) => {
                this.faults = this.faults.filter((other) => other !== fault);
                this.requestUpdate();
            },
        });
    }

    private view(): View | undefined {
        const { opened, words, ui, readOnly } = this;
        if (!opened) return undefined;
        const { session, model, keeper } = opened;
        return {
            session, model, words, ui, keeper, readOnly,
            kept: session.kept,
            root: this.renderRoot as ShadowRoot,
            keep: (change) => session.keep(change),
            draw: () => this.requestUpdate(),
            go: (place) => void this.go(place),
            say: (message) => this.say(message),
            fail: (error) => this.fail(error),
        };
    }

    private say(message: string): void {
        // A screen reader keeps silent about a text that has not changed.
        this.said = message === this.said ? `${message}\u00a0` : message;
        this.requestUpdate();
    }

    private readonly speak = (): void => {
        this.words = new Words(this.language || languageAround(this) || "en");
        this.opened?.speak(this.words.asked);
        this.requestUpdate();
    };

    /** Begins another assessment. While the element is not in the page, it waits. */
    private async open(): Promise<void> {
        const attempt = ++this.attempts;
        // Whoever waits already gets what comes of this attempt.
        if (this.opened || this.failure) this.waiting = deferred();
        this.opened?.stop();
        this.opened = this.failure = undefined;
        this.ui = newUi(this.ui.page);
        this.faults = [];
        this.requestUpdate();
        if (!this.isConnected) return;
        try {
            const loaded = await load(this.questionnaire || "digital-rights", document.baseURI);
            if (attempt !== this.attempts) return;
            const opened = new Opened(loaded, this.profile ?? null, {
                state: () => this.requestUpdate(),
                lost: (trouble) => this.say(reason(this.words, trouble)),
                left: () => this.typed.take(),
            });
            await opened.start(this.storageKey);
            if (attempt !== this.attempts) {
                opened.stop();
                return;
            }
            this.opened = opened;
            opened.session.addEventListener("change", (event) => {
                if (opened === this.opened) this.changed((event as CustomEvent<News>).detail);
            });
            opened.speak(this.words.asked);
            this.takeRole();
            this.ui.owner = this.knownOwner();
            await this.takeOffer();
            if (opened !== this.opened) return;
            this.waiting.resolve();
            this.emitScore();
        } catch (error) {
            if (attempt !== this.attempts) return;
            this.failure = error;
            this.waiting.reject(error);
            this.emit("error", error);
        }
        this.requestUpdate();
    }

    /** Fills in another profile with the same answers. */
    private narrow(): void {
        try {
            this.opened?.session.narrow(this.profile ?? null);
            this.ui.useful = null;
            this.emitScore();
        } catch (error) {
            this.fail(error);
        }
        this.requestUpdate();
    }

    /** What a link asks for: the part is in the fragment of the page's address. */
    private readonly takeOffer = async (): Promise<void> => {
        const view = this.view();
        if (!view || !location.hash.startsWith(MARK)) return;
        try {
            (await fetchLater()).takeOffer(view);
        } catch (error) {
            this.fail(error);
        }
        this.requestUpdate();
    };

    private changed(news: News): void {
        // Another file or comparison has come where the last one could not; an answer says nothing of that.
        if (news.kind !== "answer") this.faults = [];
        this.requestUpdate();
        if (news.kind === "kept") return;
        // What was typed before is no longer meant.
        for (const name of namesIn(news)) this.ui.drafts.delete(name.slice(QUESTION.length));
        this.emit("change", news);
        this.emitScore();
        const { opened } = this;
        const view = this.view();
        if (!opened || opened.isComplete || !view || progress(view, view.model.questions.keys()).open > 0) return;
        opened.isComplete = true;
        this.emit("complete", opened.session.fresh());
    }

    private takeRole(): void {
        const role = this.getAttribute("role");
        if (role === null || !this.opened?.session.loaded.definition.roles?.includes(role)) return;
        this.owner = role;
        this.removeAttribute("role");
    }

    private knownOwner(): string | null {
        const { owner } = this;
        return owner && this.opened?.session.loaded.definition.roles?.includes(owner) ? owner : null;
    }

    private async go(place: Parameters<View["go"]>[0]): Promise<void> {
        const view = this.view();
        if (!view) return;
        const id = arrive(view, place);
        this.requestUpdate();
        await this.updateComplete;
        const found = (this.renderRoot as ShadowRoot).getElementById(id);
        found?.focus({ preventScroll: true });
        found?.scrollIntoView({ block: id === "page" ? "nearest" : "start" });
    }

    private fail(error: unknown): void {
        this.faults = [...this.faults, error];
        this.view()?.say(this.words.text("error.title"));
        this.emit("error", error);
        this.requestUpdate();
    }

    private emitScore(): void {
        // Nobody may be listening, and the whole result takes longer than what is shown of it.
        const event = new CustomEvent("score");
        let card: ScorecardDocument | null | undefined;
        Object.defineProperty(event, "detail", { get: () => (card ??= this.scorecard) });
        this.dispatchEvent(event);
    }

    private emit(name: string, detail: unknown): void {
        this.dispatchEvent(new CustomEvent(name, { detail }));
    }
}

/** A promise to be settled elsewhere, which nobody need wait for. */
function deferred(): { promise: Promise<void>; resolve: () => void; reject: (error: unknown) => void } {
    let [resolve, reject]: [() => void, (error: unknown) => void] = [() => {}, () => {}];
    const promise = new Promise<void>((...both) => ([resolve, reject] = both));
    promise.catch(() => {});
    return { promise, resolve, reject };
}

/** The language of the page around an element, also where it stands in another one's shadow. */
function languageAround(element: Element): string | null {
    const found = element.closest("[lang]");
    if (found) return found.getAttribute("lang");
    const root = element.getRootNode();
    return root instanceof ShadowRoot ? languageAround(root.host) : null;
}

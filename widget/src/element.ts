// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// The custom element: its attributes, properties, methods and events. What is drawn stands in the views.

import type { AnswersDocument, PlanDocument, ScorecardDocument } from "@digirights/engine";
import { LitElement, type PropertyValues, unsafeCSS } from "lit";

import { app } from "./app.ts";
import { load } from "./engine.ts";
import { arrive } from "./frame/go.ts";
import { travel, wayOf } from "./frame/history.ts";
import { fetchLater } from "./frame/pages.ts";
import { Paper } from "./frame/paper.ts";
import { filesUi } from "./keep/files.ts";
import { portable } from "./keep/file.ts";
import { Keeper } from "./keep/keeper.ts";
import { type Kept, nothingKept } from "./keep/kept.ts";
import { reason } from "./keep/state.ts";
import { Model } from "./model.ts";
import { offered } from "./parts/offer.ts";
import { partsUi } from "./parts/state.ts";
import { progress } from "./progress.ts";
import { reportUi } from "./result/report-ui.ts";
import { type Change, Session } from "./session.ts";
import style from "./style/index.css?inline";
import { Words } from "./texts/words.ts";
import type { Ui, View } from "./view.ts";

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
 * @csspart button - A button.
 * @csspart notice - A message.
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
    /** Settled as soon as a questionnaire is loaded. */
    readonly loaded: Promise<void>;

    private session: Session | undefined;
    private model: Model | undefined;
    private words = new Words("en");
    private kept: Kept = nothingKept();
    private keeper: Keeper | undefined;
    private failure: unknown;
    private faults: unknown[] = [];
    private said = "";
    private isComplete = false;
    private attempts = 0;
    private settle: () => void = () => {};
    private ui: Ui = {
        page: "fill", step: "", owner: null, search: "", narrowing: false, useful: null, drafts: new Map(), last: "",
        why: null, trial: null, goal: {}, open: new Set(),
        files: filesUi(), parts: partsUi(), report: reportUi(),
    };

    constructor() {
        super();
        this.questionnaire = "digital-rights";
        this.profile = this.language = this.storageKey = this.owner = null;
        this.readOnly = false;
        this.loaded = new Promise((settle) => (this.settle = settle));
        new Paper(this);
        this.addEventListener("keydown", (event) => {
            const way = wayOf(event);
            const view = this.view();
            if (!way || !view) return;
            event.preventDefault();
            travel(view, way);
        });
    }

    /** The answers as they are saved; null before the questionnaire is loaded. */
    get answers(): AnswersDocument | null {
        return this.session ? structuredClone(this.session.answers) : null;
    }

    /** The result of the answers; null before the questionnaire is loaded. */
    get scorecard(): ScorecardDocument | null {
        return this.session?.fresh() ?? null;
    }

    /** What to do, once it is worked out; null before the questionnaire is loaded. */
    get plan(): Promise<PlanDocument> | null {
        const { session, ui: { goal } } = this;
        return session ? import("./later.ts").then(({ planned }) => planned(session, goal)) : null;
    }

    /**
     * Puts other answers in the place of those that are there, which can be undone.
     *
     * @param answers - What `export()` has given, or a file of answers; a text keeps what an object loses.
     * @throws {ProblemsError} they cannot be used; nothing has changed
     * @throws {Error} the questionnaire is not loaded yet: wait for `loaded`
     */
    import(answers: AnswersDocument | string): void {
        if (!this.session) throw new Error("the questionnaire is not loaded yet: wait for `loaded`");
        this.session.replace(answers);
        this.keeper?.inFile();
    }

    /** The answers as the text of a file; empty before the questionnaire is loaded. */
    export(): string {
        if (!this.session) return "";
        this.keeper?.inFile();
        return `${JSON.stringify(portable(this.session), null, 2)}\n`;
    }

    /** @ignore */
    override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
        if (name === "role") this.takeRole();
        else super.attributeChangedCallback(name, old, value);
    }

    override connectedCallback(): void {
        super.connectedCallback();
        window.addEventListener("hashchange", this.takeOffer);
        if (!this.session) return;
        this.keepSession(this.session);
        // What was being worked out was given up.
        this.requestUpdate();
    }

    override disconnectedCallback(): void {
        super.disconnectedCallback();
        window.removeEventListener("hashchange", this.takeOffer);
        this.keeper?.close();
        this.session?.loaded.aside?.end();
    }

    protected override willUpdate(changed: PropertyValues): void {
        if (changed.has("language") || !this.hasUpdated) this.speak();
        if (changed.has("owner")) this.ui.owner = this.knownOwner();
    }

    protected override updated(changed: PropertyValues): void {
        const again = ["questionnaire", "profile", "storageKey"].filter((name) => changed.has(name));
        if (again.includes("questionnaire") || (again.length > 0 && !this.session)) void this.open();
        else if (again.includes("profile")) this.narrow();
        else if (again.length > 0 && this.session) this.keepSession(this.session);
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
        const { session, model, words, ui, kept, keeper, readOnly } = this;
        if (!session || !model || !keeper) return undefined;
        return {
            session, model, words, ui, kept, keeper, readOnly,
            root: this.renderRoot as ShadowRoot,
            keep: (change) => {
                this.kept = { ...this.kept, ...change };
                keeper.keep(this.kept);
                this.requestUpdate();
            },
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

    private speak(): void {
        const around = this.closest("[lang]")?.getAttribute("lang");
        this.words = new Words(this.language || around || "en");
        if (this.session) this.model = new Model(this.session.loaded.definition, this.words.language);
    }

    private async open(): Promise<void> {
        const attempt = ++this.attempts;
        this.failure = undefined;
        this.session?.loaded.aside?.end();
        this.session = undefined;
        this.kept = nothingKept();
        this.faults = [];
        Object.assign(this.ui, { search: "", narrowing: false, useful: null, last: "", why: null, trial: null });
        this.ui.drafts.clear();
        this.ui.open.clear();
        this.keeper?.close();
        this.requestUpdate();
        try {
            const loaded = await load(this.questionnaire, document.baseURI);
            if (attempt !== this.attempts) return;
            const session = new Session(loaded, undefined, this.profile ?? null);
            this.keepSession(session);
            await this.keeper?.ready;
            if (attempt !== this.attempts) return;
            this.model = new Model(loaded.definition, this.words.language);
            this.isComplete = false;
            this.begin(session);
            this.takeRole();
            this.ui.owner = this.knownOwner();
            this.ui.step = this.model.steps[0]?.node.id ?? "";
            this.takeOffer();
            this.settle();
            this.emitScore();
            fetchLater(this.renderRoot as ShadowRoot, loaded);
        } catch (error) {
            if (attempt !== this.attempts) return;
            this.failure = error;
            this.emit("error", error);
        }
        this.requestUpdate();
    }

    /** Fills in another profile with the same answers. */
    private narrow(): void {
        if (!this.session) return;
        const { loaded, answers } = this.session;
        try {
            const session = new Session(loaded, answers, this.profile ?? null);
            this.keepSession(session);
            this.begin(session);
            this.emitScore();
        } catch (error) {
            this.fail(error);
        }
        this.requestUpdate();
    }

    private begin(session: Session): void {
        this.session = session;
        this.ui.useful = null;
        session.addEventListener("change", (event) => this.changed((event as CustomEvent<Change>).detail));
    }

    private keepSession(session: Session): void {
        this.keeper?.close();
        this.keeper = new Keeper(session, this.storageKey, this.kept, {
            kept: (kept) => {
                this.kept = kept;
                this.requestUpdate();
            },
            state: () => this.requestUpdate(),
            lost: (trouble) => this.say(reason(this.words, trouble)),
        });
    }

    /** What a link asks for: the part is in the fragment of the page's address. */
    private readonly takeOffer = (): void => {
        if (!this.session || !this.model) return;
        const offer = offered(location.hash, this.session, this.model);
        if (!offer) return;
        this.ui.parts.offer = offer;
        if ("part" in offer) {
            const { role = null } = offer.part;
            const theirs = this.model.steps.find(({ questions }) => questions.some(({ owner }) => owner === role));
            this.ui.owner = role;
            this.ui.step = theirs?.node.id ?? this.ui.step;
        }
        this.requestUpdate();
    };

    private changed(change: Change): void {
        this.requestUpdate();
        this.emit("change", change);
        this.emitScore();
        const view = this.view();
        if (this.isComplete || !view || progress(view, view.model.questions.keys()).open > 0) return;
        this.isComplete = true;
        this.emit("complete", view.session.fresh());
    }

    private takeRole(): void {
        const role = this.getAttribute("role");
        if (role === null || !this.session?.loaded.definition.roles?.includes(role)) return;
        this.owner = role;
        this.removeAttribute("role");
    }

    private knownOwner(): string | null {
        const { owner } = this;
        return owner && this.session?.loaded.definition.roles?.includes(owner) ? owner : null;
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

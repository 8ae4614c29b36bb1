// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Keeps an assessment in the browser at every change, brings it back, and follows the other tabs. What
// cannot be kept is said; filling in goes on.

import type { AnswersDocument } from "@digirights/engine";

import type { FullAnswer, News, Session } from "../session.ts";
import { broughtOver, editionOf, held, type Stale } from "./editions.ts";
import type { Kept } from "./kept.ts";
import { DETAILS, isSame, KEPT, namesIn, QUESTION, recordOf, recordsOf, type Value, withRecords } from "./records.ts";
import { isLater, type Row, type Stamped, Store } from "./store.ts";
import { type Trouble, troubleOf } from "./trouble.ts";

export interface Listener {
    /** The state is another one. */
    state(): void;
    /** Said once of each trouble. */
    lost(trouble: Trouble): void;
    /** The page is left, or put aside: what is still being typed comes now, or never. */
    left(): void;
}

/** Milliseconds after which saving is shown. */
const SLOW = 300;
/** Milliseconds that the first page waits for what is kept; what comes later is still taken over. */
const PATIENCE = 1000;

export class Keeper {
    /** Answers of an earlier time that wait for a decision. */
    stale: Stale[] = [];
    /** Why answers are not kept, if they are not. */
    trouble: Trouble | null = "off";
    private readonly session: Session;
    private readonly edition: string;
    private readonly listener: Listener;
    private readonly tab = crypto.getRandomValues(new Uint32Array(2)).join("-");
    private readonly records = new Map<string, Stamped>();
    /** What is not yet in the store. */
    private readonly pending = new Set<string>();
    /** What is neither in the store nor in a file. */
    private readonly loose = new Set<string>();
    private key = "";
    private channel: BroadcastChannel | undefined;
    private store: Store | undefined;
    private latest = 0;
    private isRunning = false;
    /** The store may hold what is not known here. */
    private isBehind = false;
    private busy = false;
    private slow = false;
    private shown: Keeper["state"] = "off";
    private following = false;
    private hasAsked = false;
    /** Whether the page is being left. */
    private isLeft = false;

    /** Stamps what becomes of a session without answers, from its first one on, whether it runs or not. */
    constructor(session: Session, listener: Listener) {
        this.session = session;
        this.listener = listener;
        this.edition = editionOf(session.loaded.instrument.version);
        session.addEventListener("change", this.changed);
    }

    /** Keeps all under a key, and brings back what is there; without a key, nothing is kept. Settled when it is
     * there, or takes too long. */
    async start(key: string | null): Promise<void> {
        this.isRunning = true;
        window.addEventListener("beforeunload", this.leaving);
        if (!key) return;
        this.key = key;
        if (this.trouble === "off" || this.isUnread) this.trouble = null;
        document.addEventListener("visibilitychange", this.awake);
        this.channel = this.channelOf(key);
        await Promise.race([this.flush(true), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
    }

    /** Rests until it is started again. What is not yet written still is. */
    stop(): void {
        this.isRunning = false;
        window.removeEventListener("beforeunload", this.leaving);
        document.removeEventListener("visibilitychange", this.awake);
        this.channel?.close();
        this.channel = undefined;
        if (!this.busy) this.leave();
    }

    /** What a person is told of it. */
    get state(): "kept" | "saving" | Trouble {
        return this.trouble ?? (this.slow ? "saving" : "kept");
    }

    /** Whether something would be lost with the page. */
    get isLoose(): boolean {
        return [...this.loose].some((name) => this.records.get(name)?.value);
    }

    /** All answers are in a file now, or with the page around us. */
    inFile(): void {
        this.loose.clear();
    }

    /** Removes answers that wait for a decision. */
    async discard(stale: Stale): Promise<void> {
        try {
            await this.store?.remove(this.key, this.questionnaire, stale.edition);
        } catch (error) {
            this.lose(error);
            return;
        }
        this.stale = this.stale.filter((other) => other !== stale);
        if (stale.edition === this.edition) this.trouble = null;
        this.listener.state();
        await this.flush(true);
    }

    private get isUnread(): boolean {
        return this.trouble === "unread";
    }

    private get questionnaire(): string {
        return this.session.loaded.instrument.id;
    }

    /** How the tabs hear of each other; undefined where the browser does not allow it. */
    private channelOf(key: string): BroadcastChannel | undefined {
        try {
            const channel = new BroadcastChannel(JSON.stringify(["digirights", key, this.questionnaire, this.edition]));
            channel.onmessage = ({ data }: MessageEvent<[string, Stamped][]>) => void this.follow(data);
            return channel;
        } catch {
            return undefined;
        }
    }

    private readonly leaving = (event: BeforeUnloadEvent): void => {
        if (this.hurry() || !this.isLoose) return;
        event.preventDefault();
        event.returnValue = true;
    };

    /** A tab that slept may have missed what others did; one that falls asleep may never wake up. */
    private readonly awake = (): void => {
        if (document.visibilityState !== "visible") this.hurry();
        else if (this.store) void this.flush(true);
    };

    /** Whether all that is not in the store is on its way there, also without this page: one that is left gets no
     * answer of the store any more. If it is not left, all goes on as ever. */
    private hurry(): boolean {
        this.isLeft = true;
        this.listener.left();
        const { store, trouble, loose } = this;
        const isOnItsWay = store !== undefined && trouble === null && store.hurry(this.rows(loose));
        this.isLeft = false;
        setTimeout(() => void this.flush());
        return isOnItsWay;
    }

    private rows(names: Iterable<string>): Row[] {
        return [...names].flatMap((name) => {
            const record = this.records.get(name);
            return record ? [[[this.key, this.questionnaire, this.edition, name], record] as Row] : [];
        });
    }

    private readonly changed = (event: Event): void => {
        if (this.following) return;
        const { answers, kept } = this.session;
        const names = namesIn((event as CustomEvent<News>).detail);
        this.latest = Math.max(Date.now(), this.latest + 1);
        const rows = names.map((name): [string, Stamped] =>
            [name, { value: name === KEPT ? kept : recordOf(answers, name), at: this.latest, by: this.tab }]);
        for (const [name, record] of rows) {
            this.records.set(name, record);
            this.pending.add(name);
            this.loose.add(name);
        }
        this.channel?.postMessage(rows);
        this.ask();
        if (!this.isLeft) void this.flush();
    };

    /** Asks the browser, once, not to clear what is kept when it runs out of room. */
    private ask(): void {
        if (this.hasAsked || !this.key) return;
        this.hasAsked = true;
        navigator.storage?.persist?.().catch(() => {});
    }

    /** Writes what is pending, one transaction at a time, and connects where there is no connection. */
    private async flush(again = false): Promise<void> {
        this.isBehind ||= again;
        if (this.busy || !this.isRunning || !this.key || this.isUnread) return;
        this.busy = true;
        const timer = setTimeout(() => this.show(true), SLOW);
        try {
            do {
                if (!this.store || this.isBehind) await this.connect();
                while (this.pending.size > 0 && this.store && !this.isUnread) await this.write(this.store);
            } while (this.isBehind && this.isRunning);
            if (this.store && !this.isUnread) this.trouble = null;
        } catch (error) {
            this.lose(error);
        } finally {
            clearTimeout(timer);
            this.busy = false;
            if (!this.isRunning) this.leave();
            this.show(false);
        }
    }

    private async write(store: Store): Promise<void> {
        const names = [...this.pending];
        this.pending.clear();
        try {
            const later = await store.write(this.rows(names));
            for (const name of names) if (!this.pending.has(name)) this.loose.delete(name);
            this.follow(later.map(([place, record]) => [place[3], record]));
        } catch (error) {
            for (const name of names) this.pending.add(name);
            throw error;
        }
    }

    /** Reads all there is: what is later there is taken over, what is later here is to be written. */
    private async connect(): Promise<void> {
        this.isBehind = false;
        this.store ??= await Store.open(() => this.lose(new DOMException("closed", "InvalidStateError")));
        const editions = new Map<string, [string, Stamped][]>();
        for (const [[, , edition, name], record] of await this.store.read(this.key, this.questionnaire)) {
            const rows = editions.get(edition) ?? [];
            editions.set(edition, [...rows, [name, record]]);
        }
        const own = editions.get(this.edition) ?? [];
        editions.delete(this.edition);
        if (!this.follow(own)) {
            this.stale = [held(this.session, this.edition, own)];
            this.say("unread");
            return;
        }
        const there = new Map(own);
        for (const [name, record] of this.records) {
            if (!isLater(record, there.get(name))) continue;
            this.pending.add(name);
            this.loose.add(name);
        }
        this.stale = [];
        const earlier = [...editions].sort(([one], [other]) => other.localeCompare(one, "en", { numeric: true }));
        for (const [edition, rows] of earlier) await this.carry(this.store, edition, rows);
    }

    /** Carries answers to another edition over, where nothing else is there; they wait if that loses any. */
    private async carry(store: Store, edition: string, rows: [string, Stamped][]): Promise<void> {
        const found = held(this.session, edition, rows);
        const isFirst = this.records.size === 0;
        const before = Object.keys(found.document.answers).length;
        if (before === 0 && !found.document.conflicts) return;
        if (isFirst && found.problems.length === 0) {
            const after = broughtOver(this.session, found);
            const kept = rows.find(([name]) => name === KEPT);
            const at = Math.max(...rows.map(([, record]) => record.at));
            const carried = recordsOf(after).map(([name, value]) => [name, { value, at, by: this.tab }] as [string, Stamped]);
            if (this.follow(kept ? [...carried, kept] : carried)) {
                for (const name of this.records.keys()) this.pending.add(name);
                await this.write(store);
                if (Object.keys(after.answers).length === before) {
                    await store.remove(this.key, this.questionnaire, edition);
                    return;
                }
            }
        }
        this.stale.push(found);
    }

    /** Takes over what is later than what is here; false where it cannot be used, and nothing has changed. */
    private follow(rows: [string, Stamped][]): boolean {
        const later = rows.filter(([name, record]) => isLater(record, this.records.get(name)));
        const values = later.map(([name, { value }]) => [name, value] as [string, Value]);
        const { answers: before } = this.session;
        const news = values.filter(([name, value]) => name !== KEPT && !isSame(value, recordOf(before, name)));
        const kept = values.find(([name]) => name === KEPT)?.[1];
        this.following = true;
        try {
            if (news.length > 0) this.session.follow(asChange(before, news));
            if (kept) this.session.follow({ kind: "kept", before: this.session.kept, after: kept as Kept });
        } catch {
            return false;
        } finally {
            this.following = false;
        }
        for (const [name, record] of later) {
            this.records.set(name, record);
            this.pending.delete(name);
            this.loose.delete(name);
            this.latest = Math.max(this.latest, record.at);
        }
        return true;
    }

    private leave(): void {
        this.store?.close();
        this.store = undefined;
    }

    private lose(error: unknown): void {
        this.leave();
        this.say(troubleOf(error));
    }

    private say(trouble: Trouble): void {
        if (trouble === this.trouble) return;
        this.trouble = trouble;
        this.listener.lost(trouble);
        this.show(false);
    }

    private show(slow: boolean): void {
        this.slow = slow;
        if (this.shown === this.state) return;
        this.shown = this.state;
        this.listener.state();
    }
}

/** One answer alone is followed faster. */
function asChange(document: Readonly<AnswersDocument>, news: [string, Value][]): News {
    const [name, value] = news[0] ?? ["", null];
    const isPlain = (record: Value): boolean => Object.keys(record ?? {}).every((member) => member === "answers");
    const before = recordOf(document, name);
    if (news.length === 1 && name !== DETAILS && isPlain(value) && isPlain(before)) {
        const said = (record: Value): FullAnswer | null => (record as { answers: FullAnswer } | null)?.answers ?? null;
        return { kind: "answer", question: name.slice(QUESTION.length), before: said(before), after: said(value) };
    }
    return { kind: "replace", before: document, after: withRecords(document, news) };
}

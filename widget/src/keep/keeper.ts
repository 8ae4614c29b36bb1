// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Keeps an assessment in the browser at every change, brings it back, and follows the other tabs. What
// cannot be kept is said; filling in goes on.

import type { AnswersDocument } from "@digirights/engine";

import type { FullAnswer, Session, Change } from "../session.ts";
import { broughtOver, editionOf, held, type Stale } from "./editions.ts";
import type { Kept } from "./kept.ts";
import { changed, DETAILS, isEmpty, QUESTION, recordOf, recordsOf, type Value, withRecords } from "./records.ts";
import { isLater, type Row, type Stamped, Store } from "./store.ts";
import { type Trouble, troubleOf } from "./trouble.ts";

export interface Listener {
    /** What is kept beside the answers has come from the store or another tab. */
    kept(kept: Kept): void;
    /** The state is another one. */
    state(): void;
    /** Said once of each trouble. */
    lost(trouble: Trouble): void;
}

const KEPT = "kept";
/** Milliseconds after which saving is shown. */
const SLOW = 300;
/** Milliseconds that the first page waits for what is kept; what comes later is still taken over. */
const PATIENCE = 1000;

export class Keeper {
    /** Answers of an earlier time that wait for a decision. */
    stale: Stale[] = [];
    /** Why answers are not kept, if they are not. */
    trouble: Trouble | null;
    /** Settled when what is there was brought back, or takes too long. */
    readonly ready: Promise<void>;
    private readonly session: Session;
    private readonly key: string;
    private readonly edition: string;
    private readonly listener: Listener;
    private readonly tab = crypto.getRandomValues(new Uint32Array(2)).join("-");
    private readonly channel: BroadcastChannel | undefined;
    private readonly records = new Map<string, Stamped>();
    /** What is not yet in the store. */
    private readonly pending = new Set<string>();
    /** What is neither in the store nor in a file. */
    private readonly loose = new Set<string>();
    private store: Store | undefined;
    private latest = 0;
    private busy = false;
    private slow = false;
    private shown: Keeper["state"] = "kept";
    private following = false;
    private closed = false;

    /** Keeps a session under a key, and first brings back what is there; without a key, nothing is kept. */
    constructor(session: Session, key: string | null, kept: Kept, listener: Listener) {
        this.session = session;
        this.key = key ?? "";
        this.listener = listener;
        this.trouble = key ? null : "off";
        this.edition = editionOf(session.loaded.instrument.version);
        this.remember(kept);
        session.addEventListener("change", this.changed);
        window.addEventListener("beforeunload", this.leaving);
        if (key) {
            document.addEventListener("visibilitychange", this.awake);
            this.channel = new BroadcastChannel(JSON.stringify(["digirights", key, this.questionnaire, this.edition]));
            this.channel.onmessage = ({ data }: MessageEvent<[string, Stamped][]>) => void this.follow(data);
        }
        const patience = new Promise<void>((resolve) => setTimeout(resolve, PATIENCE));
        this.ready = Promise.race([this.flush(), patience]);
    }

    /** What a person is told of it. */
    get state(): "kept" | "saving" | Trouble {
        return this.trouble ?? (this.slow ? "saving" : "kept");
    }

    /** Whether something would be lost with the page. */
    get isLoose(): boolean {
        return [...this.loose].some((name) => this.records.get(name)?.value);
    }

    /** Keeps what stands beside the answers. */
    keep(kept: Kept): void {
        this.put([[KEPT, kept]]);
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

    /** Stops. What is not yet written still is. */
    close(): void {
        this.closed = true;
        this.session.removeEventListener("change", this.changed);
        window.removeEventListener("beforeunload", this.leaving);
        document.removeEventListener("visibilitychange", this.awake);
        this.channel?.close();
        if (!this.busy) this.store?.close();
    }

    private get isUnread(): boolean {
        return this.trouble === "unread";
    }

    private get questionnaire(): string {
        return this.session.loaded.instrument.id;
    }

    private readonly leaving = (event: BeforeUnloadEvent): void => {
        if (!this.isLoose) return;
        event.preventDefault();
        event.returnValue = true;
    };

    /** A tab that slept may have missed what others did. */
    private readonly awake = (): void => {
        if (document.visibilityState === "visible" && this.store && !this.busy) void this.flush(true);
    };

    private readonly changed = (event: Event): void => {
        if (this.following) return;
        const change = (event as CustomEvent<Change>).detail;
        const names =
            change.kind === "answer" ? [QUESTION + change.question]
            : change.kind === "details" ? [DETAILS]
            : changed(change.before, change.after).map(([name]) => name);
        this.put(names.map((name) => [name, recordOf(this.session.answers, name)]));
    };

    /** What was there before a store was open; anything in the store is later. */
    private remember(kept: Kept): void {
        const values: [string, Value][] = recordsOf(this.session.answers);
        if (!isEmpty(kept)) values.push([KEPT, kept]);
        for (const [name, value] of values) this.records.set(name, { value, at: 0, by: "" });
    }

    private put(values: [string, Value][]): void {
        this.latest = Math.max(Date.now(), this.latest + 1);
        const rows = values.map(([name, value]) => [name, { value, at: this.latest, by: this.tab }] as const);
        for (const [name, record] of rows) {
            this.records.set(name, record);
            this.pending.add(name);
            this.loose.add(name);
        }
        this.channel?.postMessage(rows);
        void this.flush();
    }

    /** Writes what is pending, one transaction at a time, and connects where there is no connection. */
    private async flush(again = false): Promise<void> {
        if (this.busy || !this.key || this.isUnread) return;
        this.busy = true;
        const timer = setTimeout(() => this.show(true), SLOW);
        try {
            if (!this.store || again) await this.connect();
            while (this.pending.size > 0 && this.store && !this.isUnread) await this.write(this.store);
            if (!this.isUnread) this.trouble = null;
        } catch (error) {
            this.lose(error);
        } finally {
            clearTimeout(timer);
            this.busy = false;
            if (this.closed) this.store?.close();
            this.show(false);
        }
    }

    private async write(store: Store): Promise<void> {
        const names = [...this.pending];
        this.pending.clear();
        try {
            const later = await store.write(names.flatMap((name) => {
                const record = this.records.get(name);
                return record ? [[[this.key, this.questionnaire, this.edition, name], record] as Row] : [];
            }));
            for (const name of names) if (!this.pending.has(name)) this.loose.delete(name);
            this.follow(later.map(([place, record]) => [place[3], record]));
        } catch (error) {
            for (const name of names) this.pending.add(name);
            throw error;
        }
    }

    /** Reads all there is: what is later there is taken over, what is later here is to be written. */
    private async connect(): Promise<void> {
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
        const news = values.filter(([name, value]) =>
            name !== KEPT && JSON.stringify(value) !== JSON.stringify(recordOf(before, name)));
        this.following = true;
        try {
            if (news.length > 0) this.session.follow(asChange(before, news));
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
        const kept = values.find(([name]) => name === KEPT)?.[1];
        if (kept && !this.closed) this.listener.kept(kept as Kept);
        return true;
    }

    private lose(error: unknown): void {
        this.store?.close();
        this.store = undefined;
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
function asChange(document: Readonly<AnswersDocument>, news: [string, Value][]): Change {
    const [name, value] = news[0] ?? ["", null];
    const isPlain = (record: Value): boolean => Object.keys(record ?? {}).every((member) => member === "answers");
    const before = recordOf(document, name);
    if (news.length === 1 && name !== DETAILS && isPlain(value) && isPlain(before)) {
        const said = (record: Value): FullAnswer | null => (record as { answers: FullAnswer } | null)?.answers ?? null;
        return { kind: "answer", question: name.slice(QUESTION.length), before: said(before), after: said(value) };
    }
    return { kind: "replace", before: document, after: withRecords(document, news) };
}

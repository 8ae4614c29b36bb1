// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Has tasks done beside the page: in a worker, and in a second one while the first is busy for long. Where a browser
// or a page allows no worker, the same code does them on the page.

import type { Definition } from "@digirights/engine";

import { beside } from "../beside.ts";
import type { Done, Fault, Given, Kind, Order, Perform, Report, Tasks } from "./tasks.ts";
import type * as Script from "./worker.ts";

const SCRIPT = "digital-rights-assessment-aside.js";
const MOST = 2;
/** What can take seconds. The rest is done before another worker is ready. */
const LONG: Kind[] = ["plan", "report"];
/** Milliseconds that the page has to draw before it is held up. */
const PAUSE = 50;

interface Job {
    kind: Kind;
    given: Given;
    topic: string | undefined;
    /** Whether nobody waits for it any more. */
    isDropped: boolean;
    resolve(done: Done): void;
    reject(error: unknown): void;
}

/** Where one task at a time is done. */
interface Desk {
    isReady: boolean;
    job: Job | undefined;
    send(order: Order): void;
    end(): void;
}

export class Aside {
    private readonly questionnaire: Definition;
    private readonly desks = new Set<Desk>();
    private queue: Job[] = [];
    private hasWorkers = true;

    constructor(questionnaire: Definition) {
        this.questionnaire = questionnaire;
    }

    /**
     * Has a task done. Of one `topic`, only what was asked for last counts: whatever was asked for before
     * is given up, and rejected with an `AbortError`.
     */
    ask<K extends Kind>(kind: K, given: Tasks[K]["given"], topic?: string): Promise<Tasks[K]["done"]> {
        if (topic !== undefined) this.drop((job) => job.topic === topic);
        return new Promise<Done>((resolve, reject) => {
            this.queue.push({ kind, given, topic, isDropped: false, resolve, reject });
            this.next();
        }) as Promise<Tasks[K]["done"]>;
    }

    /** Whether somebody waits for something. */
    get isBusy(): boolean {
        return this.queue.length > 0 || [...this.desks].some(({ job }) => job && !job.isDropped);
    }

    /** Makes a worker ready, so that the first task need not wait for it. */
    start(): void {
        if (this.desks.size === 0) this.open();
    }

    /** Gives everything up. What is asked for afterwards begins anew. */
    end(): void {
        this.drop(() => true);
        for (const desk of this.desks) this.close(desk);
    }

    private drop(isMeant: (job: Job) => boolean): void {
        const busy = [...this.desks].flatMap(({ job }) => job ?? []);
        for (const job of [...this.queue, ...busy].filter((one) => !one.isDropped && isMeant(one))) {
            job.isDropped = true;
            job.reject(new DOMException("something newer was asked for", "AbortError"));
        }
        this.queue = this.queue.filter(({ isDropped }) => !isDropped);
    }

    private next(): void {
        const desks = [...this.desks];
        const free = desks.find(({ isReady, job }) => isReady && !job);
        const [job] = this.queue;
        if (!job) return;
        if (free) {
            this.queue.shift();
            free.job = job;
            free.send({ kind: job.kind, given: job.given });
            // Now that there is another, a worker need not end what nobody waits for.
            for (const desk of desks) if (desk.job?.isDropped) this.close(desk);
            this.next();
        } else if (desks.every(({ isReady, job }) => isReady && (!job || LONG.includes(job.kind))) && desks.length < (this.hasWorkers ? MOST : 1)) {
            this.open();
        }
    }

    private open(): void {
        const desk: Desk = { isReady: false, job: undefined, send: () => {}, end: () => {} };
        this.desks.add(desk);
        if (this.hasWorkers) this.away(desk);
        else void this.here(desk);
    }

    private close(desk: Desk): void {
        desk.end();
        this.desks.delete(desk);
    }

    /** At a worker. */
    private away(desk: Desk): void {
        try {
            const worker = new Worker(beside(SCRIPT), { type: "module" });
            desk.end = () => worker.terminate();
            desk.send = (order) => worker.postMessage(order);
            worker.onmessage = ({ data }: MessageEvent<Report>) => this.hear(desk, data);
            worker.onerror = (event) => {
                event.preventDefault();
                this.fail(desk);
            };
            desk.send({ questionnaire: this.questionnaire });
        } catch {
            this.fail(desk);
        }
    }

    /** On the page. */
    private async here(desk: Desk): Promise<void> {
        try {
            const { desk: make } = (await import(/* @vite-ignore */ beside(SCRIPT).href)) as typeof Script;
            const perform: Perform = await make(this.questionnaire);
            desk.send = (order) => void setTimeout(async () => {
                try {
                    if ("kind" in order) this.hear(desk, { done: await perform(order.kind, order.given) });
                } catch (fault) {
                    this.hear(desk, { fault: fault as Fault });
                }
            }, PAUSE);
            this.hear(desk, "ready");
        } catch (error) {
            this.close(desk);
            for (const job of this.queue.splice(0)) job.reject(error);
        }
    }

    private hear(desk: Desk, report: Report): void {
        const { job } = desk;
        if (!this.desks.has(desk)) return;
        if (!desk.isReady && report !== "ready") {
            this.fail(desk);
            return;
        }
        desk.isReady = true;
        desk.job = undefined;
        if (report !== "ready") {
            if ("done" in report) job?.resolve(report.done);
            else job?.reject(report.fault instanceof Error ? report.fault : Object.assign(new Error(), report.fault));
        }
        this.next();
    }

    /** There is no such worker. Where there is none at all, the page does what is to be done. */
    private fail(desk: Desk): void {
        this.close(desk);
        const { job } = desk;
        if (job && !job.isDropped) this.queue.unshift(job);
        if (this.desks.size === 0) this.hasWorkers = false;
        if (this.desks.size === 0 && this.queue.length > 0) this.open();
    }
}

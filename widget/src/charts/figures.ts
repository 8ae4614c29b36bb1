// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Charts of the report, drawn by the engine beside the page: what was asked for since the last time is asked
// for at once, and while one request is under way the next one waits, so that only the newest is drawn.

import type { AnswersDocument, Figure, FigureKind, PlanOptions } from "@digirights/engine/charts";

import { figures as ask, isDropped } from "../aside/ask.ts";
import type { Session } from "../session.ts";

/** A chart, and what it is about. */
export interface Wanted {
    session: Session;
    /** The result it belongs to; another one is drawn anew. */
    card: object;
    language: string | undefined;
    /** Tells it from the other charts of the page. */
    id: string;
    /** What it shows: a kind of chart, or a lens. */
    of: { kind: FigureKind } | { lens: string };
    /** Other answers than those of the session: an answer that is tried. */
    answers?: Readonly<AnswersDocument>;
    earlier?: Readonly<AnswersDocument> | null;
    plan?: PlanOptions;
}

/** Where a chart is shown. */
export interface Place {
    wanted: Wanted;
    width: number;
    /** Null where there is too little to draw. */
    show(figure: Figure | null): void;
    fail(error: unknown): void;
    /** Nobody has drawn it, and nobody will. */
    forget(): void;
}

/** What waits to be drawn, by assessment. */
const queues = new WeakMap<Session, { places: Set<Place>; isBusy: boolean }>();

export function enqueue(place: Place): void {
    const { session } = place.wanted;
    const queue = queues.get(session) ?? { places: new Set<Place>(), isBusy: false };
    queues.set(session, queue);
    queue.places.add(place);
    // All that one drawing of the page asks for.
    queueMicrotask(() => void next(session));
}

async function next(session: Session): Promise<void> {
    const queue = queues.get(session);
    if (!queue || queue.isBusy || queue.places.size === 0) return;
    const asked = [...queue.places].map((place) => ({ place, wanted: place.wanted, width: place.width }));
    queue.places.clear();
    queue.isBusy = true;
    try {
        const drawn = await ask(session, asked);
        asked.forEach(({ place, wanted, width }, at) => {
            // Something newer is in the queue where this is not what is wanted any more.
            if (place.wanted === wanted && place.width === width) place.show(drawn[at] ?? null);
        });
    } catch (error) {
        for (const { place } of asked) {
            if (isDropped(error)) place.forget();
            else place.fail(error);
        }
    }
    queue.isBusy = false;
    void next(session);
}

/** Whether two charts are the same. */
export function isSame(one: Wanted, other: Wanted): boolean {
    return one.session === other.session && one.card === other.card && one.language === other.language
        && one.id === other.id && one.answers === other.answers && (one.earlier ?? null) === (other.earlier ?? null)
        && JSON.stringify([one.of, one.plan]) === JSON.stringify([other.of, other.plan]);
}

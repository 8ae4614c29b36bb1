// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// The browser's database, as little of it as is needed: stamped records under a key of texts.

/** A record with the moment and the tab of its last change; of two, the later one counts. */
export interface Stamped {
    value: object | null;
    at: number;
    by: string;
}

/** Storage key, questionnaire, its edition, name of the record. */
export type Place = [key: string, questionnaire: string, edition: string, name: string];
export type Row = [Place, Stamped];

const DATABASE = "digirights";
const ROOM = "records";
/** Milliseconds after which a database that says nothing is given up. */
const LONGEST = 4000;

export function isLater(one: Stamped, other: Stamped | undefined): boolean {
    return !other || one.at > other.at || (one.at === other.at && one.by > other.by);
}

export class Store {
    private readonly database: IDBDatabase;

    private constructor(database: IDBDatabase) {
        this.database = database;
    }

    /** `gone` is called if the browser takes the database away. Rejects with why there is none. */
    static async open(gone: () => void): Promise<Store> {
        const request = indexedDB.open(DATABASE, 1);
        request.onupgradeneeded = () => request.result.createObjectStore(ROOM);
        let late = false;
        request.addEventListener("success", () => late && request.result.close());
        try {
            const database = await inTime(done(request));
            database.onclose = gone;
            database.onversionchange = () => {
                database.close();
                gone();
            };
            return new Store(database);
        } catch (error) {
            late = true;
            throw error;
        }
    }

    /** Everything below the first parts of a place. */
    async read(...above: string[]): Promise<Row[]> {
        const room = this.database.transaction(ROOM).objectStore(ROOM);
        const [places, records] = await inTime(
            Promise.all([done(room.getAllKeys(below(above))), done(room.getAll(below(above)))]),
        );
        return places.map((place, index) => [place as Place, records[index] as Stamped]);
    }

    /** Writes all rows or none, but for those of which a later one is there: these come back. */
    async write(rows: Row[]): Promise<Row[]> {
        const transaction = this.database.transaction(ROOM, "readwrite");
        const room = transaction.objectStore(ROOM);
        const later: Row[] = [];
        let refused: unknown;
        for (const [place, record] of rows) {
            const request = room.get(place);
            request.onsuccess = () => {
                const known = request.result as Stamped | undefined;
                if (known && isLater(known, record)) {
                    later.push([place, known]);
                    return;
                }
                try {
                    room.put(record, place);
                } catch (error) {
                    refused = error;
                    transaction.abort();
                }
            };
        }
        await inTime(complete(transaction)).catch((error: unknown) => {
            throw refused ?? error;
        });
        return later;
    }

    /** Writes all rows at once, whatever is there: a page that is left gets no answers any more. Whether it could be
     * begun; then it ends without the page. */
    hurry(rows: Row[]): boolean {
        try {
            const transaction = this.database.transaction(ROOM, "readwrite");
            for (const [place, record] of rows) transaction.objectStore(ROOM).put(record, place);
            transaction.commit();
            return true;
        } catch {
            return false;
        }
    }

    async remove(...above: string[]): Promise<void> {
        const transaction = this.database.transaction(ROOM, "readwrite");
        transaction.objectStore(ROOM).delete(below(above));
        await inTime(complete(transaction));
    }

    close(): void {
        this.database.close();
    }
}

/** In keys of IndexedDB, a list comes after every text. */
function below(above: string[]): IDBKeyRange {
    return IDBKeyRange.bound(above, [...above, []]);
}

function done<T>(request: IDBRequest<T>): Promise<T> {
    return new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });
}

function complete(transaction: IDBTransaction): Promise<void> {
    return new Promise((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error);
    });
}

function inTime<T>(promise: Promise<T>): Promise<T> {
    let timer: ReturnType<typeof setTimeout>;
    const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new DOMException("no answer", "TimeoutError")), LONGEST);
    });
    return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

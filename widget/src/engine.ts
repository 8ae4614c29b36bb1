// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Loads what scores, and questionnaires. Both lie beside the script unless the page says otherwise. What else
// the engine can is in src/aside.

import start, { Instrument, rounded } from "@digirights/engine/scorer";
import type { Definition } from "@digirights/engine";

import type { Aside } from "./aside/aside.ts";
import { beside } from "./beside.ts";

export { rounded };

/** A questionnaire that was read and checked, with what its author wrote. */
export interface Loaded {
    instrument: Instrument;
    definition: Definition;
    /** Does what takes long, once there is something of that kind to do. */
    aside?: Aside;
}

let engine: Promise<unknown> | undefined;

/** The engine, loaded once for all elements of a page. */
function ready(): Promise<unknown> {
    // After a failure, the next call tries again.
    engine ??= start({ module_or_path: beside("digirights_scorer_bg.wasm") }).catch((error: unknown) => {
        engine = undefined;
        throw error;
    });
    return engine;
}

/** Loads a bundled questionnaire: an id on board, or the address of a JSON file. */
export async function load(questionnaire: string, base: string): Promise<Loaded> {
    const isId = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(questionnaire) && !questionnaire.endsWith(".json");
    const address = isId ? beside(`questionnaires/${questionnaire}.json`) : new URL(questionnaire, base);
    const [text] = await Promise.all([fetched(address), ready()]);
    return { instrument: Instrument.fromJson(text), definition: JSON.parse(text) as Definition };
}

async function fetched(address: URL): Promise<string> {
    const response = await fetch(address, { credentials: "same-origin" });
    if (!response.ok) {
        throw new Error(`${address.href}: ${response.status} ${response.statusText}`);
    }
    return response.text();
}

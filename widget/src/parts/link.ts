// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// A part in the fragment of an address, which no browser sends to a server.

import type { AnswersDocument } from "@digirights/engine";

import { MARK } from "./mark.ts";

/** Characters of a fragment that mail programs and chats still carry. */
const MOST = 6144;
/** Characters of a fragment that are read at all. */
const MOST_READ = 1 << 16;

export interface Link {
    role: string;
    address: string;
    /** Whether answers had to be left out. */
    isCut: boolean;
}

/** The page's own address with a part; without its answers where they are too long for an address. */
export function linkTo(part: AnswersDocument, page: string): Link {
    const whole = fragment(part);
    const isCut = whole.length > MOST;
    const [address = ""] = page.split("#", 1);
    return { role: part.role ?? "", address: address + (isCut ? fragment({ ...part, answers: {} }) : whole), isCut };
}

/** The text of the part in a fragment. Throws where it cannot be read. */
export function partIn(hash: string): string {
    if (hash.length > MOST_READ) throw new RangeError(`${hash.length} > ${MOST_READ}`);
    const bytes = atob(hash.slice(MARK.length).replaceAll("-", "+").replaceAll("_", "/"));
    const text = Uint8Array.from(bytes, (byte) => byte.charCodeAt(0));
    return new TextDecoder("utf-8", { fatal: true }).decode(text);
}

function fragment(part: AnswersDocument): string {
    const bytes = new TextEncoder().encode(JSON.stringify(part));
    const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
    return MARK + btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

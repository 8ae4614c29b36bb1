// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Answers as files: out of the page, and into it.

import type { AnswersDocument } from "@digirights/engine";

import type { Session } from "../session.ts";
import type { Words } from "../texts/words.ts";

/** As much as the engine reads. */
const MOST_BYTES = 16 << 20;

/** The answers as they leave the page: with the profile that is filled in, and without empty details. */
export function portable({ answers, profile }: Session): AnswersDocument {
    const { format, questionnaire, city, date, profile: _, role, context, ...rest } = answers;
    return {
        format, questionnaire, city: city || undefined, date: date || undefined, profile,
        role: role || undefined, context, ...rest,
    };
}

/** Whether nothing was answered yet. */
export function isBlank({ answers }: Session): boolean {
    return Object.keys(answers.answers).length === 0 && Object.keys(answers.conflicts ?? {}).length === 0;
}

/** Hands a document to the person as a file. */
export function download(document: AnswersDocument, name = `${fileName(document)}.json`): void {
    hand(new Blob([`${JSON.stringify(document, null, 2)}\n`], { type: "application/json" }), name);
}

/** Hands anything to the person as a file. */
export function hand(blob: Blob, name: string): void {
    const link = window.document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    // The browser may not have begun to read it.
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** `digital-rights-marenpoort-2026-09-30-legal`; the day is today where the answers have none. */
export function fileName({ questionnaire, city, date, role }: Readonly<AnswersDocument>, what = role ?? ""): string {
    const now = new Date();
    const today = new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString();
    const words = [questionnaire.id, (city ?? "").slice(0, 60), (date || today).slice(0, 10), what];
    const name = words.join("-").normalize("NFC").toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, "-");
    return name.replace(/^-|-$/g, "");
}

/** The text of a file. Rejects, in words, what cannot be one of ours before the engine sees it. */
export async function read(file: Blob, words: Words): Promise<string> {
    if (file.size > MOST_BYTES) throw new Error(words.text("keep.huge"));
    let text = "";
    try {
        text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
    } catch {
        // Said below.
    }
    if (text.trim() === "") throw new Error(words.text("keep.no_text"));
    return text;
}

/** The files of an input, which can then take the same ones again, or those dropped on a place. */
export function filesOf(event: Event): File[] {
    event.preventDefault();
    if (event instanceof DragEvent) return [...(event.dataTransfer?.files ?? [])];
    const input = event.target as HTMLInputElement;
    const files = [...(input.files ?? [])];
    input.value = "";
    return files;
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Gives answers. What stands beside a value outlives it.

import type { ProblemsError, Question } from "@digirights/engine";

import { asked } from "../progress.ts";
import type { FullAnswer } from "../session.ts";
import type { Draft } from "../ui.ts";
import type { View } from "../view.ts";

/** What is said to a question itself. */
export type Said =
    | { state: "answered"; value: FullAnswer["value"] }
    | { state: "not_applicable"; reason?: string }
    | { state: "dont_know" };

/** What stands beside it. */
export type Beside = Pick<FullAnswer, "note" | "evidence" | "confidence">;

/** Gives an answer, or with null takes it away. Returns whether it could be used; if not, why is shown. */
export function give(view: View, question: Question, said: Said | null): boolean {
    const old = view.session.answer(question.id);
    if (isSame(old, said)) return settled(view, question.id);
    const { note, evidence, confidence } = old ?? {};
    // Who said something else does not stand behind this answer.
    const also = (old?.also as FullAnswer[] | undefined)?.filter((other) =>
        isSame(other, said) || (other.state ?? "unanswered") === "unanswered");
    const by = view.session.answers.role ?? view.ui.owner ?? undefined;
    const own = said ? { ...said, role: by, at: today() } : { state: "unanswered" as const };
    return put(view, question, { ...own, note, evidence, confidence, also });
}

/** Changes what stands beside an answer, which may be missing. */
export function giveBeside(view: View, question: Question, change: Beside): boolean {
    const old = view.session.answer(question.id) ?? { state: "unanswered" };
    return put(view, question, { ...old, ...change });
}

/** Remembers what was typed or begun. */
export function draft(view: View, question: string, change: Draft): void {
    const { drafts } = view.ui;
    drafts.set(question, { ...drafts.get(question), ...change });
    view.draw();
}

/** Shows why something cannot be used, and says it. */
export function refuse(view: View, question: string, problem: string, change: Draft = {}): void {
    draft(view, question, { ...change, problem });
    view.say(problem);
}

function settled(view: View, question: string): boolean {
    view.ui.drafts.delete(question);
    view.ui.last = question;
    view.draw();
    return true;
}

function put(view: View, question: Question, answer: FullAnswer): boolean {
    const { session, model } = view;
    const step = model.stepOf.get(question.id);
    const before = step ? asked(view, step).length : 0;
    try {
        session.set(question.id, tidy(answer));
    } catch (error) {
        const { name, problems } = error as ProblemsError;
        if (name !== "ProblemsError") view.fail(error);
        else refuse(view, question.id, worded(view, question, problems));
        return false;
    }
    settled(view, question.id);
    const more = step ? asked(view, step).length - before : 0;
    if (more > 0) view.say(view.words.text("fill.more", { count: more }));
    if (more < 0) view.say(view.words.text("fill.fewer", { count: -more }));
    return true;
}

/** The engine's words are English and technical; for what people often do, there are others. */
function worded({ words }: View, { answer }: Question, problems: ProblemsError["problems"]): string {
    const [problem] = problems;
    if (problem?.code === "A0506") return words.text("fill.reason.missing");
    if (problem?.path.endsWith("/value") && (answer.kind === "number" || answer.kind === "share")) {
        return words.text("fill.number.refused");
    }
    return problems.map(({ message }) => message).join("; ");
}

/** In the order in which the engine writes it; null if it says nothing at all. */
function tidy(answer: FullAnswer): FullAnswer | null {
    const { state, value, reason, note, evidence, confidence, role, at, part, also } = answer;
    const all = { state, value, reason, note, evidence: evidence?.length ? evidence : undefined, confidence };
    const full = { ...all, role, at, part, also: also?.length ? also : undefined };
    const said = Object.entries(full).filter(([, member]) => member !== undefined && member !== "");
    return said.length === 1 && state === "unanswered" ? null : (Object.fromEntries(said) as FullAnswer);
}

function isSame(old: FullAnswer | null, said: Said | null): boolean {
    const { state = "unanswered", value, reason } = old ?? {};
    const other = { value: undefined, reason: undefined, ...(said ?? { state: "unanswered" }) };
    return JSON.stringify([state, value, reason]) === JSON.stringify([other.state, other.value, other.reason]);
}

/** The day where the person is. */
function today(): string {
    const now = new Date();
    return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

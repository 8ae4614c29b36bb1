// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// What every view is given, and what it may do beside reading. A view is a function from `View` to a
// template; it keeps no state of its own.

import type { TemplateResult } from "lit";

import type { Keeper } from "./keep/keeper.ts";
import type { Kept } from "./keep/kept.ts";
import type { Model } from "./model.ts";
import type { Session } from "./session.ts";
import type { Words } from "./texts/words.ts";
import type { Page, Ui } from "./ui.ts";

export interface View {
    readonly session: Session;
    readonly model: Model;
    readonly words: Words;
    readonly ui: Ui;
    /** What is kept beside the answers. */
    readonly kept: Readonly<Kept>;
    /** Keeps all of it in the browser, and knows whether it is kept. */
    readonly keeper: Keeper;
    readonly readOnly: boolean;
    /** Where all of it is drawn. */
    readonly root: ShadowRoot;
    /** Changes what is kept beside the answers, and saves it. */
    keep(change: Partial<Kept>): void;
    /** Draws again, after `ui` was changed. */
    draw(): void;
    /** Goes to a page, a step or a question, and puts the focus there. */
    go(place: { page?: Page; step?: string; question?: string }): void;
    /** Says something to people who use a screen reader, politely. */
    say(message: string): void;
    /** Shows what went wrong. Nothing was changed. */
    fail(error: unknown): void;
}

export type Draw = (view: View) => TemplateResult;

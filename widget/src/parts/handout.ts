// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Hands out the questions of roles, and gives back the answers of one: as files or as links.

import { html, nothing, type TemplateResult } from "lit";

import { content } from "../frame/content.ts";
import { phrase } from "../frame/phrase.ts";
import { download } from "../keep/file.ts";
import type { View } from "../view.ts";
import { type Link, linkTo } from "./link.ts";
import { handOut, type Share, shares } from "./part.ts";

export function handout(view: View): TemplateResult {
    const { words: { text }, ui } = view;
    const all = shares(view);
    if (all.length === 0) return html`<p>${text("parts.no_roles")}</p>`;
    const submit = (event: SubmitEvent): void => {
        event.preventDefault();
        const roles = new FormData(event.target as HTMLFormElement).getAll("role").map(String);
        give(view, roles, (event.submitter as HTMLButtonElement | null)?.value === "link");
    };
    const own = all.find(({ role }) => role === ui.owner);
    return html`<section class="stack" aria-label=${text("parts.out")}>
        <h3>${text("parts.out")}</h3>
        <p>${text("parts.out.about")}</p>
        ${own ? mine(view, own) : nothing}
        <form class="stack" @submit=${submit}>
            <fieldset class="roles">
                <legend>${text("parts.whose")}</legend>
                ${all.map((share) => html`<label class="choice">
                    <input type="checkbox" name="role" value=${share.role} ?checked=${share.role === ui.owner} />
                    <span>${content(view, view.model.role(share.role))}
                        <small class="muted">${howMany(view, share)}</small></span>
                </label>`)}
            </fieldset>
            ${ui.parts.isNobody ? html`<p class="error">${text("parts.choose")}</p>` : nothing}
            <div class="row">
                <button type="submit" part="button" name="as" value="file">${text("parts.as_file")}</button>
                <button type="submit" part="button" name="as" value="link">${text("parts.as_link")}</button>
            </div>
        </form>
        ${ui.parts.links.map((link) => made(view, link))}
    </section>`;
}

function mine(view: View, share: Share): TemplateResult {
    const { words: { text } } = view;
    return html`<div class="notice stack-small" part="notice">
        <p>${phrase(view.words, "parts.mine", { role: content(view, view.model.role(share.role)) })} ${howMany(view, share)}.</p>
        <button type="button" part="button" class="primary" @click=${() => give(view, [share.role], false)}>
            ${text("parts.mine.save")}
        </button>
    </div>`;
}

function howMany({ words: { text } }: View, { asked, open }: Share): string {
    return text("parts.how_many", { count: asked, answered: asked - open, open });
}

function give(view: View, roles: string[], asLink: boolean): void {
    const { ui, words: { text } } = view;
    ui.parts.isNobody = roles.length === 0;
    if (ui.parts.isNobody) {
        view.say(text("parts.choose"));
        view.draw();
        return;
    }
    const parts = roles.map((role) => handOut(view, role));
    if (asLink) ui.parts.links = parts.map((part) => linkTo(part, location.href));
    else for (const part of parts) download(part);
    view.say(text(asLink ? "parts.linked" : "parts.saved", { count: roles.length }));
    view.draw();
}

function made(view: View, { role, address, isCut }: Link): TemplateResult {
    const { words: { text } } = view;
    const name = content(view, view.model.role(role));
    const copy = async (event: Event): Promise<void> => {
        const field = (event.target as Element).closest(".made")?.querySelector("input");
        field?.select();
        try {
            await navigator.clipboard.writeText(address);
            view.say(text("parts.copied"));
        } catch {
            // Not allowed here; the address is marked, to be copied by hand.
            view.say(text("parts.marked"));
        }
    };
    return html`<div class="made stack-small">
        <label class="field"><span>${phrase(view.words, "parts.link_for", { role: name })}</span>
            <input type="text" readonly .value=${address} /></label>
        ${isCut ? html`<p class="small">${text("parts.cut")}</p>` : nothing}
        <button type="button" part="button" class="small" @click=${copy}>
            ${text("parts.copy")}<span class="visually-hidden">: ${name}</span>
        </button>
    </div>`;
}

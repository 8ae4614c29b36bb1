// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// An element that keeps its answers, and what the tests of keeping read there.

import { becomes, loaded, open, pageWith, personalStage } from "./support.js";

const KEPT = 'storage-key="city"';

/** A questionnaire of its own: three questions in one edition, of which a profile has the first alone. */
export function small({ id = "small", version = "1.0.0", questions = ["A1", "A2", "A3"], bridges, profile } = {}) {
    const [first] = questions;
    const node = {
        id: "A",
        children: questions.map((question) => ({
            id: question, answer: { kind: "yes_no" }, owner: "office", profiles: profile && question === first ? [profile] : undefined,
        })),
    };
    const text = {
        title: "Small",
        nodes: { ALL: { title: "All" }, A: { title: "First" } },
        questions: Object.fromEntries(questions.map((question) => [question, { prompt: `Question ${question}?` }])),
        roles: { office: "Office" },
        profiles: profile && { [profile]: { title: "Short" } },
    };
    return JSON.stringify({
        format: "1.0", id, version, languages: ["en"], roles: ["office"], root: { id: "ALL", children: [node] },
        profiles: profile && [{ id: profile }], bridges, text: { en: text },
    });
}

/** Pages that may be changed by a test, a person for each test, and a way to open a page. */
export function keptStage() {
    const pages = {
        "/page.html": pageWith(KEPT),
        "/loose.html": pageWith(),
        "/small.html": pageWith(`${KEPT} questionnaire="/small.json"`),
        "/other.html": pageWith(`${KEPT} questionnaire="/other.json"`),
        "/small.json": small(),
        "/other.json": small({ id: "other" }),
    };
    const here = personalStage({ pages });
    const ready = async (path = "/page.html", context = here.context) => {
        const page = await open(context, here.server.address, { path });
        await loaded(page);
        return page;
    };
    return { here, pages, ready };
}

export async function again(page) {
    await page.reload();
    await loaded(page);
}

export const choice = (page, question, index) => page.locator(`[id="q-${question}"]`).getByRole("radio").nth(index);
export const answer = (page, question, index) => choice(page, question, index).check();
export const answers = (page) =>
    page.locator("digital-rights-assessment").evaluate((element) => element.answers);
export const said = async (page) =>
    Object.fromEntries(Object.entries((await answers(page)).answers).map(([id, { value, state }]) => [id, value ?? state]));
export const element = (page) => page.locator("digital-rights-assessment");
export const state = (page) => page.locator(".keep-state").getAttribute("data-state");
/** Saving is so fast that nothing is shown of it. */
export const isKept = async (page) => {
    await becomes(() => page.locator("digital-rights-assessment").evaluate((element) => element.opened.keeper.busy), false);
    await page.locator('.keep-state[data-state="kept"]').waitFor();
};
export const toParts = (page) => page.getByRole("button", { name: /^Departments/ }).click();
export const json = (content, name = "answers.json") =>
    ({ name, mimeType: "application/json", buffer: Buffer.from(typeof content === "string" ? content : JSON.stringify(content)) });
export const file = (page) => page.getByLabel(/Open a file/);

/** Whether the browser asks before it closes the page. */
export async function asks(page) {
    let asked = false;
    page.on("dialog", (dialog) => {
        asked = dialog.type() === "beforeunload";
        void dialog.accept();
    });
    const closed = page.waitForEvent("close");
    await page.close({ runBeforeUnload: true });
    await closed;
    return asked;
}

/** What the browser's database holds: the name of each record and its value. */
export function stored(page) {
    return page.evaluate(async () => {
        const wait = (request) => new Promise((resolve, reject) => {
            request.onsuccess = () => resolve(request.result);
            request.onerror = () => reject(request.error);
        });
        const database = await wait(indexedDB.open("digirights"));
        const room = database.transaction("records").objectStore("records");
        const [keys, values] = await Promise.all([wait(room.getAllKeys()), wait(room.getAll())]);
        database.close();
        return keys.map((key, index) => [key.join("|"), values[index].value]);
    });
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// The life of an open assessment: its element is moved, taken out and put in again, and told another profile, key or
// questionnaire.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { answer, answers, asks, element, file, isKept, json, keptStage, said, small, stored, toParts } from "./kept.js";
import { becomes, loaded, pageWith } from "./support.js";

const { here, pages, ready } = keptStage();
pages["/short.json"] = small({ id: "short", profile: "one" });
pages["/short.html"] = pageWith('storage-key="city" questionnaire="/short.json"');
pages["/short-loose.html"] = pageWith('questionnaire="/short.json"');
pages["/empty.html"] = pageWith().replace(/<digital.*assessment>/, "");

/** Takes the element out, does something with it, and puts it in again. */
const moved = (page, act = () => {}) => element(page).evaluate(async (found, act) => {
    const parent = found.parentNode;
    found.remove();
    await new Function("element", `return (${act})(element)`)(found);
    parent.append(found);
}, String(act));

const narrow = (page) => element(page).evaluate((found) => (found.profile = "one"));

/** From the second on, the browser writes no more. */
const fills = () => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...given) {
        if (window.isFull) throw new DOMException("no room", "QuotaExceededError");
        return put.apply(this, given);
    };
};

describe("moved, and another profile", () => {
    for (const [name, act] of [["a move", moved], ["another profile", narrow]]) {
        test(`${name}: an answer that could not be written is not overwritten by the older one`, async () => {
            await here.context.addInitScript(fills);
            const page = await ready("/short.html");
            await answer(page, "A1", 0);
            await isKept(page);
            await page.evaluate(() => (window.isFull = true));
            await answer(page, "A1", 1);
            await page.locator('.keep-state[data-state="full"]').waitFor();
            await act(page);
            await becomes(() => element(page).evaluate(({ opened }) => opened.keeper.busy), false);
            assert.deepEqual(await said(page), { A1: "no" });
            // There is room again: it is written with the next answer.
            await page.evaluate(() => (window.isFull = false));
            await element(page).evaluate(({ opened }) => opened.session.set("A2", { state: "answered", value: "yes" }));
            await isKept(page);
            const now = Object.fromEntries(await stored(page));
            assert.equal(now["city|short|1.0|question:A1"].answers.value, "no");
        });

        test(`${name}: what is kept nowhere still holds up leaving`, async () => {
            const page = await ready("/short-loose.html");
            await answer(page, "A1", 0);
            await act(page);
            await element(page).evaluate((found) => found.updateComplete);
            assert.equal(await asks(page), true);
        });

        test(`${name}: what was done can be undone`, async () => {
            const page = await ready("/short.html");
            await answer(page, "A1", 0);
            await act(page);
            await page.getByRole("button", { name: "Undo" }).click();
            assert.deepEqual(await said(page), {});
        });
    }

    test("what is imported while the element is taken out counts", async () => {
        const page = await ready("/small.html");
        await answer(page, "A1", 0);
        await isKept(page);
        await moved(page, (element) => {
            element.import({ ...element.answers, answers: { A1: "no", A2: "yes" } });
        });
        await isKept(page);
        const other = await ready("/small.html");
        for (const one of [page, other]) assert.deepEqual(await said(one), { A1: "no", A2: "yes" });
    });

    test("taken out, it hears nothing; put in again, it catches up", async () => {
        const [one, two] = [await ready("/small.html"), await ready("/small.html")];
        await element(one).evaluate((found) => {
            window.kept = found;
            found.remove();
        });
        await answer(two, "A1", 0);
        await isKept(two);
        await one.evaluate(() => document.querySelector("main").append(window.kept));
        await becomes(() => said(one), { A1: "yes" });
    });
});

describe("another key", () => {
    test("begins anew: two cities do not mix", async () => {
        const page = await ready("/small.html");
        await answer(page, "A1", 0);
        await element(page).evaluate((found) => found.view().keep({ taken: ["X"] }));
        await isKept(page);
        await element(page).evaluate((found) => (found.storageKey = "other"));
        await becomes(() => said(page).catch(() => null), {});
        await answer(page, "A2", 1);
        await isKept(page);
        assert.deepEqual((await stored(page)).map(([key]) => key), [
            "city|small|1.0|kept", "city|small|1.0|question:A1", "other|small|1.0|question:A2",
        ]);
        await element(page).evaluate((found) => (found.storageKey = null));
        await becomes(() => said(page).catch(() => null), {});
        await element(page).evaluate((found) => (found.storageKey = "city"));
        await becomes(() => said(page), { A1: "yes" });
    });

    test("the first one keeps what was answered before", async () => {
        pages["/keyless.html"] = pageWith('questionnaire="/small.json"');
        const page = await ready("/keyless.html");
        await answer(page, "A1", 0);
        await element(page).evaluate((found) => (found.storageKey = "city"));
        await isKept(page);
        assert.deepEqual(await said(page), { A1: "yes" });
        assert.deepEqual((await stored(page)).map(([key]) => key), ["city|small|1.0|question:A1"]);
    });
});

describe("another questionnaire", () => {
    test("begins on the same page, with nothing of the last one", async () => {
        const page = await ready("/small.html");
        await answer(page, "A1", 0);
        await toParts(page);
        await file(page).setInputFiles(json((await answers(page)), "mine.json"));
        await page.getByText("Please confirm").waitFor({ state: "attached" });
        await page.getByRole("checkbox").first().check();
        await page.getByRole("button", { name: "Make a link" }).click();
        await page.getByLabel("Link for").waitFor();
        await element(page).evaluate((found) => {
            found.ui.goal = { budget: 5 };
            found.questionnaire = "/other.json";
        });
        await becomes(() => answers(page).then((found) => found?.questionnaire.id), "other");
        await page.getByRole("heading", { name: "Hand out a part" }).waitFor();
        assert.equal(await page.getByRole("button", { name: "Open the file" }).count(), 0);
        assert.equal(await page.getByLabel("Link for").count(), 0);
        assert.deepEqual(await element(page).evaluate((found) => found.ui.goal), {});
    });

    test("none at all is the one on board", async () => {
        const page = await ready("/small.html");
        await element(page).evaluate((found) => found.removeAttribute("questionnaire"));
        await becomes(() => answers(page).then((found) => found?.questionnaire.id), "digital-rights");
        assert.deepEqual(page.faults, []);
    });
});

describe("taken out early", () => {
    /** Counts what an element opens and does not close. */
    const counts = () => {
        window.channels = 0;
        const Channel = window.BroadcastChannel;
        window.BroadcastChannel = class extends Channel {
            constructor(name) {
                super(name);
                window.channels += 1;
            }
            close() {
                window.channels -= 1;
                super.close();
            }
        };
        const add = window.addEventListener;
        window.addEventListener = function (name, ...rest) {
            if (name === "beforeunload") window.listens = true;
            return add.call(this, name, ...rest);
        };
        // Nothing is idle until it is told to be.
        window.idle = [];
        window.requestIdleCallback = (act) => window.idle.push(act);
    };

    async function begin() {
        await here.context.addInitScript(counts);
        const page = await here.context.newPage();
        await page.goto(`${here.server.address}/empty.html`);
        await page.evaluate(() => customElements.whenDefined("digital-rights-assessment"));
        return page;
    }
    const put = (page) => page.evaluate(() => {
        document.querySelector("main").innerHTML =
            '<digital-rights-assessment storage-key="city" questionnaire="/small.json"></digital-rights-assessment>';
    });
    const remove = (page) => page.evaluate(() => document.querySelector("digital-rights-assessment").remove());
    const isIdle = async (page) => {
        await page.evaluate(() => window.idle.splice(0).forEach((act) => act()));
        await page.waitForLoadState("networkidle");
        await page.waitForTimeout(100);
    };

    test("while it loads: nothing is opened, and it loads once it is put in again", async () => {
        const page = await begin();
        let go;
        await page.route("**/small.json", async (route) => {
            await new Promise((resolve) => (go = resolve));
            await route.continue();
        }, { times: 1 });
        await put(page);
        await becomes(() => go !== undefined, true);
        await page.evaluate(() => {
            window.kept = document.querySelector("digital-rights-assessment");
            window.kept.remove();
        });
        go();
        await page.waitForTimeout(200);
        assert.deepEqual(await page.evaluate(() => [window.channels, window.listens]), [0, undefined]);
        await page.evaluate(() => document.querySelector("main").append(window.kept));
        await loaded(page);
        assert.equal(await page.evaluate(() => window.channels), 1);
    });

    test("before the page is idle: no worker is made", async () => {
        const page = await begin();
        await put(page);
        await loaded(page);
        await remove(page);
        await isIdle(page);
        assert.equal(page.workers().length, 0);
        assert.equal(await page.evaluate(() => window.channels), 0);
    });

    test("another questionnaire before the page is idle: one worker is made", async () => {
        const page = await begin();
        await put(page);
        await loaded(page);
        await element(page).evaluate((found) => (found.questionnaire = "/other.json"));
        await becomes(() => answers(page).then((found) => found?.questionnaire.id), "other");
        await isIdle(page);
        await becomes(() => page.workers().length, 1);
        assert.equal(await page.evaluate(() => window.channels), 1);
    });
});

test("no answers are none to import, and change nothing", async () => {
    const page = await ready("/small.html");
    await answer(page, "A1", 0);
    const refused = await element(page).evaluate((found) => [undefined, null, "", [], 7].map((given) => {
        try {
            found.import(given);
            return "taken";
        } catch ({ name }) {
            return name;
        }
    }));
    assert.deepEqual(refused, Array(5).fill("ProblemsError"));
    assert.deepEqual(await said(page), { A1: "yes" });
});

test("`loaded` is of the questionnaire that is asked for now, and says why it cannot be had", async () => {
    const page = await ready("/small.html");
    const known = await element(page).evaluate(async (found) => {
        found.questionnaire = "/other.json";
        await found.loaded;
        const other = found.answers.questionnaire.id;
        found.questionnaire = "/nowhere.json";
        const why = await found.loaded.catch(({ message }) => message);
        found.setAttribute("questionnaire", "/small.json");
        await found.loaded;
        return [other, why, found.answers.questionnaire.id];
    });
    assert.deepEqual([known[0], known[2]], ["other", "small"]);
    assert.match(known[1], /nowhere\.json: 404/);
});

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// What takes long is done beside the page, in workers; where there can be none, on the page.

import assert from "node:assert/strict";
import { test } from "node:test";

import { elsewhere, PAGES, shown, texts, turn } from "./city.js";
import { question, saved } from "./every-kind.js";
import { loaded, open, sample, stage } from "./support.js";

const here = stage({ pages: PAGES });
const flagship = (name, act, options) => here.on("/flagship.html", name, act, options);
const way = (page) => page.locator("#way");
const press = (page, target) => page.locator("digital-rights-assessment").evaluate(async (found, target) => {
    const form = found.shadowRoot.querySelector(".plan-goal");
    form.elements.target.value = target;
    form.querySelector("button").click();
    await found.updateComplete;
}, target);

/** Notes every plan that is asked for. */
const note = (element) => element.evaluate((found) => {
    const { aside } = found.opened.session.loaded;
    const { ask } = aside;
    found.sought = [];
    aside.ask = (kind, given, topic) => {
        if (kind === "plan") found.sought.push(given.options);
        return ask.call(aside, kind, given, topic);
    };
});

flagship("a goal that takes long does not hold the page up, is said to be sought, and is sought once", async (page) => {
    const element = await shown(page, "smalltown", "Plan");
    await page.locator("#goal").waitFor();
    await note(element);
    const { longest, beats, said } = await element.evaluate(async (found) => {
        const root = found.shadowRoot;
        const form = root.querySelector(".plan-goal");
        form.elements.target.value = "leading";
        form.querySelector("button").click();
        await found.updateComplete;
        const said = root.querySelector("#page").textContent.includes("Looking for the best way");
        let [last, longest, beats] = [performance.now(), 0, 0];
        while (!root.querySelector("#way")) {
            await new Promise((done) => setTimeout(done, 5));
            const now = performance.now();
            longest = Math.max(longest, now - last);
            last = now;
            beats += 1;
        }
        return { longest, beats, said };
    });
    assert.ok(said);
    assert.ok(beats > 3, `${beats} turns of the page during the search`);
    assert.ok(longest < 1000, `the page stood still for ${longest} ms`);
    for (let times = 0; times < 3; times++) await element.evaluate((found) => (found.requestUpdate(), found.updateComplete));
    assert.deepEqual(await element.evaluate((found) => found.sought), [{ target: "leading" }]);
    const { target } = (await elsewhere(element)).plan({ target: "leading" });
    assert.ok((await texts(way(page).locator("p")))[0].includes(`${target.actions.length} recommendations`));
});

flagship("while a way is sought, one can type, and go on", async (page) => {
    const element = await shown(page, "smalltown", "Plan");
    await page.locator("#goal").waitFor();
    // A search that never ends.
    await element.evaluate((found) => {
        const { aside } = found.opened.session.loaded;
        const { ask } = aside;
        aside.ask = (kind, given, topic) => (topic === "goal" ? new Promise(() => {}) : ask.call(aside, kind, given, topic));
    });
    await press(page, "leading");
    await page.getByLabel("Budget, in person-days").fill("12");
    assert.equal(await page.getByLabel("Budget, in person-days").inputValue(), "12");
    await page.locator(".plan-item").first().getByRole("checkbox").check();
    assert.equal((await element.evaluate((found) => found.opened.session.kept.taken)).length, 1);
    assert.ok(await page.locator("#page").getByText("Looking for the best way").isVisible());
    await turn(page, "Fill in");
    await question(page, "M01.1").getByRole("radio").nth(1).check();
    assert.notEqual(await saved(page, "M01.1"), null);
});

flagship("the newest goal wins, and what searched for an older one is ended", async (page) => {
    const element = await shown(page, "smalltown", "Plan");
    await page.locator("#goal").waitFor();
    // Keeps the first worker busy for longer than anyone waits, as a search without luck would.
    const busy = await element.evaluate(async (found) => {
        const { aside } = found.opened.session.loaded;
        const [desk] = aside.desks;
        const { send } = desk;
        desk.send = () => {};
        found.slow = desk;
        setTimeout(() => (desk.send = send), 0);
        found.shadowRoot.querySelector(".plan-goal").elements.target.value = "leading";
        found.shadowRoot.querySelector(".plan-goal button").click();
        await found.updateComplete;
        return desk.job?.given.options.target;
    });
    assert.equal(busy, "leading");
    await press(page, "advancing");
    await way(page).waitFor();
    assert.match((await texts(way(page).locator("p")))[0], /^Level Advancing/);
    const left = await element.evaluate((found) => {
        const { desks, queue } = found.opened.session.loaded.aside;
        return { isEnded: !desks.has(found.slow), desks: desks.size, queue: queue.length };
    });
    assert.deepEqual(left, { isEnded: true, desks: 1, queue: 0 });
    assert.equal(page.workers().length, 1);
});

flagship("a comparison does not wait for a search", async (page) => {
    const element = await shown(page, "midsized", "Plan");
    await page.locator("#goal").waitFor();
    await element.evaluate((found) => {
        const [desk] = found.opened.session.loaded.aside.desks;
        desk.send = () => {};
    });
    await press(page, "leading");
    await turn(page, "Result");
    await page.getByLabel("File of earlier answers").setInputFiles({
        name: "2025.json", mimeType: "application/json", buffer: Buffer.from(await sample("midsized-2025")),
    });
    await page.getByRole("heading", { name: "Compare with an earlier result" }).waitFor();
    await page.locator("table", { hasText: "Scores then and now" }).waitFor();
    assert.equal(page.workers().length, 2);
});

flagship("workers end with the element, and begin again with it", async (page) => {
    const element = await shown(page, "midsized", "Plan");
    await page.locator("#goal").waitFor();
    await element.evaluate((found) => {
        window.kept = found;
        found.remove();
    });
    for (let tries = 0; page.workers().length > 0 && tries < 100; tries++) await page.waitForTimeout(20);
    assert.equal(page.workers().length, 0);
    await page.evaluate(() => document.querySelector("main").append(window.kept));
    await press(page, "advancing");
    await way(page).waitFor();
});

flagship("answers given while parts are merged are in what comes of it", async (page) => {
    const element = await shown(page, null, "Departments");
    await element.evaluate((found) => {
        const { aside } = found.opened.session.loaded;
        const { ask } = aside;
        found.merges = 0;
        aside.ask = async (kind, given, topic) => {
            const done = await ask.call(aside, kind, given, topic);
            found.merges += 1;
            if (found.merges === 1) found.opened.session.set("M01.1", { state: "answered", value: "none" });
            return done;
        };
    });
    const part = { ...JSON.parse(await sample("midsized")), role: "legal" };
    part.answers = { "M02.1": part.answers["M02.1"] };
    await page.getByLabel(/Files of departments/).setInputFiles({
        name: "legal.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(part)),
    });
    await page.locator("#page").getByText("One part came in").waitFor();
    assert.equal(await element.evaluate((found) => found.merges), 2);
    assert.deepEqual(Object.keys(await element.evaluate((found) => found.answers.answers)).sort(), ["M01.1", "M02.1"]);
});

/** Everything that is done aside, once. */
async function all(page) {
    const element = await shown(page, "midsized", "Plan");
    await page.locator("#goal").waitFor();
    await press(page, "advancing");
    await way(page).waitFor();
    assert.match((await texts(way(page).locator("p")))[0], /^Level Advancing can be reached/);
    await element.evaluate((found, earlier) => found.view().keep({ earlier: JSON.parse(earlier) }), await sample("midsized-2025"));
    await turn(page, "Result");
    await page.locator("table", { hasText: "Scores then and now" }).waitFor();
    await turn(page, "Departments");
    await page.getByLabel(/Files of departments/).setInputFiles({
        name: "whole.json", mimeType: "application/json", buffer: Buffer.from(await sample("midsized")),
    });
    await page.locator("#page").getByText("One part came in").waitFor();
    const { recommendations } = await element.evaluate((found) => found.plan);
    assert.ok(recommendations.length > 0);
}

test("a browser that makes no worker: the page does it", async () => {
    const context = await here.person();
    await context.addInitScript(() => {
        window.Worker = class {
            constructor() {
                throw new DOMException("no", "SecurityError");
            }
        };
    });
    const page = await open(context, here.server.address, { path: "/flagship.html" });
    await loaded(page);
    await all(page);
    assert.deepEqual(page.faults, []);
    await context.close();
});

for (const [name, policy, workers] of [
    ["that names the server for workers", "worker-src 'self'", 1],
    ["that allows no worker: the page does it", "worker-src 'none'", 0],
]) {
    test(`a strict policy ${name}`, async () => {
        const strict = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src data:";
        const context = await here.person();
        await context.route("**/flagship.html", async (route) => {
            const response = await route.fetch();
            await route.fulfill({ response, headers: { ...response.headers(), "content-security-policy": `${strict}; ${policy}` } });
        });
        const page = await open(context, here.server.address, { path: "/flagship.html" });
        await loaded(page);
        await all(page);
        assert.equal(page.workers().length, workers);
        assert.deepEqual(page.faults.filter((fault) => !fault.includes("worker-src")), []);
        await context.close();
    });
}

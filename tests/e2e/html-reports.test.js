// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Reports as HTML: whether they keep to the standard, whether everybody can read them, on any screen.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";

import { browser, picture, ROOT, violations } from "./support.js";

const run = promisify(execFile);
const CHECKER = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");
/** Desks and phones. */
const WIDTHS = [1000, 320];

const choice = { kind: "yes_no", partly: true };
const parts = ["a", "b", "c", "d"];
/** A questionnaire in Arabic, whose reports run from right to left. */
const ARABIC = {
    format: "1.0", id: "huquq", version: "1.0.0", languages: ["ar"],
    root: {
        id: "whole",
        children: parts.map((id) => ({ id, children: [1, 2, 3].map((at) => ({ id: `${id}.${at}`, answer: choice })) })),
    },
    text: {
        ar: {
            title: "التقييم الذاتي للحقوق الرقمية",
            nodes: {
                whole: { title: "الحقوق الرقمية" }, a: { title: "الأسس" }, b: { title: "الخصوصية وحماية البيانات" },
                c: { title: "الشفافية" }, d: { title: "المشاركة" },
            },
            questions: Object.fromEntries(parts.flatMap((id) => [1, 2, 3].map((at) =>
                [`${id}.${at}`, { prompt: `هل تنشر المدينة السجل رقم ${at}؟` }]))),
        },
    },
};
const answered = (id, answers, more = {}) =>
    ({ format: "1.0", questionnaire: { id, version: "1.0.0" }, answers, ...more });
const said = Object.fromEntries(parts.slice(0, 3).map((id) => [`${id}.1`, { value: "yes", note: "<b>نعم</b> & 100%" }]));

let chrome;
let folder;
const reports = [];

before(async () => {
    folder = await mkdtemp(join(tmpdir(), "digirights-reports-"));
    const write = async (name, value) => {
        await writeFile(join(folder, name), JSON.stringify(value));
        return join(folder, name);
    };
    const sample = (name) => fileURLToPath(new URL(`questionnaires/digital-rights/samples/${name}.json`, ROOT));
    const arabic = ["--questionnaire", await write("arabic.json", ARABIC)];
    const city = await write("city.json", answered("huquq", said, { city: "مارينبورت" }));
    const nothing = await write("nothing.json", answered("digital-rights", {}));
    const wanted = {
        "technical": ["report", sample("midsized"), "--since", sample("midsized-2025")],
        "political": ["report", sample("midsized"), "--audience", "political", "--target", "advancing"],
        "comparison": ["compare", sample("midsized-2025"), sample("midsized")],
        "nothing": ["report", nothing],
        "nothing-political": ["report", nothing, "--audience", "political"],
        "arabic": ["report", city, ...arabic],
        "arabic-political": ["report", city, "--audience", "political", ...arabic],
    };
    const command = process.env.DIGIRIGHTS_COMMAND_LINE;
    assert.ok(command, "DIGIRIGHTS_COMMAND_LINE names the program `digirights`, as `cargo xtask test` sets it");
    for (const [name, options] of Object.entries(wanted)) {
        const path = join(folder, `${name}.html`);
        await run(command, [...options, "--output", path]);
        reports.push({ name, path });
    }
    chrome = await browser();
});

after(async () => {
    await chrome?.close();
    await rm(folder, { recursive: true, force: true });
});

test("every report keeps to the standard of HTML", async () => {
    const files = reports.map(({ path }) => path);
    const options = ["--format", "json", "--stdout", "--exit-zero-always"];
    const { stdout } = await run("java", ["-jar", CHECKER, ...options, ...files]);
    // Reports in Arabic say in English what has no translation yet.
    const foreign = /appears to be written in English/;
    const found = JSON.parse(stdout).messages.filter(({ message }) => !foreign.test(message)).map(({ url, type, subType, lastLine, message, extract }) =>
        `${url.split("/").at(-1)}:${lastLine}: ${subType ?? type}: ${message} ${extract ?? ""}`);
    assert.deepEqual(found, []);
});

/** Figures without one chart in letters that can be read. */
function charts() {
    const wrong = [];
    for (const figure of document.querySelectorAll("figure")) {
        const shown = [...figure.querySelectorAll("svg")].filter((svg) => svg.checkVisibility());
        if (shown.length !== 1) wrong.push(`${shown.length} charts`);
        for (const svg of shown) {
            const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
            const sizes = [...svg.querySelectorAll("text")].map((text) => parseFloat(getComputedStyle(text).fontSize) * scale);
            if (Math.min(...sizes) < 10) wrong.push(`${svg.id}: letters of ${Math.min(...sizes)} pixels`);
        }
    }
    return wrong;
}

for (const width of WIDTHS) {
    test(`everybody can read every report, ${width} pixels wide`, async () => {
        for (const { name, path } of reports) {
            const context = await chrome.newContext({ viewport: { width, height: 800 } });
            const page = await context.newPage();
            const requests = [];
            page.on("request", (request) => requests.push(request.url()));
            await page.goto(pathToFileURL(path).href);
            await picture(page, `report-${name}-${width}`);
            assert.deepEqual(await violations(page), [], name);
            const { room, needed, direction } = await page.evaluate(() => ({
                room: document.documentElement.clientWidth,
                needed: document.documentElement.scrollWidth,
                direction: getComputedStyle(document.body).direction,
            }));
            assert.ok(needed <= room, `${name} is ${needed} pixels wide`);
            assert.equal(direction, name.startsWith("arabic") ? "rtl" : "ltr", name);
            assert.deepEqual(await page.evaluate(charts), [], name);
            assert.deepEqual(requests, [pathToFileURL(path).href], "nothing from outside");
            await context.close();
        }
    });
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// The conformance cases and sample cities, and what the engine gives for one. Runs in Node and in browsers.

/** All of them by name: the files of the questionnaire, and answers as text. */
export async function cases() {
    const { readFile, readdir } = await import("node:fs/promises");
    const root = new URL("../../../", import.meta.url);
    const below = async (folder) =>
        (await readdir(new URL(folder, root), { recursive: true })).filter((name) => name.endsWith(".json")).sort();
    const read = (name) => readFile(new URL(name, root), "utf8");
    const found = {};
    for (const name of await below("tests/conformance/")) {
        const { files, questionnaire, answers } = JSON.parse(await read(`tests/conformance/${name}`));
        found[name] = { files: texts(files), questionnaire: text(questionnaire), answers: text(answers) };
    }
    for (const id of await readdir(new URL("questionnaires/", root))) {
        const folder = `questionnaires/${id}/`;
        const names = await below(folder).catch(() => []);
        if (!names.includes("questionnaire.json")) continue;
        const files = {};
        for (const name of names.filter((name) => !name.startsWith("samples/"))) files[name] = await read(folder + name);
        for (const name of names.filter((name) => name.startsWith("samples/"))) {
            found[`${id}/${name.slice("samples/".length)}`] = { files, answers: await read(folder + name) };
        }
    }
    return found;
}

const text = (value) => (value === undefined ? undefined : JSON.stringify(value));
const texts = (files) =>
    files && Object.fromEntries(Object.entries(files).map(([name, file]) => [name, JSON.stringify(file)]));

/** The instrument of a case. The scorer reads no files: it is given them as one document. */
export function instrument({ Instrument }, { files, questionnaire }) {
    if (!files) return Instrument.fromJson(questionnaire);
    return Instrument.fromFiles ? Instrument.fromFiles(files) : Instrument.fromJson(bundle(files));
}

/** The files of a questionnaire as one document. */
function bundle(files) {
    const main = JSON.parse(files["questionnaire.json"]);
    for (const [name, file] of Object.entries(files)) {
        const [, language] = /^text\/(.*)\.json$/.exec(name) ?? [];
        if (language) main.text = { ...main.text, [language]: JSON.parse(file) };
        else if (name !== "questionnaire.json") main[name.replace(".json", "")] = JSON.parse(file);
    }
    return JSON.stringify(main);
}

/** What comes of a case: the text of the scorecard and, if the engine plans, the plan; or the problems. */
export function outcome(engine, given) {
    try {
        const checked = instrument(engine, given);
        if (given.answers === undefined) return {};
        const assessment = checked.assess(given.answers, { strict: true });
        const scorecard = assessment.scorecardText();
        return engine.merge ? { scorecard, plan: assessment.plan() } : { scorecard };
    } catch (error) {
        if (!error.problems) throw error;
        return { problems: error.problems.map(({ title, help, severity, message, ...problem }) => problem) };
    }
}

/** What comes of every case, by name. */
export function outcomes(engine, all) {
    return Object.fromEntries(Object.entries(all).map(([name, given]) => [name, outcome(engine, given)]));
}

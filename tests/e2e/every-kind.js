// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// A questionnaire with every kind of answer, nodes inside steps, and conditions.

import { pageWith } from "./support.js";

const long = "Long help. ".repeat(30).trim();

export const EVERY_KIND = {
    format: "1.0",
    id: "every-kind",
    version: "1.0.0",
    languages: ["en"],
    roles: ["legal", "office"],
    profiles: [{ id: "short" }],
    scales: { steps: { options: [{ id: "no", value: 0 }, { id: "half", value: 0.5 }, { id: "full", value: 1 }] } },
    level_sets: { ladder: { levels: [{ id: "low" }, { id: "high", from: 0.5 }] } },
    root: {
        id: "whole",
        levels: "ladder",
        children: [
            {
                id: "kinds",
                children: [
                    {
                        id: "one", answer: { kind: "choice", scale: "steps" }, not_applicable: "with_reason",
                        owner: "legal", essential: true, profiles: ["short"],
                    },
                    { id: "yes", answer: { kind: "yes_no", partly: true }, not_applicable: "allowed", owner: "office" },
                    {
                        id: "some",
                        answer: {
                            kind: "several", combine: "share",
                            options: [{ id: "a" }, { id: "b" }, { id: "c" }, { id: "none", exclusive: true }],
                        },
                        owner: "office",
                    },
                    {
                        id: "any", owner: "office",
                        answer: { kind: "several", combine: "share", options: [{ id: "x" }, { id: "y" }] },
                    },
                    {
                        id: "number", owner: "legal", not_applicable: "with_reason",
                        answer: {
                            kind: "number", unit: "euros", minimum: 0, maximum: 100000,
                            curve: { shape: "linear", worst: 0, best: 100000 },
                        },
                    },
                    {
                        id: "count", owner: "legal",
                        answer: { kind: "number", minimum: 0, integer: true, bands: [{ value: 0 }, { from: 3, value: 1 }] },
                    },
                    { id: "share", owner: "office", answer: { kind: "share" } },
                    {
                        id: "day", owner: "office",
                        answer: { kind: "date", bands: [{ value: 0 }, { from: "2025-01-01", value: 1 }] },
                    },
                    { id: "words", owner: "legal", answer: { kind: "text" } },
                ],
            },
            {
                id: "group",
                children: [
                    {
                        id: "nested",
                        children: [
                            { id: "gate", answer: { kind: "yes_no" }, owner: "legal", profiles: ["short"] },
                            {
                                id: "inner",
                                show_when: { question: "gate", is: "yes" },
                                children: [
                                    { id: "deep", answer: { kind: "choice", scale: "steps" }, owner: "office" },
                                    {
                                        id: "deeper", answer: { kind: "yes_no" }, owner: "office",
                                        show_when: { question: "deep", at_least: "half" },
                                    },
                                ],
                            },
                            { id: "after", answer: { kind: "yes_no" }, owner: "legal" },
                        ],
                    },
                ],
            },
        ],
    },
    text: {
        en: {
            title: "Every kind",
            description: "One question of each kind.",
            nodes: {
                whole: { title: "The whole" },
                kinds: { title: "Kinds of answers", description: "One of each." },
                group: { title: "A group" },
                nested: { title: "Questions inside" },
                inner: { title: "The inner part" },
            },
            questions: {
                one: { prompt: "How far is it?", help: "Short help.", evidence: "A decision", not_applicable: "If there is none." },
                yes: { prompt: "Is it so?" },
                some: {
                    prompt: "Which of these?",
                    options: { a: "Apples", b: "Bees", c: "Cafés", none: "Not one of them" },
                },
                any: { prompt: "Which others?", options: { x: "Xylophones", y: "Yaks" } },
                number: { prompt: "How much money?", help: long },
                count: { prompt: "How many times?" },
                share: { prompt: "What part of it?" },
                day: { prompt: "Since when?" },
                words: { prompt: "What else?" },
                gate: { prompt: "Shall we go on?" },
                deep: { prompt: "How deep is it?" },
                deeper: { prompt: "Even deeper?" },
                after: { prompt: "And after all this?" },
            },
            scales: { steps: { no: "Not at all", half: "Half way", full: "All the way" } },
            level_sets: { ladder: { low: { title: "Beginning" }, high: { title: "Far" } } },
            profiles: { short: { title: "Short" } },
            roles: { legal: "Legal office", office: "Front office" },
        },
    },
};

/** Without the favicon that a browser asks for by itself. */
export function quiet(html) {
    return html.replace("<head>", '<head><link rel="icon" href="data:,">');
}

export const PAGES = {
    "/flagship.html": quiet(pageWith()),
    "/every.html": quiet(pageWith('questionnaire="/every-kind.json"')),
    "/every-kind.json": JSON.stringify(EVERY_KIND),
};

export function question(page, id) {
    return page.locator(`[id="q-${id}"]`);
}

/** What is saved for a question. */
export function saved(page, id) {
    return page.locator("digital-rights-assessment").evaluate((found, key) => found.answers.answers[key] ?? null, id);
}

/** What assistive technology is told at present. */
export function said(page) {
    return page.locator("digital-rights-assessment [role=status]").textContent();
}

/** The id of what has the focus inside the element, or its tag. */
export function focused(page) {
    return page.locator("digital-rights-assessment").evaluate((found) => {
        const active = found.shadowRoot.activeElement;
        return active?.id || active?.localName || "";
    });
}

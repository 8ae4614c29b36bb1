// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// A questionnaire as a page shows it: its tree in order, and its words in one language. It knows no
// scale, no number of mechanisms and no rule of scoring.

import type { Action, Definition, Node, Practice, Question, Texts } from "@digirights/engine";

export type Child = Node | Question;

export function isQuestion(child: Child): child is Question {
    return "answer" in child;
}

/** A part of the questionnaire that is filled in on one page: a node with questions of its own, and the nodes inside
 * it. Those right below the root always begin a step of their own. */
export interface Step {
    node: Node;
    /** The nodes above it, the root first. */
    above: Node[];
    /** Its questions, in order, those of nodes inside it included. */
    questions: Question[];
}

/** An option that can be chosen. */
export interface Option {
    id: string;
    label: string;
    /** Nothing else can be chosen beside it. */
    exclusive: boolean;
}

/** A level of a node. */
export interface LevelName {
    id: string;
    title: string;
    description?: string | null | undefined;
}

export class Model {
    readonly definition: Definition;
    /** The language of the words, which may not be the one asked for. */
    readonly language: string;
    readonly steps: Step[] = [];
    readonly nodes = new Map<string, Node>();
    readonly questions = new Map<string, Question>();
    readonly actions = new Map<string, Action>();
    readonly practices = new Map<string, Practice>();
    /** The step of every question. */
    readonly stepOf = new Map<string, Step>();
    /** The node right above every node and question. */
    readonly parentOf = new Map<string, Node>();
    private readonly texts: Texts | undefined;
    private readonly source: Texts | undefined;

    constructor(definition: Definition, language: string) {
        this.definition = definition;
        const texts = definition.text ?? {};
        const [source] = definition.languages?.length ? definition.languages : Object.keys(texts);
        const asked = [language, language.split("-")[0] ?? ""];
        const known = Object.keys(texts);
        // "pt" is content with "pt-BR".
        const near = known.find((one) => one.split("-")[0] === asked[1]);
        this.language = asked.find((one) => one in texts) ?? near ?? source ?? "";
        this.texts = texts[this.language];
        this.source = source === undefined ? undefined : texts[source];
        this.walk(definition.root, [], undefined);
        for (const action of definition.actions ?? []) this.actions.set(action.id, action);
        for (const practice of definition.practices ?? []) this.practices.set(practice.id, practice);
    }

    private walk(node: Node, above: Node[], step: Step | undefined): void {
        this.nodes.set(node.id, node);
        const children = (node.children ?? []) as Child[];
        if (!step && children.some(isQuestion)) {
            step = { node, above, questions: [] };
            this.steps.push(step);
        }
        for (const child of children) {
            this.parentOf.set(child.id, node);
            if (!isQuestion(child)) {
                this.walk(child, [...above, node], node === this.definition.root ? undefined : step);
            } else if (step) {
                this.questions.set(child.id, child);
                this.stepOf.set(child.id, step);
                step.questions.push(child);
            }
        }
    }

    /** The first that has something to say: the chosen language, else the source. */
    private pick<T>(find: (texts: Texts) => T | null | undefined): T | undefined {
        return (this.texts && find(this.texts)) ?? (this.source && find(this.source)) ?? undefined;
    }

    title(): string {
        return this.pick((texts) => texts.title) ?? this.definition.id;
    }

    description(): string {
        return this.pick((texts) => texts.description) ?? "";
    }

    /** The title of a node, or the wording of a question. */
    nameOf(id: string): string {
        return this.pick((texts) => texts.nodes?.[id]?.title ?? texts.questions?.[id]?.prompt) ?? id;
    }

    /** What a node is about. */
    about(node: string): string {
        return this.pick((texts) => texts.nodes?.[node]?.description) ?? "";
    }

    /** Help, expected evidence, when it does not apply. */
    questionText(id: string, part: "help" | "evidence" | "not_applicable"): string {
        return this.pick((texts) => texts.questions?.[id]?.[part]) ?? "";
    }

    /** What can be chosen, in order; empty where the question is not answered by a choice. An option without
     * words is called by its id. */
    options(question: Question): Option[] {
        const { answer } = question;
        if (answer.kind === "yes_no") {
            return ["yes", ...(answer.partly ? ["partly"] : []), "no"].map((id) => ({
                id, label: this.optionLabel(question.id, id, undefined), exclusive: false,
            }));
        }
        if (answer.kind !== "choice" && answer.kind !== "several") return [];
        const scale = answer.scale ?? undefined;
        const list = scale === undefined ? answer.options : this.definition.scales?.[scale]?.options;
        return (list ?? []).map((option) => ({
            id: option.id,
            label: this.optionLabel(question.id, option.id, scale),
            exclusive: option.exclusive ?? false,
        }));
    }

    private optionLabel(question: string, option: string, scale: string | undefined): string {
        return (
            this.pick((texts) => texts.questions?.[question]?.options?.[option]) ??
            this.pick((texts) => (scale === undefined ? undefined : texts.scales?.[scale]?.[option])) ??
            option
        );
    }

    /** What an option is called on its scale ("Partly in place"), where its own label is a sentence. */
    scaleLabel(question: Question, option: string): string {
        const scale = "scale" in question.answer ? (question.answer.scale ?? undefined) : undefined;
        if (scale === undefined) return "";
        return this.pick((texts) => texts.scales?.[scale]?.[option]) ?? "";
    }

    /** The id of the level set of a node: its own, or that of the nearest node above that has one. */
    levelSet(node: string): string | undefined {
        const own = this.nodes.get(node)?.levels ?? undefined;
        const above = this.parentOf.get(node);
        return own ?? (above && this.levelSet(above.id));
    }

    /** The levels of a node, the lowest first. */
    levels(node: string): LevelName[] {
        const set = this.levelSet(node);
        if (set === undefined) return [];
        return (this.definition.level_sets?.[set]?.levels ?? []).map(({ id }) => {
            const text = this.pick((texts) => texts.level_sets?.[set]?.[id]);
            return { id, title: text?.title ?? id, description: text?.description };
        });
    }

    levelTitle(node: string, level: string | null | undefined): string {
        return this.levels(node).find(({ id }) => id === level)?.title ?? "";
    }

    role(id: string): string {
        return this.pick((texts) => texts.roles?.[id]) ?? id;
    }

    profile(id: string): { title: string; description?: string | null | undefined } {
        return this.pick((texts) => texts.profiles?.[id]) ?? { title: id };
    }

    lens(id: string): string {
        return this.pick((texts) => texts.lenses?.[id]?.title) ?? id;
    }

    member(lens: string, id: string): string {
        return this.pick((texts) => texts.lenses?.[lens]?.members?.[id]) ?? id;
    }

    action(id: string): Partial<NonNullable<Texts["actions"]>[string]> & { title: string } {
        return this.pick((texts) => texts.actions?.[id]) ?? { title: id };
    }

    practice(id: string): Partial<NonNullable<Texts["practices"]>[string]> & { title: string } {
        return this.pick((texts) => texts.practices?.[id]) ?? { title: id };
    }
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// The words of the interface in one language, with plurals and numbers by `Intl`.

import { rounded } from "../engine.ts";
import en from "./en.json";
import { known, type Texts } from "./languages.ts";

export type Key = keyof typeof en;

known.set("en", en);

export class Words {
    /** The language that was asked for. */
    readonly asked: string;
    /** That of the words, which is another where there are none in it. */
    readonly language: string;
    readonly direction: "ltr" | "rtl";
    private readonly texts: Texts;
    private readonly plural: Intl.PluralRules;
    private readonly number: Intl.NumberFormat;
    private readonly signed: Intl.NumberFormat;
    private readonly day: Intl.DateTimeFormat;
    /** Scores in words: there are few, and each is shown often. */
    private readonly scores = new Map<number, string>();

    constructor(asked: string) {
        this.asked = asked;
        const tried = [asked, asked.split("-")[0] ?? ""];
        this.language = tried.find((language) => known.has(language)) ?? "en";
        this.texts = known.get(this.language) ?? en;
        this.direction = /^(ar|fa|he|ur|ps|sd|ug|yi|dv|ckb)\b/.test(this.language) ? "rtl" : "ltr";
        this.plural = new Intl.PluralRules(this.language);
        this.number = new Intl.NumberFormat(this.language, { maximumFractionDigits: 2 });
        this.signed = new Intl.NumberFormat(this.language, { maximumFractionDigits: 2, signDisplay: "exceptZero" });
        this.day = new Intl.DateTimeFormat(this.language, { dateStyle: "long", timeZone: "UTC" });
    }

    /** A text with `{name}` replaced; where it has plural forms, `count` chooses. */
    text = (key: Key, values: Record<string, string | number> = {}): string => {
        const found = this.texts[key] ?? (en as Texts)[key] ?? key;
        const count = Number(values["count"] ?? 0);
        const form = typeof found === "string" ? found : (found[this.plural.select(count)] ?? found.other ?? "");
        return form.replace(/\{(\w+)\}/g, (whole, name: string) => {
            const value = values[name];
            return typeof value === "number" ? this.number.format(value) : (value ?? whole);
        });
    };

    /** A number as people of the language write it. */
    numeral(number: number): string {
        return this.number.format(number);
    }

    /** A share of the greatest score as it is shown: of 100, or of the points that the questionnaire gives. */
    score(share: number, maximum = 1): string {
        const full = fullOf(maximum);
        const points = rounded(share * full, full === maximum ? 1 : 0);
        const known = this.scores.get(points) ?? this.number.format(points);
        this.scores.set(points, known);
        return known;
    }

    /** A part of a score in the same points, with one digit after the point, or two where it is small. */
    points(share: number, maximum = 1): string {
        return this.number.format(inPoints(share, maximum));
    }

    /** The same with its sign. */
    change(share: number, maximum = 1): string {
        return this.signed.format(inPoints(share, maximum));
    }

    /** "of 100", or of how many points. */
    of(maximum = 1): string {
        return this.text("result.of", { full: fullOf(maximum) });
    }

    /** A day (`2026-05-31`, or with a time) in words. */
    date(moment: string): string {
        const day = new Date(moment.slice(0, 10));
        return Number.isNaN(day.getTime()) ? moment : this.day.format(day);
    }
}

/** What is shown for a full score: 100, unless it is points. */
export function fullOf(maximum: number): number {
    return Math.abs(maximum - 1) > 1e-9 ? maximum : 100;
}

function inPoints(share: number, maximum: number): number {
    const points = share * fullOf(maximum);
    return rounded(points, Math.abs(points) < 0.1 ? 2 : 1);
}

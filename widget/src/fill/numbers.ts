// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Numbers as people write them.

/**
 * Reads a number with a decimal comma or point, grouped or not, in the digits of the language, Arabic or European
 * ones; undefined if it is none. Where one sign could be either ("1,234"), it makes groups in a
 * whole number; else the language decides.
 */
export function readNumber(typed: string, language: string, isWhole = false): number | undefined {
    const digits = [...writeNumber(9876543210, language)].reverse();
    const plain = typed
        .normalize("NFKC")
        // Marks of the direction.
        .replace(/\p{Cf}/gu, "")
        .replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 15))
        .replace(/\p{Nd}/gu, (digit) => String(digits.includes(digit) ? digits.indexOf(digit) : digit))
        .replace(/٫/g, ".")
        .replace(/[\s'’_٬]/g, "")
        .replace(/^[−–]/, "-");
    const signs: string[] = plain.match(/[.,]/g) ?? [];
    const last = signs.at(-1) ?? "";
    const groups = signs.length > 1 && new Set(signs).size === 1 ? last : last === "," ? "." : ",";
    const isGroup = signs.length === 1 && /^-?[1-9]\d{0,2}[.,]\d{3}$/.test(plain) && (isWhole || last === groupSign(language));
    const grouped = isGroup ? last : groups;
    if (signs.includes(grouped) && !new RegExp(`^-?\\d{1,3}(\\${grouped}\\d{3})+([.,]\\d*)?$`).test(plain)) {
        return undefined;
    }
    const simple = plain.replaceAll(grouped, "").replace(",", ".");
    return /^[-+]?(\d+\.?\d*|\.\d+)$/.test(simple) ? Number(simple) : undefined;
}

function groupSign(language: string): string | undefined {
    return new Intl.NumberFormat(language).formatToParts(12345.6).find(({ type }) => type === "group")?.value;
}

/** A number to be edited: all its digits, no groups. */
export function writeNumber(number: number, language: string): string {
    return number.toLocaleString(language, { maximumFractionDigits: 15, useGrouping: false });
}

/** Without what binary fractions leave behind: 0.07 × 100 is 7. */
export function percent(share: number): number {
    return Number((share * 100).toPrecision(14));
}

export function fromPercent(percentage: number): number {
    return Number((percentage / 100).toPrecision(15));
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Numbers as people and spreadsheets write them.

/// What a text says as a number.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Written {
    /// This number.
    Number(f64),
    /// So many percent; the number is the share.
    Percent(f64),
    /// One number to some readers and another to others, such as `1,234`.
    Ambiguous,
    /// No number.
    No,
}

/// Longest text that is looked at: no number that a double can tell apart is longer.
const LONGEST: usize = 60;

/// Reads a folded text. `integer`: only whole numbers are possible, so a comma before three digits can
/// only stand for thousands, while a point there is the decimal sign to programs and stands for thousands
/// to people. A text may end with the unit of the question.
pub(crate) fn read(text: &str, integer: bool, unit: Option<&str>) -> Written {
    if text.len() > LONGEST + unit.map_or(0, str::len) {
        return Written::No;
    }
    let text = digits(text);
    if let Some(number) = text.strip_suffix('%') {
        // Where percent is the unit of the question, the number is meant as it stands.
        let by = if unit == Some("%") { 0 } else { -2 };
        return match decimal(number.trim(), integer) {
            Decimal::Plain(plain) if by == 0 => value(&plain).map_or(Written::No, Written::Number),
            Decimal::Plain(plain) => value(&shifted(&plain, by)).map_or(Written::No, Written::Percent),
            Decimal::Ambiguous => Written::Ambiguous,
            Decimal::No => Written::No,
        };
    }
    let without_unit =
        || decimal(unit.and_then(|unit| text.strip_suffix(unit)).unwrap_or_default().trim(), integer);
    let read = match decimal(text.trim(), integer) {
        Decimal::No => without_unit(),
        read => read,
    };
    match read {
        Decimal::Plain(plain) => value(&plain).map_or(Written::No, Written::Number),
        Decimal::Ambiguous => Written::Ambiguous,
        Decimal::No => Written::No,
    }
}

/// A number in percent as the share it is. The point moves in the text: dividing the double by 100
/// could miss the double nearest to the share.
pub(crate) fn share_of_percent(text: &str) -> Written {
    match read(text, false, Some("%")) {
        Written::Number(_) => {}
        other => return other,
    }
    let plain = digits(text.strip_suffix('%').unwrap_or(text));
    match decimal(plain.trim(), false) {
        Decimal::Plain(plain) => value(&shifted(&plain, -2)).map_or(Written::No, Written::Number),
        _ => Written::No,
    }
}

/// A number as forms write it: digits, no exponent.
pub(crate) fn plain(number: f64) -> String {
    // `+ 0.0` turns -0 into 0.
    format!("{}", number + 0.0)
}

/// A share as the number of percent that [`share_of_percent`] reads back to the same double: its digits
/// with the point two further on.
pub(crate) fn percent_of(share: f64) -> String {
    let text = plain(share);
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let padded = format!("{fraction:0<2}");
    let (first, rest) = padded.split_at_checked(2).unwrap_or((&padded, ""));
    let joined = format!("{whole}{first}");
    let whole = match joined.trim_start_matches('0') {
        "" => "0",
        digits => digits,
    };
    if rest.is_empty() { whole.to_owned() } else { format!("{whole}.{rest}") }
}

/// Digits of other scripts, as a phone in that language writes them.
fn digits(text: &str) -> String {
    text.chars()
        .map(|letter| {
            let zero = match letter {
                '٠'..='٩' => '٠',
                '۰'..='۹' => '۰',
                '٫' => return '.',
                '٬' => return '\'',
                other => return other,
            };
            char::from_digit(u32::from(letter) - u32::from(zero), 10).unwrap_or(letter)
        })
        .collect()
}

enum Decimal {
    /// As Rust reads it.
    Plain(String),
    Ambiguous,
    No,
}

fn decimal(text: &str, integer: bool) -> Decimal {
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (rest, None),
    };
    let power = match exponent.map(|exponent| exponent.strip_prefix('+').unwrap_or(exponent)) {
        None => String::new(),
        Some(power) if are_digits(power.strip_prefix('-').unwrap_or(power)) && power.len() <= 4 => {
            format!("e{power}")
        }
        Some(_) => return Decimal::No,
    };
    match unsigned(mantissa, integer && exponent.is_none()) {
        Decimal::Plain(plain) => Decimal::Plain(format!("{sign}{plain}{power}")),
        other => other,
    }
}

fn are_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|letter| letter.is_ascii_digit())
}

/// Digits with a decimal sign, with thousands apart, or both.
fn unsigned(text: &str, integer: bool) -> Decimal {
    let plain = |whole: &str, fraction: &str| Decimal::Plain(format!("{whole}.{fraction}0"));
    if are_digits(text) {
        return plain(text, "");
    }
    let seen = |sign: char| text.matches(sign).count();
    let (commas, points) = (seen(','), seen('.'));
    match (commas, points) {
        // A point is what programs write: where it could be the decimal sign it is never taken for a
        // thousands sign.
        (0, 1) => {
            let (whole, fraction) = text.split_once('.').unwrap_or_default();
            if integer && could_be_grouped(whole, fraction) {
                return Decimal::Ambiguous;
            }
            match ungrouped(whole, &[' ', '\'']) {
                Some(whole) if fraction.is_empty() || are_digits(fraction) => plain(&whole, fraction),
                None if whole.is_empty() && are_digits(fraction) => plain("0", fraction),
                _ => Decimal::No,
            }
        }
        (1, 0) => {
            let (whole, fraction) = text.split_once(',').unwrap_or_default();
            if !are_digits(fraction) {
                return Decimal::No;
            }
            let could_be_grouped = could_be_grouped(whole, fraction);
            match ungrouped(whole, &[' ', '\'']) {
                Some(whole) if could_be_grouped && integer => plain(&format!("{whole}{fraction}"), ""),
                Some(_) if could_be_grouped => Decimal::Ambiguous,
                Some(whole) => plain(&whole, fraction),
                None => Decimal::No,
            }
        }
        (0, 0) => ungrouped(text, &[' ', '\'']).map_or(Decimal::No, |whole| plain(&whole, "")),
        (_, 0) => ungrouped(text, &[',']).map_or(Decimal::No, |whole| plain(&whole, "")),
        (0, _) => ungrouped(text, &['.']).map_or(Decimal::No, |whole| plain(&whole, "")),
        // Both signs: the last one is the decimal sign, the other the thousands sign.
        _ => {
            let last =
                text.rfind([',', '.']).and_then(|at| text.get(at..)).and_then(|rest| rest.chars().next());
            let (decimal, thousands) = if last == Some(',') { (',', '.') } else { ('.', ',') };
            match text.rsplit_once(decimal) {
                Some((whole, fraction)) if are_digits(fraction) => {
                    ungrouped(whole, &[thousands]).map_or(Decimal::No, |whole| plain(&whole, fraction))
                }
                _ => Decimal::No,
            }
        }
    }
}

/// Whether a sign between these could stand for thousands.
fn could_be_grouped(whole: &str, fraction: &str) -> bool {
    let three = fraction.len() == 3 && are_digits(fraction);
    three && (1..=3).contains(&whole.len()) && !whole.starts_with('0') && are_digits(whole)
}

/// Digits with one of the signs, the same throughout, before each group of three.
fn ungrouped(text: &str, signs: &[char]) -> Option<String> {
    if are_digits(text) {
        return Some(text.to_owned());
    }
    let sign = signs.iter().find(|sign| text.contains(**sign))?;
    let mut groups = text.split(*sign);
    let first = groups.next().filter(|first| are_digits(first) && first.len() <= 3)?;
    let mut whole = first.to_owned();
    for group in groups {
        if group.len() != 3 || !are_digits(group) {
            return None;
        }
        whole.push_str(group);
    }
    Some(whole)
}

/// The number with its point moved by so many digits.
fn shifted(plain: &str, by: i32) -> String {
    let (mantissa, exponent) = plain.split_once('e').unwrap_or((plain, "0"));
    let exponent = exponent.parse::<i32>().unwrap_or_default();
    format!("{mantissa}e{}", exponent + by)
}

fn value(plain: &str) -> Option<f64> {
    plain.parse::<f64>().ok().filter(|number| number.is_finite()).map(|number| number + 0.0)
}

#[cfg(test)]
mod tests {
    use super::{Written, percent_of, plain, read, share_of_percent};

    fn number(text: &str) -> Option<f64> {
        match read(text, false, None) {
            Written::Number(number) => Some(number),
            _ => None,
        }
    }

    #[test]
    fn what_people_write() {
        let same = [
            ("0", 0.0),
            ("-5", -5.0),
            ("+5", 5.0),
            ("3.5", 3.5),
            ("3.", 3.0),
            (".5", 0.5),
            ("3,5", 3.5),
            ("0,125", 0.125),
            ("1234,567", 1234.567),
            ("12 345", 12345.0),
            ("1 234 567,5", 1_234_567.5),
            ("1'234.5", 1234.5),
            ("1,234,567", 1_234_567.0),
            ("1.234.567", 1_234_567.0),
            ("1,234.5", 1234.5),
            ("1.234,5", 1234.5),
            ("1.234", 1.234),
            ("1.0e7", 1e7),
            ("2e-3", 0.002),
            ("٣٫٥", 3.5),
            ("۱۲", 12.0),
            ("0005", 5.0),
        ];
        for (text, expected) in same {
            assert_eq!(number(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_or_could_be_two() {
        for text in [
            "",
            "-",
            "x",
            "1e999",
            "1e",
            "inf",
            "nan",
            "1,2,3",
            "1.2.3",
            "12,34,567",
            "1 23",
            "1,",
            "--1",
            "0x10",
            "5 km",
            "1,234.567.8",
            "1.234,567,8",
        ] {
            assert_eq!(read(text, false, None), Written::No, "{text}");
        }
        assert_eq!(read("1,234", false, None), Written::Ambiguous);
        assert_eq!(read("1,234", true, None), Written::Number(1234.0));
        // 82 to a program, 82 thousand to half of Europe.
        for text in ["82.000", "1.234", "-1.000", "100.000"] {
            assert_eq!(read(text, true, None), Written::Ambiguous, "{text}");
        }
        for (text, expected) in
            [("82.0", 82.0), ("82.00", 82.0), ("1234.000", 1234.0), ("0.000", 0.0), ("1.000.000", 1e6)]
        {
            assert_eq!(read(text, true, None), Written::Number(expected), "{text}");
        }
        assert_eq!(read(&"9".repeat(1_000_000), false, None), Written::No);
    }

    #[test]
    fn units_and_percent() {
        assert_eq!(read("5 km", false, Some("km")), Written::Number(5.0));
        assert_eq!(read("45 %", false, None), Written::Percent(0.45));
        assert_eq!(read("33,3%", false, None), Written::Percent(0.333));
        assert_eq!(read("45 %", false, Some("%")), Written::Number(45.0));
        assert_eq!(share_of_percent("7"), Written::Number(0.07));
        assert_eq!(share_of_percent("7 %"), Written::Number(0.07));
    }

    #[test]
    fn shares_come_back_from_percent() {
        for number in 0..=10_000_u32 {
            for share in [f64::from(number) / 10_000.0, f64::from(number) / 12_345.0] {
                let text = percent_of(share);
                assert_eq!(share_of_percent(&text), Written::Number(share), "{share} as {text}");
            }
        }
        assert_eq!(
            (percent_of(0.07), percent_of(1.0), percent_of(1e-20)),
            ("7".into(), "100".into(), plain(1e-18))
        );
    }
}

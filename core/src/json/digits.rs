// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The digits of a number: the fewest that read as the same double, and of those the nearest. They come
//! from `serde_json` alone, so that no second printer of doubles is built in.

use super::write::compact;

/// A number as 0.`all` × 10^`before`; without digits it is 0.
pub(super) struct Digits {
    pub(super) sign: &'static str,
    pub(super) all: String,
    /// How many digits stand before the point where it is written without an exponent.
    pub(super) before: i32,
}

impl Digits {
    /// Of a finite number, which `serde_json` lays out as `-0.00125`, `1.0` or `1.25e+30`.
    pub(super) fn of(number: f64) -> Self {
        let text = compact(&number);
        let (sign, text) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("-", rest));
        let (digits, exponent) = text.split_once('e').unwrap_or((text, "0"));
        let whole = digits.find('.').unwrap_or(digits.len());
        let digits = digits.replace('.', "");
        let significant = digits.trim_start_matches('0');
        let before = signed(whole) + exponent.parse::<i32>().unwrap_or_default()
            - signed(digits.len() - significant.len());
        Self { sign, all: significant.trim_end_matches('0').to_owned(), before }
    }

    /// The digits before and behind a place.
    pub(super) fn split(&self, at: i32) -> (&str, &str) {
        let at = usize::try_from(at).unwrap_or_default();
        self.all.split_at_checked(at).unwrap_or((&self.all, ""))
    }

    /// Without an exponent.
    pub(super) fn plain(&self) -> String {
        let zeros = |count: i32| "0".repeat(usize::try_from(count).unwrap_or_default());
        let (whole, part) = self.split(self.before);
        let text = if self.before <= 0 {
            format!("{}0.{}{part}", self.sign, zeros(-self.before))
        } else {
            format!("{}{whole}{}.{part}", self.sign, zeros(self.before - signed(self.all.len())))
        };
        text.trim_end_matches('.').to_owned()
    }
}

fn signed(length: usize) -> i32 {
    i32::try_from(length).unwrap_or(i32::MAX)
}

/// A number for people to read: in full, without an exponent, as `Display` of `f64` has it.
pub(crate) fn plain(number: f64) -> String {
    if number.is_nan() {
        "NaN".to_owned()
    } else if number.is_infinite() {
        if number > 0.0 { "inf" } else { "-inf" }.to_owned()
    } else {
        let digits = Digits::of(number);
        if digits.all.is_empty() { format!("{}0", digits.sign) } else { digits.plain() }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::plain;

    #[test]
    fn edges() {
        for number in [0.0, -0.0, 1.0, -1.5, 0.1, 1e15, 1e16, 1e21, 1e-5, 1e-7, 5e-324, f64::MAX, f64::NAN] {
            assert_eq!(plain(number), number.to_string());
        }
        assert_eq!(plain(f64::NEG_INFINITY), f64::NEG_INFINITY.to_string());
    }

    proptest! {
        #[test]
        fn reads_as_the_same_number(bits in any::<u64>(), tenths in any::<i32>()) {
            let number = f64::from_bits(bits);
            prop_assert!(number.is_nan() || plain(number).parse::<f64>() == Ok(number));
            let number = f64::from(tenths) / 10.0;
            prop_assert_eq!(plain(number), number.to_string());
        }
    }
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Numbers as a language writes them.

use std::fmt;

use digirights::{Rounding, Score, TOLERANCE, round};
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_decimal::options::DecimalFormatterOptions;
use icu_locale_core::Locale;

/// How one language writes numbers.
pub(crate) struct Numbers {
    decimal: Option<DecimalFormatter>,
}

impl fmt::Debug for Numbers {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Numbers").finish_non_exhaustive()
    }
}

impl Numbers {
    /// Of a language (BCP 47); one that is not known writes as English does.
    pub(crate) fn new(language: &str) -> Self {
        let locale: Locale = language.parse().unwrap_or(Locale::UNKNOWN);
        Self { decimal: DecimalFormatter::try_new(locale.into(), DecimalFormatterOptions::default()).ok() }
    }

    /// With one decimal, or none where it would be 0; half away from zero.
    pub(crate) fn number(&self, value: f64) -> String {
        let written = format!("{:.1}", round(value, Rounding::HalfAway, 1));
        let written = written.strip_suffix(".0").unwrap_or(&written);
        let written = if written == "-0" { "0" } else { written };
        self.exact(written)
    }

    /// As it was given, such as `0.125`: an answer is not rounded.
    pub(crate) fn exact(&self, written: &str) -> String {
        match (&self.decimal, Decimal::try_from_str(written)) {
            (Some(formatter), Ok(decimal)) => formatter.format(&decimal).to_string(),
            _ => written.to_owned(),
        }
    }

    /// With a sign where it is not 0.
    pub(crate) fn change(&self, value: f64) -> String {
        let is_rise = round(value, Rounding::HalfAway, 1) > 0.0;
        let written = self.number(value);
        if is_rise { format!("+{written}") } else { written.replacen('-', "\u{2212}", 1) }
    }
}

/// The unit that a score is shown in: hundredths where it runs to 1, else points of a maximum.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Unit {
    maximum: f64,
}

impl Unit {
    /// Of scores that run to this.
    #[must_use]
    pub fn of(maximum: f64) -> Self {
        Self { maximum }
    }

    /// Whether scores are points of a declared maximum.
    #[must_use]
    pub fn is_points(self) -> bool {
        (self.maximum - 1.0).abs() > TOLERANCE
    }

    /// What is shown for a full score.
    #[must_use]
    pub fn full(self) -> f64 {
        if self.is_points() { self.maximum } else { 100.0 }
    }

    /// What is shown for a score.
    #[must_use]
    pub fn scale(self, score: f64) -> f64 {
        if self.is_points() { score } else { score * 100.0 }
    }
}

impl From<Score> for Unit {
    fn from(score: Score) -> Self {
        Self::of(score.maximum())
    }
}

#[cfg(test)]
mod tests {
    use super::{Numbers, Unit};

    #[test]
    fn each_language_in_its_way() {
        let english = Numbers::new("en");
        assert_eq!(
            [62.5, 62.0, 0.25, -0.01, 1234.5].map(|value| english.number(value)),
            ["62.5", "62", "0.3", "0", "1,234.5"]
        );
        assert_eq!([1.25, -3.0, 0.01].map(|value| english.change(value)), ["+1.3", "\u{2212}3", "0"]);
        assert_eq!(Numbers::new("fr").number(62.5), "62,5");
        assert_eq!(Numbers::new("no such language").number(62.5), "62.5");
    }

    #[test]
    fn shares_are_shown_of_a_hundred_and_points_of_their_maximum() {
        assert!((Unit::of(1.0).scale(0.5) - 50.0).abs() < 1e-12);
        assert!((Unit::of(30.0).scale(12.0) - 12.0).abs() < 1e-12);
        assert!((Unit::of(30.0).full() - 30.0).abs() < 1e-12);
    }
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Scores as they are shown: 0 to 100, or points of a maximum, with one decimal at most.

use digirights::{Rounding, Score, round};

/// With one decimal, or none where it would be 0.
pub fn number(value: f64) -> String {
    let rounded = round(value, Rounding::HalfAway, 1);
    let text = format!("{rounded:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// With a sign: `+4.5`.
pub fn change(value: f64) -> String {
    let text = number(value);
    if text.starts_with('-') || text == "0" { text } else { format!("+{text}") }
}

/// A share of 1 in percent: `85%`.
pub fn percent(share: f64) -> String {
    format!("{}%", round(share * 100.0, Rounding::HalfAway, 0))
}

/// The unit that a score is shown in: hundredths where it runs to 1, else points of a maximum.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Unit {
    maximum: f64,
}

impl Unit {
    /// Of scores that run to this.
    pub fn of(maximum: f64) -> Self {
        Self { maximum }
    }

    /// What is shown for a full score.
    pub fn full(self) -> f64 {
        if self.is_points() { self.maximum } else { 100.0 }
    }

    /// Whether scores are points of a declared maximum.
    pub fn is_points(self) -> bool {
        (self.maximum - 1.0).abs() > digirights::TOLERANCE
    }

    /// What is shown for a score.
    pub fn scale(self, score: f64) -> f64 {
        if self.is_points() { score } else { score * 100.0 }
    }

    /// `62.5`, or `12/30` for points.
    pub fn short(self, score: f64) -> String {
        let shown = number(self.scale(score));
        if self.is_points() { format!("{shown}/{}", number(self.maximum)) } else { shown }
    }

    /// `62.5 of 100`.
    pub fn long(self, score: f64) -> String {
        format!("{} of {}", number(self.scale(score)), number(self.full()))
    }

    /// `50–75`, or nothing where both ends are shown alike.
    pub fn range(self, low: f64, high: f64, dash: &str) -> Option<String> {
        let (low, high) = (number(self.scale(low)), number(self.scale(high)));
        (low != high).then(|| format!("{low}{dash}{high}"))
    }
}

impl From<Score> for Unit {
    fn from(score: Score) -> Self {
        Self::of(score.maximum())
    }
}

#[cfg(test)]
mod tests {
    use super::{Unit, change, number, percent};

    #[test]
    fn one_decimal_at_most_and_half_away_from_zero() {
        assert_eq!([62.5, 62.0, 0.25, -0.25, -0.01].map(number), ["62.5", "62", "0.3", "-0.3", "0"]);
        assert_eq!([1.25, -3.0, 0.01].map(change), ["+1.3", "-3", "0"]);
        assert_eq!(percent(0.125), "13%");
    }

    #[test]
    fn points_say_of_how_many() {
        assert_eq!(Unit::of(1.0).short(0.5), "50");
        assert_eq!(Unit::of(30.0).short(12.0), "12/30");
        assert_eq!(Unit::of(1.0).range(0.5, 0.75, "-").as_deref(), Some("50-75"));
        assert_eq!(Unit::of(1.0).range(0.5, 0.500_01, "-"), None);
    }
}

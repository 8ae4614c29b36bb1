// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Scores as they are shown: 0 to 100, or points of a maximum, with one decimal at most.

use digirights::{Rounding, round};
pub use digirights_reporting::Unit;

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

/// A score: `62.5`, or `12/30` for points.
pub fn short(score: f64, unit: Unit) -> String {
    let shown = number(unit.scale(score));
    if unit.is_points() { format!("{shown}/{}", number(unit.full())) } else { shown }
}

/// A score: `62.5 of 100`.
pub fn long(score: f64, unit: Unit) -> String {
    format!("{} of {}", number(unit.scale(score)), number(unit.full()))
}

/// Bounds: `50–75`, or nothing where both are shown alike.
pub fn range(low: f64, high: f64, unit: Unit, dash: &str) -> Option<String> {
    let (low, high) = (number(unit.scale(low)), number(unit.scale(high)));
    (low != high).then(|| format!("{low}{dash}{high}"))
}

#[cfg(test)]
mod tests {
    use super::{Unit, change, long, number, percent, range, short};

    #[test]
    fn one_decimal_at_most_and_half_away_from_zero() {
        assert_eq!([62.5, 62.0, 0.25, -0.25, -0.01].map(number), ["62.5", "62", "0.3", "-0.3", "0"]);
        assert_eq!([1.25, -3.0, 0.01].map(change), ["+1.3", "-3", "0"]);
        assert_eq!(percent(0.125), "13%");
    }

    #[test]
    fn points_say_of_how_many() {
        assert_eq!(short(0.5, Unit::of(1.0)), "50");
        assert_eq!(short(12.0, Unit::of(30.0)), "12/30");
        assert_eq!(long(0.625, Unit::of(1.0)), "62.5 of 100");
        assert_eq!(range(0.5, 0.75, Unit::of(1.0), "-").as_deref(), Some("50-75"));
        assert_eq!(range(0.5, 0.500_01, Unit::of(1.0), "-"), None);
    }
}

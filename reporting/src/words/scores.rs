// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Scores and their bounds, in words.

use digirights::{Rounding, Score, TOLERANCE, round};

use super::{Unit, Words};

impl Words<'_> {
    /// A share of 1 in whole percent. Only nothing is 0%, and only all is 100%.
    #[must_use]
    pub fn percent(&self, share: f64) -> String {
        let whole = round(share * 100.0, Rounding::HalfAway, 0);
        let is_between = share > TOLERANCE && share < 1.0 - TOLERANCE;
        let whole = if is_between { whole.clamp(1.0, 99.0) } else { whole };
        self.say("number.percent", &[("number", &self.number(whole))])
    }

    /// A score as it is shown: `62.5`, or `12 of 30` for points.
    #[must_use]
    pub fn score(&self, score: f64, unit: Unit) -> String {
        let shown = self.number(unit.scale(score));
        if unit.is_points() {
            self.say("number.of", &[("number", &shown), ("full", &self.number(unit.full()))])
        } else {
            shown
        }
    }

    /// Bounds where there is little room: `46 to 49`, or `certain`.
    #[must_use]
    pub fn range(&self, low: f64, high: f64, unit: Unit) -> String {
        self.bounds("number.range", low, high, unit)
    }

    /// Bounds in a sentence: `between 46 and 49`, or `certain`.
    #[must_use]
    pub fn between(&self, low: f64, high: f64, unit: Unit) -> String {
        self.bounds("bounds.between", low, high, unit)
    }

    fn bounds(&self, key: &str, low: f64, high: f64, unit: Unit) -> String {
        if high - low <= TOLERANCE {
            return self.say("bounds.certain", &[]);
        }
        let (low, high) = (self.number(unit.scale(low)), self.number(unit.scale(high)));
        if low == high {
            return self.say("bounds.almost", &[]);
        }
        self.say(key, &[("low", &low), ("high", &high)])
    }

    /// `47.6 (between 46.4 and 48.9)`: no score stands without its bounds.
    #[must_use]
    pub fn within(&self, score: f64, (low, high): (f64, f64), unit: Unit) -> String {
        let (score, bounds) = (self.score(score, unit), self.between(low, high, unit));
        self.say("bounds.point", &[("score", &score), ("bounds", &bounds)])
    }

    /// A score where there is little room: `43.7` where it is certain, else `30 (25 to 41.7)`.
    #[must_use]
    pub fn brief(&self, score: Score) -> String {
        let unit = Unit::from(score);
        let point = self.score(score.point(), unit);
        if score.high() - score.low() <= TOLERANCE {
            return point;
        }
        let range = self.range(score.low(), score.high(), unit);
        self.say("bounds.point", &[("score", &point), ("bounds", &range)])
    }

    /// The same as [`Words::within`], of a score.
    #[must_use]
    pub fn scored(&self, score: Score) -> String {
        self.within(score.point(), (score.low(), score.high()), Unit::from(score))
    }
}

#[cfg(test)]
mod tests {
    use digirights::Questionnaire;

    use super::{Unit, Words};

    #[test]
    fn only_what_is_certain_is_called_so() {
        let text = r#"{"format": "1.0", "id": "one", "version": "1.0.0",
            "root": {"id": "whole", "children": [{"id": "q", "answer": {"kind": "yes_no"}}]}}"#;
        let instrument = Questionnaire::from_json(text).and_then(Questionnaire::check);
        let Ok(instrument) = instrument else { return assert!(instrument.is_ok()) };
        let words = Words::new(&instrument, None);
        let Ok(words) = words else { return assert!(words.is_ok()) };
        let unit = Unit::of(1.0);
        let range = |low, high| words.range(low, high, unit);
        assert_eq!(range(0.46, 0.49), "46 to 49");
        assert_eq!(range(0.5, 0.5), "certain");
        assert_eq!(range(0.4999, 0.5001), "almost certain");
        assert_eq!(words.within(0.5, (0.25, 0.75), unit), "50 (between 25 and 75)");
        let percents = [0.0, 0.001, 0.004, 0.5, 0.996, 1.0].map(|share| words.percent(share));
        assert_eq!(percents, ["0%", "1%", "1%", "50%", "99%", "100%"]);
    }
}

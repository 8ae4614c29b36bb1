// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Numbers that cannot be NaN or out of range, and the one place where numbers are rounded.

use serde::Serialize;
use serde_json::Value as Json;

use crate::json::decode::names;
use crate::json::{Decode, Decoder, plain};
use crate::problem::Code;

/// Within this distance two numbers are taken as equal where a score is held against a threshold
/// or a tie, so that the binary form of a decimal fraction never decides.
pub const TOLERANCE: f64 = 1e-9;

/// The greatest magnitude of an authored number: far beyond any real one, and small enough that no
/// sum or product of them leaves the range of a double.
const GREATEST: f64 = 1e15;

/// The least authored weight or positive number, for the same reason.
const LEAST: f64 = 9e-16;

/// `a >= b`, within [`TOLERANCE`].
#[must_use]
#[inline]
pub fn at_least(a: f64, b: f64) -> bool {
    a >= b - TOLERANCE
}

/// `a > b`, beyond [`TOLERANCE`].
#[must_use]
#[inline]
pub fn above(a: f64, b: f64) -> bool {
    a > b + TOLERANCE
}

macro_rules! number {
    ($( $(#[$outer:meta])* $name:ident($default:literal), $in_range:expr, $expected:literal, $schema:tt; )*) => { $(
        $(#[$outer])*
        #[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize)]
        #[serde(transparent)]
        pub struct $name(f64);

        impl $name {
            /// The number, if it is in range (and at most 10¹⁵ in magnitude).
            #[must_use]
            pub fn new(number: f64) -> Option<Self> {
                let in_range: fn(f64) -> bool = $in_range;
                (number.abs() <= GREATEST && in_range(number)).then_some(Self(number))
            }

            /// The number.
            #[must_use]
            pub const fn get(self) -> f64 {
                self.0
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self($default)
            }
        }

        impl Decode for $name {
            fn decode<'a>(value: Option<&'a Json>, decoder: &mut Decoder<'a>) -> Self {
                let Some(number) = decoder.number(value) else { return Self::default() };
                Self::new(number).unwrap_or_else(|| {
                    decoder.refuse(Code::OutOfRange, &plain(number), $expected);
                    Self::default()
                })
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!($schema)
            }
        }
    )* };
}

number! {
    /// A weight: 0 or more. Default 1.
    Weight(1.0), |number| number > LEAST || number.abs() <= 0.0, "a weight: 0, or from 1e-15 to 1e15",
        {"type": "number", "minimum": 0, "maximum": 1e15};
    /// A value or a share: from 0 to 1. Default 0.
    Share(0.0), |number| (0.0..=1.0).contains(&number), "a number from 0 to 1",
        {"type": "number", "minimum": 0, "maximum": 1};
    /// A number of at most 10¹⁵ in magnitude. Default 0.
    Number(0.0), |_| true, "a number, at most 1e15 in magnitude",
        {"type": "number", "minimum": -1e15, "maximum": 1e15};
    /// A number above 0. Default 1.
    Positive(1.0), |number| number > LEAST, "a number above 0, from 1e-15 to 1e15",
        {"type": "number", "exclusiveMinimum": 0, "maximum": 1e15};
}

names! {
    /// How a number is rounded where it lies exactly between two steps (and, for `down`, anywhere).
    pub enum Rounding {
        /// 2.5 → 3, -2.5 → -2 (JavaScript's `Math.round`).
        HalfUp = "half_up",
        /// 2.5 → 2, 3.5 → 4 (IEEE 754; numpy, Python's `round`).
        HalfEven = "half_even",
        /// 2.5 → 3, -2.5 → -3 (what people learn at school; how scores are shown).
        HalfAway = "half_away",
        /// To the next lower step.
        Down = "down",
    }
}

/// Rounds to `digits` decimal places (0 to 12). What is within [`TOLERANCE`] of a tie is treated as
/// the tie; for [`Rounding::Down`] what is within it of the next step is treated as that step.
///
/// ```
/// use digirights::{Rounding, round};
///
/// assert_eq!(round(64.5, Rounding::HalfEven, 0), 64.0);
/// assert_eq!(round(64.5, Rounding::HalfAway, 0), 65.0);
/// assert_eq!(round(-2.5, Rounding::HalfUp, 0), -2.0);
/// assert_eq!(round(1.005, Rounding::HalfUp, 2), 1.01); // 1.005 is stored a little below 1.005
/// ```
#[must_use]
pub fn round(number: f64, rule: Rounding, digits: u32) -> f64 {
    let unit = power_of_ten(digits.min(12));
    let steps = number * unit;
    if !steps.is_finite() {
        return number;
    }
    let below = libm::floor(steps);
    let part = steps - below;
    let tie = libm::fabs(part - 0.5) <= TOLERANCE;
    let up = match rule {
        Rounding::Down => 1.0 - part <= TOLERANCE,
        _ if !tie => part > 0.5,
        Rounding::HalfUp => true,
        Rounding::HalfAway => number > 0.0,
        Rounding::HalfEven => libm::fmod(below, 2.0).abs() > 0.5,
    };
    let rounded = if up { below + 1.0 } else { below };
    // `+ 0.0` turns -0 into 0, so that equal scores have equal bits.
    rounded / unit + 0.0
}

fn power_of_ten(digits: u32) -> f64 {
    (0..digits).fold(1.0, |power, _| power * 10.0)
}

#[cfg(test)]
mod tests {
    use super::{Rounding, round};

    /// K19 of the known answers.
    #[test]
    fn ties() {
        let rules = [Rounding::HalfUp, Rounding::HalfEven, Rounding::HalfAway, Rounding::Down];
        let cases = [
            (64.5, [65.0, 64.0, 65.0, 64.0]),
            (2.5, [3.0, 2.0, 3.0, 2.0]),
            (-2.5, [-2.0, -2.0, -3.0, -3.0]),
            (3.5, [4.0, 4.0, 4.0, 3.0]),
            (2.4999, [2.0, 2.0, 2.0, 2.0]),
            (2.999_999_999_9, [3.0, 3.0, 3.0, 3.0]),
        ];
        for (number, expected) in cases {
            let got = rules.map(|rule| round(number, rule, 0));
            assert!(got.iter().zip(expected).all(|(a, b)| a.total_cmp(&b).is_eq()), "{number}: {got:?}");
        }
    }
}

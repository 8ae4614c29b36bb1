// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Adjustments: what follows on a score, as an author writes it.

use super::condition::Condition;
use crate::json::decode::record;
use crate::number::{Number, Rounding, Weight};

record! {
    /// A step after the rule: exactly one of `multiply`, `add`, `cap`, `floor` and `round`.
    pub struct Adjustment {
        /// Applied only where this holds.
        pub when: Option<Condition> = default,
        /// Times this, 0 or more.
        pub multiply: Option<Weight> = default,
        /// Plus this.
        pub add: Option<Number> = default,
        /// At most this.
        pub cap: Option<Number> = default,
        /// At least this.
        pub floor: Option<Number> = default,
        /// To so many digits by a named rule.
        pub round: Option<Round> = default,
    }
}

record! {
    /// Rounding of a score.
    pub struct Round {
        /// What happens to a tie.
        pub rule: Rounding,
        /// Decimal places, 0 to 12.
        pub digits: u32 = default,
    }
}

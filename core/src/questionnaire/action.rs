// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Actions, practices and bridges, as an author writes them.

use serde_json::Value;

use super::condition::Condition;
use super::question::Status;
use crate::id::{ActionId, ItemId, OptionId, PracticeId, RoleId};
use crate::json::decode::{names, record};
use crate::map::Map;
use crate::number::{Positive, Weight};
use crate::version::{Date, Edition};

record! {
    /// Something a city can do.
    pub struct Action {
        /// Its id.
        pub id: ActionId,
        /// The node it belongs to.
        pub node: ItemId,
        /// The answers it moves.
        pub moves: Vec<Move>,
        /// A further condition.
        pub when: Option<Condition> = default,
        /// What it takes.
        pub effort: Effort,
        /// The earliest horizon.
        pub horizon: Horizon,
        /// The role that does it.
        pub owner: Option<RoleId> = default,
        /// What must be done before.
        pub requires: Vec<ActionId> = default,
        /// An action that says the same.
        pub same_as: Option<ActionId> = default,
        /// Practices that show it.
        pub practices: Vec<PracticeId> = default,
        /// Multiplies its priority.
        pub importance: Weight = default,
        /// Since when it is recommended, and until when.
        pub status: Option<Status<ActionId>> = default,
    }
}

record! {
    /// A question, and the answer it has once the action is done.
    pub struct Move {
        /// The question.
        pub question: ItemId,
        /// The answer, as in an answers file.
        pub to: Value,
    }
}

record! {
    /// Person-days, at least and at most.
    #[derive(Copy)]
    pub struct Effort {
        /// At least, above 0.
        pub low: Positive,
        /// At most.
        pub high: Positive,
    }
}

impl Effort {
    /// The middle of low and high, in person-days: what plans reckon with.
    #[must_use]
    pub fn middle(self) -> f64 {
        f64::midpoint(self.low.get(), self.high.get())
    }
}

names! {
    /// A stretch of the roadmap.
    pub enum Horizon {
        /// 0 to 6 months.
        Short = "short",
        /// 6 to 18 months.
        Medium = "medium",
        /// 18 to 36 months.
        Long = "long",
    }
}

impl Horizon {
    /// First and last month.
    #[must_use]
    pub fn months(self) -> (u32, u32) {
        match self {
            Self::Short => (0, 6),
            Self::Medium => (6, 18),
            Self::Long => (18, 36),
        }
    }
}

/// Whether a text has the form of a country code (ISO 3166-1 alpha-2).
pub(crate) fn is_country(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|letter| letter.is_ascii_uppercase())
}

record! {
    /// What a named city really did.
    pub struct Practice {
        /// Its id.
        pub id: PracticeId,
        /// The city.
        pub city: String,
        /// Its country, ISO 3166-1 alpha-2.
        pub country: String,
        /// The year it began or was reported, where the source gives one.
        pub year: Option<u32> = default,
        /// The nodes it belongs to.
        pub nodes: Vec<ItemId>,
        /// Address of the source.
        pub source: String,
        /// When the source was last checked.
        pub last_checked: Date,
        /// Whether it still runs.
        pub state: PracticeState,
        /// Since when it is listed, and until when.
        pub status: Option<Status<PracticeId>> = default,
    }
}

names! {
    /// Whether a practice still runs.
    pub enum PracticeState {
        /// It does.
        Running = "running",
        /// It does not.
        Ended = "ended",
        /// Not known.
        Unknown = "unknown",
    }
}

record! {
    /// How answers to an earlier version become answers to this one.
    pub struct Bridge {
        /// The earlier version, without its patch.
        pub from: Edition,
        /// Old question id → new question id.
        pub rename: Map<ItemId, ItemId> = default,
        /// New question id → old option → new option.
        pub values: Map<ItemId, Map<OptionId, OptionId>> = default,
        /// Old questions that have no successor.
        pub dropped: Vec<ItemId> = default,
    }
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Conditions, as an author writes them.

use serde_json::Value;

use crate::id::{ActionId, ItemId, LevelId};
use crate::json::decode::{describe, names, record};
use crate::json::{Decode, Decoder};
use crate::number::Number;

record! {
    /// A condition: it combines others, or tests one subject.
    #[derive(Default)]
    pub struct Condition {
        /// All of these hold.
        pub all: Option<Vec<Condition>> = default,
        /// At least one of these holds.
        pub any: Option<Vec<Condition>> = default,
        /// This does not hold.
        pub not: Option<Box<Condition>> = default,
        /// So many of these hold.
        pub at_least_of: Option<AtLeastOf> = default,

        /// Subject: a question.
        pub question: Option<ItemId> = default,
        /// Subject: a node.
        pub node: Option<ItemId> = default,
        /// Subject, in gates: all of a sort below the node.
        pub every: Option<Every> = default,
        /// Subject, in actions: what is known of the city.
        pub context: Option<ContextField> = default,
        /// Subject, in actions: another action.
        pub action: Option<ActionId> = default,

        /// Equal to this.
        pub is: Option<Scalar> = default,
        /// Equal to one of these.
        pub is_one_of: Option<Vec<Scalar>> = default,
        /// This is among what was chosen.
        pub includes: Option<Scalar> = default,
        /// This or more.
        pub at_least: Option<Scalar> = default,
        /// More than this.
        pub above: Option<Scalar> = default,
        /// This or less.
        pub at_most: Option<Scalar> = default,
        /// Less than this.
        pub below: Option<Scalar> = default,
        /// The question is in this state.
        pub state: Option<TestedState> = default,
        /// The score, in its own units.
        pub score: Option<Interval> = default,
        /// The score ÷ its maximum.
        pub share: Option<Interval> = default,
        /// The level is this or higher.
        pub reaches: Option<LevelId> = default,
        /// The action fires, or does not.
        pub fires: Option<bool> = default,
    }
}

impl Condition {
    /// Calls `visit` with every question and node that the condition names.
    pub(crate) fn items<'a>(&'a self, visit: &mut impl FnMut(&'a ItemId)) {
        self.question.iter().chain(&self.node).for_each(&mut *visit);
        let parts = self.all.iter().chain(&self.any).flatten();
        let parts = parts.chain(self.at_least_of.iter().flat_map(|some| &some.of));
        for part in parts.chain(self.not.as_deref()) {
            part.items(visit);
        }
    }
}

record! {
    /// So many of a list of conditions.
    pub struct AtLeastOf {
        /// How many must hold.
        pub count: u32,
        /// The conditions.
        pub of: Vec<Condition>,
    }
}

record! {
    /// Between which numbers; all that are given must hold.
    #[derive(Default, Copy)]
    pub struct Interval {
        /// This or more.
        pub at_least: Option<Number> = default,
        /// More than this.
        pub above: Option<Number> = default,
        /// This or less.
        pub at_most: Option<Number> = default,
        /// Less than this.
        pub below: Option<Number> = default,
    }
}

names! {
    /// A sort of things below a node, for gates.
    pub enum Every {
        /// Its child nodes.
        Child = "child",
        /// Its essential questions.
        Essential = "essential",
    }
}

names! {
    /// What can be known of a city besides its answers.
    pub enum ContextField {
        /// Inhabitants.
        Population = "population",
        /// Country, ISO 3166-1 alpha-2.
        Country = "country",
        /// Region of the world.
        Region = "region",
        /// Income class of the country.
        IncomeClass = "income_class",
        /// Languages.
        Languages = "languages",
        /// Membership.
        Membership = "membership",
    }
}

names! {
    /// A state of a question.
    pub enum TestedState {
        /// It has an answer.
        Answered = "answered",
        /// It does not apply.
        NotApplicable = "not_applicable",
        /// The answer is not known.
        DontKnow = "dont_know",
        /// Nothing was said.
        Unanswered = "unanswered",
        /// A condition hides it.
        NotShown = "not_shown",
    }
}

/// A text, number or truth value that an answer is compared with.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Scalar {
    /// True or false.
    Truth(bool),
    /// A number.
    Number(f64),
    /// A text: an option's id, a day, a word of the context.
    Text(String),
}

impl Decode for Scalar {
    fn decode<'a>(value: Option<&'a Value>, decoder: &mut Decoder<'a>) -> Self {
        match value {
            Some(Value::Bool(truth)) => Self::Truth(*truth),
            Some(Value::String(text)) => Self::Text(text.clone()),
            Some(Value::Number(_)) => Self::Number(decoder.number(value).unwrap_or_default()),
            Some(other) => {
                decoder.wrong_type(other, "a text, a number, true or false");
                Self::Truth(false)
            }
            None => Self::Truth(false),
        }
    }
}

impl std::fmt::Display for Scalar {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&match self {
            Self::Truth(truth) => truth.to_string(),
            Self::Number(number) => describe(&(*number).into()),
            Self::Text(text) => format!("`{text}`"),
        })
    }
}

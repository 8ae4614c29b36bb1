// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What a column of a table can hold.

use serde::Serialize;

use crate::id::{ItemId, OptionId};

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Holds {
    /// Something of the answer to a question.
    Question {
        /// The question.
        id: ItemId,
        /// What of it.
        what: Aspect,
    },
    /// Something about the city.
    About(About),
    /// Which questionnaire the form was made for, and its version.
    Questionnaire,
    /// Anything else: it takes no part, and is there for whoever made the table.
    Other,
}

/// What a column holds of the answer to a question.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Aspect {
    /// The answer itself, or a word for its state.
    Answer,
    /// The answer to a question for a share, in percent.
    Percent,
    /// Whether this was chosen, in a question with several choices.
    Chosen(Choice),
    /// The state: answered, not applicable, don't know, unanswered.
    State,
    /// Why the question does not apply.
    Reason,
    /// A remark.
    Note,
    /// Addresses or document numbers that prove the answer.
    Evidence,
    /// How sure the respondent is.
    Confidence,
    /// Who answered: a role, not a person.
    Role,
    /// When it was answered.
    At,
}

/// What can be chosen in a question with options.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Choice {
    /// An option of the question.
    Option(OptionId),
    /// None of the options.
    NoneOfThese,
    /// "Does not apply to us".
    NotApplicable,
    /// "We do not know".
    DontKnow,
}

impl Choice {
    /// The name of what is no option, as forms write it.
    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Option(id) => id.as_str(),
            Self::NoneOfThese => "none_of_these",
            Self::NotApplicable => "not_applicable",
            Self::DontKnow => "dont_know",
        }
    }
}

/// What a column says about the city.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum About {
    /// Its name.
    City,
    /// When the assessment was made.
    Date,
    /// Who answered: a role, not a person.
    Role,
    /// Inhabitants.
    Population,
    /// Country, ISO 3166-1 alpha-2.
    Country,
    /// Region of the world.
    Region,
    /// Income class of the country.
    IncomeClass,
    /// Languages.
    Languages,
    /// Membership.
    Membership,
}

impl About {
    pub(crate) const ALL: &[Self] = &[
        Self::City,
        Self::Date,
        Self::Role,
        Self::Population,
        Self::Country,
        Self::Region,
        Self::IncomeClass,
        Self::Languages,
        Self::Membership,
    ];

    /// The name of the field in an answers file.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::City => "city",
            Self::Date => "date",
            Self::Role => "role",
            Self::Population => "population",
            Self::Country => "country",
            Self::Region => "region",
            Self::IncomeClass => "income_class",
            Self::Languages => "languages",
            Self::Membership => "membership",
        }
    }
}

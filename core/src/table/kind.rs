// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Which types of columns can answer which questions.

use std::str::FromStr as _;

use arrow_array::timezone::Tz;
use arrow_schema::DataType;

use crate::forms::Aspect;
use crate::instrument::program::Scoring;

/// The clock of a time zone.
pub(super) fn clock(zone: &str) -> Option<Tz> {
    let offset = if matches!(zone, "UTC" | "Etc/UTC" | "GMT" | "Z") { "+00:00" } else { zone };
    Tz::from_str(offset).ok()
}

/// What the values of a type are to a questionnaire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Number,
    Truth,
    Text,
    Day,
    /// A list of texts.
    List,
    /// Nothing but nulls.
    Nothing,
    /// Nothing that answers a question.
    Other,
}

impl Kind {
    pub(super) fn of(of: &DataType) -> Self {
        match of {
            DataType::Null => Self::Nothing,
            DataType::Boolean => Self::Truth,
            DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => Self::Text,
            DataType::Date32 | DataType::Date64 | DataType::Timestamp(_, None) => Self::Day,
            // The day at a place whose clock is not known here cannot be told.
            DataType::Timestamp(_, Some(zone)) if clock(zone).is_some() => Self::Day,
            DataType::Decimal32(..)
            | DataType::Decimal64(..)
            | DataType::Decimal128(..)
            | DataType::Decimal256(..) => Self::Number,
            of if of.is_numeric() => Self::Number,
            DataType::List(item) | DataType::LargeList(item) | DataType::FixedSizeList(item, _) => {
                match (item.data_type(), Self::of(item.data_type())) {
                    (_, Self::Text | Self::Nothing) => Self::List,
                    _ => Self::Other,
                }
            }
            DataType::Dictionary(_, values) => match (values.as_ref(), Self::of(values)) {
                (DataType::Dictionary(..), _) | (_, Self::List) => Self::Other,
                (_, kind) => kind,
            },
            _ => Self::Other,
        }
    }

    /// What is expected instead of a column of this kind, which cannot say this to such a question.
    pub(super) fn fits(self, aspect: &Aspect, scoring: &Scoring) -> Result<(), String> {
        use Kind::{Day, List, Nothing, Number, Text, Truth};
        let (kinds, expected): (&[Self], &str) = match (aspect, scoring) {
            (Aspect::State, _) => (&[Text], "texts: the name of a state"),
            (Aspect::Percent, _) => (&[Number, Text], "numbers, or texts with numbers"),
            (Aspect::Chosen(_), _) => (&[Truth, Number, Text], "truth values, 0 and 1, or texts"),
            (_, Scoring::Choice { truth: true, .. }) => {
                (&[Text, Truth, Number], "texts, truth values, or whole numbers as codes")
            }
            (_, Scoring::Choice { .. }) => (&[Text, Number], "texts, or whole numbers as codes"),
            (_, Scoring::Several { .. }) => {
                (&[List, Text, Number], "lists of texts, or texts with options apart by spaces")
            }
            (_, Scoring::Number { .. }) => (&[Number, Text], "numbers, or texts with numbers"),
            (_, Scoring::Date { .. }) => (
                &[Day, Text, Number],
                "dates, times without a time zone or with a fixed offset, or texts such as 2026-05-31",
            ),
            (_, Scoring::Text) => (&[Text, Number, Truth, Day], "texts"),
        };
        if self == Nothing || kinds.contains(&self) { Ok(()) } else { Err(expected.to_owned()) }
    }
}

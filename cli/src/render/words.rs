// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The questionnaire's own words, as reports use them.

use digirights::Instrument;
use digirights_reporting::{Error, Words};

use super::bar::Tint;
use crate::failure::Failure;
use crate::report::Report;

/// In the language that was asked for, or the first.
pub fn words<'i>(instrument: &'i Instrument, language: Option<&str>) -> Result<Words<'i>, Failure> {
    Words::new(instrument, language).map_err(|error| match error {
        Error::UnknownLanguage { found, known, .. } => {
            let expected =
                if known.is_empty() { "none: there are no texts".to_owned() } else { known.join(", ") };
            let known = known.iter().map(String::as_str);
            Failure::usage(Report::option("--language", &found, expected).near(&found, known))
        }
        other => {
            Failure::usage(Report::option("--language", language.unwrap_or_default(), other.to_string()))
        }
    })
}

/// A question with its id, by which the answers file knows it.
pub fn question_with_id(words: &Words<'_>, id: &str) -> String {
    with_id(words.question(id), id)
}

/// An action with its id.
pub fn action_with_id(words: &Words<'_>, id: &str) -> String {
    with_id(words.action(id), id)
}

fn with_id(name: &str, id: &str) -> String {
    if name == id { id.to_owned() } else { format!("{name} ({id})") }
}

/// The colours of shares.
pub fn tint(words: &Words<'_>) -> Tint {
    Tint::of(&words.definition().highlights)
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! A questionnaire as an `XLSForm`: the sheets that `KoboToolbox`, ODK and their kin make forms from.

mod cases;
mod city;
mod expr;
mod limits;
mod lists;
mod relevance;
mod rows;
mod sheets;
mod tongues;

use serde::Serialize;

use crate::id::ProfileId;
use crate::instrument::Instrument;
use crate::problem::{Code, Problem, Problems};

/// What a form asks beside the questions.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is one independent wish")]
pub struct XlsFormOptions {
    /// The profile to ask; without it, the whole questionnaire.
    pub profile: Option<ProfileId>,
    /// Ask about the city itself: name, day, country, inhabitants, and what actions ask for. Default yes.
    pub about: bool,
    /// Show the descriptions of groups. Default yes.
    pub descriptions: bool,
    /// Show the id of each question before its text. Questions with the same text have it always.
    /// Default no.
    pub ids: bool,
    /// A field for a remark to each question. Default no.
    pub notes: bool,
    /// A field for evidence to each question that can score. Default no.
    pub evidence: bool,
}

impl Default for XlsFormOptions {
    fn default() -> Self {
        Self { profile: None, about: true, descriptions: true, ids: false, notes: false, evidence: false }
    }
}

/// One sheet: a list of columns, and rows with as many cells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// The headings.
    pub columns: Vec<String>,
    /// The cells, all of them texts: one that begins with `=` is no formula.
    pub rows: Vec<Vec<String>>,
}

/// A questionnaire as an `XLSForm`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct XlsForm {
    /// What is asked, in order.
    pub survey: Sheet,
    /// What can be chosen.
    pub choices: Sheet,
    /// Title, id, version and language of the form.
    pub settings: Sheet,
    /// Conditions that a form cannot say (`T1006`): what depends on them is asked more often than it
    /// counts, and the engine leaves out what does not count.
    pub warnings: Vec<Problem>,
}

impl XlsForm {
    /// Writes a questionnaire as a form. [`FormReader`](crate::FormReader) reads what comes back.
    ///
    /// The names of questions and choices are made from their ids: what XML does not allow becomes `_`.
    /// "Not applicable" (where it is allowed) and "don't know" can be chosen in every question: among
    /// its options, or, for numbers, days and texts, in a row below that shows while there is no answer.
    /// A share is asked in percent. Conditions become `relevant`.
    ///
    /// ```
    /// use digirights::{Questionnaire, XlsForm, XlsFormOptions};
    ///
    /// let instrument = Questionnaire::from_json(r#"{
    ///     "format": "1.0", "id": "mini", "version": "1.0.0",
    ///     "root": {"id": "whole", "children": [
    ///         {"id": "M01.1", "answer": {"kind": "yes_no", "partly": true}},
    ///         {"id": "M01.2", "answer": {"kind": "yes_no"},
    ///          "show_when": {"question": "M01.1", "at_least": "partly"}}
    ///     ]}
    /// }"#)?.check()?;
    ///
    /// let options = XlsFormOptions { about: false, ..XlsFormOptions::default() };
    /// let form = XlsForm::new(&instrument, &options)?;
    /// let column = |name: &str| form.survey.columns.iter().position(|column| column == name);
    /// let cell = |row: usize, name: &str| form.survey.rows.get(row)?.get(column(name)?).map(String::as_str);
    /// assert_eq!(cell(1, "name"), Some("M01_2"));
    /// assert_eq!(cell(1, "relevant"), Some("${M01_1} = 'partly' or ${M01_1} = 'yes'"));
    /// # Ok::<(), digirights::Problems>(())
    /// ```
    ///
    /// # Errors
    /// `A0509` for an unknown profile.
    pub fn new(instrument: &Instrument, options: &XlsFormOptions) -> Result<Self, Problems> {
        let profile = options.profile.as_ref();
        let Some(part) = instrument.part(profile) else {
            let problem = profile.map_or_else(
                || Problem::new(Code::UnknownProfile, "/profile"),
                |profile| super::reader::unknown_profile(instrument, profile),
            );
            return Err(Problems::certain(vec![problem]));
        };
        Ok(rows::form(instrument, part, options))
    }
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Tables of forms, row by row.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::Wording;
use super::cell::spoken;
use super::columns::{FormColumn, columns};
use super::holds::{About, Aspect, Choice, Holds};
use super::labels::Labels;
use super::words::Words;
use crate::answers::Answers;
use crate::id::{ItemId, ProfileId};
use crate::instrument::program::Item;
use crate::instrument::table::Q;
use crate::instrument::{Instrument, Part};
use crate::limits::Limits;
use crate::problem::{Code, Problem, Problems, at_most};

/// How the table of a form is read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormOptions {
    /// The profile that was answered; without it, the whole questionnaire.
    pub profile: Option<ProfileId>,
    /// Texts that say as little as an empty cell, such as `NA` in a table from R. They are compared as
    /// they stand.
    pub blanks: Vec<String>,
    /// How to read headings that do not name what their column holds: a heading, and the heading to
    /// read instead, or an empty text to leave the column out.
    pub rename: BTreeMap<String, String>,
    /// The reason to write down for "not applicable" where the questionnaire demands one and the row
    /// holds none. Without it such an answer is reported and left out.
    pub reason: Option<String>,
}

/// What a [`FormReader`] made of the headings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FormReport {
    /// Every column, in the order of the table.
    pub columns: Vec<FormColumn>,
    /// Headings that are not understood, though they look as if they were meant for a question
    /// (`T1001`), columns of questions that are no longer asked (`A0512`), and columns that say of the city
    /// what another one says (`T1012`).
    pub warnings: Vec<Problem>,
    /// The reason that is written down where a row holds none: [`FormOptions::reason`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Makes answers of the rows of a table, as form tools export it.
///
/// ```
/// use digirights::{FormOptions, FormReader, Questionnaire};
///
/// let instrument = Questionnaire::from_json(r#"{
///     "format": "1.0", "id": "mini", "version": "1.0.0", "languages": ["en"],
///     "root": {"id": "whole", "children": [
///         {"id": "M01.1", "answer": {"kind": "yes_no"}},
///         {"id": "M01.2", "answer": {"kind": "several", "combine": "share",
///             "options": [{"id": "press"}, {"id": "radio"}]}}
///     ]},
///     "text": {"en": {
///         "title": "Mini", "nodes": {"whole": {"title": "All"}},
///         "questions": {
///             "M01.1": {"prompt": "Is there a register?"},
///             "M01.2": {"prompt": "Where is it announced?", "options": {"press": "In the press", "radio": "On the radio"}}
///         }
///     }}
/// }"#)?.check()?;
///
/// let headings = ["Timestamp", "City", "Is there a register?", "M01_2"];
/// let reader = FormReader::new(&instrument, &headings, FormOptions::default())?;
/// let row = [Some("2026-05-31 10:00"), Some("Example Town"), Some("Yes"), Some("In the press; On the radio")];
/// let (answers, problems) = reader.read(1, &row);
/// assert!(problems.is_empty());
/// assert_eq!(answers.document().city.as_deref(), Some("Example Town"));
/// assert_eq!(instrument.assess(&answers)?.score().root().score().map(|score| score.point()), Some(1.0));
/// # Ok::<(), digirights::Problems>(())
/// ```
#[derive(Debug)]
pub struct FormReader {
    pub(super) instrument: Instrument,
    pub(super) part: Arc<Part>,
    pub(super) wording: Wording,
    pub(super) spoken: Vec<&'static Words>,
    pub(super) options: FormOptions,
    pub(super) questions: Vec<Columns>,
    pub(super) abouts: Vec<(usize, About)>,
    pub(super) questionnaire: Option<usize>,
    report: FormReport,
}

/// The columns of one question, by their positions in the table.
#[derive(Debug)]
pub(super) struct Columns {
    pub(super) id: ItemId,
    pub(super) position: Q,
    pub(super) by_aspect: BTreeMap<Aspect, usize>,
    /// Columns for one choice each, in the order of the table.
    pub(super) chosen: Vec<(Choice, usize)>,
}

impl FormReader {
    /// Reads the headings of a table. Headings are matched as people read them: case, spaces, kinds of
    /// quotes and dashes and signs at the end do not matter. Groups of a form may stand before the
    /// name.
    ///
    /// # Errors
    /// `A0509` for an unknown profile, `T1002` where two columns say the same, `T1004` where no column
    /// answers a question or one that is to be renamed is missing, `A0501` where a new name names nothing;
    /// with these the warnings of [`FormReport::warnings`].
    pub fn new<H: AsRef<str>>(
        instrument: &Instrument,
        headings: &[H],
        options: FormOptions,
    ) -> Result<Self, Problems> {
        if let Some(profile) = &options.profile
            && instrument.part(Some(profile)).is_none()
        {
            return Err(Problems::certain(vec![unknown_profile(instrument, profile)]));
        }
        let Some(part) = instrument.part(None).cloned() else {
            return Err(Problems::certain(vec![Problem::new(Code::UnknownProfile, "")]));
        };
        let wording = Wording::of(instrument, &part);
        let (columns, mut problems) = columns(instrument, &part, &wording, headings, &options.rename);
        // What stops the reading comes first, so that it is not among those that are too many to list.
        problems.sort_by_key(|problem| Reverse(problem.code().severity()));
        at_most(&mut problems, &Limits::default());
        Problems::check(problems.clone())?;
        let (questions, abouts, questionnaire) = sorted(&part, &columns);
        let report = FormReport { columns, warnings: problems, reason: options.reason.clone() };
        let spoken = spoken(&Labels::of(instrument.definition()));
        let instrument = instrument.clone();
        Ok(Self { instrument, part, wording, spoken, options, questions, abouts, questionnaire, report })
    }

    /// What every column was taken for.
    #[must_use]
    pub fn report(&self) -> &FormReport {
        &self.report
    }

    /// Makes answers of one row: its cells in the order of the headings, `None` for what a table calls
    /// null. A row may be shorter than the headings.
    ///
    /// Cells that are not understood are left out of the answers and listed, each with its place
    /// (`/row/heading`), what was found and what was expected: nothing is dropped in silence. What is
    /// left in can be assessed: [`Instrument::assess`](crate::Instrument::assess) finds no problem in
    /// it. `row` is the number that these places begin with.
    #[must_use]
    pub fn read(&self, row: usize, cells: &[Option<&str>]) -> (Answers, Vec<Problem>) {
        super::row::read(self, row, cells)
    }
}

pub(super) fn unknown_profile(instrument: &Instrument, profile: &ProfileId) -> Problem {
    let profiles = instrument.definition().profiles.iter().map(|profile| profile.id.as_str());
    let problem = Problem::new(Code::UnknownProfile, "/profile");
    problem.unknown(profile.as_str(), "a profile of the questionnaire", profiles)
}

/// The columns by what they hold.
fn sorted(part: &Part, columns: &[FormColumn]) -> (Vec<Columns>, Vec<(usize, About)>, Option<usize>) {
    let mut questions: BTreeMap<Q, Columns> = BTreeMap::new();
    let (mut abouts, mut questionnaire) = (Vec::new(), None);
    for (index, column) in columns.iter().enumerate() {
        match &column.holds {
            Holds::Question { id, what } => {
                let Some(Item::Question(position)) = part.program.items.get(id).copied() else { continue };
                let columns = questions.entry(position).or_insert_with(|| Columns {
                    id: id.clone(),
                    position,
                    by_aspect: BTreeMap::new(),
                    chosen: Vec::new(),
                });
                match what {
                    Aspect::Chosen(choice) => columns.chosen.push((choice.clone(), index)),
                    other => {
                        columns.by_aspect.insert(other.clone(), index);
                    }
                }
            }
            Holds::About(about) => abouts.push((index, *about)),
            Holds::Questionnaire => questionnaire = Some(index),
            Holds::Other => {}
        }
    }
    (questions.into_values().collect(), abouts, questionnaire)
}

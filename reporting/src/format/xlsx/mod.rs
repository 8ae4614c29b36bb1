// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! A result as a workbook: everything with its numbers, one sheet a topic, and formulas where a person would
//! expect them, so that other weights and answers can be tried.

mod about;
mod answers;
mod formula;
mod lenses;
mod open;
mod overview;
mod plan;
mod scores;
mod sheet;

use digirights::{NodeScore, QuestionScore};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::clean::clean;
use crate::error::Error;
use crate::subject::Subject;

use formula::Places;
use sheet::Sheet;

impl Subject<'_> {
    /// The result as the bytes of an `.xlsx` workbook, the same bytes for the same result. Formulas carry the
    /// engine's values as their results.
    ///
    /// Scores, bounds, gains and what answers add are of 100; the points of a node or question that has
    /// a maximum of its own stand beside it.
    ///
    /// # Errors
    /// `D0004` where there is more than a workbook can hold, such as a million questions.
    pub fn to_xlsx(&self) -> Result<Vec<u8>, Error> {
        let words = self.words;
        let named = |key: &str| sheet::name(&words.say(&format!("xlsx.sheet.{key}"), &[]));
        let places = Places::new(self, named("answers"), named("scores"), named("roadmap"));
        let mut sheets = vec![
            overview::sheet(self, named("overview"), &places),
            scores::sheet(self, &places),
            answers::sheet(self, &places),
        ];
        sheets.extend(lenses::sheet(self, named("lenses")));
        if let Some(document) = self.plan {
            sheets.push(plan::recommendations(self, named("recommendations"), document));
            sheets.push(plan::roadmap(self, places.roadmap.clone(), document));
        }
        sheets.extend([open::sheet(self, named("open")), about::sheet(self, named("about"))]);
        self.workbook(&sheets).map_err(|error| Error::Workbook { found: error.to_string() })
    }

    fn workbook(&self, sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        // A workbook without a date gets the present one.
        let date = ExcelDateTime::from_ymd(2000, 1, 1)?;
        let properties = DocProperties::new().set_creation_datetime(&date);
        let properties = properties.set_title(clean(self.words.title())).set_subject(clean(&self.city()));
        workbook.set_properties(&properties);
        for sheet in sheets {
            sheet.write(workbook.add_worksheet(), self.words.is_rtl())?;
        }
        workbook.save_to_buffer()
    }
}

/// The score of a node, of 100.
fn point(node: &NodeScore<'_>) -> Option<f64> {
    Some(node.score()?.share() * 100.0)
}

/// The score of a question, of 100; none where it has no score.
fn worth(question: &QuestionScore<'_>) -> Option<f64> {
    let maximum = question.maximum();
    question.score().filter(|_| maximum > 0.0).map(|score| score / maximum * 100.0)
}

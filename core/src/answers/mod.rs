// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Answers of one city (or one department of it), and the assessment they make.

mod assess;
mod bridge;
mod document;
mod merge;

use std::sync::Arc;

use serde_json::Value;

pub use assess::Assessment;
pub(crate) use assess::given;
pub use bridge::Bridged;
pub use document::{
    Answer, AnswerState, AnswersDocument, Confidence, Context, IncomeClass, QuestionnaireRef, Resolution,
    Settlement,
};
pub use merge::{Merged, merge, settlements_from_json};

use crate::id::QuestionnaireId;
use crate::json::digest::{LazyDigest, digest};
use crate::json::write::{compact, indented};
use crate::json::{decode_document, parse};
use crate::limits::Limits;
use crate::map::Map;
use crate::problem::{Code, Problem, Problems, at_most};
use crate::version::{FORMAT, Version};

/// What one city, or one department of it, said. Reading it checks its form;
/// [`Instrument::assess`](crate::Instrument::assess) holds it against the questionnaire.
#[derive(Debug, Clone, PartialEq)]
pub struct Answers {
    pub(crate) document: AnswersDocument,
    /// Of the document as it was read; none once it was changed.
    digest: Option<Arc<LazyDigest>>,
    /// Questions whose answer was read from a bare value, by id, so that a problem names the right place.
    bare: Vec<String>,
}

impl Answers {
    /// No answers yet to a questionnaire.
    #[must_use]
    pub fn new(id: QuestionnaireId, version: Version) -> Self {
        let document = AnswersDocument {
            format: FORMAT,
            questionnaire: QuestionnaireRef { id, version },
            city: None,
            date: None,
            profile: None,
            role: None,
            context: Context::default(),
            answers: Map::new(),
            conflicts: Map::new(),
            resolutions: Map::new(),
        };
        Self { document, digest: None, bare: Vec::new() }
    }

    /// Reads an answers file.
    ///
    /// # Errors
    /// Every problem of form at once: codes with the letters `J`, `S`, and `A0510`.
    pub fn from_json(text: &str) -> Result<Self, Problems> {
        Self::from_json_with(text, &Limits::default())
    }

    /// As [`Answers::from_json`], with limits of one's own.
    ///
    /// # Errors
    /// As [`Answers::from_json`].
    pub fn from_json_with(text: &str, limits: &Limits) -> Result<Self, Problems> {
        let mut problems = Vec::new();
        let value = parse(text, limits, &mut problems);
        if let (Some(value), true) = (value, problems.is_empty())
            && let Some(document) = decode_document::<AnswersDocument>(&value, limits, &mut problems)
            && problems.is_empty()
        {
            if document.answers.len() <= limits.items {
                let bare = bare_answers(&value);
                return Ok(Self { document, digest: Some(Arc::new(LazyDigest::of(&value))), bare });
            }
            let found = format!("{} answers", document.answers.len());
            let expected = format!("at most {}", limits.items);
            problems.push(Problem::new(Code::TooManyItems, "/answers").finding(found).expecting(expected));
        }
        at_most(&mut problems, limits);
        Err(Problems::certain(problems))
    }

    /// As JSON text, indented, with a line feed at the end.
    #[must_use]
    pub fn to_json(&self) -> String {
        indented(&self.document)
    }

    /// What was given.
    #[must_use]
    pub fn document(&self) -> &AnswersDocument {
        &self.document
    }

    /// The answer to a question; none while departments contradict each other, because until one of their
    /// answers is chosen, none of them counts.
    #[must_use]
    pub fn answer(&self, question: &str) -> Option<&Answer> {
        let AnswersDocument { answers, conflicts, .. } = &self.document;
        answers.get(question).filter(|_| !conflicts.contains_key(question))
    }

    /// Where the value of an answer stands in the document.
    pub(crate) fn place_of_value(&self, question: &str) -> String {
        let place = format!("/answers/{}", question.replace('~', "~0").replace('/', "~1"));
        if self.bare.binary_search_by(|bare| bare.as_str().cmp(question)).is_ok() {
            place
        } else {
            format!("{place}/value")
        }
    }

    /// Changes what was given.
    pub fn document_mut(&mut self) -> &mut AnswersDocument {
        self.digest = None;
        // From here on the document is as `to_json` writes it.
        self.bare.clear();
        &mut self.document
    }

    /// Sets the answer to one question.
    pub fn set(&mut self, question: impl Into<String>, answer: Answer) {
        self.document_mut().answers.insert(question.into(), answer);
    }

    /// `sha256:` and the SHA-256, in hexadecimal, of the canonical JSON (RFC 8785) of the document
    /// as it was read (or, once changed, as [`Answers::to_json`] writes it).
    #[must_use]
    pub fn digest(&self) -> String {
        self.digest
            .as_ref()
            .map_or_else(|| digest(&compact(&self.document)), |digest| digest.get().to_owned())
    }
}

fn bare_answers(document: &Value) -> Vec<String> {
    let answers = document.get("answers").and_then(Value::as_object);
    let bare = answers.into_iter().flatten().filter(|(_, answer)| !answer.is_object());
    let mut bare: Vec<String> = bare.map(|(question, _)| question.clone()).collect();
    bare.sort_unstable();
    bare
}

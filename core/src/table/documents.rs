// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Many answers files, scored into one table.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::{ArrayRef, StringArray, UInt64Array};
use arrow_schema::{DataType, Field, SchemaRef};
use serde_json::Value;

use super::options::{Keep, TableOptions};
use super::plan::no_column;
use super::result::{BadRow, Scored, Shape, outputs};
use super::wrong::{Wrong, position};
use crate::answers::{Answer, AnswerState, Answers, AnswersDocument};
use crate::batch::{Cell, Cells, Column, Columns, Output};
use crate::id::{ItemId, ProfileId};
use crate::instrument::Instrument;
use crate::instrument::program::Scoring;
use crate::problem::{Code, Problem, Problems, Severity};

/// What is told of an answers file beside its scores.
const FACTS: [&str; 9] =
    ["city", "date", "role", "population", "country", "region", "income_class", "languages", "membership"];

/// An instrument made ready for many answers files: a table comes out with a row for each, what the file
/// says of the city, and the same scores as [`Instrument::assess`] and
/// [`Assessment::score`](crate::Assessment::score) give.
///
/// ```
/// use digirights::{Answers, AnswersScorer, Questionnaire, TableOptions};
///
/// let instrument = Questionnaire::from_json(r#"{
///     "format": "1.0", "id": "mini", "version": "1.0.0",
///     "root": {"id": "whole", "children": [{"id": "register", "answer": {"kind": "yes_no"}}]}
/// }"#)?.check()?;
/// let answers = Answers::from_json(r#"{
///     "format": "1.0", "questionnaire": {"id": "mini", "version": "1.0.0"},
///     "city": "Example Town", "answers": {"register": "yes"}
/// }"#)?;
///
/// let scorer = AnswersScorer::new(&instrument, None, TableOptions::default())?;
/// let scored = scorer.score(&[Ok(answers)], 0)?;
/// assert!(scored.bad_rows.is_empty());
/// assert_eq!(scored.batch.schema().field(0).name(), "city");
/// # Ok::<(), digirights::Problems>(())
/// ```
#[derive(Debug)]
pub struct AnswersScorer {
    shape: Shape,
    instrument: Instrument,
    profile: Option<ProfileId>,
    kept: Vec<&'static str>,
}

impl AnswersScorer {
    /// Makes an instrument, or a profile of it, ready for answers files. Of the options, coding, blanks and columns
    /// are not looked at: files say what they mean.
    ///
    /// # Errors
    /// `A0509` for an unknown profile, `S0204` for an unknown node, `T1004` where a fact is to be kept that
    /// there is not.
    pub fn new(
        instrument: &Instrument,
        profile: Option<&ProfileId>,
        mut options: TableOptions,
    ) -> Result<Self, Problems> {
        let batch = instrument.batch(profile)?;
        let outputs = outputs(&batch, &options)?;
        let all = arrow_schema::Schema::new(FACTS.iter().map(|fact| field(fact)).collect::<Vec<_>>());
        let kept = match std::mem::take(&mut options.keep) {
            Keep::None => Vec::new(),
            Keep::All => FACTS.to_vec(),
            Keep::These(names) => {
                let known = |name: &String| FACTS.into_iter().find(|fact| fact == name);
                let unknown = names.iter().filter(|name| known(name).is_none());
                Problems::check(unknown.map(|name| no_column(&all, name)).collect())?;
                names.iter().filter_map(known).collect()
            }
        };
        let fields = kept.iter().map(|fact| Arc::new(field(fact)));
        let shape = Shape::new(batch, outputs, fields, &HashMap::new(), &options);
        Ok(Self { shape, instrument: instrument.clone(), profile: profile.cloned(), kept })
    }

    /// The columns of scores, in their order in the result.
    #[must_use]
    pub fn outputs(&self) -> &[Output] {
        &self.shape.outputs
    }

    /// The columns of the result: what files say of the city, the scores, and the problems of each row
    /// where they were asked for.
    #[must_use]
    pub fn schema(&self) -> &SchemaRef {
        &self.shape.schema
    }

    /// Scores answers, or tells again why there are none; the first of them is in row `first_row`. Answers
    /// to an earlier version of the questionnaire are carried over first. Those that cannot be used give
    /// no scores: see [`Scored::bad_rows`].
    ///
    /// # Errors
    /// None that an input can cause.
    pub fn score(&self, rows: &[Result<Answers, Vec<Problem>>], first_row: u64) -> Result<Scored, Problems> {
        let first = position(first_row);
        let mut bad_rows = Vec::new();
        let mut held = Vec::with_capacity(rows.len());
        for (index, answers) in rows.iter().enumerate() {
            let row = first.saturating_add(index);
            let found = match answers {
                Ok(answers) => self.hold(answers).map_err(Problems::into_vec),
                Err(problems) => Err(problems.clone()),
            };
            match found {
                Ok(answers) => held.push(Some(answers)),
                Err(problems) => {
                    let is_certain = |problem: &Problem| problem.code().severity() == Severity::Problem;
                    let certain = problems.into_iter().filter(is_certain);
                    bad_rows.extend(certain.map(|problem| BadRow { row, problem }));
                    held.push(None);
                }
            }
        }
        let batch = &self.shape.batch;
        let wrong = Wrong::of(batch, &[], &bad_rows, first_row);
        let cells: Vec<(&ItemId, Result<_, _>)> = batch
            .program()
            .questions
            .iter()
            .map(|(_, plan)| {
                let free = matches!(plan.scoring, Scoring::Text);
                let column = Given { question: plan.id.as_str(), free, answers: &held };
                (&plan.id, wrong.mark(plan.id.as_str(), column))
            })
            .collect();
        let mut columns = Columns::new(batch, rows.len());
        for (question, cells) in &cells {
            let cells: &dyn Cells = match cells {
                Ok(marked) => marked,
                Err(plain) => plain,
            };
            columns.set(question.as_str(), Column::Cells(cells), None)?;
        }
        let documents: Vec<Option<&AnswersDocument>> =
            rows.iter().map(|answers| answers.as_ref().ok().map(Answers::document)).collect();
        let kept = self.kept.iter().map(|fact| array(fact, &documents));
        self.shape.score(&columns, kept, (first_row, rows.len()), &wrong)
    }

    /// Carries answers over to this version, and holds them against the instrument.
    fn hold(&self, answers: &Answers) -> Result<Answers, Problems> {
        let carried = self.instrument.bridge(answers)?.answers;
        if let (None, Some(named)) = (&self.profile, &carried.document().profile) {
            let problem = Problem::new(Code::UnknownProfile, "/profile").finding(format!("`{named}`"));
            let expected =
                "answers to the whole questionnaire: those to a profile are scored for it, on their own";
            return Err(Problems::certain(vec![problem.expecting(expected)]));
        }
        self.instrument.assess_for(&carried, self.profile.as_ref())?;
        Ok(carried)
    }
}

/// The answers to one question.
struct Given<'a> {
    question: &'a str,
    /// Whether the answer is any text.
    free: bool,
    answers: &'a [Option<Answers>],
}

impl Cells for Given<'_> {
    fn cell(&self, row: usize) -> Cell<'_> {
        let answers = self.answers.get(row).and_then(Option::as_ref);
        match answers.and_then(|answers| answers.answer(self.question)) {
            // Such a text may be a word for a state, and is an answer all the same.
            Some(Answer { value: Some(_), .. }) if self.free => Cell::Truth(true),
            Some(answer) => cell(answer),
            None => Cell::State(AnswerState::Unanswered),
        }
    }
}

/// An answer that was held against the instrument.
fn cell(answer: &Answer) -> Cell<'_> {
    let number = |number: Option<f64>| number.map_or(Cell::State(AnswerState::Unanswered), Cell::Number);
    match &answer.value {
        None => Cell::State(answer.state),
        Some(Value::Bool(truth)) => Cell::Truth(*truth),
        Some(Value::Number(value)) => number(value.as_f64()),
        Some(Value::String(text)) => Cell::Text(text.as_str().into()),
        Some(Value::Array(items)) => {
            Cell::Options(items.iter().filter_map(Value::as_str).map(Into::into).collect())
        }
        Some(Value::Object(parts)) => {
            let part = |name: &str| parts.get(name).and_then(Value::as_f64);
            number(part("part").zip(part("whole")).map(|(part, whole)| part / whole))
        }
        Some(Value::Null) => Cell::State(AnswerState::Unanswered),
    }
}

fn field(fact: &str) -> Field {
    let of = if fact == "population" { DataType::UInt64 } else { DataType::Utf8 };
    Field::new(fact, of, true)
}

fn array(fact: &str, documents: &[Option<&AnswersDocument>]) -> ArrayRef {
    if fact == "population" {
        let numbers = documents.iter().map(|document| document.and_then(|of| of.context.population));
        return Arc::new(numbers.collect::<UInt64Array>());
    }
    let texts = documents.iter().map(|document| {
        let document = (*document)?;
        let context = &document.context;
        match fact {
            "city" => document.city.clone(),
            "date" => document.date.as_ref().map(ToString::to_string),
            "role" => document.role.clone(),
            "country" => context.country.clone(),
            "region" => context.region.clone(),
            "income_class" => context.income_class.map(|class| class.to_string()),
            "languages" => (!context.languages.is_empty()).then(|| context.languages.join(" ")),
            _ => context.membership.clone(),
        }
    });
    Arc::new(texts.collect::<StringArray>())
}

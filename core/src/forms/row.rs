// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! One row of a form's table as answers.

use serde_json::Value;

use super::columns::place;
use super::edition::of_another;
use super::holds::{Aspect, Choice};
use super::reader::{Columns, FormReader};
use super::text::{is_blank, key};
use super::ticked::{Ticked, is_left_out};
use super::{Misread, Said, about};
use crate::answers::{Answer, Answers, Confidence};
use crate::instrument::given::{self, State};
use crate::instrument::program::QuestionPlan;
use crate::json::decode_document;
use crate::limits::Limits;
use crate::problem::{Code, Problem, nearest};
use crate::questionnaire::NotApplicable;
use crate::version::Moment;

/// A row while it is read.
pub(super) struct Row<'a> {
    pub(super) reader: &'a FormReader,
    number: usize,
    cells: &'a [Option<&'a str>],
    pub(super) problems: Vec<Problem>,
}

/// What the columns of a question say together, and the column to name where it cannot be used.
struct Read {
    said: Said,
    column: usize,
}

/// A problem was noted, and what was read is left out.
struct LeftOut;

/// What columns for single choices say: nothing where no choice is made.
struct Chosen {
    said: Option<Said>,
    column: usize,
    /// Every choice whose column says yes or no.
    ticks: Vec<(Choice, bool)>,
}

impl Chosen {
    fn read(self) -> Option<Read> {
        Some(Read { said: self.said?, column: self.column })
    }

    /// Whether these columns and the one for the whole answer say the same. A table may have columns for
    /// only some of the choices.
    fn agrees(&self, said: &Said) -> bool {
        let listed = |choice: &Choice| match (said, choice) {
            (Said::Value(Value::Array(ids)), Choice::Option(id)) => {
                ids.iter().any(|other| other.as_str() == Some(id.as_str()))
            }
            (Said::Value(Value::Array(ids)), Choice::NoneOfThese) => ids.is_empty(),
            (Said::State(State::NotApplicable), Choice::NotApplicable)
            | (Said::State(State::DontKnow), Choice::DontKnow) => true,
            _ => false,
        };
        self.ticks.iter().all(|(choice, ticked)| listed(choice) == *ticked)
    }
}

pub(super) fn read(reader: &FormReader, number: usize, cells: &[Option<&str>]) -> (Answers, Vec<Problem>) {
    let mut answers = Answers::new(reader.instrument.id().clone(), reader.instrument.version());
    let mut row = Row { reader, number, cells, problems: Vec::new() };
    let document = answers.document_mut();
    document.profile.clone_from(&reader.options.profile);
    for (column, about) in &reader.abouts {
        if let Some(text) = row.cell(*column) {
            about::read(&mut row, *column, *about, text, document);
        }
    }
    row.questionnaire();
    for columns in &reader.questions {
        if let Some(answer) = row.question(columns) {
            document.answers.insert(columns.id.to_string(), answer);
        }
    }
    row.beyond();
    (answers, row.problems)
}

impl<'a> Row<'a> {
    /// The text of a cell that says something.
    fn cell(&self, column: usize) -> Option<&'a str> {
        let text = self.cells.get(column).copied().flatten().filter(|text| !is_blank(text))?;
        let blanks = &self.reader.options.blanks;
        (!blanks.iter().any(|blank| blank.trim() == text.trim())).then_some(text)
    }

    /// The place of a cell, as a JSON Pointer.
    pub(super) fn place(&self, column: usize) -> String {
        let heading = self.reader.report().columns.get(column).map_or("", |column| column.heading.as_str());
        format!("/{}{}", self.number, place(heading))
    }

    pub(super) fn note(
        &mut self,
        code: Code,
        column: usize,
        found: impl Into<String>,
        expected: impl Into<String>,
    ) {
        let problem = Problem::new(code, self.place(column));
        self.problems.push(problem.finding(found.into()).expecting(expected.into()));
    }

    fn misread(&mut self, misread: Misread, column: usize) -> LeftOut {
        let problem = misread.at(self.place(column));
        self.problems.push(problem);
        LeftOut
    }

    /// Whether the form was made for this edition of the questionnaire.
    fn questionnaire(&mut self) {
        let Some(column) = self.reader.questionnaire else { return };
        let Some(text) = self.cell(column) else { return };
        let problem = of_another(&self.reader.instrument, text);
        self.problems.extend(problem.map(|problem| problem.at_path(self.place(column))));
    }

    /// Cells behind the last heading.
    fn beyond(&mut self) {
        let count = self.reader.report().columns.len();
        for column in count..self.cells.len() {
            if let Some(text) = self.cell(column) {
                let problem = Problem::new(Code::UnknownColumn, format!("/{}/{column}", self.number));
                self.problems.push(problem.finding(format!("`{text}`")).expecting("a heading for it"));
            }
        }
    }

    fn question(&mut self, columns: &Columns) -> Option<Answer> {
        let reader = self.reader;
        let plan = reader.part.program.questions.get(columns.position)?;
        let read = self.said(columns).and_then(|read| self.with_state(columns, read));
        let mut answer = read.and_then(|read| self.answer(columns, plan, read)).unwrap_or_default();
        self.beside(columns, &mut answer);
        answer
    }

    /// What the column for the answer and those for single choices say.
    fn said(&mut self, columns: &Columns) -> Result<Option<Read>, LeftOut> {
        let whole = self.whole(columns);
        let chosen = self.chosen(columns)?;
        match (whole, chosen) {
            (None, chosen) => Ok(chosen.and_then(Chosen::read)),
            (Some((Ok(said), column)), None) => Ok(Some(Read { said, column })),
            (Some((Ok(said), column)), Some(chosen)) if chosen.agrees(&said) => {
                Ok(Some(Read { said, column }))
            }
            (Some((Ok(_), column)), Some(_)) => {
                let expected = "the same in this column and in those of the single choices";
                self.note(Code::AnsweredTwice, column, "two answers", expected);
                Err(LeftOut)
            }
            // A list that cannot be told apart is said once more, column by column.
            (Some((Err(misread), column)), chosen) => match chosen.and_then(Chosen::read) {
                Some(read) => Ok(Some(read)),
                None => Err(self.misread(misread, column)),
            },
        }
    }

    fn whole(&self, columns: &Columns) -> Option<(Result<Said, Misread>, usize)> {
        let wording = &self.reader.wording;
        let answer = columns.by_aspect.get(&Aspect::Answer).map(|column| (*column, false));
        let percent = || columns.by_aspect.get(&Aspect::Percent).map(|column| (*column, true));
        let (column, percent) = answer.or_else(percent)?;
        let text = self.cell(column)?;
        let said = if percent { wording.percent(text) } else { wording.cell(columns.position, text) };
        Some((said, column))
    }

    /// What the columns for single choices say.
    fn chosen(&mut self, columns: &Columns) -> Result<Option<Chosen>, LeftOut> {
        let mut ticks = Vec::new();
        let mut first = None;
        let mut left_out = false;
        for (choice, column) in &columns.chosen {
            let Some(text) = self.cell(*column) else { continue };
            first = first.or(Some(*column));
            match self.ticked(columns, choice, text) {
                Ticked::Yes => ticks.push((choice.clone(), true)),
                Ticked::No => ticks.push((choice.clone(), false)),
                Ticked::Unclear => {
                    left_out = true;
                    let expected = "1 or 0, yes or no, the name of the choice, or nothing";
                    self.misread(Misread::new(text, expected), *column);
                }
            }
        }
        let plan = self.reader.part.program.questions.get(columns.position);
        let (Some(column), Some(plan)) = (first, plan) else { return Ok(None) };
        if left_out {
            return Err(LeftOut);
        }
        let mut ids = Vec::new();
        let mut alone = None;
        for (choice, _) in ticks.iter().filter(|(_, yes)| *yes) {
            match choice {
                Choice::Option(id) => ids.push(Value::from(id.as_str())),
                other if alone.is_none() => alone = Some(other.clone()),
                other => return Err(self.with_others(other, column)),
            }
        }
        let said = match alone {
            Some(other) if !ids.is_empty() => return Err(self.with_others(&other, column)),
            Some(Choice::NotApplicable) => Some(Said::State(State::NotApplicable)),
            Some(Choice::DontKnow) => Some(Said::State(State::DontKnow)),
            // Some tools write 0 for every choice of a question that was not answered, and nothing into
            // its own column.
            None if ids.is_empty()
                && (columns.by_aspect.contains_key(&Aspect::Answer)
                    || is_left_out(&ticks, &plan.scoring)) =>
            {
                None
            }
            _ => Some(Said::Value(Value::Array(ids))),
        };
        Ok(Some(Chosen { said, column, ticks }))
    }

    fn ticked(&self, columns: &Columns, choice: &Choice, text: &str) -> Ticked {
        let wording = &self.reader.wording;
        let named = match wording.picks(columns.position, text) {
            [one] => wording.choices(columns.position).and_then(|choices| choices.choice(*one)),
            _ => None,
        };
        if named.as_ref() == Some(choice) { Ticked::Yes } else { Ticked::of(text, &self.reader.spoken) }
    }

    fn with_others(&mut self, choice: &Choice, column: usize) -> LeftOut {
        let name = choice.as_str();
        self.note(Code::ExclusiveOption, column, format!("`{name}` with others"), format!("`{name}` alone"));
        LeftOut
    }

    /// What was said, held against the column for the state.
    fn with_state(&mut self, columns: &Columns, read: Option<Read>) -> Result<Option<Read>, LeftOut> {
        let Some(column) = columns.by_aspect.get(&Aspect::State).copied() else { return Ok(read) };
        let Some(text) = self.cell(column) else { return Ok(read) };
        let state = match self.reader.wording.state(text) {
            Ok(state) => state,
            Err(misread) => return Err(self.misread(misread, column)),
        };
        match (state, read) {
            (State::Answered, Some(read @ Read { said: Said::Value(_), .. })) => Ok(Some(read)),
            (state, Some(read @ Read { said: Said::State(_), .. })) if read.said == Said::State(state) => {
                Ok(Some(read))
            }
            (State::NotApplicable | State::DontKnow | State::Unanswered, None) => {
                Ok(Some(Read { said: Said::State(state), column }))
            }
            (_, read) => {
                let found = if read.is_some() {
                    "an answer with another state"
                } else {
                    "`answered` without an answer"
                };
                self.note(Code::StateContradicts, column, found, "a value with `answered`, and only there");
                Err(LeftOut)
            }
        }
    }

    /// An answer that can be assessed.
    fn answer(
        &mut self,
        columns: &Columns,
        plan: &QuestionPlan,
        read: Option<Read>,
    ) -> Result<Option<Answer>, LeftOut> {
        let Some(Read { said, column }) = read else { return Ok(None) };
        match said {
            Said::Value(value) => match given::read(&plan.scoring, &value) {
                Ok(_) => Ok(Some(Answer::value(value))),
                Err(wrong) => {
                    let code = wrong.code;
                    let problem = wrong.at(code, self.place(column));
                    self.problems.push(problem);
                    Err(LeftOut)
                }
            },
            Said::State(State::NotApplicable) => self.not_applicable(columns, plan, column).map(Some),
            Said::State(State::DontKnow) => Ok(Some(Answer::dont_know())),
            Said::State(State::Unanswered | State::Answered) => Ok(None),
        }
    }

    fn not_applicable(
        &mut self,
        columns: &Columns,
        plan: &QuestionPlan,
        column: usize,
    ) -> Result<Answer, LeftOut> {
        if plan.not_applicable == NotApplicable::Forbidden {
            self.note(Code::NotApplicableForbidden, column, "`not_applicable`", "an answer, or `dont_know`");
            return Err(LeftOut);
        }
        let demanded = plan.not_applicable == NotApplicable::WithReason;
        let given = columns.by_aspect.get(&Aspect::Reason).and_then(|column| self.cell(*column));
        let usual = self.reader.options.reason.as_deref();
        match given.or_else(|| usual.filter(|reason| demanded && !reason.trim().is_empty())) {
            Some(reason) => Ok(Answer::not_applicable(reason)),
            None if demanded => {
                self.note(
                    Code::ReasonMissing,
                    column,
                    "no reason",
                    "a column with why the question does not apply",
                );
                Err(LeftOut)
            }
            None => Ok(Answer { reason: None, ..Answer::not_applicable("") }),
        }
    }

    /// What stands beside the answer. A remark to a question without an answer is kept, too.
    fn beside(&mut self, columns: &Columns, answer: &mut Option<Answer>) {
        for (aspect, column) in &columns.by_aspect {
            if matches!(aspect, Aspect::Answer | Aspect::Percent | Aspect::State | Aspect::Chosen(_)) {
                continue;
            }
            let Some(text) = self.cell(*column) else { continue };
            let answer = answer.get_or_insert_with(Answer::unanswered);
            match aspect {
                Aspect::Reason => answer.reason = Some(text.to_owned()),
                Aspect::Note => answer.note = Some(text.to_owned()),
                Aspect::Role => answer.role = Some(text.trim().to_owned()),
                Aspect::Evidence => answer.evidence = links(text),
                Aspect::Confidence => answer.confidence = self.confidence(text, *column),
                Aspect::At => answer.at = self.moment(text, *column),
                Aspect::Answer | Aspect::Percent | Aspect::State | Aspect::Chosen(_) => {}
            }
        }
        if answer.as_ref().is_some_and(Answer::is_nothing) {
            *answer = None;
        }
    }

    fn confidence(&mut self, text: &str, column: usize) -> Option<Confidence> {
        let key = key(text);
        let found = Confidence::ALL.iter().find(|confidence| confidence.as_str() == key).copied();
        if found.is_none() {
            let names = Confidence::ALL.iter().map(|confidence| confidence.as_str());
            let misread = Misread::new(text, "one of low, medium, high").near(nearest(&key, names));
            self.misread(misread, column);
        }
        found
    }

    /// A day or a moment, as an answers file writes it.
    pub(super) fn moment(&mut self, text: &str, column: usize) -> Option<Moment> {
        let parse = |text: &str| decode_document(&text.into(), &Limits::default(), &mut Vec::new());
        let found = parse(text.trim()).or_else(|| parse(super::cell::day(text)?.as_str()));
        if found.is_none() {
            self.misread(Misread::new(text, "a day such as 2026-05-31"), column);
        }
        found
    }
}

/// Addresses or document numbers: one on each line, or apart by `;` or `|` with a space or an address
/// after it (an address may hold these signs), or addresses with spaces between them.
fn links(text: &str) -> Vec<String> {
    let is_address = |word: &str| word.starts_with("http://") || word.starts_with("https://");
    let mut links = Vec::new();
    for line in text.replace(";http", "; http").replace("|http", "| http").split(['\n', '\r']) {
        let parts = line.split("; ").flat_map(|part| part.split("| "));
        let parts = parts.map(|part| part.trim().trim_end_matches([';', '|']).trim_end());
        for part in parts.filter(|part| !is_blank(part)) {
            if part.split_whitespace().all(is_address) {
                links.extend(part.split_whitespace().map(str::to_owned));
            } else {
                links.push(part.to_owned());
            }
        }
    }
    links
}

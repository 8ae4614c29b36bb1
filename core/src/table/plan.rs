// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What every column of a table is for.

use std::collections::{BTreeMap, BTreeSet};

use arrow_schema::{Schema, SchemaRef};

use super::kind::Kind;
use super::options::{Keep, TableOptions};
use super::report::{ColumnUse, TableColumn, TableReport};
use super::result::PROBLEMS;
use crate::batch::{Batch, Output};
use crate::forms::{Aspect, Choice, Headings, Holds, Meaning, Wording, place};
use crate::id::ItemId;
use crate::instrument::Instrument;
use crate::instrument::program::Item;
use crate::instrument::table::Q;
use crate::limits::Limits;
use crate::problem::{Code, Problem, Problems, at_most};

/// The columns of a question, by their positions in the table.
#[derive(Debug, Clone)]
pub(super) struct Sources {
    pub(super) id: ItemId,
    pub(super) position: Q,
    /// The column for the answer, and whether it is in percent.
    pub(super) whole: Option<(usize, bool)>,
    /// Columns for one choice each.
    pub(super) chosen: Vec<(Choice, usize)>,
    pub(super) state: Option<usize>,
}

/// What every column is for.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    pub(super) questions: Vec<Sources>,
    pub(super) kept: Vec<usize>,
    /// Columns that tell which questionnaire a form was made for.
    pub(super) editions: Vec<usize>,
    pub(super) report: TableReport,
}

impl Plan {
    pub(super) fn new(
        batch: &Batch,
        schema: &Schema,
        options: &TableOptions,
        outputs: &[Output],
    ) -> Result<Self, Problems> {
        let mut problems = Vec::new();
        let holds = holds(batch, schema, options, &mut problems);
        let questions = questions(batch, schema, &holds, &mut problems);
        let mut used = vec![ColumnUse::LeftOut; holds.len()];
        let kept = kept(schema, &holds, &options.keep, &reserved(outputs, options), &mut used, &mut problems);
        for of in &questions {
            let columns = of.whole.iter().map(|(column, _)| column).chain(&of.state);
            for column in columns.chain(of.chosen.iter().map(|(_, column)| column)) {
                if let Some(used) = used.get_mut(*column) {
                    *used = ColumnUse::Answers;
                }
            }
        }
        at_most(&mut problems, &Limits::default());
        Problems::check(problems.clone())?;
        let editions = holds.iter().enumerate().filter(|(_, held)| **held == Holds::Questionnaire);
        let editions = editions.map(|(column, _)| column).collect();
        let headings = schema.fields().iter().map(|field| field.name().clone());
        let columns = headings.zip(holds).zip(used);
        let columns = columns.map(|((heading, holds), used)| TableColumn { heading, holds, used });
        let report = TableReport { columns: columns.collect(), warnings: problems };
        Ok(Self { questions, kept, editions, report })
    }
}

/// Reads headings: ids as they stand first, then as `forms` does.
pub(super) struct Reader<'a> {
    instrument: &'a Instrument,
    headings: Option<Headings<'a>>,
    searched: usize,
}

/// Slips are looked for in so many headings that name nothing: the search costs much, and a table with
/// more of them is no table of this questionnaire.
const SEARCHED: usize = 1_000;

impl<'a> Reader<'a> {
    /// `searched`: how many headings slips were looked for in already.
    pub(super) fn new(instrument: &'a Instrument, wording: &'a Wording, searched: usize) -> Self {
        let headings = instrument.part(None).map(|part| Headings::of(instrument, part, wording));
        Self { instrument, headings, searched }
    }

    pub(super) fn searched(&self) -> usize {
        self.searched
    }

    pub(super) fn read(&mut self, heading: &str) -> Meaning {
        let part = self.instrument.part(None);
        if let Some((id, Item::Question(_))) = part.and_then(|part| part.program.items.get_key_value(heading))
        {
            return Meaning::Clear(Holds::Question { id: id.clone(), what: Aspect::Answer });
        }
        let Some(headings) = &self.headings else { return Meaning::Nothing };
        let meaning = headings.read(heading, self.searched < SEARCHED);
        self.searched += usize::from(!matches!(meaning, Meaning::Clear(_)));
        meaning
    }
}

/// What each column holds.
fn holds(batch: &Batch, schema: &Schema, options: &TableOptions, problems: &mut Vec<Problem>) -> Vec<Holds> {
    let instrument = batch.instrument();
    let Some(full) = instrument.part(None) else { return Vec::new() };
    let wording = Wording::of(instrument, full);
    let mut reader = Reader::new(instrument, &wording, 0);
    let mut said = BTreeSet::new();
    let mut holds = Vec::with_capacity(schema.fields().len());
    for field in schema.fields() {
        let heading = field.name().as_str();
        let renamed = options.columns.get(heading);
        said.extend(renamed.map(|_| heading));
        let read = renamed.map_or(heading, String::as_str);
        let meaning = if read.is_empty() { Meaning::Nothing } else { reader.read(read) };
        let (held, problem) = match meaning {
            Meaning::Nothing | Meaning::Unclear(_) if renamed.is_some() && !read.is_empty() => {
                (Holds::Other, Some(unknown_question(instrument, &place(heading), read)))
            }
            meaning => meaning.held(heading),
        };
        problems.extend(problem);
        holds.push(held);
    }
    for heading in options.columns.keys().filter(|heading| !said.contains(heading.as_str())) {
        problems.push(no_column(schema, heading));
    }
    holds
}

pub(super) fn unknown_question(instrument: &Instrument, path: &str, given: &str) -> Problem {
    let problem = Problem::new(Code::UnknownQuestion, path);
    problem.unknown(given, "the id of a question", instrument.question_ids())
}

pub(super) fn no_column(schema: &Schema, heading: &str) -> Problem {
    let known = schema.fields().iter().map(|field| field.name().as_str());
    Problem::new(Code::NoColumn, place(heading)).unknown(heading, "the heading of a column", known)
}

/// The columns of each question that the batch asks.
fn questions(batch: &Batch, schema: &Schema, holds: &[Holds], problems: &mut Vec<Problem>) -> Vec<Sources> {
    let mut first: BTreeMap<(Q, Aspect), usize> = BTreeMap::new();
    let mut questions: BTreeMap<Q, Sources> = BTreeMap::new();
    let heading = |column: usize| schema.fields().get(column).map_or("", |field| field.name().as_str());
    for (column, (held, field)) in holds.iter().zip(schema.fields()).enumerate() {
        let Holds::Question { id, what } = held else { continue };
        if !matches!(what, Aspect::Answer | Aspect::Percent | Aspect::Chosen(_) | Aspect::State) {
            continue;
        }
        // A question outside the profile takes no part.
        let program = batch.program();
        let Some(Item::Question(position)) = program.items.get(id).copied() else { continue };
        // A share and the same share in percent are one thing.
        let one = if *what == Aspect::Percent { Aspect::Answer } else { what.clone() };
        if let Some(other) = first.get(&(position, one.clone())) {
            let problem = Problem::new(Code::ColumnTwice, place(heading(column)));
            let found = format!("`{}` and `{}`", heading(*other), heading(column));
            problems.push(problem.finding(found).expecting(format!("one column for `{id}`")));
            continue;
        }
        first.insert((position, one), column);
        if let Err(expected) = Kind::of(field.data_type()).fits(what, &program.questions[position].scoring) {
            let problem = Problem::new(Code::ColumnType, place(heading(column)));
            problems.push(problem.finding(format!("`{}`", field.data_type())).expecting(expected));
            continue;
        }
        let sources = questions.entry(position).or_insert_with(|| Sources {
            id: id.clone(),
            position,
            whole: None,
            chosen: Vec::new(),
            state: None,
        });
        match what {
            Aspect::Chosen(choice) => sources.chosen.push((choice.clone(), column)),
            Aspect::State => sources.state = Some(column),
            other => sources.whole = Some((column, *other == Aspect::Percent)),
        }
    }
    if first.is_empty() {
        let example = batch.questions().next().map(ItemId::as_str).unwrap_or_default();
        let problem = Problem::new(Code::NoColumn, "").finding(format!("{} columns", holds.len()));
        problems.push(problem.expecting(format!("columns named after questions, such as `{example}`")));
    }
    questions.into_values().collect()
}

/// The names of columns that the result has in any case.
fn reserved<'a>(outputs: &'a [Output], options: &TableOptions) -> BTreeSet<&'a str> {
    let names = outputs.iter().map(|output| output.name.as_str());
    names.chain(options.problems_column.then_some(PROBLEMS)).collect()
}

/// The columns that stay in the result.
fn kept(
    schema: &Schema,
    holds: &[Holds],
    keep: &Keep,
    reserved: &BTreeSet<&str>,
    used: &mut [ColumnUse],
    problems: &mut Vec<Problem>,
) -> Vec<usize> {
    let mut kept = Vec::new();
    let mut mark =
        |column: usize, to: ColumnUse| used.get_mut(column).into_iter().for_each(|used| *used = to);
    match keep {
        Keep::None => {}
        Keep::All => {
            for (column, (field, held)) in schema.fields().iter().zip(holds).enumerate() {
                let answers = matches!(
                    held,
                    Holds::Question { what, .. }
                        if matches!(what, Aspect::Answer | Aspect::Percent | Aspect::Chosen(_) | Aspect::State)
                );
                let name = field.name().as_str();
                if reserved.contains(name) {
                    mark(column, ColumnUse::Replaced);
                    let problem = Problem::new(Code::ColumnLeftOut, place(name));
                    let problem = problem.finding(format!("`{name}`, beside a column of the result"));
                    problems.extend((!answers).then(|| problem.expecting("another name for it")));
                } else if !answers {
                    mark(column, ColumnUse::Kept);
                    kept.push(column);
                }
            }
        }
        Keep::These(names) => {
            for name in names {
                match schema.fields().iter().position(|field| field.name() == name) {
                    None => problems.push(no_column(schema, name)),
                    Some(column) if reserved.contains(name.as_str()) => {
                        let problem = Problem::new(Code::ColumnTwice, place(name));
                        let found = format!("`{name}`, which is the name of a column of scores, too");
                        problems.push(problem.finding(found).expecting("another name for it"));
                        mark(column, ColumnUse::Replaced);
                    }
                    Some(column) => {
                        mark(column, ColumnUse::Kept);
                        kept.push(column);
                    }
                }
            }
        }
    }
    kept
}

/// What a batch of rows must look like: as the table it was planned for.
pub(super) fn check_schema(planned: &SchemaRef, given: &SchemaRef) -> Result<(), Problems> {
    if std::sync::Arc::ptr_eq(planned, given) {
        return Ok(());
    }
    let mut problems = Vec::new();
    for (index, field) in planned.fields().iter().enumerate() {
        match given.fields().get(index) {
            Some(other) if other.name() != field.name() => problems.push(no_column(given, field.name())),
            None => problems.push(no_column(given, field.name())),
            Some(other) if other.data_type() != field.data_type() => {
                let problem = Problem::new(Code::ColumnType, place(field.name()));
                let found = format!("`{}`", other.data_type());
                let expected = format!("`{}`, as in the schema given at first", field.data_type());
                problems.push(problem.finding(found).expecting(expected));
            }
            Some(_) => {}
        }
    }
    at_most(&mut problems, &Limits::default());
    Problems::check(problems)
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What the names of questions in a long table mean.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use super::plan::{Reader, unknown_question};
use crate::batch::Batch;
use crate::forms::{Aspect, Holds, Meaning, Wording, place};
use crate::instrument::program::Item;
use crate::instrument::table::Q;
use crate::limits::Limits;
use crate::problem::{Code, Problem};

/// A question, and whether its values are percent.
pub(super) type Asked = (Q, bool);

/// So many names that take no part are remembered: a column with more of them names no questions.
const REMEMBERED: usize = 10_000;

/// What is known of names, from one part of a table to the next.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// None for what takes no part.
    names: BTreeMap<String, Option<Asked>>,
    unknown: usize,
    searched: usize,
    /// The first row that answers without naming a question, and how many do.
    nameless: Option<(usize, u64)>,
    problems: Vec<Problem>,
}

/// What names are read with. What is costly to make is made once for each part, where a name is new.
pub(super) struct Names<'a> {
    pub(super) batch: &'a Batch,
    /// The heading of the column that names the question.
    pub(super) heading: &'a str,
    /// How names are to be read that do not say what they mean.
    pub(super) columns: &'a BTreeMap<String, String>,
    wording: &'a OnceCell<Wording>,
    reader: Option<Reader<'a>>,
}

impl<'a> Names<'a> {
    pub(super) fn new(
        batch: &'a Batch,
        heading: &'a str,
        columns: &'a BTreeMap<String, String>,
        wording: &'a OnceCell<Wording>,
    ) -> Self {
        Self { batch, heading, columns, wording, reader: None }
    }

    fn read(&mut self, name: &str, searched: &mut usize) -> Meaning {
        let instrument = self.batch.instrument();
        let Some(full) = instrument.part(None) else { return Meaning::Nothing };
        let reader = self.reader.get_or_insert_with(|| {
            Reader::new(instrument, self.wording.get_or_init(|| Wording::of(instrument, full)), *searched)
        });
        let meaning = reader.read(name);
        *searched = reader.searched();
        meaning
    }
}

impl Known {
    /// The question of a name in this row, if it takes part.
    pub(super) fn question(&mut self, name: &str, row: usize, names: &mut Names<'_>) -> Option<Asked> {
        if let Some(known) = self.names.get(name) {
            return *known;
        }
        let renamed = names.columns.get(name).map(String::as_str);
        let read = renamed.unwrap_or(name);
        let meaning = if read.is_empty() { Meaning::Nothing } else { names.read(read, &mut self.searched) };
        let found = match &meaning {
            Meaning::Clear(Holds::Question { id, what: what @ (Aspect::Answer | Aspect::Percent) }) => {
                match names.batch.program().items.get(id) {
                    Some(Item::Question(question)) => Some((*question, *what == Aspect::Percent)),
                    _ => None,
                }
            }
            _ => None,
        };
        let says_nothing = renamed.is_some_and(str::is_empty);
        // What is beyond the limit is counted, and not told.
        if !says_nothing && self.problems.len() <= Limits::default().problems {
            let path = format!("/{row}{}", place(names.heading));
            self.problems.extend(misnamed(names.batch, &path, read, meaning));
        }
        if found.is_some() || renamed.is_some() || self.unknown < REMEMBERED {
            self.unknown += usize::from(found.is_none());
            self.names.insert(name.to_owned(), found);
        }
        found
    }

    /// Notes a row with an answer to no question.
    pub(super) fn nameless(&mut self, row: usize) {
        let (_, count) = self.nameless.get_or_insert((row, 0));
        *count += 1;
    }

    /// All that is wrong with the names.
    pub(super) fn finish(self, heading: &str, columns: &BTreeMap<String, String>) -> Vec<Problem> {
        let nameless = self.nameless.map(|(row, count)| {
            let problem = Problem::new(Code::UnknownQuestion, format!("/{row}{}", place(heading)));
            let rows = if count == 1 { "in a row".to_owned() } else { format!("in {count} rows") };
            problem.finding(format!("no question, {rows} with an answer")).expecting("the id of a question")
        });
        let known = || self.names.keys().map(String::as_str);
        let unused = columns.keys().filter(|name| !self.names.contains_key(name.as_str())).map(|name| {
            let expected = format!("a question that the column `{heading}` names");
            Problem::new(Code::NoColumn, place(name)).unknown(name, &expected, known())
        });
        let unused: Vec<Problem> = unused.collect();
        nameless.into_iter().chain(unused).chain(self.problems).collect()
    }
}

/// What is wrong with a name that was read so; nothing where it names a question, what a form asks beside an
/// answer, or something of the city.
fn misnamed(batch: &Batch, path: &str, name: &str, meaning: Meaning) -> Option<Problem> {
    match meaning {
        Meaning::Clear(Holds::Question { id, what: Aspect::Chosen(_) | Aspect::State }) => {
            let problem = Problem::new(Code::UnknownQuestion, path);
            let problem = problem.finding(format!("`{name}`, which is a part of the answer to `{id}`"));
            Some(problem.expecting("the question: its choices in one value, its state in a column of states"))
        }
        Meaning::Clear(Holds::Question { .. } | Holds::About(_)) => None,
        Meaning::Gone(id) => Some(Problem::new(Code::DeprecatedQuestion, path).finding(format!("`{id}`"))),
        _ => Some(unknown_question(batch.instrument(), path, name)),
    }
}

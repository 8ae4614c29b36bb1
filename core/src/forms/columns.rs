// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The columns of a table: what each holds, and what is wrong with them together.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::cell::Wording;
use super::heading::{Headings, Meaning};
use super::holds::{Aspect, Holds};
use crate::instrument::{Instrument, Part};
use crate::problem::{Code, Problem};

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FormColumn {
    /// Its heading.
    pub heading: String,
    /// What it holds.
    pub holds: Holds,
}

/// What the columns with these headings hold, and what is wrong with them: `T1001` for a heading that
/// looks as if it were meant for a question and is not understood, `T1002` for two columns that say the
/// same, `T1004` where no column answers a question, `A0512` for a question that is no longer asked, `T1012`
/// for what is said of the city a second time.
/// `rename` says how to read a heading: as another one, or, where that is empty, not at all; `A0501` where
/// that names nothing, `T1004` where there is no such heading.
pub(crate) fn columns<H: AsRef<str>>(
    instrument: &Instrument,
    part: &Part,
    wording: &Wording,
    headings: &[H],
    rename: &BTreeMap<String, String>,
) -> (Vec<FormColumn>, Vec<Problem>) {
    let reader = Headings::of(instrument, part, wording);
    let mut columns = Vec::with_capacity(headings.len());
    let mut problems = Vec::new();
    let mut first: BTreeMap<Holds, String> = BTreeMap::new();
    // Slips are looked for in so many headings that name nothing: the search costs much, and a table
    // with more of them is no table of this questionnaire.
    let mut searched = 0_usize;
    for heading in headings {
        let heading = heading.as_ref();
        let renamed = rename.get(heading);
        let read = renamed.map_or(heading, String::as_str);
        let meaning = if read.is_empty() { Meaning::Nothing } else { reader.read(read, searched < 1_000) };
        searched += usize::from(!matches!(meaning, Meaning::Clear(_)));
        let (mut holds, problem) = match meaning {
            Meaning::Nothing | Meaning::Unclear(_) if renamed.is_some() && !read.is_empty() => {
                let questions = instrument.question_ids();
                let problem = Problem::new(Code::UnknownQuestion, place(heading));
                (Holds::Other, Some(problem.unknown(read, "the id of a question", questions)))
            }
            meaning => meaning.held(heading),
        };
        problems.extend(problem);
        if holds != Holds::Other {
            if let Some(other) = first.get(&distinct(&holds)) {
                // What is said of a city changes no score: a table that has it twice can be used.
                let about = matches!(holds, Holds::About(_));
                let code = if about { Code::ColumnLeftOut } else { Code::ColumnTwice };
                let found = if about {
                    format!("`{heading}`, beside `{other}`")
                } else {
                    format!("`{other}` and `{heading}`")
                };
                let problem = Problem::new(code, place(heading)).finding(found);
                problems.push(problem.expecting(format!("one column for {}", named(&holds))));
                if about {
                    holds = Holds::Other;
                }
            } else {
                first.insert(distinct(&holds), heading.to_owned());
            }
        }
        columns.push(FormColumn { heading: heading.to_owned(), holds });
    }
    let known: BTreeSet<&str> = headings.iter().map(AsRef::as_ref).collect();
    for heading in rename.keys().filter(|heading| !known.contains(heading.as_str())) {
        let names = known.iter().copied();
        problems.push(Problem::new(Code::NoColumn, place(heading)).unknown(
            heading,
            "the heading of a column",
            names,
        ));
    }
    let answers = |column: &FormColumn| {
        let Holds::Question { what, .. } = &column.holds else { return false };
        matches!(what, Aspect::Answer | Aspect::Percent | Aspect::Chosen(_) | Aspect::State)
    };
    if !columns.iter().any(answers) {
        let example =
            part.program.questions.iter().next().map(|(_, plan)| plan.id.as_str()).unwrap_or_default();
        let problem = Problem::new(Code::NoColumn, "").finding(format!("{} columns", columns.len()));
        problems.push(problem.expecting(format!("columns named after questions, such as `{example}`")));
    }
    (columns, problems)
}

impl Meaning {
    /// What a column with this heading holds, and what to say where it is not understood.
    pub(crate) fn held(self, heading: &str) -> (Holds, Option<Problem>) {
        let unknown = |found: String| {
            let expected = "the id of a question, or its text as in the questionnaire";
            Problem::new(Code::UnknownColumn, place(heading)).finding(found).expecting(expected)
        };
        match self {
            Self::Clear(holds) => (holds, None),
            Self::Nothing => (Holds::Other, None),
            Self::Gone(id) => {
                let problem = Problem::new(Code::DeprecatedQuestion, place(heading));
                (Holds::Other, Some(problem.finding(format!("`{id}`"))))
            }
            Self::Ambiguous(ids) if ids.is_empty() => {
                (Holds::Other, Some(unknown(format!("`{heading}`, without a word of which question"))))
            }
            Self::Ambiguous(ids) => {
                let ids: Vec<&str> = ids.iter().map(AsRef::as_ref).collect();
                (Holds::Other, Some(unknown(format!("a heading that means each of {}", ids.join(", ")))))
            }
            Self::Unclear(id) => {
                (Holds::Other, Some(unknown(format!("`{heading}`")).perhaps(Some(id.to_string()))))
            }
        }
    }
}

/// A share and the same share in percent are one thing.
fn distinct(holds: &Holds) -> Holds {
    match holds {
        Holds::Question { id, what: Aspect::Percent } => {
            Holds::Question { id: id.clone(), what: Aspect::Answer }
        }
        other => other.clone(),
    }
}

fn named(holds: &Holds) -> String {
    match holds {
        Holds::Question { id, .. } => format!("`{id}`"),
        Holds::About(about) => about.as_str().to_owned(),
        Holds::Questionnaire | Holds::Other => "it".to_owned(),
    }
}

/// The place of a column, as a JSON Pointer.
pub(crate) fn place(heading: &str) -> String {
    let short: String = heading.chars().take(200).collect();
    format!("/{}", short.replace('~', "~0").replace('/', "~1"))
}

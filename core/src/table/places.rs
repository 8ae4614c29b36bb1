// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Which columns of a long table hold what.

use arrow_schema::Schema;

use super::keys::Key;
use super::kind::Kind;
use super::long::LongOptions;
use super::plan::no_column;
use crate::forms::place;
use crate::problem::{Code, Problem, Problems};

/// Where the columns of a long table are.
#[derive(Debug, Clone)]
pub(super) struct Places {
    pub(super) question: usize,
    pub(super) value: usize,
    pub(super) state: Option<usize>,
    pub(super) keys: Vec<usize>,
}

impl Places {
    pub(super) fn find(schema: &Schema, options: &LongOptions) -> Result<Self, Problems> {
        let mut problems = Vec::new();
        let at = |name: &str| schema.fields().iter().position(|field| field.name() == name);
        let mut find = |name: &str| {
            let found = at(name);
            if found.is_none() {
                problems.push(no_column(schema, name));
            }
            found.unwrap_or(usize::MAX)
        };
        let (question, value) = (find(&options.question), find(&options.value));
        let state = match &options.state {
            Some(name) => Some(find(name)),
            None => at("state").filter(|_| options.keys.is_none()),
        };
        let keys: Vec<usize> = match &options.keys {
            Some(names) => names.iter().map(|name| find(name)).collect(),
            None => (0..schema.fields().len())
                .filter(|column| *column != question && *column != value && Some(*column) != state)
                .filter(|column| !is_index(schema, *column))
                .collect(),
        };
        let mut needs = |column: usize, fits: bool, expected: &str| {
            if let Some(field) = schema.fields().get(column).filter(|_| !fits) {
                let problem = Problem::new(Code::ColumnType, place(field.name()));
                problems.push(problem.finding(format!("`{}`", field.data_type())).expecting(expected));
            }
        };
        let kind = |column: usize| {
            schema.fields().get(column).map_or(Kind::Nothing, |field| Kind::of(field.data_type()))
        };
        let is_text = |column: usize| matches!(kind(column), Kind::Text | Kind::Nothing);
        needs(question, is_text(question), "texts");
        needs(value, kind(value) != Kind::Other, "texts, numbers, truth values, dates or lists of texts");
        state.into_iter().for_each(|state| needs(state, is_text(state), "texts"));
        for key in &keys {
            let fits = schema.fields().get(*key).is_none_or(|field| Key::can_be(field.data_type()));
            needs(*key, fits, "texts, numbers, truth values, dates or times");
        }
        Problems::check(problems)?;
        Ok(Self { question, value, state, keys })
    }
}

/// Whether a column is the index of a frame of pandas without a name, which tells rows apart and no answer
/// sets.
fn is_index(schema: &Schema, column: usize) -> bool {
    let name = schema.fields().get(column).map_or("", |field| field.name().as_str());
    name.starts_with("__index_level_") && name.ends_with("__")
}

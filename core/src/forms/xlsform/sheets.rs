// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! From rows to sheets: one column for each thing, or for each thing and language.

use super::Sheet;
use super::tongues::Tongue;

/// A row of the survey.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) kind: String,
    pub(super) name: String,
    pub(super) labels: Vec<String>,
    pub(super) hints: Vec<String>,
    pub(super) required: &'static str,
    pub(super) relevant: String,
    pub(super) constraint: String,
    pub(super) messages: Vec<String>,
    pub(super) calculation: String,
    pub(super) appearance: &'static str,
}

/// A heading for each language.
fn headings(name: &str, tongues: &[Tongue<'_>]) -> Vec<String> {
    let heading = |tongue: &Tongue<'_>| match tongue.name.as_str() {
        "" => name.to_owned(),
        language => format!("{name}::{language}"),
    };
    tongues.iter().map(heading).collect()
}

/// The texts, one for each language, none where there are none.
fn filled(texts: Vec<String>, count: usize) -> Vec<String> {
    texts.into_iter().chain(std::iter::repeat(String::new())).take(count).collect()
}

pub(super) fn survey(rows: Vec<Row>, tongues: &[Tongue<'_>]) -> Sheet {
    let count = tongues.len();
    let mut columns = vec!["type".to_owned(), "name".to_owned()];
    columns.extend(headings("label", tongues));
    columns.extend(headings("hint", tongues));
    columns.extend(["required", "relevant", "constraint"].map(str::to_owned));
    columns.extend(headings("constraint_message", tongues));
    columns.extend(["calculation", "appearance"].map(str::to_owned));
    let cells = |row: Row| {
        let mut cells = vec![row.kind, row.name];
        cells.extend(filled(row.labels, count));
        cells.extend(filled(row.hints, count));
        cells.extend([row.required.to_owned(), row.relevant, row.constraint]);
        cells.extend(filled(row.messages, count));
        cells.extend([row.calculation, row.appearance.to_owned()]);
        cells
    };
    Sheet { name: "survey".to_owned(), columns, rows: rows.into_iter().map(cells).collect() }
}

pub(super) fn choices(
    rows: impl Iterator<Item = (String, (String, Vec<String>))>,
    tongues: &[Tongue<'_>],
) -> Sheet {
    let mut columns = vec!["list_name".to_owned(), "name".to_owned()];
    columns.extend(headings("label", tongues));
    let cells = |(list, (name, labels)): (String, (String, Vec<String>))| {
        let mut cells = vec![list, name];
        cells.extend(filled(labels, tongues.len()));
        cells
    };
    Sheet { name: "choices".to_owned(), columns, rows: rows.map(cells).collect() }
}

pub(super) fn settings(cells: Vec<(&str, String)>) -> Sheet {
    let (columns, row): (Vec<&str>, Vec<String>) =
        cells.into_iter().filter(|(_, cell)| !cell.is_empty()).unzip();
    Sheet {
        name: "settings".to_owned(),
        columns: columns.into_iter().map(str::to_owned).collect(),
        rows: vec![row],
    }
}

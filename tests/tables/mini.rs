// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! A small questionnaire with one question of each kind, and tables for it.

use std::sync::Arc;

use arrow_array::cast::AsArray as _;
use arrow_array::types::Float64Type;
use arrow_array::{Array as _, ArrayRef, RecordBatch, StringArray};
use digirights::{BadCell, Code, Instrument, Problems, Questionnaire, Scored, TableOptions, TableScorer};
use serde_json::json;

use crate::same::table;

/// A choice with labels in two languages, yes or no, a number, a share, several options, a day.
pub(crate) fn instrument() -> Instrument {
    let label = |steps: [&str; 3], prompt: &str| {
        json!({
            "title": "Mini", "profiles": {"quick": {"title": "Quick"}},
            "nodes": {"whole": {"title": prompt}},
            "questions": {
                "M1.choice": {"prompt": prompt}, "M1.truth": {"prompt": "T?"}, "M2.number": {"prompt": "N?"},
                "M2.share": {"prompt": "S?"}, "M2.several": {"prompt": "W?", "options": {"press": "Press", "radio": "Radio"}},
                "M2.day": {"prompt": "D?"}, "M2.note": {"prompt": "X?"}
            },
            "scales": {"steps": {"no": steps[0], "partly": steps[1], "yes": steps[2]}}
        })
    };
    let whole = json!({
        "format": "1.0", "id": "mini", "version": "1.0.0", "languages": ["en", "de"],
        "scales": {"steps": {"options": [
            {"id": "no", "value": 0}, {"id": "partly", "value": 0.5}, {"id": "yes", "value": 1}
        ]}},
        "profiles": [{"id": "quick"}],
        "root": {"id": "whole", "children": [
            {"id": "M1.choice", "answer": {"kind": "choice", "scale": "steps"}, "not_applicable": "allowed", "profiles": ["quick"]},
            {"id": "M1.truth", "answer": {"kind": "yes_no"}},
            {"id": "M2.number", "answer": {"kind": "number", "minimum": 0, "maximum": 10,
                "curve": {"shape": "linear", "worst": 0, "best": 10}}},
            {"id": "M2.share", "answer": {"kind": "share"}},
            {"id": "M2.several", "answer": {"kind": "several", "combine": "share",
                "options": [{"id": "press"}, {"id": "radio"}]}},
            {"id": "M2.day", "answer": {"kind": "date", "bands": [{"value": 0}, {"from": "2020-01-01", "value": 1}]}},
            {"id": "M2.note", "answer": {"kind": "text"}}
        ]},
        "text": {"en": label(["Not at all", "In parts", "Fully"], "Is there a register?"),
                 "de": label(["Gar nicht", "Teilweise", "Ganz"], "Gibt es ein Verzeichnis?")}
    });
    Questionnaire::from_json(&whole.to_string())
        .and_then(Questionnaire::check)
        .unwrap_or_else(|problems| panic!("{problems}"))
}

/// A questionnaire with these questions.
pub(crate) fn of_questions(questions: &serde_json::Value) -> Instrument {
    let whole = json!({
        "format": "1.0", "id": "other", "version": "1.2.0", "root": {"id": "whole", "children": questions}
    });
    Questionnaire::from_json(&whole.to_string())
        .and_then(Questionnaire::check)
        .unwrap_or_else(|problems| panic!("{problems}"))
}

/// A column of texts.
pub(crate) fn texts<const N: usize>(name: &str, texts: [Option<&str>; N]) -> (String, ArrayRef) {
    (name.to_owned(), Arc::new(StringArray::from(texts.to_vec())))
}

pub(crate) fn column(name: &str, array: impl arrow_array::Array + 'static) -> (String, ArrayRef) {
    (name.to_owned(), Arc::new(array))
}

pub(crate) fn of(columns: Vec<(String, ArrayRef)>) -> RecordBatch {
    let rows = columns.first().map_or(0, |(_, array)| array.len());
    table(columns, rows)
}

pub(crate) fn scorer(table: &RecordBatch, options: TableOptions) -> Result<TableScorer, Problems> {
    TableScorer::new(&instrument(), None, &table.schema(), options)
}

pub(crate) fn scored(table: &RecordBatch) -> Scored {
    let scorer = scorer(table, TableOptions::default()).unwrap_or_else(|problems| panic!("{problems}"));
    scorer.score(table, 0).unwrap_or_else(|problems| panic!("{problems}"))
}

/// The points of a node, row by row.
pub(crate) fn points(scored: &Scored, name: &str) -> Vec<Option<f64>> {
    let column = scored.batch.column_by_name(name).unwrap_or_else(|| panic!("{name}"));
    let numbers = column.as_primitive::<Float64Type>();
    (0..numbers.len()).map(|row| numbers.is_valid(row).then(|| numbers.value(row))).collect()
}

/// Row, question and code of each bad cell.
pub(crate) fn bad(cells: &[BadCell]) -> Vec<(usize, &str, Code)> {
    cells.iter().map(|cell| (cell.row, cell.question.as_str(), cell.problem.code())).collect()
}

pub(crate) fn codes(problems: &Problems) -> Vec<(Code, &str)> {
    problems.iter().map(|problem| (problem.code(), problem.path())).collect()
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Workbooks.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use digirights::{Instrument, Plan, Scorecard};
use digirights_reporting::{Subject, Words};
use zip::write::SimpleFileOptions;

use crate::package::Package;
use crate::{libreoffice, sample};

/// A questionnaire with every reason for a formula, and for none.
pub(crate) const RULES: &str = r#"{
    "format": "1.0", "id": "rules", "version": "1.0.0",
    "scales": {"steps": {"options": [
        {"id": "no", "value": 0}, {"id": "partly", "value": 0.5}, {"id": "yes", "value": 1}
    ]}},
    "root": {"id": "whole", "children": [
        {"id": "sums", "rule": "sum", "maximum": 12, "weight": 2, "children": [
            {"id": "s1", "answer": {"kind": "choice", "scale": "steps"}, "maximum": 4, "weight": 2},
            {"id": "s2", "answer": {"kind": "choice", "scale": "steps"}, "maximum": 4},
            {"id": "s3", "answer": {"kind": "text"}}
        ]},
        {"id": "mean", "weight": 0.5, "children": [
            {"id": "m1", "answer": {"kind": "choice", "scale": "steps"}, "weight": 3},
            {"id": "deep", "children": [{"id": "d1", "answer": {"kind": "share"}}]},
            {"id": "m2", "answer": {"kind": "choice", "scale": "steps"}},
            {"id": "m3", "answer": {"kind": "choice", "scale": "steps"}}
        ]},
        {"id": "least", "rule": "minimum", "children": [{"id": "l1", "answer": {"kind": "share"}}]},
        {"id": "adjusted", "adjustments": [{"multiply": 1}], "children": [{"id": "a1", "answer": {"kind": "share"}}]},
        {"id": "strict", "policies": {"unanswered": "zero"}, "children": [
            {"id": "z1", "answer": {"kind": "share"}}, {"id": "z2", "answer": {"kind": "share"}}
        ]},
        {"id": "blank", "children": [{"id": "b1", "answer": {"kind": "share"}}]}
    ]}
}"#;

/// Answers that would be formulas.
pub(crate) const ANSWERS: &str = r#"{
    "format": "1.0", "questionnaire": {"id": "rules", "version": "1.0.0"}, "city": "=1+1",
    "answers": {
        "s1": {"value": "partly", "note": "=HYPERLINK(\"https://example.org\")", "evidence": ["@SUM(A1)", "+1"], "role": "-2+3"},
        "s2": "yes", "s3": "=cmd|' /C calc'!A0", "m1": "yes", "m2": {"state": "dont_know"},
        "d1": 0.3, "l1": 0.7, "a1": 0.123456789, "z1": 0.9
    }
}"#;

fn workbook(instrument: &Instrument, card: &Scorecard, plan: &Plan) -> Vec<u8> {
    let words = Words::new(instrument, None).unwrap();
    Subject::new(card, &words).with_plan(plan).to_xlsx().unwrap()
}

fn cities() -> Vec<(&'static str, Vec<u8>)> {
    let instrument = sample::instrument();
    let city = |name: &'static str| {
        let (card, plan) = sample::city(&instrument, &format!("{name}.json"));
        (name, workbook(&instrument, &card, &plan))
    };
    let (rules, card, plan) = sample::scored(RULES, ANSWERS);
    vec![city("smalltown"), city("midsized"), city("largecity"), ("rules", workbook(&rules, &card, &plan))]
}

/// Cells that hold something, by sheet and place, and the formulas.
#[derive(Default)]
struct Book {
    cells: BTreeMap<(String, u32, u32), Data>,
    formulas: BTreeMap<(String, u32, u32), String>,
}

fn open(bytes: &[u8]) -> Book {
    let mut found = Book::default();
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes.to_vec())).unwrap();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).unwrap();
        let (row, column) = range.start().unwrap();
        for (down, across, cell) in range.used_cells() {
            let place = (name.clone(), row + short(down), column + short(across));
            found.cells.insert(place, cell.clone());
        }
        let range = book.worksheet_formula(&name).unwrap();
        let Some((row, column)) = range.start() else { continue };
        for (down, across, cell) in range.used_cells() {
            let place = (name.clone(), row + short(down), column + short(across));
            found.formulas.insert(place, cell.clone());
        }
    }
    found
}

/// The workbook without the results of its formulas, so that whoever opens it must work them out.
fn without_results(bytes: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in Package::open(bytes).parts {
        archive.start_file(&name, SimpleFileOptions::default()).unwrap();
        if !name.starts_with("xl/worksheets/sheet") {
            archive.write_all(&content).unwrap();
            continue;
        }
        let text = String::from_utf8(content).unwrap();
        let mut pieces = text.split("</f><v>");
        archive.write_all(pieces.next().unwrap().as_bytes()).unwrap();
        for piece in pieces {
            let (_, rest) = piece.split_once("</v>").unwrap();
            archive.write_all(b"</f>").unwrap();
            archive.write_all(rest.as_bytes()).unwrap();
        }
    }
    archive.finish().unwrap().into_inner()
}

fn number(cell: Option<&Data>) -> Option<f64> {
    match cell? {
        Data::Float(number) => Some(*number),
        Data::Int(number) => i32::try_from(*number).ok().map(f64::from),
        _ => None,
    }
}

#[test]
fn the_same_result_is_the_same_bytes() {
    assert!(cities() == cities());
}

#[test]
fn a_workbook_is_a_whole_package() {
    for (name, bytes) in cities() {
        let package = Package::open(&bytes);
        package.check();
        let sheets = package.parts.keys().filter(|part| part.starts_with("xl/worksheets/sheet"));
        for sheet in sheets {
            let text = package.text(sheet);
            assert!(
                text.contains("state=\"frozen\"") && text.contains("fitToHeight=\"0\""),
                "{name}: {sheet}"
            );
        }
        let book = package.text("xl/workbook.xml");
        assert!(book.contains("_xlnm.Print_Titles") && book.contains("_xlnm._FilterDatabase"), "{name}");
    }
}

#[test]
fn results_of_formulas_are_the_engine_s() {
    let instrument = sample::instrument();
    let (card, plan) = sample::city(&instrument, "midsized.json");
    let book = open(&workbook(&instrument, &card, &plan));
    for (row, node) in (1..).zip(card.nodes()) {
        let cell = book.cells.get(&("Scores".to_owned(), row, 3));
        assert_eq!(number(cell), node.score().map(|score| score.share() * 100.0), "{}", node.id());
        // Every node of the flagship is a plain mean.
        assert!(book.formulas.contains_key(&("Scores".to_owned(), row, 3)), "{}", node.id());
    }
    let sum: f64 = (1..=card.questions().count())
        .filter_map(|row| number(book.cells.get(&("Answers".to_owned(), short(row), 6))))
        .sum();
    assert!((sum - card.root().score().unwrap().point() * 100.0).abs() < 1e-9);
}

#[test]
fn a_formula_stands_only_where_it_is_the_rule() {
    let (rules, card, plan) = sample::scored(RULES, ANSWERS);
    let book = open(&workbook(&rules, &card, &plan));
    let with: Vec<String> = (1..)
        .zip(card.nodes())
        .filter(|(row, _)| book.formulas.contains_key(&("Scores".to_owned(), *row, 3)))
        .map(|(_, node)| node.id().to_string())
        .collect();
    assert_eq!(with, ["whole", "sums", "mean", "deep"]);
    let formula = |row| book.formulas[&("Scores".to_owned(), row, 3)].as_str();
    assert_eq!(formula(2), "(SUMPRODUCT(Answers!$E$2:$E$4,Answers!$D$2:$D$4,Answers!$F$2:$F$4))/$F$3");
    assert_eq!(
        formula(3),
        "(SUMPRODUCT(Answers!$E$5,Answers!$D$5)+SUMPRODUCT($E$5,$D$5)+SUMPRODUCT(Answers!$E$7:$E$8,Answers!$D$7:$D$8))\
        /(SUMPRODUCT(Answers!$E$5*ISNUMBER(Answers!$D$5))+SUMPRODUCT($E$5*ISNUMBER($D$5))\
        +SUMPRODUCT(Answers!$E$7:$E$8*ISNUMBER(Answers!$D$7:$D$8)))"
    );
}

#[test]
fn texts_stay_texts() {
    let (rules, card, plan) = sample::scored(RULES, ANSWERS);
    let bytes = workbook(&rules, &card, &plan);
    let book = open(&bytes);
    let texts: Vec<&str> = book
        .cells
        .values()
        .filter_map(|cell| if let Data::String(text) = cell { Some(text.as_str()) } else { None })
        .collect();
    for text in ["=1+1", "=HYPERLINK(\"https://example.org\")", "@SUM(A1); +1", "-2+3", "=cmd|' /C calc'!A0"]
    {
        assert!(texts.contains(&text), "{text}");
    }
    assert!(book.formulas.values().all(|formula| !formula.contains("HYPERLINK") && !formula.contains("cmd")));
    assert!(!Package::open(&bytes).parts.keys().any(|part| part.contains("externalLink")));
}

#[test]
#[ignore = "needs LibreOffice"]
fn libreoffice_works_out_what_the_engine_says() {
    let files = cities();
    let emptied: Vec<_> = files.iter().map(|(name, bytes)| (*name, without_results(bytes))).collect();
    let worked_out = libreoffice::convert("xlsx", &emptied, "xlsx", "xlsx:Calc MS Excel 2007 XML");
    for ((name, bytes), worked_out) in files.iter().zip(worked_out) {
        let (ours, theirs) = (open(bytes), open(&worked_out));
        assert!(!ours.formulas.is_empty());
        for (place, formula) in &ours.formulas {
            let (our, their) = (number(ours.cells.get(place)), number(theirs.cells.get(place)));
            let close = our.zip(their).is_some_and(|(our, their)| (our - their).abs() <= 1e-9);
            assert!(close, "{name}, {place:?}: {our:?}, {their:?} by {formula}");
        }
    }
}

/// A place within a sheet.
fn short(at: usize) -> u32 {
    u32::try_from(at).unwrap()
}

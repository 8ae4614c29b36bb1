// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Results as CSV.

use digirights_reporting::{Subject, Words};

use crate::sample;
use crate::xlsx::{ANSWERS, RULES};

#[test]
fn rules_as_csv() {
    let (instrument, card, _) = sample::scored(RULES, ANSWERS);
    let words = Words::new(&instrument, None).unwrap();
    let text = Subject::new(&card, &words).to_csv();
    assert!(text.lines().count() > 1 && text.split("\r\n").count() == text.lines().count() + 1);
    insta::assert_snapshot!(text.replace("\r\n", "\n"));
}

#[test]
fn every_number_is_the_engine_s_and_every_text_is_safe() {
    let instrument = sample::instrument();
    let (card, _) = sample::city(&instrument, "midsized.json");
    let words = Words::new(&instrument, Some("en")).unwrap();
    let text = Subject::new(&card, &words).to_csv();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    assert_eq!(reader.headers().unwrap(), vec!["kind", "lens", "id", "title", "measure", "value"]);
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let value = |kind: &str, id: &str, measure: &str| {
        let found = rows.iter().find(|row| &row[0] == kind && &row[2] == id && &row[4] == measure);
        found.map(|row| row[5].parse::<f64>().unwrap())
    };
    for node in card.nodes() {
        let id = node.id().as_str();
        assert_eq!(value("node", id, "point"), node.score().map(digirights::Score::point), "{id}");
        assert_eq!(value("node", id, "high"), node.score().map(digirights::Score::high), "{id}");
    }
    for question in card.questions() {
        let id = question.id().as_str();
        let score = question.score().filter(|_| question.maximum() > 0.0);
        assert_eq!(value("question", id, "score"), score, "{id}");
    }
    assert_eq!(rows.iter().filter(|row| &row[0] == "member" && &row[4] == "point").count(), 51);
    let runs = |cell: &str| cell.starts_with(['=', '+', '-', '@']) && cell.parse::<f64>().is_err();
    assert!(rows.iter().flatten().all(|cell| !runs(cell)));
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! All formats, in and out, give the numbers that `digirights score` gives.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use super::tables::{Rows, Table, number, read, text};
use super::{batch, folder};
use crate::support::{data, run};

/// Answers files of one questionnaire.
struct Cities {
    questionnaire: String,
    answers: Vec<Value>,
    cards: Vec<Value>,
}

impl Cities {
    fn of(questionnaire: &str, files: &[PathBuf]) -> Self {
        let json = |text: &str| -> Value { serde_json::from_str(text).expect("JSON") };
        let answers = files.iter().map(|path| json(&fs::read_to_string(path).expect("the file"))).collect();
        let card = |path: &PathBuf| {
            let path = path.to_str().expect("UTF-8");
            let run = run(&["score", path, "--questionnaire", questionnaire, "--format", "json"]);
            assert_eq!(run.code, 0, "{}", run.err);
            json(&run.out)
        };
        Self { questionnaire: questionnaire.to_owned(), answers, cards: files.iter().map(card).collect() }
    }

    fn flagship() -> Self {
        let samples = data().join("../../../questionnaires/digital-rights/samples");
        let files = ["midsized.json", "largecity.json", "smalltown.json"].map(|name| samples.join(name));
        Self::of("digital-rights", &files)
    }

    fn town() -> Self {
        Self::of("town", &["answers.json", "later.json"].map(|name| data().join(name)))
    }

    fn points() -> Self {
        Self::of("points.json", &[data().join("points-answers.json")])
    }

    /// Each answers file in a line of its own.
    fn lines(&self) -> String {
        let lines: Vec<String> = self.answers.iter().map(Value::to_string).collect();
        lines.join("\n")
    }

    /// A column for each question, texts as people write them.
    fn table(&self) -> Table {
        let mut headings = vec!["city".to_owned()];
        for answers in &self.answers {
            for question in answers["answers"].as_object().expect("answers").keys() {
                if !headings.contains(question) {
                    headings.push(question.clone());
                }
            }
        }
        let row = |answers: &Value| {
            let said = |question: &String| match question.as_str() {
                "city" => answers.get("city").and_then(Value::as_str).map(str::to_owned),
                question => said(answers["answers"].get(question)?),
            };
            headings.iter().map(said).collect()
        };
        Table { rows: self.answers.iter().map(row).collect(), headings }
    }

    fn check(&self, rows: &Rows, what: &str) {
        assert_eq!(rows.len(), self.cards.len(), "{what}");
        for (row, card) in rows.iter().zip(&self.cards) {
            assert_eq!(text(row, "city"), card["city"].as_str(), "{what}");
            let mut seen = 0;
            for (id, node) in card["nodes"].as_object().expect("nodes") {
                let name = |measure: &str| format!("{id}.{measure}");
                seen += score(row, &node["score"], &name, what);
                assert_eq!(number(row, &name("completeness")), node["completeness"].as_f64(), "{what}: {id}");
                for level in ["level", "level_low", "level_high"] {
                    if !node["score"].is_null() {
                        assert_eq!(text(row, &name(level)), node[level].as_str(), "{what}: {id}.{level}");
                    }
                }
            }
            for (lens, members) in card["lenses"].as_object().expect("lenses") {
                for (member, of) in members.as_object().expect("members") {
                    seen += score(row, of, &|measure| format!("{lens}/{member}.{measure}"), what);
                }
            }
            assert!(seen > 1, "{what}");
        }
    }
}

/// An answer as one text.
fn said(answer: &Value) -> Option<String> {
    match answer {
        Value::String(text) => Some(text.clone()),
        Value::Array(items) => {
            let items: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
            Some(items.join(" "))
        }
        Value::Object(parts) if parts.contains_key("part") => {
            Some((parts["part"].as_f64()? / parts["whole"].as_f64()?).to_string())
        }
        Value::Object(parts) => match parts.get("value") {
            Some(value) => said(value),
            None => parts["state"].as_str().map(str::to_owned),
        },
        Value::Null => None,
        value => Some(value.to_string()),
    }
}

/// Compares point and bounds, where there are any; how many there were.
fn score(row: &Map<String, Value>, expected: &Value, name: &dyn Fn(&str) -> String, what: &str) -> usize {
    assert_eq!(number(row, &name("point")), expected["point"].as_f64(), "{what}: {}", name("point"));
    if expected.is_null() {
        return 0;
    }
    for measure in ["low", "high"] {
        assert_eq!(number(row, &name(measure)), expected[measure].as_f64(), "{what}: {}", name(measure));
    }
    1
}

fn scored(folder: &Path, input: &str, output: &str, cities: &Cities) {
    let run = batch(folder, &[input, "--output", output, "--questionnaire", &cities.questionnaire]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{input} into {output}: {}", run.err);
    cities.check(&read(&folder.join(output)), &format!("{input} into {output}"));
}

#[test]
fn every_format_in_and_out_gives_the_numbers_of_score() {
    for cities in [Cities::flagship(), Cities::town(), Cities::points()] {
        let folder = folder();
        let path = folder.path();
        fs::write(path.join("answers.jsonl"), cities.lines()).expect("room");
        for output in ["a.csv", "a.parquet", "a.arrow", "a.feather", "a.arrows", "a.jsonl"] {
            scored(path, "answers.jsonl", output, &cities);
        }
        for input in ["t.csv", "t.tsv", "t.jsonl", "t.parquet", "t.arrow", "t.feather", "t.arrows"] {
            cities.table().write(&path.join(input));
            scored(path, input, "b.jsonl", &cities);
        }
        cities.table().write_csv(&path.join("semicolons.csv"), b';', "");
        scored(path, "semicolons.csv", "b.parquet", &cities);
    }
}

/// What answers files name need not be said again.
#[test]
fn answers_files_name_their_questionnaire() {
    let folder = folder();
    let cities = Cities::flagship();
    fs::write(folder.path().join("answers.jsonl"), cities.lines()).expect("room");
    let run = batch(folder.path(), &["answers.jsonl", "-o", "out.csv"]);
    assert_eq!(run.code, 0, "{}", run.err);
    cities.check(&read(&folder.path().join("out.csv")), "answers.jsonl");
    let run = batch(folder.path(), &["answers.jsonl", "-o", "out.csv", "--questionnaire", "town"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("A0503") && run.err.contains("0 of 3 rows"), "{}", run.err);
}

/// Texts of questions and labels, in any language.
#[test]
fn headings_may_be_the_texts_of_questions() {
    let folder = folder();
    let headings = ["Ort", "privacy.policy", "Ist jemand für den Datenschutz zuständig?"];
    let german = fs::read_to_string(folder.path().join("town/text/de.json")).expect("the file");
    let german: Value = serde_json::from_str(&german).expect("JSON");
    let prompt = german["questions"]["privacy.officer"]["prompt"].as_str().expect("a text");
    let text = format!("{};{};\"{prompt}\"\nA;In place;yes\n", headings[0], headings[1]);
    fs::write(folder.path().join("in.csv"), text).expect("room");
    let run = super::town(folder.path(), &["in.csv", "-o", "out.jsonl"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let rows = read(&folder.path().join("out.jsonl"));
    assert_eq!((text_of(&rows, "Ort"), number(&rows[0], "privacy.point")), (Some("A"), Some(1.0)));
}

fn text_of<'a>(rows: &'a Rows, name: &str) -> Option<&'a str> {
    text(&rows[0], name)
}

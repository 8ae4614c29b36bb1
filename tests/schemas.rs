// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The committed JSON Schemas are those of the types, and the files of the project are what they say.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test says what went wrong and stops")]

use std::path::{Path, PathBuf};

use digirights::{Comparison, Format, PlanOptions, json_schema};
use digirights_reporting::chart::Chart;
use jsonschema::Validator;
use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn json_files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            json_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "json") {
            found.push(path);
        }
    }
}

/// Run with `UPDATE_SCHEMAS=1` to write them anew.
#[test]
fn committed_schemas_are_fresh() {
    let formats = Format::ALL.iter().map(|format| (format.to_string(), json_schema(*format)));
    for (format, schema) in formats.chain([("chart".to_owned(), Chart::json_schema())]) {
        let path = root().join(format!("questionnaires/schemas/{format}.schema.json"));
        let fresh = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        if std::env::var_os("UPDATE_SCHEMAS").is_some() {
            std::fs::write(&path, &fresh).unwrap();
        }
        let committed = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            committed == fresh,
            "{} is not what the types say: run `UPDATE_SCHEMAS=1 cargo test -p digirights-tests --test schemas`",
            path.display()
        );
    }
}

/// Names of all fields of a schema, of what it defines too.
fn fields(schema: &Value, found: &mut Vec<String>) {
    if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
        found.extend(properties.keys().cloned());
    }
    for value in schema.as_object().into_iter().flat_map(serde_json::Map::values) {
        fields(value, found);
    }
}

#[test]
fn every_field_of_a_result_is_explained() {
    let page = std::fs::read_to_string(root().join("questionnaires/FORMAT.md")).unwrap();
    let (_, results) = page.split_once("## 6. Results").unwrap();
    let mut schema = json_schema(Format::Scorecard);
    // Problems are the same in every file.
    schema["$defs"].as_object_mut().unwrap().remove("Problem");
    let mut found = Vec::new();
    fields(&schema, &mut found);
    assert!(found.len() > 40, "{found:?}");
    for field in found {
        let named = results.contains(&format!("`{field}`")) || results.contains(&format!("\"{field}\":"));
        assert!(named, "FORMAT.md does not name `{field}`");
    }
}

fn validator(format: Format) -> Validator {
    jsonschema::validator_for(&json_schema(format)).unwrap()
}

fn assert_valid(validator: &Validator, value: &Value, name: &str) {
    let problems: Vec<String> =
        validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(problems.is_empty(), "{name}: {}", problems.join("; "));
}

#[test]
fn questionnaires_and_answers_on_board_are_valid() {
    let (questionnaire, answers) = (validator(Format::Questionnaire), validator(Format::Answers));
    let folder = root().join("questionnaires/digital-rights");
    assert_valid(&questionnaire, &read(&folder.join("questionnaire.json")), "questionnaire.json");
    let mut samples = Vec::new();
    json_files(&folder.join("samples"), &mut samples);
    assert!(samples.len() >= 4, "samples found");
    for path in samples {
        assert_valid(&answers, &read(&path), &path.display().to_string());
    }
}

/// What the engine reads is valid by the schema, and every result is valid by its own.
#[test]
fn conformance_cases_and_their_results_are_valid() {
    let [questionnaire, answers, scorecard, plan, comparison] =
        [Format::Questionnaire, Format::Answers, Format::Scorecard, Format::Plan, Format::Comparison]
            .map(validator);
    let mut cases = Vec::new();
    json_files(&root().join("tests/conformance"), &mut cases);
    let mut scored = 0;
    for path in &cases {
        let (name, case) = (path.display().to_string(), read(path));
        if case["expected"].is_null() {
            continue;
        }
        assert_valid(&questionnaire, &case["questionnaire"], &name);
        assert_valid(&answers, &case["answers"], &name);
        let instrument = digirights::Questionnaire::from_json(&case["questionnaire"].to_string());
        let instrument = instrument.unwrap().check().unwrap_or_else(|problems| panic!("{name}: {problems}"));
        let given = digirights::Answers::from_json(&case["answers"].to_string()).unwrap();
        let assessment = instrument.assess(&given).unwrap_or_else(|problems| panic!("{name}: {problems}"));
        let card = assessment.score();
        let of = |text: &str| serde_json::from_str::<Value>(text).unwrap();
        assert_valid(&scorecard, &of(&card.to_json()), &name);
        assert_valid(&plan, &of(&assessment.plan(&PlanOptions::default()).unwrap().to_json()), &name);
        assert_valid(&comparison, &of(&Comparison::between(&card, &card).unwrap().to_json()), &name);
        scored += 1;
    }
    assert!(scored >= 60, "{scored} cases were scored");
}

/// The examples of every kind of chart are read, and a field that is not known is refused by both.
#[test]
fn charts_are_valid() {
    let chart = jsonschema::validator_for(&Chart::json_schema()).unwrap();
    let mut examples = Vec::new();
    json_files(&root().join("reporting/tests/charts"), &mut examples);
    assert!(examples.len() >= 8, "examples found");
    for path in examples {
        let (mut value, name) = (read(&path), path.display().to_string());
        assert_valid(&chart, &value, &name);
        Chart::from_json(&value.to_string()).unwrap_or_else(|error| panic!("{name}: {error}"));
        value["colour"] = 1.into();
        assert!(!chart.is_valid(&value), "{name}");
    }
}

/// A field that the engine refuses is refused by the schema, too.
#[test]
fn unknown_fields_are_refused() {
    let (questionnaire, answers) = (validator(Format::Questionnaire), validator(Format::Answers));
    let folder = root().join("questionnaires/digital-rights");
    let mut value = read(&folder.join("questionnaire.json"));
    value["root"]["children"][0]["children"][0]["children"][0]["wieght"] = 1.into();
    assert!(!questionnaire.is_valid(&value));
    let mut value = read(&folder.join("samples/midsized.json"));
    value["answers"]["M01.1"]["valeu"] = 1.into();
    assert!(!answers.is_valid(&value));
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Malformed input gives an error with a code and a place: no panic, no more than 100 MB of memory.
#![expect(
    clippy::panic,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test says what went wrong and stops"
)]

#[path = "malformed/hostile.rs"]
mod hostile;
#[path = "malformed/memory.rs"]
mod memory;
#[path = "malformed/mutations.rs"]
mod mutations;
#[path = "malformed/target.rs"]
mod target;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use target::Target;

/// A floor, so that the test fails if files go missing; the mutations alone are several times as many.
const FEWEST: usize = 200;

/// Without this the other tests would prove nothing.
#[test]
fn what_the_mutations_are_made_from_is_valid() {
    for (target, text) in
        [(Target::Questionnaire, mutations::QUESTIONNAIRE), (Target::Answers, mutations::ANSWERS)]
    {
        target.read(text).unwrap_or_else(|problems| panic!("{target:?}: {problems}"));
    }
}

#[test]
fn every_mutation_is_refused_with_code_and_place() {
    let mut failures = Vec::new();
    let mut count = 0;
    for (target, name, text) in mutations::all() {
        count += 1;
        failures.extend(target.must_refuse(&text).err().map(|found| format!("{target:?} {name}: {found}")));
    }
    assert!(count >= FEWEST, "{count} malformed inputs of at least {FEWEST}");
    assert!(failures.is_empty(), "{} of {count} fail\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn every_nasty_file_is_refused_with_the_code_in_its_name() {
    let mut failures = Vec::new();
    let mut count = 0;
    for (folder, target) in [("questionnaire", Target::Questionnaire), ("answers", Target::Answers)] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("malformed").join(folder);
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            let (path, name) = (entry.path(), entry.file_name().display().to_string());
            let text = fs::read_to_string(&path).expect("text");
            let code = name.split('-').next().unwrap_or_default();
            count += 1;
            match target.must_refuse(&text) {
                Err(found) => failures.push(format!("{name}: {found}")),
                Ok(codes) if !codes.iter().any(|found| found == code) => {
                    failures.push(format!("{name}: {codes:?}"));
                }
                Ok(_) => {}
            }
        }
    }
    assert!(count >= 40, "{count} files");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn several_faults_at_once_are_all_reported() {
    let mut valid: serde_json::Value = serde_json::from_str(mutations::QUESTIONNAIRE).expect("JSON");
    valid["version"] = "one".into();
    valid["root"]["children"][0]["weight"] = (-1).into();
    valid["root"]["children"][1]["colour"] = "red".into();
    valid["root"]["rule"] = "average".into();
    valid["lenses"][0]["members"][0]["id"] = "".into();
    let codes: BTreeSet<String> =
        Target::Questionnaire.must_refuse(&valid.to_string()).expect("refused").into_iter().collect();
    assert_eq!(codes, ["S0203", "S0204", "S0205", "S0206", "S0208"].map(str::to_owned).into());
}

/// A key given twice does not hide what else is wrong with the text's syntax of keys.
#[test]
fn several_keys_given_twice_are_all_reported() {
    let text = r#"{"format": "1.0", "format": "1.0", "id": "a", "id": "b", "root": {"id": "x", "id": "y", "children": []}}"#;
    let codes = Target::Questionnaire.must_refuse(text).expect("refused");
    assert_eq!(codes.iter().filter(|code| *code == "J0104").count(), 3, "{codes:?}");
}

/// A thousand problems are enough to read; how many more there are is said.
#[test]
fn what_is_beyond_the_limits_is_counted() {
    let keys: Vec<String> = (0..1_500).map(|index| format!("\"k{index}\": 0")).collect();
    let codes = Target::Questionnaire.must_refuse(&format!("{{{}}}", keys.join(","))).expect("refused");
    assert!(codes.len() <= 1_001 && codes.iter().any(|code| code == "S0212"), "{} problems", codes.len());
    let zeros = vec!["0"; 400_001].join(",");
    let codes = Target::Questionnaire.must_refuse(&format!("[{zeros}]")).expect("refused");
    assert_eq!(codes, ["J0106"]);
    let question = |index: usize| format!(r#"{{"id": "q{index}", "answer": {{"kind": "yes_no"}}}}"#);
    let questions: Vec<String> = (0..20_000).map(question).collect();
    let whole = format!(
        r#"{{"format": "1.0", "id": "big", "version": "1.0.0", "root": {{"id": "whole", "children": [{}]}}}}"#,
        questions.join(",")
    );
    let codes = Target::Questionnaire.must_refuse(&whole).expect("refused");
    assert_eq!(codes, ["S0210"]);
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Prints what the engine gives for every conformance case and sample city, as a JSON object by name: the text
//! of the scorecard and of the plan, or the problems. The bindings hold theirs against it, byte for byte.
#![expect(clippy::print_stdout, reason = "a program for other programs")]
#![expect(clippy::expect_used, reason = "the files are those of the project")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use digirights::{Answers, Instrument, PlanOptions, Problems, Questionnaire};
use serde_json::{Value, json};

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("conformance");
    let mut results = BTreeMap::new();
    cases(&root, &root, &mut results);
    for bundle in digirights_questionnaires::all() {
        let instrument = bundle.instrument().expect("a questionnaire on board is sound");
        for (name, text) in bundle.samples() {
            results.insert(format!("{}/{name}", bundle.id()), written(outcome(&instrument, text)));
        }
    }
    println!("{}", json!(results));
}

fn cases(folder: &Path, root: &Path, results: &mut BTreeMap<String, Value>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            cases(&path, root, results);
        } else if path.extension().is_some_and(|extension| extension == "json") {
            let case: Value =
                serde_json::from_str(&fs::read_to_string(&path).expect("a file")).expect("JSON");
            let name = path.strip_prefix(root).expect("below it").display().to_string();
            let result = instrument(&case).and_then(|instrument| match case.get("answers") {
                Some(answers) => outcome(&instrument, &answers.to_string()),
                None => Ok(json!({})),
            });
            results.insert(name, written(result));
        }
    }
}

fn instrument(case: &Value) -> Result<Instrument, Problems> {
    let text = |value: Option<&Value>| value.map(ToString::to_string).unwrap_or_default();
    let Some(files) = case.get("files").and_then(Value::as_object) else {
        return Questionnaire::from_json(&text(case.get("questionnaire")))?.check();
    };
    let files: Vec<(&str, String)> =
        files.iter().map(|(name, file)| (name.as_str(), file.to_string())).collect();
    Questionnaire::from_files(files.iter().map(|(name, text)| (*name, text.as_str())))?.check()
}

fn outcome(instrument: &Instrument, answers: &str) -> Result<Value, Problems> {
    let assessment = instrument.assess(&instrument.bridge(&Answers::from_json(answers)?)?.answers)?;
    let plan = assessment.plan(&PlanOptions::default())?;
    Ok(json!({"scorecard": assessment.score().to_json(), "plan": plan.document()}))
}

fn written(result: Result<Value, Problems>) -> Value {
    result.unwrap_or_else(|problems| json!({"problems": problems}))
}

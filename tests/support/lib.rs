// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What the tests of several rooms share.

pub mod batch;
pub mod many;
pub mod random;
pub mod tape;

pub mod work;

use digirights::{Answers, Instrument, Problems, Questionnaire, Scorecard};
use serde_json::Value;

/// Scores a questionnaire and answers given as JSON values.
///
/// # Errors
/// What the engine reports.
pub fn score(questionnaire: &Value, answers: &Value) -> Result<Scorecard, Problems> {
    let instrument: Instrument = Questionnaire::from_json(&questionnaire.to_string())?.check()?;
    let answers = Answers::from_json(&answers.to_string())?;
    Ok(instrument.assess(&answers)?.score())
}

/// Every place where two JSON values differ by more than a relative `tolerance` in a number, or at
/// all in anything else. Members of `actual` that `expected` does not have are passed over.
#[must_use]
pub fn differences(expected: &Value, actual: &Value, tolerance: f64) -> Vec<String> {
    let mut found = Vec::new();
    compare(expected, actual, tolerance, "", &mut found);
    found
}

fn compare(expected: &Value, actual: &Value, tolerance: f64, path: &str, found: &mut Vec<String>) {
    match (expected, actual) {
        (Value::Object(expected), Value::Object(actual)) => {
            for (key, value) in expected {
                let path = format!("{path}/{key}");
                match actual.get(key) {
                    Some(other) => compare(value, other, tolerance, &path, found),
                    None => found.push(format!("{path}: expected {value}, found nothing")),
                }
            }
        }
        (Value::Array(expected), Value::Array(actual)) if expected.len() == actual.len() => {
            for (index, (value, other)) in expected.iter().zip(actual).enumerate() {
                compare(value, other, tolerance, &format!("{path}/{index}"), found);
            }
        }
        (Value::Number(expected), Value::Number(actual)) => {
            let (a, b) = (expected.as_f64().unwrap_or(f64::NAN), actual.as_f64().unwrap_or(f64::NAN));
            let close = (a - b).abs() <= tolerance * a.abs().max(b.abs()).max(1.0);
            if !close && a.to_bits() != b.to_bits() {
                found.push(format!("{path}: expected {a:?}, found {b:?}"));
            }
        }
        (expected, actual) if expected == actual => {}
        (expected, actual) => found.push(format!("{path}: expected {expected}, found {actual}")),
    }
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Whether a published result is what the answers give.

use serde_json::Value;

use crate::answers::Assessment;
use crate::json::decode::describe;
use crate::json::write::compact;
use crate::json::{parse, read_back};
use crate::limits::Limits;
use crate::problem::{Code, Problem, Problems};

/// Most differences that are listed.
const LISTED: usize = 100;

impl Assessment {
    /// Recomputes the scorecard and compares it with a result that was written earlier, member by
    /// member: digests of questionnaire and answers, every score and level. A result of another version
    /// of the engine is confirmed if it is the same otherwise.
    ///
    /// # Errors
    /// `J…` or `V0801` where the text is no scorecard; `V0802` for each difference, with its place in
    /// the result; only for the digests, where they differ.
    pub fn verify(&self, result: &str) -> Result<(), Problems> {
        let mut problems = Vec::new();
        let limits = Limits::default();
        let given = parse(result, &limits, &mut problems);
        Problems::check(problems)?;
        let given = given.unwrap_or(Value::Null);
        if !["engine", "questionnaire", "answers", "nodes"].iter().all(|key| given.get(key).is_some()) {
            let problem = Problem::new(Code::NotAResult, "").finding(describe(&given));
            let problem =
                problem.expecting("the JSON of a scorecard, with engine, questionnaire, answers and nodes");
            return Err(Problems::certain(vec![problem]));
        }
        let computed = read_back(&compact(&self.score().to_document()));
        let mut differences = Vec::new();
        differ(&given, &computed, "", &mut differences);
        let is_engine = |problem: &Problem| problem.path() == "/engine";
        if differences.iter().all(is_engine) {
            // Another version of the engine that gives the same result confirms it.
            return Ok(());
        }
        let is_digest = |problem: &Problem| problem.path().ends_with("/digest");
        if differences.iter().any(is_digest) {
            // Other answers, or another questionnaire: that says it all.
            differences.retain(|problem| is_engine(problem) || is_digest(problem));
        }
        differences.sort_by_key(|problem| (!is_engine(problem), !is_digest(problem)));
        differences.truncate(LISTED);
        Problems::check(differences)
    }
}

fn differ(given: &Value, computed: &Value, path: &str, found: &mut Vec<Problem>) {
    match (given, computed) {
        (Value::Object(given), Value::Object(computed)) => {
            let keys = given.keys().chain(computed.keys().filter(|key| !given.contains_key(*key)));
            for key in keys {
                let path = format!("{path}/{}", key.replace('~', "~0").replace('/', "~1"));
                match (given.get(key), computed.get(key)) {
                    (Some(given), Some(computed)) => differ(given, computed, &path, found),
                    (Some(given), None) => found.push(note(path, describe(given), "nothing".to_owned())),
                    (None, Some(computed)) => {
                        found.push(note(path, "nothing".to_owned(), describe(computed)));
                    }
                    (None, None) => {}
                }
            }
        }
        (Value::Array(given), Value::Array(computed)) if given.len() == computed.len() => {
            for (index, (given, computed)) in given.iter().zip(computed).enumerate() {
                differ(given, computed, &format!("{path}/{index}"), found);
            }
        }
        (Value::Number(given), Value::Number(computed)) => {
            let same = given.as_f64().zip(computed.as_f64()).is_some_and(|(a, b)| a.total_cmp(&b).is_eq());
            if !same {
                found.push(note(path.to_owned(), compact(given), compact(computed)));
            }
        }
        (given, computed) if given == computed => {}
        (given, computed) => found.push(note(path.to_owned(), describe(given), describe(computed))),
    }
}

fn note(path: String, found: String, expected: String) -> Problem {
    Problem::new(Code::Differs, path).finding(found).expecting(expected)
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Answers to an earlier version of a questionnaire as answers to this one.

use serde_json::Value;

use super::Answers;
use crate::instrument::Instrument;
use crate::problem::{Code, Problem, Problems};
use crate::questionnaire::Bridge;
use crate::version::Version;

/// Answers carried over from an earlier version.
#[derive(Debug, Clone)]
pub struct Bridged {
    /// The answers, now to the instrument's version.
    pub answers: Answers,
    /// The version they were given to.
    pub from: Version,
    /// Questions that have no successor, whose answers are left behind.
    pub dropped: Vec<String>,
}

impl Instrument {
    /// Carries answers over from an earlier version, by the bridge that the questionnaire declares.
    /// Answers to this version come back as they are.
    ///
    /// # Errors
    /// `A0503` for another questionnaire; `B0701` where no bridge leads here; `B0702` for each
    /// answer that the bridge cannot carry.
    pub fn bridge(&self, answers: &Answers) -> Result<Bridged, Problems> {
        let asked = &answers.document.questionnaire;
        let from = asked.version;
        if asked.id != *self.id() {
            let problem = Problem::new(Code::WrongQuestionnaire, "/questionnaire/id");
            let problem = problem.finding(format!("`{}`", asked.id)).expecting(format!("`{}`", self.id()));
            return Err(Problems::certain(vec![problem]));
        }
        if from.is_same_edition(self.version()) {
            return Ok(Bridged { answers: answers.clone(), from, dropped: Vec::new() });
        }
        let bridges = &self.definition().bridges;
        let Some(bridge) =
            bridges.iter().find(|bridge| (bridge.from.major, bridge.from.minor) == (from.major, from.minor))
        else {
            let known: Vec<String> = bridges.iter().map(|bridge| bridge.from.to_string()).collect();
            let expected = format!("{}, or a version with a bridge: {}", self.version(), known.join(", "));
            let problem = Problem::new(Code::NoBridge, "/questionnaire/version").finding(from.to_string());
            return Err(Problems::certain(vec![problem.expecting(expected.trim_end_matches([' ', ':']))]));
        };
        self.cross(answers, bridge, from)
    }

    fn cross(&self, answers: &Answers, bridge: &Bridge, from: Version) -> Result<Bridged, Problems> {
        let mut carried = answers.clone();
        let document = carried.document_mut();
        document.questionnaire.version = self.version();
        let mut problems = Vec::new();
        let mut dropped = Vec::new();
        let mut carry = |question: &str, place: &str| {
            let left = bridge.dropped.iter().any(|old| old.as_str() == question);
            let target = bridge.rename.get(question).map_or(question, |new| new.as_str());
            if left {
                if !dropped.iter().any(|other| other == question) {
                    dropped.push(question.to_owned());
                }
                return None;
            }
            if !self.asks(target) {
                let problem = Problem::new(Code::BridgeRefused, format!("/{place}/{question}"));
                let expected = "a question that is still asked, renamed or dropped by the bridge";
                problems.push(problem.finding(format!("`{question}`")).expecting(expected));
                return None;
            }
            Some(target.to_owned())
        };
        let map = |target: &str, answer: &mut super::Answer| {
            if let (Some(values), Some(value)) = (bridge.values.get(target), answer.value.as_mut()) {
                each_option(value, &mut |text| {
                    if let Some(new) = values.get(text.as_str()) {
                        new.as_str().clone_into(text);
                    }
                });
            }
        };
        for (question, mut answer) in std::mem::take(&mut document.answers) {
            if let Some(target) = carry(&question, "answers") {
                map(&target, &mut answer);
                document.answers.insert(target, answer);
            }
        }
        for (question, mut sides) in std::mem::take(&mut document.conflicts) {
            if let Some(target) = carry(&question, "conflicts") {
                sides.iter_mut().for_each(|side| map(&target, side));
                document.conflicts.insert(target, sides);
            }
        }
        if problems.is_empty() {
            Ok(Bridged { answers: carried, from, dropped })
        } else {
            Err(Problems::certain(problems))
        }
    }
}

fn each_option(value: &mut Value, change: &mut impl FnMut(&mut String)) {
    match value {
        Value::String(text) => change(text),
        Value::Array(items) => items.iter_mut().for_each(|item| each_option(item, change)),
        _ => {}
    }
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What malformed text is given to, and what must come back.

use std::panic::catch_unwind;

use digirights::{Answers, Code, Instrument, Problem, Problems, Questionnaire};
use serde_json::Value;

use crate::mutations::QUESTIONNAIRE;

/// A reader of text.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Target {
    Questionnaire,
    Answers,
    /// The files of a folder, the text being `actions.json`.
    Actions,
}

fn instrument() -> Instrument {
    Questionnaire::from_json(QUESTIONNAIRE)
        .and_then(Questionnaire::check)
        .unwrap_or_else(|problems| panic!("{problems}"))
}

impl Target {
    pub(crate) fn read(self, text: &str) -> Result<(), Problems> {
        match self {
            Self::Questionnaire => Questionnaire::from_json(text)?.check().map(|_| ()),
            Self::Answers => instrument().assess(&Answers::from_json(text)?).map(|_| ()),
            Self::Actions => {
                let mut main: Value = serde_json::from_str(QUESTIONNAIRE).expect("JSON");
                if let Some(members) = main.as_object_mut() {
                    members.remove("actions");
                }
                let main = main.to_string();
                Questionnaire::from_files([("questionnaire.json", main.as_str()), ("actions.json", text)])?
                    .check()
                    .map(|_| ())
            }
        }
    }

    /// The codes with which a text is refused; `Err` says how that went wrong.
    pub(crate) fn must_refuse(self, text: &str) -> Result<Vec<String>, String> {
        let problems = match catch_unwind(|| self.read(text)) {
            Err(_) => return Err("a panic".to_owned()),
            Ok(Ok(())) => return Err("accepted".to_owned()),
            Ok(Err(problems)) => problems,
        };
        let document: Option<Value> = serde_json::from_str(text).ok();
        for problem in &problems {
            let place = document.as_ref().map_or(Ok(()), |document| exists(problem, document));
            place.map_err(|found| format!("{found}: {problem}"))?;
            if problem.code().as_str() == "J0102" && problem.position().is_none() {
                return Err(format!("no line and column: {problem}"));
            }
        }
        if problems.iter().next().is_none() {
            return Err("refused without a problem".to_owned());
        }
        Ok(problems.iter().map(|problem| problem.code().as_str().to_owned()).collect())
    }
}

/// A path must lead to something in the document. A text that is missing may be named by the place
/// where it would stand, and a bare answer is short for an object with a `value`.
fn exists(problem: &Problem, document: &Value) -> Result<(), String> {
    let elsewhere = problem.file().is_some_and(|file| file != "actions.json");
    let above = problem.path().rsplit_once('/').map_or("", |(above, _)| above);
    let missing = problem.code() == Code::TextMissing || problem.path().ends_with("/value");
    if elsewhere
        || (missing && document.pointer(above).is_some())
        || document.pointer(problem.path()).is_some()
    {
        Ok(())
    } else {
        Err(format!("`{}` leads nowhere", problem.path()))
    }
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The engine's problems as JavaScript errors.

use digirights::{Code, Problem, Problems, Severity};
use js_sys::{Array, Error, Reflect};
use wasm_bindgen::prelude::*;

use crate::json::object;

/// What cannot be used.
#[derive(Debug, Clone, Copy)]
pub enum Of {
    /// A questionnaire.
    Questionnaire,
    /// Answers.
    Answers,
    /// A published result.
    #[cfg(feature = "plan")]
    Result,
    /// The data of a chart.
    #[cfg(feature = "charts")]
    Chart,
    /// What was asked for: a profile, a target, a budget, a chart.
    Usage,
}

impl Of {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Questionnaire => "questionnaire",
            Self::Answers => "answers",
            #[cfg(feature = "plan")]
            Self::Result => "result",
            #[cfg(feature = "charts")]
            Self::Chart => "chart",
            Self::Usage => "usage",
        }
    }
}

/// An error with every problem of an input.
pub fn refuse(of: Of) -> impl Fn(Problems) -> JsValue {
    move |problems| thrown(of, problems.iter())
}

/// An error with one problem.
pub fn refuse_one(of: Of) -> impl Fn(Problem) -> JsValue {
    move |problem| thrown(of, [&problem])
}

/// The error of a chart or report that cannot be made.
#[cfg(feature = "charts")]
pub fn unmade(error: &digirights_reporting::Error) -> JsValue {
    use digirights_reporting::Error;

    let of = match error {
        Error::Syntax { .. } | Error::Shape { .. } | Error::Value { .. } => Of::Chart,
        _ => Of::Usage,
    };
    let (message, expected) = (error.to_string(), error.expected());
    let problem = js_sys::Object::new();
    for (key, text) in [
        ("code", error.code()),
        ("path", error.path()),
        ("found", error.found()),
        ("expected", &expected),
        ("title", error.title()),
        ("help", error.help()),
        ("severity", "problem"),
        ("message", &message),
    ] {
        set(&problem, key, &text.into());
    }
    if let Some(nearest) = error.nearest() {
        set(&problem, "nearest", &nearest.into());
    }
    if let Error::Syntax { line, column, .. } = *error {
        set(&problem, "line", &line.into());
        set(&problem, "column", &column.into());
    }
    raised(of, &message, &Array::of1(&problem))
}

fn thrown<'a>(of: Of, problems: impl IntoIterator<Item = &'a Problem>) -> JsValue {
    let mut message = String::new();
    let list = Array::new();
    for problem in problems {
        if !message.is_empty() {
            message.push('\n');
        }
        message.push_str(&problem.to_string());
        list.push(&explained(problem));
    }
    raised(of, &message, &list)
}

fn raised(of: Of, message: &str, problems: &Array) -> JsValue {
    let error = Error::new(message);
    error.set_name("ProblemsError");
    set(&error, "of", &of.as_str().into());
    set(&error, "problems", problems);
    error.into()
}

/// Problems as a list of objects.
pub fn list<'a>(problems: impl IntoIterator<Item = &'a Problem>) -> JsValue {
    problems.into_iter().map(explained).collect::<Array>().into()
}

fn explained(problem: &Problem) -> JsValue {
    let object = object(&problem.to_json()).unwrap_or_default();
    describe(&object, problem.code());
    set(&object, "message", &problem.to_string().into());
    object
}

/// The help of all codes is a tenth of the scorer's texts, and a page can load it when something is wrong.
fn describe(object: &JsValue, code: Code) {
    let severity = match code.severity() {
        Severity::Warning => "warning",
        Severity::Problem => "problem",
    };
    set(object, "title", &code.title().into());
    #[cfg(feature = "plan")]
    set(object, "help", &code.help().into());
    set(object, "severity", &severity.into());
}

/// Every code that a problem can have, in order, with its words.
#[cfg(feature = "plan")]
#[wasm_bindgen(unchecked_return_type = "DescribedCode[]")]
#[must_use]
pub fn codes() -> JsValue {
    let all = Code::ALL.iter().map(|&code| {
        let object: JsValue = js_sys::Object::new().into();
        set(&object, "code", &code.as_str().into());
        describe(&object, code);
        object
    });
    all.collect::<Array>().into()
}

/// Of an object made here, which takes every key.
pub fn set(object: &JsValue, key: &str, value: &JsValue) {
    let _ = Reflect::set(object, &key.into(), value);
}

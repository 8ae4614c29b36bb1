// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Numbers that a double holds and arithmetic does not: such a questionnaire is refused, or scores as
//! any other.

use digirights::Questionnaire;
use serde_json::{Value, json};

use crate::case::read;

fn share(id: &str, weight: f64) -> Value {
    json!({"id": id, "weight": weight, "answer": {"kind": "share"}})
}

fn number(curve: &Value) -> Value {
    json!({"id": "root", "children": [{"id": "q", "answer": {"kind": "number", "curve": curve}}]})
}

/// The score of the root, if the questionnaire is not refused.
fn point(root: &Value, answers: &Value) -> Option<f64> {
    let whole = json!({"format": "1.0", "id": "random", "version": "1.0.0", "root": root});
    let instrument = Questionnaire::from_json(&whole.to_string()).and_then(Questionnaire::check).ok()?;
    let given =
        json!({"format": "1.0", "questionnaire": {"id": "random", "version": "1.0.0"}, "answers": answers});
    let assessment = instrument.assess(&read(&given)).unwrap_or_else(|problems| panic!("{problems}"));
    assessment.score().root().score().map(digirights::Score::point)
}

#[test]
fn extreme_numbers_are_refused_or_score_as_any_other() {
    let power = |exponent: f64| json!({"id": "root", "rule": "power_mean", "exponent": exponent, "children": [share("q", 1.0), share("p", 2.0)]});
    let tenth = json!({"q": 0.1, "p": 0.1});
    let one = json!({"q": 1});
    let cases = [
        (
            "huge weights",
            json!({"id": "root", "children": [share("q", 1e308), share("p", 1e308)]}),
            &tenth,
            0.1,
        ),
        (
            "tiny weights",
            json!({"id": "root", "children": [share("q", 5e-324), share("p", 5e-324)]}),
            &tenth,
            0.1,
        ),
        (
            "weights far apart",
            json!({"id": "root", "children": [share("q", 1e-300), share("p", 1e300)]}),
            &tenth,
            0.1,
        ),
        ("a huge exponent", power(1000.0), &tenth, 0.1),
        ("a huge exponent below 0", power(-1000.0), &tenth, 0.1),
        ("an exponent near 0", power(1e-300), &tenth, 0.1),
        (
            "huge factors",
            json!({"id": "root", "adjustments": [{"multiply": 1e308}, {"multiply": 1e308}, {"multiply": 0}], "children": [share("q", 1.0)]}),
            &json!({"q": 0.5}),
            0.0,
        ),
        (
            "huge terms",
            json!({"id": "root", "adjustments": [{"add": 1e308}, {"add": 1e308}, {"add": -1e308}], "children": [share("q", 1.0)]}),
            &json!({"q": 0.5}),
            1.0,
        ),
        (
            "a huge maximum",
            json!({"id": "root", "maximum": 1e308, "children": [share("q", 2.0), share("p", 2.0)]}),
            &tenth,
            1e307,
        ),
        (
            "goalposts far apart",
            number(&json!({"shape": "linear", "worst": -1e308, "best": 1e308})),
            &json!({"q": 1e308}),
            1.0,
        ),
        (
            "points of a curve far apart",
            number(
                &json!({"shape": "piecewise", "points": [{"at": -1e308, "value": 0}, {"at": 1e308, "value": 1}]}),
            ),
            &json!({"q": 0}),
            0.5,
        ),
        (
            "points of a curve side by side",
            number(
                &json!({"shape": "log_normal", "points": [{"at": 1, "value": 0.9}, {"at": 1.000_000_000_000_000_2, "value": 0.5}]}),
            ),
            &one,
            0.9,
        ),
    ];
    let mut failures = Vec::new();
    for (name, root, answers, expected) in cases {
        if let Some(point) = point(&root, answers)
            && (point.is_nan() || (point - expected).abs() > 1e-9 * f64::max(1.0, expected))
        {
            failures.push(format!("{name}: {point} and not {expected}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

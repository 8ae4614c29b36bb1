// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! A form shows what the engine shows; where it cannot tell, it shows too much and says so.

use std::collections::BTreeSet;

use digirights::{Code, QuestionState, XlsForm, XlsFormOptions};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::case::{check, config, instrument, name, read, tape};
use crate::filled::Filled;
use crate::round_trip::{givable, option_for};

/// The questions that depend, at any distance, on a condition that the form does not say.
pub(crate) fn approximate(form: &XlsForm, whole: &Value) -> BTreeSet<String> {
    let mut unsure: BTreeSet<String> = BTreeSet::new();
    for warning in &form.warnings {
        assert_eq!(warning.code(), Code::NotInForm);
        let item = whole.pointer(warning.path().trim_end_matches("/show_when")).unwrap();
        unsure.insert(item["id"].as_str().unwrap().to_owned());
    }
    loop {
        let before = unsure.len();
        spread(&whole["root"], false, &mut unsure);
        if unsure.len() == before {
            return unsure;
        }
    }
}

fn spread(node: &Value, above: bool, unsure: &mut BTreeSet<String>) {
    let id = node["id"].as_str().unwrap_or_default();
    let named = |unsure: &BTreeSet<String>| {
        let condition = node["show_when"].to_string();
        unsure.iter().any(|id| condition.contains(&format!("\"{id}\"")))
    };
    let here = above || unsure.contains(id) || named(unsure);
    if here {
        unsure.insert(id.to_owned());
    }
    for child in node["children"].as_array().into_iter().flatten() {
        spread(child, here, unsure);
    }
}

proptest! {
    #![proptest_config(config(600))]

    #[test]
    fn a_form_shows_what_counts(mut tape in tape()) {
        let Some((whole, instrument)) = instrument(&mut tape) else { return Err(TestCaseError::reject("a circle")) };
        let (given, _) = givable(&mut tape, &whole, &instrument, None);
        let form = XlsForm::new(&instrument, &XlsFormOptions::default()).unwrap();
        let unsure = approximate(&form, &whole);
        let mut filled = Filled::new(&form, 0);
        filled.fill(&given, &|id, state| option_for(&whole, id, state));
        let card = instrument.assess(&read(&digirights_tests::random::document(&given))).unwrap().score();
        for question in card.questions() {
            let id = question.id().as_str();
            let base = name(id);
            let in_form = filled.is_shown(&base) || filled.is_shown(&format!("{base}_percent"));
            let in_engine = question.state() != QuestionState::NotShown;
            prop_assert!(in_form || !in_engine, "the form hides {} \n{}", id, whole);
            prop_assert!(in_form == in_engine || unsure.contains(id), "the form shows {} \n{}", id, whole);
        }
    }
}

/// A questionnaire that asks a form to tell open from false and hidden from unanswered, with answers and
/// the questions that are then shown.
pub(crate) fn telling() -> (Value, Vec<(Value, &'static str)>) {
    let whole = json!({"format": "1.0", "id": "mini", "version": "1.0.0", "root": {"id": "whole", "children": [
        {"id": "a", "answer": {"kind": "yes_no", "partly": true}, "not_applicable": "allowed"},
        {"id": "b", "answer": {"kind": "yes_no"}, "show_when": {"question": "a", "is": "yes"}},
        {"id": "c", "answer": {"kind": "yes_no"}, "show_when": {"not": {"question": "b", "is": "yes"}}},
        {"id": "d", "answer": {"kind": "yes_no"}, "show_when": {"question": "b", "state": "not_shown"}},
        {"id": "e", "answer": {"kind": "yes_no"}, "show_when": {"not": {"question": "a", "at_least": "partly"}}},
        {"id": "f", "answer": {"kind": "date"}},
        {"id": "g", "answer": {"kind": "yes_no"}, "show_when": {"question": "f", "above": "2024-02-29"}},
        {"id": "h", "answer": {"kind": "number"}, "not_applicable": "allowed"},
        {"id": "i", "answer": {"kind": "yes_no"}, "show_when": {"not": {"question": "h", "at_least": 2.5}}},
        {"id": "j", "answer": {"kind": "several", "combine": "share", "options": [{"id": "x"}, {"id": "y"}]}},
        {"id": "k", "answer": {"kind": "yes_no"}, "show_when": {"not": {"question": "j", "includes": "x"}}},
        {"id": "l", "answer": {"kind": "yes_no"}, "show_when": {"at_least_of": {"count": 2, "of": [
            {"question": "a", "is": "yes"}, {"question": "h", "below": 0}, {"question": "j", "includes": "y"}]}}},
        {"id": "m", "answer": {"kind": "yes_no"}, "show_when": {"question": "h", "state": "unanswered"}}
    ]}});
    let cases = vec![
        (json!({}), "acdfhjm"),
        (json!({"a": "yes"}), "abfhjm"),
        (json!({"a": "yes", "b": "no"}), "abcfhjm"),
        (json!({"a": "no"}), "acdefhjm"),
        (json!({"a": {"state": "dont_know"}}), "acdfhjm"),
        (json!({"a": {"state": "not_applicable"}}), "acdefhjm"),
        (json!({"f": "2024-02-29"}), "acdfhjm"),
        (json!({"f": "2024-03-01"}), "acdfghjm"),
        (json!({"h": 2.5}), "acdfhj"),
        (json!({"h": 0}), "acdfhij"),
        (json!({"h": {"state": "not_applicable"}}), "acdfhij"),
        (json!({"h": {"state": "dont_know"}}), "acdfhj"),
        (json!({"j": ["x"]}), "acdfhjm"),
        (json!({"j": ["y"]}), "acdfhjkm"),
        (json!({"j": []}), "acdfhjkm"),
        (json!({"j": ["x", "y"], "h": -1}), "acdfhijl"),
    ];
    (whole, cases)
}

#[test]
fn open_is_not_false_and_hidden_is_not_open() {
    let (whole, cases) = telling();
    let instrument = check(&whole).unwrap();
    let form = XlsForm::new(&instrument, &XlsFormOptions::default()).unwrap();
    assert!(form.warnings.is_empty());
    for (given, expected) in cases {
        let mut filled = Filled::new(&form, 0);
        filled.fill(given.as_object().unwrap(), &|_, _| None);
        let shown: String =
            "abcdefghijklm".chars().filter(|name| filled.is_shown(&name.to_string())).collect();
        assert_eq!(shown, expected, "{given}");
        let document =
            json!({"format": "1.0", "questionnaire": {"id": "mini", "version": "1.0.0"}, "answers": given});
        let card = instrument.assess(&read(&document)).unwrap().score();
        let counted = card.questions().filter(|question| question.state() != QuestionState::NotShown);
        assert_eq!(
            counted.map(|question| question.id().to_string()).collect::<String>(),
            expected,
            "{given}"
        );
    }
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What the sheets of a form say.

use digirights::{Code, Sheet, XlsForm, XlsFormOptions};
use serde_json::{Value, json};

use crate::case::check;
use crate::filled::cells;
use crate::tools;

fn form(whole: &Value, options: &XlsFormOptions) -> XlsForm {
    let instrument = check(whole).unwrap_or_else(|problems| panic!("{problems}"));
    XlsForm::new(&instrument, options).unwrap()
}

fn row<'a>(sheet: &'a Sheet, name: &str) -> &'a [String] {
    let found = sheet.rows.iter().find(|row| cells(sheet, row, "name") == name);
    found.unwrap_or_else(|| panic!("no row {name}"))
}

fn cell<'a>(form: &'a XlsForm, name: &str, column: &str) -> &'a str {
    cells(&form.survey, row(&form.survey, name), column)
}

/// A questionnaire of these questions.
fn asking(children: &Value) -> Value {
    json!({"format": "1.0", "id": "mini", "version": "1.0.0", "root": {"id": "whole", "children": children}})
}

#[test]
fn a_form_in_two_languages() {
    let form = form(&tools::questionnaire(), &XlsFormOptions::default());
    let heading = |kind: &str, language: &str| format!("{kind}::{language}");
    let (english, french) = ("English (en)", "Français (fr)");
    assert_eq!(cells(&form.settings, &form.settings.rows[0], "form_title"), "Mini");
    assert_eq!(cells(&form.settings, &form.settings.rows[0], "form_id"), "mini");
    assert_eq!(cells(&form.settings, &form.settings.rows[0], "version"), "1.2.0");
    assert_eq!(cells(&form.settings, &form.settings.rows[0], "default_language"), english);
    assert_eq!(cell(&form, "digirights_form", "calculation"), "'mini 1.2.0'");
    let label = |name: &str, language: &str| cell(&form, name, &heading("label", language)).to_owned();
    assert_eq!(label("M01_1", english), "Is there a public register?");
    assert_eq!(label("M01_1", french), "Y a-t-il un registre public ?");
    assert_eq!(label("M01_3_percent", french), "Quelle part des services participe ? (%)");
    assert_eq!(label("M02_7", english), "How much (%)");
    assert_eq!(label("M01_1_reason", french), "M01.1: Pourquoi est-ce sans objet ?");
    // Only the English texts are the same.
    assert_eq!(label("M02_5", english), "M02.5 Is it checked?");
    assert_eq!(label("M02_5", french), "Est-ce contrôlé ?");
    assert_eq!(cell(&form, "M01_1", "type"), "select_one steps");
    assert_eq!(cell(&form, "M01_1", "required"), "no");
    assert_eq!(cell(&form, "M01_1_reason", "relevant"), "${M01_1} = 'not_applicable'");
    assert_eq!(cell(&form, "M01_1_reason", "required"), "yes");
    assert_eq!(
        cell(&form, "M01_2", "constraint"),
        "count-selected(.) <= 1 or not(selected(., 'none') or selected(., 'dont_know'))"
    );
    assert_eq!(cell(&form, "M02_1", "type"), "integer");
    assert_eq!(cell(&form, "M02_1", "constraint"), ". >= 0 and . <= 5000");
    assert_eq!(
        cell(&form, "M02_1", &heading("constraint_message", french)),
        "un nombre entier, au moins 0, au plus 5000"
    );
    assert_eq!(cell(&form, "M02_1", &heading("hint", english)), "[days]");
    assert_eq!(cell(&form, "M02_1_state", "relevant"), "${M02_1} = ''");
    assert_eq!(cell(&form, "M02_2", "type"), "date");
    let choices = |list: &str| -> Vec<String> {
        let rows = form.choices.rows.iter().filter(|row| cells(&form.choices, row, "list_name") == list);
        rows.map(|row| cells(&form.choices, row, "name").to_owned()).collect()
    };
    assert_eq!(choices("steps"), ["no", "partly", "yes", "not_applicable", "dont_know"]);
    assert_eq!(choices("M01_2"), ["press", "radio", "none", "dont_know"]);
    assert_eq!(choices("yes_no"), ["no", "partly", "yes", "dont_know"]);
    assert_eq!(choices("yes_no_2"), ["no", "yes", "dont_know"]);
    assert_eq!(choices("no_answer"), ["not_applicable", "dont_know"]);
    assert_eq!(choices("no_answer_2"), ["dont_know"]);
    assert!(form.warnings.is_empty());
}

#[test]
fn what_is_asked_follows_the_options() {
    let mut whole = tools::questionnaire();
    whole["root"]["children"][0]["children"][0]["profiles"] = json!(["quick"]);
    whole["profiles"] = json!([{"id": "quick"}]);
    for (language, title) in [("en", "Quick"), ("fr", "Vite")] {
        whole["text"][language]["profiles"] = json!({"quick": {"title": title}});
    }
    let names = |options: XlsFormOptions| -> Vec<String> {
        let form = form(&whole, &options);
        let names = form.survey.rows.iter().map(|row| cells(&form.survey, row, "name").to_owned());
        names.filter(|name| !name.is_empty()).collect()
    };
    let profile = Some("quick".parse().unwrap());
    let quick = XlsFormOptions { profile: profile.clone(), about: false, ..XlsFormOptions::default() };
    assert_eq!(names(quick.clone()), ["M01", "M01_1", "M01_1_reason"]);
    let all = XlsFormOptions { notes: true, evidence: true, ..quick };
    assert_eq!(names(all), ["M01", "M01_1", "M01_1_reason", "M01_1_evidence", "M01_1_note"]);
    let city = XlsFormOptions { profile, ..XlsFormOptions::default() };
    assert_eq!(names(city)[..6], ["digirights_form", "about", "city", "date", "population", "country"]);
    let unknown = XlsFormOptions { profile: Some("slow".parse().unwrap()), ..XlsFormOptions::default() };
    let instrument = check(&whole).unwrap();
    assert_eq!(XlsForm::new(&instrument, &unknown).unwrap_err().first().code(), Code::UnknownProfile);
    let ids = XlsFormOptions { ids: true, ..XlsFormOptions::default() };
    assert_eq!(
        cell(&form(&whole, &ids), "M01_1", "label::English (en)"),
        "M01.1 Is there a public register?"
    );
}

#[test]
fn the_city_is_asked_what_actions_look_at() {
    let mut whole = asking(&json!([{"id": "q", "answer": {"kind": "yes_no"}}]));
    let when = json!({"any": [
        {"not": {"context": "income_class", "is": "low"}}, {"context": "membership", "is": "full"}]});
    whole["actions"] = json!([{"id": "do", "node": "whole", "moves": [{"question": "q", "to": "yes"}],
        "when": when, "effort": {"low": 1, "high": 2}, "horizon": "short"}]);
    let form = form(&whole, &XlsFormOptions::default());
    assert_eq!(cell(&form, "income_class", "type"), "select_one income_class");
    assert_eq!(cell(&form, "membership", "label"), "Membership");
    assert!(form.survey.rows.iter().all(|row| cells(&form.survey, row, "name") != "region"));
}

#[test]
fn numbers_that_programs_cannot_hold_as_whole() {
    let questions = json!([
        {"id": "s", "answer": {"kind": "yes_no"}},
        {"id": "a", "answer": {"kind": "number", "integer": true}},
        {"id": "b", "answer": {"kind": "number", "integer": true, "minimum": 0, "maximum": 999_999_999}},
        {"id": "c", "answer": {"kind": "number", "integer": true, "minimum": 0, "maximum": 1e12}},
        {"id": "d", "answer": {"kind": "number", "edge": "excluded", "bands": [{"from": 0.25, "value": 0}, {"from": 1, "value": 1}]}},
        {"id": "e", "answer": {"kind": "share", "maximum": 0.333}},
        {"id": "f", "answer": {"kind": "date", "bands": [{"from": "2020-01-01", "value": 0}, {"from": "2024-01-01", "value": 1}]}}
    ]);
    let form = form(&asking(&questions), &XlsFormOptions::default());
    let limit = |name: &str| (cell(&form, name, "type"), cell(&form, name, "constraint"));
    assert_eq!(limit("a"), ("decimal", ". = int(.)"));
    assert_eq!(limit("b"), ("integer", ". >= 0 and . <= 999999999"));
    assert_eq!(limit("c"), ("decimal", ". = int(.) and . >= 0 and . <= 1000000000000"));
    assert_eq!(limit("d"), ("decimal", ". > 0.25"));
    assert_eq!(limit("e_percent"), ("decimal", ". >= 0 and . <= 33.3"));
    assert_eq!(limit("f"), ("date", ". >= date('2020-01-01')"));
}

/// What a form cannot say is said as far as it goes.
#[test]
fn conditions_on_scores() {
    let questions = json!([
        {"id": "first", "children": [{"id": "s", "answer": {"kind": "share"}}]},
        {"id": "a", "answer": {"kind": "yes_no"}, "show_when": {"node": "first", "share": {"at_least": 0.5}}},
        {"id": "b", "answer": {"kind": "yes_no"}, "show_when": {"question": "s", "share": {"at_least": 0.5}}},
        {"id": "c", "answer": {"kind": "yes_no"},
         "show_when": {"all": [{"node": "first", "score": {"at_least": 0.5}}, {"question": "s", "at_least": 0.25}]}},
        {"id": "d", "answer": {"kind": "yes_no"}, "show_when": {"not": {"question": "a", "is": "yes"}}}
    ]);
    let form = form(&asking(&questions), &XlsFormOptions::default());
    assert_eq!(cell(&form, "a", "relevant"), "");
    assert_eq!(cell(&form, "b", "relevant"), "${s_percent} != ''");
    assert_eq!(cell(&form, "c", "relevant"), "${s_percent} >= 25");
    // Where `a` is hidden is not known to the form, so it must ask.
    assert_eq!(cell(&form, "d", "relevant"), "");
    let warnings: Vec<(&str, &str)> = form.warnings.iter().map(|one| (one.path(), one.expected())).collect();
    assert_eq!(
        warnings,
        [
            ("/root/children/1/show_when", "`a` is always asked"),
            ("/root/children/2/show_when", "`b` is asked where the rest of it holds"),
            ("/root/children/3/show_when", "`c` is asked where the rest of it holds"),
            ("/root/children/4/show_when", "`d` is always asked")
        ]
    );
    assert!(form.warnings.iter().all(|warning| warning.code() == Code::NotInForm));
}

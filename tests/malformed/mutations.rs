// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Malformed texts, made from valid ones by rule.

use serde_json::{Value, json};

use crate::target::Target;

/// A small valid questionnaire that has something of everything.
pub(crate) const QUESTIONNAIRE: &str = include_str!("valid-questionnaire.json");
pub(crate) const ANSWERS: &str = include_str!("valid-answers.json");

/// Where in a document.
type Place = Vec<String>;

pub(crate) fn all() -> Vec<(Target, String, String)> {
    let mut found = Vec::new();
    for (target, valid) in [(Target::Questionnaire, QUESTIONNAIRE), (Target::Answers, ANSWERS)] {
        let mut add = |name: String, text: String| found.push((target, name, text));
        texts(valid, &mut add);
        truncations(valid, &mut add);
        let document: Value = serde_json::from_str(valid).expect("JSON");
        let mut places = Vec::new();
        walk(&document, &mut Vec::new(), &mut places);
        for place in &places {
            swaps(&document, place, &mut add);
            unknown_key(&document, place, &mut add);
            duplicate_key(&document, place, &mut add);
        }
        required(&document, target, &mut add);
        numbers(valid, &document, &places, &mut add);
        ids(&document, target, &mut add);
    }
    for text in [
        "",
        "null",
        "{}",
        "[null]",
        "[[]]",
        "[{}]",
        "[1]",
        "[\"a\"]",
        "[{\"id\": \"x\"}]",
        "[",
        "[{]",
        "\"[]\"",
    ] {
        found.push((Target::Actions, format!("actions {text}"), text.to_owned()));
    }
    found
}

fn walk(value: &Value, here: &mut Place, places: &mut Vec<Place>) {
    places.push(here.clone());
    let children: Vec<(String, &Value)> = match value {
        Value::Object(members) => members.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(items) => {
            items.iter().enumerate().map(|(index, item)| (index.to_string(), item)).collect()
        }
        _ => Vec::new(),
    };
    for (step, child) in children {
        here.push(step);
        walk(child, here, places);
        here.pop();
    }
}

fn at<'a>(document: &'a mut Value, place: &[String]) -> &'a mut Value {
    document.pointer_mut(&pointer(place)).expect("a place of the document")
}

fn pointer(place: &[String]) -> String {
    place.iter().fold(String::new(), |path, step| format!("{path}/{step}"))
}

fn texts(valid: &str, add: &mut impl FnMut(String, String)) {
    for text in [
        "",
        " ",
        "\n",
        "null",
        "true",
        "1",
        "\"a\"",
        "[]",
        "[{}]",
        "{}",
        "{",
        "}",
        "[",
        "]",
        "\u{feff}",
        "\u{feff}null",
        "nul",
        "NaN",
        "Infinity",
        "-",
        "+1",
        "01",
        "1.",
        ".5",
        "1e",
        "'a'",
        "{'a': 1}",
        "{a: 1}",
        "{\"a\" 1}",
        "{\"a\":}",
        "{\"a\": 1,}",
        "[1,]",
        "[1 2]",
        "// no\n{}",
        "/* no */ {}",
        "# no\n",
        "\0",
        "{\"a\": \"\0\"}",
        "{\"a\": \"\n\"}",
        "{\"a\": \"\\x41\"}",
        "{\"a\": \"\\u12\"}",
        "{\"a\": \"\\ud800\"}",
        "{\"a\": \"\\udc00\\ud800\"}",
        "{\"\\ud800\": 1}",
        "\u{200b}{}",
        "\u{a0}{}",
        "<html></html>",
        "format: 1.0",
        "---\nformat: '1.0'\n",
        "\u{1f600}",
    ] {
        add(format!("{text:?}"), text.to_owned());
    }
    for tail in ["x", "{}", "\0", ",", "]", "null", "\u{feff}"] {
        add(format!("valid and {tail:?}"), format!("{}{tail}", valid.trim_end()));
    }
    add("in a list".to_owned(), format!("[{valid}]"));
    add("in a text".to_owned(), Value::String(valid.to_owned()).to_string());
    add("twice".to_owned(), format!("{valid}{valid}"));
    for depth in [70, 100, 1_000, 100_000] {
        add(format!("{depth} lists"), format!("{}{}", "[".repeat(depth), "]".repeat(depth)));
        add(format!("{depth} lists, never closed"), "[".repeat(depth));
        add(format!("{depth} objects"), format!("{}1{}", "{\"a\":".repeat(depth), "}".repeat(depth)));
    }
}

fn truncations(valid: &str, add: &mut impl FnMut(String, String)) {
    let valid = valid.trim_end();
    for part in 1..60 {
        let mut end = valid.len() * part / 60;
        while !valid.is_char_boundary(end) {
            end -= 1;
        }
        add(format!("cut after {end} bytes"), valid.get(..end).unwrap_or_default().to_owned());
    }
}

/// A value of another type in each place. An answer's value, and a scalar in a condition, may have
/// several types, and a value that is free text may have any text.
fn swaps(document: &Value, place: &[String], add: &mut impl FnMut(String, String)) {
    let old = document.pointer(&pointer(place)).cloned().unwrap_or_default();
    let strange = json!({"a": [{"b": null}]});
    let other = match &old {
        Value::Object(_) => vec![json!([]), json!("text"), json!(7)],
        Value::Array(_) => vec![json!({}), json!("text"), json!(7)],
        Value::String(_) => vec![json!([[]]), strange],
        Value::Number(_) => vec![json!({}), json!([]), json!("1")],
        Value::Bool(_) => vec![json!({}), json!([])],
        Value::Null => vec![json!(7)],
    };
    for new in other.into_iter().filter(|new| !is_answer(place, new)) {
        let mut document = document.clone();
        *at(&mut document, place) = new.clone();
        add(format!("{} is {new}", pointer(place)), document.to_string());
    }
}

/// What stands there may be any answer, and this is one.
fn is_answer(place: &[String], new: &Value) -> bool {
    let steps: Vec<&str> = place.iter().map(String::as_str).collect();
    match steps.as_slice() {
        ["resolutions", _, _, "chosen" | "rejected", ..] => {
            steps.len() > 4 || steps.last() == Some(&"chosen")
        }
        ["answers", "q7"] => new == 7,
        ["answers", _] => *new == json!({}),
        _ => false,
    }
}

/// Keys of these objects are the author's own.
fn is_open(place: &[String]) -> bool {
    let parent =
        |back: usize| place.len().checked_sub(back).and_then(|index| place.get(index)).map(String::as_str);
    matches!(
        parent(1),
        Some("scales" | "level_sets" | "text" | "weights" | "tags" | "rename" | "answers" | "resolutions")
    ) || place.iter().any(|step| step == "text")
        || matches!(parent(2), Some("values"))
        || matches!(parent(1), Some("values"))
}

fn unknown_key(document: &Value, place: &[String], add: &mut impl FnMut(String, String)) {
    let mut document = document.clone();
    let Some(members) = at(&mut document, place).as_object_mut() else { return };
    let name = if is_open(place) { " no id" } else { "colour" };
    members.insert(name.to_owned(), json!("red"));
    add(format!("{}/{name} added", pointer(place)), document.to_string());
}

fn duplicate_key(document: &Value, place: &[String], add: &mut impl FnMut(String, String)) {
    let Some(members) = document.pointer(&pointer(place)).and_then(Value::as_object) else { return };
    let Some((key, value)) = members.iter().next() else { return };
    let text = Value::Object(members.clone()).to_string();
    let twice = text.replacen('{', &format!("{{{}:{value},", Value::String(key.clone())), 1);
    let mut document = document.clone();
    *at(&mut document, place) = "MARK".into();
    add(format!("{}/{key} twice", pointer(place)), document.to_string().replacen("\"MARK\"", &twice, 1));
}

fn required(document: &Value, target: Target, add: &mut impl FnMut(String, String)) {
    let paths: &[&str] = match target {
        Target::Questionnaire => &[
            "/format",
            "/id",
            "/version",
            "/root",
            "/root/id",
            "/root/children",
            "/root/children/0/id",
            "/root/children/0/answer",
            "/root/children/0/answer/kind",
            "/root/children/0/answer/scale",
            "/scales",
            "/scales/steps/options",
            "/scales/steps/options/0/id",
            "/scales/steps/options/0/value",
            "/level_sets",
            "/level_sets/ladder/levels",
            "/level_sets/ladder/levels/0/id",
            "/lenses/0/id",
            "/lenses/0/members",
            "/lenses/0/members/0/id",
            "/profiles/0/id",
            "/bridges/0/from",
            "/roles",
            "/actions/0/id",
            "/actions/0/node",
            "/actions/0/moves",
            "/actions/0/moves/0/question",
            "/actions/0/moves/0/to",
            "/actions/0/effort",
            "/actions/0/effort/low",
            "/actions/0/effort/high",
            "/actions/0/horizon",
            "/practices/0/id",
            "/practices/0/city",
            "/practices/0/country",
            "/practices/0/nodes",
            "/practices/0/source",
            "/practices/0/last_checked",
            "/practices/0/state",
            "/text",
            "/text/en",
            "/text/en/title",
            "/text/en/nodes/whole",
            "/text/en/nodes/whole/title",
            "/text/en/questions/q1",
            "/text/en/questions/q1/prompt",
            "/text/en/scales",
            "/text/en/level_sets",
            "/text/en/lenses",
            "/text/en/profiles",
            "/text/en/roles",
            "/text/en/actions",
            "/text/en/practices",
        ],
        _ => &[
            "/format",
            "/questionnaire",
            "/questionnaire/id",
            "/questionnaire/version",
            "/answers",
            "/resolutions/q2/0/chosen",
        ],
    };
    for path in paths {
        let (parent, key) = path.rsplit_once('/').expect("a path");
        let mut document = document.clone();
        let removed = document
            .pointer_mut(parent)
            .and_then(Value::as_object_mut)
            .and_then(|members| members.remove(key));
        assert!(removed.is_some(), "{path} is not there to be removed");
        add(format!("{path} removed"), document.to_string());
    }
}

/// Numbers that no double holds, or none that fits, in each place of a number.
fn numbers(valid: &str, document: &Value, places: &[Place], add: &mut impl FnMut(String, String)) {
    assert!(!valid.contains("MARK"), "the mark is not in the text");
    let digits = "9".repeat(123);
    for place in places.iter().filter(|place| document.pointer(&pointer(place)).is_some_and(Value::is_number))
    {
        let mut marked = document.clone();
        *at(&mut marked, place) = "MARK".into();
        let marked = marked.to_string();
        for number in ["1e999", "-1e400", "1e309", "-", "0x10", "1_000", "NaN", "--1", &digits.repeat(4)] {
            add(format!("{} is {number:.12}", pointer(place)), marked.replacen("\"MARK\"", number, 1));
        }
    }
}

fn ids(document: &Value, target: Target, add: &mut impl FnMut(String, String)) {
    let long = "a".repeat(65);
    let odd = [
        "",
        " ",
        "a b",
        "-a",
        ".a",
        "_a",
        "a/b",
        "a~b",
        "é",
        "а",
        "ａ",
        "a\u{200b}",
        "a\u{301}",
        "a\0",
        "a\n",
        "\u{202e}a",
        "a\"b",
        &long,
    ];
    let paths: &[&str] = match target {
        Target::Questionnaire => &[
            "/id",
            "/root/id",
            "/root/children/0/id",
            "/roles/0",
            "/actions/0/id",
            "/practices/0/id",
            "/lenses/0/id",
        ],
        _ => &["/questionnaire/id", "/profile"],
    };
    for path in paths {
        for id in odd {
            let mut document = document.clone();
            let place = document.pointer_mut(path).expect("a place");
            *place = id.into();
            add(format!("{path} is {id:?}"), document.to_string());
        }
    }
}

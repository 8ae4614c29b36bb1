// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The texts of every language: all that is said is there, all that is there is said.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn texts(path: &Path) -> BTreeMap<String, Value> {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn sources(folder: &Path, into: &mut String) {
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            into.push_str(&fs::read_to_string(path).unwrap());
        }
    }
}

/// Keys as they stand in the code, and the beginnings and ends of those that are put together.
fn keys_in_code() -> BTreeSet<String> {
    let mut code = String::new();
    sources(&here("src"), &mut code);
    let mut found = BTreeSet::new();
    for piece in code.split('"').skip(1).step_by(1) {
        let is_key = !piece.is_empty()
            && piece
                .chars()
                .all(|letter| letter.is_ascii_lowercase() || matches!(letter, '.' | '_' | '{' | '}'));
        if is_key {
            found.insert(piece.to_owned());
        }
    }
    found
}

/// The names in braces of a text.
fn names(text: &Value) -> BTreeSet<String> {
    match text {
        Value::String(text) => {
            text.split('{').skip(1).filter_map(|piece| Some(piece.split_once('}')?.0.to_owned())).collect()
        }
        Value::Object(forms) => forms.values().flat_map(names).filter(|name| name != "count").collect(),
        other => panic!("a text or its plural forms, not {other}"),
    }
}

#[test]
fn every_text_is_used_somewhere() {
    let keys = keys_in_code();
    let families = [
        "figure.",
        "state.",
        "node.",
        "option.",
        "political.",
        "strengths.",
        "weaknesses.",
        "xlsx.sheet.",
        "xlsx.confidence.",
    ];
    let unused: Vec<String> = texts(&here("texts/en.json"))
        .into_keys()
        .filter(|key| !keys.contains(key) && !families.iter().any(|family| key.starts_with(family)))
        .collect();
    assert!(unused.is_empty(), "no code says {unused:?}");
}

#[test]
fn other_languages_have_texts_of_the_first_with_the_same_names() {
    let first = texts(&here("texts/en.json"));
    for entry in fs::read_dir(here("texts")).unwrap() {
        let path = entry.unwrap().path();
        for (key, text) in texts(&path) {
            let of_first =
                first.get(&key).unwrap_or_else(|| panic!("{}: `{key}` is in no other", path.display()));
            assert_eq!(names(&text), names(of_first), "{}: `{key}`", path.display());
        }
    }
}

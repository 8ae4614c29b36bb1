// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Forms held against `pyxform`, which makes the forms of ODK and its kin, and against `JavaRosa`, which
//! fills them in on phones: `check.py` beside this file.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use digirights::{Instrument, QuestionState, XlsForm, XlsFormOptions};
use digirights_questionnaires::find;
use digirights_tests::tape::Tape;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use serde_json::{Value, json};

use crate::case::{instrument, name, read};
use crate::exhaustive;
use crate::filled::Filled;
use crate::round_trip::{givable, option_for};
use crate::visible::{approximate, telling};

/// What the check needs, at the versions that it was tried with.
const PACKAGES: [&str; 2] = ["pyxform==4.5.0", "openpyxl==3.1.5"];

fn run(command: &mut Command) {
    let status = command.status().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(status.success(), "{command:?}: {status}");
}

/// A Python with pyxform, in a folder that outlives the checkout.
fn python() -> PathBuf {
    let folder = |name: &str| std::env::var_os(name).map(PathBuf::from);
    let cache = folder("DIGIRIGHTS_CACHE").or_else(|| Some(folder("HOME")?.join(".cache/digirights")));
    let home =
        cache.unwrap_or_else(std::env::temp_dir).join("forms").join(PACKAGES.join("-").replace("==", "-"));
    let python = home.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    if !home.join("complete").exists() {
        run(Command::new("python3").args(["-m", "venv"]).arg(&home));
        run(Command::new(&python).args(["-m", "pip", "install", "--quiet"]).args(PACKAGES));
        std::fs::write(home.join("complete"), "").unwrap();
    }
    python
}

/// A form with cases, as the check reads it.
fn checked(name: &str, form: &XlsForm, validate: bool, cases: Vec<Value>) -> String {
    let mut whole = serde_json::to_value(form).unwrap();
    whole["name"] = name.into();
    whole["validate"] = validate.into();
    whole["cases"] = cases.into();
    whole.to_string()
}

/// What the rows hold, and which of them the engine shows, and hides for certain.
fn case(tape: &mut Tape, whole: &Value, instrument: &Instrument, form: &XlsForm) -> Value {
    let (given, _) = givable(tape, whole, instrument, None);
    let unsure = approximate(form, whole);
    let mut filled = Filled::new(form, 0);
    filled.fill(&given, &|id, state| option_for(whole, id, state));
    let card = instrument.assess(&read(&digirights_tests::random::document(&given))).unwrap().score();
    let (mut shown, mut hidden) = (Vec::new(), Vec::new());
    for question in card.questions() {
        let id = question.id().as_str();
        let percent = format!("{}_percent", name(id));
        let row = filled.row(&percent).map_or_else(|| name(id), |row| row.name.clone());
        if question.state() != QuestionState::NotShown {
            shown.push(row);
        } else if !unsure.contains(id) {
            hidden.push(row);
        }
    }
    json!({"values": filled.values(), "shown": shown, "hidden": hidden})
}

fn random(count: u32) -> Vec<String> {
    let config =
        Config { rng_seed: RngSeed::Fixed(20_261_122), failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new(config);
    let mut lines = Vec::new();
    let mut number = 0;
    while number < count {
        let mut tape = crate::case::tape().new_tree(&mut runner).unwrap().current();
        let Some((whole, instrument)) = instrument(&mut tape) else { continue };
        let all = tape.chance(50);
        let options =
            XlsFormOptions { notes: all, evidence: all, ids: tape.chance(30), ..XlsFormOptions::default() };
        let form = XlsForm::new(&instrument, &options).unwrap();
        let cases = (0..20).map(|_| {
            let mut tape = crate::case::tape().new_tree(&mut runner).unwrap().current();
            case(&mut tape, &whole, &instrument, &form)
        });
        let cases = cases.collect();
        number += 1;
        lines.push(checked(&format!("random {number}"), &form, number <= 10, cases));
    }
    lines
}

fn check(lines: &[String]) {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("forms/check.py");
    let mut child = Command::new(python())
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .arg(program)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let text = lines.join("\n");
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output().unwrap();
    // A check that broke off says why itself.
    drop(writer.join().unwrap());
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}");
    assert!(said.contains(&format!("{} forms", lines.len())), "{said}");
}

#[test]
#[ignore = "installs pyxform and needs Java: see `cargo xtask test`"]
fn forms_are_valid_and_show_what_counts() {
    let mut lines = Vec::new();
    let flagship = find("digital-rights").unwrap().instrument().unwrap();
    let profiles = flagship.definition().profiles.iter().map(|profile| Some(profile.id.clone()));
    for profile in profiles.chain([None]) {
        for all in [false, true] {
            let options = XlsFormOptions {
                profile: profile.clone(),
                notes: all,
                evidence: all,
                ids: all,
                ..XlsFormOptions::default()
            };
            let form = XlsForm::new(&flagship, &options).unwrap();
            assert!(form.warnings.is_empty());
            lines.push(checked("the flagship", &form, true, Vec::new()));
        }
    }
    let (whole, cases) = telling();
    let form = XlsForm::new(&crate::case::check(&whole).unwrap(), &XlsFormOptions::default()).unwrap();
    let cases = cases.into_iter().map(|(given, expected)| {
        let mut filled = Filled::new(&form, 0);
        filled.fill(given.as_object().unwrap(), &|_, _| None);
        let (shown, hidden): (Vec<String>, Vec<String>) =
            "abcdefghijklm".chars().map(String::from).partition(|name| expected.contains(name.as_str()));
        json!({"values": filled.values(), "shown": shown, "hidden": hidden})
    });
    lines.push(checked("open and false", &form, true, cases.collect()));
    for case in exhaustive::cases() {
        let cases = case.3.iter().map(|given| {
            let (shown, hidden) = exhaustive::expected(&case, given);
            json!({"values": exhaustive::filled(&case, given).values(), "shown": shown, "hidden": hidden})
        });
        lines.push(checked("every test", &case.2, false, cases.collect()));
    }
    let hostile = crate::hostile::forms();
    lines.extend(hostile.iter().map(|form| checked("hostile texts", form, true, Vec::new())));
    lines.extend(random(150));
    check(&lines);
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! `digirights report` and `digirights compare --output`: files that are whole or not there.

use std::fs;

use crate::support::{data, run, run_with};

const TOWN: [&str; 2] = ["--questionnaire", "town"];

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

/// Runs a command that writes a file of this name, and reads the file.
fn written(name: &str, arguments: &[&str]) -> Vec<u8> {
    let folder = folder();
    let path = folder.path().join(name);
    let path = path.to_str().expect("UTF-8");
    let run = run(&[arguments, &["--output", path], &TOWN[..]].concat());
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "", ""), "{arguments:?}");
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "nothing beside it");
    fs::read(path).expect("the file")
}

fn text(name: &str, arguments: &[&str]) -> String {
    String::from_utf8(written(name, arguments)).expect("UTF-8")
}

#[test]
fn the_end_of_the_name_tells_the_format() {
    let html = text("a.html", &["report", "answers.json"]);
    assert!(html.starts_with("<!DOCTYPE html>") && html.contains("<svg"));
    assert_eq!(html, text("b.HTML", &["report", "answers.json"]), "the same bytes every time");
    let markdown = text("a.md", &["report", "answers.json", "--audience", "political"]);
    assert!(markdown.starts_with("# ") && markdown.contains("For decision: what to do now"));
    for name in ["a.docx", "a.xlsx"] {
        assert!(written(name, &["report", "answers.json"]).starts_with(b"PK"), "{name}");
    }
    assert!(text("a.csv", &["report", "answers.json"]).starts_with("kind,lens,id,title,measure,value"));
}

#[test]
fn a_goal_and_earlier_answers_are_told_of() {
    let with =
        ["report", "later.json", "--since", "answers.json", "--target", "50", "--audience", "political"];
    let html = text("a.html", &with);
    assert!(html.contains("Since "), "what has changed");
    let compared = text("a.html", &["compare", "answers.json", "later.json"]);
    assert!(compared.contains("what has changed"));
}

#[test]
fn one_chart_alone() {
    let svg = text("a.svg", &["report", "answers.json", "--chart", "bars", "--width", "400"]);
    assert!(svg.starts_with("<svg") && svg.contains("width=\"400\""));
    let png = written("a.png", &["report", "answers.json", "--chart", "bars"]);
    assert!(png.starts_with(b"\x89PNG"));
}

#[test]
fn a_page_for_everybody() {
    let folder = folder();
    let path = folder.path().join("a.svg");
    let sample =
        concat!(env!("CARGO_MANIFEST_DIR"), "/../questionnaires/digital-rights/samples/midsized.json");
    let run = run(&["report", sample, "--output", path.to_str().expect("UTF-8"), "--audience", "public"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(fs::read_to_string(path).expect("the file").contains("Marenpoort"));
    let kit = written("kit.zip", &["report", "answers.json", "--audience", "public"]);
    assert!(kit.starts_with(b"PK"));
}

/// Pixels are made with the fonts on board: what they lack is told, once.
#[test]
fn letters_that_pixels_cannot_show_are_told_of() {
    let folder = folder();
    let sample =
        concat!(env!("CARGO_MANIFEST_DIR"), "/../questionnaires/digital-rights/samples/midsized.json");
    let city = fs::read_to_string(sample).expect("a sample");
    let path = folder.path().join("city.json");
    fs::write(&path, city.replacen("Marenpoort", "東京", 1)).expect("a file");
    for name in ["a.png", "kit.zip"] {
        let output = folder.path().join(name);
        let [path, output] = [&path, &output].map(|path| path.to_str().expect("UTF-8"));
        let run = run(&["report", path, "--output", output, "--audience", "public"]);
        assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
        assert_eq!(run.err.matches("note: ").count(), 1, "{}", run.err);
        assert!(run.err.contains("京 (U+4EAC), 東 (U+6771)"), "{}", run.err);
    }
}

#[test]
fn wrong_usage_is_2_and_writes_nothing() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name).to_str().expect("UTF-8").to_owned();
    let cases: [(&str, &[&str], &str); 8] = [
        ("a.txt", &[], "a name that ends in `.html`"),
        ("a", &[], "a name that ends in `.html`"),
        ("a.html", &["--audience", "politcal"], "did you mean `political`?"),
        ("a.html", &["--audience", "mayor"], "expected `technical`, `political`, `public`"),
        ("a.svg", &["--chart", "rader"], "did you mean `radar`?"),
        ("a.html", &["--chart", "radar"], "a name that ends in `.svg` or `.png`"),
        ("a.svg", &["--chart", "change"], "D0003"),
        ("a.html", &["--language", "xx"], "--language"),
    ];
    for (name, options, expected) in cases {
        let name = path(name);
        // Without a plan's stretch there is nothing to see over time.
        let target: &[&str] = if options.contains(&"change") { &["--target", "0"] } else { &[] };
        let arguments = [&["report", "answers.json", "--output", &name], options, target, &TOWN[..]].concat();
        let run = run(&arguments);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{arguments:?}: {}", run.err);
        let told = run.err.replace('│', " ").split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains(expected), "{arguments:?}: {}", run.err);
    }
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
}

#[test]
fn what_cannot_be_made_of_the_answers_is_1() {
    let folder = folder();
    let text = fs::read_to_string(data().join("answers.json")).expect("the file");
    let mut answers: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    answers["answers"] = serde_json::json!({});
    for (name, options) in [("a.png", ["--audience", "public"]), ("a.svg", ["--chart", "gaps"])] {
        let path = folder.path().join(name);
        let path = path.to_str().expect("UTF-8");
        let arguments = [&["report", "-", "--output", path], &options[..], &TOWN[..]].concat();
        let run = run_with(&arguments, answers.to_string().as_bytes());
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{}", run.err);
        assert!(run.err.contains("D0003") && run.err.contains("found no score"), "{}", run.err);
    }
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
}

/// A plan is called the least only where that is proved, and what was asked of it is answered.
#[test]
fn what_is_said_of_a_goal_is_what_is_known_of_it() {
    let folder = folder();
    let path = folder.path().join("a.md");
    let path = path.to_str().expect("UTF-8");
    let sample =
        concat!(env!("CARGO_MANIFEST_DIR"), "/../questionnaires/digital-rights/samples/midsized.json");
    let said = |goal: &[&str]| {
        let run = run(&[&["report", sample, "--output", path], goal].concat());
        assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
        fs::read_to_string(path).expect("the report")
    };
    let proved = said(&["--target", "advancing", "--budget", "10"]);
    assert!(proved.contains("The least effort to reach Advancing"), "{proved}");
    assert!(proved.contains("It does not fit into the budget."), "{proved}");
    let found = said(&["--target", "leading", "--budget", "10000"]);
    assert!(found.contains("A way to reach Leading"), "{found}");
    assert!(found.contains("Whether another choice does better is not proved. It fits"), "{found}");
    // Scores are shares from 0 to 1 in files, and points of 100 where a goal is typed.
    let run = run(&["plan", sample, "--target", "0.6"]);
    assert!(run.code == 0 && run.err.contains("0.6 of 100"), "{}", run.err);
}

/// Another city's result, or a later one, is no earlier result: it is used, and told.
#[test]
fn results_that_are_not_of_one_city_over_time_are_told() {
    let folder = folder();
    let path = folder.path().join("a.md");
    let path = path.to_str().expect("UTF-8");
    let text = fs::read_to_string(data().join("answers.json")).expect("the file");
    let mut other: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    other["city"] = "Elsewhere".into();
    other["date"] = "2099-01-01".into();
    let arguments = [&["report", "answers.json", "--since", "-", "--output", path], &TOWN[..]].concat();
    let run = run_with(&arguments, other.to_string().as_bytes());
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
    assert!(run.err.contains("different cities: Elsewhere and Example Town"), "{}", run.err);
    let report = fs::read_to_string(path).expect("the report");
    let told = report.find("that of another city, Elsewhere").expect("a note");
    assert!(report.contains("has the later date"), "{report}");
    let moved = report.find("the score has stayed the same").expect("what changed");
    assert!(told < moved, "{report}");
    let compared =
        run_with(&[&["compare", "-", "answers.json"], &TOWN[..]].concat(), other.to_string().as_bytes());
    assert_eq!(compared.code, 0, "{}", compared.err);
    assert!(
        compared.out.contains("different cities") && compared.out.contains("has the later date"),
        "{}",
        compared.out
    );
}

#[test]
fn a_comparison_is_a_document() {
    let folder = folder();
    let path = folder.path().join("a.xlsx");
    let path = path.to_str().expect("UTF-8");
    let run = run(&["compare", "answers.json", "later.json", "--output", path, TOWN[0], TOWN[1]]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("`.html`") && !run.err.contains("`.csv`"), "{}", run.err);
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
}

#[test]
fn what_cannot_be_read_or_written_is_1() {
    let folder = folder();
    let path = folder.path().join("a.html");
    let path = path.to_str().expect("UTF-8");
    let wrong = run(&["report", "wrong-answers.json", "--output", path, TOWN[0], TOWN[1]]);
    assert_eq!(wrong.code, 1);
    let nowhere = folder.path().join("no").join("a.html");
    let nowhere =
        run(&["report", "answers.json", "--output", nowhere.to_str().expect("UTF-8"), TOWN[0], TOWN[1]]);
    assert_eq!(nowhere.code, 1);
    assert!(nowhere.err.contains("C1004"));
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
}

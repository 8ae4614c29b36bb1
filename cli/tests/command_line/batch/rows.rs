// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What becomes of rows: good and bad, wide and long, by codes and by words.

use std::fs;
use std::path::Path;

use super::tables::{number, read, text};
use super::{folder, names, town};

const HEADINGS: &str = "city,privacy.policy,privacy.officer,services.register\n";

fn write(folder: &Path, name: &str, rows: &str) {
    fs::write(folder.join(name), rows).expect("room");
}

fn points(path: &Path) -> Vec<Option<f64>> {
    read(path).iter().map(|row| number(row, "privacy.point")).collect()
}

#[test]
fn a_bad_row_has_no_scores_and_the_others_have() {
    let folder = folder();
    let path = folder.path();
    write(
        path,
        "in.csv",
        &format!(
            "{HEADINGS}A,in_place,yes,\nB,inplace,yes,\nC,none\n\"D\nd\",none,yse,perhaps\nE,none,no,,\n"
        ),
    );
    let run = town(path, &["in.csv", "-o", "out.csv", "--problems-column"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("in.csv: row 2, line 3, column `privacy.policy`"), "{}", run.err);
    assert!(run.err.contains("did you mean `in_place`?"), "{}", run.err);
    assert!(run.err.contains("2 of 5 rows scored into out.csv"), "{}", run.err);
    let rows = read(&path.join("out.csv"));
    assert_eq!(points(&path.join("out.csv")), [Some(1.0), None, None, None, Some(0.0)]);
    let cities: Vec<_> = rows.iter().map(|row| text(row, "city")).collect();
    assert_eq!(cities, [Some("A"), Some("B"), Some("C"), Some("D\nd"), Some("E")]);
    let words: Vec<_> = rows.iter().map(|row| text(row, "problems").unwrap_or_default()).collect();
    assert!(words[0].is_empty() && words[1].contains("A0502") && words[2].contains("T1007"), "{words:?}");
    assert!(words[3].contains("privacy.officer") && words[3].contains("services.register"), "{words:?}");
}

/// In JSON Lines an answer may be what it is in an answers file, in rows that are none.
#[test]
fn answers_as_an_answers_file_has_them() {
    let folder = folder();
    let path = folder.path();
    let rows = [
        r#"{"city": "A", "privacy.policy": {"value": "in_place", "note": "since May"}, "privacy.officer": true}"#,
        r#"{"city": "B", "privacy.policy": {"state": "dont_know"}, "privacy.officer": "no"}"#,
        r#"{"city": "C", "privacy.policy": {"value": "inplace"}, "privacy.officer": {"vaule": true}}"#,
    ];
    write(path, "in.jsonl", &rows.join("\n"));
    let run = town(path, &["in.jsonl", "-o", "out.csv"]);
    assert_eq!(run.code, 1, "{}", run.err);
    for told in ["did you mean `in_place`?", "did you mean `value`?"] {
        assert!(run.err.contains(told), "{}", run.err);
    }
    assert_eq!(points(&path.join("out.csv")), [Some(1.0), Some(0.0), None]);
}

#[test]
fn texts_that_say_as_little_as_an_empty_cell() {
    let folder = folder();
    let path = folder.path();
    write(path, "in.csv", &format!("{HEADINGS}A,in_place,NA,\nB,NA,-,n/a\n"));
    let run = town(path, &["in.csv", "-o", "out.csv", "--blank", "NA", "--blank", "-", "--blank=n/a"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(points(&path.join("out.csv")), [Some(1.0), None]);
    let long = "city,name,value\nA,policy,in_place\nA,privacy.officer,NA\n";
    write(path, "long.csv", long);
    let long = ["long.csv", "-o", "long-out.csv", "--long", "--question-column", "name", "--blank", "NA"];
    let run = town(path, &[&long[..], &["--column", "policy=privacy.policy", "--strict"]].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(points(&path.join("long-out.csv")), [Some(1.0)]);
}

#[test]
fn rows_of_forms_for_other_questionnaires_are_told() {
    let folder = folder();
    let path = folder.path();
    let rows = "town 1.1.0,A,none\nanother 1.1.0,B,none\n";
    write(path, "in.csv", &format!("digirights_form,city,privacy.policy\n{rows}"));
    let run = town(path, &["in.csv", "-o", "out.csv"]);
    assert!(run.err.contains("A0503") && run.err.contains("1 of 2 rows scored"), "{}", run.err);
    assert_eq!(points(&path.join("out.csv")), [Some(0.0), None]);
    let strict = town(path, &["in.csv", "-o", "strict.csv", "--strict"]);
    assert_eq!((strict.code, path.join("strict.csv").exists()), (1, false));
    let long =
        "form,city,question,value\ntown 1.1.0,A,privacy.policy,none\nanother 1.1.0,B,privacy.policy,none\n";
    write(path, "long.csv", &long.replace("form", "digirights_form"));
    let run = town(path, &["long.csv", "-o", "long-out.csv", "--long"]);
    assert!(run.err.contains("long.csv: row 2") && run.err.contains("A0503"), "{}", run.err);
}

#[test]
fn a_report_tells_every_problem_with_its_place() {
    let folder = folder();
    let path = folder.path();
    write(path, "in.csv", &format!("{HEADINGS}A,in_place,yes,\n=B,=1+1,yes,\n\n\"C\nc\",none,yse,\n"));
    let run = town(path, &["in.csv", "-o", "out.csv", "--problems", "report.csv"]);
    assert_eq!(run.code, 1);
    let said = run.err.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        !said.contains("A0502") && said.contains("2 rows have 2 problems, listed in report.csv"),
        "{said}"
    );
    let report = read(&path.join("report.csv"));
    let of = |row: usize| {
        ["row", "line", "column", "question", "code", "found"]
            .map(|name| text(&report[row], name).unwrap_or_default())
    };
    assert_eq!(report.len(), 2);
    assert_eq!(of(0), ["2", "3", "privacy.policy", "privacy.policy", "A0502", "`=1+1`"]);
    assert_eq!(of(1), ["3", "5", "privacy.officer", "privacy.officer", "A0502", "`yse`"]);
    assert_eq!(text(&report[1], "nearest"), Some("yes"));
    // Nothing that a spreadsheet runs.
    assert_eq!(text(&read(&path.join("out.csv"))[1], "city"), Some("'=B"));

    let run = town(path, &["in.csv", "-o", "out.csv", "--problems", "report.jsonl"]);
    assert_eq!(run.code, 1);
    let report = read(&path.join("report.jsonl"));
    assert_eq!((report[1]["row"].as_u64(), report[1]["nearest"].as_str()), (Some(3), Some("yes")));

    // A report without problems says so, and replaces the last one.
    write(path, "good.csv", &format!("{HEADINGS}A,in_place,yes,\n"));
    let run = town(path, &["good.csv", "-o", "out.csv", "--problems", "report.csv"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(read(&path.join("report.csv")).is_empty());
}

/// Lines are counted as an editor counts them.
#[test]
fn lines_are_those_of_the_file() {
    let folder = folder();
    let path = folder.path();
    for end in ["\n", "\r\n"] {
        for last in ["", end] {
            let text = format!("city,privacy.policy#A,wrong##\"B#b\",none##\"C#c\",wrong#D,wrong{last}");
            write(path, "in.csv", &text.replace('#', end));
            let run = town(path, &["in.csv", "-o", "out.csv", "--problems", "report.csv"]);
            assert_eq!(run.code, 1, "{}", run.err);
            let lines: Vec<_> =
                read(&path.join("report.csv")).iter().map(|row| text_of(row, "line")).collect();
            assert_eq!(lines, ["2", "7", "9"], "{text:?} {end:?}");
            let cities: Vec<_> = read(&path.join("out.csv")).iter().map(|row| text_of(row, "city")).collect();
            assert_eq!(cities[1], format!("B{end}b"));
        }
    }
}

#[test]
fn strict_writes_the_report_alone() {
    let folder = folder();
    let path = folder.path();
    write(path, "in.csv", &format!("{HEADINGS}A,in_place,yes,\nB,inplace,yes,\nC,none,yse,\n"));
    write(path, "out.csv", "what was there\n");
    let run = town(path, &["in.csv", "-o", "out.csv", "--strict", "--problems", "report.csv"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("out.csv was not written"), "{}", run.err);
    assert_eq!(fs::read_to_string(path.join("out.csv")).expect("the file"), "what was there\n");
    assert_eq!(read(&path.join("report.csv")).len(), 2);
    assert_eq!(names(path), ["in.csv", "out.csv", "report.csv"]);
    write(path, "in.csv", &format!("{HEADINGS}A,in_place,yes,\n"));
    let run = town(path, &["in.csv", "-o", "out.csv", "--strict"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(points(&path.join("out.csv")), [Some(1.0)]);
}

#[test]
fn lines_that_are_no_json_are_rows_without_scores() {
    let folder = folder();
    let path = folder.path();
    let row = r#"{"city": "A", "privacy.policy": "in_place", "privacy.officer": true}"#;
    let lines = format!("{row}\n{{\"city\": \n\n[1]\n{{\"city\": \"B\", \"city\": \"C\"}}\n{row}");
    write(path, "in.jsonl", &lines);
    let run = town(path, &["in.jsonl", "-o", "out.jsonl", "--problems", "report.csv"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert_eq!(points(&path.join("out.jsonl")), [Some(1.0), None, None, None, Some(1.0)]);
    let lines: Vec<_> = read(&path.join("report.csv")).iter().map(|row| text_of(row, "line")).collect();
    assert_eq!(lines, ["2", "4", "5"]);

    let line = r#"{"format": "1.0", "questionnaire": {"id": "town", "version": "1.1.0"}, "city": "A", "answers": {"privacy.policy": "in_place", "privacy.officer": true}}"#;
    let wrong = line.replace("in_place", "inplace");
    write(path, "in.jsonl", &format!("{line}\n{wrong}\n{{}}\n{line}\n"));
    let run = town(path, &["in.jsonl", "-o", "out.jsonl", "--problems", "report.csv"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert_eq!(points(&path.join("out.jsonl")), [Some(1.0), None, None, Some(1.0)]);
    let report = read(&path.join("report.csv"));
    assert_eq!(text(&report[0], "column"), Some("/answers/privacy.policy"));
    assert_eq!(text(&report[0], "nearest"), Some("in_place"));
}

fn text_of(row: &serde_json::Map<String, serde_json::Value>, name: &str) -> String {
    text(row, name).unwrap_or_default().to_owned()
}

#[test]
fn long_tables_give_the_scores_of_wide_ones() {
    let folder = folder();
    let path = folder.path();
    write(
        path,
        "wide.csv",
        "city,privacy.policy,privacy.officer,services.response\nA,in_place,yes,3\nB,none,dont_know,\n",
    );
    write(
        path,
        "long.csv",
        "city,question,value,state\nA,privacy.policy,in_place,\nB,privacy.policy,none,\nB,privacy.officer,,dont_know\nA,privacy.officer,yes,\nA,services.response,3,answered\n",
    );
    assert_eq!(town(path, &["wide.csv", "-o", "wide-out.csv"]).code, 0);
    let run = town(path, &["long.csv", "-o", "long-out.csv", "--long"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let scores = |name: &str| fs::read_to_string(path.join(name)).expect("the file");
    assert_eq!(scores("wide-out.csv"), scores("long-out.csv"));

    write(
        path,
        "named.csv",
        "Town;Item;Answer;When\nA;privacy.policy;in_place;1\nA;privacy.officer;yes;2\nA;privacy.officer;no;2\nB;privacy.policy;none;1\nB;nothing;none;1\nB\n",
    );
    let named = ["--question-column", "Item", "--value-column", "Answer", "--key", "Town"];
    let run = town(
        path,
        &[&["named.csv", "-o", "out.csv", "--long", "--problems", "report.csv"][..], &named].concat(),
    );
    assert_eq!(run.code, 1);
    assert_eq!(points(&path.join("out.csv")), [None, Some(0.0)]);
    let report = read(&path.join("report.csv"));
    let mut codes: Vec<_> = report.iter().map(|row| text_of(row, "code")).collect();
    codes.sort();
    assert_eq!(codes, ["A0501", "T1005", "T1007"]);

    write(
        path,
        "in.jsonl",
        r#"{"format": "1.0", "questionnaire": {"id": "town", "version": "1.1.0"}, "answers": {}}"#,
    );
    let run = town(path, &["in.jsonl", "-o", "out.csv", "--long"]);
    assert_eq!(run.code, 2, "{}", run.err);
}

#[test]
fn codes_mean_what_is_said() {
    let folder = folder();
    let path = folder.path();
    write(
        path,
        "in.jsonl",
        "{\"privacy.policy\": 4, \"services.register\": 99}\n{\"privacy.policy\": 1, \"services.register\": null}\n",
    );
    let codes = ["--first-code", "1", "--dont-know-code", "99", "--not-applicable-code", "none"];
    let run = town(path, &[&["in.jsonl", "-o", "out.jsonl"][..], &codes].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(points(&path.join("out.jsonl")), [Some(1.0), Some(0.0)]);
    let run = town(path, &["in.jsonl", "-o", "out.jsonl"]);
    assert_eq!((run.code, points(&path.join("out.jsonl"))), (1, vec![None, Some(0.25)]));

    // What nobody said is open, unless it is said to be don't-know; an officer may not apply.
    write(path, "in.csv", "privacy.policy,privacy.officer\nin_place,\n");
    let low = |arguments: &[&str]| {
        let run = town(path, &[&["in.csv", "-o", "out.jsonl"], arguments].concat());
        assert_eq!(run.code, 0, "{}", run.err);
        number(&read(&path.join("out.jsonl"))[0], "privacy.completeness")
    };
    let (open, left_out) =
        (low(&[]), low(&["--empty", "not_applicable", "--column", "privacy.policy=privacy.policy"]));
    assert!(open < left_out, "{open:?} {left_out:?}");
}

#[test]
fn columns_are_chosen() {
    let folder = folder();
    let path = folder.path();
    write(path, "in.csv", "city,year,Policy=1?,privacy.officer\nA,2026,in_place,yes\n");
    let headings = |arguments: &[&str]| {
        let run = town(
            path,
            &[&["in.csv", "-o", "out.csv", "--measures", "point", "--nodes", "privacy"], arguments].concat(),
        );
        assert_eq!(run.code, 0, "{}", run.err);
        let text = fs::read_to_string(path.join("out.csv")).expect("the file");
        text.lines().next().expect("headings").to_owned()
    };
    let lenses = "principles/trust.point,principles/open.point";
    assert_eq!(headings(&[]), format!("city,year,Policy=1?,privacy.point,{lenses}"));
    assert_eq!(headings(&["--no-lenses", "--keep-none"]), "privacy.point");
    assert_eq!(headings(&["--no-lenses", "--keep", "year", "--keep", "city"]), "year,city,privacy.point");
    let renamed = ["--column", "Policy=1?=privacy.policy", "--no-lenses"];
    assert_eq!(headings(&renamed), "city,year,privacy.point");
    assert_eq!(
        headings(&[&renamed[..], &["--problems-column"]].concat()),
        "city,year,privacy.point,problems"
    );
    assert_eq!(headings(&[&renamed[..], &["--profile", "quick", "--keep-none"]].concat()), "privacy.point");
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The contract of the command line: exit codes, streams, and the shape of what programs read.

use std::fs;
use std::io::Read as _;
use std::process::Stdio;

use crate::support::{data, program, run, run_with};
use serde_json::Value;

const TOWN: [&str; 2] = ["--questionnaire", "town"];

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

fn with<'a>(arguments: &[&'a str]) -> Vec<&'a str> {
    arguments.iter().copied().chain(TOWN).collect()
}

#[test]
fn wrong_usage_is_2_and_says_so_on_standard_error() {
    let cases: [&[&str]; 10] = [
        &[],
        &["scroe"],
        &["score"],
        &["score", "answers.json", "--format", "xml"],
        &["merge"],
        &["schema", "everything"],
        &["plan", "answers.json", "--questionnaire", "town", "--target", "best"],
        &["plan", "answers.json", "--questionnaire", "town", "--budget", "-1"],
        &["compare", "-", "-"],
        &["score", "-", "--questionnaire", "-"],
    ];
    for arguments in cases {
        let answers = fs::read(data().join("answers.json")).expect("the file");
        let run = run_with(arguments, &answers);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{arguments:?}");
        assert!(!run.err.is_empty(), "{arguments:?}");
    }
    for option in [["--profile", "nobody"], ["--language", "xx"]] {
        let run = run(&with(&[&["score", "answers.json"][..], &option[..]].concat()));
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{option:?}");
        assert!(run.err.contains("C1003") && run.err.contains(option[0]), "{}", run.err);
    }
}

#[test]
fn nothing_that_is_read_is_written_over() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name).to_str().expect("UTF-8").to_owned();
    let text = fs::read_to_string(data().join("answers.json")).expect("the file");
    fs::write(at("city.html"), &text).expect("room");
    fs::write(at("later.json"), &text).expect("room");
    std::os::unix::fs::symlink(at("city.html"), at("link.md")).expect("a link");
    let (city, link, later) = (at("city.html"), at("link.md"), at("later.json"));
    let town = data().join("town-bundled.json");
    fs::copy(&town, at("town.md")).expect("room");
    let own = at("town.md");
    let cases: [&[&str]; 5] = [
        &["report", &city, "-o", &city, "--questionnaire", "town"],
        &["report", &city, "-o", &link, "--questionnaire", "town"],
        &["report", &later, "--since", &city, "-o", &city, "--questionnaire", "town"],
        &["compare", &later, &city, "-o", &city, "--questionnaire", "town"],
        &["report", &city, "-o", &own, "--questionnaire", &own],
    ];
    for arguments in cases {
        let run = run(arguments);
        assert_eq!(run.code, 2, "{arguments:?}: {}", run.err);
        assert!(run.err.contains("another file than those that are read"), "{}", run.err);
        assert_eq!(fs::read_to_string(&city).expect("the file"), text);
    }
    assert_eq!(fs::read(&own).expect("the file"), fs::read(town).expect("the file"));
}

#[test]
fn a_mistyped_name_is_told_the_nearest() {
    let town = |rest: &[&'static str]| with(&[&["plan", "answers.json"][..], rest].concat());
    let cases = [
        (town(&["--target", "leeding"]), "leading"),
        (town(&["--profile", "qiuck"]), "quick"),
        (town(&["--language", "enn"]), "en"),
        (vec!["report", "answers.json", "--output", "x.html", "--audience", "politcal"], "political"),
        (vec!["check", "digital-right"], "digital-rights"),
    ];
    for (arguments, expected) in cases {
        let run = run(&arguments);
        assert_eq!(run.out, "");
        let told = format!("did you mean `{expected}`?");
        assert!(run.err.contains(&told), "{arguments:?}: {}", run.err);
    }
}

#[test]
fn help_and_version_are_output() {
    for (arguments, expected) in [(["--help"], "Usage: digirights"), (["--version"], "digirights ")] {
        let run = run(&arguments);
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        assert!(run.out.contains(expected));
    }
}

#[test]
fn what_cannot_be_read_is_1_and_named() {
    let cases: [(&[&str], &str); 6] = [
        (&["score", "not-there.json"], "C1001"),
        (&["score", "town"], "C1001"),
        (&["check", "not-there"], "C1002"),
        (&["score", "answers.json"], "C1002"),
        (&["score", "not-json.json"], "J0102"),
        (&["score", "broken.json"], "S020"),
    ];
    for (arguments, code) in cases {
        let run = run(arguments);
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{arguments:?}");
        assert!(run.err.contains(code), "{arguments:?}: {}", run.err);
    }
}

#[test]
fn input_that_is_too_large_or_no_text_is_refused() {
    let large = vec![b' '; (16 << 20) + 1];
    let run = run_with(&with(&["score", "-"]), &large);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("J0101"), "{}", run.err);
    let run = run_with(&with(&["score", "-"]), b"{\"format\": \"\xff\"}");
    assert_eq!(run.code, 1);
    assert!(run.err.contains("J0103"), "{}", run.err);
}

#[test]
fn score_as_json_keeps_its_contract() {
    let run = run(&with(&["score", "answers.json", "--format", "json"]));
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let card = json(&run.out);
    assert_eq!(card["questionnaire"]["id"], "town");
    assert_eq!(card["questionnaire"]["version"], "1.1.0");
    for digest in [&card["questionnaire"]["digest"], &card["answers"]["digest"]] {
        assert!(digest.as_str().is_some_and(|digest| digest.starts_with("sha256:") && digest.len() == 71));
    }
    assert!(card["engine"].is_string());
    let nodes = card["nodes"].as_object().expect("an object");
    let ids: Vec<&str> = nodes.keys().map(String::as_str).collect();
    assert_eq!(ids, ["foundations", "openness", "privacy", "services", "tools", "whole"]);
    for (id, node) in nodes {
        let score = &node["score"];
        if score.is_null() {
            assert!(["services", "tools"].contains(&id.as_str()), "{id}");
        } else {
            let of = |key: &str| score[key].as_f64().expect("a number");
            assert!(
                0.0 <= of("low")
                    && of("low") <= of("point")
                    && of("point") <= of("high")
                    && of("high") <= 1.0
            );
        }
        assert!(
            node["completeness"].is_number() && node["evidence"].is_number() && node.get("level").is_some()
        );
    }
    assert!(card["lenses"]["principles"]["trust"]["point"].is_number());
}

#[test]
fn a_sum_is_told_in_points_with_its_maximum() {
    let run = run(&["score", "points-answers.json", "--questionnaire", "points.json", "--format", "json"]);
    let score = &json(&run.out)["nodes"]["quiz"]["score"];
    assert_eq!((score["point"].as_f64(), score["maximum"].as_f64()), (Some(6.5), Some(12.0)));
}

#[test]
fn folder_bundle_and_standard_input_give_the_same_bytes() {
    let text = fs::read(data().join("answers.json")).expect("the file");
    let folder = run(&with(&["score", "answers.json", "--format", "json"])).out;
    let bundle =
        run(&["score", "answers.json", "--questionnaire", "town-bundled.json", "--format", "json"]).out;
    let piped = run_with(&with(&["score", "-", "--format", "json"]), &text).out;
    let mut marked = b"\xef\xbb\xbf".to_vec();
    marked.extend(&text);
    let with_mark = run_with(&with(&["score", "-", "--format", "json"]), &marked).out;
    assert!(folder.contains("sha256:"));
    assert!(folder == bundle && folder == piped && folder == with_mark);
}

#[test]
fn answers_that_cannot_be_used_are_all_reported_and_nothing_is_scored() {
    let run = run(&with(&["score", "wrong-answers.json"]));
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    for code in
        ["A0501", "A0502", "A0507", "A0508", "did you mean `privacy.officer`", "did you mean `planned`"]
    {
        assert!(run.err.contains(code), "{code}: {}", run.err);
    }
}

#[test]
fn at_most_twenty_problems_are_shown_in_full_and_all_with_json() {
    let answers: Vec<String> = (0..50).map(|number| format!("\"nothing.{number}\": 1")).collect();
    let head = r#"{"format": "1.0", "questionnaire": {"id": "town", "version": "1.1.0"}, "answers": {"#;
    let text = format!("{head}{}}}}}", answers.join(", "));
    let shown = |err: &str| err.matches("A0501").count();
    let short = run_with(&with(&["score", "-"]), text.as_bytes());
    assert_eq!((short.code, shown(&short.err)), (1, 20));
    assert!(short.err.contains("and 30 more"), "{}", short.err);
    let long = run_with(&with(&["score", "-", "--format", "json"]), text.as_bytes());
    assert_eq!((long.code, shown(&long.err)), (1, 50));
}

#[test]
fn check_tells_problems_and_warnings_apart() {
    let clean = run(&["check", "town", "--format", "json"]);
    let told = json(&clean.out);
    assert_eq!((clean.code, clean.err.as_str()), (0, ""));
    assert_eq!((&told["problems"], &told["warnings"]), (&Value::Array(vec![]), &Value::Array(vec![])));
    assert_eq!(told["questionnaire"]["counts"]["questions"], 7);
    let wrong = run(&["check", "wrong-questionnaire.json", "--format", "json"]);
    let told = json(&wrong.out);
    assert_eq!((wrong.code, &told["questionnaire"]), (1, &Value::Null));
    assert_eq!(told["warnings"][0]["code"], "W0402");
    assert!(told["problems"].as_array().is_some_and(|problems| problems.len() == 5));
    let unreadable = run(&["check", "not-there", "--format", "json"]);
    assert_eq!((unreadable.code, &json(&unreadable.out)["problems"][0]["code"]), (1, &Value::from("C1002")));
    let warned = run_with(
        &["check", "-"],
        br#"{"format": "1.0", "id": "w", "version": "1.0.0",
        "scales": {"spare": {"options": [{"id": "a", "value": 0}, {"id": "b", "value": 1}]}},
        "root": {"id": "whole", "children": [{"id": "q", "answer": {"kind": "yes_no"}}]}}"#,
    );
    assert_eq!(warned.code, 0, "{}", warned.err);
    assert!(warned.err.contains("W0402") && warned.out.contains("0 problems, 1 warning"));
}

#[test]
fn a_json_file_with_a_wrong_name_is_told_and_samples_are_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("samples")).expect("a folder");
    fs::write(folder.path().join("samples/town.json"), "not read").expect("a file");
    fs::write(folder.path().join("README.md"), "not read").expect("a file");
    let text = r#"{"format": "1.0", "id": "x", "version": "1.0.0",
        "root": {"id": "whole", "children": [{"id": "q", "answer": {"kind": "yes_no"}}]}}"#;
    fs::write(folder.path().join("questionnaire.json"), text).expect("a file");
    let path = folder.path().to_str().expect("UTF-8");
    assert_eq!(run(&["check", path]).code, 0);
    fs::write(folder.path().join("action.json"), "[]").expect("a file");
    let run = run(&["check", path]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("Q0325") && run.err.contains("action.json"), "{}", run.err);
}

#[test]
fn list_counts_what_is_on_board() {
    let run = run(&["list", "--format", "json"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let told = json(&run.out);
    let first = &told["questionnaires"][0];
    assert!(first["id"].is_string() && first["version"].is_string() && first["languages"].is_array());
    assert!(first["counts"]["questions"].as_u64().is_some_and(|questions| questions > 0));
}

#[test]
fn answers_to_an_earlier_version_are_carried_over_with_a_notice() {
    let run = run(&with(&["score", "older-version.json", "--format", "json"]));
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("1.0.3") && run.err.contains("privacy.poster"), "{}", run.err);
    assert_eq!(json(&run.out)["questions"]["privacy.officer"]["state"], "answered");
}

#[test]
fn a_profile_can_be_asked_for_and_its_result_verified() {
    let card = run(&with(&["score", "answers.json", "--profile", "quick", "--format", "json"])).out;
    assert_eq!(json(&card)["profile"], "quick");
    let whole = run(&with(&["score", "answers.json", "--format", "json"])).out;
    assert_eq!(json(&card)["answers"], json(&whole)["answers"], "the digest is that of the file");
    let verified = run_with(&with(&["verify", "-", "answers.json"]), card.as_bytes());
    assert_eq!(verified.code, 0, "{}", verified.err);
}

#[test]
fn verify_finds_what_was_changed() {
    let card = run(&with(&["score", "answers.json", "--format", "json"])).out;
    let verify = |result: &str, answers: &str| run_with(&with(&["verify", "-", answers]), result.as_bytes());
    let good = verify(&card, "answers.json");
    assert_eq!((good.code, good.err.as_str()), (0, ""));
    let better = card.replace("\"level\": \"progressing\"", "\"level\": \"leading\"");
    let forged = verify(&better, "answers.json");
    assert_eq!(forged.code, 1);
    assert!(forged.err.contains("V0802") && forged.err.contains("/nodes/whole/level"), "{}", forged.err);
    assert_eq!(verify(&card, "later.json").code, 1);
    let other = verify("[1]", "answers.json");
    assert!(other.code == 1 && other.err.contains("V0801"), "{}", other.err);
}

#[test]
fn merge_lists_conflicts_and_drops_nothing() {
    let run = run(&["merge", "part-legal.json", "part-it.json"]);
    assert_eq!(run.code, 1);
    let merged = json(&run.out);
    let sides = merged["conflicts"]["privacy.policy"].as_array().expect("sides");
    assert_eq!(sides.len(), 2);
    assert_eq!(merged["answers"]["services.response"]["value"], 14);
    for word in ["privacy.policy", "in_place", "partly", "part-legal", "part-it", "Adopted in March"] {
        assert!(run.err.contains(word), "{word}: {}", run.err);
    }
    // What was merged can be scored, and says that the question is open.
    let scored = run_with(&with(&["score", "-"]), run.out.as_bytes());
    assert_eq!(scored.code, 0, "{}", scored.err);
    assert!(scored.out.contains("A0513"), "{}", scored.out);
}

#[test]
fn merge_takes_resolutions_and_records_them() {
    let merge = |resolutions: &[u8]| {
        run_with(&["merge", "part-legal.json", "part-it.json", "--resolutions", "-"], resolutions)
    };
    let text = fs::read(data().join("resolutions.json")).expect("the file");
    let run = merge(&text);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let merged = json(&run.out);
    // The side that was chosen stands with all that its department wrote.
    assert_eq!(merged["answers"]["privacy.policy"]["note"], "Not known to everybody");
    let recorded = merged["resolutions"]["privacy.policy"].to_string();
    assert!(recorded.contains("coordinator") && recorded.contains("Adopted in March"), "{recorded}");
    for (wrong, code) in [
        (&br#"{"services.response": {"answer": 1}}"#[..], "M0603"),
        (br#"{"privacy.policy": {"answer": "partly", "who": "me"}}"#, "S0203"),
        (br#"{"privacy.policy": {"by": "me"}}"#, "S0202"),
        (br#"{"privacy.policy": {"answer": "no"}, "privacy.policy": {"answer": "partly"}}"#, "J0104"),
        (b"[]", "S0201"),
    ] {
        let run = merge(wrong);
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{code}");
        assert!(run.err.contains(code), "{code}: {}", run.err);
    }
}

#[test]
fn merge_refuses_parts_of_different_cities() {
    let other = fs::read_to_string(data().join("part-it.json"))
        .expect("the file")
        .replace("Example Town", "Elsewhere");
    let run = run_with(&["merge", "part-legal.json", "-"], other.as_bytes());
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("M0602") && run.err.contains("standard input"), "{}", run.err);
}

#[test]
fn an_output_file_is_whole_or_untouched() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("merged.json");
    let name = path.to_str().expect("UTF-8");
    fs::write(&path, "before").expect("a file");
    assert_eq!(run(&["merge", "part-legal.json", "not-there.json", "--output", name]).code, 1);
    assert_eq!(fs::read_to_string(&path).expect("a file"), "before");
    assert_eq!(run(&["merge", "part-legal.json", "--output", name]).code, 0);
    assert_eq!(json(&fs::read_to_string(&path).expect("a file"))["city"], "Example Town");
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "nothing is left beside it");
    // What a department said is not replaced by what all of them say.
    let part = fs::read_to_string(&path).expect("a file");
    let over = run(&["merge", name, "part-legal.json", "--output", name]);
    assert_eq!((over.code, over.out.as_str()), (2, ""));
    assert!(over.err.contains("another file than those that are read"), "{}", over.err);
    assert_eq!(fs::read_to_string(&path).expect("a file"), part);
    let nowhere = run(&["merge", "part-legal.json", "--output", "/not/there/merged.json"]);
    assert_eq!((nowhere.code, nowhere.out.as_str()), (1, ""));
    assert!(nowhere.err.contains("C1004"), "{}", nowhere.err);
}

#[test]
fn nothing_from_a_file_reaches_the_terminal_as_a_command() {
    let text = fs::read_to_string(data().join("hostile.json")).expect("the file");
    let usable = text.replace("in_place\\u001b[31m", "in_place").replace(", \"privacy\\u001b[5m\": 1", "");
    let commands: [&[&str]; 4] = [
        &["score", "-"],
        &["score", "-", "--format", "markdown"],
        &["plan", "-"],
        &["compare", "answers.json", "-"],
    ];
    for command in commands {
        let run = run_with(&with(command), usable.as_bytes());
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(!run.out.contains(is_a_command), "{command:?}: {:?}", run.out);
    }
    for run in [run(&with(&["score", "hostile.json"])), run(&["merge", "hostile.json", "answers.json"])] {
        assert_eq!(run.code, 1);
        assert!(!run.err.contains(is_a_command), "{:?}", run.err);
    }
    // A file that is no JSON is quoted, too.
    let broken = run_with(&with(&["score", "-"]), "{\"a\": \"\u{1b}[2J\u{9b}31m\u{202e}\"".as_bytes());
    assert!(broken.code == 1 && !broken.err.contains(is_a_command), "{:?}", broken.err);
}

fn is_a_command(letter: char) -> bool {
    (letter.is_control() && letter != '\n') || letter == '\u{202e}'
}

#[test]
fn a_reader_that_goes_away_ends_the_program_quietly() {
    let mut child = program(&["schema", "questionnaire"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    drop(child.stdout.take());
    let mut told = String::new();
    child.stderr.take().expect("a pipe").read_to_string(&mut told).expect("UTF-8");
    assert_eq!(told, "");
    assert!(child.wait().expect("it ends").success());
}

#[test]
fn schemas_and_completions_are_printed() {
    for kind in
        ["questionnaire", "answers", "scorecard", "changes", "plan", "comparison", "settlements", "chart"]
    {
        let run = run(&["schema", kind]);
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        assert!(json(&run.out)["$schema"].is_string());
    }
    assert!(run(&["completions", "bash"]).out.contains("_digirights"));
}

#[test]
fn plan_and_compare_speak_json() {
    let plan = run(&with(&["plan", "answers.json", "--target", "50", "--format", "json"]));
    assert_eq!(plan.code, 0, "{}", plan.err);
    let plan = json(&plan.out);
    assert!(plan["recommendations"].as_array().is_some_and(|all| !all.is_empty()));
    assert_eq!(plan["roadmap"]["stretches"].as_array().map(Vec::len), Some(3));
    assert_eq!(plan["target"]["reached"], true);
    let compared = run(&with(&["compare", "answers.json", "later.json", "--format", "json"]));
    assert_eq!(compared.code, 0, "{}", compared.err);
    let compared = json(&compared.out);
    assert_eq!(
        (&compared["nodes"]["whole"]["direction"], compared.get("profile")),
        (&Value::from("up"), None)
    );
    let quick = ["compare", "answers.json", "later.json", "--format", "json", "--profile", "quick"];
    let quick = json(&run(&with(&quick)).out);
    assert_eq!(quick["profile"], "quick");
    assert_ne!(quick["nodes"]["whole"], compared["nodes"]["whole"]);
}

#[test]
fn colours_are_for_terminals_and_no_line_is_too_long() {
    for columns in ["40", "60", "80", "110"] {
        for arguments in [
            with(&["score", "answers.json"]),
            with(&["plan", "answers.json", "--target", "leading"]),
            with(&["compare", "answers.json", "later.json"]),
        ] {
            let output = program(&arguments).env("COLUMNS", columns).output().expect("it starts");
            let text = String::from_utf8(output.stdout).expect("UTF-8");
            assert!(!text.contains('\u{1b}'));
            let most: usize = columns.parse().expect("a number");
            for line in text.lines() {
                assert!(line.chars().count() <= most, "{columns}: {line}");
                assert_eq!(line, line.trim_end());
            }
        }
    }
    let forced =
        program(&with(&["score", "answers.json"])).env("CLICOLOR_FORCE", "1").output().expect("it starts");
    assert!(String::from_utf8_lossy(&forced.stdout).contains("\u{1b}["));
    let ascii = program(&with(&["score", "answers.json"])).env("LC_ALL", "C").output().expect("it starts");
    assert!(ascii.stdout.is_ascii(), "{}", String::from_utf8_lossy(&ascii.stdout));
}

#[test]
fn every_sample_on_board_can_be_scored_and_planned() {
    for bundle in digirights_questionnaires::all() {
        for (name, text) in bundle.samples() {
            for command in [["score", "-"], ["plan", "-"]] {
                let run = run_with(&command, text.as_bytes());
                assert_eq!((run.code, run.err.as_str()), (0, ""), "{name}");
                assert!(run.out.lines().all(|line| line.chars().count() <= 80), "{name}: {}", run.out);
            }
        }
    }
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Pictures of what people read.

use crate::support::run;

/// What goes to both streams, for the eye.
fn picture(arguments: &[&str]) -> String {
    let run = run(arguments);
    // A release does not change the pictures.
    let out = run.out.replace(env!("CARGO_PKG_VERSION"), "[version]");
    format!("exit {}\n--- output\n{out}--- errors\n{}", run.code, run.err)
}

macro_rules! pictures {
    ($( $name:ident: $($argument:literal)+; )*) => { $(
        #[test]
        fn $name() {
            insta::assert_snapshot!(picture(&[$($argument),+]));
        }
    )* };
}

pictures! {
    score_text: "score" "answers.json" "--questionnaire" "town";
    score_text_complete: "score" "later.json" "--questionnaire" "town";
    score_text_other_language: "score" "answers.json" "--questionnaire" "town" "--language" "de" "--profile" "quick";
    score_text_points: "score" "points-answers.json" "--questionnaire" "points.json";
    score_markdown: "score" "answers.json" "--questionnaire" "town" "--format" "markdown";
    score_wrong_answers: "score" "wrong-answers.json" "--questionnaire" "town";
    score_earlier_version: "score" "older-version.json" "--questionnaire" "town";
    plan_text: "plan" "answers.json" "--questionnaire" "town";
    plan_target: "plan" "answers.json" "--questionnaire" "town" "--target" "50";
    plan_out_of_reach: "plan" "answers.json" "--questionnaire" "town" "--target" "Leading" "--budget" "10";
    plan_budget: "plan" "answers.json" "--questionnaire" "town" "--budget" "20";
    compare_text: "compare" "answers.json" "later.json" "--questionnaire" "town";
    check_clean: "check" "town";
    check_wrong: "check" "wrong-questionnaire.json";
    check_broken: "check" "broken.json";
    check_not_json: "check" "not-json.json";
    merge_conflict: "merge" "part-legal.json" "part-it.json";
    verify_wrong: "verify" "points-answers.json" "points-answers.json" "--questionnaire" "points.json";
}

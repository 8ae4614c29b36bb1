// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Pictures of what people read.

use std::fs;

use super::{batch, folder, town};
use crate::support::run;

#[test]
fn batch_help() {
    let run = run(&["batch", "--help"]);
    insta::assert_snapshot!(run.out);
}

#[test]
fn batch_problems() {
    let folder = folder();
    let rows = "A,in_place,yes\nB,inplace,yes\nC,none\nD,none,yse\nE,none,1.5\nF,x,y\nG,in_place,no\n";
    let text = format!("city,privacy.policy,\"Is somebody in charge of data protection?\"\n{rows}");
    fs::write(folder.path().join("towns.csv"), text).expect("room");
    let listed = town(folder.path(), &["towns.csv", "-o", "scores.csv"]);
    let strict =
        town(folder.path(), &["towns.csv", "-o", "scores.csv", "--strict", "--problems", "problems.csv"]);
    let report = fs::read_to_string(folder.path().join("problems.csv")).expect("the file");
    insta::assert_snapshot!(format!("{}--- strict\n{}--- problems.csv\n{report}", listed.err, strict.err));
}

#[test]
fn batch_headings() {
    let folder = folder();
    let text = "city,privacy.polcy,privacy.officer,Why does it not apply?\nA,in_place,yes,\n";
    fs::write(folder.path().join("towns.csv"), text).expect("room");
    let warned = town(folder.path(), &["towns.csv", "-o", "scores.csv"]);
    fs::write(folder.path().join("towns.csv"), "city;year\nA;2026\n").expect("room");
    let refused = town(folder.path(), &["towns.csv", "-o", "scores.csv"]);
    let board = batch(folder.path(), &["towns.csv", "-o", "scores.csv"]);
    insta::assert_snapshot!(format!(
        "{}--- nothing for the town\n{}--- on board\n{}",
        warned.err, refused.err, board.err
    ));
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What the rules have in common, and how they compare.

use digirights_tests::random::{MEANS, Mix, Wishes, answers, each_node, each_question};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::case::{CLOSE, config, instrument, made, score, tape};

const SHARES: Wishes = Wishes {
    rules: MEANS,
    kinds: &["share"],
    points: false,
    unscored: false,
    counts_as: false,
    policies: false,
    ..Wishes::UNCONDITIONAL
};

/// Makes every question a plain share, whose value is its answer.
fn plain_shares(whole: &mut Value) {
    each_node(&mut whole["root"], &mut |node| {
        for child in node["children"].as_array_mut().into_iter().flatten() {
            if child.get("answer").is_some() {
                child["answer"] = json!({"kind": "share"});
                child["reversed"] = false.into();
            }
        }
    });
}

proptest! {
    #![proptest_config(config(1_000))]

    #[test]
    fn what_all_answers_have_in_common_is_the_score(mut tape in tape(), value in prop_oneof![Just(0.0), Just(1.0), 0.0..=1.0]) {
        let Some((mut whole, _)) = instrument(&mut tape, &SHARES) else { return Ok(()) };
        plain_shares(&mut whole);
        let mut given = Map::new();
        each_question(&whole, &mut |question| {
            given.insert(question["id"].as_str().unwrap_or_default().to_owned(), json!(value));
        });
        let card = score(&made(&whole), &given);
        for node in card.nodes() {
            let share = node.score().map(digirights::Score::share);
            prop_assert!(share.is_some_and(|share| (share - value).abs() <= 1e-10), "{}: {share:?} and not {value}\n{whole}", node.id());
        }
        for (lens, member) in [("tagged", "t1"), ("tagged", "t2"), ("weighted", "m1")] {
            if let Some(score) = card.lens(lens, member) {
                prop_assert!((score.point() - value).abs() <= 1e-10, "{lens} {member}: {}", score.point());
            }
        }
    }

    #[test]
    fn means_are_in_order(mut tape in tape(), shares in prop::collection::vec(prop_oneof![0.0..=1.0, Just(0.0), Just(1.0)], 1..8)) {
        let children: Vec<Value> = (0..shares.len())
            .map(|index| json!({"id": format!("q{index}"), "weight": tape.of(&[1.0, 2.0, 0.1, 7.5]), "answer": {"kind": "share"}}))
            .collect();
        let given: Map<String, Value> = shares.iter().enumerate().map(|(index, share)| (format!("q{index}"), json!(share))).collect();
        let rules = [("minimum", None), ("power_mean", Some(-3.0)), ("harmonic_mean", None), ("power_mean", Some(-0.5)),
            ("geometric_mean", None), ("power_mean", Some(0.5)), ("weighted_mean", None), ("power_mean", Some(3.0)), ("maximum", None)];
        let mut last = (0.0, "nothing".to_owned());
        for (rule, exponent) in rules {
            let mut root = json!({"id": "whole", "rule": rule, "children": children});
            if let Some(exponent) = exponent {
                root["exponent"] = json!(exponent);
            }
            let whole = json!({"format": "1.0", "id": "random", "version": "1.0.0", "root": root});
            let card = score(&made(&whole), &given);
            let point = card.root().score().map_or(-1.0, digirights::Score::point);
            prop_assert!(point >= last.0 - CLOSE, "{rule} {exponent:?} {point} below {} {}\n{given:?}", last.1, last.0);
            last = (point, format!("{rule} {exponent:?}"));
        }
    }

    /// A power mean with the exponents 1 and -1 is the weighted and the harmonic mean.
    #[test]
    fn power_means_include_the_other_means(mut tape in tape()) {
        let Some((mut whole, _)) = instrument(&mut tape, &SHARES) else { return Ok(()) };
        plain_shares(&mut whole);
        let given = answers(&mut tape, &whole, &Mix::PARTIAL);
        for (rule, exponent) in [("weighted_mean", 1.0), ("harmonic_mean", -1.0)] {
            let named = |rule: &str, exponent: Option<f64>| {
                let mut whole = whole.clone();
                each_node(&mut whole["root"], &mut |node| {
                    node["rule"] = rule.into();
                    if let Some(members) = node.as_object_mut() {
                        members.remove("exponent");
                    }
                    if let Some(exponent) = exponent {
                        node["exponent"] = exponent.into();
                    }
                });
                score(&made(&whole), &given)
            };
            let found = crate::case::difference(&named(rule, None), &named("power_mean", Some(exponent)), CLOSE);
            prop_assert!(found.is_none(), "{rule}: {}\n{whole}\n{given:?}", found.unwrap_or_default());
        }
    }
}

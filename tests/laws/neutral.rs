// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What must change nothing: a question that does not apply or is not shown, a weight of nought, the
//! order of items, the unit of weights, a question cut in two.

use digirights::NodeState;
use digirights_tests::random::{Mix, Wishes, answers, document, each_node, each_question, is_scored, weight};
use digirights_tests::tape::Tape;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::case::{CLOSE, case, config, difference, instrument, made, rank, score, score_document, tape};

/// All kinds and rules, with the default policies.
const PLAIN: Wishes = Wishes { policies: false, counts_as: false, ..Wishes::UNCONDITIONAL };

fn not_applicable() -> Value {
    json!({"state": "not_applicable", "reason": "no such office"})
}

/// Every question may be not applicable.
fn allow_not_applicable(whole: &mut Value) {
    each_node(&mut whole["root"], &mut |node| {
        for child in node["children"].as_array_mut().into_iter().flatten() {
            if child.get("answer").is_some() {
                child["not_applicable"] = "allowed".into();
            }
        }
    });
}

/// Takes a question out, if its node keeps a scored question of weight above 0 and nothing else
/// names it.
fn delete(whole: &mut Value, id: &str) -> bool {
    let named = whole["lenses"].to_string().contains(&format!("\"{id}\""));
    let mut deleted = false;
    each_node(&mut whole["root"], &mut |node| {
        let Some(children) = node["children"].as_array_mut() else { return };
        let stays = |child: &Value| {
            child["id"] != id && child.get("answer").is_some_and(|_| is_scored(child)) && weight(child) > 0.0
        };
        if children.iter().any(|child| child["id"] == id) && children.iter().any(stays) && !named {
            children.retain(|child| child["id"] != id);
            deleted = true;
        }
    });
    // A member of the tagged lens may lose its only question.
    deleted
        && digirights::Questionnaire::from_json(&whole.to_string())
            .and_then(digirights::Questionnaire::check)
            .is_ok()
}

fn pick(tape: &mut Tape, whole: &Value) -> String {
    let mut ids = Vec::new();
    each_question(whole, &mut |question| {
        if is_scored(question) {
            ids.extend(question["id"].as_str().map(str::to_owned));
        }
    });
    tape.of(&ids)
}

proptest! {
    #![proptest_config(config(1_000))]

    #[test]
    fn not_applicable_equals_deleted(mut tape in tape()) {
        let Some((mut whole, _)) = instrument(&mut tape, &PLAIN) else { return Ok(()) };
        allow_not_applicable(&mut whole);
        let mut given = answers(&mut tape, &whole, &Mix::PARTIAL);
        let id = pick(&mut tape, &whole);
        let mut less = whole.clone();
        prop_assume!(delete(&mut less, &id));
        given.insert(id.clone(), not_applicable());
        let with = score(&made(&whole), &given);
        given.remove(&id);
        let without = score(&made(&less), &given);
        let found = difference(&with, &without, CLOSE);
        prop_assert!(found.is_none(), "{id}: {}\n{whole}\n{given:?}", found.unwrap_or_default());
        for (a, b) in with.nodes().zip(without.nodes()) {
            prop_assert!((a.completeness() - b.completeness()).abs() < CLOSE, "{}\n{whole}\n{given:?}", a.id());
            prop_assert!(a.level() == b.level() && a.state() == b.state(), "{}\n{whole}\n{given:?}", a.id());
        }
    }

    #[test]
    fn nothing_applicable_gives_not_applicable_and_not_nought(mut tape in tape()) {
        let Some((mut whole, _)) = instrument(&mut tape, &Wishes { policies: false, ..Wishes::EVERYTHING }) else { return Ok(()) };
        allow_not_applicable(&mut whole);
        let mut given = Map::new();
        each_question(&whole, &mut |question| {
            given.insert(question["id"].as_str().unwrap_or_default().to_owned(), not_applicable());
        });
        let card = score(&made(&whole), &given);
        for node in card.nodes() {
            prop_assert!(node.state() == NodeState::NotApplicable && node.score().is_none() && node.level().is_none(),
                "{} is {}\n{whole}", node.id(), node.state());
        }
        for (lens, member) in [("tagged", "t1"), ("tagged", "t2"), ("weighted", "m1")] {
            prop_assert!(card.lens(lens, member).is_none(), "{lens} {member}\n{whole}");
        }
    }

    #[test]
    fn what_is_not_shown_never_counts(mut tape in tape()) {
        let Some((whole, instrument, given)) = case(&mut tape, &Wishes::EVERYTHING, &Mix::PARTIAL) else { return Ok(()) };
        let card = score_document(&instrument, &given);
        let mut later = given.clone();
        each_question(&whole, &mut |question| {
            let id = question["id"].as_str().unwrap_or_default();
            let hidden = card.question(id).is_some_and(|score| score.state() == digirights::QuestionState::NotShown);
            if hidden {
                later["answers"][id] = digirights_tests::random::fill(&mut tape, question);
            }
        });
        let then = score_document(&instrument, &later);
        for (a, b) in card.nodes().zip(then.nodes()) {
            let point = |node: &digirights::NodeScore<'_>| node.score().map(|score| score.point().to_bits());
            prop_assert!(point(&a) == point(&b) && a.level() == b.level() && a.answered_of_asked() == b.answered_of_asked(),
                "{}\n{whole}\n{given}\n{later}", a.id());
        }
    }

    /// A child of weight 0 takes no part in its parent's score.
    #[test]
    fn a_weight_of_nought_decides_nothing(mut tape in tape()) {
        let wishes = Wishes { conditions: false, ..Wishes::EVERYTHING };
        let Some((whole, instrument, given)) = case(&mut tape, &wishes, &Mix::PARTIAL) else { return Ok(()) };
        let mut weightless = Vec::new();
        each_question(&whole, &mut |question| if weight(question) <= 0.0 { weightless.push(question) });
        prop_assume!(!weightless.is_empty());
        let mut later = given.clone();
        for question in weightless {
            let id = question["id"].as_str().unwrap_or_default();
            later["answers"][id] = digirights_tests::random::answer(&mut tape, question);
        }
        let (one, two) = (score_document(&instrument, &given), score_document(&instrument, &later));
        for (a, b) in one.nodes().zip(two.nodes()) {
            let all = |node: &digirights::NodeScore<'_>| {
                node.score().map(|score| [score.point(), score.low(), score.high()].map(f64::to_bits))
            };
            prop_assert!(all(&a) == all(&b), "{}\n{whole}\n{given}\n{later}", a.id());
        }
    }

    #[test]
    fn the_order_of_items_does_not_matter(mut tape in tape()) {
        // Rounding may take a last digit for a tie, so it stays away.
        let wishes = Wishes { adjustments: false, ..Wishes::EVERYTHING };
        let Some((whole, instrument, given)) = case(&mut tape, &wishes, &Mix::PARTIAL) else { return Ok(()) };
        let mut turned = whole.clone();
        each_node(&mut turned["root"], &mut |node| {
            if let Some(children) = node["children"].as_array_mut() {
                tape.shuffle(children);
            }
        });
        let (one, two) = (score_document(&instrument, &given), score_document(&made(&turned), &given));
        let found = difference(&one, &two, CLOSE);
        prop_assert!(found.is_none(), "{}\n{whole}\n{turned}\n{given}", found.unwrap_or_default());
        for node in one.nodes() {
            let other = two.node(node.id().as_str()).map(|other| rank(other.level()));
            prop_assert!(other == Some(rank(node.level())), "{}\n{whole}\n{turned}\n{given}", node.id());
        }
    }

    #[test]
    fn two_halves_of_a_question_are_the_question(mut tape in tape()) {
        let wishes = Wishes { not_applicable: false, over: false, ..PLAIN };
        let Some((whole, one)) = instrument(&mut tape, &wishes) else { return Ok(()) };
        let mut given = answers(&mut tape, &whole, &Mix::PARTIAL);
        let id = pick(&mut tape, &whole);
        // Two halves with the same answer, where the answer is known; tags would count twice.
        prop_assume!(given.get(&id).is_some_and(|answer| answer["state"].is_null()));
        let mut halves = whole.clone();
        each_node(&mut halves["root"], &mut |node| {
            let Some(children) = node["children"].as_array_mut() else { return };
            if let Some(at) = children.iter().position(|child| child["id"] == id.as_str()) {
                children[at]["weight"] = (weight(&children[at]) / 2.0).into();
                let mut half = children[at].clone();
                half["id"] = "half".into();
                children.insert(at + 1, half);
            }
        });
        let before = score(&one, &given);
        let same = given[&id].clone();
        given.insert("half".to_owned(), same);
        let after = score(&made(&halves), &given);
        for node in before.nodes() {
            let numbers = |node: digirights::NodeScore<'_>| node.score().map(|score| [score.point(), score.low(), score.high()]);
            let (a, b) = (numbers(node), after.node(node.id().as_str()).and_then(numbers));
            let maximum = node.score().map_or(1.0, digirights::Score::maximum);
            let close = match (a, b) {
                (Some(a), Some(b)) => a.iter().zip(b).all(|(x, y)| (x - y).abs() <= CLOSE * maximum.max(1.0)),
                (a, b) => a.is_none() && b.is_none(),
            };
            prop_assert!(close, "{}: {a:?} {b:?}\n{halves}\n{given:?}", node.id());
        }
    }

    #[test]
    fn the_unit_of_weights_does_not_matter(mut tape in tape()) {
        let wishes = Wishes { rules: digirights_tests::random::MEANS, adjustments: false, ..Wishes::EVERYTHING };
        let Some((whole, instrument, given)) = case(&mut tape, &wishes, &Mix::PARTIAL) else { return Ok(()) };
        let factor = tape.of(&[3.7, 0.01, 2.0, 1000.0]);
        let mut scaled = whole.clone();
        each_node(&mut scaled["root"], &mut |node| {
            for child in node["children"].as_array_mut().into_iter().flatten() {
                child["weight"] = (weight(child) * factor).into();
            }
        });
        for lens in scaled["lenses"].as_array_mut().into_iter().flatten() {
            for member in lens["members"].as_array_mut().into_iter().flatten() {
                let weights = member.get_mut("weights").and_then(Value::as_object_mut);
                for weight in weights.into_iter().flat_map(|weights| weights.values_mut()) {
                    *weight = (weight.as_f64().unwrap_or(1.0) * factor).into();
                }
            }
        }
        let (one, two) = (score_document(&instrument, &given), score_document(&made(&scaled), &given));
        let found = difference(&one, &two, CLOSE);
        prop_assert!(found.is_none(), "{}\n{whole}\n{given}", found.unwrap_or_default());
    }

    /// An option that counts as a state is that state.
    #[test]
    fn an_option_that_counts_as_a_state_is_that_state(mut tape in tape(), dont_know: bool) {
        let Some((mut whole, _)) = instrument(&mut tape, &Wishes::EVERYTHING) else { return Ok(()) };
        allow_not_applicable(&mut whole);
        let state = if dont_know { "dont_know" } else { "not_applicable" };
        let mut given = answers(&mut tape, &whole, &Mix::PARTIAL);
        let mut chosen = Vec::new();
        each_question(&whole, &mut |question| {
            for option in question["answer"]["options"].as_array().into_iter().flatten() {
                if option["counts_as"] == state {
                    let id = question["id"].as_str().unwrap_or_default().to_owned();
                    let alone = question["answer"]["kind"] == "several";
                    chosen.push((id, if alone { json!([option["id"]]) } else { option["id"].clone() }));
                }
            }
        });
        prop_assume!(!chosen.is_empty());
        let one = made(&whole);
        let mut stated = given.clone();
        for (id, option) in chosen {
            stated.insert(id.clone(), json!({"state": state}));
            given.insert(id, option);
        }
        let (said, told) = (score(&one, &given), score(&one, &stated));
        let found = difference(&said, &told, 0.0);
        prop_assert!(found.is_none(), "{}\n{whole}\n{}", found.unwrap_or_default(), document(&given));
    }
}

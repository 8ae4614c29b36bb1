// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Whatever is answered later, the score lies inside the bounds given before.

use digirights::Scorecard;
use digirights_tests::random::{Mix, Wishes, each_question, fill, is_open};
use proptest::prelude::*;
use serde_json::Value;

use crate::case::{CLOSE, case, config, rank, score_document, scores, tape};

/// What in `later` lies outside the bounds of `earlier`.
fn outside(earlier: &Scorecard, later: &Scorecard) -> Option<String> {
    let slack = |maximum: f64| CLOSE * maximum.max(1.0);
    for (old, new) in earlier.nodes().zip(later.nodes()) {
        let Some(now) = new.score() else { continue };
        let Some((low, high)) = old.bounds() else {
            return Some(format!("{}: {} without bounds before", old.id(), now.point()));
        };
        let slack = slack(now.maximum());
        if !(low - slack <= now.point() && now.point() <= high + slack) {
            return Some(format!("{}: {} outside {low} to {high}", old.id(), now.point()));
        }
        if old.score().is_some() {
            let (least, most) = old.level_bounds();
            if !(rank(least)..=rank(most)).contains(&rank(new.level())) {
                return Some(format!("{}: level {:?} outside {least:?} to {most:?}", old.id(), new.level()));
            }
        }
    }
    let lenses = scores(earlier).into_iter().zip(scores(later)).filter(|((name, _), _)| name.contains('/'));
    for ((name, old), (_, new)) in lenses {
        if let (Some(old), Some(new)) = (old, new)
            && !(old[1] - CLOSE <= new[0] && new[0] <= old[2] + CLOSE)
        {
            return Some(format!("{name}: {} outside {} to {}", new[0], old[1], old[2]));
        }
    }
    None
}

/// Whether an answer stands for don't-know, so that it may still be replaced by a better one.
fn stands_for_dont_know(card: &Scorecard, id: &str) -> bool {
    card.question(id).is_some_and(|question| question.state() == digirights::QuestionState::DontKnow)
}

proptest! {
    #![proptest_config(config(3_000))]

    #[test]
    fn every_completion_lies_inside(mut tape in tape()) {
        let Some((whole, instrument, mut given)) = case(&mut tape, &Wishes::EVERYTHING, &Mix::PARTIAL) else {
            return Err(TestCaseError::reject("a circle of conditions"));
        };
        let mut cards = vec![score_document(&instrument, &given)];
        let mut open: Vec<&Value> = Vec::new();
        let answers = given["answers"].as_object().cloned().unwrap_or_default();
        each_question(&whole, &mut |question| {
            let id = question["id"].as_str().unwrap_or_default();
            if is_open(question, &answers) || stands_for_dont_know(&cards[0], id) {
                open.push(question);
            }
        });
        tape.shuffle(&mut open);
        for question in open {
            if tape.chance(15) {
                continue;
            }
            let id = question["id"].as_str().unwrap_or_default();
            given["answers"][id] = fill(&mut tape, question);
            let now = score_document(&instrument, &given);
            for (step, earlier) in cards.iter().enumerate() {
                let found = outside(earlier, &now);
                prop_assert!(found.is_none(), "after {} answers, by the bounds of {step}: {}\n{whole}\n{given}", cards.len(), found.unwrap_or_default());
            }
            cards.push(now);
        }
    }
}

proptest! {
    #![proptest_config(config(1_000))]

    #[test]
    fn low_point_high_and_maximum_are_in_order(mut tape in tape()) {
        let Some((whole, instrument, given)) = case(&mut tape, &Wishes::EVERYTHING, &Mix::PARTIAL) else {
            return Err(TestCaseError::reject("a circle of conditions"));
        };
        let card = score_document(&instrument, &given);
        let text = whole.to_string();
        let below_zero = ["points", "no", "partly"].iter().any(|key| text.contains(&format!("\"{key}\":-")));
        for (name, score) in scores(&card) {
            let Some([point, low, high, maximum]) = score else { continue };
            prop_assert!(low <= point && point <= high, "{name}: {low} {point} {high}\n{whole}\n{given}");
            let slack = CLOSE * maximum;
            prop_assert!(high <= maximum + slack, "{name}: {high} above {maximum}\n{whole}\n{given}");
            prop_assert!(below_zero || low >= -slack, "{name}: {low} below 0\n{whole}\n{given}");
        }
        for node in card.nodes() {
            prop_assert!((0.0..=1.0).contains(&node.completeness()) && (0.0..=1.0).contains(&node.evidence()));
            if node.score().is_some() {
                let (least, most) = node.level_bounds();
                let now = rank(node.level());
                prop_assert!(rank(least) <= now && now <= rank(most), "{}: {least:?} {:?} {most:?}\n{whole}\n{given}", node.id(), node.level());
            }
        }
    }

    #[test]
    fn nothing_open_leaves_nothing_uncertain(mut tape in tape()) {
        let wishes = Wishes { counts_as: false, ..Wishes::EVERYTHING };
        let Some((whole, instrument, given)) = case(&mut tape, &wishes, &Mix::COMPLETE) else {
            return Err(TestCaseError::reject("a circle of conditions"));
        };
        let card = score_document(&instrument, &given);
        for (name, score) in scores(&card) {
            let Some([point, low, high, _]) = score else { continue };
            prop_assert!(low.to_bits() == point.to_bits() && point.to_bits() == high.to_bits(),
                "{name}: {low} {point} {high}\n{whole}\n{given}");
        }
        for node in card.nodes() {
            prop_assert!(node.completeness() >= 1.0, "{}: {}\n{whole}\n{given}", node.id(), node.completeness());
            let (least, most) = node.level_bounds();
            prop_assert!(least == node.level() && most == node.level(), "{}: {least:?} {:?} {most:?}\n{whole}\n{given}", node.id(), node.level());
        }
    }

    /// A missing answer that is said to narrow the bounds by so much does, whatever the answer.
    #[test]
    fn an_answer_narrows_as_much_as_promised(mut tape in tape()) {
        let Some((whole, instrument, given)) = case(&mut tape, &Wishes::EVERYTHING, &Mix::PARTIAL) else {
            return Err(TestCaseError::reject("a circle of conditions"));
        };
        let card = score_document(&instrument, &given);
        let width = |card: &Scorecard| card.root().bounds().map_or(0.0, |(low, high)| high - low);
        for (id, narrows) in card.narrowing(3) {
            let mut question = Value::Null;
            each_question(&whole, &mut |other| if other["id"] == id.as_str() { question = other.clone() });
            if !["choice", "yes_no"].iter().any(|kind| question["answer"]["kind"] == *kind) {
                // Of other kinds not every answer is tried, and the promise is only for those that are.
                continue;
            }
            let mut later = given.clone();
            later["answers"][id.as_str()] = digirights_tests::random::answer(&mut tape, &question);
            let then = score_document(&instrument, &later);
            if then.question(id.as_str()).is_some_and(|question| question.state() == digirights::QuestionState::Answered) {
                let maximum = card.root().score().map_or(1.0, digirights::Score::maximum);
                prop_assert!(width(&then) <= width(&card) - narrows + CLOSE * maximum.max(1.0),
                    "{id} narrows {} to {} and not by {narrows}\n{whole}\n{later}", width(&card), width(&then));
            }
        }
    }

    /// Raising one answer lowers no score and no level, where no condition, gate or adjustment looks
    /// at it.
    #[test]
    fn a_better_answer_lowers_nothing(mut tape in tape()) {
        let Some((whole, instrument, given)) = case(&mut tape, &Wishes::UNCONDITIONAL, &Mix::PARTIAL) else {
            return Err(TestCaseError::reject("a circle of conditions"));
        };
        let mut questions: Vec<&Value> = Vec::new();
        each_question(&whole, &mut |question| if digirights_tests::random::is_scored(question) { questions.push(question) });
        let question = tape.of(&questions);
        let id = question["id"].as_str().unwrap_or_default();
        let cards: Vec<Scorecard> = (0..2)
            .map(|_| {
                let mut given = given.clone();
                given["answers"][id] = digirights_tests::random::answer(&mut tape, question);
                score_document(&instrument, &given)
            })
            .collect();
        let of = |card: &Scorecard| card.question(id).and_then(|question| question.score());
        let (Some(one), Some(two)) = (of(&cards[0]), of(&cards[1])) else { return Ok(()) };
        let (worse, better) = if one <= two { (&cards[0], &cards[1]) } else { (&cards[1], &cards[0]) };
        for ((name, low), (_, high)) in scores(worse).into_iter().zip(scores(better)) {
            let (Some(low), Some(high)) = (low, high) else { continue };
            let slack = CLOSE * low[3].max(1.0);
            for part in 0..3 {
                prop_assert!(low[part] <= high[part] + slack, "{name}: {low:?} {high:?}\n{whole}\n{given} {id}");
            }
        }
        for (low, high) in worse.nodes().zip(better.nodes()) {
            prop_assert!(rank(low.level()) <= rank(high.level()), "{}\n{whole}\n{given}", low.id());
        }
    }
}

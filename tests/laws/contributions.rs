// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! A score is nothing but the answers behind it.

use digirights::NodeScore;
use digirights_tests::random::{Mix, Wishes};
use proptest::prelude::*;

use crate::case::{case, config, score_document, tape};

/// Divisions by shares cost digits that plain sums do not.
const CLOSE: f64 = 1e-9;

proptest! {
    #![proptest_config(config(1_000))]

    #[test]
    fn contributions_add_up_at_every_node_and_at_the_root(mut tape in tape()) {
        let Some((whole, instrument, given)) = case(&mut tape, &Wishes::EVERYTHING, &Mix::PARTIAL) else {
            return Err(TestCaseError::reject("a circle of conditions"));
        };
        let card = score_document(&instrument, &given);
        for node in card.nodes() {
            let parts: f64 = node.contributions().iter().map(|(_, amount)| amount).sum();
            let sum = parts + node.adjustment();
            let Some(score) = node.score() else {
                prop_assert!(sum.abs() <= 0.0, "{} has no score and {sum}", node.id());
                continue;
            };
            prop_assert!((sum - score.point()).abs() <= CLOSE * score.maximum().max(1.0),
                "{}: {} is made of {sum}\n{whole}\n{given}", node.id(), score.point());
        }
        let sum: f64 = card.questions().map(|question| question.contribution()).sum::<f64>() + card.adjustments();
        if let Some(score) = card.root().score() {
            prop_assert!((sum - score.point()).abs() <= CLOSE * score.maximum().max(1.0),
                "the whole: {} is made of {sum}\n{whole}\n{given}", score.point());
        }
    }

    /// What is not shown, not applicable or not known and left out adds nothing.
    #[test]
    fn what_does_not_count_contributes_nothing(mut tape in tape()) {
        let Some((whole, instrument, given)) = case(&mut tape, &Wishes::EVERYTHING, &Mix::PARTIAL) else {
            return Err(TestCaseError::reject("a circle of conditions"));
        };
        let card = score_document(&instrument, &given);
        for question in card.questions() {
            if question.score().is_none() {
                prop_assert!(question.contribution().abs() <= 0.0,
                    "{} contributes {}\n{whole}\n{given}", question.id(), question.contribution());
            }
        }
    }

    /// Where every rule above a node is a mean or a sum, its questions add its weight times its score.
    #[test]
    fn the_weight_of_a_node_says_what_its_questions_add(mut tape in tape()) {
        let Some((whole, instrument, given)) = case(&mut tape, &Wishes::EVERYTHING, &Mix::PARTIAL) else {
            return Err(TestCaseError::reject("a circle of conditions"));
        };
        let card = score_document(&instrument, &given);
        for node in card.nodes() {
            let (Some(score), Some(weight)) = (node.score(), node.weight_in_whole()) else { continue };
            let (mut added, mut adjusted, mut from) = (0.0, node.adjustment().abs() > 0.0, node.contributions());
            while let Some((item, _)) = from.pop() {
                added += card.question(item.as_str()).map_or(0.0, |question| question.contribution());
                let below = card.node(item.as_str());
                adjusted |= below.is_some_and(|below| below.adjustment().abs() > 0.0);
                from.extend(below.iter().flat_map(NodeScore::contributions));
            }
            if adjusted {
                continue;
            }
            let maximum = card.root().maximum().max(1.0);
            prop_assert!((added - weight * score.point()).abs() <= CLOSE * maximum,
                "{}: {added} and {weight} of {}\n{whole}\n{given}", node.id(), score.point());
        }
    }
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Bounds that `FORMAT.md` calls exact are reached by some completion.

use digirights_tests::random::{Mix, Wishes, answers, document, each_question, is_open};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::case::{CLOSE, config, instrument, score, scores, tape};

const INDEPENDENT: Wishes = Wishes {
    rules: &["weighted_mean", "weighted_mean", "sum", "minimum", "maximum"],
    kinds: &["choice", "yes_no"],
    depth: 1,
    unscored: false,
    ..Wishes::UNCONDITIONAL
};

/// Everything that can later stand for an open question, itself as it is included.
fn completions(question: &Value, now: Option<&Value>) -> Vec<Option<Value>> {
    let answer = &question["answer"];
    let mut all = vec![now.cloned()];
    let text = |id: &str| Some(Value::from(id));
    match answer["kind"].as_str() {
        Some("yes_no") => {
            all.extend([text("yes"), text("no")]);
            all.extend((answer["partly"] == true).then(|| text("partly")));
        }
        _ if answer.get("scale").is_some() => all.extend(["a", "b", "c", "d"].map(text)),
        _ => all.extend(
            answer["options"].as_array().into_iter().flatten().map(|option| Some(option["id"].clone())),
        ),
    }
    if question["not_applicable"] != "forbidden" {
        all.push(Some(json!({"state": "not_applicable", "reason": "no such office"})));
    }
    all
}

/// All answers that can be reached.
fn reachable(whole: &Value, given: &Map<String, Value>) -> Vec<Map<String, Value>> {
    let mut all = vec![given.clone()];
    each_question(whole, &mut |question| {
        let id = question["id"].as_str().unwrap_or_default();
        let counted = question["answer"].to_string();
        let stands_open = given.get(id).is_some_and(|answer| {
            let options = question["answer"]["options"].as_array();
            options
                .into_iter()
                .flatten()
                .any(|option| option["id"] == *answer && option["counts_as"] == "dont_know")
        });
        if is_open(question, given) || (stands_open && counted.contains("dont_know")) {
            let later = completions(question, given.get(id));
            all = all
                .iter()
                .flat_map(|before| {
                    later.iter().map(move |answer| {
                        let mut after = before.clone();
                        match answer {
                            Some(answer) => after.insert(id.to_owned(), answer.clone()),
                            None => after.remove(id),
                        };
                        after
                    })
                })
                .collect();
        }
    });
    all
}

proptest! {
    #![proptest_config(config(500))]

    #[test]
    fn some_completion_reaches_each_end(mut tape in tape()) {
        let Some((whole, instrument)) = instrument(&mut tape, &INDEPENDENT) else { return Ok(()) };
        let given = answers(&mut tape, &whole, &Mix { unanswered: 30, dont_know: 15, not_applicable: 10 });
        let all = reachable(&whole, &given);
        prop_assume!(all.len() <= 700);
        let nodes: Vec<_> = scores(&score(&instrument, &given)).into_iter().filter(|(name, _)| !name.contains('/')).collect();
        let mut ends = vec![(f64::INFINITY, f64::NEG_INFINITY); nodes.len()];
        for answers in &all {
            let card = score(&instrument, answers);
            let now = scores(&card).into_iter().filter(|(name, _)| !name.contains('/'));
            for (end, (_, score)) in ends.iter_mut().zip(now) {
                if let Some([point, ..]) = score {
                    *end = (end.0.min(point), end.1.max(point));
                }
            }
        }
        for ((name, score), (low, high)) in nodes.into_iter().zip(ends) {
            let Some(score) = score else { continue };
            let slack = CLOSE * score[3].max(1.0);
            prop_assert!((score[1] - low).abs() <= slack && (score[2] - high).abs() <= slack,
                "{name}: {} to {}, reached {low} to {high}\n{whole}\n{}", score[1], score[2], document(&given));
        }
    }
}

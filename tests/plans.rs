// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Plans against brute force: every set of actions of small random questionnaires, scored one by one.
#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test says what went wrong and stops"
)]

use std::collections::{BTreeMap, BTreeSet};

use digirights::{Answers, Assessment, Instrument, PlanOptions, Questionnaire, Share, Target, TargetResult};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};

const OPTIONS: [&str; 5] = ["none", "planned", "partly", "in_place", "evidenced"];

/// Days of a set of actions, and point and level of the whole once it is done.
type Outcome = (f64, f64, Option<String>);

/// Draws from a case's numbers, one after the other.
struct Draw {
    numbers: Vec<u32>,
    next: usize,
}

impl Draw {
    fn below(&mut self, limit: usize) -> usize {
        let number = self.numbers.get(self.next % self.numbers.len()).copied().unwrap_or_default();
        self.next += 1;
        number as usize % limit
    }

    fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        let index = self.below(list.len());
        list.get(index).expect("the index is below the length")
    }

    fn chance(&mut self, of_ten: usize) -> bool {
        self.below(10) < of_ten
    }
}

struct Case {
    instrument: Instrument,
    answers: Answers,
    actions: Vec<Value>,
}

/// A questionnaire of six to eight questions under two nodes, five to eight actions, and answers.
fn case(draw: &mut Draw) -> Case {
    let rules: &[&str] =
        if draw.chance(7) { &["weighted_mean"] } else { &["weighted_mean", "geometric_mean", "minimum"] };
    let mut questions = Vec::new();
    let mut node = |id: &str, draw: &mut Draw| {
        let mut children = Vec::new();
        for index in 0..3 + draw.below(2) {
            let name = format!("{id}{index}");
            let mut question = json!({
                "id": name, "answer": {"kind": "choice", "scale": "steps"}, "weight": 1 + draw.below(3)
            });
            if draw.chance(4) {
                question["essential"] = true.into();
            }
            if index > 0 && draw.chance(3) {
                question["show_when"] = json!({"question": format!("{id}0"), "at_least": "partly"});
                question.as_object_mut().unwrap().remove("essential");
            }
            questions.push(name);
            children.push(question);
        }
        json!({"id": id, "rule": draw.pick(rules), "weight": 1 + draw.below(2), "children": children})
    };
    let (first, second) = (node("a", draw), node("b", draw));
    let mut actions: Vec<Value> = Vec::new();
    for index in 0..5 + draw.below(4) {
        let moves: BTreeMap<String, &str> =
            (0..=draw.below(2)).map(|_| (draw.pick(&questions).clone(), *draw.pick(&OPTIONS[2..]))).collect();
        let requires: BTreeSet<String> =
            (0..index).filter(|_| draw.chance(2)).map(|other| format!("act{other}")).collect();
        let days = 1 + draw.below(20);
        actions.push(json!({
            "id": format!("act{index}"), "node": "a", "horizon": draw.pick(&["short", "medium", "long"]),
            "effort": {"low": days, "high": days + draw.below(10)}, "requires": requires,
            "moves": moves.iter().map(|(question, to)| json!({"question": question, "to": to})).collect::<Vec<_>>()
        }));
    }
    let questionnaire = json!({
        "format": "1.0", "id": "plans", "version": "1.0.0",
        "scales": {"steps": {"options": OPTIONS.iter().zip([0.0, 0.25, 0.5, 0.75, 1.0])
            .map(|(id, value)| json!({"id": id, "value": value})).collect::<Vec<_>>()}},
        "level_sets": {"maturity": {"levels": [
            {"id": "low"}, {"id": "middle", "from": 0.3},
            {"id": "high", "from": 0.5, "requires": [{"every": "essential", "share": {"at_least": 0.5}}]}
        ]}},
        "root": {"id": "whole", "levels": "maturity", "children": [first, second]},
        "actions": actions
    });
    let mut given = serde_json::Map::new();
    for question in &questions {
        let answer = match draw.below(12) {
            0 => json!({"state": "dont_know"}),
            1 => Value::Null,
            _ => json!(draw.pick(&OPTIONS)),
        };
        given.insert(question.clone(), answer);
    }
    let answers = json!({
        "format": "1.0", "questionnaire": {"id": "plans", "version": "1.0.0"}, "answers": given
    });
    Case {
        instrument: Questionnaire::from_json(&questionnaire.to_string()).unwrap().check().unwrap(),
        answers: Answers::from_json(&answers.to_string()).unwrap(),
        actions,
    }
}

fn rank(answer: Option<&Value>) -> Option<usize> {
    OPTIONS.iter().position(|option| answer.and_then(Value::as_str) == Some(option))
}

/// The assessment once these actions are done: answers that are shown and answered are raised.
fn done(case: &Case, shown: &BTreeSet<String>, set: &BTreeSet<String>) -> Assessment {
    let mut answers = case.answers.clone();
    for action in &case.actions {
        if !set.contains(action["id"].as_str().unwrap()) {
            continue;
        }
        for step in action["moves"].as_array().unwrap() {
            let question = step["question"].as_str().unwrap();
            let now = rank(answers.document().answers.get(question).and_then(|answer| answer.value.as_ref()));
            if shown.contains(question) && now.is_some() && now < rank(Some(&step["to"])) {
                answers.set(question, digirights::Answer::value(step["to"].clone()));
            }
        }
    }
    case.instrument.assess(&answers).unwrap()
}

fn point_and_level(assessment: &Assessment) -> (f64, Option<String>) {
    let card = assessment.score();
    let root = card.root();
    (root.score().map_or(-1.0, digirights::Score::point), root.level().map(ToString::to_string))
}

fn days(case: &Case, set: &BTreeSet<String>) -> f64 {
    let of = |action: &Value| {
        f64::midpoint(action["effort"]["low"].as_f64().unwrap(), action["effort"]["high"].as_f64().unwrap())
    };
    case.actions.iter().filter(|action| set.contains(action["id"].as_str().unwrap())).map(of).sum()
}

/// Every set of recommended actions that holds what its members require.
fn feasible_sets(requires: &BTreeMap<String, Vec<String>>) -> Vec<BTreeSet<String>> {
    let ids: Vec<&String> = requires.keys().collect();
    (0..1_usize << ids.len())
        .map(|bits| {
            ids.iter().enumerate().filter(|(i, _)| bits >> i & 1 == 1).map(|(_, id)| (*id).clone()).collect()
        })
        .filter(|set: &BTreeSet<String>| {
            set.iter().all(|id| requires[id].iter().all(|needed| set.contains(needed)))
        })
        .collect()
}

fn names(ids: &[digirights::ActionId]) -> BTreeSet<String> {
    ids.iter().map(ToString::to_string).collect()
}

/// What was chosen is at most as good as claimed, and the best where that is claimed.
fn judge(found: &TargetResult, best: Option<f64>, own: f64, sign: f64) {
    match best {
        None => assert!(!found.reached || !found.proved, "a target that no set reaches is not reached"),
        Some(best) => {
            assert!(found.reached, "a target that a set reaches is reached");
            if found.proved {
                assert!((own - best).abs() < 1e-9, "proved {own}, but {best} is possible");
            }
            if let Some(bound) = found.bound {
                assert!(sign * (best - bound) >= -1e-6, "bound {bound} is passed by {best}");
            }
        }
    }
}

fn check(numbers: Vec<u32>) -> (usize, usize) {
    let mut draw = Draw { numbers, next: 0 };
    let case = case(&mut draw);
    let assessment = case.instrument.assess(&case.answers).unwrap();
    let card = assessment.score();
    let shown: BTreeSet<String> = card
        .questions()
        .filter(|question| question.state() != digirights::QuestionState::NotShown)
        .map(|question| question.id().to_string())
        .collect();
    let plan = assessment.plan(&PlanOptions::default()).unwrap();
    let requires: BTreeMap<String, Vec<String>> = plan
        .recommendations()
        .iter()
        .map(|one| (one.action.to_string(), one.requires.iter().map(ToString::to_string).collect()))
        .collect();
    let before = point_and_level(&assessment).0;
    for one in plan.recommendations() {
        let alone = BTreeSet::from([one.action.to_string()]);
        let after = point_and_level(&done(&case, &shown, &alone)).0;
        assert!(
            (one.gain - (after - before)).abs() < 1e-9,
            "the gain of {} is that of scoring it",
            one.action
        );
        assert!(one.only_prerequisite || !one.reasons.is_empty(), "{} has a reason", one.action);
        for reason in &one.reasons {
            let raised = rank(reason.answer.as_ref()) < rank(Some(&reason.becomes));
            assert!(raised || reason.answer.is_none(), "{} recommends what is done", one.action);
        }
    }
    let mut seen = BTreeSet::new();
    for stretch in &plan.document().roadmap.stretches {
        for id in &stretch.actions {
            assert!(
                requires[id.as_str()].iter().all(|needed| seen.contains(needed)),
                "{id} comes after what it requires"
            );
            seen.insert(id.to_string());
        }
        let then = done(&case, &shown, &seen).score();
        let told = stretch.low_after.zip(stretch.high_after);
        assert_eq!(told, then.root().bounds(), "the bounds are those of scoring what is then done");
        assert_eq!(stretch.score_after, then.root().score().map(digirights::Score::point));
    }
    assert_eq!(seen.len(), requires.len(), "without a capacity everything finds room");

    let sets = feasible_sets(&requires);
    let outcomes: Vec<Outcome> = sets
        .iter()
        .map(|set| {
            let (point, level) = point_and_level(&done(&case, &shown, set));
            (days(&case, set), point, level)
        })
        .collect();
    let least = |reached: &dyn Fn(&Outcome) -> bool| {
        let days = outcomes.iter().filter(|outcome| reached(outcome)).map(|outcome| outcome.0);
        days.reduce(f64::min)
    };
    let (mut asked, mut proved) = (0, 0);
    let mut ask = |options: PlanOptions| {
        let found = assessment.plan(&options).unwrap().document().target.clone().unwrap();
        asked += 1;
        proved += usize::from(found.proved);
        found
    };
    for share in [0.4, 0.6, 0.8] {
        let target = Some(Target::Score(Share::new(share).unwrap()));
        let found = ask(PlanOptions { target, ..PlanOptions::default() });
        judge(&found, least(&|outcome| outcome.1 >= share - 1e-9), found.effort, 1.0);
        if found.reached {
            assert!((days(&case, &names(&found.actions)) - found.effort).abs() < 1e-9);
        }
    }
    let found =
        ask(PlanOptions { target: Some(Target::Level("high".parse().unwrap())), ..PlanOptions::default() });
    judge(&found, least(&|outcome| outcome.2.as_deref() == Some("high")), found.effort, 1.0);
    let then = done(&case, &shown, &names(&found.actions)).score();
    assert_eq!(found.low_after.zip(found.high_after), then.root().bounds());
    for budget in [10.0, 30.0] {
        let found = ask(PlanOptions { budget: Some(budget), ..PlanOptions::default() });
        let best = outcomes
            .iter()
            .filter(|outcome| outcome.0 <= budget + 1e-9)
            .map(|outcome| outcome.1)
            .reduce(f64::max);
        assert!(found.effort <= budget + 1e-9, "the budget holds");
        judge(&found, best, found.score_after.unwrap_or(-1.0), -1.0);
    }
    (asked, proved)
}

#[test]
fn plans_are_what_brute_force_finds() {
    let config = Config { cases: 300, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let (mut asked, mut proved) = (0, 0);
    let numbers = prop::collection::vec(any::<u32>(), 120);
    let counts = std::cell::RefCell::new((&mut asked, &mut proved));
    runner
        .run(&numbers, |numbers| {
            let (one, sure) = check(numbers);
            let mut counts = counts.borrow_mut();
            *counts.0 += one;
            *counts.1 += sure;
            Ok(())
        })
        .unwrap();
    // A plan that proves nothing would pass every check above.
    assert!(proved * 10 > asked * 7, "{proved} of {asked} plans are proved best");
}

#[test]
fn capacity_moves_what_finds_no_room() {
    let mut draw = Draw { numbers: vec![3, 7, 1, 9, 4, 8, 2, 6, 5, 0, 11, 13], next: 0 };
    let case = case(&mut draw);
    let assessment = case.instrument.assess(&case.answers).unwrap();
    let options = PlanOptions { capacity: Some([12.0, 12.0, 12.0]), ..PlanOptions::default() };
    let plan = assessment.plan(&options).unwrap();
    let roadmap = &plan.document().roadmap;
    for stretch in &roadmap.stretches {
        assert!(days(&case, &names(&stretch.actions)) <= 12.0 + 1e-9);
    }
    let placed: usize = roadmap.stretches.iter().map(|stretch| stretch.actions.len()).sum();
    assert_eq!(placed + roadmap.later.len(), plan.recommendations().len());
}

/// A gate that a move can close, and an essential question that a move makes appear: whatever is called
/// proved must hold for every set.
#[test]
fn nothing_is_proved_where_a_gate_can_close() {
    let plan = |gate: Value, extra: Value| {
        let mut children = vec![
            json!({"id": "q1", "answer": {"kind": "yes_no", "partly": true}}),
            json!({"id": "q2", "answer": {"kind": "yes_no"}}),
        ];
        children.extend(extra.as_array().unwrap().clone());
        let act = |id: &str, question: &str, days: u32| {
            json!({"id": id, "node": "whole", "moves": [{"question": question, "to": "yes"}],
                "effort": {"low": days, "high": days}, "horizon": "short"})
        };
        let questionnaire = json!({
            "format": "1.0", "id": "plans", "version": "1.0.0",
            "level_sets": {"steps": {"levels": [{"id": "poor"}, {"id": "good", "from": 0.7, "requires": [gate]}]}},
            "root": {"id": "whole", "levels": "steps", "children": children},
            "actions": [act("x", "q1", 1), act("y", "q2", 5)]
        });
        let answers = json!({
            "format": "1.0", "questionnaire": {"id": "plans", "version": "1.0.0"},
            "answers": {"q1": "partly", "q2": "no"}
        });
        let instrument = Questionnaire::from_json(&questionnaire.to_string()).unwrap().check().unwrap();
        let assessment = instrument.assess(&Answers::from_json(&answers.to_string()).unwrap()).unwrap();
        let target = Some(Target::Level("good".parse().unwrap()));
        let plan = assessment.plan(&PlanOptions { target, ..PlanOptions::default() }).unwrap();
        plan.document().target.clone().unwrap()
    };
    let found = plan(json!({"question": "q1", "is": "partly"}), json!([]));
    assert!(found.reached && names(&found.actions) == BTreeSet::from(["y".to_owned()]));
    let appears = json!([{"id": "q3", "essential": true, "answer": {"kind": "yes_no"},
        "show_when": {"question": "q1", "is": "yes"}}]);
    let found = plan(json!({"every": "essential", "share": {"at_least": 0.5}}), appears);
    assert!(found.reached && names(&found.actions) == BTreeSet::from(["y".to_owned()]));
}

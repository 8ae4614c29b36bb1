// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! A report says what holds, of every questionnaire and every result, and nothing else.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]
#![expect(clippy::needless_pass_by_value, reason = "answers are written where they are given")]

use digirights::{Answers, Instrument, PlanOptions, Questionnaire, Scorecard, Target};
use digirights_reporting::poster::{Page, Parts};
use digirights_reporting::{Audience, Subject, Words};
use serde_json::{Value, json};

fn instrument(mut definition: Value) -> Instrument {
    definition["format"] = json!("1.0");
    definition["id"] = json!("small");
    definition["version"] = json!("1.0.0");
    Questionnaire::from_json(&definition.to_string()).unwrap().check().unwrap()
}

fn given(mut answers: Value) -> Answers {
    answers["format"] = json!("1.0");
    answers["questionnaire"] = json!({"id": "small", "version": "1.0.0"});
    Answers::from_json(&answers.to_string()).unwrap()
}

fn scored(instrument: &Instrument, answers: Value) -> Scorecard {
    instrument.assess(&given(json!({"answers": answers}))).unwrap().score()
}

/// Both reports as text, with what is planned.
fn told(instrument: &Instrument, answers: Value, options: &PlanOptions) -> [String; 2] {
    let words = Words::new(instrument, None).unwrap();
    let assessment = instrument.assess(&given(json!({"answers": answers}))).unwrap();
    let (card, plan) = (assessment.score(), assessment.plan(options).unwrap());
    let subject = Subject::new(&card, &words).with_plan(&plan);
    Audience::ALL.map(|audience| subject.report(audience).to_markdown())
}

fn question(id: &str) -> Value {
    json!({"id": id, "answer": {"kind": "yes_no", "partly": true}})
}

/// Two questions, levels, and an action for each.
fn with_actions() -> Instrument {
    let act = |id: &str, question: &str| {
        json!({"id": id, "node": "whole", "moves": [{"question": question, "to": "yes"}],
            "effort": {"low": 5, "high": 5}, "horizon": "short"})
    };
    instrument(json!({
        "level_sets": {"steps": {"levels": [{"id": "poor"}, {"id": "good", "from": 0.5}]}},
        "root": {"id": "whole", "levels": "steps", "children": [question("q1"), question("q2")]},
        "actions": [act("a1", "q1"), act("a2", "q2")]
    }))
}

#[test]
fn a_target_that_is_reached_or_a_plan_without_room_is_not_called_nothing_to_do() {
    let instrument = with_actions();
    let answers = json!({"q1": "yes", "q2": "partly"});
    let target = Some(Target::Level("good".parse().unwrap()));
    for text in told(&instrument, answers.clone(), &PlanOptions { target, ..PlanOptions::default() }) {
        assert!(text.contains("good is reached already. Nothing more is needed for it."), "{text}");
        assert!(!text.contains("Nothing is recommended") && !text.contains("0 actions"), "{text}");
    }
    let capacity = Some([0.0; 3]);
    let [technical, political] =
        told(&instrument, answers.clone(), &PlanOptions { capacity, ..PlanOptions::default() });
    assert!(political.contains("it finds no room in the person-days that were given"), "{political}");
    assert!(technical.contains("## Roadmap") && technical.contains("### Later"), "{technical}");
    let [_, none] = told(&instrument, json!({"q1": "yes", "q2": "yes"}), &PlanOptions::default());
    assert!(none.contains("Nothing is recommended"), "{none}");
    let [technical, political] = told(&instrument, answers, &PlanOptions::default());
    for text in [technical, political] {
        assert!(text.contains("the score is then 100 (certain), the level good"), "{text}");
    }
}

#[test]
fn a_score_is_certain_where_its_bounds_meet_and_only_there() {
    let none = PlanOptions::default();
    // Open, and of no weight.
    let settled = instrument(json!({"root": {"id": "whole", "children": [
        question("q1"), {"id": "q2", "answer": {"kind": "yes_no"}, "weight": 0}
    ]}}));
    for text in told(&settled, json!({"q1": "yes"}), &none) {
        assert!(text.contains("its answer cannot change the score. The score is certain."), "{text}");
    }
    // Nothing that counts is open, but an answer that does not count decides whether more is asked.
    let may_return = instrument(json!({"root": {"id": "whole", "children": [
        question("q1"),
        {"id": "staff", "answer": {"kind": "number"}},
        {"id": "q2", "answer": {"kind": "yes_no"}, "show_when": {"question": "staff", "at_least": 10}}
    ]}}));
    for text in told(&may_return, json!({"q1": "yes"}), &none) {
        assert!(
            text.contains(
                "Other answers may still bring in more questions: the score stays between 50 and 100."
            ),
            "{text}"
        );
        assert!(!text.contains("The score is certain"), "{text}");
    }
    // Open, but hardly of any weight.
    let hardly = instrument(json!({"root": {"id": "whole", "children": [
        {"id": "q1", "answer": {"kind": "yes_no", "partly": true}, "weight": 10000}, question("q2")
    ]}}));
    for text in told(&hardly, json!({"q1": "partly"}), &none) {
        assert!(text.contains("50 (almost certain)") || text.contains("almost certain"), "{text}");
        assert!(text.contains("its answer can hardly change the score"), "{text}");
    }
}

#[test]
fn what_counts_as_the_lowest_score_is_said() {
    let strict = instrument(json!({
        "policies": {"dont_know": "zero", "unanswered": "zero", "not_applicable": "zero"},
        "root": {"id": "whole", "children": [question("q1"), question("q2")]}
    }));
    let [text, _] = told(&strict, json!({"q1": "yes"}), &PlanOptions::default());
    for false_here in
        ["never counted as", "Nothing here counts against", "What does not apply is left out", "A level "]
    {
        assert!(!text.contains(false_here), "{false_here}: {text}");
    }
    for true_here in ["what is not known counts as the lowest", "what does not apply counts as the lowest"] {
        assert!(text.contains(true_here), "{true_here}: {text}");
    }
    let mild = instrument(json!({"root": {"id": "whole", "children": [question("q1"), question("q2")]}}));
    let [text, _] = told(&mild, json!({"q1": "yes"}), &PlanOptions::default());
    assert!(text.contains("never counted as") && !text.contains("counts as the lowest"), "{text}");
}

#[test]
fn what_changed_is_told_as_it_is() {
    let instrument = instrument(json!({
        "level_sets": {"steps": {"levels": [{"id": "poor", "from": 0.2}, {"id": "good", "from": 0.5}]}},
        "root": {"id": "whole", "levels": "steps", "children": [question("q1"), question("q2")]}
    }));
    let words = Words::new(&instrument, None).unwrap();
    let of = |answers: Value| instrument.assess(&given(answers)).unwrap().score();
    let told = |old: Value, new: Value| {
        let (old, new) = (of(old), of(new));
        let subject = Subject::new(&new, &words).with_earlier(&old).unwrap();
        let [technical, political] = Audience::ALL.map(|audience| subject.report(audience).to_markdown());
        [technical, political, subject.comparison_report().unwrap().to_markdown()]
    };
    let city = |name: &str, q1: &str, q2: &str| json!({"city": name, "answers": {"q1": q1, "q2": q2}});
    for text in told(city("A", "no", "no"), city("A", "no", "no")) {
        assert!(
            text.contains("Since the earlier result the score has stayed the same: 0 (certain)."),
            "{text}"
        );
        assert!(!text.contains("Missing answers may still change"), "{text}");
    }
    let [technical, political, comparison] = told(city("A", "no", "partly"), city("B", "yes", "partly"));
    for text in [&technical, &political, &comparison] {
        assert!(text.contains("The earlier result is that of another city, A."), "{text}");
        assert!(
            text.contains("Since the earlier result the score went from 25 (certain) to 75 (certain)"),
            "{text}"
        );
    }
    assert!(political.contains("1 answer is better than it was then."), "{political}");
    let [_, political, comparison] =
        told(json!({"answers": {"q1": "no"}}), json!({"answers": {"q1": "no", "q2": "yes"}}));
    assert!(political.contains("1 question that was open then is answered now."), "{political}");
    assert!(!political.contains("better than"), "{political}");
    assert!(comparison.contains("below the first level, then good"), "{comparison}");
}

/// Authors choose ids freely, also those that a page might choose itself.
#[test]
fn no_id_stands_twice_whatever_the_author_calls_things() {
    let instrument = instrument(json!({
        "root": {"id": "method", "children": [
            {"id": "overview", "children": [question("answers")]},
            {"id": "roadmap", "children": [question("q1")]}
        ]},
        "actions": [{"id": "overview", "node": "overview", "moves": [{"question": "answers", "to": "yes"}],
            "effort": {"low": 1, "high": 1}, "horizon": "short"}]
    }));
    let words = Words::new(&instrument, None).unwrap();
    let assessment = instrument.assess(&given(json!({"answers": {"answers": "no", "q1": "no"}}))).unwrap();
    let (card, plan) = (assessment.score(), assessment.plan(&PlanOptions::default()).unwrap());
    let subject = Subject::new(&card, &words).with_plan(&plan);
    let html = subject.report(Audience::Technical).to_html();
    let mut ids: Vec<&str> =
        html.split(" id=\"").skip(1).filter_map(|rest| Some(rest.split_once('"')?.0)).collect();
    ids.sort_unstable();
    let all = ids.len();
    ids.dedup();
    assert!(all > 10 && ids.len() == all, "an id stands twice");
}

/// Any result with a score has its page.
#[test]
fn a_page_for_everybody_of_every_shape() {
    let parts = |count: usize| {
        let part = |number: usize| json!({"id": format!("n{number}"), "children": [question(&format!("q{number}"))]});
        instrument(json!({"root": {"id": "whole", "children": (0..count).map(part).collect::<Vec<_>>()}}))
    };
    let shown = |instrument: &Instrument, count: usize| {
        let answers: Value = (0..count)
            .map(|number| (format!("q{number}"), json!(["no", "partly", "yes"][number % 3])))
            .collect::<serde_json::Map<_, _>>()
            .into();
        let words = Words::new(instrument, None).unwrap();
        let card = scored(instrument, answers);
        let page = Subject::new(&card, &words).infographic().unwrap();
        assert!(page.svg().len() > 2000);
        match page.page {
            Page::Infographic(page) => {
                assert_eq!(page.next.items, ["No plan has been made yet."]);
                page.parts
            }
            Page::Card(_) => None,
        }
    };
    assert!(matches!(shown(&parts(3), 3), Some(Parts::Radar(_))));
    assert!(matches!(shown(&parts(2), 2), Some(Parts::Bars(bars)) if bars.rows.len() == 2));
    assert!(matches!(shown(&parts(60), 60), Some(Parts::Bars(bars)) if bars.rows.len() == 11
        && bars.rows.iter().any(|row| row.name == "and 50 more")));
    let flat = instrument(json!({"root": {"id": "whole", "children": [question("q0"), question("q1")]}}));
    assert!(shown(&flat, 2).is_none());
}

/// Words that run the other way draw nothing along that stands beside them.
#[test]
fn words_that_run_against_the_page_are_kept_apart() {
    let instrument = instrument(json!({"root": {"id": "whole", "children": [question("q1")]}}));
    let words = Words::new(&instrument, None).unwrap();
    let card = scored(&instrument, json!({"q1": {"value": "yes", "note": "سجل 12", "role": "legal"}}));
    let html = Subject::new(&card, &words).report(Audience::Technical).to_html();
    assert!(html.contains("<bdi><span class=\"quiet\"> · note: سجل 12</span></bdi>"), "{html}");
    assert_eq!(html.matches("<bdi>").count(), 1);
}

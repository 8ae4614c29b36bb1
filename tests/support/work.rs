// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The operations on the flagship that are measured.

use std::hint::black_box;

use digirights::{Answers, Assessment, Instrument, PlanOptions, Target};
use digirights_questionnaires::{Bundle, find};

/// What the operations work on: the flagship, and assessments that are complete and half-way.
#[derive(Debug)]
pub struct Work {
    bundle: &'static Bundle,
    instrument: Instrument,
    answers: &'static str,
    complete: Assessment,
    open: Assessment,
    options: PlanOptions,
    target: PlanOptions,
}

/// An operation on it.
pub type Operation = fn(&Work);

/// Every operation with its name.
pub const OPERATIONS: &[(&str, Operation)] = &[
    ("load_and_check", |work| drop(black_box(work.bundle.instrument()))),
    ("read_answers", |work| {
        let answers = Answers::from_json(work.answers);
        drop(black_box(answers.map(|answers| work.instrument.assess(&answers))));
    }),
    ("point", |work| {
        black_box(work.complete.point());
    }),
    ("score_complete", |work| drop(black_box(work.complete.score()))),
    ("score_open", |work| drop(black_box(work.open.score()))),
    ("plan", |work| drop(black_box(work.open.plan(&work.options)))),
    ("plan_to_level", |work| drop(black_box(work.open.plan(&work.target)))),
];

impl Work {
    /// Loads the flagship and its samples.
    ///
    /// # Panics
    /// If the flagship or its samples are broken, which the tests of their crate show first.
    #[must_use]
    #[expect(clippy::expect_used, reason = "without the flagship there is nothing to measure")]
    pub fn new() -> Self {
        let bundle = find("digital-rights").expect("the flagship is on board");
        let instrument = bundle.instrument().expect("the flagship is checked by its own tests");
        let sample = |name: &str| {
            let found = bundle.samples().iter().find(|(path, _)| path.ends_with(name));
            found.map(|(_, text)| *text).expect("the sample is on board")
        };
        let answers = sample("midsized.json");
        let assess =
            |answers: &Answers| instrument.assess(answers).expect("samples are checked by their own tests");
        let open = assess(&Answers::from_json(answers).expect("samples are JSON"));
        let complete = assess(&completed(&instrument, sample("largecity.json")));
        let target = Target::Level("advancing".parse().expect("it is an id"));
        let target = PlanOptions { target: Some(target), ..PlanOptions::default() };
        Self { bundle, answers, complete, open, options: PlanOptions::default(), target, instrument }
    }
}

impl Default for Work {
    fn default() -> Self {
        Self::new()
    }
}

/// The answers with every open question answered with the first thing that can be said.
#[expect(clippy::expect_used, reason = "see `Work::new`")]
fn completed(instrument: &Instrument, text: &str) -> Answers {
    let mut answers = Answers::from_json(text).expect("samples are JSON");
    let candidates = |id: &str| {
        let options = ["none", "no", "planned"].map(digirights::Answer::value);
        let lists = [
            digirights::Answer::value(Vec::<String>::new()),
            digirights::Answer::value(0),
            digirights::Answer::value(1),
        ];
        let mut all: Vec<digirights::Answer> = options.into_iter().chain(lists).collect();
        all.push(digirights::Answer::not_applicable(format!("{id} does not apply")));
        all
    };
    for _ in 0..10 {
        let card = instrument.assess(&answers).expect("samples are checked by their own tests").score();
        let open: Vec<String> = card
            .questions()
            .filter(|one| {
                matches!(
                    one.state(),
                    digirights::QuestionState::Unanswered | digirights::QuestionState::DontKnow
                )
            })
            .map(|one| one.id().to_string())
            .collect();
        if open.is_empty() {
            return answers;
        }
        for id in open {
            for answer in candidates(&id) {
                let mut trial = answers.clone();
                trial.set(id.clone(), answer);
                if instrument.assess(&trial).is_ok() {
                    answers = trial;
                    break;
                }
            }
        }
    }
    answers
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What each question can be given, numbered: a row holds one byte per question, its slot.

use crate::instrument::given::{Content, Given, State, read};
use crate::instrument::program::{AnswerTest, Item, Program, QuestionPlan, Scoring, Test};
use crate::instrument::table::{Q, Table};
use crate::score::bounds::question_extent;
use crate::score::extent::Extent;
use crate::score::points::{Outcome, question_outcome};
use crate::score::truth::{Seen, Truth, View};

use super::tables::Bytes;

pub(super) const UNANSWERED: u8 = 0;
pub(super) const DONT_KNOW: u8 = 1;
pub(super) const NOT_APPLICABLE: u8 = 2;
/// A condition hides the question.
pub(super) const HIDDEN: u8 = 3;
/// The first option of a choice; any answer of a question whose answers are not counted out.
pub(super) const ANSWER: u8 = 4;
/// Added where it is open whether the question is shown.
pub(super) const OPEN: u8 = 0x80;
/// A cell that is no answer; never kept.
pub(super) const BAD: u8 = 0xFF;

/// More options than this are not counted out.
const MOST_OPTIONS: usize = 100;

/// The slot of a state that is not an answer.
pub(super) fn of_state(state: State) -> u8 {
    match state {
        State::Unanswered => UNANSWERED,
        State::DontKnow => DONT_KNOW,
        State::NotApplicable => NOT_APPLICABLE,
        State::Answered => ANSWER,
    }
}

/// A question of a batch.
#[expect(clippy::struct_excessive_bools, reason = "each is one independent property")]
#[derive(Debug)]
pub(super) struct Slots {
    /// Every answer has its own slot, and the tables hold what follows from it. Otherwise answers share
    /// one, and the row holds the score.
    pub(super) counted: bool,
    /// Its adjustments look at other answers, so its score needs the row.
    pub(super) by_row: bool,
    /// It may be hidden.
    pub(super) conditional: bool,
    /// Conditions look at what was answered, beyond what the slot tells.
    pub(super) content: bool,
    /// By slot.
    pub(super) given: Vec<Given>,
    /// By slot, whether the question counts as asked and as answered: 1 or 0.
    pub(super) asked: Bytes,
    pub(super) answered: Bytes,
    /// By slot, where it is shown.
    pub(super) outcomes: Vec<Outcome>,
    /// By slot, where it is shown.
    pub(super) extents: Vec<Extent>,
}

/// Conditions have nothing to look at.
struct Nothing<'a>(&'a Program);

impl View for Nothing<'_> {
    const OPEN: bool = false;

    fn program(&self) -> &Program {
        self.0
    }

    fn answer(&self, _: Q) -> Seen<'_> {
        Seen::Hidden
    }

    fn extent(&self, _: Item) -> Extent {
        Extent::NOTHING
    }

    fn levels(&self, _: crate::instrument::table::N) -> (Option<usize>, Option<usize>) {
        (None, None)
    }
}

/// What comes of an answer to a question whose adjustments look at nothing else.
pub(super) fn outcome(program: &Program, plan: &QuestionPlan, given: &Given) -> Outcome {
    question_outcome(plan, given, &Nothing(program))
}

/// The slots of every question.
pub(super) fn all(program: &Program) -> Table<Q, Slots> {
    let hidden = hidden(program);
    let content = contents(program);
    let mut all = Table::new();
    for (question, plan) in program.questions.iter() {
        let (counted, answers) = answers(&plan.scoring);
        let given: Vec<Given> = [State::Unanswered, State::DontKnow, State::NotApplicable, State::Unanswered]
            .into_iter()
            .map(|state| Given { state, ..Given::default() })
            .chain(answers)
            .collect();
        let view = Nothing(program);
        let outcomes = given.iter().enumerate().map(|(slot, given)| match slot {
            _ if slot == usize::from(HIDDEN) => Outcome::Dropped,
            _ => question_outcome(plan, given, &view),
        });
        let extents = given.iter().enumerate().map(|(slot, given)| {
            let shown = if slot == usize::from(HIDDEN) { Truth::False } else { Truth::True };
            question_extent(plan, given, shown, &view)
        });
        all.push(Slots {
            counted,
            by_row: plan.adjustments.iter().any(|adjustment| adjustment.when.is_some()),
            conditional: hidden[question],
            content: content[question] && !counted,
            asked: counts(&given, &|state| state != State::NotApplicable),
            answered: counts(&given, &|state| state == State::Answered),
            outcomes: outcomes.collect(),
            extents: extents.collect(),
            given,
        });
    }
    all
}

/// 1 for each slot in which the question is shown and in such a state, else 0.
fn counts(given: &[Given], counts: &dyn Fn(State) -> bool) -> Bytes {
    let shown = |slot: usize| slot != usize::from(HIDDEN);
    given.iter().enumerate().map(|(slot, given)| u8::from(shown(slot) && counts(given.state))).collect()
}

/// The answers of a question, where they can be counted out; else one that stands for all.
fn answers(scoring: &Scoring) -> (bool, Vec<Given>) {
    let any = |score| vec![Given { state: State::Answered, score, ..Given::default() }];
    match scoring {
        Scoring::Choice { options, .. } if options.len() <= MOST_OPTIONS => {
            let each = options.iter().map(|option| read(scoring, &option.id.as_str().into()));
            (true, each.map(Result::unwrap_or_default).collect())
        }
        Scoring::Text => (true, any(None)),
        _ if scoring.is_scored() => (false, any(Some(0.0))),
        _ => (false, any(None)),
    }
}

/// Which questions may be hidden by a condition of their own or of a node above.
fn hidden(program: &Program) -> Table<Q, bool> {
    let mut hidden = Table::new();
    for (_, plan) in program.questions.iter() {
        let mut may = plan.show.is_some();
        let mut above = Some(plan.parent);
        while let Some(node) = above {
            may |= program.nodes[node].show.is_some();
            above = program.nodes[node].parent;
        }
        hidden.push(may);
    }
    hidden
}

/// Of which questions some condition looks at the content of the answer.
fn contents(program: &Program) -> Table<Q, bool> {
    let mut looked = Table::filled(false, program.questions.len());
    program.each_condition(true, &mut |test| content_of(test, &mut |question| looked[question] = true));
    looked
}

fn content_of(test: &Test, look: &mut impl FnMut(Q)) {
    match test {
        Test::All(parts) | Test::Any(parts) | Test::AtLeastOf(_, parts) => {
            parts.iter().for_each(|part| content_of(part, look));
        }
        Test::Not(part) => content_of(part, look),
        Test::Answer(question, test) if !matches!(test, AnswerTest::State(_)) => look(*question),
        _ => {}
    }
}

impl Slots {
    /// What was given, as far as the slot tells.
    pub(super) fn given(&self, slot: u8) -> &Given {
        const UNKNOWN: &Given =
            &Given { state: State::Unanswered, score: None, content: Content::Nothing, evidence: false };
        self.given.get(usize::from(slot & !OPEN)).unwrap_or(UNKNOWN)
    }
}

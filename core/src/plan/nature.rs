// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What the structure of a questionnaire guarantees about doing several things at once. It is judged
//! by structure alone, so that what a plan calls proved is.

use crate::instrument::Part;
use crate::instrument::given::{Given, State};
use crate::instrument::program::{AnswerTest, Item, NodePlan, Program, QuestionPlan, Scoring, Test};
use crate::instrument::table::{Q, Table};
use crate::questionnaire::{DontKnowPolicy, Interval, Rule, UnansweredPolicy};
use crate::score::everything;
use crate::score::points::{Outcome, Points};

use super::candidate::Candidate;

/// What holds for every set of candidates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Nature {
    /// The gain of a set is at most the sum of the gains of its members.
    pub(crate) additive: bool,
    /// Doing more never lowers the score of the whole.
    pub(crate) monotone: bool,
    /// Doing more never closes a gate that was open to pass: what holds for `monotone` holds for
    /// levels, too.
    pub(crate) gates_grow: bool,
}

impl Nature {
    pub(crate) fn of(part: &Part, given: &Table<Q, Given>, candidates: &[Candidate]) -> Self {
        let program = &part.program;
        let points = Points::of(program, given);
        let moves = || candidates.iter().flat_map(|candidate| &candidate.moves);
        let moved = |question: Q| moves().any(|(other, _)| *other == question);
        let untouched = |test: &Test| {
            let mut items = Vec::new();
            everything(test, &mut items);
            // A question that is hidden may appear, and then it has an answer.
            items.iter().all(|item| matches!(item, Item::Question(question) if !moved(*question) && points.shown[*question]))
        };
        let adjustments = program
            .nodes
            .iter()
            .flat_map(|(_, plan)| &plan.adjustments)
            .chain(program.questions.iter().flat_map(|(_, plan)| &plan.adjustments));
        let fixed = adjustments.filter_map(|one| one.when.as_ref()).all(untouched)
            && program.nodes.iter().filter_map(|(_, plan)| plan.show.as_ref()).all(untouched);
        let shown = program.questions.iter().all(|(question, plan)| {
            plan.show.as_ref().is_none_or(|show| {
                untouched(show)
                    || (only_grows(show, program)
                        && (points.shown[question] || counts_nothing(program, plan, &given[question])))
            })
        });
        let monotone = fixed && shown;
        let plain = |plan: &NodePlan| {
            matches!(plan.rule, Rule::WeightedMean | Rule::Sum) && plan.adjustments.is_empty()
        };
        let additive = monotone
            && program.nodes.iter().all(|(_, plan)| plain(plan))
            && program.questions.iter().all(|(_, plan)| plan.adjustments.is_empty());
        let ladders = program.nodes.iter().filter_map(|(_, plan)| plan.levels.as_ref());
        let mut gates = ladders.flat_map(|ladder| ladder.gates.iter().flatten());
        let gates_grow = gates.all(|gate| untouched(gate) || gate_grows(gate, program, &points));
        Self { additive, monotone, gates_grow }
    }
}

/// Whether raising answers can only make a condition true: it asks for an option, or any that scores
/// as much or more; or for a number or more, where more never scores less.
fn only_grows(test: &Test, program: &Program) -> bool {
    match test {
        Test::All(parts) | Test::Any(parts) | Test::AtLeastOf(_, parts) => {
            parts.iter().all(|part| only_grows(part, program))
        }
        Test::Answer(question, AnswerTest::Option(allowed)) => {
            let Scoring::Choice { options, .. } = &program.questions[*question].scoring else { return false };
            let worth = |index: usize| options.get(index).and_then(|option| option.worth.score());
            let least = allowed.iter().filter_map(|index| worth(*index)).fold(f64::INFINITY, f64::min);
            (0..options.len())
                .all(|index| allowed.contains(&index) || worth(index).is_none_or(|score| score < least))
        }
        Test::Answer(question, AnswerTest::Number { is, comparison }) => {
            let Scoring::Number { map: Some(map), .. } = &program.questions[*question].scoring else {
                return false;
            };
            is.is_empty() && comparison.at_most.is_none() && comparison.below.is_none() && map.never_falls()
        }
        _ => false,
    }
}

/// Whether a gate that holds still holds once more is done.
fn gate_grows(gate: &Test, program: &Program, points: &Points<'_>) -> bool {
    let rises = |comparison: &Interval| comparison.at_most.is_none() && comparison.below.is_none();
    // Something that is dropped now passes `every`; once it appears it may not.
    let stays = |item: &Item| points.outcome(*item) != Outcome::Dropped;
    match gate {
        Test::All(parts) | Test::Any(parts) | Test::AtLeastOf(_, parts) => {
            parts.iter().all(|part| gate_grows(part, program, points))
        }
        Test::Score { comparison, .. } => rises(comparison),
        Test::Reaches { .. } => true,
        Test::Each { items, share } => rises(share) && items.iter().all(stays),
        Test::EachReaches(levels) => levels.iter().all(|(node, _)| stays(&Item::Node(*node))),
        other => only_grows(other, program),
    }
}

/// Whether a question that appears with this changes no score: nothing is known of it, and what is
/// missing is left out everywhere above.
fn counts_nothing(program: &Program, plan: &QuestionPlan, given: &Given) -> bool {
    let open = match given.state {
        State::Unanswered => true,
        State::DontKnow => plan.dont_know_policy == DontKnowPolicy::LeaveOut,
        State::Answered | State::NotApplicable => false,
    };
    open && program
        .nodes
        .iter()
        .all(|(_, node)| node.unanswered == UnansweredPolicy::LeaveOut && node.minimum_availability <= 0.0)
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The result of scoring, as Rust programs look at it.

use std::sync::Arc;

use crate::answers::{Answers, Assessment};
use crate::id::{ItemId, LensId, MemberId, ProfileId};
use crate::instrument::given::{Given, State};
use crate::instrument::program::{Input, Item, Program};
use crate::instrument::table::{N, Q, Table};
use crate::instrument::{Instrument, Part};
use crate::map::order;
use crate::questionnaire::{Rule, UnansweredPolicy};

use super::blocking::{Blocked, block};
use super::bounds::{Bounds, in_units};
use super::contribution::{Contributions, divide};
use super::extent::{self, Extent, Scratch};
use super::narrowing;
use super::points::{Counts, Outcome, Points};
use super::values::{QuestionState, Score};
use super::views::{NodeScore, QuestionScore};

/// The result of scoring one assessment.
#[derive(Debug, Clone)]
pub struct Scorecard {
    pub(super) instrument: Instrument,
    pub(super) part: Arc<Part>,
    pub(super) answers: Arc<Answers>,
    pub(super) unused: Arc<[crate::Problem]>,
    pub(super) outcomes: Table<N, Outcome>,
    pub(super) extents: Table<N, Extent>,
    pub(super) levels: Table<N, Option<usize>>,
    pub(super) level_bounds: Table<N, LevelRange>,
    pub(super) blocked: Table<N, Option<Blocked>>,
    pub(super) counts: Table<N, Counts>,
    pub(super) question_outcomes: Table<Q, Outcome>,
    pub(super) states: Table<Q, QuestionState>,
    pub(super) contributions: Contributions,
    pub(super) lenses: Vec<Vec<Option<Score>>>,
    given: Arc<Table<Q, Given>>,
}

impl Assessment {
    /// Scores the assessment: points, bounds, levels, contributions, lenses.
    #[must_use]
    pub fn score(&self) -> Scorecard {
        let program = &self.part.program;
        let points = Points::of(program, &self.given);
        let open =
            self.given.iter().any(|(_, given)| matches!(given.state, State::Unanswered | State::DontKnow));
        let bounds = open.then(|| Bounds::of(program, &self.given));
        let contributions = divide(program, &points);
        let states = states(&points, &self.given);
        let lenses = lenses(program, &points, bounds.as_ref());
        let mut blocked = Table::new();
        blocked.extend(program.nodes.iter().map(|(node, _)| block(program, &points, node)));
        let counts = points.counts();
        let (extents, level_bounds) = match bounds {
            Some(bounds) => (bounds.nodes, bounds.levels),
            None => exact(&points),
        };
        Scorecard {
            instrument: self.instrument.clone(),
            part: self.part.clone(),
            answers: self.answers.clone(),
            unused: self.unused.clone(),
            counts,
            outcomes: points.nodes,
            levels: points.levels,
            question_outcomes: points.questions,
            extents,
            level_bounds,
            blocked,
            states,
            contributions,
            lenses,
            given: self.given.clone(),
        }
    }

    /// The point of the whole alone, in its units; `None` where it has no score. Much cheaper than
    /// [`Assessment::score`].
    #[must_use]
    pub fn point(&self) -> Option<f64> {
        let program = &self.part.program;
        Points::of(program, &self.given).nodes[program.root].value()
    }
}

/// Lowest and highest level.
type LevelRange = (Option<usize>, Option<usize>);

/// With nothing open, what is is all that can be.
fn exact(points: &Points<'_>) -> (Table<N, Extent>, Table<N, LevelRange>) {
    let (mut extents, mut levels) = (Table::new(), Table::new());
    for (node, outcome) in points.nodes.iter() {
        extents.push(outcome.value().map_or(Extent::NOTHING, |score| Extent::of(score, score)));
        levels.push((points.levels[node], points.levels[node]));
    }
    (extents, levels)
}

fn states(points: &Points<'_>, given: &Table<Q, Given>) -> Table<Q, QuestionState> {
    let mut states = Table::new();
    states.extend(given.iter().map(|(question, given)| state_of(points, question, given)));
    states
}

pub(crate) fn state_of(points: &Points<'_>, question: Q, given: &Given) -> QuestionState {
    match given.state {
        _ if !points.shown[question] => QuestionState::NotShown,
        State::Answered => QuestionState::Answered,
        State::NotApplicable => QuestionState::NotApplicable,
        State::DontKnow => QuestionState::DontKnow,
        State::Unanswered => QuestionState::Unanswered,
    }
}

fn lenses(program: &Program, points: &Points<'_>, bounds: Option<&Bounds<'_>>) -> Vec<Vec<Option<Score>>> {
    let mut scratch = Scratch::default();
    let mut member = |inputs: &[Input]| {
        // As the rule `weighted_mean` does it, without a list of its own for every member.
        let (mut weights, mut sum) = (0.0, 0.0);
        for input in inputs {
            if let Some(score) = points.outcome(input.item).value() {
                weights += input.weight;
                sum += input.weight * (score / input.unit);
            }
        }
        if weights <= 0.0 {
            return None;
        }
        let point = sum / weights;
        let extent = bounds.map_or(Extent::of(point, point), |bounds| {
            scratch.inputs.clear();
            scratch.inputs.extend(inputs.iter().map(|input| (input.weight, in_units(input, bounds))));
            extent::of_node(Rule::WeightedMean, 1.0, UnansweredPolicy::LeaveOut, 0.0, &mut scratch)
        });
        Some(Score::new(point, extent, 1.0))
    };
    program.lenses.iter().map(|lens| lens.members.iter().map(|of| member(&of.inputs)).collect()).collect()
}

impl Scorecard {
    pub(super) fn program(&self) -> &Program {
        &self.part.program
    }

    /// The instrument that made it.
    #[must_use]
    pub fn instrument(&self) -> &Instrument {
        &self.instrument
    }

    /// The answers it was made from.
    #[must_use]
    pub fn answers(&self) -> &Answers {
        &self.answers
    }

    /// The profile that was scored; without one, the whole questionnaire.
    #[must_use]
    pub fn profile(&self) -> Option<&ProfileId> {
        self.part.profile.as_ref()
    }

    /// The score of the whole.
    #[must_use]
    pub fn root(&self) -> NodeScore<'_> {
        NodeScore { card: self, node: self.program().root }
    }

    /// The score of a node; `None` where there is no such node, or not in the profile.
    #[must_use]
    pub fn node(&self, id: &str) -> Option<NodeScore<'_>> {
        match self.program().items.get(id)? {
            Item::Node(node) => Some(NodeScore { card: self, node: *node }),
            Item::Question(_) => None,
        }
    }

    /// All nodes, in the order of the questionnaire, the root first.
    pub fn nodes(&self) -> impl Iterator<Item = NodeScore<'_>> {
        self.program().nodes.iter().map(|(node, _)| NodeScore { card: self, node })
    }

    /// What came of a question; `None` where there is no such question, or not in the profile.
    #[must_use]
    pub fn question(&self, id: &str) -> Option<QuestionScore<'_>> {
        match self.program().items.get(id)? {
            Item::Question(question) => Some(QuestionScore { card: self, question: *question }),
            Item::Node(_) => None,
        }
    }

    /// All questions, in the order of the questionnaire.
    pub fn questions(&self) -> impl Iterator<Item = QuestionScore<'_>> {
        self.program().questions.iter().map(|(question, _)| QuestionScore { card: self, question })
    }

    /// The score of a member of a lens; `None` where there is none.
    #[must_use]
    pub fn lens(&self, lens: &str, member: &str) -> Option<Score> {
        let position = self.program().lenses.iter().position(|other| other.id.as_str() == lens)?;
        let members = &self.program().lenses.get(position)?.members;
        let index = members.iter().position(|other| other.id.as_str() == member)?;
        *self.lenses.get(position)?.get(index)?
    }

    /// Every lens with its members.
    pub fn lens_ids(&self) -> impl Iterator<Item = (&LensId, impl Iterator<Item = &MemberId>)> {
        self.program().lenses.iter().map(|lens| (&lens.id, lens.members.iter().map(|member| &member.id)))
    }

    /// What all adjustments together add to the score of the whole. With the contributions of all
    /// questions it adds up to that score.
    #[must_use]
    pub fn adjustments(&self) -> f64 {
        self.contributions.adjustments
    }

    /// The missing answers that would narrow the bounds of the whole most: at most `number` question
    /// ids, each with how much narrower `high - low` becomes at least over the answers that are tried
    /// (every option of a choice, a number in every band, else the ends of the scale), in the units of
    /// the whole. The greatest first.
    #[must_use]
    pub fn narrowing(&self, number: usize) -> Vec<(&ItemId, f64)> {
        let program = self.program();
        let bounds = Bounds::of(program, &self.given);
        let most = narrowing::most(program, &self.given, &bounds, number);
        most.into_iter().map(|(question, gain)| (&program.questions[question].id, gain)).collect()
    }

    /// Nodes that are strengths whatever is answered later: the share of their low is at least the
    /// questionnaire's `strength_from`. The strongest first, then by id.
    #[must_use]
    pub fn strengths(&self) -> Vec<NodeScore<'_>> {
        let from = self.program().highlights.strength_from;
        self.highlights(
            |score| score.low / score.maximum,
            &|share| crate::number::at_least(share, from),
            true,
        )
    }

    /// Nodes whose point is a weakness: its share is below the questionnaire's `weakness_below`.
    /// The weakest first, then by id.
    #[must_use]
    pub fn weaknesses(&self) -> Vec<NodeScore<'_>> {
        let below = self.program().highlights.weakness_below;
        self.highlights(
            |score| score.point / score.maximum,
            &|share| crate::number::above(below, share),
            false,
        )
    }

    fn highlights(
        &self,
        measure: fn(Score) -> f64,
        is: &dyn Fn(f64) -> bool,
        descending: bool,
    ) -> Vec<NodeScore<'_>> {
        let kind = &self.program().highlights.kind;
        let found: Vec<(f64, NodeScore<'_>)> = self
            .nodes()
            .filter(|node| {
                let plan = &self.program().nodes[node.node];
                match kind {
                    Some(kind) => plan.kind.as_ref() == Some(kind),
                    None => plan.children.iter().any(|child| matches!(child, Item::Question(_))),
                }
            })
            .filter_map(|node| Some((measure(node.score()?), node)))
            .filter(|(share, _)| is(*share))
            .collect();
        let order = order(found.len(), &|a, b| {
            let ((a, x), (b, y)) = (&found[a], &found[b]);
            let order = if descending { b.total_cmp(a) } else { a.total_cmp(b) };
            order.then_with(|| x.id().cmp(y.id()))
        });
        order.into_iter().map(|at| found[at].1).collect()
    }

    pub(super) fn item_id(&self, item: Item) -> &ItemId {
        match item {
            Item::Question(question) => &self.program().questions[question].id,
            Item::Node(node) => &self.program().nodes[node].id,
        }
    }
}

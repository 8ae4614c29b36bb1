// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The result of scoring, as Rust programs look at it.

use std::sync::Arc;

use serde::Serialize;

use crate::answers::given::{Given, State};
use crate::answers::{Answers, Assessment};
use crate::id::{ItemId, LensId, LevelId, MemberId};
use crate::instrument::program::{Input, Item, Program, Test};
use crate::instrument::scoring::count;
use crate::instrument::table::{N, Q, Table};
use crate::instrument::{Instrument, Part};
use crate::json::decode::names;
use crate::questionnaire::{Rule, UnansweredPolicy};

use super::bounds::Bounds;
use super::contribution::{Contributions, divide};
use super::extent::{self, Extent};
use super::level;
use super::narrowing;
use super::points::{Counts, Outcome, Points};
use super::rule::combine;
use super::truth::{Truth, truth};

/// A score with its sound bounds: `low <= point <= high`, all in the units of the node, which run up
/// to `maximum` (1 unless the questionnaire says otherwise).
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Score {
    point: f64,
    low: f64,
    high: f64,
    maximum: f64,
}

impl Score {
    fn new(point: f64, bounds: Extent, maximum: f64) -> Self {
        // Rounding in the last bit may put a bound on the wrong side of the point.
        Self { point, low: bounds.low.min(point), high: bounds.high.max(point), maximum }
    }

    /// From the answers as they are.
    #[must_use]
    pub fn point(self) -> f64 {
        self.point
    }

    /// No later answer makes it less.
    #[must_use]
    pub fn low(self) -> f64 {
        self.low
    }

    /// No later answer makes it more.
    #[must_use]
    pub fn high(self) -> f64 {
        self.high
    }

    /// The greatest score there is.
    #[must_use]
    pub fn maximum(self) -> f64 {
        self.maximum
    }

    /// The point as a share of the maximum, from 0 to 1.
    #[must_use]
    pub fn share(self) -> f64 {
        self.point / self.maximum
    }

    /// The width of the bounds, `high - low`.
    #[must_use]
    pub fn width(self) -> f64 {
        self.high - self.low
    }
}

names! {
    /// What came of a node.
    pub enum NodeState {
        /// It has a score.
        Scored = "scored",
        /// Nothing below it is shown and applicable.
        NotApplicable = "not_applicable",
        /// Not enough is answered.
        Unanswered = "unanswered",
        /// Nothing below it is known.
        DontKnow = "dont_know",
    }
}

names! {
    /// What came of a question.
    pub enum QuestionState {
        /// It is answered.
        Answered = "answered",
        /// It does not apply.
        NotApplicable = "not_applicable",
        /// The answer is not known.
        DontKnow = "dont_know",
        /// Nothing was said.
        Unanswered = "unanswered",
        /// A condition hides it; an answer it has is kept and does not count.
        NotShown = "not_shown",
    }
}

names! {
    /// How a node's score is divided among its inputs.
    pub enum Decomposition {
        /// By what each adds: means and sums.
        Additive = "additive",
        /// By what each adds at the margin times its value (Euler): geometric, harmonic, power means.
        Marginal = "marginal",
        /// All to the input that decides it: minimum and maximum.
        Decisive = "decisive",
    }
}

impl From<Rule> for Decomposition {
    fn from(rule: Rule) -> Self {
        match rule {
            Rule::WeightedMean | Rule::Sum => Self::Additive,
            Rule::GeometricMean | Rule::HarmonicMean | Rule::PowerMean => Self::Marginal,
            Rule::Minimum | Rule::Maximum => Self::Decisive,
        }
    }
}

/// The result of scoring one assessment.
#[derive(Debug, Clone)]
pub struct Scorecard {
    pub(super) instrument: Instrument,
    pub(super) part: Arc<Part>,
    pub(super) answers: Arc<Answers>,
    pub(super) unused: Vec<crate::Problem>,
    outcomes: Table<N, Outcome>,
    extents: Table<N, Extent>,
    levels: Table<N, Option<usize>>,
    level_bounds: Table<N, LevelRange>,
    blocked: Table<N, Option<Blocked>>,
    counts: Table<N, Counts>,
    question_outcomes: Table<Q, Outcome>,
    states: Table<Q, QuestionState>,
    contributions: Contributions,
    pub(super) lenses: Vec<Vec<Option<Score>>>,
    given: Table<Q, Given>,
}

/// What keeps a node from its next level.
#[derive(Debug, Clone)]
pub(super) struct Blocked {
    pub(super) level: usize,
    pub(super) measured: f64,
    pub(super) cut: Option<f64>,
    /// Position of each gate that does not hold, whether it is open, and what it looks at.
    pub(super) gates: Vec<(usize, bool, Vec<Item>)>,
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
        let (extents, level_bounds) = match &bounds {
            Some(bounds) => (bounds.nodes.clone(), bounds.levels.clone()),
            None => exact(&points),
        };
        let mut blocked = Table::new();
        blocked.extend(program.nodes.iter().map(|(node, _)| block(program, &points, node)));
        Scorecard {
            instrument: self.instrument.clone(),
            part: self.part.clone(),
            answers: self.answers.clone(),
            unused: self.unused().to_vec(),
            counts: points.counts(),
            outcomes: points.nodes.clone(),
            levels: points.levels.clone(),
            question_outcomes: points.questions.clone(),
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
    let member = |inputs: &[Input]| {
        let values: Vec<(f64, f64)> = inputs
            .iter()
            .filter_map(|input| Some((input.weight, points.outcome(input.item).value()? / input.unit)))
            .collect();
        if values.is_empty() {
            return None;
        }
        let point = combine(Rule::WeightedMean, 1.0, &values);
        let extent = match bounds {
            None => Extent::of(point, point),
            Some(bounds) => {
                let reach: Vec<(f64, Extent)> = inputs
                    .iter()
                    .map(|input| {
                        let of_item = super::truth::View::extent(bounds, input.item);
                        (
                            input.weight,
                            Extent {
                                low: of_item.low / input.unit,
                                high: of_item.high / input.unit,
                                ..of_item
                            },
                        )
                    })
                    .collect();
                extent::of_node(Rule::WeightedMean, 1.0, UnansweredPolicy::LeaveOut, 0.0, &reach)
            }
        };
        Some(Score::new(point, extent, 1.0))
    };
    program.lenses.iter().map(|lens| lens.members.iter().map(|of| member(&of.inputs)).collect()).collect()
}

fn block(program: &Program, points: &Points<'_>, node: N) -> Option<Blocked> {
    let plan = &program.nodes[node];
    let ladder = plan.levels.as_ref()?;
    let set = program.level_sets.get(ladder.set)?;
    let score = points.nodes[node].value()?;
    let level = points.levels[node].map_or(0, |level| level + 1);
    let next = set.levels.get(level)?;
    let measured = level::measure(set, score, plan.maximum);
    let cut = next.from.filter(|_| !level::cuts(set, next.from, measured));
    let mut gates = Vec::new();
    for (position, gate) in ladder.gates.get(level)?.iter().enumerate() {
        let truth = truth(gate, points);
        if truth != Truth::True {
            let mut items = Vec::new();
            blocking(gate, points, &mut items);
            gates.push((position, truth == Truth::Open, items));
        }
    }
    Some(Blocked { level, measured, cut, gates })
}

/// The questions and nodes that keep a test from holding.
fn blocking(test: &Test, points: &Points<'_>, items: &mut Vec<Item>) {
    let mut add = |item: Item| {
        if !items.contains(&item) {
            items.push(item);
        }
    };
    match test {
        Test::All(parts) | Test::Any(parts) | Test::AtLeastOf(_, parts) => {
            for part in parts.iter().filter(|part| truth(part, points) != Truth::True) {
                blocking(part, points, items);
            }
        }
        Test::Not(part) => everything(part, items),
        Test::Answer(question, _) => add(Item::Question(*question)),
        Test::Score { item, .. } => add(*item),
        Test::Reaches { node, .. } => add(Item::Node(*node)),
        Test::Dropped(_) | Test::Context { .. } | Test::Fires { .. } => {}
    }
}

/// Every question and node that a test looks at.
pub(crate) fn everything(test: &Test, items: &mut Vec<Item>) {
    let item = match test {
        Test::All(parts) | Test::Any(parts) | Test::AtLeastOf(_, parts) => {
            parts.iter().for_each(|part| everything(part, items));
            return;
        }
        Test::Not(part) => return everything(part, items),
        Test::Answer(question, _) => Item::Question(*question),
        Test::Score { item, .. } => *item,
        Test::Reaches { node, .. } => Item::Node(*node),
        Test::Dropped(_) | Test::Context { .. } | Test::Fires { .. } => return,
    };
    if !items.contains(&item) {
        items.push(item);
    }
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
        self.highlights(|score| score.low / score.maximum, |share| crate::number::at_least(share, from), true)
    }

    /// Nodes whose point is a weakness: its share is below the questionnaire's `weakness_below`.
    /// The weakest first, then by id.
    #[must_use]
    pub fn weaknesses(&self) -> Vec<NodeScore<'_>> {
        let below = self.program().highlights.weakness_below;
        self.highlights(
            |score| score.point / score.maximum,
            |share| crate::number::above(below, share),
            false,
        )
    }

    fn highlights(
        &self,
        measure: fn(Score) -> f64,
        is: impl Fn(f64) -> bool,
        descending: bool,
    ) -> Vec<NodeScore<'_>> {
        let kind = &self.program().highlights.kind;
        let mut found: Vec<(f64, NodeScore<'_>)> = self
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
        found.sort_by(|(a, x), (b, y)| {
            let order = if descending { b.total_cmp(a) } else { a.total_cmp(b) };
            order.then_with(|| x.id().cmp(y.id()))
        });
        found.into_iter().map(|(_, node)| node).collect()
    }

    pub(super) fn item_id(&self, item: Item) -> &ItemId {
        match item {
            Item::Question(question) => &self.program().questions[question].id,
            Item::Node(node) => &self.program().nodes[node].id,
        }
    }
}

/// A node of a scorecard.
#[derive(Debug, Clone, Copy)]
pub struct NodeScore<'a> {
    card: &'a Scorecard,
    pub(super) node: N,
}

impl<'a> NodeScore<'a> {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> &'a ItemId {
        &self.card.program().nodes[self.node].id
    }

    /// Its sort, in the author's word.
    #[must_use]
    pub fn kind(&self) -> Option<&'a str> {
        self.card.program().nodes[self.node].kind.as_ref().map(AsRef::as_ref)
    }

    /// The node above it.
    #[must_use]
    pub fn parent(&self) -> Option<NodeScore<'a>> {
        let parent = self.card.program().nodes[self.node].parent?;
        Some(NodeScore { card: self.card, node: parent })
    }

    /// What came of it.
    #[must_use]
    pub fn state(&self) -> NodeState {
        match self.card.outcomes[self.node] {
            Outcome::Value(_) => NodeState::Scored,
            Outcome::Dropped => NodeState::NotApplicable,
            Outcome::Blank => NodeState::Unanswered,
            Outcome::Skipped => NodeState::DontKnow,
        }
    }

    /// Its score; `None` unless its state is `scored`.
    #[must_use]
    pub fn score(&self) -> Option<Score> {
        let point = self.card.outcomes[self.node].value()?;
        Some(Score::new(point, self.card.extents[self.node], self.card.program().nodes[self.node].maximum))
    }

    /// Least and greatest score it has or may still get; `None` where it can get none.
    #[must_use]
    pub fn bounds(&self) -> Option<(f64, f64)> {
        let extent = self.card.extents[self.node];
        let of_score = self.score().map(|score| (score.low, score.high));
        of_score.or_else(|| extent.value.then_some((extent.low, extent.high)))
    }

    /// Answered questions ÷ scored questions that are shown and applicable; 1 if there are none.
    #[must_use]
    pub fn completeness(&self) -> f64 {
        let counts = self.card.counts[self.node];
        if counts.asked == 0 { 1.0 } else { count(counts.answered) / count(counts.asked) }
    }

    /// Scored questions below that are shown and applicable, and how many of them are answered.
    #[must_use]
    pub fn answered_of_asked(&self) -> (usize, usize) {
        let counts = self.card.counts[self.node];
        (counts.answered, counts.asked)
    }

    /// Share of the answered questions that come with evidence; 0 if nothing is answered.
    #[must_use]
    pub fn evidence(&self) -> f64 {
        let counts = self.card.counts[self.node];
        if counts.answered == 0 { 0.0 } else { count(counts.evidenced) / count(counts.answered) }
    }

    /// The level of its point.
    #[must_use]
    pub fn level(&self) -> Option<&'a LevelId> {
        self.level_id(self.card.levels[self.node])
    }

    /// The lowest and the highest level it can have whatever is answered later; `None` for one that
    /// is below the lowest level.
    #[must_use]
    pub fn level_bounds(&self) -> (Option<&'a LevelId>, Option<&'a LevelId>) {
        if self.score().is_none() {
            return (None, None);
        }
        let (low, high) = self.card.level_bounds[self.node];
        let point = self.card.levels[self.node];
        (self.level_id(low.min(point)), self.level_id(high.max(point)))
    }

    fn level_id(&self, level: Option<usize>) -> Option<&'a LevelId> {
        let program = self.card.program();
        let set = program.nodes[self.node].levels.as_ref()?.set;
        program.level_sets.get(set)?.levels.get(level?).map(|level| &level.id)
    }

    pub(super) fn blocked(&self) -> Option<&'a Blocked> {
        self.card.blocked[self.node].as_ref()
    }

    pub(super) fn level_named(&self, level: usize) -> Option<&'a LevelId> {
        self.level_id(Some(level))
    }

    /// What each of its inputs adds to its score, in its units, in the order of the questionnaire.
    /// With [`NodeScore::adjustment`] it adds up to the score.
    #[must_use]
    pub fn contributions(&self) -> Vec<(&'a ItemId, f64)> {
        let division = &self.card.contributions.nodes[self.node];
        division.parts.iter().map(|(item, amount)| (self.card.item_id(*item), *amount)).collect()
    }

    /// What its own adjustments add to its score.
    #[must_use]
    pub fn adjustment(&self) -> f64 {
        self.card.contributions.nodes[self.node].adjustment
    }

    /// How its score is divided among its inputs.
    #[must_use]
    pub fn decomposition(&self) -> Decomposition {
        self.card.program().nodes[self.node].rule.into()
    }
}

/// A question of a scorecard.
#[derive(Debug, Clone, Copy)]
pub struct QuestionScore<'a> {
    card: &'a Scorecard,
    question: Q,
}

impl<'a> QuestionScore<'a> {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> &'a ItemId {
        &self.card.program().questions[self.question].id
    }

    /// What came of it.
    #[must_use]
    pub fn state(&self) -> QuestionState {
        self.card.states[self.question]
    }

    /// Its score, in its units, where it counts.
    #[must_use]
    pub fn score(&self) -> Option<f64> {
        self.card.question_outcomes[self.question].value()
    }

    /// The greatest score it can have; 0 if it is not scored.
    #[must_use]
    pub fn maximum(&self) -> f64 {
        self.card.program().questions[self.question].maximum
    }

    /// What it adds to the score of the whole, in the units of the whole.
    #[must_use]
    pub fn contribution(&self) -> f64 {
        self.card.contributions.questions[self.question]
    }
}

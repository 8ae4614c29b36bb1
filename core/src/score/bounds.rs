// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! All that the scores may still become: interval arithmetic over every later answer.

use crate::instrument::given::{Given, State};
use crate::instrument::program::{AdjustmentPlan, Input, Item, NodePlan, Program, QuestionPlan, Step, Test};
use crate::instrument::table::{N, Q, Table};
use crate::questionnaire::{CountsAs, DontKnowPolicy, NotApplicable, NotApplicablePolicy};

use super::extent::{self, Extent, Scratch};
use super::level;
use super::rule::change;
use super::truth::{Seen, Truth, View, truth};

/// The extents of every question and node.
#[derive(Debug, Clone)]
pub(crate) struct Bounds<'a> {
    program: &'a Program,
    given: &'a Table<Q, Given>,
    nodes_shown: Table<N, Truth>,
    shown: Table<Q, Truth>,
    pub(crate) questions: Table<Q, Extent>,
    pub(crate) nodes: Table<N, Extent>,
    /// Lowest and highest level.
    pub(crate) levels: Table<N, (Option<usize>, Option<usize>)>,
}

impl View for Bounds<'_> {
    const OPEN: bool = true;

    fn program(&self) -> &Program {
        self.program
    }

    fn answer(&self, question: Q) -> Seen<'_> {
        match self.shown[question] {
            Truth::False => Seen::Hidden,
            Truth::Open => Seen::Perhaps(&self.given[question]),
            Truth::True => Seen::Shown(&self.given[question]),
        }
    }

    fn extent(&self, item: Item) -> Extent {
        match item {
            Item::Question(question) => self.questions[question],
            Item::Node(node) => self.nodes[node],
        }
    }

    fn levels(&self, node: N) -> (Option<usize>, Option<usize>) {
        self.levels[node]
    }
}

impl<'a> Bounds<'a> {
    /// Computes all extents.
    pub(crate) fn of(program: &'a Program, given: &'a Table<Q, Given>) -> Self {
        let mut bounds = Self {
            program,
            given,
            nodes_shown: Table::filled(Truth::False, program.nodes.len()),
            shown: Table::filled(Truth::False, program.questions.len()),
            questions: Table::filled(Extent::NOTHING, program.questions.len()),
            nodes: Table::filled(Extent::NOTHING, program.nodes.len()),
            levels: Table::filled((None, None), program.nodes.len()),
        };
        let mut scratch = Scratch::default();
        for step in &program.steps {
            match *step {
                Step::Show(node) => {
                    let plan = &program.nodes[node];
                    let above = plan.parent.map_or(Truth::True, |parent| bounds.nodes_shown[parent]);
                    bounds.nodes_shown[node] = above.min(bounds.truth(plan.show.as_ref()));
                }
                Step::Question(question) => {
                    let plan = &program.questions[question];
                    let shown = bounds.nodes_shown[plan.parent].min(bounds.truth(plan.show.as_ref()));
                    bounds.shown[question] = shown;
                    bounds.questions[question] = question_extent(plan, &given[question], shown, &bounds);
                }
                Step::Score(node) => {
                    bounds.nodes[node] = node_extent(&program.nodes[node], &bounds, &mut scratch);
                }
                Step::Level(node) => bounds.levels[node] = bounds.level(node),
            }
        }
        bounds
    }

    fn truth(&self, test: Option<&Test>) -> Truth {
        truth_of(test, self)
    }

    fn level(&self, node: N) -> (Option<usize>, Option<usize>) {
        let extent = self.nodes[node];
        if !extent.value {
            return (None, None);
        }
        let low = level::reached(self.program, node, extent.low, |gate| truth(gate, self) == Truth::True);
        let high = level::reached(self.program, node, extent.high, |gate| truth(gate, self) != Truth::False);
        (low, high)
    }
}

fn truth_of(test: Option<&Test>, view: &impl View) -> Truth {
    test.map_or(Truth::True, |test| truth(test, view))
}

/// All that a question may become, given whether it is shown.
pub(crate) fn question_extent(plan: &QuestionPlan, given: &Given, shown: Truth, view: &impl View) -> Extent {
    let dropped = Extent { drop: true, ..Extent::NOTHING };
    if shown == Truth::False || !plan.is_scored() {
        return dropped;
    }
    let mut extent = match given.state {
        State::Answered => {
            given.score.map_or(Extent::NOTHING, |score| adjusted_question(plan, score, score, view))
        }
        State::NotApplicable => not_applicable(plan, Extent::NOTHING),
        State::DontKnow => dont_know(plan, any_answer(plan, view)),
        State::Unanswered => Extent { blank: true, ..any_answer(plan, view) },
    };
    extent.drop |= shown == Truth::Open;
    extent
}

/// Every answer of the scale, and not-applicable where it can be said.
fn any_answer(plan: &QuestionPlan, view: &impl View) -> Extent {
    let (low, high) = plan.reach;
    let mut extent = adjusted_question(plan, low, high, view);
    let counting = |state: CountsAs| plan.scoring.counts_as(state);
    if plan.not_applicable != NotApplicable::Forbidden || counting(CountsAs::NotApplicable) {
        extent = not_applicable(plan, extent);
    }
    if counting(CountsAs::DontKnow) {
        extent = dont_know(plan, extent);
    }
    extent
}

fn adjusted_question(plan: &QuestionPlan, low: f64, high: f64, view: &impl View) -> Extent {
    adjusted(&plan.adjustments, Extent::of(low, high), (plan.lowest, plan.maximum), view)
}

fn adjusted(adjustments: &[AdjustmentPlan], extent: Extent, range: (f64, f64), view: &impl View) -> Extent {
    if adjustments.is_empty() || !extent.value {
        return extent;
    }
    let (mut low, mut high) = (extent.low, extent.high);
    for adjustment in adjustments {
        // Every change keeps the order of two scores, so it works on the ends.
        let changed = [low, high].map(|score| change(adjustment.change, score).clamp(f64::MIN, f64::MAX));
        (low, high) = match truth_of(adjustment.when.as_ref(), view) {
            Truth::False => (low, high),
            Truth::Open => (low.min(changed[0]), high.max(changed[1])),
            Truth::True => changed.into(),
        };
    }
    Extent { low: low.clamp(range.0, range.1), high: high.clamp(range.0, range.1), ..extent }
}

/// The extent of an input, in the units that a rule works on.
pub(crate) fn in_units(input: &Input, view: &impl View) -> Extent {
    let extent = view.extent(input.item);
    Extent { low: extent.low / input.unit, high: extent.high / input.unit, ..extent }
}

/// All that a node may become.
pub(crate) fn node_extent(plan: &NodePlan, view: &impl View, scratch: &mut Scratch) -> Extent {
    scratch.inputs.clear();
    scratch.inputs.extend(plan.inputs.iter().map(|input| (input.weight, in_units(input, view))));
    let extent =
        extent::of_node(plan.rule, plan.exponent, plan.unanswered, plan.minimum_availability, scratch);
    let scaled = Extent { low: extent.low * plan.scale, high: extent.high * plan.scale, ..extent };
    adjusted(&plan.adjustments, scaled, (plan.lowest, plan.maximum), view)
}

fn not_applicable(plan: &QuestionPlan, extent: Extent) -> Extent {
    match plan.not_applicable_policy {
        NotApplicablePolicy::LeaveOut => Extent { drop: true, ..extent },
        NotApplicablePolicy::Zero => extent.or_score(0.0),
    }
}

fn dont_know(plan: &QuestionPlan, extent: Extent) -> Extent {
    match plan.dont_know_policy {
        DontKnowPolicy::LeaveOut => Extent { skip: true, ..extent },
        DontKnowPolicy::Zero => extent.or_score(0.0),
        DontKnowPolicy::AsUnanswered => Extent { blank: true, ..extent },
    }
}

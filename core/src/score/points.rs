// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The scores of the answers as they are.

use crate::instrument::given::{Given, State};
use crate::instrument::program::{AdjustmentPlan, Item, NodePlan, Program, QuestionPlan, Step, Test};
use crate::instrument::scoring::count;
use crate::instrument::table::{N, Q, Table};
use crate::questionnaire::{DontKnowPolicy, NotApplicablePolicy, UnansweredPolicy};

use super::extent::Extent;
use super::level;
use super::rule::{Weighted, adjust, combine};
use super::truth::{Seen, Truth, View, truth};

/// What came of a question or node.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Outcome {
    /// A score, in its units.
    Value(f64),
    /// Not shown, or not applicable and left out.
    Dropped,
    /// Not known and left out.
    Skipped,
    /// Unanswered; a node without a score.
    Blank,
}

impl Outcome {
    pub(crate) fn value(self) -> Option<f64> {
        match self {
            Self::Value(score) => Some(score),
            _ => None,
        }
    }

    pub(crate) fn extent(self) -> Extent {
        match self {
            Self::Value(score) => Extent::of(score, score),
            Self::Dropped => Extent { drop: true, ..Extent::NOTHING },
            Self::Skipped => Extent { skip: true, ..Extent::NOTHING },
            Self::Blank => Extent { blank: true, ..Extent::NOTHING },
        }
    }
}

/// How many scored questions below a node are shown and applicable, answered, and evidenced.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) asked: usize,
    pub(crate) answered: usize,
    pub(crate) evidenced: usize,
}

/// The scores of the answers as they are.
#[derive(Debug, Clone)]
pub(crate) struct Points<'a> {
    program: &'a Program,
    given: &'a Table<Q, Given>,
    nodes_shown: Table<N, bool>,
    pub(crate) shown: Table<Q, bool>,
    pub(crate) questions: Table<Q, Outcome>,
    pub(crate) nodes: Table<N, Outcome>,
    pub(crate) levels: Table<N, Option<usize>>,
}

impl View for Points<'_> {
    const OPEN: bool = false;

    fn program(&self) -> &Program {
        self.program
    }

    fn answer(&self, question: Q) -> Seen<'_> {
        if self.shown[question] { Seen::Shown(&self.given[question]) } else { Seen::Hidden }
    }

    fn extent(&self, item: Item) -> Extent {
        self.outcome(item).extent()
    }

    fn levels(&self, node: N) -> (Option<usize>, Option<usize>) {
        (self.levels[node], self.levels[node])
    }
}

impl<'a> Points<'a> {
    /// Scores the answers.
    pub(crate) fn of(program: &'a Program, given: &'a Table<Q, Given>) -> Self {
        let mut points = Self {
            program,
            given,
            nodes_shown: Table::filled(false, program.nodes.len()),
            shown: Table::filled(false, program.questions.len()),
            questions: Table::filled(Outcome::Dropped, program.questions.len()),
            nodes: Table::filled(Outcome::Dropped, program.nodes.len()),
            levels: Table::filled(None, program.nodes.len()),
        };
        let mut inputs = Vec::new();
        for step in &program.steps {
            match *step {
                Step::Show(node) => {
                    let plan = &program.nodes[node];
                    let above = plan.parent.is_none_or(|parent| points.nodes_shown[parent]);
                    points.nodes_shown[node] = above && points.holds(plan.show.as_ref());
                }
                Step::Question(question) => {
                    let plan = &program.questions[question];
                    let shown = points.nodes_shown[plan.parent] && points.holds(plan.show.as_ref());
                    points.shown[question] = shown;
                    points.questions[question] = if shown {
                        question_outcome(plan, &given[question], &points)
                    } else {
                        Outcome::Dropped
                    };
                }
                Step::Score(node) => {
                    points.nodes[node] =
                        node_outcome(&program.nodes[node], &points, |item| points.outcome(item), &mut inputs);
                }
                Step::Level(node) => points.levels[node] = points.level(node),
            }
        }
        points
    }

    fn holds(&self, test: Option<&Test>) -> bool {
        holds(test, self)
    }

    pub(crate) fn outcome(&self, item: Item) -> Outcome {
        match item {
            Item::Question(question) => self.questions[question],
            Item::Node(node) => self.nodes[node],
        }
    }

    fn level(&self, node: N) -> Option<usize> {
        let score = self.nodes[node].value()?;
        level::reached(self.program, node, score, |gate| truth(gate, self) == Truth::True)
    }

    /// Counts of every node, for completeness and evidence.
    pub(crate) fn counts(&self) -> Table<N, Counts> {
        let mut counts = Table::filled(Counts::default(), self.program.nodes.len());
        for (question, plan) in self.program.questions.iter() {
            let given = &self.given[question];
            if plan.is_scored() && self.shown[question] && given.state != State::NotApplicable {
                let answered = given.state == State::Answered;
                let mut above = Some(plan.parent);
                while let Some(node) = above {
                    let count: &mut Counts = &mut counts[node];
                    count.asked += 1;
                    count.answered += usize::from(answered);
                    count.evidenced += usize::from(answered && given.evidence);
                    above = self.program.nodes[node].parent;
                }
            }
        }
        counts
    }
}

fn holds(test: Option<&Test>, view: &impl View) -> bool {
    test.is_none_or(|test| truth(test, view) == Truth::True)
}

fn adjusted(adjustments: &[AdjustmentPlan], score: f64, range: (f64, f64), view: &impl View) -> f64 {
    adjust(adjustments, score, range, |adjustment| holds(adjustment.when.as_ref(), view))
}

/// What comes of a question that is shown.
pub(crate) fn question_outcome(plan: &QuestionPlan, given: &Given, view: &impl View) -> Outcome {
    if !plan.is_scored() {
        return Outcome::Dropped;
    }
    match given.state {
        State::Answered => given.score.map_or(Outcome::Blank, |score| {
            Outcome::Value(adjusted(&plan.adjustments, score, (plan.lowest, plan.maximum), view))
        }),
        State::NotApplicable => match plan.not_applicable_policy {
            NotApplicablePolicy::LeaveOut => Outcome::Dropped,
            NotApplicablePolicy::Zero => Outcome::Value(0.0),
        },
        State::DontKnow => match plan.dont_know_policy {
            DontKnowPolicy::LeaveOut => Outcome::Skipped,
            DontKnowPolicy::Zero => Outcome::Value(0.0),
            DontKnowPolicy::AsUnanswered => Outcome::Blank,
        },
        State::Unanswered => Outcome::Blank,
    }
}

/// What comes of a node, by the five steps of `FORMAT.md`, 1.4, from what came of its inputs.
pub(crate) fn node_outcome(
    plan: &NodePlan,
    view: &impl View,
    outcome: impl Fn(Item) -> Outcome,
    inputs: &mut Vec<Weighted>,
) -> Outcome {
    let available = match available(plan, outcome, inputs) {
        Ok(()) => inputs,
        Err(outcome) => return outcome,
    };
    let score = combine(plan.rule, plan.exponent, available) * plan.scale;
    Outcome::Value(adjusted(&plan.adjustments, score, (plan.lowest, plan.maximum), view))
}

/// Collects the inputs that have a value, or says why the node has none.
fn available(
    plan: &NodePlan,
    outcome: impl Fn(Item) -> Outcome,
    inputs: &mut Vec<Weighted>,
) -> Result<(), Outcome> {
    inputs.clear();
    let (mut values, mut blanks, mut skips) = (0_usize, 0_usize, 0_usize);
    let fills = matches!(plan.unanswered, UnansweredPolicy::Zero | UnansweredPolicy::ZeroUnlessAll);
    for input in &plan.inputs {
        match outcome(input.item) {
            Outcome::Value(score) => {
                values += 1;
                inputs.push((input.weight, score / input.unit));
            }
            Outcome::Blank => {
                blanks += 1;
                if fills {
                    inputs.push((input.weight, 0.0));
                }
            }
            Outcome::Skipped => skips += 1,
            Outcome::Dropped => {}
        }
    }
    let applicable = values + blanks + skips;
    if applicable == 0 {
        return Err(Outcome::Dropped);
    }
    let none = values == 0 && plan.unanswered == UnansweredPolicy::ZeroUnlessAll;
    let refused = blanks > 0 && plan.unanswered == UnansweredPolicy::NoScore;
    if refused || none || inputs.is_empty() {
        return Err(if blanks > 0 { Outcome::Blank } else { Outcome::Skipped });
    }
    if !crate::number::at_least(count(values), plan.minimum_availability * count(applicable)) {
        return Err(Outcome::Blank);
    }
    Ok(())
}

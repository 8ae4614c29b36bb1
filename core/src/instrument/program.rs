// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The compiled form of a questionnaire: every reference resolved to a position, every rule to
//! numbers, and the order in which everything can be computed.

use super::table::{N, Q, Table};
use crate::id::{ItemId, Kind, LensId, LevelId, MemberId, OptionId};
use crate::map::Map;
use crate::number::Rounding;
use crate::questionnaire::{
    Combine, ContextField, CountsAs, DontKnowPolicy, Edge, Interval, LevelMeasure, NotApplicable,
    NotApplicablePolicy, Rule, Scalar, TestedState, UnansweredPolicy,
};
use crate::version::Date;

/// A node or a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Item {
    Question(Q),
    Node(N),
}

/// Everything that is needed to score.
#[derive(Debug, Clone)]
pub(crate) struct Program {
    pub(crate) questions: Table<Q, QuestionPlan>,
    pub(crate) nodes: Table<N, NodePlan>,
    pub(crate) items: Map<ItemId, Item>,
    pub(crate) level_sets: Vec<LevelSetPlan>,
    pub(crate) lenses: Vec<LensPlan>,
    pub(crate) steps: Vec<Step>,
    pub(crate) highlights: HighlightsPlan,
    pub(crate) root: N,
}

impl Program {
    /// Every condition: of what is shown and what is adjusted, and those of gates if asked for.
    pub(crate) fn each_condition(&self, gates: bool, look: &mut impl FnMut(&Test)) {
        let adjusted = |adjustments: &[AdjustmentPlan], look: &mut dyn FnMut(&Test)| {
            adjustments.iter().filter_map(|adjustment| adjustment.when.as_ref()).for_each(look);
        };
        for (_, plan) in self.questions.iter() {
            plan.show.iter().for_each(&mut *look);
            adjusted(&plan.adjustments, look);
        }
        for (_, plan) in self.nodes.iter() {
            plan.show.iter().for_each(&mut *look);
            adjusted(&plan.adjustments, look);
            if gates {
                plan.levels.iter().flat_map(|ladder| ladder.gates.iter().flatten()).for_each(&mut *look);
            }
        }
    }
}

/// One computation. All that it needs comes from earlier steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    /// Whether a node is shown.
    Show(N),
    /// Whether a question is shown, and its score.
    Question(Q),
    /// A node's score.
    Score(N),
    /// A node's level.
    Level(N),
}

#[derive(Debug, Clone)]
pub(crate) struct QuestionPlan {
    pub(crate) id: ItemId,
    pub(crate) parent: N,
    pub(crate) scoring: Scoring,
    /// Least and greatest score that an answer can have, before adjustments.
    pub(crate) reach: (f64, f64),
    /// Ends of its units: the least is 0, or the least score where that is negative.
    pub(crate) lowest: f64,
    pub(crate) maximum: f64,
    pub(crate) show: Option<Test>,
    pub(crate) adjustments: Vec<AdjustmentPlan>,
    pub(crate) not_applicable: NotApplicable,
    pub(crate) not_applicable_policy: NotApplicablePolicy,
    pub(crate) dont_know_policy: DontKnowPolicy,
}

impl QuestionPlan {
    pub(crate) fn is_scored(&self) -> bool {
        self.scoring.is_scored()
    }
}

#[derive(Debug, Clone)]
pub(crate) struct NodePlan {
    pub(crate) id: ItemId,
    pub(crate) kind: Option<Kind>,
    pub(crate) parent: Option<N>,
    pub(crate) children: Vec<Item>,
    pub(crate) inputs: Vec<Input>,
    pub(crate) rule: Rule,
    pub(crate) exponent: f64,
    /// The rule's result times this is the score: 1 where the inputs are in the node's own units,
    /// else the maximum.
    pub(crate) scale: f64,
    pub(crate) lowest: f64,
    pub(crate) maximum: f64,
    pub(crate) unanswered: UnansweredPolicy,
    pub(crate) minimum_availability: f64,
    pub(crate) show: Option<Test>,
    pub(crate) adjustments: Vec<AdjustmentPlan>,
    pub(crate) levels: Option<LadderPlan>,
}

/// The level set of a node, and the gates of each level as they read for this node.
#[derive(Debug, Clone)]
pub(crate) struct LadderPlan {
    pub(crate) set: usize,
    pub(crate) gates: Vec<Vec<Test>>,
}

/// A score that a node's score is made from, of positive weight.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Input {
    pub(crate) item: Item,
    pub(crate) weight: f64,
    /// The score is divided by this before the rule works on it: 1, or the input's maximum.
    pub(crate) unit: f64,
}

#[derive(Debug, Clone)]
pub(crate) struct AdjustmentPlan {
    pub(crate) when: Option<Test>,
    pub(crate) change: Change,
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum Change {
    Multiply(f64),
    Add(f64),
    Cap(f64),
    Floor(f64),
    Round(Rounding, u32),
}

/// How an answer becomes a score, in the question's units.
#[derive(Debug, Clone)]
pub(crate) enum Scoring {
    Choice {
        options: Vec<OptionPlan>,
        ordinal: bool,
        truth: bool,
    },
    Several {
        options: Vec<OptionPlan>,
        combine: Combine,
        steps: StepsPlan,
        cap: f64,
        unit: f64,
        reverse: Option<f64>,
    },
    Number {
        range: RangePlan,
        map: Option<MapPlan>,
    },
    Date {
        starts: Vec<Option<Date>>,
        worths: Vec<Worth>,
        edge: Edge,
    },
    Text,
}

impl Scoring {
    pub(crate) fn is_scored(&self) -> bool {
        match self {
            Self::Choice { .. } | Self::Several { .. } => true,
            Self::Number { map, .. } => map.is_some(),
            Self::Date { starts, .. } => !starts.is_empty(),
            Self::Text => false,
        }
    }

    /// Whether some answer counts as this state.
    pub(crate) fn counts_as(&self, state: CountsAs) -> bool {
        let is = |worth: &Worth| *worth == Worth::CountsAs(state);
        match self {
            Self::Choice { options, .. } => options.iter().any(|option| is(&option.worth)),
            Self::Several { options, steps, .. } => {
                options.iter().any(|option| is(&option.worth)) || steps.worths.iter().any(is)
            }
            Self::Number { map: Some(MapPlan { shape: ShapePlan::Steps(steps), .. }), .. } => {
                steps.worths.iter().any(is)
            }
            Self::Date { worths, .. } => worths.iter().any(is),
            Self::Number { .. } | Self::Text => false,
        }
    }
}

#[derive(Debug, Clone)]
pub(crate) struct OptionPlan {
    pub(crate) id: OptionId,
    pub(crate) worth: Worth,
    pub(crate) exclusive: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Worth {
    Score(f64),
    CountsAs(CountsAs),
}

impl Worth {
    pub(crate) fn score(self) -> Option<f64> {
        match self {
            Self::Score(score) => Some(score),
            Self::CountsAs(_) => None,
        }
    }

    /// The worth with its score changed.
    pub(crate) fn map(self, change: impl FnOnce(f64) -> f64) -> Self {
        match self {
            Self::Score(score) => Self::Score(change(score)),
            other @ Self::CountsAs(_) => other,
        }
    }
}

#[derive(Debug, Clone)]
pub(crate) struct RangePlan {
    pub(crate) minimum: f64,
    pub(crate) maximum: f64,
    pub(crate) integer: bool,
    /// A share may also be given as `{"part", "whole"}`.
    pub(crate) share: bool,
    pub(crate) unit: Option<String>,
}

/// From a number to a score.
#[derive(Debug, Clone)]
pub(crate) struct MapPlan {
    pub(crate) shape: ShapePlan,
    /// The score of a value of 1, and what it is subtracted from if the scale is reversed.
    pub(crate) factor: f64,
    pub(crate) reverse: Option<f64>,
}

#[derive(Debug, Clone)]
pub(crate) enum ShapePlan {
    Steps(StepsPlan),
    Linear { worst: f64, best: f64 },
    Logarithmic { worst: f64, best: f64 },
    LogNormal { middle: f64, spread: f64 },
    Piecewise(Vec<(f64, f64)>),
}

/// Bands: where each begins and what it scores.
#[derive(Debug, Clone, Default)]
pub(crate) struct StepsPlan {
    pub(crate) starts: Vec<f64>,
    pub(crate) worths: Vec<Worth>,
    pub(crate) edge: Edge,
}

/// A compiled condition.
#[derive(Debug, Clone)]
pub(crate) enum Test {
    All(Vec<Test>),
    Any(Vec<Test>),
    Not(Box<Test>),
    AtLeastOf(usize, Vec<Test>),
    Answer(Q, AnswerTest),
    Score {
        item: Item,
        share: bool,
        comparison: Interval,
    },
    Reaches {
        node: N,
        level: usize,
    },
    /// Each of these that is not dropped has a share in the comparison.
    Each {
        items: Vec<Item>,
        share: Interval,
    },
    /// Each of these that is not dropped has this level or a higher one.
    EachReaches(Vec<(N, usize)>),
    Context {
        field: ContextField,
        test: ScalarTest,
    },
    Fires {
        action: usize,
        fires: bool,
    },
}

impl Test {
    /// Whether it looks at a level.
    pub(crate) fn looks_at_levels(&self) -> bool {
        match self {
            Self::All(parts) | Self::Any(parts) | Self::AtLeastOf(_, parts) => {
                parts.iter().any(Self::looks_at_levels)
            }
            Self::Not(part) => part.looks_at_levels(),
            Self::Reaches { .. } | Self::EachReaches(_) => true,
            _ => false,
        }
    }
}

/// A test on what was answered.
#[derive(Debug, Clone)]
pub(crate) enum AnswerTest {
    State(TestedState),
    /// One of these options.
    Option(Vec<usize>),
    /// This option is among those chosen.
    Includes(usize),
    Number {
        is: Vec<f64>,
        comparison: Interval,
    },
    Date {
        is: Vec<Date>,
        comparison: DateComparison,
    },
}

#[derive(Debug, Clone, Default)]
pub(crate) struct DateComparison {
    pub(crate) at_least: Option<Date>,
    pub(crate) above: Option<Date>,
    pub(crate) at_most: Option<Date>,
    pub(crate) below: Option<Date>,
}

#[derive(Debug, Clone)]
pub(crate) enum ScalarTest {
    /// One of the texts (or the number) is among these.
    OneOf(Vec<Scalar>),
    Compare(Interval),
}

#[derive(Debug, Clone)]
pub(crate) struct LevelSetPlan {
    pub(crate) measure: LevelMeasure,
    pub(crate) edge: Edge,
    pub(crate) levels: Vec<LevelPlan>,
}

#[derive(Debug, Clone)]
pub(crate) struct LevelPlan {
    pub(crate) id: LevelId,
    pub(crate) from: Option<f64>,
}

#[derive(Debug, Clone)]
pub(crate) struct LensPlan {
    pub(crate) id: LensId,
    pub(crate) members: Vec<MemberPlan>,
}

#[derive(Debug, Clone)]
pub(crate) struct MemberPlan {
    pub(crate) id: MemberId,
    pub(crate) inputs: Vec<Input>,
}

#[derive(Debug, Clone)]
pub(crate) struct HighlightsPlan {
    pub(crate) kind: Option<Kind>,
    pub(crate) strength_from: f64,
    pub(crate) weakness_below: f64,
}

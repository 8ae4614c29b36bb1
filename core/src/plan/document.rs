// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! A plan, as JSON.

use serde::Serialize;
use serde_json::Value;

use crate::id::{ActionId, ItemId, LevelId, PracticeId, ProfileId, RoleId};
use crate::instrument::program::Item;
use crate::instrument::table::Q;
use crate::instrument::{ActionPlan, Part};
use crate::map::Map;
use crate::questionnaire::{Action, Horizon};
use crate::score::bounds::Bounds;
use crate::score::points::Points;
use crate::score::{AnswersDigest, QuestionState, QuestionnaireDigest, everything};
use crate::version::{ENGINE, FORMAT, FormatVersion, Moment};

use super::candidate::{Candidate, after};
use super::{Draft, Target};

/// A plan as it is written.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlanDocument {
    /// Version of this result format.
    pub format: FormatVersion,
    /// Version of the engine.
    pub engine: String,
    /// The questionnaire that was answered.
    pub questionnaire: QuestionnaireDigest,
    /// The answers it was made from.
    pub answers: AnswersDigest,
    /// The city's name, as the answers give it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// The date, as the answers give it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Moment>,
    /// The profile it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile: Option<ProfileId>,
    /// Point of the whole now, in its units.
    pub score: Option<f64>,
    /// Level of the whole now.
    pub level: Option<LevelId>,
    /// The highest priority first, ties by id.
    pub recommendations: Vec<Recommendation>,
    /// What is planned, in the order of doing.
    pub roadmap: Roadmap,
    /// What was asked for beyond the recommendations.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<TargetResult>,
}

/// Something to do.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Recommendation {
    /// Id of the action that names it.
    pub action: ActionId,
    /// Other actions that say the same.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub also: Vec<ActionId>,
    /// The node it belongs to.
    pub node: ItemId,
    /// The answers that fired it, and what they become.
    pub reasons: Vec<Reason>,
    /// Further questions and nodes that its condition looked at.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub condition: Vec<ItemId>,
    /// It does not fire by itself: others need it, and it is not known whether it is done. Its gain
    /// is not counted.
    pub only_prerequisite: bool,
    /// How much the point of the whole grows if this alone is done, in the units of the whole.
    pub gain: f64,
    /// The same for every node whose point changes.
    pub node_gains: Map<ItemId, f64>,
    /// Level of the whole if this alone is done.
    pub level_after: Option<LevelId>,
    /// Least person-days.
    pub effort_low: f64,
    /// Most person-days.
    pub effort_high: f64,
    /// Importance × gain as a share ÷ middle effort.
    pub priority: f64,
    /// Its earliest horizon.
    pub horizon: Horizon,
    /// The role that does it.
    pub owner: Option<RoleId>,
    /// Recommendations that come before it.
    pub requires: Vec<ActionId>,
    /// Practices that show it.
    pub practices: Vec<PracticeLink>,
}

/// An answer that fired an action.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reason {
    /// The question.
    pub question: ItemId,
    /// Its state.
    pub state: QuestionState,
    /// Its answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<Value>,
    /// The answer once the action is done.
    pub becomes: Value,
}

/// A practice that shows an action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PracticeLink {
    /// Its id.
    pub practice: PracticeId,
    /// The city.
    pub city: String,
    /// Address of the source.
    pub source: String,
}

/// What is planned over three horizons.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Roadmap {
    /// The three horizons, each with what is to be done in it, in the order of doing.
    pub stretches: Vec<RoadmapStretch>,
    /// What finds no room in them.
    pub later: Vec<ActionId>,
}

/// One horizon of a roadmap.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RoadmapStretch {
    /// Which one.
    pub horizon: Horizon,
    /// First month.
    pub from_month: u32,
    /// Last month.
    pub to_month: u32,
    /// What is to be done, in this order.
    pub actions: Vec<ActionId>,
    /// Least person-days of all of it.
    pub effort_low: f64,
    /// Most person-days of all of it.
    pub effort_high: f64,
    /// Point of the whole once it and all before it is done.
    pub score_after: Option<f64>,
    /// The least that the whole can then have, whatever else is answered.
    pub low_after: Option<f64>,
    /// The most that the whole can then have, whatever else is answered.
    pub high_after: Option<f64>,
    /// Level of the whole then.
    pub level_after: Option<LevelId>,
}

/// What was asked for.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TargetDocument {
    /// A level of the whole.
    Level(LevelId),
    /// A score of the whole, in its units.
    Score(f64),
    /// The greatest gain within so many person-days.
    Budget(f64),
}

/// How what was asked for can be reached.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TargetResult {
    /// What was asked for.
    pub target: TargetDocument,
    /// Whether all that is recommended reaches it.
    pub reached: bool,
    /// The chosen recommendations, in the order of doing. If the target is out of reach: all.
    pub actions: Vec<ActionId>,
    /// Person-days of the chosen ones, by the middle of their efforts.
    pub effort: f64,
    /// Whether they fit into the budget, where both a target and a budget were given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within_budget: Option<bool>,
    /// Point of the whole once they are done.
    pub score_after: Option<f64>,
    /// The least that the whole can then have, whatever else is answered.
    pub low_after: Option<f64>,
    /// The most that the whole can then have, whatever else is answered.
    pub high_after: Option<f64>,
    /// Level of the whole then.
    pub level_after: Option<LevelId>,
    /// Whether it is proved that no other choice is better (for a target out of reach: that it is).
    pub proved: bool,
    /// What is proved of every choice: for a target, that it takes at least so many person-days; for
    /// a budget, that the point of the whole gets to this at most. Null if nothing is proved.
    pub bound: Option<f64>,
    /// How far the choice may be from the best one: its effort (or score) against the bound. 0 if
    /// proved best; null if nothing is proved.
    pub gap: Option<f64>,
}

/// What the whole becomes.
struct Outcome {
    score: Option<f64>,
    bounds: Option<(f64, f64)>,
    level: Option<LevelId>,
}

/// The id that names a candidate.
pub(super) fn id<'p>(part: &'p Part, candidate: &Candidate) -> &'p str {
    action(part, candidate).map_or("", |action| action.id.as_str())
}

fn action<'p>(part: &'p Part, candidate: &Candidate) -> Option<&'p Action> {
    part.listed().get(*candidate.actions.first()?)
}

pub(super) fn write(draft: &Draft<'_>) -> PlanDocument {
    let assessment = draft.assessment;
    let program = &assessment.part.program;
    let definition = assessment.instrument.definition();
    let given = assessment.answers.document();
    PlanDocument {
        format: FORMAT,
        engine: ENGINE.to_owned(),
        questionnaire: QuestionnaireDigest {
            id: definition.id.clone(),
            version: definition.version,
            format: definition.format,
            digest: assessment.instrument.digest().to_owned(),
        },
        answers: AnswersDigest { digest: assessment.answers.digest() },
        city: given.city.clone(),
        date: given.date.clone(),
        profile: assessment.profile().cloned(),
        score: draft.points.nodes[program.root].value(),
        level: draft.level(draft.points.levels[program.root]),
        recommendations: draft.ranked.iter().filter_map(|position| draft.recommendation(*position)).collect(),
        roadmap: draft.roadmap(),
        target: draft.target(),
    }
}

impl Draft<'_> {
    fn part(&self) -> &Part {
        &self.assessment.part
    }

    fn ids<'i>(&self, positions: impl IntoIterator<Item = &'i usize>) -> Vec<ActionId> {
        let candidates = positions.into_iter().filter_map(|position| self.candidates.get(*position));
        candidates.filter_map(|candidate| Some(action(self.part(), candidate)?.id.clone())).collect()
    }

    fn level(&self, level: Option<usize>) -> Option<LevelId> {
        let program = &self.part().program;
        let set = program.nodes[program.root].levels.as_ref()?.set;
        program.level_sets.get(set)?.levels.get(level?).map(|level| level.id.clone())
    }

    /// What the whole becomes once these are done.
    fn outcome<'i>(&self, positions: impl IntoIterator<Item = &'i usize>) -> Outcome {
        let done = positions.into_iter().filter_map(|position| self.candidates.get(*position));
        let given = after(&self.assessment.given, done);
        let program = &self.part().program;
        let points = Points::of(program, &given);
        let score = points.nodes[program.root].value();
        let extent = Bounds::of(program, &given).nodes[program.root];
        // As with every score, rounding in the last bit never puts a bound on the wrong side.
        let bounds = extent.value.then(|| match score {
            Some(score) => (extent.low.min(score), extent.high.max(score)),
            None => (extent.low, extent.high),
        });
        Outcome { score, bounds, level: self.level(points.levels[program.root]) }
    }

    fn recommendation(&self, position: usize) -> Option<Recommendation> {
        let candidate = self.candidates.get(position)?;
        let (node_gains, level_after) = self.gains.get(position)?;
        let part = self.part();
        let action = action(part, candidate)?;
        let also = candidate.actions.iter().skip(1).filter_map(|other| part.listed().get(*other));
        let mut looked_at = Vec::new();
        for plan in candidate.actions.iter().filter_map(|position| part.actions.plans.get(*position)) {
            plan.when.iter().for_each(|when| everything(when, &mut looked_at));
        }
        looked_at
            .retain(|item| !candidate.moves.iter().any(|(question, _)| Item::Question(*question) == *item));
        let raised = candidate.moves.iter().map(|(question, _)| question);
        let reasons = raised.chain(candidate.unknown.iter().filter(|_| candidate.only_prerequisite));
        let mut practices = Vec::new();
        let actions = candidate.actions.iter().filter_map(|position| part.listed().get(*position));
        for id in actions.flat_map(|action| &action.practices) {
            let practice =
                self.assessment.instrument.definition().practices.iter().find(|practice| practice.id == *id);
            if let Some(practice) = practice
                .filter(|practice| !practices.iter().any(|link: &PracticeLink| link.practice == practice.id))
            {
                practices.push(PracticeLink {
                    practice: practice.id.clone(),
                    city: practice.city.clone(),
                    source: practice.source.clone(),
                });
            }
        }
        Some(Recommendation {
            action: action.id.clone(),
            also: also.map(|other| other.id.clone()).collect(),
            node: action.node.clone(),
            reasons: reasons.map(|question| self.reason(*question, candidate)).collect(),
            condition: looked_at.iter().map(|item| self.item_id(*item)).collect(),
            only_prerequisite: candidate.only_prerequisite,
            gain: candidate.gain,
            node_gains: node_gains
                .iter()
                .map(|(node, gain)| (part.program.nodes[*node].id.clone(), *gain))
                .collect(),
            level_after: self.level(*level_after),
            effort_low: candidate.effort.0,
            effort_high: candidate.effort.1,
            priority: candidate.priority,
            horizon: action.horizon,
            owner: action.owner.clone(),
            requires: self.ids(&candidate.requires),
            practices,
        })
    }

    fn item_id(&self, item: Item) -> ItemId {
        let program = &self.part().program;
        match item {
            Item::Question(question) => program.questions[question].id.clone(),
            Item::Node(node) => program.nodes[node].id.clone(),
        }
    }

    fn reason(&self, question: Q, candidate: &Candidate) -> Reason {
        let part = self.part();
        let id = &part.program.questions[question].id;
        let given = &self.assessment.given[question];
        // The best of the moves that the candidate's actions make.
        let becomes = candidate
            .actions
            .iter()
            .filter_map(|position| part.actions.plans.get(*position).zip(part.listed().get(*position)))
            .flat_map(|(plan, action): (&ActionPlan, &Action)| plan.moves.iter().zip(&action.moves))
            .filter(|((other, _), _)| *other == question)
            .max_by(|((_, a), _), ((_, b), _)| {
                a.score.unwrap_or_default().total_cmp(&b.score.unwrap_or_default())
            })
            .map(|(_, step)| step.to.clone());
        let answer = self.assessment.answers.document().answers.get(id.as_str());
        Reason {
            question: id.clone(),
            state: crate::score::state_of(self.points, question, given),
            answer: answer.and_then(|answer| answer.value.clone()),
            becomes: becomes.unwrap_or(Value::Null),
        }
    }

    fn roadmap(&self) -> Roadmap {
        let mut done: Vec<usize> = Vec::new();
        let stretches = Horizon::ALL
            .iter()
            .zip(&self.layout.horizons)
            .map(|(horizon, positions)| {
                done.extend(positions);
                let sum = |of: fn(&Candidate) -> f64| {
                    positions
                        .iter()
                        .filter_map(|position| self.candidates.get(*position))
                        .map(of)
                        .fold(0.0, |a, b| a + b)
                };
                let after = self.outcome(&done);
                let (from_month, to_month) = horizon.months();
                RoadmapStretch {
                    horizon: *horizon,
                    from_month,
                    to_month,
                    actions: self.ids(positions),
                    effort_low: sum(|candidate| candidate.effort.0),
                    effort_high: sum(|candidate| candidate.effort.1),
                    score_after: after.score,
                    low_after: after.bounds.map(|(low, _)| low),
                    high_after: after.bounds.map(|(_, high)| high),
                    level_after: after.level,
                }
            })
            .collect();
        Roadmap { stretches, later: self.ids(&self.layout.later) }
    }

    fn target(&self) -> Option<TargetResult> {
        let selection = self.selection.as_ref()?;
        let program = &self.part().program;
        let target = match (&self.options.target, self.options.budget) {
            (Some(Target::Level(level)), _) => TargetDocument::Level(level.clone()),
            (Some(Target::Score(share)), _) => {
                TargetDocument::Score(share.get() * program.nodes[program.root].maximum)
            }
            (None, Some(days)) => TargetDocument::Budget(days),
            (None, None) => return None,
        };
        let chosen = &selection.chosen;
        let members = || chosen.iter().filter_map(|position| self.candidates.get(*position));
        let effort = members().fold(0.0, |sum, candidate| sum + candidate.days());
        let after = self.outcome(chosen);
        let placed = self.layout.horizons.iter().flatten().chain(&self.layout.later);
        let bound = selection.bound.filter(|_| selection.reached);
        let gap = bound.map(|bound| match &target {
            TargetDocument::Budget(_) => (bound - after.score.unwrap_or(bound)).max(0.0),
            _ => (effort - bound).max(0.0),
        });
        Some(TargetResult {
            reached: selection.reached,
            actions: self.ids(placed.filter(|position| chosen.contains(position))),
            effort,
            within_budget: self
                .options
                .target
                .as_ref()
                .and(self.options.budget)
                .map(|days| effort <= days + crate::TOLERANCE),
            score_after: after.score,
            low_after: after.bounds.map(|(low, _)| low),
            high_after: after.bounds.map(|(_, high)| high),
            level_after: after.level,
            proved: selection.proved,
            gap: gap.map(|gap| if selection.proved { 0.0 } else { gap }),
            bound,
            target,
        })
    }
}

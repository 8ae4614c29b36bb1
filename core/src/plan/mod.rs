// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! From an assessment to a [`Plan`]: what to do, why, in what order, and the least effort that
//! reaches a target.

mod candidate;
mod document;
mod firing;
mod nature;
mod roadmap;
mod select;

pub use document::{
    PlanDocument, PracticeLink, Reason, Recommendation, Roadmap, RoadmapStretch, TargetDocument, TargetResult,
};

use crate::answers::Assessment;
use crate::id::LevelId;
use crate::instrument::table::N;
use crate::json::plain;
use crate::json::write::indented;
use crate::number::Share;
use crate::problem::{Code, Problem, Problems};
use crate::questionnaire::Horizon;
use crate::score::points::Points;

use candidate::{Candidate, after, gather, node_gains};
use firing::statuses;
use roadmap::{Layout, feasible_order, lay_out};
use select::{Goal, Selection, select};

/// What a city wants to reach.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Target {
    /// A level of the whole.
    Level(LevelId),
    /// A score of the whole, as a share of its maximum.
    Score(Share),
}

/// What a plan is asked for. The default: all that is recommended, without a target or limits.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PlanOptions {
    /// Plan only what reaches this, with the least effort.
    pub target: Option<Target>,
    /// Plan only what fits into so many person-days, with the greatest gain. With a target, whether
    /// the plan fits is said beside it.
    pub budget: Option<f64>,
    /// Person-days at hand in each horizon; what finds no room moves to a later one, or stays out of
    /// the roadmap.
    pub capacity: Option<[f64; 3]>,
}

/// What to do next: the recommendations of one assessment and their roadmap.
#[derive(Debug, Clone)]
pub struct Plan {
    document: PlanDocument,
}

impl Assessment {
    /// Works out what to do.
    ///
    /// An action is recommended if its condition holds and it raises at least one answer; actions
    /// before it whose state is not known are put before it. Its gain is found by scoring the answers
    /// it would lead to. The order is by priority: importance × gain of the whole (as a share) ÷ the
    /// middle of its effort; ties by id.
    ///
    /// # Errors
    /// `P0901` for a target that the root does not have, `P0902` for a budget or capacity that is
    /// negative or not a number.
    pub fn plan(&self, options: &PlanOptions) -> Result<Plan, Problems> {
        let goal = self.goal(options)?;
        let program = &self.part.program;
        let points = Points::of(program, &self.given);
        let statuses = statuses(&self.part, &points, &self.given, self.context());
        let wanted = firing::with_prerequisites(&self.part, &statuses);
        let mut candidates = gather(&self.part, &self.given, &points, &wanted, &statuses);
        let maximum = program.nodes[program.root].maximum;
        let now = points.nodes[program.root].value();
        let mut gains = Vec::with_capacity(candidates.len());
        for candidate in &mut candidates {
            let trial = after(&self.given, [&*candidate]);
            let then = Points::of(program, &trial);
            let whole = then.nodes[program.root].value().zip(now).map(|(then, now)| then - now);
            candidate.gain = whole.unwrap_or_default();
            candidate.priority *= candidate.gain / maximum / candidate.days();
            gains.push((node_gains(program, &points, &then), then.levels[program.root]));
        }
        let ids: Vec<&str> = candidates.iter().map(|candidate| document::id(&self.part, candidate)).collect();
        let better = |a: usize, b: usize| {
            let of = |position: usize| candidates.get(position).map_or(0.0, |candidate| candidate.priority);
            of(b).total_cmp(&of(a)).then_with(|| ids.get(a).cmp(&ids.get(b)))
        };
        let selection = goal.map(|goal| select(&self.part, &self.given, &candidates, goal));
        let order = feasible_order(&candidates, better);
        let chosen =
            |position: &usize| selection.as_ref().is_none_or(|found| found.chosen.contains(position));
        let on_roadmap: Vec<usize> = order.into_iter().filter(chosen).collect();
        let horizon_of = |position: usize| {
            let first = candidates.get(position).and_then(|candidate| candidate.actions.first());
            let action = first.and_then(|first| self.part.listed().get(*first));
            action.map_or(Horizon::Short, |action| action.horizon)
        };
        let layout = lay_out(&candidates, &on_roadmap, horizon_of, options.capacity);
        let mut ranked: Vec<usize> = (0..candidates.len()).collect();
        ranked.sort_by(|a, b| better(*a, *b));
        let draft = Draft {
            assessment: self,
            points: &points,
            candidates,
            gains,
            ranked,
            layout,
            selection,
            options,
        };
        Ok(Plan { document: document::write(&draft) })
    }

    fn goal(&self, options: &PlanOptions) -> Result<Option<Goal>, Problems> {
        let program = &self.part.program;
        let root = &program.nodes[program.root];
        let mut problems = Vec::new();
        let days = options.budget.iter().chain(options.capacity.iter().flatten());
        for days in days.filter(|days| !days.is_finite() || **days < 0.0) {
            let problem = Problem::new(Code::BadBudget, "").finding(plain(*days));
            problems.push(problem.expecting("person-days, 0 or more"));
        }
        let goal = match &options.target {
            None => options.budget.map(Goal::Budget),
            Some(Target::Score(share)) => Some(Goal::Score(share.get() * root.maximum)),
            Some(Target::Level(id)) => {
                let levels = root.levels.as_ref().and_then(|ladder| program.level_sets.get(ladder.set));
                let levels = levels.map(|set| set.levels.as_slice()).unwrap_or_default();
                let position = levels.iter().position(|level| level.id == *id);
                if position.is_none() {
                    let known = levels.iter().map(|level| level.id.as_str());
                    let problem = Problem::new(Code::UnknownTarget, "");
                    problems.push(problem.unknown(id.as_str(), "a level of the whole", known));
                }
                position.map(Goal::Level)
            }
        };
        Problems::check(problems)?;
        Ok(goal)
    }
}

/// What one candidate alone changes: the points of nodes, and the level of the root after it.
type Gains = (Vec<(N, f64)>, Option<usize>);

/// Everything a plan is written from.
struct Draft<'a> {
    assessment: &'a Assessment,
    points: &'a Points<'a>,
    candidates: Vec<Candidate>,
    /// Per candidate: the gain of each node, and the level of the root after it.
    gains: Vec<Gains>,
    /// Positions by priority.
    ranked: Vec<usize>,
    layout: Layout,
    selection: Option<Selection>,
    options: &'a PlanOptions,
}

impl Plan {
    /// The plan as it is written.
    #[must_use]
    pub fn document(&self) -> &PlanDocument {
        &self.document
    }

    /// The recommendations, the highest priority first, ties by id.
    #[must_use]
    pub fn recommendations(&self) -> &[Recommendation] {
        &self.document.recommendations
    }

    /// The plan as JSON text, indented, with a line feed at the end.
    #[must_use]
    pub fn to_json(&self) -> String {
        indented(&self.document)
    }
}

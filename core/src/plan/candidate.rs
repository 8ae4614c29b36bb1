// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What can be recommended: actions that fire, those that say the same put together, each with what
//! it gains.

use crate::instrument::Part;
use crate::instrument::given::{Given, State};
use crate::instrument::program::Program;
use crate::instrument::table::{N, Q, Table};
use crate::score::points::Points;

use super::firing::Status;

/// A recommendation in the making.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    /// Positions of its actions in the definition, the one that names it first.
    pub(crate) actions: Vec<usize>,
    /// The answers it raises: question and goal. What is not known is not counted as gained.
    pub(crate) moves: Vec<(Q, Given)>,
    /// Questions that it settles and that are not answered now.
    pub(crate) unknown: Vec<Q>,
    /// Recommended only because others need it first.
    pub(crate) only_prerequisite: bool,
    /// Positions of other candidates that come before it.
    pub(crate) requires: Vec<usize>,
    /// Person-days: low, high.
    pub(crate) effort: (f64, f64),
    /// How much the point of the whole grows, in its units, if this alone is done.
    pub(crate) gain: f64,
    pub(crate) priority: f64,
}

impl Candidate {
    /// Person-days that plans reckon with: the middle of low and high.
    pub(crate) fn days(&self) -> f64 {
        f64::midpoint(self.effort.0, self.effort.1)
    }
}

/// Makes candidates of the wanted actions. Gains are left at 0.
pub(crate) fn gather(
    part: &Part,
    given: &Table<Q, Given>,
    points: &Points<'_>,
    wanted: &[usize],
    statuses: &[Status],
) -> Vec<Candidate> {
    let leader = |position: usize| {
        let mut at = position;
        while let Some(next) = part.actions.plans.get(at).and_then(|plan| plan.same_as) {
            if !wanted.contains(&next) {
                break;
            }
            at = next;
        }
        at
    };
    let mut groups: Vec<(usize, Vec<usize>)> = Vec::new();
    let mut led: Vec<(usize, usize)> = wanted.iter().map(|position| (leader(*position), *position)).collect();
    led.sort_unstable_by_key(|(first, member)| (*first, member != first, *member));
    let mut place_of: Vec<Option<usize>> = vec![None; part.actions.plans.len()];
    for (first, member) in led {
        if groups.last().is_none_or(|(last, _)| *last != first) {
            groups.push((first, Vec::new()));
        }
        let place = groups.len() - 1;
        if let (Some((_, members)), Some(slot)) = (groups.last_mut(), place_of.get_mut(member)) {
            members.push(member);
            *slot = Some(place);
        }
    }
    let mut candidates = Vec::with_capacity(groups.len());
    for (_, members) in groups {
        candidates.push(candidate(part, given, points, members, statuses, &place_of));
    }
    candidates
}

fn candidate(
    part: &Part,
    given: &Table<Q, Given>,
    points: &Points<'_>,
    actions: Vec<usize>,
    statuses: &[Status],
    place_of: &[Option<usize>],
) -> Candidate {
    let place_of = |action: &usize| place_of.get(*action).copied().flatten();
    let own = actions.first().and_then(place_of);
    let mut moves: Vec<(Q, Given)> = Vec::new();
    let mut unknown: Vec<Q> = Vec::new();
    let mut requires: Vec<usize> = Vec::new();
    let (mut low, mut high, mut importance) = (0.0_f64, 0.0_f64, 0.0_f64);
    for &position in &actions {
        let (Some(plan), Some(action)) = (part.actions.plans.get(position), part.listed().get(position))
        else {
            continue;
        };
        for (question, goal) in &plan.moves {
            let now = &given[*question];
            if !points.shown[*question] {
                continue;
            }
            match now.state {
                State::Answered if now.score < goal.score => {
                    // Evidence is not a matter of doing it.
                    let goal = Given { evidence: now.evidence, ..goal.clone() };
                    match moves.iter_mut().find(|(other, _)| other == question) {
                        Some((_, other)) if other.score < goal.score => *other = goal,
                        Some(_) => {}
                        None => moves.push((*question, goal)),
                    }
                }
                State::DontKnow | State::Unanswered if !unknown.contains(question) => unknown.push(*question),
                _ => {}
            }
        }
        let places = plan.requires.iter().filter_map(place_of);
        requires.extend(places.filter(|place| Some(*place) != own));
        low = low.max(action.effort.low.get());
        high = high.max(action.effort.high.get());
        importance = importance.max(action.importance.get());
    }
    moves.sort_unstable_by_key(|(question, _)| *question);
    requires.sort_unstable();
    requires.dedup();
    let only_prerequisite = actions.iter().all(|position| statuses.get(*position) != Some(&Status::Fires));
    Candidate {
        actions,
        moves,
        unknown,
        only_prerequisite,
        requires,
        effort: (low, high),
        gain: 0.0,
        priority: importance,
    }
}

/// The answers once all of `done` are done; of several moves of one question the best counts.
pub(crate) fn after<'c>(
    given: &Table<Q, Given>,
    done: impl IntoIterator<Item = &'c Candidate>,
) -> Table<Q, Given> {
    let mut after = given.clone();
    for candidate in done {
        for (question, goal) in &candidate.moves {
            if after[*question].score < goal.score {
                after[*question] = goal.clone();
            }
        }
    }
    after
}

/// How the point of each node changes, where it does, in the order of the questionnaire.
pub(crate) fn node_gains(program: &Program, before: &Points<'_>, after: &Points<'_>) -> Vec<(N, f64)> {
    program
        .nodes
        .iter()
        .filter_map(|(node, _)| {
            let gain = after.nodes[node].value()? - before.nodes[node].value()?;
            (gain.abs() > 1e-12).then_some((node, gain))
        })
        .collect()
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The best set of candidates: the least effort that reaches a target, or the greatest gain within a
//! budget. Branch and bound over real scoring, so that every rule, gate and adjustment counts; the
//! bound comes from gains that add up at most, where the questionnaire's rules guarantee that.

use crate::instrument::Part;
use crate::instrument::given::Given;
use crate::instrument::table::{Q, Table};
use crate::number::at_least;
use crate::score::points::Points;

use super::candidate::{Candidate, after};
use super::firing::positions;
use super::nature::Nature;

/// What is sought.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Goal {
    /// The point of the root, in its units, is this or more.
    Score(f64),
    /// The root's level is this or higher.
    Level(usize),
    /// The greatest point of the root within so many person-days.
    Budget(f64),
}

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Selection {
    /// Positions of the chosen candidates, ascending.
    pub(crate) chosen: Vec<usize>,
    /// Whether the goal is reached (always, for a budget).
    pub(crate) reached: bool,
    /// Whether no other set is better.
    pub(crate) proved: bool,
    /// The least effort that could reach the target, or the greatest score within the budget, as far
    /// as it is proved; nothing where doing more might lower the score.
    pub(crate) bound: Option<f64>,
}

/// How many sets are scored at most. Deterministic, where a time limit would not be.
const SETS: usize = 60_000;

/// Finds the best set.
pub(crate) fn select(
    part: &Part,
    given: &Table<Q, Given>,
    candidates: &[Candidate],
    goal: Goal,
) -> Selection {
    Search::new(part, given, candidates, goal).run()
}

struct Search<'a> {
    part: &'a Part,
    given: &'a Table<Q, Given>,
    candidates: &'a [Candidate],
    goal: Goal,
    /// All that must come with a candidate, and all that cannot be without it.
    before: Vec<Vec<usize>>,
    behind: Vec<Vec<usize>>,
    /// Positions by gain per day, the best first.
    order: Vec<usize>,
    /// The gain of a set is at most the sum of its gains.
    additive: bool,
    /// Doing more never lowers the score.
    monotone: bool,
    /// For each question that must be raised to reach the target: the candidates that raise it.
    musts: Vec<Vec<usize>>,
    scored: usize,
    best: Option<(f64, Vec<bool>)>,
}

/// One branch: which candidates are in, which out, the rest free.
#[derive(Clone)]
struct Branch {
    inside: Vec<bool>,
    outside: Vec<bool>,
    /// No set below this branch is better than this.
    bound: f64,
}

impl<'a> Search<'a> {
    fn new(part: &'a Part, given: &'a Table<Q, Given>, candidates: &'a [Candidate], goal: Goal) -> Self {
        let before =
            closure(&candidates.iter().map(|candidate| candidate.requires.clone()).collect::<Vec<_>>());
        let mut direct: Vec<Vec<usize>> = vec![Vec::new(); candidates.len()];
        for (position, candidate) in candidates.iter().enumerate() {
            for needed in &candidate.requires {
                if let Some(list) = direct.get_mut(*needed) {
                    list.push(position);
                }
            }
        }
        let behind = closure(&direct);
        let mut order: Vec<usize> = (0..candidates.len()).collect();
        let ratio = |position: &usize| {
            candidates.get(*position).map_or(0.0, |candidate| candidate.gain / candidate.days())
        };
        order.sort_by(|a, b| ratio(b).total_cmp(&ratio(a)).then(a.cmp(b)));
        let Nature { additive, monotone, gates_grow } = Nature::of(part, given, candidates);
        let monotone = monotone && (gates_grow || !matches!(goal, Goal::Level(_)));
        let additive = additive && monotone;
        Self {
            part,
            given,
            candidates,
            goal,
            before,
            behind,
            order,
            additive,
            monotone,
            musts: Vec::new(),
            scored: 0,
            best: None,
        }
    }

    fn minimising(&self) -> bool {
        !matches!(self.goal, Goal::Budget(_))
    }

    fn days(&self, set: &[bool]) -> f64 {
        self.members(set).map(Candidate::days).sum()
    }

    fn members<'s>(&'s self, set: &'s [bool]) -> impl Iterator<Item = &'s Candidate> {
        self.candidates.iter().zip(set).filter(|(_, inside)| **inside).map(|(candidate, _)| candidate)
    }

    /// Point of the root and whether a target is reached, once the set is done.
    fn score(&mut self, set: &[bool]) -> (f64, bool) {
        let done = after(self.given, self.members(set));
        self.judge(&done, set)
    }

    fn judge(&mut self, done: &Table<Q, Given>, set: &[bool]) -> (f64, bool) {
        self.scored += 1;
        let program = &self.part.program;
        let points = Points::of(program, done);
        let score = points.nodes[program.root].value();
        let reached = match self.goal {
            Goal::Score(target) => score.is_some_and(|score| at_least(score, target)),
            Goal::Level(level) => points.levels[program.root] >= Some(level),
            Goal::Budget(budget) => self.days(set) <= budget + crate::TOLERANCE,
        };
        (score.unwrap_or(f64::NEG_INFINITY), reached)
    }

    /// What is minimised: days for a target, the negative score for a budget.
    fn cost(&self, set: &[bool], score: f64) -> f64 {
        if self.minimising() { self.days(set) } else { -score }
    }

    fn run(mut self) -> Selection {
        let number = self.candidates.len();
        let (none, all) = (vec![false; number], vec![true; number]);
        let (score, reached) = self.score(&none);
        if self.minimising() && reached {
            return Selection { chosen: Vec::new(), reached: true, proved: true, bound: Some(0.0) };
        }
        let (most, attainable) = self.score(&all);
        let out_of_reach =
            |proved: bool| Selection { chosen: (0..number).collect(), reached: false, proved, bound: None };
        if self.minimising() && !attainable && self.monotone {
            return out_of_reach(true);
        }
        if self.minimising() {
            self.find_musts(&all);
        } else {
            self.best = Some((-score, none.clone()));
        }
        self.greedy();
        let mut stack = vec![Branch { inside: none.clone(), outside: none, bound: f64::NEG_INFINITY }];
        let mut least_open = f64::INFINITY;
        while let Some(branch) = stack.pop() {
            if self.scored >= SETS {
                least_open =
                    stack.iter().map(|branch| branch.bound).fold(least_open.min(branch.bound), f64::min);
                break;
            }
            self.grow(branch, &mut stack);
        }
        let Some((cost, set)) = self.best.take() else { return out_of_reach(false) };
        let chosen = positions(&set);
        // Without a monotone score a set below a branch that was cut off might have been better.
        let bound = self.monotone.then_some(least_open.min(cost));
        let proved = bound.is_some_and(|bound| at_least(bound, cost));
        let bound =
            bound.map(|bound| if self.minimising() { bound.max(0.0) } else { (-bound).min(most.max(score)) });
        Selection { chosen, reached: true, proved, bound }
    }

    /// A question must be raised if everything done but that misses the target.
    fn find_musts(&mut self, all: &[bool]) {
        if !self.monotone {
            return;
        }
        let mut raised: Table<Q, Vec<usize>> = Table::filled(Vec::new(), self.given.len());
        for (position, candidate) in self.candidates.iter().enumerate() {
            for (question, _) in &candidate.moves {
                raised[*question].push(position);
            }
        }
        let mut everything = after(self.given, self.candidates);
        for (question, by) in raised.iter().filter(|(_, by)| !by.is_empty()) {
            let best = std::mem::replace(&mut everything[question], self.given[question].clone());
            if !self.judge(&everything, all).1 {
                self.musts.push(by.clone());
            }
            everything[question] = best;
        }
    }

    /// Days that are certainly still needed for what must be raised: for questions that no chosen
    /// candidate raises, the cheapest that does, as long as no candidate is counted twice.
    fn days_of_musts(&self, branch: &Branch) -> f64 {
        let mut counted = vec![false; self.candidates.len()];
        let mut days = 0.0;
        for by in &self.musts {
            let is = |set: &[bool], position: &usize| set.get(*position) == Some(&true);
            if by.iter().any(|position| is(&branch.inside, position) || is(&counted, position)) {
                continue;
            }
            let free = || by.iter().filter(|position| !is(&branch.outside, position));
            let cheapest = free().filter_map(|position| self.candidates.get(*position)).map(Candidate::days);
            days += cheapest.fold(f64::INFINITY, f64::min);
            for position in free() {
                counted.get_mut(*position).into_iter().for_each(|slot| *slot = true);
            }
        }
        days
    }

    fn keep(&mut self, cost: f64, set: &[bool]) {
        if self.best.as_ref().is_none_or(|(best, _)| cost < *best - crate::TOLERANCE) {
            self.best = Some((cost, set.to_vec()));
        }
    }

    /// A first good set: the best gain per day first, then without what is not needed.
    fn greedy(&mut self) {
        let mut set = vec![false; self.candidates.len()];
        for position in self.order.clone() {
            let mut larger = set.clone();
            self.include(&mut larger, position);
            let (score, fits) = self.score(&larger);
            match self.goal {
                Goal::Budget(_) if !fits => {}
                Goal::Budget(_) => {
                    self.keep(-score, &larger);
                    set = larger;
                }
                _ => {
                    set = larger;
                    if fits {
                        break;
                    }
                }
            }
        }
        if self.minimising() {
            for position in self.order.clone().into_iter().rev() {
                let mut smaller = set.clone();
                self.exclude(&mut smaller, position);
                if smaller != set && self.score(&smaller).1 {
                    set = smaller;
                }
            }
            if self.score(&set).1 {
                let days = self.days(&set);
                self.keep(days, &set);
            }
        }
    }

    fn include(&self, set: &mut [bool], position: usize) {
        let all = self.before.get(position).into_iter().flatten().chain([&position]);
        all.for_each(|member| set.get_mut(*member).into_iter().for_each(|slot| *slot = true));
    }

    fn exclude(&self, set: &mut [bool], position: usize) {
        let all = self.behind.get(position).into_iter().flatten().chain([&position]);
        all.for_each(|member| set.get_mut(*member).into_iter().for_each(|slot| *slot = false));
    }

    /// Judges a branch and splits it at its best free candidate.
    fn grow(&mut self, mut branch: Branch, stack: &mut Vec<Branch>) {
        let best = self.best.as_ref().map_or(f64::INFINITY, |(cost, _)| *cost);
        if branch.bound >= best - crate::TOLERANCE {
            return;
        }
        let (score, fits) = self.score(&branch.inside);
        if fits {
            let cost = self.cost(&branch.inside, score);
            self.keep(cost, &branch.inside);
            if self.minimising() {
                return;
            }
        } else if !self.minimising() {
            return;
        }
        let free: Vec<usize> = self
            .order
            .iter()
            .copied()
            .filter(|position| {
                branch.inside.get(*position) == Some(&false) && branch.outside.get(*position) == Some(&false)
            })
            .collect();
        let Some(&first) = free.first() else { return };
        let everything: Vec<bool> = branch.outside.iter().map(|outside| !outside).collect();
        let (highest, attainable) = self.score(&everything);
        if self.minimising() && !attainable && self.monotone {
            return;
        }
        branch.bound = self.bound(&branch, score, highest, &free);
        let best = self.best.as_ref().map_or(f64::INFINITY, |(cost, _)| *cost);
        if branch.bound >= best - crate::TOLERANCE {
            return;
        }
        let mut without = branch.clone();
        let behind = self.behind.get(first).cloned().unwrap_or_default();
        for member in behind.into_iter().chain([first]) {
            without.outside.get_mut(member).into_iter().for_each(|slot| *slot = true);
        }
        if without.inside.iter().zip(&without.outside).all(|(inside, outside)| !(*inside && *outside)) {
            stack.push(without);
        }
        let mut with = branch;
        self.include(&mut with.inside, first);
        if with.inside.iter().zip(&with.outside).all(|(inside, outside)| !(*inside && *outside)) {
            stack.push(with);
        }
    }

    /// A cost that no set below the branch can beat: a fractional knapsack of the single gains, where
    /// gains add up at most; otherwise what is certain without it.
    fn bound(&self, branch: &Branch, score: f64, highest: f64, free: &[usize]) -> f64 {
        let days = self.days(&branch.inside);
        let items = free
            .iter()
            .filter_map(|position| self.candidates.get(*position))
            .filter(|candidate| candidate.gain > 0.0);
        let needed = match self.goal {
            Goal::Budget(budget) => {
                let mut room = budget - days;
                let mut reach = score;
                if !self.additive {
                    return -highest;
                }
                for item in items {
                    let part = (room / item.days()).clamp(0.0, 1.0);
                    reach += item.gain * part;
                    room -= item.days() * part;
                }
                return -reach.min(highest);
            }
            Goal::Score(target) => target - crate::TOLERANCE - score,
            Goal::Level(level) => self.cut_of(level).map_or(0.0, |cut| cut - crate::TOLERANCE - score),
        };
        let musts = days + self.days_of_musts(branch);
        if !self.additive {
            return musts;
        }
        let (mut missing, mut more) = (needed, 0.0);
        for item in items {
            if missing <= 0.0 {
                break;
            }
            let part = (missing / item.gain).min(1.0);
            more += item.days() * part;
            missing -= item.gain * part;
        }
        musts.max(days + more)
    }

    /// The score that the root needs for a level, in its units.
    fn cut_of(&self, level: usize) -> Option<f64> {
        let program = &self.part.program;
        let plan = &program.nodes[program.root];
        let set = program.level_sets.get(plan.levels.as_ref()?.set)?;
        let cuts = set.levels.iter().take(level + 1).filter_map(|level| level.from);
        let highest = cuts.fold(f64::NEG_INFINITY, f64::max);
        let unit = if set.measure == crate::questionnaire::LevelMeasure::Share { plan.maximum } else { 1.0 };
        highest.is_finite().then_some(highest * unit)
    }
}

/// Everything that is reachable from each position.
fn closure(direct: &[Vec<usize>]) -> Vec<Vec<usize>> {
    (0..direct.len())
        .map(|start| {
            let mut found = vec![false; direct.len()];
            let mut queue = vec![start];
            while let Some(at) = queue.pop() {
                for next in direct.get(at).into_iter().flatten() {
                    if let Some(found) = found.get_mut(*next)
                        && !std::mem::replace(found, true)
                    {
                        queue.push(*next);
                    }
                }
            }
            positions(&found)
        })
        .collect()
}

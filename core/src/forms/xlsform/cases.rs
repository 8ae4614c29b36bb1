// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! How a form tells the states of one question apart, and the tests on its answer.

use super::expr::Expr;
use crate::forms::holds::{Aspect, Choice};
use crate::forms::names::{Names, choices};
use crate::forms::number::{percent_of, plain};
use crate::instrument::program::{
    AnswerTest, MapPlan, OptionPlan, QuestionPlan, RangePlan, Scoring, ShapePlan, StepsPlan, Worth,
};
use crate::instrument::scoring::count;
use crate::number::{above, at_least};
use crate::questionnaire::{CountsAs, Edge, Interval};
use crate::version::Date;

/// One question as expressions on what its rows of the form hold. All of them fail where the question is
/// not shown: a form takes what is hidden as empty.
pub(super) struct Cases<'a> {
    plan: &'a QuestionPlan,
    /// The row that holds the answer.
    value: String,
    choices: Vec<(Choice, String)>,
    pub(super) answered: Expr,
    pub(super) not_applicable: Expr,
    pub(super) dont_know: Expr,
    /// No row of the question holds anything, shown or not.
    pub(super) empty: Expr,
}

/// The row of a form that holds the answer to a question.
pub(super) fn value_aspect(plan: &QuestionPlan) -> Aspect {
    match &plan.scoring {
        Scoring::Number { range, .. } if range.share => Aspect::Percent,
        _ => Aspect::Answer,
    }
}

/// Whether the states of a question without an answer have a row of their own.
pub(super) fn has_state_row(plan: &QuestionPlan) -> bool {
    !matches!(plan.scoring, Scoring::Choice { .. } | Scoring::Several { .. })
}

impl<'a> Cases<'a> {
    pub(super) fn of(plan: &'a QuestionPlan, names: &Names) -> Self {
        let value = format!("${{{}}}", names.question(&plan.id, value_aspect(plan)));
        let state = format!("${{{}}}", names.question(&plan.id, Aspect::State));
        let filled = Expr::test(format!("{value} != ''"));
        let mut cases = Self {
            plan,
            value,
            choices: choices(plan),
            answered: Expr::Never,
            not_applicable: Expr::Never,
            dont_know: Expr::Never,
            empty: Expr::Never,
        };
        let na = cases.counted(CountsAs::NotApplicable);
        let dk = cases.counted(CountsAs::DontKnow);
        if has_state_row(plan) {
            let is = |choice: &Choice| Expr::test(format!("{state} = '{}'", choice.as_str()));
            cases.answered = Expr::all([filled, na.clone().not(), dk.clone().not()]);
            cases.not_applicable = Expr::any([na, is(&Choice::NotApplicable)]);
            cases.dont_know = Expr::any([dk, is(&Choice::DontKnow)]);
            cases.empty =
                Expr::all([Expr::test(format!("{} = ''", cases.value)), Expr::test(format!("{state} = ''"))]);
        } else {
            cases.not_applicable = Expr::any([na, cases.picked(&Choice::NotApplicable)]);
            cases.dont_know = Expr::any([dk, cases.picked(&Choice::DontKnow)]);
            let states = [cases.not_applicable.clone().not(), cases.dont_know.clone().not()];
            cases.answered = Expr::all([filled].into_iter().chain(states));
            cases.empty = Expr::test(format!("{} = ''", cases.value));
        }
        cases
    }

    /// Answers that count as a state.
    fn counted(&self, state: CountsAs) -> Expr {
        let is = |worth: &Worth| *worth == Worth::CountsAs(state);
        match &self.plan.scoring {
            Scoring::Choice { options, .. } => {
                Expr::any(options.iter().filter(|one| is(&one.worth)).map(|one| self.option(one)))
            }
            Scoring::Several { options, steps, .. } => {
                let alone = options.iter().filter(|one| one.exclusive && is(&one.worth));
                let alone: Vec<Expr> = alone.map(|one| self.option(one)).collect();
                let open = options.iter().filter(|one| !one.exclusive).count();
                let numbers =
                    (0..=open).filter(|number| steps.worth(count(*number)).as_ref().is_some_and(is));
                Expr::any(alone.into_iter().chain(numbers.map(|number| self.number_chosen(number))))
            }
            Scoring::Number { map: Some(MapPlan { shape: ShapePlan::Steps(steps), .. }), range } => {
                Expr::any(self.bands(steps, range, is))
            }
            Scoring::Date { starts, worths, edge } => {
                let band = |index: usize| {
                    let from = starts.get(index).cloned().flatten();
                    let to = starts.get(index + 1).cloned().flatten();
                    self.days(from.as_ref(), to.as_ref(), *edge)
                };
                let bands = worths.iter().enumerate().filter(|(_, worth)| is(worth));
                Expr::any(bands.map(|(index, _)| band(index)))
            }
            Scoring::Number { .. } | Scoring::Text => Expr::Never,
        }
    }

    fn name(&self, choice: &Choice) -> Option<&str> {
        self.choices.iter().find(|(other, _)| other == choice).map(|(_, name)| name.as_str())
    }

    /// Whether this is what was chosen, or among it.
    fn picked(&self, choice: &Choice) -> Expr {
        let Some(name) = self.name(choice) else { return Expr::Never };
        Expr::test(if matches!(self.plan.scoring, Scoring::Several { .. }) {
            format!("selected({}, '{name}')", self.value)
        } else {
            format!("{} = '{name}'", self.value)
        })
    }

    fn option(&self, option: &OptionPlan) -> Expr {
        self.picked(&Choice::Option(option.id.clone()))
    }

    /// So many options are chosen that do not stand alone.
    fn number_chosen(&self, number: usize) -> Expr {
        if number == 0 {
            return self.picked(&Choice::NoneOfThese);
        }
        let Scoring::Several { options, .. } = &self.plan.scoring else { return Expr::Never };
        let alone = options.iter().filter(|one| one.exclusive).map(|one| self.option(one).not());
        let others = [Choice::NoneOfThese, Choice::NotApplicable, Choice::DontKnow];
        let others = others.iter().map(|choice| self.picked(choice).not());
        let many = Expr::test(format!("count-selected({}) = {number}", self.value));
        // Only one choice can be one that stands alone.
        if number == 1 { Expr::all([many].into_iter().chain(alone).chain(others)) } else { many }
    }

    /// The bands whose worth is of this kind.
    fn bands(&self, steps: &StepsPlan, range: &RangePlan, is: impl Fn(&Worth) -> bool) -> Vec<Expr> {
        let band = |index: usize| {
            let from = steps.starts.get(index).copied().filter(|start| start.is_finite());
            let to = steps.starts.get(index + 1).copied();
            let (least, most) = if steps.edge == Edge::Included { (">=", "<") } else { (">", "<=") };
            let limit = |sign: &str, number: f64| {
                Expr::test(format!("{} {sign} {}", self.value, limit(number, range)))
            };
            let filled = Expr::test(format!("{} != ''", self.value));
            let ends = from.map(|from| limit(least, from)).into_iter().chain(to.map(|to| limit(most, to)));
            let ends: Vec<Expr> = ends.collect();
            if ends.is_empty() { filled } else { Expr::all(ends) }
        };
        let kept = steps.worths.iter().enumerate().filter(|(_, worth)| is(worth));
        kept.map(|(index, _)| band(index)).collect()
    }

    fn days(&self, from: Option<&Date>, to: Option<&Date>, edge: Edge) -> Expr {
        let (least, most) = if edge == Edge::Included { (">=", "<") } else { (">", "<=") };
        let ends = [from.map(|from| self.day(least, from)), to.map(|to| self.day(most, to))];
        let ends: Vec<Expr> = ends.into_iter().flatten().collect();
        if ends.is_empty() { Expr::test(format!("{} != ''", self.value)) } else { Expr::all(ends) }
    }

    fn day(&self, sign: &str, day: &Date) -> Expr {
        Expr::test(format!("{} {sign} date('{day}')", self.value))
    }

    /// The test on an answer, and its contrary; both only where there is an answer.
    pub(super) fn holds(&self, test: &AnswerTest) -> (Expr, Expr) {
        match (test, &self.plan.scoring) {
            (AnswerTest::Option(allowed), Scoring::Choice { options, .. }) => {
                self.among(options, |index| allowed.contains(&index))
            }
            (AnswerTest::Includes(index), Scoring::Several { options, .. }) => {
                // One that counts as a state is no answer, so nothing holds of it.
                let scored = options.get(*index).filter(|option| option.worth.score().is_some());
                let included = scored.map_or(Expr::Never, |option| self.option(option));
                (
                    Expr::all([included.clone(), self.answered_if_counted()]),
                    Expr::all([self.answered.clone(), included.not()]),
                )
            }
            (AnswerTest::Number { is, comparison }, Scoring::Number { range, .. }) => {
                let is = is.iter().map(|number| self.compared("=", *number, range));
                let is = if is.len() == 0 { Expr::Always } else { Expr::any(is) };
                let ends = limits(comparison).into_iter();
                let ends = ends.map(|(sign, number)| self.compared(sign, number, range));
                self.both(Expr::all([is].into_iter().chain(ends)))
            }
            (AnswerTest::Date { is, comparison }, Scoring::Date { .. }) => {
                let is = is.iter().map(|day| Expr::test(format!("{} = '{day}'", self.value)));
                let is = if is.len() == 0 { Expr::Always } else { Expr::any(is) };
                let ends = [
                    (">=", &comparison.at_least),
                    (">", &comparison.above),
                    ("<=", &comparison.at_most),
                    ("<", &comparison.below),
                ];
                let ends = ends.into_iter().filter_map(|(sign, day)| Some(self.day(sign, day.as_ref()?)));
                self.both(Expr::all([is].into_iter().chain(ends)))
            }
            // Tests that do not fit the kind of question hold of no answer.
            _ => (Expr::Never, self.answered.clone()),
        }
    }

    /// The test on the share of the score, where a form can tell: without adjustments, by options or by
    /// bands.
    pub(super) fn scores(&self, comparison: &Interval) -> Option<(Expr, Expr)> {
        if !self.plan.adjustments.is_empty() {
            return None;
        }
        let share = |score: f64| score / self.plan.maximum;
        let meets = |score: f64| {
            comparison.at_least.is_none_or(|limit| at_least(share(score), limit.get()))
                && comparison.above.is_none_or(|limit| above(share(score), limit.get()))
                && comparison.at_most.is_none_or(|limit| at_least(limit.get(), share(score)))
                && comparison.below.is_none_or(|limit| above(limit.get(), share(score)))
        };
        match &self.plan.scoring {
            Scoring::Choice { options, .. } => Some(self.among(options, |index| {
                options.get(index).and_then(|option| option.worth.score()).is_some_and(meets)
            })),
            Scoring::Number { map: Some(map @ MapPlan { shape: ShapePlan::Steps(steps), .. }), range } => {
                // Read from its other end, a band scores what the map makes of it.
                let turned = |score: f64| map.reverse.map_or(score, |sum| sum - score);
                let met = |worth: &Worth| worth.score().is_some_and(|score| meets(turned(score)));
                let unmet = |worth: &Worth| worth.score().is_some_and(|score| !meets(turned(score)));
                Some((Expr::any(self.bands(steps, range, met)), Expr::any(self.bands(steps, range, unmet))))
            }
            _ => None,
        }
    }

    /// One of these options, and one of the others; options that count as a state are neither.
    fn among(&self, options: &[OptionPlan], allowed: impl Fn(usize) -> bool) -> (Expr, Expr) {
        let scored = options.iter().enumerate().filter(|(_, option)| option.worth.score().is_some());
        let (yes, no): (Vec<_>, Vec<_>) = scored.partition(|(index, _)| allowed(*index));
        let any =
            |list: Vec<(usize, &OptionPlan)>| Expr::any(list.into_iter().map(|(_, one)| self.option(one)));
        (any(yes), any(no))
    }

    /// A comparison, which fails where there is nothing to compare, and its contrary.
    fn both(&self, test: Expr) -> (Expr, Expr) {
        let counted = [CountsAs::NotApplicable, CountsAs::DontKnow].map(|state| self.counted(state).not());
        (Expr::all(counted.into_iter().chain([test.clone()])), Expr::all([self.answered.clone(), test.not()]))
    }

    /// Where options are counted, a list with this option may count as a state.
    fn answered_if_counted(&self) -> Expr {
        match &self.plan.scoring {
            Scoring::Several { steps, .. } if steps.worths.iter().any(|worth| worth.score().is_none()) => {
                self.answered.clone()
            }
            _ => Expr::Always,
        }
    }

    fn compared(&self, sign: &str, number: f64, range: &RangePlan) -> Expr {
        Expr::test(format!("{} {sign} {}", self.value, limit(number, range)))
    }
}

/// A number as the row of the question holds it: shares are asked in percent.
pub(super) fn limit(number: f64, range: &RangePlan) -> String {
    match (range.share, number < 0.0) {
        (false, _) => plain(number),
        (true, false) => percent_of(number),
        (true, true) => format!("-{}", percent_of(-number)),
    }
}

/// The limits of a comparison, each with its sign.
fn limits(comparison: &Interval) -> Vec<(&'static str, f64)> {
    let all = [
        (">=", comparison.at_least),
        (">", comparison.above),
        ("<=", comparison.at_most),
        ("<", comparison.below),
    ];
    all.into_iter().filter_map(|(sign, limit)| Some((sign, limit?.get()))).collect()
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! When a form shows its questions.
//!
//! A form knows true and false only, and takes what is hidden as empty; the engine tells open from
//! false, and not shown from unanswered. So each condition is compiled four ways, and "not shown" is
//! spelled out where it matters. Every one of the four may hold too often and never too seldom: a form
//! that asks too much does no harm, since the engine knows what counts, but a question that was not
//! asked cannot be answered.

use super::cases::Cases;
use super::expr::Expr;
use crate::forms::names::Names;
use crate::instrument::program::{AnswerTest, Item, Program, Step, Test};
use crate::instrument::table::{N, Q, Table};
use crate::questionnaire::TestedState;

/// Longest expression, in characters: programs that fill in forms read longer ones slowly or not at all.
const LONGEST: usize = 4_000;

/// When everything is shown.
pub(super) struct Relevance<'a> {
    program: &'a Program,
    names: &'a Names,
    nodes: Table<N, Shown>,
    questions: Table<Q, Shown>,
}

/// When a node or question is shown.
#[derive(Debug, Clone)]
pub(super) struct Shown {
    /// Its own condition, as its row of the form says it.
    pub(super) own: Expr,
    /// Whether the row says the whole condition.
    pub(super) whole: bool,
    /// It may be shown, all groups around it looked at.
    pub(super) on: Expr,
    /// It may be hidden.
    off: Expr,
    /// Whether a form can tell one from the other.
    exact: bool,
}

/// A condition in four ways.
struct Compiled {
    /// It may be true.
    yes: Expr,
    /// It may be false.
    no: Expr,
    /// It may be open or false.
    not_yes: Expr,
    /// It may be open or true.
    not_no: Expr,
    exact: bool,
}

impl<'a> Relevance<'a> {
    pub(super) fn of(program: &'a Program, names: &'a Names) -> Self {
        let always =
            Shown { own: Expr::Always, whole: true, on: Expr::Always, off: Expr::Never, exact: true };
        let mut relevance = Self {
            program,
            names,
            nodes: Table::filled(always.clone(), program.nodes.len()),
            questions: Table::filled(always, program.questions.len()),
        };
        // In this order, whatever a condition asks for was looked at before.
        for step in &program.steps {
            match *step {
                Step::Show(node) => {
                    let plan = &program.nodes[node];
                    let above = plan.parent.map(|parent| relevance.nodes[parent].clone());
                    relevance.nodes[node] = relevance.shown(above.as_ref(), plan.show.as_ref());
                }
                Step::Question(question) => {
                    let plan = &program.questions[question];
                    let above = relevance.nodes[plan.parent].clone();
                    relevance.questions[question] = relevance.shown(Some(&above), plan.show.as_ref());
                }
                Step::Score(_) | Step::Level(_) => {}
            }
        }
        relevance
    }

    pub(super) fn node(&self, node: N) -> &Shown {
        &self.nodes[node]
    }

    pub(super) fn question(&self, question: Q) -> &Shown {
        &self.questions[question]
    }

    fn shown(&self, above: Option<&Shown>, test: Option<&Test>) -> Shown {
        let (on, off, exact) = above.map_or((Expr::Always, Expr::Never, true), |above| {
            (above.on.clone(), above.off.clone(), above.exact)
        });
        let Some(test) = test else { return Shown { own: Expr::Always, whole: true, on, off, exact } };
        let compiled = self.compile(test);
        let on = Expr::all([on, compiled.yes.clone()]);
        let off = Expr::any([off, compiled.not_yes]);
        let short = on.length() <= LONGEST && off.length() <= LONGEST;
        let whole = compiled.exact;
        if short {
            Shown { own: compiled.yes, whole, on, off, exact: exact && whole }
        } else {
            Shown { own: compiled.yes, whole, on: Expr::Always, off: Expr::Always, exact: false }
        }
    }

    fn compile(&self, test: &Test) -> Compiled {
        let parts = |parts: &[Test]| parts.iter().map(|part| self.compile(part)).collect::<Vec<_>>();
        match test {
            Test::All(list) => combined(&parts(list), list.len()),
            Test::Any(list) => combined(&parts(list), 1),
            Test::AtLeastOf(needed, list) => combined(&parts(list), *needed),
            Test::Not(part) => {
                let Compiled { yes, no, not_yes, not_no, exact } = self.compile(part);
                Compiled { yes: no, no: yes, not_yes: not_no, not_no: not_yes, exact }
            }
            Test::Answer(question, test) => self.answer(*question, test),
            Test::Score { item: Item::Question(question), comparison, .. } => {
                let plan = &self.program.questions[*question];
                let cases = Cases::of(plan, self.names);
                match cases.scores(comparison) {
                    Some(holds) => self.on_answer(*question, &cases, holds, true),
                    // Whatever the score is, there is one only where there is an answer.
                    None if plan.is_scored() => {
                        let answered = (cases.answered.clone(), cases.answered.clone());
                        self.on_answer(*question, &cases, answered, false)
                    }
                    None => Compiled::unknown(),
                }
            }
            Test::Score { .. }
            | Test::Reaches { .. }
            | Test::Each { .. }
            | Test::EachReaches(_)
            | Test::Context { .. }
            | Test::Fires { .. } => Compiled::unknown(),
        }
    }

    fn answer(&self, question: Q, test: &AnswerTest) -> Compiled {
        let cases = Cases::of(&self.program.questions[question], self.names);
        let shown = &self.questions[question];
        let AnswerTest::State(state) = test else {
            let holds = cases.holds(test);
            return self.on_answer(question, &cases, holds, true);
        };
        let yes = match state {
            TestedState::Answered => cases.answered,
            TestedState::NotApplicable => cases.not_applicable,
            TestedState::DontKnow => cases.dont_know,
            TestedState::Unanswered => Expr::all([shown.on.clone(), cases.empty]),
            TestedState::NotShown => shown.off.clone(),
        };
        // A state is never open.
        let no = match (shown.exact, state) {
            (_, TestedState::NotShown) => shown.on.clone(),
            (true, _) => yes.clone().not(),
            (false, _) => Expr::Always,
        };
        Compiled::of(yes, no, shown.exact)
    }

    /// A test on an answer: false, and not open, where the question is not applicable or not shown.
    fn on_answer(&self, question: Q, cases: &Cases<'_>, holds: (Expr, Expr), certain: bool) -> Compiled {
        let shown = &self.questions[question];
        let no = Expr::any([shown.off.clone(), cases.not_applicable.clone(), holds.1]);
        Compiled::of(holds.0, no, certain && shown.exact)
    }
}

impl Compiled {
    fn of(yes: Expr, no: Expr, exact: bool) -> Self {
        let not = |expr: &Expr| if exact { expr.clone().not() } else { Expr::Always };
        Self { not_yes: not(&yes), not_no: not(&no), yes, no, exact }.bounded()
    }

    /// What a form cannot say.
    fn unknown() -> Self {
        let always = || Expr::Always;
        Self { yes: always(), no: always(), not_yes: always(), not_no: always(), exact: false }
    }

    /// An expression that is too long is given up.
    fn bounded(self) -> Self {
        let all = [&self.yes, &self.no, &self.not_yes, &self.not_no];
        if all.iter().all(|expr| expr.length() <= LONGEST) { self } else { Self::unknown() }
    }
}

/// At least so many of the parts: all of them and any of them are cases of it.
fn combined(parts: &[Compiled], needed: usize) -> Compiled {
    let exact = parts.iter().all(|part| part.exact);
    // It fails where so many parts fail that too few are left.
    let failing = (parts.len() + 1).saturating_sub(needed);
    let list = |of: fn(&Compiled) -> &Expr| parts.iter().map(of).cloned().collect::<Vec<_>>();
    Compiled {
        yes: Expr::at_least(needed, list(|part| &part.yes)),
        no: Expr::at_least(failing, list(|part| &part.no)),
        not_yes: Expr::at_least(failing, list(|part| &part.not_yes)),
        not_no: Expr::at_least(needed, list(|part| &part.not_no)),
        exact,
    }
    .bounded()
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Three-valued logic (Kleene), and conditions read against what is known.

use crate::answers::Context;
use crate::instrument::given::{Content, Given, State};
use crate::instrument::program::{AnswerTest, DateComparison, Item, Program, ScalarTest, Test};
use crate::instrument::table::{N, Q};
use crate::number::{above, at_least};
use crate::questionnaire::{ContextField, Interval, Scalar, TestedState};
use crate::version::Date;

use super::extent::Extent;

/// Holds, does not hold, or depends on answers that are missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Truth {
    False,
    Open,
    True,
}

impl Truth {
    pub(crate) fn not(self) -> Self {
        match self {
            Self::False => Self::True,
            Self::Open => Self::Open,
            Self::True => Self::False,
        }
    }

    /// What is left if it may also be the other.
    fn or_perhaps(self, other: Self) -> Self {
        if self == other { self } else { Self::Open }
    }
}

impl From<bool> for Truth {
    fn from(truth: bool) -> Self {
        if truth { Self::True } else { Self::False }
    }
}

/// What is known of an answer.
pub(crate) enum Seen<'a> {
    /// The question is not shown.
    Hidden,
    /// It is perhaps shown, with this.
    Perhaps(&'a Given),
    /// It is shown, with this.
    Shown(&'a Given),
}

/// What conditions look at: the answers as they are, or all that they may become.
pub(crate) trait View {
    /// Whether missing answers may still be given.
    const OPEN: bool;

    fn program(&self) -> &Program;
    fn answer(&self, question: Q) -> Seen<'_>;
    fn extent(&self, item: Item) -> Extent;
    /// Lowest and highest level the node can have where it has a score.
    fn levels(&self, node: N) -> (Option<usize>, Option<usize>);

    fn context(&self) -> Option<&Context> {
        None
    }

    fn fires(&self, _action: usize) -> Truth {
        Truth::Open
    }
}

/// Reads a condition.
pub(crate) fn truth(test: &Test, view: &impl View) -> Truth {
    match test {
        Test::All(parts) => parts.iter().map(|part| truth(part, view)).min().unwrap_or(Truth::True),
        Test::Any(parts) => parts.iter().map(|part| truth(part, view)).max().unwrap_or(Truth::False),
        Test::Not(part) => truth(part, view).not(),
        Test::AtLeastOf(needed, parts) => {
            let (mut sure, mut possible) = (0, 0);
            for part in parts {
                let truth = truth(part, view);
                sure += usize::from(truth == Truth::True);
                possible += usize::from(truth != Truth::False);
            }
            match (sure >= *needed, possible >= *needed) {
                (true, _) => Truth::True,
                (false, true) => Truth::Open,
                (false, false) => Truth::False,
            }
        }
        Test::Answer(question, test) => answer(*question, test, view),
        Test::Score { item, share, comparison } => score(*item, *share, comparison, view),
        Test::Reaches { node, level } => reaches(*node, *level, view),
        Test::Each { items, share } => items
            .iter()
            .map(|item| unless_dropped(*item, view, || score(*item, true, share, view)))
            .min()
            .unwrap_or(Truth::True),
        Test::EachReaches(levels) => levels
            .iter()
            .map(|(node, level)| unless_dropped(Item::Node(*node), view, || reaches(*node, *level, view)))
            .min()
            .unwrap_or(Truth::True),
        Test::Context { field, test } => {
            view.context().map_or(Truth::Open, |context| known(*field, test, context))
        }
        Test::Fires { action, fires } => {
            let truth = view.fires(*action);
            if *fires { truth } else { truth.not() }
        }
    }
}

/// True where the item is dropped, else what the test says.
fn unless_dropped(item: Item, view: &impl View, test: impl FnOnce() -> Truth) -> Truth {
    let extent = view.extent(item);
    match (extent.drop, extent.value || extent.skip || extent.blank) {
        (true, false) => Truth::True,
        (true, true) => test().max(Truth::Open),
        (false, _) => test(),
    }
}

fn score(item: Item, share: bool, comparison: &Interval, view: &impl View) -> Truth {
    let extent = view.extent(item);
    match item {
        Item::Question(question) => of_question(question, extent, comparison, view),
        Item::Node(node) => {
            let unit = if share { view.program().nodes[node].maximum } else { 1.0 };
            of_extent(&extent, compare(comparison, extent.low / unit, extent.high / unit))
        }
    }
}

fn reaches(node: N, level: usize, view: &impl View) -> Truth {
    let (low, high) = view.levels(node);
    let reached = match (low >= Some(level), high >= Some(level)) {
        (true, _) => Truth::True,
        (false, true) => Truth::Open,
        (false, false) => Truth::False,
    };
    of_extent(&view.extent(Item::Node(node)), reached)
}

/// A test on the share of a question's score: as any test on a question, it is open where there is
/// no answer and false where the question does not apply, whatever the policies make of that.
fn of_question(question: Q, extent: Extent, comparison: &Interval, view: &impl View) -> Truth {
    let (given, sure) = match view.answer(question) {
        Seen::Hidden => return Truth::False,
        Seen::Perhaps(given) => (given, false),
        Seen::Shown(given) => (given, true),
    };
    let truth = match given.state {
        State::Unanswered | State::DontKnow => Truth::Open,
        State::NotApplicable => Truth::False,
        State::Answered => {
            let unit = view.program().questions[question].maximum;
            compare(comparison, extent.low / unit, extent.high / unit)
        }
    };
    if sure { truth } else { truth.or_perhaps(Truth::False) }
}

/// What holds of a score that may also be missing (then it is open) or dropped (then it is false).
fn of_extent(extent: &Extent, of_value: Truth) -> Truth {
    let mut truth = extent.value.then_some(of_value);
    if extent.drop {
        truth = Some(truth.map_or(Truth::False, |truth| truth.or_perhaps(Truth::False)));
    }
    if extent.blank || extent.skip {
        truth = Some(Truth::Open);
    }
    truth.unwrap_or(Truth::False)
}

/// A comparison with a score that lies somewhere from `low` to `high`. Each part of it holds on one
/// side of its limit, so both ends decide it.
fn compare(comparison: &Interval, low: f64, high: f64) -> Truth {
    let both = |holds: &dyn Fn(f64) -> bool| Truth::from(holds(low)).or_perhaps(Truth::from(holds(high)));
    let mut truth = Truth::True;
    if let Some(limit) = comparison.at_least {
        truth = truth.min(both(&|number| at_least(number, limit.get())));
    }
    if let Some(limit) = comparison.above {
        truth = truth.min(both(&|number| above(number, limit.get())));
    }
    if let Some(limit) = comparison.at_most {
        truth = truth.min(both(&|number| at_least(limit.get(), number)));
    }
    if let Some(limit) = comparison.below {
        truth = truth.min(both(&|number| above(limit.get(), number)));
    }
    truth
}

fn answer(question: Q, test: &AnswerTest, view: &impl View) -> Truth {
    let (given, sure) = match view.answer(question) {
        Seen::Hidden => return (*test == TestedState::NotShown).into(),
        Seen::Perhaps(given) => (given, false),
        Seen::Shown(given) => (given, true),
    };
    if let AnswerTest::State(state) = test {
        let open = may_change(view) && matches!(given.state, State::Unanswered | State::DontKnow);
        let truth = if open && *state != TestedState::NotShown {
            Truth::Open
        } else {
            in_state(given, *state).into()
        };
        let hidden = Truth::from(*state == TestedState::NotShown);
        return if sure { truth } else { truth.or_perhaps(hidden) };
    }
    let truth = match given.state {
        State::Unanswered | State::DontKnow => Truth::Open,
        State::NotApplicable => Truth::False,
        State::Answered => holds(test, &given.content).into(),
    };
    if sure { truth } else { truth.or_perhaps(Truth::False) }
}

/// Whether missing answers may still be given, in the eyes of this view.
fn may_change<T: View>(_: &T) -> bool {
    T::OPEN
}

impl PartialEq<TestedState> for AnswerTest {
    fn eq(&self, state: &TestedState) -> bool {
        matches!(self, Self::State(own) if own == state)
    }
}

fn in_state(given: &Given, state: TestedState) -> bool {
    match state {
        TestedState::Answered => given.state == State::Answered,
        TestedState::NotApplicable => given.state == State::NotApplicable,
        TestedState::DontKnow => given.state == State::DontKnow,
        TestedState::Unanswered => given.state == State::Unanswered,
        TestedState::NotShown => false,
    }
}

fn holds(test: &AnswerTest, content: &Content) -> bool {
    match (test, content) {
        (AnswerTest::Option(allowed), Content::Option(option)) => allowed.contains(option),
        (AnswerTest::Includes(option), Content::Options(chosen)) => chosen.contains(option),
        (AnswerTest::Number { is, comparison }, Content::Number(number)) => {
            let equal = |other: &f64| other.total_cmp(&(number + 0.0)).is_eq();
            (is.is_empty() || is.iter().any(equal)) && exactly(comparison, *number)
        }
        (AnswerTest::Date { is, comparison }, Content::Date(day)) => {
            (is.is_empty() || is.contains(day)) && on(comparison, day)
        }
        _ => false,
    }
}

/// Answers are compared as they were given, without tolerance.
fn exactly(comparison: &Interval, number: f64) -> bool {
    comparison.at_least.is_none_or(|limit| number >= limit.get())
        && comparison.above.is_none_or(|limit| number > limit.get())
        && comparison.at_most.is_none_or(|limit| number <= limit.get())
        && comparison.below.is_none_or(|limit| number < limit.get())
}

fn on(comparison: &DateComparison, day: &Date) -> bool {
    comparison.at_least.as_ref().is_none_or(|limit| day >= limit)
        && comparison.above.as_ref().is_none_or(|limit| day > limit)
        && comparison.at_most.as_ref().is_none_or(|limit| day <= limit)
        && comparison.below.as_ref().is_none_or(|limit| day < limit)
}

/// A test on the context: open where nothing is known.
fn known(field: ContextField, test: &ScalarTest, context: &Context) -> Truth {
    if field == ContextField::Population {
        let Some(population) = context.population else { return Truth::Open };
        let number = float(population);
        return match test {
            ScalarTest::OneOf(scalars) => scalars
                .iter()
                .any(|scalar| matches!(scalar, Scalar::Number(other) if other.total_cmp(&number).is_eq()))
                .into(),
            ScalarTest::Compare(comparison) => exactly(comparison, number).into(),
        };
    }
    let texts = context.texts(field);
    if texts.is_empty() {
        return Truth::Open;
    }
    let has = |scalar: &Scalar| matches!(scalar, Scalar::Text(text) if texts.contains(&text.as_str()));
    match test {
        ScalarTest::OneOf(scalars) => scalars.iter().any(has).into(),
        ScalarTest::Compare(_) => Truth::False,
    }
}

#[expect(clippy::cast_precision_loss, reason = "cities have far fewer than 2^53 inhabitants")]
fn float(population: u64) -> f64 {
    population as f64
}

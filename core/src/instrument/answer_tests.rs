// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Compiles the tests of a condition on an answer or on the context.

use super::condition_shape::{Place, one_or_all, refuse_tests};
use super::program::{AnswerTest, DateComparison, OptionPlan, ScalarTest, Scoring, Test};
use super::scoring::score_of;
use crate::number::Number;
use crate::problem::{Code, Problem};
use crate::questionnaire::{Condition, ContextField, Interval, Scalar};
use crate::version::Date;

/// The bounds of a condition, by name.
fn bounds(condition: &Condition) -> [(Option<&Scalar>, &'static str); 4] {
    [
        (condition.at_least.as_ref(), "at_least"),
        (condition.above.as_ref(), "above"),
        (condition.at_most.as_ref(), "at_most"),
        (condition.below.as_ref(), "below"),
    ]
}

/// The values that a condition asks to be equal to, or included, each with its path.
fn equals<'c>(condition: &'c Condition, path: &str) -> Vec<(&'c Scalar, String)> {
    let is = condition.is.iter().map(|scalar| (scalar, format!("{path}/is")));
    let one_of = condition.is_one_of.iter().flatten().enumerate();
    let one_of = one_of.map(|(index, scalar)| (scalar, format!("{path}/is_one_of/{index}")));
    let includes = condition.includes.iter().map(|scalar| (scalar, format!("{path}/includes")));
    is.chain(one_of).chain(includes).collect()
}

fn wrong(problems: &mut Vec<Problem>, found: &Scalar, expected: &str, path: &str) {
    problems.push(Problem::new(Code::ConditionShape, path).finding(found.to_string()).expecting(expected));
}

/// The test on the answer itself; `Some(None)` where the condition has none.
#[expect(clippy::option_option, reason = "the outer one says whether a problem was noted")]
pub(super) fn answer_test(
    scoring: &Scoring,
    reversed: bool,
    condition: &Condition,
    path: &str,
    problems: &mut Vec<Problem>,
) -> Option<Option<AnswerTest>> {
    if equals(condition, path).is_empty() && bounds(condition).iter().all(|(bound, _)| bound.is_none()) {
        return Some(None);
    }
    match scoring {
        Scoring::Number { .. } => number_test(condition, path, problems).map(Some),
        Scoring::Date { .. } => date_test(condition, path, problems).map(Some),
        Scoring::Choice { options, truth, .. } => {
            option_test(options, *truth, reversed, condition, path, problems).map(Some)
        }
        Scoring::Several { options, .. } => {
            let equal = equals(condition, path);
            let (scalar, path) = equal.first()?;
            option(options, false, scalar, path, problems).map(|option| Some(AnswerTest::Includes(option)))
        }
        Scoring::Text => Some(None),
    }
}

/// Reads each bound as what answers of this kind are.
fn limits<T>(
    condition: &Condition,
    path: &str,
    problems: &mut Vec<Problem>,
    read: impl Fn(&Scalar) -> Option<T>,
    expected: &str,
) -> Option<[Option<T>; 4]> {
    let mut limits = [const { None }; 4];
    for (slot, (bound, name)) in limits.iter_mut().zip(bounds(condition)) {
        if let Some(scalar) = bound {
            *slot = read(scalar);
            if slot.is_none() {
                wrong(problems, scalar, expected, &format!("{path}/{name}"));
                return None;
            }
        }
    }
    Some(limits)
}

fn all_equal<T>(
    condition: &Condition,
    path: &str,
    problems: &mut Vec<Problem>,
    read: impl Fn(&Scalar) -> Option<T>,
    expected: &str,
) -> Option<Vec<T>> {
    let mut found = Vec::new();
    for (scalar, path) in equals(condition, path) {
        let Some(value) = read(scalar) else {
            wrong(problems, scalar, expected, &path);
            return None;
        };
        found.push(value);
    }
    Some(found)
}

fn number_test(condition: &Condition, path: &str, problems: &mut Vec<Problem>) -> Option<AnswerTest> {
    let read = |scalar: &Scalar| match scalar {
        Scalar::Number(number) => Number::new(*number),
        _ => None,
    };
    let is = all_equal(condition, path, problems, read, "a number")?.into_iter().map(Number::get).collect();
    let [at_least, above, at_most, below] = limits(condition, path, problems, read, "a number")?;
    Some(AnswerTest::Number { is, comparison: Interval { at_least, above, at_most, below } })
}

fn date_test(condition: &Condition, path: &str, problems: &mut Vec<Problem>) -> Option<AnswerTest> {
    const EXPECTED: &str = "a day such as 2026-05-31";
    let read = |scalar: &Scalar| match scalar {
        Scalar::Text(text) => Date::parse(text),
        _ => None,
    };
    let is = all_equal(condition, path, problems, read, EXPECTED)?;
    let [at_least, above, at_most, below] = limits(condition, path, problems, read, EXPECTED)?;
    Some(AnswerTest::Date { is, comparison: DateComparison { at_least, above, at_most, below } })
}

/// The position of an option that a condition names.
fn option(
    options: &[OptionPlan],
    truth: bool,
    scalar: &Scalar,
    path: &str,
    problems: &mut Vec<Problem>,
) -> Option<usize> {
    let text = match scalar {
        Scalar::Text(text) => text.clone(),
        Scalar::Truth(true) if truth => "yes".to_owned(),
        Scalar::Truth(false) if truth => "no".to_owned(),
        other => other.to_string(),
    };
    let found = options.iter().position(|option| option.id.as_str() == text);
    if found.is_none() {
        let known = options.iter().map(|option| option.id.as_str());
        let problem = Problem::new(Code::UnknownReference, path);
        problems.push(problem.unknown(&text, "an option of that question", known));
    }
    found
}

/// The options that a condition lets pass. Options are compared as they stand in the scale, also
/// where the question reads it from the other end.
fn option_test(
    options: &[OptionPlan],
    truth: bool,
    reversed: bool,
    condition: &Condition,
    path: &str,
    problems: &mut Vec<Problem>,
) -> Option<AnswerTest> {
    let mut allowed = Vec::new();
    for (scalar, path) in equals(condition, path) {
        allowed.push(option(options, truth, scalar, &path, problems)?);
    }
    if allowed.is_empty() {
        allowed.extend(0..options.len());
    }
    let sign = if reversed { -1.0 } else { 1.0 };
    let worth = |index: usize| options.get(index).and_then(score_of).map(|score| score * sign);
    for (bound, name) in bounds(condition) {
        let Some(scalar) = bound else { continue };
        let limit = worth(option(options, truth, scalar, &format!("{path}/{name}"), problems)?);
        allowed.retain(|&index| match (worth(index), limit) {
            (Some(score), Some(limit)) => match name {
                "at_least" => score >= limit,
                "above" => score > limit,
                "at_most" => score <= limit,
                _ => score < limit,
            },
            _ => false,
        });
    }
    Some(AnswerTest::Option(allowed))
}

/// A test on what is known of the city.
pub(super) fn context_test(
    field: ContextField,
    condition: &Condition,
    place: Place,
    path: &str,
    problems: &mut Vec<Problem>,
) -> Option<Test> {
    if !matches!(place, Place::Action) {
        let problem = Problem::new(Code::ConditionShape, format!("{path}/context"));
        problems.push(problem.finding("`context` outside an action").expecting("a question or a node"));
        return None;
    }
    let fitting: &[&str] = match field {
        ContextField::Population => &["is", "is_one_of", "at_least", "above", "at_most", "below"],
        ContextField::Languages => &["includes"],
        _ => &["is", "is_one_of"],
    };
    refuse_tests(condition, fitting, path, problems)?;
    let numeric = field == ContextField::Population;
    let read = |scalar: &Scalar| (matches!(scalar, Scalar::Number(_)) == numeric).then(|| scalar.clone());
    let expected = if numeric { "a number" } else { "a text" };
    let mut tests = Vec::new();
    let equal = all_equal(condition, path, problems, read, expected)?;
    if !equal.is_empty() {
        tests.push(Test::Context { field, test: ScalarTest::OneOf(equal) });
    }
    let read = |scalar: &Scalar| match scalar {
        Scalar::Number(number) => Number::new(*number),
        _ => None,
    };
    let [at_least, above, at_most, below] = limits(condition, path, problems, read, "a number")?;
    let comparison = Interval { at_least, above, at_most, below };
    if comparison != Interval::default() {
        tests.push(Test::Context { field, test: ScalarTest::Compare(comparison) });
    }
    one_or_all(tests, path, problems)
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What every condition has in common: where it stands, and which tests fit it.

use super::program::Test;
use super::table::N;
use crate::problem::{Code, Problem};
use crate::questionnaire::{Condition, Interval};

/// Where a condition stands, which decides what it may ask for.
#[derive(Clone, Copy)]
pub(crate) enum Place {
    /// Of a question, node or adjustment.
    Tree,
    /// A gate of this node.
    Gate(N),
    /// Of an action.
    Action,
}

/// Notes every test of the condition that is not among `fitting`.
pub(super) fn refuse_tests(
    condition: &Condition,
    fitting: &[&str],
    path: &str,
    problems: &mut Vec<Problem>,
) -> Option<()> {
    let given = [
        ("is", condition.is.is_some()),
        ("is_one_of", condition.is_one_of.is_some()),
        ("includes", condition.includes.is_some()),
        ("at_least", condition.at_least.is_some()),
        ("above", condition.above.is_some()),
        ("at_most", condition.at_most.is_some()),
        ("below", condition.below.is_some()),
        ("state", condition.state.is_some()),
        ("score", condition.score.is_some()),
        ("share", condition.share.is_some()),
        ("reaches", condition.reaches.is_some()),
        ("fires", condition.fires.is_some()),
    ];
    let mut fits = true;
    for (name, _) in given.into_iter().filter(|(name, given)| *given && !fitting.contains(name)) {
        let expected = if fitting.is_empty() {
            "no test beside it".to_owned()
        } else {
            format!("one of {}", fitting.join(", "))
        };
        let problem = Problem::new(Code::ConditionShape, format!("{path}/{name}"));
        problems.push(problem.finding(format!("`{name}`")).expecting(expected));
        fits = false;
    }
    fits.then_some(())
}

pub(super) fn one_or_all(mut tests: Vec<Test>, path: &str, problems: &mut Vec<Problem>) -> Option<Test> {
    if tests.len() > 1 {
        return Some(Test::All(tests));
    }
    let test = tests.pop();
    if test.is_none() {
        problems
            .push(Problem::new(Code::ConditionShape, path).finding("no test").expecting("at least one test"));
    }
    test
}

pub(super) fn compare(comparison: &Interval, path: &str, problems: &mut Vec<Problem>) -> Option<()> {
    if *comparison == Interval::default() {
        let expected = "at_least, above, at_most or below";
        problems.push(Problem::new(Code::ConditionShape, path).finding("no comparison").expecting(expected));
        return None;
    }
    Some(())
}

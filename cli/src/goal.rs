// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! A plan for what was typed.

use digirights::{Assessment, Plan, PlanOptions, Share, Target};
use digirights_reporting::Words;

use crate::arguments::GoalArguments;
use crate::diagnostics;
use crate::failure::Failure;
use crate::report::Report;

/// The plan.
pub fn plan(assessment: &Assessment, goal: &GoalArguments, words: &Words<'_>) -> Result<Plan, Failure> {
    let target = goal.target.as_deref().map(|asked| target(asked, words)).transpose()?;
    let options = PlanOptions { target, budget: goal.budget, ..PlanOptions::default() };
    // What can be wrong with a plan's options was typed, not read.
    assessment.plan(&options).map_err(|problems| Failure::usage(Report::of(problems.first(), &[])))
}

/// A level of the whole by its id or its name, or a score from 0 to 100.
fn target(asked: &str, words: &Words<'_>) -> Result<Target, Failure> {
    let root = words.definition().root.id.as_str();
    let levels = words.level_set(root).map(|set| set.levels.as_slice()).unwrap_or_default();
    let same = |text: &str| text.eq_ignore_ascii_case(asked);
    let by_id = levels.iter().find(|level| level.id.as_str() == asked);
    let named = by_id.or_else(|| {
        levels.iter().find(|level| same(level.id.as_str()) || same(words.level(root, level.id.as_str())))
    });
    if let Some(level) = named {
        return Ok(Target::Level(level.id.clone()));
    }
    let score = asked.parse::<f64>().ok().and_then(|score| Share::new(score / 100.0));
    if score.is_some_and(|score| score.get() > 0.0 && score.get() <= 0.01) {
        diagnostics::notice(&format!("a target is given in points of 100: {asked} of 100"));
    }
    score.map(Target::Score).ok_or_else(|| {
        let known = || levels.iter().map(|level| level.id.as_str());
        let expected: Vec<&str> = known().chain(["a score from 0 to 100"]).collect();
        Failure::usage(Report::option("--target", asked, expected.join(", ")).near(asked, known()))
    })
}

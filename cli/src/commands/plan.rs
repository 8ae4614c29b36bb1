// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! `digirights plan`: what to do next.

use digirights::{Instrument, PlanOptions, Share, Target};

use crate::arguments::{Format, PlanArguments};
use crate::city;
use crate::failure::{Ending, Failure, Outcome};
use crate::output;
use crate::render::page::Page;
use crate::render::plan;
use crate::render::words::Words;
use crate::report::Report;
use crate::terminal::Terminal;

/// Runs it.
pub fn run(arguments: &PlanArguments) -> Outcome {
    let given = city::answers(&arguments.answers)?;
    let instrument = city::instrument(arguments.of.questionnaire.as_deref(), &given)?;
    let words = Words::new(&instrument, arguments.of.language.as_deref())?;
    let asked = arguments.target.as_deref();
    let target = asked.map(|asked| target(asked, &instrument, &words)).transpose()?;
    let assessment = city::hold(&instrument, given, arguments.profile.as_deref())?;
    let options = PlanOptions { target, budget: arguments.budget, ..PlanOptions::default() };
    // What can be wrong with a plan's options was typed, not read.
    let made =
        assessment.plan(&options).map_err(|problems| Failure::usage(Report::of(problems.first(), &[])))?;
    match arguments.format {
        Format::Json => output::raw(&made.to_json())?,
        Format::Text => {
            let mut page = Page::new(Terminal::of_output());
            plan::draw(&mut page, &made, &assessment.score(), &words, arguments.all);
            output::text(&page.finish())?;
        }
    }
    Ok(Ending::Success)
}

/// A level of the whole by its id or its name, or a score from 0 to 100.
fn target(asked: &str, instrument: &Instrument, words: &Words<'_>) -> Result<Target, Failure> {
    let root = instrument.definition().root.id.as_str();
    let set = words.level_set(root).and_then(|set| instrument.definition().level_sets.get(set));
    let levels = set.map(|set| set.levels.as_slice()).unwrap_or_default();
    let same = |text: &str| text.eq_ignore_ascii_case(asked);
    let by_id = levels.iter().find(|level| level.id.as_str() == asked);
    let named = by_id.or_else(|| {
        levels.iter().find(|level| same(level.id.as_str()) || same(words.level(root, level.id.as_str())))
    });
    if let Some(level) = named {
        return Ok(Target::Level(level.id.clone()));
    }
    let score = asked.parse::<f64>().ok().and_then(|score| Share::new(score / 100.0));
    score.map(Target::Score).ok_or_else(|| {
        let mut known: Vec<&str> = levels.iter().map(|level| level.id.as_str()).collect();
        known.push("a score from 0 to 100");
        Failure::usage(Report::option("--target", asked, known.join(", ")))
    })
}

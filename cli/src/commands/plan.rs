// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! `digirights plan`: what to do next.

use crate::arguments::{Format, PlanArguments};
use crate::city;
use crate::failure::{Ending, Outcome};
use crate::goal;
use crate::output;
use crate::render::page::Page;
use crate::render::plan;
use crate::render::words::words;
use crate::terminal::Terminal;

/// Runs it.
pub fn run(arguments: &PlanArguments) -> Outcome {
    let given = city::answers(&arguments.answers)?;
    let instrument = city::instrument(arguments.of.questionnaire.as_deref(), &given)?;
    let words = words(&instrument, arguments.of.language.as_deref())?;
    let assessment = city::hold(&instrument, given, arguments.profile.as_deref())?;
    let made = goal::plan(&assessment, &arguments.goal, &words)?;
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

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! `digirights compare`: what changed between two assessments of one city.

use digirights::{Comparison, Scorecard};

use crate::arguments::{CompareArguments, Format};
use crate::city;
use crate::failure::{Ending, Failure, Outcome};
use crate::input::STANDARD_INPUT;
use crate::output;
use crate::render::comparison;
use crate::render::page::Page;
use crate::render::words::Words;
use crate::report::Report;
use crate::terminal::Terminal;

/// Runs it.
pub fn run(arguments: &CompareArguments) -> Outcome {
    if arguments.old == STANDARD_INPUT && arguments.new == STANDARD_INPUT {
        return Err(Failure::usage(Report::option("NEW", STANDARD_INPUT, "standard input once")));
    }
    let (old, new) = (city::answers(&arguments.old)?, city::answers(&arguments.new)?);
    let instrument = city::instrument(arguments.of.questionnaire.as_deref(), &new)?;
    let words = Words::new(&instrument, arguments.of.language.as_deref())?;
    let old: Scorecard = city::hold(&instrument, old, None)?.score();
    let new: Scorecard = city::hold(&instrument, new, None)?.score();
    let compared =
        Comparison::between(&old, &new).map_err(|problems| Failure::Input(Report::all(&problems, &[])))?;
    match arguments.format {
        Format::Json => output::raw(&compared.to_json())?,
        Format::Text => {
            let mut page = Page::new(Terminal::of_output());
            comparison::draw(&mut page, &compared, &new, &words);
            output::text(&page.finish())?;
        }
    }
    Ok(Ending::Success)
}

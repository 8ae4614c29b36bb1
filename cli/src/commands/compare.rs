// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! `digirights compare`: what changed between two assessments of one city.

use std::path::Path;

use digirights::{Comparison, Scorecard};
use digirights_reporting::{Subject, Words};

use crate::arguments::{CompareArguments, Format};
use crate::city;
use crate::failure::{Ending, Failure, Outcome};
use crate::input::STANDARD_INPUT;
use crate::output;
use crate::render::comparison;
use crate::render::page::Page;
use crate::render::words::words;
use crate::report::Report;
use crate::terminal::Terminal;

/// Runs it.
pub fn run(arguments: &CompareArguments) -> Outcome {
    if arguments.old == STANDARD_INPUT && arguments.new == STANDARD_INPUT {
        return Err(Failure::usage(Report::option("NEW", STANDARD_INPUT, "standard input once")));
    }
    if let Some(output) = &arguments.output {
        let read = [&arguments.old, &arguments.new].into_iter().chain(&arguments.of.questionnaire);
        output::apart("--output", output, read.map(String::as_str))?;
    }
    let (old, new) = (city::answers(&arguments.old)?, city::answers(&arguments.new)?);
    let instrument = city::instrument(arguments.of.questionnaire.as_deref(), &new)?;
    let words = words(&instrument, arguments.of.language.as_deref())?;
    let profile = arguments.profile.as_deref();
    let old: Scorecard = city::hold(&instrument, old, profile)?.score();
    let new: Scorecard = city::hold(&instrument, new, profile)?.score();
    if let Some(output) = &arguments.output {
        return report(output, &old, &new, &words);
    }
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

/// The comparison as a document that people open.
fn report(output: &Path, old: &Scorecard, new: &Scorecard, words: &Words<'_>) -> Outcome {
    let format = super::report::format(output)?;
    let subject = Subject::new(new, words).with_earlier(old);
    let subject = subject.map_err(|problems| Failure::Input(Report::all(&problems, &[])))?;
    subject.comparison().into_iter().for_each(city::tell_apart);
    let document = subject
        .comparison_report()
        .map_err(|error| Failure::usage(Report::option("--output", "", error.to_string())))?;
    output::file(output, &super::report::document(output, &document, format)?)?;
    Ok(Ending::Success)
}

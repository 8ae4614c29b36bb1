// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! `digirights score`: where a city stands.

use digirights_reporting::Subject;

use crate::arguments::{ScoreArguments, ScoreFormat};
use crate::city;
use crate::failure::{Ending, Outcome};
use crate::output;
use crate::render::page::Page;
use crate::render::scorecard;
use crate::render::words::words;
use crate::terminal::Terminal;

/// Runs it.
pub fn run(arguments: &ScoreArguments) -> Outcome {
    let given = city::answers(&arguments.answers)?;
    let instrument = city::instrument(arguments.of.questionnaire.as_deref(), &given)?;
    let words = words(&instrument, arguments.of.language.as_deref())?;
    let card = city::hold(&instrument, given, arguments.profile.as_deref())?.score();
    match arguments.format {
        ScoreFormat::Json => output::raw(&card.to_json())?,
        ScoreFormat::Markdown => output::raw(&Subject::new(&card, &words).summary().to_markdown())?,
        ScoreFormat::Text => {
            let mut page = Page::new(Terminal::of_output());
            scorecard::draw(&mut page, &card, &words);
            output::text(&page.finish())?;
        }
    }
    Ok(Ending::Success)
}

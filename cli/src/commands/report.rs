// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! `digirights report`: a result as a document that people open, or as a chart.

use std::path::Path;

use digirights_reporting::{Audience, Error, FigureKind, Format, Subject};

use crate::arguments::ReportArguments;
use crate::city;
use crate::failure::{Ending, Failure, Outcome};
use crate::goal;
use crate::input::STANDARD_INPUT;
use crate::output;
use crate::render::words::words;
use crate::report::Report;

/// Runs it.
pub fn run(arguments: &ReportArguments) -> Outcome {
    let wanted = Wanted::of(arguments)?;
    if arguments.answers == STANDARD_INPUT && arguments.since.as_deref() == Some(STANDARD_INPUT) {
        return Err(Failure::usage(Report::option("--since", STANDARD_INPUT, "standard input once")));
    }
    let given = city::answers(&arguments.answers)?;
    let instrument = city::instrument(arguments.of.questionnaire.as_deref(), &given)?;
    let words = words(&instrument, arguments.of.language.as_deref())?;
    let assessment = city::hold(&instrument, given, arguments.profile.as_deref())?;
    let card = assessment.score();
    let plan = goal::plan(&assessment, &arguments.goal, &words)?;
    let since = arguments.since.as_deref().map(city::answers).transpose()?;
    let since =
        since.map(|since| city::hold(&instrument, since, arguments.profile.as_deref())).transpose()?;
    let since = since.map(|since| since.score());
    let mut subject = Subject::new(&card, &words).with_plan(&plan);
    if let Some(since) = &since {
        subject =
            subject.with_earlier(since).map_err(|problems| Failure::Input(Report::all(&problems, &[])))?;
    }
    let bytes = match wanted {
        Wanted::Chart(kind) => {
            let figure = subject.figure(kind, arguments.width);
            figure
                .map(|picture| picture.chart.svg().into_bytes())
                .map_err(|error| unmade("--chart", kind.as_str(), &error))?
        }
        Wanted::Report(audience, format) => subject
            .file(audience, format)
            .map_err(|error| unmade("--output", &arguments.output.display().to_string(), &error))?,
    };
    output::file(&arguments.output, &bytes)?;
    Ok(Ending::Success)
}

/// What is written.
enum Wanted {
    Chart(FigureKind),
    Report(Audience, Format),
}

impl Wanted {
    fn of(arguments: &ReportArguments) -> Result<Self, Failure> {
        let Some(chart) = &arguments.chart else {
            let audience = &arguments.audience;
            let audience = audience.parse().map_err(|error| unmade("--audience", audience, &error))?;
            return Ok(Self::Report(audience, format(&arguments.output)?));
        };
        if !extension(&arguments.output).eq_ignore_ascii_case("svg") {
            let shown = arguments.output.display().to_string();
            return Err(Failure::usage(Report::option("--output", &shown, "a name that ends in `.svg`")));
        }
        chart.parse().map(Self::Chart).map_err(|error| unmade("--chart", chart, &error))
    }
}

/// The format that the end of a file's name tells.
pub fn format(output: &Path) -> Result<Format, Failure> {
    extension(output).parse().map_err(|error| unmade("--output", &output.display().to_string(), &error))
}

/// A document as the bytes of a file.
pub fn document(
    output: &Path,
    document: &digirights_reporting::document::Document,
    format: Format,
) -> Result<Vec<u8>, Failure> {
    document.to_file(format).map_err(|error| unmade("--output", &output.display().to_string(), &error))
}

fn extension(output: &Path) -> &str {
    output.extension().and_then(|extension| extension.to_str()).unwrap_or_default()
}

fn unmade(option: &str, found: &str, error: &Error) -> Failure {
    let expected = match error {
        Error::UnknownName { what: "format", known, .. } => {
            format!("a name that ends in `.{}`", known.join("`, `."))
        }
        other => other.to_string(),
    };
    Failure::usage(Report::option(option, found, expected))
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! `digirights report`: a result as a document that people open, or as a chart.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::Path;

use digirights_reporting::document::Document;
use digirights_reporting::{Audience, Error, FigureKind, Format, Pdf, Subject, uncovered};

use crate::arguments::ReportArguments;
use crate::city;
use crate::diagnostics;
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
    let read = [&arguments.answers].into_iter().chain(&arguments.since).chain(&arguments.of.questionnaire);
    output::apart("--output", &arguments.output, read.map(String::as_str))?;
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
        subject.comparison().into_iter().for_each(city::tell_apart);
    }
    let bytes = match wanted {
        Wanted::Chart(kind, picture) => subject
            .figure(kind, arguments.width)
            .and_then(|figure| picture.written(figure.chart.svg()))
            .map_err(|error| match error {
                // What it shows stands in other options, not in the answers.
                Error::Missing { .. } if kind == FigureKind::Change => {
                    Failure::usage(Report::option("--chart", kind.as_str(), error.to_string()))
                }
                error => unmade("--chart", kind.as_str(), &error),
            })?,
        Wanted::Page(picture) => subject
            .infographic()
            .and_then(|page| picture.written(page.svg()))
            .map_err(|error| unmade("--audience", "public", &error))?,
        Wanted::PageAsPdf => subject
            .infographic()
            .and_then(|page| page.to_pdf(words.language(), &[]))
            .map(told)
            .map_err(|error| unmade("--audience", "public", &error))?,
        Wanted::Kit => kit(&subject)?,
        Wanted::Report(audience, Format::Pdf) => {
            document(&arguments.output, &subject.report(audience), Format::Pdf)?
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
    Chart(FigureKind, Picture),
    Page(Picture),
    PageAsPdf,
    Kit,
    Report(Audience, Format),
}

/// How a picture is written.
#[derive(Clone, Copy)]
enum Picture {
    Svg,
    Png,
}

impl Picture {
    fn of(output: &Path) -> Option<Self> {
        let extension = extension(output);
        let is = |known: &str| extension.eq_ignore_ascii_case(known);
        if is("svg") { Some(Self::Svg) } else { is("png").then_some(Self::Png) }
    }

    fn written(self, svg: String) -> Result<Vec<u8>, Error> {
        match self {
            Self::Svg => Ok(svg.into_bytes()),
            Self::Png => {
                notice(&uncovered(&svg));
                digirights_reporting::png(&svg, 2.0)
            }
        }
    }
}

impl Wanted {
    fn of(arguments: &ReportArguments) -> Result<Self, Failure> {
        let picture = Picture::of(&arguments.output);
        let expected = if arguments.chart.is_some() {
            "a name that ends in `.svg` or `.png`"
        } else {
            "a name that ends in `.svg`, `.png`, `.pdf` (one page) or `.zip` (messages with cards)"
        };
        let not_a_picture = || {
            let shown = arguments.output.display().to_string();
            Failure::usage(Report::option("--output", &shown, expected))
        };
        if let Some(chart) = &arguments.chart {
            let kind = chart.parse().map_err(|error| unmade("--chart", chart, &error))?;
            return Ok(Self::Chart(kind, picture.ok_or_else(not_a_picture)?));
        }
        if arguments.audience == "public" {
            return match extension(&arguments.output).to_ascii_lowercase().as_str() {
                "zip" => Ok(Self::Kit),
                "pdf" => format(&arguments.output).map(|_| Self::PageAsPdf),
                _ => Ok(Self::Page(picture.ok_or_else(not_a_picture)?)),
            };
        }
        let audience = &arguments.audience;
        let audience = audience.parse().map_err(|error| match error {
            Error::UnknownName { what, found, mut known, near } => {
                known.push("public".to_owned());
                unmade("--audience", audience, &Error::UnknownName { what, found, known, near })
            }
            other => unmade("--audience", audience, &other),
        })?;
        Ok(Self::Report(audience, format(&arguments.output)?))
    }
}

/// The format that the end of a file's name tells.
pub fn format(output: &Path) -> Result<Format, Failure> {
    let left_out = Error::Feature { what: "PDF", feature: "pdf" };
    match extension(output).parse() {
        Ok(Format::Pdf) if cfg!(not(feature = "pdf")) => Err(left_out),
        format => format,
    }
    .map_err(|error| unmade("--output", &output.display().to_string(), &error))
}

/// A document as the bytes of a file.
pub fn document(output: &Path, document: &Document, format: Format) -> Result<Vec<u8>, Failure> {
    match format {
        Format::Pdf => document.to_pdf(&[]).map(told),
        format => document.to_file(format),
    }
    .map_err(|error| unmade("--output", &output.display().to_string(), &error))
}

/// Messages and cards. What no card can show is told once.
fn kit(subject: &Subject<'_>) -> Result<Vec<u8>, Failure> {
    let missing = RefCell::new(BTreeSet::new());
    let pixels = |svg: &str| {
        missing.borrow_mut().extend(uncovered(svg));
        digirights_reporting::png(svg, 1.0).ok()
    };
    let kit = subject.campaign_kit(pixels).map_err(|error| unmade("--audience", "public", &error))?;
    notice(&missing.into_inner().into_iter().collect::<Vec<char>>());
    Ok(kit)
}

/// The bytes; a note says which letters are not to be seen in them.
fn told(pdf: Pdf) -> Vec<u8> {
    notice(&pdf.missing);
    pdf.bytes
}

/// Says which letters are not to be seen.
fn notice(missing: &[char]) {
    const NAMED: usize = 10;
    if missing.is_empty() {
        return;
    }
    let named: Vec<String> = (missing.iter().take(NAMED))
        .map(|letter| format!("{letter} (U+{:04X})", u32::from(*letter)))
        .collect();
    let more = missing.len() - named.len();
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let named = named.join(", ");
    diagnostics::notice(&format!("the fonts on board do not have {named}{more}: they cannot be seen there"));
}

fn extension(output: &Path) -> &str {
    output.extension().and_then(|extension| extension.to_str()).unwrap_or_default()
}

fn unmade(option: &str, found: &str, error: &Error) -> Failure {
    let expected = match error {
        Error::UnknownName { what: "format", known, .. } => {
            format!("a name that ends in `.{}`", known.join("`, `."))
        }
        Error::Feature { feature, .. } => format!(
            "another format: this program was built without PDF. Build it with `--features {feature}`, \
             or use the Python package (`pip install 'digirights[pdf]'`, then `card.report(\"city.pdf\")`)"
        ),
        Error::UnknownName { known, .. } => {
            let report = Report::option(option, found, format!("`{}`", known.join("`, `")));
            return Failure::usage(report.near(found, known.iter().map(String::as_str)));
        }
        // It can be made, but not of these answers.
        Error::Missing { missing, .. } => {
            let place = format!("{option} {found}");
            return Failure::input(Report::unmade(error, &place).finding(format!("no {missing}")));
        }
        other => other.to_string(),
    };
    Failure::usage(Report::option(option, found, expected))
}

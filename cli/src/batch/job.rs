// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What was asked for, carried out: from an input to a sheet.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::path::Path;
use std::thread::available_parallelism;

use arrow_schema::SchemaRef;
use digirights::{
    AnswersScorer, BadRow, Code, Coding, Instrument, ItemId, Keep, LongTable, Output as Score, Problem,
    Problems, ProfileId, Severity, TableOptions, TableReport, TableScorer,
};

use super::arguments::BatchArguments;
use super::format::OutputFormat;
use super::input::{self, AnswersRows, Input, Opened, Shown, Source, TableRows};
use super::long;
use super::output::{Output, twice};
use super::problems::{Found, ReportFile, headings};
use super::sheet::{Sheet, Total};
use super::stream::{rows_of, through};
use crate::aside::Aside;
use crate::city;
use crate::diagnostics;
use crate::failure::Failure;
use crate::library;
use crate::report::Report;

/// What rows are scored with.
struct Made<'i> {
    instrument: &'i Instrument,
    profile: Option<&'i ProfileId>,
    options: TableOptions,
    shown: &'i Shown,
}

impl Made<'_> {
    /// Ready for a table with these columns. Headings that are not understood are told.
    fn scorer(self, schema: &SchemaRef) -> Result<TableScorer, Failure> {
        let scorer = TableScorer::new(self.instrument, self.profile, schema, self.options);
        let scorer = scorer.map_err(|problems| refused(&problems, self.shown))?;
        warn(&scorer.report().warnings, self.shown);
        Ok(scorer)
    }
}

/// The files that are written, while they are written.
pub struct Job<'a> {
    arguments: &'a BatchArguments,
    output: Aside,
    format: OutputFormat,
    report: Option<ReportFile>,
}

impl<'a> Job<'a> {
    /// Begins the files: what cannot be written is told before anything is read.
    pub fn new(arguments: &'a BatchArguments) -> Result<Self, Failure> {
        let format = OutputFormat::of(&arguments.output)?;
        let report = |place: &Path| {
            let format = OutputFormat::of_report(place)?;
            ReportFile::new(Aside::new(place)?, place, format)
        };
        let output = Aside::new(&arguments.output)?;
        let report = arguments.problems.as_deref().map(report).transpose()?;
        Ok(Self { arguments, output, format, report })
    }

    /// Reads, scores and writes.
    pub fn run(self) -> Result<Total, Failure> {
        let arguments = self.arguments;
        let Opened { source, total, shown } = input::open(&arguments.input, &arguments.reading)?;
        let instrument = instrument(arguments, &source, &shown)?;
        let profile = arguments.profile.as_deref();
        let profile = profile.map(|asked| city::find_profile(&instrument, asked)).transpose()?;
        let options = options(arguments)?;
        let made = Made { instrument: &instrument, profile, options, shown: &shown };
        match source {
            Source::Table(schema, input) if arguments.long.long => self.long(made, &schema, input, total),
            Source::Table(schema, input) => self.wide(made, &schema, input, total),
            Source::Answers(..) if arguments.long.long => {
                let expected = "a table: an answers file is a whole answer set";
                Err(Failure::usage(Report::option("--long", &arguments.input, expected)))
            }
            Source::Answers(_, input) => self.answers(made, input, total),
        }
    }

    fn wide(
        self,
        made: Made<'_>,
        schema: &SchemaRef,
        input: Box<dyn Input<TableRows>>,
        total: Option<u64>,
    ) -> Result<Total, Failure> {
        let (shown, threads) = (made.shown, made.options.threads);
        let scorer = made.scorer(schema)?;
        let sheet = self.sheet(scorer.schema(), scorer.outputs(), Some(scorer.report()), shown)?;
        let most = rows_of(schema.fields().len() + scorer.schema().fields().len(), threads);
        through(input, sheet, total, most, shown, |(table, bad), first| {
            scorer.score_beside(table, first, &counted(bad, first))
        })
    }

    fn answers(
        self,
        made: Made<'_>,
        input: Box<dyn Input<AnswersRows>>,
        total: Option<u64>,
    ) -> Result<Total, Failure> {
        let (shown, threads) = (made.shown, made.options.threads);
        let scorer = AnswersScorer::new(made.instrument, made.profile, made.options);
        let scorer = scorer.map_err(|problems| refused(&problems, shown))?;
        let sheet = self.sheet(scorer.schema(), scorer.outputs(), None, shown)?;
        let most = rows_of(scorer.schema().fields().len(), threads);
        through(input, sheet, total, most, shown, |answers, first| scorer.score(answers, first))
    }

    fn long(
        self,
        made: Made<'_>,
        schema: &SchemaRef,
        input: Box<dyn Input<TableRows>>,
        total: Option<u64>,
    ) -> Result<Total, Failure> {
        let (shown, threads) = (made.shown, made.options.threads);
        let names = long::names(self.arguments);
        let table = LongTable::new(made.instrument, made.profile, schema, &names);
        let table = table.map_err(|problems| refused(&problems, shown))?;
        let (wide, unread) = long::widen(table, input, total, shown)?;
        // Names have their meanings already.
        let options = TableOptions { columns: BTreeMap::new(), ..made.options };
        let scorer = Made { options, ..made }.scorer(&wide.batch.schema())?;
        let mut sheet = self.sheet(scorer.schema(), scorer.outputs(), None, shown)?;
        for (line, problem) in &unread {
            sheet.note(*line, problem)?;
        }
        let (problems, warnings): (Vec<&Problem>, Vec<&Problem>) =
            wide.problems.iter().partition(|problem| problem.code().severity() == Severity::Problem);
        warn(warnings, shown);
        for problem in problems {
            sheet.note(None, problem)?;
        }
        for (part, first) in long::parts(&wide, rows_of(scorer.schema().fields().len(), threads)) {
            let scored = scorer.score_wide(&part).map_err(|problems| refused(&problems, shown))?;
            sheet.take(&long::counted_from(scored, first), &[])?;
        }
        sheet.finish()
    }

    /// The result with these columns.
    fn sheet(
        self,
        schema: &SchemaRef,
        scores: &[Score],
        report: Option<&TableReport>,
        shown: &Shown,
    ) -> Result<Sheet, Failure> {
        let twice = twice(schema);
        if !twice.is_empty() {
            let report = |heading: &String| {
                let place = format!("{}#/{heading}", shown.name);
                let report = Report::of_code(Code::ColumnTwice, &place).finding(format!("`{heading}` twice"));
                report.expecting(
                    "one column of that name in the result, or `--keep` with those that are wanted",
                )
            };
            return Err(Failure::Input(twice.iter().map(report).collect()));
        }
        let place = &self.arguments.output;
        let kept = schema.fields().len() - scores.len() - usize::from(self.arguments.problems_column);
        let output = Output::new(self.output, place, self.format, schema, kept)?;
        let found = Found::new(&shown.name, self.report);
        Ok(Sheet::new(output, found, report.map(headings).unwrap_or_default(), self.arguments.strict))
    }
}

/// The questionnaire that was asked for; the one that answers files name; the only one on board.
fn instrument(arguments: &BatchArguments, source: &Source, shown: &Shown) -> Result<Instrument, Failure> {
    if let Some(asked) = &arguments.questionnaire {
        return library::find(asked)?.instrument();
    }
    match (source, library::ids().as_slice()) {
        (Source::Answers(id, _), _) => city::named(id, &format!("{}#/questionnaire/id", shown.name)),
        (Source::Table(..), [only]) => city::named(only, ""),
        (Source::Table(..), ids) => {
            let expected = format!("one of {}, a folder, or a bundled file", ids.join(", "));
            Err(Failure::usage(Report::option("--questionnaire", "nothing", expected)))
        }
    }
}

fn options(arguments: &BatchArguments) -> Result<TableOptions, Failure> {
    let node = |name: &String| {
        let id = name.parse::<ItemId>();
        id.map_err(|problem| Failure::usage(Report::of(&problem, &[]).at("--nodes")))
    };
    let nodes = arguments.result.nodes.as_ref();
    let threads = arguments.threads.map(usize::from);
    Ok(TableOptions {
        coding: Coding {
            first: arguments.coding.first_code,
            not_applicable: arguments.coding.not_applicable_code.0,
            dont_know: arguments.coding.dont_know_code.0,
            missing: arguments.coding.empty,
        },
        measures: arguments.result.measures.clone(),
        nodes: nodes.map(|names| names.iter().map(node).collect()).transpose()?,
        lenses: !arguments.result.no_lenses,
        threads: threads.unwrap_or_else(|| available_parallelism().map_or(1, NonZero::get)),
        blanks: arguments.coding.blank.clone(),
        columns: arguments.reading.column.iter().cloned().collect(),
        keep: match arguments.result.keep.as_slice() {
            _ if arguments.result.keep_none => Keep::None,
            [] => Keep::All,
            names => Keep::These(names.to_vec()),
        },
        problems_column: arguments.problems_column,
    })
}

/// What a table cannot be used for. What was typed wrong is told as that.
pub fn refused(problems: &Problems, shown: &Shown) -> Failure {
    let typed = problems.iter().find(|problem| problem.path() == "/nodes");
    if let Some(problem) = typed {
        return Failure::usage(Report::of(problem, &[]).at("--nodes"));
    }
    let here: Vec<Problem> = problems.iter().map(|problem| problem.clone().in_file(&shown.name)).collect();
    Failure::Input(Report::all(&here, &[]))
}

fn warn<'p>(warnings: impl IntoIterator<Item = &'p Problem>, shown: &Shown) {
    let here = warnings.into_iter().map(|problem| problem.clone().in_file(&shown.name));
    diagnostics::show(&Report::all(&here.collect::<Vec<_>>(), &[]), false);
}

/// Bad rows of a part, counted from the first of the input.
fn counted(bad: &[(usize, Problem)], first: u64) -> Vec<BadRow> {
    let first = usize::try_from(first).unwrap_or(usize::MAX);
    bad.iter()
        .map(|(row, problem)| BadRow { row: first.saturating_add(*row), problem: problem.clone() })
        .collect()
}

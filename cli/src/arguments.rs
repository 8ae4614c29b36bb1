// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What can be typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::batch::arguments::BatchArguments;

/// Scores a city's answers to a digital rights questionnaire, and plans what to do next.
///
/// Results go to standard output, everything else to standard error. The exit code is 0 on success,
/// 1 where the input has problems, 2 where the command was not understood. FILE may be `-` for
/// standard input.
#[derive(Debug, Parser)]
#[command(name = "digirights", version, max_term_width = 100)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// List the questionnaires on board
    List(ListArguments),
    /// Find problems and warnings in a questionnaire
    Check(CheckArguments),
    /// Score a city's answers
    Score(ScoreArguments),
    /// Work out what to do next, and in which order
    Plan(PlanArguments),
    /// Compare two assessments of one city
    Compare(CompareArguments),
    /// Put several departments' answers together
    Merge(MergeArguments),
    /// Recompute a result and compare
    Verify(VerifyArguments),
    /// Write a report of a city's result: HTML, DOCX, XLSX, Markdown, CSV, or a picture as SVG or PNG
    Report(ReportArguments),
    /// Score a table of many answer sets
    ///
    /// Each row of the input is one answer set. Its columns are named by the ids of questions, by their
    /// texts, or as KoboToolbox and ODK name them. Each row of the result has the columns of the input that
    /// answer no question, and the scores: `M01.point`, `M01.low`, `principles/P1.point`, ...
    ///
    /// JSON Lines hold an object of answers by question in each line, or a whole answers file.
    ///
    /// A row with a problem has no scores. It is reported with its row, column, what was found and what
    /// was expected; the others are scored, and the exit code is 1. Rows are counted from 1, without the
    /// headings. The result is written aside and put in its place when it is whole.
    ///
    /// Memory does not grow with the number of rows, except with `--long`, and by the list of its parts that
    /// a Parquet file holds. An Arrow file is read one record batch at a time. In a CSV that is written, a
    /// text that a spreadsheet would run as a formula begins with an apostrophe.
    Batch(Box<BatchArguments>),
    /// Print the JSON Schema of a file format
    Schema(SchemaArguments),
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
}

impl Command {
    /// Whether a program reads the output, which then wants all problems.
    pub fn is_for_programs(&self) -> bool {
        let format = match self {
            Self::List(arguments) => arguments.format,
            Self::Check(arguments) => arguments.format,
            Self::Plan(arguments) => arguments.format,
            Self::Compare(arguments) => arguments.format,
            Self::Verify(arguments) => arguments.format,
            Self::Score(arguments) => return arguments.format == ScoreFormat::Json,
            Self::Merge(_)
            | Self::Report(_)
            | Self::Batch(_)
            | Self::Schema(_)
            | Self::Completions { .. } => return false,
        };
        format == Format::Json
    }
}

/// For people or for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Format {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
}

/// For people, for programs, or for documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum ScoreFormat {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
    /// For documents
    Markdown,
}

/// Of `list`.
#[derive(Debug, Args)]
pub struct ListArguments {
    /// Form of the output
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// Of `check`.
#[derive(Debug, Args)]
pub struct CheckArguments {
    /// An id on board, a folder, or a bundled JSON file
    pub questionnaire: String,
    /// Form of the output
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// Which questionnaire, and in which language.
#[derive(Debug, Args)]
pub struct QuestionnaireArguments {
    /// An id on board, a folder, or a bundled JSON file [default: the one on board that the answers name]
    #[arg(long, value_name = "ID|PATH")]
    pub questionnaire: Option<String>,
    /// Language of the questionnaire's texts [default: its first]
    #[arg(long, value_name = "LANGUAGE")]
    pub language: Option<String>,
}

/// Of `score`.
#[derive(Debug, Args)]
pub struct ScoreArguments {
    /// The answers file, or `-`
    pub answers: String,
    #[command(flatten)]
    pub of: QuestionnaireArguments,
    /// Score this profile, whatever the answers say
    #[arg(long, value_name = "ID")]
    pub profile: Option<String>,
    /// Form of the output
    #[arg(long, value_enum, default_value_t)]
    pub format: ScoreFormat,
}

/// What a plan is asked for.
#[derive(Debug, Args)]
pub struct GoalArguments {
    /// A level of the whole, or a score from 0 to 100: find the least effort that reaches it
    #[arg(long, value_name = "LEVEL|SCORE", allow_negative_numbers = true)]
    pub target: Option<String>,
    /// Person-days that can be spent
    #[arg(long, value_name = "DAYS", value_parser = days, allow_negative_numbers = true)]
    pub budget: Option<f64>,
}

/// Of `report`.
#[derive(Debug, Args)]
pub struct ReportArguments {
    /// The answers file, or `-`
    pub answers: String,
    /// Where to write it; the end of the name tells the format
    #[arg(long, short, value_name = "FILE")]
    pub output: PathBuf,
    #[command(flatten)]
    pub of: QuestionnaireArguments,
    /// Report on this profile, whatever the answers say
    #[arg(long, value_name = "ID")]
    pub profile: Option<String>,
    /// Who it is for: `technical` tells everything, `political` fills two pages, `public` one page (SVG, PNG, PDF) or messages with cards (ZIP); XLSX and CSV tell everything to everybody
    #[arg(long, value_name = "WHO", default_value = "technical")]
    pub audience: String,
    /// Earlier answers of the same city, to tell what has changed
    #[arg(long, value_name = "OLD")]
    pub since: Option<String>,
    #[command(flatten)]
    pub goal: GoalArguments,
    /// One chart alone, as SVG or PNG: `radar`, `bars`, `heat_map`, `gaps`, `effort_gain`, `roadmap` or `change`
    #[arg(long, value_name = "CHART", conflicts_with = "audience")]
    pub chart: Option<String>,
    /// Width of the chart in pixels
    #[arg(long, value_name = "PIXELS", default_value_t = 720, value_parser = clap::value_parser!(u32).range(240..=4000), requires = "chart")]
    pub width: u32,
}

/// Of `plan`.
#[derive(Debug, Args)]
pub struct PlanArguments {
    /// The answers file, or `-`
    pub answers: String,
    #[command(flatten)]
    pub of: QuestionnaireArguments,
    /// Plan for this profile, whatever the answers say
    #[arg(long, value_name = "ID")]
    pub profile: Option<String>,
    #[command(flatten)]
    pub goal: GoalArguments,
    /// Tell every recommendation in full
    #[arg(long)]
    pub all: bool,
    /// Form of the output
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// Of `compare`.
#[derive(Debug, Args)]
pub struct CompareArguments {
    /// The earlier answers, or `-`
    pub old: String,
    /// The later answers, or `-`
    pub new: String,
    /// Write a report instead, for example as HTML or DOCX; the end of the name tells the format
    #[arg(long, short, value_name = "FILE", conflicts_with = "format")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub of: QuestionnaireArguments,
    /// Compare by this profile, whatever the answers say
    #[arg(long, value_name = "ID")]
    pub profile: Option<String>,
    /// Form of the output
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// Of `merge`.
#[derive(Debug, Args)]
pub struct MergeArguments {
    /// The departments' answers files
    #[arg(required = true, value_name = "PART")]
    pub parts: Vec<String>,
    /// Where to write the merged answers [default: standard output]
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// How conflicts are settled: {"QUESTION": {"answer": …, "by": "ROLE", "reason": "…"}}
    #[arg(long, value_name = "FILE")]
    pub resolutions: Option<String>,
}

/// Of `verify`.
#[derive(Debug, Args)]
pub struct VerifyArguments {
    /// The result, as `score --format json` printed it, or `-`
    pub result: String,
    /// The answers it is said to come from, or `-`
    pub answers: String,
    /// An id on board, a folder, or a bundled JSON file [default: the one on board that the answers name]
    #[arg(long, value_name = "ID|PATH")]
    pub questionnaire: Option<String>,
    /// Form of the output
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// Of `schema`.
#[derive(Debug, Args)]
pub struct SchemaArguments {
    /// Which file format
    #[arg(value_enum)]
    pub kind: SchemaKind,
}

/// The file formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaKind {
    /// A questionnaire in one file
    Questionnaire,
    /// A city's answers
    Answers,
    /// The result of scoring
    Scorecard,
    /// Recommendations and roadmap
    Plan,
    /// What one changed answer changes in a result
    Changes,
    /// What changed between two assessments
    Comparison,
    /// How contradictions between departments are settled
    Settlements,
    /// The data of a chart
    Chart,
}

fn days(text: &str) -> Result<f64, String> {
    let days: f64 = text.parse().map_err(|_| "expected a number of person-days".to_owned())?;
    if days.is_finite() && days >= 0.0 { Ok(days) } else { Err("expected person-days, 0 or more".to_owned()) }
}

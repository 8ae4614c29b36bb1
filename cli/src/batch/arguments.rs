// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What can be typed after `digirights batch`.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use digirights::{Measure, MissingCell};

use super::format::InputFormat;

/// Of `batch`.
#[derive(Debug, Args)]
pub struct BatchArguments {
    /// The table: a file that ends in .csv, .tsv, .parquet, .arrow, .arrows, .feather or .jsonl, or `-`
    pub input: String,
    /// Where to write the scores: a file that ends in .csv, .parquet, .arrow, .arrows, .feather or .jsonl
    #[arg(long, short, value_name = "FILE")]
    pub output: PathBuf,
    /// An id on board, a folder, or a bundled JSON file [default: the one on board that answers files
    /// name; for tables, the only one on board]
    #[arg(long, value_name = "ID|PATH")]
    pub questionnaire: Option<String>,
    /// Score this profile
    #[arg(long, value_name = "ID")]
    pub profile: Option<String>,
    /// Write nothing if a row has a problem, except the report
    #[arg(long)]
    pub strict: bool,
    /// Where to report the problems: a file that ends in .csv or .jsonl [default: the first ones, on
    /// standard error]
    #[arg(long, value_name = "FILE")]
    pub problems: Option<PathBuf>,
    /// Say in a last column, `problems`, what is wrong with each row
    #[arg(long)]
    pub problems_column: bool,
    /// Rows are scored by so many threads at the same time; the result does not depend on it [default:
    /// as many as the machine has]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    #[command(flatten)]
    pub reading: ReadingArguments,
    #[command(flatten)]
    pub coding: CodingArguments,
    #[command(flatten)]
    pub long: LongArguments,
    #[command(flatten)]
    pub result: ResultArguments,
}

/// How the input is read.
#[derive(Debug, Args)]
#[command(next_help_heading = "Reading")]
pub struct ReadingArguments {
    /// Format of the input [default: by the end of its name]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub input_format: Option<InputFormat>,
    /// The sign between the cells of a CSV: one character, or `tab` [default: found from the first rows]
    #[arg(long, value_name = "SIGN", value_parser = separator, allow_hyphen_values = true)]
    pub separator: Option<u8>,
    /// The column with this heading answers this question (as often as needed; without a question: none);
    /// with `--long`, the rows that name the question so
    #[arg(long, value_name = "HEADING=QUESTION", value_parser = column)]
    pub column: Vec<(String, String)>,
}

/// How numbers and empty cells stand for answers.
#[derive(Debug, Args)]
#[command(next_help_heading = "Codes")]
pub struct CodingArguments {
    /// The code of the first option of a scale; the others follow in order
    #[arg(long, value_name = "CODE", default_value_t = 0, allow_negative_numbers = true)]
    pub first_code: i64,
    /// The code for don't-know, or `none`
    #[arg(long, value_name = "CODE", default_value = "-2", value_parser = code, allow_negative_numbers = true)]
    pub dont_know_code: Code,
    /// The code for not-applicable, or `none`
    #[arg(long, value_name = "CODE", default_value = "-1", value_parser = code, allow_negative_numbers = true)]
    pub not_applicable_code: Code,
    /// A text that says as little as an empty cell, such as `NA` (as often as needed)
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub blank: Vec<String>,
    /// What an empty cell means
    #[arg(long, value_name = "STATE", default_value_t = MissingCell::Unanswered, value_parser = named(MissingCell::ALL, MissingCell::as_str))]
    pub empty: MissingCell,
}

/// A code, if there is one.
#[derive(Debug, Clone, Copy)]
pub struct Code(pub Option<i64>);

/// Tables with one row per answer.
#[derive(Debug, Args)]
#[command(next_help_heading = "Tables with one row per answer")]
pub struct LongArguments {
    /// Each row of the input is one answer. All of it is kept in memory, at 4 bytes an answer
    #[arg(long)]
    pub long: bool,
    /// The column that names the question
    #[arg(long, requires = "long", value_name = "HEADING", default_value = "question")]
    pub question_column: String,
    /// The column with the answer
    #[arg(long, requires = "long", value_name = "HEADING", default_value = "value")]
    pub value_column: String,
    /// The column with the state of the answer [default: `state`, if there is one]
    #[arg(long, requires = "long", value_name = "HEADING")]
    pub state_column: Option<String>,
    /// A column that tells answer sets apart (as often as needed) [default: all others]
    #[arg(long, requires = "long", value_name = "HEADING")]
    pub key: Vec<String>,
}

/// What the result has.
#[derive(Debug, Args)]
#[command(next_help_heading = "Result")]
pub struct ResultArguments {
    /// What is told of each node, with commas between
    #[arg(long, value_name = "MEASURES", value_delimiter = ',', default_values_t = Measure::ALL.to_vec(), value_parser = named(Measure::ALL, Measure::as_str), hide_default_value = true, hide_possible_values = false)]
    pub measures: Vec<Measure>,
    /// The nodes that are told of, with commas between [default: all]
    #[arg(long, value_name = "IDS", value_delimiter = ',')]
    pub nodes: Option<Vec<String>>,
    /// Leave the lenses out
    #[arg(long)]
    pub no_lenses: bool,
    /// Keep this column of the input (as often as needed) [default: all that answer no question]
    #[arg(long, value_name = "HEADING", conflicts_with = "keep_none")]
    pub keep: Vec<String>,
    /// Keep no column of the input
    #[arg(long)]
    pub keep_none: bool,
}

/// One of the names that the engine knows.
fn named<T: Copy + Send + Sync + 'static>(
    all: &'static [T],
    name: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    let names = PossibleValuesParser::new(all.iter().map(|value| name(*value)));
    names.try_map(move |text| {
        all.iter().copied().find(|value| name(*value) == text).ok_or("it is none of the names")
    })
}

fn separator(text: &str) -> Result<u8, String> {
    match text.as_bytes() {
        _ if text == "tab" || text == "\\t" => Ok(b'\t'),
        [sign] if !matches!(sign, b'"' | b'\n' | b'\r') => Ok(*sign),
        _ => Err("expected one character, such as `;`, or `tab`".to_owned()),
    }
}

fn code(text: &str) -> Result<Code, String> {
    match text {
        "none" => Ok(Code(None)),
        text => text
            .parse()
            .map(|code| Code(Some(code)))
            .map_err(|_| "expected a whole number, or `none`".to_owned()),
    }
}

fn column(text: &str) -> Result<(String, String), String> {
    // A heading may hold the sign, an id does not.
    let (heading, question) = text.rsplit_once('=').ok_or("expected HEADING=QUESTION")?;
    Ok((heading.to_owned(), question.to_owned()))
}

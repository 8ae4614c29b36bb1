// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! `digirights merge`: several departments' answers in one file.

use std::collections::BTreeMap;
use std::path::Path;

use digirights::{Answer, Answers, Instrument, Map, Problem};
use digirights_reporting::Words;

use crate::arguments::MergeArguments;
use crate::city::{self, Given};
use crate::diagnostics;
use crate::failure::{Ending, Failure, Outcome};
use crate::input::{STANDARD_INPUT, Source};
use crate::library;
use crate::output;
use crate::render::page::{OPEN, Page, QUIET, STRONG};
use crate::render::words::words;
use crate::report::Report;
use crate::resolutions;
use crate::terminal::Terminal;

/// Runs it.
pub fn run(arguments: &MergeArguments) -> Outcome {
    let from_standard_input =
        arguments.parts.iter().chain(&arguments.resolutions).filter(|name| *name == STANDARD_INPUT);
    if from_standard_input.count() > 1 {
        return Err(Failure::usage(Report::option("PART", STANDARD_INPUT, "standard input once")));
    }
    if let Some(output) = &arguments.output {
        let read = arguments.parts.iter().chain(&arguments.resolutions);
        output::apart("--output", output, read.map(String::as_str))?;
    }
    let parts =
        arguments.parts.iter().map(|name| city::answers(name)).collect::<Result<Vec<Given>, Failure>>()?;
    let names = names(&parts);
    let named = names.iter().map(String::as_str).zip(parts.iter().map(|part| &part.answers));
    let mut merged = digirights::merge(named).map_err(|problems| {
        let source = |(part, name): (&Given, &String)| Source { key: name.clone(), ..part.source.clone() };
        let sources: Vec<Source> = parts.iter().zip(&names).map(source).collect();
        Failure::Input(Report::all(&problems, &sources))
    })?;
    if let Some(name) = &arguments.resolutions {
        let settled = resolutions::apply(name, &mut merged)?;
        check_settled(merged.answers(), &settled)?;
    }
    let answers = merged.answers();
    match &arguments.output {
        Some(path) => output::file(path, answers.to_json().as_bytes())?,
        None => output::raw(&answers.to_json())?,
    }
    if merged.conflicts().is_empty() {
        return Ok(Ending::Success);
    }
    let instrument = known(answers);
    let words = instrument.as_ref().and_then(|instrument| words(instrument, None).ok());
    list(merged.conflicts(), words.as_ref());
    Ok(Ending::Problems)
}

/// A name for each part that says which file it was and nothing of the machine it lay on: the file's
/// name without its ending, numbered where several files have the same.
fn names(parts: &[Given]) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut name = |part: &Given| {
        let stem = Path::new(&part.source.key).file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let stem = stem.unwrap_or_else(|| part.source.key.clone());
        let number = seen.entry(stem.clone()).or_default();
        *number += 1;
        if *number == 1 { stem } else { format!("{stem}-{number}") }
    };
    parts.iter().map(&mut name).collect()
}

/// Refuses settlements with answers that the questionnaire does not have, if it is on board.
fn check_settled(answers: &Answers, settled: &[String]) -> Result<(), Failure> {
    let Some(instrument) = known(answers) else { return Ok(()) };
    let Ok(assessment) = instrument.assess_usable(answers) else { return Ok(()) };
    let is_settled = |problem: &&Problem| {
        let place = problem.path().strip_prefix("/answers/").unwrap_or_default();
        settled.iter().any(|question| place.split('/').next() == Some(question.as_str()))
    };
    let wrong: Vec<Problem> = assessment.unused().iter().filter(is_settled).cloned().collect();
    if wrong.is_empty() { Ok(()) } else { Err(Failure::Input(Report::all(&wrong, &[]))) }
}

/// The questionnaire, if it is on board: its words are easier to read than ids.
fn known(answers: &Answers) -> Option<Instrument> {
    let asked = &answers.document().questionnaire;
    let instrument = library::on_board(asked.id.as_str())?.check().ok()?;
    instrument.version().is_same_edition(asked.version).then_some(instrument)
}

fn list(conflicts: &Map<String, Vec<Answer>>, words: Option<&Words<'_>>) {
    let mut page = Page::new(Terminal::of_errors());
    let number = conflicts.len();
    let (them, questions) =
        if number == 1 { ("It has", "question is") } else { ("They have", "questions are") };
    let text = format!(
        "{number} {questions} answered differently. {them} no answer in the merged file, which holds every side."
    );
    page.paragraph("", &text, OPEN);
    for (question, sides) in conflicts {
        page.gap();
        match words {
            Some(words) if words.question(question) != question => {
                page.paragraph("  ", &format!("{question}: {}", words.question(question)), STRONG);
            }
            _ => page.paragraph("  ", question, STRONG),
        }
        for side in sides {
            let said = words.map_or_else(|| bare(side), |words| words.answer(question, side));
            let mark = format!("    {} ", page.marks.bullet);
            page.paragraph(&mark, &said, anstyle::Style::new());
            page.paragraph("      ", &origin(side), QUIET);
        }
    }
    page.gap();
    page.paragraph("", "Settle them with --resolutions FILE: {\"QUESTION\": {\"answer\": …, \"by\": \"ROLE\", \"reason\": \"…\"}}", QUIET);
    diagnostics::say(&page.finish());
}

/// An answer without the words of its questionnaire.
fn bare(answer: &Answer) -> String {
    match (&answer.value, &answer.reason) {
        (Some(serde_json::Value::String(text)), _) => text.clone(),
        (Some(value), _) => value.to_string(),
        (None, Some(reason)) => format!("{}: {reason}", answer.state),
        (None, None) => answer.state.to_string(),
    }
}

/// Who said it, where, and with which note; and who said the same.
fn origin(answer: &Answer) -> String {
    let mut facts: Vec<String> = answer.part.iter().map(|part| format!("in {part}")).collect();
    facts.extend(answer.role.iter().map(|role| format!("by {role}")));
    facts.extend(answer.at.iter().map(|at| format!("on {at}")));
    facts.extend(answer.note.iter().map(|note| format!("note: {note}")));
    facts.extend(
        answer.also.iter().filter_map(|other| other.part.as_ref()).map(|part| format!("also in {part}")),
    );
    facts.join(", ")
}

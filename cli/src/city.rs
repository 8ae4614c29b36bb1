// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! A city's answers, held against their questionnaire.

use std::fmt::Write as _;

use digirights::{Answers, Assessment, Comparison, Instrument, Limits, ProfileId};

use crate::diagnostics::notice;
use crate::failure::Failure;
use crate::input::{STANDARD_INPUT, Source, read};
use crate::library;
use crate::report::{Report, Trouble};

/// Answers as they were read.
#[derive(Debug)]
pub struct Given {
    /// The file.
    pub source: Source,
    /// What it says.
    pub answers: Answers,
}

/// Reads an answers file.
pub fn answers(name: &str) -> Result<Given, Failure> {
    let limits = Limits::default();
    let source = read(name, &limits)?;
    let read = Answers::from_json_with(&source.text, &limits);
    let answers =
        read.map_err(|problems| Failure::Input(Report::all(&problems, std::slice::from_ref(&source))))?;
    Ok(Given { source, answers })
}

/// The questionnaire that was asked for, or the one on board that the answers name.
pub fn instrument(asked: Option<&str>, given: &Given) -> Result<Instrument, Failure> {
    if asked == Some(STANDARD_INPUT) && given.source.is_standard_input() {
        return Err(Failure::usage(Report::option("--questionnaire", STANDARD_INPUT, "standard input once")));
    }
    if let Some(asked) = asked {
        return library::find(asked)?.instrument();
    }
    let id = given.answers.document().questionnaire.id.as_str();
    named(id, &format!("{}#/questionnaire/id", given.source.shown))
}

/// The questionnaire on board that is named at this place.
pub fn named(id: &str, place: &str) -> Result<Instrument, Failure> {
    let Some(found) = library::on_board(id) else {
        let known = library::ids();
        let report = Report::trouble(Trouble::NoQuestionnaire, place);
        let on_board = if known.is_empty() { String::new() } else { format!(" ({})", known.join(", ")) };
        let expected = format!("one on board{on_board}, or `--questionnaire` with a folder or file");
        return Err(Failure::input(report.finding(format!("`{id}`")).expecting(expected).near(id, known)));
    };
    found.instrument()
}

/// Carries answers to an earlier version over, and holds them against the instrument: for the profile
/// that was asked for, or the one that the answers name.
pub fn hold(instrument: &Instrument, given: Given, profile: Option<&str>) -> Result<Assessment, Failure> {
    let Given { source, mut answers } = given;
    let mut sources = vec![source];
    let failed =
        |problems: &digirights::Problems, sources: &[Source]| Failure::Input(Report::all(problems, sources));
    if answers.document().questionnaire.id == *instrument.id() {
        let bridged = instrument.bridge(&answers).map_err(|problems| failed(&problems, &sources))?;
        if !bridged.from.is_same_edition(instrument.version()) {
            tell_of_bridge(&bridged, instrument);
            // Problems now are about answers that do not stand so in the file.
            sources.clear();
        }
        answers = bridged.answers;
    }
    let assessment = match profile {
        Some(asked) => instrument.assess_for(&answers, Some(find_profile(instrument, asked)?)),
        None => instrument.assess(&answers),
    };
    assessment.map_err(|problems| failed(&problems, &sources))
}

fn tell_of_bridge(bridged: &digirights::Bridged, instrument: &Instrument) {
    let mut text = format!(
        "these answers are to version {} of `{}`; they are carried over to version {}",
        bridged.from,
        instrument.id(),
        instrument.version()
    );
    if !bridged.dropped.is_empty() {
        let _ = write!(text, "; no longer asked, left behind: {}", bridged.dropped.join(", "));
    }
    notice(&text);
}

/// Says where two results that are held against each other are hardly of one city over time.
pub fn tell_apart(compared: &Comparison) {
    let (old, new) = (&compared.old, &compared.new);
    if let (false, Some(old), Some(new)) = (compared.same_city, &old.city, &new.city) {
        notice(&format!("the two results are of different cities: {old} and {new}"));
    }
    if let (true, Some(old), Some(new)) = (compared.is_reversed(), &old.date, &new.date) {
        notice(&format!("the earlier result has the later date: {old}, the other {new}"));
    }
}

/// A profile that was asked for.
pub fn find_profile<'i>(instrument: &'i Instrument, asked: &str) -> Result<&'i ProfileId, Failure> {
    let profiles = &instrument.definition().profiles;
    let found = profiles.iter().find(|profile| profile.id.as_str() == asked);
    found.map(|profile| &profile.id).ok_or_else(|| {
        let known: Vec<&str> = profiles.iter().map(|profile| profile.id.as_str()).collect();
        let expected = if known.is_empty() {
            "none: the questionnaire has no profiles".to_owned()
        } else {
            known.join(", ")
        };
        Failure::usage(Report::option("--profile", asked, expected).near(asked, known))
    })
}

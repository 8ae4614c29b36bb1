// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! A scorecard as text.

use anstyle::Style;
use digirights::{NodeScore, NodeState, Score, Scorecard, ScorecardDocument};
use digirights_reporting::Words;

use super::highlights::highlights;
use super::next_level::{narrowing, next_level};
use super::numbers::{Unit, long, percent, range};
use super::page::{Page, QUIET, STRONG};
use super::tree::{lenses, tree};
use super::words::question_with_id;

/// Puts a scorecard on a page.
pub fn draw(page: &mut Page, card: &Scorecard, words: &Words<'_>) {
    let document = card.to_document();
    title(page, &document, words);
    whole(page, card, words);
    tree(page, card, words);
    lenses(page, &document, words);
    highlights(page, card, words);
    next_level(page, card, &document, words);
    narrowing(page, card, &document, words);
    left_aside(page, card, &document, words);
    digests(page, &document);
}

/// Title, city, date and profile: what the page is about.
pub fn title(page: &mut Page, document: &ScorecardDocument, words: &Words<'_>) {
    page.paragraph("", words.title(), STRONG);
    let mut facts: Vec<String> = document.city.iter().cloned().collect();
    facts.extend(document.date.as_ref().map(ToString::to_string));
    facts.extend(
        document
            .profile
            .as_ref()
            .map(|profile| format!("profile {}", page.quoted(words.profile(profile.as_str())))),
    );
    if !facts.is_empty() {
        let dot = format!(" {} ", page.marks.dot);
        page.paragraph("", &facts.join(&dot), Style::new());
    }
    page.rule();
}

fn whole(page: &mut Page, card: &Scorecard, words: &Words<'_>) {
    let root = card.root();
    let (answered, asked) = root.answered_of_asked();
    match root.score() {
        Some(score) => {
            let unit = Unit::from(score);
            page.field("Score", &format!("{}{}", long(score.point(), unit), between(score, unit)));
            if let Some(level) = root.level() {
                let level = words.level(root.id().as_str(), level.as_str());
                page.field("Level", &format!("{level}{}", level_range(root, words)));
            } else if words.level_set(root.id().as_str()).is_some() {
                page.field("Level", &format!("below the first{}", level_range(root, words)));
            }
        }
        None => page.field("Score", &no_score(root)),
    }
    let share = if asked > 0 { format!(" ({})", percent(root.completeness())) } else { String::new() };
    page.field("Answered", &format!("{answered} of {asked} questions{share}"));
    page.field("Evidence", &format!("given for {} of the answers", percent(root.evidence())));
}

/// The bounds in a sentence.
fn between(score: Score, unit: Unit) -> String {
    match range(score.low(), score.high(), unit, " and ") {
        Some(range) => format!(" as answered so far; between {range} whatever is answered later"),
        None => String::new(),
    }
}

fn level_range(node: NodeScore<'_>, words: &Words<'_>) -> String {
    let (low, high) = node.level_bounds();
    if low == high {
        return String::new();
    }
    let name = |level: Option<&digirights::LevelId>| {
        level.map_or("below the first".to_owned(), |level| {
            words.level(node.id().as_str(), level.as_str()).to_owned()
        })
    };
    format!(" (from {} to {}, whatever is answered later)", name(low), name(high))
}

/// Why a node has no score, and what it may still get.
pub fn no_score(node: NodeScore<'_>) -> String {
    match node.state() {
        NodeState::Scored => String::new(),
        NodeState::NotApplicable => "does not apply".to_owned(),
        NodeState::Unanswered => "not enough answers yet".to_owned(),
        NodeState::DontKnow => "not known".to_owned(),
    }
}

fn left_aside(page: &mut Page, card: &Scorecard, document: &ScorecardDocument, words: &Words<'_>) {
    if !document.kept_not_counted.is_empty() {
        page.heading("Kept, not counted: the question is not asked as things stand");
        for question in &document.kept_not_counted {
            let id = question.as_str();
            let answer = card.answers().document().answers.get(id).map(|answer| words.answer(id, answer));
            page.item(&format!("{}: {}", question_with_id(words, id), answer.unwrap_or_default()));
        }
    }
    if !document.unused.is_empty() {
        page.heading("Answers that could not be used");
        for problem in &document.unused {
            page.item(&problem.to_string());
            page.below(problem.code().help(), QUIET);
        }
    }
}

fn digests(page: &mut Page, document: &ScorecardDocument) {
    page.gap();
    let short = |digest: &str| digest.chars().take("sha256:".len() + 8).collect::<String>();
    let dot = format!(" {} ", page.marks.dot);
    let facts = [
        format!(
            "{} {} {}",
            document.questionnaire.id,
            document.questionnaire.version,
            short(&document.questionnaire.digest)
        ),
        format!("answers {}", short(&document.answers.digest)),
        format!("engine {}", document.engine),
    ];
    page.paragraph("", &facts.join(&dot), QUIET);
}

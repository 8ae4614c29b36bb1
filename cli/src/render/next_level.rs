// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What is missing: for the next level, and for certainty.

use digirights::questionnaire::{Condition, LevelMeasure};
use digirights::{GateDocument, Scorecard, ScorecardDocument};
use digirights_reporting::Words;

use super::numbers::{Unit, long, number};
use super::page::{Page, QUIET};
use super::scorecard::no_score;
use super::words::question_with_id;

/// How many missing answers, and how many questions behind one gate, are named.
const NAMED: usize = 5;

/// What keeps the whole from its next level.
pub fn next_level(page: &mut Page, card: &Scorecard, document: &ScorecardDocument, words: &Words<'_>) {
    let sentences = blocks(page, card, document, words);
    let Some((heading, items)) = sentences else { return };
    page.heading(&heading);
    for (text, below) in items {
        page.item(&text);
        for line in below {
            page.below(&line, QUIET);
        }
    }
}

/// A heading, and what is needed with the details of each.
pub type Blocks = (String, Vec<(String, Vec<String>)>);

/// What keeps the whole from its next level.
pub fn blocks(
    page: &Page,
    card: &Scorecard,
    document: &ScorecardDocument,
    words: &Words<'_>,
) -> Option<Blocks> {
    let root = card.root();
    let id = root.id().as_str();
    let next = document.nodes.get(id)?.next_level.as_ref()?;
    let set = words.level_set(id)?;
    let level = set.levels.iter().find(|level| level.id == next.level)?;
    let mut items = Vec::new();
    if let Some((from, missing)) = next.from.zip(next.missing) {
        let maximum = if set.measure == LevelMeasure::Share { 1.0 } else { words.maximum(id) };
        let scale = |score: f64| number(Unit::of(maximum).scale(score));
        let text = format!("A score of {} is needed; {} more than now.", scale(from), scale(missing));
        items.push((text, Vec::new()));
    }
    for gate in &next.gates {
        let Some(condition) = level.requires.get(gate.gate) else { continue };
        let text = format!("It is required that {}.", page.requoted(&words.condition(condition, id)));
        items.push((text, standing(page, card, gate, condition, words)));
    }
    Some((format!("What is missing for {}", words.level(id, next.level.as_str())), items))
}

/// How what a gate looks at stands now.
fn standing(
    page: &Page,
    card: &Scorecard,
    gate: &GateDocument,
    condition: &Condition,
    words: &Words<'_>,
) -> Vec<String> {
    let mut lines = Vec::new();
    for question in gate.questions.iter().take(NAMED) {
        let now = format!("now: {}", said(card, question.as_str(), words));
        // A gate that is about one question has named it already.
        lines.push(if condition.question.as_ref() == Some(question) {
            now
        } else {
            format!("{} {} {now}", page.quoted(words.question(question.as_str())), page.marks.arrow)
        });
    }
    for node in gate.nodes.iter().filter_map(|node| card.node(node.as_str())).take(NAMED) {
        let score = node.score();
        let now = score.map_or_else(|| no_score(node), |score| long(score.point(), score.into()));
        lines.push(format!("{} {} now: {now}", words.node(node.id().as_str()), page.marks.arrow));
    }
    let rest = gate.questions.len().saturating_sub(NAMED) + gate.nodes.len().saturating_sub(NAMED);
    if rest > 0 {
        lines.push(format!("and {rest} more"));
    }
    lines
}

/// What a city said to a question, in words.
pub fn said(card: &Scorecard, question: &str, words: &Words<'_>) -> String {
    let shown = card.question(question).map(|question| question.state());
    match (shown, card.answers().document().answers.get(question)) {
        (Some(digirights::QuestionState::Answered), Some(answer)) => words.answer(question, answer),
        (Some(shown), _) => words.state(shown),
        (None, _) => "not in this profile".to_owned(),
    }
}

/// The missing answers that would narrow the bounds most.
pub fn narrowing(page: &mut Page, card: &Scorecard, document: &ScorecardDocument, words: &Words<'_>) {
    let Some(score) = card.root().score() else { return };
    let unit = Unit::from(score);
    let most: Vec<_> =
        document.narrowing.iter().take(NAMED).filter(|missing| missing.narrows > 0.0).collect();
    if most.is_empty() {
        return;
    }
    page.heading("Answers that would make the score most certain");
    for missing in most {
        let id = missing.question.as_str();
        let by = number(unit.scale(missing.narrows));
        page.item(&question_with_id(words, id));
        page.below(
            &format!("narrows the range of the whole by {by} or more; now {}", said(card, id, words)),
            QUIET,
        );
    }
}

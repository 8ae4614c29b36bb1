// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! How to read a report, how its numbers are made, and how anyone can verify them.

use digirights::questionnaire::Edge;

use crate::document::{Block, Fact, Item, List, Row, Section, Table, Text};
use crate::figure::columns;
use crate::subject::Subject;
use crate::words::CountsZero;

use super::{paragraph, section, sentences};

/// What a score, its bounds and the states of answers mean.
pub(super) fn how_to_read(subject: &Subject<'_>) -> Section {
    let words = subject.words;
    let zero = CountsZero::in_any_part(words.definition());
    let full = words.number(subject.unit().full());
    let states = [
        ("read.states", true),
        ("read.states.dont_know", !zero.dont_know),
        ("read.states.dont_know_zero", zero.dont_know),
        ("read.states.unanswered_zero", zero.unanswered),
    ];
    let mut lines = vec![
        words.say("read.score", &[("full", &full)]),
        words.say("read.bounds", &[]),
        sentences(subject, &states),
    ];
    if has_levels(subject) {
        lines.push(words.say("read.levels", &[]));
    }
    lines.push(words.say("read.not_audited", &[]));
    let items = lines.into_iter().map(|text| Item { text: Text::plain(text), below: Vec::new() });
    let mut blocks = vec![Block::List(List { numbered: false, items: items.collect() })];
    let description = words.description();
    if !description.is_empty() {
        blocks.insert(0, paragraph(description));
    }
    section("read", words.say("read", &[]), blocks)
}

fn has_levels(subject: &Subject<'_>) -> bool {
    subject.card.nodes().any(|node| subject.words.level_set(node.id().as_str()).is_some())
}

/// Rules, levels and versions.
pub(super) fn method(subject: &Subject<'_>) -> Section {
    let zero = CountsZero::in_any_part(subject.words.definition());
    let has_actions = subject.plan.is_some_and(|plan| !plan.recommendations.is_empty());
    let score = [
        ("method.score", true),
        ("method.not_applicable", !zero.not_applicable),
        ("method.not_applicable_zero", zero.not_applicable),
        ("method.adds", true),
    ];
    let mut blocks = vec![paragraph(sentences(subject, &score))];
    let others = [
        ("method.bounds", true),
        ("method.levels", has_levels(subject)),
        ("method.gain", has_actions),
        ("method.effort", has_actions),
        ("method.rounding", true),
    ];
    let others = others.iter().filter(|(_, holds)| *holds);
    blocks.extend(others.map(|(key, _)| paragraph(subject.words.say(key, &[]))));
    blocks.extend(levels(subject).map(Block::Table));
    Section { new_page: true, ..section("method", subject.words.say("method", &[]), blocks) }
}

/// The levels of the whole, with where they begin and what they mean.
fn levels(subject: &Subject<'_>) -> Option<Table> {
    let words = subject.words;
    let root = subject.card.root();
    let id = root.id().as_str();
    let set = words.level_set(id)?;
    let is_share = set.measure == digirights::questionnaire::LevelMeasure::Share;
    let row = |level: &digirights::questionnaire::Level| {
        let from = level.from.map(|from| words.number(from.get() * if is_share { 100.0 } else { 1.0 }));
        let edge = if set.edge == Edge::Included { "level.from" } else { "level.above" };
        let from = from.map_or(String::new(), |from| words.say(edge, &[("from", &from)]));
        let about = words.level_text(id, level.id.as_str()).and_then(|text| text.description.as_deref());
        let cells = vec![
            Text::plain(words.level(id, level.id.as_str())),
            Text::plain(from),
            Text::plain(about.unwrap_or_default()),
        ];
        Row { cells, ..Row::default() }
    };
    let heads = [("column.level", false, 2), ("column.begins", false, 2), ("column.meaning", false, 6)];
    Some(Table {
        caption: words.say("table.levels", &[]),
        columns: columns(words, &heads),
        rows: set.levels.iter().map(row).collect(),
    })
}

/// Digests and versions, and how to recompute.
pub(super) fn verify(subject: &Subject<'_>) -> Section {
    let words = subject.words;
    let result = &subject.result;
    let mut facts = Vec::new();
    let mut add = |key: &str, value: String| {
        facts.push(Fact { name: words.say(key, &[]), value: Text::plain(value) });
    };
    add("verify.questionnaire", format!("{} {}", result.questionnaire.id, result.questionnaire.version));
    add("verify.questionnaire.digest", result.questionnaire.digest.clone());
    add("verify.answers.digest", result.answers.digest.clone());
    add("verify.engine", format!("digirights {}", result.engine));
    add("verify.formats", format!("{} · {}", result.questionnaire.format, result.format));
    section(
        "verify",
        words.say("verify", &[]),
        vec![paragraph(words.say("verify.said", &[])), Block::Facts(facts)],
    )
}

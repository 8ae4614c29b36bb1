// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! How to read a report, how its numbers are made, and how anyone can verify them.

use digirights::questionnaire::Edge;

use crate::document::{Block, Fact, Item, List, Row, Section, Table, Text};
use crate::figure::columns;
use crate::subject::Subject;

use super::{paragraph, section};

/// What a score, its bounds and the states of answers mean.
pub(super) fn how_to_read(subject: &Subject<'_>) -> Section {
    let words = subject.words;
    let full = words.number(subject.unit().full());
    let keys = ["read.score", "read.bounds", "read.states", "read.levels", "read.not_audited"];
    let items = keys
        .iter()
        .map(|key| Item { text: Text::plain(words.say(key, &[("full", &full)])), below: Vec::new() });
    let mut blocks = vec![Block::List(List { numbered: false, items: items.collect() })];
    let description = words.description();
    if !description.is_empty() {
        blocks.insert(0, paragraph(description));
    }
    section("read", words.say("read", &[]), blocks)
}

/// Rules, levels and versions.
pub(super) fn method(subject: &Subject<'_>) -> Section {
    let words = subject.words;
    let keys =
        ["method.score", "method.bounds", "method.levels", "method.gain", "method.effort", "method.rounding"];
    let mut blocks: Vec<Block> = keys.iter().map(|key| paragraph(words.say(key, &[]))).collect();
    blocks.extend(levels(subject).map(Block::Table));
    Section { new_page: true, ..section("method", words.say("method", &[]), blocks) }
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

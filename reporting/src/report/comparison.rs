// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What changed between two dates.

use digirights::{AnswerChange, Direction, NodeScore, ScoreChange};

use crate::document::{Block, Document, Fact, KeyFigure, Row, Section, Table, Text};
use crate::figure::{FigureKind, columns, day};
use crate::subject::{Earlier, Subject};
use crate::words::Unit;

use super::{chart, cover, method, overview, paragraph, section};

pub(super) fn document(subject: &Subject<'_>, earlier: &Earlier<'_>) -> Document {
    let words = subject.words;
    let mut sections = vec![whole(subject, earlier)];
    sections.push(nodes(subject, earlier));
    sections.push(answers(subject, earlier));
    sections.push(method::verify(subject));
    let mut facts = cover::facts(subject);
    let old = Text::plain(earlier.comparison.old.answers.clone());
    facts.push(Fact { name: words.say("verify.earlier.digest", &[]), value: old });
    cover::document(
        subject,
        words.say("title.comparison", &[("title", words.title())]),
        facts,
        false,
        sections,
    )
}

fn whole(subject: &Subject<'_>, earlier: &Earlier<'_>) -> Section {
    let words = subject.words;
    let before = earlier.card.root();
    let name = earlier.comparison.old.date.as_ref().map(|date| day(date.as_str()));
    let mut figures = vec![KeyFigure {
        value: before.score().map_or_else(
            || words.say("score.none", &[]),
            |score| words.score(score.point(), Unit::from(score)),
        ),
        name: name.unwrap_or_else(|| words.say("moment.earlier", &[])),
        note: overview::bounds_said(subject, &before),
    }];
    let after = subject.card.root();
    figures.push(KeyFigure {
        value: subject.point(&after),
        name: subject.date().map_or_else(|| words.say("moment.now", &[]), day),
        note: overview::bounds_said(subject, &after),
    });
    let mut blocks = vec![Block::Figures(figures)];
    blocks.extend(overview::changed(subject).map(paragraph));
    if !earlier.comparison.same_city {
        blocks.push(Block::Note(Text::plain(words.say("comparison.other_city", &[]))));
    }
    blocks.extend(chart(subject, FigureKind::Change));
    blocks.extend(chart(subject, FigureKind::Radar));
    section("whole", words.say("comparison.whole", &[]), blocks)
}

fn nodes(subject: &Subject<'_>, earlier: &Earlier<'_>) -> Section {
    let words = subject.words;
    let row = |node: NodeScore<'_>| {
        let id = node.id().as_str();
        let change = earlier.comparison.nodes.get(id)?;
        let unit = Unit::of(node.maximum());
        let score = |score: Option<digirights::Score>| {
            score.map_or_else(|| words.say("score.none", &[]), |score| overview::scored(subject, score))
        };
        let level = |level: &Option<digirights::LevelId>| {
            level.as_ref().map_or("", |level| words.level(id, level.as_str())).to_owned()
        };
        let levels = match (level(&change.old_level), level(&change.new_level)) {
            (old, new) if old == new => new,
            (old, new) => words.say("comparison.levels", &[("old", &old), ("new", &new)]),
        };
        let depth = std::iter::successors(node.parent(), NodeScore::parent).count();
        Some(Row {
            depth: u32::try_from(depth).unwrap_or(u32::MAX),
            strong: depth < 2,
            cells: vec![
                Text::plain(words.node(id)),
                Text::plain(score(change.score.old)),
                Text::plain(score(change.score.new)),
                Text::plain(moved(subject, &change.score, unit)),
                Text::plain(levels),
            ],
        })
    };
    let heads = [
        ("column.part", false, 5),
        ("column.earlier", true, 3),
        ("column.now", true, 3),
        ("column.change", true, 2),
        ("column.level", false, 3),
    ];
    let rows = subject.card.nodes().filter_map(row).collect();
    let table = Table { caption: words.say("table.changes", &[]), columns: columns(words, &heads), rows };
    let mut blocks = vec![paragraph(words.say("comparison.nodes.said", &[])), Block::Table(table)];
    blocks.extend(chart(subject, FigureKind::Bars));
    section("nodes", words.say("comparison.nodes", &[]), blocks)
}

/// By how much, and whether missing answers could turn it round.
fn moved(subject: &Subject<'_>, change: &ScoreChange, unit: Unit) -> String {
    let words = subject.words;
    let Some(amount) = change.change else { return String::new() };
    let amount = words.change(unit.scale(amount));
    let moves = matches!(change.direction, Direction::Up | Direction::Down);
    if moves && !change.certain { words.say("comparison.open", &[("change", &amount)]) } else { amount }
}

fn answers(subject: &Subject<'_>, earlier: &Earlier<'_>) -> Section {
    let words = subject.words;
    let changes = &earlier.comparison.answers;
    let heading = words.say("comparison.answers", &[]);
    if changes.is_empty() {
        return section("answers", heading, vec![paragraph(words.say("comparison.answers.none", &[]))]);
    }
    let row = |change: &AnswerChange| {
        let id = change.question.as_str();
        let said = |value: &Option<serde_json::Value>, state| {
            value.as_ref().map_or_else(|| words.state(state), |value| words.value(id, value))
        };
        Row {
            cells: vec![
                Text::plain(words.question(id)).and_quiet(format!(" {id}")),
                Text::plain(said(&change.old, change.old_state)),
                Text::plain(said(&change.new, change.new_state)),
                Text::plain(words.change(subject.unit().scale(change.contribution))),
            ],
            ..Row::default()
        }
    };
    let heads = [
        ("column.question", false, 5),
        ("column.earlier", false, 4),
        ("column.now", false, 4),
        ("column.adds", true, 2),
    ];
    let table = Table {
        caption: words.say("table.moved", &[]),
        columns: columns(words, &heads),
        rows: changes.iter().map(row).collect(),
    };
    Section { new_page: true, ..section("answers", heading, vec![Block::Table(table)]) }
}

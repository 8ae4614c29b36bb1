// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What changed between two dates.

use digirights::{AnswerChange, Direction, LevelId, NodeScore, QuestionState, Score, ScoreChange};

use crate::document::{Block, Document, Fact, KeyFigure, Row, Section, Table, Text};
use crate::figure::{FigureKind, columns, day};
use crate::subject::{Earlier, Subject};
use crate::words::Unit;

use super::{chart, cover, method, overview, paragraph, question, section};

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
    blocks.extend(overview::changed(subject));
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
        let score = |score: Option<Score>| {
            score.map_or_else(|| words.say("score.none", &[]), |score| words.scored(score))
        };
        let level = |level: &Option<LevelId>, score: Option<Score>| match score {
            _ if words.level_set(id).is_none() => String::new(),
            Some(_) => subject.level_name(id, level.as_ref().map(AsRef::as_ref)),
            None => words.say("score.none", &[]),
        };
        let old = level(&change.old_level, change.score.old);
        let levels = match (old, level(&change.new_level, change.score.new)) {
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
        // An answer that is kept and does not count is none.
        let said = |value: &Option<serde_json::Value>, state| match value {
            Some(value) if state == QuestionState::Answered => words.value(id, value),
            _ => words.state(state),
        };
        Row {
            cells: vec![
                question(subject, id),
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
        ("column.change_in_points", true, 2),
    ];
    let table = Table {
        caption: words.say("table.moved", &[]),
        columns: columns(words, &heads),
        rows: changes.iter().map(row).collect(),
    };
    Section { new_page: true, ..section("answers", heading, vec![Block::Table(table)]) }
}

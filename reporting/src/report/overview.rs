// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Where the city stands, as a whole.

use digirights::{Direction, HighlightDocument, NodeScore};

use crate::document::{Block, Item, KeyFigure, List, Section, Text};
use crate::figure::FigureKind;
use crate::subject::{Earlier, Subject};
use crate::words::Unit;

use super::{chart, next_level, paragraph};

pub(super) fn section(subject: &Subject<'_>) -> Section {
    let words = subject.words;
    let root = subject.card.root();
    let mut blocks = vec![Block::Figures(key_figures(subject)), paragraph(certainty(subject))];
    blocks.extend(changed(subject));
    blocks.extend(chart(subject, FigureKind::Radar));
    let mut overview = super::section("overview", words.say("overview", &[]), blocks);
    overview.new_page = true;
    let mut parts = Vec::new();
    if let Some(blocked) = next_level::blocks(subject, &root) {
        parts.push(super::section("overview-next", blocked.heading, blocked.blocks));
    }
    parts.extend(highlights(subject));
    let scores = [FigureKind::Bars, FigureKind::HeatMap].into_iter().filter_map(|kind| chart(subject, kind));
    parts.push(super::section("overview-scores", words.say("overview.scores", &[]), scores.collect()));
    if let Some(gaps) = chart(subject, FigureKind::Gaps) {
        let said = paragraph(words.say("overview.gaps.said", &[]));
        parts.push(super::section("overview-gaps", words.say("overview.gaps", &[]), vec![said, gaps]));
    }
    if subject.earlier.is_some()
        && let Some(change) = chart(subject, FigureKind::Change)
    {
        parts.push(super::section("overview-change", words.say("overview.change", &[]), vec![change]));
    }
    overview.sections = parts;
    overview
}

/// Score, level, answers and evidence of the whole. No number stands without its bounds.
pub(super) fn key_figures(subject: &Subject<'_>) -> Vec<KeyFigure> {
    let words = subject.words;
    let root = subject.card.root();
    let mut figures = vec![KeyFigure {
        value: subject.point(&root),
        name: words.say("key.score", &[("full", &words.number(subject.unit().full()))]),
        note: bounds_said(subject, &root),
    }];
    let level = subject.level(&root);
    if !level.is_empty() {
        figures.push(KeyFigure {
            value: level,
            name: words.say("key.level", &[]),
            note: level_range(subject, &root),
        });
    }
    let (answered, asked) = root.answered_of_asked();
    figures.push(KeyFigure {
        value: words.percent(root.completeness()),
        name: words.say("key.answered", &[]),
        note: words.count("answered_of.short", asked, &[("answered", &words.whole(answered))]),
    });
    figures.push(KeyFigure {
        value: words.percent(root.evidence()),
        name: words.say("key.evidence", &[]),
        note: words.say("key.evidence.note", &[]),
    });
    figures
}

/// The bounds of a node in a few words.
pub(super) fn bounds_said(subject: &Subject<'_>, node: &NodeScore<'_>) -> String {
    let unit = Unit::of(node.maximum());
    node.bounds().map_or_else(String::new, |(low, high)| subject.words.between(low, high, unit))
}

/// How far the level may still move; empty where it cannot.
pub(super) fn level_range(subject: &Subject<'_>, node: &NodeScore<'_>) -> String {
    let id = node.id().as_str();
    let (low, high) = node.level_bounds();
    if low == high {
        return subject.words.say("level.certain", &[]);
    }
    let low = subject.level_name(id, low.map(AsRef::as_ref));
    let high = subject.level_name(id, high.map(AsRef::as_ref));
    subject.words.say("level.between", &[("low", &low), ("high", &high)])
}

/// Whether the score may still move, and how many answers are missing.
pub(super) fn certainty(subject: &Subject<'_>) -> String {
    let words = subject.words;
    let root = subject.card.root();
    let (answered, asked) = root.answered_of_asked();
    let open = asked - answered;
    let Some((low, high)) = root.bounds() else {
        let key = if asked == 0 { "whole.nothing_applies" } else { "whole.no_score" };
        return words.say(key, &[]);
    };
    let [least, most] = [low, high].map(|end| words.number(subject.unit().scale(end)));
    let values = [("low", least.as_str()), ("high", most.as_str())];
    if root.score().is_none() {
        return words.count("whole.not_yet", open, &values);
    }
    // A question may be open and change nothing; and where none is open, an answer that is asked for but does
    // not count may still bring in others that do.
    match (high - low > digirights::TOLERANCE, open) {
        (false, 0) => words.say("whole.certain", &[]),
        (false, _) => words.count("whole.settled", open, &[]),
        (true, 0) => words.say("whole.may_return", &values),
        (true, _) if least == most => words.count("whole.hardly", open, &[]),
        (true, _) => words.count("whole.open", open, &values),
    }
}

/// How the score moved since the earlier result.
pub(super) fn changed(subject: &Subject<'_>) -> Vec<Block> {
    let Some(earlier) = &subject.earlier else { return Vec::new() };
    let old = &earlier.comparison.old;
    let mut blocks = Vec::new();
    let mut note = |key, name, value: &str| {
        blocks.push(Block::Note(Text::plain(subject.words.say(key, &[(name, value)]))));
    };
    if !earlier.comparison.same_city {
        note("comparison.other_city", "city", old.city.as_deref().unwrap_or_default());
    }
    if let Some(date) = old.date.as_ref().filter(|_| earlier.comparison.is_reversed()) {
        note("comparison.reversed", "date", &crate::figure::day(date.as_str()));
    }
    blocks.extend(moved(subject, earlier).map(paragraph));
    blocks
}

fn moved(subject: &Subject<'_>, earlier: &Earlier<'_>) -> Option<String> {
    let words = subject.words;
    let change = &earlier.comparison.nodes.get(subject.card.root().id().as_str())?.score;
    let (old, new, amount) = (change.old?, change.new?, change.change?);
    let since = match &earlier.comparison.old.date {
        Some(date) => words.say("changed.since", &[("date", &crate::figure::day(date.as_str()))]),
        None => words.say("changed.since_then", &[]),
    };
    let (old, new) = (words.scored(old), words.scored(new));
    if !matches!(change.direction, Direction::Up | Direction::Down) {
        return Some(words.say("changed.not", &[("since", &since), ("new", &new)]));
    }
    let sure = words.say(if change.certain { "changed.certain" } else { "changed.open" }, &[]);
    let amount = words.change(subject.unit().scale(amount));
    let values =
        [("since", since.as_str()), ("old", &old), ("new", &new), ("change", &amount), ("sure", &sure)];
    Some(words.say("changed", &values))
}

/// Strengths and weaknesses, each as a part of the overview.
pub(super) fn highlights(subject: &Subject<'_>) -> Vec<Section> {
    let words = subject.words;
    let of = |key: &str, found: &[HighlightDocument]| {
        let heading = words.say(key, &[]);
        let blocks = if found.is_empty() {
            vec![paragraph(words.say(&format!("{key}.none"), &[]))]
        } else {
            vec![paragraph(words.say(&format!("{key}.said"), &[])), list(subject, found, found.len())]
        };
        super::section(&format!("overview-{key}"), heading, blocks)
    };
    vec![of("strengths", &subject.result.strengths), of("weaknesses", &subject.result.weaknesses)]
}

/// Some of the strengths or weaknesses as a list.
pub(super) fn list(subject: &Subject<'_>, found: &[HighlightDocument], most: usize) -> Block {
    let item = |highlight: &HighlightDocument| {
        let node = subject.card.node(highlight.node.as_str())?;
        let text = Text::strong(subject.words.node(highlight.node.as_str()))
            .and(": ")
            .and(subject.words.scored(node.score()?));
        let text = if highlight.certain {
            text
        } else {
            text.and_quiet(format!(" ({})", subject.words.say("highlight.open", &[])))
        };
        Some(Item { text, below: Vec::new() })
    };
    Block::List(List { numbered: false, items: found.iter().take(most).filter_map(item).collect() })
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Every node with its score, what blocks it, and the answers behind it, at any depth.

use digirights::NodeScore;
use digirights::questionnaire::Child;

use crate::document::{Block, Section, Text};
use crate::subject::Subject;

use super::{answers, next_level, overview, paragraph, section};

/// A section for each node right below the whole, and for answers right below the whole.
pub(super) fn sections(subject: &Subject<'_>) -> Vec<Section> {
    let root = subject.card.root();
    let mut sections = Vec::new();
    if let Some(table) = own_answers(subject, &root) {
        sections.push(section("answers", subject.words.say("answers", &[]), vec![table]));
    }
    for node in subject.below(&root) {
        sections.push(Section { new_page: true, ..of(subject, &node) });
    }
    sections
}

fn of(subject: &Subject<'_>, node: &NodeScore<'_>) -> Section {
    let words = subject.words;
    let id = node.id().as_str();
    let mut blocks = Vec::new();
    if let Some(description) = words.node_text(id).and_then(|text| text.description.as_deref()) {
        blocks.push(paragraph(description));
    }
    blocks.push(Block::Paragraph(standing(subject, node)));
    if let Some(blocked) = next_level::blocks(subject, node) {
        blocks.push(Block::Paragraph(Text::strong(blocked.heading)));
        blocks.extend(blocked.blocks);
    }
    blocks.extend(own_answers(subject, node));
    let sections = subject.below(node).iter().map(|child| of(subject, child)).collect();
    Section {
        id: format!("part-{id}"),
        heading: words.node(id).to_owned(),
        new_page: false,
        blocks,
        sections,
    }
}

/// Score, bounds, level, answers and evidence of a node in a line.
fn standing(subject: &Subject<'_>, node: &NodeScore<'_>) -> Text {
    let words = subject.words;
    let mut text = if let Some(score) = node.score() {
        Text::strong(words.say("node.score", &[("score", &words.scored(score))]))
    } else {
        let bounds = overview::bounds_said(subject, node);
        let state = subject.point(node);
        Text::strong(if bounds.is_empty() { state } else { format!("{state}, {bounds}") })
    };
    let level = subject.level(node);
    if !level.is_empty() {
        text = text.and(" · ").and_strong(words.say("node.level", &[("level", &level)]));
        if node.level_bounds().0 != node.level_bounds().1 {
            text = text.and(format!(" ({})", overview::level_range(subject, node)));
        }
    }
    let (answered, asked) = node.answered_of_asked();
    let answered = words.count("answered_of.short", asked, &[("answered", &words.whole(answered))]);
    let evidence = words.say("node.evidence", &[("share", &words.percent(node.evidence()))]);
    text.and(" · ").and(answered).and(" · ").and(evidence)
}

/// The answers to the questions right below a node.
fn own_answers(subject: &Subject<'_>, node: &NodeScore<'_>) -> Option<Block> {
    let authored = subject.words.authored(node.id().as_str())?;
    let ids: Vec<&str> = authored
        .children
        .iter()
        .filter_map(|child| match child {
            Child::Question(question) => Some(question.id.as_str()),
            Child::Node(_) => None,
        })
        .filter(|id| subject.card.question(id).is_some())
        .collect();
    (!ids.is_empty()).then(|| Block::Table(answers::table(subject, node, &ids)))
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What keeps a node from its next level.

use digirights::questionnaire::LevelMeasure;
use digirights::{GateDocument, NodeScore};

use crate::document::{Block, Item, List, Text};
use crate::subject::Subject;
use crate::words::Unit;

use super::question_and;

/// How many questions or nodes behind one gate are named.
const NAMED: usize = 8;

pub(super) struct Blocked {
    pub(super) heading: String,
    pub(super) blocks: Vec<Block>,
}

/// What is missing; `None` where there is no next level.
pub(super) fn blocks(subject: &Subject<'_>, node: &NodeScore<'_>) -> Option<Blocked> {
    let words = subject.words;
    let id = node.id().as_str();
    let next = subject.result.nodes.get(id)?.next_level.as_ref()?;
    let set = words.level_set(id)?;
    let level = set.levels.iter().find(|level| level.id == next.level)?;
    let mut items = Vec::new();
    if let Some((from, missing)) = next.from.zip(next.missing) {
        let unit = Unit::of(if set.measure == LevelMeasure::Share { 1.0 } else { node.maximum() });
        let shown = words.number(unit.scale(missing));
        // What is missing is never nothing, even where it is shown as nothing.
        let missing = if shown == words.number(0.0) { words.say("number.hardly", &[]) } else { shown };
        let from = words.number(unit.scale(from));
        let text = words.say("next.score", &[("from", &from), ("missing", &missing)]);
        items.push(Item { text: Text::plain(text), below: Vec::new() });
    }
    for gate in &next.gates {
        let Some(condition) = level.requires.get(gate.gate) else { continue };
        let condition = words.condition(condition, id);
        let mut text = Text::plain(words.say("next.gate", &[("condition", &condition)]));
        if gate.open {
            text = text.and_quiet(format!(" {}", words.say("next.gate.open", &[])));
        }
        items.push(Item { text, below: standing(subject, gate) });
    }
    let heading = words.say("next", &[("level", words.level(id, next.level.as_str()))]);
    Some(Blocked { heading, blocks: vec![Block::List(List { numbered: false, items })] })
}

/// How what a gate looks at stands now.
fn standing(subject: &Subject<'_>, gate: &GateDocument) -> Vec<Text> {
    let words = subject.words;
    let questions = gate.questions.iter().map(|id| {
        let id = id.as_str();
        let now = words.say("next.now", &[("now", &words.said(subject.card, id))]);
        question_and(subject, id, now)
    });
    let nodes = gate.nodes.iter().filter_map(|id| subject.card.node(id.as_str())).map(|node| {
        let level = subject.level(&node);
        let now = if level.is_empty() {
            subject.point(&node)
        } else {
            format!("{}, {level}", subject.point(&node))
        };
        Text::plain(words.node(node.id().as_str())).and(" ").and(words.say("next.now", &[("now", &now)]))
    });
    let mut lines: Vec<Text> = questions.chain(nodes).collect();
    let rest = lines.len().saturating_sub(NAMED);
    if rest > 0 {
        lines.truncate(NAMED);
        lines.push(Text::plain(words.count("and_more", rest, &[])));
    }
    lines
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What was answered, with what it adds, its evidence and its notes.

use digirights::{Answer, Confidence, NodeScore};

use crate::document::{Row, Table, Text};
use crate::figure::columns;
use crate::subject::Subject;
use crate::words::Unit;

/// The answers to some questions of a node.
pub(super) fn table(subject: &Subject<'_>, node: &NodeScore<'_>, ids: &[&str]) -> Table {
    let words = subject.words;
    let heads = [
        ("column.question", false, 10),
        ("column.answer", false, 12),
        ("column.score", true, 3),
        ("column.adds", true, 3),
    ];
    let name = words.node(node.id().as_str());
    Table {
        caption: words.say("table.answers", &[("part", name)]),
        columns: columns(words, &heads),
        rows: ids.iter().map(|id| row(subject, id)).collect(),
    }
}

fn row(subject: &Subject<'_>, id: &str) -> Row {
    let words = subject.words;
    let scored = subject.card.question(id);
    let score = scored.and_then(|question| Some((question.score()?, question.maximum())));
    let score = score.filter(|(_, maximum)| *maximum > 0.0);
    let adds = scored.map(|question| question.contribution()).filter(|_| score.is_some());
    let answer = subject.card.answers().document().answers.get(id);
    let essential = words.asked(id).is_some_and(|question| question.essential);
    let mut question = super::question(subject, id);
    if essential {
        question = question.and_quiet(format!(" · {}", words.say("question.essential", &[])));
    }
    Row {
        cells: vec![
            question,
            with_remarks(subject, Text::plain(words.said(subject.card, id)), answer),
            Text::plain(
                score.map_or(String::new(), |(score, maximum)| words.score(score, Unit::of(maximum))),
            ),
            Text::plain(adds.map_or(String::new(), |adds| words.number(subject.unit().scale(adds)))),
        ],
        ..Row::default()
    }
}

/// With note, evidence, confidence and who answered.
fn with_remarks(subject: &Subject<'_>, mut text: Text, answer: Option<&Answer>) -> Text {
    let words = subject.words;
    for answer in answer.into_iter().flat_map(|answer| std::iter::once(answer).chain(&answer.also)) {
        if let Some(note) = &answer.note {
            text = text.and_quiet(format!(" · {}", words.say("answer.note", &[("note", note)])));
        }
        for evidence in &answer.evidence {
            text = text
                .and_quiet(format!(" · {} ", words.say("answer.evidence", &[])))
                .and_link(evidence.as_str(), evidence);
        }
        if answer.confidence == Some(Confidence::Low) {
            text = text.and_quiet(format!(" · {}", words.say("answer.unsure", &[])));
        }
        if let Some(role) = &answer.role {
            text = text.and_quiet(format!(" · {}", words.role(role)));
        }
    }
    text
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What is still to be found out.

use digirights::QuestionState;

use crate::subject::Subject;

use super::sheet::{Cell, Sheet, Show};

/// Questions without an answer, in the order of the questionnaire.
pub(super) fn sheet(subject: &Subject<'_>, name: String) -> Sheet {
    let words = subject.words;
    let heading = |key: &str, width| (words.say(key, &[]), width);
    let maximum = subject.card.root().maximum();
    let row = |id: &str| {
        let narrows = subject.result.narrowing.iter().find(|missing| missing.question.as_str() == id);
        let owner = words.asked(id).and_then(|question| question.owner.as_ref());
        let state = subject.card.question(id).map_or(QuestionState::Unanswered, |question| question.state());
        let note =
            subject.card.answers().document().answers.get(id).and_then(|answer| answer.note.as_deref());
        vec![
            Cell::text(id),
            Cell::text(words.question(id)),
            Cell::text(words.state(state)),
            Cell::number(narrows.map(|missing| missing.narrows / maximum * 100.0), Show::Hundredths),
            Cell::text(owner.map_or("", |owner| words.role(owner.as_str()))),
            Cell::text(words.node(subject.part_of(id))),
            Cell::text(note.unwrap_or_default()),
        ]
    };
    let open = subject.questions_in(&[QuestionState::DontKnow, QuestionState::Unanswered]);
    Sheet {
        name,
        columns: vec![
            heading("xlsx.id", 9),
            heading("column.question", 70),
            heading("xlsx.state", 15),
            heading("column.narrows", 12),
            heading("column.owner", 28),
            heading("column.part", 40),
            heading("xlsx.note", 40),
        ],
        rows: open.into_iter().map(row).collect(),
        filters: true,
    }
}

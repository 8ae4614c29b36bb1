// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Every question with what was said to it.

use digirights::{Answer, Confidence, QuestionScore};

use crate::subject::Subject;

use super::formula::Places;
use super::sheet::{Cell, Sheet, Show};
use super::worth;

/// The column of what answers add.
pub(super) const ADDS: u16 = 6;

pub(super) fn sheet(subject: &Subject<'_>, places: &Places<'_>) -> Sheet {
    let words = subject.words;
    let heading = |key: &str, width| (words.say(key, &[]), width);
    Sheet {
        name: places.answers.clone(),
        // Score, weight and points stand where formulas look for them.
        columns: vec![
            heading("xlsx.id", 9),
            heading("column.question", 50),
            heading("column.answer", 50),
            heading("xlsx.score", 11),
            heading("xlsx.weight", 9),
            heading("xlsx.full", 9),
            heading("xlsx.adds", 11),
            heading("xlsx.state", 15),
            heading("column.part", 34),
            heading("xlsx.essential", 11),
            heading("xlsx.evidence", 38),
            heading("xlsx.note", 38),
            heading("cover.roles", 26),
            heading("xlsx.confidence", 13),
            heading("xlsx.asked_of", 26),
        ],
        rows: subject.card.questions().map(|question| row(subject, &question)).collect(),
        filters: true,
    }
}

fn row(subject: &Subject<'_>, question: &QuestionScore<'_>) -> Vec<Cell> {
    let words = subject.words;
    let id = question.id().as_str();
    let authored = words.asked(id);
    let answer = subject.card.answers().document().answers.get(id);
    let score = worth(question);
    let adds = score.map(|_| question.contribution() / subject.card.root().maximum() * 100.0);
    let given: Vec<&Answer> =
        answer.into_iter().flat_map(|one| std::iter::once(one).chain(&one.also)).collect();
    let joined = |of: &dyn Fn(&Answer) -> Vec<String>| {
        let mut texts: Vec<String> = Vec::new();
        for text in given.iter().flat_map(|answer| of(answer)) {
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
        Cell::text(texts.join("; "))
    };
    let role = |answer: &Answer| answer.role.iter().map(|role| words.role(role).to_owned()).collect();
    let confidence = |answer: &Answer| {
        answer
            .confidence
            .iter()
            .map(|how: &Confidence| words.say(&format!("xlsx.confidence.{how}"), &[]))
            .collect()
    };
    let essential = authored.is_some_and(|question| question.essential);
    let owner = authored.and_then(|question| question.owner.as_ref());
    vec![
        Cell::text(id),
        Cell::text(words.question(id)),
        Cell::text(answer.map_or(String::new(), |answer| words.answer(id, answer))),
        score.map_or(Cell::Empty, |score| Cell::Input(score, Show::Tenths)),
        Cell::Input(authored.map_or(1.0, |question| question.weight.get()), Show::Plain),
        Cell::Number(question.maximum(), Show::Plain),
        Cell::number(adds, Show::Hundredths),
        Cell::text(words.state(question.state())),
        Cell::text(words.node(subject.part_of(id))),
        Cell::text(if essential { words.say("question.essential", &[]) } else { String::new() }),
        joined(&|answer| answer.evidence.clone()),
        joined(&|answer| answer.note.iter().cloned().collect()),
        joined(&role),
        joined(&confidence),
        Cell::text(owner.map_or("", |owner| words.role(owner.as_str()))),
    ]
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Other views of the scores, what is still to be found out, and what was left aside.

use digirights::{NarrowingDocument, QuestionState};

use crate::document::{Block, Item, List, Row, Section, Table, Text};
use crate::figure::columns;
use crate::subject::Subject;
use crate::words::{CountsZero, Unit};

use super::{paragraph, question, section, sentences};

/// Every lens as a table.
pub(super) fn other_views(subject: &Subject<'_>) -> Option<Section> {
    let words = subject.words;
    let tables = words.definition().lenses.iter().filter_map(|lens| {
        let id = lens.id.as_str();
        let members = subject.result.lenses.get(id)?;
        let row = |member: &digirights::questionnaire::Member| {
            let score = members.get(member.id.as_str()).copied().flatten()?;
            let unit = Unit::from(score);
            Some(Row {
                cells: vec![
                    Text::plain(words.member(id, member.id.as_str())),
                    Text::plain(words.score(score.point(), unit)),
                    Text::plain(words.range(score.low(), score.high(), unit)),
                ],
                ..Row::default()
            })
        };
        let heads = [("column.view", false, 6), ("column.score", true, 2), ("column.bounds", true, 2)];
        let rows: Vec<Row> = lens.members.iter().filter_map(row).collect();
        let table = Table { caption: words.lens(id).to_owned(), columns: columns(words, &heads), rows };
        (!table.rows.is_empty()).then_some(Block::Table(table))
    });
    let tables: Vec<Block> = tables.collect();
    (!tables.is_empty()).then(|| {
        let blocks = std::iter::once(paragraph(words.say("views.said", &[]))).chain(tables).collect();
        Section { new_page: true, ..section("views", words.say("views", &[]), blocks) }
    })
}

/// Don't-knows and missing answers; those first that would make the score most certain.
pub(super) fn to_find_out(subject: &Subject<'_>) -> Option<Section> {
    let words = subject.words;
    let unknown = subject.questions_in(&[QuestionState::DontKnow]);
    let missing = subject.questions_in(&[QuestionState::Unanswered]);
    if unknown.is_empty() && missing.is_empty() {
        return None;
    }
    let narrowing: Vec<&NarrowingDocument> =
        subject.result.narrowing.iter().filter(|missing| missing.narrows > 0.0).collect();
    let zero = CountsZero::in_any_part(words.definition());
    let said = [("find_out.not_against", !(zero.dont_know || zero.unanswered)), ("find_out.said", true)];
    let mut blocks = vec![paragraph(sentences(subject, &said))];
    if !narrowing.is_empty() {
        let row = |missing: &&NarrowingDocument| {
            let id = missing.question.as_str();
            let cells = vec![
                question(subject, id),
                owner(subject, id),
                Text::plain(words.number(subject.unit().scale(missing.narrows))),
            ];
            Row { cells, ..Row::default() }
        };
        let heads = [("column.question", false, 6), ("column.owner", false, 2), ("column.narrows", true, 2)];
        blocks.push(Block::Table(Table {
            caption: words.say("find_out.most", &[]),
            columns: columns(words, &heads),
            rows: narrowing.iter().map(row).collect(),
        }));
    }
    for (key, ids) in [("find_out.unknown", unknown), ("find_out.missing", missing)] {
        if ids.is_empty() {
            continue;
        }
        let item = |id: &&str| {
            let owner = words.asked(id).and_then(|question| question.owner.as_ref());
            let text = question(subject, id);
            let text = owner
                .map_or(text.clone(), |owner| text.and_quiet(format!(" · {}", words.role(owner.as_str()))));
            Item { text, below: Vec::new() }
        };
        blocks.push(Block::Paragraph(Text::strong(words.count(key, ids.len(), &[]))));
        blocks.push(Block::List(List { numbered: false, items: ids.iter().map(item).collect() }));
    }
    Some(Section { new_page: true, ..section("find-out", words.say("find_out", &[]), blocks) })
}

fn owner(subject: &Subject<'_>, id: &str) -> Text {
    let owner = subject.words.asked(id).and_then(|question| question.owner.as_ref());
    Text::plain(owner.map_or("", |owner| subject.words.role(owner.as_str())))
}

/// Answers that are kept and do not count, and those that could not be used.
pub(super) fn left_aside(subject: &Subject<'_>) -> Option<Section> {
    let words = subject.words;
    let (kept, unused) = (&subject.result.kept_not_counted, &subject.result.unused);
    if kept.is_empty() && unused.is_empty() {
        return None;
    }
    let mut blocks = Vec::new();
    if !kept.is_empty() {
        blocks.push(paragraph(words.say("aside.kept", &[])));
        let item = |id: &digirights::ItemId| {
            let answer = subject.card.answers().document().answers.get(id.as_str());
            let said = answer.map_or(String::new(), |answer| words.answer(id.as_str(), answer));
            Item { text: question(subject, id.as_str()).and(": ").and(said), below: Vec::new() }
        };
        blocks.push(Block::List(List { numbered: false, items: kept.iter().map(item).collect() }));
    }
    if !unused.is_empty() {
        blocks.push(paragraph(words.say("aside.unused", &[])));
        let items =
            unused.iter().map(|problem| Item { text: Text::plain(problem.to_string()), below: Vec::new() });
        blocks.push(Block::List(List { numbered: false, items: items.collect() }));
    }
    Some(section("aside", words.say("aside", &[]), blocks))
}

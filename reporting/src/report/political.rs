// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Two pages for those who decide: what was done, where we stand, what we decide now, by when.

use digirights::{NodeScore, QuestionScore, QuestionState, Recommendation};

use crate::document::{Block, Document, Row, Section, Table, Text};
use crate::figure::{Then, columns, months, table as scores_table, within};
use crate::subject::{Earlier, Subject};

use super::{cover, overview, paragraph, plan, section};

/// How many strengths, gaps and decisions are named.
const NAMED: usize = 3;
const DECISIONS: usize = 5;

pub(super) fn document(subject: &Subject<'_>) -> Document {
    let words = subject.words;
    let mut sections = vec![done(subject), standing_now(subject)];
    sections.push(highlights(subject, "strengths", &subject.result.strengths));
    sections.push(highlights(subject, "weaknesses", &subject.result.weaknesses));
    sections.extend(decisions(subject));
    sections.push(section(
        "sure",
        words.say("political.sure", &[]),
        vec![paragraph(words.say("political.sure.said", &[]))],
    ));
    let title = words.say("title.political", &[("title", words.title())]);
    cover::document(subject, title, Vec::new(), false, sections)
}

/// What was asked, who answered, and what moved since the earlier result.
fn done(subject: &Subject<'_>) -> Section {
    let words = subject.words;
    let values = [("title", words.title()), ("answered", &cover::answered(subject))];
    let mut blocks = vec![paragraph(words.say("political.done.said", &values))];
    blocks.extend(overview::changed(subject));
    if let Some(earlier) = &subject.earlier {
        let (rises, new) = since(subject, earlier);
        let said = |key: &str, count: usize| (count > 0).then(|| paragraph(words.count(key, count, &[])));
        blocks.extend(said("political.done.moved", rises));
        blocks.extend(said("political.done.new", new));
    }
    section("done", words.say("political.done", &[]), blocks)
}

/// How many answers have a better score than at the earlier date, and how many questions were open then.
fn since(subject: &Subject<'_>, earlier: &Earlier<'_>) -> (usize, usize) {
    let share = |question: &QuestionScore<'_>| Some(question.score()? / question.maximum());
    let (mut rises, mut new) = (0, 0);
    for now in subject.card.questions().filter(|one| one.state() == QuestionState::Answered) {
        let then = earlier.card.question(now.id().as_str());
        let Some(then) = then.filter(|then| then.state() == QuestionState::Answered) else {
            new += 1;
            continue;
        };
        let rose =
            share(&then).zip(share(&now)).is_some_and(|(then, now)| now > then + digirights::TOLERANCE);
        rises += usize::from(rose);
    }
    (rises, new)
}

fn standing_now(subject: &Subject<'_>) -> Section {
    let words = subject.words;
    let root = subject.card.root();
    let mut figures = overview::key_figures(subject);
    figures.truncate(3);
    let mut nodes: Vec<NodeScore<'_>> = subject.below(&root);
    if nodes.len() > 8 {
        nodes.clear();
    }
    let mut blocks = vec![Block::Figures(figures), paragraph(overview::certainty(subject))];
    if !nodes.is_empty() {
        let table = Table { caption: words.say("table.scores", &[]), ..scores_table(subject, &nodes) };
        blocks.push(Block::Table(table));
    }
    section("stand", words.say("political.stand", &[]), blocks)
}

fn highlights(subject: &Subject<'_>, key: &str, found: &[digirights::HighlightDocument]) -> Section {
    let words = subject.words;
    let blocks = if found.is_empty() {
        vec![paragraph(words.say(&format!("{key}.none"), &[]))]
    } else {
        vec![overview::list(subject, found, NAMED)]
    };
    section(key, words.count(&format!("political.{key}"), found.len().min(NAMED), &[]), blocks)
}

/// The first actions of the roadmap, with who does them and by when.
fn decisions(subject: &Subject<'_>) -> Option<Section> {
    let words = subject.words;
    let document = subject.plan?;
    let stretches = document.roadmap.stretches.iter().filter(|stretch| !stretch.actions.is_empty());
    let first: Vec<(&Recommendation, u32)> = stretches
        .clone()
        .flat_map(|stretch| stretch.actions.iter().map(move |action| (action, stretch.to_month)))
        .filter_map(|(action, month)| Some((subject.recommendation(action.as_str())?, month)))
        .take(DECISIONS)
        .collect();
    if first.is_empty() {
        let said = match &document.target {
            _ if document.recommendations.is_empty() => words.nothing_recommended(subject.card),
            Some(target) => plan::target_said(subject, target),
            None => words.say("roadmap.none", &[]),
        };
        return Some(section("decide", words.say("political.decide", &[]), vec![paragraph(said)]));
    }
    let heads = [
        ("column.decision", false, 6),
        ("column.owner", false, 3),
        ("column.by", false, 2),
        ("column.gain", true, 2),
    ];
    let row = |(one, month): &(&Recommendation, u32)| Row {
        cells: vec![
            Text::plain(words.action(one.action.as_str())),
            Text::plain(one.owner.as_ref().map_or("", |owner| words.role(owner.as_str()))),
            Text::plain(within(subject, *month)),
            Text::plain(plan::gain(subject, one)),
        ],
        ..Row::default()
    };
    let table = Table {
        caption: words.say("table.decisions", &[]),
        columns: columns(words, &heads),
        rows: first.iter().map(row).collect(),
    };
    let mut blocks = vec![Block::Table(table)];
    blocks.extend(document.target.as_ref().map(|target| paragraph(plan::target_said(subject, target))));
    for stretch in stretches {
        let title = months(subject, stretch.from_month, stretch.to_month);
        let said = words.count("political.stretch", stretch.actions.len(), &[("months", &title)]);
        blocks.push(paragraph(format!("{said} {}", Then::after(stretch).said(subject)).trim()));
    }
    Some(section("decide", words.say("political.decide", &[]), blocks))
}

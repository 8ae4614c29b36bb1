// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What to do, why, when, and who has done it elsewhere.

use std::collections::BTreeSet;

use digirights::questionnaire::Practice;
use digirights::{PlanDocument, Reason, Recommendation, TargetDocument, TargetResult};

use crate::document::{Block, Fact, Item, List, Row, Section, Table, Text};
use crate::figure::{FigureKind, Then, columns, days, horizon, months};
use crate::subject::Subject;

use super::{chart, paragraph, question_and, section};

/// How many recommendations are told in full; the others have a line each.
const IN_FULL: usize = 20;

/// Recommendations in the order of their priority.
pub(super) fn recommendations(subject: &Subject<'_>) -> Option<Section> {
    let words = subject.words;
    let plan = subject.plan?;
    let all = &plan.recommendations;
    let mut blocks = Vec::new();
    if all.is_empty() {
        blocks.push(paragraph(words.nothing_recommended(subject.card)));
    } else {
        blocks.push(paragraph(words.count("recommendations.said", all.len(), &[])));
        blocks.extend(
            plan.target.as_ref().map(|target| Block::Note(Text::plain(target_said(subject, target)))),
        );
        blocks.extend(chart(subject, FigureKind::EffortGain));
    }
    let in_full = all.iter().take(IN_FULL).enumerate().map(|(index, one)| in_full(subject, index, one));
    let mut sections: Vec<Section> = in_full.collect();
    if all.len() > IN_FULL {
        let rest: Vec<&Recommendation> = all.iter().skip(IN_FULL).collect();
        let table =
            Block::Table(Table { caption: words.say("table.recommendations", &[]), ..table(subject, &rest) });
        sections.push(section("recommendations-more", words.say("recommendations.more", &[]), vec![table]));
    }
    let section = section("recommendations", words.say("recommendations", &[]), blocks);
    Some(Section { new_page: true, sections, ..section })
}

/// What was asked for, and whether it can be reached.
pub(super) fn target_said(subject: &Subject<'_>, target: &TargetResult) -> String {
    let words = subject.words;
    let root = subject.card.root();
    let name = match &target.target {
        TargetDocument::Level(level) => words.level(root.id().as_str(), level.as_str()).to_owned(),
        TargetDocument::Score(score) => words.score(*score, subject.unit()),
        TargetDocument::Budget(budget) => days(subject, *budget, *budget),
    };
    let is_budget = matches!(target.target, TargetDocument::Budget(_));
    if target.actions.is_empty() && target.reached && !is_budget {
        return words.say("target.already", &[("target", &name)]);
    }
    let found = target.actions.iter().filter_map(|action| subject.recommendation(action.as_str()));
    let (low, high) =
        found.fold((0.0, 0.0), |(low, high), one| (low + one.effort_low, high + one.effort_high));
    let key = match (is_budget, target.reached, target.proved) {
        (true, ..) => "target.budget",
        (_, true, true) => "target.reached",
        (_, true, false) => "target.reached_so",
        (_, false, _) => "target.out_of_reach",
    };
    let values = [("target", name.as_str()), ("effort", &days(subject, low, high))];
    let then = Then {
        score: target.score_after,
        bounds: target.low_after.zip(target.high_after),
        level: target.level_after.as_ref(),
    };
    let proved = words.say(if target.proved { "target.proved" } else { "target.unproved" }, &[]);
    let fits = target
        .within_budget
        .filter(|_| !is_budget)
        .map(|fits| words.say(if fits { "target.within_budget" } else { "target.over_budget" }, &[]));
    let said = [
        words.count(key, target.actions.len(), &values),
        then.said(subject),
        proved,
        fits.unwrap_or_default(),
    ];
    said.iter().filter(|said| !said.is_empty()).map(String::as_str).collect::<Vec<&str>>().join(" ")
}

fn in_full(subject: &Subject<'_>, index: usize, one: &Recommendation) -> Section {
    let words = subject.words;
    let id = one.action.as_str();
    let mut blocks = Vec::new();
    let texts = words.action_text(id);
    blocks.extend(texts.and_then(|texts| texts.what.as_deref()).map(paragraph));
    let mut facts = Vec::new();
    let mut add = |key: &str, value: Text| facts.push(Fact { name: words.say(key, &[]), value });
    if let Some(why) = texts.and_then(|texts| texts.why.as_deref()) {
        add("action.why", Text::plain(why));
    }
    if let Some(first) = texts.and_then(|texts| texts.first_step.as_deref()) {
        add("action.first_step", Text::plain(first));
    }
    add("action.gain", Text::plain(gain(subject, one)));
    add("action.effort", Text::plain(effort(subject, one)));
    if let Some(owner) = &one.owner {
        add("action.owner", Text::plain(words.role(owner.as_str())));
    }
    add("action.when", Text::plain(horizon(subject, one.horizon)));
    if !one.requires.is_empty() {
        let before: Vec<&str> = one.requires.iter().map(|action| words.action(action.as_str())).collect();
        add("action.after", Text::plain(before.join("; ")));
    }
    for practice in &one.practices {
        let title = words.practice_text(practice.practice.as_str()).map_or("", |text| text.title.as_str());
        let text = Text::plain(format!("{}: ", practice.city))
            .and_link(if title.is_empty() { &practice.source } else { title }, &practice.source);
        add("action.practice", text);
    }
    blocks.push(Block::Facts(facts));
    if !one.reasons.is_empty() {
        blocks.push(Block::Paragraph(Text::strong(words.say("action.reasons", &[]))));
        let items =
            one.reasons.iter().map(|reason| Item { text: reason_said(subject, reason), below: Vec::new() });
        blocks.push(Block::List(List { numbered: false, items: items.collect() }));
    }
    let number = words.whole(index + 1);
    let heading = words.say("action.numbered", &[("number", &number), ("action", words.action(id))]);
    section(&format!("action-{id}"), heading, blocks)
}

/// The answer that fired an action, and what it becomes.
fn reason_said(subject: &Subject<'_>, reason: &Reason) -> Text {
    let words = subject.words;
    let id = reason.question.as_str();
    let now =
        reason.answer.as_ref().map_or_else(|| words.state(reason.state), |answer| words.value(id, answer));
    let becomes = words.value(id, &reason.becomes);
    question_and(subject, id, words.say("action.reason", &[("now", &now), ("becomes", &becomes)]))
}

/// What an action gains, as its own effect on the score of the whole.
pub(super) fn gain(subject: &Subject<'_>, one: &Recommendation) -> String {
    let words = subject.words;
    if one.only_prerequisite {
        return words.say("action.only_prerequisite", &[]);
    }
    words.change(subject.unit().scale(one.gain))
}

pub(super) fn effort(subject: &Subject<'_>, one: &Recommendation) -> String {
    days(subject, one.effort_low, one.effort_high)
}

/// Recommendations with a line each.
pub(super) fn table(subject: &Subject<'_>, of: &[&Recommendation]) -> Table {
    let words = subject.words;
    let heads = [
        ("column.action", false, 6),
        ("column.owner", false, 3),
        ("column.effort", true, 2),
        ("column.gain", true, 1),
    ];
    let row = |one: &&Recommendation| Row {
        cells: vec![
            Text::plain(words.action(one.action.as_str())).and_quiet(format!(" {}", one.action)),
            Text::plain(one.owner.as_ref().map_or("", |owner| words.role(owner.as_str()))),
            Text::plain(words.say(
                "number.range",
                &[("low", &words.number(one.effort_low)), ("high", &words.number(one.effort_high))],
            )),
            Text::plain(if one.only_prerequisite {
                String::new()
            } else {
                words.change(subject.unit().scale(one.gain))
            }),
        ],
        ..Row::default()
    };
    Table { caption: String::new(), columns: columns(words, &heads), rows: of.iter().map(row).collect() }
}

/// What is done in which months, and where it leads.
pub(super) fn roadmap(subject: &Subject<'_>) -> Option<Section> {
    let words = subject.words;
    let plan = subject.plan.filter(|plan| !plan.recommendations.is_empty())?;
    if plan.roadmap.later.is_empty() && !is_planned(plan) {
        return None;
    }
    let mut blocks = vec![paragraph(words.say("roadmap.said", &[]))];
    blocks.extend(chart(subject, FigureKind::Roadmap));
    let mut sections = Vec::new();
    for stretch in plan.roadmap.stretches.iter().filter(|stretch| !stretch.actions.is_empty()) {
        let title = months(subject, stretch.from_month, stretch.to_month);
        let found = found(plan, stretch.actions.iter().map(AsRef::as_ref));
        let sum = days(subject, stretch.effort_low, stretch.effort_high);
        let said = words.count("roadmap.stretch", found.len(), &[("effort", &sum)]);
        let said = format!("{said} {}", Then::after(stretch).said(subject));
        let table =
            Table { caption: words.say("table.roadmap", &[("months", &title)]), ..table(subject, &found) };
        let id = format!("roadmap-{}", stretch.horizon);
        sections.push(section(&id, title, vec![paragraph(said.trim()), Block::Table(table)]));
    }
    if !plan.roadmap.later.is_empty() {
        let found = found(plan, plan.roadmap.later.iter().map(AsRef::as_ref));
        let table = Table { caption: words.say("roadmap.later", &[]), ..table(subject, &found) };
        sections.push(section("roadmap-later", words.say("roadmap.later", &[]), vec![Block::Table(table)]));
    }
    let section = section("roadmap", words.say("roadmap", &[]), blocks);
    Some(Section { new_page: true, sections, ..section })
}

/// Whether any period of the roadmap has an action.
fn is_planned(plan: &PlanDocument) -> bool {
    plan.roadmap.stretches.iter().any(|stretch| !stretch.actions.is_empty())
}

fn found<'p>(plan: &'p PlanDocument, actions: impl Iterator<Item = &'p str>) -> Vec<&'p Recommendation> {
    actions.filter_map(|id| plan.recommendations.iter().find(|one| one.action.as_str() == id)).collect()
}

/// Practices of other cities that show what is recommended.
pub(super) fn practices(subject: &Subject<'_>) -> Option<Section> {
    let words = subject.words;
    let linked: BTreeSet<&str> = subject
        .plan?
        .recommendations
        .iter()
        .flat_map(|one| &one.practices)
        .map(|link| link.practice.as_str())
        .collect();
    let practices =
        words.definition().practices.iter().filter(|practice| linked.contains(practice.id.as_str()));
    let items: Vec<Item> = practices.map(|practice| practice_said(subject, practice)).collect();
    (!items.is_empty()).then(|| {
        let blocks =
            vec![paragraph(words.say("practices.said", &[])), Block::List(List { numbered: false, items })];
        section("practices", words.say("practices", &[]), blocks)
    })
}

fn practice_said(subject: &Subject<'_>, practice: &Practice) -> Item {
    let words = subject.words;
    let texts = words.practice_text(practice.id.as_str());
    let place = match practice.year {
        Some(year) => format!("{} ({}, {year})", practice.city, practice.country),
        None => format!("{} ({})", practice.city, practice.country),
    };
    let title = texts.map_or("", |texts| texts.title.as_str());
    let text = Text::strong(place).and(if title.is_empty() { String::new() } else { format!(": {title}. ") });
    let text = text.and(texts.map_or("", |texts| texts.summary.as_str()));
    let checked = words.say("practice.checked", &[("date", practice.last_checked.as_str())]);
    let source = Text::default()
        .and_link(practice.source.as_str(), &practice.source)
        .and_quiet(format!(" · {checked}"));
    Item { text, below: vec![source] }
}

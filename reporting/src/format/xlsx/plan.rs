// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What is recommended, and when it is done.

use digirights::{PlanDocument, Recommendation};

use crate::figure::{horizon, months};
use crate::subject::Subject;

use super::scores::level;
use super::sheet::{Cell, Sheet, Show};

/// Columns of the roadmap that sums are made of.
pub(super) const PERIOD: u16 = 0;
pub(super) const LEAST: u16 = 4;
pub(super) const MOST: u16 = 5;

pub(super) fn recommendations(subject: &Subject<'_>, name: String, plan: &PlanDocument) -> Sheet {
    let words = subject.words;
    let heading = |key: &str, width| (words.say(key, &[]), width);
    let rows = plan.recommendations.iter().enumerate();
    Sheet {
        name,
        columns: vec![
            heading("column.number", 6),
            heading("column.action", 48),
            heading("xlsx.id", 14),
            heading("column.part", 34),
            heading("xlsx.gain", 9),
            heading("xlsx.effort_low", 12),
            heading("xlsx.effort_high", 12),
            heading("xlsx.priority", 10),
            heading("column.owner", 26),
            heading("xlsx.earliest", 18),
            heading("xlsx.level_after", 16),
            heading("action.after", 34),
            heading("xlsx.reasons", 60),
            heading("action.first_step", 48),
            heading("action.practice", 48),
            heading("xlsx.remark", 30),
        ],
        rows: rows.map(|(index, one)| row(subject, index, one)).collect(),
        filters: true,
    }
}

fn row(subject: &Subject<'_>, index: usize, one: &Recommendation) -> Vec<Cell> {
    let words = subject.words;
    let root = subject.card.root();
    let id = one.action.as_str();
    let texts = words.action_text(id);
    let named: Vec<&str> = one.requires.iter().map(|action| words.action(action.as_str())).collect();
    let reasons = one.reasons.iter().map(|reason| {
        let question = reason.question.as_str();
        let now = reason.answer.as_ref();
        let now = now.map_or_else(|| words.state(reason.state), |answer| words.value(question, answer));
        let becomes = words.value(question, &reason.becomes);
        let change = words.say("action.reason", &[("now", &now), ("becomes", &becomes)]);
        format!("{} ({question}) {change}", words.question(question))
    });
    let practices = one.practices.iter().map(|practice| format!("{}: {}", practice.city, practice.source));
    let first = texts.and_then(|texts| texts.first_step.as_deref());
    let gain = (!one.only_prerequisite).then_some(one.gain / root.maximum() * 100.0);
    vec![
        Cell::count(index + 1),
        Cell::text(words.action(id)),
        Cell::text(id),
        Cell::text(words.node(one.node.as_str())),
        Cell::number(gain, Show::Hundredths),
        Cell::Number(one.effort_low, Show::Tenths),
        Cell::Number(one.effort_high, Show::Tenths),
        Cell::Number(one.priority * 100.0, Show::Hundredths),
        Cell::text(one.owner.as_ref().map_or("", |owner| words.role(owner.as_str()))),
        Cell::text(horizon(subject, one.horizon)),
        level(subject, &root, one.level_after.as_ref().map(AsRef::as_ref)),
        Cell::text(named.join("; ")),
        Cell::text(reasons.collect::<Vec<_>>().join("; ")),
        Cell::text(first.unwrap_or_default()),
        Cell::text(practices.collect::<Vec<_>>().join("; ")),
        Cell::text(if one.only_prerequisite {
            words.say("action.only_prerequisite", &[])
        } else {
            String::new()
        }),
    ]
}

pub(super) fn roadmap(subject: &Subject<'_>, name: String, plan: &PlanDocument) -> Sheet {
    let words = subject.words;
    let heading = |key: &str, width| (words.say(key, &[]), width);
    let mut rows = Vec::new();
    let mut add = |period: &str, id: &str| {
        let Some(one) = subject.recommendation(id) else { return };
        rows.push(vec![
            Cell::text(period),
            Cell::count(rows.len() + 1),
            Cell::text(id),
            Cell::text(words.action(id)),
            Cell::Input(one.effort_low, Show::Tenths),
            Cell::Input(one.effort_high, Show::Tenths),
            Cell::text(one.owner.as_ref().map_or("", |owner| words.role(owner.as_str()))),
            Cell::text(words.node(one.node.as_str())),
        ]);
    };
    for stretch in &plan.roadmap.stretches {
        let period = months(subject, stretch.from_month, stretch.to_month);
        stretch.actions.iter().for_each(|action| add(&period, action.as_str()));
    }
    let later = words.say("roadmap.later", &[]);
    plan.roadmap.later.iter().for_each(|action| add(&later, action.as_str()));
    Sheet {
        name,
        columns: vec![
            heading("column.when", 20),
            heading("column.number", 6),
            heading("xlsx.id", 14),
            heading("column.action", 60),
            heading("xlsx.effort_low", 12),
            heading("xlsx.effort_high", 12),
            heading("column.owner", 28),
            heading("column.part", 40),
        ],
        rows,
        filters: true,
    }
}

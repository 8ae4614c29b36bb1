// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Every node with its score, bounds and level.

use digirights::NodeScore;

use crate::subject::Subject;

use super::formula::Places;
use super::point;
use super::sheet::{Cell, Sheet, Show};

pub(super) fn sheet(subject: &Subject<'_>, places: &Places<'_>) -> Sheet {
    let words = subject.words;
    let heading = |key: &str, width| (words.say(key, &[]), width);
    let nodes = subject.card.nodes();
    Sheet {
        name: places.scores.clone(),
        // Score, weight and points stand where formulas look for them.
        columns: vec![
            heading("xlsx.id", 14),
            heading("column.part", 52),
            heading("xlsx.kind", 14),
            heading("xlsx.score", 11),
            heading("xlsx.weight", 9),
            heading("xlsx.full", 9),
            heading("xlsx.low", 11),
            heading("xlsx.high", 11),
            heading("column.level", 16),
            heading("xlsx.level_low", 16),
            heading("xlsx.level_high", 16),
            heading("key.answered", 10),
            heading("xlsx.asked", 10),
            heading("xlsx.completeness", 13),
            heading("xlsx.evidence_share", 13),
            heading("xlsx.state", 18),
        ],
        rows: nodes.map(|node| row(subject, places, &node)).collect(),
        filters: true,
    }
}

fn row(subject: &Subject<'_>, places: &Places<'_>, node: &NodeScore<'_>) -> Vec<Cell> {
    let words = subject.words;
    let id = node.id().as_str();
    let weight = words.authored(id).map_or(1.0, |authored| authored.weight.get());
    let score = match places.score(subject, node) {
        Some(formula) => Cell::Formula(formula, point(node), Show::Tenths),
        None => Cell::number(point(node), Show::Tenths),
    };
    let bound =
        |bound: Option<f64>| Cell::number(bound.map(|bound| bound / node.maximum() * 100.0), Show::Tenths);
    let (low, high) = node.bounds().map_or((None, None), |(low, high)| (Some(low), Some(high)));
    let (answered, asked) = node.answered_of_asked();
    let (level_low, level_high) = node.level_bounds();
    let share = places
        .of_node(id, 11)
        .zip(places.of_node(id, 12))
        .map(|(answered, asked)| format!("=IF({asked}=0,1,{answered}/{asked})"));
    let completeness = match share {
        Some(formula) => Cell::Formula(formula, Some(node.completeness()), Show::Percent),
        None => Cell::Number(node.completeness(), Show::Percent),
    };
    vec![
        Cell::text(id),
        Cell::Part(words.node(id).to_owned(), depth(node)),
        Cell::text(node.kind().unwrap_or_default()),
        score,
        Cell::Input(weight, Show::Plain),
        Cell::Number(node.maximum(), Show::Plain),
        bound(low),
        bound(high),
        level(subject, node, node.level().map(AsRef::as_ref)),
        level(subject, node, level_low.map(AsRef::as_ref)),
        level(subject, node, level_high.map(AsRef::as_ref)),
        Cell::count(answered),
        Cell::count(asked),
        completeness,
        Cell::Number(node.evidence(), Show::Percent),
        Cell::text(words.say(&format!("node.{}", node.state()), &[])),
    ]
}

/// How many nodes stand above it.
fn depth(node: &NodeScore<'_>) -> u8 {
    let above = std::iter::successors(node.parent(), NodeScore::parent).count();
    u8::try_from(above).unwrap_or(15).min(15)
}

/// A level of a node, or nothing where it has none.
pub(super) fn level(subject: &Subject<'_>, node: &NodeScore<'_>, level: Option<&str>) -> Cell {
    let id = node.id().as_str();
    let Some(set) = subject.words.level_set(id).filter(|_| node.score().is_some()) else {
        return Cell::Empty;
    };
    let name = subject.level_name(id, level);
    let place = set.levels.iter().position(|one| Some(one.id.as_str()) == level);
    match place {
        Some(place) => Cell::Level(name, place + 1, set.levels.len()),
        None => Cell::Text(name),
    }
}

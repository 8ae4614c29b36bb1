// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Where the levels of a node begin, and which of them a gate blocks.

use digirights::NodeScore;
use digirights::questionnaire::LevelMeasure;

use crate::chart::Cut;
use crate::subject::Subject;

/// Where levels begin, as shares of the node's maximum. A level is blocked where the score reaches its cut
/// point and a gate does not hold.
pub(crate) fn cuts(subject: &Subject<'_>, node: &NodeScore<'_>) -> Vec<Cut> {
    let id = node.id().as_str();
    let Some(set) = subject.words.level_set(id) else { return Vec::new() };
    let unit = if set.measure == LevelMeasure::Share { 1.0 } else { node.maximum() };
    let next = subject.result.nodes.get(id).and_then(|node| node.next_level.as_ref());
    let blocked = next.filter(|next| next.from.is_none() && !next.gates.is_empty()).map(|next| &next.level);
    let cut = |level: &digirights::questionnaire::Level| {
        let at = level.from?.get() / unit;
        (at > 0.0).then(|| Cut { at, blocked: blocked == Some(&level.id) })
    };
    set.levels.iter().filter_map(cut).collect()
}

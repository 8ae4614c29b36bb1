// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Strengths and weaknesses.

use digirights::{NodeScore, Score, Scorecard};
use digirights_reporting::Words;

use super::layout::wrap;
use super::numbers::{Unit, number, range, short};
use super::page::{BAD, GOOD, Page, QUIET, paint};
use crate::escape::clean;

/// How many of each are named.
const NAMED: usize = 8;

/// What is strong whatever is answered later, and what is weak as answered so far.
pub fn highlights(page: &mut Page, card: &Scorecard, words: &Words<'_>) {
    let plus = paint("+", GOOD);
    list(page, "Strengths", &plus, &card.strengths(), words, |score, unit| {
        format!("at least {} whatever is answered later", number(unit.scale(score.low())))
    });
    let minus = paint("-", BAD);
    list(page, "Weaknesses", &minus, &card.weaknesses(), words, |score, unit| {
        format!("at most {} with the answers still missing", number(unit.scale(score.high())))
    });
}

fn list(
    page: &mut Page,
    heading: &str,
    mark: &str,
    nodes: &[NodeScore<'_>],
    words: &Words<'_>,
    open: impl Fn(Score, Unit) -> String,
) {
    if nodes.is_empty() {
        return;
    }
    page.heading(heading);
    for node in nodes.iter().take(NAMED) {
        let Some(score) = node.score() else { continue };
        let unit = Unit::from(score);
        let is_open = range(score.low(), score.high(), unit, "").is_some();
        let open = if is_open { format!(", {}", open(score, unit)) } else { String::new() };
        let text = format!("{}: {}{open}", words.node(node.id().as_str()), short(score.point(), unit));
        // The mark has a colour, so that its text is longer than its four columns.
        for (index, line) in wrap(&clean(&text), page.width.saturating_sub(4)).iter().enumerate() {
            page.line(&if index == 0 { format!("  {mark} {line}") } else { format!("    {line}") });
        }
    }
    if let Some(rest) = nodes.len().checked_sub(NAMED).filter(|rest| *rest > 0) {
        page.paragraph("    ", &format!("and {rest} more"), QUIET);
    }
}

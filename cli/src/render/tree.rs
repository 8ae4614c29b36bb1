// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Scores with their bars: of the tree, and of the lenses across it.

use anstyle::Style;
use digirights::{NodeScore, NodeState, Score, Scorecard, ScorecardDocument};
use digirights_reporting::Words;

use super::bar::{self, Reach, bar};
use super::numbers::{Unit, range, short};
use super::page::{Page, QUIET, STRONG};
use super::table::{Cell, Column, Table};
use super::words::tint;

/// A lens with more members than this is for the other formats.
const MOST_MEMBERS: usize = 8;

/// Every node below the one it belongs to, with its bar.
pub fn tree(page: &mut Page, card: &Scorecard, words: &Words<'_>) {
    let wide = page.width >= 100;
    let cells = cells(page);
    let has_levels = card.nodes().any(|node| node.level().is_some());
    page.heading("Scores by part");
    let mut columns = columns();
    if has_levels {
        columns.push(Column::words("Level"));
    }
    if wide {
        columns.push(Column::numbers("Answered"));
    }
    let mut table = Table::new(columns);
    for node in card.nodes() {
        let depth = depth(node);
        let style = if depth == 0 { STRONG } else { Style::new() };
        let name = Cell::styled(words.node(node.id().as_str()), style).indented(depth * 2);
        let mut row = vec![name];
        row.extend(score_cells(node, cells, page, words));
        if has_levels {
            let level = node.level().map_or("", |level| words.level(node.id().as_str(), level.as_str()));
            row.push(Cell::new(level));
        }
        if wide {
            let (answered, asked) = node.answered_of_asked();
            row.push(Cell::styled(format!("{answered}/{asked}"), QUIET));
        }
        table.row(row);
    }
    table.draw(page, 2);
    legend(page);
}

/// Name, bar, score and range.
fn columns() -> Vec<Column> {
    vec![Column::words(""), Column::fixed(""), Column::numbers("Score"), Column::numbers("Range")]
}

/// How long bars are: they go first where there is little room.
fn cells(page: &Page) -> usize {
    match page.width {
        ..60 => 0,
        60..76 => 10,
        _ => 20,
    }
}

fn depth(node: NodeScore<'_>) -> usize {
    std::iter::successors(node.parent(), NodeScore::parent).count()
}

/// Bar, score and range.
fn score_cells(node: NodeScore<'_>, cells: usize, page: &Page, words: &Words<'_>) -> [Cell; 3] {
    if let Some(score) = node.score() {
        return scored_cells(score, cells, page, words);
    }
    let unit = Unit::of(words.maximum(node.id().as_str()));
    let (low, high) = node.bounds().unwrap_or_default();
    let share = |score: f64| unit.scale(score) / unit.full();
    let reach = Reach { low: share(low), point: None, high: share(high) };
    let quiet = match node.state() {
        NodeState::NotApplicable => "n/a",
        _ => page.marks.dash,
    };
    let range = range(low, high, unit, page.marks.dash).unwrap_or_default();
    [bar(reach, cells, page.unicode, tint(words)), Cell::styled(quiet, QUIET), Cell::styled(range, QUIET)]
}

fn scored_cells(score: Score, cells: usize, page: &Page, words: &Words<'_>) -> [Cell; 3] {
    let unit = Unit::from(score);
    let range = range(score.low(), score.high(), unit, page.marks.dash).unwrap_or_default();
    [
        bar(score.into(), cells, page.unicode, tint(words)),
        Cell::styled(short(score.point(), unit), tint(words).colour(score.share())),
        Cell::styled(range, QUIET),
    ]
}

fn legend(page: &mut Page) {
    if cells(page) == 0 {
        return;
    }
    let [sure, point, reach, _] = bar::letters(page.unicode);
    let text = format!("{sure} certain, {point} as answered so far, {reach} can still be reached");
    page.paragraph("  ", &text, QUIET);
}

/// The lenses that have few members.
pub fn lenses(page: &mut Page, document: &ScorecardDocument, words: &Words<'_>) {
    let cells = cells(page);
    let mut long = Vec::new();
    for lens in &words.definition().lenses {
        let Some(scores) = document.lenses.get(lens.id.as_str()) else { continue };
        if lens.members.len() > MOST_MEMBERS {
            long.push(words.lens(lens.id.as_str()));
            continue;
        }
        page.heading(words.lens(lens.id.as_str()));
        let mut table = Table::new(columns());
        for member in &lens.members {
            let mut row = vec![Cell::new(words.member(lens.id.as_str(), member.id.as_str()))];
            match scores.get(member.id.as_str()).copied().flatten() {
                Some(score) => row.extend(scored_cells(score, cells, page, words)),
                None => row.extend([Cell::default(), Cell::styled(page.marks.dash, QUIET), Cell::default()]),
            }
            table.row(row);
        }
        table.draw(page, 2);
    }
    if !long.is_empty() {
        page.gap();
        page.paragraph("", &format!("With `--format markdown` also: {}.", long.join(", ")), QUIET);
    }
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Ranks with their intervals, the best first.

use super::canvas::{Anchor, Canvas, PAD, Trace};
use super::legend::{Sign, legend, marked_line};
use super::palette::{BAND, INTERVAL, INTERVAL_MARKED, PLAIN, QUIET, RANK, RANK_MARKED, STRONG};
use super::rows::{Heading, Rows};
use super::text::{line_height, wide, wrap};
use super::{RankRow, Ranks, axis};

const HIGH: f64 = 18.0;

pub(crate) fn draw(canvas: &mut Canvas, ranks: &Ranks) -> f64 {
    let inner = canvas.width() - 2.0 * PAD;
    let last = f64::from(ranks.last.max(1));
    let value_room =
        ranks.rows.iter().map(|row| wide(&row.value, STRONG)).fold(0.0, f64::max).min(inner * 0.3);
    let rows = Rows::new(canvas, 0.3, if value_room > 0.0 { value_room + 16.0 } else { 8.0 });
    let title = wrap(&ranks.words.axis, inner, QUIET, 2);
    canvas.lines(QUIET, Anchor::Start, if rows.side { rows.from } else { PAD }, PAD + QUIET.size, &title);
    let top = PAD + super::canvas::count(title.len()) * line_height(QUIET);
    let labels: Vec<(f64, String)> = ticks(ranks.last.max(1))
        .into_iter()
        .map(|rank| (share_of(f64::from(rank), last), rank.to_string()))
        .collect();
    let marks: Vec<(f64, &str)> = labels.iter().map(|(at, label)| (*at, label.as_str())).collect();
    let first = top + axis::HIGH + 8.0;
    let end = rows_from(&mut canvas.blank(), &rows, &ranks.rows, last, value_room, first);
    // Behind the lines of the axis.
    bands(canvas, &rows, &ranks.rows, last, value_room, first);
    axis::marked(canvas, &rows, &marks, (top, end));
    let end = rows_from(canvas, &rows, &ranks.rows, last, value_room, first);
    signs(canvas, ranks, end + 14.0) + PAD
}

/// The first rank, the last, and round numbers between them.
fn ticks(last: u32) -> Vec<u32> {
    let step = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000]
        .into_iter()
        .find(|step| last / step <= 6)
        .unwrap_or_else(|| last.div_ceil(6));
    let between = (1..=6).map(|times| step.saturating_mul(times)).filter(|rank| *rank > 1 && *rank < last);
    // A round number just before the last would touch it.
    let between = between.filter(|rank| last - rank > step / 2 || step == 1);
    let mut all: Vec<u32> = std::iter::once(1).chain(between).collect();
    if last > 1 {
        all.push(last);
    }
    all
}

fn share_of(rank: f64, last: f64) -> f64 {
    if last <= 1.0 { 0.5 } else { super::canvas::share((rank - 1.0) / (last - 1.0)) }
}

/// Grounds of rows that stand out.
fn bands(canvas: &mut Canvas, rows: &Rows, all: &[RankRow], last: f64, value_room: f64, first: f64) {
    let mut y = first;
    for row in all {
        let end = row_at(&mut canvas.blank(), rows, row, last, value_room, y);
        if row.marked {
            canvas.rect(BAND, PAD - 6.0, y - 4.0, canvas.width() - 2.0 * PAD + 12.0, end - y + 8.0);
        }
        y = end + gap(rows);
    }
}

fn rows_from(
    canvas: &mut Canvas,
    rows: &Rows,
    all: &[RankRow],
    last: f64,
    value_room: f64,
    first: f64,
) -> f64 {
    let mut y = first;
    for row in all {
        y = row_at(canvas, rows, row, last, value_room, y) + gap(rows);
    }
    y
}

fn gap(rows: &Rows) -> f64 {
    if rows.side { 8.0 } else { 12.0 }
}

fn row_at(canvas: &mut Canvas, rows: &Rows, row: &RankRow, last: f64, value_room: f64, top: f64) -> f64 {
    let letters = if row.marked { STRONG } else { PLAIN };
    let heading = Heading { name: &row.name, letters, note: "", indent: 0.0, taken: 0.0 };
    let placed = rows.place(canvas, top, heading, HIGH);
    let y = placed.middle;
    let [best, rank, worst] = [row.best, row.rank, row.worst].map(|rank| rows.at(share_of(rank, last)));
    let (interval, dot) = if row.marked { (INTERVAL_MARKED, RANK_MARKED) } else { (INTERVAL, RANK) };
    let mut trace = canvas.trace();
    trace.start(best, y);
    trace.line(worst, y);
    for end in [best, worst] {
        trace.start(end, y - 4.0);
        trace.line(end, y + 4.0);
    }
    canvas.draw(interval, &trace);
    let mut trace = canvas.trace();
    if row.marked {
        trace.diamond(rank, y, 7.0);
    } else {
        trace.circle(rank, y, 4.5);
    }
    canvas.draw(dot, &trace);
    let value = wrap(&row.value, value_room + 1.0, letters, 1);
    canvas.lines(letters, Anchor::End, rows.to + 16.0 + value_room, y + 5.0, &value);
    placed.end
}

fn signs(canvas: &mut Canvas, ranks: &Ranks, y: f64) -> f64 {
    let words = &ranks.words;
    let rank = super::legend::mark(RANK, Trace::circle, 4.5);
    let bare = |_: &mut Trace, _: f64, _: f64, _: f64| {};
    let interval = marked_line(INTERVAL, RANK, bare, 0.0);
    let all: Vec<Sign<'_>> = vec![(&rank, &words.rank), (&interval, &words.interval)];
    legend(canvas, &all, y)
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Tasks over time, by period. Early periods are short and hold much, so months take less room the longer
//! their period is.

use super::canvas::{Anchor, Canvas, PAD, count, share};
use super::palette::{BAND, GRID, PLAIN, QUIET, STRONG, SURE};
use super::rows::{Heading, Rows};
use super::text::{Lines, line_height, wrap};
use super::{Period, Roadmap};

const HIGH: f64 = 14.0;

/// A period with its place.
struct Column<'a> {
    period: &'a Period,
    from: f64,
    to: f64,
}

pub(crate) fn draw(canvas: &mut Canvas, roadmap: &Roadmap) -> f64 {
    let rows = Rows::new(canvas, 0.4, 0.0);
    let columns = columns(roadmap, &rows);
    let first = if rows.side { PAD + heads_high(&columns) } else { PAD };
    let end = tasks(&mut canvas.blank(), &rows, &columns, first);
    for column in columns.iter().step_by(2) {
        canvas.rect(BAND, column.from, PAD, column.to - column.from, end - PAD);
    }
    let mut edges = canvas.trace();
    for x in columns.iter().map(|column| column.from).chain(columns.last().map(|column| column.to)) {
        edges.start(x, PAD);
        edges.line(x, end);
    }
    canvas.draw(GRID, &edges);
    if rows.side {
        for column in &columns {
            let (title, note) = head(column);
            let y = PAD + 4.0 + STRONG.size;
            canvas.lines(STRONG, Anchor::Start, column.from + 8.0, y, &title);
            let below = y + count(title.len()) * line_height(STRONG);
            canvas.lines(QUIET, Anchor::Start, column.from + 8.0, below - 1.0, &note);
        }
    }
    tasks(canvas, &rows, &columns, first);
    end + PAD
}

fn columns<'a>(roadmap: &'a Roadmap, rows: &Rows) -> Vec<Column<'a>> {
    let long = |period: &Period| {
        // What is no length of time still has a place.
        let months = if period.months.is_finite() { period.months.clamp(1.0, 600.0) } else { 1.0 };
        libm::sqrt(months)
    };
    let all: f64 = roadmap.periods.iter().map(long).sum();
    let mut from = 0.0;
    roadmap
        .periods
        .iter()
        .map(|period| {
            let to = from + long(period) / all;
            let column = Column { period, from: rows.at(from), to: rows.at(to) };
            from = to;
            column
        })
        .collect()
}

fn head(column: &Column<'_>) -> (Lines, Lines) {
    let room = column.to - column.from - 14.0;
    (wrap(&column.period.title, room, STRONG, 3), wrap(&column.period.note, room, QUIET, 3))
}

fn heads_high(columns: &[Column<'_>]) -> f64 {
    let high = |column: &Column<'_>| {
        let (title, note) = head(column);
        count(title.len()) * line_height(STRONG) + count(note.len()) * line_height(QUIET)
    };
    columns.iter().map(high).fold(0.0, f64::max) + 12.0
}

fn tasks(canvas: &mut Canvas, rows: &Rows, columns: &[Column<'_>], first: f64) -> f64 {
    let mut y = first + 6.0;
    let inner = canvas.width() - 2.0 * PAD;
    for (at, column) in columns.iter().enumerate() {
        if rows.side && at > 0 {
            canvas.line(GRID, (PAD, y), (canvas.width() - PAD, y));
            y += 8.0;
        }
        if !rows.side {
            // There is no room over the columns, so each period has its heading over its tasks.
            let title = wrap(&column.period.title, inner - 12.0, STRONG, 2);
            let note = wrap(&column.period.note, inner - 12.0, QUIET, 2);
            canvas.lines(STRONG, Anchor::Start, PAD + 6.0, y + STRONG.size, &title);
            y += count(title.len()) * line_height(STRONG);
            canvas.lines(QUIET, Anchor::Start, PAD + 6.0, y + QUIET.size, &note);
            y += count(note.len()) * line_height(QUIET) + 8.0;
        }
        let inset = if rows.side { 0.0 } else { 6.0 };
        for task in &column.period.tasks {
            let heading =
                Heading { name: &task.name, letters: PLAIN, note: &task.note, indent: inset, taken: inset };
            let placed = rows.place(canvas, y, heading, HIGH);
            let (from, to) = (share(task.from), share(task.to));
            let wide = column.to - column.from - 4.0;
            let x = column.from + 2.0 + from.min(to) * wide;
            let long = ((to - from).abs() * wide).max(4.0).min(column.to - 2.0 - x).max(2.0);
            canvas.rounded(SURE, x, placed.middle - HIGH / 2.0, long, HIGH, 2.0);
            y = placed.end + if rows.side { 8.0 } else { 12.0 };
        }
        if !rows.side {
            y += 6.0;
        }
    }
    y
}

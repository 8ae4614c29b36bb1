// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The scale from 0 to 1 over rows.

use super::canvas::{Anchor, Canvas};
use super::palette::{AXIS, GRID, QUIET};
use super::rows::{Row, Rows};
use super::text::wide;

/// How high the labels of the scale are.
pub(crate) const HIGH: f64 = 18.0;

/// Where the labels of a scale stand, as shares.
pub(crate) const QUARTERS: [f64; 5] = [0.0, 0.25, 0.5, 0.75, 1.0];

/// Draws the labels from `top` on, and the lines of the scale behind the rows: through all of them, or
/// where names stand above, through what is drawn alone.
pub(crate) fn draw(canvas: &mut Canvas, rows: &Rows, scale: &[String], top: f64, drawn: &[Row], high: f64) {
    let marks: Vec<(f64, &str)> = QUARTERS.into_iter().zip(scale.iter().map(String::as_str)).collect();
    marked(canvas, rows, &marks, top, drawn, high);
}

/// The same with marks at any share; a label that would touch the one before it is left out.
pub(crate) fn marked(
    canvas: &mut Canvas,
    rows: &Rows,
    marks: &[(f64, &str)],
    top: f64,
    drawn: &[Row],
    high: f64,
) {
    let reach = high / 2.0 + 4.0;
    let spans: Vec<(f64, f64)> = match drawn {
        [.., last] if rows.side => vec![(top + HIGH, last.end + 8.0)],
        drawn => drawn.iter().map(|row| (row.middle - reach, row.middle + reach)).collect(),
    };
    let mut taken = f64::NEG_INFINITY;
    for (at, label) in marks {
        let x = rows.at(*at);
        let look = if *at > 0.0 { GRID } else { AXIS };
        let mut trace = canvas.trace();
        for (from, to) in &spans {
            trace.start(x, *from);
            trace.line(x, *to);
        }
        canvas.draw(look, &trace);
        let half = wide(label, QUIET) / 2.0;
        // At the edges of a chart labels stand inside.
        let middle = x.min(canvas.width() - half - 2.0).max(half + 2.0);
        if middle - half >= taken {
            canvas.text(QUIET, Anchor::Middle, middle, top + QUIET.size, label);
            taken = middle + half + 6.0;
        }
    }
}

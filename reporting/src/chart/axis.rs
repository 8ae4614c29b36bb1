// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The scale from 0 to 1 over rows.

use super::canvas::{Anchor, Canvas};
use super::palette::{AXIS, GRID, QUIET};
use super::rows::Rows;
use super::text::wide;

/// How high the labels of the scale are.
pub(crate) const HIGH: f64 = 18.0;

/// Where the labels of a scale stand, as shares.
pub(crate) const QUARTERS: [f64; 5] = [0.0, 0.25, 0.5, 0.75, 1.0];

/// Draws the labels from `span.0` on, and lines down to `span.1`.
pub(crate) fn draw(canvas: &mut Canvas, rows: &Rows, scale: &[String], span: (f64, f64)) {
    let marks: Vec<(f64, &str)> = QUARTERS.into_iter().zip(scale.iter().map(String::as_str)).collect();
    marked(canvas, rows, &marks, span);
}

/// The same with marks at any share; a label that would touch the one before it is left out.
pub(crate) fn marked(canvas: &mut Canvas, rows: &Rows, marks: &[(f64, &str)], (top, end): (f64, f64)) {
    let mut taken = f64::NEG_INFINITY;
    for (at, label) in marks {
        let x = rows.at(*at);
        let look = if *at > 0.0 { GRID } else { AXIS };
        canvas.line(look, (x, top + HIGH), (x, end));
        let half = wide(label, QUIET) / 2.0;
        // At the edges of a chart labels stand inside.
        let middle = x.min(canvas.width() - half - 2.0).max(half + 2.0);
        if middle - half >= taken {
            canvas.text(QUIET, Anchor::Middle, middle, top + QUIET.size, label);
            taken = middle + half + 6.0;
        }
    }
}

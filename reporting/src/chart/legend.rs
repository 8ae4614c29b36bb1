// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What the signs of a chart mean, and the names that numbers stand for.

use super::canvas::{Anchor, Canvas, PAD, Trace, count};
use super::palette::{Look, PLAIN, SMALL, STRONG};
use super::text::{line_height, wide, wrap};

/// The room of a sign.
pub(crate) const SIGN_WIDE: f64 = 24.0;
pub(crate) const SIGN_HIGH: f64 = 14.0;

/// A sign, drawn in its room from a place on, and what it means.
pub(crate) type Sign<'a> = (&'a dyn Fn(&mut Canvas, f64, f64), &'a str);

/// Draws the signs in rows, from `y` on; returns where they end.
pub(crate) fn legend(canvas: &mut Canvas, signs: &[Sign<'_>], y: f64) -> f64 {
    let inner = canvas.width() - 2.0 * PAD;
    let (mut x, mut y, mut high) = (0.0, y, 0.0_f64);
    for (sign, label) in signs {
        let lines = wrap(label, inner - SIGN_WIDE - 8.0, SMALL, 3);
        let room = SIGN_WIDE + 8.0 + lines.wide(SMALL);
        if x > 0.0 && x + room > inner {
            x = 0.0;
            y += high + 8.0;
            high = 0.0;
        }
        sign(canvas, PAD + x, y);
        canvas.lines(SMALL, Anchor::Start, PAD + x + SIGN_WIDE + 8.0, y + 11.0, &lines);
        high = high.max(SIGN_HIGH.max(count(lines.len()) * line_height(SMALL)));
        x += room + 20.0;
    }
    y + high
}

/// A box as a sign.
pub(crate) fn swatch(look: Look) -> impl Fn(&mut Canvas, f64, f64) {
    move |canvas, x, y| canvas.rect(look, x + 0.5, y + 0.5, SIGN_WIDE - 1.0, SIGN_HIGH - 1.0)
}

/// A line with a mark in its middle as a sign.
pub(crate) fn marked_line(
    line: Look,
    look: Look,
    mark: fn(&mut Trace, f64, f64, f64),
    radius: f64,
) -> impl Fn(&mut Canvas, f64, f64) {
    move |canvas, x, y| {
        canvas.line(line, (x, y + 7.0), (x + SIGN_WIDE, y + 7.0));
        shape(canvas, look, mark, x, y, radius);
    }
}

/// A mark as a sign.
pub(crate) fn mark(
    look: Look,
    mark: fn(&mut Trace, f64, f64, f64),
    radius: f64,
) -> impl Fn(&mut Canvas, f64, f64) {
    move |canvas, x, y| shape(canvas, look, mark, x, y, radius)
}

fn shape(canvas: &mut Canvas, look: Look, mark: fn(&mut Trace, f64, f64, f64), x: f64, y: f64, radius: f64) {
    let mut trace = canvas.trace();
    mark(&mut trace, x + SIGN_WIDE / 2.0, y + 7.0, radius);
    canvas.draw(look, &trace);
}

/// Names beside their numbers in columns that are read downwards, from `y` on; returns where
/// they end.
pub(crate) fn numbered<'a>(
    canvas: &mut Canvas,
    names: impl ExactSizeIterator<Item = (usize, &'a str)> + Clone,
    y: f64,
) -> f64 {
    let inner = canvas.width() - 2.0 * PAD;
    let columns: usize = if inner >= 880.0 {
        3
    } else if inner >= 500.0 {
        2
    } else {
        1
    };
    let gap = 24.0;
    let room = (inner + gap) / count(columns) - gap;
    let down = names.len().div_ceil(columns).max(1);
    let most = names.clone().map(|(number, _)| number).max().unwrap_or_default();
    let number_room = wide(&most.to_string(), STRONG).max(18.0);
    let (mut x, mut at_y, mut end) = (PAD, y, y);
    for (at, (number, name)) in names.enumerate() {
        if at > 0 && at.is_multiple_of(down) {
            x += room + gap;
            at_y = y;
        }
        let lines = wrap(name, room - number_room - 8.0, PLAIN, 3);
        canvas.text(STRONG, Anchor::End, x + number_room, at_y + 13.0, &number.to_string());
        canvas.lines(PLAIN, Anchor::Start, x + number_room + 8.0, at_y + 13.0, &lines);
        at_y += count(lines.len().max(1)) * line_height(PLAIN) + 4.0;
        end = at_y.max(end);
    }
    end
}

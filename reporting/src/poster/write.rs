// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Paragraphs of large and small letters.

use super::Points;
use crate::chart::palette::{ACCENT, INK, MUTED, Type};
use crate::chart::text::{Lines, line_height, wrap};
use crate::chart::{Anchor, Canvas, NOW_MARK, Trace, count};

/// Letters of a page.
pub(super) const fn plain(size: f64) -> Type {
    Type { class: "", size, strong: false, colour: INK }
}

/// The same, heavier.
pub(super) const fn strong(size: f64) -> Type {
    Type { class: "dr-strong", size, strong: true, colour: INK }
}

/// The same, of less weight.
pub(super) const fn quiet(size: f64) -> Type {
    Type { class: "dr-quiet", size, strong: false, colour: MUTED }
}

/// What stands out.
pub(super) const fn figure(size: f64) -> Type {
    Type { class: "dr-figure", size, strong: true, colour: ACCENT }
}

/// Where a paragraph stands, and how much room it has.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) room: f64,
}

/// Writes a paragraph with its top at a place; returns where it ends.
pub(super) fn paragraph(canvas: &mut Canvas, letters: Type, place: Place, text: &str, most: usize) -> f64 {
    let lines = wrap(text, place.room, letters, most);
    canvas.lines(letters, Anchor::Start, place.x, place.y + letters.size * 0.9, &lines);
    place.y + high(&lines, letters)
}

/// How high lines are.
pub(super) fn high(lines: &Lines, letters: Type) -> f64 {
    count(lines.len()) * line_height(letters)
}

/// The largest of these letters in which a text fits into so many lines without a word being broken; else
/// the smallest.
pub(super) fn fitting(text: &str, room: f64, most: usize, letters: fn(f64) -> Type, sizes: &[f64]) -> Type {
    let fits = |letters: &Type| {
        let whole = text.split_whitespace().all(|word| wrap(word, room, *letters, 2).len() <= 1);
        whole && wrap(text, room, *letters, most).whole.is_none()
    };
    let all = || sizes.iter().map(|size| letters(*size));
    all().find(fits).or_else(|| all().next_back()).unwrap_or_else(|| letters(14.0))
}

/// A heading with its items, at most so many of so many lines, each with a mark; returns where they end.
pub(super) fn points(
    canvas: &mut Canvas,
    place: Place,
    points: &Points,
    (items, lines): (usize, usize),
    mark: fn(&mut Trace, f64, f64, f64),
) -> f64 {
    let mut y = paragraph(canvas, strong(16.0), place, &points.title, 2) + 6.0;
    for item in points.items.iter().take(items) {
        let mut trace = canvas.trace();
        mark(&mut trace, place.x + 5.0, y + 8.0, 4.5);
        canvas.draw(NOW_MARK, &trace);
        let beside = Place { x: place.x + 18.0, y, room: place.room - 18.0 };
        y = paragraph(canvas, plain(14.0), beside, item, lines) + 6.0;
    }
    y
}

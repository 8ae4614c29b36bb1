// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! How amounts add up: each step goes on where the one before it ended.

use super::canvas::{Anchor, Canvas, PAD, share};
use super::legend::{Sign, legend, swatch};
use super::palette::{LEADER, Look, MISSING, OPEN, PLAIN, STRONG, SURE, TOTAL};
use super::rows::{Heading, Rows};
use super::text::{wide, wrap};
use super::{Step, StepKind, Waterfall};

const HIGH: f64 = 16.0;

pub(crate) fn draw(canvas: &mut Canvas, waterfall: &Waterfall) -> f64 {
    let steps = &waterfall.steps;
    let inner = canvas.width() - 2.0 * PAD;
    let label_room = steps.iter().map(|step| wide(&step.label, STRONG)).fold(0.0, f64::max).min(inner * 0.3);
    let rows = Rows::new(canvas, 0.36, if label_room > 0.0 { label_room + 12.0 } else { 0.0 });
    let top = PAD + super::axis::HIGH;
    // The lines of the scale lie below all else, so where they end is found on a canvas that is thrown away.
    let end = steps_from(&mut canvas.blank(), &rows, steps, label_room, top);
    super::axis::draw(canvas, &rows, &waterfall.scale, (PAD, end));
    let end = steps_from(canvas, &rows, steps, label_room, top);
    signs(canvas, waterfall, end + 14.0) + PAD
}

fn steps_from(canvas: &mut Canvas, rows: &Rows, steps: &[Step], label_room: f64, top: f64) -> f64 {
    let mut y = top + 8.0;
    let mut before: Option<(f64, f64)> = None;
    for step in steps {
        let total = step.kind == StepKind::Total;
        let letters = if total { STRONG } else { PLAIN };
        let heading = Heading { name: &step.name, letters, note: "", indent: 0.0, taken: 0.0 };
        let placed = rows.place(canvas, y, heading, HIGH);
        let (from, to) = (share(step.from), share(step.to));
        let (low, high) = (rows.at(from.min(to)), rows.at(from.max(to)));
        let bar = placed.middle - HIGH / 2.0;
        if let Some((x, y)) = before.filter(|_| rows.side) {
            canvas.line(LEADER, (x, y), (x, bar));
        }
        canvas.rect(look(step.kind), low, bar, (high - low).max(1.5), HIGH);
        let label = wrap(&step.label, label_room + 1.0, letters, 1);
        canvas.lines(letters, Anchor::End, rows.to + 12.0 + label_room, placed.middle + 5.0, &label);
        before = Some((rows.at(to), placed.middle + HIGH / 2.0));
        y = placed.end + if rows.side { 10.0 } else { 14.0 };
    }
    y
}

fn look(kind: StepKind) -> Look {
    match kind {
        StepKind::Total => TOTAL,
        StepKind::Reached => SURE,
        StepKind::Missing => MISSING,
        StepKind::Open => OPEN,
    }
}

fn signs(canvas: &mut Canvas, waterfall: &Waterfall, y: f64) -> f64 {
    let words = &waterfall.words;
    let kinds = [
        (StepKind::Total, &words.total),
        (StepKind::Reached, &words.reached),
        (StepKind::Missing, &words.missing),
        (StepKind::Open, &words.open),
    ];
    let signs: Vec<_> = kinds
        .iter()
        .filter_map(|(kind, word)| word.as_deref().map(|word| (swatch(look(*kind)), word)))
        .collect();
    let signs: Vec<Sign<'_>> = signs.iter().map(|(sign, word)| -> Sign<'_> { (sign, word) }).collect();
    legend(canvas, &signs, y)
}

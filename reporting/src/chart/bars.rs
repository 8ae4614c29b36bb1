// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! A bar per row: what is sure, what is open, the point between them, and where levels begin.

use super::canvas::{Anchor, Canvas, PAD, Trace, share};
use super::legend::{SIGN_HIGH, SIGN_WIDE, Sign, legend, mark, swatch};
use super::palette::{BLOCKED, CUT, EARLIER_MARK, NOTHING, OPEN, PLAIN, POINT, QUIET, STRONG, SURE, TRACK};
use super::rows::{Heading, Rows};
use super::text::{wide, wrap};
use super::{BarRow, Bars, Cut, Reach};

const HIGH: f64 = 16.0;

pub(crate) fn draw(canvas: &mut Canvas, bars: &Bars) -> f64 {
    let inner = canvas.width() - 2.0 * PAD;
    let widest = |of: fn(&BarRow) -> &str, letters| {
        bars.rows.iter().map(|row| wide(of(row), letters)).fold(0.0, f64::max)
    };
    let value_room = widest(|row| &row.value, STRONG).min(inner * 0.3);
    let note_room = widest(|row| &row.note, QUIET).min(inner * 0.22);
    let side = Rows::new(canvas, 0.36, 0.0).side;
    // Where names stand above, so do the notes.
    let at_end = value_room + if side && note_room > 0.0 { note_room + 12.0 } else { 0.0 };
    let rows = Rows::new(canvas, 0.36, if at_end > 0.0 { at_end + 12.0 } else { 0.0 });
    let mut y = PAD;
    for row in &bars.rows {
        let top_level = row.depth == 0;
        let letters = if top_level { STRONG } else { PLAIN };
        let indent = f64::from(row.depth.min(6)) * 14.0;
        let taken = if side || row.note.is_empty() { 0.0 } else { note_room + 12.0 };
        let name = Heading { name: &row.name, letters, note: "", indent, taken };
        let placed = rows.place(canvas, y, name, HIGH);
        bar(canvas, &rows, placed.middle, row);
        let end = canvas.width() - PAD;
        let value_at = rows.to + 12.0 + value_room;
        let value = wrap(&row.value, value_room + 1.0, STRONG, 1);
        canvas.lines(STRONG, Anchor::End, value_at, placed.middle + 5.0, &value);
        let note = wrap(&row.note, note_room + 1.0, QUIET, 2);
        if side {
            let up = if note.len() > 1 { 4.0 } else { -4.0 };
            canvas.lines(QUIET, Anchor::Start, value_at + 12.0, placed.middle - up, &note);
        } else {
            canvas.lines(QUIET, Anchor::End, end, y + 13.0, &note);
        }
        y = placed.end + if rows.side { 11.0 } else { 15.0 };
    }
    signs(canvas, bars, y + 8.0) + PAD
}

fn bar(canvas: &mut Canvas, rows: &Rows, middle: f64, row: &BarRow) {
    let Some(reach) = row.reach else {
        return canvas.line(NOTHING, (rows.from, middle), (rows.to, middle));
    };
    track(canvas, rows, middle, reach);
    for cut in &row.cuts {
        cut_at(canvas, rows.at(share(cut.at)), middle, *cut);
    }
    if let Some(earlier) = row.earlier {
        let mut trace = canvas.trace();
        trace.diamond(rows.at(share(earlier)), middle, 6.0);
        canvas.draw(EARLIER_MARK, &trace);
    }
    if let Some(point) = reach.point {
        point_at(canvas, rows.at(share(point)), middle);
    }
}

fn track(canvas: &mut Canvas, rows: &Rows, middle: f64, reach: Reach) {
    let (low, high) = (share(reach.low), share(reach.high));
    let (low, high) = (low.min(high), low.max(high));
    let top = middle - HIGH / 2.0;
    canvas.rect(TRACK, rows.from, top, rows.wide(), HIGH);
    if low > 0.0 {
        canvas.rect(SURE, rows.from, top, low * rows.wide(), HIGH);
    }
    if high > low {
        canvas.rect(OPEN, rows.at(low), top, (high - low) * rows.wide(), HIGH);
    }
}

fn point_at(canvas: &mut Canvas, x: f64, middle: f64) {
    canvas.rect(POINT, x - 2.5, middle - HIGH / 2.0 - 4.0, 5.0, HIGH + 8.0);
}

fn cut_at(canvas: &mut Canvas, x: f64, middle: f64, cut: Cut) {
    canvas.rect(CUT, x - 1.0, middle - HIGH / 2.0, 2.0, HIGH + 5.0);
    if cut.blocked {
        let mut trace = canvas.trace();
        trace.cross(x, middle + HIGH / 2.0 + 5.0, 3.5);
        canvas.draw(BLOCKED, &trace);
    }
}

fn signs(canvas: &mut Canvas, bars: &Bars, y: f64) -> f64 {
    let words = &bars.words;
    let on_track = |canvas: &mut Canvas, x: f64, y: f64| {
        canvas.rect(TRACK, x + 0.5, y + 0.5, SIGN_WIDE - 1.0, SIGN_HIGH - 1.0);
    };
    let cut = |blocked| {
        move |canvas: &mut Canvas, x: f64, y: f64| {
            on_track(canvas, x, y);
            // As high as a bar, so that the sign stands where it stands there.
            cut_at(canvas, x + SIGN_WIDE / 2.0, y + SIGN_HIGH - 1.0 - HIGH / 2.0, Cut { at: 0.0, blocked });
        }
    };
    let point = |canvas: &mut Canvas, x: f64, y: f64| {
        canvas.rect(POINT, x + SIGN_WIDE / 2.0 - 2.5, y - 2.0, 5.0, SIGN_HIGH + 4.0);
    };
    let (sure, open) = (swatch(SURE), swatch(OPEN));
    let earlier = mark(EARLIER_MARK, Trace::diamond, 6.0);
    let (plain, blocked) = (cut(false), cut(true));
    let mut all: Vec<Sign<'_>> = vec![(&sure, &words.sure), (&open, &words.open), (&point, &words.point)];
    all.extend(words.earlier.as_deref().map(|word| -> Sign<'_> { (&earlier, word) }));
    all.extend(words.cut.as_deref().map(|word| -> Sign<'_> { (&plain, word) }));
    all.extend(words.blocked.as_deref().map(|word| -> Sign<'_> { (&blocked, word) }));
    legend(canvas, &all, y)
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Rows with a name and something drawn: the name at the side, or above where the chart is narrow.

use super::canvas::{Anchor, Canvas, PAD, count};
use super::palette::{QUIET, Type};
use super::text::{line_height, wrap};

/// From this width on names stand at the side.
const SIDE: f64 = 540.0;

/// Where rows lie.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rows {
    /// Whether names stand at the side.
    pub(crate) side: bool,
    /// Where the drawing begins.
    pub(crate) from: f64,
    /// Where it ends.
    pub(crate) to: f64,
}

/// The name of a row.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Heading<'a> {
    pub(crate) name: &'a str,
    pub(crate) letters: Type,
    /// What stands below the name.
    pub(crate) note: &'a str,
    pub(crate) indent: f64,
    /// Room that is taken at the end of the name, where it stands above.
    pub(crate) taken: f64,
}

/// Where a row is drawn.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    /// The middle of what is drawn.
    pub(crate) middle: f64,
    /// Where the row ends.
    pub(crate) end: f64,
}

impl Rows {
    /// Rows with so much room for names, as a share, and so much for what stands at the end.
    pub(crate) fn new(canvas: &Canvas, names: f64, at_end: f64) -> Self {
        let inner = canvas.width() - 2.0 * PAD;
        let side = canvas.width() >= SIDE;
        let from = if side { PAD + (inner * names).min(340.0) } else { PAD };
        Self { side, from, to: (canvas.width() - PAD - at_end).max(from + 40.0) }
    }

    /// How wide the drawing is.
    pub(crate) fn wide(&self) -> f64 {
        self.to - self.from
    }

    /// Where a share of the drawing is.
    pub(crate) fn at(&self, share: f64) -> f64 {
        self.from + share * self.wide()
    }

    /// Writes the name of a row that begins at `top`, whose drawing is so high.
    pub(crate) fn place(&self, canvas: &mut Canvas, top: f64, heading: Heading<'_>, high: f64) -> Row {
        let Heading { name, letters, note, indent, taken } = heading;
        let room =
            if self.side { self.from - PAD - 16.0 } else { canvas.width() - 2.0 * PAD - taken } - indent;
        let lines = wrap(name, room, letters, 3);
        let notes = wrap(note, room, QUIET, 2);
        let name_high = count(lines.len()) * line_height(letters);
        let text_high = name_high + count(notes.len()) * line_height(QUIET);
        let row_high = text_high.max(high);
        let first = if self.side { top + (row_high - text_high) / 2.0 } else { top };
        let x = PAD + indent;
        canvas.lines(letters, Anchor::Start, x, first + letters.size - 0.5, &lines);
        canvas.lines(QUIET, Anchor::Start, x, first + name_high + QUIET.size, &notes);
        if self.side {
            return Row { middle: top + row_high / 2.0, end: top + row_high };
        }
        let middle = top + text_high + 3.0 + high / 2.0;
        Row { middle, end: middle + high / 2.0 }
    }
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Bars that show a score and how far it may still move.

use anstyle::Style;
use digirights::questionnaire::Highlights;
use digirights::{Share, TOLERANCE};

use super::page::{ACCENT, BAD, GOOD, OPEN, QUIET, paint};
use super::table::Cell;

/// What a stretch of a bar says.
const SURE: usize = 0;
const POINT: usize = 1;
const REACH: usize = 2;
const EMPTY: usize = 3;

const UNICODE: [char; 4] = ['█', '▓', '░', '·'];
const ASCII: [char; 4] = ['#', '=', '-', '.'];

/// Where a score lies between nothing and everything, each from 0 to 1.
#[derive(Debug, Clone, Copy)]
pub struct Reach {
    /// No later answer makes it less.
    pub low: f64,
    /// From the answers as they are; `None` without a score.
    pub point: Option<f64>,
    /// No later answer makes it more.
    pub high: f64,
}

impl From<digirights::Score> for Reach {
    fn from(score: digirights::Score) -> Self {
        let of = |amount: f64| amount / score.maximum();
        Self { low: of(score.low()), point: Some(of(score.point())), high: of(score.high()) }
    }
}

/// Which shares are strong and which are weak, as the questionnaire says.
#[derive(Debug, Clone, Copy)]
pub struct Tint {
    strength_from: f64,
    weakness_below: f64,
}

impl Tint {
    /// Of a questionnaire; the defaults are those of the file format.
    pub fn of(highlights: &Highlights) -> Self {
        let or = |share: Option<Share>, default: f64| share.map_or(default, Share::get);
        Self {
            strength_from: or(highlights.strength_from, 0.7),
            weakness_below: or(highlights.weakness_below, 0.4),
        }
    }

    /// The colour of a share.
    pub fn colour(self, share: f64) -> Style {
        if share < self.weakness_below - TOLERANCE {
            BAD
        } else if share < self.strength_from - TOLERANCE {
            OPEN
        } else {
            GOOD
        }
    }
}

/// The letters of a bar in their order: what is sure, the point, what may come, the rest.
pub fn letters(unicode: bool) -> [char; 4] {
    if unicode { UNICODE } else { ASCII }
}

/// A bar of so many cells.
pub fn bar(reach: Reach, cells: usize, unicode: bool, tint: Tint) -> Cell {
    let letters = letters(unicode);
    let mut counts = [0_usize; 4];
    for cell in 0..cells {
        let middle = (count(cell) + 0.5) / count(cells);
        let kind = if middle < reach.low {
            SURE
        } else if reach.point.is_some_and(|point| middle < point) {
            POINT
        } else if middle < reach.high {
            REACH
        } else {
            EMPTY
        };
        if let Some(count) = counts.get_mut(kind) {
            *count += 1;
        }
    }
    let full = reach.point.map_or(ACCENT, |point| tint.colour(point));
    let (mut plain, mut painted) = (String::new(), String::new());
    for ((letter, number), style) in letters.into_iter().zip(counts).zip([full, full, QUIET, QUIET]) {
        let stretch: String = std::iter::repeat_n(letter, number).collect();
        painted.push_str(&paint(&stretch, style));
        plain.push_str(&stretch);
    }
    Cell::painted(plain, painted)
}

fn count(cells: usize) -> f64 {
    f64::from(u32::try_from(cells).unwrap_or(u32::MAX))
}

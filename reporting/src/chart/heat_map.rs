// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Rows of cells, darker where the score is higher. Cells without a score have signs.

use super::canvas::{Anchor, Canvas, PAD, count, share};
use super::legend::{SIGN_HIGH, SIGN_WIDE, Sign, legend, numbered};
use super::palette::{
    BLANK, BLANK_OPEN, BLANK_SIGN, DARK_SHADE, IN_DARK, IN_LIGHT, Look, PLAIN, QUIET, SHADES, SMALL,
};
use super::rows::{Heading, Rows};
use super::text::{Lines, line_height, wide, wrap};
use super::{Blank, Cell, CellValue, HeatMap, HeatRow};

const HIGH: f64 = 26.0;
const GAP: f64 = 2.0;
const NARROWEST: f64 = 24.0;
const WIDEST: f64 = 96.0;
const BLANKS: [Blank; 5] =
    [Blank::Unanswered, Blank::DontKnow, Blank::NotApplicable, Blank::NotShown, Blank::NotScored];

/// Where cells lie.
struct Cells {
    rows: Rows,
    wide: f64,
    in_line: usize,
}

impl Cells {
    fn x(&self, at: usize) -> f64 {
        self.rows.from + count(at % self.in_line) * self.wide
    }
}

/// What stands over the columns.
enum Headings {
    None,
    Names(Vec<Lines>),
    /// Numbers over every line of cells, with the names below the chart.
    Numbers,
}

pub(crate) fn draw(canvas: &mut Canvas, map: &HeatMap) -> f64 {
    let rows = Rows::new(canvas, 0.36, 0.0);
    let most = map.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0).max(map.columns.len()).max(1);
    let wide = (rows.wide() / count(most)).clamp(NARROWEST, WIDEST).floor();
    let in_line = (1..=most).rev().find(|cells| count(*cells) * wide <= rows.wide()).unwrap_or(1);
    let cells = Cells { rows, wide, in_line };
    let headings = headings(map, &cells, most);
    let mut y = PAD;
    if let Headings::Names(names) = &headings {
        let tallest = names.iter().map(Lines::len).max().unwrap_or(0);
        for (at, name) in names.iter().enumerate() {
            let first = y + count(tallest - name.len()) * line_height(SMALL) + SMALL.size;
            canvas.lines(SMALL, Anchor::Middle, cells.x(at) + (wide - GAP) / 2.0, first, name);
        }
        y += count(tallest) * line_height(SMALL) + 6.0;
    }
    let numbered_columns = matches!(headings, Headings::Numbers);
    // Where all cells of a row are in one line at its side, numbers over the first row serve all.
    let above = numbered_columns && (in_line < most || !rows.side);
    if numbered_columns && !above {
        for at in 0..map.columns.len() {
            let x = cells.x(at) + (wide - GAP) / 2.0;
            canvas.text(QUIET, Anchor::Middle, x, y + QUIET.size, &(at + 1).to_string());
        }
        y += line_height(QUIET) + 2.0;
    }
    for row in &map.rows {
        y = self::row(canvas, &cells, row, y, above);
    }
    y = signs(canvas, map, y + 10.0);
    if numbered_columns {
        let names = map.columns.iter().enumerate().map(|(at, name)| (at + 1, name.as_str()));
        y = numbered(canvas, names, y + 16.0);
    }
    y + PAD
}

fn headings(map: &HeatMap, cells: &Cells, most: usize) -> Headings {
    if map.columns.is_empty() {
        return Headings::None;
    }
    let room = cells.wide - GAP - 4.0;
    let whole = |name: &String| name.split_whitespace().all(|word| wide(word, SMALL) <= room);
    let names: Vec<Lines> = map.columns.iter().map(|name| wrap(name, room, SMALL, 5)).collect();
    let fit = map.columns.iter().all(whole) && names.iter().all(|name| name.whole.is_none());
    if fit && cells.in_line >= most { Headings::Names(names) } else { Headings::Numbers }
}

fn row(canvas: &mut Canvas, cells: &Cells, row: &HeatRow, y: f64, above: bool) -> f64 {
    let lines = row.cells.len().div_ceil(cells.in_line).max(1);
    let over = if above { line_height(QUIET) } else { 0.0 };
    let pitch = HIGH + GAP + over;
    let high = count(lines) * pitch - GAP;
    let heading = Heading { name: &row.name, letters: PLAIN, note: "", indent: 0.0, taken: 0.0 };
    let placed = cells.rows.place(canvas, y, heading, high);
    let top = placed.middle - high / 2.0 + over;
    for (at, cell) in row.cells.iter().enumerate() {
        let x = cells.x(at);
        let y = top + count(at / cells.in_line) * pitch;
        if above {
            canvas.text(QUIET, Anchor::Middle, x + (cells.wide - GAP) / 2.0, y - 4.0, &(at + 1).to_string());
        }
        draw_cell(canvas, cell, (x, y), cells.wide - GAP);
    }
    placed.end + if cells.rows.side { 5.0 } else { 10.0 }
}

fn draw_cell(canvas: &mut Canvas, cell: &Cell, place: (f64, f64), wide: f64) {
    let titled = !cell.title.trim().is_empty();
    if titled {
        canvas.open_group(&cell.title);
    }
    match cell.value {
        CellValue::Score(score) => {
            let (look, dark) = shade(score);
            canvas.rect(look, place.0, place.1, wide, HIGH);
            let letters = if dark { IN_DARK } else { IN_LIGHT };
            let label = wrap(&cell.label, wide - 2.0, letters, 1);
            if label.whole.is_none() {
                canvas.lines(
                    letters,
                    Anchor::Middle,
                    place.0 + wide / 2.0,
                    place.1 + HIGH / 2.0 + 4.5,
                    &label,
                );
            }
        }
        CellValue::Blank(blank) => draw_blank(canvas, blank, place, (wide, HIGH)),
    }
    if titled {
        canvas.close_group();
    }
}

/// The shade of a score, and whether it is a dark one.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share times five")]
fn shade(score: f64) -> (Look, bool) {
    let last = SHADES.len() - 1;
    let at = ((share(score) * 5.0).floor() as usize).min(last);
    (SHADES.get(at).copied().unwrap_or(BLANK), at >= DARK_SHADE)
}

fn draw_blank(canvas: &mut Canvas, blank: Blank, (x, y): (f64, f64), (wide, high): (f64, f64)) {
    let look = if matches!(blank, Blank::Unanswered | Blank::DontKnow) { BLANK_OPEN } else { BLANK };
    canvas.rect(look, x + 0.5, y + 0.5, wide - 1.0, high - 1.0);
    let (x, y) = (x + wide / 2.0, y + high / 2.0);
    let mut sign = canvas.trace();
    match blank {
        Blank::Unanswered => {}
        Blank::DontKnow => canvas.text(SMALL, Anchor::Middle, x, y + 4.5, "?"),
        Blank::NotApplicable => {
            sign.start(x - 4.0, y);
            sign.line(x + 4.0, y);
        }
        Blank::NotShown => sign.circle(x, y, 1.5),
        Blank::NotScored => sign.tick(x, y, 4.0),
    }
    canvas.draw(BLANK_SIGN, &sign);
}

fn signs(canvas: &mut Canvas, map: &HeatMap, y: f64) -> f64 {
    let words = &map.words;
    let word = |blank| match blank {
        Blank::Unanswered => &words.unanswered,
        Blank::DontKnow => &words.dont_know,
        Blank::NotApplicable => &words.not_applicable,
        Blank::NotShown => &words.not_shown,
        Blank::NotScored => &words.not_scored,
    };
    let occurs = |blank: Blank| {
        let cells = map.rows.iter().flat_map(|row| &row.cells);
        cells.into_iter().any(|cell| matches!(cell.value, CellValue::Blank(other) if other == blank))
    };
    let shade = |shade: Look| {
        move |canvas: &mut Canvas, x: f64, y: f64| {
            canvas.rect(shade, x + 0.5, y + 0.5, SIGN_WIDE - 1.0, SIGN_HIGH - 1.0);
        }
    };
    let [lowest, .., highest] = SHADES;
    let (low, high) = (shade(lowest), shade(highest));
    let blanks: Vec<_> = BLANKS
        .into_iter()
        .filter(|blank| occurs(*blank))
        .map(|blank| {
            let sign = move |canvas: &mut Canvas, x: f64, y: f64| {
                draw_blank(canvas, blank, (x, y - 1.0), (SIGN_WIDE, SIGN_HIGH + 2.0));
            };
            (sign, word(blank))
        })
        .collect();
    let mut all: Vec<Sign<'_>> = vec![(&low, &words.low), (&high, &words.high)];
    all.extend(blanks.iter().map(|(sign, word)| -> Sign<'_> { (sign, word) }));
    legend(canvas, &all, y)
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! A sheet: a table with a heading row that stays in sight, filters, and pages that can be printed.

use rust_xlsxwriter::utility::cell_autofit_width;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Formula, Worksheet, XlsxError};

use crate::clean::clean;

/// A sheet.
pub(super) struct Sheet {
    pub(super) name: String,
    /// Headings, with widths in letters.
    pub(super) columns: Vec<(String, u32)>,
    pub(super) rows: Vec<Vec<Cell>>,
    /// Whether its rows can be filtered: not where they are names with values.
    pub(super) filters: bool,
}

/// What stands in a cell.
pub(super) enum Cell {
    Empty,
    Text(String),
    /// A text that is moved in.
    Part(String, u8),
    Strong(String),
    Number(f64, Show),
    /// A number that people may change to see what follows.
    Input(f64, Show),
    /// A formula with its value.
    Formula(String, Option<f64>, Show),
    /// A level: its name, its place among the levels from 1, and how many there are.
    Level(String, usize, usize),
}

/// How a number is shown.
#[derive(Clone, Copy)]
pub(super) enum Show {
    Whole,
    Tenths,
    Hundredths,
    Percent,
    /// As many digits as there are.
    Plain,
}

impl Show {
    fn pattern(self) -> &'static str {
        match self {
            Self::Whole => "#,##0_)",
            Self::Tenths => "#,##0.0_)",
            Self::Hundredths => "#,##0.00_)",
            Self::Percent => "0%_)",
            Self::Plain => "General",
        }
    }
}

impl Cell {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A number, or nothing.
    pub(super) fn number(number: Option<f64>, show: Show) -> Self {
        number.map_or(Self::Empty, |number| Self::Number(number, show))
    }

    /// A whole number.
    pub(super) fn count(count: usize) -> Self {
        Self::Number(u32::try_from(count).map_or(f64::from(u32::MAX), f64::from), Show::Whole)
    }
}

/// A name that a sheet may have.
pub(super) fn name(text: &str) -> String {
    let text = clean(text).replace(['[', ']', ':', '*', '?', '/', '\\', '\''], " ");
    text.trim().chars().take(31).collect()
}

/// The longest text that a cell can hold, less a little room, in units of UTF-16.
const LONGEST: usize = 32_000;

/// How many letters side by side can still be read where a page is printed.
const LETTERS_ACROSS: u32 = 250;

/// What a cell can hold of a text.
fn held(text: &str) -> String {
    let text = clean(text);
    let mut units = 0;
    let fits = |(_, letter): &(usize, char)| {
        units += letter.len_utf16();
        units > LONGEST
    };
    match text.char_indices().find(fits) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.into_owned(),
    }
}

/// From the lowest level to the highest: darker, and letters that can be read on it.
fn shade(place: usize, count: usize) -> (Color, Color) {
    const SHADES: [u32; 5] = [0x00E3_EFF7, 0x00B9_D6EA, 0x0085_B6DA, 0x003F_86BC, 0x000F_4C77];
    let last = SHADES.len() - 1;
    let step = if count > 1 { (place.saturating_sub(1) * last) / (count - 1) } else { last };
    let letters = if step > 2 { Color::White } else { Color::Black };
    (Color::RGB(SHADES.get(step).copied().unwrap_or(0x00E3_EFF7)), letters)
}

impl Sheet {
    /// Writes it. Texts are written as texts, whatever they begin with.
    pub(super) fn write(&self, page: &mut Worksheet, rtl: bool) -> Result<(), XlsxError> {
        page.set_name(&self.name)?;
        page.set_right_to_left(rtl);
        let top = Format::new().set_align(FormatAlign::Top);
        let head = Format::new()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::Bottom)
            .set_background_color(Color::RGB(0x00F1_F4F7))
            .set_border_bottom(FormatBorder::Medium);
        for (column, (heading, width)) in (0..).zip(&self.columns) {
            page.set_column_width(column, *width)?;
            page.write_string_with_format(0, column, held(heading), &head)?;
        }
        page.set_row_height(0, self.height(self.columns.iter().map(|(heading, _)| heading.as_str())))?;
        for (row, cells) in (1..).zip(&self.rows) {
            page.set_row_height(row, self.height(cells.iter().map(Cell::letters)))?;
            for (column, cell) in (0..).zip(cells) {
                cell.write(page, row, column, &top)?;
            }
        }
        page.set_freeze_panes(1, 0)?;
        page.set_repeat_rows(0, 0)?;
        let letters: u32 = self.columns.iter().map(|(_, width)| width).sum();
        let pages = letters.div_ceil(LETTERS_ACROSS).max(1);
        if pages > 1 {
            page.set_repeat_columns(0, 1)?;
        }
        let across = u16::try_from(pages).unwrap_or(u16::MAX);
        page.set_landscape().set_paper_size(9).set_print_fit_to_pages(across, 0);
        page.set_footer("&L&A&R&P / &N");
        let last_row = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        let last_column = u16::try_from(self.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
        if self.filters && last_row > 0 {
            page.autofilter(0, 0, last_row, last_column)?;
        }
        Ok(())
    }
}

/// Height of a line, and the greatest height of a row, in points; pixels of a letter.
const LINE: f64 = 15.0;
const HIGHEST: f64 = 400.0;
const LETTER: u32 = 7;

/// How wide a text is. The library measures no more than a column can be wide, so long ones go in pieces.
fn pixels(text: &str) -> u32 {
    let letters: Vec<char> = text.chars().take(LONGEST).collect();
    let pieces = letters.chunks(200).map(|piece| cell_autofit_width(&String::from_iter(piece)));
    pieces.fold(0, u32::saturating_add)
}

impl Sheet {
    /// The height of a row in which every text is wrapped: not all programs find it out themselves.
    fn height<'a>(&self, texts: impl Iterator<Item = &'a str>) -> f64 {
        let lines = texts.zip(&self.columns).map(|(text, (_, width))| {
            // The ends of lines are not full.
            let room = (width * LETTER * 9 / 10).max(LETTER);
            pixels(text).div_ceil(room)
        });
        (f64::from(lines.max().unwrap_or(1).max(1)) * LINE).min(HIGHEST)
    }
}

impl Cell {
    /// Its text, where it is one.
    fn letters(&self) -> &str {
        match self {
            Self::Text(text) | Self::Part(text, _) | Self::Strong(text) | Self::Level(text, ..) => text,
            Self::Empty | Self::Number(..) | Self::Input(..) | Self::Formula(..) => "",
        }
    }

    fn write(&self, page: &mut Worksheet, row: u32, column: u16, top: &Format) -> Result<(), XlsxError> {
        let wrapped = || top.clone().set_text_wrap();
        let number = |show: Show| top.clone().set_num_format(show.pattern());
        match self {
            Self::Empty => return Ok(()),
            Self::Text(text) => page.write_string_with_format(row, column, held(text), &wrapped())?,
            Self::Part(text, depth) => {
                page.write_string_with_format(row, column, held(text), &wrapped().set_indent(*depth))?
            }
            Self::Strong(text) => {
                page.write_string_with_format(row, column, held(text), &wrapped().set_bold())?
            }
            Self::Number(value, show) => {
                page.write_number_with_format(row, column, *value, &number(*show))?
            }
            Self::Input(value, show) => {
                let looks = number(*show).set_font_color(Color::RGB(0x0000_00FF));
                page.write_number_with_format(row, column, *value, &looks)?
            }
            Self::Formula(formula, value, show) => {
                let value = value.map_or(String::new(), |value| value.to_string());
                let formula = Formula::new(formula).set_result(value);
                page.write_formula_with_format(row, column, formula, &number(*show))?
            }
            Self::Level(text, place, count) => {
                let (ground, letters) = shade(*place, *count);
                let looks = wrapped().set_background_color(ground).set_font_color(letters);
                page.write_string_with_format(row, column, held(text), &looks)?
            }
        };
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{held, name, shade};

    #[test]
    fn texts_and_names_fit() {
        assert_eq!(held("=1+1"), "=1+1");
        assert_eq!(held(&"😀".repeat(20_000)).chars().count(), 16_001);
        assert_eq!(name("a/b: [c]'s"), "a b   c  s");
        assert_eq!(name(&"x".repeat(99)).len(), 31);
    }

    #[test]
    fn a_higher_level_is_darker() {
        let brightness = |place| match shade(place, 5).0 {
            rust_xlsxwriter::Color::RGB(colour) => (colour >> 16) + (colour >> 8 & 255) + (colour & 255),
            _ => unreachable!(),
        };
        assert!((1..5).all(|place| brightness(place) > brightness(place + 1)));
        assert_eq!(shade(0, 5), shade(1, 5));
    }
}

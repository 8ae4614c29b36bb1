// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Sheets written into an Excel workbook.

use digirights::{Code, Problem, Sheet};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, XlsxError};

/// The widest a column is made, in digits; longer texts go on in the next line.
const WIDEST: usize = 50;

/// A workbook with these sheets: the same bytes for the same sheets.
pub fn write(sheets: &[&Sheet]) -> Result<Vec<u8>, Problem> {
    let mut workbook = Workbook::new();
    let told = |error: XlsxError| too_large("", &error);
    // A workbook without a date gets the present one.
    let date = ExcelDateTime::from_ymd(2000, 1, 1).map_err(told)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&date));
    for sheet in sheets {
        add(&mut workbook, sheet)?;
    }
    workbook.save_to_buffer().map_err(told)
}

fn add(workbook: &mut Workbook, sheet: &Sheet) -> Result<(), Problem> {
    let place = format!("/{}", sheet.name);
    let told = |error: XlsxError| too_large(&place, &error);
    let top = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let head = top.clone().set_bold();
    let page = workbook.add_worksheet();
    page.set_name(&sheet.name).map_err(told)?;
    page.set_freeze_panes(1, 0).map_err(told)?;
    let mut widths = vec![0; sheet.columns.len()];
    for (row, cells) in std::iter::once(&sheet.columns).chain(&sheet.rows).enumerate() {
        let format = if row == 0 { &head } else { &top };
        // Beyond the last row that a workbook can have, writing says so.
        let row = u32::try_from(row).unwrap_or(u32::MAX);
        for ((column, cell), width) in (0..).zip(cells).zip(&mut widths) {
            if cell.is_empty() {
                continue;
            }
            let place = |error| {
                let heading = sheet.columns.get(usize::from(column)).map_or("", String::as_str);
                too_large(&format!("/{}/{row}/{heading}", sheet.name), &error)
            };
            page.write_string_with_format(row, column, cell, format).map_err(place)?;
            let longest = cell.lines().map(|line| line.chars().count()).max().unwrap_or_default();
            *width = longest.max(*width);
        }
    }
    for (column, width) in (0..).zip(widths) {
        let width = u32::try_from(width.min(WIDEST)).unwrap_or_default();
        page.set_column_width(column, f64::from(width + 2)).map_err(told)?;
    }
    Ok(())
}

fn too_large(place: &str, error: &XlsxError) -> Problem {
    let problem = Problem::new(Code::FormTooLarge, place).finding(error.to_string());
    match error {
        XlsxError::MaxStringLengthExceeded => {
            problem.finding("a longer text").expecting("texts of at most 32,767 characters")
        }
        _ => problem,
    }
}

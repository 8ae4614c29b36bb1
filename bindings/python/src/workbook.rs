// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Sheets of Excel workbooks as tables of texts.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufReader, Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, Xlsx, XlsxError};
use digirights::{Code, Problem};
use quick_xml::events::Event;
use zip::ZipArchive;

use crate::texts::{Builder, no_table};

/// The most bytes of a workbook's content. A file of a few kilobytes can hold a thousand times as much.
const BYTES: u64 = 256 << 20;

/// The most bytes of text in the cells of a sheet: one text can be shown in many cells.
const TEXTS: usize = 1 << 30;

/// The bytes of the shortest text in a workbook's list of them: `<si/>`.
const SHORTEST_TEXT: u64 = 5;

/// As many texts as a list may say that it has, whatever it has: some programs count them otherwise.
const TEXTS_ANYWAY: u64 = 1 << 20;

/// What files of the old format begin with.
const OLD: &[u8] = b"\xd0\xcf\x11\xe0";

type Workbook<'a> = Xlsx<Cursor<&'a [u8]>>;

/// A sheet by its name, or the first one; and the other sheets that hold something, as warnings.
pub fn read(data: &[u8], sheet: Option<&str>) -> Result<(Builder, Vec<Problem>), Problem> {
    harmless(data)?;
    // Damaged files find cases that the library did not think of.
    catch_unwind(AssertUnwindSafe(|| sheets(data, sheet))).unwrap_or_else(|_| Err(damaged("it is damaged")))
}

fn sheets(data: &[u8], asked: Option<&str>) -> Result<(Builder, Vec<Problem>), Problem> {
    let mut workbook: Workbook<'_> = Xlsx::new(Cursor::new(data)).map_err(unreadable)?;
    let is_sheet = |sheet: &&calamine::Sheet| sheet.typ == SheetType::WorkSheet;
    let names = workbook.sheets_metadata().iter().filter(is_sheet).map(|sheet| sheet.name.clone());
    let names: Vec<String> = names.collect();
    let chosen = match asked {
        None => names.first().ok_or_else(|| damaged("it has no sheets"))?,
        Some(asked) => names.iter().find(|name| *name == asked).ok_or_else(|| {
            let expected = names.join(", ");
            Problem::new(Code::NoSheet, "").unknown(asked, &expected, names.iter().map(String::as_str))
        })?,
    };
    let table = table(&mut workbook, chosen)?;
    let mut left_out = Vec::new();
    for other in names.iter().filter(|name| *name != chosen) {
        if holds_anything(&mut workbook, other)? {
            left_out
                .push(Problem::new(Code::SheetLeftOut, "").finding(format!("`{other}`, beside `{chosen}`")));
        }
    }
    Ok((table, left_out))
}

fn holds_anything(workbook: &mut Workbook<'_>, sheet: &str) -> Result<bool, Problem> {
    let mut cells = workbook.worksheet_cells_reader(sheet).map_err(unreadable)?;
    while let Some(cell) = cells.next_cell().map_err(unreadable)? {
        if *cell.get_value() != DataRef::Empty {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A sheet as a table: its first row that holds something is the headings. Columns that hold nothing are
/// left out.
fn table(workbook: &mut Workbook<'_>, sheet: &str) -> Result<Builder, Problem> {
    let mut reader = workbook.worksheet_cells_reader(sheet).map_err(unreadable)?;
    let percents: Vec<bool> = reader
        .styles()
        .iter()
        .map(|style| style.number_format.as_ref().is_some_and(|format| is_percent(&format.format_code)))
        .collect();
    // By row and column: a file can hold its cells in any order.
    let mut rows: BTreeMap<u32, BTreeMap<u32, String>> = BTreeMap::new();
    let mut columns = BTreeSet::new();
    let mut room = TEXTS;
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(unreadable)? {
        let percent = percents.get(style).copied().unwrap_or_default();
        let Some(text) = text(cell.get_value(), percent) else { continue };
        room = room
            .checked_sub(text.len())
            .ok_or_else(|| no_table(format!("more than {TEXTS} bytes of text"), "a smaller table"))?;
        let (row, column) = cell.get_position();
        columns.insert(column);
        rows.entry(row).or_default().entry(column).or_insert(text);
    }
    let Some((_, headings)) = rows.pop_first() else {
        let found = format!("nothing in the sheet `{sheet}`");
        return Err(no_table(found, "a row of headings"));
    };
    let headings = columns.iter().map(|column| headings.get(column).cloned().unwrap_or_default());
    let mut table = Builder::new(&headings.collect::<Vec<_>>())?;
    for (row, cells) in rows {
        let cells = columns.iter().map(|column| cells.get(column).map(String::as_str));
        table.push(i64::from(row) + 1, &cells.collect::<Vec<_>>())?;
    }
    Ok(table)
}

/// What a form tool would write for a cell.
fn text(value: &DataRef<'_>, percent: bool) -> Option<String> {
    let text = match value {
        DataRef::Empty => return None,
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) if percent => format!("{}%", hundredfold(*number)),
        DataRef::Float(number) => plain(*number),
        DataRef::Bool(truth) => if *truth { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(moment) => moment_text(moment),
        DataRef::Error(error) => error.to_string(),
    };
    (!text.is_empty()).then_some(text)
}

/// A number in the fewest digits that give it again, whole ones without a point.
fn plain(number: f64) -> String {
    // Without the sign of a zero.
    (number + 0.0).to_string()
}

/// A hundred times a number, by its digits: multiplied, 0.57 gives 56.99999999999999.
fn hundredfold(number: f64) -> String {
    let digits = plain(number);
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits.as_str()), |rest| ("-", rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if !whole.bytes().all(|digit| digit.is_ascii_digit()) {
        return plain(number);
    }
    let fraction = format!("{fraction:0<2}");
    let (two, rest) = fraction.split_at(2);
    let whole = format!("{whole}{two}");
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        whole => whole,
    };
    if rest.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

/// Whether a number format shows numbers in percent. In quotes or behind a backslash the sign is a mere
/// letter.
fn is_percent(format: &str) -> bool {
    let mut letters = format.chars();
    let mut quoted = false;
    while let Some(letter) = letters.next() {
        match letter {
            '"' => quoted = !quoted,
            '\\' if !quoted => {
                letters.next();
            }
            '%' if !quoted => return true,
            _ => {}
        }
    }
    false
}

/// A day, a day with a time, or a time alone.
fn moment_text(moment: &ExcelDateTime) -> String {
    let days = moment.as_f64();
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    if moment.is_duration() || !days.is_finite() || days < 0.0 {
        plain(days)
    } else if days < 1.0 {
        time
    } else if days.fract() == 0.0 {
        date
    } else {
        format!("{date}T{time}")
    }
}

/// Counts what comes out of the archive, and holds back a file that says it has more texts than there is
/// room for: the library sets aside memory for as many as the file says.
fn harmless(data: &[u8]) -> Result<(), Problem> {
    let broken = |error: &dyn std::fmt::Display| damaged(&error.to_string());
    if data.starts_with(OLD) {
        // A password puts a workbook into a file like those of the old format.
        let locked: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        return Err(if data.windows(locked.len()).any(|bytes| bytes == locked) {
            no_table("a workbook with a password", "one without")
        } else {
            no_table("a workbook of the old format (.xls)", "one of the present format (.xlsx)")
        });
    }
    let mut archive = ZipArchive::new(Cursor::new(data)).map_err(|error| broken(&error))?;
    let mut room = BYTES;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|error| broken(&error))?;
        let name = part.name().map_err(|error| broken(&error))?.to_ascii_lowercase();
        let mut part = part.take(room + 1);
        let size = std::io::copy(&mut part, &mut std::io::sink()).map_err(|error| broken(&error))?;
        room = room.checked_sub(size).ok_or_else(|| {
            no_table(format!("a workbook of more than {BYTES} bytes when unpacked"), "a smaller one, or CSV")
        })?;
        drop(part);
        if name.ends_with("sharedstrings.xml") {
            let part = archive.by_index(index).map_err(|error| broken(&error))?;
            let declared = declared_texts(BufReader::new(part));
            let declared = declared.ok_or_else(|| damaged("its list of texts cannot be read"))?;
            if declared > TEXTS_ANYWAY.max(size / SHORTEST_TEXT) {
                return Err(damaged("it says that it has more texts than it can have"));
            }
        }
    }
    Ok(())
}

/// The number of texts that a list of them says it has, 0 where it says nothing.
fn declared_texts(part: impl std::io::BufRead) -> Option<u64> {
    let mut reader = quick_xml::Reader::from_reader(part);
    reader.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).ok()? {
            Event::Start(list) | Event::Empty(list) if list.local_name().as_ref() == "sst" => {
                let mut count = 0;
                for attribute in list.attributes() {
                    let attribute = attribute.ok()?;
                    if attribute.key.as_ref() == "uniqueCount" {
                        count = attribute.value.trim().parse().ok()?;
                    }
                }
                return Some(count);
            }
            Event::Eof => return Some(0),
            _ => {}
        }
    }
}

fn damaged(found: &str) -> Problem {
    no_table(format!("a workbook that cannot be opened: {found}"), "an Excel workbook (.xlsx)")
}

fn unreadable(error: XlsxError) -> Problem {
    match error {
        XlsxError::FileNotFound(_) | XlsxError::RelationshipNotFound => {
            no_table("an archive that is no Excel workbook", "an Excel workbook (.xlsx)")
        }
        other => damaged(&other.to_string()),
    }
}

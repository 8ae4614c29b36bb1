// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Markdown: `CommonMark` with tables.

use std::fmt::Write as _;

use crate::clean::clean;
use crate::document::{Block, Document, Fact, Item, Picture, Row, Run, Section, Table, Text};

use super::Numbers;
use super::address::encoded;

pub(super) fn written(document: &Document) -> String {
    let mut page = String::new();
    let mut numbers = Numbers::default();
    let _ = writeln!(page, "# {}\n\n{}\n", plain(&document.title), plain(&document.subtitle));
    facts(&mut page, &document.facts);
    for section in &document.sections {
        of_section(&mut page, document, section, 2, &mut numbers);
    }
    let _ = writeln!(page, "---\n\n{}", plain(&document.footer));
    page
}

/// Words of others as Markdown shows them, not obeys them, where a line may begin with them.
fn plain(text: &str) -> String {
    // Four blanks at the beginning of a line would make a block of code.
    let mut safe = inline(text.trim_start());
    // At the beginning of a line these would make a list, a heading or a line across.
    if safe.starts_with(['-', '+', '=', ':']) {
        safe.insert(0, '\\');
    }
    // `1. ` would begin a numbered list.
    let digits = safe.bytes().take_while(u8::is_ascii_digit).count();
    let rest = safe.get(digits..).unwrap_or_default();
    let mut after = rest.chars();
    if digits > 0 && matches!(after.next(), Some('.' | ')')) && after.next().is_none_or(char::is_whitespace) {
        safe.insert(digits, '\\');
    }
    safe
}

/// The same inside a line.
fn inline(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in clean(text).chars() {
        if matches!(
            letter,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' | '&' | '!' | '$'
        ) {
            safe.push('\\');
        }
        safe.push(letter);
    }
    safe
}

fn of_section(
    page: &mut String,
    document: &Document,
    section: &Section,
    level: usize,
    numbers: &mut Numbers,
) {
    let _ = writeln!(page, "{} {}\n", "#".repeat(level.min(6)), plain(&section.heading));
    for block in &section.blocks {
        of_block(page, document, block, numbers);
    }
    for section in &section.sections {
        of_section(page, document, section, level + 1, numbers);
    }
}

fn of_block(page: &mut String, document: &Document, block: &Block, numbers: &mut Numbers) {
    match block {
        Block::Paragraph(text) => {
            let _ = writeln!(page, "{}\n", runs(text));
        }
        Block::Note(text) => {
            let _ = writeln!(page, "> {}\n", runs(text));
        }
        Block::List(list) => {
            for (index, item) in list.items.iter().enumerate() {
                let mark = if list.numbered { format!("{}.", index + 1) } else { "-".to_owned() };
                of_item(page, &mark, item);
            }
            page.push('\n');
        }
        Block::Facts(of) => facts(page, of),
        Block::Figures(figures) => {
            for figure in figures {
                let note = if figure.note.is_empty() {
                    String::new()
                } else {
                    format!(" ({})", plain(&figure.note))
                };
                let _ = writeln!(page, "- {}: **{}**{note}", plain(&figure.name), plain(&figure.value));
            }
            page.push('\n');
        }
        Block::Table(of) => {
            if !of.caption.is_empty() {
                let _ = writeln!(
                    page,
                    "**{}.** {}\n",
                    plain(&numbers.table(&document.labels)),
                    plain(&of.caption)
                );
            }
            table(page, of);
        }
        Block::Chart(picture) => chart(page, document, picture, numbers),
    }
}

fn of_item(page: &mut String, mark: &str, item: &Item) {
    let _ = writeln!(page, "{mark} {}", runs(&item.text));
    for below in &item.below {
        let _ = writeln!(page, "{}- {}", " ".repeat(mark.len() + 1), runs(below));
    }
}

fn facts(page: &mut String, facts: &[Fact]) {
    for fact in facts {
        let _ = writeln!(page, "- {}: {}", plain(&fact.name), runs(&fact.value));
    }
    if !facts.is_empty() {
        page.push('\n');
    }
}

fn chart(page: &mut String, document: &Document, picture: &Picture, numbers: &mut Numbers) {
    let label = plain(&numbers.figure(&document.labels));
    let chart = &picture.chart;
    let _ = writeln!(page, "**{label}. {}.** {}\n", plain(&chart.title), plain(&chart.description));
    if let Some(data) = &picture.data {
        table(page, data);
    }
}

fn table(page: &mut String, table: &Table) {
    let line = |cells: &mut dyn Iterator<Item = String>| {
        let cells: Vec<String> = cells.collect();
        format!("| {} |\n", cells.join(" | "))
    };
    page.push_str(&line(&mut table.columns.iter().map(|column| plain(&column.heading))));
    page.push_str(&line(
        &mut table.columns.iter().map(|column| if column.number { "--:" } else { "---" }.to_owned()),
    ));
    for row in &table.rows {
        page.push_str(&line(
            &mut row.cells.iter().enumerate().map(|(index, cell)| of_cell(row, index, cell)),
        ));
    }
    page.push('\n');
}

fn of_cell(row: &Row, index: usize, cell: &Text) -> String {
    // A strong row has no stronger cells.
    let text = if row.strong { plain(&cell.letters()) } else { runs(cell) };
    let indent = if index == 0 { "&emsp;".repeat(row.depth as usize) } else { String::new() };
    if row.strong && !text.is_empty() { format!("{indent}**{text}**") } else { format!("{indent}{text}") }
}

fn runs(text: &Text) -> String {
    text.0.iter().enumerate().map(|(index, run)| of_run(run, index == 0)).collect()
}

fn of_run(run: &Run, is_first: bool) -> String {
    let text = if is_first { plain(&run.text) } else { inline(&run.text) };
    if !run.link.is_empty() {
        // `&copy;` in an address is no sign of its own.
        return format!("[{text}](<{}>)", encoded(&run.link).replace('&', "&amp;"));
    }
    // Marks of emphasis do not hold where spaces stand inside them.
    let core = text.trim();
    if run.strong && !core.is_empty() { text.replacen(core, &format!("**{core}**"), 1) } else { text }
}

#[cfg(test)]
mod tests {
    use super::{plain, runs};
    use crate::document::Text;

    #[test]
    fn an_address_stays_whole_and_inside_its_cell() {
        let link = |address: &str| runs(&Text::plain("see ").and_link("it", address));
        assert_eq!(
            link("https://example.org/?a=1|2&copy;=3"),
            "see [it](<https://example.org/?a=1%7C2&amp;copy;=3>)"
        );
        assert_eq!(link("https://example.org/<a>\\"), "see [it](<https://example.org/%3Ca%3E%5C>)");
        assert_eq!(plain("    four"), "four");
    }

    #[test]
    fn words_of_others_are_no_markup() {
        assert_eq!(plain("a|b <script> [x](y)\n# z"), "a\\|b \\<script\\> \\[x\\](y) \\# z");
        assert_eq!(plain("1. one"), "1\\. one");
        assert_eq!(plain("2) two"), "2\\) two");
        assert_eq!(plain("- item"), "\\- item");
        assert_eq!(plain("55.4 of 100"), "55.4 of 100");
    }
}

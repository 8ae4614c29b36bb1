// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Says on standard error what is wrong with an input.

use std::fmt::Write as _;
use std::io::Write as _;

use anstream::AutoStream;
use anstyle::Style;
use miette::{GraphicalReportHandler, GraphicalTheme, ThemeStyles};

use crate::render::page::Page;
use crate::report::Report;
use crate::terminal::Terminal;

/// How many problems are shown with their lines; more than this nobody reads at once.
pub const SHOWN: usize = 20;

/// Shows reports, problems before warnings. With `all` those beyond the first are shown, too.
pub fn show(reports: &[Report], all: bool) {
    let (warnings, problems): (Vec<&Report>, Vec<&Report>) =
        reports.iter().partition(|report| report.is_warning());
    let most = if all { usize::MAX } else { SHOWN };
    let first: Vec<&Report> = problems.into_iter().chain(warnings).take(most).collect();
    let left = reports.len() - first.len();
    draw(&first, left as u64, "`--format json` gives all of them.");
}

/// Shows the first reports of many. There are so many more, and a way to see them.
pub fn show_first(reports: &[Report], left: u64, way: &str) {
    draw(&reports.iter().collect::<Vec<_>>(), left, way);
}

fn draw(reports: &[&Report], left: u64, way: &str) {
    let terminal = Terminal::of_errors();
    let mut theme = if terminal.unicode { GraphicalTheme::unicode() } else { GraphicalTheme::ascii() };
    theme.styles = ThemeStyles::ansi();
    if !terminal.unicode {
        "x".clone_into(&mut theme.characters.error);
        "!".clone_into(&mut theme.characters.warning);
    }
    let handler = GraphicalReportHandler::new_themed(theme).with_width(terminal.width).with_cause_chain();
    let mut text = String::new();
    for report in reports {
        if handler.render_report(&mut text, *report).is_err() {
            text.push_str(&report.to_string());
        }
        text.push('\n');
    }
    if left > 0 {
        let _ = writeln!(text, "... and {left} more. {way}");
    }
    // Standard error is the last resort: if it cannot be written to, there is nobody to tell.
    let _ = AutoStream::auto(std::io::stderr()).write_all(letters_for(terminal, text).as_bytes());
}

/// Says something that is no problem.
pub fn notice(text: &str) {
    let mut page = Page::new(Terminal::of_errors());
    page.paragraph("note: ", text, Style::new());
    say(&page.finish());
}

/// One letter for one: what is marked stays above its mark.
fn letters_for(terminal: Terminal, text: String) -> String {
    if terminal.unicode { text } else { text.replace('…', "~") }
}

/// Writes text that was laid out for standard error.
pub fn say(text: &str) {
    let _ = AutoStream::auto(std::io::stderr()).write_all(text.as_bytes());
}

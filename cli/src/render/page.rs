// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! A page of text that grows from top to bottom and keeps to its width.

use anstyle::{AnsiColor, Style};

use super::layout::{width, wrap};
use crate::escape::clean;
use crate::terminal::Terminal;

/// Headings.
pub const STRONG: Style = Style::new().bold();
/// What matters less.
pub const QUIET: Style = Style::new().dimmed();
/// What is good.
pub const GOOD: Style = AnsiColor::Green.on_default();
/// What is open.
pub const OPEN: Style = AnsiColor::Yellow.on_default();
/// What is not good.
pub const BAD: Style = AnsiColor::Red.on_default();
/// What to look at.
pub const ACCENT: Style = AnsiColor::Cyan.on_default();

/// A text in a style.
pub fn paint(text: &str, style: Style) -> String {
    if text.is_empty() || style.is_plain() { text.to_owned() } else { format!("{style}{text}{style:#}") }
}

/// Marks that exist in Unicode and in ASCII.
#[derive(Debug, Clone, Copy)]
pub struct Marks {
    /// Between the ends of a range.
    pub dash: &'static str,
    /// Between short facts.
    pub dot: &'static str,
    /// Before an item.
    pub bullet: &'static str,
    /// From the old to the new.
    pub arrow: &'static str,
    /// Around words of the questionnaire.
    pub quotes: [&'static str; 2],
    /// Of a line across the page.
    pub rule: &'static str,
}

/// The page.
#[derive(Debug)]
pub struct Page {
    /// Columns.
    pub width: usize,
    /// Whether it may hold more than ASCII.
    pub unicode: bool,
    /// Its marks.
    pub marks: Marks,
    text: String,
}

impl Page {
    /// An empty page for a terminal.
    pub fn new(terminal: Terminal) -> Self {
        let marks = if terminal.unicode {
            Marks { dash: "–", dot: "·", bullet: "•", arrow: "→", quotes: ["“", "”"], rule: "─" }
        } else {
            Marks { dash: "-", dot: "|", bullet: "*", arrow: "->", quotes: ["\"", "\""], rule: "-" }
        };
        Self { width: terminal.width, unicode: terminal.unicode, marks, text: String::new() }
    }

    /// The page as text.
    pub fn finish(self) -> String {
        self.text
    }

    /// A line that is known to fit.
    pub fn line(&mut self, painted: &str) {
        self.text.push_str(painted.trim_end_matches(' '));
        self.text.push('\n');
    }

    /// An empty line.
    pub fn gap(&mut self) {
        self.text.push('\n');
    }

    /// A line across the page.
    pub fn rule(&mut self) {
        let rule = self.marks.rule.repeat(self.width);
        self.line(&paint(&rule, QUIET));
    }

    /// A heading, with air above it.
    pub fn heading(&mut self, text: &str) {
        self.gap();
        self.paragraph("", text, STRONG);
    }

    /// Text that begins with a mark and hangs below what follows the mark.
    pub fn paragraph(&mut self, mark: &str, text: &str, style: Style) {
        let indent = width(mark);
        let text = clean(text);
        for (index, line) in wrap(&text, self.width.saturating_sub(indent)).iter().enumerate() {
            let before = if index == 0 { mark.to_owned() } else { " ".repeat(indent) };
            self.line(&format!("{before}{}", paint(line, style)));
        }
    }

    /// A name and what is said of it, under each other with the page's other ones.
    pub fn field(&mut self, name: &str, text: &str) {
        const NAME: usize = 12;
        let text = clean(text);
        for (index, line) in wrap(&text, self.width.saturating_sub(NAME + 2)).iter().enumerate() {
            let name = if index == 0 { name } else { "" };
            self.line(&format!("  {}{line}", paint(&format!("{name:NAME$}"), QUIET)));
        }
    }

    /// Words of the questionnaire or of a city, in quotation marks.
    pub fn quoted(&self, text: &str) -> String {
        let [open, close] = self.marks.quotes;
        format!("{open}{text}{close}")
    }

    /// A sentence that quotes, with the quotation marks of the terminal.
    pub fn requoted(&self, text: &str) -> String {
        let [open, close] = self.marks.quotes;
        text.replace('“', open).replace('”', close)
    }

    /// An item of a list.
    pub fn item(&mut self, text: &str) {
        let mark = format!("  {} ", self.marks.bullet);
        self.paragraph(&mark, text, Style::new());
    }

    /// What follows an item, below its text.
    pub fn below(&mut self, text: &str, style: Style) {
        self.paragraph("    ", text, style);
    }
}

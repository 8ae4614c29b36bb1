// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The few lines of a file around a problem.

use std::ops::Range;

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use crate::escape::clean;

/// Room for the text of a line; a bundled questionnaire may be one line of a megabyte.
const WIDEST: usize = 64;
/// How much of a long line is shown before the place.
const LEAD: usize = 24;

/// The line of a problem and its neighbours, fit to be shown: short, and with nothing that a
/// terminal would obey.
#[derive(Debug, Clone)]
pub struct Excerpt {
    name: String,
    text: String,
    label: SourceSpan,
    first_line: usize,
    line: usize,
    column: usize,
}

impl Excerpt {
    /// The lines around a range of bytes. Of a range over several lines the first is marked.
    pub fn of(name: &str, text: &str, range: &Range<usize>) -> Option<Self> {
        let before = text.get(..range.start)?;
        let line_start = before.rfind('\n').map_or(0, |end| end + 1);
        let rest = text.get(line_start..)?;
        let line = rest.split('\n').next()?.trim_end_matches('\r');
        let mark = range.start - line_start..(range.end.max(range.start) - line_start).min(line.len());
        let number = before.matches('\n').count();
        let mut lines = Vec::new();
        let long = line.chars().count() > WIDEST;
        let previous = text.get(..line_start.saturating_sub(1)).filter(|_| line_start > 0);
        let previous = previous.and_then(|text| text.rsplit('\n').next()).filter(|_| !long);
        lines.extend(previous.map(|line| shorten(line, WIDEST)));
        let offset: usize = lines.iter().map(|line| line.len() + 1).sum();
        let (shown, start, length) = window(line, mark.start, mark.end.max(mark.start))?;
        lines.push(shown);
        let next = rest.split('\n').nth(1).filter(|line| !long && !line.trim().is_empty());
        lines.extend(next.map(|line| shorten(line, WIDEST)));
        Some(Self {
            name: clean(name).into_owned(),
            text: lines.join("\n"),
            label: SourceSpan::from((offset + start, length)),
            first_line: number - usize::from(previous.is_some()),
            line: number,
            column: line.get(..mark.start)?.chars().count(),
        })
    }

    /// What is marked, in bytes of the excerpt.
    pub fn label(&self) -> SourceSpan {
        self.label
    }
}

fn shorten(line: &str, most: usize) -> String {
    let line = line.trim_end_matches('\r');
    let mut short: String = line.chars().take(most).collect();
    if short.len() < line.len() {
        short.push('…');
    }
    clean(&short).into_owned()
}

/// The part of a line around the bytes `start..end`, and where these are in it.
fn window(line: &str, start: usize, end: usize) -> Option<(String, usize, usize)> {
    let (before, marked, after) = (line.get(..start)?, line.get(start..end)?, line.get(end..)?);
    let cut =
        before.chars().count().saturating_sub(if line.chars().count() > WIDEST { LEAD } else { WIDEST });
    let lead: String = before.chars().skip(cut).collect();
    let lead = if cut > 0 { format!("…{}", clean(&lead)) } else { clean(&lead).into_owned() };
    let room = WIDEST.saturating_sub(lead.chars().count()).max(8);
    let middle = shorten(marked, room);
    let tail = shorten(after, room.saturating_sub(middle.chars().count()));
    Some((format!("{lead}{middle}{tail}"), lead.len(), middle.len()))
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        _: &SourceSpan,
        lines_before: usize,
        lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        // The renderer asks without neighbouring lines when it wants to name the place.
        let (line, column) =
            if lines_before + lines_after == 0 { (self.line, self.column) } else { (self.first_line, 0) };
        let whole = SourceSpan::from((0, self.text.len()));
        let count = self.text.lines().count();
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            self.text.as_bytes(),
            whole,
            line,
            column,
            count,
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::Excerpt;

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let text =
            format!("{{\"a\": \"{}\", \"place\": 7, \"z\": \"{}\"}}", "x".repeat(5000), "y".repeat(5000));
        let start = text.find("\"place\"").unwrap();
        let excerpt = Excerpt::of("f", &text, &(start..start + 7)).unwrap();
        let (offset, length) = (excerpt.label.offset(), excerpt.label.len());
        assert_eq!(&excerpt.text[offset..offset + length], "\"place\"");
        assert!(excerpt.text.chars().count() < 80, "{}", excerpt.text);
    }
}

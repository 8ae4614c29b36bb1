// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Breaking text into lines that fit, by the columns that letters really take.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// How many columns a text takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// Breaks a text into lines of at most so many columns, between words, or inside one that is longer
/// than a line. Never empty.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(1);
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let room = columns.saturating_sub(if line.is_empty() { 0 } else { width(&line) + 1 });
        if width(word) <= room {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for letter in word.chars() {
            if width(&line) + letter.width().unwrap_or(0) > columns && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            line.push(letter);
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// Fills up with spaces, to the right of a text that takes so many columns, or to its left.
pub fn fill(text: &str, taken: usize, columns: usize, right: bool) -> String {
    let spaces = " ".repeat(columns.saturating_sub(taken));
    if right { spaces + text } else { text.to_owned() + &spaces }
}

#[cfg(test)]
mod tests {
    use super::{fill, width, wrap};

    #[test]
    fn breaks_between_words_and_inside_long_ones() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("a abcdefghij b", 4), ["a", "abcd", "efgh", "ij b"]);
        assert_eq!(wrap("東京都庁", 4), ["東京", "都庁"]);
        assert_eq!(wrap("", 4), [""]);
    }

    #[test]
    fn fills_by_columns() {
        assert_eq!(fill("東", width("東"), 4, false), "東  ");
        assert_eq!(fill("7", 1, 3, true), "  7");
        assert_eq!(width("é"), 1);
    }
}

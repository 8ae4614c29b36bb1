// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! How wide letters are, and where lines break. The fonts of readers differ, so widths are those of
//! `DejaVu Sans`, one of the widest among common fonts: letters of others leave room, and cover nothing.

use super::palette::Type;
use crate::clean::clean;

/// Lines of a text.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Lines {
    pub(crate) lines: Vec<String>,
    /// The whole text, where the lines do not hold it.
    pub(crate) whole: Option<String>,
}

impl Lines {
    pub(crate) fn len(&self) -> usize {
        self.lines.len()
    }

    /// How wide the widest is.
    pub(crate) fn wide(&self, letters: Type) -> f64 {
        self.lines.iter().map(|line| wide(line, letters)).fold(0.0, f64::max)
    }
}

/// How high a line of such letters is, with the room below it.
pub(crate) fn line_height(letters: Type) -> f64 {
    letters.size + 4.0
}

/// How wide a text is, in pixels.
pub(crate) fn wide(text: &str, letters: Type) -> f64 {
    let sum: f64 = text.chars().map(letter_width).sum();
    sum * letters.size * if letters.strong { 1.12 } else { 1.0 }
}

/// How wide a letter is, as a share of the size of its type.
fn letter_width(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | '\'' => 0.28,
        ' ' | ',' | '.' | ':' | ';' | '|' | '/' | '\\' | 'I' | 'J' | '·' | '’' => 0.34,
        'f' | 'r' | 't' | '-' | '(' | ')' | '[' | ']' | '!' => 0.41,
        's' | 'z' | 'c' | '?' | '"' | '*' | '_' | '–' => 0.55,
        'k' | 'v' | 'x' | 'y' | 'L' | 'F' => 0.6,
        'A' | 'B' | 'C' | 'K' | 'R' | 'V' | 'X' | 'Z' => 0.7,
        'D' | 'G' | 'H' | 'N' | 'O' | 'Q' | 'U' | '&' => 0.79,
        'M' | 'w' | '+' | '<' | '=' | '>' | '#' | '~' | '^' | '−' | '×' | '→' | '≤' | '≥' => 0.86,
        'W' | 'm' | '%' | '@' | '—' | '…' | 'Æ' | 'Œ' | 'æ' | 'œ' => 0.99,
        _ if is_mark(letter) => 0.0,
        _ if is_wide(letter) => 1.03,
        'А'..='Я' => 0.78,
        'À'..='Þ' | 'Α'..='Ω' => 0.72,
        'а'..='я' => 0.68,
        _ => 0.64,
    }
}

/// Whether it is drawn over the letter before it, or not drawn.
fn is_mark(letter: char) -> bool {
    matches!(letter,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{5bf}'..='\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e4}'
        | '\u{93c}' | '\u{941}'..='\u{948}' | '\u{94d}' | '\u{9bc}' | '\u{9c1}'..='\u{9c4}' | '\u{9cd}'
        | '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}'
        | '\u{200b}'..='\u{200f}' | '\u{20d0}'..='\u{20f0}' | '\u{3099}' | '\u{309a}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{1f3fb}'..='\u{1f3ff}')
}

/// Whether it is as wide as it is high: East Asian letters, emoji.
fn is_wide(letter: char) -> bool {
    matches!(letter,
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{303e}' | '\u{3041}'..='\u{a4cf}' | '\u{a960}'..='\u{a97f}'
        | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}' | '\u{1f000}'..='\u{1faff}' | '\u{20000}'..='\u{3fffd}')
}

/// Whether a letter runs from right to left.
pub(crate) fn is_rtl(letter: char) -> bool {
    matches!(letter,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}'
        | '\u{1e800}'..='\u{1efff}')
}

/// A text in lines no wider than `room`, at most so many. What finds no room is left out, with a sign
/// that it is.
pub(crate) fn wrap(text: &str, room: f64, letters: Type, most: usize) -> Lines {
    let text = clean(text);
    let text = text.trim();
    // Below this not even a letter and the sign of what is left out fit.
    let room = room.max(letters.size * 2.2);
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut used = 0.0;
    for piece in pieces(text) {
        if lines.len() > most {
            break;
        }
        let size = wide(piece.trim_end(), letters);
        if used > 0.0 && used + size > room {
            lines.push(std::mem::take(&mut line));
            used = 0.0;
        }
        if size <= room {
            line.push_str(piece);
            used += wide(piece, letters);
            continue;
        }
        // A word wider than a line is broken where the line ends.
        for letter in piece.chars() {
            let mut buffer = [0; 4];
            let size = wide(letter.encode_utf8(&mut buffer), letters);
            if size > 0.0 && used + size > room {
                if lines.len() > most {
                    break;
                }
                lines.push(std::mem::take(&mut line));
                used = 0.0;
            }
            line.push(letter);
            used += size;
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    for line in &mut lines {
        line.truncate(line.trim_end().len());
    }
    lines.retain(|line| !line.is_empty());
    if lines.len() <= most {
        return Lines { lines, whole: None };
    }
    lines.truncate(most);
    if let Some(last) = lines.last_mut() {
        shorten(last, room, letters);
    }
    Lines { lines, whole: Some(text.to_owned()) }
}

/// Ends a line with the sign that there is more.
fn shorten(line: &mut String, room: f64, letters: Type) {
    while wide(line, letters) + wide("…", letters) > room && line.pop().is_some() {}
    while line.ends_with([' ', ',', '.', ';', ':', '-', '(']) {
        line.pop();
    }
    line.push('…');
}

/// The parts between which a line may break: words with the spaces after them, parts of words with their
/// hyphen or stroke, and single East Asian letters with the marks that follow.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut letters = rest.char_indices().peekable();
        let mut end = rest.len();
        while let Some((_, letter)) = letters.next() {
            let Some(&(at, next)) = letters.peek() else { break };
            let after_space = letter == ' ' && next != ' ';
            let after_hyphen = matches!(letter, '-' | '/' | '–' | '—') && next.is_alphanumeric() && at > 2;
            let wide = (is_wide(letter) || is_wide(next))
                && next != ' '
                && !is_mark(next)
                && !holds_on(letter, next);
            if after_space || after_hyphen || wide {
                end = at;
                break;
            }
        }
        let (piece, left) = rest.split_at(end);
        rest = left;
        Some(piece)
    })
}

/// Whether East Asian lines do not break between the two: before a closing sign, after an opening one.
fn holds_on(letter: char, next: char) -> bool {
    matches!(letter, '「' | '『' | '（' | '《' | '〈' | '【' | '(' | '“')
        || matches!(
            next,
            '、' | '。'
                | '，'
                | '．'
                | '！'
                | '？'
                | '：'
                | '；'
                | '」'
                | '』'
                | '）'
                | '》'
                | '〉'
                | '】'
                | 'ー'
                | '・'
                | ','
                | '.'
                | ')'
                | ':'
                | ';'
                | '!'
                | '?'
                | '”'
                | '%'
                | '\u{200d}'
        )
        || letter == '\u{200d}'
}

#[cfg(test)]
mod tests {
    use super::super::palette::PLAIN;
    use super::{wide, wrap};

    #[test]
    fn lines_break_at_words_and_hold_all_of_them() {
        let text = "Rules, charters and ethical principles of a well-known city";
        let lines = wrap(text, 120.0, PLAIN, 9);
        assert!(lines.lines.iter().all(|line| wide(line, PLAIN) <= 120.0), "{lines:?}");
        assert_eq!(lines.lines.join(" ").replace("- ", "-"), text);
        assert_eq!(lines.whole, None);
    }

    #[test]
    fn what_finds_no_room_is_shown_to_be_left_out() {
        let long = "x".repeat(300);
        let lines = wrap(&long, 100.0, PLAIN, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines.lines[1].ends_with('…'));
        assert!(lines.lines.iter().all(|line| wide(line, PLAIN) <= 100.0));
        assert_eq!(lines.whole, Some(long));
    }

    #[test]
    fn east_asian_text_breaks_between_letters_and_not_before_a_stop() {
        let lines = wrap("数字权利。数字权利宣言", 70.0, PLAIN, 9);
        assert!(lines.len() > 2);
        assert!(lines.lines.iter().all(|line| !line.starts_with('。')), "{lines:?}");
        assert_eq!(lines.lines.concat(), "数字权利。数字权利宣言");
    }

    #[test]
    fn letters_of_other_scripts_have_sensible_widths() {
        let narrow = wide("illit", PLAIN);
        let latin = wide("anune", PLAIN);
        let arabic = wide("مدينة", PLAIN);
        let chinese = wide("数字权利宣", PLAIN);
        assert!(narrow < latin && latin < chinese);
        assert!(arabic > 0.8 * latin && arabic < chinese);
        assert!((wide("e\u{301}", PLAIN) - wide("e", PLAIN)).abs() < 1e-9);
    }
}

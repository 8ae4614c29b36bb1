// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Text from files is data: it must not move the cursor, change colours or turn the reading
//! direction of a terminal.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Whether a terminal may obey the character instead of showing it.
fn is_unsafe(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{061c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// The text on one line, with everything that a terminal might obey written out.
pub fn clean(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' | '\r' | '\t' => safe.push(' '),
            letter if is_unsafe(letter) => {
                let _ = write!(safe, "\\u{{{:x}}}", u32::from(letter));
            }
            letter => safe.push(letter),
        }
    }
    Cow::Owned(safe)
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn nothing_reaches_the_terminal_that_it_would_obey() {
        assert_eq!(clean("plain – Zürich 東京"), "plain – Zürich 東京");
        assert_eq!(clean("a\nb\u{1b}[31mred\u{9b}1m\u{202e}"), "a b\\u{1b}[31mred\\u{9b}1m\\u{202e}");
    }
}

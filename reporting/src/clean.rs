// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Words of others are data: no letter of them may steer what shows them.

use std::borrow::Cow;

/// The text without control characters (a line break becomes a space), without characters that XML
/// cannot hold, and without those that turn the reading direction of what follows.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let letters = text.chars().filter_map(|letter| match letter {
        '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => Some(' '),
        letter if is_unsafe(letter) => None,
        letter => Some(letter),
    });
    Cow::Owned(letters.collect())
}

fn is_unsafe(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{fffe}' | '\u{ffff}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn nothing_steers_and_nothing_else_is_lost() {
        assert_eq!(clean("Zürich, دبي – 東京 <b>"), "Zürich, دبي – 東京 <b>");
        assert_eq!(clean("a\nb\u{1b}[31m\u{0}\u{202e}c\u{fffe}"), "a b[31mc");
    }
}

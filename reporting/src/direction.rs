// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Which way letters run. Words of others may run against the document around them.

/// Whether a letter runs from right to left.
fn runs_left(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// Whether the text has letters and all of them run from left to right.
pub(crate) fn is_left_to_right(text: &str) -> bool {
    text.chars().any(char::is_alphabetic) && !text.chars().any(runs_left)
}

/// Whether some letters run against a document: what stands beside them must not be drawn along.
pub(crate) fn runs_against(text: &str, rtl: bool) -> bool {
    text.chars()
        .any(|letter| if rtl { letter.is_alphabetic() && !runs_left(letter) } else { runs_left(letter) })
}

#[cfg(test)]
mod tests {
    use super::{is_left_to_right, runs_against};

    #[test]
    fn letters_have_a_direction_and_signs_have_none() {
        assert!(runs_against("note: الرباط", false) && !runs_against("Rabat 12 · 3", false));
        assert!(runs_against("الرباط (Rabat)", true) && !runs_against("الرباط 12", true));
        assert!(is_left_to_right("Rabat") && !is_left_to_right("12") && !is_left_to_right("Rabat الرباط"));
    }
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Whether a choice with a column of its own was made.

use super::text::key;
use super::words::Words;

/// What a cell says about one choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ticked {
    Yes,
    No,
    Unclear,
}

impl Ticked {
    /// Reads a cell that is not empty, in the languages given.
    pub(crate) fn of(text: &str, spoken: &[&'static Words]) -> Self {
        let word = key(text);
        let is = |list: fn(&Words) -> &'static [&'static str]| {
            spoken.iter().flat_map(|words| list(words)).any(|other| key(other) == word)
        };
        match word.as_str() {
            "x" | "✗" | "✘" | "1.0" | "selected" | "checked" => Self::Yes,
            "0.0" | "not selected" | "unchecked" => Self::No,
            _ if is(|words| words.yes) => Self::Yes,
            _ if is(|words| words.no) => Self::No,
            _ => Self::Unclear,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Ticked;
    use crate::forms::words::ENGLISH;

    #[test]
    fn ticks_of_many_tools() {
        for (text, expected) in [
            ("1", Ticked::Yes),
            ("1.0", Ticked::Yes),
            ("TRUE", Ticked::Yes),
            ("Yes", Ticked::Yes),
            ("X", Ticked::Yes),
            ("✓", Ticked::Yes),
            ("0", Ticked::No),
            ("False", Ticked::No),
            ("N", Ticked::No),
            ("2", Ticked::Unclear),
            ("perhaps", Ticked::Unclear),
        ] {
            assert_eq!(Ticked::of(text, &[ENGLISH]), expected, "{text}");
        }
    }
}

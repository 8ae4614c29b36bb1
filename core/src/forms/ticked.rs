// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Whether a choice with a column of its own was made.

use super::holds::Choice;
use super::text::key;
use super::words::Words;
use crate::instrument::program::Scoring;

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
            "x" | "1.0" | "selected" | "checked" => Self::Yes,
            "0.0" | "not selected" | "unchecked" => Self::No,
            _ if is(|words| words.yes) => Self::Yes,
            _ if is(|words| words.no) => Self::No,
            _ => Self::Unclear,
        }
    }
}

/// Whether these columns, in none of which a choice was made, say that nobody answered: "none of these", or
/// an option that stands alone, has a column and was not chosen either. Some tools write 0 into every column
/// of a question that was left out.
pub(crate) fn is_left_out(ticks: &[(Choice, bool)], scoring: &Scoring) -> bool {
    let stands_alone = |choice: &Choice| match (choice, scoring) {
        (Choice::NoneOfThese, _) => true,
        (Choice::Option(id), Scoring::Several { options, .. }) => {
            options.iter().any(|option| option.exclusive && option.id == *id)
        }
        _ => false,
    };
    ticks.iter().all(|(_, ticked)| !ticked) && ticks.iter().any(|(choice, _)| stands_alone(choice))
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
            // A cross chooses on paper, and refuses beside ticks.
            ("✗", Ticked::Unclear),
            ("✘", Ticked::Unclear),
            ("perhaps", Ticked::Unclear),
        ] {
            assert_eq!(Ticked::of(text, &[ENGLISH]), expected, "{text}");
        }
    }
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The fonts on board: Noto Sans in its parts for Latin, Greek, Cyrillic, Arabic and plain signs.

use std::collections::BTreeSet;
use std::sync::LazyLock;

/// The files, those of letters first.
pub const FILES: [&[u8]; 6] = [
    include_bytes!("../fonts/NotoSans-Regular.ttf"),
    include_bytes!("../fonts/NotoSans-Bold.ttf"),
    include_bytes!("../fonts/NotoSansArabic-Regular.ttf"),
    include_bytes!("../fonts/NotoSansArabic-Bold.ttf"),
    include_bytes!("../fonts/NotoSansMath-Regular.ttf"),
    include_bytes!("../fonts/NotoSansSymbols2-Regular.ttf"),
];

/// Ranges of letters, first and last, in order.
static COVERED: LazyLock<Vec<(u32, u32)>> = LazyLock::new(|| {
    let lines = include_str!("../fonts/coverage.txt").lines();
    lines
        .filter_map(|line| line.split_once('-'))
        .filter_map(|(first, last)| Some((code(first)?, code(last)?)))
        .collect()
});

fn code(hexadecimal: &str) -> Option<u32> {
    u32::from_str_radix(hexadecimal, 16).ok()
}

/// Whether the fonts on board can show a letter. Letters that show nothing need no font.
pub(crate) fn cover(letter: char) -> bool {
    let code = u32::from(letter);
    is_silent(letter)
        || COVERED
            .binary_search_by(|(first, last)| {
                if *last < code {
                    std::cmp::Ordering::Less
                } else if *first > code {
                    std::cmp::Ordering::Greater
                } else {
                    std::cmp::Ordering::Equal
                }
            })
            .is_ok()
}

/// The letters of a text, each once and in order, that the fonts on board cannot show: where a picture or a
/// page is made with them, nothing or a box stands there.
///
/// ```
/// assert_eq!(digirights_reporting::uncovered("東京, Zürich, الرباط"), ['京', '東']);
/// ```
#[must_use]
pub fn uncovered(text: &str) -> Vec<char> {
    let letters: BTreeSet<char> =
        text.chars().filter(|letter| !letter.is_control() && !cover(*letter)).collect();
    letters.into_iter().collect()
}

/// Whether a letter joins, parts or varies others and has no look of its own.
fn is_silent(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{fe00}'..='\u{fe0f}')
}

#[cfg(test)]
mod tests {
    use super::cover;

    #[test]
    fn what_is_covered_is_told_from_what_is_not() {
        for letter in "AzÄőŁșﬁΩώЖєدڨﷺ٣≥→−■✓€�".chars() {
            assert!(cover(letter), "{letter}");
        }
        for letter in "東한กא😀ა".chars() {
            assert!(!cover(letter), "{letter}");
        }
    }
}

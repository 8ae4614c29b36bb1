// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Texts that a spreadsheet would run as formulas. Whoever fills in a form can write one, so in CSV they
//! begin with an apostrophe, which spreadsheets take for "a text".

use std::borrow::Cow;

/// The text as it can stand in a CSV: with an apostrophe before it where a spreadsheet would run it.
///
/// ```
/// use digirights_reporting::guarded;
///
/// assert_eq!(guarded("=1+1"), "'=1+1");
/// assert_eq!(guarded("-5"), "-5");
/// ```
#[must_use]
pub fn guarded(text: &str) -> Cow<'_, str> {
    if is_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Whether a spreadsheet may take the text for a formula. Numbers are none.
fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
        && text != "-"
        && text.parse::<f64>().is_err()
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn formulas_are_texts() {
        for text in ["=1+1", "+cmd|' /C calc'!A0", "-a", "@x", "\tx", "\r=1", "\n=1", "＝1", "-1+1"] {
            assert_eq!(guarded(text), format!("'{text}"));
        }
        for text in ["", "-", "-5", "+3.5", "-1e3", "a=b", "'=1", "'quoted'", "5-5", "Zürich"] {
            assert_eq!(guarded(text), text);
        }
    }
}

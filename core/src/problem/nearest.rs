// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The valid name that was probably meant.

/// How many names are looked at: enough for any questionnaire made by people, and few enough that a
/// file full of wrong names costs little.
const LOOKED_AT: usize = 500;

/// The name at the least distance (Damerau-Levenshtein), if it is at most a third of the letters
/// away; of equally near ones the first in alphabetical order.
///
/// ```
/// assert_eq!(digirights::nearest("wieght", ["rule", "weight"]).as_deref(), Some("weight"));
/// ```
#[must_use]
pub fn nearest<'a>(given: &str, valid: impl IntoIterator<Item = &'a str>) -> Option<String> {
    among(given, &mut valid.into_iter())
}

/// One function for names from anywhere.
fn among(given: &str, valid: &mut dyn Iterator<Item = &str>) -> Option<String> {
    if given.chars().count() > 80 {
        return None;
    }
    let allowed = (given.chars().count() / 3).max(1);
    valid
        .take(LOOKED_AT)
        .filter(|name| name.len().abs_diff(given.len()) <= allowed * 4)
        // The same letters in another case are nearer than any other slip.
        .map(|name| {
            if given.eq_ignore_ascii_case(name) {
                (0, name)
            } else {
                (strsim::damerau_levenshtein(given, name).max(1), name)
            }
        })
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, name)| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_a_slip_and_nothing_far_away() {
        let names = ["weight", "when", "rule"];
        assert_eq!(nearest("wieght", names).as_deref(), Some("weight"));
        assert_eq!(nearest("rules", names).as_deref(), Some("rule"));
        assert_eq!(nearest("aggregation", names), None);
        assert_eq!(nearest("", names), None);
        assert_eq!(nearest("B", ["a", "b"]).as_deref(), Some("b"));
    }
}

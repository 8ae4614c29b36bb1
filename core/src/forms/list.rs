// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Lists of options in one cell. Each form tool joins them in its own way, and labels hold the same
//! signs, so a text is only read as a list where there is one way to read it.

use std::collections::BTreeMap;

use super::text::{ends, fold, key};

/// What a text says as a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum List {
    /// These things, in the order of the text.
    Items(Vec<usize>),
    /// It can be read in more ways than one.
    Ambiguous,
    /// No list of these names.
    No,
}

/// The names that a list can be made of.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// Folded names with what they name, each pair once, by their first letter.
    names: BTreeMap<char, Vec<(String, usize)>>,
    /// Bytes of a list of all names.
    longest: usize,
}

impl Names {
    pub(crate) fn add(&mut self, name: &str, thing: usize) {
        let key = key(name);
        let Some(first) = key.chars().next() else { return };
        let names = self.names.entry(first).or_default();
        if !names.iter().any(|(other, of)| *of == thing && *other == key) {
            self.longest += key.len() + 8;
            names.push((key, thing));
        }
    }

    /// Reads a list whose items stand apart by `;`, `|`, a comma or a line end.
    pub(crate) fn apart_by_signs(&self, text: &str) -> List {
        self.read(text, false)
    }

    /// Reads a list whose items stand apart by spaces, too.
    pub(crate) fn apart_by_spaces(&self, text: &str) -> List {
        self.read(text, true)
    }

    /// Counts the ways to read the text from each place to its end, and keeps one of them.
    fn read(&self, text: &str, spaces: bool) -> List {
        let text = marked(text);
        let whole = text.trim_end_matches(|letter| letter == ' ' || is_sign(letter));
        if whole.is_empty() || whole.len() > self.longest.saturating_add(8) {
            return List::No;
        }
        // From each byte: how many ways lead to the end (two stand for many), and the item that the
        // way found first begins with.
        let mut ways: Vec<(u8, Option<(usize, usize)>)> = vec![(0, None); whole.len()];
        for at in (0..whole.len()).rev().filter(|at| whole.is_char_boundary(*at)) {
            let rest = whole.get(at..).unwrap_or_default();
            let names = rest.chars().next().and_then(|first| self.names.get(&first));
            let (mut count, mut first) = (0_u8, None);
            for (name, thing) in names.into_iter().flatten() {
                let Some(after) = rest.strip_prefix(name.as_str()) else { continue };
                let Some(next) = next(whole.len() - after.len(), after, spaces) else { continue };
                let more =
                    if next >= whole.len() { 1 } else { ways.get(next).map_or(0, |(count, _)| *count) };
                if more > 0 {
                    first = first.or(Some((*thing, next)));
                    count = count.saturating_add(more).min(2);
                }
            }
            if let Some(place) = ways.get_mut(at) {
                *place = (count, first);
            }
        }
        match ways.first() {
            Some((1, _)) => {
                let (mut items, mut at) = (Vec::new(), 0);
                while let Some((_, Some((thing, next)))) = ways.get(at) {
                    items.push(*thing);
                    at = *next;
                }
                List::Items(items)
            }
            Some((2.., _)) => List::Ambiguous,
            _ => List::No,
        }
    }
}

/// The folded text, with line ends kept as signs.
fn marked(text: &str) -> String {
    let lines = text.split(['\n', '\r']).map(fold).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("|")
}

fn is_sign(letter: char) -> bool {
    matches!(letter, ';' | '|' | ',')
}

/// Where the next item begins after a name that ends at `at`; the end of the text if there is none.
fn next(at: usize, after: &str, spaces: bool) -> Option<usize> {
    // Signs at the end of a label are not part of its name, but may stand in the text.
    let said = after.trim_start_matches(|letter| ends(letter) && letter != ' ' && !is_sign(letter));
    if said.is_empty() {
        return Some(at + after.len());
    }
    let between: &str = said.trim_start_matches(|letter| letter == ' ' || is_sign(letter));
    let gap = said.get(..said.len() - between.len()).unwrap_or_default();
    let apart = if spaces { !gap.is_empty() } else { gap.contains(is_sign) };
    apart.then_some(at + after.len() - between.len())
}

#[cfg(test)]
mod tests {
    use super::{List, Names};

    fn names(list: &[&str]) -> Names {
        let mut names = Names::default();
        for (index, name) in list.iter().enumerate() {
            names.add(name, index);
        }
        names
    }

    #[test]
    fn every_tool_joins_in_its_own_way() {
        let names = names(&["Open data", "Privacy, and security", "Is it free?", "None."]);
        for text in [
            "Open data;Is it free?",
            "open data; is it free;",
            "Open data | Is it free?",
            "Open data, Is it free?",
            "Open data\nIs it free?\n",
            "Open data,Is it free",
            "\u{feff}Open data ;  Is it free? ; ",
        ] {
            assert_eq!(names.apart_by_signs(text), List::Items(vec![0, 2]), "{text:?}");
        }
        let both = List::Items(vec![1, 0]);
        assert_eq!(names.apart_by_signs("Privacy, and security, Open data"), both);
        assert_eq!(names.apart_by_spaces("Privacy, and security Open data"), both);
        assert_eq!(names.apart_by_signs("Open data Is it free?"), List::No);
        assert_eq!(names.apart_by_spaces("Open data Is it free? None."), List::Items(vec![0, 2, 3]));
        for text in ["", ";", "Open", "Open data; Closed data", "Open data, Privacy", "Open dataIs it free"] {
            assert_eq!(names.apart_by_signs(text), List::No, "{text}");
        }
    }

    #[test]
    fn two_ways_to_read_are_none() {
        let names = names(&["A", "B", "A, B", "B C", "C"]);
        assert_eq!(names.apart_by_signs("A, B"), List::Ambiguous);
        assert_eq!(names.apart_by_signs("A; B"), List::Items(vec![0, 1]));
        assert_eq!(names.apart_by_spaces("A B C"), List::Ambiguous);
    }

    #[test]
    fn long_texts_cost_little() {
        let names = names(&["a", "aa", "aaa", "é", "é é"]);
        assert_eq!(names.apart_by_spaces(&"a ".repeat(500_000)), List::No);
        assert_eq!(names.apart_by_spaces("é é"), List::Ambiguous);
    }
}

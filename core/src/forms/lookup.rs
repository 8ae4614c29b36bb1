// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! From a text to what it names: first letter by letter, then as people read, then without accents.

use std::collections::BTreeMap;

use super::text::{bare, key};

/// Most things that are kept for one text: two already make it ambiguous, the third is for the report.
const KEPT: usize = 3;

/// Names of things. A text that names several is found as several: nothing is guessed.
#[derive(Debug, Clone)]
pub(crate) struct Lookup<T> {
    exact: BTreeMap<String, Vec<T>>,
    keys: BTreeMap<String, Vec<T>>,
    bare: BTreeMap<String, Vec<T>>,
}

/// A text in all the ways in which it is looked up.
#[derive(Debug)]
pub(crate) struct Spelled<'t> {
    exact: &'t str,
    key: String,
    bare: String,
}

impl<'t> Spelled<'t> {
    pub(crate) fn of(text: &'t str) -> Self {
        let key = key(text);
        Self { exact: text.trim(), bare: bare(&key), key }
    }
}

impl<T> Default for Lookup<T> {
    fn default() -> Self {
        Self { exact: BTreeMap::new(), keys: BTreeMap::new(), bare: BTreeMap::new() }
    }
}

impl<T: Clone + PartialEq> Lookup<T> {
    /// Adds a name; a blank one names nothing.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "things are positions and words: a caller has no other use for one"
    )]
    pub(crate) fn add(&mut self, text: &str, thing: T) {
        let key = key(text);
        if key.is_empty() {
            return;
        }
        note(&mut self.exact, text.trim().to_owned(), &thing);
        note(&mut self.bare, bare(&key), &thing);
        note(&mut self.keys, key, &thing);
    }

    /// What a text names: nothing, one thing, or several.
    pub(crate) fn find(&self, text: &str) -> &[T] {
        self.exact.get(text.trim()).map_or_else(|| self.find_spelled(&Spelled::of(text)), Vec::as_slice)
    }

    /// As [`Lookup::find`], of a text that is looked up in several places.
    pub(crate) fn find_spelled(&self, text: &Spelled<'_>) -> &[T] {
        let found = self.exact.get(text.exact).or_else(|| self.keys.get(&text.key));
        found.or_else(|| self.bare.get(&text.bare)).map_or(&[], Vec::as_slice)
    }

    /// The one thing that a text names.
    pub(crate) fn one(&self, text: &str) -> Option<&T> {
        match self.find(text) {
            [one] => Some(one),
            _ => None,
        }
    }

    /// The one thing whose name begins with a text, or shares a long beginning with it: the two
    /// neighbours in alphabetical order are all there is to look at.
    pub(crate) fn like(&self, text: &str, shared: usize) -> Option<&T> {
        let key = key(text);
        let before = self.keys.range(..=key.clone()).next_back();
        let after = self.keys.range(key.clone()..).next();
        let common = |other: &str| key.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
        [before, after]
            .into_iter()
            .flatten()
            .filter(|(other, things)| common(other) >= shared && things.len() == 1)
            .max_by_key(|(other, _)| common(other))
            .and_then(|(_, things)| things.first())
    }

    /// Every name as it was given.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.exact.keys().map(String::as_str)
    }
}

fn note<T: Clone + PartialEq>(names: &mut BTreeMap<String, Vec<T>>, text: String, thing: &T) {
    let things = names.entry(text).or_default();
    if things.len() < KEPT && !things.contains(thing) {
        things.push(thing.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::Lookup;

    #[test]
    fn nearer_spellings_come_first() {
        let mut names = Lookup::default();
        names.add("A1", 1);
        names.add("a1", 2);
        names.add("Où ?", 3);
        names.add("ou", 4);
        names.add("Déjà", 5);
        names.add(" ", 6);
        assert_eq!(names.find("A1"), [1]);
        assert_eq!(names.find("\u{feff}A1"), [1, 2]);
        assert_eq!(names.find("OÙ"), [3]);
        assert_eq!(names.find("ou?"), [4]);
        assert_eq!(names.one("deja"), Some(&5));
        assert_eq!(names.find(""), [0; 0]);
    }
}

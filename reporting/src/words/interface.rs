// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The texts around the questionnaire's own: one file per language in `texts/`, by key.

use std::collections::BTreeMap;

use serde::Deserialize;

/// A text, or one per plural form of its `{count}`.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(super) enum Entry {
    One(String),
    Forms(BTreeMap<String, String>),
}

/// Languages with texts, and the texts. The first is complete; where another lacks a text, it stands in.
const LANGUAGES: [(&str, &str); 1] = [("en", include_str!("../../texts/en.json"))];

/// The texts of one language.
#[derive(Debug)]
pub(super) struct Interface {
    texts: Vec<BTreeMap<String, Entry>>,
}

impl Interface {
    /// In this language (BCP 47), else in the one it begins with (`pt` for `pt-BR`), else in the first.
    pub(super) fn new(language: &str) -> Self {
        let main = language.split('-').next().unwrap_or(language);
        let of = |wanted: &str| {
            let found = LANGUAGES.iter().find(|(language, _)| language.eq_ignore_ascii_case(wanted));
            found.and_then(|(_, text)| serde_json::from_str(text).ok())
        };
        let first = LANGUAGES.first().and_then(|(_, text)| serde_json::from_str(text).ok());
        Self { texts: of(language).or_else(|| of(main)).into_iter().chain(first).collect() }
    }

    /// What stands under a key.
    pub(super) fn get(&self, key: &str) -> Option<&Entry> {
        self.texts.iter().find_map(|texts| texts.get(key))
    }
}

/// Puts values into the `{names}` of a text. Braces in the values are left as they are.
pub(super) fn filled(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let named = after.split_once('}').and_then(|(name, after)| {
            let value = values.iter().find(|(known, _)| *known == name)?;
            Some((value.1, after))
        });
        if let Some((value, after)) = named {
            filled.push_str(value);
            rest = after;
        } else {
            filled.push('{');
            rest = after;
        }
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::{Interface, LANGUAGES, filled};

    #[test]
    fn values_are_put_in_and_never_read_again() {
        assert_eq!(filled("{a} of {b}", &[("a", "{b}"), ("b", "2")]), "{b} of 2");
        assert_eq!(filled("{x} {", &[]), "{x} {");
    }

    #[test]
    fn every_language_can_be_read_and_an_unknown_one_falls_back() {
        for (language, _) in LANGUAGES {
            assert!(Interface::new(language).get("title.technical").is_some(), "{language}");
        }
        assert!(Interface::new("xx").get("title.technical").is_some());
        assert!(Interface::new("en-GB").get("title.technical").is_some());
    }
}

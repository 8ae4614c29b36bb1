// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The texts around the questionnaire's own: one file per language in `texts/`, by key.

use std::collections::BTreeMap;
use std::fmt;

use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules, PluralRulesOptions};
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

/// The texts of one language, and of the first where it lacks some.
pub(super) struct Interface {
    languages: Vec<Language>,
}

/// The texts of one language, with its own rule for plurals: that of another would choose the wrong form.
struct Language {
    texts: BTreeMap<String, Entry>,
    plural: Option<PluralRules>,
}

impl fmt::Debug for Interface {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Interface").finish_non_exhaustive()
    }
}

impl Interface {
    /// In this language (BCP 47), else in the one it begins with (`pt` for `pt-BR`), else in the first.
    pub(super) fn new(language: &str) -> Self {
        let main = language.split('-').next().unwrap_or(language);
        let of = |wanted: &str| {
            let (language, text) = LANGUAGES.iter().find(|(known, _)| known.eq_ignore_ascii_case(wanted))?;
            Language::new(language, text)
        };
        let first = LANGUAGES.first().and_then(|(language, text)| Language::new(language, text));
        Self { languages: of(language).or_else(|| of(main)).into_iter().chain(first).collect() }
    }

    /// What stands under a key, in the form that goes with a count.
    pub(super) fn get(&self, key: &str, count: Option<usize>) -> Option<&str> {
        let (language, entry) =
            self.languages.iter().find_map(|language| Some((language, language.texts.get(key)?)))?;
        match entry {
            Entry::One(text) => Some(text),
            Entry::Forms(forms) => {
                let form = count.map_or("other", |count| language.form(count));
                forms.get(form).or_else(|| forms.get("other")).map(String::as_str)
            }
        }
    }
}

impl Language {
    fn new(language: &str, text: &str) -> Option<Self> {
        let locale: Locale = language.parse().ok()?;
        let plural = PluralRules::try_new(locale.into(), PluralRulesOptions::default()).ok();
        Some(Self { texts: serde_json::from_str(text).ok()?, plural })
    }

    /// `zero`, `one`, `two`, `few`, `many` or `other`.
    fn form(&self, count: usize) -> &'static str {
        match self.plural.as_ref().map(|rules| rules.category_for(count)) {
            Some(PluralCategory::Zero) => "zero",
            Some(PluralCategory::One) => "one",
            Some(PluralCategory::Two) => "two",
            Some(PluralCategory::Few) => "few",
            Some(PluralCategory::Many) => "many",
            Some(PluralCategory::Other) | None => "other",
        }
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
    use super::{Interface, LANGUAGES, Language, filled};

    #[test]
    fn values_are_put_in_and_never_read_again() {
        assert_eq!(filled("{a} of {b}", &[("a", "{b}"), ("b", "2")]), "{b} of 2");
        assert_eq!(filled("{x} {", &[]), "{x} {");
    }

    #[test]
    fn every_language_can_be_read_and_an_unknown_one_falls_back() {
        for (language, _) in LANGUAGES {
            assert!(Interface::new(language).get("title.technical", None).is_some(), "{language}");
        }
        assert!(Interface::new("xx").get("title.technical", None).is_some());
        assert!(Interface::new("en-GB").get("title.technical", None).is_some());
    }

    #[test]
    fn plural_forms_are_those_of_the_language_of_the_text() {
        let forms = |language: &str, counts: &[usize]| -> Vec<&'static str> {
            let language = Language::new(language, "{}");
            counts.iter().map(|count| language.as_ref().map_or("", |known| known.form(*count))).collect()
        };
        assert_eq!(forms("en", &[0, 1, 2]), ["other", "one", "other"]);
        assert_eq!(forms("ru", &[1, 2, 5, 21]), ["one", "few", "many", "one"]);
        assert_eq!(forms("ar", &[0, 1, 2, 5, 11]), ["zero", "one", "two", "few", "many"]);
        // English texts in a Russian report: 21 is not the English `one`.
        for language in ["ru", "fr", "uk"] {
            let texts = Interface::new(language);
            for count in [0, 21] {
                assert_eq!(texts.get("and_more", Some(count)), Some("and {count} more"), "{language}");
            }
            assert_eq!(texts.get("and_more", Some(1)), Some("and 1 more"), "{language}");
        }
    }
}

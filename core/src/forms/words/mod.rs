// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The customary words of a form, by language: what a questionnaire has no texts for.

mod european;
mod world;

use crate::id::Language;

/// The words of one language. Of a list of words all are understood and the first is shown.
#[derive(Debug)]
pub(crate) struct Words {
    /// First part of the language tag.
    pub(crate) tag: &'static str,
    /// What the language calls itself.
    pub(crate) name: &'static str,
    pub(crate) yes: &'static [&'static str],
    pub(crate) partly: &'static [&'static str],
    pub(crate) no: &'static [&'static str],
    pub(crate) not_applicable: &'static [&'static str],
    pub(crate) dont_know: &'static [&'static str],
    pub(crate) none_of_these: &'static [&'static str],
    /// Why there is no number, day or text.
    pub(crate) no_answer: &'static str,
    pub(crate) reason: &'static [&'static str],
    pub(crate) note: &'static [&'static str],
    pub(crate) evidence: &'static [&'static str],
    /// The part of the form about the city itself.
    pub(crate) about: &'static str,
    pub(crate) city: &'static [&'static str],
    pub(crate) date: &'static [&'static str],
    pub(crate) population: &'static [&'static str],
    pub(crate) country: &'static [&'static str],
    pub(crate) region: &'static [&'static str],
    pub(crate) income_class: &'static [&'static str],
    pub(crate) languages: &'static [&'static str],
    pub(crate) membership: &'static [&'static str],
    /// Two capital letters.
    pub(crate) two_letters: &'static str,
    /// Low, lower middle, upper middle, high.
    pub(crate) incomes: [&'static str; 4],
    /// A choice that stands alone.
    pub(crate) alone: &'static str,
    /// Limits of a number or day; `{}` stands for the limit.
    pub(crate) at_least: &'static str,
    pub(crate) at_most: &'static str,
    pub(crate) whole: &'static str,
}

/// English, which every table may use.
pub(crate) const ENGLISH: &Words = &european::ENGLISH;

const ALL: &[&Words] = &[
    ENGLISH,
    &european::FRENCH,
    &european::SPANISH,
    &european::PORTUGUESE,
    &european::ITALIAN,
    &european::CATALAN,
    &european::GERMAN,
    &european::DUTCH,
    &world::ARABIC,
    &world::RUSSIAN,
    &world::CHINESE,
];

/// The words of a language, if they are known here.
pub(crate) fn of(language: &Language) -> Option<&'static Words> {
    let tag = language.as_str().split('-').next().unwrap_or_default();
    ALL.iter().find(|words| words.tag.eq_ignore_ascii_case(tag)).copied()
}

/// The words to show in a language: those of English where its own are not known.
pub(crate) fn shown(language: Option<&Language>) -> &'static Words {
    language.and_then(of).unwrap_or(ENGLISH)
}

/// The first of the words, which is the one that is shown.
pub(crate) fn first(words: &[&'static str]) -> &'static str {
    words.first().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{ALL, Words, first, of, shown};
    use crate::forms::text::key;

    #[test]
    fn every_language_has_every_word_and_none_twice() {
        for words in ALL {
            let answers = [
                words.yes,
                words.partly,
                words.no,
                words.not_applicable,
                words.dont_know,
                words.none_of_these,
            ];
            let mut all: Vec<String> =
                answers.iter().flat_map(|list| list.iter()).map(|word| key(word)).collect();
            let count = all.len();
            all.sort();
            all.dedup();
            assert_eq!(all.len(), count, "{}", words.tag);
            let lists = [words.reason, words.note, words.evidence, words.city, words.date, words.country];
            assert!(answers.iter().chain(&lists).all(|list| !first(list).is_empty()), "{}", words.tag);
            for limit in [words.at_least, words.at_most] {
                assert_eq!(limit.matches("{}").count(), 1, "{limit}");
            }
        }
    }

    #[test]
    fn words_of_a_tag() {
        let tag = |words: Option<&Words>| words.map(|words| words.tag);
        assert_eq!(tag(of(&"pt-BR".parse().unwrap())), Some("pt"));
        assert_eq!(tag(of(&"tlh".parse().unwrap())), None);
        assert_eq!(shown(None).tag, "en");
    }
}

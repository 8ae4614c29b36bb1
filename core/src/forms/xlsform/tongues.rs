// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The languages of a form.

use crate::forms::labels::{Labels, label};
use crate::forms::words::{self, Words};
use crate::id::Language;
use crate::questionnaire::{Question, QuestionText, Texts};

/// A language of a form.
pub(super) struct Tongue<'a> {
    /// What stands after `label::`; empty for a questionnaire without texts.
    pub(super) name: String,
    pub(super) texts: Option<&'a Texts>,
    pub(super) words: &'static Words,
}

/// The languages of a questionnaire, the source language first; at least one.
pub(super) fn tongues<'a>(labels: &Labels<'a>) -> Vec<Tongue<'a>> {
    let tongue = |(language, texts): &(&'a Language, &'a Texts)| {
        let name = words::of(language).map_or_else(|| language.as_str(), |words| words.name);
        Tongue {
            name: format!("{name} ({language})"),
            texts: Some(texts),
            words: words::shown(Some(language)),
        }
    };
    let all: Vec<Tongue<'a>> = labels.languages.iter().map(tongue).collect();
    if all.is_empty() {
        vec![Tongue { name: String::new(), texts: None, words: words::ENGLISH }]
    } else {
        all
    }
}

impl<'a> Tongue<'a> {
    pub(super) fn question(&self, id: &str) -> Option<&'a QuestionText> {
        self.texts?.questions.get(id)
    }

    pub(super) fn option(&self, question: Option<&Question>, option: &str) -> Option<&'a str> {
        label(self.texts?, question?, option)
    }
}

/// A text in each language; where a language has none, that of the source language, or else `fallback`.
pub(super) fn each<'t>(
    tongues: &[Tongue<'t>],
    fallback: &str,
    text: impl Fn(&Tongue<'t>) -> Option<String>,
) -> Vec<String> {
    let own = |tongue: &Tongue<'t>| text(tongue).map(|text| clean(&text)).filter(|text| !text.is_empty());
    let source = tongues.iter().find_map(own).unwrap_or_else(|| fallback.to_owned());
    tongues.iter().map(|tongue| own(tongue).unwrap_or_else(|| source.clone())).collect()
}

/// The text without what a sheet or a form cannot hold: unseen control characters, and the signs that
/// stand for another answer.
pub(super) fn clean(text: &str) -> String {
    let kept = |letter: &char| {
        (!letter.is_control() || matches!(letter, '\n' | '\t')) && !matches!(letter, '\u{fffe}' | '\u{ffff}')
    };
    let text: String = text.chars().filter(kept).collect();
    text.trim().replace("${", "$\u{200b}{")
}

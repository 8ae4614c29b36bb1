// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The texts of a questionnaire, found by what they are for.

use std::collections::BTreeMap;

use crate::id::{Language, ScaleId};
use crate::questionnaire::{AnswerKind, Child, Definition, Node, Question, QuestionText, Texts};

/// The texts of a questionnaire in every language it has, the source language first.
#[derive(Debug)]
pub(crate) struct Labels<'a> {
    pub(crate) languages: Vec<(&'a Language, &'a Texts)>,
    questions: BTreeMap<&'a str, &'a Question>,
    /// Where questions and nodes stand in the questionnaire, as JSON Pointers.
    paths: BTreeMap<&'a str, String>,
}

impl<'a> Labels<'a> {
    pub(crate) fn of(definition: &'a Definition) -> Self {
        let declared = definition.languages.iter();
        let others = definition.text.keys().filter(|language| !definition.languages.contains(language));
        let languages = declared
            .chain(others)
            .filter_map(|language| definition.text.get(language).map(|texts| (language, texts)))
            .collect();
        let mut labels = Self { languages, questions: BTreeMap::new(), paths: BTreeMap::new() };
        labels.walk(&definition.root, "/root");
        labels
    }

    fn walk(&mut self, node: &'a Node, path: &str) {
        self.paths.insert(node.id.as_str(), path.to_owned());
        for (index, child) in node.children.iter().enumerate() {
            let path = format!("{path}/children/{index}");
            match child {
                Child::Node(node) => self.walk(node, &path),
                Child::Question(question) => {
                    self.questions.insert(question.id.as_str(), question);
                    self.paths.insert(question.id.as_str(), path);
                }
            }
        }
    }

    /// A question as its author wrote it.
    pub(crate) fn question(&self, id: &str) -> Option<&'a Question> {
        self.questions.get(id).copied()
    }

    /// Where a question or node stands in the questionnaire; empty if nowhere.
    pub(crate) fn path(&self, id: &str) -> &str {
        self.paths.get(id).map(String::as_str).unwrap_or_default()
    }

    /// Every text of a question, in each language that has one.
    pub(crate) fn of_question(&self, id: &str) -> impl Iterator<Item = &'a QuestionText> {
        self.languages.iter().filter_map(move |(_, texts)| texts.questions.get(id))
    }

    /// The title of a node in each language that has one.
    pub(crate) fn titles(&self, id: &str) -> impl Iterator<Item = &'a str> {
        self.languages.iter().filter_map(move |(_, texts)| Some(texts.nodes.get(id)?.title.as_str()))
    }
}

/// The label of an option in one language: the question's own, or that of its scale.
pub(crate) fn label<'a>(texts: &'a Texts, question: &Question, option: &str) -> Option<&'a str> {
    let own = texts.questions.get(&question.id).and_then(|text| text.options.get(option));
    let shared = || texts.scales.get(scale(question)?)?.get(option);
    own.or_else(shared).map(String::as_str)
}

/// The shared scale of a question.
pub(crate) fn scale(question: &Question) -> Option<&ScaleId> {
    match &question.answer {
        AnswerKind::Choice(choice) => choice.scale.as_ref(),
        AnswerKind::Several(several) => several.scale.as_ref(),
        _ => None,
    }
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The questionnaire's own words in one language; where it has none, its ids.

use std::collections::BTreeMap;

use digirights::questionnaire::{ActionText, AnswerKind, Definition, Node, Question, QuestionText, Texts};
use digirights::{Answer, AnswerState, Instrument, LevelSetId, QuestionState};
use serde_json::Value;

use super::bar::Tint;
use super::numbers::number;
use crate::failure::Failure;
use crate::report::Report;

/// The words.
#[derive(Debug)]
pub struct Words<'a> {
    /// The questionnaire.
    pub definition: &'a Definition,
    texts: Option<&'a Texts>,
    level_sets: BTreeMap<&'a str, &'a LevelSetId>,
    maxima: BTreeMap<&'a str, f64>,
    questions: BTreeMap<&'a str, &'a Question>,
}

impl<'a> Words<'a> {
    /// In the language that was asked for, or the first.
    pub fn new(instrument: &'a Instrument, language: Option<&str>) -> Result<Self, Failure> {
        let definition = instrument.definition();
        let texts = match language {
            None => definition.languages.first().and_then(|language| definition.text.get(language)),
            Some(asked) => {
                let known: Vec<&str> = definition.text.keys().map(digirights::Language::as_str).collect();
                let texts = definition
                    .text
                    .iter()
                    .find(|(language, _)| language.as_str().eq_ignore_ascii_case(asked));
                let expected =
                    if known.is_empty() { "none: there are no texts".to_owned() } else { known.join(", ") };
                let missing = || Failure::usage(Report::option("--language", asked, expected));
                Some(texts.ok_or_else(missing)?.1)
            }
        };
        let (level_sets, maxima, questions) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let mut words = Self { definition, texts, level_sets, maxima, questions };
        definition.root.each_question(&mut |question| {
            words.questions.insert(question.id.as_str(), question);
        });
        definition.root.each_node(&mut |node| {
            words.maxima.extend(node.maximum.map(|maximum| (node.id.as_str(), maximum.get())));
        });
        words.inherit(&definition.root, None);
        Ok(words)
    }

    fn inherit(&mut self, node: &'a Node, above: Option<&'a LevelSetId>) {
        let set = node.levels.as_ref().or(above);
        self.level_sets.extend(set.map(|set| (node.id.as_str(), set)));
        for child in &node.children {
            if let digirights::questionnaire::Child::Node(node) = child {
                self.inherit(node, set);
            }
        }
    }

    /// Name of the questionnaire.
    pub fn title(&self) -> &'a str {
        self.texts.map_or(self.definition.id.as_str(), |texts| texts.title.as_str())
    }

    /// Name of a node.
    pub fn node<'b>(&self, id: &'b str) -> &'b str
    where
        'a: 'b,
    {
        self.texts.and_then(|texts| texts.nodes.get(id)).map_or(id, |text| text.title.as_str())
    }

    /// A question.
    pub fn question<'b>(&self, id: &'b str) -> &'b str
    where
        'a: 'b,
    {
        self.question_text(id).map_or(id, |text| text.prompt.as_str())
    }

    /// A question with its id, by which the answers file knows it.
    pub fn question_with_id(&self, id: &str) -> String {
        let prompt = self.question(id);
        if prompt == id { id.to_owned() } else { format!("{prompt} ({id})") }
    }

    /// An action with its id.
    pub fn action_with_id(&self, id: &str) -> String {
        let title = self.action(id);
        if title == id { id.to_owned() } else { format!("{title} ({id})") }
    }

    fn question_text(&self, id: &str) -> Option<&'a QuestionText> {
        self.texts?.questions.get(id)
    }

    /// The greatest score of a node.
    pub fn maximum(&self, node: &str) -> f64 {
        self.maxima.get(node).copied().unwrap_or(1.0)
    }

    /// The colours of shares.
    pub fn tint(&self) -> Tint {
        Tint::of(&self.definition.highlights)
    }

    /// The level set of a node.
    pub fn level_set(&self, node: &str) -> Option<&'a LevelSetId> {
        self.level_sets.get(node).copied()
    }

    /// Name of a level of a node.
    pub fn level<'b>(&self, node: &str, level: &'b str) -> &'b str
    where
        'a: 'b,
    {
        let text = self.level_set(node).and_then(|set| self.texts?.level_sets.get(set)?.get(level));
        text.map_or(level, |text| text.title.as_str())
    }

    /// Name of a lens.
    pub fn lens<'b>(&self, id: &'b str) -> &'b str
    where
        'a: 'b,
    {
        self.texts.and_then(|texts| texts.lenses.get(id)).map_or(id, |text| text.title.as_str())
    }

    /// Name of a member of a lens.
    pub fn member<'b>(&self, lens: &str, id: &'b str) -> &'b str
    where
        'a: 'b,
    {
        self.texts.and_then(|texts| texts.lenses.get(lens)?.members.get(id)).map_or(id, String::as_str)
    }

    /// Name of a profile.
    pub fn profile<'b>(&self, id: &'b str) -> &'b str
    where
        'a: 'b,
    {
        self.texts.and_then(|texts| texts.profiles.get(id)).map_or(id, |text| text.title.as_str())
    }

    /// Name of a role.
    pub fn role<'b>(&self, id: &'b str) -> &'b str
    where
        'a: 'b,
    {
        self.texts.and_then(|texts| texts.roles.get(id)).map_or(id, String::as_str)
    }

    /// The texts of an action.
    pub fn action_text(&self, id: &str) -> Option<&'a ActionText> {
        self.texts?.actions.get(id)
    }

    /// Name of an action.
    pub fn action<'b>(&self, id: &'b str) -> &'b str
    where
        'a: 'b,
    {
        self.action_text(id).map_or(id, |text| text.title.as_str())
    }

    /// An option of a question.
    pub fn option(&self, question: &str, option: &str) -> String {
        let own = self.question_text(question).and_then(|text| text.options.get(option));
        let scale = match self.questions.get(question).map(|question| &question.answer) {
            Some(AnswerKind::Choice(choice)) => choice.scale.as_ref(),
            Some(AnswerKind::Several(several)) => several.scale.as_ref(),
            _ => None,
        };
        let shared = scale.and_then(|scale| self.texts?.scales.get(scale)?.get(option));
        own.or(shared).cloned().unwrap_or_else(|| option.to_owned())
    }

    /// The value of an answer, in words.
    pub fn value(&self, question: &str, value: &Value) -> String {
        match value {
            Value::Bool(true) => self.option(question, "yes"),
            Value::Bool(false) => self.option(question, "no"),
            Value::String(text) => self.option(question, text),
            Value::Array(items) if items.is_empty() => "none of these".to_owned(),
            Value::Array(items) => {
                let items: Vec<String> = items.iter().map(|item| self.value(question, item)).collect();
                items.join("; ")
            }
            Value::Object(members) => match (members.get("part"), members.get("whole")) {
                (Some(part), Some(whole)) => format!("{part} of {whole}"),
                _ => value.to_string(),
            },
            Value::Number(amount) => {
                self.amount(question, amount.as_f64().unwrap_or_default(), &amount.to_string())
            }
            Value::Null => "nothing".to_owned(),
        }
    }

    fn amount(&self, question: &str, amount: f64, written: &str) -> String {
        match self.questions.get(question).map(|question| &question.answer) {
            Some(AnswerKind::Share(_)) => format!("{}%", number(amount * 100.0)),
            Some(AnswerKind::Number(measure)) => match &measure.unit {
                Some(unit) => format!("{written} {unit}"),
                None => written.to_owned(),
            },
            _ => written.to_owned(),
        }
    }

    /// An answer, in words.
    pub fn answer(&self, question: &str, answer: &Answer) -> String {
        match (answer.state, &answer.value) {
            (AnswerState::Answered, Some(value)) => self.value(question, value),
            (AnswerState::Answered | AnswerState::Unanswered, _) => "not answered".to_owned(),
            (AnswerState::NotApplicable, _) => match &answer.reason {
                Some(reason) => format!("does not apply: {reason}"),
                None => "does not apply".to_owned(),
            },
            (AnswerState::DontKnow, _) => "not known".to_owned(),
        }
    }
}

/// What came of a question, in words.
pub fn state(state: QuestionState) -> &'static str {
    match state {
        QuestionState::Answered => "answered",
        QuestionState::NotApplicable => "does not apply",
        QuestionState::DontKnow => "not known",
        QuestionState::Unanswered => "not answered",
        QuestionState::NotShown => "not asked",
    }
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Everything a report says, in one language: the questionnaire's own texts, and those around them.

mod answers;
mod condition;
mod counting;
mod interface;
mod numbers;
mod scores;

use std::collections::BTreeMap;

use digirights::questionnaire::{
    ActionText, Child, Definition, LevelSet, Node, PracticeText, Question, QuestionText, Texts, TitleText,
};
use digirights::{Instrument, LevelSetId};

use crate::error::Error;
use interface::{Interface, filled};
use numbers::Numbers;

pub(crate) use counting::CountsZero;
pub use numbers::Unit;

/// Languages that are written from right to left (their main subtags).
const RIGHT_TO_LEFT: [&str; 13] =
    ["ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "ug", "ur", "yi"];

/// The words of reports on one questionnaire, in one language.
///
/// ```
/// use digirights_reporting::Words;
///
/// let instrument = digirights_questionnaires::find("digital-rights").expect("on board").instrument()?;
/// let words = Words::new(&instrument, Some("en"))?;
/// assert_eq!(words.node("M12"), "Transparency registers and open data");
/// assert_eq!(words.percent(0.125), "13%");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Words<'a> {
    definition: &'a Definition,
    language: String,
    /// Those of the language, then those of the questionnaire's first: what is not translated yet stands in
    /// the language that its authors wrote first.
    texts: Vec<&'a Texts>,
    interface: Interface,
    numbers: Numbers,
    level_sets: BTreeMap<&'a str, &'a LevelSetId>,
    nodes: BTreeMap<&'a str, &'a Node>,
    questions: BTreeMap<&'a str, &'a Question>,
}

impl<'a> Words<'a> {
    /// In the language that is asked for (BCP 47, in any case of letters), or the questionnaire's first.
    ///
    /// # Errors
    /// `D0001` where the questionnaire has no texts in that language.
    pub fn new(instrument: &'a Instrument, language: Option<&str>) -> Result<Self, Error> {
        let definition = instrument.definition();
        let first = definition.languages.first().and_then(|first| definition.text.get_key_value(first));
        let found = match language {
            None => first,
            Some(asked) => {
                let mut known = definition.text.iter();
                let found = known.find(|(language, _)| language.as_str().eq_ignore_ascii_case(asked));
                Some(found.ok_or_else(|| unknown(definition, asked))?)
            }
        };
        let language = found.map_or("en", |(language, _)| language.as_str());
        let (mut nodes, mut questions) = (BTreeMap::new(), BTreeMap::new());
        definition.root.each_question(&mut |question| {
            questions.insert(question.id.as_str(), question);
        });
        definition.root.each_node(&mut |node| {
            nodes.insert(node.id.as_str(), node);
        });
        let mut words = Self {
            definition,
            language: language.to_owned(),
            texts: found.into_iter().chain(first).map(|(_, texts)| texts).collect(),
            interface: Interface::new(language),
            numbers: Numbers::new(language),
            level_sets: BTreeMap::new(),
            nodes,
            questions,
        };
        words.inherit(&definition.root, None);
        Ok(words)
    }

    fn inherit(&mut self, node: &'a Node, above: Option<&'a LevelSetId>) {
        let set = node.levels.as_ref().or(above);
        self.level_sets.extend(set.map(|set| (node.id.as_str(), set)));
        for child in &node.children {
            if let Child::Node(node) = child {
                self.inherit(node, set);
            }
        }
    }

    /// The questionnaire.
    #[must_use]
    pub fn definition(&self) -> &'a Definition {
        self.definition
    }

    /// The language (BCP 47).
    #[must_use]
    pub fn language(&self) -> &str {
        &self.language
    }

    /// Whether the language runs from right to left.
    #[must_use]
    pub fn is_rtl(&self) -> bool {
        let main = self.language.split('-').next().unwrap_or_default();
        let script = self.language.split('-').nth(1).unwrap_or_default();
        RIGHT_TO_LEFT.contains(&main) && !script.eq_ignore_ascii_case("latn")
    }

    /// The text under a key, with values in the place of its `{names}`. A key without a text is shown.
    #[must_use]
    pub fn say(&self, key: &str, values: &[(&str, &str)]) -> String {
        filled(self.interface.get(key, None).unwrap_or(key), values)
    }

    /// The same in the plural form for a count, which is also the value of `{count}`.
    #[must_use]
    pub fn count(&self, key: &str, count: usize, values: &[(&str, &str)]) -> String {
        let number = self.whole(count);
        let values: Vec<_> = values.iter().copied().chain([("count", number.as_str())]).collect();
        filled(self.interface.get(key, Some(count)).unwrap_or(key), &values)
    }

    /// A number with one decimal, or none where it would be 0.
    #[must_use]
    pub fn number(&self, value: f64) -> String {
        self.numbers.number(value)
    }

    /// A whole number.
    #[must_use]
    pub fn whole(&self, value: usize) -> String {
        self.numbers.number(u32::try_from(value).map_or(f64::from(u32::MAX), f64::from))
    }

    /// A number with its sign.
    #[must_use]
    pub fn change(&self, value: f64) -> String {
        self.numbers.change(value)
    }

    /// Name of the questionnaire.
    #[must_use]
    pub fn title(&self) -> &'a str {
        self.text(|texts| Some(texts.title.as_str())).unwrap_or(self.definition.id.as_str())
    }

    /// What the questionnaire is about.
    #[must_use]
    pub fn description(&self) -> &'a str {
        self.text(|texts| texts.description.as_deref()).unwrap_or_default()
    }

    /// Name of a node.
    #[must_use]
    pub fn node<'b>(&self, id: &'b str) -> &'b str
    where
        'a: 'b,
    {
        self.node_text(id).map_or(id, |text| text.title.as_str())
    }

    /// The texts of a node.
    #[must_use]
    pub fn node_text(&self, id: &str) -> Option<&'a TitleText> {
        self.text(|texts| texts.nodes.get(id))
    }

    /// A node as its author wrote it.
    #[must_use]
    pub fn authored(&self, node: &str) -> Option<&'a Node> {
        self.nodes.get(node).copied()
    }

    /// A question.
    #[must_use]
    pub fn question<'b>(&self, id: &'b str) -> &'b str
    where
        'a: 'b,
    {
        self.question_text(id).map_or(id, |text| text.prompt.as_str())
    }

    /// The texts of a question.
    #[must_use]
    pub fn question_text(&self, id: &str) -> Option<&'a QuestionText> {
        self.text(|texts| texts.questions.get(id))
    }

    /// A question as its author wrote it.
    #[must_use]
    pub fn asked(&self, question: &str) -> Option<&'a Question> {
        self.questions.get(question).copied()
    }

    /// What the texts of the language hold, else those of the questionnaire's first.
    fn text<T>(&self, of: impl Fn(&'a Texts) -> Option<T>) -> Option<T> {
        self.texts.iter().find_map(|texts| of(texts))
    }

    /// The greatest score of a node: 1, or what the questionnaire says.
    #[must_use]
    pub fn maximum(&self, node: &str) -> f64 {
        self.authored(node).and_then(|node| node.maximum).map_or(1.0, digirights::Positive::get)
    }

    /// The level set of a node.
    #[must_use]
    pub fn level_set(&self, node: &str) -> Option<&'a LevelSet> {
        self.definition.level_sets.get(self.level_sets.get(node)?.as_str())
    }

    /// Name of a level of a node.
    #[must_use]
    pub fn level<'b>(&self, node: &str, level: &'b str) -> &'b str
    where
        'a: 'b,
    {
        self.level_text(node, level).map_or(level, |text| text.title.as_str())
    }

    /// The texts of a level of a node.
    #[must_use]
    pub fn level_text(&self, node: &str, level: &str) -> Option<&'a TitleText> {
        let set = self.level_sets.get(node)?;
        self.text(|texts| texts.level_sets.get(set.as_str())?.get(level))
    }

    /// Name of a lens.
    #[must_use]
    pub fn lens<'b>(&self, id: &'b str) -> &'b str
    where
        'a: 'b,
    {
        self.text(|texts| texts.lenses.get(id)).map_or(id, |text| text.title.as_str())
    }

    /// Name of a member of a lens.
    #[must_use]
    pub fn member<'b>(&self, lens: &str, id: &'b str) -> &'b str
    where
        'a: 'b,
    {
        self.text(|texts| texts.lenses.get(lens)?.members.get(id)).map_or(id, String::as_str)
    }

    /// Name of a profile.
    #[must_use]
    pub fn profile<'b>(&self, id: &'b str) -> &'b str
    where
        'a: 'b,
    {
        self.text(|texts| texts.profiles.get(id)).map_or(id, |text| text.title.as_str())
    }

    /// Name of a role.
    #[must_use]
    pub fn role<'b>(&self, id: &'b str) -> &'b str
    where
        'a: 'b,
    {
        self.text(|texts| texts.roles.get(id)).map_or(id, String::as_str)
    }

    /// Name of an action.
    #[must_use]
    pub fn action<'b>(&self, id: &'b str) -> &'b str
    where
        'a: 'b,
    {
        self.action_text(id).map_or(id, |text| text.title.as_str())
    }

    /// The texts of an action.
    #[must_use]
    pub fn action_text(&self, id: &str) -> Option<&'a ActionText> {
        self.text(|texts| texts.actions.get(id))
    }

    /// The texts of a practice.
    #[must_use]
    pub fn practice_text(&self, id: &str) -> Option<&'a PracticeText> {
        self.text(|texts| texts.practices.get(id))
    }
}

fn unknown(definition: &Definition, asked: &str) -> Error {
    let known: Vec<String> = definition.text.keys().map(|language| language.as_str().to_owned()).collect();
    let near = digirights::nearest(asked, known.iter().map(String::as_str));
    Error::UnknownLanguage { found: asked.to_owned(), known, near }
}

#[cfg(test)]
mod tests {
    use digirights::Questionnaire;

    use super::Words;

    #[test]
    fn what_is_not_translated_stands_in_the_first_language() {
        let text = r#"{"format": "1.0", "id": "two", "version": "1.0.0", "languages": ["en"],
            "root": {"id": "whole", "children": [
                {"id": "a", "answer": {"kind": "yes_no"}}, {"id": "b", "answer": {"kind": "yes_no"}}
            ]},
            "text": {
                "en": {"title": "Two", "nodes": {"whole": {"title": "The whole"}},
                    "questions": {"a": {"prompt": "First?"}, "b": {"prompt": "Second?"}}},
                "nl": {"title": "Twee", "questions": {"a": {"prompt": "Eerste?"}}}
            }}"#;
        let instrument = Questionnaire::from_json(text).and_then(Questionnaire::check);
        let Ok(instrument) = instrument else { return assert!(instrument.is_ok(), "{instrument:?}") };
        let words = Words::new(&instrument, Some("nl"));
        let Ok(words) = words else { return assert!(words.is_ok()) };
        let said = [words.title(), words.question("a"), words.question("b"), words.node("whole")];
        assert_eq!(said, ["Twee", "Eerste?", "Second?", "The whole"]);
    }
}

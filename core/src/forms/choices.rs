// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The names of what can be chosen in one question.

use serde_json::Value;

use super::cell::Misread;
use super::holds::Choice;
use super::list::{List, Names};
use super::lookup::Lookup;
use super::text::key;
use super::words::Words;
use crate::id::OptionId;
use crate::instrument::given::State;
use crate::problem::nearest;

/// What a text picks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Picked {
    /// The option at this position.
    Option(usize),
    /// No option.
    NoneOfThese,
    /// A state.
    State(State),
}

/// What can be chosen, by every name that it has.
#[derive(Debug, Default)]
pub(crate) struct Choices {
    ids: Vec<OptionId>,
    /// Ids, and names in forms.
    names: Lookup<Picked>,
    labels: Lookup<Picked>,
    /// Words for what is no option.
    customary: Lookup<Picked>,
    list: Names,
    /// Whether an answer is a list.
    pub(crate) is_list: bool,
}

impl Choices {
    pub(crate) fn new(
        named: Vec<(Choice, String)>,
        texts: impl Fn(&str) -> Vec<String>,
        spoken: &[&'static Words],
        is_list: bool,
    ) -> Self {
        let mut choices = Self { is_list, ..Self::default() };
        for (choice, name) in named {
            let picked = match choice {
                Choice::Option(id) => {
                    let position = choices.ids.len();
                    choices.names.add(id.as_str(), Picked::Option(position));
                    choices.list.add(id.as_str(), position);
                    choices.list.add(&name, position);
                    for text in texts(id.as_str()) {
                        choices.labels.add(&text, Picked::Option(position));
                        choices.list.add(&text, position);
                    }
                    choices.ids.push(id);
                    Picked::Option(position)
                }
                Choice::NoneOfThese => Picked::NoneOfThese,
                Choice::NotApplicable => Picked::State(State::NotApplicable),
                Choice::DontKnow => Picked::State(State::DontKnow),
            };
            choices.names.add(&name, picked);
        }
        for words in spoken {
            let lists = [
                (words.none_of_these, Picked::NoneOfThese),
                (words.not_applicable, Picked::State(State::NotApplicable)),
                (words.dont_know, Picked::State(State::DontKnow)),
            ];
            for (list, picked) in lists {
                list.iter().for_each(|word| choices.customary.add(word, picked));
            }
        }
        choices
    }

    /// What a text picks: by its id or its name in forms, or else by its label.
    pub(crate) fn find(&self, text: &str) -> &[Picked] {
        match self.names.find(text) {
            [] => self.labels.find(text),
            found => found,
        }
    }

    /// What an id or a name in forms picks.
    pub(crate) fn named(&self, text: &str) -> Option<Picked> {
        self.names.one(text).copied()
    }

    /// What a text picks, customary words for what is no option included.
    pub(crate) fn find_any(&self, text: &str) -> &[Picked] {
        match self.find(text) {
            [] => self.customary.find(text),
            found => found,
        }
    }

    /// Every name of everything that can be chosen.
    pub(crate) fn every_name(&self) -> impl Iterator<Item = &str> {
        self.names.names().chain(self.labels.names()).chain(self.customary.names())
    }

    /// The id of an option.
    pub(crate) fn id(&self, picked: Picked) -> Option<Value> {
        match picked {
            Picked::Option(position) => self.ids.get(position).map(|id| id.as_str().into()),
            Picked::NoneOfThese | Picked::State(_) => None,
        }
    }

    /// What was picked, by its name.
    pub(crate) fn choice(&self, picked: Picked) -> Option<Choice> {
        match picked {
            Picked::Option(position) => self.ids.get(position).cloned().map(Choice::Option),
            Picked::NoneOfThese => Some(Choice::NoneOfThese),
            Picked::State(State::NotApplicable) => Some(Choice::NotApplicable),
            Picked::State(State::DontKnow) => Some(Choice::DontKnow),
            Picked::State(State::Answered | State::Unanswered) => None,
        }
    }

    /// Whether the text says that nothing of the list is chosen.
    pub(crate) fn is_none_of_these(&self, text: &str) -> bool {
        text.trim() == "[]" || self.customary.find(text) == [Picked::NoneOfThese]
    }

    /// A list of choices. `None` where the text is no list of names of this question.
    pub(crate) fn list(&self, text: &str) -> Option<Result<Vec<Picked>, Misread>> {
        match self.names.find(text) {
            [one] => return Some(Ok(vec![*one])),
            [] => {}
            _ => return Some(Err(self.ambiguous(text))),
        }
        if let Some(read) = self.json(text) {
            return Some(read);
        }
        let items = |items: Vec<usize>| items.into_iter().map(Picked::Option).collect::<Vec<_>>();
        let by_ids = self.by_ids(text);
        match (self.list.apart_by_signs(text), by_ids) {
            (List::Ambiguous, _) => Some(Err(self.ambiguous(text))),
            (List::Items(read), Some(ids)) if items(read.clone()) != ids => Some(Err(self.ambiguous(text))),
            (List::Items(read), _) => Some(Ok(items(read))),
            (List::No, Some(ids)) => Some(Ok(ids)),
            (List::No, None) => match self.list.apart_by_spaces(text) {
                List::Items(read) => Some(Ok(items(read))),
                List::Ambiguous => Some(Err(self.ambiguous(text))),
                List::No => None,
            },
        }
    }

    /// Ids with spaces between them, as form tools store several choices.
    fn by_ids(&self, text: &str) -> Option<Vec<Picked>> {
        let one = |word: &str| match self.names.find(word) {
            [one @ Picked::Option(_)] => Some(*one),
            _ => None,
        };
        let mut words = text.split_whitespace().peekable();
        words.peek()?;
        words.map(one).collect()
    }

    /// A list in JSON.
    fn json(&self, text: &str) -> Option<Result<Vec<Picked>, Misread>> {
        let text = text.trim();
        if !(text.starts_with('[') && text.ends_with(']')) || text == "[]" {
            return None;
        }
        let words: Vec<String> = serde_json::from_str(text).ok()?;
        let picked = words.iter().map(|word| match self.find(word) {
            [one @ Picked::Option(_)] => Ok(*one),
            _ => Err(self.misread(word)),
        });
        Some(picked.collect())
    }

    pub(crate) fn misread(&self, text: &str) -> Misread {
        let text = text.trim();
        let near = nearest(&key(text), self.names.names());
        let near = near.or_else(|| nearest(text, self.labels.names()));
        let expected = if self.is_list { "any of" } else { "one of" };
        Misread::new(text, format!("{expected} {}", self.listed())).near(near)
    }

    pub(crate) fn ambiguous(&self, text: &str) -> Misread {
        Misread::new(text, format!("what can be read in one way only: {}", self.listed()))
    }

    fn listed(&self) -> String {
        self.ids.iter().map(OptionId::as_str).collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::{Choices, Picked};
    use crate::forms::holds::Choice;

    /// Ids that are labels of other options.
    fn choices() -> Choices {
        let named = ["x", "y", "1", "2"].map(|id| (Choice::Option(id.parse().unwrap()), id.to_owned()));
        let text = |id: &str| match id {
            "1" => vec!["x y".to_owned()],
            "2" => vec!["1".to_owned(), "Two".to_owned()],
            _ => vec!["The same".to_owned()],
        };
        Choices::new(named.to_vec(), text, &[], true)
    }

    #[test]
    fn ids_come_first_and_two_meanings_are_none() {
        let choices = choices();
        let list = |text: &str| choices.list(text).map(Result::ok);
        let options =
            |positions: &[usize]| Some(Some(positions.iter().map(|one| Picked::Option(*one)).collect()));
        assert_eq!(choices.find("1"), [Picked::Option(2)]);
        assert_eq!(choices.find("two"), [Picked::Option(3)]);
        assert_eq!(choices.find("the same").len(), 2);
        assert_eq!(list("x;y"), options(&[0, 1]));
        assert_eq!(list("two;x"), options(&[3, 0]));
        // Two ids, or one label.
        assert_eq!(list("x y"), Some(None));
        // An id of one option, a label of another.
        assert_eq!(list("1;x"), Some(None));
        assert_eq!(list("the same;x"), Some(None));
        assert_eq!(list("z"), None);
    }
}

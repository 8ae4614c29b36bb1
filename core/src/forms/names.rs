// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Names that XML and form tools accept, for everything of a questionnaire that a form asks. They
//! follow from the ids alone, so a table that comes back is read by the names it was sent with.

use std::collections::{BTreeMap, BTreeSet};

use super::holds::{About, Aspect, Choice};
use crate::id::{ItemId, OptionId};
use crate::instrument::given;
use crate::instrument::program::{QuestionPlan, Scoring, Worth};
use crate::questionnaire::{Child, CountsAs, Definition, Node, NotApplicable};

/// What a row of a form stands for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Named {
    /// A group.
    Node(ItemId),
    /// The text at the head of a group.
    Introduction(ItemId),
    /// Something of a question.
    Question(ItemId, Aspect),
    /// The group of what is asked about the city.
    City,
    /// Something about the city.
    About(About),
    /// Which questionnaire the form is for.
    Questionnaire,
}

/// The names of a questionnaire's form.
#[derive(Debug)]
pub(crate) struct Names {
    names: BTreeMap<Named, String>,
}

/// What form tools put beside the questions of a form.
const RESERVED: [&str; 6] = ["meta", "instanceid", "instancename", "formhub", "__version__", "data"];

/// What a form may ask beside an answer, with the ending of its name.
const BESIDE: [(Aspect, &str); 5] = [
    (Aspect::Percent, "_percent"),
    (Aspect::State, "_state"),
    (Aspect::Reason, "_reason"),
    (Aspect::Note, "_note"),
    (Aspect::Evidence, "_evidence"),
];

impl Names {
    pub(crate) fn of(definition: &Definition) -> Self {
        let mut maker = Maker { distinct: Distinct::default(), names: BTreeMap::new() };
        maker.distinct.taken.extend(RESERVED.map(str::to_owned));
        let mut things = Vec::new();
        walk(&definition.root, &mut things);
        // Ids that are names stay as they are, whatever comes before them.
        let (plain, others): (Vec<_>, Vec<_>) = things.into_iter().partition(|thing| {
            let id = id_of(thing).map(ItemId::as_str).unwrap_or_default();
            sanitized(id) == id
        });
        for thing in plain.iter().chain(&others) {
            maker.add(thing, id_of(thing).map(ItemId::as_str).unwrap_or_default());
        }
        for thing in plain.iter().chain(&others) {
            let base = maker.names.get(thing).cloned().unwrap_or_default();
            match thing {
                Named::Question(id, _) => {
                    for (aspect, ending) in BESIDE {
                        maker.add(&Named::Question(id.clone(), aspect), &format!("{base}{ending}"));
                    }
                }
                Named::Node(id) => {
                    maker.add(&Named::Introduction(id.clone()), &format!("{base}_introduction"));
                }
                _ => {}
            }
        }
        maker.add(&Named::City, "about");
        for about in About::ALL {
            maker.add(&Named::About(*about), about.as_str());
        }
        maker.add(&Named::Questionnaire, "digirights_form");
        Self { names: maker.names }
    }

    /// The name of a row; empty for what is not in the questionnaire.
    pub(crate) fn get(&self, thing: &Named) -> &str {
        self.names.get(thing).map_or("", String::as_str)
    }

    pub(crate) fn question(&self, id: &ItemId, aspect: Aspect) -> &str {
        self.get(&Named::Question(id.clone(), aspect))
    }

    /// Every name and what it stands for.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&Named, &str)> {
        self.names.iter().map(|(thing, name)| (thing, name.as_str()))
    }
}

/// Every node and question, deprecated ones too: their ids stay taken.
fn walk(node: &Node, things: &mut Vec<Named>) {
    things.push(Named::Node(node.id.clone()));
    for child in &node.children {
        match child {
            Child::Node(node) => walk(node, things),
            Child::Question(question) => things.push(Named::Question(question.id.clone(), Aspect::Answer)),
        }
    }
}

fn id_of(thing: &Named) -> Option<&ItemId> {
    match thing {
        Named::Node(id) | Named::Introduction(id) | Named::Question(id, _) => Some(id),
        Named::City | Named::About(_) | Named::Questionnaire => None,
    }
}

struct Maker {
    distinct: Distinct,
    names: BTreeMap<Named, String>,
}

impl Maker {
    fn add(&mut self, thing: &Named, wanted: &str) {
        let name = self.distinct.free(&sanitized(wanted));
        self.names.insert(thing.clone(), name);
    }
}

/// Gives out names, none twice.
#[derive(Debug, Default)]
pub(crate) struct Distinct {
    /// In small letters: some tools do not tell names apart by case.
    taken: BTreeSet<String>,
    /// The number to try next, by name: names that all want to be one are not counted up each time.
    next: BTreeMap<String, usize>,
}

impl Distinct {
    /// The name, or the first of `name_2`, `name_3`, … that is free.
    pub(crate) fn free(&mut self, wanted: &str) -> String {
        let small = wanted.to_ascii_lowercase();
        if self.taken.insert(small.clone()) {
            return wanted.to_owned();
        }
        let number = self.next.entry(small.clone()).or_insert(2);
        while !self.taken.insert(format!("{small}_{number}")) {
            *number += 1;
        }
        format!("{wanted}_{number}")
    }
}

/// Letters, digits and `_`, beginning with a letter.
pub(crate) fn sanitized(id: &str) -> String {
    let plain = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '_' };
    let name: String = id.chars().map(plain).collect();
    if name.starts_with(|first: char| first.is_ascii_alphabetic()) { name } else { format!("q{name}") }
}

/// What can be chosen in the form of a question with options, each with its name in the form: the
/// options, and beside them what the four states of an answer need and no option says.
pub(crate) fn choices(plan: &QuestionPlan) -> Vec<(Choice, String)> {
    let Some(options) = options(&plan.scoring) else { return Vec::new() };
    let mut distinct = Distinct::default();
    let mut names: BTreeMap<&OptionId, String> = BTreeMap::new();
    let (plain, others): (Vec<_>, Vec<_>) =
        options.iter().map(|option| &option.id).partition(|id| !id.as_str().contains('.'));
    for id in plain.into_iter().chain(others) {
        names.insert(id, distinct.free(&id.as_str().replace('.', "_")));
    }
    let mut choices: Vec<(Choice, String)> = options
        .iter()
        .map(|option| (Choice::Option(option.id.clone()), names.get(&option.id).cloned().unwrap_or_default()))
        .collect();
    for extra in extras(plan) {
        let name = distinct.free(extra.as_str());
        choices.push((extra, name));
    }
    choices
}

fn options(scoring: &Scoring) -> Option<&[crate::instrument::program::OptionPlan]> {
    match scoring {
        Scoring::Choice { options, .. } | Scoring::Several { options, .. } => Some(options),
        Scoring::Number { .. } | Scoring::Date { .. } | Scoring::Text => None,
    }
}

/// What a person must be able to choose beside the options. Where an option already counts as a
/// state, that state is not offered a second time.
fn extras(plan: &QuestionPlan) -> Vec<Choice> {
    let listed = options(&plan.scoring).unwrap_or_default();
    let counts_as = |state| listed.iter().any(|option| option.worth == Worth::CountsAs(state));
    let mut extras = Vec::new();
    // A form cannot hold a list of nothing: it is no answer there.
    let nothing = serde_json::Value::Array(Vec::new());
    if matches!(plan.scoring, Scoring::Several { .. })
        && listed.iter().all(|option| !option.exclusive)
        && given::read(&plan.scoring, &nothing).is_ok()
    {
        extras.push(Choice::NoneOfThese);
    }
    if plan.not_applicable != NotApplicable::Forbidden && !counts_as(CountsAs::NotApplicable) {
        extras.push(Choice::NotApplicable);
    }
    if !counts_as(CountsAs::DontKnow) {
        extras.push(Choice::DontKnow);
    }
    extras
}

#[cfg(test)]
mod tests {
    use super::{Named, Names, choices};
    use crate::forms::holds::{About, Aspect};
    use crate::{Instrument, Questionnaire};

    fn instrument(children: &str) -> Instrument {
        let text = format!(
            r#"{{"format": "1.0", "id": "mini", "version": "1.0.0",
                 "root": {{"id": "whole", "children": [{children}]}}}}"#
        );
        Questionnaire::from_json(&text).and_then(Questionnaire::check).unwrap()
    }

    #[test]
    fn names_are_valid_distinct_and_of_the_ids_alone() {
        let ids = ["a.b", "a_b", "a-b", "A_B", "9", "meta", "a_b_state", "city"];
        let children = ids.map(|id| format!(r#"{{"id": "{id}", "answer": {{"kind": "yes_no"}}}}"#)).join(",");
        let instrument = instrument(&children);
        let names = Names::of(instrument.definition());
        let answer = |id: &str| names.question(&id.parse().unwrap(), Aspect::Answer).to_owned();
        assert_eq!(answer("a_b"), "a_b");
        assert_eq!(answer("A_B"), "A_B_2");
        assert_eq!(answer("a.b"), "a_b_3");
        assert_eq!(answer("a-b"), "a_b_4");
        assert_eq!(answer("9"), "q9");
        assert_eq!(answer("meta"), "meta_2");
        assert_eq!(names.question(&"a_b".parse().unwrap(), Aspect::State), "a_b_state_2");
        assert_eq!(names.get(&Named::About(About::City)), "city_2");
        let mut all: Vec<String> = names.iter().map(|(_, name)| name.to_ascii_lowercase()).collect();
        let count = all.len();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), count);
    }

    #[test]
    fn choices_beside_the_options() {
        let instrument = instrument(
            r#"{"id": "q", "not_applicable": "allowed", "answer": {"kind": "several", "options": [
                 {"id": "a.b", "value": 0.5}, {"id": "a_b", "value": 0.5}, {"id": "dont_know", "value": 0}]}},
               {"id": "p", "answer": {"kind": "choice", "options": [
                 {"id": "no", "value": 0}, {"id": "yes", "value": 1}, {"id": "open", "counts_as": "dont_know"}]}}"#,
        );
        let part = instrument.part(None).unwrap();
        let of = |index: usize| -> Vec<String> {
            let plan = part.program.questions.iter().nth(index).unwrap().1;
            choices(plan).into_iter().map(|(_, name)| name).collect()
        };
        let expected = ["a_b_2", "a_b", "dont_know", "none_of_these", "not_applicable", "dont_know_2"];
        assert_eq!(of(0), expected);
        assert_eq!(of(1), ["no", "yes", "open"]);
    }
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The lists of choices of a form: questions that offer the same share one.

use std::collections::BTreeMap;

use super::tongues::{Tongue, each};
use crate::forms::holds::Choice;
use crate::forms::labels::scale;
use crate::forms::names::{Distinct, choices, sanitized};
use crate::forms::words::first;
use crate::instrument::program::QuestionPlan;
use crate::questionnaire::{AnswerKind, NotApplicable, Question};

/// A name and its labels, one for each language.
type Entry = (String, Vec<String>);

/// The lists of a form.
#[derive(Default)]
pub(super) struct Lists {
    names: Distinct,
    /// The name of each list by its entries.
    known: BTreeMap<Vec<Entry>, String>,
    /// In the order in which they are first used.
    made: Vec<(String, Vec<Entry>)>,
}

impl Lists {
    /// The name of the list with these entries, which is made with the wanted name if it is new.
    fn name(&mut self, entries: Vec<Entry>, wanted: &str) -> String {
        if let Some(name) = self.known.get(&entries) {
            return name.clone();
        }
        let name = self.names.free(&sanitized(wanted));
        self.known.insert(entries.clone(), name.clone());
        self.made.push((name.clone(), entries));
        name
    }

    /// The list for a question with options.
    pub(super) fn of_question(
        &mut self,
        plan: &QuestionPlan,
        question: Option<&Question>,
        tongues: &[Tongue<'_>],
        name: &str,
    ) -> String {
        let entries = choices(plan)
            .into_iter()
            .map(|(choice, name)| {
                let labels = each(tongues, choice.as_str(), |tongue| of_choice(&choice, question, tongue));
                (name, labels)
            })
            .collect();
        let own = tongues
            .iter()
            .any(|tongue| tongue.question(plan.id.as_str()).is_some_and(|text| !text.options.is_empty()));
        let wanted = match question.map(|question| (scale(question), &question.answer)) {
            Some((Some(scale), _)) if !own => scale.as_str(),
            Some((None, AnswerKind::YesNo(_))) if !own => "yes_no",
            _ => name,
        };
        self.name(entries, wanted)
    }

    /// The list for why a question has no answer.
    pub(super) fn of_states(&mut self, plan: &QuestionPlan, tongues: &[Tongue<'_>]) -> String {
        let mut states = vec![Choice::DontKnow];
        if plan.not_applicable != NotApplicable::Forbidden {
            states.insert(0, Choice::NotApplicable);
        }
        let entry = |state: Choice| {
            let labels = each(tongues, "", |tongue| of_choice(&state, None, tongue));
            (state.as_str().to_owned(), labels)
        };
        self.name(states.into_iter().map(entry).collect(), "no_answer")
    }

    /// The list of income classes.
    pub(super) fn of_incomes(&mut self, tongues: &[Tongue<'_>]) -> String {
        let names = ["low", "lower_middle", "upper_middle", "high"].into_iter().enumerate();
        let entry = |(index, name): (usize, &str)| {
            let labels =
                each(tongues, name, |tongue| tongue.words.incomes.get(index).map(|text| (*text).to_owned()));
            (name.to_owned(), labels)
        };
        self.name(names.map(entry).collect(), "income_class")
    }

    /// Every list: its name, and names and labels of its entries.
    pub(super) fn into_rows(self) -> impl Iterator<Item = (String, Entry)> {
        let rows = |(name, entries): (String, Vec<Entry>)| {
            entries.into_iter().map(move |entry| (name.clone(), entry))
        };
        self.made.into_iter().flat_map(rows)
    }
}

/// The label of a choice in a language.
fn of_choice(choice: &Choice, question: Option<&Question>, tongue: &Tongue<'_>) -> Option<String> {
    let words = tongue.words;
    let customary = match choice {
        Choice::Option(id) => {
            let own = tongue.option(question, id.as_str());
            let is_yes_no = || matches!(question?.answer, AnswerKind::YesNo(_)).then_some(());
            let word = || {
                is_yes_no()?;
                Some(first(match id.as_str() {
                    "yes" => words.yes,
                    "partly" => words.partly,
                    _ => words.no,
                }))
            };
            return own.or_else(word).map(str::to_owned);
        }
        Choice::NoneOfThese => words.none_of_these,
        Choice::NotApplicable => words.not_applicable,
        Choice::DontKnow => words.dont_know,
    };
    Some(first(customary).to_owned())
}

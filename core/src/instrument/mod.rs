// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! From a questionnaire to an [`Instrument`]: checked, with every reference resolved.

mod actions;
mod answer_tests;
mod compile;
mod condition_shape;
mod conditions;
pub(crate) mod curve;
pub(crate) mod given;
mod lenses;
mod levels;
mod order;
mod profile;
pub(crate) mod program;
mod references;
pub(crate) mod scoring;
pub(crate) mod table;
mod texts;
mod tree;

use std::sync::Arc;

use serde_json::Value;

pub(crate) use actions::{ActionPlan, Actions};

use crate::id::{ItemId, ProfileId, QuestionnaireId};
use crate::limits::Limits;
use crate::map::Map;
use crate::problem::{Code, Problem, Problems, Severity, at_most};
use crate::questionnaire::{Action, Definition, Question, Questionnaire};
use crate::version::Version;
use program::Program;

/// A questionnaire once checked: the only thing that can score. Cheap to clone; can be shared
/// between threads.
///
/// ```
/// use digirights::{Answers, Questionnaire};
///
/// let instrument = Questionnaire::from_json(r#"{
///     "format": "1.0", "id": "mini", "version": "1.0.0",
///     "root": {"id": "whole", "children": [
///         {"id": "q1", "answer": {"kind": "yes_no", "partly": true}},
///         {"id": "q2", "answer": {"kind": "yes_no"}}
///     ]}
/// }"#)?.check()?;
/// let answers = Answers::from_json(r#"{
///     "format": "1.0", "questionnaire": {"id": "mini", "version": "1.0.0"},
///     "answers": {"q1": "partly"}
/// }"#)?;
/// let score = instrument.assess(&answers)?.score();
/// let whole = score.root().score().expect("one question is answered");
/// assert_eq!((whole.low(), whole.point(), whole.high()), (0.25, 0.5, 0.75));
/// # Ok::<(), digirights::Problems>(())
/// ```
#[derive(Debug, Clone)]
pub struct Instrument {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    questionnaire: Questionnaire,
    full: Arc<Part>,
    profiles: Map<ProfileId, Arc<Part>>,
    /// Every question by its id, deprecated ones included.
    questions: Vec<ItemId>,
    warnings: Vec<Problem>,
}

/// What can be scored at once: the whole questionnaire, or a profile.
#[derive(Debug)]
pub(crate) struct Part {
    /// The profile; the whole questionnaire without one.
    pub(crate) profile: Option<ProfileId>,
    pub(crate) program: Program,
    pub(crate) actions: Actions,
    /// What it was made of.
    definition: Arc<Definition>,
}

impl Part {
    /// The actions as their author wrote them, by the positions of `actions`.
    pub(crate) fn listed(&self) -> &[Action] {
        &self.definition.actions
    }
}

impl Questionnaire {
    /// Checks every reference and rule.
    ///
    /// # Errors
    /// Every problem at once, each with its code and place; warnings too, if there is a problem.
    /// Warnings alone do not stop it: see [`Instrument::warnings`](Instrument::warnings).
    pub fn check(self) -> Result<Instrument, Problems> {
        Instrument::with_limits(self, &Limits::default())
    }
}

impl Instrument {
    /// As [`Questionnaire::check`], with limits of one's own.
    ///
    /// # Errors
    /// As [`Questionnaire::check`].
    pub fn with_limits(questionnaire: Questionnaire, limits: &Limits) -> Result<Self, Problems> {
        let mut problems = Vec::new();
        let definition = &questionnaire.definition;
        let full = part(definition, limits, None, &mut problems);
        let mut profiles = Map::new();
        if full.is_some() {
            let source = if definition.profiles.is_empty() { Value::Null } else { questionnaire.source() };
            for (index, profile) in definition.profiles.iter().enumerate() {
                let belongs = |question: &Question| question.profiles.contains(&profile.id);
                let mut is_empty = true;
                definition.root.each_question(&mut |question| is_empty &= !belongs(question));
                if is_empty {
                    // Said by the check of references.
                    continue;
                }
                let mut found = Vec::new();
                // INVARIANT: what was read can be read again.
                let Some(part_of) = profile::read(&source, profile.id.as_str()) else { continue };
                let restricted = Arc::new(profile::restrict(definition, part_of, &profile.id, &mut found));
                if found.is_empty() {
                    // What is wrong here and not in the whole is wrong with the profile.
                    let compiled = part(&restricted, limits, Some(&profile.id), &mut found);
                    found.retain(|problem| problem.code().severity() == Severity::Problem);
                    let path = format!("/profiles/{index}");
                    found = found.into_iter().map(|problem| problem.on(path.clone())).collect();
                    profiles.extend(compiled.map(|part| (profile.id.clone(), Arc::new(part))));
                }
                problems.append(&mut found);
            }
        }
        let mut problems: Vec<Problem> =
            problems.into_iter().map(|problem| questionnaire.layout.place(problem)).collect();
        at_most(&mut problems, limits);
        let warnings = problems.clone();
        Problems::check(problems)?;
        let Some(full) = full else {
            let problem = Problem::new(Code::EmptyNode, "/root").expecting("at least one scored question");
            return Err(Problems::certain(vec![problem]));
        };
        let mut questions = Vec::new();
        definition.root.each_question(&mut |question| questions.push(question.id.clone()));
        questions.sort_unstable();
        let inner = Inner { full: Arc::new(full), profiles, questions, warnings, questionnaire };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// The questionnaire as its author wrote it.
    #[must_use]
    pub fn questionnaire(&self) -> &Questionnaire {
        &self.inner.questionnaire
    }

    /// What the author wrote.
    #[must_use]
    pub fn definition(&self) -> &Definition {
        &self.inner.questionnaire.definition
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> &QuestionnaireId {
        &self.definition().id
    }

    /// Its version.
    #[must_use]
    pub fn version(&self) -> Version {
        self.definition().version
    }

    /// Its digest: see [`Questionnaire::digest`].
    #[must_use]
    pub fn digest(&self) -> &str {
        self.inner.questionnaire.digest()
    }

    /// A question by its id, deprecated ones included.
    #[must_use]
    pub fn question(&self, id: &str) -> Option<&Question> {
        let mut found = None;
        if self.asks(id) {
            self.definition().root.each_question(&mut |question| {
                if question.id.as_str() == id {
                    found = Some(question);
                }
            });
        }
        found
    }

    /// Whether there is such a question, deprecated ones included.
    pub(crate) fn asks(&self, id: &str) -> bool {
        self.inner.questions.binary_search_by(|question| question.as_str().cmp(id)).is_ok()
    }

    pub(crate) fn question_ids(&self) -> impl Iterator<Item = &str> {
        self.inner.questions.iter().map(ItemId::as_str)
    }

    /// What is worth a look, though it does not stop the questionnaire from scoring.
    #[must_use]
    pub fn warnings(&self) -> &[Problem] {
        &self.inner.warnings
    }

    /// What is scored: the whole, or a profile. `None` where there is no such profile.
    pub(crate) fn part(&self, profile: Option<&ProfileId>) -> Option<&Arc<Part>> {
        match profile {
            None => Some(&self.inner.full),
            Some(profile) => self.inner.profiles.get(profile),
        }
    }
}

/// Most profiles of a questionnaire: each is checked and kept as an instrument of its own.
const PROFILES: usize = 100;

/// Compiles and checks one definition.
fn part(
    definition: &Arc<Definition>,
    limits: &Limits,
    profile: Option<&ProfileId>,
    problems: &mut Vec<Problem>,
) -> Option<Part> {
    if definition.actions.len() > limits.items {
        let found = format!("{} actions", definition.actions.len());
        let expected = format!("at most {}", limits.items);
        problems.push(Problem::new(Code::TooManyItems, "/actions").finding(found).expecting(expected));
        return None;
    }
    if definition.profiles.len() > PROFILES {
        let found = format!("{} profiles", definition.profiles.len());
        let expected = format!("at most {PROFILES}");
        problems.push(Problem::new(Code::TooManyItems, "/profiles").finding(found).expecting(expected));
        return None;
    }
    let mut compiled = compile::compile(definition, limits, profile.is_some(), problems);
    if profile.is_none() {
        references::check(definition, &compiled.tree, problems);
        texts::check(definition, &compiled.tree, problems);
    }
    let actions = actions::compile(definition, &compiled, profile.is_some(), problems);
    let program = compiled.program.take()?;
    Some(Part { profile: profile.cloned(), program, actions, definition: definition.clone() })
}

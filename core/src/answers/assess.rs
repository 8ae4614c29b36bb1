// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Holds answers against an instrument.

use std::sync::Arc;

use super::{Answer, AnswerState, Answers, Context};
use crate::id::ProfileId;
use crate::instrument::given::{Given, State, read};
use crate::instrument::program::{Item, QuestionPlan};
use crate::instrument::table::{Q, Table};
use crate::instrument::{Instrument, Part};
use crate::problem::{Code, Problem, Problems, Severity};
use crate::questionnaire::{NotApplicable, is_country};

/// Answers held against an instrument: what can be scored.
#[derive(Debug, Clone)]
pub struct Assessment {
    pub(crate) instrument: Instrument,
    pub(crate) part: Arc<Part>,
    pub(crate) answers: Arc<Answers>,
    pub(crate) given: Arc<Table<Q, Given>>,
    pub(crate) unused: Arc<[Problem]>,
}

impl Instrument {
    /// Holds answers against this instrument.
    ///
    /// # Errors
    /// Every answer that cannot be used, all at once (codes with the letter `A`), each with its
    /// place in the answers file.
    pub fn assess(&self, answers: &Answers) -> Result<Assessment, Problems> {
        let assessment = self.assess_usable(answers)?;
        Problems::check(assessment.unused.to_vec())?;
        Ok(assessment)
    }

    /// As [`Instrument::assess`], but for this profile (or, without one, the whole questionnaire)
    /// whatever profile the answers name.
    ///
    /// # Errors
    /// As [`Instrument::assess`].
    pub fn assess_for(&self, answers: &Answers, profile: Option<&ProfileId>) -> Result<Assessment, Problems> {
        let assessment = self.hold(answers, profile)?;
        Problems::check(assessment.unused.to_vec())?;
        Ok(assessment)
    }

    /// Holds answers against this instrument and goes on without those that cannot be used: they
    /// are listed in [`Assessment::unused`], and their questions count as unanswered.
    ///
    /// # Errors
    /// The answers are for another questionnaire, version or profile: `A0503`, `A0504`, `A0509`.
    pub fn assess_usable(&self, answers: &Answers) -> Result<Assessment, Problems> {
        self.hold(answers, answers.document().profile.as_ref())
    }

    /// As [`Instrument::assess_usable`], but for this profile (or, without one, the whole questionnaire)
    /// whatever profile the answers name.
    ///
    /// # Errors
    /// As [`Instrument::assess_usable`].
    pub fn assess_usable_for(
        &self,
        answers: &Answers,
        profile: Option<&ProfileId>,
    ) -> Result<Assessment, Problems> {
        self.hold(answers, profile)
    }

    fn hold(&self, answers: &Answers, profile: Option<&ProfileId>) -> Result<Assessment, Problems> {
        let document = answers.document();
        let mut problems = Vec::new();
        let asked = &document.questionnaire;
        if asked.id != *self.id() {
            let problem = Problem::new(Code::WrongQuestionnaire, "/questionnaire/id");
            problems.push(problem.finding(format!("`{}`", asked.id)).expecting(format!("`{}`", self.id())));
        } else if !asked.version.is_same_edition(self.version()) {
            let problem = Problem::new(Code::WrongVersion, "/questionnaire/version");
            problems.push(problem.finding(asked.version.to_string()).expecting(self.version().to_string()));
        }
        let part = self.part(profile);
        if let (None, Some(profile)) = (part, profile) {
            let profiles = self.definition().profiles.iter().map(|profile| profile.id.as_str());
            let problem = Problem::new(Code::UnknownProfile, "/profile");
            problems.push(problem.unknown(profile.as_str(), "a profile of the questionnaire", profiles));
        }
        let (Some(part), Some(whole), true) = (part, self.part(None), problems.is_empty()) else {
            return Err(Problems::certain(problems));
        };
        let mut given = Table::filled(Given::default(), part.program.questions.len());
        let mut unused = Vec::new();
        for (id, answer) in &document.answers {
            let path = format!("/answers/{}", id.replace('~', "~0").replace('/', "~1"));
            let Some(Item::Question(position)) = whole.program.items.get(id.as_str()).copied() else {
                unused.push(self.unknown(id, path));
                continue;
            };
            if answers.answer(id).is_none() {
                continue;
            }
            let plan = &whole.program.questions[position];
            match self::given(plan, answer, &path, || answers.place_of_value(id)) {
                Ok(one) => {
                    if let Some(Item::Question(here)) = part.program.items.get(id.as_str()).copied() {
                        given[here] = one;
                    }
                }
                Err(problem) => unused.push(problem),
            }
        }
        if let Some(country) = &document.context.country
            && !is_country(country)
        {
            let problem = Problem::new(Code::UnknownContext, "/context/country");
            unused
                .push(problem.finding(format!("`{country}`")).expecting("two capital letters (ISO 3166-1)"));
        }
        unused.extend(document.conflicts.iter().map(
            |(id, sides)| match whole.program.items.get(id.as_str()) {
                Some(Item::Question(_)) => open_conflict(id, sides),
                _ => self.unknown(id, format!("/conflicts/{id}")),
            },
        ));
        Ok(Assessment {
            instrument: self.clone(),
            part: part.clone(),
            answers: Arc::new(answers.clone()),
            given: Arc::new(given),
            unused: unused.into(),
        })
    }

    fn unknown(&self, id: &str, path: String) -> Problem {
        if self.asks(id) {
            return Problem::new(Code::DeprecatedQuestion, path).finding(format!("`{id}`"));
        }
        let questions = self.question_ids();
        Problem::new(Code::UnknownQuestion, path).unknown(id, "the id of a question", questions)
    }
}

fn open_conflict(question: &str, sides: &[Answer]) -> Problem {
    Problem::new(Code::OpenConflict, format!("/conflicts/{question}"))
        .finding(format!("{} answers", sides.len()))
        .expecting("one of them under `answers`")
}

/// What an answer gives to its question; `path` is its place, `place_of_value` that of its value.
pub(crate) fn given(
    plan: &QuestionPlan,
    answer: &Answer,
    path: &str,
    place_of_value: impl FnOnce() -> String,
) -> Result<Given, Problem> {
    let state = |state| Given { state, ..Given::default() };
    let mut given = match (answer.state, &answer.value) {
        (AnswerState::Answered, Some(value)) => read(&plan.scoring, value).map_err(|wrong| {
            let code = wrong.code;
            wrong.at(code, place_of_value())
        })?,
        (AnswerState::Answered, None) => {
            let problem = Problem::new(Code::StateContradicts, path);
            return Err(problem.finding("`answered` without a value").expecting("a value"));
        }
        (AnswerState::NotApplicable, _) => match plan.not_applicable {
            NotApplicable::Forbidden => {
                let problem = Problem::new(Code::NotApplicableForbidden, path);
                return Err(problem.finding("`not_applicable`").expecting("an answer, or `dont_know`"));
            }
            NotApplicable::WithReason
                if answer.reason.as_deref().is_none_or(|reason| reason.trim().is_empty()) =>
            {
                let problem = Problem::new(Code::ReasonMissing, path);
                return Err(problem.finding("no `reason`").expecting("why the question does not apply"));
            }
            _ => state(State::NotApplicable),
        },
        (AnswerState::DontKnow, _) => state(State::DontKnow),
        (AnswerState::Unanswered, _) => state(State::Unanswered),
    };
    given.evidence = answer.has_evidence();
    Ok(given)
}

impl Assessment {
    /// The same answers but for this one. [`Answer::unanswered`], with nothing beside it, takes the
    /// answer away.
    ///
    /// # Errors
    /// The answer cannot be used: codes with the letter `A`. `A0513` where departments contradict each
    /// other, which [`Merged::settle`](crate::Merged::settle) ends without losing what they said.
    pub fn with(&self, question: &str, answer: Answer) -> Result<Self, Problems> {
        let refused = |problem| Problems::certain(vec![problem]);
        let path = format!("/answers/{}", question.replace('~', "~0").replace('/', "~1"));
        let whole = self.instrument.part(None).unwrap_or(&self.part);
        let Some(Item::Question(position)) = whole.program.items.get(question).copied() else {
            return Err(refused(self.instrument.unknown(question, path)));
        };
        if let Some(sides) = self.answers.document().conflicts.get(question) {
            return Err(refused(open_conflict(question, sides)));
        }
        let plan = &whole.program.questions[position];
        let given = given(plan, &answer, &path, || format!("{path}/value")).map_err(refused)?;
        let mut changed = self.clone();
        if let Some(Item::Question(here)) = self.part.program.items.get(question).copied() {
            Arc::make_mut(&mut changed.given)[here] = given;
        }
        let document = Arc::make_mut(&mut changed.answers).document_mut();
        if answer.is_nothing() {
            document.answers.remove(question);
        } else {
            document.answers.insert(question.to_owned(), answer);
        }
        let is_about = |place: &str| {
            place.strip_prefix(&path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        changed.unused = self.unused.iter().filter(|problem| !is_about(problem.path())).cloned().collect();
        Ok(changed)
    }

    /// The instrument it was made with.
    #[must_use]
    pub fn instrument(&self) -> &Instrument {
        &self.instrument
    }

    /// The answers it was made from.
    #[must_use]
    pub fn answers(&self) -> &Answers {
        &self.answers
    }

    /// What is known of the city besides its answers.
    #[must_use]
    pub fn context(&self) -> &Context {
        &self.answers.document().context
    }

    /// The profile that is scored; without one, the whole questionnaire.
    #[must_use]
    pub fn profile(&self) -> Option<&ProfileId> {
        self.part.profile.as_ref()
    }

    /// Answers that were given and take no part, each with its place and why: nothing is dropped in
    /// silence. After [`Instrument::assess`] these are only answers to questions that are no longer
    /// asked, and open conflicts.
    #[must_use]
    pub fn unused(&self) -> &[Problem] {
        &self.unused
    }

    /// Whether every answer could be used.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.unused.iter().all(|problem| problem.code().severity() == Severity::Warning)
    }
}

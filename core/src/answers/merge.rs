// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Several departments' answers into one, with every contradiction kept and shown.

use std::collections::BTreeMap;

use super::{Answer, AnswerState, Answers, AnswersDocument, Context, Resolution};
use crate::problem::{Code, Problem, Problems};

/// Several parts in one.
#[derive(Debug, Clone)]
pub struct Merged {
    answers: Answers,
}

impl Merged {
    /// The answers. Questions in conflict stand under `conflicts` with every side and have no
    /// answer; nothing is dropped.
    #[must_use]
    pub fn answers(&self) -> &Answers {
        &self.answers
    }

    /// The answers, to go on with.
    #[must_use]
    pub fn into_answers(self) -> Answers {
        self.answers
    }

    /// The questions that were answered differently, each with every side.
    #[must_use]
    pub fn conflicts(&self) -> &BTreeMap<String, Vec<Answer>> {
        &self.answers.document.conflicts
    }

    /// Settles a contradiction: `chosen` becomes the answer, the sides are kept in the record.
    ///
    /// # Errors
    /// `M0603` where the question is not in conflict.
    pub fn settle(
        &mut self,
        question: &str,
        chosen: Answer,
        by: Option<String>,
        reason: Option<String>,
    ) -> Result<(), Problem> {
        let document = self.answers.document_mut();
        let Some(sides) = document.conflicts.remove(question) else {
            let known = document.conflicts.keys().map(String::as_str);
            return Err(Problem::new(Code::ResolutionUnknown, format!("/conflicts/{question}")).unknown(
                question,
                "a question in conflict",
                known,
            ));
        };
        let rejected = sides.into_iter().filter(|side| !side.says_the_same(&chosen)).collect();
        document.answers.insert(question.to_owned(), chosen.clone());
        document.resolutions.insert(question.to_owned(), Resolution { chosen, rejected, by, reason });
        Ok(())
    }
}

/// Puts several parts of one assessment together. Each part has a name, by which conflicts say where
/// an answer came from. Questions that one part answered and another left unanswered are answered;
/// where several say the same, the first is kept with the others beside it (`agreeing`); where they
/// differ, the question is in conflict. The order of parts decides nothing but the order in which
/// sides are listed.
///
/// # Errors
/// `M0601` without a part; `M0602` where parts are of different questionnaires, versions, cities,
/// profiles or contexts, for each difference.
pub fn merge<'a>(parts: impl IntoIterator<Item = (&'a str, &'a Answers)>) -> Result<Merged, Problems> {
    let parts: Vec<(&str, &AnswersDocument)> =
        parts.into_iter().map(|(name, answers)| (name, answers.document())).collect();
    let Some(&(first_name, first)) = parts.first() else {
        let problem =
            Problem::new(Code::NothingToMerge, "").finding("no parts").expecting("at least one part");
        return Err(Problems::certain(vec![problem]));
    };
    let mut problems = Vec::new();
    let mut merged = Answers::new(first.questionnaire.id.clone(), first.questionnaire.version);
    let document = merged.document_mut();
    let mut sides: BTreeMap<String, Vec<Answer>> = BTreeMap::new();
    for (name, part) in &parts {
        let mut differs = |path: &str, found: String, expected: String| {
            let expected = format!("{expected}, as in {first_name}");
            problems
                .push(Problem::new(Code::PartsDiffer, path).in_file(name).finding(found).expecting(expected));
        };
        if part.questionnaire != first.questionnaire {
            let say = |of: &AnswersDocument| format!("{} {}", of.questionnaire.id, of.questionnaire.version);
            differs("/questionnaire", say(part), say(first));
        }
        if part.profile != first.profile {
            let say =
                |of: &AnswersDocument| of.profile.as_ref().map_or("none".to_owned(), |id| format!("`{id}`"));
            differs("/profile", say(part), say(first));
        }
        if let Err((found, expected)) = agree(&mut document.city, part.city.as_ref()) {
            differs("/city", format!("`{found}`"), format!("`{expected}`"));
        }
        for (path, found, expected) in agree_on_context(&mut document.context, &part.context) {
            differs(&path, found, expected);
        }
        let latest = part.date.as_ref().map(|date| date.as_str().to_owned());
        if latest > document.date.as_ref().map(|date| date.as_str().to_owned()) {
            document.date.clone_from(&part.date);
        }
        collect(name, part, &mut sides, &mut document.resolutions);
    }
    document.profile.clone_from(&first.profile);
    for (question, answers) in sides {
        settle(question, answers, document);
    }
    if problems.is_empty() { Ok(Merged { answers: merged }) } else { Err(Problems::certain(problems)) }
}

/// Every answer of a part, with the role and the part it came from.
fn collect(
    name: &str,
    part: &AnswersDocument,
    sides: &mut BTreeMap<String, Vec<Answer>>,
    resolutions: &mut BTreeMap<String, Resolution>,
) {
    let own = part.answers.iter().map(|(question, answer)| (question, vec![answer.clone()]));
    let conflicts = part.conflicts.iter().map(|(question, answers)| (question, answers.clone()));
    for (question, answers) in own.chain(conflicts) {
        for mut answer in answers {
            answer.role = answer.role.or_else(|| part.role.clone());
            answer.part = answer.part.or_else(|| Some(name.to_owned()));
            sides.entry(question.clone()).or_default().push(answer);
        }
    }
    for (question, resolution) in &part.resolutions {
        resolutions.entry(question.clone()).or_insert_with(|| resolution.clone());
    }
}

/// One question: answered, in conflict, or unanswered.
fn settle(question: String, answers: Vec<Answer>, document: &mut AnswersDocument) {
    let said: Vec<Answer> =
        answers.iter().filter(|answer| answer.state != AnswerState::Unanswered).cloned().collect();
    let mut pool = if said.is_empty() { answers } else { said };
    // What was settled before stays settled, whatever part still holds the answer that was not chosen.
    if let Some(resolution) = document.resolutions.get(&question)
        && pool.iter().any(|answer| answer.says_the_same(&resolution.chosen))
    {
        pool.retain(|answer| !resolution.rejected.iter().any(|rejected| rejected.says_the_same(answer)));
    }
    let mut distinct: Vec<Answer> = Vec::new();
    for answer in pool {
        match distinct.iter_mut().find(|other| other.says_the_same(&answer)) {
            Some(other) if *other == answer => {}
            Some(other) => other.agreeing.push(answer),
            None => distinct.push(answer),
        }
    }
    if distinct.len() > 1 {
        document.conflicts.insert(question, distinct);
    } else if let Some(answer) = distinct.pop() {
        document.answers.insert(question, answer);
    }
}

/// Takes over what is not known yet; `Err` holds what is found and what was known.
fn agree<T: Clone + PartialEq>(known: &mut Option<T>, found: Option<&T>) -> Result<(), (T, T)> {
    match (known.as_ref(), found) {
        (Some(known), Some(found)) if known != found => Err((found.clone(), known.clone())),
        (None, Some(found)) => {
            *known = Some(found.clone());
            Ok(())
        }
        _ => Ok(()),
    }
}

fn agree_on_context(known: &mut Context, found: &Context) -> Vec<(String, String, String)> {
    let mut differences = Vec::new();
    let mut note = |field: &str, result: Result<(), (String, String)>| {
        if let Err((found, expected)) = result {
            differences.push((format!("/context/{field}"), found, expected));
        }
    };
    let text = |result: Result<(), (String, String)>| result;
    let shown = |(found, known): (u64, u64)| (found.to_string(), known.to_string());
    note("population", agree(&mut known.population, found.population.as_ref()).map_err(shown));
    note("country", text(agree(&mut known.country, found.country.as_ref())));
    note("region", text(agree(&mut known.region, found.region.as_ref())));
    let shown =
        |(found, known): (super::IncomeClass, super::IncomeClass)| (found.to_string(), known.to_string());
    note("income_class", agree(&mut known.income_class, found.income_class.as_ref()).map_err(shown));
    note("membership", text(agree(&mut known.membership, found.membership.as_ref())));
    for language in &found.languages {
        if !known.languages.contains(language) {
            known.languages.push(language.clone());
        }
    }
    differences
}

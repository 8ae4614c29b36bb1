// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Several departments' answers into one, with every contradiction kept and shown.

use super::{Answer, AnswerState, Answers, AnswersDocument, Context, Resolution, Settlement};
use crate::json::{decode_document, parse};
use crate::limits::Limits;
use crate::map::Map;
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
    pub fn conflicts(&self) -> &Map<String, Vec<Answer>> {
        &self.answers.document.conflicts
    }

    /// Settles a contradiction: the settlement's answer counts from now on, and what the sides said
    /// is kept in the record. An answer that repeats what a side said stands for that side, with its
    /// note and evidence.
    ///
    /// # Errors
    /// `M0603` where the question is not in conflict.
    pub fn settle(&mut self, question: &str, settlement: Settlement) -> Result<(), Problem> {
        let document = self.answers.document_mut();
        let Some(sides) = document.conflicts.remove(question) else {
            let known = document.conflicts.keys().map(String::as_str);
            let problem = Problem::new(Code::ResolutionUnknown, format!("/{question}"));
            return Err(problem.unknown(question, "a question in conflict", known));
        };
        let Settlement { answer, by, reason } = settlement;
        let (same, rejected): (Vec<Answer>, Vec<Answer>) =
            sides.into_iter().partition(|side| side.says_the_same(&answer));
        let chosen = match same.into_iter().next() {
            Some(mut side) => {
                if says_something(&answer) {
                    put_beside(&mut side, answer);
                }
                side
            }
            None => answer,
        };
        document.answers.insert(question.to_owned(), chosen.clone());
        let resolution = Resolution { chosen, rejected, by, reason };
        document.resolutions.get_or_default(question.to_owned()).push(resolution);
        Ok(())
    }
}

/// Reads settlements from JSON: an object from question to `{"answer", "by", "reason"}`.
///
/// # Errors
/// Every problem of form at once: codes with the letters `J`, `S`, and `A0510`.
pub fn settlements_from_json(text: &str) -> Result<Map<String, Settlement>, Problems> {
    let mut problems = Vec::new();
    let limits = Limits::default();
    let value = parse(text, &limits, &mut problems);
    let settlements = value.and_then(|value| decode_document(&value, &limits, &mut problems));
    Problems::check(problems)?;
    Ok(settlements.unwrap_or_default())
}

/// Puts several parts of one assessment together. Each part has a name, by which conflicts say where
/// an answer came from. Questions that one part answered and another left unanswered are answered;
/// where several say the same, the first is kept with the others beside it (`also`); where they differ,
/// the question is in conflict, unless an earlier resolution settles it. The order of parts decides
/// nothing but the order in which answers and sides are listed.
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
    let mut sides: Vec<(&str, Answer)> = Vec::new();
    let mut resolutions: Vec<(&str, &Resolution)> = Vec::new();
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
        collect(name, part, &mut sides);
        for (question, found) in &part.resolutions {
            resolutions.extend(found.iter().map(|resolution| (question.as_str(), resolution)));
        }
    }
    document.profile.clone_from(&first.profile);
    resolutions.sort_by_key(|(question, _)| *question);
    for (question, resolution) in resolutions {
        let known = document.resolutions.get_or_default(question.to_owned());
        if !known.contains(resolution) {
            known.push(resolution.clone());
        }
    }
    sides.sort_by_key(|(question, _)| *question);
    for of_question in sides.chunk_by(|(a, _), (b, _)| a == b) {
        if let Some((question, _)) = of_question.first() {
            let answers = of_question.iter().map(|(_, answer)| answer.clone()).collect();
            settle((*question).to_owned(), answers, document);
        }
    }
    if problems.is_empty() { Ok(Merged { answers: merged }) } else { Err(Problems::certain(problems)) }
}

/// Every answer of a part, with the role and the part it came from.
fn collect<'a>(name: &str, part: &'a AnswersDocument, sides: &mut Vec<(&'a str, Answer)>) {
    let own = part.answers.iter().map(|(question, answer)| (question, std::slice::from_ref(answer)));
    let conflicts = part.conflicts.iter().map(|(question, answers)| (question, answers.as_slice()));
    for (question, answers) in own.chain(conflicts) {
        for answer in answers {
            let mut answer = answer.clone();
            answer.role = answer.role.or_else(|| part.role.clone());
            answer.part = answer.part.or_else(|| Some(name.to_owned()));
            sides.push((question, answer));
        }
    }
}

/// One question: answered, in conflict, or unanswered.
fn settle(question: String, answers: Vec<Answer>, document: &mut AnswersDocument) {
    let (mut pool, open): (Vec<Answer>, Vec<Answer>) =
        answers.into_iter().partition(|answer| answer.state != AnswerState::Unanswered);
    if let Some(resolution) = document.resolutions.get(&question).and_then(|all| in_force(all))
        && pool.iter().any(|answer| answer.says_the_same(&resolution.chosen))
    {
        // What was settled stays settled, whatever part still holds the very answer that was not chosen.
        // The same answer with a new note, evidence or date is news, and opens the question again.
        pool.retain(|answer| !resolution.rejected.iter().any(|rejected| is_recorded(rejected, answer)));
    }
    let mut distinct: Vec<Answer> = Vec::new();
    for answer in pool {
        match distinct.iter_mut().find(|other| other.says_the_same(&answer)) {
            Some(other) => put_beside(other, answer),
            None => distinct.push(answer),
        }
    }
    for answer in open {
        match distinct.first_mut() {
            // "Not yet answered" contradicts nothing; what it remarks is kept.
            Some(first) if says_something(&answer) => put_beside(first, answer),
            Some(_) => {}
            None => distinct.push(answer),
        }
    }
    if distinct.len() > 1 {
        document.conflicts.insert(question, distinct);
    } else if let Some(answer) = distinct.pop() {
        document.answers.insert(question, answer);
    }
}

fn put_beside(first: &mut Answer, mut other: Answer) {
    for answer in std::mem::take(&mut other.also).into_iter().chain([other]) {
        if *first != answer && !first.also.contains(&answer) {
            first.also.push(answer);
        }
    }
}

fn says_something(answer: &Answer) -> bool {
    let Answer { state: _, value: _, reason, note, evidence, confidence, role: _, at: _, part: _, also } =
        answer;
    reason.is_some() || note.is_some() || !evidence.is_empty() || confidence.is_some() || !also.is_empty()
}

/// Whether the record holds this very answer, whatever file it came from.
fn is_recorded(record: &Answer, answer: &Answer) -> bool {
    let Answer { state: _, value: _, reason: _, note, evidence, confidence, role, at, part: _, also: _ } =
        answer;
    record.says_the_same(answer)
        && (&record.note, &record.evidence, &record.confidence, &record.role, &record.at)
            == (note, evidence, confidence, role, at)
}

/// The resolution that holds: of those that no other one overrides, if they agree.
fn in_force(all: &[Resolution]) -> Option<&Resolution> {
    let overridden = |one: &Resolution| {
        all.iter().any(|other| other.rejected.iter().any(|rejected| rejected.says_the_same(&one.chosen)))
    };
    let mut standing = all.iter().filter(|one| !overridden(one));
    let first = standing.next()?;
    standing.all(|other| other.chosen.says_the_same(&first.chosen)).then_some(first)
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

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What the text of a cell says to a question.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::Value;

use super::choices::{Choices, Picked};
use super::holds::Choice;
use super::labels::{Labels, label, scale};
use super::lookup::Lookup;
use super::number::{Written, read, share_of_percent};
use super::text::{bare, fold, is_blank, key};
use super::words::{self, Words};
use crate::id::ScaleId;
use crate::instrument::given::State;
use crate::instrument::program::{QuestionPlan, Scoring};
use crate::instrument::table::{Q, Table};
use crate::instrument::{Instrument, Part};
use crate::problem::{Code, Problem, nearest};
use crate::version::Date;

/// What a cell says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Said {
    /// This value, which `instrument::given::read` puts on the scale of the question. It may still be
    /// out of range, or choose what cannot be chosen together.
    Value(Value),
    /// The question is in this state. [`State::Unanswered`] stands for an empty cell, too. Whether the
    /// question allows not-applicable is not looked at.
    State(State),
}

/// Why a cell says nothing that is understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Misread {
    found: String,
    expected: String,
    nearest: Option<String>,
}

impl Misread {
    pub(crate) fn new(text: &str, expected: impl Into<String>) -> Self {
        // What was typed may be printed in a terminal.
        let plain = |letter: char| if letter.is_control() { ' ' } else { letter };
        let short: String = text.trim().chars().take(130).map(plain).collect();
        Self { found: format!("`{short}`"), expected: expected.into(), nearest: None }
    }

    pub(crate) fn near(mut self, nearest: Option<String>) -> Self {
        self.nearest = nearest;
        self
    }

    /// The problem at a place, with the code `A0502`.
    pub(crate) fn at(self, path: impl Into<String>) -> Problem {
        Problem::new(Code::OffScale, path.into())
            .finding(self.found)
            .expecting(self.expected)
            .perhaps(self.nearest)
    }
}

/// The words of a part of an instrument, made once and asked for every text.
#[derive(Debug)]
pub(crate) struct Wording {
    questions: Table<Q, Kind>,
    states: Lookup<State>,
}

#[derive(Debug)]
enum Kind {
    Choice { choices: Arc<Choices>, words: Lookup<usize> },
    Several(Arc<Choices>),
    Number { integer: bool, share: bool, unit: Option<String> },
    Date,
    Text,
}

/// Longest cell that is looked at, except for answers that are texts: a list of all options of any real
/// question is shorter.
const LONGEST: usize = 100_000;

/// The names of states in files, which every column may hold.
const STATES: [(&str, State); 3] = [
    ("not_applicable", State::NotApplicable),
    ("dont_know", State::DontKnow),
    ("unanswered", State::Unanswered),
];

impl Wording {
    /// The words of a part: positions of questions are those of its program.
    pub(crate) fn of(instrument: &Instrument, part: &Part) -> Self {
        let labels = Labels::of(instrument.definition());
        let spoken = spoken(&labels);
        let mut states = Lookup::default();
        for (name, state) in STATES {
            states.add(name, state);
        }
        for word in ["not answered", "no answer"] {
            states.add(word, State::Unanswered);
        }
        for words in &spoken {
            words.not_applicable.iter().for_each(|word| states.add(word, State::NotApplicable));
            words.dont_know.iter().for_each(|word| states.add(word, State::DontKnow));
        }
        let mut shared = Shared::new();
        let mut questions = Table::new();
        for (_, plan) in part.program.questions.iter() {
            questions.push(match &plan.scoring {
                Scoring::Choice { truth, .. } => Kind::Choice {
                    choices: choices(plan, &labels, &spoken, &mut shared),
                    words: if *truth { truths(plan, &spoken) } else { Lookup::default() },
                },
                Scoring::Several { .. } => Kind::Several(choices(plan, &labels, &spoken, &mut shared)),
                Scoring::Number { range, .. } => Kind::Number {
                    integer: range.integer,
                    share: range.share,
                    unit: range.unit.as_deref().map(fold).filter(|unit| !unit.is_empty()),
                },
                Scoring::Date { .. } => Kind::Date,
                Scoring::Text => Kind::Text,
            });
        }
        Self { questions, states }
    }

    /// What a cell of the column for this question says. The text is looked at as it stands: callers
    /// with many rows ask once for each distinct text.
    ///
    /// # Errors
    /// The text is no answer to the question and no word for a state, or could be two of them.
    pub(crate) fn cell(&self, question: Q, text: &str) -> Result<Said, Misread> {
        if is_blank(text) {
            return Ok(Said::State(State::Unanswered));
        }
        let Some(kind) = self.questions.get(question) else {
            return Err(Misread::new(text, "a question"));
        };
        if text.len() > LONGEST && !matches!(kind, Kind::Text) {
            return Err(Misread::new(text, format!("a text of at most {LONGEST} bytes")));
        }
        match kind {
            Kind::Choice { choices, words } => self.choice(choices, words, text),
            Kind::Several(choices) => self.several(choices, text),
            Kind::Number { integer, share, unit } => {
                let written = read(&fold(text), *integer, unit.as_deref());
                self.number(text, &written, *integer, *share)
            }
            Kind::Date => match day(text) {
                Some(day) => Ok(Said::Value(day.as_str().into())),
                None => self.state_or(text, || Misread::new(text, "a day such as 2026-05-31")),
            },
            Kind::Text => {
                let name = if text.len() <= LONGEST { fold(text) } else { String::new() };
                let state = STATES.iter().find(|(word, _)| *word == name);
                Ok(state.map_or_else(|| Said::Value(text.into()), |(_, state)| Said::State(*state)))
            }
        }
    }

    /// What a cell says that gives a share in percent.
    ///
    /// # Errors
    /// As [`Wording::cell`].
    pub(crate) fn percent(&self, text: &str) -> Result<Said, Misread> {
        if is_blank(text) {
            return Ok(Said::State(State::Unanswered));
        }
        self.number(text, &share_of_percent(&fold(text)), false, true)
    }

    /// What a cell says that gives a state.
    pub(crate) fn state(&self, text: &str) -> Result<State, Misread> {
        match (key(text).as_str(), self.states.one(text)) {
            ("", _) => Ok(State::Unanswered),
            ("answered", _) => Ok(State::Answered),
            (_, Some(state)) => Ok(*state),
            (_, None) => {
                let names = ["answered", "not_applicable", "dont_know", "unanswered"];
                let expected = format!("one of {}", names.join(", "));
                Err(Misread::new(text, expected).near(nearest(&key(text), names)))
            }
        }
    }

    /// What a text names in a question with several choices.
    pub(crate) fn picks(&self, question: Q, text: &str) -> &[Picked] {
        match self.questions.get(question) {
            Some(Kind::Several(choices)) => choices.find_any(text),
            _ => &[],
        }
    }

    /// What can be chosen in a question with several choices.
    pub(crate) fn choices(&self, question: Q) -> Option<&Choices> {
        match self.questions.get(question) {
            Some(Kind::Several(choices)) => Some(choices),
            _ => None,
        }
    }

    /// Every name of something that can be chosen in a question with several choices.
    pub(crate) fn choice_names(&self) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        let mut seen = BTreeSet::new();
        for (_, kind) in self.questions.iter() {
            // Questions with one scale share their choices.
            if let Kind::Several(choices) = kind
                && seen.insert(Arc::as_ptr(choices))
            {
                names.extend(choices.every_name().map(|name| bare(&key(name))));
            }
        }
        names
    }

    fn choice(&self, choices: &Choices, words: &Lookup<usize>, text: &str) -> Result<Said, Misread> {
        match choices.find(text) {
            [one] => return Ok(said(choices, *one)),
            [] => {}
            _ => return Err(choices.ambiguous(text)),
        }
        let word = |text: &str| words.one(text).copied().map(Picked::Option);
        // A spreadsheet may write 1 as 1.0.
        let whole = whole_number(text);
        let whole = || whole.and_then(|text| choices.named(&text).or_else(|| word(&text)));
        match word(text).or_else(whole) {
            Some(picked) => Ok(said(choices, picked)),
            None => self.state_or(text, || choices.misread(text)),
        }
    }

    fn several(&self, choices: &Choices, text: &str) -> Result<Said, Misread> {
        if let Some(read) = choices.list(text) {
            return read.map(|picked| match picked.as_slice() {
                [one] => said(choices, *one),
                many => Said::Value(many.iter().filter_map(|picked| choices.id(*picked)).collect()),
            });
        }
        if choices.is_none_of_these(text) {
            return Ok(Said::Value(Value::Array(Vec::new())));
        }
        self.state_or(text, || choices.misread(text))
    }

    fn number(&self, text: &str, written: &Written, integer: bool, share: bool) -> Result<Said, Misread> {
        let expected = match (share, integer) {
            (true, _) => "a share such as 0.45 or 45 %",
            (false, true) => "a whole number such as 1234",
            (false, false) => "a number such as 1234.5",
        };
        match written {
            Written::Number(number) => Ok(Said::Value(as_value(*number))),
            Written::Percent(number) if share => Ok(Said::Value(as_value(*number))),
            Written::Ambiguous if integer => {
                Err(Misread::new(text, "a whole number without signs, such as 1234"))
            }
            Written::Ambiguous => {
                Err(Misread::new(text, "a number that says which sign is for decimals, such as 1234.5"))
            }
            Written::No if share => match part_of_whole(&fold(text)) {
                Some(value) => Ok(Said::Value(value)),
                None => self.state_or(text, || Misread::new(text, expected)),
            },
            Written::Percent(_) | Written::No => self.state_or(text, || Misread::new(text, expected)),
        }
    }

    fn state_or(&self, text: &str, misread: impl FnOnce() -> Misread) -> Result<Said, Misread> {
        self.states.one(text).map(|state| Said::State(*state)).ok_or_else(misread)
    }
}

/// The words of English and of every language of the questionnaire that has words here.
pub(crate) fn spoken(labels: &Labels<'_>) -> Vec<&'static Words> {
    let mut spoken = vec![words::ENGLISH];
    for (language, _) in &labels.languages {
        spoken.extend(words::of(language).filter(|words| spoken.iter().all(|other| other.tag != words.tag)));
    }
    spoken
}

/// Choices by their scale, whether they are a list, and what can be chosen.
type Shared = BTreeMap<(ScaleId, bool, Vec<Choice>), Arc<Choices>>;

/// The choices of a question; those of a shared scale without labels of its own are made once.
fn choices(
    plan: &QuestionPlan,
    labels: &Labels<'_>,
    spoken: &[&'static Words],
    shared: &mut Shared,
) -> Arc<Choices> {
    let is_list = matches!(plan.scoring, Scoring::Several { .. });
    let question = labels.question(plan.id.as_str());
    let named = super::names::choices(plan);
    let own = labels.of_question(plan.id.as_str()).any(|text| !text.options.is_empty());
    let place = question
        .and_then(scale)
        .filter(|_| !own)
        .map(|scale| (scale.clone(), is_list, named.iter().map(|(choice, _)| choice.clone()).collect()));
    if let Some(known) = place.as_ref().and_then(|place| shared.get(place)) {
        return known.clone();
    }
    let texts = |option: &str| -> Vec<String> {
        let all = labels.languages.iter().filter_map(|(_, texts)| label(texts, question?, option));
        all.map(str::to_owned).collect()
    };
    let made = Arc::new(Choices::new(named, texts, spoken, is_list));
    if let Some(place) = place {
        shared.insert(place, made.clone());
    }
    made
}

/// The words for yes, partly and no.
fn truths(plan: &QuestionPlan, spoken: &[&'static Words]) -> Lookup<usize> {
    let mut found = Lookup::default();
    let Scoring::Choice { options, .. } = &plan.scoring else { return found };
    for (position, option) in options.iter().enumerate() {
        for words in spoken {
            let list = match option.id.as_str() {
                "yes" => words.yes,
                "partly" => words.partly,
                _ => words.no,
            };
            list.iter().for_each(|word| found.add(word, position));
        }
    }
    found
}

fn said(choices: &Choices, picked: Picked) -> Said {
    match picked {
        Picked::Option(_) => {
            let id = choices.id(picked).unwrap_or_default();
            Said::Value(if choices.is_list { Value::Array(vec![id]) } else { id })
        }
        Picked::NoneOfThese => Said::Value(Value::Array(Vec::new())),
        Picked::State(state) => Said::State(state),
    }
}

/// A number as JSON writes it: without a fraction where it has none.
fn as_value(number: f64) -> Value {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if number.abs() <= EXACT && libm::floor(number) >= number {
        #[expect(clippy::cast_possible_truncation, reason = "it is whole and at most 2^53 in magnitude")]
        let whole = number as i64;
        return whole.into();
    }
    number.into()
}

/// A whole number with a fraction of nothing but zeros, without that fraction.
pub(crate) fn whole_number(text: &str) -> Option<String> {
    let (whole, zeros) = text.trim().split_once('.')?;
    let unsigned = whole.strip_prefix('-').unwrap_or(whole);
    let digits = !unsigned.is_empty() && unsigned.bytes().all(|digit| digit.is_ascii_digit());
    (digits && !zeros.is_empty() && zeros.bytes().all(|digit| digit == b'0')).then(|| whole.to_owned())
}

/// `3/12` or `3 of 12`.
fn part_of_whole(text: &str) -> Option<Value> {
    let (part, whole) = text.split_once('/').or_else(|| text.split_once(" of "))?;
    let number = |text: &str| match read(text.trim(), false, None) {
        Written::Number(number) => Some(as_value(number)),
        _ => None,
    };
    Some(serde_json::json!({"part": number(part)?, "whole": number(whole)?}))
}

/// A day with the year first, alone or with a time after it.
pub(crate) fn day(text: &str) -> Option<Date> {
    let text = fold(text);
    let (day, time) = text.split_at_checked(10)?;
    let is_time =
        |letter: char| letter.is_ascii_digit() || matches!(letter, ':' | '.' | '+' | '-' | 'z' | ' ');
    let after = time.strip_prefix(['t', ' ']);
    if !time.is_empty() && !after.is_some_and(|time| time.len() < 30 && time.chars().all(is_time)) {
        return None;
    }
    Date::parse(&day.replace(['/', '.'], "-"))
}

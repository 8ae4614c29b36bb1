// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! From an answer's value to what scoring needs of it.

use std::borrow::Cow;

use serde_json::Value;

use super::program::{MapPlan, OptionPlan, RangePlan, Scoring, StepsPlan, Worth};
use super::scoring::count;
use crate::json::decode::describe;
use crate::json::plain;
use crate::json::write::compact;
use crate::problem::{Code, Problem, nearest};
use crate::questionnaire::{Combine, CountsAs, Edge};
use crate::version::Date;

/// The state of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum State {
    Answered,
    NotApplicable,
    DontKnow,
    #[default]
    Unanswered,
}

/// What was given to one question.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Given {
    pub(crate) state: State,
    /// The score before adjustments, of an answered question that is scored.
    pub(crate) score: Option<f64>,
    pub(crate) content: Content,
    pub(crate) evidence: bool,
}

/// What was answered, as conditions look at it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) enum Content {
    #[default]
    Nothing,
    Option(usize),
    Options(Vec<usize>),
    Number(f64),
    Date(Date),
}

/// Why a value is no answer to a question.
#[derive(Debug)]
pub(crate) struct Wrong {
    pub(crate) code: Code,
    found: String,
    expected: String,
    nearest: Option<String>,
}

impl Wrong {
    fn new<'t>(code: Code, found: impl Into<Cow<'t, str>>, expected: impl Into<Cow<'t, str>>) -> Self {
        Self::of(code, found.into(), expected.into())
    }

    fn of(code: Code, found: Cow<'_, str>, expected: Cow<'_, str>) -> Self {
        Self { code, found: found.into_owned(), expected: expected.into_owned(), nearest: None }
    }

    /// The problem without its place, which the caller knows.
    pub(crate) fn somewhere(self) -> Problem {
        let code = self.code;
        self.at(code, String::new())
    }

    pub(crate) fn at(self, code: Code, path: String) -> Problem {
        Problem::new(code, path).finding(self.found).expecting(self.expected).perhaps(self.nearest)
    }
}

/// Reads an answer's value.
pub(crate) fn read(scoring: &Scoring, value: &Value) -> Result<Given, Wrong> {
    match scoring {
        Scoring::Choice { options, truth, .. } => {
            let text = match value {
                Value::Bool(true) if *truth => "yes",
                Value::Bool(false) if *truth => "no",
                Value::String(text) => text,
                other => return Err(Wrong::new(Code::OffScale, describe(other), one_of(options))),
            };
            let position = position(options, text)?;
            Ok(chosen(options, position, Content::Option(position)))
        }
        Scoring::Several { options, combine, steps, cap, unit, reverse } => {
            let picked = picked(options, value)?;
            let capped = |score: f64| reverse.map_or(score.min(*cap), |sum| sum - score.min(*cap));
            if let [position] = picked.as_slice()
                && options.get(*position).is_some_and(|option| option.exclusive)
            {
                let position = *position;
                let mut given = chosen(options, position, Content::Options(picked));
                given.score = given.score.map(capped);
                return Ok(given);
            }
            let Some(worth) = several(options, &picked, *combine, steps, *unit) else {
                let expected = "a number of options in one of the bands";
                return Err(Wrong::new(
                    Code::NumberOutOfRange,
                    format!("{} options", picked.len()),
                    expected,
                ));
            };
            Ok(counted(worth.map(capped), Content::Options(picked)))
        }
        Scoring::Number { range, map } => scored_number(map.as_ref(), number(value, range)?),
        Scoring::Date { starts, worths, edge } => day(starts, worths, *edge, value),
        Scoring::Text => match value {
            Value::String(_) => Ok(answered(None, Content::Nothing)),
            other => Err(Wrong::new(Code::OffScale, describe(other), "a text")),
        },
    }
}

/// The positions of the chosen options, ascending.
fn picked(options: &[OptionPlan], value: &Value) -> Result<Vec<usize>, Wrong> {
    let Value::Array(items) = value else {
        let expected = format!("a list with any of {}", names(options));
        return Err(Wrong::new(Code::OffScale, describe(value), expected));
    };
    let mut picked = Vec::with_capacity(items.len());
    for item in items {
        let Value::String(text) = item else {
            return Err(Wrong::new(Code::OffScale, describe(item), one_of(options)));
        };
        let position = position(options, text)?;
        if picked.contains(&position) {
            return Err(Wrong::new(Code::OptionTwice, format!("`{text}` twice"), "each option once"));
        }
        picked.push(position);
    }
    picked.sort_unstable();
    let alone = picked.iter().filter_map(|index| options.get(*index)).find(|option| option.exclusive);
    match alone {
        Some(option) if picked.len() > 1 => {
            let (found, expected) =
                (format!("`{}` with others", option.id), format!("`{}` alone", option.id));
            Err(Wrong::new(Code::ExclusiveOption, found, expected))
        }
        _ => Ok(picked),
    }
}

/// A day, and the band it lies in.
fn day(starts: &[Option<Date>], worths: &[Worth], edge: Edge, value: &Value) -> Result<Given, Wrong> {
    let Some(day) = value.as_str().and_then(Date::parse) else {
        return Err(Wrong::new(Code::OffScale, describe(value), "a day such as 2026-05-31"));
    };
    if starts.is_empty() {
        return Ok(answered(None, Content::Date(day)));
    }
    let begun = |start: &&Option<Date>| match (start, edge) {
        (None, _) => true,
        (Some(start), Edge::Included) => *start <= day,
        (Some(start), Edge::Excluded) => *start < day,
    };
    let band = starts.iter().take_while(begun).count().checked_sub(1);
    match band.and_then(|band| worths.get(band)) {
        Some(worth) => Ok(counted(*worth, Content::Date(day))),
        None => Err(Wrong::new(Code::NumberOutOfRange, day.to_string(), "a day in one of the bands")),
    }
}

fn answered(score: Option<f64>, content: Content) -> Given {
    Given { state: State::Answered, score, content, evidence: false }
}

/// One option, which may stand for a state.
fn chosen(options: &[OptionPlan], position: usize, content: Content) -> Given {
    options.get(position).map_or_else(Given::default, |option| counted(option.worth, content))
}

fn counted(worth: Worth, content: Content) -> Given {
    match worth {
        Worth::Score(score) => answered(Some(score), content),
        Worth::CountsAs(CountsAs::NotApplicable) => {
            Given { state: State::NotApplicable, score: None, content, evidence: false }
        }
        Worth::CountsAs(CountsAs::DontKnow) => {
            Given { state: State::DontKnow, score: None, content, evidence: false }
        }
    }
}

fn several(
    options: &[OptionPlan],
    picked: &[usize],
    combine: Combine,
    steps: &StepsPlan,
    unit: f64,
) -> Option<Worth> {
    let scores = || picked.iter().filter_map(|index| options.get(*index)?.worth.score());
    let number = count(picked.len());
    let score = match combine {
        Combine::Count => return steps.worth(number),
        _ if picked.is_empty() => 0.0,
        Combine::Sum => scores().fold(0.0, |sum, score| sum + score),
        Combine::Mean => scores().fold(0.0, |sum, score| sum + score) / number,
        Combine::Minimum => scores().fold(f64::INFINITY, f64::min),
        Combine::Maximum => scores().fold(f64::NEG_INFINITY, f64::max),
        Combine::Share => {
            let all = options.iter().filter(|option| !option.exclusive).count();
            unit * (number / count(all.max(1)))
        }
    };
    Some(Worth::Score(score))
}

/// A number in its range; a share also as a part of a whole.
fn number(value: &Value, range: &RangePlan) -> Result<f64, Wrong> {
    let number = match value {
        Value::Object(members) if range.share => {
            let part = members.get("part").and_then(Value::as_f64);
            let whole = members.get("whole").and_then(Value::as_f64);
            match (part, whole, members.len()) {
                (Some(part), Some(whole), 2) if whole > 0.0 && (0.0..=whole).contains(&part) => part / whole,
                _ => {
                    let expected = "`part` from 0 to `whole`, and `whole` above 0";
                    return Err(Wrong::new(Code::OffScale, compact(value), expected));
                }
            }
        }
        other => match other.as_f64().filter(|number| number.is_finite()) {
            Some(number) => number,
            None => return Err(Wrong::new(Code::OffScale, describe(other), range.what())),
        },
    };
    in_range(number, range)
}

impl RangePlan {
    fn what(&self) -> &'static str {
        if self.share { "a share" } else { "a number" }
    }
}

fn in_range(number: f64, range: &RangePlan) -> Result<f64, Wrong> {
    if !(range.minimum..=range.maximum).contains(&number) {
        let what = range.what();
        let ends = match (range.minimum.is_finite(), range.maximum.is_finite()) {
            (true, true) => format!(" from {} to {}", plain(range.minimum), plain(range.maximum)),
            (true, false) => format!(" of {} or more", plain(range.minimum)),
            _ => format!(" of {} or less", plain(range.maximum)),
        };
        let unit = range.unit.as_ref().map(|unit| format!(" ({unit})")).unwrap_or_default();
        return Err(Wrong::new(Code::NumberOutOfRange, plain(number), format!("{what}{ends}{unit}")));
    }
    if range.integer && libm::floor(number) < number {
        return Err(Wrong::new(Code::OffScale, plain(number), "a whole number"));
    }
    Ok(number)
}

/// As [`read`], of a number that is not in JSON.
pub(crate) fn of_number(range: &RangePlan, map: Option<&MapPlan>, number: f64) -> Result<Given, Wrong> {
    if !number.is_finite() {
        return Err(Wrong::new(Code::OffScale, plain(number), range.what()));
    }
    scored_number(map, in_range(number, range)?)
}

fn scored_number(map: Option<&MapPlan>, number: f64) -> Result<Given, Wrong> {
    let Some(map) = map else { return Ok(answered(None, Content::Number(number))) };
    let worth = map
        .worth(number)
        .ok_or_else(|| Wrong::new(Code::NumberOutOfRange, plain(number), "a number in one of the bands"))?;
    Ok(counted(worth, Content::Number(number)))
}

fn position(options: &[OptionPlan], text: &str) -> Result<usize, Wrong> {
    options.iter().position(|option| option.id.as_str() == text).ok_or_else(|| {
        let mut wrong = Wrong::new(Code::OffScale, format!("`{text}`"), one_of(options));
        wrong.nearest = nearest(text, options.iter().map(|option| option.id.as_str()));
        wrong
    })
}

fn names(options: &[OptionPlan]) -> String {
    options.iter().map(|option| option.id.as_str()).collect::<Vec<_>>().join(", ")
}

fn one_of(options: &[OptionPlan]) -> String {
    format!("one of {}", names(options))
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What a cell gives to a question. Ids and codes are read as in an answers file, other texts as `forms`
//! reads what people wrote; what could be two answers is none.

use serde_json::Value;

use crate::answers::{Answer, AnswerState, given};
use crate::forms::{Picked, Said, Wording, is_blank, whole_number};
use crate::instrument::given::{Given, State, Wrong, of_number, read};
use crate::instrument::program::{OptionPlan, QuestionPlan, Scoring};
use crate::instrument::table::Q;
use crate::json::parse;
use crate::limits::Limits;
use crate::problem::{Code, Problem};
use crate::questionnaire::NotApplicable;

use super::columns::{Cell, Coding};

/// Reads the cells of one question.
pub(super) struct Reader<'a> {
    pub(super) question: Q,
    pub(super) plan: &'a QuestionPlan,
    pub(super) coding: &'a Coding,
    pub(super) wording: &'a dyn Fn() -> &'a Wording,
}

pub(super) fn state_allowed(plan: &QuestionPlan, state: State) -> bool {
    state != State::NotApplicable || plan.not_applicable != NotApplicable::Forbidden
}

impl Reader<'_> {
    /// What a cell gives to the question.
    pub(super) fn given(&self, cell: &Cell<'_>) -> Result<Given, Problem> {
        match cell {
            Cell::Missing => self.in_state(self.coding.missing.state()),
            Cell::Truth(truth) => match self.plan.scoring {
                Scoring::Text => self.value(&Value::from(truth.to_string())),
                _ => self.value(&Value::Bool(*truth)),
            },
            Cell::Integer(number) => self.integer(*number),
            Cell::Number(real) => match whole(*real) {
                Some(number) => self.integer(number),
                None => self.number(*real),
            },
            Cell::Text(text) => self.text(text),
            Cell::Options(options) => self.options(options.iter().map(AsRef::as_ref)),
            Cell::State(AnswerState::Unanswered) => self.in_state(State::Unanswered),
            Cell::State(AnswerState::NotApplicable) => self.in_state(State::NotApplicable),
            Cell::State(AnswerState::DontKnow) => self.in_state(State::DontKnow),
            Cell::State(AnswerState::Answered) => {
                let problem =
                    Problem::new(Code::StateContradicts, "").finding("`answered` without an answer");
                Err(problem.expecting("an answer, or another state"))
            }
            Cell::Wrong(problem) => Err(problem.clone()),
        }
    }

    fn in_state(&self, state: State) -> Result<Given, Problem> {
        if state_allowed(self.plan, state) {
            return Ok(Given { state, ..Given::default() });
        }
        let problem = Problem::new(Code::NotApplicableForbidden, "");
        Err(problem.finding("not applicable").expecting("an answer, or don't-know"))
    }

    fn state_of_code(&self, code: i64) -> Option<State> {
        match Some(code) {
            code if code == self.coding.not_applicable => Some(State::NotApplicable),
            code if code == self.coding.dont_know => Some(State::DontKnow),
            _ => None,
        }
    }

    /// The option that a code stands for.
    fn option_of_code<'o>(&self, options: &'o [OptionPlan], code: i64) -> Option<&'o OptionPlan> {
        let position = code.checked_sub(self.coding.first)?;
        options.get(usize::try_from(position).ok()?)
    }

    /// A code, or a number.
    #[expect(clippy::cast_precision_loss, reason = "beyond 2^53 no answer is possible")]
    fn integer(&self, code: i64) -> Result<Given, Problem> {
        let state = self.state_of_code(code);
        match &self.plan.scoring {
            Scoring::Choice { options, .. } => {
                if let Some(option) = self.option_of_code(options, code) {
                    return self.value(&Value::from(option.id.as_str()));
                }
                if let Some(state) = state {
                    return self.in_state(state);
                }
                let first = self.coding.first;
                let last = first.saturating_add(i64::try_from(options.len()).unwrap_or(i64::MAX) - 1);
                let expected = format!("a code from {first} to {last}");
                Err(Problem::new(Code::OffScale, "").finding(code.to_string()).expecting(expected))
            }
            Scoring::Number { range, .. } => {
                let number = code as f64;
                match state {
                    Some(state) if !(range.minimum..=range.maximum).contains(&number) => self.in_state(state),
                    _ => self.number(number),
                }
            }
            // A reader of tables takes a text of digits for a number.
            Scoring::Text => self.value(&Value::from(code.to_string())),
            _ => match state {
                Some(state) => self.in_state(state),
                None => self.value(&Value::from(code)),
            },
        }
    }

    fn number(&self, number: f64) -> Result<Given, Problem> {
        match &self.plan.scoring {
            Scoring::Number { range, map } => {
                of_number(range, map.as_ref(), number).map_err(Wrong::somewhere)
            }
            Scoring::Text => self.value(&Value::from(number.to_string())),
            _ => self.value(&Value::from(number)),
        }
    }

    fn text(&self, text: &str) -> Result<Given, Problem> {
        if is_blank(text) {
            return self.given(&Cell::Missing);
        }
        let trimmed = text.trim();
        // Codes in a column with gaps are written as 1.0 by pandas.
        let whole = whole_number(trimmed);
        let options = match &self.plan.scoring {
            Scoring::Choice { options, .. } | Scoring::Several { options, .. } => options.as_slice(),
            _ => &[],
        };
        let is_id = |text: &&str| options.iter().any(|option| option.id.as_str() == *text);
        if let Some(given) = self.object(trimmed) {
            return given;
        }
        if let Some(id) = [Some(trimmed), whole.as_deref()].into_iter().flatten().find(is_id) {
            return match self.plan.scoring {
                Scoring::Several { .. } => self.value(&Value::Array(vec![id.into()])),
                _ => self.value(&id.into()),
            };
        }
        let said = (self.wording)().cell(self.question, text);
        // A table in text holds codes as digits.
        let code = match self.plan.scoring {
            Scoring::Text => None,
            _ => whole.as_deref().unwrap_or(trimmed).parse::<i64>().ok(),
        };
        match (said, code) {
            (Ok(Said::State(state)), None) => self.in_state(state),
            (Ok(Said::Value(value)), None) => self.value(&value),
            (Ok(said), Some(code)) => self.said_or_code(trimmed, &said, code),
            // What could be two numbers is no code either.
            (Err(misread), Some(code)) if !matches!(self.plan.scoring, Scoring::Number { .. }) => {
                self.integer(code).map_err(|_| misread.at(""))
            }
            (Err(misread), _) => Err(misread.at("")),
        }
    }

    /// An answer written as in an answers file, or a part of a whole.
    fn object(&self, text: &str) -> Option<Result<Given, Problem>> {
        if !text.starts_with('{') {
            return None;
        }
        let mut problems = Vec::new();
        if let Some(object) = parse(text, &Limits::default(), &mut problems)
            && problems.is_empty()
            && object.get("whole").is_some()
        {
            return Some(self.value(&object));
        }
        match Answer::from_json(text) {
            Ok(answer) => Some(given(self.plan, &answer, "", String::new)),
            // Whoever answers in words may begin with a brace.
            Err(_) if matches!(self.plan.scoring, Scoring::Text) => None,
            Err(problems) => Some(Err(problems.first().clone())),
        }
    }

    /// Digits that are words for something, too: both must say the same.
    fn said_or_code(&self, text: &str, said: &Said, code: i64) -> Result<Given, Problem> {
        let is_code = match &self.plan.scoring {
            Scoring::Number { .. } => return self.integer(code),
            Scoring::Choice { options, .. } => self.option_of_code(options, code).is_some(),
            _ => false,
        };
        let by_word = match said {
            Said::State(state) => self.in_state(*state),
            Said::Value(value) => self.value(value),
        };
        if (is_code || self.state_of_code(code).is_some()) && self.integer(code) != by_word {
            let problem = Problem::new(Code::OffScale, "").finding(format!("`{text}`"));
            return Err(problem.expecting("an id or a label: this is a word and a code of different answers"));
        }
        by_word
    }

    /// A list of options.
    fn options<'o>(&self, given: impl Iterator<Item = &'o str> + Clone) -> Result<Given, Problem> {
        let list = |items: Vec<Value>| self.value(&Value::Array(items));
        let Scoring::Several { options, .. } = &self.plan.scoring else {
            return list(given.map(Value::from).collect());
        };
        let is_id = |text: &str| options.iter().any(|option| option.id.as_str() == text);
        if given.clone().all(is_id) {
            return list(given.map(Value::from).collect());
        }
        let mut ids = Vec::new();
        let single = given.clone().count() == 1;
        for text in given {
            match (self.wording)().picks(self.question, text) {
                [Picked::NoneOfThese] if single => {}
                [Picked::State(state)] if single => return self.in_state(*state),
                [Picked::Option(position)] => {
                    ids.extend(options.get(*position).map(|option| Value::from(option.id.as_str())));
                }
                _ => ids.push(Value::from(text)),
            }
        }
        list(ids)
    }

    fn value(&self, value: &Value) -> Result<Given, Problem> {
        read(&self.plan.scoring, value).map_err(Wrong::somewhere)
    }
}

/// A number without a fraction, as pandas keeps codes in columns with missing cells.
#[expect(clippy::cast_possible_truncation, reason = "checked to be in range")]
fn whole(number: f64) -> Option<i64> {
    let is = libm::floor(number) >= number && number.abs() < 9e15;
    is.then_some(number as i64)
}

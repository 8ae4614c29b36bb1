// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What a city said, in words.

use digirights::questionnaire::AnswerKind;
use digirights::{Answer, AnswerState, QuestionState, Scorecard};
use serde_json::Value;

use super::Words;

impl Words<'_> {
    /// An option of a question.
    #[must_use]
    pub fn option(&self, question: &str, option: &str) -> String {
        let own = self.text(|texts| texts.questions.get(question)?.options.get(option));
        let scale = match self.asked(question).map(|question| &question.answer) {
            Some(AnswerKind::Choice(choice)) => choice.scale.as_ref(),
            Some(AnswerKind::Several(several)) => several.scale.as_ref(),
            _ => None,
        };
        let shared = scale.and_then(|scale| self.text(|texts| texts.scales.get(scale)?.get(option)));
        own.or(shared).cloned().unwrap_or_else(|| match option {
            "yes" | "no" | "partly" if self.is_yes_no(question) => self.say(&format!("option.{option}"), &[]),
            other => other.to_owned(),
        })
    }

    fn is_yes_no(&self, question: &str) -> bool {
        matches!(self.asked(question).map(|question| &question.answer), Some(AnswerKind::YesNo(_)))
    }

    /// The value of an answer.
    #[must_use]
    pub fn value(&self, question: &str, value: &Value) -> String {
        match value {
            Value::Bool(true) => self.option(question, "yes"),
            Value::Bool(false) => self.option(question, "no"),
            Value::String(text) => self.option(question, text),
            Value::Array(items) if items.is_empty() => self.say("answer.none_of_these", &[]),
            Value::Array(items) => {
                let items: Vec<String> = items.iter().map(|item| self.value(question, item)).collect();
                items.join("; ")
            }
            Value::Object(members) => match (members.get("part"), members.get("whole")) {
                (Some(part), Some(whole)) => {
                    let [part, whole] = [part, whole].map(|number| self.numbers.exact(&number.to_string()));
                    self.say("answer.part", &[("part", &part), ("whole", &whole)])
                }
                _ => value.to_string(),
            },
            Value::Number(amount) => {
                self.amount(question, amount.as_f64().unwrap_or_default(), &amount.to_string())
            }
            Value::Null => self.say("state.unanswered", &[]),
        }
    }

    fn amount(&self, question: &str, amount: f64, written: &str) -> String {
        let written = self.numbers.exact(written);
        match self.asked(question).map(|question| &question.answer) {
            // An answer is told as exactly as a score: half a percent is not none.
            Some(AnswerKind::Share(_)) => {
                self.say("number.percent", &[("number", &self.number(amount * 100.0))])
            }
            Some(AnswerKind::Number(measure)) => match measure.unit.as_deref() {
                Some("%") => self.say("number.percent", &[("number", &written)]),
                Some(unit) => format!("{written} {unit}"),
                None => written,
            },
            _ => written,
        }
    }

    /// An answer, with the reason where the question does not apply.
    #[must_use]
    pub fn answer(&self, question: &str, answer: &Answer) -> String {
        match (answer.state, &answer.value) {
            (AnswerState::Answered, Some(value)) => self.value(question, value),
            (AnswerState::Answered | AnswerState::Unanswered, _) => self.state(QuestionState::Unanswered),
            (AnswerState::NotApplicable, _) => match &answer.reason {
                Some(reason) => self.say("answer.not_applicable_because", &[("reason", reason)]),
                None => self.state(QuestionState::NotApplicable),
            },
            (AnswerState::DontKnow, _) => self.state(QuestionState::DontKnow),
        }
    }

    /// What came of a question.
    #[must_use]
    pub fn state(&self, state: QuestionState) -> String {
        self.say(&format!("state.{state}"), &[])
    }

    /// What a city said to a question, as it counts: an answer to a question that is not shown does not.
    #[must_use]
    pub fn said(&self, card: &Scorecard, question: &str) -> String {
        let state = card.question(question).map(|question| question.state());
        match (state, card.answers().document().answers.get(question)) {
            (Some(QuestionState::Answered | QuestionState::NotApplicable), Some(answer)) => {
                self.answer(question, answer)
            }
            (Some(state), _) => self.state(state),
            (None, _) => self.say("state.not_in_profile", &[]),
        }
    }

    /// Why a plan recommends nothing.
    #[must_use]
    pub fn nothing_recommended(&self, card: &Scorecard) -> String {
        let (answered, _) = card.root().answered_of_asked();
        let key = match answered {
            _ if self.definition().actions.is_empty() => "recommendations.none_known",
            0 => "recommendations.none_yet",
            _ => "recommendations.none",
        };
        self.say(key, &[])
    }
}

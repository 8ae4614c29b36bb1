// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Answers held against a questionnaire, and what follows from them.

use digirights::{Answer, Code, Problem, Scorecard};
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;

use crate::json::{object, written};
use crate::problems::{Of, refuse, refuse_one, set};

/// Answers held against a questionnaire. It changes one answer at a time.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Assessment {
    inner: digirights::Assessment,
    card: Scorecard,
}

#[wasm_bindgen]
impl Assessment {
    /// Gives the answer to one question (its value alone, an object, or null for none) and returns
    /// what that changes in the scorecard.
    ///
    /// @throws {ProblemsError} the answer cannot be used; nothing has changed
    #[wasm_bindgen(unchecked_return_type = "ScorecardChanges")]
    pub fn set(
        &mut self,
        question: &str,
        #[wasm_bindgen(unchecked_param_type = "AnswersDocument['answers'][string]")] answer: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let next = self.with(question, answer)?;
        let changes = next.card.changes_since(&self.card).to_json();
        *self = next;
        object(&changes)
    }

    /// What an answer would change, without giving it.
    ///
    /// @throws {ProblemsError} the answer cannot be used
    #[wasm_bindgen(js_name = "try", unchecked_return_type = "ScorecardChanges")]
    pub fn trial(
        &self,
        question: &str,
        #[wasm_bindgen(unchecked_param_type = "AnswersDocument['answers'][string]")] answer: &JsValue,
    ) -> Result<JsValue, JsValue> {
        object(&self.with(question, answer)?.card.changes_since(&self.card).to_json())
    }

    /// The answers, as a file of their own.
    #[wasm_bindgen(unchecked_return_type = "AnswersDocument")]
    pub fn answers(&self) -> Result<JsValue, JsValue> {
        object(&self.inner.answers().to_json())
    }

    /// The profile that is scored; without one, the whole questionnaire.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn profile(&self) -> Option<String> {
        self.inner.profile().map(ToString::to_string)
    }

    /// The whole result.
    #[wasm_bindgen(unchecked_return_type = "ScorecardDocument")]
    pub fn scorecard(&self) -> Result<JsValue, JsValue> {
        object(&self.card.to_json())
    }

    /// The whole result as text, byte for byte as the command line writes it.
    #[wasm_bindgen(js_name = scorecardText)]
    #[must_use]
    pub fn scorecard_text(&self) -> String {
        self.card.to_json()
    }

    /// The missing answers that would narrow the bounds of the whole most, at most `number`.
    #[wasm_bindgen(unchecked_return_type = "NarrowingDocument[]")]
    #[must_use]
    pub fn narrowing(&self, number: usize) -> JsValue {
        let most = Array::new();
        for (question, narrows) in self.card.narrowing(number) {
            let one = Object::new();
            set(&one, "question", &question.as_str().into());
            set(&one, "narrows", &narrows.into());
            most.push(&one);
        }
        most.into()
    }
}

impl Assessment {
    /// The engine's own.
    #[cfg(feature = "plan")]
    pub fn inner(&self) -> &digirights::Assessment {
        &self.inner
    }

    /// What the answers give.
    #[cfg(feature = "plan")]
    pub fn card(&self) -> &Scorecard {
        &self.card
    }

    pub fn of(inner: digirights::Assessment) -> Self {
        let card = inner.score();
        Self { inner, card }
    }

    fn with(&self, question: &str, answer: &JsValue) -> Result<Self, JsValue> {
        let value = Reflect::get(answer, &"value".into()).unwrap_or_default();
        // As JSON it would be null: no answer, and nobody would notice.
        let mut numbers = [answer, &value].into_iter().filter_map(JsValue::as_f64);
        if let Some(number) = numbers.find(|number| !number.is_finite()) {
            let problem = Problem::new(Code::WrongType, format!("/answers/{question}"));
            let found = if number.is_nan() { "NaN" } else { "a number without end" };
            return Err(refuse_one(Of::Answers)(problem.finding(found).expecting("an answer")));
        }
        let answer = Answer::from_json(&written(answer)).map_err(refuse(Of::Answers))?;
        Ok(Self::of(self.inner.with(question, answer).map_err(refuse(Of::Answers))?))
    }
}

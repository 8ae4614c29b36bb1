// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Answers held against a questionnaire, and what follows from them.

use digirights::{
    Answer, Code, Comparison, LevelId, NarrowingDocument, PlanOptions, Problem, Scorecard, Share, Target,
};
use js_sys::Reflect;
use wasm_bindgen::prelude::*;

use crate::json::{object, text, written};
use crate::problems::{Of, list, refuse, refuse_one};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** What a plan is to reach, and within what. */
export interface PlanOptions {
    /** A level of the whole, or a share of its greatest score, from 0 to 1. */
    target?: string | number;
    /** At most so many person-days. */
    budget?: number;
    /** Person-days that can be done in each of the three horizons. */
    capacity?: [number, number, number];
}
"#;

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
    pub fn narrowing(&self, number: usize) -> Result<JsValue, JsValue> {
        let narrowing = self.card.narrowing(number).into_iter();
        let most: Vec<NarrowingDocument> = narrowing
            .map(|(question, narrows)| NarrowingDocument { question: question.clone(), narrows })
            .collect();
        object(&serde_json::to_string(&most).unwrap_or_default())
    }

    /// What to do: recommendations with reasons and gains, and a roadmap.
    ///
    /// @throws {ProblemsError} the target or a number cannot be used
    #[wasm_bindgen(unchecked_return_type = "PlanDocument")]
    pub fn plan(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "PlanOptions")] options: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let plan = self.inner.plan(&plan_options(options)?);
        object(&plan.map_err(refuse(Of::Usage))?.to_json())
    }

    /// What has changed since an earlier assessment of the same city.
    ///
    /// @throws {ProblemsError} the two cannot be compared
    #[wasm_bindgen(unchecked_return_type = "Comparison")]
    pub fn compare(&self, earlier: &Self) -> Result<JsValue, JsValue> {
        let comparison = Comparison::between(&earlier.card, &self.card);
        object(&comparison.map_err(refuse(Of::Usage))?.to_json())
    }

    /// The differences between a published scorecard and what these answers give; none if it is
    /// verified.
    ///
    /// @throws {ProblemsError} what was given is no scorecard
    #[wasm_bindgen(unchecked_return_type = "ExplainedProblem[]")]
    pub fn verify(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Given<ScorecardDocument>")] result: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let Err(problems) = self.inner.verify(&text(result)) else { return Ok(list([])) };
        if problems.iter().any(|problem| problem.code() != Code::Differs) {
            return Err(refuse(Of::Result)(problems));
        }
        Ok(list(problems.iter()))
    }
}

impl Assessment {
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
            return Err(refuse_one(Of::Answers)(problem.finding(number.to_string()).expecting("an answer")));
        }
        let answer = Answer::from_json(&written(answer)).map_err(refuse(Of::Answers))?;
        Ok(Self::of(self.inner.with(question, answer).map_err(refuse(Of::Answers))?))
    }
}

fn plan_options(options: &JsValue) -> Result<PlanOptions, JsValue> {
    let member = |key: &str| Reflect::get(options, &key.into()).unwrap_or_default();
    let target = member("target");
    let target = match (target.as_string(), target.as_f64()) {
        (Some(level), _) => Some(Target::Level(level.parse::<LevelId>().map_err(refuse_one(Of::Usage))?)),
        (None, Some(share)) => Some(Target::Score(Share::new(share).ok_or_else(|| {
            let problem = Problem::new(Code::UnknownTarget, "").finding(share.to_string());
            refuse_one(Of::Usage)(problem.expecting("a share of the maximum, from 0 to 1"))
        })?)),
        (None, None) => None,
    };
    let capacity = member("capacity");
    let capacity = (!capacity.is_undefined() && !capacity.is_null()).then(|| {
        [0, 1, 2].map(|horizon| {
            Reflect::get_u32(&capacity, horizon).unwrap_or_default().as_f64().unwrap_or(f64::NAN)
        })
    });
    Ok(PlanOptions { target, budget: member("budget").as_f64(), capacity })
}

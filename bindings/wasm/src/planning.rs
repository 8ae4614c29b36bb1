// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What is done with a filled-in assessment: plan, compare, verify.

use digirights::{Code, Comparison, LevelId, PlanOptions, Problem, Share, Target};
use js_sys::Reflect;
use wasm_bindgen::prelude::*;

use crate::assessment::Assessment;
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

#[wasm_bindgen]
impl Assessment {
    /// What to do: recommendations with reasons and gains, and a roadmap.
    ///
    /// @throws {ProblemsError} the target or a number cannot be used
    #[wasm_bindgen(unchecked_return_type = "PlanDocument")]
    pub fn plan(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "PlanOptions")] options: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let plan = self.inner().plan(&plan_options(options)?);
        object(&plan.map_err(refuse(Of::Usage))?.to_json())
    }

    /// What has changed since an earlier assessment of the same city.
    ///
    /// @throws {ProblemsError} the two cannot be compared
    #[wasm_bindgen(unchecked_return_type = "Comparison")]
    pub fn compare(&self, earlier: &Self) -> Result<JsValue, JsValue> {
        let comparison = Comparison::between(earlier.card(), self.card());
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
        let Err(problems) = self.inner().verify(&text(result)) else { return Ok(list([])) };
        if problems.iter().any(|problem| problem.code() != Code::Differs) {
            return Err(refuse(Of::Result)(problems));
        }
        Ok(list(problems.iter()))
    }
}

/// What is asked of a plan.
pub fn plan_options(options: &JsValue) -> Result<PlanOptions, JsValue> {
    let member = |key: &str| Reflect::get(options, &key.into()).unwrap_or_default();
    let target = member("target");
    let target = match (target.as_string(), target.as_f64()) {
        (Some(level), _) => Some(Target::Level(level.parse::<LevelId>().map_err(refuse_one(Of::Usage))?)),
        (None, Some(share)) => Some(Target::Score(Share::new(share).ok_or_else(|| {
            let problem = Problem::new(Code::UnknownTarget, "").finding(written(&member("target")));
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

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Several departments' answers as one.

use digirights::{Answers, settlements_from_json};
use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;

use crate::json::{object, text};
use crate::problems::{Of, refuse, refuse_one};

/// Puts the parts of one assessment together: answers by the name of the part. Where departments
/// contradict each other, the sides stand under `conflicts` of the result until `settlements` say
/// which answer counts; nothing that anyone said is lost.
///
/// @throws {ProblemsError} the parts do not belong together, or a settlement settles nothing
#[wasm_bindgen(unchecked_return_type = "AnswersDocument")]
pub fn merge(
    #[wasm_bindgen(unchecked_param_type = "Record<string, Given<AnswersDocument>>")] parts: &Object,
    #[wasm_bindgen(unchecked_optional_param_type = "Given<Settlements>")] settlements: &JsValue,
) -> Result<JsValue, JsValue> {
    let refused = refuse(Of::Answers);
    let names: Vec<JsValue> = Object::keys(parts).into_iter().collect();
    let mut read = Vec::new();
    for name in &names {
        let part = Reflect::get(parts, name).unwrap_or_default();
        let name = name.as_string().unwrap_or_default();
        read.push((name, Answers::from_json(&text(&part)).map_err(&refused)?));
    }
    let parts = read.iter().map(|(name, answers)| (name.as_str(), answers));
    let mut merged = digirights::merge(parts).map_err(&refused)?;
    if !settlements.is_undefined() && !settlements.is_null() {
        for (question, settlement) in settlements_from_json(&text(settlements)).map_err(&refused)? {
            merged.settle(&question, settlement).map_err(refuse_one(Of::Answers))?;
        }
    }
    object(&merged.into_answers().to_json())
}

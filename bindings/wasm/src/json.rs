// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Documents on their way between the engine and JavaScript.

use js_sys::JSON;
use wasm_bindgen::prelude::*;

/// The text of a document that was given as text or as an object.
pub fn text(given: &JsValue) -> String {
    given.as_string().unwrap_or_else(|| written(given))
}

/// A value as JSON text; what JSON cannot hold gives no text, which the engine says is none.
pub fn written(value: &JsValue) -> String {
    JSON::stringify(value).ok().and_then(|text| text.as_string()).unwrap_or_default()
}

/// The object that a text of the engine describes.
pub fn object(text: &str) -> Result<JsValue, JsValue> {
    JSON::parse(text)
}

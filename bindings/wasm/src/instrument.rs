// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! A checked questionnaire.

use digirights::{Answers, Code, Problem, ProfileId, Questionnaire};
#[cfg(feature = "plan")]
use js_sys::Object;
use js_sys::Reflect;
use wasm_bindgen::prelude::*;

use crate::assessment::Assessment;
use crate::json::text;
use crate::problems::{Of, list, refuse, refuse_one};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** How answers are held against a questionnaire. */
export interface AssessOptions {
    /** Score this profile, or with null the whole questionnaire, instead of what the answers name. */
    profile?: string | null;
    /** Refuse answers of which one cannot be used. */
    strict?: boolean;
}
"#;

/// A checked questionnaire: the only thing that can score.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Instrument {
    inner: digirights::Instrument,
}

#[wasm_bindgen]
impl Instrument {
    /// Reads and checks a bundled questionnaire.
    ///
    /// @throws {ProblemsError} every problem of it at once
    #[wasm_bindgen(js_name = fromJson)]
    pub fn from_json(
        #[wasm_bindgen(unchecked_param_type = "Given<Definition>")] questionnaire: &JsValue,
    ) -> Result<Self, JsValue> {
        let read = Questionnaire::from_json(&text(questionnaire)).and_then(Questionnaire::check);
        Ok(Self { inner: read.map_err(refuse(Of::Questionnaire))? })
    }

    /// The questionnaire's id.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn id(&self) -> String {
        self.inner.id().to_string()
    }

    /// The questionnaire's version.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn version(&self) -> String {
        self.inner.version().to_string()
    }

    /// SHA-256 of everything in the questionnaire that can change a result.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn digest(&self) -> String {
        self.inner.digest().to_owned()
    }

    /// What is worth a look.
    #[wasm_bindgen(unchecked_return_type = "ExplainedProblem[]")]
    #[must_use]
    pub fn warnings(&self) -> JsValue {
        list(self.inner.warnings())
    }

    /// Holds answers against it, or none yet. Answers that cannot be used are named in the scorecard's
    /// `unused`, or refused if `strict`. Answers to an earlier version are carried over where the
    /// questionnaire says how.
    ///
    /// @throws {ProblemsError} the answers are for another questionnaire, version or profile; or, if
    /// `strict`, every answer that cannot be used
    pub fn assess(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Given<AnswersDocument>")] answers: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "AssessOptions")] options: &JsValue,
    ) -> Result<Assessment, JsValue> {
        let option = |key: &str| Reflect::get(options, &key.into()).unwrap_or_default();
        let refused = refuse(Of::Answers);
        let answers = if answers.is_undefined() || answers.is_null() {
            Answers::new(self.inner.id().clone(), self.inner.version())
        } else {
            let answers = Answers::from_json(&text(answers)).map_err(&refused)?;
            self.inner.bridge(&answers).map_err(&refused)?.answers
        };
        let profile = match option("profile") {
            asked if asked.is_undefined() => answers.document().profile.clone(),
            asked if asked.is_null() => None,
            asked => Some(self.profile(&asked.as_string().unwrap_or_default())?.clone()),
        };
        let held = if option("strict").is_truthy() {
            self.inner.assess_for(&answers, profile.as_ref())
        } else {
            self.inner.assess_usable_for(&answers, profile.as_ref())
        };
        Ok(Assessment::of(held.map_err(refused)?))
    }
}

/// What only whoever writes a questionnaire needs.
#[cfg(feature = "plan")]
#[wasm_bindgen]
impl Instrument {
    /// Reads and checks the files of a questionnaire's folder: texts by name, relative to the folder.
    ///
    /// @throws {ProblemsError} every problem of them at once, each with its file
    #[wasm_bindgen(js_name = fromFiles)]
    pub fn from_files(
        #[wasm_bindgen(unchecked_param_type = "Record<string, Given<unknown>>")] files: &Object,
    ) -> Result<Self, JsValue> {
        let names: Vec<JsValue> = Object::keys(files).into_iter().collect();
        let files: Vec<(String, String)> = names
            .iter()
            .map(|name| {
                let content = Reflect::get(files, name).unwrap_or_default();
                (name.as_string().unwrap_or_default(), text(&content))
            })
            .collect();
        let files = files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        let read = Questionnaire::from_files(files).and_then(Questionnaire::check);
        Ok(Self { inner: read.map_err(refuse(Of::Questionnaire))? })
    }
}

impl Instrument {
    /// The engine's own.
    #[cfg(feature = "batch")]
    pub fn inner(&self) -> &digirights::Instrument {
        &self.inner
    }

    /// One of its profiles.
    pub fn profile(&self, asked: &str) -> Result<&ProfileId, JsValue> {
        let profiles = &self.inner.definition().profiles;
        let found = profiles.iter().find(|profile| profile.id.as_str() == asked);
        found.map(|profile| &profile.id).ok_or_else(|| {
            let known = profiles.iter().map(|profile| profile.id.as_str());
            let problem = Problem::new(Code::UnknownProfile, "");
            refuse_one(Of::Usage)(problem.unknown(asked, "a profile of the questionnaire", known))
        })
    }
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! A checked questionnaire.

use digirights::{Code, Problem, ProfileId, Questionnaire};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::answers::Answers;
use crate::assessment::Assessment;
use crate::problems::{Of, Refusal, to_list};

/// A checked questionnaire.
#[pyclass(frozen, module = "digirights._digirights")]
#[derive(Debug)]
pub struct Instrument {
    inner: digirights::Instrument,
}

#[pymethods]
impl Instrument {
    /// Reads and checks one bundled JSON text.
    #[staticmethod]
    #[pyo3(signature = (text, file = None))]
    fn from_json(py: Python<'_>, text: &str, file: Option<&str>) -> PyResult<Self> {
        let read = py.detach(|| Questionnaire::from_json(text).and_then(Questionnaire::check));
        let inner = read.map_err(|problems| Refusal::all(Of::Questionnaire, problems).in_file(file))?;
        Ok(Self { inner })
    }

    /// Reads and checks the files of a folder: names relative to it, and texts.
    #[staticmethod]
    #[expect(clippy::needless_pass_by_value, reason = "extracted from Python objects")]
    fn from_files(py: Python<'_>, files: Vec<(String, String)>) -> PyResult<Self> {
        let files = files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        let read = py.detach(|| Questionnaire::from_files(files).and_then(Questionnaire::check));
        let inner = read.map_err(|problems| Refusal::all(Of::Questionnaire, problems))?;
        Ok(Self { inner })
    }

    #[getter]
    fn id(&self) -> &str {
        self.inner.id().as_str()
    }

    #[getter]
    fn version(&self) -> String {
        self.inner.version().to_string()
    }

    #[getter]
    fn digest(&self) -> &str {
        self.inner.digest()
    }

    /// What is worth a look.
    fn warnings<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyAny>>> {
        to_list(py, self.inner.warnings())
    }

    /// What the author wrote, as JSON; what is at its default is left out.
    fn definition(&self, py: Python<'_>) -> PyResult<String> {
        py.detach(|| serde_json::to_string(self.inner.definition()))
            .map_err(|error| PyValueError::new_err(error.to_string()))
    }

    /// Answers to an earlier version as answers to this one, with that version and the questions left
    /// behind; none where they are answers to this version.
    fn bridge(&self, answers: &Answers) -> PyResult<Option<(Answers, String, Vec<String>)>> {
        let carried = self.inner.bridge(answers.inner());
        let carried = carried.map_err(|problems| answers.refused(problems))?;
        let is_same = carried.from.is_same_edition(self.inner.version());
        Ok((!is_same).then(|| (Answers::of(carried.answers), carried.from.to_string(), carried.dropped)))
    }

    /// Holds answers against it: for a profile, or for the one that the answers name. Unless `strict`,
    /// it goes on without answers that cannot be used.
    #[pyo3(signature = (answers, profile = None, strict = true))]
    fn assess(
        &self,
        py: Python<'_>,
        answers: &Answers,
        profile: Option<&str>,
        strict: bool,
    ) -> PyResult<Assessment> {
        let profile = profile.map(|asked| self.profile(asked)).transpose()?;
        let held = py.detach(|| match (profile, strict) {
            (Some(profile), true) => self.inner.assess_for(answers.inner(), Some(profile)),
            (Some(profile), false) => self.inner.assess_usable_for(answers.inner(), Some(profile)),
            (None, true) => self.inner.assess(answers.inner()),
            (None, false) => self.inner.assess_usable(answers.inner()),
        });
        Ok(Assessment::of(held.map_err(|problems| answers.refused(problems))?))
    }
}

impl Instrument {
    /// The engine's own.
    pub fn inner(&self) -> &digirights::Instrument {
        &self.inner
    }

    /// One of its profiles.
    pub fn profile(&self, asked: &str) -> Result<&ProfileId, Refusal> {
        let profiles = &self.inner.definition().profiles;
        let found = profiles.iter().find(|profile| profile.id.as_str() == asked);
        found.map(|profile| &profile.id).ok_or_else(|| {
            let known: Vec<&str> = profiles.iter().map(|profile| profile.id.as_str()).collect();
            let expected = match known.as_slice() {
                [] => "none: the questionnaire has no profiles".to_owned(),
                known => known.join(", "),
            };
            Refusal::new(Of::Usage, Problem::new(Code::UnknownProfile, "").unknown(asked, &expected, known))
        })
    }
}

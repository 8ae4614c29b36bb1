// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
#![forbid(unsafe_code)]
//! The questionnaires of digirights, embedded in the program: no file is read when it runs.
//!
//! The code is a list of texts; everything that is asked, scored and advised stands in the JSON files
//! beside it, whose fields `FORMAT.md` explains.
//!
//! # Example
//! ```
//! let bundle = digirights_questionnaires::find("digital-rights").expect("the flagship is embedded");
//! let instrument = bundle.instrument()?;
//!
//! // Each questionnaire brings answers of invented cities.
//! let (_, sample) = bundle.samples().iter().find(|(name, _)| *name == "midsized.json").expect("a sample");
//! let answers = digirights::Answers::from_json(sample)?;
//!
//! let scorecard = instrument.assess(&answers)?.score();
//! assert_eq!(scorecard.root().level().map(AsRef::as_ref), Some("progressing"));
//! # Ok::<(), digirights::Problems>(())
//! ```

use digirights::{Instrument, Problems, Questionnaire};

/// A questionnaire with its texts and its sample answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bundle {
    id: &'static str,
    files: &'static [(&'static str, &'static str)],
    samples: &'static [(&'static str, &'static str)],
}

impl Bundle {
    /// The questionnaire's id, which is also the name of its folder.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        self.id
    }

    /// Its files: names relative to its folder, with `/`, and texts, as [`Questionnaire::from_files`]
    /// takes them.
    #[must_use]
    pub const fn files(&self) -> &'static [(&'static str, &'static str)] {
        self.files
    }

    /// Answers of invented cities: names relative to its folder `samples`, with `/`, and texts, as
    /// [`digirights::Answers::from_json`] takes them. The files of a subfolder are the parts of one
    /// city's departments, to be merged.
    #[must_use]
    pub const fn samples(&self) -> &'static [(&'static str, &'static str)] {
        self.samples
    }

    /// Reads it.
    ///
    /// # Errors
    /// None for the files as they are; the type is that of [`Questionnaire::from_files`].
    pub fn questionnaire(&self) -> Result<Questionnaire, Problems> {
        Questionnaire::from_files(self.files.iter().copied())
    }

    /// Reads and checks it, ready to score.
    ///
    /// # Errors
    /// None for the files as they are; the type is that of [`Questionnaire::check`].
    pub fn instrument(&self) -> Result<Instrument, Problems> {
        self.questionnaire()?.check()
    }
}

/// Every questionnaire, the flagship first.
#[must_use]
pub const fn all() -> &'static [Bundle] {
    &[DIGITAL_RIGHTS]
}

/// The questionnaire with this id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Bundle> {
    all().iter().find(|bundle| bundle.id == id)
}

/// Pairs of a name and the text of the file of that name below `$folder`.
macro_rules! embed {
    ($folder:literal: $($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../", $folder, "/", $name)))),+]
    };
}

const DIGITAL_RIGHTS: Bundle = Bundle {
    id: "digital-rights",
    files: embed!("digital-rights": "questionnaire.json", "actions.json", "practices.json", "text/en.json"),
    samples: embed!("digital-rights/samples":
        "largecity.json",
        "midsized-2025.json",
        "midsized.json",
        "smalltown.json",
        "midsized-parts-conflict/cio.json",
        "midsized-parts-conflict/legal.json",
        "midsized-parts/cio.json",
        "midsized-parts/communications.json",
        "midsized-parts/coordinator.json",
        "midsized-parts/hr.json",
        "midsized-parts/inclusion.json",
        "midsized-parts/legal.json",
        "midsized-parts/ombuds.json",
        "midsized-parts/participation.json",
        "midsized-parts/procurement.json",
    ),
};

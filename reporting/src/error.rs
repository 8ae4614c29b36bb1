// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Why a report or a chart cannot be made.

use thiserror::Error;

/// What is wrong. Codes are never used again for something else.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ReportError {
    /// The questionnaire has no texts in the language that was asked for.
    #[error("D0001 language: found `{found}`, expected {}{}", one_of(known), nearest(near))]
    UnknownLanguage {
        /// What was asked for.
        found: String,
        /// The languages there are.
        known: Vec<String>,
        /// The one whose name is nearest.
        near: Option<String>,
    },
    /// There is no chart of this name.
    #[error("D0002 chart: found `{found}`, expected {}{}", one_of(known), nearest(near))]
    UnknownFigure {
        /// What was asked for.
        found: String,
        /// The charts there are.
        known: Vec<String>,
        /// The one whose name is nearest.
        near: Option<String>,
    },
    /// There is no report for this audience.
    #[error("D0004 audience: found `{found}`, expected one of `technical`, `political`{}", nearest(near))]
    UnknownAudience {
        /// What was asked for.
        found: String,
        /// The one whose name is nearest.
        near: Option<String>,
    },
    /// What a chart or report shows was not given, such as a plan.
    #[error("D0003 {what}: found no {missing}, expected one")]
    Missing {
        /// What was asked for.
        what: &'static str,
        /// What it needs.
        missing: &'static str,
    },
    /// There is more than a workbook can hold.
    #[error("D0005 workbook: {found}")]
    Workbook {
        /// What does not fit.
        found: String,
    },
}

impl ReportError {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownLanguage { .. } => "D0001",
            Self::UnknownFigure { .. } => "D0002",
            Self::Missing { .. } => "D0003",
            Self::UnknownAudience { .. } => "D0004",
            Self::Workbook { .. } => "D0005",
        }
    }
}

fn one_of(known: &[String]) -> String {
    match known {
        [] => "none: there are no texts".to_owned(),
        [one] => format!("`{one}`"),
        several => format!("one of `{}`", several.join("`, `")),
    }
}

fn nearest(near: &Option<String>) -> String {
    near.as_ref().map_or(String::new(), |near| format!(" (did you mean `{near}`?)"))
}

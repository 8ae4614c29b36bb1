// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What can be wrong with what a report or a chart is made from.

use thiserror::Error;

/// What is wrong, with a stable code.
///
/// ```
/// use digirights_reporting::chart::Chart;
///
/// let error = Chart::from_json(r#"{"id": "c", "title": "Scores", "description": "", "width": "wide"}"#).unwrap_err();
/// assert_eq!((error.code(), error.path()), ("D0102", "/width"));
/// assert_eq!(error.found(), "string \"wide\"");
/// assert_eq!(error.expected(), "u32");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Error {
    /// `D0001`: the questionnaire has no texts in the language that was asked for.
    #[error("{code}: language: found `{found}`, expected {}{}", one_of(known), nearest(near.as_deref()), code = self.code())]
    UnknownLanguage {
        /// What was asked for.
        found: String,
        /// The languages there are.
        known: Vec<String>,
        /// The one whose name is nearest.
        near: Option<String>,
    },
    /// `D0002`: there is no such chart, audience or format.
    #[error("{code}: {what}: found `{found}`, expected {}{}", one_of(known), nearest(near.as_deref()), code = self.code())]
    UnknownName {
        /// What it should be: `chart`, `audience`, `format`.
        what: &'static str,
        /// What was asked for.
        found: String,
        /// The names there are.
        known: Vec<String>,
        /// The one that is nearest.
        near: Option<String>,
    },
    /// `D0003`: what a chart or report shows was not given, such as a plan.
    #[error("{code}: {what}: found no {missing}, expected one", code = self.code())]
    Missing {
        /// What was asked for.
        what: &'static str,
        /// What it needs.
        missing: &'static str,
    },
    /// `D0004`: there is more than a workbook can hold.
    #[error("{code}: workbook: {found}", code = self.code())]
    Workbook {
        /// What does not fit.
        found: String,
    },
    /// `D0005`: this build leaves it out.
    #[error("{code}: {what}: this build leaves it out, expected one with the feature `{feature}`", code = self.code())]
    Feature {
        /// What was asked for.
        what: &'static str,
        /// The feature that adds it.
        feature: &'static str,
    },
    /// `D0201`: what was given is no font.
    #[cfg(feature = "pdf")]
    #[error("{code}: fonts/{place}: found {found}, expected a font (TrueType or OpenType)", code = self.code())]
    Font {
        /// Which of those given, from 0.
        place: usize,
        /// What was found.
        found: String,
    },
    /// `D0202`: a PDF cannot be made of it that can be read aloud.
    #[cfg(feature = "pdf")]
    #[error("{code}: this cannot be typeset: {found}", code = self.code())]
    Typeset {
        /// What is wrong, in the words of the typesetter.
        found: String,
    },
    /// `D0203`: the picture is no SVG.
    #[cfg(feature = "png")]
    #[error("{code}: this is no SVG: {found}", code = self.code())]
    Svg {
        /// What is wrong.
        found: String,
    },
    /// `D0204`: the picture would have no pixels or too many.
    #[cfg(feature = "png")]
    #[error("{code}: this picture cannot be drawn: found {found}, expected 1 to 40 million pixels", code = self.code())]
    Size {
        /// How large it would be.
        found: String,
    },
    /// `D0101`: the text is not JSON.
    #[error("{code}: this is not JSON, at line {line}, column {column}: {found}", code = self.code())]
    Syntax {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What is wrong there.
        found: String,
    },
    /// `D0102`: a value is not what stands in this place.
    #[error("{code}: at `{path}`: found {found}, expected {expected}", code = self.code())]
    Shape {
        /// Where, as a JSON Pointer.
        path: String,
        /// What was found.
        found: String,
        /// What was expected.
        expected: String,
    },
    /// `D0103`: a value has the right type and cannot be used.
    #[error("{code}: at `{path}`: found {found}, expected {expected}", code = self.code())]
    Value {
        /// Where, as a JSON Pointer.
        path: String,
        /// What was found.
        found: String,
        /// What was expected.
        expected: String,
    },
}

impl Error {
    /// The code, which is never used again for something else.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownLanguage { .. } => "D0001",
            Self::UnknownName { .. } => "D0002",
            Self::Missing { .. } => "D0003",
            Self::Workbook { .. } => "D0004",
            Self::Feature { .. } => "D0005",
            #[cfg(feature = "pdf")]
            Self::Font { .. } => "D0201",
            #[cfg(feature = "pdf")]
            Self::Typeset { .. } => "D0202",
            #[cfg(feature = "png")]
            Self::Svg { .. } => "D0203",
            #[cfg(feature = "png")]
            Self::Size { .. } => "D0204",
            Self::Syntax { .. } => "D0101",
            Self::Shape { .. } => "D0102",
            Self::Value { .. } => "D0103",
        }
    }

    /// What is wrong, in short.
    #[must_use]
    pub fn title(&self) -> &'static str {
        match self {
            Self::UnknownLanguage { .. } => "the questionnaire has no texts in this language",
            Self::UnknownName { .. } => "there is no such name",
            Self::Missing { .. } => "what it would show is not there",
            Self::Workbook { .. } => "it does not fit into a workbook",
            Self::Feature { .. } => "this build leaves it out",
            #[cfg(feature = "pdf")]
            Self::Font { .. } => "what was given is no font",
            #[cfg(feature = "pdf")]
            Self::Typeset { .. } => "it cannot be typeset",
            #[cfg(feature = "png")]
            Self::Svg { .. } => "the picture is no SVG",
            #[cfg(feature = "png")]
            Self::Size { .. } => "the picture has no size that can be drawn",
            Self::Syntax { .. } => "the text is not JSON",
            Self::Shape { .. } | Self::Value { .. } => "the value cannot be used here",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::UnknownLanguage { .. } => "Give one of its languages, or none for its first.",
            Self::UnknownName { .. } => "Give one of those there are.",
            Self::Missing { .. } => "Give what it needs, or ask for one of the charts that can be made.",
            Self::Workbook { .. } | Self::Feature { .. } => "Ask for another format.",
            #[cfg(feature = "pdf")]
            Self::Font { .. } => "Give a font as TrueType or OpenType.",
            #[cfg(feature = "pdf")]
            Self::Typeset { .. } => "Ask for another format.",
            #[cfg(feature = "png")]
            Self::Svg { .. } => "Give SVG.",
            #[cfg(feature = "png")]
            Self::Size { .. } => "Give another scale.",
            Self::Syntax { .. } => "Check the text at this place.",
            Self::Shape { .. } | Self::Value { .. } => "Give what is expected in this place.",
        }
    }

    /// Where it is, as a JSON Pointer; empty for the whole, and for what was asked for.
    #[must_use]
    pub fn path(&self) -> &str {
        match self {
            Self::Shape { path, .. } | Self::Value { path, .. } => path,
            _ => "",
        }
    }

    /// What was found.
    #[must_use]
    pub fn found(&self) -> &str {
        match self {
            Self::UnknownLanguage { found, .. }
            | Self::UnknownName { found, .. }
            | Self::Workbook { found }
            | Self::Syntax { found, .. }
            | Self::Shape { found, .. }
            | Self::Value { found, .. } => found,
            #[cfg(feature = "pdf")]
            Self::Font { found, .. } | Self::Typeset { found } => found,
            #[cfg(feature = "png")]
            Self::Svg { found } | Self::Size { found } => found,
            Self::Missing { .. } => "nothing",
            Self::Feature { .. } => "a build without it",
        }
    }

    /// What was expected.
    #[must_use]
    pub fn expected(&self) -> String {
        match self {
            Self::UnknownLanguage { known, .. } | Self::UnknownName { known, .. } => one_of(known),
            Self::Missing { missing, .. } => (*missing).to_owned(),
            Self::Workbook { .. } => "what a workbook can hold".to_owned(),
            Self::Feature { feature, .. } => format!("a build with the feature `{feature}`"),
            #[cfg(feature = "pdf")]
            Self::Font { .. } => "a font (TrueType or OpenType)".to_owned(),
            #[cfg(feature = "pdf")]
            Self::Typeset { .. } => "what can be typeset and read aloud".to_owned(),
            #[cfg(feature = "png")]
            Self::Svg { .. } => "SVG".to_owned(),
            #[cfg(feature = "png")]
            Self::Size { .. } => "1 to 40 million pixels".to_owned(),
            Self::Syntax { .. } => "JSON".to_owned(),
            Self::Shape { expected, .. } | Self::Value { expected, .. } => expected.clone(),
        }
    }

    /// The valid name nearest to the one found, if one is near.
    #[must_use]
    pub fn nearest(&self) -> Option<&str> {
        match self {
            Self::UnknownLanguage { near, .. } | Self::UnknownName { near, .. } => near.as_deref(),
            _ => None,
        }
    }

    /// A name that is not among the known ones.
    pub(crate) fn unknown<'k>(
        what: &'static str,
        found: &str,
        known: impl Iterator<Item = &'k str> + Clone,
    ) -> Self {
        let near = digirights::nearest(found, known.clone());
        Self::UnknownName { what, found: found.to_owned(), known: known.map(str::to_owned).collect(), near }
    }
}

fn one_of(known: &[String]) -> String {
    match known {
        [] => "none: there are none".to_owned(),
        [one] => format!("`{one}`"),
        several => format!("one of `{}`", several.join("`, `")),
    }
}

fn nearest(near: Option<&str>) -> String {
    near.map_or(String::new(), |near| format!(" (did you mean `{near}`?)"))
}

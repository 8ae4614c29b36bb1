// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! A report as a file, in the format that the end of its name tells.

use std::fmt;
use std::str::FromStr;

use crate::document::Document;
use crate::error::Error;

/// The formats of reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Format {
    /// One HTML file, for screens and printing.
    Html,
    /// For word processors, to be edited.
    Docx,
    /// Markdown.
    Markdown,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Html, Self::Docx, Self::Markdown];

    /// The end of a file's name, such as `html`.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Markdown => "md",
        }
    }

    /// What browsers and servers call it.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Html => "text/html; charset=utf-8",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Markdown => "text/markdown; charset=utf-8",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.extension())
    }
}

impl FromStr for Format {
    type Err = Error;

    /// # Errors
    /// `D0002` for an extension that no format has. Letters may be of any case.
    fn from_str(extension: &str) -> Result<Self, Error> {
        Self::ALL
            .into_iter()
            .find(|format| format.extension().eq_ignore_ascii_case(extension))
            .ok_or_else(|| Error::unknown("format", extension, Self::ALL.into_iter().map(Self::extension)))
    }
}

impl Document {
    /// The bytes of a file in a format.
    ///
    /// # Errors
    /// Those of writing the format.
    pub fn to_file(&self, format: Format) -> Result<Vec<u8>, Error> {
        match format {
            Format::Html => Ok(self.to_html().into_bytes()),
            Format::Docx => Ok(self.to_docx(|_| None)),
            Format::Markdown => Ok(self.to_markdown().into_bytes()),
        }
    }
}

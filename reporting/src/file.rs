// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! A report as a file, in the format that the end of its name tells.

use std::fmt;
use std::str::FromStr;

use crate::document::Document;
use crate::error::Error;
use crate::report::Audience;
use crate::subject::Subject;

/// The formats of reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Format {
    /// One HTML file, for screens and printing.
    Html,
    /// For word processors, to be edited.
    Docx,
    /// For printing and reading aloud; needs the feature `pdf`.
    Pdf,
    /// Markdown.
    Markdown,
    /// A workbook with everything in numbers, the same for every audience.
    Xlsx,
    /// Every score and measure in long form, the same for every audience.
    Csv,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Html, Self::Docx, Self::Pdf, Self::Markdown, Self::Xlsx, Self::Csv];
    /// Those that a [`Document`] can be written in; the others hold a result in numbers.
    pub const OF_DOCUMENTS: [Self; 4] = [Self::Html, Self::Docx, Self::Pdf, Self::Markdown];

    /// The end of a file's name, such as `html`.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Pdf => "pdf",
            Self::Markdown => "md",
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
        }
    }

    /// What browsers and servers call it.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Html => "text/html; charset=utf-8",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Pdf => "application/pdf",
            Self::Markdown => "text/markdown; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Csv => "text/csv; charset=utf-8",
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
    /// `D0002` for a format that holds no documents, see [`Subject::file`]; those of [`Document::to_pdf`].
    pub fn to_file(&self, format: Format) -> Result<Vec<u8>, Error> {
        match format {
            Format::Html => Ok(self.to_html().into_bytes()),
            Format::Docx => Ok(self.to_docx(pixels)),
            Format::Pdf => Ok(self.to_pdf(&[])?.bytes),
            Format::Markdown => Ok(self.to_markdown().into_bytes()),
            Format::Xlsx | Format::Csv => {
                let known = Format::OF_DOCUMENTS.into_iter().map(Format::extension);
                Err(Error::unknown("format", format.extension(), known))
            }
        }
    }
}

/// A picture for programs that cannot draw SVG, twice as fine as on screens.
fn pixels(svg: &str) -> Option<Vec<u8>> {
    #[cfg(feature = "png")]
    return crate::png::png(svg, 2.0).ok();
    #[cfg(not(feature = "png"))]
    {
        let _ = svg;
        None
    }
}

impl Subject<'_> {
    /// The bytes of a report for an audience, in a format.
    ///
    /// # Errors
    /// Those of writing the format, such as `D0004` for more than a workbook can hold.
    pub fn file(&self, audience: Audience, format: Format) -> Result<Vec<u8>, Error> {
        match format {
            Format::Xlsx => self.to_xlsx(),
            Format::Csv => Ok(self.to_csv().into_bytes()),
            _ => self.report(audience).to_file(format),
        }
    }
}

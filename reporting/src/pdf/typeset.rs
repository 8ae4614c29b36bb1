// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Typst, in a world that has a template, what it is filled with, and fonts: no files, no packages, no clock.

use std::sync::LazyLock;

use typst::comemo;
use typst::diag::{FileError, FileResult, SourceDiagnostic, SourceResult};
use typst::foundations::{Bytes, Datetime, Dict, Duration, IntoValue, Smart};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::error::Error;
use crate::fonts::FILES;

static ON_BOARD: LazyLock<Vec<Font>> =
    LazyLock::new(|| FILES.into_iter().flat_map(|file| Font::iter(Bytes::new(file))).collect());

struct Desk {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    template: Source,
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, file: FileId) -> FileResult<Source> {
        if file == self.template.id() { Ok(self.template.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// The fonts in files.
pub(super) fn fonts(files: &[&[u8]]) -> Result<Vec<Font>, Error> {
    let mut fonts = Vec::new();
    for (place, file) in files.iter().enumerate() {
        let before = fonts.len();
        fonts.extend(Font::iter(Bytes::new(file.to_vec())));
        if fonts.len() == before {
            return Err(Error::Font { place, found: format!("{} bytes", file.len()) });
        }
    }
    Ok(fonts)
}

/// Fills a template and typesets it.
pub(super) fn typeset(template: &str, document: &str, others: Vec<Font>) -> Result<Vec<u8>, Error> {
    let mut inputs = Dict::new();
    inputs.insert("document".into(), document.into_value());
    let fonts: Vec<Font> = ON_BOARD.iter().cloned().chain(others).collect();
    let desk = Desk {
        library: LazyHash::new(Library::builder().with_inputs(inputs).build()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
        template: Source::detached(template),
    };
    let options = options(document)?;
    let set = || -> SourceResult<Vec<u8>> {
        let pages = typst::compile::<PagedDocument>(&desk).output?;
        typst_pdf::pdf(&pages, &options)
    };
    let written = set().map_err(|problems| Error::Typeset { found: told(&problems) });
    // What the typesetter keeps for a next time would grow with every report.
    comemo::evict(0);
    written
}

fn options(document: &str) -> Result<PdfOptions, Error> {
    let standards = PdfStandards::new(&[PdfStandard::Ua_1]);
    Ok(PdfOptions {
        // What identifies a file is a digest of this: of all that it says.
        ident: Smart::Custom(document.to_owned()),
        creator: Smart::Custom(Some(concat!("digirights ", env!("CARGO_PKG_VERSION")).to_owned())),
        timestamp: None,
        standards: standards.map_err(|problem| Error::Typeset { found: problem.message().to_string() })?,
        ..PdfOptions::default()
    })
}

fn told(problems: &[SourceDiagnostic]) -> String {
    let mut told: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
    told.dedup();
    told.join("; ")
}

#[cfg(test)]
mod tests {
    use super::typeset;
    use crate::template;

    #[test]
    fn a_template_reaches_nothing_but_its_document() {
        let reaching = [
            "#read(\"/etc/hostname\")",
            "#image(\"picture.png\", alt: \"\")",
            "#include \"other.typ\"",
            "#import \"@preview/cetz:0.4.0\"",
            "#datetime.today()",
        ];
        for reach in reaching {
            let template = format!("#set document(title: \"t\")\n= Heading\n{reach}");
            let error = typeset(&template, "", Vec::new()).unwrap_err();
            assert_eq!(error.code(), "D0202", "{reach}: {error}");
        }
        assert!(typeset("#set document(title: \"t\")\n= #sys.inputs.document", "a", Vec::new()).is_ok());
    }

    #[test]
    fn what_is_no_document_says_so() {
        for template in [template::REPORT, template::POSTER] {
            for document in ["", "{", "[]", "{}", "null"] {
                assert_eq!(typeset(template, document, Vec::new()).unwrap_err().code(), "D0202");
            }
        }
    }
}

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
#![forbid(unsafe_code)]
//! Reports and charts of digital rights self-assessments.
//!
//! ```text
//! Scorecard ─┐                 ┌─▶ Document ─▶ HTML, DOCX, Markdown, …
//! Plan ──────┼─▶ Subject ──────┼─▶ XLSX, CSV
//! earlier ───┘      ▲          └─▶ Picture ─▶ Chart ─▶ SVG
//!                 Words (one language)
//! ```
//! A [`Subject`] is what a report is about. It becomes a [`document::Document`], which says everything and
//! knows no file format, and is then written in one. A [`chart::Chart`] is plain data, which knows no
//! questionnaire. The crate reads no files and has no clock: the same input gives the same bytes.
//!
//! # Example
//! ```
//! use digirights::{Answers, PlanOptions};
//! use digirights_reporting::{Audience, FigureKind, Format, Subject, Words};
//!
//! let bundle = digirights_questionnaires::find("digital-rights").expect("the flagship is on board");
//! let instrument = bundle.instrument()?;
//! let (_, sample) = bundle.samples().iter().find(|(name, _)| *name == "midsized.json").expect("a sample");
//! let assessment = instrument.assess(&Answers::from_json(sample)?)?;
//! let (card, plan) = (assessment.score(), assessment.plan(&PlanOptions::default())?);
//!
//! let words = Words::new(&instrument, Some("en"))?;
//! let subject = Subject::new(&card, &words).with_plan(&plan);
//! let html = subject.report(Audience::Political).to_html();
//! assert!(html.contains("Where we stand") && html.contains("Marenpoort"));
//!
//! let markdown = subject.report(Audience::Technical).to_file(Format::Markdown)?;
//! let radar = subject.figure(FigureKind::Radar, 720)?.chart.svg();
//! assert!(radar.starts_with("<svg"));
//! # let _ = markdown;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Text is data
//! What people wrote (notes, names, addresses) shows as it was typed and does nothing: markup is escaped,
//! control characters are left out, and only addresses of the web become links.
//!
//! # Features
//! | feature | adds |
//! |---|---|
//! | `pdf` | [`document::Document::to_pdf`] and [`poster::Poster::to_pdf`]: tagged PDF, typeset by Typst, which takes many minutes to build and Rust 1.92 |
//! | `png` | `png`: SVG to pixels, with fonts on board; DOCX shows charts in programs that cannot draw SVG |
//! | `js` | XLSX on wasm32 with JavaScript; without it, its writer fails there |
//! | `schema` | `chart::Chart::json_schema` |
//!
//! # Errors
//! [`Error`]: a stable code, what was found, what was expected, and the nearest valid name.

pub mod chart;
mod clean;
mod direction;
pub mod document;
mod error;
mod figure;
mod file;
mod fonts;
mod format;
mod formula;
mod pdf;
#[cfg(feature = "png")]
mod png;
pub mod poster;
mod read;
mod report;
mod subject;
pub mod template;
mod words;

pub use error::Error;
pub use figure::FigureKind;
pub use file::Format;
pub use fonts::uncovered;
pub use formula::guarded;
pub use pdf::Pdf;
#[cfg(feature = "png")]
pub use png::png;
pub use report::{Audience, Message};
pub use subject::Subject;
pub use words::{Unit, Words};

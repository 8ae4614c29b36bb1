// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
#![forbid(unsafe_code)]
//! Reports and charts of digital rights self-assessments.

pub mod chart;
mod clean;
pub mod document;
mod error;
mod figure;
pub mod format;
mod report;
mod subject;
mod words;

pub use error::ReportError;
pub use figure::FigureKind;
pub use report::Audience;
pub use subject::Subject;
pub use words::{Unit, Words};

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
#![forbid(unsafe_code)]
//! Reports and charts of digital rights self-assessments.

pub mod chart;
mod clean;
pub mod document;
mod error;
mod fonts;
pub mod template;

pub use error::Error;

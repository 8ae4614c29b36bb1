// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Questionnaires as forms of other tools: what a form shows, and whether what comes back scores as the
//! answers that were filled in.
#![expect(
    clippy::panic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test says what went wrong and stops"
)]

#[path = "forms/case.rs"]
mod case;
#[path = "forms/exhaustive.rs"]
mod exhaustive;
#[path = "forms/export.rs"]
mod export;
#[path = "forms/filled.rs"]
mod filled;
#[path = "forms/hostile.rs"]
mod hostile;
#[path = "forms/pyxform.rs"]
mod pyxform;
#[path = "forms/round_trip.rs"]
mod round_trip;
#[path = "forms/rows.rs"]
mod rows;
#[path = "forms/sheets.rs"]
mod sheets;
#[path = "forms/tools.rs"]
mod tools;
#[path = "forms/visible.rs"]
mod visible;
#[path = "forms/xpath.rs"]
mod xpath;

// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Laws that hold for every questionnaire and all answers, tried on random ones. Seeds are fixed, so
//! that every run tries the same cases.
#![expect(clippy::panic, clippy::indexing_slicing, reason = "a test says what went wrong and stops")]

#[path = "laws/batches.rs"]
mod batches;
#[path = "laws/bounds.rs"]
mod bounds;
#[path = "laws/case.rs"]
mod case;
#[path = "laws/changes.rs"]
mod changes;
#[path = "laws/contributions.rs"]
mod contributions;
#[path = "laws/documents.rs"]
mod documents;
#[path = "laws/extreme.rs"]
mod extreme;
#[path = "laws/means.rs"]
mod means;
#[path = "laws/merging.rs"]
mod merging;
#[path = "laws/neutral.rs"]
mod neutral;
#[path = "laws/tight.rs"]
mod tight;

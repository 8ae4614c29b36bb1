// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The commands, one each.

pub mod batch;
pub mod check;
pub mod compare;
pub mod completions;
pub mod list;
pub mod merge;
pub mod plan;
pub mod report;
pub mod schema;
pub mod score;
pub mod verify;

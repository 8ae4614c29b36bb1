// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Arrow tables: every type of column gives the same bits as single scoring, and what cannot be read is
//! said with its place.
#![expect(clippy::panic, clippy::indexing_slicing, reason = "a test says what went wrong and stops")]

#[path = "laws/case.rs"]
#[expect(dead_code, reason = "the laws need more of it")]
mod case;
#[path = "tables/cells.rs"]
mod cells;
#[path = "tables/documents.rs"]
mod documents;
#[path = "tables/headings.rs"]
mod headings;
#[path = "tables/long.rs"]
mod long;
#[path = "tables/mini.rs"]
mod mini;
#[path = "tables/same.rs"]
mod same;
#[path = "tables/shapes.rs"]
mod shapes;

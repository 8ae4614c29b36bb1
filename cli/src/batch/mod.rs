// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Many answer sets in one file. `job` is what was asked for; `stream` takes rows part by part from an
//! `input` by way of a scorer to a `sheet`, which writes scores (`output`) and what is wrong (`problems`).

pub mod arguments;
mod arrow_input;
mod arrow_sizes;
mod contained;
mod csv_input;
mod format;
mod input;
pub mod job;
mod json_columns;
mod json_input;
mod json_lines;
mod long;
mod output;
mod problems;
mod progress;
mod separator;
pub mod sheet;
mod stream;

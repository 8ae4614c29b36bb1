// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Results as people read them.

pub mod bar;
pub mod comparison;
pub mod highlights;
pub mod layout;
pub mod next_level;
pub mod numbers;
pub mod page;
pub mod plan;
pub mod scorecard;
pub mod table;
pub mod target;
pub mod tree;
pub mod words;

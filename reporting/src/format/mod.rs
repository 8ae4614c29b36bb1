// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! File formats.

pub mod docx;
mod xlsx;

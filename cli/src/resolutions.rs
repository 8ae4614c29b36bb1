// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! How contradictions between departments were settled: a file of its own.

use digirights::{Limits, Merged, settlements_from_json};

use crate::failure::Failure;
use crate::input::read;
use crate::report::Report;

/// Settles the conflicts that a file names: an object from question to answer, role and reason. Gives
/// back the questions.
pub fn apply(name: &str, merged: &mut Merged) -> Result<Vec<String>, Failure> {
    let sources = [read(name, &Limits::default())?];
    let [source] = &sources;
    let settlements = settlements_from_json(source.json())
        .map_err(|problems| Failure::Input(Report::all(&problems, &sources)))?;
    let questions = settlements.keys().cloned().collect();
    let failures: Vec<_> = settlements
        .into_iter()
        .filter_map(|(question, settlement)| merged.settle(&question, settlement).err())
        .collect();
    if failures.is_empty() { Ok(questions) } else { Err(Failure::Input(Report::all(&failures, &sources))) }
}

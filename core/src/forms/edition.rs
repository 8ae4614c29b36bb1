// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Which edition of which questionnaire a form was made for.

use crate::instrument::Instrument;
use crate::problem::{Code, Problem};

/// What is wrong with answers to a form that says of itself that it was made for this: the id of a
/// questionnaire, and its version behind a space.
pub(crate) fn of_another(instrument: &Instrument, said: &str) -> Option<Problem> {
    let (id, version) = said.trim().split_once(' ').unwrap_or((said.trim(), ""));
    let own = instrument.version();
    let edition = format!("{}.{}.", own.major, own.minor);
    if id != instrument.id().as_str() {
        let problem = Problem::new(Code::WrongQuestionnaire, "").finding(format!("`{id}`"));
        return Some(problem.expecting(format!("`{}`", instrument.id())));
    }
    let differs = !version.is_empty() && !version.starts_with(&edition);
    differs.then(|| Problem::new(Code::WrongVersion, "").finding(version).expecting(own.to_string()))
}

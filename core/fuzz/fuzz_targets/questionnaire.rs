// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Any text as a questionnaire: an instrument, or problems with a place.
#![no_main]

use digirights::Questionnaire;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match Questionnaire::from_json(text).and_then(Questionnaire::check) {
        Ok(instrument) => assert!(instrument.digest().starts_with("sha256:")),
        Err(problems) => assert!(problems.iter().next().is_some(), "refused without a problem"),
    }
});

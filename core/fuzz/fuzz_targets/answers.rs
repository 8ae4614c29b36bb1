// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Any text as answers to one instrument that has something of everything. What can be read survives
//! being written and read.
#![no_main]

use std::sync::LazyLock;

use digirights::{Answers, Instrument, Questionnaire};
use libfuzzer_sys::fuzz_target;

static INSTRUMENT: LazyLock<Instrument> = LazyLock::new(|| {
    Questionnaire::from_json(include_str!("../seeds/questionnaire/everything.json"))
        .and_then(Questionnaire::check)
        .expect("the seed is valid")
});

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(answers) = Answers::from_json(text) else { return };
    let again = Answers::from_json(&answers.to_json()).expect("what was written can be read");
    assert_eq!(answers.document(), again.document());
    if let Ok(assessment) = INSTRUMENT.assess_usable(&answers) {
        let scorecard = assessment.score();
        assert!(!scorecard.to_json().is_empty());
    }
});

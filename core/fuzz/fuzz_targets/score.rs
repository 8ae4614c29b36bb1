// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! A questionnaire and answers, parted by a NUL: every score is a number between its bounds, and the
//! same input gives the same bytes.
#![no_main]

use digirights::{Answers, Questionnaire};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Some((questionnaire, answers)) = text.split_once('\0') else { return };
    let Ok(instrument) = Questionnaire::from_json(questionnaire).and_then(Questionnaire::check) else {
        return;
    };
    let Ok(answers) = Answers::from_json(answers) else { return };
    let Ok(assessment) = instrument.assess_usable(&answers) else { return };
    let scorecard = assessment.score();
    for node in scorecard.nodes() {
        assert!((0.0..=1.0).contains(&node.completeness()) && (0.0..=1.0).contains(&node.evidence()));
        let Some(score) = node.score() else { continue };
        let (low, point, high) = (score.low(), score.point(), score.high());
        assert!(point.is_finite(), "{}: {point}", node.id());
        let slack = 1e-9 * score.maximum().max(1.0);
        assert!(low <= point + slack && point <= high + slack, "{}: {low} {point} {high}", node.id());
    }
    assert_eq!(scorecard.to_json(), assessment.score().to_json());
});

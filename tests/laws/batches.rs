// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! A batch gives the same bits as scoring one by one.

use digirights::{Answers, BatchOptions, Measure};
use digirights_tests::batch::{Layout, differences, score};
use digirights_tests::random::{Mix, Wishes, answers, document};
use proptest::prelude::*;

use crate::case::{config, instrument, read, tape};

/// Questionnaires as most are: weighted means of choices, with conditions and levels.
const USUAL: Wishes = Wishes {
    rules: &["weighted_mean", "weighted_mean", "sum"],
    kinds: &["choice", "choice", "yes_no", "share", "several", "number"],
    adjustments: false,
    availability: false,
    policies: false,
    points: false,
    counts_as: false,
    ..Wishes::EVERYTHING
};

fn agrees(
    wishes: &Wishes,
    mut tape: digirights_tests::tape::Tape,
    rows: &[Vec<u32>],
) -> Result<(), TestCaseError> {
    let Some((whole, instrument)) = instrument(&mut tape, wishes) else { return Ok(()) };
    let mixes = [Mix::PARTIAL, Mix::COMPLETE, Mix { unanswered: 10, dont_know: 3, not_applicable: 5 }];
    let given: Vec<Answers> = rows
        .iter()
        .zip(mixes.iter().cycle())
        .map(|(row, mix)| {
            let mut tape = digirights_tests::tape::Tape::new(row.clone());
            read(&document(&answers(&mut tape, &whole, mix)))
        })
        .collect();
    let rows: Vec<&Answers> = given.iter().collect();
    let profile = instrument.definition().profiles.first().map(|profile| profile.id.clone());
    for profile in [None, profile.as_ref()] {
        let batch = instrument.batch(profile).unwrap_or_else(|problems| panic!("{problems}"));
        for layout in [Layout::Cells, Layout::Typed] {
            let scores = score(&batch, &rows, layout, &BatchOptions::default());
            prop_assert!(scores.bad_cells.is_empty(), "{:?}\n{whole}", scores.bad_cells);
            for (row, answers) in rows.iter().enumerate() {
                let card = instrument
                    .assess_for(answers, profile)
                    .unwrap_or_else(|problems| panic!("{problems}\n{whole}"))
                    .score();
                let found = differences(&card, &scores, row);
                prop_assert!(
                    found.is_empty(),
                    "{layout:?}: {}\n{}\n{whole}",
                    found.join("\n"),
                    answers.to_json()
                );
            }
        }
    }
    Ok(())
}

fn rows(number: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Vec<u32>>> {
    prop::collection::vec(prop::collection::vec(any::<u32>(), 0..120), number)
}

proptest! {
    #![proptest_config(config(120))]

    #[test]
    fn a_batch_gives_the_same_bits(tape in tape(), rows in rows(1..12)) {
        agrees(&Wishes::EVERYTHING, tape, &rows)?;
    }

    #[test]
    fn a_batch_of_a_usual_questionnaire_gives_the_same_bits(tape in tape(), rows in rows(1..80)) {
        agrees(&USUAL, tape, &rows)?;
    }

    /// What is not asked for changes nothing of the rest.
    #[test]
    fn measures_do_not_depend_on_each_other(tape in tape(), rows in rows(1..8)) {
        let mut tape = tape;
        let Some((whole, instrument)) = instrument(&mut tape, &Wishes::EVERYTHING) else { return Ok(()) };
        let given: Vec<Answers> = rows
            .iter()
            .map(|row| {
                let mut tape = digirights_tests::tape::Tape::new(row.clone());
                read(&document(&answers(&mut tape, &whole, &Mix::PARTIAL)))
            })
            .collect();
        let rows: Vec<&Answers> = given.iter().collect();
        let batch = instrument.batch(None).unwrap_or_else(|problems| panic!("{problems}"));
        let all = score(&batch, &rows, Layout::Typed, &BatchOptions::default());
        for measure in Measure::ALL {
            let options = BatchOptions { measures: vec![*measure], ..BatchOptions::default() };
            let alone = score(&batch, &rows, Layout::Typed, &options);
            for column in &alone.columns {
                prop_assert_eq!(Some(column), all.columns.iter().find(|other| other.output == column.output));
            }
        }
    }
}

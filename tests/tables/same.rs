// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Tables give the same bits as single scoring, whatever the types of their columns.

use std::sync::Arc;

use arrow_array::cast::AsArray as _;
use arrow_array::types::{Float64Type, Int16Type};
use arrow_array::{Array as _, ArrayRef, RecordBatch, RecordBatchOptions, new_null_array};
use arrow_schema::{Field, Schema};
use digirights::{
    Answers, Batch, BatchOptions, Output, ScoreColumn, Scored, Scores, TableOptions, TableScorer,
};
use digirights_tests::batch::{Layout, differences, score};
use digirights_tests::random::{Mix, Wishes, answers, document};
use digirights_tests::tape::Tape;
use proptest::prelude::*;

use crate::case::{config, instrument, read, tape};
use crate::shapes::{self, Column};

/// A table of columns that may share headings and may be none.
pub(crate) fn table(columns: Vec<Column>, rows: usize) -> RecordBatch {
    let fields: Vec<Field> =
        columns.iter().map(|(name, array)| Field::new(name, array.data_type().clone(), true)).collect();
    let arrays: Vec<ArrayRef> = columns.into_iter().map(|(_, array)| array).collect();
    let options = RecordBatchOptions::new().with_row_count(Some(rows));
    RecordBatch::try_new_with_options(Arc::new(Schema::new(fields)), arrays, &options)
        .unwrap_or_else(|error| panic!("{error}"))
}

/// The scores of a table as a batch tells them.
pub(crate) fn scores(scored: &Scored, outputs: &[Output]) -> Scores {
    let rows = scored.batch.num_rows();
    let column = |output: &Output| {
        let array = scored.batch.column_by_name(&output.name).unwrap_or_else(|| panic!("{}", output.name));
        let mut valid = vec![0_u64; rows.div_ceil(64)];
        for row in (0..rows).filter(|row| array.is_valid(*row)) {
            valid[row / 64] |= 1 << (row % 64);
        }
        let (mut numbers, mut levels) = (Vec::new(), Vec::new());
        match &output.levels {
            None => numbers.extend(array.as_primitive::<Float64Type>().values().iter().copied()),
            Some(names) => {
                let array = array.as_dictionary::<Int16Type>();
                levels.extend(array.keys().values().iter().copied());
                let texts = array.values().as_string::<i32>();
                assert!(texts.iter().flatten().eq(names.iter().map(String::as_str)));
            }
        }
        ScoreColumn { output: output.clone(), numbers, levels, valid }
    };
    Scores { columns: outputs.iter().map(column).collect(), bad_cells: scored.bad_cells.clone() }
}

/// A part of longer arrays, as readers hand them out.
fn sliced(column: Column, rows: usize, before: usize) -> Column {
    let (name, array) = column;
    let junk = new_null_array(array.data_type(), before);
    let longer =
        arrow_select::concat::concat(&[&junk, &array, &junk]).unwrap_or_else(|error| panic!("{error}"));
    (name, longer.slice(before, rows))
}

fn agrees(
    wishes: &Wishes,
    (mut tape, mut drawn): (Tape, Tape),
    rows: &[Vec<u32>],
) -> Result<(), TestCaseError> {
    let Some((whole, instrument)) = instrument(&mut tape, wishes) else { return Ok(()) };
    let mixes = [Mix::PARTIAL, Mix::COMPLETE, Mix { unanswered: 30, dont_know: 0, not_applicable: 0 }];
    let mix = &mixes[drawn.pick(3)];
    let given: Vec<Answers> =
        rows.iter().map(|row| read(&document(&answers(&mut Tape::new(row.clone()), &whole, mix)))).collect();
    let rows: Vec<&Answers> = given.iter().collect();
    let profile = instrument.definition().profiles.first().map(|profile| profile.id.clone());
    for profile in [None, profile.as_ref()] {
        let batch = instrument.batch(profile).unwrap_or_else(|problems| panic!("{problems}"));
        let expected = score(&batch, &rows, Layout::Cells, &BatchOptions::default());
        // Each question's shape is drawn anew; questionnaires are small, so that all shapes come up.
        for _ in 0..4 {
            let columns = columns(&batch, &rows, &mut drawn);
            let table = table(columns, rows.len());
            let scorer = TableScorer::new(&instrument, profile, &table.schema(), TableOptions::default())
                .unwrap_or_else(|problems| panic!("{problems}\n{:?}\n{whole}", table.schema()));
            let scored = scorer.score(&table, 0).unwrap_or_else(|problems| panic!("{problems}"));
            prop_assert_eq!(scored.batch.schema_ref(), scorer.schema());
            let found = scores(&scored, scorer.outputs());
            prop_assert_eq!(&found.bad_cells, &[], "{:?}\n{}", table.schema(), whole);
            for (one, other) in found.columns.iter().zip(&expected.columns) {
                prop_assert_eq!(one, other, "{:?}\n{}", table.schema(), whole);
            }
            prop_assert_eq!(found.columns.len(), expected.columns.len());
            for (row, answers) in rows.iter().enumerate() {
                let card =
                    instrument.assess_for(answers, profile).unwrap_or_else(|problems| panic!("{problems}"));
                let found = differences(&card.score(), &found, row);
                prop_assert!(found.is_empty(), "{}\n{:?}\n{whole}", found.join("\n"), table.schema());
            }
        }
    }
    Ok(())
}

/// The answers as columns of drawn shapes, in a drawn order, some of them parts of longer arrays.
fn columns(batch: &Batch, rows: &[&Answers], tape: &mut Tape) -> Vec<Column> {
    let mut questions: Vec<String> = batch.questions().map(ToString::to_string).collect();
    tape.shuffle(&mut questions);
    let mut columns = Vec::new();
    for question in questions {
        let given: Vec<shapes::Given<'_>> =
            rows.iter().map(|answers| answers.document().answers.get(&question)).collect();
        let mut all = shapes::all(batch, &question, &given);
        let shape = all.swap_remove(tape.pick(all.len()));
        let before = if tape.chance(50) { tape.pick(70) } else { 0 };
        columns.extend(shape.into_iter().map(|column| sliced(column, rows.len(), before)));
    }
    columns
}

fn rows(number: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Vec<u32>>> {
    prop::collection::vec(prop::collection::vec(any::<u32>(), 0..120), number)
}

fn shapes() -> impl Strategy<Value = Tape> {
    prop::collection::vec(any::<u32>(), 600).prop_map(Tape::new)
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn every_type_of_column_gives_the_same_bits(tapes in (tape(), shapes()), rows in rows(1..9)) {
        agrees(&Wishes::EVERYTHING, tapes, &rows)?;
    }

    /// Where all rows answer alike, more shapes can hold a column.
    #[test]
    fn few_rows_come_in_every_shape(tapes in (tape(), shapes()), rows in rows(1..3)) {
        agrees(&Wishes { conditions: false, ..Wishes::EVERYTHING }, tapes, &rows)?;
    }
}

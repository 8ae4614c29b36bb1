// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! From an input to a sheet, part by part: one is read and one is written while another is scored.

use std::panic::resume_unwind;
use std::sync::mpsc::sync_channel;
use std::thread;

use digirights::{Problems, Scored};

use super::input::{Input, Part, Shown};
use super::job::refused;
use super::progress::Progress;
use super::sheet::{Sheet, Total};
use crate::failure::Failure;

/// Cells of one part, those of the result included: a table with many columns comes in parts of few rows.
const CELLS: usize = 1 << 22;
/// Parts are whole blocks of rows, as the engine scores them.
pub const BLOCK: usize = 1 << 12;
/// Rows of one part, where there are few columns or many threads.
const MOST: usize = 1 << 16;

/// So many rows make one part: few where there are many columns, and a block for each thread.
pub fn rows_of(columns: usize, threads: usize) -> usize {
    match CELLS / columns.max(1) {
        few @ ..BLOCK => few.max(1),
        rows => rows.next_multiple_of(BLOCK).max(threads.saturating_mul(BLOCK)).min(MOST),
    }
}

/// Takes all rows of an input, of which there are so many bytes or rows, into a sheet.
pub fn through<Rows: Send + 'static>(
    mut input: Box<dyn Input<Rows>>,
    mut sheet: Sheet,
    total: Option<u64>,
    most: usize,
    shown: &Shown,
    score: impl Fn(&Rows, u64) -> Result<Scored, Problems>,
) -> Result<Total, Failure> {
    let mut progress = Progress::new(total);
    let (read, parts) = sync_channel::<(Result<Part<Rows>, Failure>, u64)>(0);
    let (done, results) = sync_channel::<(Scored, Vec<u64>, u64)>(0);
    // Not in the scope: where something fails, nobody waits for more input.
    let reader = thread::spawn(move || {
        while let Some(part) = input.next(most).transpose() {
            let last = part.is_err();
            // Nobody takes a part after something failed.
            if read.send((part, input.done())).is_err() || last {
                break;
            }
        }
    });
    let written = thread::scope(|scope| {
        let writer = scope.spawn(move || {
            for (scored, lines, position) in results {
                sheet.take(&scored, &lines)?;
                progress.advance(position, scored.batch.num_rows());
            }
            Ok(sheet)
        });
        // The lines to the others are cut when this ends.
        let score_all = move || {
            let mut rows = 0;
            for (part, position) in parts {
                let part = part?;
                let scored = score(&part.rows, rows).map_err(|problems| refused(&problems, shown))?;
                rows += scored.batch.num_rows() as u64;
                if done.send((scored, part.lines, position)).is_err() {
                    return Ok(());
                }
            }
            reader.join().unwrap_or_else(|panic| resume_unwind(panic));
            Ok(())
        };
        let scored: Result<(), Failure> = score_all();
        let sheet: Result<Sheet, Failure> = writer.join().unwrap_or_else(|panic| resume_unwind(panic));
        scored.and(sheet)
    });
    written?.finish()
}

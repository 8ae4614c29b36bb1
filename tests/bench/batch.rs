// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Times batches of invented answers: `batch [ROWS [TIMES [NAME]]]`. Wall time of the best of several runs.
#![expect(clippy::print_stdout, reason = "a program for the terminal")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use digirights::{BatchOptions, Measure};
use digirights_tests::many::{Many, matrix};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let mut number = |otherwise| arguments.next().and_then(|text| text.parse().ok()).unwrap_or(otherwise);
    let (rows, times) = (number(1_000_000), number(7));
    let only = arguments.next().unwrap_or_default();
    let points = BatchOptions { measures: vec![Measure::Point], lenses: false, ..BatchOptions::default() };
    let bounds = BatchOptions {
        measures: Measure::ALL.iter().copied().filter(|measure| *measure != Measure::Completeness).collect(),
        lenses: false,
        ..BatchOptions::default()
    };
    let flagship =
        digirights_questionnaires::find("digital-rights").map(digirights_questionnaires::Bundle::instrument);
    for (name, instrument) in [("matrix", Some(Ok(matrix()))), ("flagship", flagship)] {
        let Some(Ok(instrument)) = instrument else { continue };
        let many = Many::new(&instrument, rows);
        for (what, options) in
            [("points", &points), ("bounds and levels", &bounds), ("everything", &BatchOptions::default())]
        {
            if !format!("{name} {what}").contains(&only) {
                continue;
            }
            let mut best = Duration::MAX;
            for _ in 0..times {
                let start = Instant::now();
                let scores = black_box(many.score(options));
                best = best.min(start.elapsed());
                drop(scores);
            }
            println!("{name:9} {what:18} {rows:>9} rows  {:8.1} ms", best.as_secs_f64() * 1000.0);
        }
    }
}

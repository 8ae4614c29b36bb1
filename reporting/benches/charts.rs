// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What a chart costs, from its data to its SVG: `cargo bench -p digirights-reporting`.

#![expect(clippy::unwrap_used, reason = "a benchmark without its data says so")]

use std::fs;
use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};
use digirights_reporting::chart::Chart;

fn charts(criterion: &mut Criterion) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/charts");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        let chart = Chart::from_json(&fs::read_to_string(&path).unwrap()).unwrap();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        criterion.bench_function(&name, |bencher| bencher.iter(|| black_box(&chart).svg()));
    }
}

criterion_group!(benches, charts);
criterion_main!(benches);

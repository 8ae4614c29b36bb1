// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What the flagship questionnaire costs: `cargo bench -p digirights-tests`. Instruction counts, which
//! do not vary with the machine, come from the same work: `cargo xtask instructions`.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use digirights_tests::work::{OPERATIONS, Work};

fn flagship(criterion: &mut Criterion) {
    let work = Work::new();
    for (name, operation) in OPERATIONS {
        criterion.bench_function(name, |bencher| bencher.iter(|| operation(black_box(&work))));
    }
}

criterion_group!(benches, flagship);
criterion_main!(benches);

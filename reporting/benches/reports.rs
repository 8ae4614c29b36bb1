// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What a report costs, from a result and a plan to its bytes: `cargo bench -p digirights-reporting`.

#![expect(clippy::unwrap_used, reason = "a benchmark without its data says so")]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use digirights::{Answers, PlanOptions};
use digirights_reporting::{Audience, Subject, Words};

fn reports(criterion: &mut Criterion) {
    let bundle = digirights_questionnaires::find("digital-rights").unwrap();
    let instrument = bundle.instrument().unwrap();
    let (_, sample) = bundle.samples().iter().find(|(name, _)| *name == "midsized.json").unwrap();
    let assessment = instrument.assess(&Answers::from_json(sample).unwrap()).unwrap();
    let (card, plan) = (assessment.score(), assessment.plan(&PlanOptions::default()).unwrap());
    let words = Words::new(&instrument, None).unwrap();
    criterion.bench_function("report/technical/html", |bencher| {
        bencher.iter(|| {
            let subject = Subject::new(black_box(&card), &words).with_plan(&plan);
            subject.report(Audience::Technical).to_html().len()
        });
    });
    criterion.bench_function("report/political/html", |bencher| {
        bencher.iter(|| {
            let subject = Subject::new(black_box(&card), &words).with_plan(&plan);
            subject.report(Audience::Political).to_html().len()
        });
    });
    criterion.bench_function("report/words", |bencher| {
        bencher.iter(|| Words::new(black_box(&instrument), None).unwrap().percent(0.5));
    });
}

criterion_group!(benches, reports);
criterion_main!(benches);

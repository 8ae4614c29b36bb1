// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What a report costs, from a result and a plan to its bytes: `cargo bench -p digirights-reporting`.

#![expect(clippy::unwrap_used, reason = "a benchmark without its data says so")]

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, SamplingMode, criterion_group, criterion_main};
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
    #[cfg(feature = "pdf")]
    for audience in Audience::ALL {
        criterion.bench_function(&format!("report/{audience}/pdf"), |bencher| {
            bencher.iter(|| {
                let subject = Subject::new(black_box(&card), &words).with_plan(&plan);
                subject.report(audience).to_pdf(&[]).unwrap().bytes.len()
            });
        });
    }
    criterion.bench_function("report/words", |bencher| {
        bencher.iter(|| Words::new(black_box(&instrument), None).unwrap().percent(0.5));
    });
}

/// Of three cities in turn, each from its result and its plan.
fn a_thousand(criterion: &mut Criterion) {
    let bundle = digirights_questionnaires::find("digital-rights").unwrap();
    let instrument = bundle.instrument().unwrap();
    let words = Words::new(&instrument, None).unwrap();
    let city = |name| {
        let (_, sample) = bundle.samples().iter().find(|(found, _)| *found == name).unwrap();
        let assessment = instrument.assess(&Answers::from_json(sample).unwrap()).unwrap();
        (assessment.score(), assessment.plan(&PlanOptions::default()).unwrap())
    };
    let cities = ["smalltown.json", "midsized.json", "largecity.json"].map(city);
    let mut group = criterion.benchmark_group("report/technical/html");
    group.sample_size(10).sampling_mode(SamplingMode::Flat).measurement_time(Duration::from_secs(60));
    group.bench_function("1000", |bencher| {
        bencher.iter(|| {
            let written = |(card, plan): &(_, _)| {
                let subject = Subject::new(black_box(card), &words).with_plan(plan);
                subject.report(Audience::Technical).to_html().len()
            };
            cities.iter().cycle().take(1000).map(written).sum::<usize>()
        });
    });
    group.finish();
}

criterion_group!(benches, reports, a_thousand);
criterion_main!(benches);

//! How long scoring, writing and opening take, on the worked example. The bar
//! is 50 us for a full scoring of all parts (design, section 5).

#![allow(clippy::unwrap_used, missing_docs)]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use exready::{
    assessment::{Assessment, AssessmentId, Timestamp},
    bundle::{self, Kept},
    sample::gasguard_200,
    scoring::score,
};

fn sample() -> Assessment {
    let now = Timestamp::try_from("2026-11-23T12:00:00Z".to_owned()).unwrap();
    gasguard_200(AssessmentId::from_random([7; 16]), now).unwrap()
}

fn scoring(c: &mut Criterion) {
    let sample = sample();
    c.bench_function("score the sample", |b| b.iter(|| score(black_box(&sample))));
}

fn bundles(c: &mut Criterion) {
    let sample = sample();
    let bytes = bundle::write(&sample, &Kept::default()).unwrap().bytes;
    let mut group = c.benchmark_group("bundle");
    group.throughput(Throughput::Bytes(bytes.len() as u64));
    group.bench_function("write the sample", |b| {
        b.iter(|| bundle::write(black_box(&sample), &Kept::default()));
    });
    group.bench_function("open the sample", |b| b.iter(|| bundle::open(black_box(&bytes))));
    group.finish();
}

criterion_group!(benches, scoring, bundles);
criterion_main!(benches);

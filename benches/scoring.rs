//! How long scoring, writing and opening take, on the worked example. The bar
//! is 50 us for a full scoring of all parts (design, section 5). And how long an
//! SBOM of 50,000 components takes; the bar is 200 ms.

#![allow(clippy::unwrap_used, missing_docs)]

use std::{fmt::Write as _, hint::black_box};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use exready::{
    assessment::{Assessment, AssessmentId, Timestamp},
    bundle::{self, Kept, formats::sbom},
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

fn sboms(c: &mut Criterion) {
    let mut text = String::from(r#"{"bomFormat":"CycloneDX","specVersion":"1.6","components":["#);
    for n in 0..50_000 {
        let comma = if n == 0 { "" } else { "," };
        write!(
            text,
            r#"{comma}{{"type":"library","supplier":{{"name":"Maker {n}"}},"name":"part-{n}","version":"1.0.{n}","hashes":[{{"alg":"SHA-256","content":"{n:064x}"}}],"licenses":[{{"license":{{"id":"MIT"}}}}],"purl":"pkg:cargo/part-{n}@1.0.{n}"}}"#
        )
        .unwrap();
    }
    text.push_str("]}");
    let mut group = c.benchmark_group("sbom");
    group.sample_size(10);
    group.bench_function("read 50,000 components", |b| {
        b.iter(|| sbom::read(black_box(text.as_bytes())));
    });
    group.finish();
}

criterion_group!(benches, scoring, bundles, sboms);
criterion_main!(benches);

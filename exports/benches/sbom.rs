//! How long reading an SBOM of 50,000 components takes; the bar is 200 ms.

#![allow(clippy::unwrap_used, missing_docs)]

use std::{fmt::Write as _, hint::black_box};

use criterion::{Criterion, criterion_group, criterion_main};
use exports::sbom;

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

criterion_group!(benches, sboms);
criterion_main!(benches);

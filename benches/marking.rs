//! How long reading takes: a typical marking, the longest real one, and 100 kB
//! of nonsense. The bar is an answer within 300 ms for any text.

#![allow(missing_docs)]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use exready::ex;

const TYPICAL: &str = "II 2 (1) G Ex db eb [ia Ga] IIC T6...T4 Gb -40 °C ≤ Ta ≤ +60 °C";
const MARKINGS: &str = include_str!("../tests/data/ex-markings.tsv");

/// 100 kB of what looks most like a marking and is none.
fn nonsense() -> String {
    let words =
        ["Ex", "dⅡ", "[ia", "T6...", "II 2", "Ga/", "zz", "-20", "ATEX", "яж", "IIIC,", "e]"];
    let mut text = String::new();
    let mut state = 7_u32;
    while text.len() < 100_000 {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        text.push_str(words[(state >> 16) as usize % words.len()]);
        text.push_str(if state >> 31 == 0 { " " } else { "" });
    }
    text
}

fn marking(c: &mut Criterion) {
    let rows = || MARKINGS.lines().skip(1).filter_map(|line| line.split('\t').next());
    let longest = rows().max_by_key(|row| row.len()).unwrap_or(TYPICAL);
    let nonsense = nonsense();
    let mut group = c.benchmark_group("read a marking");
    for (name, text) in
        [("typical", TYPICAL), ("longest", longest), ("100 kB of nonsense", &nonsense)]
    {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |b| b.iter(|| ex::read(black_box(text))));
    }
    group.finish();
}

fn exposure(c: &mut Criterion) {
    let found = ex::read(TYPICAL).found();
    let facts = ex::ExposureFacts { found, ..ex::ExposureFacts::default() };
    c.bench_function("assess the exposure", |b| b.iter(|| ex::assess(black_box(&facts))));
}

criterion_group!(benches, marking, exposure);
criterion_main!(benches);

//! How long results, writing and opening take, on the worked example. The bar
//! is 50 us for a full scoring of all parts (design, section 5): of the figures,
//! and of the figures with every check of the document.

#![allow(clippy::unwrap_used, missing_docs)]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use exready::{
    assessment::{
        Assessment, AssessmentId, Command, Moment, Record, SecurityLevel, Selection, Timestamp,
        Verdict,
    },
    bundle::{self, Envelope, Salt, formats::profile},
    catalogue::{ComponentKind, PartId},
    results::{score, score_figures, score_parts},
    sample::gasguard_200,
};

fn now() -> Moment {
    Moment::in_utc(Timestamp::try_from("2026-11-23T12:00:00Z".to_owned()).unwrap())
}

fn sample() -> Assessment {
    let file = include_str!("../data/sample/gasguard-200.json");
    gasguard_200(file, AssessmentId::from_random([7; 16]), &now()).unwrap()
}

/// The sample with all four parts at SL 4, every requirement answered with an
/// evidence item, and a profile.
fn four_parts() -> Assessment {
    let mut assessment = sample();
    let mut apply = |command| assessment.apply(command, &now()).unwrap();
    apply(Command::put(Record::Selection(Selection {
        parts: PartId::ALL.to_vec(),
        component_kinds: ComponentKind::ALL.to_vec(),
        system_target: [SecurityLevel::new(4); 7],
        component_target: [SecurityLevel::new(4); 7],
        ..Selection::default()
    })));
    let profile =
        profile::read(include_bytes!("../data/profiles/pressurization.json")).unwrap().profile;
    apply(Command::put(Record::Profile(profile.id.clone(), Some(profile))));
    let evidence = sample().evidence.keys().next().unwrap().clone();
    for key in PartId::ALL.iter().flat_map(|part| part.part().keys()) {
        apply(Command::SetVerdict(key.into(), Verdict::Pass));
        apply(Command::Link(key.into(), evidence.clone()));
    }
    assessment
}

/// Full and incremental scoring of the four parts once, and as if the
/// catalogue were 10 and 100 times as large: every row is scored so many times.
fn scaling(c: &mut Criterion) {
    let mut assessment = four_parts();
    let key = PartId::P4_2.part().keys().nth(60).unwrap();
    let mut group = c.benchmark_group("four parts, all answered");
    for times in [1, 10, 100] {
        let parts = || PartId::ALL.into_iter().cycle().take(4 * times);
        let rows: usize = parts().map(|part| part.part().requirements.len()).sum();
        group.throughput(Throughput::Elements(rows as u64));
        group.bench_function(format!("figures, {times}x"), |b| {
            b.iter(|| score_figures(black_box(&assessment), parts()));
        });
        group.bench_function(format!("full, {times}x"), |b| {
            b.iter(|| score_parts(black_box(&assessment), parts()));
        });
        let mut results = score_parts(&assessment, parts());
        let fail =
            assessment.apply(Command::SetVerdict(key.into(), Verdict::Fail), &now()).unwrap();
        let failed = assessment.clone();
        let pass =
            assessment.apply(Command::SetVerdict(key.into(), Verdict::Pass), &now()).unwrap();
        group.throughput(Throughput::Elements(2));
        group.bench_function(format!("two answers followed, {times}x"), |b| {
            b.iter(|| {
                results.follow(black_box(&failed), &fail);
                results.follow(black_box(&assessment), &pass);
            });
        });
    }
    group.finish();
}

fn scoring(c: &mut Criterion) {
    let sample = sample();
    c.bench_function("score the sample", |b| b.iter(|| score(black_box(&sample))));
}

fn bundles(c: &mut Criterion) {
    let sample = sample();
    let mut random = || Salt([7; 16]);
    let mut envelope = Envelope::default();
    let bytes =
        bundle::write(&sample, &mut envelope, bundle::Notes::Go, &mut random).unwrap().bytes;
    let mut group = c.benchmark_group("bundle");
    group.throughput(Throughput::Bytes(bytes.len() as u64));
    group.bench_function("write the sample", |b| {
        b.iter(|| {
            bundle::write(
                black_box(&sample),
                &mut Envelope::default(),
                bundle::Notes::Go,
                &mut random,
            )
        });
    });
    group.bench_function("open the sample", |b| b.iter(|| bundle::open(black_box(&bytes))));
    group.finish();
}

criterion_group!(benches, scaling, scoring, bundles);
criterion_main!(benches);

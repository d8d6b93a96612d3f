//! Writes what each fuzz target begins with into a folder of its name:
//!
//! `cargo run --example fuzz_seeds -- target/fuzz/corpus`

#[path = "../tests/keeping/stores.rs"]
#[allow(dead_code, reason = "the tests use all of it")]
mod stores;

use std::{
    error::Error,
    fs,
    path::{Path, PathBuf},
};

use exready::{
    assessment::{
        Assessment, AssessmentId, Command, Component, ComponentId, EvidenceId, EvidenceItem,
        ListItem as _, Moment, TestItemField, TextField, Timestamp, Verdict,
    },
    bundle::{self, Envelope, Salt},
    catalogue::{PartId, RequirementKey},
    keeping::{Document, StoredEnvelope},
};
use stores::MemoryStore;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args_os().nth(1).ok_or("usage: fuzz_seeds <folder>")?);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));

    let tables = ["tests/data/ex-markings.tsv", "tests/data/ex-markings-more.tsv"];
    let mut markings = Vec::new();
    for table in tables {
        let table = fs::read_to_string(root.join(table))?;
        let rows = table.lines().skip(1);
        markings.extend(rows.filter_map(|row| row.split('\t').next().map(str::to_owned)));
    }
    write(&folder.join("read_marking"), &markings)?;

    let small = small()?;
    let mut number = 0_u8;
    let mut salt = || {
        number += 1;
        Salt([number; 16])
    };
    let written =
        bundle::write(&small, &mut Envelope::default(), bundle::Notes::Go, &mut salt)?.bytes;
    let fixture = fs::read(root.join("tests/fixtures/bundle-1.0.0.exready.json"))?;
    write(&folder.join("open_bundle"), &[&written, &fixture])?;

    let store = MemoryStore::default();
    let mut document = Document::new(small, StoredEnvelope::default(), false);
    document.save(&store, &now()?).map_err(|error| format!("{error:?}"))?;
    let line = |(name, text): (&String, &String)| {
        // The target puts the checksum before the text.
        let text = text.split_once(' ').map_or(text.as_str(), |(_, text)| text);
        format!("{name} {text}\n")
    };
    let present: String = store.texts().iter().map(line).collect();
    let earlier = fs::read_to_string(root.join("tests/fixtures/stored-prerelease.json"))?;
    let earlier: stores::Texts = serde_json::from_str(&earlier)?;
    let is_small = |name: &str| !name.contains("/answer/") || name.contains("/SR-");
    let earlier = earlier.iter().filter(|(name, _)| is_small(name));
    let earlier: String = earlier.map(|(name, text)| format!("{name} {text}\n")).collect();
    write(&folder.join("open_stored"), &[present, earlier])?;

    let sboms = [
        "flow-meter.cdx.json",
        "flow-meter.spdx.json",
        "flow-meter.spdx3.json",
        "services-too.json",
        "spdx2-supplier-mail.json",
        "spdx3-aipackage.json",
        "utf16le-bom.json",
    ];
    let read = |name| fs::read(root.join("exports/tests/data/sbom").join(name));
    let sboms: Vec<Vec<u8>> = sboms.into_iter().map(read).collect::<Result<_, _>>()?;
    write(&folder.join("read_sbom"), &sboms)?;
    Ok(())
}

fn now() -> Result<Moment, Box<dyn Error>> {
    Ok(Moment::in_utc(Timestamp::try_from("2026-11-24T08:30:00Z".to_owned())?))
}

/// A document with a few records of several kinds: what is small is tried often.
fn small() -> Result<Assessment, Box<dyn Error>> {
    let id = AssessmentId::try_from("00000000-0000-4000-8000-000000000001".to_owned())?;
    let mut small = Assessment::new(id, &now()?);
    let key = RequirementKey::find(PartId::P4_1, "SR-2").ok_or("no SR-2")?;
    let item = EvidenceItem { title: "Procedure".to_owned(), ..EvidenceItem::default() };
    let evidence = EvidenceId::try_from("doc".to_owned())?;
    let component = Component::new(ComponentId::try_from("c".to_owned())?);
    let name = TextField::TestItem(TestItemField::Name);
    for command in [
        Command::PutEvidence(evidence, Box::new(item), Some(key.into())),
        Command::SetVerdict(key.into(), Verdict::Pass),
        Command::put(component.record()),
        Command::SetText(name, "GasGuard 200".to_owned()),
    ] {
        small.apply(command, &now()?).map_err(|rejected| rejected.to_string())?;
    }
    Ok(small)
}

fn write<T: AsRef<[u8]>>(folder: &Path, seeds: &[T]) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    for (number, seed) in seeds.iter().enumerate() {
        fs::write(folder.join(format!("seed-{number}")), seed)?;
    }
    Ok(())
}

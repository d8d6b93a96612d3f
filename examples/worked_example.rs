//! Writes the worked example as a bundle, with as many evidence items as are asked
//! for, linked to the requirements of 4-1 in turn: a document of any size to try the
//! app with.
//!
//! `cargo run --release --example worked_example -- 1000 > large.exready.json`

use std::{
    env,
    error::Error,
    io::{self, Write as _},
};

use exready::{
    assessment::{AssessmentId, Command, EvidenceId, EvidenceItem, Moment, Timestamp},
    bundle::{self, Envelope, Notes, Salt},
    catalogue::PartId,
    sample,
};

const SAMPLE: &str = include_str!("../data/sample/gasguard-200.json");

fn main() -> Result<(), Box<dyn Error>> {
    let asked = env::args().nth(1).map_or(Ok(0), |count| count.parse::<usize>())?;
    let now = Moment::in_utc(Timestamp::try_from("2026-11-24T08:30:00Z".to_owned())?);
    let id = AssessmentId::from_random([1; 16]);
    let mut assessment = sample::gasguard_200(SAMPLE, id, &now).ok_or("no worked example")?;
    let requirements: Vec<_> = PartId::P4_1.part().keys().collect();
    for number in assessment.evidence.len()..asked {
        let item = EvidenceItem { title: format!("Report {number}"), ..EvidenceItem::default() };
        let evidence = EvidenceId::try_from(format!("report-{number}"))?;
        let link = requirements.get(number % requirements.len()).copied().map(Into::into);
        assessment.apply(Command::PutEvidence(evidence, Box::new(item), link), &now)?;
    }
    let mut count = 0_u128;
    let mut salt = || {
        count += 1;
        Salt(count.to_be_bytes())
    };
    let sealed = bundle::write(&assessment, &mut Envelope::default(), Notes::Go, &mut salt)?;
    io::stdout().write_all(&sealed.bytes)?;
    Ok(())
}

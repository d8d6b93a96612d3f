//! An assessment that holds every kind of record with every field filled in.

use std::collections::{BTreeMap, BTreeSet};

use exready::{
    assessment::{
        Answer, AnswerKey, AnswerSubject, ApplicantField, Application, Argument, AskedAgain,
        Assessment, Certificate, CertificateId, CertificateType, Component, ComponentId, Draft,
        DraftKind, EmbeddedKind, EvidenceFile, EvidenceItem, EvidenceKind, EvidenceSubject,
        ExAnswers, ExcbReply, Excluded, IecexOption, ItemKind, Link, MapPart, MaturityLevel,
        Message, MessageId, Note, NoteSubject, PointId, Profile, ProfilePart, ProfileStatus,
        Provider, ProviderId, Record, RecordKey, Role, RowId, Scope, SecurityLevel, Selected,
        Selection, ServiceRole, SetAside, Shown, Sought, TestItemField, ThreatPath, Verdict,
    },
    catalogue::{ComponentKind, PartId, RequirementKey},
    ex::{self, AccessPath, SymbolId, Technique},
};

use super::{altered, day, evidence_id, key, put_records, sample, shipped, timestamp};

fn text(text: &str) -> String {
    text.to_owned()
}

fn component_id(name: &str) -> ComponentId {
    ComponentId::try_from(text(name)).unwrap()
}

fn message_id(name: &str) -> MessageId {
    MessageId::try_from(text(name)).unwrap()
}

/// The answer of one component to CR 1.1.
fn of_component() -> AnswerKey {
    AnswerKey {
        requirement: RequirementKey::find(PartId::P4_2, "CR 1.1").unwrap(),
        subject: AnswerSubject::Component(component_id("transmitter")),
    }
}

/// The sample with what it lacks of all there is.
pub fn everything() -> Assessment {
    let mut assessment = altered(&sample(), |content| content.language = text("en-GB"));
    let mut applicant = assessment.applicant.clone();
    for field in ApplicantField::ALL {
        if applicant.text(*field).is_empty() {
            *applicant.text_mut(*field) = format!("{} of the applicant", field.name());
        }
    }
    let mut test_item = assessment.test_item.clone();
    for field in TestItemField::ALL {
        if test_item.text(*field).is_empty() {
            *test_item.text_mut(*field) = format!("{} of the test item", field.name());
        }
    }
    let named = vec![Record::Applicant(applicant), Record::TestItem(test_item)];
    put_records(&mut assessment, [named, choices(), evidence()].concat());
    put_records(&mut assessment, [held(), answers(), spoken(), vec![aside()]].concat());
    assessment
}

/// Scope, selection, profiles, and what hangs on them.
fn choices() -> Vec<Record> {
    let symbol = |code| SymbolId::find(code).unwrap();
    let scope = Scope {
        programmable: Some(true),
        role: Some(Role::ProductSupplier),
        embedded: Some(EmbeddedKind::Other),
        embedded_other: text("Gas detector with a display"),
        item: Some(ItemKind::Component),
        not_protected: false,
        techniques: vec![Technique::Pressurization, Technique::Enclosure],
        access: Some(vec![AccessPath::Wireless, AccessPath::Remote]),
        ex: ExAnswers {
            which_of_h: vec![symbol("b")],
            which_of_n: vec![symbol("nC")],
            excb: vec![ExcbReply {
                about: ex::Subject::Technique(Technique::IgnitionSourceControl),
                exposed: true,
            }],
            programmable_electronics: Some(true),
            safety_device: Some(false),
        },
        option: Some(IecexOption::CertificateOfConformity),
        sought: vec![Sought { part: MapPart::P4_1, r#type: CertificateType::ProcessCapability }],
    };
    let selection = Selection {
        parts: PartId::ALL.to_vec(),
        roles: ServiceRole::ALL.to_vec(),
        component_kinds: ComponentKind::ALL.to_vec(),
        system_target: [2; 7].map(SecurityLevel::new),
        component_target: [1; 7].map(SecurityLevel::new),
        service_maturity: Some(MaturityLevel::Managed),
        lifecycle_maturity: Some(MaturityLevel::Defined),
    };
    let own = Profile {
        threat_paths: vec![
            ThreatPath {
                description: text("A changed purge time lets the enclosure open too early."),
                technique: Some(Technique::Pressurization),
            },
            ThreatPath { description: text("The service port is left open."), technique: None },
        ],
        risk_evaluation: text("Judged in a workshop with the plant's operators."),
        maturity_level: Some(MaturityLevel::Managed),
        parts: vec![ProfilePart {
            part: PartId::P4_1,
            edition: text("2018"),
            requirements: vec![Selected {
                id: RowId(key("SM-1")),
                level: SecurityLevel::new(2),
                reason: text("Without a process nothing else holds."),
            }],
            exclusions: vec![Excluded {
                id: RowId(key("SM-5")),
                justification: text("The process applies to every product."),
            }],
        }],
        id: text("plant/\u{1f600} 7"),
        title: text("Plant 7"),
        status: ProfileStatus::Published,
        publisher: text("Example Plant Ltd"),
        date: Some(day("2026-05-01")),
        ..shipped(0)
    };
    let argument = Argument { changeable: true, reason: text("The purge time is a parameter.") };
    let application = Application {
        edition: text("IEC 62443-4-2:2019"),
        component: Some(component_id("transmitter")),
        role: Some(Role::ProductSupplier),
        confirmed: true,
    };
    vec![
        Record::Scope(scope),
        Record::Selection(selection),
        Record::Profile(shipped(0).id.clone(), Some(shipped(0))),
        Record::Profile(own.id.clone(), Some(own)),
        Record::Argument(Technique::Pressurization, Some(argument)),
        Record::Application(PartId::P4_2, Some(application)),
        Record::Component(
            component_id("display"),
            Some(Component {
                name: text("Display"),
                kind: Some(ComponentKind::Edr),
                version: text("1.0"),
                supplier: text("Example Displays AG"),
                zone: text("Field"),
                description: text("Shows the gas concentration."),
                ..Component::new(component_id("display"))
            }),
        ),
    ]
}

/// Two more evidence items, one with everything that can be said of it.
fn evidence() -> Vec<Record> {
    let whole = EvidenceItem {
        organizational: true,
        title: text("Penetration test, 2.4.1"),
        kind: EvidenceKind::Report,
        document_version: text("1.1"),
        date: Some(day("2026-10-02")),
        valid_until: Some(day("2027-10-01")),
        author: text("A. Author"),
        reviewer: text("R. Reviewer"),
        product_version: text("GasGuard 200 2.4.1"),
        location: text("DMS/2026/1141"),
        file: Some(EvidenceFile {
            name: text("pentest-2.4.1.pdf"),
            size: 1_048_576,
            sha256: "0123456789abcdef".repeat(4),
        }),
        shows: vec![Shown::Documented, Shown::Performed],
        subject: Some(EvidenceSubject::Effectiveness),
        sample_population: text("40 devices of the series"),
        sample_size: text("3"),
        sample_chosen_by: text("R. Reviewer"),
        sample_method: text("Drawn by lot from the stock of finished devices."),
    };
    let plain = EvidenceItem { title: text("Minutes, May"), ..EvidenceItem::default() };
    vec![
        Record::Evidence(evidence_id("pentest"), Some(whole)),
        Record::Evidence(evidence_id("a-minutes"), Some(plain)),
    ]
}

/// A certificate, a provider and a draft with all their fields.
fn held() -> Vec<Record> {
    let certificate = Certificate {
        number: text("EXC 26.0001"),
        body: text("Example Certification"),
        part: Some(MapPart::P4_1),
        r#type: Some(CertificateType::ProcessCapability),
        date: Some(day("2025-06-01")),
        valid_until: Some(day("2028-05-31")),
        scope: text("Development of gas detectors at the site in Example Town."),
        edition: text("IEC 62443-4-1:2018"),
        test_item: text("GasGuard 200"),
        ..Certificate::new(CertificateId::try_from(text("held-0")).unwrap())
    };
    let provider = Provider {
        name: text("Example Radio GmbH"),
        technology: text("Radio module"),
        certificate: text("EXC 25.0417"),
        valid_until: Some(day("2027-01-31")),
        reporter: text("S. Supplier"),
        ex_updates: text("Told in writing, 30 days ahead."),
        holds_qar: Some(true),
        ..Provider::new(ProviderId::try_from(text("provider-0")).unwrap())
    };
    let draft = Draft {
        text: text("The test item meets IEC 62443-4-1.\nSee annex A."),
        language: text("en"),
        basis: "0f".repeat(32),
    };
    vec![
        Record::Certificate(certificate.id.clone(), Some(certificate)),
        Record::Provider(provider.id.clone(), Some(provider)),
        Record::Draft(DraftKind::Statement, Some(draft)),
    ]
}

/// The answer of one component, with two links and two ticks.
fn answers() -> Vec<Record> {
    let answer = Answer {
        verdict: Verdict::NotApplicable,
        statement: text("No human user logs in at the transmitter."),
        claimed: Some(MaturityLevel::Managed),
        justification: text("It has no interface for human users."),
        scoping_analysis: Some(evidence_id("scope-analysis")),
        owner: text("A. Author"),
        due: Some(day("2026-12-15")),
        asked_again: Some(AskedAgain::Edition(text("2011"))),
        decided_by: text("Head of development"),
        residual_risk: text("A login could be added later without a new analysis."),
        ..Answer::default()
    };
    let link = |id: &str| Link {
        place: text("Clause 4, page 12"),
        test_case: text("TC-7"),
        ..Link::new(evidence_id(id))
    };
    let point = |name: &str| PointId::try_from(text(name)).unwrap();
    vec![
        Record::Answer(of_component(), Some(answer)),
        Record::Note(
            NoteSubject::Answer(of_component()),
            Some(Note { text: text("To be looked at again with the next display.") }),
        ),
        Record::Link(of_component(), evidence_id("pentest"), Some(link("pentest"))),
        Record::Link(of_component(), evidence_id("a-minutes"), Some(link("a-minutes"))),
        Record::Tick(of_component(), point("reviewed"), true),
        Record::Tick(key("SM-1").into(), point("in-writing"), true),
    ]
}

/// A question and its reply.
fn spoken() -> Vec<Record> {
    let about = RecordKey::Answer(of_component()).name();
    let question = Message {
        about,
        author: text("E. Examiner"),
        written: timestamp("2026-11-23T15:00:00Z"),
        text: text("Is there a service menu?"),
        reply_to: None,
    };
    let reply = Message {
        author: text("A. Author"),
        written: timestamp("2026-11-23T16:30:00Z"),
        text: text("No: it was taken out in 2.4.0."),
        reply_to: Some(message_id("m-1")),
        ..question.clone()
    };
    vec![
        Record::Message(message_id("m-1"), Some(question)),
        Record::Message(message_id("m-2"), Some(reply)),
    ]
}

/// An answer to a requirement that an earlier edition had.
pub fn set_aside(statement: &str) -> SetAside {
    let answer = Answer { verdict: Verdict::Pass, statement: text(statement), ..Answer::default() };
    SetAside {
        part: PartId::P4_1,
        edition: text("2011"),
        requirement: text("SM-14"),
        subject: text("component/app"),
        component: text("Fax app"),
        title: text("Fax security"),
        answer,
        links: Vec::new(),
        ticks: vec![PointId::try_from(text("in-writing")).unwrap()],
    }
}

/// The same, with a link to one of the items.
fn aside() -> Record {
    let aside = set_aside("The fax line goes through a relay that is off at night.");
    let aside = SetAside { links: vec![Link::new(evidence_id("pentest"))], ..aside };
    Record::SetAside(aside.id(), Some(aside))
}

/// The names of all kinds of record: every line of their table.
pub fn kinds() -> BTreeSet<String> {
    let patterns = "/$defs/AssessmentRecords/properties/records/patternProperties";
    let schema = serde_json::to_value(exready::bundle::schema()).unwrap();
    let patterns = schema.pointer(patterns).and_then(serde_json::Value::as_object).unwrap();
    let kind = |pattern: &String| {
        pattern.trim_start_matches('^').trim_end_matches('$').trim_end_matches("/.+").to_owned()
    };
    patterns.keys().map(kind).collect()
}

/// The kind of the record of this name.
pub fn kind(name: &str) -> String {
    name.split('/').next().unwrap_or_default().to_owned()
}

/// The records of an assessment by the names of their kinds, which are the
/// beginnings of the patterns of the schema.
pub fn by_kind(assessment: &Assessment) -> BTreeMap<String, Vec<serde_json::Value>> {
    let mut kinds: BTreeMap<String, Vec<serde_json::Value>> = BTreeMap::new();
    for key in assessment.keys() {
        let name = key.name();
        kinds.entry(kind(&name)).or_default().extend(assessment.record(&key).to_value());
    }
    kinds
}

//! Random commands and random assessments for property tests. The domains are
//! small and full of boundaries, so that coincidences happen.

use exready::{
    assessment::{
        AnswerField, AnswerKey, AnswerSubject, ApplicantField, Application, Argument, Assessment,
        Bulk, Certificate, CertificateField, CertificateId, CertificateType, Command, Component,
        ComponentField, ComponentId, Draft, DraftKind, EmbeddedKind, EvidenceField, EvidenceFile,
        EvidenceId, EvidenceItem, EvidenceKind, ExAnswers, IecexOption, Interface, InterfaceField,
        InterfaceId, ItemKind, LinkField, ListItem as _, ListKey, MapPart, MaturityLevel, Message,
        MessageId, Moment, NoteField, NoteSubject, PointId, Profile, Provider, ProviderField,
        ProviderId, Record, RecordKey, Role, Scope, SecurityLevel, Selection, ServiceRole,
        SetAside, Shown, Sought, Target, TestItemField, TextField, Verdict,
    },
    bundle::formats::profile,
    catalogue::{ComponentKind, PartId, RequirementKey},
    ex::{AccessPath, Technique},
};
use proptest::{
    collection::{btree_map, vec},
    option,
    prelude::*,
    sample::{select, subsequence},
};

use super::{PROFILES, day, empty, everything::set_aside, evidence_id, later, moment};

/// How many evidence items a random assessment may hold.
const POOL: [&str; 6] = ["e-1", "e-2", "e-3", "e-4", "e-5", "e-6"];

/// The days on which random items are dated; the last one is still to come.
const DAYS: [&str; 4] = ["2026-03-09", "2026-03-10", "2026-03-11", "2026-11-25"];
/// Techniques of each sort: exposed, not, asked about (EX-4), not in the table (EX-5).
const TECHNIQUES: [Technique; 4] = [
    Technique::Pressurization,
    Technique::Enclosure,
    Technique::IgnitionSourceControl,
    Technique::OpticalRadiation,
];
/// Digests that items share: one file, entered twice (ML-4).
const DIGESTS: [&str; 2] = [
    "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
    "00000000000000000000000000000000000000000000000000000000000000ff",
];
/// What random commands type.
const TYPED: [&str; 7] = ["", "T", "Th", "This.", "This. ", "This. A", "2.4.1"];

/// Statements: some say the same, some only begin and end alike.
const STATEMENTS: [&str; 11] = [
    "This is not yet done.",
    "See manual",
    "The product has no network interface, no radio and no USB.",
    "",
    " -- ",
    "Every change is reviewed.",
    " every change, is REVIEWED",
    "The product does it as the plan for one thing says, chapter 4 of 7.",
    "The product does it as the plan for another says, chapter 4 of 7.",
    "İΣß",
    "iςss",
];

/// Any text at all, control characters and other planes included.
pub fn text() -> impl Strategy<Value = String> {
    vec(any::<char>(), 0..24).prop_map(String::from_iter)
}

fn requirement() -> impl Strategy<Value = RequirementKey> {
    let all: Vec<_> = PartId::ALL.iter().flat_map(|part| part.part().keys()).collect();
    // Some rows again and again, so that they meet each other.
    let few: Vec<_> = all.iter().copied().filter(|key| key.row() % 9 == 0).collect();
    prop_oneof![select(all), select(few), lifecycle()]
}

/// A requirement of 4-2 that is answered for a component (CV-9): few of them, so
/// that components meet, with enhancements of which some are for one type only.
fn of_component() -> impl Strategy<Value = AnswerKey> {
    const ROWS: [&str; 7] =
        ["CCSC 1", "CR 1.1", "CR 1.1 RE 1", "CR 2.1", "CR 5.1", "EDR 2.4", "EDR 2.4 RE 1"];
    (select(&ROWS[..]), 0..4_usize).prop_map(|(id, component)| AnswerKey {
        requirement: RequirementKey::find(PartId::P4_2, id).unwrap(),
        subject: AnswerSubject::Component(component_id(component)),
    })
}

fn component_id(index: usize) -> ComponentId {
    ComponentId::try_from(format!("c-{index}")).unwrap()
}

/// A requirement of 4-1, where most rules meet.
fn lifecycle() -> impl Strategy<Value = RequirementKey> {
    (0..47_usize).prop_map(|row| PartId::P4_1.part().keys().nth(row).unwrap())
}

fn target() -> impl Strategy<Value = Target> {
    proptest::array::uniform7((0..=4_u8).prop_map(SecurityLevel::new))
}

/// Any selection at all.
pub fn selection() -> impl Strategy<Value = Selection> {
    (
        subsequence(&PartId::ALL[..], 0..=4),
        subsequence(&ServiceRole::ALL[..], 0..=2),
        subsequence(&ComponentKind::ALL[..], 0..=4),
        target(),
        target(),
        option::of(select(&MaturityLevel::ALL[..])),
    )
        .prop_map(|(parts, roles, component_kinds, system_target, component_target, level)| {
            Selection {
                parts,
                roles,
                component_kinds,
                system_target,
                component_target,
                service_maturity: level,
                lifecycle_maturity: level.filter(|level| level.number() % 2 == 1),
            }
        })
}

/// Some of the shipped profiles.
fn profiles() -> impl Strategy<Value = Vec<Profile>> {
    (subsequence(&PROFILES[..], 0..=2), any::<bool>()).prop_map(|(files, is_foreign)| {
        let read = |file: &str| profile::read(file.as_bytes()).unwrap().profile;
        let mut profiles: Vec<Profile> = files.into_iter().map(read).collect();
        if let Some(part) = profiles.iter_mut().flat_map(|profile| &mut profile.parts).last()
            && is_foreign
        {
            part.edition = "1999".to_owned();
        }
        profiles
    })
}

fn evidence() -> impl Strategy<Value = EvidenceId> {
    select(&POOL[..]).prop_map(evidence_id)
}

fn claimed() -> impl Strategy<Value = Option<MaturityLevel>> {
    option::weighted(0.7, select(&MaturityLevel::ALL[..]))
}

/// Items around the line between those that count (ML-4) and those that do not.
pub fn item() -> impl Strategy<Value = EvidenceItem> {
    let digest =
        prop_oneof![3 => select(&DIGESTS[..]).prop_map(str::to_owned), 1 => "[0-9a-f]{64}"];
    let file = (text(), 0..1_u64 << 53, digest).prop_map(|(name, size, sha256)| EvidenceFile {
        name: name + "f",
        size,
        sha256,
    });
    let ends = |weight| option::weighted(weight, select(&DAYS[..]));
    (
        text(),
        select(&EvidenceKind::ALL[..]),
        select(&["", " ", "1.0", "1.0", "1.0", "2.0", "2.0"][..]),
        option::weighted(0.8, select(&DAYS[..])),
        select(&["", "\t", "Ann", "Ann", "Ann", "U\u{308}nn BO", "U\u{308}nn BO"][..]),
        select(
            &[
                "",
                "\u{a0}",
                "Bo",
                "Cy Bo",
                "bo, Ünn",
                "(x) ",
                "Bo (QM)",
                "QM (Ann)",
                "B. Ann",
                "Uenn [A] Bo",
                "Unn-Bo\u{200b}",
                "tbd",
                "U. Bo",
            ][..],
        ),
        select(
            &[
                "",
                "v",
                "n/a",
                "X 1",
                "x  v1 ",
                "1 X, version 1",
                "1",
                "Ｘ–1",
                "X 1.2",
                "X 1 2",
                "Ÿ 1",
                "X1.2-rc2",
                "X 1.2rc2",
                "Rev. X1",
                "Soe 1",
                "Sö 1",
                "X 2 1",
                "GasGuard 200 2.4.1",
                "GasGuard 100 2.4.1",
                "GasGuard 200X, V3",
                "GG-200-E 2.4.1-rc2 HW B",
                "GasGuard 200 X hardware rev C",
                "Gas sensor 50 of 01.03.2026",
                "FW 3 rev. B/C",
                "sensor 40 RevB2",
                "version rev D",
            ][..],
        ),
        option::weighted(0.4, file),
        subsequence(&Shown::ALL[..], 0..=3),
        // Procedures end more often, before some of the records and after others.
        (ends(0.15), ends(0.5)),
        proptest::bool::weighted(0.3),
        proptest::bool::weighted(0.4),
    )
        .prop_map(
            |(
                title,
                kind,
                version,
                date,
                author,
                reviewer,
                product,
                file,
                shows,
                ends,
                organizational,
                is_record,
            )| {
                let last = if shows.contains(&Shown::Documented) { ends.1 } else { ends.0 };
                let item = EvidenceItem {
                    title: title + "t",
                    kind,
                    document_version: version.to_owned(),
                    valid_until: last.map(day),
                    date: date.map(day),
                    author: author.to_owned(),
                    reviewer: reviewer.to_owned(),
                    product_version: product.to_owned(),
                    file,
                    shows,
                    organizational,
                    ..EvidenceItem::default()
                };
                if is_record { as_record(item) } else { item }
            },
        )
}

/// The item with the marks that it lacks to be a record, the product left to chance.
fn as_record(mut item: EvidenceItem) -> EvidenceItem {
    if item.author.trim().is_empty() {
        item.author = "Ann".to_owned();
    }
    if item.document_version.trim().is_empty() {
        item.document_version = "1.0".to_owned();
    }
    item.date = item.date.or_else(|| Some(day(DAYS[1])));
    item.shows.push(Shown::Performed);
    item.shows.sort();
    item.shows.dedup();
    item
}

/// The commands that give an answer.
fn answer(key: impl Strategy<Value = AnswerKey>) -> impl Strategy<Value = Vec<Command>> {
    (
        key,
        select(&[Verdict::Pass, Verdict::Pass, Verdict::Fail, Verdict::NotApplicable][..]),
        claimed(),
        select(&["", "\n ", "No such interface.", "There is no fieldbus."][..]),
        option::of(evidence()),
        subsequence(&POOL[..], 0..=4),
        (select(&STATEMENTS[..]), select(&["", " ", "Ann"][..]), option::of(select(&DAYS[..]))),
    )
        .prop_map(|(key, verdict, claimed, justification, analysis, linked, texts)| {
            let (statement, owner, due) = texts;
            let text = |field, text: &str| {
                Command::SetText(TextField::Answer(key.clone(), field), text.to_owned())
            };
            let mut commands = vec![
                text(AnswerField::Statement, statement),
                text(AnswerField::Owner, owner),
                Command::SetDue(key.clone(), due.map(day)),
                Command::SetVerdict(key.clone(), verdict),
                Command::SetClaimed(key.clone(), claimed),
                Command::SetText(
                    TextField::Answer(key.clone(), AnswerField::Justification),
                    justification.to_owned(),
                ),
                Command::SetScopingAnalysis(key.clone(), analysis),
            ];
            commands
                .extend(linked.into_iter().map(|id| Command::Link(key.clone(), evidence_id(id))));
            commands
        })
}

/// The command that says of foundational requirements, up to a level, that
/// nothing of them applies (CV-10).
fn excuses() -> impl Strategy<Value = Command> {
    let parts = subsequence(&[PartId::P3_3, PartId::P4_2][..], 1..=2);
    let all: Vec<u8> = (1..=7).collect();
    let some = prop_oneof![Just(all.clone()), subsequence(all, 1..=3)];
    (parts, some, 1..=4_u8).prop_map(|(parts, some, level)| {
        let keys = parts.into_iter().flat_map(|part| part.part().keys());
        let keys = keys.filter(|key| {
            let row = key.requirement();
            some.contains(&row.fr) && row.from_level <= level
        });
        let justification = "No such interface.".to_owned();
        Command::Answer(keys.collect(), Bulk::NotApplicable { justification, analysis: None })
    })
}

/// A scope that leads to an IECEx certificate (RT-2), the option left to chance.
fn as_exposed(scope: Scope) -> Scope {
    Scope {
        role: Some(Role::ProductSupplier),
        not_protected: false,
        techniques: TECHNIQUES[..2].to_vec(),
        access: Some(vec![AccessPath::WiredNetwork]),
        ..scope
    }
}

/// The commands that fill in what stands beside the answers.
fn surroundings() -> impl Strategy<Value = Vec<Command>> {
    let version = || {
        let versions = [
            "",
            "",
            " ",
            "1",
            "v1",
            "X 2",
            "2.4.1",
            "2.4.1, since 2026",
            "FW 3 (hardware C)",
            "B",
            "Rev. B2, PCB 1.3",
            "as built",
        ];
        select(versions.to_vec()).prop_map(str::to_owned)
    };
    let names = ["", "", "GasGuard 200", "GasGuard 200 X", "Gas sensor 50", "GG200-E", "X 2"];
    let name = move || select(names.to_vec()).prop_map(str::to_owned);
    let component = (option::of(select(&ComponentKind::ALL[..])), name(), version(), any::<bool>());
    let stated = || select(&["", " ", "N", "N"][..]).prop_map(str::to_owned);
    let part = select(&[MapPart::P4_1, MapPart::P4_1, MapPart::P4_2, MapPart::P2_4][..]);
    // Most of them whole, and some without one thing or another (CK-3).
    let said =
        || select(&["", "\u{200b}-", "N", "N", "N", "N", "N", "N"][..]).prop_map(str::to_owned);
    let editions = [
        "",
        " n/a",
        "2018",
        "2018",
        "2018",
        "2017",
        "IEC 62443-2-4:2015 + A1:2017",
        "2023",
        "Ed. 2",
    ];
    let edition = || select(editions.to_vec()).prop_map(str::to_owned);
    let application = (edition(), any::<bool>());
    let certificate = (
        (option::weighted(0.9, part), option::weighted(0.9, select(&CertificateType::ALL[..]))),
        (option::weighted(0.9, select(&DAYS[..])), option::weighted(0.4, select(&DAYS[..]))),
        (said(), said(), edition(), stated()),
    );
    let sought = (select(&MapPart::ALL[..]), select(&CertificateType::ALL[..]));
    let scope = (
        vec(sought, 0..4),
        option::of(select(&IecexOption::ALL[..])),
        any::<bool>(),
        subsequence(&TECHNIQUES[..], 0..=2),
        option::of(subsequence(&AccessPath::ALL[..], 0..=2)),
        (option::of(any::<bool>()), option::of(any::<bool>())),
        option::of(select(&Role::ALL[..])),
        option::of(select(&ItemKind::ALL[..])),
        option::of(select(&EmbeddedKind::ALL[..2])),
        proptest::bool::weighted(0.2),
    );
    let provider = (
        (stated(), stated(), stated(), stated()),
        option::weighted(0.8, select(&DAYS[..])),
        option::of(any::<bool>()),
    );
    let end = || option::of(0..4_usize);
    let interface = (option::of(select(&AccessPath::ALL[..])), end(), end());
    let lists =
        (vec(component, 0..4), vec(certificate, 0..3), vec(provider, 0..3), vec(interface, 0..3));
    let scope = scope.prop_map(
        |(
            sought,
            option,
            not_protected,
            techniques,
            access,
            advice,
            role,
            item,
            embedded,
            is_exposed,
        )| {
            let sought = sought.into_iter().map(|(part, r#type)| Sought { part, r#type }).collect();
            let ex = ExAnswers {
                programmable_electronics: advice.0,
                safety_device: advice.1,
                ..ExAnswers::default()
            };
            let scope = Scope {
                role,
                item,
                embedded,
                sought,
                option,
                not_protected,
                techniques,
                access,
                ex,
                ..Scope::default()
            };
            if is_exposed { as_exposed(scope) } else { scope }
        },
    );
    let test_item = (name(), name(), (version(), version(), version(), version()));
    let applications = btree_map(select(&PartId::ALL[..]), application, 0..3);
    (lists, scope, test_item, applications).prop_map(
        |(lists, scope, (name, r#type, versions), named)| {
            let (components, certificates, providers, interfaces) = lists;
            let (hardware, firmware, software, serial) = versions;
            let count = components.len();
            let end = |end: Option<usize>| end.filter(|end| *end < count).map(component_id);
            let interface = |(index, (path, from, to)): (usize, _)| {
                let id = InterfaceId::try_from(format!("i-{index}")).unwrap();
                let (from, to) = (end(from), end(to));
                let interface = Interface { path, from, to, ..Interface::new(id.clone()) };
                Record::Interface(id, Some(interface))
            };
            let interfaces: Vec<Record> =
                interfaces.into_iter().enumerate().map(interface).collect();
            let component = |(index, (kind, name, version, in_scope)): (usize, _)| {
                let id = component_id(index);
                let component = Component::new(id.clone());
                let component = Component { kind, name, version, in_scope, ..component };
                Record::Component(id, Some(component))
            };
            let certificate = |(index, ((part, r#type), (date, last), texts))| {
                let (number, body, edition, test_item) = texts;
                let (date, last): (Option<&str>, Option<&str>) = (date, last);
                let (date, valid_until) = (date.map(day), last.map(day));
                let id: usize = index;
                let id = CertificateId::try_from(format!("held-{id}")).unwrap();
                let certificate = Certificate::new(id.clone());
                let certificate = Certificate {
                    part,
                    r#type,
                    number,
                    body,
                    edition,
                    test_item,
                    date,
                    valid_until,
                    ..certificate
                };
                Record::Certificate(id, Some(certificate))
            };
            let provider =
                |(index, ((name, certificate, reporter, ex_updates), last, holds_qar))| {
                    let index: usize = index;
                    let id = ProviderId::try_from(format!("provider-{index}")).unwrap();
                    let last: Option<&str> = last;
                    let valid_until = last.map(day);
                    let provider = Provider {
                        name,
                        certificate,
                        valid_until,
                        reporter,
                        ex_updates,
                        holds_qar,
                        ..Provider::new(id.clone())
                    };
                    Record::Provider(id, Some(provider))
                };
            let components = components.into_iter().enumerate().map(component);
            let certificates = certificates.into_iter().enumerate().map(certificate);
            let providers = providers.into_iter().enumerate().map(provider);
            vec![
                Command::Put(components.collect()),
                Command::Put(certificates.collect()),
                Command::Put(providers.collect()),
                Command::put(Record::Scope(scope)),
                Command::Put(named.into_iter().map(application_for).collect()),
                of_item(TestItemField::Name, name),
                of_item(TestItemField::Type, r#type),
                of_item(TestItemField::HardwareVersion, hardware),
                of_item(TestItemField::FirmwareVersion, firmware),
                of_item(TestItemField::SoftwareVersion, software),
                of_item(TestItemField::SerialNumbers, serial),
                Command::Put(interfaces),
            ]
        },
    )
}

/// The selection with 4-2 for every type.
fn with_component_part(mut selection: Selection) -> Selection {
    if !selection.parts.contains(&PartId::P4_2) {
        selection.parts.push(PartId::P4_2);
    }
    Selection { component_kinds: ComponentKind::ALL.into(), ..selection }
}

/// The command for two components that are assessed, whatever else there is.
fn two_components() -> Command {
    let component = |(index, kind)| {
        let id = component_id(index);
        let component = Component { kind: Some(kind), ..Component::new(id.clone()) };
        Record::Component(id, Some(component))
    };
    Command::Put([(0, ComponentKind::Edr), (1, ComponentKind::Sar)].map(component).into())
}

/// An assessment with every evidence item of the pool and some answers.
pub fn assessment() -> impl Strategy<Value = Assessment> {
    (
        vec(item(), POOL.len()),
        (option::weighted(0.4, excuses()), vec(answer(requirement().prop_map(Into::into)), 0..40)),
        option::weighted(0.4, vec(answer(of_component()), 1..16)),
        (text(), text()),
        selection(),
        option::weighted(0.3, profiles()),
        surroundings(),
        any::<bool>(),
    )
        .prop_map(
            |(
                items,
                (excuses, answers),
                of_components,
                (name, marking),
                mut selection,
                profiles,
                mut surroundings,
                is_east,
            )| {
                let mut assessment = empty();
                // At that hour the next day has begun in the east.
                let mut now = later();
                if is_east {
                    now = Moment { day: day("2026-11-25"), ..moment("2026-11-24T10:00:00Z") };
                }
                for (id, item) in POOL.into_iter().zip(items) {
                    let put = Command::PutEvidence(evidence_id(id), Box::new(item), None);
                    assessment.apply(put, &now).unwrap();
                }
                if of_components.is_some() {
                    selection = with_component_part(selection);
                    surroundings.push(two_components());
                }
                let of_components = of_components.into_iter().flatten();
                let answers = answers.into_iter().chain(of_components).flatten();
                for command in excuses.into_iter().chain(answers) {
                    assessment.apply(command, &now).unwrap();
                }
                for command in surroundings {
                    assessment.apply(command, &now).unwrap();
                }
                let names = [
                    Command::SetText(TextField::Applicant(ApplicantField::Name), name),
                    Command::SetText(TextField::TestItem(TestItemField::Marking), marking),
                    Command::put(Record::Selection(selection)),
                    put_profiles(profiles.unwrap_or_default()),
                ];
                for command in names {
                    assessment.apply(command, &now).unwrap();
                }
                assessment
            },
        )
}

fn application_for((part, (edition, confirmed)): (PartId, (String, bool))) -> Record {
    let application = Application { edition, confirmed, ..Application::default() };
    Record::Application(part, Some(application))
}

fn of_item(field: TestItemField, text: String) -> Command {
    Command::SetText(TextField::TestItem(field), text)
}

fn bulk() -> impl Strategy<Value = Bulk> {
    let reason = select(&["", " ", "No such interface."][..]).prop_map(str::to_owned);
    let analysis = option::of(evidence());
    prop_oneof![
        (reason, analysis)
            .prop_map(|(justification, analysis)| Bulk::NotApplicable { justification, analysis }),
        select(&["", "Ann"][..]).prop_map(|owner| Bulk::Owner(owner.to_owned())),
        Just(Bulk::Reopen),
    ]
}

fn put_profiles(profiles: Vec<Profile>) -> Command {
    let records = profiles.into_iter();
    Command::Put(records.map(|one| Record::Profile(one.id.clone(), Some(one))).collect())
}

/// An item of a list that may be there.
fn listed() -> impl Strategy<Value = RecordKey> {
    let kinds = select(&["component/c-", "certificate/held-", "provider/provider-"][..]);
    let named = (kinds, 0..4_usize)
        .prop_map(|(kind, index)| RecordKey::parse(&format!("{kind}{index}")).unwrap());
    let profile = profiles().prop_map(|profiles| {
        let first = profiles.first().map_or("none", |profile| &profile.id);
        RecordKey::Profile(first.to_owned())
    });
    prop_oneof![named, profile]
}

/// The command that brings the answer of a component back that may have been set aside.
fn brought_back((aside, to): (AnswerKey, Option<usize>)) -> Command {
    let (part, requirement) = (aside.requirement.part(), aside.requirement);
    let subject = aside.subject.to_string();
    let id = SetAside::id_from(part, part.part().edition, requirement.id(), &subject);
    let to = to.map(component_id).map_or(AnswerSubject::Whole, AnswerSubject::Component);
    Command::BringBack(id, AnswerKey { requirement, subject: to })
}

/// Any command, on few requirements and items; some will be rejected.
pub fn command() -> impl Strategy<Value = Command> {
    let few = || select(&["SM-1", "SM-5", "SR-2"][..]).prop_map(super::key);
    let of_whole = || prop_oneof![2 => few(), 1 => requirement()];
    let key = || prop_oneof![2 => of_whole().prop_map(AnswerKey::from), 1 => of_component()];
    let words = || select(&TYPED[..]).prop_map(str::to_owned);
    let put = (evidence(), item(), option::of(key()), any::<bool>()).prop_map(
        |(id, mut item, link, untitled)| {
            if untitled && item.shows.is_empty() {
                item.title.clear();
            }
            Command::PutEvidence(id, Box::new(item), link)
        },
    );
    prop_oneof![
        1 => (select(ApplicantField::ALL), words()).prop_map(|(f, t)| Command::SetText(TextField::Applicant(f), t)),
        1 => (select(TestItemField::ALL), words()).prop_map(|(f, t)| Command::SetText(TextField::TestItem(f), t)),
        1 => (key(), select(&Verdict::ALL[..])).prop_map(|(k, v)| Command::SetVerdict(k, v)),
        1 => key().prop_map(Command::Confirm),
        1 => selection().prop_map(|selection| Command::put(Record::Selection(selection))),
        1 => profiles().prop_map(put_profiles),
        1 => (surroundings(), any::<proptest::sample::Index>())
            .prop_map(|(mut commands, index)| commands.swap_remove(index.index(commands.len()))),
        1 => (vec(of_whole(), 0..4), bulk()).prop_map(|(keys, bulk)| Command::Answer(keys, bulk)),
        1 => excuses(),
        3 => (key(), select(AnswerField::ALL), words())
            .prop_map(|(k, f, t)| Command::SetText(TextField::Answer(k, f), t)),
        1 => (key(), claimed()).prop_map(|(k, level)| Command::SetClaimed(k, level)),
        1 => (key(), option::of(select(&DAYS[..])))
            .prop_map(|(k, text)| Command::SetDue(k, text.map(day))),
        1 => (key(), option::of(evidence())).prop_map(|(k, id)| Command::SetScopingAnalysis(k, id)),
        2 => (key(), evidence()).prop_map(|(k, id)| Command::Link(k, id)),
        1 => (key(), evidence()).prop_map(|(k, id)| Command::Unlink(k, id)),
        2 => (evidence(), select(EvidenceField::ALL), words())
            .prop_map(|(id, f, t)| Command::SetText(TextField::Evidence(id, f), t)),
        3 => put,
        2 => evidence().prop_map(|id| Command::Remove(RecordKey::Evidence(id))),
        1 => listed().prop_map(Command::Remove),
        1 => (of_component(), option::of(0..4_usize)).prop_map(brought_back),
    ]
}

/// Any command on few records of every kind: each line of the table of records is
/// changed, those most that [`command`] never or seldom changes.
pub fn of_any_kind() -> impl Strategy<Value = Command> {
    let few = || select(&["SM-1", "SM-5", "SR-2"][..]).prop_map(super::key);
    let key = || prop_oneof![few().prop_map(AnswerKey::from), of_component()];
    let words = || select(&TYPED[..]).prop_map(str::to_owned);
    let technique = || select(&TECHNIQUES[..]);
    let message_id = |number: usize| MessageId::try_from(format!("m-{number}")).unwrap();
    let argument = (technique(), any::<bool>(), words()).prop_map(|(of, changeable, reason)| {
        Command::put(Record::Argument(of, Some(Argument { changeable, reason })))
    });
    let draft = (select(&DraftKind::ALL[..]), words()).prop_map(|(kind, text)| {
        let basis = DIGESTS[0].to_owned();
        Command::SetDraft(kind, Draft { text, language: "en".to_owned(), basis })
    });
    let message = (0..3_usize, words(), option::of(0..3_usize), key()).prop_map(
        move |(number, text, reply_to, about)| {
            let message = Message {
                about: RecordKey::Answer(about).name(),
                author: text.clone(),
                written: later().utc,
                text: text + "?",
                reply_to: reply_to.map(message_id),
            };
            Command::put(Record::Message(message_id(number), Some(message)))
        },
    );
    let point = select(&["in-writing", "reviewed"][..])
        .prop_map(|name| PointId::try_from(name.to_owned()).unwrap());
    let components = Just(["c-0", "c-1", "c-2", "c-3"].map(str::to_owned).to_vec());
    let links = Just(POOL.map(str::to_owned).to_vec());
    let interface = || (0..3_usize).prop_map(|i| InterfaceId::try_from(format!("i-{i}")).unwrap());
    let set = |field, text| Command::SetText(field, text);
    let aside = words().prop_map(|statement| {
        let aside = set_aside(&statement);
        Command::put(Record::SetAside(aside.id(), Some(aside)))
    });
    let application = (select(&PartId::ALL[..]), words(), any::<bool>())
        .prop_map(|(part, edition, of)| Command::put(application_for((part, (edition, of)))));
    let certificate =
        (0..3_usize, select(CertificateField::ALL), words()).prop_map(|(number, field, text)| {
            let id = CertificateId::try_from(format!("held-{number}")).unwrap();
            let mut certificate = Certificate::new(id.clone());
            *certificate.text_mut(field) = text;
            Command::put(Record::Certificate(id, Some(certificate)))
        });
    let provider =
        (0..3_usize, select(ProviderField::ALL), words()).prop_map(|(number, field, text)| {
            let id = ProviderId::try_from(format!("provider-{number}")).unwrap();
            let mut provider = Provider::new(id.clone());
            *provider.text_mut(field) = text;
            Command::put(Record::Provider(id, Some(provider)))
        });
    let scope = (any::<bool>(), option::of(select(&Role::ALL[..]))).prop_map(|(is, role)| {
        Command::put(Record::Scope(Scope { role, not_protected: is, ..Scope::default() }))
    });
    prop_oneof![
        30 => command(),
        2 => aside,
        2 => application,
        2 => certificate,
        2 => provider,
        2 => scope,
        2 => (select(ApplicantField::ALL), words())
            .prop_map(move |(f, text)| set(TextField::Applicant(f), text)),
        2 => (select(TestItemField::ALL), words())
            .prop_map(move |(f, text)| set(TextField::TestItem(f), text)),
        2 => selection().prop_map(|selection| Command::put(Record::Selection(selection))),
        2 => profiles().prop_map(put_profiles),
        2 => (interface(), words()).prop_map(|(id, name)| {
            let interface = Interface { name, ..Interface::new(id.clone()) };
            Command::put(Record::Interface(id, Some(interface)))
        }),
        2 => (0..4_usize, words()).prop_map(|(at, name)| {
            let component = Component { name, ..Component::new(component_id(at)) };
            Command::put(component.record())
        }),
        2 => argument,
        1 => technique().prop_map(|of| Command::Remove(RecordKey::Argument(of))),
        2 => draft,
        2 => message,
        1 => (0..3_usize).prop_map(move |at| Command::Remove(RecordKey::Message(message_id(at)))),
        2 => (key(), words()).prop_map(move |(about, text)| {
            set(TextField::Note(NoteSubject::Answer(about), NoteField::Text), text)
        }),
        4 => (key(), point, proptest::bool::weighted(0.8))
            .prop_map(|(key, point, is_ticked)| Command::Tick(key, point, is_ticked)),
        1 => components.prop_shuffle()
            .prop_map(|ids| Command::put(Record::Order(ListKey::Component, Some(ids)))),
        1 => (key(), links.prop_shuffle())
            .prop_map(|(key, ids)| Command::put(Record::Order(ListKey::Links(key), Some(ids)))),
        2 => (key(), evidence(), select(LinkField::ALL), words())
            .prop_map(move |(key, id, field, text)| set(TextField::Link(key, id, field), text)),
        1 => (0..4_usize, select(ComponentField::ALL), words())
            .prop_map(move |(at, f, text)| set(TextField::Component(component_id(at), f), text)),
        1 => (interface(), select(InterfaceField::ALL), words())
            .prop_map(move |(id, field, text)| set(TextField::Interface(id, field), text)),
        1 => (0..4_usize).prop_map(|at| Command::Remove(RecordKey::Component(component_id(at)))),
    ]
}

//! Random documents with every kind of record: any text that fits, any day, any
//! choice, and references that lead somewhere.

use std::fmt::Debug;

use exready::{
    assessment::{
        Answer, AnswerField, AnswerKey, AnswerSubject, Applicant, ApplicantField, Application,
        ApplicationField, Argument, ArgumentField, AskedAgain, Assessment, Certificate,
        CertificateField, CertificateId, CertificateType, Command, Component, ComponentField,
        ComponentId, Date, Draft, DraftField, DraftKind, EmbeddedKind, EvidenceField, EvidenceFile,
        EvidenceId, EvidenceItem, EvidenceKind, EvidenceSubject, ExAnswers, ExcbReply, Excluded,
        IecexOption, Interface, InterfaceField, InterfaceId, ItemKind, LINE_MAX, Link, LinkField,
        ListKey, MapPart, MaturityLevel, Message, MessageField, MessageId, Moment, Note, NoteField,
        NoteSubject, PointId, Profile, ProfilePart, ProfileStatus, Provider, ProviderField,
        ProviderId, REASON_MAX, Record, Role, RowId, Scope, ScopeField, SecurityLevel, Selected,
        SetAside, Shown, Sought, TestItem, TestItemField, ThreatPath, Timestamp, Verdict,
    },
    catalogue::{ComponentKind, PartId, RequirementKey},
    ex::{self, AccessPath, QuestionKind, SymbolId, Technique},
};
use proptest::{
    collection::vec,
    option,
    prelude::*,
    sample::{select, subsequence},
};

use super::{altered, assessment_id, moment, random, shipped};

/// The most items of one kind.
const ITEMS: usize = 4;

/// Any text of at most so many characters; now and then one that is as long as it may be.
fn limited(max: usize) -> BoxedStrategy<String> {
    let letters = select(&['x', 'é', '\u{fb33}', '\u{1f600}', '"', '\n', '\u{0}'][..]);
    let longest = letters.prop_map(move |letter| String::from_iter(vec![letter; max]));
    let odd =
        select(&["", " ", "\u{feff}", "null", "a/b~1c", "\u{202e}\u{2028}", "\u{10ffff}"][..]);
    // The longest of all take their time: one or two in a document are enough.
    let share = if max > LINE_MAX { 1 } else { 4 };
    prop_oneof![
        50 => random::text(),
        25 => odd.prop_map(str::to_owned),
        share => longest,
    ]
    .boxed()
}

/// A text that says something.
fn saying(max: usize) -> impl Strategy<Value = String> {
    limited(max - 1).prop_map(|text| format!("a{text}"))
}

/// A content with any text in each of its fields.
fn filled<C: Clone + Debug + 'static, F: Copy + Debug + 'static>(
    content: impl Strategy<Value = C> + 'static,
    fields: &'static [F],
    max: fn(F) -> usize,
    text_mut: fn(&mut C, F) -> &mut String,
) -> BoxedStrategy<C> {
    let texts: Vec<_> = fields.iter().map(|field| limited(max(*field))).collect();
    (content, texts)
        .prop_map(move |(mut content, texts)| {
            for (field, text) in fields.iter().zip(texts) {
                *text_mut(&mut content, *field) = text;
            }
            content
        })
        .boxed()
}

/// Any id; some are as long as an id may be.
fn id<T: Debug>(read: fn(String) -> Result<T, &'static str>) -> impl Strategy<Value = T> {
    prop_oneof![4 => "[a-z0-9-]{1,9}", 1 => "[a-z0-9-]{64}"]
        .prop_map(move |text| read(text).unwrap())
}

fn ids<T: Debug + Ord>(
    read: fn(String) -> Result<T, &'static str>,
    least: usize,
) -> impl Strategy<Value = Vec<T>> {
    proptest::collection::btree_set(id(read), least..ITEMS).prop_map(Vec::from_iter)
}

pub fn date() -> impl Strategy<Value = Date> {
    (1..=9999_u16, 1..=12_u8, 1..=28_u8).prop_map(|(year, month, day)| {
        Date::try_from(format!("{year:04}-{month:02}-{day:02}")).unwrap()
    })
}

fn timestamp() -> impl Strategy<Value = Timestamp> {
    (date(), 0..24_u8, 0..60_u8, 0..60_u8).prop_map(|(date, hour, minute, second)| {
        Timestamp::try_from(format!("{date}T{hour:02}:{minute:02}:{second:02}Z")).unwrap()
    })
}

fn requirement() -> impl Strategy<Value = RequirementKey> {
    select(PartId::ALL.iter().flat_map(|part| part.part().keys()).collect::<Vec<_>>())
}

fn level() -> impl Strategy<Value = Option<MaturityLevel>> {
    option::of(select(&MaturityLevel::ALL[..]))
}

fn sha256() -> impl Strategy<Value = String> {
    "[0-9a-f]{64}"
}

fn singles() -> impl Strategy<Value = Vec<Record>> {
    let applicant = filled(
        Just(Applicant::default()),
        ApplicantField::ALL,
        ApplicantField::max,
        Applicant::text_mut,
    );
    let test_item = filled(
        Just(TestItem::default()),
        TestItemField::ALL,
        TestItemField::max,
        TestItem::text_mut,
    );
    let scope = filled(scope(), ScopeField::ALL, ScopeField::max, Scope::text_mut);
    (applicant, test_item, scope, random::selection()).prop_map(
        |(applicant, test_item, scope, selection)| {
            vec![
                Record::Applicant(applicant),
                Record::TestItem(test_item),
                Record::Scope(scope),
                Record::Selection(selection),
            ]
        },
    )
}

fn scope() -> impl Strategy<Value = Scope> {
    let symbols = || vec(select(SymbolId::all().collect::<Vec<_>>()), 0..3);
    let about = prop_oneof![
        select(SymbolId::all().collect::<Vec<_>>()).prop_map(ex::Subject::Symbol),
        select(&Technique::ALL[..]).prop_map(ex::Subject::Technique),
        select(&[QuestionKind::ProgrammableElectronics, QuestionKind::SafetyDevice][..])
            .prop_map(ex::Subject::Advisory),
    ];
    let reply = (about, any::<bool>()).prop_map(|(about, exposed)| ExcbReply { about, exposed });
    let answered = || option::of(any::<bool>());
    let ex = (symbols(), symbols(), vec(reply, 0..4), answered(), answered()).prop_map(
        |(which_of_h, which_of_n, excb, programmable_electronics, safety_device)| ExAnswers {
            which_of_h,
            which_of_n,
            excb,
            programmable_electronics,
            safety_device,
        },
    );
    let sought = (select(&MapPart::ALL[..]), select(&CertificateType::ALL[..]))
        .prop_map(|(part, r#type)| Sought { part, r#type });
    (
        option::of(select(&Role::ALL[..])),
        option::of(select(&EmbeddedKind::ALL[..])),
        option::of(select(&ItemKind::ALL[..])),
        any::<bool>(),
        vec(select(&Technique::ALL[..]), 0..4),
        option::of(vec(select(&AccessPath::ALL[..]), 0..4)),
        ex,
        option::of(select(&IecexOption::ALL[..])),
        vec(sought, 0..4),
    )
        .prop_map(
            |(role, embedded, item, not_protected, techniques, access, ex, option, sought)| Scope {
                role,
                embedded,
                item,
                not_protected,
                techniques,
                access,
                ex,
                option,
                sought,
                ..Scope::default()
            },
        )
}

/// Components, and the interfaces between them.
fn structure() -> impl Strategy<Value = Vec<Record>> {
    (ids(ComponentId::try_from, 1), ids(InterfaceId::try_from, 1)).prop_flat_map(
        |(components, interfaces)| {
            let end = option::of(select(components.clone()));
            let component = |id: ComponentId| {
                let choices = (option::of(select(&ComponentKind::ALL[..])), any::<bool>());
                let content = choices.prop_map(move |(kind, in_scope)| Component {
                    kind,
                    in_scope,
                    ..Component::new(id.clone())
                });
                filled(content, ComponentField::ALL, ComponentField::max, Component::text_mut)
                    .prop_map(|content| Record::Component(content.id.clone(), Some(content)))
            };
            let interface = move |id: InterfaceId| {
                let path = option::of(select(&AccessPath::ALL[..]));
                let content = (end.clone(), end.clone(), path).prop_map(move |(from, to, path)| {
                    Interface { from, to, path, ..Interface::new(id.clone()) }
                });
                filled(content, InterfaceField::ALL, InterfaceField::max, Interface::text_mut)
                    .prop_map(|content| Record::Interface(content.id.clone(), Some(content)))
            };
            let components: Vec<_> = components.into_iter().map(component).collect();
            let interfaces: Vec<_> = interfaces.into_iter().map(interface).collect();
            (components, interfaces).prop_map(|(components, interfaces)| {
                components.into_iter().chain(interfaces).collect()
            })
        },
    )
}

fn certificate() -> impl Strategy<Value = Record> {
    let content = (
        id(CertificateId::try_from),
        option::of(select(&MapPart::ALL[..])),
        option::of(select(&CertificateType::ALL[..])),
        option::of(date()),
        option::of(date()),
    )
        .prop_map(|(id, part, r#type, date, valid_until)| Certificate {
            part,
            r#type,
            date,
            valid_until,
            ..Certificate::new(id)
        });
    filled(content, CertificateField::ALL, CertificateField::max, Certificate::text_mut)
        .prop_map(|content| Record::Certificate(content.id.clone(), Some(content)))
}

fn provider() -> impl Strategy<Value = Record> {
    let content =
        (id(ProviderId::try_from), option::of(date()), option::of(any::<bool>())).prop_map(
            |(id, valid_until, holds_qar)| Provider { valid_until, holds_qar, ..Provider::new(id) },
        );
    filled(content, ProviderField::ALL, ProviderField::max, Provider::text_mut)
        .prop_map(|content| Record::Provider(content.id.clone(), Some(content)))
}

fn profile_part() -> impl Strategy<Value = ProfilePart> {
    // Rows without a base, so that none is selected without its own.
    let rows = |part: PartId| -> Vec<RequirementKey> {
        part.part().keys().filter(|key| key.parent().is_none()).collect()
    };
    (select(&PartId::ALL[..]), limited(LINE_MAX)).prop_flat_map(move |(part, edition)| {
        let rows = (subsequence(rows(part), 1..6), 0..6_usize);
        (rows, vec((0..=4_u8, limited(REASON_MAX), saying(REASON_MAX)), 6)).prop_map(
            move |((rows, selected), said)| {
                let (chosen, others) = rows.split_at(selected.min(rows.len()));
                let level = |key: RequirementKey, level: u8| {
                    SecurityLevel::new(level.max(key.requirement().from_level).max(1))
                };
                let requirements =
                    chosen.iter().zip(&said).map(|(key, (number, reason, _))| Selected {
                        id: RowId(*key),
                        level: level(*key, *number),
                        reason: reason.clone(),
                    });
                let exclusions = others.iter().zip(&said).map(|(key, (_, _, justification))| {
                    Excluded { id: RowId(*key), justification: justification.clone() }
                });
                ProfilePart {
                    part,
                    edition: edition.clone(),
                    requirements: requirements.collect(),
                    exclusions: exclusions.collect(),
                }
            },
        )
    })
}

fn a_profile() -> impl Strategy<Value = Record> {
    let path = (saying(REASON_MAX), option::of(select(&Technique::ALL[..])))
        .prop_map(|(description, technique)| ThreatPath { description, technique });
    let texts =
        (saying(LINE_MAX), saying(LINE_MAX), limited(LINE_MAX), saying(4_000), limited(4_000));
    let choices = (
        select(&[ProfileStatus::Draft, ProfileStatus::Published][..]),
        option::of(date()),
        subsequence(&Technique::ALL[..], 0..4),
        level(),
    );
    (texts, choices, vec(path, 0..4), profile_part()).prop_map(
        |((id, title, publisher, context, risk_evaluation), choices, threat_paths, part)| {
            let (status, date, techniques, maturity_level) = choices;
            let content = Profile {
                id,
                title,
                status,
                publisher,
                date,
                techniques,
                context,
                threat_paths,
                risk_evaluation,
                maturity_level,
                parts: vec![part],
                ..shipped(0)
            };
            Record::Profile(content.id.clone(), Some(content))
        },
    )
}

fn maps() -> impl Strategy<Value = Vec<Record>> {
    let argument = filled(
        any::<bool>().prop_map(|changeable| Argument { changeable, reason: String::new() }),
        ArgumentField::ALL,
        ArgumentField::max,
        Argument::text_mut,
    );
    let argument = (select(&Technique::ALL[..]), argument)
        .prop_map(|(technique, content)| Record::Argument(technique, Some(content)));
    let application = filled(
        (option::of(id(ComponentId::try_from)), option::of(select(&Role::ALL[..])), any::<bool>())
            .prop_map(|(component, role, confirmed)| Application {
                component,
                role,
                confirmed,
                ..Application::default()
            }),
        ApplicationField::ALL,
        ApplicationField::max,
        Application::text_mut,
    );
    let application = (select(&PartId::ALL[..]), application)
        .prop_map(|(part, content)| Record::Application(part, Some(content)));
    let draft = filled(
        sha256().prop_map(|basis| Draft { text: String::new(), language: String::new(), basis }),
        DraftField::ALL,
        DraftField::max,
        Draft::text_mut,
    );
    let draft = (select(&DraftKind::ALL[..]), draft)
        .prop_map(|(kind, content)| Record::Draft(kind, Some(content)));
    (vec(argument, 1..4), vec(application, 1..4), vec(draft, 1..4))
        .prop_map(|(arguments, applications, drafts)| [arguments, applications, drafts].concat())
}

fn item(id: EvidenceId) -> impl Strategy<Value = Record> {
    let file = (saying(LINE_MAX), 0..1_u64 << 53, sha256())
        .prop_map(|(name, size, sha256)| EvidenceFile { name, size, sha256 });
    let content = (
        select(&EvidenceKind::ALL[..]),
        option::of(date()),
        option::of(date()),
        option::of(file),
        subsequence(&Shown::ALL[..], 0..=3),
        option::of(select(&EvidenceSubject::ALL[..])),
    )
        .prop_map(|(kind, date, valid_until, file, shows, subject)| EvidenceItem {
            kind,
            date,
            valid_until,
            file,
            shows,
            subject,
            ..EvidenceItem::default()
        });
    let content = filled(content, EvidenceField::ALL, EvidenceField::max, EvidenceItem::text_mut);
    (content, saying(LINE_MAX)).prop_map(move |(content, title)| {
        Record::Evidence(id.clone(), Some(EvidenceItem { title, ..content }))
    })
}

fn answer(evidence: Vec<EvidenceId>) -> impl Strategy<Value = Answer> {
    let content = (
        select(&Verdict::ALL[..]),
        level(),
        option::of(select(evidence)),
        option::of(date()),
        option::of(prop_oneof![
            limited(LINE_MAX).prop_map(AskedAgain::Edition),
            limited(LINE_MAX).prop_map(AskedAgain::Version),
        ]),
    )
        .prop_map(|(verdict, claimed, scoping_analysis, due, asked_again)| Answer {
            verdict,
            claimed,
            scoping_analysis,
            due,
            asked_again,
            ..Answer::default()
        });
    filled(content, AnswerField::ALL, AnswerField::max, Answer::text_mut)
}

fn link(evidence: EvidenceId) -> impl Strategy<Value = Link> {
    filled(Just(Link::new(evidence)), LinkField::ALL, LinkField::max, Link::text_mut)
}

/// What is said of one requirement: an answer, links, ticks, and an order of the links.
fn answered(evidence: Vec<EvidenceId>) -> impl Strategy<Value = Vec<Record>> {
    let subject = prop_oneof![
        Just(AnswerSubject::Whole),
        id(ComponentId::try_from).prop_map(AnswerSubject::Component),
    ];
    let key = (requirement(), subject)
        .prop_map(|(requirement, subject)| AnswerKey { requirement, subject });
    let links: Vec<_> = evidence.iter().cloned().map(link).collect();
    let linked = (links, vec(any::<bool>(), evidence.len()));
    let order = option::of(vec(select(evidence.clone()), 0..4));
    (key, answer(evidence), note(), linked, ids(PointId::try_from, 0), order).prop_map(
        |(key, answer, note, (links, chosen), points, order)| {
            let links = links.into_iter().zip(chosen).filter(|(_, is_chosen)| *is_chosen);
            let links =
                links.map(|(link, _)| Record::Link(key.clone(), link.evidence.clone(), Some(link)));
            let mut records = vec![Record::Answer(key.clone(), Some(answer))];
            records.extend(links);
            records.push(Record::Note(NoteSubject::Answer(key.clone()), Some(note)));
            records.extend(points.into_iter().map(|id| Record::Tick(key.clone(), id, true)));
            let ids = order.map(|ids| ids.iter().map(ToString::to_string).collect());
            records.extend(ids.map(|ids| Record::Order(ListKey::Links(key.clone()), Some(ids))));
            records
        },
    )
}

fn note() -> impl Strategy<Value = Note> {
    filled(Just(Note::default()), NoteField::ALL, NoteField::max, Note::text_mut)
}

fn set_aside(evidence: Vec<EvidenceId>) -> impl Strategy<Value = Vec<Record>> {
    let line = || limited(LINE_MAX);
    let texts = (line(), line(), line(), line(), line());
    let links = select(evidence.clone()).prop_flat_map(link);
    let said = (answer(evidence), note());
    (select(&PartId::ALL[..]), texts, said, vec(links, 0..3), ids(PointId::try_from, 0)).prop_map(
        |(part, texts, (answer, note), links, ticks)| {
            let (edition, requirement, subject, component, title) = texts;
            let content = SetAside {
                part,
                edition,
                requirement,
                subject,
                component,
                title,
                answer,
                links,
                ticks,
            };
            let id = content.id();
            vec![
                Record::SetAside(id.clone(), Some(content)),
                Record::Note(NoteSubject::SetAside(id), Some(note)),
            ]
        },
    )
}

/// Evidence, and everything that names it.
fn statements() -> impl Strategy<Value = Vec<Record>> {
    ids(EvidenceId::try_from, 1).prop_flat_map(|evidence| {
        let items: Vec<_> = evidence.iter().cloned().map(item).collect();
        let answers = vec(answered(evidence.clone()), 1..5);
        (items, answers, vec(set_aside(evidence), 1..3)).prop_map(|(items, answers, set_aside)| {
            [items, answers.concat(), set_aside.concat()].concat()
        })
    })
}

fn message() -> impl Strategy<Value = Record> {
    let about = select(
        &["applicant", "scope", "evidence/e", "answer/4-1/SM-1/whole", "order/component"][..],
    );
    let content = (about, timestamp(), option::of(id(MessageId::try_from))).prop_map(
        |(about, written, reply_to)| Message {
            about: about.to_owned(),
            author: String::new(),
            written,
            text: String::new(),
            reply_to,
        },
    );
    let content = filled(content, MessageField::ALL, MessageField::max, Message::text_mut);
    (id(MessageId::try_from), content, saying(20_000))
        .prop_map(|(id, content, text)| Record::Message(id, Some(Message { text, ..content })))
}

/// Orders of lists, with ids that are there and ids that are not.
fn orders(records: &[Record]) -> impl Strategy<Value = Vec<Record>> + use<> {
    let named: Vec<String> = records
        .iter()
        .map(|record| record.key().name())
        .filter_map(|name| name.split_once('/').map(|(_, id)| id.to_owned()))
        .collect();
    let list = select(
        &[
            ListKey::Component,
            ListKey::Interface,
            ListKey::Certificate,
            ListKey::Provider,
            ListKey::Profile,
        ][..],
    );
    let one = prop_oneof![3 => select(named), 1 => limited(LINE_MAX)];
    vec((list, vec(one, 0..8)), 0..5).prop_map(|orders| {
        orders.into_iter().map(|(list, ids)| Record::Order(list, Some(ids))).collect()
    })
}

/// A document with every kind of record.
pub fn document() -> impl Strategy<Value = Assessment> {
    let lists = (vec(certificate(), 1..4), vec(provider(), 1..4), vec(a_profile(), 1..4)).prop_map(
        |(certificates, providers, profiles)| [certificates, providers, profiles].concat(),
    );
    let records = (singles(), structure(), lists, maps(), statements(), vec(message(), 1..4))
        .prop_map(|(singles, structure, lists, maps, statements, messages)| {
            [singles, structure, lists, maps, statements, messages].concat()
        });
    let records = records.prop_flat_map(|records| (orders(&records), Just(records)));
    (records, limited(LINE_MAX), timestamp(), timestamp()).prop_map(
        |((orders, records), language, created, modified)| {
            let mut assessment = Assessment::new(assessment_id(), &moment("2026-11-23T12:00:00Z"));
            let now = Moment::in_utc(modified);
            for records in [records, orders] {
                assessment.apply(Command::Put(records), &now).unwrap();
            }
            altered(&assessment, |content| {
                content.language = language;
                content.created = created;
            })
        },
    )
}

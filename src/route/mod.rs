//! Which certificates to apply for, in which order, and why (RT, CT).
//!
//! [`decide`] looks at five facts and nothing else. How the rules are read:
//!
//! - The protection is *reachable* where a technique is exposed **and** there is
//!   an access path (EX-3). One "no" of the two settles it, whatever the other is.
//! - Reachable: RT-2, whatever else the product is. Not reachable: RT-1 for an
//!   embedded device, else RT-3, whose rationale is kept.
//! - A symbol that the workshop's table does not settle, with a path: the ExCB is
//!   asked (EX-4, EX-5), and the decision says what follows from either answer.
//! - A question is asked only where its answer can change what is decided. While
//!   the route is open, the parts are not asked for; without a route to a
//!   certificate they are not asked for either.
//! - A product supplier shows RT-4: 2-4, then 4-1, then 4-2 or 3-3. A service
//!   provider has 2-4, and 3-2 and 3-3 where the test item is the system it
//!   builds; where it is a component, its 4-2 certificate is its supplier's. An
//!   asset owner has 2-1 and 3-2 and asks its suppliers for the rest (RT-9).

pub mod certificate;
pub mod matrix;
pub mod options;
mod selection;
pub mod sequence;
mod standards;
pub mod texts;

pub use selection::proposal;
use serde::Serialize;
pub use standards::{Standard, standard};

use crate::{
    assessment::{Assessment, EmbeddedKind, ItemKind, MapPart, Role},
    ex, words,
};

/// The decision for an assessment as it is now.
#[must_use]
pub fn decision(assessment: &Assessment) -> Decision {
    decide(&Situation::of(assessment, Exposure::of(assessment)))
}

/// Whether the protection techniques of the test item are exposed (EX-1, EX-5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Exposure {
    /// At least one technique is.
    Possible,
    /// None is.
    No,
    /// The workshop's table does not say; the ExCB does.
    AskExcb,
    /// Not known yet.
    Open,
}

impl Exposure {
    /// Every value.
    pub const ALL: [Self; 4] = [Self::Possible, Self::No, Self::AskExcb, Self::Open];
}

/// Whether there is a way to the test item (EX-3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Access {
    /// At least one.
    Path,
    /// None.
    NoPath,
    /// Not known yet.
    Open,
}

impl Access {
    /// Every value.
    pub const ALL: [Self; 3] = [Self::Path, Self::NoPath, Self::Open];
}

/// Whether the explosion protection can be reached through the IACS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Reach {
    /// A technique is exposed and there is a path.
    Reachable,
    /// No technique is exposed, or there is no path.
    NotReachable,
    /// There is a path, and the ExCB decides whether a technique is exposed.
    AskExcb,
    /// Not known yet.
    Open,
}

/// The facts that decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Situation {
    /// Whether a technique is exposed.
    pub exposure: Exposure,
    /// Whether there is a way to the test item.
    pub access: Access,
    /// Whether the test item is an embedded device in an IACS (RT-8).
    pub embedded: Option<bool>,
    /// Whether it is assessed as a component or as a system.
    pub item: Option<ItemKind>,
    /// What the applicant does (RT-9).
    pub role: Option<Role>,
}

impl Exposure {
    /// What the markings, the techniques named by hand and the answers say of
    /// it, whatever the access paths are.
    #[must_use]
    pub fn of(assessment: &Assessment) -> Self {
        let reading = ex::read(&assessment.test_item.marking);
        let mut facts = assessment.scope.exposure_facts(&reading);
        // With a path, the verdict is that of the techniques alone.
        facts.access = ex::AccessPaths::Some(vec![ex::AccessPath::WiredNetwork]);
        match ex::assess(&facts).verdict {
            ex::Verdict::Exposed | ex::Verdict::PossibleWithoutPath => Self::Possible,
            ex::Verdict::NotExposed => Self::No,
            ex::Verdict::AskExcb => Self::AskExcb,
            ex::Verdict::Undecided => Self::Open,
        }
    }
}

impl Situation {
    /// The situation that the scope of an assessment describes; the exposure
    /// follows from its markings and techniques.
    #[must_use]
    pub fn of(assessment: &Assessment, exposure: Exposure) -> Self {
        let scope = &assessment.scope;
        Self {
            exposure,
            access: match &scope.access {
                None => Access::Open,
                Some(paths) if paths.is_empty() => Access::NoPath,
                Some(_) => Access::Path,
            },
            embedded: scope.embedded.map(|kind| kind != EmbeddedKind::NotEmbedded),
            item: scope.item,
            role: scope.role,
        }
    }

    /// Whether the explosion protection can be reached (EX-3).
    #[must_use]
    pub const fn reach(&self) -> Reach {
        match (self.exposure, self.access) {
            (Exposure::No, Access::Path | Access::NoPath | Access::Open)
            | (Exposure::Possible | Exposure::AskExcb | Exposure::Open, Access::NoPath) => {
                Reach::NotReachable
            }
            (Exposure::Possible, Access::Path) => Reach::Reachable,
            (Exposure::AskExcb, Access::Path) => Reach::AskExcb,
            (Exposure::Open, Access::Path)
            | (Exposure::Possible | Exposure::AskExcb | Exposure::Open, Access::Open) => {
                Reach::Open
            }
        }
    }

    /// The part that the test item itself is assessed to.
    #[must_use]
    pub const fn product_part(&self) -> Option<MapPart> {
        match self.item {
            Some(ItemKind::Component) => Some(MapPart::P4_2),
            Some(ItemKind::System) => Some(MapPart::P3_3),
            None => None,
        }
    }
}

/// The way to the certificates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Route {
    /// An IECEE certificate, no IECEx statement (RT-1).
    IeceeCertificate,
    /// An IECEE certificate as basis of an IECEx certificate (RT-2).
    IeceeForIecex,
    /// No action; the rationale is kept (RT-3).
    NoAction,
    /// The ExCB decides (EX-5).
    AskExcb,
    /// Something decisive is not answered.
    Open,
}

impl Route {
    /// Every route.
    pub const ALL: [Self; 5] =
        [Self::IeceeCertificate, Self::IeceeForIecex, Self::NoAction, Self::AskExcb, Self::Open];

    /// The rule it comes from; none while it is open.
    #[must_use]
    pub const fn rule(self) -> Option<&'static str> {
        match self {
            Self::IeceeCertificate => Some("RT-1"),
            Self::IeceeForIecex => Some("RT-2"),
            Self::NoAction => Some("RT-3"),
            Self::AskExcb => Some("EX-5"),
            Self::Open => None,
        }
    }

    /// Its name in a few words.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::IeceeCertificate => words::route::iecee_title(),
            Self::IeceeForIecex => words::route::iecex_title(),
            Self::NoAction => words::route::no_action_title(),
            Self::AskExcb => words::route::ask_title(),
            Self::Open => words::route::open_title(),
        }
    }

    /// What it means, in a sentence or two that name no part.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::IeceeCertificate => words::route::iecee_text(),
            Self::IeceeForIecex => words::route::iecex_text(),
            Self::NoAction => words::route::no_action_text(),
            Self::AskExcb => words::route::ask_text(),
            Self::Open => words::route::open_text(),
        }
    }
}

/// Something that supports a decision. Its wording is in `locales/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ReasonCode {
    /// The workshop's table gives "possible" for a technique, or the ExCB does
    /// where the table is silent.
    ExposurePossible,
    /// The workshop's table gives "no" for all techniques, or the ExCB does where
    /// the table is silent.
    ExposureNo,
    /// The workshop's table does not settle whether a technique is exposed.
    ExposureAsk,
    /// There is an access path.
    AccessPath,
    /// There is no access path.
    NoAccessPath,
    /// A technique is exposed, but without a path nothing reaches it.
    PossibleWithoutPath,
    /// The table does not settle it, but without a path it does not matter.
    AskWithoutPath,
    /// Exposed and reachable: the IECEE certificate is the basis of an IECEx one.
    ProtectionReachable,
    /// An embedded device whose protection is reachable is not exempt.
    EmbeddedAndReachable,
    /// An embedded device in an IACS needs the IECEE certificate only.
    EmbeddedDevice,
    /// Neither exposed through the IACS nor an embedded device.
    NotEmbedded,
    /// The ExCB decides whether the technique is exposed.
    ExcbDecides,
    /// The IECEE certificate is needed whatever the ExCB answers.
    CertificateEitherWay,
    /// A supplier shows three assessments in this order.
    SupplierSequence,
    /// A service provider is assessed for its services.
    ProviderServices,
    /// A service provider also answers for the system it builds.
    ProviderSystem,
    /// An asset owner has a security program and a risk assessment of its own.
    OwnerProgram,
    /// The certificate of the product is that of its supplier.
    SupplierHolds,
    /// A component is assessed to 4-2.
    ComponentPart,
    /// A system is assessed to 3-3.
    SystemPart,
}

impl ReasonCode {
    /// Every reason.
    pub const ALL: [Self; 20] = [
        Self::ExposurePossible,
        Self::ExposureNo,
        Self::ExposureAsk,
        Self::AccessPath,
        Self::NoAccessPath,
        Self::PossibleWithoutPath,
        Self::AskWithoutPath,
        Self::ProtectionReachable,
        Self::EmbeddedAndReachable,
        Self::EmbeddedDevice,
        Self::NotEmbedded,
        Self::ExcbDecides,
        Self::CertificateEitherWay,
        Self::SupplierSequence,
        Self::ProviderServices,
        Self::ProviderSystem,
        Self::OwnerProgram,
        Self::SupplierHolds,
        Self::ComponentPart,
        Self::SystemPart,
    ];

    /// The rule behind it.
    #[must_use]
    pub const fn rule(self) -> &'static str {
        match self {
            Self::ExposurePossible | Self::ExposureNo => "EX-1",
            Self::ExposureAsk | Self::ExcbDecides => "EX-5",
            Self::AccessPath
            | Self::NoAccessPath
            | Self::PossibleWithoutPath
            | Self::AskWithoutPath => "EX-3",
            Self::ProtectionReachable | Self::EmbeddedAndReachable => "RT-2",
            Self::EmbeddedDevice | Self::CertificateEitherWay => "RT-1",
            Self::NotEmbedded => "RT-3",
            Self::SupplierSequence | Self::ComponentPart | Self::SystemPart => "RT-4",
            Self::ProviderServices
            | Self::ProviderSystem
            | Self::OwnerProgram
            | Self::SupplierHolds => "RT-9",
        }
    }

    /// Whether it stands on the workshop's slides; else it is this product's
    /// reading of them.
    #[must_use]
    pub const fn on_slides(self) -> bool {
        match self {
            Self::ExposurePossible
            | Self::ExposureNo
            | Self::AccessPath
            | Self::ProtectionReachable
            | Self::EmbeddedDevice
            | Self::SupplierSequence
            | Self::ProviderServices
            | Self::ProviderSystem
            | Self::OwnerProgram
            | Self::ComponentPart
            | Self::SystemPart => true,
            Self::ExposureAsk
            | Self::NoAccessPath
            | Self::PossibleWithoutPath
            | Self::AskWithoutPath
            | Self::EmbeddedAndReachable
            | Self::NotEmbedded
            | Self::ExcbDecides
            | Self::CertificateEitherWay
            | Self::SupplierHolds => false,
        }
    }

    /// What it says, in a sentence.
    #[must_use]
    pub fn text(self) -> &'static str {
        use words::route_reason as say;
        match self {
            Self::ExposurePossible => say::exposure_possible(),
            Self::ExposureNo => say::exposure_no(),
            Self::ExposureAsk => say::exposure_ask(),
            Self::AccessPath => say::access_path(),
            Self::NoAccessPath => say::no_access_path(),
            Self::PossibleWithoutPath => say::possible_without_path(),
            Self::AskWithoutPath => say::ask_without_path(),
            Self::ProtectionReachable => say::protection_reachable(),
            Self::EmbeddedAndReachable => say::embedded_and_reachable(),
            Self::EmbeddedDevice => say::embedded_device(),
            Self::NotEmbedded => say::not_embedded(),
            Self::ExcbDecides => say::excb_decides(),
            Self::CertificateEitherWay => say::certificate_either_way(),
            Self::SupplierSequence => say::supplier_sequence(),
            Self::ProviderServices => say::provider_services(),
            Self::ProviderSystem => say::provider_system(),
            Self::OwnerProgram => say::owner_program(),
            Self::SupplierHolds => say::supplier_holds(),
            Self::ComponentPart => say::component_part(),
            Self::SystemPart => say::system_part(),
        }
    }
}

/// A reason with its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reason {
    /// What supports the decision.
    pub code: ReasonCode,
    /// The id of the rule behind it.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub rule: &'static str,
    /// Whether it stands on the workshop's slides.
    pub on_slides: bool,
}

impl Reason {
    const fn new(code: ReasonCode) -> Self {
        Self { code, rule: code.rule(), on_slides: code.on_slides() }
    }

    /// What it says, in a sentence.
    #[must_use]
    pub fn text(self) -> &'static str {
        self.code.text()
    }
}

/// A question whose answer can change what is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum OpenQuestion {
    /// Which protection techniques are used.
    Exposure,
    /// Which access paths there are.
    Access,
    /// Whether it is an embedded device.
    Embedded,
    /// Component or system.
    Item,
    /// What the applicant does.
    Role,
}

impl OpenQuestion {
    /// Every question, in the order in which they are asked.
    pub const ALL: [Self; 5] =
        [Self::Exposure, Self::Access, Self::Embedded, Self::Item, Self::Role];

    /// The rule that asks it.
    #[must_use]
    pub const fn rule(self) -> &'static str {
        match self {
            Self::Exposure => "EX-1",
            Self::Access => "EX-3",
            Self::Embedded => "RT-8",
            Self::Item => "RT-1",
            Self::Role => "RT-9",
        }
    }

    /// The question.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Exposure => words::route::ask_exposure(),
            Self::Access => words::route::ask_access(),
            Self::Embedded => words::route::ask_embedded(),
            Self::Item => words::route::ask_item(),
            Self::Role => words::route::ask_role(),
        }
    }
}

/// What follows from either answer of the ExCB (EX-5). The parts and reasons of
/// each are those of [`decide`] with the answer in place of the exposure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Either {
    /// The route if the technique is exposed.
    pub exposed: Route,
    /// The route if it is not.
    pub not_exposed: Route,
}

/// The answer: what to apply for, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Decision {
    /// The facts it was made from.
    pub situation: Situation,
    /// The route.
    pub route: Route,
    /// The parts that apply to the applicant, in the order in which they are shown.
    pub parts: Vec<MapPart>,
    /// The parts to which the applicant asks its suppliers for certificates.
    pub suppliers: Vec<MapPart>,
    /// What supports it, in the order of the argument.
    pub reasons: Vec<Reason>,
    /// What is not answered and can still change it.
    pub open: Vec<OpenQuestion>,
    /// What follows from either answer, where the ExCB is asked.
    pub either: Option<Either>,
}

/// Decides the route. Every combination of facts has one.
#[must_use]
pub fn decide(situation: &Situation) -> Decision {
    let mut decision = Decision {
        situation: *situation,
        route: Route::Open,
        parts: Vec::new(),
        suppliers: Vec::new(),
        reasons: Vec::new(),
        open: Vec::new(),
        either: None,
    };
    match situation.reach() {
        Reach::Reachable => decision.reachable(),
        Reach::NotReachable => decision.not_reachable(),
        Reach::AskExcb => decision.ask_excb(),
        Reach::Open => decision.not_known(),
    }
    decision
}

impl Decision {
    fn because(&mut self, code: ReasonCode) {
        self.reasons.push(Reason::new(code));
    }

    fn reachable(&mut self) {
        self.route = Route::IeceeForIecex;
        self.because(ReasonCode::ExposurePossible);
        self.because(ReasonCode::AccessPath);
        self.because(ReasonCode::ProtectionReachable);
        if self.situation.embedded == Some(true) {
            self.because(ReasonCode::EmbeddedAndReachable);
        }
        self.name_parts();
    }

    fn not_reachable(&mut self) {
        self.why_not_reachable();
        self.route = without_reach(self.situation.embedded);
        match self.situation.embedded {
            Some(true) => {
                self.because(ReasonCode::EmbeddedDevice);
                self.name_parts();
            }
            Some(false) => self.because(ReasonCode::NotEmbedded),
            None => self.open.push(OpenQuestion::Embedded),
        }
    }

    /// The rationale that is kept where nothing has to be done.
    fn why_not_reachable(&mut self) {
        match self.situation.exposure {
            Exposure::No => self.because(ReasonCode::ExposureNo),
            Exposure::Possible => {
                self.because(ReasonCode::ExposurePossible);
                self.because(ReasonCode::PossibleWithoutPath);
            }
            Exposure::AskExcb => {
                self.because(ReasonCode::ExposureAsk);
                self.because(ReasonCode::AskWithoutPath);
            }
            Exposure::Open => self.because(ReasonCode::NoAccessPath),
        }
    }

    fn ask_excb(&mut self) {
        self.route = Route::AskExcb;
        self.either = Some(Either {
            exposed: Route::IeceeForIecex,
            not_exposed: without_reach(self.situation.embedded),
        });
        self.because(ReasonCode::ExposureAsk);
        self.because(ReasonCode::AccessPath);
        self.because(ReasonCode::ExcbDecides);
        match self.situation.embedded {
            // Both answers lead to the IECEE certificate: its parts are certain.
            Some(true) => {
                self.because(ReasonCode::CertificateEitherWay);
                self.name_parts();
            }
            Some(false) => self.ask_for_parts(),
            None => {
                self.open.push(OpenQuestion::Embedded);
                self.ask_for_parts();
            }
        }
    }

    fn not_known(&mut self) {
        match self.situation.exposure {
            Exposure::Possible => self.because(ReasonCode::ExposurePossible),
            Exposure::AskExcb => self.because(ReasonCode::ExposureAsk),
            Exposure::No => self.because(ReasonCode::ExposureNo),
            Exposure::Open => self.open.push(OpenQuestion::Exposure),
        }
        match self.situation.access {
            Access::Path => self.because(ReasonCode::AccessPath),
            Access::NoPath => self.because(ReasonCode::NoAccessPath),
            Access::Open => self.open.push(OpenQuestion::Access),
        }
        if self.situation.embedded.is_none() {
            self.open.push(OpenQuestion::Embedded);
        }
    }

    /// The parts by role and test item (RT-4, RT-9).
    fn name_parts(&mut self) {
        let product = self.situation.product_part();
        match self.situation.role {
            Some(Role::ProductSupplier) => {
                self.because(ReasonCode::SupplierSequence);
                self.parts.extend([MapPart::P2_4, MapPart::P4_1]);
                self.parts.extend(product);
            }
            Some(Role::ServiceProvider) => {
                self.because(ReasonCode::ProviderServices);
                self.parts.push(MapPart::P2_4);
                match self.situation.item {
                    Some(ItemKind::System) => {
                        self.because(ReasonCode::ProviderSystem);
                        self.parts.extend([MapPart::P3_2, MapPart::P3_3]);
                    }
                    Some(ItemKind::Component) => {
                        self.because(ReasonCode::SupplierHolds);
                        self.suppliers.extend(product);
                    }
                    None => {}
                }
            }
            Some(Role::AssetOwner) => {
                self.because(ReasonCode::OwnerProgram);
                self.because(ReasonCode::SupplierHolds);
                self.parts.extend([MapPart::P2_1, MapPart::P3_2]);
                self.suppliers.extend(product);
            }
            None => self.parts.extend(product),
        }
        match self.situation.item {
            Some(ItemKind::Component) => self.because(ReasonCode::ComponentPart),
            Some(ItemKind::System) => self.because(ReasonCode::SystemPart),
            None => {}
        }
        self.ask_for_parts();
    }

    /// Asks for what the parts depend on.
    fn ask_for_parts(&mut self) {
        if self.situation.item.is_none() {
            self.open.push(OpenQuestion::Item);
        }
        if self.situation.role.is_none() {
            self.open.push(OpenQuestion::Role);
        }
    }

    /// Whether the route asks for an IECEE certificate for sure.
    #[must_use]
    pub const fn needs_certificate(&self) -> bool {
        match self.route {
            Route::IeceeCertificate | Route::IeceeForIecex => true,
            Route::AskExcb => matches!(self.situation.embedded, Some(true)),
            Route::NoAction | Route::Open => false,
        }
    }

    /// Whether this part applies, to the applicant or to its suppliers.
    #[must_use]
    pub fn names(&self, part: MapPart) -> bool {
        self.parts.contains(&part) || self.suppliers.contains(&part)
    }

    /// The answer in a few sentences: what to apply for, in which order.
    #[must_use]
    pub fn headline(&self) -> String {
        let (mut certified, mut program) = (Vec::new(), Vec::new());
        for part in &self.parts {
            if MapPart::CERTIFIED.contains(part) { &mut certified } else { &mut program }
                .push(standard(*part).number);
        }
        let suppliers: Vec<&str> =
            self.suppliers.iter().map(|part| standard(*part).number).collect();
        let comma = words::list::comma();
        let mut sentences = Vec::new();
        if self.route == Route::AskExcb {
            sentences.push(words::route::headline_ask().to_owned());
        }
        if !program.is_empty() {
            sentences.push(words::route::headline_program(&program.join(comma)));
        }
        if !certified.is_empty() {
            let parts = certified.join(comma);
            sentences.push(words::route::headline_apply(certified.len(), &parts));
        }
        if !suppliers.is_empty() {
            sentences.push(words::route::headline_suppliers(&suppliers.join(comma)));
        }
        if self.needs_certificate() && self.situation.item.is_none() {
            sentences.push(words::route::headline_item_open().to_owned());
        }
        match self.route {
            Route::IeceeCertificate => {
                sentences.push(words::route::headline_no_iecex().to_owned());
            }
            Route::IeceeForIecex => sentences.push(words::route::headline_iecex().to_owned()),
            Route::NoAction => sentences.push(words::route::headline_no_action().to_owned()),
            Route::AskExcb => {
                if let Some(Either { exposed, not_exposed }) = self.either {
                    let (yes, no) = (exposed.title(), not_exposed.title());
                    sentences.push(words::route::headline_either(yes, no));
                }
            }
            Route::Open => sentences.push(words::route::headline_open().to_owned()),
        }
        sentences.join(" ")
    }
}

/// The route where the protection is not reachable.
const fn without_reach(embedded: Option<bool>) -> Route {
    match embedded {
        Some(true) => Route::IeceeCertificate,
        Some(false) => Route::NoAction,
        None => Route::Open,
    }
}

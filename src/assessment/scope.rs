//! What decides which certificates to apply for: the role of the applicant,
//! what the test item is in its installation, and how it can be reached.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    Argument, Rejected,
    text_field::{LINE_MAX, text_fields},
};
use crate::ex::{self, AccessPath, Subject, SymbolId, Technique};

/// The facts behind the route (RT) and the exposure (EX). Everything may be
/// left open; what is open is asked for, never assumed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Scope {
    /// What the applicant does (RT-9).
    #[serde(default)]
    pub role: Option<Role>,
    /// Whether the test item is an embedded device in a system controlled by an
    /// IACS, and which kind (RT-8).
    #[serde(default)]
    pub embedded: Option<EmbeddedKind>,
    /// What kind of embedded device it is, where the list does not name it (RT-8).
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    #[serde(default)]
    pub embedded_other: String,
    /// Whether the test item is assessed as a component or as a system (RT-1).
    #[serde(default)]
    pub item: Option<ItemKind>,
    /// Whether the test item holds software, firmware or programmable parts:
    /// IEC 62443 does not apply to one that holds none (RT-10).
    #[serde(default)]
    pub programmable: Option<bool>,
    /// Whether the test item is said not to be explosion-protected at all.
    #[serde(default)]
    pub not_protected: bool,
    /// Protection techniques named without a marking, each once.
    #[serde(default)]
    pub techniques: Vec<Technique>,
    /// The ways in which the test item can be reached, each once (EX-3); an
    /// empty list says that there is none, no list that it is not known yet.
    #[serde(default)]
    pub access: Option<Vec<AccessPath>>,
    /// The answers to what the marking leaves open (EX-2, EX-4, EX-5, EX-6).
    #[serde(default)]
    pub ex: ExAnswers,
    /// How the IECEx certificate is to be issued (RT-5).
    #[serde(default)]
    pub option: Option<IecexOption>,
    /// The certificates to apply for, each once (CT).
    #[serde(default)]
    pub sought: Vec<Sought>,
}

text_fields!(Scope, ScopeField {
    EmbeddedOther => embedded_other: LINE_MAX,
});

/// The answers to what a marking leaves open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ExAnswers {
    /// Which of c, b, k stand behind `h` (EX-2); none: not answered.
    #[serde(default)]
    pub which_of_h: Vec<SymbolId>,
    /// Which of nA, nC, nR, nL stand behind a bare `n` (EX-6); none: not answered.
    #[serde(default)]
    pub which_of_n: Vec<SymbolId>,
    /// What the ExCB said, each subject once (EX-5).
    #[serde(default)]
    pub excb: Vec<ExcbReply>,
    /// Whether programmable electronics monitor ignition sources or a liquid (EX-4).
    #[serde(default)]
    pub programmable_electronics: Option<bool>,
    /// Whether a safety device holds firmware or a network port (EX-4).
    #[serde(default)]
    pub safety_device: Option<bool>,
}

impl ExAnswers {
    /// Whether the ExCB said that a subject is exposed, if it said anything (EX-5, EX-7).
    #[must_use]
    pub fn excb_says(&self, about: Subject) -> Option<bool> {
        self.excb.iter().find(|reply| reply.about == about).map(|reply| reply.exposed)
    }
}

/// What the ExCB said of one subject (EX-5, EX-7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ExcbReply {
    /// What about.
    pub about: Subject,
    /// Whether it is exposed.
    pub exposed: bool,
}

impl Scope {
    /// The same with its lists in order and each entry once.
    pub(super) fn in_order(mut self) -> Self {
        once_each(&mut self.techniques);
        if let Some(paths) = &mut self.access {
            once_each(paths);
        }
        once_each(&mut self.sought);
        // Of two replies about one thing, the order would decide.
        first_of_each(&mut self.ex.excb, |one, other| one.about == other.about);
        first_of_each(&mut self.ex.which_of_h, |one, other| one == other);
        first_of_each(&mut self.ex.which_of_n, |one, other| one == other);
        self
    }

    pub(super) fn own_flaw(&self) -> Option<(&'static str, Rejected)> {
        let sound = self.clone().in_order();
        [
            ("techniques", sound.techniques == self.techniques),
            ("access", sound.access == self.access),
            ("sought", sound.sought == self.sought),
            ("ex", sound.ex == self.ex),
        ]
        .into_iter()
        .find_map(|(field, is_sound)| (!is_sound).then_some((field, Rejected::NotOnceEach)))
    }

    /// What the exposure follows from, together with the markings that were read
    /// and what the applicant argues (EX-7).
    #[must_use]
    pub fn exposure_facts(
        &self,
        reading: &ex::Reading,
        arguments: &BTreeMap<Technique, Argument>,
    ) -> ex::ExposureFacts {
        let answers = &self.ex;
        let given = arguments.iter().filter(|(_, argument)| argument.is_given());
        ex::ExposureFacts {
            found: reading.found(),
            ticked: self.techniques.clone(),
            unread: reading.is_unread(),
            not_protected: self.not_protected,
            access: match &self.access {
                None => ex::AccessPaths::Unanswered,
                Some(paths) if paths.is_empty() => ex::AccessPaths::None,
                Some(paths) => ex::AccessPaths::Some(paths.clone()),
            },
            answers: ex::ExposureAnswers {
                which_of_h: answers.which_of_h.clone(),
                which_of_n: answers.which_of_n.clone(),
                excb: answers.excb.iter().map(|reply| (reply.about, reply.exposed)).collect(),
                changeable: given.map(|(about, argument)| (*about, argument.changeable)).collect(),
                programmable_electronics: answers.programmable_electronics,
                safety_device: answers.safety_device,
            },
        }
    }
}

/// What the applicant does (RT-9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Makes the product.
    ProductSupplier,
    /// Integrates or maintains it for others.
    ServiceProvider,
    /// Owns or operates the installation.
    AssetOwner,
}

impl Role {
    /// Every role, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::ProductSupplier, Self::ServiceProvider, Self::AssetOwner];
}

/// The kinds of embedded device that the workshop lists (RT-8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum EmbeddedKind {
    /// Not an embedded device.
    NotEmbedded,
    /// Programmable logic controller.
    Plc,
    /// Controller of a distributed control system.
    DcsController,
    /// Safety logic solver.
    SafetyLogicSolver,
    /// Programmable automation controller.
    Pac,
    /// Intelligent electronic device.
    Ied,
    /// Digital protective relay.
    ProtectiveRelay,
    /// Smart motor starter or controller.
    MotorController,
    /// SCADA controller.
    ScadaController,
    /// Remote terminal unit.
    Rtu,
    /// Networked vibration monitor.
    VibrationMonitor,
    /// Networked gas detector.
    GasDetector,
    /// Another one, described in [`Scope::embedded_other`].
    Other,
}

impl EmbeddedKind {
    /// Every kind, in the order in which they are offered.
    pub const ALL: [Self; 13] = [
        Self::NotEmbedded,
        Self::Plc,
        Self::DcsController,
        Self::SafetyLogicSolver,
        Self::Pac,
        Self::Ied,
        Self::ProtectiveRelay,
        Self::MotorController,
        Self::ScadaController,
        Self::Rtu,
        Self::VibrationMonitor,
        Self::GasDetector,
        Self::Other,
    ];
}

/// What the test item is assessed as: 4-2 is for components, 3-3 for systems.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ItemKind {
    /// A component: assessed to IEC 62443-4-2.
    Component,
    /// A system: assessed to IEC 62443-3-3.
    System,
}

impl ItemKind {
    /// Both, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Component, Self::System];
}

/// How an IECEx certificate can be issued (RT-5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum IecexOption {
    /// Certificate of conformity: ExTR for a tested sample, QAR, surveillance.
    CertificateOfConformity,
    /// Unit verification: ExTR for specified units, no QAR, no up-issue.
    UnitVerification,
}

impl IecexOption {
    /// Both, in the order of the workshop.
    pub const ALL: [Self; 2] = [Self::CertificateOfConformity, Self::UnitVerification];
}

/// A part of IEC 62443 in the application map (RT-9), whether this build has a
/// catalogue of it or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum MapPart {
    /// Security program of the asset owner.
    #[serde(rename = "2-1")]
    P2_1,
    /// Security program of service providers.
    #[serde(rename = "2-4")]
    P2_4,
    /// Security risk assessment for system design.
    #[serde(rename = "3-2")]
    P3_2,
    /// System security requirements and security levels.
    #[serde(rename = "3-3")]
    P3_3,
    /// Secure product development lifecycle.
    #[serde(rename = "4-1")]
    P4_1,
    /// Technical security requirements for components.
    #[serde(rename = "4-2")]
    P4_2,
}

impl MapPart {
    /// Every part of the map, in the order of the series.
    pub const ALL: [Self; 6] =
        [Self::P2_1, Self::P2_4, Self::P3_2, Self::P3_3, Self::P4_1, Self::P4_2];

    /// The parts of which IECEE certificates are issued, in the order of the matrix (CT).
    pub const CERTIFIED: [Self; 4] = [Self::P2_4, Self::P4_1, Self::P3_3, Self::P4_2];

    /// The number within the series, such as `4-1`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::P2_1 => "2-1",
            Self::P2_4 => "2-4",
            Self::P3_2 => "3-2",
            Self::P3_3 => "3-3",
            Self::P4_1 => "4-1",
            Self::P4_2 => "4-2",
        }
    }
}

/// The six types of certificate (CT).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum CertificateType {
    /// Process capability assessment (scenario 1).
    ProcessCapability,
    /// Product capability assessment (scenario 1).
    ProductCapability,
    /// Solution capability assessment (scenario 1).
    SolutionCapability,
    /// Process application of capabilities assessment (scenario 2).
    ProcessApplication,
    /// Product application of capabilities assessment (scenario 2).
    ProductApplication,
    /// Solution application of capabilities assessment (scenario 2).
    SolutionApplication,
}

impl CertificateType {
    /// Every type, in the order of the matrix.
    pub const ALL: [Self; 6] = [
        Self::ProcessCapability,
        Self::ProductCapability,
        Self::SolutionCapability,
        Self::ProcessApplication,
        Self::ProductApplication,
        Self::SolutionApplication,
    ];

    /// 1 for a capability assessment, 2 for an application of capabilities assessment.
    #[must_use]
    pub const fn scenario(self) -> u8 {
        match self {
            Self::ProcessCapability | Self::ProductCapability | Self::SolutionCapability => 1,
            Self::ProcessApplication | Self::ProductApplication | Self::SolutionApplication => 2,
        }
    }
}

/// A certificate to apply for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Sought {
    /// To which part.
    pub part: MapPart,
    /// Of which type.
    pub r#type: CertificateType,
}

/// Puts items in order and keeps each once.
pub(super) fn once_each<T: Ord>(items: &mut Vec<T>) {
    items.sort();
    items.dedup();
}

/// Keeps the first of items that are the same, in their order.
fn first_of_each<T: Clone>(items: &mut Vec<T>, is_same: impl Fn(&T, &T) -> bool) {
    let mut kept: Vec<T> = Vec::with_capacity(items.len());
    for item in items.iter() {
        if !kept.iter().any(|other| is_same(other, item)) {
            kept.push(item.clone());
        }
    }
    *items = kept;
}

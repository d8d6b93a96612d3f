//! What supports a decision, with its source.

use serde::Serialize;

use crate::words;

/// Something that supports a decision. Its wording is in `locales/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ReasonCode {
    /// The item is not explosion-protected.
    NotProtected,
    /// IECEx asks the manufacturer, and the applicant is another.
    NotTheManufacturer,
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
    /// Programmable electronics or a safety device holds software.
    AdvisoryYes,
    /// The same, where the protection is exposed anyway: one more question.
    AdvisoryBeside,
    /// The applicant argues that nothing reaches what the protection relies on.
    ArguedNotReachable,
    /// The ExCB decides whether the technique is exposed.
    ExcbDecides,
    /// The IECEE certificate is needed whatever the ExCB answers.
    CertificateEitherWay,
    /// A supplier shows three assessments in this order.
    SupplierSequence,
    /// A component is assessed to 4-2.
    ComponentPart,
    /// A system is assessed to 3-3.
    SystemPart,
}

impl ReasonCode {
    /// Every reason.
    pub const ALL: [Self; 21] = [
        Self::NotProtected,
        Self::NotTheManufacturer,
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
        Self::AdvisoryYes,
        Self::AdvisoryBeside,
        Self::ArguedNotReachable,
        Self::ExcbDecides,
        Self::CertificateEitherWay,
        Self::SupplierSequence,
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
            Self::NotTheManufacturer | Self::ProtectionReachable | Self::EmbeddedAndReachable => {
                "RT-2"
            }
            Self::EmbeddedDevice | Self::CertificateEitherWay => "RT-1",
            Self::NotEmbedded => "RT-3",
            Self::SupplierSequence | Self::ComponentPart | Self::SystemPart => "RT-4",
            Self::NotProtected => "RT-11",
            Self::AdvisoryYes | Self::AdvisoryBeside => "EX-4",
            Self::ArguedNotReachable => "EX-7",
        }
    }

    /// Whether a slide of the workshop says that very thing (ST-1); else it is a
    /// fact of the product, or this project's reading of the slides.
    #[must_use]
    pub const fn on_slides(self) -> bool {
        match self {
            Self::ProtectionReachable
            | Self::EmbeddedDevice
            | Self::SupplierSequence
            | Self::ComponentPart
            | Self::SystemPart => true,
            Self::ExposurePossible
            | Self::ExposureNo
            | Self::ExposureAsk
            | Self::AccessPath
            | Self::NoAccessPath
            | Self::PossibleWithoutPath
            | Self::AskWithoutPath
            | Self::EmbeddedAndReachable
            | Self::NotEmbedded
            | Self::ExcbDecides
            | Self::NotTheManufacturer
            | Self::NotProtected
            | Self::AdvisoryYes
            | Self::AdvisoryBeside
            | Self::ArguedNotReachable
            | Self::CertificateEitherWay => false,
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
            Self::NotProtected => say::not_protected(),
            Self::NotTheManufacturer => say::not_the_manufacturer(),
            Self::AdvisoryYes => say::advisory_yes(),
            Self::AdvisoryBeside => say::advisory_beside(),
            Self::ArguedNotReachable => say::argued_not_reachable(),
            Self::ExcbDecides => say::excb_decides(),
            Self::CertificateEitherWay => say::certificate_either_way(),
            Self::SupplierSequence => say::supplier_sequence(),
            Self::ComponentPart => say::component_part(),
            Self::SystemPart => say::system_part(),
        }
    }
}

/// A reason with its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DecisionReason {
    /// What supports the decision.
    pub code: ReasonCode,
    /// The id of the rule behind it.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub rule: &'static str,
    /// Whether it stands on the workshop's slides.
    pub on_slides: bool,
}

impl DecisionReason {
    pub(super) const fn new(code: ReasonCode) -> Self {
        Self { code, rule: code.rule(), on_slides: code.on_slides() }
    }

    /// What it says, in a sentence.
    #[must_use]
    pub fn text(self) -> &'static str {
        self.code.text()
    }
}

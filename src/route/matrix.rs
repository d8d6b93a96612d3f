//! The six certificate types by part: what the workshop backs, and what to
//! confirm with the NCB (CT). Every pair is offered; none is blocked.

use serde::Serialize;

use crate::{
    assessment::{CertificateType, MapPart},
    words,
};

/// What stands behind a pair of part and certificate type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Backing {
    /// A slide of the workshop.
    Workshop,
    /// Nothing published that we know of, but it makes sense.
    Plausible,
    /// Certificates of this pair are known.
    KnownPractice,
    /// Nothing.
    Ask,
}

impl Backing {
    /// In a few words.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Workshop => words::route::backing_workshop(),
            Self::Plausible => words::route::backing_plausible(),
            Self::KnownPractice => words::route::backing_known_practice(),
            Self::Ask => words::route::backing_ask(),
        }
    }
}

/// What there is to say about a pair beside its backing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Remark {
    /// The workshop does not back it: confirm with the NCB (CT-1).
    ConfirmWithNcb,
    /// The certificate refers to a 4-1 certificate.
    RefersToLifecycle,
    /// The slide that describes it is headed as scenario 2 (CT-2).
    HeadedScenario2,
    /// It may be limited to named products; the limit is a field of the test item (CT-3).
    MayBeLimited,
}

impl Remark {
    /// The rule behind it.
    #[must_use]
    pub const fn rule(self) -> &'static str {
        match self {
            Self::ConfirmWithNcb => "CT-1",
            Self::RefersToLifecycle => "CT",
            Self::HeadedScenario2 => "CT-2",
            Self::MayBeLimited => "CT-3",
        }
    }

    /// In a sentence.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::ConfirmWithNcb => words::route::remark_confirm(),
            Self::RefersToLifecycle => words::route::remark_lifecycle(),
            Self::HeadedScenario2 => words::route::remark_headed(),
            Self::MayBeLimited => words::route::remark_limited(),
        }
    }
}

/// What backs a certificate of this type to this part. Of 2-1 and 3-2 no
/// certificates are known.
#[must_use]
pub const fn backing(part: MapPart, r#type: CertificateType) -> Backing {
    use CertificateType as T;
    match part {
        MapPart::P2_4 => match r#type {
            T::ProcessCapability | T::ProductCapability | T::SolutionApplication => {
                Backing::Workshop
            }
            T::SolutionCapability | T::ProcessApplication | T::ProductApplication => Backing::Ask,
        },
        MapPart::P4_1 => match r#type {
            T::ProcessCapability | T::ProductApplication => Backing::Workshop,
            T::ProductCapability
            | T::SolutionCapability
            | T::ProcessApplication
            | T::SolutionApplication => Backing::Ask,
        },
        MapPart::P3_3 => match r#type {
            T::ProductCapability | T::SolutionApplication => Backing::Plausible,
            T::ProcessCapability
            | T::SolutionCapability
            | T::ProcessApplication
            | T::ProductApplication => Backing::Ask,
        },
        MapPart::P4_2 => match r#type {
            T::ProductCapability => Backing::KnownPractice,
            T::ProcessCapability
            | T::SolutionCapability
            | T::ProcessApplication
            | T::ProductApplication
            | T::SolutionApplication => Backing::Ask,
        },
        MapPart::P2_1 | MapPart::P3_2 => Backing::Ask,
    }
}

/// What there is to say about a pair.
#[must_use]
pub fn remarks(part: MapPart, r#type: CertificateType) -> Vec<Remark> {
    let mut remarks = Vec::new();
    if backing(part, r#type) != Backing::Workshop {
        remarks.push(Remark::ConfirmWithNcb);
    }
    if part == MapPart::P4_2 && r#type == CertificateType::ProductCapability {
        remarks.push(Remark::RefersToLifecycle);
    }
    if part == MapPart::P4_1 && r#type == CertificateType::ProcessCapability {
        remarks.push(Remark::HeadedScenario2);
    }
    if part == MapPart::P2_4 && r#type.scenario() == 1 {
        remarks.push(Remark::MayBeLimited);
    }
    remarks
}

/// The name of a certificate type, as the certificate has it.
#[must_use]
pub fn type_name(r#type: CertificateType) -> &'static str {
    match r#type {
        CertificateType::ProcessCapability => words::route::process_capability(),
        CertificateType::ProductCapability => words::route::product_capability(),
        CertificateType::SolutionCapability => words::route::solution_capability(),
        CertificateType::ProcessApplication => words::route::process_application(),
        CertificateType::ProductApplication => words::route::product_application(),
        CertificateType::SolutionApplication => words::route::solution_application(),
    }
}

//! Which IECEE certificates are open to an applicant in its role, whatever the
//! exposure is (RT-9, RT-10).

use serde::Serialize;

use super::{
    OpenQuestion, Situation,
    matrix::{Backing, backing},
};
use crate::{
    assessment::{CertificateType, ItemKind, MapPart, Role, Sought},
    words,
};

/// What a certificate is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// It shows what the services are able to do.
    Services,
    /// It shows the services as they were used for a system that the provider
    /// built or maintains.
    BuiltSystem,
    /// It shows the services as they were used for the installed system.
    InstalledSystem,
    /// It shows what the development process is able to do.
    Lifecycle,
    /// It shows the development process as it was used for the product.
    LifecycleOfProduct,
    /// It shows what the component is able to do.
    Component,
    /// It shows what the system is able to do.
    System,
    /// Service providers use it as evidence of what the product gives them.
    EvidenceForProviders,
}

impl Purpose {
    /// Every purpose.
    pub const ALL: [Self; 8] = [
        Self::Services,
        Self::BuiltSystem,
        Self::InstalledSystem,
        Self::Lifecycle,
        Self::LifecycleOfProduct,
        Self::Component,
        Self::System,
        Self::EvidenceForProviders,
    ];

    /// The certificate that serves it.
    #[must_use]
    pub const fn certificate(self) -> Sought {
        use CertificateType as T;
        let (part, r#type) = match self {
            Self::Services => (MapPart::P2_4, T::ProcessCapability),
            Self::BuiltSystem | Self::InstalledSystem => (MapPart::P2_4, T::SolutionApplication),
            Self::Lifecycle => (MapPart::P4_1, T::ProcessCapability),
            Self::LifecycleOfProduct => (MapPart::P4_1, T::ProductApplication),
            Self::Component => (MapPart::P4_2, T::ProductCapability),
            Self::System => (MapPart::P3_3, T::ProductCapability),
            Self::EvidenceForProviders => (MapPart::P2_4, T::ProductCapability),
        };
        Sought { part, r#type }
    }

    /// In a sentence.
    #[must_use]
    pub fn text(self) -> &'static str {
        use words::iecee as say;
        match self {
            Self::Services => say::services(),
            Self::BuiltSystem => say::built_system(),
            Self::InstalledSystem => say::installed_system(),
            Self::Lifecycle => say::lifecycle(),
            Self::LifecycleOfProduct => say::lifecycle_of_product(),
            Self::Component => say::component(),
            Self::System => say::system(),
            Self::EvidenceForProviders => say::evidence_for_providers(),
        }
    }
}

/// A certificate that is open to the applicant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Offer {
    /// What it is good for.
    pub purpose: Purpose,
    /// To which part, of which type.
    pub certificate: Sought,
    /// What backs the pair (CT).
    pub backing: Backing,
    /// Whether the NCB has to confirm that this applicant can apply for it.
    pub confirm_applicant: bool,
}

/// What IECEE offers the applicant. It stands beside the answer of IECEx and never
/// depends on it (ST-2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Iecee {
    /// Whether IEC 62443 applies to the test item at all: not where it holds no
    /// software, firmware or programmable parts. `None` while that is not said,
    /// and where it does not matter in this role.
    pub applies: Option<bool>,
    /// The certificates that are open to the applicant.
    pub offers: Vec<Offer>,
    /// The parts that are its own work and that this product does not assess.
    pub beside: Vec<MapPart>,
    /// The parts to which it asks its suppliers for certificates.
    pub suppliers: Vec<MapPart>,
    /// What is not answered and can still change it.
    pub open: Vec<OpenQuestion>,
}

/// What IECEE offers in a situation (RT-10).
#[must_use]
pub fn iecee(situation: &Situation) -> Iecee {
    let mut iecee = Iecee {
        applies: None,
        offers: Vec::new(),
        beside: Vec::new(),
        suppliers: Vec::new(),
        open: Vec::new(),
    };
    let mut offer = |purpose: Purpose| {
        let certificate = purpose.certificate();
        iecee.offers.push(Offer {
            purpose,
            certificate,
            backing: backing(certificate.part, certificate.r#type),
            confirm_applicant: purpose == Purpose::BuiltSystem,
        });
    };
    match situation.role {
        None => iecee.open.push(OpenQuestion::Role),
        Some(Role::ServiceProvider) => {
            offer(Purpose::Services);
            offer(Purpose::BuiltSystem);
            if situation.item == Some(ItemKind::System) {
                iecee.beside.push(MapPart::P3_2);
            }
        }
        Some(Role::AssetOwner) => {
            offer(Purpose::InstalledSystem);
            iecee.beside.extend([MapPart::P2_1, MapPart::P3_2]);
        }
        Some(Role::ProductSupplier) => {
            iecee.applies = situation.programmable;
            if situation.programmable != Some(false) {
                offer(Purpose::Lifecycle);
                offer(Purpose::LifecycleOfProduct);
                match situation.item {
                    Some(ItemKind::Component) => offer(Purpose::Component),
                    Some(ItemKind::System) => offer(Purpose::System),
                    None => iecee.open.push(OpenQuestion::Item),
                }
                offer(Purpose::EvidenceForProviders);
            }
            if situation.programmable.is_none() {
                iecee.open.push(OpenQuestion::Programmable);
            }
        }
    }
    let has_suppliers = matches!(situation.role, Some(Role::ServiceProvider | Role::AssetOwner));
    if has_suppliers && situation.programmable != Some(false) {
        iecee.suppliers = match situation.item {
            Some(ItemKind::Component) => vec![MapPart::P4_1, MapPart::P4_2],
            Some(ItemKind::System) => vec![MapPart::P4_1, MapPart::P3_3],
            None => vec![MapPart::P4_1],
        };
    }
    iecee
}

/// How a part stands to a role in the application map (RT-9).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MapEntry {
    /// On the workshop's map.
    Map,
    /// Added from the workshop's scenario slides (RT-10).
    Addition,
}

/// Whether a part applies to a role (RT-9).
#[must_use]
pub const fn map_entry(role: Role, part: MapPart) -> Option<MapEntry> {
    match (role, part) {
        (Role::AssetOwner, MapPart::P2_1 | MapPart::P3_2)
        | (Role::ServiceProvider, MapPart::P2_4 | MapPart::P3_2 | MapPart::P3_3)
        | (Role::ProductSupplier, MapPart::P3_3 | MapPart::P4_1 | MapPart::P4_2) => {
            Some(MapEntry::Map)
        }
        (Role::AssetOwner | Role::ProductSupplier, MapPart::P2_4) => Some(MapEntry::Addition),
        (Role::AssetOwner, MapPart::P3_3 | MapPart::P4_1 | MapPart::P4_2)
        | (Role::ServiceProvider, MapPart::P2_1 | MapPart::P4_1 | MapPart::P4_2)
        | (Role::ProductSupplier, MapPart::P2_1 | MapPart::P3_2) => None,
    }
}

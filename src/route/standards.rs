//! The parts of IEC 62443 as they are cited: numbers, editions, titles.

use crate::{
    assessment::{Content, MapPart},
    catalogue::PartId,
};

/// A part as it is cited on a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standard {
    /// Its number, such as `IEC 62443-4-1`.
    pub number: &'static str,
    /// Its title within the series.
    pub title: &'static str,
}

/// The number of a part with the edition that the application names, or else that
/// of the catalogue, such as `IEC 62443-4-1:2018` (CV-11). Parts of which no
/// certificates are issued are cited without one.
#[must_use]
pub fn dated(content: &Content, part: MapPart) -> String {
    let number = standard(part).number;
    match PartId::from_code(part.code()) {
        Some(part) => format!("{number}:{}", content.named_edition(part).name),
        None => number.to_owned(),
    }
}

/// The number and title of a part.
#[must_use]
pub const fn standard(part: MapPart) -> Standard {
    match part {
        MapPart::P2_1 => Standard {
            number: "IEC 62443-2-1",
            title: "Security program requirements for IACS asset owners",
        },
        MapPart::P2_4 => Standard {
            number: "IEC 62443-2-4",
            title: "Security program requirements for IACS service providers",
        },
        MapPart::P3_2 => Standard {
            number: "IEC 62443-3-2",
            title: "Security risk assessment for system design",
        },
        MapPart::P3_3 => Standard {
            number: "IEC 62443-3-3",
            title: "System security requirements and security levels",
        },
        MapPart::P4_1 => Standard {
            number: "IEC 62443-4-1",
            title: "Secure product development lifecycle requirements",
        },
        MapPart::P4_2 => Standard {
            number: "IEC 62443-4-2",
            title: "Technical security requirements for IACS components",
        },
    }
}

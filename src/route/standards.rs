//! The parts of IEC 62443 as they are cited: numbers, editions, titles.

use crate::assessment::MapPart;

/// A part as it is cited on a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standard {
    /// Its number, such as `IEC 62443-4-1`.
    pub number: &'static str,
    /// Its number with the edition, such as `IEC 62443-4-1:2018`. Parts of which
    /// no certificates are issued are cited without one.
    pub dated: &'static str,
    /// Its title within the series.
    pub title: &'static str,
}

/// The number, edition and title of a part.
#[must_use]
pub const fn standard(part: MapPart) -> Standard {
    match part {
        MapPart::P2_1 => Standard {
            number: "IEC 62443-2-1",
            dated: "IEC 62443-2-1",
            title: "Security program requirements for IACS asset owners",
        },
        MapPart::P2_4 => Standard {
            number: "IEC 62443-2-4",
            dated: "IEC 62443-2-4:2015+AMD1:2017",
            title: "Security program requirements for IACS service providers",
        },
        MapPart::P3_2 => Standard {
            number: "IEC 62443-3-2",
            dated: "IEC 62443-3-2",
            title: "Security risk assessment for system design",
        },
        MapPart::P3_3 => Standard {
            number: "IEC 62443-3-3",
            dated: "IEC 62443-3-3:2013",
            title: "System security requirements and security levels",
        },
        MapPart::P4_1 => Standard {
            number: "IEC 62443-4-1",
            dated: "IEC 62443-4-1:2018",
            title: "Secure product development lifecycle requirements",
        },
        MapPart::P4_2 => Standard {
            number: "IEC 62443-4-2",
            dated: "IEC 62443-4-2:2019",
            title: "Technical security requirements for IACS components",
        },
    }
}

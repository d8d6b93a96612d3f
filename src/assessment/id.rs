//! Ids. The core makes none itself: randomness comes from outside.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::digest::is_lower_hex;

/// Names one assessment: a UUID in lower case, such as
/// `7d0c2e1a-5b1f-4c7e-9a52-2f6f0d3b8e41`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", schemars(with = "String", extend("pattern" = r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")))]
pub struct AssessmentId(String);

impl AssessmentId {
    /// A version 4 UUID from 16 random bytes.
    #[must_use]
    pub fn from_random(mut bytes: [u8; 16]) -> Self {
        bytes[6] = (bytes[6] & 0x0f) | 0x40;
        bytes[8] = (bytes[8] & 0x3f) | 0x80;
        let mut text = base16ct::lower::encode_string(&bytes);
        for place in [8, 13, 18, 23] {
            text.insert(place, '-');
        }
        Self(text)
    }

    /// The text of the id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for AssessmentId {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let well_formed = text.len() == 36
            && text.bytes().enumerate().all(|(index, byte)| match index {
                8 | 13 | 18 | 23 => byte == b'-',
                _ => is_lower_hex(byte),
            });
        if well_formed { Ok(Self(text)) } else { Err(crate::words::invalid::assessment_id()) }
    }
}

impl From<AssessmentId> for String {
    fn from(id: AssessmentId) -> Self {
        id.0
    }
}

impl fmt::Display for AssessmentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Makes an id of 1 to 64 lower-case letters, digits and hyphens.
macro_rules! short_id {
    ($(#[$doc:meta])* $name:ident, $wrong:path) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(try_from = "String", into = "String")]
        #[cfg_attr(
            feature = "schema",
            schemars(with = "String", extend("pattern" = r"^[a-z0-9-]{1,64}$"))
        )]
        pub struct $name(String);

        impl $name {
            /// An id from 8 random bytes.
            #[must_use]
            pub fn from_random(bytes: [u8; 8]) -> Self {
                Self(base16ct::lower::encode_string(&bytes))
            }

            /// The text of the id.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = &'static str;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                short(text).map(Self).ok_or_else($wrong)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

short_id!(
    /// Names one evidence item within its assessment: 1 to 64 lower-case letters,
    /// digits and hyphens.
    EvidenceId,
    crate::words::invalid::evidence_id
);

short_id!(
    /// Names one component within its assessment: 1 to 64 lower-case letters,
    /// digits and hyphens.
    ComponentId,
    crate::words::invalid::component_id
);

short_id!(
    /// Names one interface within its assessment: 1 to 64 lower-case letters,
    /// digits and hyphens.
    InterfaceId,
    crate::words::invalid::item_id
);

short_id!(
    /// Names one held certificate within its assessment: 1 to 64 lower-case
    /// letters, digits and hyphens.
    CertificateId,
    crate::words::invalid::item_id
);

short_id!(
    /// Names one provider of security technology within its assessment: 1 to 64
    /// lower-case letters, digits and hyphens.
    ProviderId,
    crate::words::invalid::item_id
);

short_id!(
    /// Names one message of a thread within its assessment: 1 to 64 lower-case
    /// letters, digits and hyphens.
    MessageId,
    crate::words::invalid::item_id
);

short_id!(
    /// Names one answer that was set aside: 1 to 64 lower-case letters, digits
    /// and hyphens. It follows from what was answered, so that carrying an answer
    /// over twice sets it aside once.
    SetAsideId,
    crate::words::invalid::item_id
);

short_id!(
    /// Names one point that an assessor looks for, within its requirement: 1 to
    /// 64 lower-case letters, digits and hyphens. It survives a rewording of the
    /// point, so that ticks do.
    PointId,
    crate::words::invalid::item_id
);

impl SetAsideId {
    /// The id that begins like this digest in hex.
    pub(super) fn from_digest(digest: &str) -> Self {
        Self(digest.chars().take(16).collect())
    }
}

/// The text, if it is 1 to 64 lower-case letters, digits and hyphens.
fn short(text: String) -> Option<String> {
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    ((1..=64).contains(&text.len()) && text.bytes().all(allowed)).then_some(text)
}

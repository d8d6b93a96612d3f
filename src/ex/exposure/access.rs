//! Ways in, beside the marking (EX-3).

use crate::{
    ex::by_code::by_code,
    words::{self, invalid},
};

/// A way in from the control system or beside it (EX-3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AccessPath {
    /// Ethernet and the like.
    WiredNetwork,
    /// A fieldbus, HART included.
    Fieldbus,
    /// Radio of any kind.
    Wireless,
    /// A service or debug port.
    ServicePort,
    /// Memory cards, USB sticks.
    RemovableMedia,
    /// Remote access or a cloud service.
    Remote,
}

impl AccessPath {
    /// Every path, in the order of the rule.
    pub const ALL: [Self; 6] = [
        Self::WiredNetwork,
        Self::Fieldbus,
        Self::Wireless,
        Self::ServicePort,
        Self::RemovableMedia,
        Self::Remote,
    ];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::WiredNetwork => "wired-network",
            Self::Fieldbus => "fieldbus",
            Self::Wireless => "wireless",
            Self::ServicePort => "service-port",
            Self::RemovableMedia => "removable-media",
            Self::Remote => "remote",
        }
    }

    /// Reads a [`code`](Self::code); `None` for one that is not known.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|path| path.code() == code)
    }

    /// Its name within a text.
    #[must_use]
    pub fn text(self) -> &'static str {
        use words::access::in_text as say;
        match self {
            Self::WiredNetwork => say::wired_network(),
            Self::Fieldbus => say::fieldbus(),
            Self::Wireless => say::wireless(),
            Self::ServicePort => say::service_port(),
            Self::RemovableMedia => say::removable_media(),
            Self::Remote => say::remote_access(),
        }
    }
}

by_code!(
    AccessPath,
    "AccessPath",
    Self::code,
    Self::from_code,
    invalid::access_path,
    AccessPath::ALL.iter().map(|path| path.code().to_owned()).collect()
);

/// What is said of the access paths. That nothing was said is not "none".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum AccessPaths {
    /// Not answered yet.
    #[default]
    Unanswered,
    /// There is none.
    None,
    /// These; an empty list counts as not answered.
    Some(Vec<AccessPath>),
}

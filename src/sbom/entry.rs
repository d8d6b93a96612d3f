//! One thing that an SBOM lists.

use serde::{Deserialize, Serialize};

use crate::{assessment::Component, catalogue::ComponentKind, words::sbom as say};

/// One thing that an SBOM lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// What it is called; with the group before it where there is one.
    pub name: String,
    /// Its version, or empty.
    pub version: String,
    /// Who supplies it, else who made it, or empty.
    pub supplier: String,
    /// Its package URL, where another entry differs in nothing else; or empty.
    pub purl: String,
    /// What sort of thing it is.
    pub sort: Sort,
    /// What it does, or empty.
    pub description: String,
}

impl Entry {
    /// Its name and version.
    #[must_use]
    pub fn title(&self) -> String {
        [self.name.as_str(), &self.version].join(" ").trim_end().to_owned()
    }

    /// Whether it is this component: by name, version and supplier, and by the
    /// type where both state one.
    #[must_use]
    pub fn is(&self, component: &Component) -> bool {
        self.name == component.name
            && self.version == component.version
            && self.supplier == component.supplier
            && self.sort.kind().is_none_or(|kind| component.kind.is_none_or(|there| there == kind))
    }
}

/// What sort of thing an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Sort {
    /// A program.
    Application,
    /// Software of a device.
    Firmware,
    /// An operating system.
    OperatingSystem,
    /// A device.
    Device,
    /// A container image.
    Container,
    /// A library.
    Library,
    /// A framework.
    Framework,
    /// What programs run on.
    Platform,
    /// A driver of a device.
    Driver,
    /// A service that is used.
    Service,
    /// A model of machine learning.
    Model,
    /// Data.
    Data,
    /// A file.
    File,
    /// Something else, or not stated.
    Other,
}

impl Sort {
    /// What it is called.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Application => say::application(),
            Self::Firmware => say::firmware(),
            Self::OperatingSystem => say::operating_system(),
            Self::Device => say::device(),
            Self::Container => say::container(),
            Self::Library => say::library(),
            Self::Framework => say::framework(),
            Self::Platform => say::platform(),
            Self::Driver => say::driver(),
            Self::Service => say::service(),
            Self::Model => say::model(),
            Self::Data => say::data(),
            Self::File => say::file(),
            Self::Other => say::other(),
        }
    }

    /// Whether it is what a certificate lists as a component, rather than a
    /// part of one.
    #[must_use]
    pub const fn is_listed(self) -> bool {
        match self {
            Self::Application
            | Self::Firmware
            | Self::OperatingSystem
            | Self::Device
            | Self::Container => true,
            Self::Library
            | Self::Framework
            | Self::Platform
            | Self::Driver
            | Self::Service
            | Self::Model
            | Self::Data
            | Self::File
            | Self::Other => false,
        }
    }

    /// The component type of 4-2, where the sort alone decides it.
    ///
    /// Only an application does: it is a SAR. A device may be embedded, host or
    /// network; firmware and operating systems are parts of any of the three (an
    /// operating system is not itself a host device); a container may hold an
    /// application or half of an operating system. These are left to the user.
    #[must_use]
    pub const fn kind(self) -> Option<ComponentKind> {
        match self {
            Self::Application => Some(ComponentKind::Sar),
            _ => None,
        }
    }
}

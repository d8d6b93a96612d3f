//! What is assessed.

use serde::{Deserialize, Serialize};

use super::text_field::{LINE_MAX, TEXT_MAX, text_fields};

/// The product, system or service that the certificate shall describe.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TestItem {
    /// The name it is sold under.
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    #[serde(default)]
    pub name: String,
    /// The type or model code on the nameplate.
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    #[serde(default)]
    pub r#type: String,
    /// What it is and what it consists of.
    #[cfg_attr(feature = "schema", schemars(length(max = TEXT_MAX)))]
    #[serde(default)]
    pub description: String,
    /// The models and variants that are covered, where the type has several.
    #[cfg_attr(feature = "schema", schemars(length(max = TEXT_MAX)))]
    #[serde(default)]
    pub variants: String,
    /// The serial numbers of the units, for a unit verification (RT-5).
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    #[serde(default)]
    pub serial_numbers: String,
    /// The hardware version.
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    #[serde(default)]
    pub hardware_version: String,
    /// The firmware version.
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    #[serde(default)]
    pub firmware_version: String,
    /// The version of software that belongs to it, such as a configuration tool.
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    #[serde(default)]
    pub software_version: String,
    /// The Ex marking as printed on the nameplate, kept as entered; empty for
    /// equipment that is not explosion-protected.
    #[cfg_attr(feature = "schema", schemars(length(max = TEXT_MAX)))]
    #[serde(default)]
    pub marking: String,
    /// What it is used for, where and by whom.
    #[cfg_attr(feature = "schema", schemars(length(max = TEXT_MAX)))]
    #[serde(default)]
    pub intended_use: String,
    /// The functions it has that are left out of the assessment.
    #[cfg_attr(feature = "schema", schemars(length(max = TEXT_MAX)))]
    #[serde(default)]
    pub excluded_functions: String,
    /// What the capability is limited to: named brands, components, models or
    /// versions (CT-3).
    #[cfg_attr(feature = "schema", schemars(length(max = TEXT_MAX)))]
    #[serde(default)]
    pub limits: String,
}

text_fields!(TestItem, TestItemField {
    Name => name: LINE_MAX,
    Type => r#type: LINE_MAX,
    Variants => variants: TEXT_MAX,
    SerialNumbers => serial_numbers: LINE_MAX,
    Description => description: TEXT_MAX,
    HardwareVersion => hardware_version: LINE_MAX,
    FirmwareVersion => firmware_version: LINE_MAX,
    SoftwareVersion => software_version: LINE_MAX,
    Marking => marking: TEXT_MAX,
    IntendedUse => intended_use: TEXT_MAX,
    ExcludedFunctions => excluded_functions: TEXT_MAX,
    Limits => limits: TEXT_MAX,
});

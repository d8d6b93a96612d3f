//! The two ways in which an IECEx certificate is issued (RT-5), and what the
//! ExCB has to know of providers that no QAR covers (RT-6).

use serde::Serialize;

use super::{Decision, IecexAnswer};
use crate::{
    assessment::{Assessment, Component, Content, Date, IecexOption, LINE_MAX, Provider},
    text::{is_blank, said, words as folded},
    words,
};

/// A row of the comparison of the two options.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Aspect {
    /// The IECEx test report.
    TestReport,
    /// The quality assessment report.
    QualityReport,
    /// Ongoing surveillance of the manufacturer.
    Surveillance,
    /// Later issues of the certificate.
    UpIssue,
    /// The units that it covers.
    Units,
    /// Assemblies to DS 2015/001A.
    Assemblies,
    /// Surveillance of providers of security technology (RT-6).
    Providers,
}

impl Aspect {
    /// Every row, in the order in which they are shown.
    pub const ALL: [Self; 7] = [
        Self::TestReport,
        Self::QualityReport,
        Self::Surveillance,
        Self::UpIssue,
        Self::Units,
        Self::Assemblies,
        Self::Providers,
    ];

    /// The rule behind it.
    #[must_use]
    pub const fn rule(self) -> &'static str {
        match self {
            Self::TestReport
            | Self::QualityReport
            | Self::Surveillance
            | Self::UpIssue
            | Self::Units
            | Self::Assemblies => "RT-5",
            Self::Providers => "RT-6",
        }
    }

    /// Its name.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::TestReport => words::iecex::test_report(),
            Self::QualityReport => words::iecex::quality_report(),
            Self::Surveillance => words::iecex::surveillance(),
            Self::UpIssue => words::iecex::up_issue(),
            Self::Units => words::iecex::units(),
            Self::Assemblies => words::iecex::assemblies(),
            Self::Providers => words::iecex::providers(),
        }
    }
}

/// A cell of the comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Consequence {
    /// Needed or permitted; none where the cell is not a yes or no.
    pub applies: Option<bool>,
    /// What it means, in a sentence.
    pub text: &'static str,
}

/// What an option means in this respect.
#[must_use]
pub fn consequence(option: IecexOption, aspect: Aspect) -> Consequence {
    use words::iecex as say;
    let (applies, text) = match option {
        IecexOption::CertificateOfConformity => match aspect {
            Aspect::TestReport => (Some(true), say::coc_test_report()),
            Aspect::QualityReport => (Some(true), say::coc_quality_report()),
            Aspect::Surveillance => (Some(true), say::coc_surveillance()),
            Aspect::UpIssue => (Some(true), say::coc_up_issue()),
            Aspect::Units => (None, say::coc_units()),
            Aspect::Assemblies => (None, say::coc_assemblies()),
            Aspect::Providers => (Some(true), say::coc_providers()),
        },
        IecexOption::UnitVerification => match aspect {
            Aspect::TestReport => (Some(true), say::unit_test_report()),
            Aspect::QualityReport => (Some(false), say::unit_quality_report()),
            Aspect::Surveillance => (Some(false), say::unit_surveillance()),
            Aspect::UpIssue => (Some(false), say::unit_up_issue()),
            Aspect::Units => (None, say::unit_units()),
            Aspect::Assemblies => (None, say::unit_assemblies()),
            Aspect::Providers => (Some(false), say::unit_providers()),
        },
    };
    Consequence { applies, text }
}

/// The name of an option.
#[must_use]
pub fn option_name(option: IecexOption) -> &'static str {
    match option {
        IecexOption::CertificateOfConformity => words::iecex::coc(),
        IecexOption::UnitVerification => words::iecex::unit_verification(),
    }
}

/// What the ExCB cannot do without when it decides on the surveillance of a
/// provider (RT-6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ProviderGap {
    /// Who it is.
    Name,
    /// Whether it holds a QAR.
    Qar,
    /// The number of its 4-1 certificate.
    Certificate,
    /// Until when that is valid.
    Validity,
    /// One that is still valid.
    Expired,
    /// Who reports updates to the ExCB.
    Reporter,
    /// Which updates could touch the Ex function.
    ExUpdates,
}

impl ProviderGap {
    /// What is missing, as a noun phrase.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Name => words::iecex::gap_name(),
            Self::Qar => words::iecex::gap_qar(),
            Self::Certificate => words::iecex::gap_certificate(),
            Self::Validity => words::iecex::gap_validity(),
            Self::Expired => words::iecex::gap_expired(),
            Self::Reporter => words::iecex::gap_reporter(),
            Self::ExUpdates => words::iecex::gap_ex_updates(),
        }
    }
}

/// Something that the surveillance of providers still lacks (RT-6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "gap", rename_all = "kebab-case")]
pub enum SurveillanceGap {
    /// How the certificate is issued is not chosen.
    OptionOpen,
    /// No provider is listed.
    NoProvider,
    /// A provider without a QAR about whom something is missing.
    Provider {
        /// Its index in the providers of the assessment.
        index: usize,
        /// What is missing.
        missing: Vec<ProviderGap>,
    },
}

impl SurveillanceGap {
    /// The rule behind it.
    #[must_use]
    pub const fn rule(&self) -> &'static str {
        match self {
            Self::OptionOpen => "RT-5",
            Self::NoProvider | Self::Provider { .. } => "RT-6",
        }
    }

    /// What it says to the user.
    #[must_use]
    pub fn text(&self, assessment: &Assessment) -> String {
        match self {
            Self::OptionOpen => words::iecex::option_open().to_owned(),
            Self::NoProvider => words::iecex::no_provider().to_owned(),
            Self::Provider { index, missing } => {
                let missing: Vec<&str> = missing.iter().map(|gap| gap.text()).collect();
                let missing = missing.join(words::list::separator());
                match assessment.providers.get(*index).and_then(|provider| said(&provider.name)) {
                    None => words::iecex::unnamed_provider_lacks(index + 1, &missing),
                    Some(name) => words::iecex::provider_lacks(name, &missing),
                }
            }
        }
    }
}

/// What is missing for the surveillance of providers. Nothing where the route
/// is not RT-2, where the certificate is of the unit verification type, and for
/// providers that hold a QAR. Without `today` no certificate counts as expired.
#[must_use]
pub fn surveillance_gaps(
    assessment: &Assessment,
    decision: &Decision,
    today: Option<&Date>,
) -> Vec<SurveillanceGap> {
    let mut gaps = Vec::new();
    if decision.iecex != IecexAnswer::IeceeForIecex {
        return gaps;
    }
    match assessment.scope.option {
        Some(IecexOption::UnitVerification) => return gaps,
        Some(IecexOption::CertificateOfConformity) => {}
        None => gaps.push(SurveillanceGap::OptionOpen),
    }
    if assessment.providers.is_empty() {
        gaps.push(SurveillanceGap::NoProvider);
    }
    for (index, provider) in assessment.providers.iter().enumerate() {
        let missing = provider_gaps(provider, today);
        if !missing.is_empty() {
            gaps.push(SurveillanceGap::Provider { index, missing });
        }
    }
    gaps
}

/// What is missing about one provider; nothing where it holds a QAR. Without
/// `today` its certificate does not count as expired.
fn provider_gaps(provider: &Provider, today: Option<&Date>) -> Vec<ProviderGap> {
    let mut missing = Vec::new();
    if provider.holds_qar == Some(true) {
        return missing;
    }
    let mut blank = |text: &str, gap: ProviderGap| {
        if is_blank(text) {
            missing.push(gap);
        }
    };
    blank(&provider.name, ProviderGap::Name);
    blank(&provider.certificate, ProviderGap::Certificate);
    blank(&provider.reporter, ProviderGap::Reporter);
    blank(&provider.ex_updates, ProviderGap::ExUpdates);
    match (&provider.valid_until, today) {
        (None, _) => missing.push(ProviderGap::Validity),
        (Some(until), Some(today)) if until < today => missing.push(ProviderGap::Expired),
        (Some(_), Some(_) | None) => {}
    }
    if provider.holds_qar.is_none() {
        missing.push(ProviderGap::Qar);
    }
    missing
}

/// A supplier that may be a provider of security technology.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Supplier {
    /// Who it is.
    pub name: String,
    /// The components it supplies, as far as a line holds them.
    pub technology: String,
}

/// The suppliers of components in scope that may be providers of security technology
/// and are not listed as such (RT-6), in the order of the components. The applicant and
/// the manufacturer are none: the QAR is theirs.
#[must_use]
pub fn unlisted_suppliers(content: &Content) -> Vec<Supplier> {
    let applicant = &content.applicant;
    let listed = content.providers.iter().map(|provider| &provider.name);
    let known: Vec<String> = [&applicant.name, &applicant.manufacturer]
        .into_iter()
        .chain(listed)
        .filter(|name| !is_blank(name))
        .map(|name| folded(name))
        .collect();
    let mut suppliers: Vec<(String, Supplier)> = Vec::new();
    for Component { name, supplier, .. } in content.components.iter().filter(|one| one.in_scope) {
        let firm = folded(supplier);
        if is_blank(supplier) || known.iter().any(|other| is_same_firm(other, &firm)) {
            continue;
        }
        let place = suppliers.iter().position(|(other, _)| is_same_firm(other, &firm));
        match place.and_then(|place| suppliers.get_mut(place)) {
            Some((_, known)) => {
                let named = [&known.technology, words::list::comma(), name.trim()].concat();
                if named.chars().count() <= LINE_MAX {
                    known.technology = named;
                }
            }
            None => {
                let technology = name.trim().to_owned();
                suppliers.push((firm, Supplier { name: supplier.trim().to_owned(), technology }));
            }
        }
    }
    suppliers.into_iter().map(|(_, supplier)| supplier).collect()
}

/// Whether two folded names are of one firm: one may leave out how it ends, such as
/// `GmbH`.
fn is_same_firm(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    long.strip_prefix(short).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

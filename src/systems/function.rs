//! The parts of a quality management system.

use std::fmt;

/// The four parts of a quality management system, as NHS England describes it
/// (<https://england.nhs.uk/nhsimpact/assessment-and-improvement/quality-management-systems>).
/// Improvement alone is not a whole approach to quality: the four form one system.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum QualityFunction {
    /// Know the population; shape the service.
    Planning,
    /// Watch over time; correct; hold the gains.
    Control,
    /// Check from time to time that needs are met.
    Assurance,
    /// Choose what matters; test, implement, scale.
    Improvement,
}

impl QualityFunction {
    /// All four.
    pub const ALL: [QualityFunction; 4] = [
        QualityFunction::Planning,
        QualityFunction::Control,
        QualityFunction::Assurance,
        QualityFunction::Improvement,
    ];
}

impl fmt::Display for QualityFunction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            QualityFunction::Planning => "quality planning",
            QualityFunction::Control => "quality control",
            QualityFunction::Assurance => "quality assurance",
            QualityFunction::Improvement => "quality improvement",
        })
    }
}

//! Who could be left out, and whether the gap narrows as well as the mean.

use std::fmt;

use crate::base::{Label, MeasureId, SourceMark, Statement};

/// An aim seen through the lens of equity.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Equity {
    /// Who could be left out by the way the aim is set or the work is done.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<Statement>,
    /// Whether it is about people who live in the most deprived fifth: the Core20 of Core20PLUS5.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub core20: bool,
    /// Groups with poorer access, experience or outcomes, chosen locally: the PLUS of Core20PLUS5.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub plus: Vec<Label>,
    /// The clinical areas that it serves: the 5 of Core20PLUS5, for adults.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<ClinicalArea>,
    /// Gaps that are meant to narrow.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gaps: Vec<Gap>,
}

/// A gap between two groups, followed by one measure for each.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "GapForm", into = "GapForm")]
pub struct Gap {
    label: Label,
    one: MeasureId,
    other: MeasureId,
}

#[derive(serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename = "Gap")]
struct GapForm {
    /// Between whom, and in what.
    label: Label,
    /// The measure for those who are worse off.
    one: MeasureId,
    /// The same measure for those with whom they are compared; another one.
    other: MeasureId,
}

/// That the two sides of a gap are one measure.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a gap lies between two measures, found `{found}` on both sides")]
pub struct GapError {
    /// The measure as given.
    pub found: MeasureId,
}

impl Gap {
    /// A gap between two measures.
    ///
    /// # Errors
    ///
    /// The two are one.
    pub fn new(label: Label, one: MeasureId, other: MeasureId) -> Result<Self, GapError> {
        if one == other { Err(GapError { found: one }) } else { Ok(Gap { label, one, other }) }
    }

    /// Between whom, and in what.
    pub const fn label(&self) -> &Label {
        &self.label
    }

    /// The measure for those who are worse off.
    pub const fn one(&self) -> &MeasureId {
        &self.one
    }

    /// The measure for those with whom they are compared.
    pub const fn other(&self) -> &MeasureId {
        &self.other
    }
}

impl TryFrom<GapForm> for Gap {
    type Error = GapError;
    fn try_from(form: GapForm) -> Result<Self, GapError> {
        Gap::new(form.label, form.one, form.other)
    }
}

impl From<Gap> for GapForm {
    fn from(Gap { label, one, other }: Gap) -> Self {
        GapForm { label, one, other }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Gap {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Gap".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        GapForm::json_schema(generator)
    }
}

/// The five clinical areas of Core20PLUS5 for adults, NHS England's approach to health inequalities
/// (<https://www.england.nhs.uk/about/equality/equality-hub/national-healthcare-inequalities-improvement-programme/core20plus5/evidence-for-the-five-clinical-priorities/>).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ClinicalArea {
    /// Maternity care.
    Maternity,
    /// Health checks of people with severe mental illness.
    SevereMentalIllness,
    /// Chronic respiratory disease.
    ChronicRespiratoryDisease,
    /// Finding cancer early.
    EarlyCancerDiagnosis,
    /// Finding and treating high blood pressure.
    HypertensionCaseFinding,
}

impl ClinicalArea {
    /// Every area, in the order of the source.
    pub const ALL: [ClinicalArea; 5] = [
        ClinicalArea::Maternity,
        ClinicalArea::SevereMentalIllness,
        ClinicalArea::ChronicRespiratoryDisease,
        ClinicalArea::EarlyCancerDiagnosis,
        ClinicalArea::HypertensionCaseFinding,
    ];

    /// How far [the national aim](Self::national_aim) is confirmed. The figure for maternity was found
    /// in a secondary place only.
    pub const fn mark(self) -> SourceMark {
        match self {
            ClinicalArea::Maternity => SourceMark::Reported,
            _ => SourceMark::Confirmed,
        }
    }

    /// What is aimed at nationally, with its mark where it is not confirmed.
    pub fn national_aim(self) -> String {
        let words = match self {
            ClinicalArea::Maternity => {
                "continuity of care for 75% of women of minority ethnic background and of the most deprived"
            }
            ClinicalArea::SevereMentalIllness => "a yearly health check for 60%",
            ClinicalArea::ChronicRespiratoryDisease => {
                "vaccination of people with COPD, for fewer flare-ups and emergency admissions"
            }
            ClinicalArea::EarlyCancerDiagnosis => "75% found at stage 1 or 2 by 2028",
            ClinicalArea::HypertensionCaseFinding => {
                "blood pressure found and treated, for fewer heart attacks and strokes"
            }
        };
        match self.mark() {
            SourceMark::Confirmed => words.to_owned(),
            mark => format!("{words} ({mark})"),
        }
    }
}

impl fmt::Display for ClinicalArea {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ClinicalArea::Maternity => "maternity",
            ClinicalArea::SevereMentalIllness => "severe mental illness",
            ClinicalArea::ChronicRespiratoryDisease => "chronic respiratory disease",
            ClinicalArea::EarlyCancerDiagnosis => "early cancer diagnosis",
            ClinicalArea::HypertensionCaseFinding => "hypertension case-finding",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_has_two_sides() {
        let label = || Label::new("Health checks, most deprived fifth beside the rest").unwrap();
        let id = |text: &str| text.parse::<MeasureId>().unwrap();
        assert!(Gap::new(label(), id("deprived"), id("rest")).is_ok());
        assert_eq!(
            Gap::new(label(), id("rest"), id("rest")).unwrap_err().to_string(),
            "a gap lies between two measures, found `rest` on both sides"
        );
    }

    #[test]
    fn what_is_not_confirmed_says_so() {
        for area in ClinicalArea::ALL {
            let marked = area.national_aim().contains("(reported)");
            assert_eq!(marked, area.mark() != SourceMark::Confirmed, "{area}");
        }
    }
}

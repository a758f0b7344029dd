//! Whom the work touches, and who can touch the work.

use std::fmt;

use crate::base::{Date, GroupId, Label, SourceMark, Statement};

/// A party that affects the programme or is affected by it. A kind of party, never a named person.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Stakeholder {
    /// Who they are.
    pub label: Label,
    /// What they are to the programme; more than one is usual.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<StakeholderKind>,
    /// The group of the programme that they belong to.
    pub group: Option<GroupId>,
    /// How much power they have over the work.
    pub influence: Option<Degree>,
    /// How much the work changes their lives.
    pub affected: Option<Degree>,
    /// What matters to them, in their words.
    pub what_matters: Option<Statement>,
    /// What was done to raise their power.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub raised: Vec<PowerStep>,
}

/// One step that gave a party more power over the work: a seat, a vote, a budget, a veto.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct PowerStep {
    /// The day.
    pub on: Date,
    /// What they can decide or stop now that they could not before.
    pub how: Statement,
}

impl PowerStep {
    /// A step on a day.
    pub fn new(on: Date, how: Statement) -> Self {
        PowerStep { on, how }
    }
}

impl Stakeholder {
    /// A stakeholder of whom only the name of the party is known.
    pub fn new(label: Label) -> Self {
        Stakeholder {
            label,
            kinds: Vec::new(),
            group: None,
            influence: None,
            affected: None,
            what_matters: None,
            raised: Vec::new(),
        }
    }

    /// Where they stand on the grid of influence against effect; `None` until both are known.
    pub fn stance(&self) -> Option<Stance> {
        Some(match (self.influence?, self.affected?) {
            (Degree::High, Degree::High) => Stance::WorkTogether,
            (Degree::High, Degree::Low) => Stance::KeepSatisfied,
            (Degree::Low, Degree::High) => Stance::RaiseTheirPower,
            (Degree::Low, Degree::Low) => Stance::KeepInTouch,
        })
    }
}

/// What a party is to a programme: the nine Cs by which stakeholders are found
/// (<https://www.projex.com/nhs-stakeholder-analysis/>, a secondary source). That one party is several
/// of them is usual.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the words are the published list and say what they mean")]
pub enum StakeholderKind {
    Commissioner,
    Customer,
    Collaborator,
    Contributor,
    Channel,
    Commentator,
    /// Patients, families, users.
    Consumer,
    Champion,
    Competitor,
}

impl StakeholderKind {
    /// All nine.
    pub const ALL: [StakeholderKind; 9] = [
        StakeholderKind::Commissioner,
        StakeholderKind::Customer,
        StakeholderKind::Collaborator,
        StakeholderKind::Contributor,
        StakeholderKind::Channel,
        StakeholderKind::Commentator,
        StakeholderKind::Consumer,
        StakeholderKind::Champion,
        StakeholderKind::Competitor,
    ];

    /// How far the nine are confirmed.
    pub const MARK: SourceMark = SourceMark::Reported;
}

impl fmt::Display for StakeholderKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            StakeholderKind::Commissioner => "commissioner",
            StakeholderKind::Customer => "customer",
            StakeholderKind::Collaborator => "collaborator",
            StakeholderKind::Contributor => "contributor",
            StakeholderKind::Channel => "channel",
            StakeholderKind::Commentator => "commentator",
            StakeholderKind::Consumer => "consumer",
            StakeholderKind::Champion => "champion",
            StakeholderKind::Competitor => "competitor",
        })
    }
}

/// Low or high, on a four-field grid.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Degree {
    /// Low.
    Low,
    /// High.
    High,
}

impl fmt::Display for Degree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Degree::Low => "low",
            Degree::High => "high",
        })
    }
}

/// How to be with a stakeholder.
///
/// The four fields are the usual grid. Its usual advice for people who are much affected and have
/// little power is to *keep informed*; patients often stand there, and the advice here is to raise
/// their power. That is this crate's choice, and no published wording is claimed for the four.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stance {
    /// Much power, much affected.
    WorkTogether,
    /// Much power, little affected.
    KeepSatisfied,
    /// Little power, much affected.
    RaiseTheirPower,
    /// Little power, little affected.
    KeepInTouch,
}

impl Stance {
    /// How far the words for the four fields are confirmed. The grid itself is published
    /// (<https://www.theclic.org.uk/resources/toolkits/toolkit-2/appendices/tools-in-detail/a-module-5/stakeholder-analysis>).
    pub const MARK: SourceMark = SourceMark::Unconfirmed;
}

impl fmt::Display for Stance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Stance::WorkTogether => "work together",
            Stance::KeepSatisfied => "keep satisfied",
            Stance::RaiseTheirPower => "raise their power",
            Stance::KeepInTouch => "keep in touch",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_much_affected_and_without_power_are_given_some() {
        let mut patients = Stakeholder::new(Label::new("People on the wards").unwrap());
        assert_eq!(patients.stance(), None);
        patients.influence = Some(Degree::Low);
        patients.affected = Some(Degree::High);
        assert_eq!(patients.stance(), Some(Stance::RaiseTheirPower));
    }
}

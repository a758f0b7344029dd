//! A link is a claim: that one thing leads to another.

use std::fmt;

use super::EffectSize;
use crate::base::{
    Belief, Date, DelayWindow, GroupId, Reason, Retirement, Share, Source, Statement, Weight,
    is_default,
};

/// The claim that one thing leads to another. Nothing here proves it; it says what is believed, how
/// strongly, and on what grounds.
///
/// Everything may be left out: a line on a sheet is a link too, and the review asks for the rest.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Link {
    /// How strong the relation is held to be.
    pub strength: Option<Strength>,
    /// How much the effect is held to change for one unit of the cause. Not the same as belief.
    pub effect: Option<EffectSize>,
    /// Whether the effect rises or falls with its cause.
    #[serde(default, skip_serializing_if = "is_default")]
    pub sign: Sign,
    /// The mechanism: why this should lead to that.
    pub because: Option<Reason>,
    /// What stands behind the claim.
    pub evidence: Option<Evidence>,
    /// How sure the team is that the effect responds as predicted if the cause moves as predicted.
    /// Not the same as strength: a sure and feeble link and an unsure and strong one differ.
    pub belief: Option<Belief>,
    /// How much evidence stands behind the belief, in tests' worth; two, if it is left out.
    pub weight: Option<Weight>,
    /// When after its cause the effect is expected.
    pub delay: Option<DelayWindow>,
    /// The share of occasions on which the cause must happen before an effect can be expected.
    pub dose: Option<Share>,
    /// What else must hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assumptions: Vec<Statement>,
    /// What else could explain the effect.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rivals: Vec<Statement>,
    /// The rivals that were looked into and set aside, each with the reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub struck_out: Vec<StruckOut>,
    /// The groups that drew it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub drawn_by: Vec<GroupId>,
    /// What has become of the claim.
    #[serde(default, skip_serializing_if = "is_default")]
    pub status: LinkStatus,
    /// That it no longer belongs to the theory, and why.
    pub retired: Option<Retirement>,
}

impl Link {
    /// A link of which nothing is known but that it was drawn.
    pub fn new() -> Self {
        Link::default()
    }

    /// A link of a strength.
    pub fn of(strength: Strength) -> Self {
        Link { strength: Some(strength), ..Link::default() }
    }
}

/// A rival explanation that was looked into and set aside. It stays on record with its reason, so
/// that a later reader can disagree.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct StruckOut {
    /// The rival: the words of one on record, or those by which a computed one is known, such as
    /// `shared cause new-rota`.
    pub rival: Statement,
    /// Why it does not explain what was seen.
    pub because: Reason,
    /// The day on which it was set aside.
    pub on: Option<Date>,
}

impl StruckOut {
    /// A rival that was set aside for a reason.
    pub fn new(rival: Statement, because: Reason) -> Self {
        StruckOut { rival, because, on: None }
    }
}

/// How strong a relation is held to be: a solid or a dashed line, the one convention of driver
/// diagrams with a published source (IHI QI Essentials Toolkit, *Driver Diagram*, 2017).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Strength {
    /// Present, but weak: a dashed line.
    Weak,
    /// Strong: a solid line.
    Strong,
}

impl fmt::Display for Strength {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Strength::Weak => "weak",
            Strength::Strong => "strong",
        })
    }
}

/// Whether improvement of a cause helps its effect.
///
/// Word drivers and changes so that links help: a link that harms says that improving its cause
/// makes its effect worse (what a balancing measure watches for). It brings its effect no
/// improvement, so reliability, leverage and choices leave it out.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Sign {
    /// Improving the cause helps the effect; what a line on a driver diagram says unless it is marked.
    #[default]
    Helps,
    /// Improving the cause harms the effect.
    Harms,
    /// Nobody knows.
    Unknown,
}

impl fmt::Display for Sign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Sign::Helps => "helps",
            Sign::Harms => "harms",
            Sign::Unknown => "unknown",
        })
    }
}

/// What stands behind a claim.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Evidence {
    /// How far up the ladder it reaches.
    pub level: EvidenceLevel,
    /// Whether it speaks for the claim.
    #[serde(default, skip_serializing_if = "is_default")]
    pub verdict: Verdict,
    /// Where it is published.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
    /// When it should be looked at again.
    pub review_by: Option<Date>,
    /// How like the setting is, or anything else worth knowing.
    pub note: Option<Statement>,
}

impl Evidence {
    /// Supporting evidence of a level.
    pub fn new(level: EvidenceLevel) -> Self {
        Evidence {
            level,
            verdict: Verdict::default(),
            sources: Vec::new(),
            review_by: None,
            note: None,
        }
    }
}

/// The ladder of evidence for a single link, from the bottom. A synthesis of practice, not a
/// published scale.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum EvidenceLevel {
    /// Someone drew it.
    Asserted,
    /// A mechanism is written down.
    Reasoned,
    /// Published, or seen at a sister site.
    External,
    /// Local cycles met their prediction.
    TestedSmall,
    /// The effect's measure shifted after the change, with a special-cause signal.
    Signalled,
    /// The same in other units, or undone and restored.
    Replicated,
    /// A planned experiment.
    Designed,
}

/// Whether evidence speaks for a claim.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// For it.
    #[default]
    Supporting,
    /// Against it.
    Challenging,
    /// Both.
    Mixed,
    /// Neither.
    Inconclusive,
}

/// What has become of a claim.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum LinkStatus {
    /// Nobody has looked yet.
    #[default]
    Proposed,
    /// What was seen agrees with it.
    Supported,
    /// What was seen speaks against it.
    Challenged,
}

//! Ladders of involvement. A level belongs to its scheme; steps of two schemes are not compared.

use std::fmt;
use std::str::FromStr;

use crate::base::SourceMark;

/// A step on a named ladder of involvement.
///
/// Written as the step alone for the seven-step ladder of co-production (`co-design`), and with the
/// scheme before it for the others (`iap2:collaborate`, `arnstein:partnership`,
/// `nhs-england:involving`).
///
/// The questions answered across schemes are [`gives_voice`](InvolvementLevel::gives_voice) and
/// [`shares_power`](InvolvementLevel::shares_power).
///
/// ```
/// use improvement::people::{CoproductionStep, InvolvementLevel};
/// let level: InvolvementLevel = "consultation".parse()?;
/// assert_eq!(level, InvolvementLevel::Coproduction(CoproductionStep::Consultation));
/// assert!(!level.shares_power());
/// assert!("iap2:collaborate".parse::<InvolvementLevel>()?.shares_power());
/// assert!("partnership".parse::<InvolvementLevel>().is_err());
/// # Ok::<(), improvement::people::LevelError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum InvolvementLevel {
    /// The ladder of co-production used in English social care.
    Coproduction(CoproductionStep),
    /// The spectrum of the International Association for Public Participation.
    Iap2(Iap2Level),
    /// Arnstein's ladder of citizen participation (1969).
    Arnstein(ArnsteinRung),
    /// The five-rung ladder in use in NHS England; its wording is unconfirmed (see
    /// [`mark`](InvolvementLevel::mark)).
    NhsEngland(NhsEnglandRung),
}

/// Why a text is not an [`InvolvementLevel`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "no level of involvement is written `{found}`, expected one of {}",
    InvolvementLevel::words().collect::<Vec<_>>().join(", ")
)]
pub struct LevelError {
    /// The text as given.
    pub found: String,
}

macro_rules! ladder {
    ($(#[doc = $doc:literal])+ $Ladder:ident { $($(#[doc = $step_doc:literal])+ $Step:ident = $word:literal,)+ }) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $Ladder {
            $($(#[doc = $step_doc])+ $Step,)+
        }

        impl $Ladder {
            const STEPS: &'static [(&'static str, $Ladder)] = &[$(($word, $Ladder::$Step),)+];
        }

        impl fmt::Display for $Ladder {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(match self { $($Ladder::$Step => $word,)+ })
            }
        }
    };
}

ladder! {
    /// The seven steps of the ladder of co-production, from the bottom, as English social care uses
    /// it (Norfolk County Council, *What do we mean by co-production*).
    CoproductionStep {
        /// People attend; their views do not count.
        Coercion = "coercion",
        /// People are helped to understand the service.
        Educating = "educating",
        /// People are told.
        Informing = "informing",
        /// People are asked.
        Consultation = "consultation",
        /// People have some influence, as far as providers allow.
        Engagement = "engagement",
        /// People design; their part ends before delivery.
        CoDesign = "co-design",
        /// People are equal partners throughout.
        CoProduction = "co-production",
    }
}

ladder! {
    /// The five levels of the IAP2 spectrum. They are levels rather than steps: any may be right for
    /// its purpose.
    Iap2Level {
        /// Tell.
        Inform = "inform",
        /// Ask.
        Consult = "consult",
        /// Work with, while the decision stays with the organisation.
        Involve = "involve",
        /// Decide together.
        Collaborate = "collaborate",
        /// Hand over the decision.
        Empower = "empower",
    }
}

ladder! {
    /// The eight rungs of Arnstein's ladder: non-participation, tokenism, citizen power.
    ArnsteinRung {
        /// Non-participation.
        Manipulation = "manipulation",
        /// Non-participation.
        Therapy = "therapy",
        /// Tokenism.
        Informing = "informing",
        /// Tokenism.
        Consultation = "consultation",
        /// Tokenism.
        Placation = "placation",
        /// Citizen power.
        Partnership = "partnership",
        /// Citizen power.
        DelegatedPower = "delegated-power",
        /// Citizen power.
        CitizenControl = "citizen-control",
    }
}

ladder! {
    /// The five rungs of the ladder in use in NHS England, as commonly quoted.
    NhsEnglandRung {
        /// Tell.
        Informing = "informing",
        /// Ask.
        Consulting = "consulting",
        /// Work with, while the decision stays with the organisation.
        Involving = "involving",
        /// Decide together.
        Collaborating = "collaborating",
        /// Hand over the decision.
        Devolving = "devolving",
    }
}

/// Steps of one ladder are ordered; steps of two ladders are not compared, and every comparison of
/// them is false.
///
/// ```
/// use improvement::people::InvolvementLevel;
/// let level = |word: &str| word.parse::<InvolvementLevel>();
/// assert!(level("consultation")? < level("co-design")?);
/// assert_eq!(level("iap2:consult")?.partial_cmp(&level("co-design")?), None);
/// # Ok::<(), improvement::people::LevelError>(())
/// ```
impl PartialOrd for InvolvementLevel {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        use InvolvementLevel::{Arnstein, Coproduction, Iap2, NhsEngland};
        match (self, other) {
            (Coproduction(a), Coproduction(b)) => a.partial_cmp(b),
            (Iap2(a), Iap2(b)) => a.partial_cmp(b),
            (Arnstein(a), Arnstein(b)) => a.partial_cmp(b),
            (NhsEngland(a), NhsEngland(b)) => a.partial_cmp(b),
            _ => None,
        }
    }
}

impl InvolvementLevel {
    /// Whether the power to decide was shared: co-design and up, collaborate and up, partnership
    /// and up, collaborating and up.
    pub fn shares_power(self) -> bool {
        match self {
            InvolvementLevel::Coproduction(step) => step >= CoproductionStep::CoDesign,
            InvolvementLevel::Iap2(level) => level >= Iap2Level::Collaborate,
            InvolvementLevel::Arnstein(rung) => rung >= ArnsteinRung::Partnership,
            InvolvementLevel::NhsEngland(rung) => rung >= NhsEnglandRung::Collaborating,
        }
    }

    /// Whether people could say what they think: consultation and up, consult and up,
    /// consulting and up.
    pub fn gives_voice(self) -> bool {
        match self {
            InvolvementLevel::Coproduction(step) => step >= CoproductionStep::Consultation,
            InvolvementLevel::Iap2(level) => level >= Iap2Level::Consult,
            InvolvementLevel::Arnstein(rung) => rung >= ArnsteinRung::Consultation,
            InvolvementLevel::NhsEngland(rung) => rung >= NhsEnglandRung::Consulting,
        }
    }

    /// Whether people were told or asked at most: consultation and down, consult and down,
    /// consulting and down.
    pub fn is_consultation_at_most(self) -> bool {
        match self {
            InvolvementLevel::Coproduction(step) => step <= CoproductionStep::Consultation,
            InvolvementLevel::Iap2(level) => level <= Iap2Level::Consult,
            InvolvementLevel::Arnstein(rung) => rung <= ArnsteinRung::Consultation,
            InvolvementLevel::NhsEngland(rung) => rung <= NhsEnglandRung::Consulting,
        }
    }

    /// How far the words of its ladder are confirmed at their source.
    pub const fn mark(self) -> SourceMark {
        match self {
            InvolvementLevel::NhsEngland(_) => SourceMark::Unconfirmed,
            _ => SourceMark::Confirmed,
        }
    }

    /// How far the cross-walk behind [`shares_power`](Self::shares_power) and
    /// [`gives_voice`](Self::gives_voice) is confirmed: it is this
    /// crate's reading of the four schemes, not a published table.
    pub const CROSSWALK: SourceMark = SourceMark::Local;

    /// Every written form.
    pub fn words() -> impl Iterator<Item = String> {
        Self::all().map(|level| level.to_string())
    }

    fn all() -> impl Iterator<Item = InvolvementLevel> {
        let coproduction = CoproductionStep::STEPS.iter().map(|s| Self::Coproduction(s.1));
        let iap2 = Iap2Level::STEPS.iter().map(|s| Self::Iap2(s.1));
        let arnstein = ArnsteinRung::STEPS.iter().map(|s| Self::Arnstein(s.1));
        let nhs_england = NhsEnglandRung::STEPS.iter().map(|s| Self::NhsEngland(s.1));
        coproduction.chain(iap2).chain(arnstein).chain(nhs_england)
    }
}

impl fmt::Display for InvolvementLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            InvolvementLevel::Coproduction(step) => write!(f, "{step}"),
            InvolvementLevel::Iap2(level) => write!(f, "iap2:{level}"),
            InvolvementLevel::Arnstein(rung) => write!(f, "arnstein:{rung}"),
            InvolvementLevel::NhsEngland(rung) => write!(f, "nhs-england:{rung}"),
        }
    }
}

impl FromStr for InvolvementLevel {
    type Err = LevelError;

    fn from_str(text: &str) -> Result<Self, LevelError> {
        Self::all()
            .find(|level| level.to_string() == text)
            .ok_or_else(|| LevelError { found: text.chars().take(40).collect() })
    }
}

impl serde::Serialize for InvolvementLevel {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for InvolvementLevel {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::base::written_form(deserializer, "a level of involvement, such as `co-design`")
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for InvolvementLevel {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "InvolvementLevel".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "A step on a ladder of involvement.",
            "enum": InvolvementLevel::words().collect::<Vec<_>>(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_level_reads_back_and_power_is_shared_on_the_upper_steps_only() {
        for level in InvolvementLevel::all() {
            assert_eq!(level.to_string().parse(), Ok(level));
        }
        let sharing: Vec<_> =
            InvolvementLevel::all().filter(|l| l.shares_power()).map(|l| l.to_string()).collect();
        assert_eq!(
            sharing,
            [
                "co-design",
                "co-production",
                "iap2:collaborate",
                "iap2:empower",
                "arnstein:partnership",
                "arnstein:delegated-power",
                "arnstein:citizen-control",
                "nhs-england:collaborating",
                "nhs-england:devolving"
            ]
        );
    }

    #[test]
    fn steps_are_ordered_within_their_ladder_and_never_across() {
        for a in InvolvementLevel::all() {
            for b in InvolvementLevel::all() {
                let same = std::mem::discriminant(&a) == std::mem::discriminant(&b);
                assert_eq!(a.partial_cmp(&b).is_some(), same, "{a} and {b}");
            }
            assert!(!(a.is_consultation_at_most() && a.shares_power()), "{a}");
        }
    }
}

//! Ladders of involvement. A level belongs to its scheme; steps of two schemes are not compared.

use std::fmt;
use std::str::FromStr;

use crate::base::SourceMark;

/// A step on a named ladder of involvement.
///
/// Written as the step alone for the seven-step ladder of co-production (`co-design`), and with the
/// scheme before it for the others (`iap2:collaborate`, `arnstein:partnership`).
///
/// The one question answered across schemes is [`shares_power`](InvolvementLevel::shares_power).
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

impl InvolvementLevel {
    /// Whether the power to decide was shared: co-design and up, collaborate and up, partnership
    /// and up.
    pub fn shares_power(self) -> bool {
        match self {
            InvolvementLevel::Coproduction(step) => step >= CoproductionStep::CoDesign,
            InvolvementLevel::Iap2(level) => level >= Iap2Level::Collaborate,
            InvolvementLevel::Arnstein(rung) => rung >= ArnsteinRung::Partnership,
        }
    }

    /// Whether people could say what they think: consultation and up, consult and up.
    pub fn gives_voice(self) -> bool {
        match self {
            InvolvementLevel::Coproduction(step) => step >= CoproductionStep::Consultation,
            InvolvementLevel::Iap2(level) => level >= Iap2Level::Consult,
            InvolvementLevel::Arnstein(rung) => rung >= ArnsteinRung::Consultation,
        }
    }

    /// How far the cross-walk behind [`shares_power`](Self::shares_power) and
    /// [`gives_voice`](Self::gives_voice) is confirmed: it is this
    /// crate's reading of the three schemes, not a published table.
    pub const CROSSWALK: SourceMark = SourceMark::Local;

    /// Every written form.
    pub fn words() -> impl Iterator<Item = String> {
        Self::all().map(|level| level.to_string())
    }

    fn all() -> impl Iterator<Item = InvolvementLevel> {
        let coproduction = CoproductionStep::STEPS.iter().map(|s| Self::Coproduction(s.1));
        let iap2 = Iap2Level::STEPS.iter().map(|s| Self::Iap2(s.1));
        let arnstein = ArnsteinRung::STEPS.iter().map(|s| Self::Arnstein(s.1));
        coproduction.chain(iap2).chain(arnstein)
    }
}

impl fmt::Display for InvolvementLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            InvolvementLevel::Coproduction(step) => write!(f, "{step}"),
            InvolvementLevel::Iap2(level) => write!(f, "iap2:{level}"),
            InvolvementLevel::Arnstein(rung) => write!(f, "arnstein:{rung}"),
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
                "arnstein:citizen-control"
            ]
        );
    }
}

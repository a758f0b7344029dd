//! The kinds of thing that have ids, and an id of any kind.

use std::fmt;
use std::str::FromStr;

use super::{Id, IdError};

mod sealed {
    pub trait Sealed {}
}

/// A kind of thing that has ids. Sealed: the crate's kinds are the only ones.
///
/// ```compile_fail
/// enum Budget {}
/// impl improvement::base::kind::Kind for Budget {
///     const NAME: &'static str = "budget";
///     fn any(_: improvement::base::Id<Self>) -> improvement::AnyId {
///         unreachable!()
///     }
/// }
/// ```
pub trait Kind: sealed::Sealed + 'static {
    /// The word for one of them, such as `driver`.
    const NAME: &'static str;
    /// The id with its kind told at run time.
    fn any(id: Id<Self>) -> AnyId
    where
        Self: Sized;
}

macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $Kind:ident, $IdAlias:ident, $name:literal;)+) => {
        $(
            $(#[doc = $doc])+
            #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
            pub enum $Kind {}
            impl sealed::Sealed for $Kind {}
            impl Kind for $Kind {
                const NAME: &'static str = $name;
                fn any(id: Id<Self>) -> AnyId {
                    AnyId::$Kind(id)
                }
            }
            #[doc = concat!("The id of one ", $name, ".")]
            pub type $IdAlias = Id<$Kind>;
            impl From<$IdAlias> for AnyId {
                fn from(id: $IdAlias) -> Self {
                    AnyId::$Kind(id)
                }
            }
            impl From<&$IdAlias> for AnyId {
                fn from(id: &$IdAlias) -> Self {
                    AnyId::$Kind(id.clone())
                }
            }
        )+

        /// An id of any kind: what a finding or a waiver points at, written `driver:safe-mobility`.
        ///
        /// ```
        /// use improvement::base::AnyId;
        /// let id: AnyId = "measure:falls-rate".parse()?;
        /// assert_eq!(id.to_string(), "measure:falls-rate");
        /// assert_eq!(id.slug(), "falls-rate");
        /// assert!("fall:rate".parse::<AnyId>().is_err());
        /// # Ok::<(), improvement::base::AnyIdError>(())
        /// ```
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum AnyId {
            $(
                $(#[doc = $doc])+
                $Kind($IdAlias),
            )+
        }

        impl AnyId {
            /// The words for all kinds.
            pub const KINDS: &'static [&'static str] = &[$($name),+];

            /// The word for the kind, such as `driver`.
            pub fn kind(&self) -> &'static str {
                match self { $(AnyId::$Kind(_) => $name,)+ }
            }

            /// The id without its kind.
            pub fn slug(&self) -> &str {
                match self { $(AnyId::$Kind(id) => id.as_str(),)+ }
            }
        }

        impl FromStr for AnyId {
            type Err = AnyIdError;
            fn from_str(text: &str) -> Result<Self, AnyIdError> {
                let (kind, slug) = text.split_once(':').ok_or(AnyIdError::NoKind)?;
                match kind {
                    $($name => Ok(AnyId::$Kind(Id::new(slug)?)),)+
                    _ => Err(AnyIdError::UnknownKind { found: kind.to_owned() }),
                }
            }
        }
    };
}

kinds! {
    /// A whole programme.
    Programme, ProgrammeId, "programme";
    /// What is to be reached.
    Aim, AimId, "aim";
    /// A factor that leads to an aim.
    Driver, DriverId, "driver";
    /// Something to try.
    Change, ChangeId, "change";
    /// A number that is followed over time.
    Measure, MeasureId, "measure";
    /// People with a common standpoint: a staff group, patients, carers.
    Group, GroupId, "group";
    /// A part that somebody plays in the programme.
    Role, RoleId, "role";
    /// An objective of the organisation that aims serve.
    Objective, ObjectiveId, "objective";
    /// A party that affects the programme, or is affected by it.
    Stakeholder, StakeholderId, "stakeholder";
    /// A leadership behaviour that can be observed.
    Behaviour, BehaviourId, "behaviour";
    /// What leaders have promised to do, and how often.
    Commitment, CommitmentId, "commitment";
    /// A visit by a leader to the place where work is done.
    Visit, VisitId, "visit";
    /// A course or programme that builds skill.
    Training, TrainingId, "training";
    /// A source of coaching.
    Coaching, CoachingId, "coaching";
    /// A routine that keeps the work alive.
    Routine, RoutineId, "routine";
    /// A board that shows how things stand.
    Board, BoardId, "board";
    /// A written way to do the work.
    Standard, StandardId, "standard";
    /// A path by which an issue reaches someone who can act on it.
    Escalation, EscalationId, "escalation";
    /// One test of change.
    Cycle, CycleId, "cycle";
    /// A Schwartz Round.
    Round, RoundId, "round";
    /// A session of Team Time.
    TeamTime, TeamTimeId, "team-time";
    /// A questionnaire, as data.
    Instrument, InstrumentId, "instrument";
    /// Something that was decided, with whoever was in the room.
    Decision, DecisionId, "decision";
    /// A project of Experience-Based Co-Design.
    Codesign, CodesignId, "codesign";
    /// One teller's consent that their words be shown.
    Consent, ConsentId, "consent";
    /// A point of a journey that carries strong feeling.
    Touchpoint, TouchpointId, "touchpoint";
    /// Something that staff or patients want to be better.
    Priority, PriorityId, "priority";
    /// A small group of staff and patients who work on one priority.
    DesignGroup, DesignGroupId, "design-group";
    /// A template of self-assessment: levels and elements, as data.
    Template, TemplateId, "template";
    /// A session in which people assessed themselves against a template.
    Session, SessionId, "session";
    /// One of the ordered levels of a template.
    Level, LevelId, "level";
    /// A part of a template, to which elements belong.
    Domain, DomainId, "domain";
    /// Something that a template asks about.
    Element, ElementId, "element";
    /// Whoever answered in a session: a role, a group or a number, never a name.
    Rater, RaterId, "rater";
}

/// Why a text is not an [`AnyId`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AnyIdError {
    /// No colon between kind and id.
    #[error("expected a kind and an id, such as `driver:safe-mobility`")]
    NoKind,
    /// A word that names no kind.
    #[error("no kind of thing is called `{found}`, expected one of {}", AnyId::KINDS.join(", "))]
    UnknownKind {
        /// The word.
        found: String,
    },
    /// The part after the colon is not an id.
    #[error(transparent)]
    Id(#[from] IdError),
}

impl fmt::Display for AnyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind(), self.slug())
    }
}

impl serde::Serialize for AnyId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for AnyId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::written::deserialize(
            deserializer,
            "a kind and an id, such as `driver:safe-mobility`",
        )
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for AnyId {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "AnyId".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "A kind and an id, such as `driver:safe-mobility`.",
            "pattern": format!("^({}):[a-z0-9]+(-[a-z0-9]+)*$", AnyId::KINDS.join("|")),
        })
    }
}

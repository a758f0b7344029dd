//! What a valid word, number, date or id is, and how a problem is said.
//!
//! Every other room of the crate stands on this one, and this one stands on none. It holds the
//! leaves of which programmes are made. Each leaf is checked once, when it is made, and cannot be
//! wrong afterwards; text is kept as it was written, and nothing is silently changed.
//!
//! | Leaf | What it is | Written |
//! |---|---|---|
//! | [`Id`], [`AnyId`] | the name by which things refer to each other | `safe-mobility`, `driver:safe-mobility` |
//! | [`Label`], [`Statement`], [`Reason`], [`Tag`], [`Source`] | text that says something | as it is |
//! | [`Share`], [`Belief`], [`Hours`], [`Number`] | numbers with bounds | `0.4` |
//! | [`Date`], [`Period`] | days of the calendar | `2026-03-01` |
//! | [`Span`], [`DelayWindow`], [`Cadence`] | lengths of time, and how often | `4w`, `3 daily` |
//! | [`Tier`] | how high in an organisation something stands | `1` |
//! | [`Direction`], [`Component`], [`Condition`], [`SourceMark`] | which way is good; which part of NHS IMPACT is served; which condition of improvement; how far a fact is confirmed | `up`, `people`, `culture`, `confirmed` |
//!
//! [`Occasions`] say what was kept and what was missed of what is due again and again, and
//! [`Clearance`] how long things wait; both as of a day. [`Table`] keeps things by id in the order in which they were written; [`Problem`] and
//! [`Problems`] say what a person must fix.
//!
//! ```
//! use improvement::base::{Hours, Label, Share};
//! let label = Label::new("Predict violence and act early as a team")?;
//! assert_eq!(Share::new(0.75)?.to_string(), "75%");
//! assert!(Hours::new(-1.0).is_err());
//! assert!(Label::new("   ").is_err());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod clearance;
mod component;
mod condition;
mod date;
mod direction;
mod gate;
mod id;
pub mod kind;
mod mark;
mod nearest;
mod occasions;
mod problem;
mod quantity;
mod retirement;
mod span;
mod table;
mod text;
mod tier;
mod week;
mod written;

pub use clearance::Clearance;
pub use component::Component;
pub use condition::Condition;
pub(crate) use date::DATE;
pub use date::{Date, DateError, Period, PeriodError};
pub use direction::Direction;
pub use gate::{Gate, GateError};
pub use id::{Id, IdError};
pub use kind::{
    AimId, AnyId, AnyIdError, BehaviourId, BoardId, ChangeId, CoachingId, CodesignId, CommitmentId,
    ConsentId, CycleId, DecisionId, DesignGroupId, DomainId, DriverId, ElementId, EscalationId,
    GroupId, InstrumentId, LevelId, MeasureId, ObjectiveId, PriorityId, ProgrammeId, RaterId,
    RoleId, RoundId, RoutineId, SessionId, StakeholderId, StandardId, TeamTimeId, TemplateId,
    TouchpointId, TrainingId, VisitId,
};
pub use mark::SourceMark;
pub use nearest::nearest;
pub use occasions::{Adherence, Beat, BeatState, Occasions};
pub use problem::{Code, Place, Position, Problem, Problems, Severity};
pub use quantity::{Belief, Hours, Number, QuantityError, Share, WeekHours, Weight};
pub use retirement::Retirement;
pub use span::{Cadence, CadenceError, DelayError, DelayWindow, Rhythm, Span, SpanError, Unit};
pub use table::{Table, Taken};
pub use text::{Label, Reason, Source, Statement, Tag, TextError};
pub use tier::{Tier, TierError};
pub use week::Week;
pub(crate) use week::workdays;
pub(crate) use written::{deserialize as written_form, is_default};

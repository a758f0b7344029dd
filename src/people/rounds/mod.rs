//! Schwartz Rounds and Team Time: places for staff to reflect on what their work does to them.
//!
//! A [`Round`] is an hour, open to all staff, in which prepared tellers share how a case or a theme was
//! for them, and the room reflects. A [`TeamTime`] is the shorter online session of one team or
//! pathway; it is a thing of its own and not a short Round.
//!
//! # Confidential by construction
//!
//! There is **no field for what was said, or by whom**: none for a story, a name, a quotation, a note,
//! or an action. A Round is not for solving problems, so it has no list of actions to keep either. The
//! title is kept for the steering group and appears in no [report](RoundsReport). What comes out are
//! counts, never of [few](super::SmallNumbers).
//!
//! ```
//! use improvement::people::rounds::{FidelityList, Round, RoundFidelity};
//! let mut round = Round::new("2024-03-12".parse()?);
//! round.stories_minutes = Some(20);
//! round.discussion_minutes = Some(35);
//! let fidelity = RoundFidelity::of_round(&round, FidelityList::Leamy2019);
//! assert_eq!(fidelity.known(), (1, 1), "enough discussion; of the rest nothing is recorded");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Rounds run under licence ([`Licence`]); the licensor for the United Kingdom and Ireland changed after
//! 2025, so licences are data with dates.
//!
//! # What is known of their effect
//!
//! In the national evaluation in England (Maben and colleagues, HS&DR 2018;6(37)) psychological distress
//! (GHQ-12 above 3) fell from 25% to 12% among regular attenders and from 37% to 34% among
//! non-attenders over eight months. The groups differed at the start and attendance was voluntary, so
//! this is no proof of cause; no effect on engagement was found. [`Arms`] holds both groups or none.

mod arms;
mod fidelity;
mod report;
mod round;
mod team_time;

pub use arms::{Arm, Arms};
pub use fidelity::{Component, FidelityList, RoundFidelity};
pub use report::RoundsReport;
pub use round::{
    Attendance, Evaluation, Facilitator, Format, Invited, Licence, Panellist, Ratings, Round,
    Seniority, Support,
};
pub use team_time::{TeamTime, TeamTimeCheck};

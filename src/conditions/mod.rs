//! Are the conditions there? Culture, desire, motivation and resources, each from what is on record.
//!
//! *"Creating the conditions for continuous improvement. But what are those conditions?"* asks the
//! essay from which this crate takes its direction, and answers: culture, desire, motivation and
//! resources, and not technical skill alone (Fitzsimons, *Making improvement more human*, Point of Care
//! Foundation, 2023). [`Conditions`] looks for each of the four in everything the programme records, as of
//! a day.
//!
//! | Question | Ask |
//! |---|---|
//! | What speaks for a condition, and what against it? | [`ConditionReading::evidence`] |
//! | What would count, and is not on record? | [`ConditionReading::missing`] |
//! | So is it there? | [`ConditionReading::reading`]: for, against, mixed, no evidence |
//! | Does what is said of it agree with what is on record? | [`ConditionReading::claims`], [`Held`] |
//! | What to do next? | [`ConditionReading::next`] |
//!
//! There are [a few kinds of record](sources) that count, each with what it looks at and where it comes
//! from. Which of them stand for which condition is a proposal of this crate, and no published
//! instrument. **There is no number for a condition, nor one for all four**: a condition for which much
//! speaks does not make up for one against which something does. A self-assessment is what people say
//! of themselves; it is read by itself in [`assessment`](crate::assessment), and is no evidence here.
//!
//! Evidence older than a year ([`Settings`]) is shown and does not count. What happened after the day
//! does not exist. [`Conditions`] can be written with serde, for a page or an archive.
//!
//! ```
//! use improvement::base::{Condition, Label, WeekHours};
//! use improvement::capability::ProtectedTime;
//! use improvement::conditions::{Conditions, Reading, Settings};
//! use improvement::programme::Programme;
//! use improvement::theory::{self, TheoryReading};
//!
//! let mut builder = Programme::builder("calmer-wards".parse()?, Label::new("Calmer wards")?);
//! builder.people.roles.insert("nurse".parse()?, improvement::people::Role::new(
//!     Label::new("Ward nurse")?, improvement::people::Part::TeamMember))?;
//! let mut time = ProtectedTime::new("nurse".parse()?, WeekHours::new(4.0)?);
//! time.given = Some(WeekHours::new(1.5)?);
//! builder.capability.protected_time.push(time);
//! let programme = builder.build()?;
//!
//! let theory = TheoryReading::new(&programme, "2026-03-31".parse()?, &theory::Settings::default());
//! let conditions = Conditions::of(&theory, &Settings::default());
//! let resources = conditions.of_condition(Condition::Resources);
//! assert_eq!(resources.reading(), Reading::Against);
//! assert_eq!(resources.evidence[0].said, "`nurse`: 1.5 h a week given, of 4 h promised");
//! assert_eq!(conditions.of_condition(Condition::Desire).reading(), Reading::NoEvidence);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod claims;
mod evidence;
mod reading;
mod settings;
mod source;
mod sources;
#[cfg(test)]
mod tests;

pub use claims::{ClaimReading, Held};
pub use evidence::{Bearing, Evidence};
pub use reading::{ConditionReading, Conditions, NextStep, Reading};
pub use settings::Settings;
pub use source::Source;
pub use sources::sources;

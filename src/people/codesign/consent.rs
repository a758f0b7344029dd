//! Consent: what may be shown, to whom, for how long, and that it can be taken back.

use std::fmt;

use crate::base::Date;

/// How widely something is shown. Ordered: `Team < Organisation < Public`.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// The people of the project.
    Team,
    /// The organisation.
    Organisation,
    /// Everybody.
    Public,
}

impl fmt::Display for Audience {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Audience::Team => "the team",
            Audience::Organisation => "the organisation",
            Audience::Public => "the public",
        })
    }
}

/// One teller's consent that their words or a clip be shown. It holds no name: which teller it is, is
/// known where the signed form is kept.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Consent {
    /// The day on which it was given.
    pub given: Date,
    /// How widely it lets things be shown.
    pub scope: Audience,
    /// The last day on which it holds; for ever, if it is left out.
    pub until: Option<Date>,
    /// The day on which it was taken back. What was told is then gone: see
    /// [`Codesign::withdraw`](super::Codesign::withdraw).
    pub withdrawn: Option<Date>,
}

/// Why something may not be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ConsentRefusal {
    /// No consent with this id is on record.
    #[error("no such consent is on record")]
    Unknown,
    /// The consent was taken back; from then on it counts as never given.
    #[error("the consent was withdrawn on {on}")]
    Withdrawn {
        /// When.
        on: Date,
    },
    /// The day lies before the consent.
    #[error("the consent was given on {given}, after {as_of}")]
    NotYetGiven {
        /// When it was given.
        given: Date,
        /// The day that was asked for.
        as_of: Date,
    },
    /// The day lies after the last day of the consent.
    #[error("the consent ended on {until}, before {as_of}")]
    Expired {
        /// Its last day.
        until: Date,
        /// The day that was asked for.
        as_of: Date,
    },
    /// It does not reach so far.
    #[error("the consent is for {scope}, not for {asked}")]
    OutOfScope {
        /// How widely things may be shown.
        scope: Audience,
        /// How widely they were to be shown.
        asked: Audience,
    },
    /// There are no words here: they were never written down, or were erased.
    #[error("no words are kept here")]
    NoWords,
}

impl Consent {
    /// Consent given on a day, for an audience.
    pub const fn new(given: Date, scope: Audience) -> Self {
        Consent { given, scope, until: None, withdrawn: None }
    }

    /// Whether things may be shown to an audience on a day. Consent that was withdrawn allows
    /// nothing, not even for days before.
    ///
    /// ```
    /// use improvement::people::codesign::{Audience, Consent};
    /// let mut consent = Consent::new("2024-03-01".parse()?, Audience::Organisation);
    /// consent.until = Some("2025-03-01".parse()?);
    /// assert!(consent.allows(Audience::Team, "2025-03-01".parse()?).is_ok());
    /// assert_eq!(
    ///     consent.allows(Audience::Public, "2024-06-01".parse()?).unwrap_err().to_string(),
    ///     "the consent is for the organisation, not for the public",
    /// );
    /// assert!(consent.allows(Audience::Team, "2025-03-02".parse()?).is_err());
    /// # Ok::<(), improvement::base::DateError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// It was withdrawn; the day lies before or after it; it does not reach so far.
    pub fn allows(&self, audience: Audience, as_of: Date) -> Result<(), ConsentRefusal> {
        if let Some(on) = self.withdrawn {
            return Err(ConsentRefusal::Withdrawn { on });
        }
        if as_of < self.given {
            return Err(ConsentRefusal::NotYetGiven { given: self.given, as_of });
        }
        if let Some(until) = self.until.filter(|until| *until < as_of) {
            return Err(ConsentRefusal::Expired { until, as_of });
        }
        if self.scope < audience {
            return Err(ConsentRefusal::OutOfScope { scope: self.scope, asked: audience });
        }
        Ok(())
    }
}

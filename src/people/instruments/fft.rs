//! The Friends and Family Test of the NHS in England: three schemes, never one series.

use std::fmt;

use crate::base::Share;

/// Which question and which score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum FftScheme {
    /// From 2013: how likely to recommend; promoters (extremely likely) less detractors (neither, unlikely,
    /// extremely unlikely), of those who knew.
    Net2013,
    /// From October 2014: how likely to recommend; the percentage that would.
    Recommend2014,
    /// From April 2020: overall experience; the percentage that is positive.
    Experience2020,
}

impl fmt::Display for FftScheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            FftScheme::Net2013 => "net score (2013)",
            FftScheme::Recommend2014 => "would recommend (2014)",
            FftScheme::Experience2020 => "overall experience (2020)",
        })
    }
}

/// The answers of one place and month: five from the best to the worst, and *don't know*.
///
/// The results of two organisations cannot be compared, since they are collected in different ways; the
/// crate offers no way to rank them.
///
/// ```
/// use improvement::people::instruments::{Fft, FftScheme};
/// let month = Fft::new(FftScheme::Experience2020, [60, 20, 10, 4, 1], 5)?;
/// assert_eq!(month.positive().map(|share| share.to_string()).as_deref(), Some("80%"));
/// let before = Fft::new(FftScheme::Recommend2014, [60, 20, 10, 4, 1], 5)?;
/// assert!(month.after(&before).is_err(), "another question was asked");
/// # Ok::<(), improvement::people::instruments::FftError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fft {
    scheme: FftScheme,
    answers: [u32; 5],
    dont_know: u32,
}

/// Why counts are not a result, or two results not a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FftError {
    /// Nobody answered.
    #[error("a result needs at least one answer, found none")]
    NoAnswers,
    /// Two schemes.
    #[error("results by {found} cannot follow results by {expected}: start another series")]
    OtherScheme {
        /// The scheme before.
        expected: FftScheme,
        /// The scheme of this result.
        found: FftScheme,
    },
}

impl Fft {
    /// Counts of answers from the best (extremely likely, very good) to the worst, and of *don't know*.
    ///
    /// # Errors
    ///
    /// Nobody answered.
    pub fn new(scheme: FftScheme, answers: [u32; 5], dont_know: u32) -> Result<Self, FftError> {
        let fft = Fft { scheme, answers, dont_know };
        if fft.responses() == 0 { Err(FftError::NoAnswers) } else { Ok(fft) }
    }

    /// The scheme.
    pub fn scheme(&self) -> FftScheme {
        self.scheme
    }

    /// How many answered, *don't know* included.
    pub fn responses(&self) -> u64 {
        self.answers.iter().map(|count| u64::from(*count)).sum::<u64>() + u64::from(self.dont_know)
    }

    fn share(&self, of: impl Iterator<Item = u32>) -> Option<Share> {
        let count: u64 = of.map(u64::from).sum();
        Share::new(count as f64 / self.responses() as f64).ok()
    }

    /// The two best answers, of all that were given, *don't know* included; `None` under the scheme of
    /// 2013, which has a [net score](Self::net). (The denominator was read for 2014 and is taken to be
    /// the same in 2020.)
    pub fn positive(&self) -> Option<Share> {
        let asked = self.scheme != FftScheme::Net2013;
        asked.then(|| self.share(self.answers.into_iter().take(2))).flatten()
    }

    /// The two worst answers, of all that were given; `None` under the scheme of 2013.
    pub fn negative(&self) -> Option<Share> {
        let asked = self.scheme != FftScheme::Net2013;
        asked.then(|| self.share(self.answers.into_iter().skip(3))).flatten()
    }

    /// The net score of 2013, -100 to 100: the share of the best answer less that of the three worst,
    /// of those who did not answer *don't know*; `None` under other schemes or if nobody else answered.
    pub fn net(&self) -> Option<f64> {
        let [best, _, rest @ ..] = self.answers;
        let knew = self.responses() - u64::from(self.dont_know);
        let against: u64 = rest.into_iter().map(u64::from).sum();
        let asked = self.scheme == FftScheme::Net2013 && knew > 0;
        asked.then(|| 100.0 * (f64::from(best) - against as f64) / knew as f64)
    }

    /// This result, if it may follow another in one series.
    ///
    /// # Errors
    ///
    /// The two are of different schemes.
    pub fn after(&self, before: &Fft) -> Result<&Self, FftError> {
        if self.scheme == before.scheme {
            Ok(self)
        } else {
            Err(FftError::OtherScheme { expected: before.scheme, found: self.scheme })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_scheme_has_its_own_score() {
        let net = Fft::new(FftScheme::Net2013, [60, 20, 10, 4, 6], 25).unwrap();
        assert_eq!(net.net(), Some(40.0));
        assert_eq!((net.positive(), net.negative()), (None, None));
        let share = |percent: f64| Share::new(percent / 100.0).ok();
        for scheme in [FftScheme::Recommend2014, FftScheme::Experience2020] {
            let fft = Fft::new(scheme, [60, 15, 10, 4, 6], 5).unwrap();
            assert_eq!(
                (fft.positive(), fft.negative(), fft.net()),
                (share(75.0), share(10.0), None)
            );
        }
        assert_eq!(Fft::new(FftScheme::Net2013, [0; 5], 0), Err(FftError::NoAnswers));
        let unknown = Fft::new(FftScheme::Net2013, [0; 5], 3).unwrap();
        assert_eq!(unknown.net(), None);
    }

    #[test]
    fn schemes_are_not_joined() {
        let of = |scheme| Fft::new(scheme, [9, 1, 0, 0, 0], 0).unwrap();
        let (old, new) = (of(FftScheme::Recommend2014), of(FftScheme::Experience2020));
        assert_eq!(
            new.after(&old).unwrap_err().to_string(),
            "results by overall experience (2020) cannot follow results by would recommend (2014): start another series"
        );
        assert!(new.after(&new).is_ok());
    }
}

//! Those who came beside those who did not: both, or nothing.

use std::fmt;

use crate::base::{Label, Share};

/// The share of a group past a line, before and after.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Arm {
    /// Before.
    pub before: Share,
    /// After.
    pub after: Share,
}

impl Arm {
    /// By how many points of a hundred the share changed; negative if it fell.
    pub fn change(self) -> f64 {
        100.0 * (self.after.get() - self.before.get())
    }
}

/// What happened to those who came to Rounds and to those who did not, by the same line.
///
/// There is no way to hold, show or print one arm alone: people choose whether to come, so those who
/// came say nothing without those who did not.
///
/// ```
/// use improvement::base::Share;
/// use improvement::people::rounds::{Arm, Arms};
/// let share = |percent: f64| Share::new(percent / 100.0);
/// let arms = Arms::new(
///     "GHQ-12 above 3".parse()?,
///     Arm { before: share(25.0)?, after: share(12.0)? },
///     Arm { before: share(37.0)?, after: share(34.0)? },
/// );
/// assert_eq!(
///     arms.to_string(),
///     "GHQ-12 above 3: those who came 25% to 12% (-13 points), those who did not 37% to 34% (-3 points). \
///      People chose whether to come, and the groups differed by 12 points before: this is no proof of cause.",
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Arms {
    line: Label,
    came: Arm,
    others: Arm,
}

impl Arms {
    /// Both groups, by the same line.
    pub fn new(line: Label, came: Arm, others: Arm) -> Self {
        Arms { line, came, others }
    }

    /// By how many points the share changed, first of those who came, then of those who did not.
    pub fn changes(&self) -> (f64, f64) {
        (self.came.change(), self.others.change())
    }
}

impl fmt::Display for Arms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (came, others) = (self.came, self.others);
        let apart = 100.0 * (came.before.get() - others.before.get()).abs();
        write!(
            f,
            "{}: those who came {} to {} ({:+.0} points), those who did not {} to {} ({:+.0} points). \
             People chose whether to come, and the groups differed by {apart:.0} points before: this is \
             no proof of cause.",
            self.line,
            came.before,
            came.after,
            came.change(),
            others.before,
            others.after,
            others.change(),
        )
    }
}

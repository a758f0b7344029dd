//! Matching findings with what the team has decided to live with.

use std::fmt;

use super::finding::Finding;
use super::registry::{UnknownLint, lint};
use crate::base::Date;
use crate::programme::Waiver;

/// A waiver that did nothing, and why.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct IdleWaiver {
    /// The waiver.
    pub waiver: Waiver,
    /// Why it did nothing.
    pub why: Idle,
}

/// Why a waiver did nothing.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Idle {
    /// It names no rule.
    UnknownRule(UnknownLint),
    /// Its last day has passed.
    Lapsed,
    /// Nothing that it waives was found.
    Unused,
}

impl fmt::Display for IdleWaiver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the waiver of {}", self.waiver.rule)?;
        for (at, subject) in self.waiver.about.iter().enumerate() {
            write!(f, "{}{subject}", if at == 0 { " for " } else { ", " })?;
        }
        match (&self.why, self.waiver.until) {
            (Idle::UnknownRule(unknown), _) => write!(f, " does nothing: {unknown}"),
            (Idle::Lapsed, Some(until)) => write!(f, " lapsed on {until}"),
            (Idle::Lapsed, None) => f.write_str(" lapsed"),
            (Idle::Unused, _) => f.write_str(" is not needed: nothing of the kind was found"),
        }
    }
}

/// Puts waivers on the findings that they cover, and returns those that did nothing.
///
/// A waiver covers a finding of its rule if it names no subject, or one of the finding's subjects.
pub(super) fn apply(
    waivers: &[Waiver],
    as_of: Option<Date>,
    findings: &mut [Finding],
) -> Vec<IdleWaiver> {
    let mut idle = Vec::new();
    for waiver in waivers {
        let mut leave = |why| idle.push(IdleWaiver { waiver: waiver.clone(), why });
        let rule = match lint(waiver.rule.as_str()) {
            Ok(rule) => rule,
            Err(unknown) => {
                leave(Idle::UnknownRule(unknown));
                continue;
            }
        };
        if let (Some(until), Some(day)) = (waiver.until, as_of)
            && until < day
        {
            leave(Idle::Lapsed);
            continue;
        }
        let mut used = false;
        for finding in findings.iter_mut().filter(|finding| finding.lint == rule) {
            let covers = waiver.about.is_empty()
                || finding.subjects.iter().any(|subject| waiver.about.contains(subject));
            if covers {
                used = true;
                finding.waiver.get_or_insert_with(|| waiver.clone());
            }
        }
        if !used {
            leave(Idle::Unused);
        }
    }
    idle
}

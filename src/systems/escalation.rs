//! How an issue reaches someone who can act on it, and how the answer comes back.

use std::fmt;

use crate::base::{Clearance, Date, Label, RoleId, RoutineId, Span, Statement};

/// A path for issues: from which routine to which, in what form, answered how fast.
///
/// An escalation rule has to say who receives it, in what form, and how fast they answer, and the
/// answer has to come back down, or trust in the path goes
/// (<https://www.improvementflow.com/reporting-programs/huddle-reporting>, a practitioner source).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Escalation {
    /// What rises this way.
    pub label: Label,
    /// Where it is raised.
    pub from: RoutineId,
    /// Where it goes.
    pub to: RoutineId,
    /// Who receives it there.
    pub received_by: Option<RoleId>,
    /// In what form.
    pub form: Option<Statement>,
    /// How soon an answer comes back down.
    pub answer_within: Option<Span>,
    /// What rose this way.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub raised: Vec<Issue>,
}

impl Escalation {
    /// A path from one routine to another.
    pub fn new(label: Label, from: RoutineId, to: RoutineId) -> Self {
        Escalation {
            label,
            from,
            to,
            received_by: None,
            form: None,
            answer_within: None,
            raised: Vec::new(),
        }
    }

    /// Whether an issue was answered, or still waits on a day, after the time in which an answer is due;
    /// none is late where no time is set.
    pub(crate) fn is_late(&self, issue: &Issue, as_of: Date) -> bool {
        let due = self.answer_within.map(|within| within.after(issue.on));
        due.is_some_and(|due| issue.known_by(as_of).unwrap_or(as_of) > due)
    }

    /// How what rose this way was answered, as of a day.
    pub fn answers(&self, as_of: Date) -> Answers {
        let raised: Vec<&Issue> = self.raised.iter().filter(|issue| issue.on <= as_of).collect();
        let late = self
            .answer_within
            .map(|_| raised.iter().filter(|issue| self.is_late(issue, as_of)).count());
        let answered = raised.iter().filter(|issue| issue.is_answered(as_of));
        let returned = answered.filter(|issue| issue.returned.is_some_and(|day| day <= as_of));
        Answers {
            returned: returned.count(),
            late,
            clearance: Clearance::of(raised.iter().map(|issue| (issue.on, issue.answered)), as_of),
        }
    }
}

/// Something that was raised.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Issue {
    /// What it is about.
    pub what: Label,
    /// The day on which it was raised.
    pub on: Date,
    /// The day on which it was answered; not before it was raised.
    pub answered: Option<Date>,
    /// The day on which those who raised it heard the answer; not before it was given.
    pub returned: Option<Date>,
}

impl Issue {
    /// Something that was raised on a day.
    pub fn new(what: Label, on: Date) -> Self {
        Issue { what, on, answered: None, returned: None }
    }

    /// Whether it was answered by a day.
    pub(crate) fn is_answered(&self, as_of: Date) -> bool {
        self.known_by(as_of).is_some()
    }

    fn known_by(&self, as_of: Date) -> Option<Date> {
        self.answered.filter(|day| *day <= as_of)
    }
}

/// How issues on a path were answered, as of a day.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Answers {
    /// How many were raised and answered, how long that took, and how long the rest has waited.
    pub clearance: Clearance,
    /// How many were answered, or still wait, after the time in which an answer is due; `None` where
    /// no time is set.
    pub late: Option<usize>,
    /// How many answers came back to those who raised the issue.
    pub returned: usize,
}

/// One sentence.
impl fmt::Display for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.clearance)?;
        if self.clearance.raised == 0 {
            return f
                .write_str(": either nothing is in the way, or it does not feel safe to say so");
        }
        match self.late {
            Some(late) => write!(f, "; {late} beyond the time set")?,
            None => f.write_str("; no time is set for an answer")?,
        }
        write!(f, "; {} heard back", self.returned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_by_hand() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let issue = |on: &str, answered: Option<&str>, returned: Option<&str>| {
            let mut issue = Issue::new(Label::new("Beds").unwrap(), day(on));
            issue.answered = answered.map(day);
            issue.returned = returned.map(day);
            issue
        };
        let (from, to) = ("ward".parse().unwrap(), "site".parse().unwrap());
        let mut path = Escalation::new(Label::new("Blocked").unwrap(), from, to);
        assert!(path.answers(day("2026-03-31")).to_string().starts_with("nothing was raised: "));
        path.raised = vec![
            issue("2026-03-02", Some("2026-03-03"), Some("2026-03-03")), // in time, heard back
            issue("2026-03-02", Some("2026-03-06"), None),               // late, not heard back
            issue("2026-03-05", None, None),                             // open, overdue
            issue("2026-03-30", None, None),                             // open, still in time
            issue("2026-04-02", None, None),                             // not raised yet
        ];
        let said = |path: &Escalation| path.answers(day("2026-03-31")).to_string();
        assert_eq!(
            said(&path),
            "2 of 4 cleared, half of them within 2.5 days; 2 open, the longest for 26 days; \
             no time is set for an answer; 1 heard back"
        );
        path.answer_within = "2d".parse().ok();
        assert_eq!(path.answers(day("2026-03-31")).late, Some(2));
        assert!(said(&path).ends_with("; 2 beyond the time set; 1 heard back"));
    }
}

//! Dates that cannot be in the order in which they stand.

use super::references::Parts;
use crate::base::{Code, Date, Place, Problem};

/// Reports every later day that lies before the earlier one it must follow.
pub(super) fn check(parts: &Parts<'_>, problems: &mut Vec<Problem>) {
    let mut order = Order { problems };
    let header = parts.header;
    order.check("programme.end", ("the start", header.start), ("the end", header.end));
    for (id, aim) in parts.aims {
        let known = aim.baseline.and_then(|period| period.to().or(period.from()));
        order.check(format!("aims.{id}.by"), ("its baseline", known), ("the aim's date", aim.by));
    }
    for (id, measure) in parts.measures {
        let baseline = measure.baseline.as_ref().and_then(|baseline| baseline.period);
        let known = baseline.and_then(|period| period.to().or(period.from()));
        let by = measure.target.as_ref().and_then(|target| target.by);
        order.check(
            format!("measures.{id}.target.by"),
            ("its baseline", known),
            ("the target's date", by),
        );
    }
    for (at, dose) in parts.capability.dosing.iter().enumerate() {
        let (from, by) = (("its first day", dose.from), ("the plan's date", dose.by));
        order.check(format!("capability.dosing.{at}.by"), from, by);
    }
    leadership(parts, &mut order);
    systems(parts, &mut order);
}

fn leadership(parts: &Parts<'_>, order: &mut Order<'_>) {
    for (id, promise) in &parts.leadership.commitments {
        for (at, occasion) in promise.record.iter().enumerate() {
            order.check(
                format!("leadership.commitments.{id}.record.{at}.on"),
                ("the first day of the promise", promise.from),
                ("an occasion on record", Some(occasion.on)),
            );
        }
    }
    for (id, visit) in &parts.leadership.visits {
        for (at, item) in visit.follow_up.iter().enumerate() {
            order.check(
                format!("leadership.visits.{id}.follow_up.{at}.done"),
                ("the visit", Some(visit.on)),
                ("the day it was done", item.done),
            );
        }
    }
}

fn systems(parts: &Parts<'_>, order: &mut Order<'_>) {
    for (id, routine) in &parts.systems.routines {
        for (at, held) in routine.held.iter().enumerate() {
            order.check(
                format!("systems.routines.{id}.held.{at}"),
                ("the routine's first day", routine.first),
                ("a day on which it was held", Some(*held)),
            );
        }
    }
    for (id, escalation) in &parts.systems.escalations {
        for (at, issue) in escalation.raised.iter().enumerate() {
            let path = format!("systems.escalations.{id}.raised.{at}");
            let raised = ("the day it was raised", Some(issue.on));
            order.check(format!("{path}.answered"), raised, ("the answer", issue.answered));
            let answer = match issue.answered {
                Some(day) => ("the answer", Some(day)),
                None => raised,
            };
            let heard = ("the day on which it was heard", issue.returned);
            order.check(format!("{path}.returned"), answer, heard);
        }
    }
}

struct Order<'a> {
    problems: &'a mut Vec<Problem>,
}

impl Order<'_> {
    fn check(
        &mut self,
        path: impl Into<String>,
        earlier: (&str, Option<Date>),
        later: (&str, Option<Date>),
    ) {
        if let (Some(first), Some(last)) = (earlier.1, later.1)
            && last < first
        {
            self.problems.push(
                Problem::new(
                    Code::DateOrder,
                    Place::at(path.into()),
                    format!("{} ({last}) must not lie before {} ({first})", later.0, earlier.0),
                )
                .with_found(last.to_string())
                .with_expected(format!("{first} or later")),
            );
        }
    }
}

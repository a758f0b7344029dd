//! The order that the method forbids to break, and rights that are not to be taken.

use super::{Activity, Codesign, Form, List, SteeringPoint};
use crate::base::{Code, Date, Place, Problem};

/// Looks at one project, and reports what contradicts the method or itself.
struct Check<'c, 'o> {
    project: &'c Codesign,
    at: &'c str,
    problems: &'o mut Vec<Problem>,
}

impl Codesign {
    /// Whatever contradicts the method or itself. `at` is the path of the project.
    pub(in crate::people) fn check(&self, at: &str, problems: &mut Vec<Problem>) {
        let mut check = Check { project: self, at, problems };
        check.film();
        check.events();
        check.groups();
        check.steering();
        check.priorities();
        check.left_out();
        check.consents();
    }
}

impl Check<'_, '_> {
    /// Reports what is dated before that on which it rests.
    fn order(&mut self, field: &str, earlier: (&str, Option<Date>), later: (&str, Option<Date>)) {
        let (Some(first), Some(last)) = (earlier.1, later.1) else { return };
        if last >= first {
            return;
        }
        let at = self.at;
        let message = format!("{} ({last}) must not lie before {} ({first})", later.0, earlier.0);
        self.problems.push(
            Problem::new(Code::DateOrder, Place::at(format!("{at}.{field}")), message)
                .with_found(last.to_string())
                .with_expected(format!("{first} or later")),
        );
    }

    fn wrong(&mut self, code: Code, field: &str, message: impl Into<String>, help: &str) {
        let place = Place::at(format!("{}.{field}", self.at));
        self.problems.push(Problem::new(code, place, message).with_help(help));
    }

    /// Interviews before the film, the film before those who see it.
    fn film(&mut self) {
        let project = self.project;
        let Some(film) = &project.film else { return };
        let ready = ("the day the film was ready", Some(film.ready));
        if let (Form::Full, Some(interviews)) = (project.form, &project.patient_interviews) {
            let end = interviews.when.to().or(interviews.when.from());
            self.order("film.ready", ("the end of the patient interviews", end), ready);
        }
        if let Some(event) = &project.patient_event {
            self.order("patient_event.on", ready, ("the patient event", Some(event.on)));
        }
        if let Some(event) = project.staff_event.as_ref().filter(|e| e.film_shown == Some(true)) {
            let shown = ("the staff event at which it was shown", Some(event.on));
            self.order("staff_event.on", ready, shown);
        }
    }

    /// Staff and patients among themselves before both together, and all before the celebration.
    fn events(&mut self) {
        let project = self.project;
        let on = |event: &Option<super::Event>| event.as_ref().map(|event| event.on);
        let joint = ("the joint event", on(&project.joint_event));
        self.order("joint_event.on", ("the staff event", on(&project.staff_event)), joint);
        self.order("joint_event.on", ("the patient event", on(&project.patient_event)), joint);
        let end = ("the celebration", on(&project.celebration));
        self.order("celebration.on", joint, end);
        let group = ("the first meeting of a co-design group", project.first_group_met());
        self.order("celebration.on", group, end);
    }

    /// Groups form from joint priorities, and meet after the joint event.
    fn groups(&mut self) {
        let joint = self.project.joint_event.as_ref().map(|event| event.on);
        for (id, group) in &self.project.groups {
            let first = ("the first meeting of the group", group.first_met());
            self.order(&format!("groups.{id}.met"), ("the joint event", joint), first);
            if joint.is_none() && !group.met.is_empty() {
                self.wrong(
                    Code::MissingField,
                    &format!("groups.{id}.met"),
                    "a co-design group met, and no joint event is on record",
                    "groups form from what is chosen at the joint event: record it as `joint_event`",
                );
            }
            let priority = self.project.priorities.get(group.priority.as_str());
            if priority.is_some_and(|priority| !priority.joint) {
                self.wrong(
                    Code::InvalidValue,
                    &format!("groups.{id}.priority"),
                    format!("`{}` is not a joint priority", group.priority),
                    "a co-design group works on what staff and patients chose together",
                );
            }
            for (n, action) in group.actions.iter().enumerate() {
                let done = ("the day it was done", action.done);
                self.order(&format!("groups.{id}.actions.{n}.done"), first, done);
            }
        }
    }

    fn steering(&mut self) {
        let project = self.project;
        let events = [&project.staff_event, &project.patient_event];
        let first_event = events.into_iter().flatten().map(|event| event.on).min();
        let start = project.activities().into_iter().filter_map(|(_, on)| on).min();
        let end = project.celebration.as_ref().map(|event| event.on);
        let meetings = project.steering.iter().flat_map(|steering| &steering.met);
        for (n, met) in meetings.enumerate() {
            let field = format!("steering.met.{n}.on");
            let own = ("this meeting", Some(met.on));
            match met.at {
                SteeringPoint::BeforeProject => self.order(&field, own, ("the project", start)),
                SteeringPoint::BeforeEvents => {
                    self.order(&field, own, ("the first feedback event", first_event));
                }
                SteeringPoint::AfterFirstGroup => {
                    self.order(
                        &field,
                        ("the first co-design group", project.first_group_met()),
                        own,
                    );
                }
                SteeringPoint::AfterCelebration => {
                    self.order(&field, ("the celebration", end), own);
                }
            }
        }
    }

    /// Each list is made at its own event, and what is joint is chosen by both.
    fn priorities(&mut self) {
        let project = self.project;
        for (id, priority) in &project.priorities {
            let lists = [
                (List::Staff, project.staff_event.is_some(), "staff", "staff_event"),
                (List::Patients, project.patient_event.is_some(), "patients", "patient_event"),
            ];
            for (list, held, who, event) in lists {
                if priority.lists.contains(&list) && !held {
                    self.wrong(
                        Code::MissingField,
                        &format!("priorities.{id}.lists"),
                        format!("`{id}` is on the list of {who}, and their event is not on record"),
                        &format!(
                            "{who} make their list at their own event: record it as `{event}`"
                        ),
                    );
                }
            }
            if priority.joint && project.joint_event.is_none() {
                self.wrong(
                    Code::MissingField,
                    &format!("priorities.{id}.joint"),
                    format!("`{id}` is a joint priority, and no joint event is on record"),
                    "staff and patients choose together at the joint event: record it as `joint_event`",
                );
            }
            let became = [("drivers", priority.drivers.len()), ("changes", priority.changes.len())];
            let became = became.into_iter().find(|(_, count)| *count > 0);
            if let (false, Some((field, _))) = (priority.joint, became) {
                self.wrong(
                    Code::InvalidValue,
                    &format!("priorities.{id}.{field}"),
                    format!(
                        "`{id}` is not a joint priority, and cannot become part of the diagram"
                    ),
                    "solutions are made for what staff and patients chose together",
                );
            }
        }
    }

    fn left_out(&mut self) {
        let done: Vec<Activity> = self.project.activities().into_iter().map(|(a, _)| a).collect();
        for (n, left) in self.project.left_out.iter().enumerate() {
            if done.contains(&left.activity) {
                self.wrong(
                    Code::InvalidValue,
                    &format!("left_out.{n}.activity"),
                    format!("{} is said to be left out, and is on record as done", left.activity),
                    "take out one of the two",
                );
            }
        }
    }

    /// Dates in order, and no word kept after it was taken back.
    fn consents(&mut self) {
        for (id, consent) in &self.project.consents {
            let given = ("the day it was given", Some(consent.given));
            self.order(&format!("consents.{id}.until"), given, ("its last day", consent.until));
            let back = ("the day it was withdrawn", consent.withdrawn);
            self.order(&format!("consents.{id}.withdrawn"), given, back);
        }
        for (n, excerpt) in self.project.excerpts.iter().enumerate() {
            let consent = self.project.consents.get(excerpt.consent.as_str());
            if let (Some(on), true) =
                (consent.and_then(|consent| consent.withdrawn), excerpt.holds_words())
            {
                // Placed at the consent, so that a report does not show the words once more.
                self.wrong(
                    Code::InvalidValue,
                    &format!("excerpts.{n}.consent"),
                    format!(
                        "the consent `{}` was withdrawn on {on}, and the words are still here",
                        excerpt.consent
                    ),
                    "take `words` out; that something was told may stay",
                );
            }
        }
    }
}

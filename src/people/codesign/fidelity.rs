//! What was done of the method, and what was left out.

use super::{Activity, Codesign, Form, Stage};
use crate::base::{Date, Reason, Share};

/// Which of the ten activities were done. Two projects of one share may differ in kind, so the share
/// is never shown without the vector.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fidelity {
    /// Each of the ten activities in order, whether it was done, and why not, where that is on record.
    pub activities: Vec<(Activity, bool, Option<Reason>)>,
}

impl Fidelity {
    /// Activities done, out of ten (Green and colleagues, *BMJ Quality & Safety* 2020;29:64).
    pub fn share(&self) -> Share {
        let done = self.activities.iter().filter(|(_, done, _)| *done).count();
        let all = self.activities.len().max(1);
        Share::new(done as f64 / all as f64).unwrap_or(Share::NONE)
    }

    /// Activities that were not done, in order.
    pub fn missing(&self) -> impl Iterator<Item = Activity> {
        self.activities.iter().filter(|(_, done, _)| !done).map(|(activity, ..)| *activity)
    }

    /// Activities that were not done and for which no reason is on record.
    pub fn unexplained(&self) -> impl Iterator<Item = Activity> {
        let without = |(_, done, why): &&(Activity, bool, Option<Reason>)| !done && why.is_none();
        self.activities.iter().filter(without).map(|(activity, ..)| *activity)
    }

    /// Activities that were not done and for which nothing else can stand.
    pub fn missing_essentials(&self) -> impl Iterator<Item = Activity> {
        self.missing().filter(|activity| activity.is_essential())
    }

    /// One sentence.
    ///
    /// `70% (7 of 10): without observation, co-design groups and celebration`.
    pub fn in_words(&self) -> String {
        let missing: Vec<String> = self.missing().map(|activity| activity.to_string()).collect();
        let done = self.activities.len() - missing.len();
        let without = match missing.as_slice() {
            [] => String::new(),
            [one] => format!(": without {one}"),
            [first @ .., last] => format!(": without {} and {last}", first.join(", ")),
        };
        format!("{} ({done} of {}){without}", self.share(), self.activities.len())
    }
}

impl Codesign {
    /// When each activity that is on record began.
    pub fn activities(&self) -> Vec<(Activity, Option<Date>)> {
        let mut found: Vec<(Activity, Option<Date>)> = Vec::new();
        let begin = |when: crate::base::Period| when.from().or(when.to());
        found.extend(self.observation.as_ref().map(|o| (Activity::Observation, begin(o.when))));
        found.extend(
            self.staff_interviews.as_ref().map(|i| (Activity::StaffInterviews, begin(i.when))),
        );
        let film = self.film.as_ref().map(|film| film.ready);
        let interviews = self.patient_interviews.as_ref().map(|i| begin(i.when));
        // The archive of interviews stands for local ones: Locock and colleagues' accelerated project
        // is scored at 100% in the review.
        let archive = film.filter(|_| self.form == Form::Accelerated).map(Some);
        found.extend(interviews.or(archive).map(|on| (Activity::PatientInterviews, on)));
        found.extend(film.map(|on| (Activity::Film, Some(on))));
        found.extend(self.staff_event.as_ref().map(|e| (Activity::StaffEvent, Some(e.on))));
        found.extend(self.patient_event.as_ref().map(|e| (Activity::PatientEvent, Some(e.on))));
        if let Some(joint) = &self.joint_event {
            let came = |count: Option<u32>| count != Some(0);
            let sides = [
                (Activity::StaffAtJointEvent, joint.staff),
                (Activity::PatientsAtJointEvent, joint.patients),
            ];
            found.extend(
                sides.into_iter().filter(|(_, n)| came(*n)).map(|(a, _)| (a, Some(joint.on))),
            );
        }
        found.extend(self.first_group_met().map(|on| (Activity::Groups, Some(on))));
        found.extend(self.celebration.as_ref().map(|e| (Activity::Celebration, Some(e.on))));
        found
    }

    /// Which of the ten activities were done: those on record, and with `as_of` those that had begun
    /// by that day.
    pub fn fidelity(&self, as_of: Option<Date>) -> Fidelity {
        let begun = |on: Option<Date>| as_of.is_none_or(|day| on.is_none_or(|on| on <= day));
        let done: Vec<Activity> =
            self.activities().into_iter().filter(|(_, on)| begun(*on)).map(|(a, _)| a).collect();
        let why = |activity: Activity| {
            let left_out = self.left_out.iter().find(|left| left.activity == activity);
            left_out.map(|left| left.because.clone())
        };
        let row = |activity: Activity| (activity, done.contains(&activity), why(activity));
        Fidelity { activities: Activity::ALL.into_iter().map(row).collect() }
    }

    /// The furthest stage that had begun by a day; `None` before the first.
    pub fn stage(&self, as_of: Date) -> Option<Stage> {
        let begun =
            self.activities().into_iter().filter(|(_, on)| on.is_some_and(|on| on <= as_of));
        let set_up = self.steering.iter().flat_map(|steering| &steering.met);
        let set_up = set_up.filter(|met| met.on <= as_of).map(|_| Stage::SettingUp);
        begun.map(|(activity, _)| activity.stage()).chain(set_up).max()
    }

    /// The day on which the first co-design group met.
    pub fn first_group_met(&self) -> Option<Date> {
        self.groups.rows().filter_map(super::DesignGroup::first_met).min()
    }
}

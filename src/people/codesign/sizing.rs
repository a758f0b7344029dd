//! Is it large enough? What is on record against published sizes.

use std::fmt;

use super::Codesign;

/// Something of a project that has a published size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SizeOf {
    /// Patients and carers recruited.
    Recruited,
    /// Patients interviewed, against what the co-design groups will need.
    InterviewsForGroups,
    /// Patients at the joint event, against its tables.
    PatientsAtTables,
    /// People at each table of the joint event.
    PeopleAtTable,
    /// Joint priorities.
    JointPriorities,
    /// Co-design groups, against joint priorities.
    Groups,
    /// Minutes of the film.
    FilmMinutes,
    /// The facilitator's share of full time, in percent.
    FacilitatorTime,
    /// Days from the first activity to the celebration.
    Duration,
    /// Days from the joint event to the celebration.
    UntilCelebration,
}

/// A published size: the usual bounds, and where they are from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Usual {
    /// The smallest usual number.
    pub least: f64,
    /// The largest usual number; `None` where more is never too much.
    pub most: Option<f64>,
    /// Where it is from, and what is this crate's own in it.
    pub source: &'static str,
}

/// How what is on record compares with what is usual.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sizing {
    /// What.
    pub of: SizeOf,
    /// What is on record.
    pub found: f64,
    /// What is usual.
    pub usual: Usual,
}

impl Sizing {
    /// Below what is usual.
    pub fn is_short(self) -> bool {
        self.found < self.usual.least
    }

    /// Above what is usual.
    pub fn is_over(self) -> bool {
        self.usual.most.is_some_and(|most| self.found > most)
    }

    /// One sentence.
    pub fn in_words(self) -> String {
        let Sizing { of, found, usual } = self;
        let expected = match usual.most {
            Some(most) if most.total_cmp(&usual.least).is_eq() => format!("{most}"),
            Some(most) => format!("{} to {most}", usual.least),
            None => format!("{} or more", usual.least),
        };
        format!("{of}: {found}, usual is {expected} ({})", usual.source)
    }
}

impl fmt::Display for SizeOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            SizeOf::Recruited => "patients and carers recruited",
            SizeOf::InterviewsForGroups => "patients interviewed",
            SizeOf::PatientsAtTables => "patients at the joint event",
            SizeOf::PeopleAtTable => "people at each table",
            SizeOf::JointPriorities => "joint priorities",
            SizeOf::Groups => "co-design groups",
            SizeOf::FilmMinutes => "minutes of film",
            SizeOf::FacilitatorTime => "percent of the facilitator's time",
            SizeOf::Duration => "days from first activity to celebration",
            SizeOf::UntilCelebration => "days from joint event to celebration",
        })
    }
}

/// The share of interviewed patients who come to events: about two thirds (King's Fund toolkit).
pub const COME_TO_EVENTS: f64 = 2.0 / 3.0;
/// The share of interviewed patients who join groups: about half (King's Fund toolkit).
pub const JOIN_GROUPS: f64 = 0.5;
/// The share of full time that the facilitator needs: about 40%, for six months (King's Fund toolkit).
pub const FACILITATOR_TIME: f64 = 0.4;
/// Patients at each table, and in each group, at least (King's Fund toolkit).
pub const PATIENTS_AT_TABLE: u32 = 2;

const TOOLKIT: &str = "King's Fund, Experience-based co-design toolkit, 2013";

/// How many patients must be interviewed so that each of so many groups has two: groups × 2 ÷ 0.5.
/// The two factors are the toolkit's; the product is this crate's.
///
/// ```
/// use improvement::people::codesign::interviews_needed;
/// assert_eq!(interviews_needed(3), 12);
/// assert_eq!(interviews_needed(4), 16);
/// ```
pub fn interviews_needed(groups: u32) -> u32 {
    groups.saturating_mul(PATIENTS_AT_TABLE).saturating_mul(2)
}

impl Codesign {
    /// What is on record against published sizes; only what is on record is listed.
    pub fn sizing(&self) -> Vec<Sizing> {
        let mut found = Vec::new();
        let mut add = |of, n: Option<f64>, least: f64, most: Option<f64>, source| {
            found.extend(n.map(|found| Sizing { of, found, usual: Usual { least, most, source } }));
        };
        let (recruited, interviewed) = (self.recruited, self.interviewed_patients());
        add(SizeOf::Recruited, recruited.map(f64::from), 5.0, Some(15.0), TOOLKIT);
        let planned = self.groups_to_fill();
        let needed = f64::from(interviews_needed(planned));
        let toolkit_factors = "the toolkit's factors: two patients in a group, half join; the product is this crate's";
        if planned > 0 {
            let interviewed = interviewed.map(f64::from);
            add(SizeOf::InterviewsForGroups, interviewed, needed, None, toolkit_factors);
        }
        if let Some(joint) = &self.joint_event {
            let tables = joint.tables.filter(|tables| *tables > 0);
            if let Some(tables) = tables.map(f64::from) {
                let patients = joint.patients.map(f64::from);
                let least = tables * f64::from(PATIENTS_AT_TABLE);
                add(SizeOf::PatientsAtTables, patients, least, None, TOOLKIT);
                let all = joint.staff.zip(joint.patients);
                let each = all.map(|(staff, patients)| f64::from(staff) + f64::from(patients));
                let about_eight = "King's Fund toolkit: about 8; 6 to 10 is this crate's reading";
                let each = each.map(|all| (all / tables * 10.0).round() / 10.0);
                add(SizeOf::PeopleAtTable, each, 6.0, Some(10.0), about_eight);
            }
            let joint = self.joint_priorities().count() as f64;
            add(SizeOf::JointPriorities, Some(joint), 3.0, Some(4.0), TOOLKIT);
            let groups = (!self.groups.is_empty()).then_some(self.groups.len() as f64);
            add(SizeOf::Groups, groups, joint, Some(joint), TOOLKIT);
        }
        let minutes = self.film.as_ref().and_then(|film| film.minutes).map(f64::from);
        let about_thirty = "King's Fund toolkit: about 30; 20 to 40 is this crate's reading";
        add(SizeOf::FilmMinutes, minutes, 20.0, Some(40.0), about_thirty);
        let time = self.facilitator.as_ref().and_then(|facilitator| facilitator.time);
        let percent = time.map(|share| (share.get() * 10_000.0).round() / 100.0);
        add(SizeOf::FacilitatorTime, percent, FACILITATOR_TIME * 100.0, None, TOOLKIT);
        let days = |from: crate::base::Date, to: crate::base::Date| to.days_since(from) as f64;
        if let Some(end) = self.celebration.as_ref().map(|event| event.on) {
            let start = self.activities().into_iter().filter_map(|(_, on)| on).min();
            let six_to_twelve = "DICE: about 6 to 12 months, here 182 to 366 days";
            add(SizeOf::Duration, start.map(|on| days(on, end)), 182.0, Some(366.0), six_to_twelve);
            let joint = self.joint_event.as_ref().map(|event| days(event.on, end));
            let toolkit = "Australian EBCD toolkit: 6 to 9 months, here 182 to 275 days";
            add(SizeOf::UntilCelebration, joint, 182.0, Some(275.0), toolkit);
        }
        found
    }

    /// How many patients were interviewed; those in a national film do not count.
    pub fn interviewed_patients(&self) -> Option<u32> {
        self.patient_interviews.as_ref().and_then(|interviews| interviews.people)
    }

    /// How many groups need patients: those there are, or one for each joint priority.
    pub fn groups_to_fill(&self) -> u32 {
        let count = self.groups.len().max(self.joint_priorities().count());
        u32::try_from(count).unwrap_or(u32::MAX)
    }
}

//! Computed answers on hand-worked cases, and sums that must hold for any entries.

use proptest::prelude::*;

use super::*;
use crate::base::{AnyId, Date, GroupId, Hours, Period, Problem, RoleId, Share, Week};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn role(text: &str) -> RoleId {
    text.parse().unwrap()
}

fn cause(text: &str) -> AnyId {
    text.parse().unwrap()
}

fn hours(hours: f64) -> Hours {
    Hours::new(hours).unwrap()
}

fn period(from: &str, to: &str) -> Option<Period> {
    Period::new(from.parse().ok(), to.parse().ok()).ok()
}

/// Three weeks from Monday 2026-01-05, W02 to W04. The nurse has 10 h a week until Friday of W03.
///
/// | | W02 | W03 | W04 |
/// |---|---|---|---|
/// | has: Monday to Friday of W02 and W03 | 10 | 10 | 0 |
/// | huddle, 5 h a week from Wednesday of W02: 3/5, then all | 3 | 5 | 5 |
/// | a test of 6 h from Thursday of W02 to Tuesday of W03: 4 workdays, 1.5 h each | 3 | 3 | 0 |
/// | a test of 4 h on Saturday and Sunday of W03: no workday, 2 h each day | 0 | 4 | 0 |
/// | needs | 6 | 12 | 5 |
/// | short | - | 2 | 5 |
#[test]
fn weeks_are_added_up_by_the_days_that_fall_into_them() {
    let supply = Supply::new(role("nurse"), hours(10.0), period("", "2026-01-16"));
    let demands = [
        Demand::a_week(role("nurse"), cause("change:huddle"), hours(5.0), period("2026-01-07", "")),
        // The two days are given in the wrong order.
        Demand::in_all(
            role("nurse"),
            cause("cycle:one"),
            hours(6.0),
            day("2026-01-13"),
            day("2026-01-08"),
        ),
        Demand::in_all(
            role("nurse"),
            cause("cycle:two"),
            hours(4.0),
            day("2026-01-17"),
            day("2026-01-18"),
        ),
    ];
    let capacity = Capacity::of(Week::of(day("2026-01-09")), 3, &[supply], &demands);
    let nurse = capacity.role("nurse").unwrap();
    let each = |of: &dyn Fn(usize) -> Option<f64>| (0..3).map(of).collect::<Vec<_>>();
    assert_eq!(each(&|week| nurse.has(week)), [Some(10.0), Some(10.0), Some(0.0)]);
    assert_eq!(each(&|week| Some(nurse.needs(week))), [Some(6.0), Some(12.0), Some(5.0)]);
    assert_eq!(each(&|week| nurse.short(week)), [None, Some(2.0), Some(5.0)]);
    let said: Vec<String> = capacity.shortages().map(|shortage| shortage.to_string()).collect();
    assert_eq!(
        said,
        [
            "2026-W03 (from 2026-01-12): 12 h are asked of nurse and 10 h are there, 2 h short; \
             change:huddle 5 h (new that week), cycle:two 4 h (new that week), cycle:one 3 h",
            "2026-W04 (from 2026-01-19): 5 h are asked of nurse and 0 h are there, 5 h short (10 h \
             the week before); change:huddle 5 h",
        ]
    );
    assert_eq!(capacity.first_shortage(), capacity.shortages().next());
}

#[test]
fn a_role_without_recorded_hours_is_named_apart_and_never_short() {
    let asked = Demand::a_week(role("porter"), cause("change:huddle"), hours(2.0), None);
    let idle = Supply::new(role("clerk"), hours(0.0), None);
    let capacity = Capacity::of(Week::of(day("2026-01-05")), 2, &[idle], &[asked]);
    assert_eq!(capacity.shortages().count(), 0);
    let apart: Vec<&str> = capacity.unprotected().map(|role| role.role().as_str()).collect();
    assert_eq!(apart, ["porter"]);
    assert_eq!(capacity.roles().len(), 1, "the clerk has nothing and is asked nothing");
    assert!(Capacity::of(Week::of(day("2026-01-05")), 0, &[], &[]).is_empty());
    let century = Capacity::of(Week::of(day("2026-01-05")), usize::MAX, &[], &[]);
    assert_eq!(century.len(), Capacity::MAX_WEEKS);
}

/// Of roles that are short in the same first week, the one that is most short.
#[test]
fn the_worst_role_of_the_first_week_comes_first() {
    let supply = |id: &str| Supply::new(role(id), hours(1.0), None);
    let asked = |id: &str, h: f64| Demand::a_week(role(id), cause("change:huddle"), hours(h), None);
    let supplies = [supply("a"), supply("b"), supply("c")];
    let demands = [asked("a", 2.0), asked("b", 4.0), asked("c", 4.0)];
    let capacity = Capacity::of(Week::of(day("2026-01-05")), 2, &supplies, &demands);
    assert_eq!(capacity.first_shortage().unwrap().role, role("b"));
}

fn entries() -> impl Strategy<Value = Vec<(u8, u8, f64, u32, u32, bool)>> {
    let entry = (0..3_u8, 0..4_u8, 0.0..40.0, 0..70_u32, 0..30_u32, any::<bool>());
    proptest::collection::vec(entry, 0..30)
}

fn made(entries: &[(u8, u8, f64, u32, u32, bool)]) -> (Vec<Supply>, Vec<Demand>) {
    let first = day("2026-01-05");
    let mut made = (Vec::new(), Vec::new());
    for &(of, by, amount, from, length, weekly) in entries {
        let (from, to) = (first.plus_days(from), first.plus_days(from + length));
        let when = Period::new(Some(from), Some(to)).ok();
        let (role, cause) = (role(&format!("role-{of}")), cause(&format!("change:c{by}")));
        match (by, weekly) {
            (0, _) => made.0.push(Supply::new(role, hours(amount), when)),
            (_, true) => made.1.push(Demand::a_week(role, cause, hours(amount), when)),
            (_, false) => made.1.push(Demand::in_all(role, cause, hours(amount), from, to)),
        }
    }
    made
}

proptest! {
    /// All days lie within the 15 weeks (at most 99 days from the first Monday), so whatever is asked
    /// in all is found again, and each week is the sum of what asks in it.
    #[test]
    fn sums_add_up(entries in entries()) {
        let (supplies, demands) = made(&entries);
        let capacity = Capacity::of(Week::of(day("2026-01-05")), 15, &supplies, &demands);
        let mut asked = 0.0;
        for &(_, by, amount, from, length, weekly) in &entries {
            let workdays = (from..=from + length).filter(|day| day % 7 < 5).count() as f64;
            asked += match (by, weekly) {
                (0, _) => 0.0,
                (_, true) => amount * workdays / 5.0,
                (_, false) => amount,
            };
        }
        let found: f64 = capacity.roles().iter().flat_map(|of| (0..15).map(|w| of.needs(w))).sum();
        prop_assert!((found - asked).abs() < 1e-6, "{found} of {asked}");
        for of in capacity.roles() {
            for week in 0..15 {
                let causes: f64 = of.causes().iter().map(|cause| cause.hours[week]).sum();
                prop_assert!((causes - of.needs(week)).abs() < 1e-9);
                if let (Some(short), Some(has)) = (of.short(week), of.has(week)) {
                    prop_assert!((has + short - of.needs(week)).abs() < 1e-9);
                }
            }
        }
    }

    #[test]
    fn the_order_of_entries_does_not_matter(entries in entries(), turn in 0..30_usize) {
        let (mut supplies, mut demands) = made(&entries);
        let first = Week::of(day("2026-01-05"));
        let one = Capacity::of(first, 12, &supplies, &demands);
        supplies.reverse();
        let at = turn.min(demands.len());
        demands.rotate_left(at);
        prop_assert_eq!(one, Capacity::of(first, 12, &supplies, &demands));
    }
}

fn dose(group: &str, people: u32) -> Dose {
    let mut dose = Dose::new(group.parse().unwrap(), SkillLevel::Awareness);
    dose.people = Some(people);
    dose
}

fn trained(on: &str, group: &str, site: Option<&str>, people: u32) -> Trained {
    let mut row = Trained::new(day(on), group.parse().unwrap(), SkillLevel::Awareness, people);
    row.site = site.map(|site| site.parse().unwrap());
    row
}

fn counted(on: &str, site: Option<&str>, numbers: (u32, u32, u32)) -> SkillCount {
    let mut row = SkillCount::new(day(on), "nurses".parse().unwrap(), SkillLevel::Awareness);
    row.site = site.map(|site| site.parse().unwrap());
    (row.here, row.active, row.available) = (Some(numbers.0), Some(numbers.1), Some(numbers.2));
    row
}

fn none(_: &GroupId) -> Option<u32> {
    None
}

/// 20% of 400 nurses a year from 1 January 2025: on 1 July 2026, 546 days later, 400 × 0.2 × 546 /
/// 365.25 = 119.6, so 119 are expected. 30 were trained before the plan and do not count for its pace:
/// 100 since then are 19 short. At 10% a year 59 are expected.
#[test]
fn both_rates_of_the_guidance_can_be_asked_for() {
    let mut capability = Capability::default();
    let mut plan = dose("nurses", 400);
    (plan.from, plan.a_year) = (Some(day("2025-01-01")), Share::new(0.2).ok());
    capability.dosing = vec![plan];
    capability.trained = vec![
        trained("2024-11-05", "nurses", None, 30),
        trained("2025-03-04", "nurses", Some("north"), 60),
        trained("2026-02-10", "nurses", None, 40),
        trained("2026-07-02", "nurses", None, 500),
        trained("2026-02-10", "porters", None, 500),
    ];
    let said = |capability: &Capability| capability.dosing(day("2026-07-01"), none)[0].to_string();
    assert_eq!(
        said(&capability),
        "nurses, awareness: 130 trained as of 2026-07-01, 130 of 400 have it (33%); behind by 19 \
         (119 expected by now)"
    );
    capability.dosing[0].a_year = Share::new(0.1).ok();
    assert!(said(&capability).ends_with("on pace (59 expected by now)"), "{}", said(&capability));
}

/// Half of 200 by 31 December 2026, from 1 January 2026 (364 days), and 20 had it before: on 2 July,
/// 182 days on, 20 + 80 × 182/364 = 60 are expected.
#[test]
fn without_a_rate_the_line_runs_from_where_it_began() {
    let mut capability = Capability::default();
    let mut plan = dose("nurses", 200);
    plan.target = Share::new(0.5).ok();
    (plan.from, plan.by) = (Some(day("2026-01-01")), Some(day("2026-12-31")));
    capability.dosing = vec![plan];
    capability.trained =
        vec![trained("2025-11-05", "nurses", None, 20), trained("2026-03-04", "nurses", None, 40)];
    let pace = |capability: &Capability, on: &str| capability.dosing(day(on), none)[0].pace;
    assert_eq!(pace(&capability, "2025-12-31"), Pace::NotBegun);
    assert_eq!(pace(&capability, "2026-07-02"), Pace::OnPace { expected: 60 });
    // A day later 60.4 are expected, which is still 60 whole people; on the last day all 100.
    assert_eq!(pace(&capability, "2026-07-03"), Pace::OnPace { expected: 60 });
    assert_eq!(pace(&capability, "2026-12-31"), Pace::Behind { expected: 100, short: 40 });
    assert_eq!(pace(&capability, "2027-01-01"), Pace::Overdue { short: 40 });
    capability.trained.push(trained("2027-02-01", "nurses", None, 40));
    assert_eq!(pace(&capability, "2027-02-01"), Pace::Reached);
    capability.dosing[0].people = None;
    assert_eq!(pace(&capability, "2027-02-01"), Pace::Unknown(Missing::People));
    let sized = capability.dosing(day("2027-02-01"), |_| Some(200));
    assert_eq!(sized[0].pace, Pace::Reached, "the size of the group counts");
    capability.dosing[0].site = Some("north".parse().unwrap());
    let sized = capability.dosing(day("2027-02-01"), |_| Some(200));
    assert_eq!(sized[0].pace, Pace::Unknown(Missing::People), "and says nothing of one site");
}

/// North: 30 trained, 24 still here, 15 active, 20 free. South: 10 trained, 10 here, 2 active, 1 free.
/// Trained since: 5 in the north. Together: 24 + 10 + 5 = 39 have it, 17 of 34 counted are active.
#[test]
fn trained_active_and_available_are_three_numbers() {
    let mut capability = Capability::default();
    let north = || Some("north");
    capability.dosing = vec![dose("nurses", 100), dose("nurses", 50)];
    capability.dosing[1].site = Some("north".parse().unwrap());
    capability.dosing[0].at_most = Share::new(0.38).ok();
    capability.trained = vec![
        trained("2025-02-01", "nurses", north(), 30),
        trained("2025-02-01", "nurses", Some("south"), 10),
        trained("2025-09-01", "nurses", north(), 5),
    ];
    capability.counts = vec![
        counted("2025-03-01", north(), (30, 9, 9)),
        counted("2025-06-01", north(), (24, 15, 20)),
        counted("2025-05-01", Some("south"), (10, 2, 1)),
        counted("2026-06-01", Some("south"), (1, 0, 0)),
    ];
    let mut problems: Vec<Problem> = Vec::new();
    capability.check(&mut problems);
    assert_eq!(problems, []);
    let readings = capability.dosing(day("2026-01-01"), none);
    assert_eq!(
        readings[0].to_string(),
        "nurses, awareness: 45 trained as of 2026-01-01, 39 of 100 have it (39%); no share is \
         planned; above the band that was set here; of 34 still here 17 active and 21 available, \
         counted on 2025-05-01"
    );
    assert_eq!(readings[0].active_share(), Share::new(0.5).ok());
    // One site: 24 still here and 5 since; 15 of 24 are active.
    assert_eq!((readings[1].trained, readings[1].have_it), (35, 29));
    assert_eq!(readings[1].active_share(), Share::new(0.625).ok());
}

/// At 10% a year from 2025 to the end of 2027 (1,094 days) 29 of 100 are reached, and 60 are planned.
#[test]
fn a_plan_that_cannot_meet_itself_says_so() {
    let mut capability = Capability::default();
    let mut plan = dose("nurses", 100);
    (plan.a_year, plan.target) = (Share::new(0.1).ok(), Share::new(0.6).ok());
    (plan.from, plan.by) = (Some(day("2025-01-01")), Some(day("2027-12-31")));
    capability.dosing = vec![plan];
    capability.trained = vec![trained("2025-02-01", "nurses", None, 120)];
    let reading = &capability.dosing(day("2025-01-31"), none)[0];
    assert_eq!(reading.plan_falls_short(), Some(31));
    assert_eq!(
        reading.to_string(),
        "nurses, awareness: 0 trained as of 2025-01-31, 0 of 100 have it (0%), 60 planned by \
         2027-12-31; on pace (0 expected by now); at its own pace the plan ends 31 short of its \
         own target"
    );
    let later = capability.dosing(day("2025-03-01"), none)[0].to_string();
    assert!(later.contains("and there are 100: some will have left"), "{later}");
}

#[test]
fn contradictions_are_refused_with_found_and_expected() {
    let mut capability = Capability::default();
    let mut course = Training::new("Coaches".parse().unwrap(), SkillLevel::Coach);
    (course.trained, course.active, course.available) = (Some(10), Some(12), Some(11));
    capability.training.insert("coaches".parse().unwrap(), course).unwrap();
    let mut band = dose("nurses", 10);
    (band.target, band.at_most) = (Share::new(0.5).ok(), Share::new(0.4).ok());
    capability.dosing = vec![band, dose("nurses", 12)];
    capability.trained = vec![trained("2025-02-01", "nurses", None, 10)];
    capability.counts = vec![
        counted("2025-03-01", None, (11, 12, 0)),
        // Before anybody kept a record of training.
        counted("2025-01-01", None, (99, 99, 99)),
    ];
    let quarter = period("2025-01-01", "2025-03-31").unwrap();
    capability.induction = vec![Induction::new(quarter, 3, 4)];
    let mut problems = Vec::new();
    capability.check(&mut problems);
    let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "error[D009] at capability.training.coaches.active: more people are active (12) than \
             were trained (10)",
            "error[D009] at capability.training.coaches.available: more people are available (11) \
             than were trained (10)",
            "error[D009] at capability.dosing.0.at_most: the upper end of the band (40%) lies below \
             the target (50%)",
            "error[D009] at capability.dosing.1: the level awareness is planned twice for `nurses`",
            "error[D009] at capability.counts.0.here: more people are still here (11) than were \
             trained by then (10)",
            "error[D009] at capability.counts.0.active: more people are active (12) than are still \
             here (11)",
            "error[D009] at capability.induction.0.reached: more people were reached (4) than \
             started (3)",
        ]
    );
    assert_eq!(problems[0].expected.as_deref(), Some("at most 10"));
}

//! What does not hold together, and what does.

use super::Programme;
use crate::base::{Code, Hours, Label, Number, Statement};
use crate::change::Change;
use crate::measure::{Baseline, Family, Measure, Target};
use crate::people::{Constituency, Group, Part, Role};
use crate::purpose::Aim;

fn label(text: &str) -> Label {
    Label::new(text).unwrap()
}

fn small() -> super::ProgrammeBuilder {
    let mut builder = Programme::builder("p".parse().unwrap(), label("P"));
    let groups = &mut builder.people.groups;
    groups
        .insert("staff".parse().unwrap(), Group::new(label("Staff"), Constituency::FrontlineStaff))
        .unwrap();
    let roles = &mut builder.people.roles;
    roles.insert("nurse".parse().unwrap(), Role::new(label("Nurse"), Part::TeamMember)).unwrap();
    let mut aim = Aim::new(Statement::new("Fewer falls").unwrap());
    aim.measures = vec!["falls".parse().unwrap()];
    builder.diagram.aim("less".parse::<crate::base::AimId>().unwrap(), aim);
    builder
        .measure(
            "falls".parse::<crate::base::MeasureId>().unwrap(),
            Measure::new(label("Falls"), Family::Outcome),
        )
        .unwrap();
    builder
}

#[test]
fn references_are_checked_by_kind_and_all_at_once() {
    let mut builder = small();
    let mut change = Change::new(label("Rounds"));
    change.designed_by = vec!["staff".parse().unwrap(), "staf".parse().unwrap()];
    change.measures = vec!["staff".parse().unwrap()];
    change.hours.insert("nurs".parse().unwrap(), Hours::new(1.0).unwrap()).unwrap();
    builder.diagram.change("rounds".parse::<crate::base::ChangeId>().unwrap(), change);
    let from: crate::base::ChangeId = "rounds".parse().unwrap();
    builder.diagram.link_to(from, "falls", crate::diagram::Link::new());
    let found: Vec<String> = builder.build().unwrap_err().iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        [
            "error[D003] at changes.rounds.measures.0: `staff` exists, but is a group",
            "error[D002] at changes.rounds.designed_by.1: no group named `staf` (did you mean `staff`?)",
            "error[D002] at changes.rounds.hours.nurs: no role named `nurs` (did you mean `nurse`?)",
            "error[D003] at changes.rounds.drives.falls: `falls` exists, but is a measure (a link leads to a driver or an aim)",
        ]
    );
}

#[test]
fn dates_that_cannot_be_are_refused() {
    let mut builder = small();
    builder.header.start = "2024-05-01".parse().ok();
    builder.header.end = "2024-04-30".parse().ok();
    let measure = builder.measures.get_mut("falls").unwrap();
    let mut baseline = Baseline::new(Number::new(3.0).unwrap());
    baseline.period =
        crate::base::Period::new("2024-01-01".parse().ok(), "2024-06-30".parse().ok()).ok();
    let mut target = Target::new(Number::new(2.0).unwrap());
    target.by = "2024-02-01".parse().ok();
    (measure.baseline, measure.target) = (Some(baseline), Some(target));
    let problems = builder.build().unwrap_err();
    let codes: Vec<(Code, &str)> =
        problems.iter().map(|p| (p.code, p.place.path.as_str())).collect();
    assert_eq!(
        codes,
        [(Code::DateOrder, "programme.end"), (Code::DateOrder, "measures.falls.target.by")]
    );
}

#[test]
fn objectives_lead_upwards() {
    use crate::base::ObjectiveId;
    use crate::purpose::{Objective, ObjectiveLevel, Purpose};
    let mut builder = small();
    let mut purpose = Purpose::new(Statement::new("Nobody falls").unwrap());
    for (id, serves) in [("safe", "year"), ("year", "safe"), ("flow", "safe")] {
        let mut objective = Objective::new(label(id), ObjectiveLevel::Annual);
        objective.serves = vec![serves.parse::<ObjectiveId>().unwrap()];
        purpose.objectives.insert(id.parse().unwrap(), objective).unwrap();
    }
    builder.purpose = Some(purpose);
    let problems: Vec<String> =
        builder.build().unwrap_err().iter().map(ToString::to_string).collect();
    assert_eq!(
        problems,
        [
            "error[D013] at purpose.objectives.safe.serves: these objectives serve each other in a circle: safe -> year -> safe (let objectives lead up to a true north)"
        ]
    );
}

#[test]
fn a_programme_goes_back_to_its_builder_and_returns_the_same() {
    let programme = small().build().unwrap();
    assert_eq!(programme.to_builder().build().unwrap(), programme);
    let id = "measure:falls".parse().unwrap();
    assert!(programme.contains(&id));
    assert_eq!(programme.label_of(&id), Some("Falls"));
    assert_eq!(programme.label_of(&"programme:p".parse().unwrap()), Some("P"));
    assert!(!programme.contains(&"driver:falls".parse().unwrap()));
}

/// Snapshots and caches rest on this.
#[test]
fn programmes_can_be_shared_between_threads() {
    fn shared<T: Send + Sync + Clone + std::fmt::Debug>() {}
    shared::<Programme>();
    shared::<super::ProgrammeBuilder>();
    shared::<crate::diagram::Diagram>();
    shared::<crate::base::Problems>();
}

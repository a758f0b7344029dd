//! Questions to whole programmes.

use super::{Facet, Mark, Portfolio, Programme, ProgrammeBuilder, Revision};
use crate::base::{
    AimId, Belief, ChangeId, Date, DelayWindow, Direction, DriverId, Hours, Label, MeasureId,
    RoleId, Statement, WeekHours,
};
use crate::capability::ProtectedTime;
use crate::change::{Change, ChangeStatus};
use crate::diagram::claims::{Overlap, Quality, Settings};
use crate::diagram::{Driver, Link};
use crate::measure::{Family, Measure};
use crate::people::{Constituency, Group, Part, Role};
use crate::purpose::Aim;

fn label(text: &str) -> Label {
    Label::new(text).unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn believed(belief: f64, delay: (&str, &str)) -> Link {
    let mut link = Link::new();
    link.belief = Belief::new(belief).ok();
    link.delay = DelayWindow::new(delay.0.parse().unwrap(), delay.1.parse().unwrap()).ok();
    link
}

fn change(text: &str, role: &str, hours: f64) -> Change {
    let mut change = Change::new(label(text));
    change.status = Some(ChangeStatus::Testing);
    change.hours.insert(role.parse().unwrap(), Hours::new(hours).unwrap()).unwrap();
    change
}

fn protect(builder: &mut ProgrammeBuilder, role: &str, hours: f64) {
    let time = ProtectedTime::new(role.parse().unwrap(), WeekHours::new(hours).unwrap());
    builder.capability.protected_time.push(time);
}

fn empty(id: &str) -> ProgrammeBuilder {
    let mut builder = Programme::builder(id.parse().unwrap(), label(id));
    let groups = &mut builder.people.groups;
    let side = |text, side| Group::new(label(text), side);
    groups.insert("staff".parse().unwrap(), side("Staff", Constituency::FrontlineStaff)).unwrap();
    groups.insert("patients".parse().unwrap(), side("Patients", Constituency::Patients)).unwrap();
    for role in ["nurse", "doctor"] {
        let row = Role::new(label(role), Part::TeamMember);
        builder.people.roles.insert(role.parse().unwrap(), row).unwrap();
    }
    builder
}

/// huddle (.8), rounds (.6) > early > less (by June); leaflet (.3) > less directly.
fn calm() -> ProgrammeBuilder {
    let mut builder = empty("calm");
    builder.header.start = Some(day("2024-01-01"));
    let mut aim = Aim::new(Statement::new("Less violence").unwrap());
    aim.by = Some(day("2024-06-30"));
    aim.measures = vec!["violence".parse().unwrap()];
    let mut huddle = change("Huddle", "nurse", 3.0);
    huddle.designed_by = vec!["staff".parse().unwrap()];
    huddle.started = Some(day("2024-05-01"));
    let mut rounds = change("Rounds", "nurse", 2.0);
    rounds.designed_by = vec!["patients".parse().unwrap(), "staff".parse().unwrap()];
    let leaflet = change("Leaflet", "doctor", 1.0);
    builder
        .diagram
        .aim("less".parse::<AimId>().unwrap(), aim)
        .driver("early".parse::<DriverId>().unwrap(), Driver::new(label("Act early")))
        .change("huddle".parse::<ChangeId>().unwrap(), huddle)
        .change("rounds".parse::<ChangeId>().unwrap(), rounds)
        .change("leaflet".parse::<ChangeId>().unwrap(), leaflet);
    let id = |text: &str| text.parse::<ChangeId>().unwrap();
    builder
        .diagram
        .link_to(id("huddle"), "early", believed(0.8, ("2w", "4w")))
        .link_to(id("rounds"), "early", believed(0.6, ("4w", "8w")))
        .link_to("early".parse::<DriverId>().unwrap(), "less", believed(0.9, ("100d", "200d")))
        .link_to(id("leaflet"), "less", believed(0.3, ("52w", "60w")));
    let mut measure = Measure::new(label("Violence"), Family::Outcome);
    measure.direction = Some(Direction::Down);
    builder.measure("violence".parse::<MeasureId>().unwrap(), measure).unwrap();
    protect(&mut builder, "nurse", 3.5);
    builder
}

#[test]
fn voices_are_followed_to_what_their_changes_lead_to() {
    let programme = calm().build().unwrap();
    let designed = programme.marked(Facet::DesignedBy);
    assert_eq!(
        designed.in_words(),
        "changes designed by frontline staff lead to 2 of 2 drivers and aims, designed by patients \
         lead to 2 of 2 drivers and aims; 1 change does not say"
    );
    let patients = Mark::Voice(Constituency::Patients);
    let reached: Vec<String> = designed.reached_by(&patients).map(ToString::to_string).collect();
    assert_eq!(reached, ["aim:less", "driver:early"]);
    assert_eq!(designed.unmarked().count(), 0);
    let owners = programme.marked(Facet::Owner);
    assert_eq!((owners.marks.len(), owners.silent.len(), owners.unmarked().count()), (0, 3, 2));
}

#[test]
fn changes_are_chosen_under_the_hours_of_each_role() {
    let programme = calm().build().unwrap();
    let load: Vec<String> = programme.load(None).iter().map(super::RoleLoad::in_words).collect();
    assert_eq!(
        load,
        [
            "nurse: 5 h a week asked, 3.5 h protected, 1.5 h short (for huddle, rounds)",
            "doctor: 1 h a week asked, no protected time recorded (for leaflet)",
        ]
    );
    let chosen = programme.choose(&[], None, &Settings::default());
    let ids: Vec<&str> = chosen.changes.iter().map(ChangeId::as_str).collect();
    assert_eq!(ids, ["huddle", "leaflet"]);
    assert_eq!(chosen.quality, Quality::Best);
    // 1 - (1 - .8 * .9)(1 - .3)
    assert!((chosen.value - 0.804).abs() < 1e-12, "{}", chosen.value);
    assert_eq!(chosen.left_out, ["rounds".parse::<ChangeId>().unwrap()]);
    assert_eq!(chosen.unlimited, ["doctor".parse::<RoleId>().unwrap()]);
    assert_eq!(
        chosen.in_words(),
        "huddle and leaflet (worth 0.80): no affordable set is better; no protected time is \
         recorded for doctor"
    );
}

#[test]
fn a_deadline_is_held_against_the_delays_of_the_links() {
    let deadline = |builder: ProgrammeBuilder| {
        let programme = builder.build().unwrap();
        programme.deadlines().into_iter().next().unwrap()
    };
    // Rounds count from the start of the programme: 28 + 100 days after 1 January 2024 is 8 May.
    let found = deadline(calm());
    assert_eq!(found.undated.len(), 2);
    assert_eq!(
        found.in_words(),
        "less: the deadline is possible, and no more; by our own theory it could move from \
         2024-05-08 and should by 2025-02-24 (2 changes state no start of their own)"
    );
    // Without that start, the huddle alone counts: 14 + 100 days after 1 May is 23 August.
    let mut undated = calm();
    undated.header.start = None;
    assert_eq!(
        deadline(undated).in_words(),
        "less: by our own theory the deadline comes 54 days too soon; by our own theory it could \
         move from 2024-08-23 and should by 2024-12-15 (2 changes state no start of their own)"
    );
}

#[test]
fn a_revision_says_what_changed_in_edits_meaning_and_hours() {
    let before = calm().build().unwrap();
    let mut after = calm();
    after.diagram.changes.get_mut("leaflet").unwrap().status = Some(ChangeStatus::Abandoned);
    let mut huddle = after.diagram.changes.get("huddle").unwrap().clone();
    huddle.label = label("Huddles");
    after.diagram.changes.get_mut("huddle").unwrap().status = Some(ChangeStatus::Abandoned);
    after.diagram.change("huddles".parse::<ChangeId>().unwrap(), huddle);
    let from: ChangeId = "huddles".parse().unwrap();
    after.diagram.link_to(from, "early", believed(0.8, ("2w", "4w")));
    let after = after.build().unwrap();
    let revision = Revision::between(&before, &after, &Settings::default());
    assert_eq!(revision.offers[0].one, "huddle");
    assert_eq!(revision.offers[0].other, "huddles");
    assert_eq!(revision.hours, [("doctor".parse().unwrap(), 1.0, 0.0)]);
    assert_eq!(
        revision.in_words(),
        "nodes: 1 added, 2 removed; now working: huddles for less; no longer working: huddle for \
         less, leaflet for less; the chance of a whole route to less goes from 0.88 to 0.83; hours \
         a week asked of doctor go from 1 to 0; one pair of nodes may be one under two ids"
    );
    let same = Revision::between(&before, &before, &Settings::default());
    assert_eq!(same.in_words(), "nothing changed; the theory says the same as before");
}

/// Guards violence as a balancing measure, and draws that fewer staff act early less.
fn lean() -> ProgrammeBuilder {
    let mut builder = empty("lean");
    let mut aim = Aim::new(Statement::new("Lower cost").unwrap());
    aim.measures = vec!["cost".parse().unwrap()];
    let mut watched = Driver::new(label("Violence on the wards"));
    watched.measures = vec!["violence".parse().unwrap()];
    builder
        .diagram
        .aim("cost".parse::<AimId>().unwrap(), aim)
        .driver("wards".parse::<DriverId>().unwrap(), watched)
        .change("rota".parse::<ChangeId>().unwrap(), change("Rota", "nurse", 1.0));
    let rota = || "rota".parse::<ChangeId>().unwrap();
    builder.diagram.link_to(rota(), "cost", Link::new()).link_to(rota(), "wards", Link::new());
    for (id, family) in [("cost", Family::Outcome), ("violence", Family::Balancing)] {
        let mut measure = Measure::new(label(id), family);
        measure.direction = Some(Direction::Down);
        builder.measure(id.parse::<MeasureId>().unwrap(), measure).unwrap();
    }
    protect(&mut builder, "nurse", 4.0);
    builder
}

#[test]
fn programmes_meet_in_measures_and_collide_in_what_is_guarded() {
    let (calm, lean) = (calm().build().unwrap(), lean().build().unwrap());
    let portfolio = Portfolio::of([&calm, &lean, &calm]);
    let said: Vec<String> = portfolio.overlaps().iter().map(Overlap::in_words).collect();
    assert_eq!(
        said,
        [
            "calm and lean work on measure:violence: a chance to join up",
            "calm aims to move measure:violence, which lean guards",
        ],
        "what helps the aim lowers the number, so nothing harms"
    );
    let load: Vec<String> = portfolio.load(None).iter().map(super::SharedLoad::in_words).collect();
    assert_eq!(
        load,
        [
            "1 hours a week are asked of doctor (1 for calm), and no protected time is recorded",
            "6 hours a week are asked of nurse (5 for calm, 1 for lean), but 4 are protected, 2 short",
        ]
    );
}

#[test]
fn agreed_nodes_are_one_and_show_harm_loops_and_hours_asked_once() {
    let calm = calm().build().unwrap();
    let mut other = empty("other");
    let mut harm = Link::new();
    harm.sign = crate::diagram::Sign::Harms;
    let mut aim = Aim::new(Statement::new("Quiet nights").unwrap());
    aim.measures = vec!["noise".parse().unwrap()];
    other
        .diagram
        .aim("quiet".parse::<AimId>().unwrap(), aim)
        .driver("acting".parse::<DriverId>().unwrap(), Driver::new(label("Act early")))
        .change("huddling".parse::<ChangeId>().unwrap(), change("Huddles", "nurse", 3.0))
        .link_to("acting".parse::<DriverId>().unwrap(), "quiet", harm);
    let mut measure = Measure::new(label("Noise"), Family::Balancing);
    measure.direction = Some(Direction::Down);
    other.measure("noise".parse::<MeasureId>().unwrap(), measure).unwrap();
    let other = other.build().unwrap();

    let mut portfolio = Portfolio::of([&calm, &other]);
    let offers = portfolio.offers();
    let pairs: Vec<(&str, &str)> =
        offers.iter().map(|(_, _, o)| (o.one.as_str(), o.other.as_str())).collect();
    assert_eq!(pairs, [("calm/early", "other/acting"), ("calm/huddle", "other/huddling")]);
    assert!(portfolio.overlaps().is_empty());

    let (one, two) = (&calm.header().id, &other.header().id);
    let node = |programme: &Programme, id: &str| programme.diagram().node(id).unwrap().id();
    portfolio
        .agree(one, &node(&calm, "early"), "acting-early")
        .agree(two, &node(&other, "acting"), "acting-early")
        .agree(one, &node(&calm, "huddle"), "huddles")
        .agree(two, &node(&other, "huddling"), "huddles");
    let said: Vec<String> = portfolio.overlaps().iter().map(Overlap::in_words).collect();
    assert_eq!(
        said,
        [
            "calm and other work on acting-early: a chance to join up",
            "calm and other work on huddles: a chance to join up",
            "huddles of calm may move measure:noise the wrong way, which other guards, by huddles > \
             acting-early > measure:noise",
            "calm/rounds of calm may move measure:noise the wrong way, which other guards, by \
             calm/rounds > acting-early > measure:noise",
        ]
    );
    let nurse = portfolio.load(None).into_iter().find(|load| load.role.as_str() == "nurse");
    assert!(nurse.is_some_and(|load| (load.asked() - 5.0).abs() < 1e-12));
}

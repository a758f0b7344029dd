//! The ledger, on one small programme.

use super::*;
use crate::base::{Date, Label};

fn label(text: &str) -> Label {
    Label::new(text).unwrap()
}

fn people() -> People {
    let mut people = People::default();
    for (id, constituency) in [
        ("patients", Constituency::Patients),
        ("carers", Constituency::Carers),
        ("nurses", Constituency::FrontlineStaff),
        ("board", Constituency::SeniorLeaders),
    ] {
        people.groups.insert(id.parse().unwrap(), Group::new(label(id), constituency)).unwrap();
    }
    for (id, at) in [("rota", DecisionPoint::Solution), ("form", DecisionPoint::Solution)] {
        people.decisions.insert(id.parse().unwrap(), Decision::new(label(id), at)).unwrap();
    }
    people
}

fn add(people: &mut People, group: &str, at: DecisionPoint, level: &str, decision: Option<&str>) {
    let mut how = Involvement::new(group.parse().unwrap(), at, level.parse().unwrap());
    how.decision = decision.map(|id| id.parse().unwrap());
    people.involvement.push(how);
}

#[test]
fn a_point_is_one_entry_and_each_decision_is_another() {
    let mut people = people();
    add(&mut people, "patients", DecisionPoint::Purpose, "iap2:collaborate", None);
    add(&mut people, "nurses", DecisionPoint::Solution, "co-design", Some("rota"));
    add(&mut people, "patients", DecisionPoint::Solution, "informing", Some("rota"));
    add(&mut people, "carers", DecisionPoint::Solution, "consultation", None);
    let ledger = people.ledger();
    let labels: Vec<&str> = ledger.iter().map(Entry::label).collect();
    assert_eq!(labels, ["purpose", "rota", "form", "solution"]);
    let heard: Vec<bool> = ledger.iter().map(|e| e.has_voice(Side::LivedExperience)).collect();
    assert_eq!(heard, [true, false, false, true]);
    let power: Vec<bool> = ledger.iter().map(|e| e.shares_power(Side::LivedExperience)).collect();
    assert_eq!(power, [true, false, false, false]);
    assert_eq!(
        ledger[1].levels(),
        [
            (Constituency::FrontlineStaff, vec!["co-design".parse().unwrap()]),
            (Constituency::Patients, vec!["informing".parse().unwrap()]),
        ]
    );

    let both = people.what_and_how(Side::LivedExperience);
    assert_eq!(both.what, Heard { with_voice: 1, with_power: 1, recorded: 1 });
    assert_eq!(both.how, Heard { with_voice: 1, with_power: 0, recorded: 3 });
    assert!((both.figure().unwrap() + 2.0 / 3.0).abs() < 1e-12);
    assert_eq!(
        both.in_words(),
        "lived experience has a voice in 1 of 1 decisions on the what and in 1 of 3 decisions on the how"
    );
    let front = people.what_and_how(Side::Frontline);
    assert_eq!((front.what.with_voice, front.how.with_voice), (0, 1));
}

#[test]
fn the_figure_is_none_where_a_half_has_no_decision() {
    let mut people = People::default();
    assert_eq!(people.what_and_how(Side::Frontline).figure(), None);
    people
        .groups
        .insert("n".parse().unwrap(), Group::new(label("n"), Constituency::SupportStaff))
        .unwrap();
    add(&mut people, "n", DecisionPoint::Review, "consultation", None);
    let both = people.what_and_how(Side::Frontline);
    assert_eq!(both.figure(), None);
    assert_eq!(
        both.in_words(),
        "the front line has a voice (no decision on the what is on record) and in 1 of 1 decisions on the how"
    );
}

#[test]
fn presence_tells_where_a_side_stops_and_where_it_comes_back() {
    let mut people = people();
    let words = |people: &People| people.presence(Side::LivedExperience).in_words();
    assert_eq!(
        words(&people),
        "lived experience has no voice on record at the first point, purpose, nor at any later one"
    );
    add(&mut people, "patients", DecisionPoint::Review, "iap2:consult", None);
    assert_eq!(
        words(&people),
        "lived experience has no voice on record at the first point, purpose, and has one in review"
    );
    add(&mut people, "carers", DecisionPoint::Purpose, "nhs-england:consulting", None);
    add(&mut people, "patients", DecisionPoint::Problem, "arnstein:therapy", None);
    assert_eq!(
        words(&people),
        "lived experience has a voice in purpose, and none on record at problem; it has one again in review"
    );
    for at in DecisionPoint::ALL {
        add(&mut people, "patients", at, "co-production", None);
    }
    assert_eq!(
        words(&people),
        "lived experience has a voice at every point, from purpose to review"
    );
    people.involvement.retain(|how| how.at != DecisionPoint::Review);
    assert_eq!(
        words(&people),
        "lived experience has a voice in purpose, problem, solution and delivery, and none on record at review"
    );
}

#[test]
fn payments_are_counted_for_the_side_alone() {
    let mut people = people();
    let offers = [
        ("patients", Some(Recognition::new(Offer::Accepted, Offer::Declined).paid_after(40))),
        ("patients", Some(Recognition::new(Offer::Made, Offer::Accepted).paid_after(10))),
        ("carers", Some(Ok(Recognition::new(Offer::NotMade, Offer::NotMade)))),
        ("carers", None),
        ("nurses", Some(Recognition::new(Offer::Accepted, Offer::NotMade).paid_after(90))),
    ];
    for (group, recognition) in offers {
        add(&mut people, group, DecisionPoint::Problem, "co-design", None);
        let how = people.involvement.last_mut().unwrap();
        how.recognition = recognition.map(Result::unwrap);
    }
    let found = people.payments(Side::LivedExperience);
    assert_eq!(
        found,
        Payments {
            involvements: 4,
            unrecorded: 1,
            nothing_offered: 1,
            declined: 1,
            days: vec![10, 40]
        }
    );
    assert_eq!((found.median_days(), found.longest_days()), (Some(10), Some(40)));
    assert_eq!(Payments::default().median_days(), None);
}

#[test]
fn who_had_a_voice_and_heard_nothing_is_named() {
    let mut people = people();
    add(&mut people, "patients", DecisionPoint::Purpose, "co-design", None);
    add(&mut people, "patients", DecisionPoint::Review, "co-design", None);
    add(&mut people, "carers", DecisionPoint::Review, "informing", None);
    let never = |people: &People| {
        people.never_told(Side::LivedExperience).iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(never(&people), ["patients"], "carers had no voice to be answered");
    people.involvement[1].told = Some(Told::on(Date::new(2024, 5, 1).unwrap()));
    assert_eq!(never(&people), [] as [&str; 0]);
}

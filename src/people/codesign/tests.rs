//! Every order invariant, sizing rule and decision right, on one project that keeps them all.

use super::*;
use crate::base::{Code, Date, Period, Problem, Reason, Share};
use crate::people::Constituency;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn period(from: &str, to: &str) -> Period {
    Period::new(Some(day(from)), Some(day(to))).unwrap()
}

fn label(text: &str) -> Label {
    Label::new(text).unwrap()
}

fn meeting(at: SteeringPoint, on: &str) -> SteeringMeeting {
    SteeringMeeting { at, on: day(on) }
}

/// A full project in which everything is in order.
fn project() -> Codesign {
    let mut project = Codesign::new(label("A day at day surgery"));
    project.recruited = Some(14);
    project.facilitator = Some(Facilitator {
        time: Some(Share::new(0.4).unwrap()),
        daily_colleague: Some(false),
        ..Facilitator::default()
    });
    project.steering = Some(Steering {
        groups: Vec::new(),
        met: vec![
            meeting(SteeringPoint::BeforeProject, "2024-01-10"),
            meeting(SteeringPoint::BeforeEvents, "2024-04-01"),
            meeting(SteeringPoint::AfterFirstGroup, "2024-06-20"),
            meeting(SteeringPoint::AfterCelebration, "2024-12-20"),
        ],
    });
    project.observation = Some(Observation::new(period("2024-01-15", "2024-02-15")));
    project.staff_interviews = Some(Interviews::new(period("2024-01-20", "2024-02-28"), 15));
    project.patient_interviews = Some(Interviews::new(period("2024-02-01", "2024-03-10"), 12));
    let mut film = Film::new(day("2024-04-01"));
    film.minutes = Some(30);
    project.film = Some(film);
    project.staff_event = Some(Event::new(day("2024-04-10")).with(18, 0));
    let mut patient_event = Event::new(day("2024-04-08")).with(0, 9);
    patient_event.film_shown = Some(true);
    project.patient_event = Some(patient_event);
    let mut joint = Event::new(day("2024-05-10")).with(18, 8);
    joint.tables = Some(3);
    project.joint_event = Some(joint);
    project.celebration = Some(Event::new(day("2024-12-10")));
    for (id, lists, joint) in [
        ("waiting", vec![List::Staff, List::Patients], true),
        ("going-home", vec![List::Patients], true),
        ("arriving", vec![], true),
        ("lockers", vec![List::Staff], false),
    ] {
        let mut priority = Priority::chosen(label(id));
        priority.lists = lists;
        priority.joint = joint;
        project.priorities.insert(id.parse().unwrap(), priority).unwrap();
    }
    for (id, priority) in [("wait", "waiting"), ("home", "going-home"), ("arrive", "arriving")] {
        let mut group = DesignGroup::new(label(id), priority.parse().unwrap());
        (group.staff, group.patients) = (Some(3), Some(2));
        group.met = vec![day("2024-06-10"), day("2024-06-03")];
        project.groups.insert(id.parse().unwrap(), group).unwrap();
    }
    project
}

fn problems(project: &Codesign) -> Vec<Problem> {
    let mut problems = Vec::new();
    project.check("people.codesign.x", &mut problems);
    problems
}

/// The one problem of a project that was changed in one thing.
fn refused(change: impl FnOnce(&mut Codesign)) -> (Code, String, String) {
    let mut project = project();
    change(&mut project);
    let found = problems(&project);
    assert_eq!(found.len(), 1, "{found:#?}");
    let path = found[0].place.path.trim_start_matches("people.codesign.x.").to_owned();
    (found[0].code, path, found[0].message.clone())
}

fn order(path: &str, message: &str) -> (Code, String, String) {
    (Code::DateOrder, path.to_owned(), message.to_owned())
}

#[test]
fn a_project_in_order_is_accepted() {
    assert_eq!(problems(&project()), []);
    assert_eq!(problems(&Codesign::new(label("a draft"))), []);
}

#[test]
fn interviews_come_before_the_film_and_the_film_before_those_who_see_it() {
    assert_eq!(
        refused(|p| p.film.as_mut().unwrap().ready = day("2024-03-09")),
        order(
            "film.ready",
            "the day the film was ready (2024-03-09) must not lie before the end of the patient interviews (2024-03-10)"
        )
    );
    assert_eq!(
        refused(|p| {
            p.steering = None;
            p.patient_event.as_mut().unwrap().on = day("2024-03-31");
        }),
        order(
            "patient_event.on",
            "the patient event (2024-03-31) must not lie before the day the film was ready (2024-04-01)"
        )
    );
    let early = |shown: bool| {
        let mut project = project();
        let event = project.staff_event.as_mut().unwrap();
        (event.on, event.film_shown) = (day("2024-03-20"), Some(shown));
        project.steering = None;
        problems(&project)
    };
    assert_eq!(early(false), [], "staff may meet before the film if they do not see it");
    assert_eq!(early(true).len(), 1);
}

#[test]
fn an_archive_needs_no_local_interviews_before_the_film() {
    let mut project = project();
    project.film.as_mut().unwrap().ready = day("2024-02-01");
    assert_eq!(problems(&project).len(), 1);
    project.form = Form::Accelerated;
    assert_eq!(problems(&project), []);
    project.patient_interviews = None;
    assert_eq!(project.fidelity(None).share(), Share::ALL, "the archive stands for them");
    project.form = Form::Full;
    assert_eq!(project.fidelity(None).share().to_string(), "90%");
}

#[test]
fn both_own_events_come_before_the_joint_one_in_either_order() {
    assert_eq!(
        refused(|p| p.staff_event.as_mut().unwrap().on = day("2024-05-11")),
        order(
            "joint_event.on",
            "the joint event (2024-05-10) must not lie before the staff event (2024-05-11)"
        )
    );
    assert_eq!(
        refused(|p| p.patient_event.as_mut().unwrap().on = day("2024-05-11")),
        order(
            "joint_event.on",
            "the joint event (2024-05-10) must not lie before the patient event (2024-05-11)"
        )
    );
    let mut project = project();
    project.patient_event.as_mut().unwrap().on = day("2024-04-30");
    assert_eq!(problems(&project), [], "their order to each other is free");
}

#[test]
fn groups_come_after_the_joint_event_and_before_the_celebration() {
    assert_eq!(
        refused(|p| {
            p.groups.get_mut("home").unwrap().met.push(day("2024-05-09"));
        }),
        order(
            "groups.home.met",
            "the first meeting of the group (2024-05-09) must not lie before the joint event (2024-05-10)"
        )
    );
    let mut early_end = project();
    early_end.celebration.as_mut().unwrap().on = day("2024-06-02");
    early_end.steering = None;
    assert_eq!(problems(&early_end).len(), 1);
    assert_eq!(problems(&early_end)[0].place.path, "people.codesign.x.celebration.on");
    let mut without = project();
    without.joint_event = None;
    without.priorities = Table::new();
    let found = problems(&without);
    assert_eq!(found.len(), 3);
    assert!(found.iter().all(|problem| problem.code == Code::MissingField));
    assert_eq!(found[0].message, "a co-design group met, and no joint event is on record");
}

#[test]
fn the_steering_group_meets_at_its_four_points() {
    let at = |n: usize, on: &'static str| {
        refused(move |p| p.steering.as_mut().unwrap().met[n].on = day(on)).2
    };
    assert_eq!(
        at(0, "2024-01-16"),
        "the project (2024-01-15) must not lie before this meeting (2024-01-16)"
    );
    assert_eq!(
        at(1, "2024-04-09"),
        "the first feedback event (2024-04-08) must not lie before this meeting (2024-04-09)"
    );
    assert_eq!(
        at(2, "2024-06-02"),
        "this meeting (2024-06-02) must not lie before the first co-design group (2024-06-03)"
    );
    assert_eq!(
        at(3, "2024-12-09"),
        "this meeting (2024-12-09) must not lie before the celebration (2024-12-10)"
    );
}

#[test]
fn each_list_is_made_at_its_own_event_and_what_is_joint_is_chosen_by_both() {
    let missing = |change: fn(&mut Codesign)| {
        let mut project = project();
        project.steering = None;
        change(&mut project);
        problems(&project).into_iter().map(|problem| problem.message).collect::<Vec<_>>()
    };
    assert_eq!(
        missing(|p| p.staff_event = None),
        ["waiting", "lockers"]
            .map(|id| format!("`{id}` is on the list of staff, and their event is not on record"))
    );
    assert_eq!(
        missing(|p| p.patient_event = None),
        ["waiting", "going-home"].map(|id| format!(
            "`{id}` is on the list of patients, and their event is not on record"
        ))
    );
    assert_eq!(
        missing(|p| {
            p.joint_event = None;
            p.groups = Table::new();
        }),
        ["waiting", "going-home", "arriving"]
            .map(|id| format!("`{id}` is a joint priority, and no joint event is on record"))
    );
}

#[test]
fn only_what_is_joint_gets_a_group_or_a_place_on_the_diagram() {
    assert_eq!(
        refused(|p| p.groups.get_mut("home").unwrap().priority = "lockers".parse().unwrap()),
        (
            Code::InvalidValue,
            "groups.home.priority".to_owned(),
            "`lockers` is not a joint priority".to_owned()
        )
    );
    let on_diagram = refused(|p| {
        p.priorities.get_mut("lockers").unwrap().changes = vec!["keys".parse().unwrap()];
    });
    assert_eq!(on_diagram.1, "priorities.lockers.changes");
}

#[test]
fn what_was_done_was_not_left_out() {
    let because = Reason::new("no room").unwrap();
    let left = |activity| LeftOut { activity, because: because.clone() };
    assert_eq!(refused(|p| p.left_out = vec![left(Activity::Film)]).1, "left_out.0.activity");
    let mut project = project();
    project.observation = None;
    project.left_out = vec![left(Activity::Observation)];
    assert_eq!(problems(&project), []);
    let fidelity = project.fidelity(None);
    assert_eq!(fidelity.in_words(), "90% (9 of 10): without observation");
    assert_eq!(fidelity.unexplained().count(), 0);
    assert_eq!(fidelity.missing_essentials().count(), 0);
}

#[test]
fn fidelity_grows_with_the_days_and_names_what_is_missing() {
    let project = project();
    assert_eq!(project.fidelity(None).share(), Share::ALL);
    let spring = project.fidelity(Some(day("2024-04-09")));
    assert_eq!(spring.share().to_string(), "50%");
    assert_eq!(
        spring.in_words(),
        "50% (5 of 10): without staff event, staff at the joint event, patients at the joint event, co-design groups and celebration"
    );
    let essentials: Vec<Activity> = spring.missing_essentials().collect();
    assert_eq!(
        essentials,
        [Activity::StaffAtJointEvent, Activity::PatientsAtJointEvent, Activity::Groups]
    );
    let stages =
        ["2024-01-01", "2024-01-12", "2024-02-10", "2024-04-09", "2024-06-30", "2025-01-01"];
    let reached = stages.map(|on| project.stage(day(on)));
    assert_eq!(
        reached,
        [
            None,
            Some(Stage::SettingUp),
            Some(Stage::Interview),
            Some(Stage::PatientEvent),
            Some(Stage::Groups),
            Some(Stage::Celebrate)
        ]
    );
    let mut alone = project.clone();
    alone.joint_event.as_mut().unwrap().patients = Some(0);
    assert_eq!(
        alone.fidelity(None).in_words(),
        "90% (9 of 10): without patients at the joint event"
    );
}

#[test]
fn eight_stages_project_to_six() {
    use SixStage::{Celebration, CodesignMeeting, Patients, SettingUp, Staff, Teams};
    let six: Vec<Vec<SixStage>> = Stage::ALL.iter().map(|stage| stage.six().to_vec()).collect();
    assert_eq!(
        six,
        [
            vec![SettingUp],
            vec![Staff],
            vec![Staff, Patients],
            vec![Patients],
            vec![Staff],
            vec![Patients],
            vec![CodesignMeeting],
            vec![Teams],
            vec![Celebration]
        ]
    );
    assert!(Activity::ALL.windows(2).all(|pair| pair[0].stage() <= pair[1].stage()));
}

/// What is out of the usual in a project that was changed in one thing.
fn changed(change: impl FnOnce(&mut Codesign)) -> Vec<SizeOf> {
    let mut project = project();
    change(&mut project);
    let odd = project.sizing().into_iter().filter(|size| size.is_short() || size.is_over());
    odd.map(|size| size.of).collect()
}

#[test]
fn sizes_are_compared_with_published_ones() {
    let sound = project();
    assert_eq!(changed(|_| ()), []);
    assert_eq!(sound.sizing().len(), 10, "everything is on record");
    assert_eq!(changed(|p| p.recruited = Some(4)), [SizeOf::Recruited]);
    assert_eq!(changed(|p| p.recruited = Some(16)), [SizeOf::Recruited]);
    let interviewed = |p: &mut Codesign, n| p.patient_interviews.as_mut().unwrap().people = Some(n);
    assert_eq!(changed(|p| interviewed(p, 11)), [SizeOf::InterviewsForGroups]);
    // A fourth priority needs sixteen interviews, and a fourth group.
    let four = |p: &mut Codesign| p.priorities.get_mut("lockers").unwrap().joint = true;
    assert_eq!(changed(four), [SizeOf::InterviewsForGroups, SizeOf::Groups]);
    let joint = |p: &mut Codesign, patients| {
        p.joint_event.as_mut().unwrap().patients = Some(patients);
    };
    assert_eq!(changed(|p| joint(p, 5)), [SizeOf::PatientsAtTables]);
    assert_eq!(changed(|p| joint(p, 20)), [SizeOf::PeopleAtTable]);
    assert_eq!(
        changed(|p| p.priorities.get_mut("waiting").unwrap().joint = false),
        [SizeOf::JointPriorities, SizeOf::Groups]
    );
    assert_eq!(changed(|p| p.film.as_mut().unwrap().minutes = Some(75)), [SizeOf::FilmMinutes]);
    let time = |p: &mut Codesign| {
        p.facilitator.as_mut().unwrap().time = Some(Share::new(0.39).unwrap());
    };
    assert_eq!(changed(time), [SizeOf::FacilitatorTime]);
    let end = |p: &mut Codesign, on| p.celebration.as_mut().unwrap().on = day(on);
    assert_eq!(changed(|p| end(p, "2024-07-01")), [SizeOf::Duration, SizeOf::UntilCelebration]);
    assert_eq!(changed(|p| end(p, "2025-03-01")), [SizeOf::Duration, SizeOf::UntilCelebration]);
    assert_eq!(
        sound.sizing()[1].in_words(),
        "patients interviewed: 12, usual is 12 or more (the toolkit's factors: two patients in a group, half join; the product is this crate's)"
    );
}

#[test]
fn each_decision_belongs_to_those_whom_the_method_names() {
    let rightful: Vec<(Right, Vec<Party>)> =
        Right::ALL.into_iter().map(|right| (right, right.belongs_to().to_vec())).collect();
    assert_eq!(
        rightful,
        [
            (Right::Scope, vec![Party::SteeringGroup]),
            (Right::ClipRelease, vec![Party::Patients]),
            (Right::StaffPriorities, vec![Party::Staff]),
            (Right::PatientShortlist, vec![Party::Patients]),
            (Right::JointPriorities, vec![Party::Jointly]),
            (Right::GroupMembership, vec![Party::EachPerson]),
            (Right::Solutions, vec![Party::Jointly]),
            (Right::SafetyLimits, vec![Party::AccountableProfessionals, Party::SteeringGroup]),
        ]
    );
    let mut project = project();
    project.decided = vec![
        Decided { what: Right::SafetyLimits, by: Party::SteeringGroup },
        Decided { what: Right::JointPriorities, by: Party::SteeringGroup },
    ];
    let words: Vec<String> = project.departures().map(Decided::in_words).collect();
    assert_eq!(
        words,
        [
            "the steering group decided on the joint priorities, which belongs to staff and patients together"
        ]
    );
}

#[test]
fn the_map_says_what_was_felt_and_never_guesses_from_words() {
    use Valence::{Mixed, Negative, Neutral, Positive};
    let cases: [(&[Valence], Mood); 8] = [
        (&[], Mood::Untold),
        (&[Positive], Mood::High),
        (&[Positive, Neutral], Mood::High),
        (&[Negative], Mood::Low),
        (&[Negative, Positive], Mood::Divided),
        (&[Mixed], Mood::Divided),
        (&[Negative, Mixed], Mood::Divided),
        (&[Neutral], Mood::Even),
    ];
    let mut project = project();
    for (n, (valences, _)) in cases.iter().enumerate() {
        let mut touchpoint = Touchpoint::new(label("here"));
        touchpoint.feelings = valences
            .iter()
            .map(|valence| {
                let mut feeling = Feeling::new(Constituency::Patients, *valence);
                feeling.words = vec![label("wonderful")];
                feeling.raised_by = Some(3);
                feeling
            })
            .collect();
        project.touchpoints.insert(format!("t{n}").parse().unwrap(), touchpoint).unwrap();
    }
    project.priorities.get_mut("waiting").unwrap().touchpoints = vec!["t3".parse().unwrap()];
    let map = project.emotional_map();
    let moods: Vec<Mood> = map.iter().map(|point| point.mood).collect();
    assert_eq!(moods, cases.map(|(_, mood)| mood));
    assert_eq!(
        map[4].raised,
        [(Constituency::Patients, Raised { positive: 3, negative: 3, neutral: 0, mixed: 0 })]
    );
    let drawing: Vec<&str> = map[3].priorities.iter().map(|id| id.as_str()).collect();
    assert_eq!(drawing, ["waiting"]);
}

#[test]
fn withdrawal_erases_words_and_a_word_kept_after_it_is_refused() {
    let mut project = project();
    let consent = Consent::new(day("2024-03-01"), Audience::Public);
    project.consents.insert("teller-1".parse().unwrap(), consent).unwrap();
    let words = Statement::new("It was cold in the corridor").unwrap();
    let excerpt = Excerpt::new(
        ExcerptKind::Clip,
        Constituency::Patients,
        "teller-1".parse().unwrap(),
        words.clone(),
    );
    project.excerpts = vec![excerpt.clone()];
    assert!(!format!("{project:?}").contains("corridor"));
    let on = day("2024-05-01");
    assert_eq!(project.read(&excerpt, Audience::Public, on), Ok("It was cold in the corridor"));

    assert!(project.withdraw("teller-2", on).is_err());
    assert_eq!(project.withdraw("teller-1", on), Ok(1));
    assert_eq!(problems(&project), []);
    let refusal = ConsentRefusal::Withdrawn { on };
    assert_eq!(project.read(&excerpt, Audience::Team, day("2024-04-01")), Err(refusal));
    // Withdrawn twice: the first day stays.
    assert_eq!(project.withdraw("teller-1", day("2024-06-01")), Ok(0));
    assert_eq!(project.consents.get("teller-1").unwrap().withdrawn, Some(on));

    project.excerpts = vec![excerpt];
    let found = problems(&project);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].place.path, "people.codesign.x.excerpts.0.consent");
    assert_eq!(
        found[0].message,
        "the consent `teller-1` was withdrawn on 2024-05-01, and the words are still here"
    );
}

#[test]
fn consent_dates_stand_in_order() {
    let with = |change: fn(&mut Consent)| {
        refused(|p| {
            let mut consent = Consent::new(day("2024-03-01"), Audience::Team);
            change(&mut consent);
            p.consents.insert("c".parse().unwrap(), consent).unwrap();
        })
        .1
    };
    assert_eq!(with(|c| c.until = Some(day("2024-02-01"))), "consents.c.until");
    assert_eq!(with(|c| c.withdrawn = Some(day("2024-02-01"))), "consents.c.withdrawn");
}

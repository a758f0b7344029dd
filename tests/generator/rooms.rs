//! What stands in each room of a random programme.

use std::num::NonZeroU32;

use improvement::base::{Component, Date, DecisionId, Direction, GroupId, MeasureId};
use improvement::capability::{
    Answer, Capability, Coaching, Dose, Granted, Induction, Means, MeansKind, ProtectedTime,
    SkillCount, SkillLevel, Trained, Training,
};
use improvement::change::{Change, ChangeKind, ChangeStatus};
use improvement::diagram::{
    Driver, Evidence, EvidenceLevel, Level, Link, LinkStatus, Sign, Strength, StruckOut, Verdict,
};
use improvement::measure::{
    Annotation, At, Baseline, Collection, DataKind, Definition, Exclusion, Family, Measure, Point,
    Rebase, Sampling, ScoredBy, Series, Target, Version,
};
use improvement::people::rounds::{
    Attendance, Evaluation, Facilitator, Format, Invited, Licence, Panellist, Ratings, Round,
    Seniority, Support, TeamTime,
};
use improvement::people::{
    Addresses, Constituency, Decision, DecisionPoint, Group, Involvement, InvolvementLevel,
    Joining, Method, Offer, Part, People, Recognition, Response, Role, Told,
};
use improvement::programme::Header;
use improvement::purpose::{
    Aim, AimStatus, ClinicalArea, Degree, Dimension, Equity, Gap, Objective, ObjectiveLevel,
    PowerStep, Purpose, Restatement, Stakeholder, StakeholderKind, Throw, Way,
};

use super::codesign::codesign;
use super::{Dice, Names};

/// One of these, if there is any.
pub(crate) fn pick<T: Clone>(dice: &mut Dice<'_>, of: &[T]) -> Option<T> {
    if of.is_empty() || !dice.coin() { None } else { Some(dice.one(of)) }
}

pub(crate) fn count(dice: &mut Dice<'_>) -> u32 {
    dice.one(&[0, 1, 7, 120, u32::MAX])
}

pub(crate) fn header(dice: &mut Dice<'_>, header: &mut Header) {
    header.summary = dice.maybe(Dice::statement);
    header.start = dice.maybe(Dice::date);
    header.end = dice.maybe(Dice::date).map(|end| header.start.map_or(end, |start| end.max(start)));
    header.organisations = dice.many(2, Dice::label);
    header.tags = dice.many(2, Dice::tag);
    header.sources = dice.many(2, Dice::source);
    header.note = dice.maybe(Dice::statement);
}

pub(crate) fn purpose(dice: &mut Dice<'_>, names: &Names) -> Purpose {
    let mut purpose = Purpose::new(dice.statement());
    purpose.because = dice.maybe(Dice::reason);
    purpose.ambition = dice.maybe(Dice::statement);
    purpose.values = dice.many(2, Dice::label);
    purpose.agreed = dice.maybe(Dice::date);
    let levels = [
        ObjectiveLevel::TrueNorth,
        ObjectiveLevel::Breakthrough,
        ObjectiveLevel::Annual,
        ObjectiveLevel::Priority,
    ];
    for (at, id) in names.objectives.iter().enumerate() {
        let mut objective = Objective::new(dice.label(), dice.one(&levels));
        // Objectives serve those before them: a circle is no programme.
        objective.serves = dice.some(names.objectives.get(..at).unwrap_or_default());
        objective.period = dice.maybe(Dice::period);
        objective.owner = pick(dice, &names.roles);
        objective.theme = dice.maybe(Dice::label);
        objective.measures = dice.some(&names.measures);
        objective.catchball = dice.many(2, |dice| {
            let way = dice.one(&[Way::Down, Way::Up]);
            let mut throw = Throw::new(dice.date(), way, dice.statement());
            throw.by = pick(dice, &names.roles);
            throw.changed = dice.maybe(Dice::statement);
            throw
        });
        objective.retired = dice.maybe(Dice::retirement);
        objective.note = dice.maybe(Dice::statement);
        purpose.objectives.insert(id.clone(), objective).unwrap();
    }
    for id in &names.stakeholders {
        let mut stakeholder = Stakeholder::new(dice.label());
        stakeholder.kinds = dice.some(&[
            StakeholderKind::Commissioner,
            StakeholderKind::Consumer,
            StakeholderKind::Champion,
            StakeholderKind::Competitor,
        ]);
        stakeholder.group = pick(dice, &names.groups);
        stakeholder.influence = dice.maybe(|dice| dice.one(&[Degree::Low, Degree::High]));
        stakeholder.affected = dice.maybe(|dice| dice.one(&[Degree::Low, Degree::High]));
        stakeholder.what_matters = dice.maybe(Dice::statement);
        stakeholder.raised = dice.many(2, |dice| PowerStep::new(dice.date(), dice.statement()));
        purpose.stakeholders.insert(id.clone(), stakeholder).unwrap();
    }
    purpose
}

pub(crate) fn people(dice: &mut Dice<'_>, names: &Names) -> People {
    let mut people = People::default();
    for id in &names.groups {
        let constituency = dice.one(&[
            Constituency::Patients,
            Constituency::Carers,
            Constituency::FrontlineStaff,
            Constituency::SeniorLeaders,
            Constituency::Partners,
        ]);
        let mut group = Group::new(dice.label(), constituency);
        group.size = dice.maybe(count);
        group.what_matters = dice.maybe(Dice::statement);
        group.note = dice.maybe(Dice::statement);
        people.groups.insert(id.clone(), group).unwrap();
    }
    if !names.measures.is_empty() {
        people.responses = dice.many(2, |dice| {
            let addresses = dice.one(&[Addresses::TheWork, Addresses::ThePeople]);
            let to = dice.one(&names.measures);
            let mut response = Response::new(to, dice.date(), dice.statement(), addresses);
            response.by = pick(dice, &names.roles);
            response.change = pick(dice, &names.changes);
            response
        });
    }
    if !names.groups.is_empty() {
        people.joining = dice.many(2, |dice| {
            let chose = dice.one(&[0, 1, 7, 30]);
            let mut joining = Joining::new(dice.one(&names.groups), dice.date(), chose);
            joining.asked = dice.maybe(|dice| chose + dice.one(&[0, 4]));
            joining.told_to = dice.one(&[0, 2]);
            joining
        });
    }
    for id in &names.roles {
        let part = dice.one(&[Part::Sponsor, Part::LivedExperiencePartner, Part::Manager]);
        let mut role = Role::new(dice.label(), part);
        role.group = pick(dice, &names.groups);
        role.people = dice.maybe(count);
        role.note = dice.maybe(Dice::statement);
        people.roles.insert(id.clone(), role).unwrap();
    }
    for at in 0..dice.many(2, |_| ()).len() {
        let id = format!("round-{at}").parse().unwrap();
        people.rounds.insert(id, round(dice, &names.groups)).unwrap();
        let mut session = TeamTime::new(dice.date());
        session.title = dice.maybe(Dice::label);
        session.minutes = dice.maybe(|_| 40);
        session.tellers = dice.maybe(|_| 2);
        session.on_time = dice.maybe(|dice| dice.one(&[true, false]));
        session.facilitators = vec![Facilitator::new()];
        session.attendance = attendance(dice, &names.groups);
        people.team_time.insert(format!("session-{at}").parse().unwrap(), session).unwrap();
        people.licences.push(Licence::new(dice.label(), dice.date()));
    }
    let published: Vec<_> = improvement::people::instruments::published().collect();
    for (id, instrument) in dice.many(2, |dice| dice.one(&published)) {
        // The same one may be thrown twice.
        let _ = people.instruments.insert(id, instrument);
    }
    let mut decisions: Vec<(DecisionId, DecisionPoint)> = Vec::new();
    for n in 0..dice.below(3) {
        let id: DecisionId = format!("decision-{n}").parse().unwrap();
        let mut decision = Decision::new(dice.label(), dice.one(&DecisionPoint::ALL));
        decision.on = dice.maybe(Dice::date);
        decision.decided = dice.maybe(Dice::statement);
        decision.about = names.any(dice).into_iter().collect();
        decisions.push((id.clone(), decision.at));
        people.decisions.insert(id, decision).unwrap();
    }
    for n in 0..dice.below(3) {
        let project = codesign(dice, names, n);
        people.codesign.insert(format!("codesign-{n}").parse().unwrap(), project).unwrap();
    }
    let levels: Vec<InvolvementLevel> =
        InvolvementLevel::words().map(|word| word.parse().unwrap()).collect();
    if !names.groups.is_empty() {
        people.involvement = dice.many(3, |dice| {
            let at = dice.one(&DecisionPoint::ALL);
            let mut involvement = Involvement::new(dice.one(&names.groups), at, dice.one(&levels));
            let here = decisions.iter().filter(|(_, point)| *point == at);
            let here: Vec<DecisionId> = here.map(|(id, _)| id.clone()).collect();
            involvement.decision = pick(dice, &here);
            involvement.recognition = dice.maybe(recognition);
            involvement.told = dice.maybe(|dice| {
                let mut told = Told::default();
                told.on = dice.maybe(Dice::date);
                told.by = dice.maybe(Dice::label);
                told.what = dice.maybe(Dice::statement);
                told
            });
            involvement.called = dice.maybe(Dice::label);
            involvement.by = dice.maybe(|dice| dice.one(&[Method::Ebcd, Method::CommunityMeeting]));
            involvement.people = dice.maybe(count);
            involvement.when = dice.maybe(Dice::period);
            involvement.difference_made = dice.maybe(Dice::statement);
            involvement
        });
    }
    people
}

fn recognition(dice: &mut Dice<'_>) -> Recognition {
    let offers = [Offer::NotMade, Offer::Made, Offer::Declined, Offer::Accepted];
    let found = Recognition::new(dice.one(&offers), dice.one(&offers));
    let found = found.in_kind(dice.many(2, Dice::label));
    let days = count(dice);
    found.clone().paid_after(days).unwrap_or(found)
}

pub(crate) fn capability(dice: &mut Dice<'_>, names: &Names) -> Capability {
    let mut capability = Capability::default();
    for id in &names.training {
        let level = dice.one(&[SkillLevel::Awareness, SkillLevel::ProjectLead]);
        let mut training = Training::new(dice.label(), level);
        training.groups = dice.some(&names.groups);
        training.hours = dice.maybe(Dice::hours);
        training.target = dice.maybe(Dice::share);
        training.by = dice.maybe(Dice::date);
        training.trained = dice.maybe(count);
        training.active = dice.maybe(|dice| at_most(dice, training.trained));
        training.available = dice.maybe(|dice| at_most(dice, training.trained));
        training.note = dice.maybe(Dice::statement);
        capability.training.insert(id.clone(), training).unwrap();
    }
    for id in &names.coaching {
        let mut coaching = Coaching::new(dice.label());
        coaching.by = pick(dice, &names.roles);
        coaching.active_coaches = dice.maybe(count);
        coaching.hours_a_week = dice.maybe(Dice::week_hours);
        coaching.hours_a_change = dice.maybe(Dice::hours);
        coaching.supports = dice.some(&names.changes);
        coaching.note = dice.maybe(Dice::statement);
        capability.coaching.insert(id.clone(), coaching).unwrap();
    }
    if !names.roles.is_empty() {
        capability.protected_time = dice.many(2, |dice| {
            let mut time = ProtectedTime::new(dice.one(&names.roles), dice.week_hours());
            time.given = dice.maybe(Dice::week_hours);
            time.when = dice.maybe(Dice::period);
            time.people = dice.maybe(count);
            time.note = dice.maybe(Dice::reason);
            time
        });
    }
    capability.means = dice.many(2, means);
    skill(dice, names, &mut capability);
    capability
}

fn means(dice: &mut Dice<'_>) -> Means {
    let kind = dice.one(&[MeansKind::Budget, MeansKind::Backfill]);
    let mut means = Means::new(kind, dice.label());
    let (asked, answered, until) = ordered(dice.date(), dice.date(), dice.date());
    means.asked = dice.maybe(|_| asked);
    means.answer = dice.maybe(|dice| {
        let granted = dice.one(&[Granted::InFull, Granted::InPart, Granted::Refused]);
        let mut answer = Answer::new(answered, granted);
        answer.until = dice.maybe(|_| until);
        answer
    });
    means
}

fn ordered(a: Date, b: Date, c: Date) -> (Date, Date, Date) {
    let mut days = [a, b, c];
    days.sort_unstable();
    let [a, b, c] = days;
    (a, b, c)
}

/// A count that is no more than another, where that is known.
fn at_most(dice: &mut Dice<'_>, most: Option<u32>) -> u32 {
    count(dice).min(most.unwrap_or(u32::MAX))
}

/// Plans and records of skill. People are counted before any were trained, so no count is too large.
fn skill(dice: &mut Dice<'_>, names: &Names, capability: &mut Capability) {
    let levels = [SkillLevel::Awareness, SkillLevel::Practitioner, SkillLevel::Coach];
    if names.groups.is_empty() {
        return;
    }
    for group in dice.some(&names.groups) {
        let mut dose = Dose::new(group, dice.one(&levels));
        dose.site = dice.maybe(Dice::tag);
        dose.people = dice.maybe(count);
        dose.target = dice.maybe(Dice::share);
        dose.at_most = dice.maybe(Dice::share).max(dose.target).filter(|_| dose.target.is_some());
        dose.a_year = dice.maybe(Dice::share);
        dose.from = dice.maybe(Dice::date);
        dose.by = dice.maybe(|dice| match dose.from {
            Some(from) => dice.from(from),
            None => dice.date(),
        });
        dose.note = dice.maybe(Dice::statement);
        capability.dosing.push(dose);
    }
    let first: Date = "2013-01-01".parse().unwrap();
    capability.trained = dice.many(3, |dice| {
        let (on, group, level) = (dice.from(first), dice.one(&names.groups), dice.one(&levels));
        let on = on.plus_days(3650);
        let mut trained = Trained::new(on, group, level, count(dice));
        trained.site = dice.maybe(Dice::tag);
        trained.by = pick(dice, &names.training);
        trained
    });
    capability.counts = dice.many(2, |dice| {
        let (group, level) = (dice.one(&names.groups), dice.one(&levels));
        let mut of = SkillCount::new(dice.from(first), group, level);
        of.site = dice.maybe(Dice::tag);
        of.here = dice.maybe(count);
        of.active = dice.maybe(|dice| at_most(dice, of.here));
        of.available = dice.maybe(|dice| at_most(dice, of.here));
        of
    });
    capability.induction = dice.many(2, |dice| {
        let starters = count(dice);
        let mut row = Induction::new(dice.period(), starters, at_most(dice, Some(starters)));
        row.group = pick(dice, &names.groups);
        row.site = dice.maybe(Dice::tag);
        row
    });
}

pub(crate) fn measure(dice: &mut Dice<'_>, names: &Names, own: &MeasureId) -> Measure {
    let mut measure = Measure::new(dice.label(), dice.one(&Family::ALL));
    measure.direction =
        dice.maybe(|dice| dice.one(&[Direction::Up, Direction::Down, Direction::Neither]));
    measure.concept = dice.maybe(Dice::statement);
    measure.definition = dice.maybe(definition);
    measure.collection = dice.maybe(|dice| {
        let mut collection = Collection::default();
        collection.every = dice.maybe(Dice::cadence);
        collection.sampling = dice.maybe(|d| d.one(&[Sampling::All, Sampling::Judgement]));
        collection.sample_size = dice.maybe(|dice| dice.one(&[NonZeroU32::MIN, NonZeroU32::MAX]));
        collection.source = dice.maybe(Dice::label);
        collection.by = pick(dice, &names.roles);
        collection.minutes = dice.maybe(count);
        collection
    });
    measure.about = dice.some(&names.groups);
    let outcomes = dice.some(&names.measures);
    measure.balances = outcomes.into_iter().filter(|other| other != own).collect();
    measure.notable = dice.maybe(Dice::number);
    measure.baseline = dice.maybe(|dice| {
        let mut baseline = Baseline::new(dice.number());
        baseline.period = dice.maybe(Dice::period);
        baseline.points = dice.maybe(|dice| dice.one(&[NonZeroU32::MIN, NonZeroU32::MAX]));
        baseline
    });
    let known = measure.baseline.as_ref().and_then(|baseline| baseline.period);
    let known = known.and_then(|period| period.to().or(period.from()));
    measure.target = dice.maybe(|dice| {
        let mut target = Target::new(dice.number());
        target.by = dice.maybe(|dice| match known {
            Some(day) => dice.from(day),
            None => dice.date(),
        });
        target
    });
    measure.stratify_by = dice.many(2, Dice::tag);
    measure.limits = dice.many(2, Dice::statement);
    measure.series = dice.maybe(|dice| series(dice, names));
    if measure.series.is_none() && dice.coin() {
        let version = "1998".parse().unwrap();
        let scale = "wellbeing".parse().unwrap();
        measure.scored_by = Some(ScoredBy::new("who-5".parse().unwrap(), version, scale));
        measure.direction = measure.direction.map(|_| Direction::Up);
    }
    measure.retired = dice.maybe(Dice::retirement);
    measure.sources = dice.many(2, Dice::source);
    measure.note = dice.maybe(Dice::statement);
    measure
}

fn definition(dice: &mut Dice<'_>) -> Definition {
    let kind = dice.one(&[
        DataKind::Count,
        DataKind::Proportion,
        DataKind::Rate,
        DataKind::Continuous,
        DataKind::TimeBetween,
        DataKind::CasesBetween,
    ]);
    let mut definition = Definition::new(kind);
    definition.numerator = dice.maybe(Dice::statement);
    definition.denominator = dice.maybe(Dice::statement);
    let per = [NonZeroU32::MIN, NonZeroU32::new(1000).unwrap(), NonZeroU32::MAX];
    definition.per = dice.maybe(|dice| dice.one(&per));
    definition.unit = dice.maybe(Dice::label);
    definition.includes = dice.many(2, Dice::statement);
    definition.excludes = dice.many(2, Dice::statement);
    definition
}

pub(crate) fn series(dice: &mut Dice<'_>, names: &Names) -> Series {
    let dated = !dice.coin();
    let fractions = dice.coin();
    let mut day: Date = "2014-01-01".parse().unwrap();
    let mut position = 0;
    let groups = dice.coin();
    let points = dice.many(12, |dice| {
        day = dice.from(day).plus_days(1);
        position += 1 + u32::try_from(dice.below(1000)).unwrap();
        let point = match dice.below(5) {
            0 => Point::gap(day),
            _ if fractions => {
                let of = 1.0 + dice.below(5000) as f64 / 3.0;
                Point::fraction(day, dice.number().get(), of).unwrap()
            }
            _ if groups => {
                let mut values = dice.many(4, |dice| dice.number().get());
                values.push(dice.number().get());
                Point::subgroup(day, values).unwrap()
            }
            _ => Point::value(day, dice.number().get()).unwrap(),
        };
        let point = if dated { point } else { point.at_position(position) };
        match dice.maybe(Dice::label) {
            Some(note) => point.with_note(note),
            None => point,
        }
    });
    let about = |dice: &mut Dice<'_>| if dice.coin() { names.any(dice) } else { None };
    let places: Vec<At> = points.iter().map(Point::at).collect();
    let time = |dice: &mut Dice<'_>| {
        if dated {
            dice.date().into()
        } else {
            At::Position(u32::try_from(dice.below(9000)).unwrap())
        }
    };
    let out = if places.is_empty() {
        Vec::new()
    } else {
        dice.many(2, |dice| Exclusion::new(dice.one(&places), dice.reason()))
    };
    Series::new(points)
        .unwrap()
        .with_annotations(dice.many(2, |dice| {
            let mut annotation = Annotation::new(time(dice), dice.label());
            annotation.about = about(dice);
            annotation
        }))
        .unwrap()
        .with_versions(dice.many(2, |dice| Version::new(time(dice), dice.reason())))
        .unwrap()
        .with_exclusions(out)
        .unwrap()
        .with_rebases(dice.many(2, |dice| {
            let mut rebase = Rebase::new(time(dice), dice.reason());
            rebase.about = about(dice);
            rebase
        }))
        .unwrap()
}

pub(crate) fn aim(dice: &mut Dice<'_>, names: &Names) -> Aim {
    let mut aim = Aim::new(dice.statement());
    aim.measures = dice.some(&names.measures);
    aim.from = dice.maybe(Dice::number);
    aim.to = dice.maybe(Dice::number);
    aim.relative = dice.maybe(Dice::number);
    aim.direction = dice.maybe(|dice| dice.one(&[Direction::Up, Direction::Down]));
    aim.baseline = dice.maybe(Dice::period);
    let known = aim.baseline.and_then(|period| period.to().or(period.from()));
    aim.by = dice.maybe(|dice| match known {
        Some(day) => dice.from(day),
        None => dice.date(),
    });
    aim.population = dice.maybe(Dice::statement);
    aim.place = dice.maybe(Dice::statement);
    aim.in_scope = dice.many(2, Dice::label);
    aim.out_of_scope = dice.many(2, Dice::label);
    aim.owner = pick(dice, &names.roles);
    aim.sponsor = pick(dice, &names.roles);
    aim.gate = dice.gate();
    aim.serves = dice.some(&names.objectives);
    aim.dimensions = dice.some(&[Dimension::Safe, Dimension::PersonCentred, Dimension::Equitable]);
    aim.designed_with = dice.some(&names.groups);
    aim.resources = dice.maybe(Dice::statement);
    aim.equity = dice.maybe(|dice| equity(dice, names));
    aim.restated = dice.many(2, |dice| {
        let mut was = aim.terms();
        was.statement = dice.statement();
        was.to = dice.maybe(Dice::number);
        was.by = dice.maybe(Dice::date);
        Restatement::new(dice.date(), dice.reason(), was)
    });
    aim.status = dice.one(&[AimStatus::Open, AimStatus::Met, AimStatus::Missed]);
    aim.retired = dice.maybe(Dice::retirement);
    aim.sources = dice.many(2, Dice::source);
    aim.note = dice.maybe(Dice::statement);
    aim
}

fn equity(dice: &mut Dice<'_>, names: &Names) -> Equity {
    let mut equity = Equity::default();
    equity.left_out = dice.many(2, Dice::statement);
    equity.core20 = dice.coin();
    equity.plus = dice.many(2, Dice::label);
    equity.areas = dice.some(&ClinicalArea::ALL);
    if let [one, other, ..] = names.measures.as_slice() {
        equity.gaps =
            dice.many(2, |dice| Gap::new(dice.label(), one.clone(), other.clone()).unwrap());
    }
    equity
}

pub(crate) fn driver(dice: &mut Dice<'_>, names: &Names) -> Driver {
    let mut driver = Driver::new(dice.label());
    let levels = [Level::Primary, Level::Secondary, Level::Tertiary];
    driver.level = dice.maybe(|dice| dice.one(&levels));
    driver.statement = dice.maybe(Dice::statement);
    driver.measures = dice.some(&names.measures);
    driver.owner = pick(dice, &names.roles);
    driver.gate = dice.gate();
    driver.component = dice.maybe(|dice| dice.one(&Component::ALL));
    driver.tags = dice.many(2, Dice::tag);
    driver.retired = if dice.below(8) == 1 { Some(dice.retirement()) } else { None };
    driver.sources = dice.many(2, Dice::source);
    driver.note = dice.maybe(Dice::statement);
    driver
}

pub(crate) fn change(dice: &mut Dice<'_>, names: &Names) -> Change {
    let mut change = Change::new(dice.label());
    change.statement = dice.maybe(Dice::statement);
    let kinds = [ChangeKind::Intervention, ChangeKind::ImplementationActivity, ChangeKind::Concept];
    change.kind = dice.one(&kinds);
    change.status = dice.maybe(|dice| dice.one(&ChangeStatus::ALL));
    change.started = dice.maybe(Dice::date);
    change.planned = dice.maybe(Dice::period);
    change.delivery = dice.maybe(Dice::share);
    for role in dice.some(&names.roles) {
        change.hours.insert(role, dice.hours()).unwrap();
    }
    for role in dice.some(&names.roles) {
        change.minutes_a_shift.insert(role, dice.number()).unwrap();
    }
    change.offset = dice.maybe(Dice::reason);
    change.proposed_by = dice.some(&names.groups);
    change.designed_by = dice.some(&names.groups);
    change.owner = pick(dice, &names.roles);
    change.measures = dice.some(&names.measures);
    change.component = dice.maybe(|dice| dice.one(&Component::ALL));
    change.tags = dice.many(2, Dice::tag);
    change.retired = if dice.below(8) == 1 { Some(dice.retirement()) } else { None };
    change.sources = dice.many(2, Dice::source);
    change.note = dice.maybe(Dice::statement);
    change
}

pub(crate) fn link(dice: &mut Dice<'_>, names: &Names) -> Link {
    let mut link = Link::new();
    link.strength = dice.maybe(|dice| dice.one(&[Strength::Weak, Strength::Strong]));
    link.sign = dice.one(&[Sign::Helps, Sign::Harms, Sign::Unknown]);
    link.because = dice.maybe(Dice::reason);
    link.evidence = dice.maybe(|dice| {
        let levels = [EvidenceLevel::Asserted, EvidenceLevel::TestedSmall, EvidenceLevel::Designed];
        let mut evidence = Evidence::new(dice.one(&levels));
        evidence.verdict = dice.one(&[Verdict::Supporting, Verdict::Challenging, Verdict::Mixed]);
        evidence.sources = dice.many(2, Dice::source);
        evidence.review_by = dice.maybe(Dice::date);
        evidence.note = dice.maybe(Dice::statement);
        evidence
    });
    link.belief = dice.maybe(Dice::belief);
    link.weight = dice.maybe(Dice::weight);
    link.effect = dice.maybe(Dice::effect);
    link.delay = dice.maybe(Dice::delay);
    link.dose = dice.maybe(Dice::share);
    link.assumptions = dice.many(2, Dice::statement);
    link.rivals = dice.many(2, Dice::statement);
    link.struck_out = dice.many(2, |dice| {
        let mut note = StruckOut::new(dice.statement(), dice.reason());
        note.on = dice.maybe(Dice::date);
        note
    });
    link.drawn_by = dice.some(&names.groups);
    link.status = dice.one(&[LinkStatus::Proposed, LinkStatus::Supported, LinkStatus::Challenged]);
    link
}

fn attendance(dice: &mut Dice<'_>, groups: &[GroupId]) -> Vec<Attendance> {
    let one = |group: &GroupId| {
        let mut of = Attendance::new(group.clone(), 12);
        of.first_time = Some(3);
        of
    };
    dice.many(2, |_| ()).iter().zip(groups).map(|((), group)| one(group)).collect()
}

fn round(dice: &mut Dice<'_>, groups: &[GroupId]) -> Round {
    let mut round = Round::new(dice.date());
    round.title = dice.maybe(Dice::label);
    round.format = dice.one(&[Format::InPerson, Format::UnitBased, Format::Virtual]);
    round.invited = dice.maybe(|dice| dice.one(&[Invited::AllStaff, Invited::OneProfession]));
    round.minutes = dice.maybe(|_| 60);
    round.stories_minutes = dice.maybe(|_| 20);
    round.discussion_minutes = dice.maybe(|_| 35);
    for group in groups.iter().take(2) {
        let mut panellist = Panellist::new(group.clone());
        panellist.clinical = dice.maybe(|dice| dice.one(&[true, false]));
        panellist.seniority = dice.maybe(|dice| dice.one(&[Seniority::Junior, Seniority::Senior]));
        panellist.prepared_on = dice.maybe(|_| round.on);
        round.panel.push(panellist);
    }
    let mut facilitator = Facilitator::new();
    facilitator.trained = dice.maybe(|dice| dice.one(&[true, false]));
    facilitator.senior_clinician = dice.maybe(|dice| dice.one(&[true, false]));
    round.facilitators = vec![facilitator];
    round.supported_by = dice.many(2, |dice| dice.one(&[Support::ClinicalLead, Support::Sponsor]));
    round.ground_rules = dice.maybe(|dice| dice.one(&[true, false]));
    round.food = dice.maybe(|dice| dice.one(&[true, false]));
    round.part_of_another_meeting = dice.maybe(|dice| dice.one(&[true, false]));
    round.attendance = attendance(dice, groups);
    if !round.attendance.is_empty() {
        let mut evaluation = Evaluation::new(10);
        evaluation.ratings = vec![Ratings::new(1, vec![0, 1, 2, 3, 4])];
        round.evaluation = Some(evaluation);
    }
    round
}

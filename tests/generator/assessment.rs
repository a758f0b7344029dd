//! Random templates of self-assessment, and sessions that answer them or a published one.

use improvement::assessment::{
    Answer, Assessment, Band, ConditionClaim, DeclaredSum, Domain, Element, Level, Rater, Says,
    Scale, Scope, Session, Step, Template, TemplateForm, published,
};
use improvement::base::{
    Component, Condition, CycleId, ElementId, LevelId, SourceMark, Tag, TemplateId,
};

use super::rooms::pick;
use super::{Dice, Names};

const MARKS: [SourceMark; 4] =
    [SourceMark::Confirmed, SourceMark::Reported, SourceMark::Local, SourceMark::Unconfirmed];

pub(crate) fn assessment(dice: &mut Dice<'_>, names: &Names, cycles: &[CycleId]) -> Assessment {
    let mut assessment = Assessment::default();
    let mut known: Vec<(TemplateId, Template)> = published::published().collect();
    for at in 0..dice.below(3) {
        let id: TemplateId = format!("template-{at}").parse().unwrap();
        let template = template(dice);
        known.push((id.clone(), template.clone()));
        assessment.templates.insert(id, template).unwrap();
    }
    for at in 0..dice.below(4) {
        let (id, template) = dice.one(&known);
        let session = session(dice, names, cycles, id, &template);
        assessment.sessions.insert(format!("session-{at}").parse().unwrap(), session).unwrap();
    }
    assessment.claims = dice.many(2, |dice| {
        let condition = dice.one(&Condition::ALL);
        let mut claim = ConditionClaim::new(condition, dice.coin(), dice.date());
        claim.by = pick(dice, &names.roles);
        claim.because = dice.maybe(Dice::statement);
        claim
    });
    assessment
}

/// A template with other levels and elements than any that is published.
pub(crate) fn template(dice: &mut Dice<'_>) -> Template {
    let mut form = TemplateForm::new(dice.label(), dice.tag());
    form.source = dice.maybe(Dice::source);
    form.licence = dice.maybe(Dice::statement);
    form.retrieved = dice.maybe(Dice::date);
    form.mark = dice.one(&MARKS);
    form.scopes = dice.some(&Scope::ALL);
    form.note = dice.maybe(Dice::statement);
    form.scale = dice.one(&[Scale::Levels, Scale::Agreement, Scale::Choice]);
    let sums = dice.coin();
    for at in 0..2 + dice.below(8) {
        let mut level = Level::new(dice.label());
        level.reading = dice.maybe(Dice::statement);
        level.points = sums.then(|| dice.number());
        level.mark = dice.maybe(|dice| dice.one(&MARKS));
        form.levels.insert(format!("level-{at}").parse().unwrap(), level).unwrap();
    }
    for at in 0..dice.below(4) {
        let mut domain = Domain::new(dice.label());
        domain.component = dice.maybe(|dice| dice.one(&Component::ALL));
        domain.mark = dice.maybe(|dice| dice.one(&MARKS));
        form.domains.insert(format!("{at}").parse().unwrap(), domain).unwrap();
    }
    let domains: Vec<_> = form.domains.ids().cloned().collect();
    let levels: Vec<LevelId> = form.levels.ids().cloned().collect();
    for at in 0..=dice.below(7) {
        let mut element = Element::new(dice.label());
        element.domain = pick(dice, &domains);
        for level in dice.some(&levels) {
            element.levels.insert(level, dice.statement()).unwrap();
        }
        if sums && form.scale == Scale::Choice {
            for level in dice.some(&levels) {
                element.points.insert(level, dice.number()).unwrap();
            }
        }
        element.mark = dice.maybe(|dice| dice.one(&MARKS));
        element.placed = dice.maybe(|dice| dice.one(&MARKS));
        form.elements.insert(format!("element-{at}").parse().unwrap(), element).unwrap();
    }
    form.sum = sums.then(|| sum(dice));
    Template::try_from(form).unwrap()
}

fn sum(dice: &mut Dice<'_>) -> DeclaredSum {
    let mut sum = DeclaredSum::new(dice.label());
    sum.source = dice.maybe(Dice::source);
    sum.mark = dice.maybe(|dice| dice.one(&MARKS));
    let (one, other) = (dice.number(), dice.number());
    let (below, from) = (one.min(other), one.max(other));
    for (at_least, below) in [(None, Some(below)), (Some(from), None)] {
        if dice.coin() {
            let mut band = Band::new(dice.label(), at_least, below);
            band.mark = dice.maybe(|dice| dice.one(&MARKS));
            sum.bands.push(band);
        }
    }
    sum
}

fn answer(dice: &mut Dice<'_>, names: &Names, levels: &[LevelId]) -> Answer {
    let says = match dice.below(8) {
        5 => Says::NotAssessed,
        6 => Says::DontKnow,
        7 => Says::NotApplicable,
        _ => Says::Level(dice.one(levels)),
    };
    let mut answer = Answer::new(says);
    answer.evidence = dice.many(2, Dice::statement);
    answer.about = names.any(dice).filter(|_| dice.coin()).into_iter().collect();
    answer.example = dice.maybe(Dice::statement);
    answer.on = dice.maybe(Dice::date);
    answer
}

/// A session that answers a template.
pub(crate) fn session(
    dice: &mut Dice<'_>,
    names: &Names,
    cycles: &[CycleId],
    id: TemplateId,
    template: &Template,
) -> Session {
    let version: Tag = template.version().clone();
    let mut session = Session::new(id, version, dice.date(), dice.one(&Scope::ALL));
    session.unit = dice.maybe(Dice::label);
    session.purpose = dice.maybe(Dice::statement);
    session.facilitated_by = pick(dice, &names.roles);
    session.note = dice.maybe(Dice::statement);
    let levels: Vec<LevelId> = template.levels().ids().cloned().collect();
    let elements: Vec<ElementId> = template.elements().ids().cloned().collect();
    // The first stays, so that another can be merged into it.
    for merged in dice.some(&elements[1..]) {
        session.merged.insert(merged, elements[0].clone()).unwrap();
    }
    let live: Vec<ElementId> =
        elements.iter().filter(|id| !session.merged.contains(id.as_str())).cloned().collect();
    for at in 0..dice.below(6) {
        let mut rater = Rater::new();
        rater.role = pick(dice, &names.roles);
        rater.group = pick(dice, &names.groups);
        rater.people = dice.maybe(|dice| dice.one(&[1, 4, u32::MAX]));
        for element in &live {
            if dice.below(5) > 0 {
                let answer = answer(dice, names, &levels);
                rater.answers.insert(element.clone(), answer).unwrap();
            }
        }
        session.raters.insert(format!("rater-{at}").parse().unwrap(), rater).unwrap();
    }
    for element in dice.some(&live) {
        session.agreed.insert(element, answer(dice, names, &levels)).unwrap();
    }
    session.plan = dice.many(2, |dice| {
        let mut step = Step::new(dice.label());
        step.elements = dice.some(&elements);
        step.owner = pick(dice, &names.roles);
        step.first_test = dice.maybe(Dice::statement);
        step.change = pick(dice, &names.changes);
        step.cycle = pick(dice, cycles);
        step.by = dice.maybe(Dice::date);
        step.measure = pick(dice, &names.measures);
        step
    });
    session
}

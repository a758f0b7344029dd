//! Motivation: the work gives what moves people from within, and does not wear them down.

use super::measured::by_measures;
use super::{Found, Ground, Source};
use crate::base::{AnyId, Condition};
use crate::conditions::Bearing;
use crate::people::instruments::Construct;
use crate::theory::BurdenVerdict;

pub(super) static MOTIVATION_ASKED: Source = Source {
    name: "motivation-asked",
    condition: Condition::Motivation,
    looks_at: "what staff say of their motivation and engagement",
    record: "a measure `scored_by` an instrument of motivation or engagement",
    mend: "ask what takes the heart out of the work, and take that away first",
    basis: "NHS Staff Survey; IHI Framework for Improving Joy in Work, 2017",
    find: |ground| {
        by_measures(ground, |about| matches!(about, Construct::Motivation | Construct::Engagement))
    },
};

pub(super) static NEEDS_MET: Source = Source {
    name: "needs-met",
    condition: Condition::Motivation,
    looks_at: "whether the work meets the needs for autonomy, competence and relatedness",
    record: "a measure `scored_by` an instrument of basic needs at work",
    mend: "ask which of the three is missing, and give it room in how the work is designed",
    basis: "self-determination theory (Deci & Ryan)",
    find: |ground| by_measures(ground, Construct::is_intrinsic_motivation),
};

pub(super) static STRAIN: Source = Source {
    name: "strain",
    condition: Condition::Motivation,
    looks_at: "moral distress, burnout and wellbeing of those who do the work",
    record: "a measure `scored_by` an instrument of moral distress, burnout or wellbeing",
    mend: "ask what keeps people from giving the care they believe in, and change the work",
    basis: "Fitzsimons 2023; Jameton 1984 on moral distress",
    find: |ground| by_measures(ground, |about| about.is_strain() || about == Construct::Wellbeing),
};

pub(super) static WHO_PAYS: Source = Source {
    name: "who-pays",
    condition: Condition::Motivation,
    looks_at: "whether a gain is paid for by those who work",
    record: "a measure about staff that `balances` an outcome",
    mend: "ask those who do the work whether they pay for the gain, and share the burden out",
    basis: "Toma and colleagues, BMJ Quality & Safety 2018;27:547",
    find: who_pays,
};

fn who_pays(ground: &Ground<'_>) -> Vec<Found> {
    let about_staff = |id: &crate::base::MeasureId| {
        let measure = ground.programme.measures().get(id.as_str());
        measure.is_some_and(|measure| ground.programme.is_about_staff(measure))
    };
    let burden = ground.theory.burden();
    let pairs = burden.iter().filter(|of| about_staff(&of.pair.balancing));
    pairs
        .filter_map(|of| {
            let bearing = match of.verdict {
                BurdenVerdict::Shifted | BurdenVerdict::BurdenWithoutGain => Bearing::Against,
                BurdenVerdict::SharedGain | BurdenVerdict::Unburdened => Bearing::For,
                BurdenVerdict::NoGain => Bearing::Neither,
                BurdenVerdict::CannotSee => return None,
            };
            let subjects: [AnyId; 2] = [(&of.pair.outcome).into(), (&of.pair.balancing).into()];
            Some(Found::new(bearing, of.people.movement.latest, of.in_words()).about(subjects))
        })
        .collect()
}

pub(super) static MINUTES_A_SHIFT: Source = Source {
    name: "minutes-a-shift",
    condition: Condition::Motivation,
    looks_at: "whether changes make a shift longer or shorter",
    record: "the minutes that each change adds to a shift or takes away, in `minutes_a_shift`",
    mend: "take something away for what was added",
    basis: "Highly Adoptable Improvement (<https://www.ihi.org/communities/blogs/is-there-a-way-to-prevent-quality-improvement-burnout>)",
    find: minutes_a_shift,
};

fn minutes_a_shift(ground: &Ground<'_>) -> Vec<Found> {
    let minutes = ground.programme.shift_minutes();
    let found = minutes.iter().map(|of| {
        let bearing = match of.net() {
            more if more > 0.0 => Bearing::Against,
            less if less < 0.0 => Bearing::For,
            _ => Bearing::Neither,
        };
        let role: AnyId = (&of.role).into();
        let subjects = of.changes.iter().map(Into::into).chain([role]);
        Found::new(bearing, None, of.in_words()).about(subjects)
    });
    found.collect()
}

//! What holds of everything that is due again and again, and of every answer about routines, leaders
//! and purpose, whatever the programme.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod generator;

use improvement::base::{Beat, BeatState, Date, Occasions, Period};
use improvement::programme::Reach;
use improvement::render::{Calendar, Markdown};
use improvement::review::Reviewer;
use proptest::prelude::*;

use generator::Dice;

fn day() -> impl Strategy<Value = Date> {
    (0_u32..900).prop_map(|days| "2024-01-01".parse::<Date>().unwrap().plus_days(days))
}

fn occasions() -> impl Strategy<Value = Occasions> {
    let rhythms = prop::sample::select(vec![
        "shift",
        "daily",
        "weekdays",
        "weekly",
        "fortnightly",
        "monthly",
        "quarterly",
        "yearly",
    ]);
    let cadence = (1_u16..4, rhythms).prop_map(|(times, rhythm)| format!("{times} {rhythm}"));
    let days = || prop::collection::vec(day(), 0..60);
    let pause = (day(), 0_u32..120)
        .prop_map(|(from, days)| Period::new(Some(from), Some(from.plus_days(days))).unwrap());
    let pauses = prop::collection::vec(pause, 0..3);
    (cadence, day(), days(), days(), pauses, prop::option::of(day())).prop_map(
        |(cadence, first, held, explained, pauses, last)| {
            Occasions::new(cadence.parse().unwrap(), first)
                .with_held(held)
                .with_explained(explained)
                .with_pauses(pauses)
                .until(last)
        },
    )
}

fn beats(occasions: &Occasions, as_of: Date) -> Vec<Beat> {
    occasions.beats(as_of).collect()
}

proptest! {
    #[test]
    fn beats_follow_each_other_and_never_overlap(occasions in occasions(), as_of in day()) {
        let beats = beats(&occasions, as_of);
        prop_assert!(beats.iter().all(|beat| beat.from <= beat.to && beat.from <= as_of));
        prop_assert!(beats.windows(2).all(|pair| pair[0].to < pair[1].from));
        // Only the last beat can be open.
        let open = beats.iter().position(|beat| beat.state == BeatState::Open);
        prop_assert!(open.is_none_or(|at| at + 1 == beats.len()));
    }

    #[test]
    fn the_sum_is_that_of_its_parts(occasions in occasions(), as_of in day()) {
        let beats = beats(&occasions, as_of);
        let count = |state| u32::try_from(beats.iter().filter(|b| b.state == state).count()).unwrap();
        let sum = occasions.adherence(as_of);
        prop_assert_eq!(sum.kept, count(BeatState::Kept));
        prop_assert_eq!(sum.partly, count(BeatState::Partly));
        prop_assert_eq!(sum.missed, count(BeatState::Missed));
        prop_assert_eq!(sum.paused, count(BeatState::Paused));
        prop_assert_eq!(sum.open.is_some(), count(BeatState::Open) == 1);
        prop_assert!(sum.explained <= sum.partly + sum.missed);
        prop_assert!(sum.missed_in_a_row <= sum.missed);
        prop_assert_eq!(sum.share().is_none(), sum.judged() == 0);
    }

    #[test]
    fn what_is_over_stays_as_it_was(occasions in occasions(), early in day(), late in day()) {
        let (early, late) = (early.min(late), early.max(late));
        let over = |beat: &&Beat| beat.to < early;
        let then: Vec<Beat> = beats(&occasions, early).iter().filter(over).copied().collect();
        let now: Vec<Beat> = beats(&occasions, late).iter().filter(over).copied().collect();
        prop_assert_eq!(then, now);
    }

    #[test]
    fn holding_it_once_more_never_keeps_less(occasions in occasions(), more in day(), as_of in day()) {
        let before = occasions.adherence(as_of);
        let after = occasions.clone().with_held([more]).adherence(as_of);
        prop_assert!(after.kept >= before.kept && after.missed <= before.missed);
        // A reason explains, and unmakes nothing.
        let explained = occasions.with_explained([more]).adherence(as_of);
        prop_assert_eq!((explained.kept, explained.missed), (before.kept, before.missed));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_programme_has_its_answers_on_every_day(
        bytes in prop::collection::vec(any::<u8>(), 0..6000),
        nodes in 0usize..14,
        as_of in day(),
    ) {
        let programme = generator::programme(&mut Dice::new(&bytes), nodes);
        prop_assert!(!Markdown::of(&programme).as_of(as_of).to_string().contains("NaN"));
        let review = Reviewer::new().as_of(as_of).review(&programme);
        for finding in review.open() {
            prop_assert!(finding.subjects.iter().all(|id| programme.contains(id)), "{}", finding);
        }
        let calendar = Calendar::of_programme(&programme, "2024-01-01".parse().unwrap(), as_of);
        prop_assert!(calendar.scene().height.is_finite());
        #[cfg(feature = "svg")]
        prop_assert!(roxmltree::Document::parse(&calendar.to_svg()).is_ok());
        let counting = programme.diagram().changes().filter(|change| change.counts()).count();
        prop_assert_eq!(programme.alignment().len(), counting);
        for line in programme.alignment() {
            prop_assert!(line.nodes.iter().all(|id| programme.contains(id)));
            prop_assert_eq!(line.reaches == Reach::Nowhere, line.nodes.len() == 1);
        }
        prop_assert!(programme.quiet_restatements(&programme).is_empty());
        for (_, clearance) in programme.time_to_clear(as_of) {
            prop_assert!(clearance.raised > 0 && clearance.cleared <= clearance.raised);
            prop_assert!(clearance.median_days.is_none_or(|days| days >= 0.0));
        }
        if let Some(said) = programme.sponsorship(as_of) {
            prop_assert!(0 <= said.held_days && said.held_days <= said.days);
            prop_assert_eq!(said.vacant.is_empty(), said.held_days == said.days);
        }
    }
}

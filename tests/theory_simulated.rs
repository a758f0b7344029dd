//! A programme of 40 nodes over 36 months with a known truth: the diagnosis names the links that do
//! not hold, and the changes that were not delivered.

#![expect(clippy::unwrap_used, reason = "a simulated programme is well formed")]

mod simulated;

use improvement::theory::{Settings, Standing, TheoryReading};
use simulated::{MONTHS, month, simulate};

#[test]
fn the_links_that_do_not_hold_are_named() {
    let (mut links, mut wrong, mut gaps, mut named) = (0, 0, 0, 0);
    for seed in 1..=40 {
        // Effects large enough to be seen: what is left is chance.
        let truth = simulate(seed, 4.0);
        assert_eq!(truth.nodes.len(), 40);
        let reading = TheoryReading::new(&truth.programme, month(MONTHS - 1), &Settings::default());
        for (from, to, holds, real) in &truth.links {
            let found = reading.link(from, to).unwrap().standing();
            links += 1;
            wrong += u32::from(found != real.standing());
            if real.standing() == Standing::Theory {
                assert!(!holds, "{from} -> {to}: the truth itself is inconsistent");
                gaps += 1;
                named += u32::from(found == Standing::Theory);
            }
        }
    }
    assert!(gaps > 100, "{gaps}");
    let share = |part: u32, of: u32| f64::from(part) / f64::from(of);
    assert!(share(named, gaps) > 0.7, "{named} of {gaps} named");
    assert!(share(wrong, links) < 0.25, "{wrong} of {links} wrong");
}

#[test]
fn as_of_an_earlier_day_later_points_do_not_exist() {
    let truth = simulate(7, 3.0);
    let settings = Settings::default();
    let cut = month(20);
    let mut builder = truth.programme.to_builder();
    let ids: Vec<_> = builder.measures.ids().cloned().collect();
    for id in ids {
        let measure = builder.measures.get_mut(id.as_str()).unwrap();
        let series = measure.series.take().unwrap();
        let points = series
            .points()
            .iter()
            .filter(|point| matches!(point.at(), improvement::measure::At::Day(day) if day <= cut));
        measure.series =
            Some(improvement::measure::Series::new(points.cloned().collect()).unwrap());
    }
    let short = builder.build().unwrap();
    let (a, b) = (
        TheoryReading::new(&truth.programme, cut, &settings),
        TheoryReading::new(&short, cut, &settings),
    );
    assert_eq!(a.nodes(), b.nodes());
    for (a, b) in a.links().iter().zip(b.links()) {
        assert_eq!((a.diagnosis, &a.rivals, a.look_again), (b.diagnosis, &b.rivals, b.look_again));
    }
}

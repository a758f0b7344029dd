//! Hours there are against hours asked, by role and week.
//!
//! `cargo bench --bench capacity`

#![expect(clippy::unwrap_used, reason = "a bench that cannot be set up has nothing to time")]

use divan::{Bencher, black_box};
use improvement::base::{AnyId, Date, Hours, Period, RoleId, Week};
use improvement::capability::{Capacity, Demand, Supply};

fn main() {
    divan::main();
}

const WEEKS: usize = 104;
const ROLES: u32 = 30;

fn first() -> Date {
    "2026-01-05".parse().unwrap()
}

fn role(at: u32) -> RoleId {
    format!("role-{at}").parse().unwrap()
}

/// Two supplies for each role, and so many changes that each ask hours of three roles for up to two
/// years, begun on any day of the week.
fn entries(changes: u32) -> (Vec<Supply>, Vec<Demand>) {
    let hours = |hours: f64| Hours::new(hours).unwrap();
    let supplies = (0..ROLES).flat_map(|at| {
        let until = first().plus_days(7 * at * 3 + 100);
        [
            Supply::new(role(at), hours(20.0), None),
            Supply::new(role(at), hours(5.0), Period::new(None, Some(until)).ok()),
        ]
    });
    let mut state = 0x5eed_u64;
    let mut random = |below: u32| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        u32::try_from((state >> 33) % u64::from(below)).unwrap()
    };
    let mut demands = Vec::new();
    for change in 0..changes {
        let cause: AnyId = format!("change:change-{change}").parse().unwrap();
        let from = first().plus_days(random(600));
        let when = Period::new(Some(from), Some(from.plus_days(30 + random(700)))).ok();
        for _ in 0..3 {
            let asked = hours(0.25 * f64::from(1 + random(8)));
            demands.push(Demand::a_week(role(random(ROLES)), cause.clone(), asked, when));
        }
    }
    (supplies.collect(), demands)
}

/// The table alone.
#[divan::bench(args = [50, 500, 5_000])]
fn table(bencher: Bencher<'_, '_>, changes: u32) {
    let (supplies, demands) = entries(changes);
    let week = Week::of(first());
    bencher.bench(|| Capacity::of(week, WEEKS, black_box(&supplies), black_box(&demands)));
}

/// The table, and every week of every role that does not fit, with what asks in it.
#[divan::bench(args = [50, 500, 5_000])]
fn table_and_shortages(bencher: Bencher<'_, '_>, changes: u32) {
    let (supplies, demands) = entries(changes);
    let week = Week::of(first());
    bencher.bench(|| {
        let capacity = Capacity::of(week, WEEKS, black_box(&supplies), black_box(&demands));
        capacity.shortages().map(|shortage| shortage.because.len()).sum::<usize>()
    });
}

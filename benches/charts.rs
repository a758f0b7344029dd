//! How fast many series are charted and read: XmR, all Making Data Count rules, both icons.
//!
//! `bare_pass` is the floor: one pass over the same values for their mean and mean moving range.

#![allow(clippy::unwrap_used, reason = "the benches use valid input only")]

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use improvement::base::Direction;
use improvement::spc::{Method, Question, Report, Sections, Series};
#[cfg(feature = "rayon")]
use improvement::spc::{Task, read_all};

const SERIES: usize = 1000;
const LENGTHS: [usize; 3] = [24, 100, 1000];

fn main() {
    divan::main();
}

/// Values between 0 and 100 from a linear congruential generator with a fixed seed.
fn values(length: usize) -> Vec<Vec<f64>> {
    let mut state = 20_240_101_u64;
    let mut next = || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) as f64 / (1_u64 << 24) as f64
    };
    // The mean of four uniform numbers is near enough to a normal one.
    (0..SERIES)
        .map(|_| (0..length).map(|_| (next() + next() + next() + next()) * 25.0).collect())
        .collect()
}

fn question() -> Question {
    Question::new(Direction::Up).with_target(60.0)
}

#[divan::bench(args = LENGTHS)]
fn bare_pass(bencher: Bencher<'_, '_>, length: usize) {
    let all = values(length);
    bencher.counter(ItemsCount::new(SERIES * length)).bench(|| {
        let mut checksum = 0.0;
        for values in black_box(&all) {
            let (mut sum, mut ranges, mut previous) = (0.0, 0.0, f64::NAN);
            for &value in values {
                sum += value;
                let range: f64 = value - previous;
                ranges += if range.is_nan() { 0.0 } else { range.abs() };
                previous = value;
            }
            let count = values.len() as f64;
            checksum += sum / count + 2.66 * ranges / (count - 1.0);
        }
        checksum
    });
}

#[divan::bench(args = LENGTHS)]
fn one_thread(bencher: Bencher<'_, '_>, length: usize) {
    let all = values(length);
    let method = Method::default();
    let sections = Sections::whole();
    let mut series = Series::default();
    let mut report = Report::new(&method, &series, &sections, question()).unwrap();
    bencher.counter(ItemsCount::new(SERIES * length)).bench_local(|| {
        let mut checksum = 0.0;
        for values in black_box(&all) {
            series.replace_values(values.iter().copied()).unwrap();
            report.refresh(&method, &series, &sections, question()).unwrap();
            checksum += report
                .reading()
                .point
                .and_then(|at| report.chart().lines(at).upper())
                .unwrap_or(0.0);
            black_box(report.reading().variation);
        }
        checksum
    });
}

#[cfg(feature = "rayon")]
#[divan::bench(args = LENGTHS)]
fn two_threads(bencher: Bencher<'_, '_>, length: usize) {
    let all: Vec<Series> =
        values(length).into_iter().map(|values| Series::from_values(values).unwrap()).collect();
    let method = Method::default();
    let sections = Sections::whole();
    let tasks: Vec<Task<'_>> = all
        .iter()
        .map(|series| Task { series, sections: &sections, question: question() })
        .collect();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().unwrap();
    bencher.counter(ItemsCount::new(SERIES * length)).bench_local(|| {
        pool.install(|| read_all(&method, black_box(&tasks), |report| report.reading().variation))
    });
}

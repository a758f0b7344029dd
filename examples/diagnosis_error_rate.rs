//! How often a diagnosis is wrong: a thousand made-up programmes of 40 nodes over 36 months, each with
//! a known truth, diagnosed from their noisy charts and compared with what a reader of the truth would
//! say.
//!
//! `cargo run --example diagnosis_error_rate -- 1000` (the number of programmes; 100 if left out).
// CI arguments: 20

#![expect(clippy::print_stdout, reason = "an example speaks to the terminal")]
#![expect(clippy::unwrap_used, reason = "a simulated programme is well formed")]

#[path = "../tests/simulated/mod.rs"]
mod simulated;

use improvement::spc::Method;
use improvement::theory::{Settings, Standing, TheoryReading};
use simulated::{MONTHS, month, simulate};

/// Counts over all programmes.
#[derive(Default)]
struct Tally {
    links: u32,
    wrong: u32,
    theory_called: u32,
    theory_called_wrongly: u32,
    theory_true: u32,
    theory_found: u32,
    delivery_true: u32,
    delivery_found: u32,
    fits_true: u32,
    fits_found: u32,
    still: u32,
    moved_by_chance: u32,
}

fn main() {
    let programmes: u64 = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(100);
    let mut as_charts = Settings::default();
    as_charts.method = Method::default();
    println!(
        "{programmes} programmes of 40 nodes and 38 links over {MONTHS} months; shares in %\n"
    );
    println!(
        "{:<26}{:>8}{:>12}{:>12}{:>12}{:>10}{:>10}{:>10}",
        "rules, size of effect",
        "wrong",
        "theory gap",
        "called of",
        "gaps",
        "delivery",
        "fits",
        "moved by"
    );
    println!(
        "{:<26}{:>8}{:>12}{:>12}{:>12}{:>10}{:>10}{:>10}",
        "", "calls", "calls wrong", "all links", "found", "found", "found", "chance"
    );
    for (name, settings) in [("default", Settings::default()), ("rules of charts", as_charts)] {
        for sigmas in [1.5, 2.0, 3.0] {
            let mut tally = Tally::default();
            for seed in 1..=programmes {
                tally.add(seed, sigmas, &settings);
            }
            tally.print(&format!("{name}, {sigmas} sigma"));
        }
    }
    println!("\nA wrong call is a link whose standing differs from what the truth would say.");
    println!(
        "The charts of nodes that never moved show a movement by chance as often as the last column says."
    );
}

impl Tally {
    fn add(&mut self, seed: u64, sigmas: f64, settings: &Settings) {
        let truth = simulate(seed, sigmas);
        let reading = TheoryReading::new(&truth.programme, month(MONTHS - 1), settings);
        for (from, to, _, diagnosis) in &truth.links {
            let found = reading.link(from, to).unwrap().standing();
            let real = diagnosis.standing();
            self.links += 1;
            self.wrong += u32::from(found != real);
            let called = u32::from(found == Standing::Theory);
            self.theory_called += called;
            self.theory_called_wrongly += called * u32::from(real != Standing::Theory);
            let both = |standing| {
                (u32::from(real == standing), u32::from(real == standing && found == real))
            };
            let (gaps, found_gaps) = both(Standing::Theory);
            let (undelivered, found_undelivered) = both(Standing::Delivery);
            let (fits, found_fits) = both(Standing::Fits);
            (self.theory_true, self.theory_found) =
                (self.theory_true + gaps, self.theory_found + found_gaps);
            (self.delivery_true, self.delivery_found) =
                (self.delivery_true + undelivered, self.delivery_found + found_undelivered);
            (self.fits_true, self.fits_found) =
                (self.fits_true + fits, self.fits_found + found_fits);
        }
        for (node, truth) in &truth.nodes {
            if !truth.on && !node.starts_with('c') {
                self.still += 1;
                self.moved_by_chance += u32::from(reading.node(node).unwrap().state.moved());
            }
        }
    }

    fn print(&self, name: &str) {
        let share = |part: u32, of: u32| 100.0 * f64::from(part) / f64::from(of.max(1));
        println!(
            "{name:<26}{:>8.1}{:>12.1}{:>12.1}{:>12.1}{:>10.1}{:>10.1}{:>10.1}",
            share(self.wrong, self.links),
            share(self.theory_called_wrongly, self.theory_called),
            share(self.theory_called, self.links),
            share(self.theory_found, self.theory_true),
            share(self.delivery_found, self.delivery_true),
            share(self.fits_found, self.fits_true),
            share(self.moved_by_chance, self.still)
        );
    }
}

//! Reading whole programmes, from text to a checked and frozen value, beside what the format crates
//! need to read the same text into their own values.
//!
//! The aim: at most 2.5 times the bare parse.
#![allow(missing_docs, clippy::unwrap_used, reason = "a bench")]

#[path = "../tests/generator/mod.rs"]
mod generator;

use divan::{Bencher, black_box};
use improvement::document::{from_json, from_toml, to_json, to_toml};
use improvement::programme::Programme;

use generator::Dice;

/// Nodes of the diagram; every other part grows with them.
const NODES: [usize; 3] = [40, 400, 4_000];

fn main() {
    divan::main();
}

/// A programme fixed by its number of nodes.
fn programme(nodes: usize) -> Programme {
    // Splitmix64 (Steele, Lea and Flood, 2014): plenty of bytes, the same on every run.
    let mut state = 7_u64;
    let bytes: Vec<u8> = (0..nodes * 500)
        .flat_map(|_| {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let z = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            (z ^ (z >> 31)).to_le_bytes()
        })
        .collect();
    generator::programme(&mut Dice::new(&bytes), nodes)
}

mod toml_text {
    use super::{Bencher, NODES, black_box, from_toml, programme, to_toml};

    #[divan::bench(args = NODES)]
    fn bare(bencher: Bencher<'_, '_>, nodes: usize) {
        let text = to_toml(&programme(nodes)).unwrap();
        let bencher = bencher.counter(divan::counter::BytesCount::of_str(&text));
        bencher.bench(|| toml::from_str::<toml::Value>(black_box(&text)).unwrap());
    }

    #[divan::bench(args = NODES)]
    fn load(bencher: Bencher<'_, '_>, nodes: usize) {
        let text = to_toml(&programme(nodes)).unwrap();
        let bencher = bencher.counter(divan::counter::BytesCount::of_str(&text));
        bencher.bench(|| from_toml(black_box(&text)).unwrap());
    }
}

mod json_text {
    use super::{Bencher, NODES, black_box, from_json, programme, to_json};

    #[divan::bench(args = NODES)]
    fn bare(bencher: Bencher<'_, '_>, nodes: usize) {
        let text = to_json(&programme(nodes)).unwrap();
        let bencher = bencher.counter(divan::counter::BytesCount::of_str(&text));
        bencher.bench(|| serde_json::from_str::<serde_json::Value>(black_box(&text)).unwrap());
    }

    #[divan::bench(args = NODES)]
    fn load(bencher: Bencher<'_, '_>, nodes: usize) {
        let text = to_json(&programme(nodes)).unwrap();
        let bencher = bencher.counter(divan::counter::BytesCount::of_str(&text));
        bencher.bench(|| from_json(black_box(&text)).unwrap());
    }
}

/// The part of loading that is no reading: ids resolved, links checked, the diagram frozen.
#[divan::bench(args = NODES)]
fn build(bencher: Bencher<'_, '_>, nodes: usize) {
    let builder = programme(nodes).to_builder();
    bencher.with_inputs(|| builder.clone()).bench_values(|builder| builder.build().unwrap());
}

#[divan::bench(args = NODES)]
fn save_toml(bencher: Bencher<'_, '_>, nodes: usize) {
    let programme = programme(nodes);
    bencher.bench(|| to_toml(black_box(&programme)).unwrap());
}

//! How long layouts take, and how many crossings they leave, on diagrams of four columns.
//!
//! `cargo bench --bench layout` times them; with `LAYOUT_CROSSINGS=1` it prints the crossings beside
//! instead, and with `LAYOUT_DOT=folder` it also writes each diagram there for Graphviz.

mod diagrams;

use divan::Bencher;
use improvement::render::layout::{Layout, Options};

fn main() {
    if std::env::var_os("LAYOUT_CROSSINGS").is_some() {
        print_crossings();
    } else {
        divan::main();
    }
}

#[divan::bench(args = [50, 200, 1_000, 5_000])]
fn four_columns(bencher: Bencher, nodes: usize) {
    let graph = diagrams::sparse(nodes, 1);
    bencher.bench(|| graph.lay_out(&Options::default()));
}

#[divan::bench(args = [50, 200])]
fn many_shared_drivers(bencher: Bencher, nodes: usize) {
    let graph = diagrams::tangled(nodes, 1);
    bencher.bench(|| graph.lay_out(&Options::default()));
}

#[expect(clippy::print_stdout, reason = "what it is for")]
fn print_crossings() {
    let folder = std::env::var_os("LAYOUT_DOT").map(std::path::PathBuf::from);
    for (kind, make) in
        [("sparse", diagrams::sparse as fn(usize, u64) -> _), ("tangled", diagrams::tangled)]
    {
        for nodes in [50, 200, 1_000] {
            for seed in 1..=if nodes < 1_000 { 10 } else { 1 } {
                let graph = make(nodes, seed);
                let begun = std::time::Instant::now();
                let layout: Layout = graph.lay_out(&Options::default());
                let time = begun.elapsed().as_secs_f64() * 1e3;
                let name = format!("{kind}-{nodes}-{seed}");
                println!(
                    "{name} {} of {} in {time:.1} ms",
                    layout.crossings, layout.crossings_given
                );
                if let Some(folder) = &folder {
                    let path = folder.join(format!("{name}.dot"));
                    if let Err(error) = std::fs::write(&path, diagrams::dot(&graph)) {
                        println!("{}: {error}", path.display());
                    }
                }
            }
        }
    }
}

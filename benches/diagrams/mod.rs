//! Driver diagrams made up by a seed: one aim, then primary and secondary drivers, then changes.

use std::fmt::Write;

use improvement::render::layout::{Graph, Link, Node};

/// Each box leads to one in the column before; a tenth lead to a second one, and one change in
/// twenty also jumps to a primary driver.
pub(crate) fn sparse(nodes: usize, seed: u64) -> Graph {
    diagram(nodes, seed, 10, 20)
}

/// As [`sparse`], but every second box leads to a second one, and one change in ten jumps.
pub(crate) fn tangled(nodes: usize, seed: u64) -> Graph {
    diagram(nodes, seed, 2, 10)
}

fn diagram(nodes: usize, seed: u64, second: usize, jump: usize) -> Graph {
    let mut random = Random(seed);
    let primary = (nodes / 12).clamp(3, 40);
    let secondary = nodes / 3;
    let sizes = [1, primary, secondary, nodes.saturating_sub(1 + primary + secondary)];
    let mut boxes = Vec::new();
    let mut links = Vec::new();
    let mut before = 0..0;
    let mut primaries = 0..0;
    for (column, size) in (0_u8..).zip(sizes) {
        let here = boxes.len()..boxes.len() + size;
        for number in here.clone() {
            boxes.push(Node { column, width: 180.0, height: 44.0 });
            if before.is_empty() {
                continue;
            }
            let first = random.within(&before);
            links.push(Link { from: number, to: first });
            let other = random.within(&before);
            if random.below(second) == 0 && other != first {
                links.push(Link { from: number, to: other });
            }
            if column == 3 && random.below(jump) == 0 {
                links.push(Link { from: number, to: random.within(&primaries) });
            }
        }
        if column == 1 {
            primaries = here.clone();
        }
        before = here;
    }
    #[expect(clippy::expect_used, reason = "boxes of one size, links between them")]
    Graph::new(boxes, links).expect("made to be laid out")
}

/// The same diagram for Graphviz: columns as ranks, and a point in every column that a link passes,
/// so that both programs are given the same task.
pub(crate) fn dot(graph: &Graph) -> String {
    let mut text = String::from("digraph { rankdir=LR; node [shape=box]; edge [dir=none];\n");
    let column = |n: usize| graph.nodes()[n].column;
    let mut ranks = vec![String::new(); graph.columns()];
    for node in 0..graph.nodes().len() {
        let _ = write!(ranks[usize::from(column(node))], "n{node}; ");
    }
    let mut lines = String::new();
    for (number, link) in graph.links().iter().enumerate() {
        let mut last = format!("n{}", link.to);
        for passed in column(link.to) + 1..column(link.from) {
            let bend = format!("b{number}_{passed}");
            let _ = writeln!(lines, "{bend} [shape=point]; {last} -> {bend};");
            let _ = write!(ranks[usize::from(passed)], "{bend}; ");
            last = bend;
        }
        let _ = writeln!(lines, "{last} -> n{};", link.from);
    }
    for rank in ranks {
        let _ = writeln!(text, "{{ rank=same; {rank}}}");
    }
    text + &lines + "}\n"
}

/// The `SplitMix64` generator: the same diagrams everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % n.max(1) as u64).unwrap_or(0)
    }

    fn within(&mut self, range: &std::ops::Range<usize>) -> usize {
        range.start + self.below(range.len())
    }
}

//! Which changes serve which aims, and what hangs in the air?

use super::ClaimGraph;
use super::claim::NodeKind;
use super::index::{NodeIx, node, small};

/// Columns handled at a time: one pass holds 64 bytes for each node.
const BLOCK: usize = 512;
const WORDS: usize = BLOCK / 64;

/// A table of yes and no: does this row reach that column?
///
/// Rows and columns stand in the order in which they were asked for; those of
/// [`coverage`](ClaimGraph::coverage) are sorted by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    rows: Vec<NodeIx>,
    columns: usize,
    words: usize,
    bits: Vec<u64>,
}

impl Coverage {
    /// The nodes that stand for rows.
    pub fn rows(&self) -> &[NodeIx] {
        &self.rows
    }

    /// The number of columns.
    pub const fn columns(&self) -> usize {
        self.columns
    }

    /// Whether the row at one position reaches the column at another.
    pub fn covers(&self, row: usize, column: usize) -> bool {
        column < self.columns
            && self
                .bits
                .get(row * self.words + column / 64)
                .is_some_and(|w| w >> (column % 64) & 1 == 1)
    }

    /// The positions of the columns that a row reaches, ascending.
    pub fn row(&self, row: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.columns).filter(move |&column| self.covers(row, column))
    }

    /// The positions of the rows that reach a column, ascending.
    pub fn column(&self, column: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.rows.len()).filter(move |&row| self.covers(row, column))
    }
}

/// Nodes that hang in the air; each list sorted by name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Loose {
    /// Changes from which no route leads to an aim.
    pub changes_reaching_no_aim: Vec<NodeIx>,
    /// Drivers with no change beneath: a gap in ideas.
    pub drivers_without_change: Vec<NodeIx>,
    /// Drivers from which no route leads to an aim: dead ends.
    pub drivers_reaching_no_aim: Vec<NodeIx>,
    /// Aims that no change serves.
    pub aims_without_change: Vec<NodeIx>,
    /// Aims that one change alone serves, with that change.
    pub aims_with_one_change: Vec<(NodeIx, NodeIx)>,
}

impl ClaimGraph {
    /// Which change (row) has a route to which aim (column), both sorted by name.
    ///
    /// Goes backwards over the links, 512 aims at a time: O(m) for each 512 aims, and 64 bytes a
    /// node beside the table itself. For very large portfolios see
    /// [`for_each_coverage`](Self::for_each_coverage), which keeps no table.
    #[must_use]
    pub fn coverage(&self) -> Coverage {
        self.coverage_of(&self.changes, &self.aims)
    }

    /// Which of these nodes has a route to which of those.
    #[must_use]
    pub fn coverage_of(&self, rows: &[NodeIx], columns: &[NodeIx]) -> Coverage {
        let tags = columns.iter().enumerate().map(|(c, &v)| (v, c));
        self.coverage_by_tag(rows, columns.len(), tags)
    }

    /// Which of these nodes has a route to a node with which tag: sites, roles, who proposed it,
    /// patient or staff voice. `tags` gives the columns that each node carries.
    #[must_use]
    pub fn coverage_by_tag(
        &self,
        rows: &[NodeIx],
        columns: usize,
        tags: impl IntoIterator<Item = (NodeIx, usize)>,
    ) -> Coverage {
        let marks = self.marks(columns, tags);
        self.coverage_by(rows, columns, &marks)
    }

    /// The nodes of this graph that carry a tag, with its column.
    fn marks(
        &self,
        columns: usize,
        tags: impl IntoIterator<Item = (NodeIx, usize)>,
    ) -> Vec<(usize, usize)> {
        let tags = tags.into_iter().filter(|&(_, c)| c < columns);
        tags.filter_map(|(v, c)| Some((self.mine(v)?, c))).collect()
    }

    /// Which of these nodes is fed by a node with which tag: the same question upstream.
    #[must_use]
    pub fn fed_by_tag(
        &self,
        rows: &[NodeIx],
        columns: usize,
        tags: impl IntoIterator<Item = (NodeIx, usize)>,
    ) -> Coverage {
        let marks = self.marks(columns, tags);
        let forward = |reach: &mut [[u64; WORDS]]| {
            for v in 0..reach.len() {
                let mut own = reach[v];
                for &u in self.causes(v) {
                    join(&mut own, &reach[u as usize]);
                }
                reach[v] = own;
            }
        };
        self.table(rows, columns, &marks, forward)
    }

    /// Calls `each` with every change, the position of the first of up to 512 aims (sorted by
    /// name) and the aims among them that the change reaches, as bits. Memory: 64 bytes a node,
    /// however many aims there are.
    pub fn for_each_coverage(&self, mut each: impl FnMut(NodeIx, usize, &[u64; 8])) {
        let mut reach = vec![[0; WORDS]; self.node_count()];
        for (block, aims) in self.aims.chunks(BLOCK).enumerate() {
            reach.fill([0; WORDS]);
            for (i, o) in aims.iter().enumerate() {
                reach[o.at()][i / 64] |= 1 << (i % 64);
            }
            self.backward(&mut reach);
            for &c in &self.changes {
                each(c, block * BLOCK, &reach[c.at()]);
            }
        }
    }

    fn coverage_by(&self, rows: &[NodeIx], columns: usize, marks: &[(usize, usize)]) -> Coverage {
        self.table(rows, columns, marks, |reach| self.backward(reach))
    }

    fn backward(&self, reach: &mut [[u64; WORDS]]) {
        for v in (0..reach.len()).rev() {
            let mut own = reach[v];
            for &w in self.effects(v) {
                join(&mut own, &reach[w as usize]);
            }
            reach[v] = own;
        }
    }

    fn table(
        &self,
        rows: &[NodeIx],
        columns: usize,
        marks: &[(usize, usize)],
        sweep: impl Fn(&mut [[u64; WORDS]]),
    ) -> Coverage {
        let rows: Vec<NodeIx> = rows.iter().copied().filter(|&v| self.mine(v).is_some()).collect();
        let words = columns.div_ceil(64);
        let mut bits = vec![0; rows.len() * words];
        let mut marks = marks.to_vec();
        marks.sort_unstable_by_key(|&(v, c)| (c, v));
        let mut reach = vec![[0; WORDS]; self.node_count()];
        for block in marks.chunk_by(|&(_, a), &(_, b)| a / BLOCK == b / BLOCK) {
            let first = block[0].1 / BLOCK;
            reach.fill([0; WORDS]);
            for &(v, c) in block {
                reach[v][c % BLOCK / 64] |= 1 << (c % 64);
            }
            sweep(&mut reach);
            for (row, v) in rows.iter().enumerate() {
                let place = row * words + first * WORDS;
                let end = (place + WORDS).min((row + 1) * words);
                bits[place..end].copy_from_slice(&reach[v.at()][..end - place]);
            }
        }
        Coverage { rows, columns, words, bits }
    }

    /// What hangs in the air. O(n + m).
    #[must_use]
    pub fn loose(&self) -> Loose {
        let reaches = self.reaching_aims();
        let beneath = self.changes_beneath();
        let pick = |nodes: &[NodeIx], out: &dyn Fn(usize) -> bool| -> Vec<NodeIx> {
            nodes.iter().copied().filter(|v| out(v.at())).collect()
        };
        Loose {
            changes_reaching_no_aim: pick(&self.changes, &|v| !reaches[v]),
            drivers_without_change: pick(&self.drivers, &|v| beneath[v] == Beneath::None),
            drivers_reaching_no_aim: pick(&self.drivers, &|v| !reaches[v]),
            aims_without_change: pick(&self.aims, &|v| beneath[v] == Beneath::None),
            aims_with_one_change: self
                .aims
                .iter()
                .filter_map(|&o| match beneath[o.at()] {
                    Beneath::One(c) => Some((o, node(c as usize))),
                    _ => None,
                })
                .collect(),
        }
    }

    /// Whether each node has a route to an aim.
    pub(crate) fn reaching_aims(&self) -> Vec<bool> {
        let mut reaches = vec![false; self.node_count()];
        for v in (0..reaches.len()).rev() {
            reaches[v] =
                self.is(v, NodeKind::Aim) || self.effects(v).iter().any(|&w| reaches[w as usize]);
        }
        reaches
    }

    fn changes_beneath(&self) -> Vec<Beneath> {
        let mut beneath = vec![Beneath::None; self.node_count()];
        for v in 0..beneath.len() {
            let own =
                if self.is(v, NodeKind::Change) { Beneath::One(small(v)) } else { Beneath::None };
            beneath[v] = self.causes(v).iter().fold(own, |sum, &u| sum.and(beneath[u as usize]));
        }
        beneath
    }
}

fn join(own: &mut [u64; WORDS], other: &[u64; WORDS]) {
    for (word, bits) in own.iter_mut().zip(other) {
        *word |= bits;
    }
}

/// How many changes have a route to a node, as far as it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Beneath {
    None,
    One(u32),
    More,
}

impl Beneath {
    fn and(self, other: Beneath) -> Beneath {
        match (self, other) {
            (Beneath::None, x) | (x, Beneath::None) => x,
            (Beneath::One(a), Beneath::One(b)) if a == b => self,
            _ => Beneath::More,
        }
    }
}

impl Loose {
    /// Whether nothing hangs in the air.
    pub fn is_empty(&self) -> bool {
        self.changes_reaching_no_aim.is_empty()
            && self.drivers_without_change.is_empty()
            && self.drivers_reaching_no_aim.is_empty()
            && self.aims_without_change.is_empty()
    }

    /// One sentence.
    pub fn in_words(&self, graph: &ClaimGraph) -> String {
        let parts = [
            (&self.changes_reaching_no_aim, "without a route to an aim"),
            (&self.drivers_without_change, "with no change beneath"),
            (&self.drivers_reaching_no_aim, "leading nowhere"),
            (&self.aims_without_change, "served by no change"),
        ];
        let said: Vec<String> = parts
            .iter()
            .filter(|(nodes, _)| !nodes.is_empty())
            .map(|(nodes, what)| format!("{what}: {}", graph.list(nodes)))
            .collect();
        if said.is_empty() {
            "every change reaches an aim and every driver has a change beneath it".to_owned()
        } else {
            said.join("; ")
        }
    }
}

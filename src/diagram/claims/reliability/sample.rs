//! Reliability by sampling: 512 worlds at a time, one bit each.
//!
//! In each world every link is live or dead. One pass in causal order finds which nodes are on in
//! all 512 worlds: `on[effect] |= on[cause] & live[link]`. Each random word is a pure function of
//! the seed, the block of worlds, the names at the link's ends and the digit drawn. So results do
//! not depend on threads or on the order of links, and two versions of a diagram share the worlds
//! of the links they share: differences between them are far less noisy than levels.

use super::super::ClaimGraph;
use super::super::claim::{Gate, NodeKind};
use super::super::index::small;
use super::exact::Odds;
use super::random::{Block, Chance, keyed, mix};

/// Worlds in a block.
pub(crate) const WORLDS: u64 = 512;

/// The part of a graph above one aim, laid out for sampling.
pub(crate) struct Sampler {
    nodes: Vec<Sampled>,
    links: Vec<Drawn>,
}

struct Sampled {
    gate: Gate,
    /// For a change: whether it is carried out.
    own: Option<(Chance, u64)>,
    /// Its links are `links[from..to]`.
    from: usize,
    to: usize,
}

struct Drawn {
    cause: usize,
    link: u32,
    chance: Chance,
    key: u64,
}

/// What happened in some worlds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) worlds: u64,
    pub(crate) hits: u64,
    /// By link of the sampler: worlds in which it was live, and in which the aim was on as well.
    pub(crate) live: Vec<(u64, u64)>,
}

impl Tally {
    fn add(mut self, other: &Tally) -> Tally {
        self.worlds += other.worlds;
        self.hits += other.hits;
        if self.live.is_empty() {
            self.live.clone_from(&other.live);
        } else {
            for (sum, more) in self.live.iter_mut().zip(&other.live) {
                *sum = (sum.0 + more.0, sum.1 + more.1);
            }
        }
        self
    }
}

impl Sampler {
    pub(crate) fn new(g: &ClaimGraph, aim: usize, odds: &Odds, seed: u64) -> Self {
        let live = g.above(aim);
        let mut place = vec![usize::MAX; aim + 1];
        let (mut nodes, mut links) = (Vec::new(), Vec::new());
        for v in (0..=aim).filter(|&v| live[v]) {
            place[v] = nodes.len();
            let name = g.name(super::super::index::node(v));
            let node_key = keyed(mix(seed), name);
            let from = links.len();
            let mut twin = (u32::MAX, 0_u64);
            for (u, e) in g.carried(v) {
                twin = if twin.0 == u { (u, twin.1 + 1) } else { (u, 0) };
                let cause = g.name(super::super::index::node(u as usize));
                links.push(Drawn {
                    cause: place[u as usize],
                    link: e,
                    chance: Chance::new(odds.belief[e as usize]),
                    key: mix(keyed(node_key, cause).wrapping_add(twin.1)),
                });
            }
            let own = g.is(v, NodeKind::Change).then(|| (Chance::new(odds.on[v]), node_key));
            nodes.push(Sampled { gate: g.gate[v], own, from, to: links.len() });
        }
        Sampler { nodes, links }
    }

    /// The links drawn, in the order of [`Tally::live`].
    pub(crate) fn links(&self) -> impl Iterator<Item = u32> + '_ {
        self.links.iter().map(|drawn| drawn.link)
    }

    /// Samples so many blocks of 512 worlds; with `links`, also tallies each link.
    pub(crate) fn run(&self, blocks: u64, links: bool) -> Tally {
        const STRETCH: u64 = 64;
        let stretch = |i: u64| {
            let end = ((i + 1) * STRETCH).min(blocks);
            self.stretch(i * STRETCH..end, links)
        };
        let stretches = 0..blocks.div_ceil(STRETCH);
        #[cfg(feature = "rayon")]
        {
            use rayon::prelude::*;
            let tallies = stretches.into_par_iter().map(stretch);
            tallies.reduce(Tally::default, |sum, more| sum.add(&more))
        }
        #[cfg(not(feature = "rayon"))]
        stretches.map(stretch).fold(Tally::default(), |sum, more| sum.add(&more))
    }

    fn stretch(&self, blocks: std::ops::Range<u64>, links: bool) -> Tally {
        let mut tally = Tally {
            worlds: (blocks.end - blocks.start) * WORLDS,
            hits: 0,
            live: vec![(0, 0); if links { self.links.len() } else { 0 }],
        };
        let mut on: Vec<Block> = vec![[0; 8]; self.nodes.len()];
        let mut live: Vec<Block> = vec![[0; 8]; self.links.len()];
        for block in blocks {
            for (e, drawn) in self.links.iter().enumerate() {
                live[e] = drawn.chance.draw(drawn.key, block);
            }
            self.pass(block, &live, &mut on);
            let Some(hit) = on.last() else { continue };
            tally.hits += ones(hit);
            for (sum, live) in tally.live.iter_mut().zip(&live) {
                *sum = (sum.0 + ones(live), sum.1 + ones(&both(live, hit)));
            }
        }
        tally
    }

    /// Finds the nodes that are on, given the live links.
    fn pass(&self, block: u64, live: &[Block], on: &mut [Block]) {
        for (v, node) in self.nodes.iter().enumerate() {
            let links = node.from..node.to;
            let acts = |e: usize| both(&on[self.links[e].cause], &live[e]);
            let mut state = match node.gate {
                Gate::Any => links.fold([0; 8], |sum, e| either(&sum, &acts(e))),
                Gate::All if links.is_empty() => [0; 8],
                Gate::All => links.fold([u64::MAX; 8], |sum, e| both(&sum, &acts(e))),
                Gate::AtLeast(k) => at_least(k.get(), links.map(acts)),
            };
            if let Some((chance, key)) = node.own {
                state = either(&state, &chance.draw(key, block));
            }
            on[v] = state;
        }
    }

    /// The mean of the square of the reliability when beliefs are uncertain: two copies of every
    /// world share their beliefs, and both copies' aims must be on. `square` gives the expected
    /// square of the belief in a link.
    pub(crate) fn run_twins(
        &self,
        blocks: u64,
        mean: &[f64],
        square: impl Fn(u32) -> f64,
    ) -> Tally {
        let pairs: Vec<[Chance; 2]> = self
            .links
            .iter()
            .map(|drawn| {
                let (m, s) = (mean[drawn.link as usize], square(drawn.link));
                let given_live = if m > 0.0 { s / m } else { 0.0 };
                let given_dead = if m < 1.0 { (m - s) / (1.0 - m) } else { 0.0 };
                [Chance::new(given_live), Chance::new(given_dead)]
            })
            .collect();
        let mut tally = Tally::default();
        let mut on: [Vec<Block>; 2] =
            [vec![[0; 8]; self.nodes.len()], vec![[0; 8]; self.nodes.len()]];
        let mut live = [vec![[0; 8]; self.links.len()], vec![[0; 8]; self.links.len()]];
        for block in 0..blocks {
            for (e, (drawn, [if_live, if_dead])) in self.links.iter().zip(&pairs).enumerate() {
                let first = drawn.chance.draw(drawn.key, block);
                let again = if_live.draw(mix(drawn.key ^ 1), block);
                let only = if_dead.draw(mix(drawn.key ^ 2), block);
                live[0][e] = first;
                live[1][e] = std::array::from_fn(|i| first[i] & again[i] | !first[i] & only[i]);
            }
            for (live, on) in live.iter().zip(&mut on) {
                self.pass(block, live, on);
            }
            if let (Some(a), Some(b)) = (on[0].last(), on[1].last()) {
                tally.hits += ones(&both(a, b));
            }
            tally.worlds += WORLDS;
        }
        tally
    }
}

impl ClaimGraph {
    /// The nodes whose improvement can reach the aim, itself among them.
    pub(crate) fn above(&self, aim: usize) -> Vec<bool> {
        let mut above = vec![false; aim + 1];
        above[aim] = true;
        for v in (0..aim).rev() {
            above[v] = self.carried_to(v).any(|w| w <= small(aim) && above[w as usize]);
        }
        above
    }
}

fn both(a: &Block, b: &Block) -> Block {
    std::array::from_fn(|i| a[i] & b[i])
}

fn either(a: &Block, b: &Block) -> Block {
    std::array::from_fn(|i| a[i] | b[i])
}

fn ones(block: &Block) -> u64 {
    block.iter().map(|word| u64::from(word.count_ones())).sum()
}

/// In which worlds at least `k` of the causes act: counts in binary, one digit to a block.
fn at_least(k: u32, acts: impl Iterator<Item = Block>) -> Block {
    let mut count: Vec<Block> = Vec::new();
    for mut carry in acts {
        for digit in &mut count {
            let next = both(digit, &carry);
            *digit = std::array::from_fn(|i| digit[i] ^ carry[i]);
            carry = next;
        }
        if carry.iter().any(|&word| word != 0) {
            count.push(carry);
        }
    }
    let digits = 32 - k.leading_zeros() as usize;
    let (mut more, mut same) = ([0; 8], [u64::MAX; 8]);
    for i in (0..count.len().max(digits)).rev() {
        let digit = count.get(i).copied().unwrap_or([0; 8]);
        if i < 32 && k >> i & 1 == 1 {
            same = both(&same, &digit);
        } else {
            more = either(&more, &both(&same, &digit));
            same = std::array::from_fn(|lane| same[lane] & !digit[lane]);
        }
    }
    either(&more, &same)
}

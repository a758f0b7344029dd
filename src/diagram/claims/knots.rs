//! Is it free of loops? If not, which ones, and what would break them? Any directed graph.
//!
//! A loop may be a true claim about the system (a gain that feeds itself). A diagram of causes
//! cannot hold it, so the way out is to draw the return as a dated next step, not to delete it.

use super::count::Count;
use super::index::small;

/// Loops listed per knot before the rest is left out.
const LOOPS_LISTED: usize = 100;
/// Links followed in search of the shortest loop of one knot before settling for a short one.
const SEARCH: usize = 50_000_000;
/// Links in a knot up to which every set of links to remove is tried.
const TRY_ALL: usize = 20;
/// Loops counted, and steps taken counting, before the count becomes *at least*.
const COUNTED: u64 = 100_000;
const STEPS: usize = 2_000_000;

/// Nodes that can all reach each other, or one node with a link to itself.
///
/// Nodes are named by their position in the list that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Knot {
    /// The nodes, sorted by name.
    pub nodes: Vec<u32>,
    /// The shortest loops, each from the first of its names, sorted by names; at most 100.
    pub shortest: Vec<Vec<u32>>,
    /// Whether no shorter loop exists: false only in a knot too large to search through.
    pub shortest_is_certain: bool,
    /// How many simple loops there are.
    pub loops: Count,
    /// Links whose removal breaks every loop.
    pub remedy: Vec<(u32, u32)>,
    /// Whether no smaller set of links would do: known for knots of up to 20 links.
    pub remedy_is_fewest: bool,
}

/// All knots of a directed graph; none if it is free of loops.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tangle {
    /// The knots, by the first name in each.
    pub knots: Vec<Knot>,
}

impl Tangle {
    /// Finds the knots (Tarjan 1972), the shortest loops in each (breadth-first search from each
    /// node), and links that would break them. O(n + m), and O(nodes * links) in each knot.
    ///
    /// Links that name a node beyond the list are left out.
    ///
    /// ```
    /// use improvement::diagram::claims::Tangle;
    /// let names = ["rest", "morale", "staying", "pay"];
    /// let tangle = Tangle::of(&names, &[(0, 1), (1, 2), (2, 0), (1, 0), (3, 1)]);
    /// assert_eq!(tangle.shortest(), [[1, 0]]);
    /// assert_eq!(
    ///     tangle.in_words(&names),
    ///     "1 loop to break: morale -> rest -> morale; without rest > morale nothing goes round"
    /// );
    /// ```
    #[must_use]
    pub fn of(names: &[impl AsRef<str>], links: &[(u32, u32)]) -> Self {
        let n = names.len();
        let name = |v: u32| names[v as usize].as_ref();
        let mut by_name: Vec<u32> = (0..small(n)).collect();
        by_name.sort_by(|&a, &b| name(a).cmp(name(b)).then(a.cmp(&b)));
        let mut rank = vec![0; n];
        for (place, &v) in by_name.iter().enumerate() {
            rank[v as usize] = small(place);
        }
        let mut pairs: Vec<(u32, u32)> = links
            .iter()
            .filter(|&&(a, b)| (a as usize) < n && (b as usize) < n)
            .map(|&(a, b)| (rank[a as usize], rank[b as usize]))
            .collect();
        pairs.sort_unstable();
        pairs.dedup();
        let (component, count) = components(n, &pairs);
        let mut size = vec![0_usize; count];
        for &c in &component {
            size[c as usize] += 1;
        }
        let mut inside: Vec<Vec<(u32, u32)>> = vec![Vec::new(); count];
        for &(a, b) in &pairs {
            let c = component[a as usize];
            if c == component[b as usize] && (size[c as usize] > 1 || a == b) {
                inside[c as usize].push((a, b));
            }
        }
        let mut members: Vec<Vec<u32>> = vec![Vec::new(); count];
        for (v, &c) in component.iter().enumerate() {
            if !inside[c as usize].is_empty() {
                members[c as usize].push(small(v));
            }
        }
        let mut knots: Vec<(u32, Knot)> = members
            .iter()
            .zip(&inside)
            .filter(|(members, _)| !members.is_empty())
            .map(|(members, links)| (members[0], Local::new(members, links).knot(&by_name)))
            .collect();
        knots.sort_unstable_by_key(|&(first, _)| first);
        Tangle { knots: knots.into_iter().map(|(_, knot)| knot).collect() }
    }

    /// Whether nothing goes round.
    pub fn is_free(&self) -> bool {
        self.knots.is_empty()
    }

    /// The shortest loops of all, by their names.
    pub fn shortest(&self) -> Vec<&[u32]> {
        let loops = || self.knots.iter().flat_map(|knot| &knot.shortest);
        let least = loops().map(Vec::len).min();
        loops().filter(|l| Some(l.len()) == least).map(Vec::as_slice).collect()
    }

    /// How many simple loops there are.
    pub fn loops(&self) -> Count {
        let counted = self.knots.iter().map(|knot| knot.loops.counted()).sum();
        if self.knots.iter().all(|knot| knot.loops.is_exact()) {
            Count::Exactly(counted)
        } else {
            Count::AtLeast(counted)
        }
    }

    /// The names along one shortest loop; empty if there is none.
    pub(crate) fn shortest_names(&self, names: &[impl AsRef<str>]) -> Vec<String> {
        let shortest = self.shortest();
        let nodes = shortest.first().copied().unwrap_or(&[]);
        nodes.iter().filter_map(|&v| Some(names.get(v as usize)?.as_ref().to_owned())).collect()
    }

    /// One sentence.
    pub fn in_words(&self, names: &[impl AsRef<str>]) -> String {
        let name = |v: u32| names.get(v as usize).map_or("?", AsRef::as_ref);
        if self.is_free() {
            return "no link leads back to where it began".to_owned();
        }
        let each = self.knots.iter().map(|knot| {
            let mut text = String::new();
            for &v in knot.shortest.first().into_iter().flatten() {
                text.push_str(name(v));
                text.push_str(" -> ");
            }
            text.push_str(knot.shortest.first().and_then(|l| l.first()).map_or("?", |&v| name(v)));
            let links: Vec<String> =
                knot.remedy.iter().map(|&(a, b)| format!("{} > {}", name(a), name(b))).collect();
            format!("{text}; without {} nothing goes round", links.join(" and "))
        });
        let many = self.knots.len();
        let each: Vec<String> = each.collect();
        format!("{many} {} to break: {}", if many == 1 { "loop" } else { "loops" }, each.join("; "))
    }
}

/// Strongly connected components (Tarjan 1972) without recursion: the component of each node.
fn components(n: usize, pairs: &[(u32, u32)]) -> (Vec<u32>, usize) {
    const NEW: u32 = u32::MAX;
    let mut start = vec![0_usize; n + 1];
    for &(a, _) in pairs {
        start[a as usize + 1] += 1;
    }
    for v in 0..n {
        start[v + 1] += start[v];
    }
    let (mut seen, mut low, mut component) = (vec![NEW; n], vec![0_u32; n], vec![NEW; n]);
    let (mut clock, mut count) = (0_u32, 0_u32);
    let (mut open, mut path) = (Vec::new(), Vec::new());
    for root in 0..n {
        if seen[root] != NEW {
            continue;
        }
        path.push((root, start[root]));
        (seen[root], low[root]) = (clock, clock);
        clock += 1;
        open.push(root);
        while let Some(&mut (v, ref mut next)) = path.last_mut() {
            if *next < start[v + 1] {
                let w = pairs[*next].1 as usize;
                *next += 1;
                if seen[w] == NEW {
                    (seen[w], low[w]) = (clock, clock);
                    clock += 1;
                    open.push(w);
                    path.push((w, start[w]));
                } else if component[w] == NEW {
                    low[v] = low[v].min(seen[w]);
                }
                continue;
            }
            path.pop();
            if let Some(&(parent, _)) = path.last() {
                low[parent] = low[parent].min(low[v]);
            }
            if low[v] == seen[v] {
                while let Some(w) = open.pop() {
                    component[w] = count;
                    if w == v {
                        break;
                    }
                }
                count += 1;
            }
        }
    }
    (component, count as usize)
}

/// One knot with its nodes numbered 0, 1, ... by name.
struct Local<'a> {
    members: &'a [u32],
    links: Vec<(u32, u32)>,
    out: Vec<Vec<u32>>,
    into: Vec<Vec<u32>>,
}

impl<'a> Local<'a> {
    fn new(members: &'a [u32], links: &[(u32, u32)]) -> Self {
        let at = |v: u32| small(members.partition_point(|&m| m < v));
        let links: Vec<(u32, u32)> = links.iter().map(|&(a, b)| (at(a), at(b))).collect();
        let mut out = vec![Vec::new(); members.len()];
        let mut into = out.clone();
        for &(a, b) in &links {
            out[a as usize].push(b);
            into[b as usize].push(a);
        }
        Local { members, links, out, into }
    }

    fn knot(&self, by_name: &[u32]) -> Knot {
        let given = |v: u32| by_name[self.members[v as usize] as usize];
        let (shortest, shortest_is_certain) = self.shortest();
        let (remedy, remedy_is_fewest) = self.remedy();
        Knot {
            nodes: (0..small(self.members.len())).map(given).collect(),
            shortest: shortest.into_iter().map(|l| l.into_iter().map(given).collect()).collect(),
            shortest_is_certain,
            loops: self.count(),
            remedy: remedy.into_iter().map(|(a, b)| (given(a), given(b))).collect(),
            remedy_is_fewest,
        }
    }

    /// Steps from each node back to `s` through nodes not before `s`, as far as `deep`.
    fn steps_back(&self, s: u32, deep: u32, steps: &mut [u32], work: &mut usize) -> Vec<u32> {
        let mut reached = vec![s];
        steps[s as usize] = 0;
        let mut next = 0;
        while let Some(&v) = reached.get(next) {
            next += 1;
            if steps[v as usize] >= deep {
                break;
            }
            *work += self.into[v as usize].len();
            for &u in &self.into[v as usize] {
                if u >= s && steps[u as usize] == u32::MAX {
                    steps[u as usize] = steps[v as usize] + 1;
                    reached.push(u);
                }
            }
        }
        reached
    }

    fn shortest(&self) -> (Vec<Vec<u32>>, bool) {
        let mut steps = vec![u32::MAX; self.out.len()];
        let (mut least, mut work, mut certain) = (u32::MAX, 0, true);
        let mut starts: Vec<u32> = Vec::new();
        for s in 0..small(self.out.len()) {
            if work > SEARCH {
                certain = false;
                break;
            }
            let reached = self.steps_back(s, least.saturating_sub(1), &mut steps, &mut work);
            let back = |&w: &u32| steps[w as usize].saturating_add(1);
            let length = self.out[s as usize].iter().map(back).min().unwrap_or(u32::MAX);
            if length < least {
                least = length;
                starts.clear();
            }
            if length == least && least < u32::MAX && starts.len() < LOOPS_LISTED {
                starts.push(s);
            }
            for v in reached {
                steps[v as usize] = u32::MAX;
            }
        }
        let mut loops = Vec::new();
        for s in starts {
            let reached = self.steps_back(s, least, &mut steps, &mut work);
            self.list_from(s, least, &steps, &mut loops);
            for v in reached {
                steps[v as usize] = u32::MAX;
            }
        }
        (loops, certain)
    }

    /// Every loop of the least length through `s` and later nodes, in the order of names.
    fn list_from(&self, s: u32, least: u32, steps: &[u32], loops: &mut Vec<Vec<u32>>) {
        let mut path = vec![(s, 0_usize)];
        while let Some(&mut (v, ref mut next)) = path.last_mut() {
            if loops.len() >= LOOPS_LISTED {
                return;
            }
            let Some(&w) = self.out[v as usize].get(*next) else {
                path.pop();
                continue;
            };
            *next += 1;
            let left = least - small(path.len());
            if left == 0 && w == s {
                loops.push(path.iter().map(|&(v, _)| v).collect());
            } else if left > 0 && w > s && steps[w as usize] == left {
                path.push((w, 0));
            }
        }
    }

    /// Simple loops, counted from the first of their names.
    fn count(&self) -> Count {
        let mut steps = vec![u32::MAX; self.out.len()];
        let mut on_path = vec![false; self.out.len()];
        let (mut found, mut taken, mut work) = (0, 0, 0);
        for s in 0..small(self.out.len()) {
            if work > SEARCH {
                return Count::AtLeast(found);
            }
            let reached = self.steps_back(s, u32::MAX, &mut steps, &mut work);
            let mut path = vec![(s, 0_usize)];
            while let Some(&mut (v, ref mut next)) = path.last_mut() {
                let Some(&w) = self.out[v as usize].get(*next) else {
                    on_path[v as usize] = false;
                    path.pop();
                    continue;
                };
                *next += 1;
                taken += 1;
                if found >= COUNTED || taken >= STEPS {
                    return Count::AtLeast(found);
                }
                if w == s {
                    found += 1;
                } else if w > s && steps[w as usize] < u32::MAX && !on_path[w as usize] {
                    on_path[w as usize] = true;
                    path.push((w, 0));
                }
            }
            for v in reached {
                steps[v as usize] = u32::MAX;
            }
        }
        Count::Exactly(found)
    }

    /// Links whose removal breaks every loop: the fewest if there are few links, else a greedy
    /// choice (Eades, Lin & Smyth 1993, by petgraph).
    fn remedy(&self) -> (Vec<(u32, u32)>, bool) {
        if self.links.len() <= TRY_ALL {
            let all = (1_u32 << self.links.len()) - 1;
            let fewest = (1..=self.links.len()).find_map(|size| {
                Subsets::new(size, self.links.len()).find(|&gone| self.is_free(all & !gone))
            });
            let gone = fewest.unwrap_or(all);
            let chosen = self.links.iter().enumerate().filter(|(i, _)| gone >> i & 1 == 1);
            return (chosen.map(|(_, &link)| link).collect(), true);
        }
        let graph = petgraph::graph::DiGraph::<(), ()>::from_edges(&self.links);
        let mut chosen: Vec<(u32, u32)> = petgraph::algo::greedy_feedback_arc_set(&graph)
            .map(|e| {
                use petgraph::visit::EdgeRef;
                (small(e.source().index()), small(e.target().index()))
            })
            .collect();
        chosen.sort_unstable();
        (chosen, false)
    }

    /// Whether nothing goes round in at most 20 links, given as bits.
    fn is_free(&self, links: u32) -> bool {
        let mut left = links;
        loop {
            let heads = self.bits(left).fold(0_u64, |set, (_, b)| set | 1 << b);
            let gone = (0..self.links.len())
                .filter(|&i| left >> i & 1 == 1 && heads >> self.links[i].0 & 1 == 0)
                .fold(0, |set, i| set | 1 << i);
            if gone == 0 {
                return left == 0;
            }
            left &= !gone;
        }
    }

    fn bits(&self, links: u32) -> impl Iterator<Item = (u32, u32)> + '_ {
        self.links.iter().enumerate().filter(move |(i, _)| links >> i & 1 == 1).map(|(_, &l)| l)
    }
}

/// Subsets of a given size as bits, the earliest elements first.
struct Subsets {
    chosen: Vec<usize>,
    of: usize,
    done: bool,
}

impl Subsets {
    fn new(size: usize, of: usize) -> Self {
        Subsets { chosen: (0..size).collect(), of, done: size > of }
    }
}

impl Iterator for Subsets {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        if self.done {
            return None;
        }
        let bits = self.chosen.iter().fold(0, |set, &i| set | 1 << i);
        let size = self.chosen.len();
        match (0..size).rev().find(|&k| self.chosen[k] < self.of - size + k) {
            None => self.done = true,
            Some(k) => {
                self.chosen[k] += 1;
                for j in k + 1..size {
                    self.chosen[j] = self.chosen[j - 1] + 1;
                }
            }
        }
        Some(bits)
    }
}

//! The most routes that share nothing: largest flow by blocking flows (Dinic 1970), no recursion.

/// A flow network with unit or unlimited capacities.
pub(crate) struct Network {
    start: Vec<usize>,
    arc_of: Vec<usize>,
    head: Vec<usize>,
    room: Vec<u32>,
}

/// Capacity that no flow exhausts.
pub(crate) const UNLIMITED: u32 = u32::MAX / 4;

impl Network {
    /// A network of `n` places with these arcs (from, to, capacity).
    pub(crate) fn new(n: usize, arcs: &[(usize, usize, u32)]) -> Self {
        let (mut head, mut room) = (Vec::new(), Vec::new());
        let mut start = vec![0; n + 1];
        for &(a, b, _) in arcs {
            start[a + 1] += 1;
            start[b + 1] += 1;
        }
        for v in 0..n {
            start[v + 1] += start[v];
        }
        let mut slot = start.clone();
        let mut arc_of = vec![0; 2 * arcs.len()];
        for (i, &(a, b, capacity)) in arcs.iter().enumerate() {
            head.extend([b, a]);
            room.extend([capacity, 0]);
            for (v, arc) in [(a, 2 * i), (b, 2 * i + 1)] {
                arc_of[slot[v]] = arc;
                slot[v] += 1;
            }
        }
        Network { start, arc_of, head, room }
    }

    /// The largest flow from `source` to `sink`; `None` if it has no limit.
    pub(crate) fn largest(&mut self, source: usize, sink: usize) -> Option<u32> {
        let mut total = 0;
        while let Some(level) = self.levels(source, sink) {
            let mut next = self.start.clone();
            loop {
                let pushed = self.augment(source, sink, &level, &mut next);
                if pushed >= UNLIMITED {
                    return None;
                }
                if pushed == 0 {
                    break;
                }
                total += pushed;
            }
        }
        Some(total)
    }

    fn levels(&self, source: usize, sink: usize) -> Option<Vec<u32>> {
        let mut level = vec![u32::MAX; self.start.len() - 1];
        level[source] = 0;
        let mut reached = vec![source];
        let mut at = 0;
        while let Some(&v) = reached.get(at) {
            at += 1;
            for &arc in &self.arc_of[self.start[v]..self.start[v + 1]] {
                let w = self.head[arc];
                if self.room[arc] > 0 && level[w] == u32::MAX {
                    level[w] = level[v] + 1;
                    reached.push(w);
                }
            }
        }
        (level[sink] < u32::MAX).then_some(level)
    }

    /// Pushes along one more route of rising levels; 0 if there is none.
    fn augment(&mut self, source: usize, sink: usize, level: &[u32], next: &mut [usize]) -> u32 {
        let mut path: Vec<usize> = Vec::new();
        let mut v = source;
        while v != sink {
            if next[v] < self.start[v + 1] {
                let arc = self.arc_of[next[v]];
                let w = self.head[arc];
                if self.room[arc] > 0 && level[w] == level[v].wrapping_add(1) {
                    path.push(arc);
                    v = w;
                } else {
                    next[v] += 1;
                }
            } else {
                let Some(arc) = path.pop() else { return 0 };
                v = self.head[arc ^ 1];
                next[v] += 1;
            }
        }
        let pushed = path.iter().map(|&arc| self.room[arc]).min().unwrap_or(0);
        for &arc in &path {
            if self.room[arc] < UNLIMITED {
                self.room[arc] -= pushed;
            }
            self.room[arc ^ 1] = self.room[arc ^ 1].saturating_add(pushed).min(UNLIMITED);
        }
        pushed
    }
}

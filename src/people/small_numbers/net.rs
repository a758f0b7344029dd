//! Numbers that add up, as flows between places, and which of them could be worked out.

use std::collections::VecDeque;

/// Numbers as flows between places. What flows into a place flows out of it, which is what sums say.
#[derive(Default)]
pub(super) struct Net {
    flows: Vec<Flow>,
    /// The flows out of and into each place.
    touching: Vec<Vec<usize>>,
}

struct Flow {
    from: usize,
    to: usize,
    count: u64,
    /// Inner numbers are hidden before totals: 0 for an inner number, more for a total.
    rank: usize,
    hidden: bool,
    /// Whether it is shown at all: what is not needs no protection.
    told: bool,
}

impl Net {
    /// One more place.
    pub(super) fn place(&mut self) -> usize {
        self.touching.push(Vec::new());
        self.touching.len() - 1
    }

    /// One more number, from a place to another.
    pub(super) fn flow(&mut self, from: usize, to: usize, count: u64, rank: usize) -> usize {
        self.add(Flow { from, to, count, rank, hidden: false, told: true })
    }

    /// One more number that nobody is told.
    pub(super) fn untold(&mut self, from: usize, to: usize, count: u64) -> usize {
        self.add(Flow { from, to, count, rank: 0, hidden: true, told: false })
    }

    fn add(&mut self, flow: Flow) -> usize {
        let at = self.flows.len();
        for place in [flow.from, flow.to] {
            if let Some(list) = self.touching.get_mut(place) {
                list.push(at);
            }
        }
        self.flows.push(flow);
        at
    }

    /// Hides numbers under a limit, and then the smallest others until none of those hidden could be
    /// worked out from the rest.
    pub(super) fn protect(&mut self, under: u32) {
        for flow in self.flows.iter_mut().filter(|flow| flow.told) {
            flow.hidden = flow.count < u64::from(under) || flow.count >= u64::from(u32::MAX);
        }
        while let Some(at) = self.beside_a_single_one().or_else(|| self.beside_a_bare_one()) {
            if let Some(flow) = self.flows.get_mut(at) {
                flow.hidden = true;
            }
        }
    }

    /// A number as it may be shown.
    pub(super) fn shown(&self, at: usize) -> super::Shown {
        match self.flows.get(at) {
            Some(flow) if !flow.hidden => {
                u32::try_from(flow.count).map_or(super::Shown::Hidden, super::Shown::Count)
            }
            _ => super::Shown::Hidden,
        }
    }

    /// The first hidden number that could only be what it is.
    fn bare(&self) -> Option<&Flow> {
        let told = self.flows.iter().enumerate().filter(|(_, flow)| flow.told && flow.hidden);
        // One more here needs a way back; one less needs a way round.
        told.filter(|(at, flow)| {
            let more = self.leads(flow.to, flow.from, *at);
            let less = flow.count > 0 && self.leads(flow.from, flow.to, *at);
            !more && !less
        })
        .map(|(_, flow)| flow)
        .next()
    }

    /// Whether one person more can be led from a place to another over hidden numbers, without one.
    fn leads(&self, from: usize, to: usize, without: usize) -> bool {
        let mut seen = vec![false; self.touching.len()];
        let mut open = VecDeque::from([from]);
        while let Some(place) = open.pop_front() {
            if place == to {
                return true;
            }
            if std::mem::replace(seen.get_mut(place).unwrap_or(&mut true), true) {
                continue;
            }
            for &at in self.touching.get(place).into_iter().flatten() {
                let Some(flow) = self.flows.get(at).filter(|flow| flow.hidden && at != without)
                else {
                    continue;
                };
                if flow.from == place {
                    open.push_back(flow.to);
                } else if flow.count > 0 {
                    open.push_back(flow.from);
                }
            }
        }
        false
    }

    /// The number to hide at the first place at which a single one is hidden.
    fn beside_a_single_one(&self) -> Option<usize> {
        let single = |line: &&Vec<usize>| {
            let mut hidden = line.iter().filter_map(|at| self.flows.get(*at)).filter(|f| f.hidden);
            hidden.next().is_some_and(|flow| flow.told) && hidden.next().is_none()
        };
        self.touching.iter().filter(single).find_map(|line| self.cheapest(line.iter().copied()))
    }

    /// The number to hide so that the first that can be worked out may not be: at either of its places,
    /// or else any.
    fn beside_a_bare_one(&self) -> Option<usize> {
        let bare = self.bare()?;
        let places = [bare.from, bare.to];
        let near = places.into_iter().filter_map(|place| self.touching.get(place)).flatten();
        self.cheapest(near.copied()).or_else(|| self.cheapest(0..self.flows.len()))
    }

    /// The smallest number that is shown, inner numbers before totals.
    fn cheapest(&self, of: impl Iterator<Item = usize>) -> Option<usize> {
        let shown = of.filter_map(|at| Some((at, self.flows.get(at)?)));
        let shown = shown.filter(|(_, flow)| !flow.hidden);
        shown.min_by_key(|(at, flow)| (flow.rank, flow.count, *at)).map(|(at, _)| at)
    }
}

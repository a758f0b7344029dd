//! Where does our doubt sit, and how wide does it make the answer?

use super::ClaimGraph;
use super::index::{LinkIx, NodeIx, small};
use super::leverage::LinkLeverage;
use super::reliability::{Odds, Plan, Sampler, Settings, keyed, mix, unit};

/// Which doubts make the reliability uncertain.
#[derive(Debug, Clone, PartialEq)]
pub struct Doubt {
    /// The reliability.
    pub mean: f64,
    /// Its standard deviation when each belief is a beta distribution with its own weight.
    pub sd: f64,
    /// The share of its variance that each link explains alone, in the order of links (first-order
    /// index; Sobol 1993).
    pub explained: Vec<(LinkIx, f64)>,
}

impl ClaimGraph {
    /// Which links' uncertain beliefs make the reliability of an aim uncertain; `None` if the node
    /// is no aim. The variance is sampled, the shares are in closed form.
    #[must_use]
    pub fn doubt(&self, aim: NodeIx, settings: &Settings) -> Option<Doubt> {
        let leverage = self.leverage(aim, settings)?;
        let mean = leverage.reliability.value();
        let square = |e: u32| {
            let (m, n0) = (self.belief[e as usize], self.weight[e as usize]);
            m * (m * n0 + 1.0) / (n0 + 1.0)
        };
        let sampler = Sampler::new(self, aim.at(), &Odds::of(self), settings.seed);
        let tally = sampler.run_twins(settings.blocks(), &self.belief, square);
        let variance = (tally.hits as f64 / tally.worlds as f64 - mean * mean).max(0.0);
        let own = |l: &LinkLeverage| {
            let e = l.link.at();
            let spread = square(small(e)) - self.belief[e] * self.belief[e];
            l.leverage * l.leverage * spread
        };
        let share =
            |l: &LinkLeverage| if variance > 0.0 { (own(l) / variance).min(1.0) } else { 0.0 };
        let explained = leverage.links.iter().map(|l| (l.link, share(l))).collect();
        Some(Doubt { mean, sd: variance.sqrt(), explained })
    }
}

impl Doubt {
    /// One sentence.
    pub fn in_words(&self, graph: &ClaimGraph) -> String {
        let most = self.explained.iter().fold(None, |most: Option<&(LinkIx, f64)>, x| {
            if most.is_none_or(|m| x.1 > m.1) { Some(x) } else { most }
        });
        match most {
            Some(&(e, share)) if share > 0.0 => format!(
                "{:.0}% of our doubt sits on one link: does {} really hold?",
                share * 100.0,
                graph.link_name(e)
            ),
            _ => "no belief is in doubt".to_owned(),
        }
    }
}

impl ClaimGraph {
    /// The range in which the reliability of an aim lies with 90% credibility when each belief is
    /// a beta distribution with its own weight: the 5th and 95th of a hundred of `draws`, each an
    /// exact run with beliefs drawn anew. `None` if the node is no aim, too wide for exact runs,
    /// or there are fewer than 20 draws.
    #[must_use]
    pub fn credible_range(
        &self,
        aim: NodeIx,
        draws: u32,
        settings: &Settings,
    ) -> Option<(f64, f64)> {
        let plan = Plan::new(self, self.aim(aim)?);
        if !settings.allows(plan.width) || draws < 20 {
            return None;
        }
        let mut odds = Odds::of(self);
        let links: Vec<(usize, u64)> = plan
            .links()
            .map(|e| (e as usize, keyed(mix(settings.seed), &self.link_name(LinkIx(e)))))
            .collect();
        let mut values: Vec<f64> = (0..u64::from(draws))
            .map(|draw| {
                for &(e, key) in &links {
                    let (m, n0) = (self.belief[e], self.weight[e]);
                    let mut random = Stream { key: mix(key ^ mix(draw)), place: 0 };
                    odds.belief[e] = random.beta(m * n0, (1.0 - m) * n0);
                }
                plan.run(&odds)
            })
            .collect();
        values.sort_by(f64::total_cmp);
        let rank = |hundredths: usize| values.get((values.len() - 1) * hundredths / 100).copied();
        Some((rank(5)?, rank(95)?))
    }
}

/// Random numbers in a row, a pure function of the key.
struct Stream {
    key: u64,
    place: u64,
}

impl Stream {
    fn unit(&mut self) -> f64 {
        self.place += 1;
        unit(self.key, self.place)
    }

    /// A standard normal (Box & Muller 1958).
    fn normal(&mut self) -> f64 {
        let (u, v) = (self.unit(), self.unit());
        (-2.0 * u.ln()).sqrt() * (std::f64::consts::TAU * v).cos()
    }

    /// The logarithm of a gamma variate of this shape and scale 1 (Marsaglia & Tsang 2000).
    fn log_gamma_variate(&mut self, shape: f64) -> f64 {
        let small = shape < 1.0;
        let boost = if small { self.unit().ln() / shape } else { 0.0 };
        let d = if small { shape + 1.0 } else { shape } - 1.0 / 3.0;
        let c = 1.0 / (9.0 * d).sqrt();
        loop {
            let x = self.normal();
            let v = (1.0 + c * x).powi(3);
            if v > 0.0 && self.unit().ln() < 0.5 * x * x + d - d * v + d * v.ln() {
                return (d * v).ln() + boost;
            }
        }
    }

    /// A beta variate; a shape of 0 leaves no doubt.
    fn beta(&mut self, a: f64, b: f64) -> f64 {
        if a <= 0.0 || b <= 0.0 {
            return if a <= 0.0 { 0.0 } else { 1.0 };
        }
        let (x, y) = (self.log_gamma_variate(a), self.log_gamma_variate(b));
        1.0 / (1.0 + (y - x).exp())
    }
}

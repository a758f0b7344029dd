//! What a node is, and what a link claims.

pub use crate::base::Gate;
use crate::base::{Belief, Hours, Share};

/// What part a node plays in the theory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeKind {
    /// Something the team does. Nothing leads to it.
    Change,
    /// Something the team believes must move.
    Driver,
    /// What it is all for: the aim, or a measure that must not get worse.
    Aim,
}

impl NodeKind {
    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            NodeKind::Change => "change",
            NodeKind::Driver => "driver",
            NodeKind::Aim => "aim",
        }
    }
}

/// A node: its kind, and for a change what it costs and whether it is really carried out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Node {
    pub(crate) kind: NodeKind,
    pub(crate) gate: Gate,
    pub(crate) delivery: f64,
    pub(crate) hours: f64,
}

impl Node {
    const fn of(kind: NodeKind) -> Self {
        Node { kind, gate: Gate::Any, delivery: 1.0, hours: 0.0 }
    }

    /// A change, carried out for sure and costing no hours.
    pub const fn change() -> Self {
        Node::of(NodeKind::Change)
    }

    /// A driver that any one of its causes can move.
    pub const fn driver() -> Self {
        Node::of(NodeKind::Driver)
    }

    /// An aim that any one of its causes can move.
    pub const fn aim() -> Self {
        Node::of(NodeKind::Aim)
    }

    /// With the chance that the change is really carried out (1 unless said otherwise).
    #[must_use]
    pub fn with_delivery(mut self, delivery: Share) -> Self {
        self.delivery = delivery.get();
        self
    }

    /// With the hours a week that the change costs, all roles together (0 unless said otherwise).
    #[must_use]
    pub fn with_hours(mut self, hours: Hours) -> Self {
        self.hours = hours.get();
        self
    }

    /// With another gate than [`Gate::Any`]; a change has no causes, so its gate means nothing.
    #[must_use]
    pub const fn with_gate(mut self, gate: Gate) -> Self {
        self.gate = gate;
        self
    }
}

/// Whether the effect moves with its cause or against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Sign {
    /// Up with up.
    #[default]
    With,
    /// Down with up.
    Against,
    /// Nobody knows.
    Unknown,
}

impl Sign {
    /// The sign of a route of two links; unknown if one of them is.
    #[must_use]
    pub const fn then(self, next: Sign) -> Sign {
        match (self, next) {
            (Sign::Unknown, _) | (_, Sign::Unknown) => Sign::Unknown,
            (Sign::With, Sign::With) | (Sign::Against, Sign::Against) => Sign::With,
            _ => Sign::Against,
        }
    }
}

/// How much the effect changes for one unit of the cause, in agreed units.
///
/// Strength is not belief: a sure, feeble link and an unsure, strong one are different findings.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Strength {
    pub(crate) mean: f64,
    pub(crate) low: f64,
    pub(crate) high: f64,
    pub(crate) sd: f64,
}

impl Strength {
    /// A strength known exactly.
    ///
    /// # Errors
    ///
    /// NaN or infinite.
    pub fn exactly(mean: f64) -> Result<Self, ClaimError> {
        Strength { mean, low: mean, high: mean, sd: 0.0 }.checked()
    }

    /// With the lowest and highest value thought possible.
    ///
    /// # Errors
    ///
    /// NaN or infinite; a mean outside the range, such as low .4, mean .3.
    pub fn within(mut self, low: f64, high: f64) -> Result<Self, ClaimError> {
        (self.low, self.high) = (low, high);
        self.checked()
    }

    /// With a standard deviation.
    ///
    /// # Errors
    ///
    /// NaN, infinite or negative.
    pub fn with_sd(mut self, sd: f64) -> Result<Self, ClaimError> {
        self.sd = sd;
        self.checked()
    }

    fn checked(self) -> Result<Self, ClaimError> {
        let finite = [self.mean, self.low, self.high, self.sd].iter().all(|x| x.is_finite());
        if finite && self.low <= self.mean && self.mean <= self.high && self.sd >= 0.0 {
            Ok(self)
        } else {
            Err(ClaimError::Strength {
                low: self.low,
                mean: self.mean,
                high: self.high,
                sd: self.sd,
            })
        }
    }
}

/// How many days the effect takes to follow its cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Lag {
    pub(crate) lo: u32,
    pub(crate) hi: u32,
}

impl Lag {
    /// From so many days to so many.
    ///
    /// # Errors
    ///
    /// The first later than the last.
    pub const fn days(lo: u32, hi: u32) -> Result<Self, ClaimError> {
        if lo <= hi { Ok(Lag { lo, hi }) } else { Err(ClaimError::Lag { lo, hi }) }
    }
}

/// What one link claims: *if the cause moves as predicted, the effect responds as predicted
/// within the lag*. A claim, and no proof of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Claim {
    pub(crate) belief: f64,
    pub(crate) weight: f64,
    pub(crate) strength: Option<Strength>,
    pub(crate) lag: Option<Lag>,
    pub(crate) sign: Sign,
}

impl Claim {
    /// The evidence behind a belief unless said otherwise: two tests' worth.
    pub const WEIGHT: f64 = 2.0;

    /// A claim held with this belief; strength and lag not stated.
    pub fn new(belief: Belief) -> Self {
        Claim {
            belief: belief.get(),
            weight: Self::WEIGHT,
            strength: None,
            lag: None,
            sign: Sign::With,
        }
    }

    /// With the evidence behind the belief, n0: the belief is then a beta distribution with
    /// a = belief * n0 and b = (1 - belief) * n0.
    ///
    /// # Errors
    ///
    /// Zero, negative, NaN or infinite.
    pub fn with_weight(mut self, weight: f64) -> Result<Self, ClaimError> {
        if weight > 0.0 && weight.is_finite() {
            self.weight = weight;
            Ok(self)
        } else {
            Err(ClaimError::Weight { found: weight })
        }
    }

    /// With a strength.
    #[must_use]
    pub const fn with_strength(mut self, strength: Strength) -> Self {
        self.strength = Some(strength);
        self
    }

    /// With a lag.
    #[must_use]
    pub const fn with_lag(mut self, lag: Lag) -> Self {
        self.lag = Some(lag);
        self
    }

    /// With the direction in which the effect moves.
    #[must_use]
    pub const fn with_sign(mut self, sign: Sign) -> Self {
        self.sign = sign;
        self
    }

    /// The belief, 0 to 1.
    pub const fn belief(&self) -> f64 {
        self.belief
    }

    /// The direction in which the effect moves.
    pub const fn sign(&self) -> Sign {
        self.sign
    }

    /// A fixed order of claims between the same two nodes.
    pub(crate) fn order(&self, other: &Self) -> std::cmp::Ordering {
        let key = |c: &Claim| {
            let s = c.strength.unwrap_or(Strength { mean: 0.0, low: 0.0, high: 0.0, sd: -1.0 });
            [c.belief, c.weight, s.mean, s.low, s.high, s.sd]
        };
        let lags = |c: &Claim| c.lag.map(|lag| (lag.lo, lag.hi));
        let numbers = key(self).into_iter().zip(key(other)).map(|(a, b)| a.total_cmp(&b));
        numbers
            .fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then)
            .then_with(|| lags(self).cmp(&lags(other)))
            .then_with(|| self.sign.cmp(&other.sign))
    }
}

/// Why claims cannot be frozen into a [`ClaimGraph`](super::ClaimGraph).
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ClaimError {
    /// A strength that is not a finite number inside its own range.
    #[error(
        "a strength must be finite with low <= mean <= high and sd >= 0, \
         found low {low}, mean {mean}, high {high}, sd {sd}"
    )]
    Strength {
        /// The lowest value as given.
        low: f64,
        /// The mean as given.
        mean: f64,
        /// The highest value as given.
        high: f64,
        /// The standard deviation as given.
        sd: f64,
    },
    /// A lag that ends before it begins.
    #[error("a lag must end no earlier than it begins, found {lo} to {hi} days")]
    Lag {
        /// The first day as given.
        lo: u32,
        /// The last day as given.
        hi: u32,
    },
    /// A weight of evidence that is not above zero.
    #[error("the weight of evidence must be a finite number above 0, found {found}")]
    Weight {
        /// The weight as given.
        found: f64,
    },
    /// Two nodes with one name.
    #[error("two nodes are named `{name}`, expected each name once")]
    TwoNamed {
        /// The name.
        name: String,
    },
    /// A link that begins or ends outside the list of nodes.
    #[error("link {link} names node {found}, expected a position below {nodes}")]
    NoSuchNode {
        /// The position of the link in the list.
        link: usize,
        /// The position it names.
        found: u32,
        /// The number of nodes.
        nodes: usize,
    },
    /// A link that leads to a change.
    #[error("`{from}` leads to the change `{to}`, expected a driver or an aim")]
    LeadsToChange {
        /// The cause.
        from: String,
        /// The change.
        to: String,
    },
    /// Links that lead back to where they began.
    #[error("the links lead in a circle: {}", circle(.0))]
    Circle(
        /// The names along a shortest loop, from the first in alphabetical order.
        Vec<String>,
    ),
    /// More nodes, links or text than handles can tell apart.
    #[error("a graph must have fewer than {limit} {what}, found {found}")]
    TooLarge {
        /// Nodes, links or bytes of names.
        what: &'static str,
        /// The limit.
        limit: usize,
        /// How many there are.
        found: usize,
    },
}

fn circle(names: &[String]) -> String {
    let mut text = names.join(" -> ");
    if let Some(first) = names.first() {
        text.push_str(" -> ");
        text.push_str(first);
    }
    text
}

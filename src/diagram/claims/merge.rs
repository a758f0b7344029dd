//! Several programmes in one picture: what do they share, where do they collide, and whose hours
//! do they both count on?

use std::collections::{BTreeMap, BTreeSet};

use super::ClaimGraph;
use super::claim::{Claim, ClaimError, NodeKind, Sign};
use super::index::{NodeIx, small};
use super::knots::Tangle;
use super::theory::Theory;
use crate::base::Direction;

/// One programme's part in a merged picture.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Member {
    /// The programme's name; prefixes the names of nodes that it does not share.
    pub programme: String,
    /// Its theory.
    pub theory: Theory,
    /// Nodes that have a key in common with other programmes (a measure, an agreed driver, or a
    /// match that a person accepted), with that key.
    pub keys: BTreeMap<String, String>,
    /// Which way is good, for nodes that have a measure.
    pub good: BTreeMap<String, Direction>,
    /// Nodes that the programme guards: balancing measures that must not get worse.
    pub guarded: BTreeSet<String>,
    /// Hours asked of people: change, role, week, hours.
    pub hours: Vec<(String, String, u32, f64)>,
}

/// The union of several programmes, with who said what.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Portfolio {
    /// The merged theory; each node is named by its key, or by `programme/name`.
    pub theory: Theory,
    /// For each merged node, the programmes that have it and what they call it.
    pub nodes: BTreeMap<String, Vec<(String, String)>>,
    /// For each merged link, the programmes that claim it and what each claims: both are kept.
    pub links: BTreeMap<(String, String), Vec<(String, Claim)>>,
    members: Vec<Member>,
}

/// Something that only the merged picture shows.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Overlap {
    /// Several programmes work on one node: a chance to join up, and rival explanations of each
    /// other's results.
    Shared {
        /// The node.
        node: String,
        /// The programmes.
        programmes: Vec<String>,
    },
    /// What one programme wants to move, another guards.
    AimIsGuarded {
        /// The measure.
        node: String,
        /// Whose aim it is.
        aimed_at_by: String,
        /// Who guards it.
        guarded_by: String,
    },
    /// Two programmes disagree which way is good.
    OppositeDirections {
        /// The measure.
        node: String,
        /// One programme and its good direction.
        one: (String, Direction),
        /// The other.
        other: (String, Direction),
    },
    /// One link is said to work both ways.
    OppositeSigns {
        /// The cause.
        from: String,
        /// The effect.
        to: String,
        /// Who says it moves with its cause.
        with: String,
        /// Who says it moves against it.
        against: String,
    },
    /// A programme's change has a route that would move another's guarded measure the wrong way.
    Harm {
        /// The change.
        change: String,
        /// The programme that carries it out.
        programme: String,
        /// The guarded measure.
        measure: String,
        /// The programme that guards it.
        guarded_by: String,
        /// A shortest such route, with both ends.
        route: Vec<String>,
    },
    /// Links that go round only because the programmes were put together.
    Loop {
        /// The nodes.
        nodes: Vec<String>,
        /// Each link of it, and the programmes that claim it.
        owners: Vec<(String, String, Vec<String>)>,
    },
    /// More hours asked of a role in a week than it has.
    TooManyHours {
        /// The role.
        role: String,
        /// The week.
        week: u32,
        /// Hours asked by all programmes.
        asked: f64,
        /// Hours there are.
        capacity: f64,
        /// The changes that ask for them.
        changes: Vec<String>,
    },
}

/// By role and week: the hours asked, and the changes that ask for them.
type Asked = BTreeMap<(String, u32), (f64, BTreeSet<String>)>;

impl Portfolio {
    /// Merges programmes. Nodes are joined only by a shared key; likeness of wording is offered
    /// by [`Theory::offers`], and joins nothing until a person made it a key.
    ///
    /// A node that is an aim to one and a driver to another counts as an aim that may lead on.
    #[must_use]
    pub fn merge(members: Vec<Member>) -> Self {
        let mut portfolio = Portfolio::default();
        for member in &members {
            for (name, (node, text)) in &member.theory.nodes {
                let merged = member.merged(name);
                let owners = portfolio.nodes.entry(merged.clone()).or_default();
                owners.push((member.programme.clone(), name.clone()));
                let (kept, _) =
                    portfolio.theory.nodes.entry(merged).or_insert_with(|| (*node, text.clone()));
                if node.kind > kept.kind {
                    *kept = *node;
                }
            }
            for (from, to, claim) in member.theory.claims() {
                let ends = (member.merged(from), member.merged(to));
                portfolio.theory.claim(&ends.0, &ends.1, *claim);
                let owners = portfolio.links.entry(ends).or_default();
                owners.push((member.programme.clone(), *claim));
            }
        }
        portfolio.members = members;
        portfolio
    }

    /// Freezes the merged theory.
    ///
    /// # Errors
    ///
    /// The programmes together go round in a circle (see [`Overlap::Loop`]), or what is a change
    /// to one is led to by another.
    pub fn freeze(&self) -> Result<ClaimGraph, ClaimError> {
        self.theory.freeze()
    }

    /// Everything that only the merged picture shows; `capacity` gives the hours that a role has
    /// in a week. O(n + m) for each kind of finding, and one search for each pair of a programme
    /// and another's guarded measure.
    #[must_use]
    pub fn overlaps(&self, capacity: impl Fn(&str, u32) -> Option<f64>) -> Vec<Overlap> {
        let mut found = Vec::new();
        for (node, owners) in &self.nodes {
            let programmes: BTreeSet<&String> = owners.iter().map(|(p, _)| p).collect();
            if programmes.len() > 1 {
                let programmes = programmes.into_iter().cloned().collect();
                found.push(Overlap::Shared { node: node.clone(), programmes });
            }
        }
        self.directions(&mut found);
        self.signs(&mut found);
        self.harms(&mut found);
        self.loops(&mut found);
        self.hours(capacity, &mut found);
        found
    }

    /// The staff group that carries the most changes in one week: role, week and the changes.
    #[must_use]
    pub fn most_loaded(&self) -> Option<(String, u32, Vec<String>)> {
        // The first by name among equals.
        let asked = self.asked();
        let most = asked.into_iter().rev().max_by_key(|(_, (_, changes))| changes.len());
        most.map(|((role, week), (_, changes))| (role, week, changes.into_iter().collect()))
    }

    fn directions(&self, found: &mut Vec<Overlap>) {
        for (node, owners) in &self.nodes {
            let of = |p: &str| self.members.iter().find(|m| m.programme == p);
            let views: Vec<(&Member, &str)> =
                owners.iter().filter_map(|(p, name)| Some((of(p)?, name.as_str()))).collect();
            for (i, (a, a_name)) in views.iter().enumerate() {
                for (b, b_name) in views.iter().enumerate().filter(|(j, _)| *j != i).map(|(_, v)| v)
                {
                    let is_aim = a.theory.kind(a_name) == Some(NodeKind::Aim);
                    if is_aim && !a.guarded.contains(*a_name) && b.guarded.contains(*b_name) {
                        found.push(Overlap::AimIsGuarded {
                            node: node.clone(),
                            aimed_at_by: a.programme.clone(),
                            guarded_by: b.programme.clone(),
                        });
                    }
                }
                for (b, b_name) in &views[i + 1..] {
                    if let (Some(&x), Some(&y)) = (a.good.get(*a_name), b.good.get(*b_name))
                        && x != Direction::Neither
                        && x.mirrored() == y
                    {
                        found.push(Overlap::OppositeDirections {
                            node: node.clone(),
                            one: (a.programme.clone(), x),
                            other: (b.programme.clone(), y),
                        });
                    }
                }
            }
        }
    }

    fn signs(&self, found: &mut Vec<Overlap>) {
        for ((from, to), claims) in &self.links {
            let who = |sign| claims.iter().find(|(_, c)| c.sign == sign).map(|(p, _)| p.clone());
            if let (Some(with), Some(against)) = (who(Sign::With), who(Sign::Against)) {
                let (from, to) = (from.clone(), to.clone());
                found.push(Overlap::OppositeSigns { from, to, with, against });
            }
        }
    }

    fn harms(&self, found: &mut Vec<Overlap>) {
        let Ok(graph) = self.freeze() else { return };
        for owner in &self.members {
            for name in &owner.guarded {
                let Some(wrong) = owner.good.get(name).and_then(|good| match good {
                    Direction::Up => Some(Sign::Against),
                    Direction::Down => Some(Sign::With),
                    Direction::Neither => None,
                }) else {
                    continue;
                };
                let measure = owner.merged(name);
                let Some(target) = graph.node(&measure) else { continue };
                for member in self.members.iter().filter(|m| m.programme != owner.programme) {
                    for (change, _) in
                        member.theory.nodes.iter().filter(|(_, (n, _))| n.kind == NodeKind::Change)
                    {
                        let change = member.merged(change);
                        let start = graph.node(&change);
                        let route = start.and_then(|s| graph.signed_route(s, target, wrong));
                        if let Some(route) = route {
                            found.push(Overlap::Harm {
                                change,
                                programme: member.programme.clone(),
                                measure: measure.clone(),
                                guarded_by: owner.programme.clone(),
                                route: route.iter().map(|&v| graph.name(v).to_owned()).collect(),
                            });
                        }
                    }
                }
            }
        }
    }

    fn loops(&self, found: &mut Vec<Overlap>) {
        let names: Vec<&str> = self.theory.nodes.keys().map(String::as_str).collect();
        let place = |name: &str| names.binary_search(&name).map_or(u32::MAX, small);
        let links: Vec<(u32, u32)> =
            self.theory.links.keys().map(|(a, b)| (place(a), place(b))).collect();
        for knot in Tangle::of(&names, &links).knots {
            let Some(shortest) = knot.shortest.first() else { continue };
            let nodes: Vec<String> =
                shortest.iter().map(|&v| names[v as usize].to_owned()).collect();
            let next = nodes.iter().skip(1).chain(nodes.first());
            let owners = nodes.iter().zip(next).map(|(from, to)| {
                let claims = self.links.get(&(from.clone(), to.clone()));
                let who = claims.into_iter().flatten().map(|(p, _)| p.clone());
                (from.clone(), to.clone(), who.collect())
            });
            let owners = owners.collect();
            found.push(Overlap::Loop { nodes, owners });
        }
    }

    fn asked(&self) -> Asked {
        let mut asked = Asked::new();
        for member in &self.members {
            for (change, role, week, hours) in &member.hours {
                let (sum, changes) = asked.entry((role.clone(), *week)).or_default();
                *sum += hours;
                changes.insert(member.merged(change));
            }
        }
        asked
    }

    fn hours(&self, capacity: impl Fn(&str, u32) -> Option<f64>, found: &mut Vec<Overlap>) {
        for ((role, week), (asked, changes)) in self.asked() {
            if let Some(capacity) = capacity(&role, week)
                && asked > capacity
            {
                let changes = changes.into_iter().collect();
                found.push(Overlap::TooManyHours { role, week, asked, capacity, changes });
            }
        }
    }
}

impl Member {
    /// The theory with each node under its name in the merged picture.
    pub fn renamed(&self) -> Theory {
        let mut theory = Theory::default();
        for (name, node, text) in self.theory.nodes() {
            theory.insert(self.merged(name), *node, text);
        }
        for (from, to, claim) in self.theory.claims() {
            theory.claim(&self.merged(from), &self.merged(to), *claim);
        }
        theory
    }

    /// What a node of this programme is called in the merged picture.
    pub fn merged(&self, name: &str) -> String {
        self.keys.get(name).cloned().unwrap_or_else(|| format!("{}/{name}", self.programme))
    }
}

/// The belief that several claims of one link support together: their evidence added up, with one
/// prior. Only for claims that share no tests; otherwise evidence would count twice.
///
/// ```
/// use improvement::base::Belief;
/// use improvement::diagram::claims::{Claim, pooled_belief};
/// let say = |p, n0| Claim::new(Belief::new(p).unwrap()).with_weight(n0).unwrap();
/// // Beta(3,1) and Beta(2,2), each begun from Beta(1,1): Beta(4,2).
/// let pooled = pooled_belief(&[say(0.75, 4.0), say(0.5, 4.0)], say(0.5, 2.0));
/// assert!((pooled - 2.0 / 3.0).abs() < 1e-12);
/// ```
#[must_use]
pub fn pooled_belief(claims: &[Claim], prior: Claim) -> f64 {
    let evidence = |c: &Claim| (c.belief * c.weight, (1.0 - c.belief) * c.weight);
    let (a0, b0) = evidence(&prior);
    let (a, b) = claims
        .iter()
        .map(evidence)
        .fold((a0, b0), |(a, b), (x, y)| (a + (x - a0).max(0.0), b + (y - b0).max(0.0)));
    a / (a + b)
}

impl ClaimGraph {
    /// The signs of the routes from one node to another: whether some route moves it with its
    /// cause, and whether some route moves it against. Signs multiply along links and unite over
    /// routes; a route with a link of unknown sign says neither. O(n + m).
    #[must_use]
    pub fn route_signs(&self, from: NodeIx, to: NodeIx) -> (bool, bool) {
        let signed = |sign| self.signed_route(from, to, sign).is_some();
        (signed(Sign::With), signed(Sign::Against))
    }

    /// A shortest route of this sign. O(n + m).
    pub(crate) fn signed_route(&self, from: NodeIx, to: NodeIx, sign: Sign) -> Option<Vec<NodeIx>> {
        let (s, o) = (self.mine(from)?, self.mine(to)?);
        if sign == Sign::Unknown {
            return None;
        }
        // Place 2v is node v reached with its cause, 2v + 1 against it.
        let side = |v: usize, sign| 2 * v + usize::from(sign == Sign::Against);
        let mut came = vec![usize::MAX; 2 * self.node_count()];
        let mut queue = vec![side(s, Sign::With)];
        came[queue[0]] = queue[0];
        let mut next = 0;
        while let Some(&at) = queue.get(next) {
            next += 1;
            let so_far = if at % 2 == 0 { Sign::With } else { Sign::Against };
            for e in self.outs(at / 2).filter(|&e| self.sign[e] != Sign::Unknown) {
                let place = side(self.to[e] as usize, so_far.then(self.sign[e]));
                if came[place] == usize::MAX {
                    came[place] = at;
                    queue.push(place);
                }
            }
        }
        let mut at = side(o, sign);
        if came[at] == usize::MAX {
            return None;
        }
        let mut route = vec![to];
        while came[at] != at {
            at = came[at];
            route.push(super::index::node(at / 2));
        }
        route.reverse();
        Some(route)
    }
}

impl Overlap {
    /// One sentence.
    pub fn in_words(&self) -> String {
        match self {
            Overlap::Shared { node, programmes } => {
                format!("{} work on {node}: a chance to join up", programmes.join(" and "))
            }
            Overlap::AimIsGuarded { node, aimed_at_by, guarded_by } => {
                format!("{aimed_at_by} aims to move {node}, which {guarded_by} guards")
            }
            Overlap::OppositeDirections { node, one, other } => {
                format!("for {node}, {} is good to {}, {} to {}", one.1, one.0, other.1, other.0)
            }
            Overlap::OppositeSigns { from, to, with, against } => {
                format!("{with} says that {from} raises {to}, {against} that it lowers it")
            }
            Overlap::Harm { change, programme, measure, guarded_by, route } => format!(
                "{change} of {programme} may move {measure} the wrong way, which {guarded_by} \
                 guards, by {}",
                route.join(" > ")
            ),
            Overlap::Loop { nodes, .. } => {
                let first = nodes.first().map_or("", String::as_str);
                format!("together the programmes go round: {} -> {first}", nodes.join(" -> "))
            }
            Overlap::TooManyHours { role, week, asked, capacity, .. } => format!(
                "in week {week} the programmes ask {asked} hours of {role}, who have {capacity}"
            ),
        }
    }
}

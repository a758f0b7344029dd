//! Between a diagram and its claims: what is frozen of each node and link, and the way from ids to
//! handles and back.

use super::claims::{self, Claim, ClaimGraph, Lag, LinkIx, Node, NodeIx, Theory};
use super::graph::Diagram;
use super::views::{LinkRef, NodeRef, Row};
use super::{EffectSize, Link, Sign};
use crate::base::{Belief, DelayWindow, Hours};
use crate::change::Change;

/// The belief with which a link counts when none was stated: even.
const EVEN: f64 = 0.5;

impl Diagram {
    /// The node behind a handle of the [claims](Diagram::claims); `None` for a handle of another
    /// graph that leads outside this one.
    ///
    /// ```
    /// # use improvement::base::{AimId, ChangeId, DriverId, Label, Statement};
    /// # use improvement::change::Change;
    /// # use improvement::diagram::{Diagram, Driver, Link};
    /// # use improvement::purpose::Aim;
    /// # let (aim, driver, change): (AimId, DriverId, ChangeId) =
    /// #     ("less-violence".parse()?, "predict-early".parse()?, "safety-huddle".parse()?);
    /// # let mut builder = Diagram::builder();
    /// # builder
    /// #     .aim(aim.clone(), Aim::new(Statement::new("Less violence")?))
    /// #     .driver(driver.clone(), Driver::new(Label::new("Predict violence early")?))
    /// #     .change(change.clone(), Change::new(Label::new("Safety huddle")?))
    /// #     .link(&driver, &aim, Link::new())
    /// #     .link(&change, &driver, Link::new());
    /// # let diagram = builder.build()?;
    /// // What does every route to the aim pass? Ask with an id, and be answered with ids.
    /// let aim = diagram.node("less-violence").and_then(|node| node.handle()).unwrap();
    /// let points = diagram.claims().dominators().on_every_route(aim).unwrap();
    /// let ids: Vec<String> =
    ///     points.into_iter().filter_map(|v| diagram.node_of(v)).map(|v| v.id().to_string()).collect();
    /// assert_eq!(ids, ["driver:predict-early", "change:safety-huddle"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn node_of(&self, handle: NodeIx) -> Option<NodeRef<'_>> {
        self.node(self.claims().name(handle))
    }

    /// The link behind a handle of the [claims](Diagram::claims); `None` as for
    /// [`node_of`](Diagram::node_of).
    pub fn link_of(&self, handle: LinkIx) -> Option<LinkRef<'_>> {
        let claims = self.claims();
        let (cause, effect) = (claims.cause(handle)?, claims.effect(handle)?);
        self.link(claims.name(cause), claims.name(effect))
    }

    /// The claims that count by their names, each node worded by its label: the form in which
    /// versions are compared and programmes merged.
    pub fn theory(&self) -> Theory {
        let label = |v| self.node_of(v).map_or("", NodeRef::label);
        Theory::of(self.claims(), label)
    }
}

impl NodeRef<'_> {
    /// Where the node stands in the [claims](Diagram::claims); `None` if it was retired.
    pub fn handle(self) -> Option<NodeIx> {
        self.diagram.claims().node(self.as_str())
    }
}

impl LinkRef<'_> {
    /// Where the link stands in the [claims](Diagram::claims); `None` if it does not
    /// [count](LinkRef::counts).
    pub fn handle(self) -> Option<LinkIx> {
        let claims = self.cause().diagram.claims();
        let (cause, effect) = (self.cause().handle()?, self.effect().handle()?);
        claims.link(cause, effect).filter(|_| self.counts())
    }
}

/// The claims that count, in flat arrays.
pub(super) fn claims_of(diagram: &Diagram) -> ClaimGraph {
    let mut position = vec![None; diagram.node_count()];
    let mut nodes = Vec::new();
    for node in diagram.nodes().filter(|node| !node.is_retired()) {
        if let Some(slot) = position.get_mut(node.at.place()) {
            *slot = u32::try_from(nodes.len()).ok();
        }
        nodes.push((node.as_str(), value_of(node)));
    }
    let at = |node: NodeRef<'_>| position.get(node.at.place()).copied().flatten();
    let links: Vec<(u32, u32, Claim)> = diagram
        .links()
        .filter(|link| link.counts())
        .filter_map(|link| Some((at(link.cause())?, at(link.effect())?, claim_of(link.claim())?)))
        .collect();
    // The builder has refused whatever could make this fail.
    ClaimGraph::new(nodes, links).unwrap_or_default()
}

/// What a node is, in the terms of analytics.
fn value_of(node: NodeRef<'_>) -> Node {
    match node.row {
        Row::Aim(_, aim) => Node::aim().with_gate(aim.gate),
        Row::Driver(_, driver) => Node::driver().with_gate(driver.gate),
        Row::Change(_, change) => value_of_change(change),
    }
}

fn value_of_change(change: &Change) -> Node {
    let mut node = Node::change();
    if let Some(delivery) = change.delivery {
        node = node.with_delivery(delivery);
    }
    match Hours::new(change.hours_a_week().min(Hours::MAX)) {
        Ok(hours) => node.with_hours(hours),
        Err(_) => node,
    }
}

/// What a drawn link claims, in the terms of analytics.
fn claim_of(link: &Link) -> Option<Claim> {
    let belief = link.belief.or_else(|| Belief::new(EVEN).ok())?;
    let mut claim = Claim::new(belief).with_sign(match link.sign {
        Sign::Helps => claims::Sign::With,
        Sign::Harms => claims::Sign::Against,
        Sign::Unknown => claims::Sign::Unknown,
    });
    if let Some(Ok(weighed)) = link.weight.map(|weight| claim.with_weight(weight.get())) {
        claim = weighed;
    }
    if let Some(Ok(strength)) = link.effect.map(strength_of) {
        claim = claim.with_strength(strength);
    }
    let lag = |delay: DelayWindow| Lag::days(delay.from().whole_days(), delay.to().whole_days());
    if let Some(Ok(lag)) = link.delay.map(lag) {
        claim = claim.with_lag(lag);
    }
    Some(claim)
}

fn strength_of(effect: EffectSize) -> Result<claims::Strength, claims::ClaimError> {
    let mut strength = claims::Strength::exactly(effect.size().get())?;
    if let Some((low, high)) = effect.range() {
        strength = strength.within(low.get(), high.get())?;
    }
    effect.sd().map_or(Ok(strength), |sd| strength.with_sd(sd.get()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{ChangeId, DriverId, Gate, Label, Number, Retirement, Share, Weight};
    use crate::base::{Reason, Statement};
    use crate::diagram::{DiagramBuilder, Driver};
    use crate::purpose::Aim;

    fn small() -> DiagramBuilder {
        let mut builder = Diagram::builder();
        let mut aim = Aim::new(Statement::new("Less violence").unwrap());
        aim.gate = Gate::All;
        let mut change = Change::new(Label::new("Huddle").unwrap());
        change.delivery = Share::new(0.8).ok();
        for role in ["nurse", "doctor"] {
            change.hours.insert(role.parse().unwrap(), Hours::new(1.5).unwrap()).unwrap();
        }
        let driver = |text| Driver::new(Label::new(text).unwrap());
        builder
            .aim("aim".parse::<crate::base::AimId>().unwrap(), aim)
            .driver("early".parse::<DriverId>().unwrap(), driver("Early"))
            .driver("gone".parse::<DriverId>().unwrap(), driver("Gone"))
            .change("huddle".parse::<ChangeId>().unwrap(), change);
        builder
    }

    fn id(text: &str) -> DriverId {
        text.parse().unwrap()
    }

    #[test]
    fn all_that_the_domain_holds_is_frozen() {
        let mut builder = small();
        let mut link = Link::new();
        link.sign = Sign::Harms;
        link.belief = Belief::new(0.7).ok();
        link.weight = Weight::new(5.0).ok();
        link.delay = DelayWindow::new("2w".parse().unwrap(), "30d".parse().unwrap()).ok();
        let n = |value| Number::new(value).unwrap();
        let effect = EffectSize::new(n(0.5)).within(n(0.2), n(0.7)).unwrap();
        link.effect = effect.with_sd(n(0.1)).ok();
        let huddle: ChangeId = "huddle".parse().unwrap();
        builder.link(&huddle, &id("early"), link);
        builder.link_to(id("early"), "aim", Link::new());
        let diagram = builder.build().unwrap();

        let strength =
            claims::Strength::exactly(0.5).unwrap().within(0.2, 0.7).unwrap().with_sd(0.1).unwrap();
        let said = Claim::new(Belief::new(0.7).unwrap())
            .with_weight(5.0)
            .unwrap()
            .with_sign(claims::Sign::Against)
            .with_lag(Lag::days(14, 30).unwrap())
            .with_strength(strength);
        let theory = diagram.theory();
        let claims: Vec<(&str, &str, &Claim)> = theory.claims().collect();
        let even = Claim::new(Belief::new(0.5).unwrap());
        assert_eq!(claims, [("early", "aim", &even), ("huddle", "early", &said)]);
        let nodes: Vec<(&str, &Node, &str)> = theory.nodes().collect();
        let huddle = Node::change()
            .with_delivery(Share::new(0.8).unwrap())
            .with_hours(Hours::new(3.0).unwrap());
        assert_eq!((nodes[0].0, nodes[0].1.gate, nodes[0].2), ("aim", Gate::All, "Less violence"));
        assert_eq!(nodes[3], ("huddle", &huddle, "Huddle"));
    }

    #[test]
    fn handles_lead_there_and_back_and_the_retired_have_none() {
        let mut builder = small();
        builder.drivers.get_mut("gone").unwrap().retired =
            Some(Retirement::new(Reason::new("moved").unwrap()));
        let mut retired = Link::new();
        retired.retired = Some(Retirement::new(Reason::new("no").unwrap()));
        builder.link_to(id("early"), "aim", Link::new());
        builder.link_to(id("gone"), "aim", Link::new());
        let huddle: ChangeId = "huddle".parse().unwrap();
        builder.link_to(huddle, "aim", retired);
        let diagram = builder.build().unwrap();
        for node in diagram.nodes() {
            let back = node.handle().and_then(|v| diagram.node_of(v));
            assert_eq!(back, (!node.is_retired()).then_some(node));
        }
        let links: Vec<_> = diagram.links().map(LinkRef::handle).collect();
        assert_eq!(links.iter().map(Option::is_some).collect::<Vec<_>>(), [true, false, false]);
        let first = links[0].and_then(|e| diagram.link_of(e)).unwrap();
        assert_eq!(first.to_string(), "driver:early -> aim:aim");
    }
}

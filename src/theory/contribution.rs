//! The contribution story: what was done, what moved, what else could explain it, how much may be
//! said.

use std::fmt::Write as _;

use super::rivals::NOT_COMPUTABLE;
use super::words::{ClaimLevel, LIMITS};
use super::{Diagnosis, Extent, Learning, LinkReading, Standing, TheoryReading};
use crate::base::AimId;

/// The story of one route or, by its best route, of one aim.
///
/// Contribution, not attribution (Mayne 2012, *Evaluation* 18:270): a reasoned line of argument from
/// the change to the aim, link by link. The words are those that its level allows; labels and reasons
/// are quoted as people wrote them.
#[derive(Debug, Clone)]
pub struct Story<'r, 'p> {
    /// How much may be claimed: as much as of the weakest link.
    pub level: ClaimLevel,
    /// The links, from the change to the aim.
    pub links: Vec<(&'r LinkReading<'p>, ClaimLevel)>,
    /// How many rivals stand, over all links.
    pub open_rivals: usize,
    limits: Vec<String>,
}

impl<'p> TheoryReading<'p> {
    /// How much may be claimed of one link.
    pub fn claim_level(&self, link: &LinkReading<'p>, learning: &Learning<'p>) -> ClaimLevel {
        let learned = learning.links().iter().find(|learned| learned.link == link.link);
        level(link, learned.is_some_and(super::LinkLearning::is_replicated))
    }

    /// The story of a route that was read before.
    pub fn story<'r>(
        &'r self,
        links: &[&'r LinkReading<'p>],
        learning: &Learning<'p>,
    ) -> Story<'r, 'p> {
        let links: Vec<(&LinkReading<'p>, ClaimLevel)> =
            links.iter().map(|link| (*link, self.claim_level(link, learning))).collect();
        let least = links.iter().map(|(_, level)| *level).min();
        let mut limits: Vec<String> = LIMITS.iter().map(ToString::to_string).collect();
        if let Some(chance) = self.moved_by_chance() {
            limits.push(format!(
                "Of the charts read here, about {chance:.1} would show a movement by chance alone."
            ));
        }
        Story {
            level: least.unwrap_or(ClaimLevel::Asserted),
            open_rivals: links.iter().map(|(link, _)| link.open_rivals()).sum(),
            links,
            limits,
        }
    }

    /// Every aim with the story of its best route: the one whose weakest link allows the most. An aim
    /// without a route from a change is left out.
    pub fn stories(&self, learning: &Learning<'p>) -> Vec<(AimId, Story<'_, 'p>)> {
        let levels: Vec<ClaimLevel> = self
            .links
            .iter()
            .zip(learning.links())
            .map(|(link, l)| level(link, l.is_replicated()))
            .collect();
        let of = |link: &LinkReading<'p>| {
            let at = self.links.iter().position(|other| std::ptr::eq(other, link));
            at.and_then(|at| levels.get(at)).copied().unwrap_or(ClaimLevel::Asserted)
        };
        let widest = self.widest(of, |_| Some(ClaimLevel::Repeated));
        let aims = self.programme.diagram().aims().filter(|aim| !aim.node().is_retired());
        let stories = aims.filter_map(|aim| {
            let mut at = self.position(aim.node())?;
            let mut links = Vec::new();
            while !self.net.is_change(at) {
                let ways = self.net.ins.get(at).into_iter().flatten().rev();
                let ways = ways.filter_map(|&link| {
                    let cause = self.net.links.get(link)?.cause;
                    let before = widest.get(cause).copied()??;
                    Some((before.min(*levels.get(link)?), link, cause))
                });
                let (_, link, cause) = ways.max_by_key(|(level, ..)| *level)?;
                links.push(self.links.get(link)?);
                at = cause;
            }
            links.reverse();
            Some((aim.id().clone(), self.story(&links, learning)))
        });
        stories.collect()
    }
}

fn level(link: &LinkReading<'_>, replicated: bool) -> ClaimLevel {
    let open = link.open_rivals();
    let of_link = match link.standing() {
        Standing::Theory => ClaimLevel::Contradicted,
        Standing::Unseen | Standing::Unexplained => ClaimLevel::Asserted,
        Standing::Delivery | Standing::Waiting => ClaimLevel::Delivered,
        Standing::Fits if link.diagnosis != Diagnosis::Fits => ClaimLevel::Delivered,
        Standing::Fits if replicated => ClaimLevel::Repeated,
        Standing::Fits if open == 0 && !link.rivals.is_empty() => ClaimLevel::Considered,
        Standing::Fits => ClaimLevel::Consistent,
    };
    match link.delivered {
        None | Some(Extent::Yes) => of_link,
        Some(Extent::Partly) => of_link.min(ClaimLevel::Delivered),
        Some(Extent::No | Extent::Unseen) => of_link.min(ClaimLevel::Asserted),
    }
}

impl Story<'_, '_> {
    /// The story in full, as lines of plain text.
    pub fn text(&self) -> String {
        let mut text = String::new();
        // Writing to a string cannot go wrong.
        let _ = self.write(&mut text);
        text
    }

    fn write(&self, text: &mut String) -> std::fmt::Result {
        let Some((first, _)) = self.links.first() else { return Ok(()) };
        let mut route = vec![first.link.cause().as_str()];
        route.extend(self.links.iter().map(|(link, _)| link.link.effect().as_str()));
        writeln!(text, "{}", route.join(" -> "))?;
        writeln!(text, "  {}", self.level)?;
        for (link, level) in &self.links {
            writeln!(text, "  {} -> {}", link.link.cause().as_str(), link.link.effect().as_str())?;
            writeln!(text, "    {}", link.in_words())?;
            writeln!(text, "    seen: {}", link.rests_on())?;
            if let Some(extent) = link.delivered {
                writeln!(text, "    delivered: {extent}")?;
            }
            for rival in &link.rivals {
                match &rival.struck {
                    None => writeln!(text, "    could also be: {}", rival.kind)?,
                    Some(reason) => {
                        writeln!(text, "    set aside: {} ({})", rival.kind, reason.as_str())?;
                    }
                }
            }
            if link.comparisons == 0 && link.standing() == Standing::Fits {
                writeln!(text, "    no comparison available: every measure is part of the work")?;
            }
            writeln!(text, "    {level}")?;
        }
        writeln!(text, "  always to be talked about: {}", NOT_COMPUTABLE.join(", "))?;
        for limit in &self.limits {
            writeln!(text, "  {limit}")?;
        }
        Ok(())
    }
}

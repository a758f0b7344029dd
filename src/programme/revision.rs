//! What changed between two versions of a programme's theory?

use std::collections::BTreeMap;

use super::{Programme, QuietRestatement};
use crate::base::RoleId;
use crate::diagram::claims::{Difference, Meaning, Offer, Settings};

/// What turned one version of a programme's theory into another, and what that means.
#[derive(Debug, Clone, PartialEq)]
pub struct Revision {
    /// The edits; nodes are matched by id.
    pub difference: Difference,
    /// What the edits do to what the theory says.
    pub meaning: Meaning,
    /// Nodes of one version each that are worded alike, and may be one under two ids: offered to a
    /// person, and never applied.
    pub offers: Vec<Offer>,
    /// Hours a week that the changes that count ask of each role, before and after, where they
    /// differ.
    pub hours: Vec<(RoleId, f64, f64)>,
    /// Aims that promise something else, with no restatement that says why.
    pub quiet: Vec<QuietRestatement>,
}

impl Revision {
    /// Compares two versions. Sampled figures share the worlds of shared links.
    pub fn between(before: &Programme, after: &Programme, settings: &Settings) -> Self {
        let (old, new) = (before.diagram(), after.diagram());
        let (was, is) = (old.theory(), new.theory());
        let mut hours: BTreeMap<RoleId, (f64, f64)> = BTreeMap::new();
        for (role, asked) in before.hours_asked() {
            hours.entry(role).or_default().0 = asked;
        }
        for (role, asked) in after.hours_asked() {
            hours.entry(role).or_default().1 = asked;
        }
        let differ = |(_, (a, b)): &(RoleId, (f64, f64))| a.total_cmp(b).is_ne();
        let hours = hours.into_iter().filter(differ).map(|(role, (a, b))| (role, a, b)).collect();
        Revision {
            difference: Difference::between(&was, &is),
            meaning: Meaning::between(old.claims(), new.claims(), settings),
            offers: was.offers(&is),
            hours,
            quiet: after.quiet_restatements(before),
        }
    }

    /// One sentence.
    pub fn in_words(&self) -> String {
        let mut said = vec![self.difference.in_words(), self.meaning.in_words()];
        let hours = self.hours.iter().map(|(role, before, after)| {
            format!("hours a week asked of {role} go from {before} to {after}")
        });
        said.extend(hours);
        match self.offers.len() {
            0 => {}
            1 => said.push("one pair of nodes may be one under two ids".to_owned()),
            count => said.push(format!("{count} pairs of nodes may be one under two ids")),
        }
        said.extend(self.quiet.iter().map(ToString::to_string));
        said.join("; ")
    }
}

impl Programme {
    /// Hours a week that the changes that count ask of each role, by id.
    fn hours_asked(&self) -> BTreeMap<RoleId, f64> {
        let mut asked = BTreeMap::new();
        for change in self.diagram().changes().filter(|change| change.counts()) {
            for (role, hours) in &change.get().hours {
                *asked.entry(role.clone()).or_default() += hours.get();
            }
        }
        asked
    }
}

//! What the people of a programme must be to each other.

use std::collections::BTreeSet;

use super::People;
use crate::base::kind::Kind;
use crate::base::{Code, Id, Place, Problem};

impl People {
    /// Whatever contradicts itself; references are checked by the programme.
    pub(crate) fn check(&self, problems: &mut Vec<Problem>) {
        for (at, involvement) in self.involvement.iter().enumerate() {
            let Some(id) = &involvement.decision else { continue };
            let Some(decision) = self.decisions.get(id.as_str()) else { continue };
            if decision.at != involvement.at {
                problems.push(
                    Problem::new(
                        Code::InvalidValue,
                        Place::at(format!("people.involvement.{at}.at")),
                        format!(
                            "the decision `{id}` was taken at {}, and this involvement is at {}",
                            decision.at, involvement.at
                        ),
                    )
                    .with_found(involvement.at.as_str())
                    .with_expected(decision.at.as_str()),
                );
            }
        }
        for (at, row) in self.joining.iter().enumerate() {
            let Some(asked) = row.asked.filter(|asked| *asked < row.chose) else { continue };
            let place = Place::at(format!("people.joining.{at}.chose"));
            let message = format!("{} chose to take part, and {asked} were asked", row.chose);
            let problem = Problem::new(Code::InvalidValue, place, message);
            let problem = problem.with_found(row.chose.to_string());
            problems.push(problem.with_expected(format!("{asked} or fewer")));
        }
        for (id, round) in &self.rounds {
            round.check(&format!("people.rounds.{id}"), problems);
        }
        for (id, session) in &self.team_time {
            session.check(&format!("people.team_time.{id}"), problems);
        }
        for (at, licence) in self.licences.iter().enumerate() {
            if let Some(to) = licence.to.filter(|to| *to < licence.from) {
                let place = Place::at(format!("people.licences.{at}.to"));
                let message = format!("a licence from {} cannot end on {to}", licence.from);
                problems.push(Problem::new(Code::InvalidValue, place, message));
            }
        }
        for (id, project) in &self.codesign {
            project.check(&format!("people.codesign.{id}"), problems);
        }
        let projects = || self.codesign.iter().map(|(id, project)| (id.as_str(), project));
        unique(projects().map(|(at, p)| (at, "consents", p.consents.ids())), problems);
        unique(projects().map(|(at, p)| (at, "touchpoints", p.touchpoints.ids())), problems);
        unique(projects().map(|(at, p)| (at, "priorities", p.priorities.ids())), problems);
        unique(projects().map(|(at, p)| (at, "groups", p.groups.ids())), problems);
    }
}

/// Reports ids that two projects use for things of one kind: a finding names them without the project.
fn unique<'i, K: Kind>(
    tables: impl Iterator<Item = (&'i str, &'static str, impl Iterator<Item = &'i Id<K>>)>,
    problems: &mut Vec<Problem>,
) {
    let mut seen = BTreeSet::new();
    for (project, table, ids) in tables {
        for id in ids {
            if !seen.insert(id.as_str()) {
                let place = Place::at(format!("people.codesign.{project}.{table}.{id}"));
                problems.push(
                    Problem::new(
                        Code::DuplicateId,
                        place,
                        format!("another project has a {} with the id `{id}`", K::NAME),
                    )
                    .with_found(id.as_str())
                    .with_help("give one of the two another id"),
                );
            }
        }
    }
}

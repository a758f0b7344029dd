//! What the people of a programme must be to each other.

use super::People;
use crate::base::{Code, Place, Problem};

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
    }
}

//! The four behaviours of compassionate leadership, and what is on record of each.

use std::fmt;

use super::{Behaviour, BehaviourKind, Seen};
use crate::base::{BehaviourId, Date, Table, kind};

/// What is on record of one of the four behaviours of compassionate leadership.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Compassion {
    /// Which of the four.
    pub kind: BehaviourKind,
    /// The behaviours of this kind that the programme wants to see, and what is on record of each.
    pub behaviours: Vec<(BehaviourId, Seen)>,
}

impl Compassion {
    pub(super) fn of(
        kind: BehaviourKind,
        behaviours: &Table<kind::Behaviour, Behaviour>,
        from: Date,
        to: Date,
    ) -> Self {
        let of_kind = behaviours.iter().filter(|(_, behaviour)| behaviour.kind == kind);
        let seen = of_kind.map(|(id, behaviour)| (id.clone(), behaviour.seen(from, to)));
        Compassion { kind, behaviours: seen.collect() }
    }
}

/// One sentence, with the mark of what is not confirmed.
impl fmt::Display for Compassion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}): ", self.kind, self.kind.description())?;
        if self.behaviours.is_empty() {
            return f.write_str("no behaviour is named that an observer could see");
        }
        let said: Vec<String> =
            self.behaviours.iter().map(|(id, seen)| format!("{id}: {seen}")).collect();
        f.write_str(&said.join("; "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Label;
    use crate::leadership::{Leadership, Observation, ObservedBy};

    #[test]
    fn each_of_the_four_says_what_is_on_record_and_how_far_it_is_confirmed() {
        let (from, to): (Date, Date) =
            ("2026-01-01".parse().unwrap(), "2026-01-31".parse().unwrap());
        let mut leadership = Leadership::default();
        let label = Label::new("A weekly hour, one to one, about the person first").unwrap();
        let mut hour = Behaviour::new(label, BehaviourKind::Attending);
        hour.observations = vec![Observation::new(to, ObservedBy::Staff, 3)];
        leadership.behaviours.insert("one-to-one".parse().unwrap(), hour).unwrap();
        let said = leadership.compassion(from, to).map(|four| four.to_string());
        assert_eq!(
            said[0],
            "attending (listens with full attention and notices strain): one-to-one: staff say 3 times"
        );
        assert_eq!(
            said[2],
            "empathising (feels another's difficulty without being swamped by it (unconfirmed)): no \
             behaviour is named that an observer could see"
        );
    }
}

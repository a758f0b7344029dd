//! A programme in one paragraph.

use std::fmt;

use super::words::{and, count};
use crate::diagram::claims::Count;
use crate::measure::Family;
use crate::programme::Programme;

/// A programme in one paragraph of plain words: what it is after, how, and with whom.
///
/// ```
/// use improvement::base::Label;
/// use improvement::programme::Programme;
/// use improvement::render::Summary;
/// let programme = Programme::builder("p".parse()?, Label::new("Falls")?).build()?;
/// assert_eq!(
///     Summary::of(&programme).to_string(),
///     "Falls. No aim is set yet. There are no changes yet. There are no measures yet.",
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Summary<'p> {
    programme: &'p Programme,
}

impl<'p> Summary<'p> {
    /// A summary of a programme.
    pub fn of(programme: &'p Programme) -> Self {
        Summary { programme }
    }

    fn aims(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut aims =
            self.programme.diagram().aims().filter(|aim| aim.retired.is_none()).peekable();
        if aims.peek().is_none() {
            return f.write_str(" No aim is set yet.");
        }
        for aim in aims {
            write!(f, " The aim: {}", aim.statement.as_str().trim_end_matches('.'))?;
            let (from, to) = (aim.from, aim.target());
            let numbers: Vec<String> = [
                from.map(|from| format!("from {from}")),
                to.map(|to| format!("to {}", tidy(to.get()))),
                aim.by.map(|by| format!("by {by}")),
            ]
            .into_iter()
            .flatten()
            .collect();
            if !numbers.is_empty() {
                write!(f, " ({})", numbers.join(" "))?;
            }
            f.write_str(".")?;
        }
        Ok(())
    }

    fn changes(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let diagram = self.programme.diagram();
        let changes = diagram.changes().filter(|change| change.counts()).count();
        if changes == 0 {
            return f.write_str(" There are no changes yet.");
        }
        let drivers = diagram.drivers().filter(|driver| driver.retired.is_none()).count();
        let routes = diagram.claims().routes().total();
        let route = if routes == Count::Exactly(1) { "route" } else { "routes" };
        write!(
            f,
            " {} and {} make {routes} {route} to it.",
            capitalised(&count(changes, "change", "changes")),
            count(drivers, "driver", "drivers"),
        )
    }

    fn measures(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let families: Vec<String> = Family::ALL
            .into_iter()
            .map(|family| (self.programme.measures_of(family).count(), family))
            .filter(|(n, _)| *n > 0)
            .map(|(n, family)| format!("{n} {family}"))
            .collect();
        if families.is_empty() {
            return f.write_str(" There are no measures yet.");
        }
        write!(f, " It is followed by {} measures.", and(&families))
    }

    fn people(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let groups: Vec<&str> =
            self.programme.people().groups.rows().map(|group| group.label.as_str()).collect();
        match groups.len() {
            0 => Ok(()),
            _ => write!(f, " In it are: {}.", and(&groups)),
        }
    }
}

impl fmt::Display for Summary<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let header = self.programme.header();
        write!(f, "{}.", header.name.as_str().trim_end_matches('.'))?;
        if let Some(summary) = &header.summary {
            write!(f, " {}", summary.as_str().trim())?;
        }
        self.aims(f)?;
        self.changes(f)?;
        self.measures(f)?;
        self.people(f)
    }
}

/// A number without the dust of binary fractions.
pub(super) fn tidy(number: f64) -> f64 {
    let rounded = (number * 1e6).round() / 1e6;
    if rounded.is_finite() { rounded } else { number }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

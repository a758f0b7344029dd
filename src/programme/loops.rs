//! What must not go round in circles, beside the diagram itself.

use crate::base::kind::Kind;
use crate::base::{Code, Id, Place, Problem, Table};
use crate::diagram::claims::Tangle;

/// Reports rows that name each other in a circle, with the shortest circle of each knot.
///
/// `named` gives what a row names, in the field called `field`; `what` says of such rows what they
/// do, and `help` the way out.
pub(super) fn check<'p, K: Kind, T>(
    table: &'p Table<K, T>,
    named: impl Fn(&'p T) -> &'p [Id<K>],
    (section, field): (&str, &str),
    (what, help): (&str, &str),
    problems: &mut Vec<Problem>,
) {
    let position = |id: &Id<K>| table.position(id.as_str()).and_then(|at| u32::try_from(at).ok());
    let ids: Vec<&str> = table.ids().map(Id::as_str).collect();
    let links: Vec<(u32, u32)> = table
        .iter()
        .flat_map(|(id, row)| named(row).iter().map(move |other| (id, other)))
        .filter_map(|(from, to)| Some((position(from)?, position(to)?)))
        .collect();
    for knot in Tangle::of(&ids, &links).knots {
        let name = |&position: &u32| ids.get(position as usize).copied();
        let mut around: Vec<&str> =
            knot.shortest.first().into_iter().flatten().filter_map(name).collect();
        let Some(&first) = around.first() else { continue };
        around.push(first);
        let written = around.join(" -> ");
        problems.push(
            Problem::new(
                Code::Cycle,
                Place::at(format!("{section}.{first}.{field}")),
                format!("these {what} in a circle: {written}"),
            )
            .with_found(written)
            .with_help(help),
        );
    }
}

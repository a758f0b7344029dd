//! Sweeps: columns put in order by their neighbours' positions, out and back.

use super::layered::{Layered, Order};

/// Which side of a column is held fast.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Side {
    Left,
    Right,
}

/// What stands for the positions of a vertex's neighbours.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Centre {
    /// Between the two middle ones, nearer to the closer packed side (Gansner and others 1993).
    Median,
    Mean,
}

/// Puts every column past `from` in order by its neighbours on one side, away from that side. Ties
/// keep their order, or are turned round, so that the next sweep sees another arrangement.
pub(super) fn sweep(
    graph: &Layered,
    order: &mut Order,
    from: usize,
    side: Side,
    centre: Centre,
    turn_ties: bool,
) {
    let steps = match side {
        Side::Left => order.columns.len().saturating_sub(from + 1),
        Side::Right => from,
    };
    for step in 1..=steps {
        let (column, beside) = match side {
            Side::Left => (from + step, &graph.left),
            Side::Right => (from - step, &graph.right),
        };
        let mut keyed: Vec<(f64, usize)> = Vec::new();
        let mut slots = Vec::new();
        for (slot, &v) in order.columns[column].iter().enumerate() {
            let mut ends: Vec<usize> = beside[v].iter().map(|&w| order.at[w]).collect();
            if !ends.is_empty() {
                ends.sort_unstable();
                keyed.push((value(&ends, centre), v));
                slots.push(slot);
            }
        }
        if turn_ties {
            keyed.reverse();
        }
        keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
        // A vertex without a neighbour on this side stays where it is.
        for (slot, (_, v)) in slots.into_iter().zip(keyed) {
            order.columns[column][slot] = v;
        }
        order.number(column);
    }
}

fn value(ends: &[usize], centre: Centre) -> f64 {
    let count = ends.len();
    let middle = count / 2;
    match centre {
        Centre::Mean => ends.iter().sum::<usize>() as f64 / count as f64,
        Centre::Median if count % 2 == 1 => ends[middle] as f64,
        Centre::Median if count == 2 => (ends[0] + ends[1]) as f64 / 2.0,
        Centre::Median => {
            let (below, above) = (ends[middle - 1], ends[middle]);
            let left = (below - ends[0]) as f64;
            let right = (ends[count - 1] - above) as f64;
            if left + right > 0.0 {
                (below as f64 * right + above as f64 * left) / (left + right)
            } else {
                (below + above) as f64 / 2.0
            }
        }
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "sums of small whole numbers are exact")]
mod tests {
    use super::{Centre, value};

    #[test]
    fn centres_of_positions() {
        assert_eq!(value(&[0, 1, 8], Centre::Median), 1.0);
        assert_eq!(value(&[0, 1, 8], Centre::Mean), 3.0);
        assert_eq!(value(&[2, 4], Centre::Median), 3.0);
        // Nearer to the closer packed left side: 1 + (2 - 1) * 1 / (1 + 7).
        assert_eq!(value(&[0, 1, 2, 9], Centre::Median), 1.125);
        assert_eq!(value(&[3, 3, 3, 3], Centre::Median), 3.0);
    }
}

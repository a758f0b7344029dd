//! Crossings of links between two columns, counted and saved.

use improvement::render::layout::{barycentre_order, crossings_between};
use serde_json::Value;

use super::Differences;

/// The links when the right column stands in an order.
fn reordered(links: &[(usize, usize)], order: &[usize]) -> Vec<(usize, usize)> {
    let place = |right: usize| order.iter().position(|&r| r == right).unwrap();
    links.iter().map(|&(left, right)| (left, place(right))).collect()
}

/// The fewest crossings over all orders of the right column: the best order of each set of boxes,
/// from those of the sets that are one box smaller.
fn fewest(right: usize, links: &[(usize, usize)]) -> usize {
    assert!(right <= 16, "{right} boxes have too many orders");
    let beside = |above: usize, below: usize| {
        let of = |v: usize| links.iter().filter(move |link| link.1 == v).map(|link| link.0);
        of(above).flat_map(|a| of(below).map(move |b| usize::from(b < a))).sum::<usize>()
    };
    let cost: Vec<Vec<usize>> =
        (0..right).map(|a| (0..right).map(|b| beside(a, b)).collect()).collect();
    let mut best = vec![0_usize; 1 << right];
    for set in 1..1_usize << right {
        let members = || (0..right).filter(|v| set >> v & 1 == 1);
        let last = members().map(|v| {
            best[set & !(1 << v)] + members().map(|u| cost[u][v]).sum::<usize>() - cost[v][v]
        });
        best[set] = last.min().unwrap_or(0);
    }
    best[(1 << right) - 1]
}

pub(super) fn crossings(case: &Value, out: &mut Differences) {
    let number = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let numbers = |value: &Value| value.as_array().unwrap().iter().map(number).collect::<Vec<_>>();
    let links: Vec<(usize, usize)> =
        case["links"].as_array().unwrap().iter().map(|l| (number(&l[0]), number(&l[1]))).collect();
    let right = number(&case["right"]);
    let order = barycentre_order(right, &links);
    let e = &case["expected"];
    out.same("crossings", &crossings_between(&links), &number(&e["crossings"]));
    out.same("fewest", &fewest(right, &links), &number(&e["fewest_with_left_fixed"]));
    let after = crossings_between(&reordered(&links, &order));
    out.same("after one pass", &after, &number(&e["after_one_barycentre_pass"]));
    out.same("order", &order, &numbers(&e["barycentre_order"]));
}

/// Trying every order gives the same as building up the best one.
#[test]
fn the_fewest_are_those_of_all_orders() {
    fn orders(of: &[usize]) -> Vec<Vec<usize>> {
        if of.is_empty() {
            return vec![Vec::new()];
        }
        let first = |at: usize| {
            let rest: Vec<usize> =
                of.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, v)| *v).collect();
            orders(&rest).into_iter().map(move |tail| [vec![of[at]], tail].concat())
        };
        (0..of.len()).flat_map(first).collect()
    }
    let links = [(0, 4), (0, 2), (1, 0), (1, 3), (2, 1), (2, 4), (3, 0), (3, 2), (4, 1)];
    let all = orders(&[0, 1, 2, 3, 4]);
    assert_eq!(all.len(), 120);
    let tried = all.iter().map(|order| crossings_between(&reordered(&links, order))).min();
    assert_eq!(tried, Some(fewest(5, &links)));
}

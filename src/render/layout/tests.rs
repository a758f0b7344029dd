use proptest::prelude::*;

use super::{Fault, Graph, GraphError, Layout, Link, Node, Options, crossings_between};

/// Graphs as teams draw them and worse: links that jump columns, run inside one, or run backwards,
/// boxes of any size, boxes without a link, empty columns.
fn graphs(nodes: usize, links: usize) -> impl Strategy<Value = Graph> {
    let node = (0_u8..5, 1.0..200.0_f64, 1.0..90.0_f64).prop_map(|(column, width, height)| Node {
        column,
        width,
        height,
    });
    (proptest::collection::vec(node, 2..nodes), 0..links).prop_flat_map(|(nodes, links)| {
        let count = nodes.len();
        let link = (0..count, 0..count).prop_filter("a link has two ends", |(a, b)| a != b);
        proptest::collection::btree_set(link, 0..=links.min(count)).prop_map(move |links| {
            let links = links.into_iter().map(|(from, to)| Link { from, to }).collect();
            Graph::new(nodes.clone(), links).unwrap()
        })
    })
}

/// Crossings of straight lines between the places of the boxes, pair by pair; for links between
/// adjacent columns only.
fn crossings_by_pairs(graph: &Graph, place: &[usize]) -> usize {
    let column = |n: usize| graph.nodes()[n].column;
    let spans: Vec<(u8, usize, usize)> = graph
        .links()
        .iter()
        .filter(|l| column(l.from).abs_diff(column(l.to)) == 1)
        .map(|l| {
            let (a, b) =
                if column(l.from) < column(l.to) { (l.from, l.to) } else { (l.to, l.from) };
            (column(a), place[a], place[b])
        })
        .collect();
    let mut crossings = 0;
    for (i, a) in spans.iter().enumerate() {
        for b in &spans[i + 1..] {
            let apart = (a.1 < b.1 && a.2 > b.2) || (a.1 > b.1 && a.2 < b.2);
            crossings += usize::from(a.0 == b.0 && apart);
        }
    }
    crossings
}

fn places(layout: &Layout, count: usize) -> Vec<usize> {
    let mut place = vec![usize::MAX; count];
    for column in &layout.order {
        for (i, &node) in column.iter().enumerate() {
            place[node] = i;
        }
    }
    place
}

fn has_only_short_links(graph: &Graph) -> bool {
    let column = |n: usize| graph.nodes()[n].column;
    graph.links().iter().all(|l| column(l.from).abs_diff(column(l.to)) == 1)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn nothing_overlaps_and_no_link_meets_a_box(graph in graphs(24, 40)) {
        let layout = graph.lay_out(&Options { starts: 3, ..Options::default() });
        prop_assert_eq!(layout.faults(&graph), vec![]);
    }

    #[test]
    fn every_box_is_kept_in_its_column(graph in graphs(24, 40)) {
        let layout = graph.lay_out(&Options { starts: 2, ..Options::default() });
        let mut kept: Vec<(usize, usize)> = layout
            .order
            .iter()
            .enumerate()
            .flat_map(|(column, nodes)| nodes.iter().map(move |&n| (n, column)))
            .collect();
        kept.sort_unstable();
        let given: Vec<(usize, usize)> =
            graph.nodes().iter().map(|n| usize::from(n.column)).enumerate().collect();
        prop_assert_eq!(kept, given);
        // From the top of each column, as the order says.
        for column in &layout.order {
            for pair in column.windows(2) {
                prop_assert!(layout.boxes[pair[0]].bottom() <= layout.boxes[pair[1]].top + 1e-6);
            }
        }
    }

    #[test]
    fn crossings_never_exceed_those_of_the_order_given(graph in graphs(24, 40)) {
        let layout = graph.lay_out(&Options { starts: 2, ..Options::default() });
        prop_assert!(layout.crossings <= layout.crossings_given);
        if has_only_short_links(&graph) {
            let as_given: Vec<usize> = (0..graph.nodes().len()).collect();
            prop_assert!(layout.crossings <= crossings_by_pairs(&graph, &as_given));
        }
    }

    #[test]
    fn counted_crossings_are_those_on_the_page(graph in graphs(24, 40)) {
        let layout = graph.lay_out(&Options { starts: 2, ..Options::default() });
        let seen = crossings_by_pairs(&graph, &places(&layout, graph.nodes().len()));
        if has_only_short_links(&graph) {
            prop_assert_eq!(layout.crossings, seen);
        } else {
            prop_assert!(layout.crossings >= seen);
        }
    }

    #[test]
    fn the_order_of_links_makes_no_difference(graph in graphs(20, 30), seed in any::<u64>()) {
        let options = Options { starts: 3, ..Options::default() };
        let layout = graph.lay_out(&options);
        prop_assert_eq!(&layout, &graph.lay_out(&options));
        let mut shuffled: Vec<usize> = (0..graph.links().len()).collect();
        shuffled.sort_by_key(|&l| (l as u64 + 1).wrapping_mul(seed | 1));
        let links = shuffled.iter().map(|&l| graph.links()[l]).collect();
        let again = Graph::new(graph.nodes().to_vec(), links).unwrap().lay_out(&options);
        prop_assert_eq!(&layout.boxes, &again.boxes);
        for (new, &old) in shuffled.iter().enumerate() {
            prop_assert_eq!(&layout.routes[old], &again.routes[new]);
        }
    }

    #[test]
    fn a_picture_stays_as_it_was(graph in graphs(24, 40)) {
        let first = graph.lay_out(&Options { starts: 4, ..Options::default() });
        let options = Options { previous: Some(first.reading_order().to_vec()), ..Options::default() };
        let again = graph.lay_out(&options);
        // Where long links run is no part of what a reader remembers.
        if has_only_short_links(&graph) {
            let saved = first.crossings - again.crossings;
            prop_assert!(first.order == again.order || saved as f64 > 0.1 * first.crossings as f64);
        }
    }

    #[test]
    fn counting_agrees_with_looking_at_every_pair(
        links in proptest::collection::vec((0_usize..9, 0_usize..9), 0..40),
    ) {
        let mut pairs = 0;
        for (i, a) in links.iter().enumerate() {
            pairs += links[i + 1..]
                .iter()
                .filter(|b| (a.0 < b.0 && a.1 > b.1) || (a.0 > b.0 && a.1 < b.1))
                .count();
        }
        prop_assert_eq!(crossings_between(&links), pairs);
    }

    #[test]
    fn strange_options_do_no_harm(
        graph in graphs(10, 14),
        distance in prop_oneof![Just(f64::NAN), Just(-5.0), Just(f64::INFINITY), 0.0..50.0],
        previous in proptest::collection::vec(0_usize..20, 0..20),
    ) {
        let options = Options {
            gap: distance, group_gap: distance, part_gap: distance, slot_gap: distance,
            gutter: distance, gutter_per_link: distance, gutter_most: distance,
            port_gap: distance, arc_gap: distance, starts: 1,
            previous: Some(previous), keep_within: distance,
        };
        prop_assert_eq!(graph.lay_out(&options).faults(&graph), vec![]);
    }
}

fn node(column: u8) -> Node {
    Node { column, width: 100.0, height: 40.0 }
}

fn graph(columns: &[u8], links: &[(usize, usize)]) -> Graph {
    let links = links.iter().map(|&(from, to)| Link { from, to }).collect();
    Graph::new(columns.iter().map(|&c| node(c)).collect(), links).unwrap()
}

#[test]
fn a_link_that_jumps_a_column_goes_between_its_boxes() {
    // One aim, three drivers in a row, and a change that leads straight to the aim.
    let graph = graph(&[0, 1, 1, 1, 2, 2], &[(1, 0), (2, 0), (3, 0), (4, 0), (5, 2)]);
    let layout = graph.lay_out(&Options::default());
    assert_eq!(layout.faults(&graph), []);
    assert_eq!(layout.crossings, 0);
    // Right to left: out of the change, through a straight piece across the column of drivers.
    assert_eq!(layout.routes[3].segments.len(), 3);
}

#[test]
fn arcs_beside_a_column_stand_clear_of_each_other() {
    let graph = graph(&[1, 1, 1, 0], &[(0, 1), (0, 2), (0, 3), (1, 3), (2, 1)]);
    let layout = graph.lay_out(&Options::default());
    assert_eq!(layout.faults(&graph), []);
    let reach = |l: usize| layout.routes[l].points(24).iter().map(|p| p.x).fold(0.0, f64::max);
    assert!(reach(1) > reach(0) && reach(1) > reach(4), "the longest arc is outermost");
    assert!(layout.width >= reach(1));
}

#[test]
fn parts_that_no_link_joins_stand_apart_and_single_boxes_come_last() {
    let graph = graph(&[0, 0, 1, 1, 1], &[(3, 0), (4, 1)]);
    let options = Options::default();
    let layout = graph.lay_out(&options);
    assert_eq!(layout.order, vec![vec![0, 1], vec![3, 4, 2]]);
    let apart = layout.boxes[1].top - layout.boxes[0].bottom();
    assert!((apart - options.part_gap).abs() < 1e-9, "found {apart}");
}

#[test]
fn a_small_edit_does_not_reshuffle_the_page() {
    let columns = [0, 1, 1, 1, 2, 2, 2, 2];
    let links = [(1, 0), (2, 0), (3, 0), (4, 1), (5, 2), (6, 3), (7, 3), (7, 1)];
    let before = graph(&columns, &links).lay_out(&Options::default());
    // A new driver at the end of the list, which belongs at the top by its links.
    let mut more = links.to_vec();
    more.extend([(8, 0), (4, 8)]);
    let edited = graph(&[&columns[..], &[1]].concat(), &more);
    let options = Options { previous: Some(before.reading_order().to_vec()), ..Options::default() };
    let after = edited.lay_out(&options);
    for (before, after) in before.order.iter().zip(&after.order) {
        let kept: Vec<usize> = after.iter().copied().filter(|&n| n < 8).collect();
        assert_eq!(&kept, before);
    }

    let same: Vec<(usize, usize)> = (0..8).map(|n| (n, n)).collect();
    assert_eq!(before.mean_displacement(&before, &same), Some(0.0));
    assert_eq!(after.mean_displacement(&before, &[(8, 8), (9, 0)]), None, "none is in both");
    // By hand for one box, and no more than the width of a gutter or so for all of them.
    let (was, is) = (before.boxes[1], after.boxes[1]);
    let moved = (was.left - is.left).hypot(was.top - is.top);
    let one = after.mean_displacement(&before, &[(1, 1)]).unwrap();
    assert!((one - moved).abs() < 1e-9, "all boxes are of one size");
    let all = after.mean_displacement(&before, &same).unwrap();
    assert!(all <= before.boxes[0].height, "moved by {all} on average");
}

#[test]
fn nothing_gives_an_empty_page() {
    let layout = Graph::new(vec![], vec![]).unwrap().lay_out(&Options::default());
    assert_eq!((layout.width, layout.height), (0.0, 0.0));
    assert!(layout.columns.is_empty());
}

#[test]
fn what_cannot_be_laid_out_is_refused() {
    let wide = Node { column: 0, width: f64::INFINITY, height: 1.0 };
    let error = Graph::new(vec![wide], vec![]).unwrap_err();
    assert!(matches!(error, GraphError::Size { node: 0, .. }));
    let link = |from, to| Graph::new(vec![node(0); 2], vec![Link { from, to }]).unwrap_err();
    assert_eq!(link(0, 2), GraphError::NoSuchNode { link: 0, node: 2, nodes: 2 });
    assert_eq!(link(1, 1), GraphError::SelfLink { link: 0, node: 1 });
    assert_eq!(link(0, 2).to_string(), "link 0 names box 2, and there are 2 boxes counted from 0");
}

#[test]
fn faults_are_seen() {
    let graph = graph(&[0, 0, 1], &[(2, 0)]);
    let mut layout = graph.lay_out(&Options::default());
    layout.boxes[1] = layout.boxes[0].moved(0.0, 5.0);
    assert!(layout.faults(&graph).contains(&Fault::Overlap { one: 0, other: 1 }));
    layout.boxes[1] = layout.boxes[0].moved(120.0, 0.0);
    let faults = layout.faults(&graph);
    assert!(faults.contains(&Fault::WrongColumn { node: 1 }));
    assert!(faults.contains(&Fault::ThroughBox { link: 0, node: 1 }));
    layout.boxes[0] = layout.boxes[0].moved(-3.0, -90.0);
    let faults = layout.faults(&graph);
    assert!(faults.contains(&Fault::BoxOutside { node: 0 }));
    assert!(faults.contains(&Fault::Loose { link: 0 }));
    layout.width = 10.0;
    assert!(layout.faults(&graph).contains(&Fault::LinkOutside { link: 0 }));
}

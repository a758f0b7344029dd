//! Laws of documents: what is written is read back; so many faults, so many problems; nothing that
//! is read makes the reader panic.
#![cfg(all(feature = "toml", feature = "json"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod generator;
mod plant;

use improvement::base::{Code, Problem};
use improvement::diagram::{Diagram, Link, NodeRef};
use improvement::document::tree::{Entry, Node, Value};
use improvement::document::{LoadError, from_json, from_toml, json, to_json, to_toml, toml};
use improvement::programme::Programme;
use proptest::prelude::*;

use generator::Dice;

const DOCUMENTS: [&str; 6] = [
    include_str!("../examples/programmes/calmer-wards.toml"),
    include_str!("../examples/programmes/culture-of-care.toml"),
    include_str!("../examples/programmes/defect-free-surgery.toml"),
    include_str!("../examples/programmes/essentials-of-safe-care.toml"),
    include_str!("../examples/programmes/mathematics-pathway.toml"),
    include_str!("../examples/programmes/safer-wards.toml"),
];

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 0..6000)
}

fn read_toml(text: &str) -> Programme {
    from_toml(text).unwrap_or_else(|error| panic!("{}\n{text}", error.report())).programme
}

fn read_json(text: &str) -> Programme {
    from_json(text).unwrap_or_else(|error| panic!("{}\n{text}", error.report())).programme
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_is_written_is_read_back(bytes in bytes(), nodes in 0usize..14) {
        let programme = generator::programme(&mut Dice::new(&bytes), nodes);
        let text = to_toml(&programme).unwrap();
        let again = read_toml(&text);
        prop_assert_eq!(&again, &programme, "{}", text);
        prop_assert_eq!(to_toml(&again).unwrap(), text);
        let text = to_json(&programme).unwrap();
        let again = read_json(&text);
        prop_assert_eq!(&again, &programme, "{}", text);
        prop_assert_eq!(to_json(&again).unwrap(), text);
    }

    #[cfg(feature = "csv")]
    #[test]
    fn the_points_of_a_series_come_back_from_its_file(bytes in bytes()) {
        use improvement::document::csv;
        let programme = generator::programme(&mut Dice::new(&bytes), 14);
        for series in programme.measures().rows().filter_map(|measure| measure.series.as_ref()) {
            let text = csv::print(series).unwrap();
            let again = csv::parse(text.as_bytes(), "f.csv");
            let again = again.unwrap_or_else(|problems| panic!("{problems}\n{text}"));
            prop_assert_eq!(again.points(), series.points(), "{}", text);
            prop_assert_eq!(csv::print(&again).unwrap(), text);
        }
    }

    #[test]
    fn a_programme_comes_back_from_its_builder(bytes in bytes(), nodes in 0usize..14) {
        let programme = generator::programme(&mut Dice::new(&bytes), nodes);
        prop_assert_eq!(programme.to_builder().build().unwrap(), programme);
    }

    /// Two diagrams with the same links are equal, in whatever order they were drawn.
    #[test]
    fn the_order_of_links_does_not_matter(bytes in bytes(), nodes in 0usize..20, swaps in any::<u64>()) {
        let diagram = generator::builder(&mut Dice::new(&bytes), nodes).diagram.build().unwrap();
        let mut links: Vec<_> = diagram.links().collect();
        let mut swaps = swaps;
        for at in (1..links.len()).rev() {
            links.swap(at, usize::try_from(swaps % (at as u64 + 1)).unwrap());
            swaps = swaps.rotate_left(7).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        }
        let mut builder = Diagram::builder();
        for link in &links {
            builder.link_to(link.cause().id(), link.effect().as_str(), link.claim().clone());
        }
        for change in diagram.changes() {
            builder.change(change.id().clone(), change.get().clone());
        }
        for driver in diagram.drivers() {
            builder.driver(driver.id().clone(), driver.get().clone());
        }
        for aim in diagram.aims() {
            builder.aim(aim.id().clone(), aim.get().clone());
        }
        let again = builder.build().unwrap();
        prop_assert_eq!(&again, &diagram);
        for (one, other) in again.nodes().zip(diagram.nodes()) {
            prop_assert_eq!(one.column(), other.column());
            prop_assert_eq!(one.count_routes(), other.count_routes());
        }
    }

    /// What is built has no loop among the links that are not retired.
    #[test]
    fn what_is_built_has_no_loop(bytes in bytes(), nodes in 0usize..30) {
        let diagram = generator::builder(&mut Dice::new(&bytes), nodes).diagram.build().unwrap();
        prop_assert!(diagram.nodes().all(|node| !leads_back(node)));
    }

    /// Any link that closes a loop is refused, with the loop, and nothing else is.
    #[test]
    fn a_link_that_closes_a_loop_is_refused(
        bytes in bytes(), nodes in 0usize..30, from in any::<prop::sample::Index>(),
        to in any::<prop::sample::Index>(),
    ) {
        let diagram = generator::builder(&mut Dice::new(&bytes), nodes).diagram.build().unwrap();
        let drivers: Vec<_> = diagram.drivers().collect();
        prop_assume!(drivers.len() > 1);
        let (from, to) = (from.get(&drivers), to.get(&drivers));
        prop_assume!(from != to && diagram.link(from.as_str(), to.as_str()).is_none());
        let mut builder = diagram.to_builder();
        builder.link(from.id(), to.id(), Link::new());
        let codes = |problems: improvement::base::Problems| {
            problems.into_vec().iter().map(|problem| problem.code).collect::<Vec<Code>>()
        };
        let refused = builder.build().map_err(codes).err();
        let expected = live_after(to.node()).contains(&from.as_str()).then(|| vec![Code::Cycle]);
        prop_assert_eq!(refused, expected);
    }

    /// Faults at random places of a real document: each is told once, and nothing else.
    #[test]
    fn so_many_faults_so_many_problems(
        document in 0..DOCUMENTS.len(), bytes in prop::collection::vec(any::<u8>(), 200), most in 0usize..12,
    ) {
        let mut tree = toml::parse(DOCUMENTS[document]).unwrap();
        let planted = plant::plant(&mut Dice::new(&bytes), &mut tree, most);
        let text = toml::print(&tree).unwrap();
        check(&planted, from_toml(&text).err(), &text)?;
        let text = json::print(&tree).unwrap();
        check(&planted, from_json(&text).err(), &text)?;
    }
}

fn check(
    planted: &[plant::Planted],
    error: Option<LoadError>,
    text: &str,
) -> Result<(), TestCaseError> {
    let problems: Vec<Problem> =
        error.map_or_else(Vec::new, |error| error.problems().iter().cloned().collect());
    let mut codes: Vec<Code> = problems.iter().map(|problem| problem.code).collect();
    let mut expected: Vec<Code> = planted.iter().map(|fault| fault.code).collect();
    codes.sort();
    expected.sort();
    prop_assert_eq!(codes, expected, "{:#?}\n{:#?}\n{}", planted, problems, text);
    for fault in planted {
        let told = problems.iter().any(|problem| {
            problem.code == fault.code && problem.place.path.starts_with(&fault.path)
        });
        prop_assert!(told, "{:?} in {:#?}", fault, problems);
    }
    Ok(())
}

/// The ids of all that is led to over links that are not retired.
fn live_after(node: NodeRef<'_>) -> Vec<&str> {
    let mut found: Vec<&str> = Vec::new();
    let mut open = vec![node];
    while let Some(node) = open.pop() {
        for link in node.effects().filter(|link| link.retired.is_none()) {
            if !found.contains(&link.effect().as_str()) {
                found.push(link.effect().as_str());
                open.push(link.effect());
            }
        }
    }
    found
}

fn leads_back(node: NodeRef<'_>) -> bool {
    live_after(node).contains(&node.as_str())
}

/// Texts that are nearly documents: cut, doubled, and with bytes changed.
fn mutated() -> impl Strategy<Value = (usize, Vec<(usize, usize, String)>)> {
    let put = prop_oneof!["[\\[\\]{}=.,\"'\n\\\\#:a1-]{0,6}", any::<String>(), Just(String::new())];
    (0..DOCUMENTS.len(), prop::collection::vec((0usize..5000, 0usize..40, put), 1..6))
}

fn mutate(text: &str, changes: &[(usize, usize, String)]) -> String {
    let mut text = text.to_owned();
    for (start, length, put) in changes {
        let floor = |at: usize| {
            (0..=at.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
        };
        let start = floor(start % (text.len() + 1));
        // Now and then all of the rest is cut.
        let end = if *length == 39 { text.len() } else { floor(start + length).max(start) };
        text.replace_range(start..end, put);
    }
    text
}

/// Any tree, of the words that documents have and of others.
fn tree() -> impl Strategy<Value = Node<'static>> {
    let word = prop_oneof![
        prop::sample::select(vec![
            "format",
            "programme",
            "id",
            "name",
            "aims",
            "drivers",
            "drives",
            "changes",
            "measures",
            "label",
            "level",
            "series",
            "points",
            "file",
            "on",
            "value",
            "people",
            "groups",
            "a",
            "b",
            "statement",
            "family",
            "waivers",
            "rule",
            "about",
            "because",
            "delay",
            "from",
            "to",
        ])
        .prop_map(str::to_owned),
        any::<String>(),
    ];
    let leaf = prop_oneof![
        any::<i64>().prop_map(Value::Integer),
        Just(Value::Integer(1)),
        any::<f64>().prop_filter("finite", |f| f.is_finite()).prop_map(Value::Float),
        any::<bool>().prop_map(Value::Bool),
        word.clone().prop_map(|text| Value::String(text.into())),
        Just(Value::String("2014-02-30".into())),
        Just(Value::String("primary".into())),
    ];
    let value = leaf.prop_recursive(5, 60, 8, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4)
                .prop_map(|items| Value::Array(items.into_iter().map(Node::from).collect())),
            prop::collection::vec((word.clone(), inner), 0..8).prop_map(|pairs| {
                let mut entries: Vec<Entry<'static>> = Vec::new();
                for (key, value) in pairs {
                    if entries.iter().all(|entry| entry.key != key) {
                        entries.push(Entry::new(key, value));
                    }
                }
                Value::Table(entries)
            }),
        ]
    });
    prop::collection::vec(value, 14).prop_map(|values| {
        let sections = [
            "programme",
            "purpose",
            "people",
            "aims",
            "drivers",
            "changes",
            "measures",
            "leadership",
            "capability",
            "systems",
            "assessment",
            "waivers",
            "other",
        ];
        let mut entries = vec![Entry::new("format", Value::Integer(1))];
        entries.extend(sections.into_iter().zip(values).map(|(key, value)| Entry::new(key, value)));
        Value::Table(entries).into()
    })
}

/// Reads a text in both formats, and shows what is wrong with it.
fn survive(text: &str) {
    for error in [from_toml(text).err(), from_json(text).err()].into_iter().flatten() {
        let shown = error.report().to_string();
        assert!(!shown.is_empty() && !error.to_string().is_empty());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        survive(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>()) {
        survive(&text);
    }

    #[test]
    fn any_tree_is_read_or_refused(tree in tree()) {
        survive(&json::print(&tree).unwrap());
        if let Ok(text) = toml::print(&tree) {
            survive(&text);
        }
    }

    #[test]
    fn broken_documents_are_read_or_refused((document, changes) in mutated()) {
        survive(&mutate(DOCUMENTS[document], &changes));
        let text = to_json(&read_toml(DOCUMENTS[document])).unwrap();
        survive(&mutate(&text, &changes));
    }
}

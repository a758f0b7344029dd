//! The published programmes in `examples/programmes`: each loads, has the nodes and links that its
//! source has, comes back the same from both formats, and names its sources.
#![cfg(feature = "toml")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::{Path, PathBuf};

use improvement::diagram::Level;
use improvement::document::{from_toml, load_path, to_toml};
use improvement::programme::Programme;

/// What a diagram holds: aims; primary, secondary and tertiary drivers; changes; links.
#[derive(Debug, PartialEq, Eq, Clone, Copy)]
struct Counts {
    aims: usize,
    drivers: [usize; 3],
    changes: usize,
    links: usize,
}

const PROGRAMMES: [(&str, Counts); 6] = [
    ("calmer-wards", Counts { aims: 1, drivers: [2, 0, 0], changes: 4, links: 6 }),
    ("culture-of-care", Counts { aims: 1, drivers: [4, 16, 0], changes: 0, links: 31 }),
    ("defect-free-surgery", Counts { aims: 1, drivers: [3, 0, 0], changes: 8, links: 3 }),
    ("essentials-of-safe-care", Counts { aims: 0, drivers: [4, 5, 0], changes: 9, links: 8 }),
    ("mathematics-pathway", Counts { aims: 1, drivers: [4, 6, 0], changes: 8, links: 18 }),
    ("safer-wards", Counts { aims: 1, drivers: [3, 0, 0], changes: 8, links: 3 }),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/programmes")
}

fn load(name: &str) -> Programme {
    let path = folder().join(name).with_extension("toml");
    let loaded = load_path(&path).map_err(|error| error.report().to_string());
    loaded.unwrap_or_else(|report| panic!("{report}")).programme
}

/// The programmes, of which each file is one.
fn programmes() -> impl Iterator<Item = (&'static str, Programme, Counts)> {
    PROGRAMMES.into_iter().map(|(name, counts)| (name, load(name), counts))
}

#[test]
fn every_document_of_the_folder_is_in_the_list() {
    let files = std::fs::read_dir(folder()).unwrap().map(|file| file.unwrap().path());
    let mut names: Vec<String> = files
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, PROGRAMMES.map(|(name, _)| name));
}

#[test]
fn each_diagram_has_the_nodes_and_links_of_its_source() {
    for (name, programme, expected) in programmes() {
        let diagram = programme.diagram();
        let at = |level| diagram.drivers().filter(|driver| driver.level == Some(level)).count();
        let counts = Counts {
            aims: diagram.aims().count(),
            drivers: [at(Level::Primary), at(Level::Secondary), at(Level::Tertiary)],
            changes: diagram.changes().count(),
            links: diagram.link_count(),
        };
        assert_eq!(counts, expected, "{name}");
        assert_eq!(diagram.drivers().count(), expected.drivers.iter().sum::<usize>(), "{name}");
    }
}

#[test]
fn each_programme_comes_back_the_same() {
    for (name, programme, _) in programmes() {
        let written = to_toml(&programme).unwrap();
        let again = from_toml(&written).map_err(|error| error.report().to_string()).unwrap();
        assert_eq!(again.programme, programme, "{name}");
        assert_eq!(to_toml(&again.programme).unwrap(), written, "{name}: a fixed point");
        #[cfg(feature = "json")]
        {
            let written = improvement::document::to_json(&programme).unwrap();
            let again = improvement::document::from_json(&written).unwrap();
            assert_eq!(again.programme, programme, "{name}");
        }
    }
}

#[test]
fn each_programme_is_named_as_its_file_and_says_where_it_comes_from() {
    for (name, programme, _) in programmes() {
        assert_eq!(programme.header().id.as_str(), name);
        assert!(!programme.header().sources.is_empty(), "{name}");
        let text = std::fs::read_to_string(folder().join(name).with_extension("toml")).unwrap();
        let opening: Vec<&str> =
            text.lines().take_while(|line| line.starts_with('#')).skip(1).collect();
        assert_eq!(text.lines().next(), Some("#:schema ./improvement-1.schema.json"), "{name}");
        assert!(opening.len() > 2, "{name} begins by saying what it is");
        assert!(opening.iter().any(|line| line.contains("`sources`")), "{name}");
    }
}

/// Section by section what is known of the sheet: how many links each primary driver has, and that
/// nine secondary drivers have more than one parent.
#[test]
fn culture_of_care_is_a_graph_and_no_tree() {
    let programme = load("culture-of-care");
    let diagram = programme.diagram();
    let causes = |id| diagram.driver(id).unwrap().causes().count();
    assert_eq!(["patients", "staff", "systemic-inequity", "ward"].map(causes), [8, 10, 6, 3]);
    let shared = diagram.drivers().filter(|driver| driver.effects().count() > 1).count();
    assert_eq!(shared, 9);
    let secondary = diagram.drivers().filter(|driver| driver.level == Some(Level::Secondary));
    assert_eq!(secondary.map(|driver| driver.effects().count()).sum::<usize>(), 27);
}

/// What the sheet does not say, the document does not say.
#[test]
fn culture_of_care_has_no_number_no_date_no_measure_and_no_idea() {
    let programme = load("culture-of-care");
    let aim = programme.diagram().aim("culture-of-care").unwrap();
    assert_eq!((aim.from, aim.to, aim.relative, aim.by), (None, None, None, None));
    assert_eq!(aim.baseline, None);
    assert!(aim.measures.is_empty() && programme.measures().is_empty());
    assert_eq!(programme.diagram().changes().count(), 0);
    let header = programme.header();
    assert_eq!((header.start, header.end), (None, None));
    assert!(programme.diagram().links().all(|link| link.strength.is_none()));
    let labels: Vec<&str> = programme.diagram().drivers().map(|d| d.get().label.as_str()).collect();
    assert!(labels.iter().all(|label| !label.contains(" and ")), "one claim in each box");
    assert!(labels.iter().all(|label| label.split_whitespace().count() <= 15));
}

use proptest::prelude::*;

use super::*;
use crate::base::{AnyId, Date};

/// Evidence of one bearing; `old` marks what no longer counts.
fn evidence(bearing: Bearing, old: bool) -> Evidence {
    let source = sources().next().unwrap();
    let on: Date = "2026-01-01".parse().unwrap();
    let subjects: Vec<AnyId> = Vec::new();
    Evidence { source, bearing, subjects, on: Some(on), old, said: "so".to_owned() }
}

#[test]
fn every_row_of_the_readings() {
    use Bearing::{Against, For, Neither};
    let read = |of: &[(Bearing, bool)]| {
        Reading::of(&of.iter().map(|(b, old)| evidence(*b, *old)).collect::<Vec<_>>())
    };
    assert_eq!(read(&[]), Reading::NoEvidence);
    assert_eq!(read(&[(Neither, false), (For, true), (Against, true)]), Reading::NoEvidence);
    assert_eq!(read(&[(For, false), (Neither, false), (Against, true)]), Reading::For);
    assert_eq!(read(&[(Against, false), (For, true)]), Reading::Against);
    assert_eq!(read(&[(For, false), (For, false), (Against, false)]), Reading::Mixed);
}

#[test]
fn every_row_of_the_claims() {
    let rows = [
        (true, Reading::For, Held::BorneOut),
        (true, Reading::Against, Held::Contradicted),
        (true, Reading::Mixed, Held::Divided),
        (true, Reading::NoEvidence, Held::NothingRecorded),
        (false, Reading::For, Held::Contradicted),
        (false, Reading::Against, Held::BorneOut),
        (false, Reading::Mixed, Held::Divided),
        (false, Reading::NoEvidence, Held::NothingRecorded),
    ];
    for (there, reading, held) in rows {
        assert_eq!(Held::of(there, reading), held, "{there} {reading}");
    }
}

#[test]
fn sources_are_named_once_and_say_all() {
    let mut names: Vec<&str> = sources().map(|source| source.name).collect();
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all);
    for source in sources() {
        assert!(source.name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{source:?}");
        for words in [source.looks_at, source.record, source.mend, source.basis] {
            assert!(!words.is_empty() && !words.ends_with('.'), "{source:?}: {words}");
        }
    }
    // A source that is declared and not listed is never asked.
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/conditions/sources");
    let mut declared = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        declared += text.matches(": Source = Source {").count();
    }
    assert_eq!(declared, all);
}

fn some() -> impl Strategy<Value = Vec<(Bearing, bool)>> {
    let bearing = prop_oneof![Just(Bearing::For), Just(Bearing::Against), Just(Bearing::Neither)];
    prop::collection::vec((bearing, any::<bool>()), 0..8)
}

proptest! {
    #[test]
    fn the_order_of_evidence_does_not_matter(of in some()) {
        let given: Vec<_> = of.iter().map(|(b, old)| evidence(*b, *old)).collect();
        let turned: Vec<_> = given.iter().rev().cloned().collect();
        prop_assert_eq!(Reading::of(&given), Reading::of(&turned));
    }

    #[test]
    fn more_evidence_for_never_turns_a_reading_against(of in some()) {
        let mut given: Vec<_> = of.iter().map(|(b, old)| evidence(*b, *old)).collect();
        let before = Reading::of(&given);
        given.push(evidence(Bearing::For, false));
        let after = Reading::of(&given);
        prop_assert_ne!(after, Reading::Against);
        prop_assert_eq!(before == Reading::Mixed || before == Reading::Against, after == Reading::Mixed);
    }

    #[test]
    fn what_is_old_or_says_neither_changes_nothing(of in some(), bearing in some()) {
        let mut given: Vec<_> = of.iter().map(|(b, old)| evidence(*b, *old)).collect();
        let before = Reading::of(&given);
        given.extend(bearing.iter().map(|(b, _)| evidence(*b, true)));
        given.push(evidence(Bearing::Neither, false));
        prop_assert_eq!(before, Reading::of(&given));
    }
}

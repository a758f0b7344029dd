use super::*;
use crate::base::{BeatState, Label, Period};
use crate::leadership::Commitment;
use crate::render::layout::Rect;
use crate::render::scene::{Item, Shape};
use crate::systems::{Routine, RoutineKind, Tier};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// Every state that a routine can be in, and two that cannot be drawn.
fn full() -> Programme {
    let label = |text: &str| Label::new(text).unwrap();
    let mut builder = Programme::builder("ward".parse().unwrap(), label("Ward 4 & friends"));
    let mut weekly = Routine::new(label("Board round"), RoutineKind::Review);
    weekly.tier = Tier::new(2).ok();
    weekly.cadence = "2 weekly".parse().ok();
    weekly.first = Some(day("2026-01-05"));
    weekly.held = ["2026-01-05", "2026-01-06", "2026-01-13"].map(day).to_vec();
    weekly.missed = vec![crate::systems::Miss::new(day("2026-01-20"), "flood".parse().unwrap())];
    let pause = Period::new(Some(day("2026-01-26")), Some(day("2026-02-01"))).unwrap();
    weekly.paused = vec![crate::systems::Pause::new(pause, "ward closed".parse().unwrap())];
    let mut daily = Routine::new(label("Safety huddle"), RoutineKind::Huddle);
    daily.tier = Tier::new(1).ok();
    daily.cadence = "daily".parse().ok();
    daily.held = (0..60).filter(|n| n % 3 > 0).map(|n| day("2025-12-20").plus_days(n)).collect();
    let unknown = Routine::new(label("Ideas"), RoutineKind::IdeaSystem);
    let table = &mut builder.systems.routines;
    table.insert("round".parse().unwrap(), weekly).unwrap();
    table.insert("huddle".parse().unwrap(), daily).unwrap();
    table.insert("ideas".parse().unwrap(), unknown).unwrap();
    let mut promise = Commitment::new(label("Visit a ward"));
    promise.cadence = "monthly".parse().ok();
    promise.from = Some(day("2026-01-01"));
    builder.leadership.commitments.insert("visit".parse().unwrap(), promise).unwrap();
    builder.build().unwrap()
}

fn texts<'i>(items: &'i [Item], found: &mut Vec<&'i crate::render::scene::Text>) {
    for item in items {
        match item {
            Item::Text(text) => found.push(text),
            Item::Group(group) => texts(&group.items, found),
            Item::Shape(..) => {}
        }
    }
}

#[test]
fn all_is_said_in_words() {
    let calendar = Calendar::of_programme(&full(), day("2026-01-01"), day("2026-02-10"));
    assert_eq!(
        calendar.description(),
        "From 2026-01-01 to 2026-02-10.\n\
         Safety huddle: kept in 35 of 52 days (daily from 2025-12-21, as of 2026-02-10): missed in \
         17; last held on 2026-02-10.\n\
         Board round: kept in 1 of 4 weeks (2 weekly from 2026-01-05, as of 2026-02-10): kept in \
         part in 1, missed in 2, 1 with a reason; missed the last 2 times; last held on 2026-01-13.\n\
         Visit a ward: kept in 0 of 1 month (monthly from 2026-01-01, as of 2026-02-10): missed in \
         1; never held.\n\
         Ideas: how often, or since when, is not recorded."
    );
}

#[test]
fn every_state_has_its_mark_and_its_word() {
    let calendar = Calendar::of_programme(&full(), day("2026-01-01"), day("2026-02-10"));
    let states: Vec<BeatState> = calendar.rows[1].beats.iter().map(|beat| beat.state).collect();
    for state in BeatState::ALL {
        assert!(states.contains(&state) || state == BeatState::Missed, "{state}");
    }
    let scene = calendar.scene();
    let mut words = Vec::new();
    texts(&scene.items, &mut words);
    let legend =
        ["kept", "kept in part", "missed", "missed, with a reason", "not over yet", "paused"];
    for word in legend {
        assert!(words.iter().any(|text| text.text == word), "{word}");
    }
}

/// The boxes in which something is drawn, without the page.
fn boxes(items: &[Item], found: &mut Vec<Rect>) {
    for item in items {
        match item {
            Item::Shape(Shape::Rect(room, _), _) => found.push(*room),
            Item::Group(group) => boxes(&group.items, found),
            Item::Shape(..) | Item::Text(_) => {}
        }
    }
}

#[test]
fn words_stay_on_the_page_and_off_each_other() {
    for (from, width) in
        [("2026-01-01", 480.0), ("2025-01-01", 960.0), ("2026-02-09", 700.0), ("2000-01-01", 600.0)]
    {
        let options = CalendarOptions { width, ..CalendarOptions::default() };
        let calendar = Calendar::of_programme(&full(), day(from), day("2026-02-10"));
        let scene = calendar.with_options(options).scene();
        let mut found = Vec::new();
        texts(&scene.items, &mut found);
        for (at, text) in found.iter().enumerate() {
            let room = text.extent();
            assert!(room.left >= 0.0 && room.right() <= scene.width + 0.5, "{}", text.text);
            assert!(room.top >= 0.0 && room.bottom() <= scene.height, "{}", text.text);
            let other = found.iter().skip(at + 1).find(|other| room.overlaps(other.extent()));
            assert!(other.is_none(), "{} lies on {:?}", text.text, other.map(|text| &text.text));
            let mut drawn = Vec::new();
            boxes(&scene.items, &mut drawn);
            let under = drawn.iter().skip(1).find(|drawn| room.overlaps(**drawn));
            assert!(under.is_none(), "{} lies on {under:?}", text.text);
        }
    }
}

#[test]
fn small_beats_are_gathered_by_the_part_that_was_kept() {
    use super::gather::{Grain, cells, judged};
    let all = full();
    let huddle = all.systems().routines.get("huddle").unwrap().occasions().unwrap();
    let beats: Vec<_> = huddle.beats(day("2026-01-11")).collect();
    assert_eq!(Grain::fitting(1, 1.0), Grain::Beat);
    assert_eq!(Grain::fitting(1, 2.0), Grain::Week);
    assert_eq!(Grain::fitting(14, 20.0), Grain::Month);
    assert_eq!(Grain::fitting(92, 200.0), Grain::Year);
    // Sunday 21 December alone, then three whole weeks; the huddle is held two days in three.
    let weeks: Vec<(u32, u32)> = cells(&beats, Grain::Week).map(judged).collect();
    assert_eq!(weeks, [(1, 1), (5, 7), (4, 7), (5, 7)]);
}

#[cfg(feature = "svg")]
#[test]
fn the_picture_is_well_formed_and_the_same_on_every_run() {
    let draw = || Calendar::of_programme(&full(), day("2026-01-01"), day("2026-02-10")).to_svg();
    let svg = draw();
    assert_eq!(svg, draw());
    assert!(roxmltree::Document::parse(&svg).is_ok());
    let empty = Calendar::new("", day("2026-02-10"), day("2026-01-01")).to_svg();
    assert!(empty.contains("no record of it is kept"));
}

/// A week of which one day lies in the picture has a mark as large as any other; and where nothing is
/// due, no share is given.
#[test]
fn marks_at_the_edge_can_be_seen() {
    let held = |first: &str| Occasions::new("weekly".parse().unwrap(), day(first)).with_held([]);
    let year = Calendar::new("A year", day("2025-01-06"), day("2025-12-29"))
        .with_row("Huddle", &held("2024-12-31"))
        .with_row("Round", &held("2025-12-29"));
    let scene = year.scene();
    let rings = |title: &str| -> Vec<(f64, f64)> {
        let mut rings = Vec::new();
        for item in &scene.items {
            let Item::Group(row) = item else { continue };
            for item in row.items.iter().filter(|_| row.title.starts_with(title)) {
                let Item::Group(mark) = item else { continue };
                rings.extend(mark.items.iter().filter_map(|item| match item {
                    Item::Shape(Shape::Circle(at, radius), _) => Some((at.x, *radius)),
                    _ => None,
                }));
            }
        }
        rings
    };
    let open = rings("Round");
    assert_eq!(open.len(), 1);
    assert!(open[0].1 > 2.0, "{open:?}");
    let mut words = Vec::new();
    texts(&scene.items, &mut words);
    assert!(words.iter().any(|text| text.text == "not due yet"));
}

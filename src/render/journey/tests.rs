//! The map says what was told, hides small numbers, and keeps every word in its place.

use super::EmotionalMap;
use crate::base::Label;
use crate::people::Constituency;
use crate::people::codesign::{
    Audience, Codesign, Consent, Excerpt, ExcerptKind, Feeling, Priority, Touchpoint, Valence,
};
use crate::render::scene::{Item, Text};

fn label(text: &str) -> Label {
    Label::new(text).unwrap()
}

fn project(stops: usize) -> Codesign {
    let mut project = Codesign::new(label("A day at day surgery"));
    for at in 0..stops {
        let mut touchpoint =
            Touchpoint::new(label(&format!("Touchpoint {at} with quite a few words")));
        touchpoint.step = Some(label(if at < stops / 2 { "Arriving" } else { "Going home" }));
        for (of, valence, n) in [
            (Constituency::Patients, Valence::Negative, 4),
            (Constituency::FrontlineStaff, Valence::Positive, 6),
        ] {
            let mut feeling = Feeling::new(of, valence);
            feeling.words = vec![label("unaccompanied"), label("cold")];
            feeling.raised_by = Some(n);
            touchpoint.feelings.push(feeling);
        }
        project.touchpoints.insert(format!("t-{at}").parse().unwrap(), touchpoint).unwrap();
    }
    project
}

fn texts(items: &[Item], out: &mut Vec<Text>) {
    for item in items {
        match item {
            Item::Text(text) => out.push(text.clone()),
            Item::Group(group) => texts(&group.items, out),
            Item::Shape(..) => {}
        }
    }
}

#[test]
fn small_numbers_are_hidden_and_others_shown() {
    let said = EmotionalMap::of(&project(1)).description();
    assert!(said.contains("patients: bad: unaccompanied, cold; "), "four are too few: {said}");
    assert!(said.contains("frontline staff: good: unaccompanied, cold, raised by 6"), "{said}");
    assert!(said.contains("felt as good and as bad"), "{said}");
}

#[test]
fn priorities_are_said_and_quotations_are_not() {
    let mut project = project(2);
    let mut priority = Priority::chosen(label("News while waiting"));
    priority.touchpoints = vec!["t-1".parse().unwrap()];
    project.priorities.insert("news".parse().unwrap(), priority).unwrap();
    let consent = Consent::new("2024-01-01".parse().unwrap(), Audience::Public);
    project.consents.insert("teller".parse().unwrap(), consent).unwrap();
    let words = "Secretly I cried".parse().unwrap();
    let by = "teller".parse().unwrap();
    project.excerpts.push(Excerpt::new(ExcerptKind::Quote, Constituency::Patients, by, words));
    let map = EmotionalMap::of(&project);
    assert!(map.description().ends_with("It became a priority: News while waiting."));
    assert!(!format!("{:?}", map.scene()).contains("Secretly"));
}

#[test]
fn every_word_is_within_the_picture_and_none_lies_on_another() {
    for (stops, width) in
        [(0, 960.0), (1, 960.0), (5, 960.0), (6, 480.0), (23, 960.0), (23, 2000.0)]
    {
        let scene = EmotionalMap::of(&project(stops)).with_width(width).scene();
        let mut all = Vec::new();
        texts(&scene.items, &mut all);
        let boxes: Vec<_> = all.iter().map(|text| (text.extent(), &text.text)).collect();
        for (at, (one, said)) in boxes.iter().enumerate() {
            assert!(one.left >= 0.0 && one.left + one.width <= scene.width + 0.5, "{said}");
            assert!(one.top >= 0.0 && one.top + one.height <= scene.height + 0.5, "{said}");
            for (other, more) in &boxes[at + 1..] {
                let apart = one.left + one.width <= other.left + 0.5
                    || other.left + other.width <= one.left + 0.5
                    || one.top + one.height <= other.top + 3.0
                    || other.top + other.height <= one.top + 3.0;
                assert!(apart, "{stops} at {width}: {said:?} on {more:?}");
            }
        }
    }
}

use super::*;
use crate::assessment::{Answer, Rater, Scope, Session, Summary, Template, published};
use crate::render::chart::look::{IMPROVEMENT, INK};
use crate::render::scene::{Item, Shape, Style};

/// A session of NHS IMPACT on visits alone: so many raters on each level.
fn visits(on: &str, counts: [usize; 5]) -> (Template, Session) {
    let (id, template) = published::nhs_impact().unwrap();
    let (version, on) = (template.version().clone(), on.parse().unwrap());
    let mut session = Session::new(id, version, on, Scope::Trust);
    let levels = template.levels().ids().zip(counts);
    for (n, level) in levels.flat_map(|(id, count)| vec![id; count]).enumerate() {
        let mut rater = Rater::new();
        let answer = Answer::new(level.as_str().parse().unwrap());
        rater.answers.insert("go-and-see".parse().unwrap(), answer).unwrap();
        session.raters.insert(format!("rater-{n}").parse().unwrap(), rater).unwrap();
    }
    (template, session)
}

/// The row of visits: every shape and text in it.
fn row(profile: &Profile<'_>) -> Vec<Item> {
    let scene = profile.scene();
    let found = scene.items.into_iter().find_map(|item| match item {
        Item::Group(group) if group.title.starts_with("Go and see") => Some(group.items),
        _ => None,
    });
    found.unwrap()
}

fn circles(items: &[Item], full: bool) -> Vec<(f64, f64)> {
    items
        .iter()
        .filter_map(|item| match item {
            Item::Shape(Shape::Circle(at, _), style)
                if (style.fill == Some(IMPROVEMENT)) == full =>
            {
                Some((at.x, at.y))
            }
            _ => None,
        })
        .collect()
}

fn frames(items: &[Item]) -> usize {
    let is_frame =
        |item: &&Item| matches!(item, Item::Shape(Shape::Rect(..), Style { fill: None, .. }));
    items.iter().filter(is_frame).count()
}

#[test]
fn one_dot_for_each_rater_in_the_column_of_the_level() {
    let (template, session) = visits("2026-03-02", [2, 0, 1, 0, 1]);
    let summary = Summary::of(&template, &session).unwrap();
    let row = row(&Profile::of(&summary));
    let full = circles(&row, true);
    assert_eq!(full.len(), 4);
    // Two side by side in the first column, then columns two apart.
    let between = f64::midpoint(full[0].0, full[1].0);
    assert!((full[3].0 - full[2].0 - (full[2].0 - between)).abs() < 1e-6, "{full:?}");
    assert!(circles(&row, false).is_empty());
    assert_eq!(frames(&row), 2, "the middle answers are on the first level and the third");
}

#[test]
fn too_many_for_dots_become_a_number_in_one() {
    let (template, session) = visits("2026-03-02", [0, 250, 0, 0, 0]);
    let summary = Summary::of(&template, &session).unwrap();
    let row = row(&Profile::of(&summary));
    assert_eq!(circles(&row, true).len(), 1);
    assert!(row.iter().any(|item| matches!(item, Item::Text(text) if text.text == "250")));
}

#[test]
fn the_session_before_is_drawn_as_rings_below() {
    let (template, before) = visits("2025-03-02", [3, 0, 0, 0, 0]);
    let (_, after) = visits("2026-03-02", [0, 0, 2, 0, 0]);
    let (before, after) =
        (Summary::of(&template, &before).unwrap(), Summary::of(&template, &after).unwrap());
    let profile = Profile::of(&after).with_earlier(&before).unwrap();
    let row = row(&profile);
    let (full, rings) = (circles(&row, true), circles(&row, false));
    assert_eq!((full.len(), rings.len()), (2, 3));
    assert!(rings.iter().all(|ring| ring.1 > full[0].1));
    assert!(profile.description().contains("Before:\nNHS IMPACT self-assessment†"));
    let refused = Profile::of(&before).with_earlier(&after).unwrap_err();
    assert!(matches!(refused, crate::assessment::NotComparable::Order(..)));
}

#[test]
fn what_was_agreed_has_a_mark_of_its_own() {
    let (template, mut session) = visits("2026-03-02", [1, 0, 0, 0, 1]);
    let answer = Answer::new("developing".parse().unwrap());
    session.agreed.insert("go-and-see".parse().unwrap(), answer).unwrap();
    let summary = Summary::of(&template, &session).unwrap();
    let row = row(&Profile::of(&summary));
    let triangles = row.iter().filter(
        |item| matches!(item, Item::Shape(Shape::Polygon(_), style) if style.fill == Some(INK)),
    );
    assert_eq!(triangles.count(), 1);
}

#[test]
fn a_guarded_summary_draws_nothing_that_it_does_not_show() {
    let (template, session) = visits("2026-03-02", [2, 0, 2, 0, 0]);
    let summary = Summary::of(&template, &session).unwrap().guarded(5);
    let scene = Profile::of(&summary).scene();
    let has_dots = scene.items.iter().any(|item| match item {
        Item::Group(group) => !circles(&group.items, true).is_empty(),
        _ => false,
    });
    assert!(!has_dots);
    assert!(scene.description.contains("Not shown, since too few answered: "));
}

#[test]
fn options_out_of_range_do_no_harm() {
    let (template, session) = visits("2026-03-02", [1, 1, 1, 1, 1]);
    let summary = Summary::of(&template, &session).unwrap();
    for (width, font_size) in [(f64::NAN, f64::INFINITY), (-1.0, 0.0), (1e9, 1e9)] {
        let options = ProfileOptions { width, font_size };
        let scene = Profile::of(&summary).with_options(options).scene();
        assert!(scene.width.is_finite() && scene.width >= 560.0 && scene.height.is_finite());
    }
}

#[test]
fn what_was_merged_before_is_another_question() {
    let (template, mut before) = visits("2025-03-02", [3, 0, 0, 0, 0]);
    let (_, after) = visits("2026-03-02", [0, 0, 2, 0, 0]);
    let into = "go-and-see".parse().unwrap();
    before.merged.insert("aligned-goals".parse().unwrap(), into).unwrap();
    let (before, after) =
        (Summary::of(&template, &before).unwrap(), Summary::of(&template, &after).unwrap());
    let profile = Profile::of(&after).with_earlier(&before).unwrap();
    assert!(circles(&row(&profile), false).is_empty());
}

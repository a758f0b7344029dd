use proptest::prelude::*;

use super::*;
use crate::change::{ChangeKind, ChangeStatus};
use crate::measure::Family;
use crate::render::sheet::{Card, CardKind, Line, samples};

fn all() -> [(&'static str, Sheet); 3] {
    [
        ("culture-of-care", samples::culture_of_care()),
        ("tower-hamlets", samples::tower_hamlets()),
        ("everything", samples::everything()),
    ]
}

#[cfg(feature = "svg")]
#[test]
fn pictures_are_as_they_were() {
    for (name, sheet) in all() {
        insta::assert_snapshot!(name, Drawing::of(&sheet).to_svg());
    }
}

/// The outline of a card's group, which is its first shape.
fn outline(group: &Group) -> Option<Rect> {
    match group.items.first()? {
        Item::Shape(Shape::Rect(rect, _), _) => Some(*rect),
        Item::Shape(Shape::Polygon(points), _) => {
            let (xs, ys): (Vec<f64>, Vec<f64>) = points.iter().map(|p| (p.x, p.y)).unzip();
            let least = |v: &[f64]| v.iter().copied().fold(f64::INFINITY, f64::min);
            let most = |v: &[f64]| v.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let (left, top) = (least(&xs), least(&ys));
            Some(Rect { left, top, width: most(&xs) - left, height: most(&ys) - top })
        }
        _ => None,
    }
}

fn texts<'i>(items: &'i [Item], found: &mut Vec<&'i Text>) {
    for item in items {
        match item {
            Item::Text(text) => found.push(text),
            Item::Group(group) => texts(&group.items, found),
            Item::Shape(..) => {}
        }
    }
}

fn holds(outer: Rect, inner: Rect) -> bool {
    inner.left >= outer.left - 0.01
        && inner.right() <= outer.right() + 0.01
        && inner.top >= outer.top - 0.01
        && inner.bottom() <= outer.bottom() + 0.01
}

/// Text inside its card, no text on another, cards apart, everything on the page.
fn check(scene: &Scene, cards: usize) -> Result<(), TestCaseError> {
    let page = Rect { left: 0.0, top: 0.0, width: scene.width, height: scene.height };
    let groups: Vec<&Group> = scene
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Group(group) if group.title != "Legend" => Some(group),
            _ => None,
        })
        .collect();
    let boxes: Vec<(Rect, &Group)> =
        groups.iter().filter_map(|g| outline(g).map(|r| (r, *g))).collect();
    prop_assert_eq!(boxes.len(), cards);
    for (i, (rect, group)) in boxes.iter().enumerate() {
        prop_assert!(boxes[i + 1..].iter().all(|(other, _)| !rect.overlaps(*other)));
        let mut lines = Vec::new();
        texts(&group.items, &mut lines);
        for line in lines {
            prop_assert!(holds(*rect, line.extent()), "{:?} in {:?}", line, rect);
        }
    }
    let mut lines = Vec::new();
    texts(&scene.items, &mut lines);
    for (i, line) in lines.iter().enumerate() {
        prop_assert!(holds(page, line.extent()), "{:?} on {:?}", line, page);
        for other in &lines[i + 1..] {
            prop_assert!(!line.extent().overlaps(other.extent()), "{:?} on {:?}", line, other);
        }
    }
    Ok(())
}

#[test]
fn words_stay_in_their_cards() {
    for (name, sheet) in all() {
        check(&Drawing::of(&sheet).scene(), sheet.cards().len())
            .unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}

#[test]
fn marks_have_words() {
    let scene = Drawing::of(&samples::everything()).scene();
    let mut lines = Vec::new();
    texts(&scene.items, &mut lines);
    let words: Vec<&str> = lines.iter().map(|t| t.text.as_str()).collect();
    for status in ChangeStatus::ALL {
        // On the card, and in the legend.
        assert!(words.iter().filter(|w| **w == status.to_string()).count() >= 2, "{status}");
    }
    for family in Family::ALL {
        assert!(words.contains(&format!("{family} measure").as_str()), "{family}");
    }
    assert!(scene.description.contains("Change that is adapting, adapting, leads to:"));
}

#[test]
fn signs_on_links_stand_apart() {
    let driver = |id: &str| Card::new(id, 1, CardKind::Driver, id);
    let cards = ["a", "b", "c", "d"].map(driver).into_iter();
    let change = Card::new("x", 2, CardKind::Change(ChangeKind::Intervention), "One for all");
    let lines = ["a", "b", "c", "d"].map(|to| {
        let mut line = Line::new("x", to);
        line.look.sign = Sign::Harms;
        line
    });
    let sheet = Sheet::new("t", ["Aim"], cards.chain([change]).collect(), lines.into()).unwrap();
    let scene = Drawing::of(&sheet).scene();
    let discs: Vec<Point> = scene
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Shape(Shape::Circle(at, _), _) => Some(*at),
            _ => None,
        })
        .collect();
    assert_eq!(discs.len(), 4);
    for (i, a) in discs.iter().enumerate() {
        let near = |b: &&Point| (a.x - b.x).hypot(a.y - b.y) < 2.0 * marks::SIGN;
        assert_eq!(discs[i + 1..].iter().filter(near).count(), 0);
    }
}

#[test]
fn an_empty_sheet_is_a_page_with_a_title() {
    let sheet = Sheet::new("", [""], vec![], vec![]).unwrap();
    let scene = Drawing::of(&sheet).scene();
    assert_eq!(scene.title, "Driver diagram");
    assert!(scene.width > 0.0 && scene.height > 0.0);
}

#[test]
fn branches_are_told_by_colour_where_there_is_one() {
    let sheet = samples::culture_of_care();
    let branches = branches(&sheet);
    assert_eq!(branches[0], None, "the aim belongs to no branch");
    let of = |id: &str| branches[sheet.cards().iter().position(|c| c.id == id).unwrap()];
    assert_eq!(of("s1"), of("patients"));
    assert_eq!(of("s5"), None, "fed into two");
    assert_ne!(of("patients"), of("staff"));
}

fn sheets() -> impl Strategy<Value = Sheet> {
    let card = (0_usize..5, 0_usize..5, "\\PC{0,60}", 0_usize..9, 0_usize..5, any::<bool>());
    (
        proptest::collection::vec(card, 1..14),
        proptest::collection::vec((0_usize..14, 0_usize..14), 0..20),
    )
        .prop_map(|(cards, ends)| {
            let count = cards.len();
            let cards = cards.into_iter().enumerate().map(
                |(i, (column, kind, label, status, family, retired))| {
                    let kind = match kind {
                        0 => CardKind::Aim,
                        1 => CardKind::Driver,
                        2 => CardKind::Change(ChangeKind::Intervention),
                        3 => CardKind::Change(ChangeKind::Concept),
                        _ => CardKind::Change(ChangeKind::ImplementationActivity),
                    };
                    Card {
                        status: ChangeStatus::ALL.get(status).copied(),
                        measures: Family::ALL.into_iter().take(family).collect(),
                        note: retired.then(|| label.clone()),
                        retired,
                        ..Card::new(format!("c{i}"), column, kind, label)
                    }
                },
            );
            let lines = ends
                .into_iter()
                .map(|(from, to)| (from % count, to % count))
                .filter(|(from, to)| from != to)
                .map(|(from, to)| Line::new(format!("c{from}"), format!("c{to}")));
            Sheet::new("Title", ["Aim", "Drivers"], cards.collect(), lines.collect()).unwrap()
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_sheet_is_drawn_without_overlap(sheet in sheets()) {
        let layout = layout::Options { starts: 2, ..layout::Options::default() };
        let options = DrawingOptions { layout, ..DrawingOptions::default() };
        let scene = Drawing::of(&sheet).with_options(options).scene();
        check(&scene, sheet.cards().len())?;
        #[cfg(feature = "svg")]
        prop_assert!(roxmltree::Document::parse(&crate::render::svg::Svg::new(&scene).to_string()).is_ok());
    }
}

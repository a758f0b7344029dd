use super::*;
use crate::base::{Hours, Period, RoleId, Week};
use crate::capability::{Demand, Supply};
use crate::render::layout::Rect;
use crate::render::scene::{Item, Text};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn hours(hours: f64) -> Hours {
    Hours::new(hours).unwrap()
}

/// So many roles over so many weeks, each with every sort of demand, and short in some weeks.
fn full(roles: u32, weeks: usize) -> CapacityChart {
    let (mut supplies, mut demands) = (Vec::new(), Vec::new());
    let from = |days: u32| Period::new(Some(day("2026-01-05").plus_days(days)), None).ok();
    for at in 0..roles {
        let role: RoleId = format!("role-{at:02}").parse().unwrap();
        if at % 5 != 4 {
            supplies.push(Supply::new(role.clone(), hours(8.0), None));
        }
        for (n, cause) in
            ["change:huddle", "measure:falls", "codesign:a-day", "aim:less"].iter().enumerate()
        {
            let asked = hours(1.0 + f64::from(at % 3));
            let when = from(u32::try_from(n).unwrap() * 21);
            demands.push(Demand::a_week(role.clone(), cause.parse().unwrap(), asked, when));
        }
        let (one, other) = (day("2026-02-02"), day("2026-02-20"));
        let cycle = "cycle:one-bay".parse().unwrap();
        demands.push(Demand::in_all(role, cycle, hours(6.0), one, other));
    }
    let capacity = Capacity::of(Week::of(day("2026-01-05")), weeks, &supplies, &demands);
    CapacityChart::new("Ward 4 & friends", capacity)
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

/// 8 h are there. Of role 1 are asked 2 h from W02 on, 2 h more from each of W05, W08 and W11, and 6 h
/// over W06 to W08, 2 h in each: never more than 8 h. Of role 2 are asked 3 h each time: 8 h in W06 and
/// W07, 11 h in W08, 9 h in W09 and W10, and 12 h from W11 to W13.
#[test]
fn all_is_said_in_words() {
    let chart = full(3, 12);
    let said: Vec<String> = chart.description().lines().map(str::to_owned).collect();
    assert_eq!(said[0], "Weeks 2026-W02 to 2026-W13, from 2026-01-05 on.");
    assert_eq!(said[2], "role-01: fits in all 12 weeks; 2 to 8 h asked a week, 8 h there.");
    assert_eq!(
        said[3],
        "role-02: short in 6 of 12 weeks; 3 to 12 h asked a week, 8 h there; the first is 2026-W08 \
         (from 2026-02-16), 3 h short: change:huddle (3 h), measure:falls (3 h), codesign:a-day (3 h, \
         new that week) and cycle:one-bay (2 h)."
    );
    assert!(full(5, 3).description().contains("role-04: no hours are recorded; 2 h asked a week"));
    let empty = CapacityChart::new(" ", Capacity::of(Week::of(day("2026-01-05")), 0, &[], &[]));
    assert_eq!(empty.description(), "No week.\nNo role has hours, and none are asked.");
    assert!(empty.scene().height > 0.0);
}

#[test]
fn words_stay_on_the_page_and_apart() {
    for (roles, weeks) in [(1, 1), (5, 12), (7, 104)] {
        for width in [640.0, 1100.0] {
            let options = CapacityOptions { width, ..CapacityOptions::default() };
            let scene = full(roles, weeks).with_options(options).scene();
            let mut found = Vec::new();
            texts(&scene.items, &mut found);
            let boxes: Vec<Rect> = found.iter().map(|text| text.extent()).collect();
            for (at, one) in boxes.iter().enumerate() {
                let said = &found[at].text;
                assert!(one.left >= 0.0 && one.left + one.width <= scene.width, "{said}");
                assert!(one.top >= 0.0 && one.top + one.height <= scene.height, "{said}");
                for (n, other) in boxes.iter().enumerate().skip(at + 1) {
                    let apart = one.left + one.width <= other.left + 0.5
                        || other.left + other.width <= one.left + 0.5
                        || one.top + one.height <= other.top + 2.5
                        || other.top + other.height <= one.top + 2.5;
                    assert!(apart, "`{said}` and `{}` at {width}", found[n].text);
                }
            }
        }
    }
}

#[test]
fn many_roles_are_cut_into_pages() {
    let chart = full(30, 104);
    let pages = chart.pages();
    assert_eq!(pages.len(), 3);
    let shown: usize = pages.iter().map(|page| page.shown().count()).sum();
    assert_eq!(shown, 30);
    assert!(
        pages[1].description().contains("role-10") && !pages[1].description().contains("role-09")
    );
    assert!(pages[2].scene().title.ends_with("(3 of 3)"));
    assert_eq!(full(10, 4).pages().len(), 1);
    let none = CapacityOptions { roles_a_page: 0, ..CapacityOptions::default() };
    assert_eq!(full(2, 4).with_options(none).pages().len(), 2);
}

#[cfg(feature = "svg")]
#[test]
fn the_picture_is_well_formed_and_the_same_each_time() {
    let svg = full(7, 26).to_svg();
    assert_eq!(svg, full(7, 26).to_svg());
    let tree = roxmltree::Document::parse(&svg).unwrap();
    // Role 2 alone is short among the first five, and role 4 has no hours on record.
    assert!(tree.descendants().any(|node| node.text() == Some("no hours recorded")));
    assert!(svg.contains("Ward 4 &amp; friends"));
}

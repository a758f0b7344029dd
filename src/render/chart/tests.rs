use proptest::prelude::*;

use super::*;
use crate::base::{Date, Direction, Label, Number};
use crate::measure::{self, DataKind, Definition, Family, Measure, Target};
use crate::programme::Programme;
use crate::render::chart::of_measure::{Charting, ChartingError, Kind};
use crate::render::layout::{Point, Rect};
use crate::render::scene::{self, Text};
use crate::spc::{ChartKind, Preset};

fn day(month: usize) -> Date {
    let first: Date = "2023-01-01".parse().unwrap();
    first.plus_months(u32::try_from(month).unwrap())
}

fn of(values: &[Option<f64>], kind: ChartKind, target: Option<f64>) -> Chart {
    let series = spc::Series::from_values(values.iter().copied()).unwrap();
    let method = Preset::Recommended.method().drawing(kind);
    let question = Question { target, ..Question::new(Direction::Down) };
    Chart::new("Falls & trips", &series, &method, &Sections::whole(), question).unwrap()
}

#[cfg(feature = "svg")]
fn falls() -> Vec<Option<f64>> {
    [9, 11, 8, 10, 12, 9, 10, 11, 9, 8, 5, 6, 4, 5, 6, 5].map(|n| Some(f64::from(n))).to_vec()
}

/// Everything a chart can hold: gap, point left out, phase, definition, events near each other.
fn full() -> Measure {
    let mut points: Vec<measure::Point> = Vec::new();
    for number in 0..30 {
        let value = if number < 15 { 20.0 } else { 12.0 } + f64::from(number * 7 % 5);
        let at = day(usize::try_from(number).unwrap());
        points.push(match number {
            6 => measure::Point::gap(at),
            _ => measure::Point::value(at, value).unwrap(),
        });
    }
    let label = |text: &str| Label::new(text).unwrap();
    let events = [
        (2, "Team formed"),
        (12, "First test on one ward"),
        (13, "Second test, with nights"),
        (28, "Spread to four more wards in the north of the town"),
    ];
    let mut measure = Measure::new(label("Falls per 1,000 bed days"), Family::Outcome);
    measure.direction = Some(Direction::Down);
    measure.target = Some(Target::new(Number::new(11.0).unwrap()));
    measure.definition = Some(Definition::new(DataKind::Continuous));
    measure.series = Some(
        measure::Series::new(points)
            .unwrap()
            .with_annotations(
                events.map(|(at, text)| measure::Annotation::new(day(at), label(text))).to_vec(),
            )
            .unwrap()
            .with_exclusions(vec![measure::Exclusion::new(
                day(4),
                "the ward was closed".parse().unwrap(),
            )])
            .unwrap()
            .with_rebases(vec![measure::Rebase::new(day(15), "new rounds".parse().unwrap())])
            .unwrap()
            .with_versions(vec![measure::Version::new(
                day(22),
                "near falls are counted too".parse().unwrap(),
            )])
            .unwrap(),
    );
    measure
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

/// All text on the page, and no text on other text.
fn check(scene: &Scene) -> Result<(), TestCaseError> {
    let mut found = Vec::new();
    texts(&scene.items, &mut found);
    for (number, text) in found.iter().enumerate() {
        let box_ = text.extent();
        prop_assert!(
            box_.left >= 0.0
                && box_.right() <= scene.width
                && box_.top >= 0.0
                && box_.bottom() <= scene.height,
            "outside the page: {text:?}"
        );
        for other in found.iter().skip(number + 1) {
            prop_assert!(!shrunk(box_).overlaps(shrunk(other.extent())), "{text:?} {other:?}");
        }
    }
    Ok(())
}

/// A box without the room under its letters.
fn shrunk(rect: Rect) -> Rect {
    Rect {
        left: rect.left + 0.5,
        top: rect.top + 0.5,
        width: rect.width - 1.0,
        height: rect.height * 0.8,
    }
}

#[cfg(feature = "svg")]
fn parsed(svg: &str) -> roxmltree::Document<'_> {
    roxmltree::Document::parse(svg).unwrap()
}

#[cfg(feature = "svg")]
#[test]
fn pictures_are_as_they_were() {
    let method = Preset::Recommended.method();
    let full = Chart::of_measure(&full(), &method, Kind::Given(ChartKind::I)).unwrap();
    insta::assert_snapshot!("everything", full.to_svg());
    let run = of(&falls(), ChartKind::Run, Some(4.0)).with_options(ChartOptions::small());
    insta::assert_snapshot!("run", run.to_svg());
}

#[test]
fn what_it_says_is_said_in_words() {
    let method = Preset::Recommended.method();
    let chart = Chart::of_measure(&full(), &method, Kind::Given(ChartKind::I)).unwrap();
    insta::assert_snapshot!(chart.description());
}

#[test]
fn text_stays_on_the_page_and_apart() {
    let method = Preset::Recommended.method();
    let full = Chart::of_measure(&full(), &method, Kind::Given(ChartKind::I)).unwrap();
    check(&full.scene()).unwrap();
    check(&full.clone().with_options(ChartOptions::small()).scene()).unwrap();
    let page = ChartPage::new("Many").with_columns(3);
    let page = page.with_part("One", vec![full.clone(); 4]).with_part("Two", [full]);
    check(&page.scene()).unwrap();
}

#[test]
fn a_target_shows_when_it_is_due() {
    let mut measure = full();
    let due = |measure: &Measure| {
        let charting = Charting::of(measure, &Preset::Recommended.method(), Kind::Advised).unwrap();
        charting.notes.into_iter().filter(|note| note.text == "the target is due").count()
    };
    assert_eq!(due(&measure), 0);
    // Within the points it stands on the chart; beyond them it is listed under it.
    for by in [day(20), day(60)] {
        measure.target.as_mut().unwrap().by = Some(by);
        assert_eq!(due(&measure), 1);
        let method = Preset::Recommended.method();
        let chart = Chart::of_measure(&measure, &method, Kind::Given(ChartKind::I)).unwrap();
        let scene = chart.scene();
        check(&scene).unwrap();
        let mut found = Vec::new();
        texts(&scene.items, &mut found);
        let said = found.iter().map(|text| text.text.as_str()).collect::<Vec<_>>().join(" ");
        assert!(said.contains("target is due"), "{said}");
        assert!(chart.description().contains("the target is due"));
    }
}

#[test]
fn a_page_of_a_programme_has_every_measure_that_is_collected() {
    let bare = |text: &str| Measure::new(Label::new(text).unwrap(), Family::Process);
    let mut retired = full();
    retired.retired = Some(crate::base::Retirement::new("counted elsewhere".parse().unwrap()));
    let mut builder =
        Programme::builder("calmer-wards".parse().unwrap(), Label::new("Calmer wards").unwrap());
    let measures = [("falls", full()), ("huddles", bare("Huddles held")), ("old", retired)];
    for (id, measure) in measures {
        builder.measure(id.parse::<crate::base::MeasureId>().unwrap(), measure).unwrap();
    }
    let programme = builder.build().unwrap();
    let page = ChartPage::new("Now").with_programme(&programme, &Preset::Recommended.method());
    let said = page.description();
    assert!(said.starts_with("Calmer wards\n\nFalls per 1,000 bed days\n"), "{said}");
    assert!(said.ends_with("Huddles held: no data yet"), "{said}");
    assert_eq!(
        said.matches("Falls per 1,000 bed days").count(),
        1,
        "a retired measure is left out"
    );
    check(&page.scene()).unwrap();
}

/// The middles of the signs of the points, in order.
fn points(items: &[Item]) -> Vec<Point> {
    let mut found = Vec::new();
    for item in items {
        let Item::Group(group) = item else { continue };
        match &group.items[..] {
            [Item::Shape(Shape::Circle(at, _), _)] => found.push(*at),
            _ => found.extend(points(&group.items)),
        }
    }
    found
}

#[cfg(feature = "svg")]
#[test]
fn odd_series_have_pictures() {
    let thousand: Vec<Option<f64>> = (0..1000).map(|n| Some(f64::from(n * 37 % 101))).collect();
    for values in [
        vec![],
        vec![None, None],
        vec![Some(3.0)],
        vec![Some(5.0); 20],
        vec![Some(1e60), Some(-1e60)],
        vec![Some(1e60); 20],
        vec![Some(-4.0), Some(-9.5), None, Some(-2.0)],
        thousand,
    ] {
        for kind in [ChartKind::I, ChartKind::Run] {
            for target in [None, Some(5.0)] {
                let chart = of(&values, kind, target);
                check(&chart.scene()).unwrap();
                let svg = chart.to_svg();
                assert!(!svg.contains("NaN") && !svg.contains("inf "), "{svg}");
                parsed(&svg);
            }
        }
    }
}

#[test]
fn a_gap_and_a_new_definition_break_the_line() {
    let paths = |measure: &Measure| {
        let method = Preset::Recommended.method();
        let chart = Chart::of_measure(measure, &method, Kind::Given(ChartKind::I)).unwrap();
        let threads = |item: &Item| match item {
            Item::Group(plot) => plot
                .items
                .iter()
                .filter(|item| {
                    matches!(item, Item::Shape(Shape::Path(_), style)
                        if style.stroke.is_some_and(|s| s.colour == look::THREAD))
                })
                .count(),
            _ => 0,
        };
        chart.scene().items.iter().map(threads).sum::<usize>()
    };
    assert_eq!(paths(&full()), 3);
    let mut whole = full();
    let points = whole.series.as_ref().unwrap().points().to_vec();
    whole.series = Some(measure::Series::new(points).unwrap());
    assert_eq!(paths(&whole), 2, "only the gap");
}

/// Two to four waits a week: X-bar is advised, S is there for the asking, and what is charted is what
/// [`spc`] makes of the same rows.
#[test]
fn several_values_of_a_time_are_a_subgroup() {
    let waits = |week: usize| (0..2 + week % 3).map(move |n| ((week * 7 + n * 5) % 11) as f64);
    let points = (0..14).map(|week| match week {
        3 => measure::Point::gap(day(week)),
        _ => measure::Point::subgroup(day(week), waits(week)).unwrap(),
    });
    let mut measure = Measure::new(Label::new("Waits").unwrap(), Family::Process);
    measure.definition = Some(Definition::new(DataKind::Continuous));
    measure.series = Some(measure::Series::new(points.collect()).unwrap());
    measure.direction = Some(Direction::Down);
    let mut target = Target::new(Number::new(4.0).unwrap());
    target.by = Some(day(13));
    measure.target = Some(target);
    let method = Preset::Recommended.method();
    let advised = Charting::of(&measure, &method, Kind::Advised).unwrap();
    assert_eq!(advised.method.spec().kind, ChartKind::Xbar);
    assert_eq!(advised.advice.unwrap().instead.unwrap().0, ChartKind::S);
    assert_eq!((advised.question.target, advised.notes.len()), (Some(4.0), 1));
    let charting = Charting::of(&measure, &method, Kind::Given(ChartKind::S)).unwrap();
    // The target is one of values, and says nothing about their spread.
    assert_eq!(charting.question, spc::Question::new(Direction::Neither));
    assert!(charting.notes.is_empty());
    let row = |week: usize, value| spc::Row {
        position: spc::Position::Day(day(week)),
        value,
        denominator: None,
    };
    let rows = (0..14)
        .filter(|week| *week != 3)
        .flat_map(|week| waits(week).map(move |wait| row(week, Some(wait))));
    let rows = rows.chain([row(3, None)]);
    let series =
        spc::Series::from_rows(rows, spc::Aggregate::Mean, spc::EventsOverZero::Refuse).unwrap();
    let spec = spc::ChartSpec { kind: ChartKind::S, ..*method.spec() };
    let drawn = spc::Chart::draw(&spec, &Sections::whole(), &series).unwrap();
    let report = charting.report().unwrap();
    for at in 0..14 {
        assert_eq!(report.chart().lines(at), drawn.lines(at));
        assert_eq!(report.chart().value(at), drawn.value(at));
    }
    assert!(drawn.lines(0).upper().is_some() && drawn.value(3).is_none());
    let means = Charting::of(&measure, &method, Kind::Given(ChartKind::I)).unwrap();
    assert_eq!(means.report().unwrap().chart().value(0), Some(waits(0).sum::<f64>() / 2.0));
}

#[test]
fn fractions_are_shown_in_the_units_of_the_definition() {
    let fractions = |per: Option<u32>, kind| {
        let points = (0..14).map(|n| measure::Point::fraction(day(n), 3.0, 12.0).unwrap());
        let mut measure = Measure::new(Label::new("Seen in time").unwrap(), Family::Process);
        let mut definition = Definition::new(kind);
        definition.per = per.and_then(std::num::NonZeroU32::new);
        measure.definition = Some(definition);
        measure.target = Some(Target::new(Number::new(0.95).unwrap()));
        measure.series = Some(measure::Series::new(points.collect()).unwrap());
        Charting::of(&measure, &Preset::Recommended.method(), Kind::Advised).unwrap()
    };
    let percent = fractions(None, DataKind::Proportion);
    assert_eq!(percent.method.spec().kind, ChartKind::P);
    assert_eq!(percent.report().unwrap().chart().value(0), Some(25.0));
    assert_eq!((percent.question.target, percent.unit.as_str()), (Some(95.0), "percent"));
    let rate = fractions(Some(1000), DataKind::Rate);
    assert_eq!(rate.method.spec().kind, ChartKind::U);
    assert_eq!(rate.report().unwrap().chart().value(0), Some(250.0));
    assert_eq!((rate.question.target, rate.unit.as_str()), (Some(0.95), "per 1000"));
}

#[test]
fn sections_begin_at_recalculations_and_new_definitions() {
    let charting = Charting::of(&full(), &Preset::Recommended.method(), Kind::Advised).unwrap();
    assert_eq!(charting.sections, Sections::whole().starting_at([15, 22]).without([4]));
    assert_eq!(charting.notes.len(), 7);
    let bare = Measure::new(Label::new("Falls").unwrap(), Family::Outcome);
    let refused = Charting::of(&bare, &Preset::Recommended.method(), Kind::Advised).unwrap_err();
    assert!(matches!(&refused, ChartingError::NoSeries { label } if label == "Falls"));
    let given = Charting::of(&full(), &Preset::Recommended.method(), Kind::Given(ChartKind::P));
    assert!(matches!(given, Err(ChartingError::Numbers(_))));
}

#[test]
fn a_series_of_positions_has_phases_and_points_left_out_too() {
    let points = (1..=20_u32)
        .map(|n| measure::Point::value(day(0), f64::from(n * 7 % 5)).unwrap().at_position(10 * n));
    let because = || crate::base::Reason::new("a cause").unwrap();
    let series = measure::Series::new(points.collect()).unwrap();
    let series = series.with_versions(vec![measure::Version::new(95, because())]).unwrap();
    let series = series.with_rebases(vec![measure::Rebase::new(150, because())]).unwrap();
    let series = series.with_exclusions(vec![measure::Exclusion::new(40, because())]).unwrap();
    let mut measure = Measure::new(Label::new("Days to reply").unwrap(), Family::Process);
    measure.series = Some(series);
    let charting = Charting::of(&measure, &Preset::Recommended.method(), Kind::Advised).unwrap();
    assert_eq!(charting.sections, Sections::whole().starting_at([14, 9]).without([3]));
}

/// Distances between the corners of all shapes of a colour, at most.
fn extents(items: &[Item], colour: scene::Colour, found: &mut Vec<f64>) {
    for item in items {
        match item {
            Item::Group(group) => extents(&group.items, colour, found),
            Item::Shape(Shape::Polygon(corners), style) if style.fill == Some(colour) => {
                let high = corners.iter().map(|at| at.y).fold(f64::NEG_INFINITY, f64::max);
                let low = corners.iter().map(|at| at.y).fold(f64::INFINITY, f64::min);
                found.push(high - low);
            }
            _ => {}
        }
    }
}

#[test]
fn shapes_of_signals_can_be_told_however_many_points_there_are() {
    let step = |n: u32| if n < 150 { 40.0 } else { 20.0 } + f64::from(n * 37 % 11);
    let values: Vec<Option<f64>> = (0..300).map(|n| Some(step(n))).collect();
    let chart = of(&values, ChartKind::I, None);
    let (mut found, plot) = (Vec::new(), chart.scene());
    extents(&plot.items, look::CONCERN, &mut found);
    extents(&plot.items, look::IMPROVEMENT, &mut found);
    assert!(found.len() >= 300 && found.iter().all(|size| *size > 4.0), "{found:?}");
}

#[test]
fn words_have_room_at_the_narrowest_and_largest() {
    let method = Preset::Recommended.method();
    let full = Chart::of_measure(&full(), &method, Kind::Given(ChartKind::I)).unwrap();
    for (width, font_size) in [(320.0, 24.0), (500.0, 24.0), (1200.0, 99.0)] {
        let options = ChartOptions { width, font_size, ..ChartOptions::default() };
        let scene = full.clone().with_options(options).scene();
        check(&scene).unwrap();
        assert!(scene.height < 900.0, "{} high at {width}", scene.height);
    }
}

#[test]
fn no_line_runs_through_the_words_that_there_is_no_data() {
    let scene = of(&[None, None], ChartKind::I, Some(5.0)).scene();
    let mut found = Vec::new();
    texts(&scene.items, &mut found);
    let words = found.iter().find(|text| text.text == "No data yet").unwrap().extent();
    let target = found.iter().find(|text| text.text.starts_with("Target")).unwrap().extent();
    assert!(target.middle().y > words.bottom());
}

#[test]
fn rare_events_are_still_charted_as_they_were_collected() {
    let points =
        (0..20).map(|n| measure::Point::value(day(n), if n % 3 == 0 { 1.0 } else { 0.0 }).unwrap());
    let mut measure = Measure::new(Label::new("Falls with harm").unwrap(), Family::Outcome);
    measure.definition = Some(Definition::new(DataKind::Count));
    measure.series = Some(measure::Series::new(points.collect()).unwrap());
    let charting = Charting::of(&measure, &Preset::Recommended.method(), Kind::Advised).unwrap();
    assert_eq!(charting.advice.unwrap().chart, Some(ChartKind::T));
    assert_eq!(charting.method.spec().kind, ChartKind::C);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Signs stand in the order of time inside the page, and as far apart as their values: nothing
    /// is moved to the edge of the plot.
    #[test]
    fn points_stand_where_their_values_are(
        values in proptest::collection::vec(-1e6..1e6_f64, 12..40),
        target in -1e6..1e6_f64,
    ) {
        let some: Vec<Option<f64>> = values.iter().copied().map(Some).collect();
        // Neither way is better, so that signs are circles and squares, whose middle is their value.
        let series = spc::Series::from_values(some).unwrap();
        let method = Preset::Recommended.method().drawing(ChartKind::Run).with_rules(
            spc::RuleSet::new("none", []).unwrap(),
        );
        let question = Question { target: Some(target), ..Question::new(Direction::Neither) };
        let chart = Chart::new("Any", &series, &method, &Sections::whole(), question).unwrap();
        let scene = chart.scene();
        let points = points(&scene.items);
        prop_assert_eq!(points.len(), values.len());
        let (mut low, mut high) = (0, 0);
        for (at, value) in values.iter().enumerate() {
            low = if *value < values[low] { at } else { low };
            high = if *value > values[high] { at } else { high };
        }
        for pair in points.windows(2) {
            prop_assert!(pair[0].x < pair[1].x);
        }
        // One scale for all: pixels per unit, upside down.
        let unit = (points[low].y - points[high].y) / (values[high] - values[low]);
        for (value, point) in values.iter().zip(&points) {
            let expected = points[high].y + (values[high] - value) * unit;
            prop_assert!((point.y - expected).abs() < 1e-6, "{value} at {point:?}, not {expected}");
        }
        // The target has room too.
        let span = values[high].max(target) - values[low].min(target);
        prop_assert!(span * unit <= chart.options.plot_height + 1e-6);
        prop_assert!(points.iter().all(|p| p.y > 0.0 && p.y < scene.height && p.x < scene.width));
    }

    #[test]
    fn any_series_has_a_picture(
        values in proptest::collection::vec(proptest::option::weighted(0.9, -1e9..1e9_f64), 0..40),
        notes in proptest::collection::vec((-3..45_i64, "[a-z ]{0,40}"), 0..9),
        target in proptest::option::of(-1e9..1e9_f64),
        width in 320.0..1200.0_f64,
        power in -12..12_i32,
    ) {
        let values: Vec<Option<f64>> =
            values.into_iter().map(|v| v.map(|v| v * 10_f64.powi(power))).collect();
        let notes = notes.into_iter().enumerate().map(|(number, (at, text))| match number % 3 {
            0 => Note::phase(at, text),
            1 => Note::version(at, text),
            _ => Note::event(at, text),
        });
        let options = ChartOptions { width, ..ChartOptions::default() };
        let chart = of(&values, ChartKind::I, target).with_notes(notes).with_options(options);
        let scene = chart.scene();
        check(&scene)?;
        #[cfg(feature = "svg")]
        {
            let svg = chart.to_svg();
            prop_assert!(!svg.contains("NaN"));
            prop_assert!(roxmltree::Document::parse(&svg).is_ok());
        }
        prop_assert_eq!(scene, chart.scene());
    }
}

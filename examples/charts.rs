//! Pictures of measures over time: one chart with everything on it, and a page of small ones.
//!
//! All figures are invented for this example; none is of a real ward. The example writes
//! `target/charts/chart.svg` and `target/charts/page.svg`, and prints what the first one says to
//! those who do not see it.

#![expect(clippy::print_stdout, reason = "an example speaks to the terminal")]

use std::error::Error;
use std::fs;
use std::path::Path;

use improvement::base::{Date, Direction, Label, Number};
use improvement::measure::{
    Annotation, DataKind, Definition, Exclusion, Family, Measure, Point, Rebase, Series, Target,
    Version,
};
use improvement::render::chart::of_measure::Kind;
use improvement::render::{Chart, ChartPage};
use improvement::spc::{ChartKind, Preset};

/// Invented: violent incidents per 1,000 occupied bed days, month by month; `None` was not recorded.
const VIOLENCE: [Option<f64>; 36] = [
    Some(11.8),
    Some(12.6),
    Some(10.9),
    Some(13.1),
    Some(12.2),
    Some(11.4),
    Some(12.9),
    Some(11.1),
    Some(12.4),
    Some(19.6),
    Some(11.9),
    Some(12.8),
    Some(11.2),
    None,
    Some(10.6),
    Some(10.1),
    Some(9.2),
    Some(8.7),
    Some(7.9),
    Some(8.4),
    Some(7.6),
    Some(8.8),
    Some(7.3),
    Some(8.1),
    Some(6.9),
    Some(7.7),
    Some(8.3),
    Some(7.2),
    Some(5.9),
    Some(6.3),
    Some(5.4),
    Some(5.8),
    Some(5.1),
    Some(5.6),
    Some(4.9),
    Some(5.2),
];

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new("target/charts");
    fs::create_dir_all(folder)?;
    let method = Preset::Recommended.method();

    let violence = violence()?;
    let chart = Chart::of_measure(&violence, &method, Kind::Given(ChartKind::I))?;
    fs::write(folder.join("chart.svg"), chart.to_svg())?;
    println!("{}\n{}\n", chart.title(), chart.description());

    let kind = Kind::Advised;
    let ward = |measures: [Measure; 2]| {
        let charts = measures.iter().map(|measure| Chart::of_measure(measure, &method, kind));
        charts.collect::<Result<Vec<_>, _>>()
    };
    let page = ChartPage::new("Two wards at a glance (invented figures)")
        .with_part("Calm ward", ward([violence.clone(), reviews()?])?)
        .with_part("New ward", ward([restraints()?, sickness()?])?);
    fs::write(folder.join("page.svg"), page.to_svg())?;
    println!("Pictures are in {}", folder.display());
    Ok(())
}

fn month(number: usize) -> Result<Date, Box<dyn Error>> {
    let first: Date = "2022-01-01".parse()?;
    Ok(first.plus_months(u32::try_from(number)?))
}

fn violence() -> Result<Measure, Box<dyn Error>> {
    let mut points = Vec::new();
    for (number, value) in VIOLENCE.iter().enumerate() {
        let day = month(number)?;
        points.push(match value {
            Some(value) => Point::value(day, *value)?,
            None => Point::gap(day),
        });
    }
    let mut definition = Definition::new(DataKind::Rate);
    definition.unit = Some(Label::new("incidents per 1,000 occupied bed days")?);
    let mut measure = Measure::new(Label::new("Violence on the ward")?, Family::Outcome);
    measure.direction = Some(Direction::Down);
    measure.target = Some(Target::new(Number::new(6.0)?));
    measure.definition = Some(definition);
    measure.series = Some(
        Series::new(points)?
            .with_annotations(vec![
                Annotation::new(month(3)?, Label::new("Team formed")?),
                Annotation::new(month(14)?, Label::new("Safety huddles twice a day")?),
                Annotation::new(month(16)?, Label::new("Risk tool tested with two nurses")?),
                Annotation::new(month(27)?, Label::new("Huddles on all shifts")?),
            ])?
            .with_exclusions(vec![Exclusion::new(
                month(9)?,
                "one patient, later moved to intensive care".parse()?,
            )])?
            .with_rebases(vec![Rebase::new(month(16)?, "huddles have settled".parse()?)])?
            .with_versions(vec![Version::new(
                month(28)?,
                "verbal threats are no longer counted".parse()?,
            )])?,
    );
    Ok(measure)
}

/// Invented: patients with a review of their risks within a day, of those admitted.
fn reviews() -> Result<Measure, Box<dyn Error>> {
    let pairs = [
        (31, 52),
        (28, 49),
        (35, 55),
        (30, 51),
        (29, 47),
        (33, 54),
        (30, 50),
        (27, 48),
        (34, 53),
        (31, 49),
        (38, 52),
        (41, 54),
        (40, 50),
        (44, 55),
        (41, 49),
        (45, 53),
        (43, 50),
        (46, 52),
    ];
    let mut points = Vec::new();
    for (number, (count, of)) in pairs.into_iter().enumerate() {
        points.push(Point::fraction(month(number + 18)?, f64::from(count), f64::from(of))?);
    }
    let mut measure =
        Measure::new(Label::new("Risks reviewed within a day of admission")?, Family::Process);
    measure.direction = Some(Direction::Up);
    measure.target = Some(Target::new(Number::new(0.95)?));
    measure.definition = Some(Definition::new(DataKind::Proportion));
    measure.series = Some(Series::new(points)?);
    Ok(measure)
}

/// Invented: restraints a month on a ward that opened in autumn.
fn restraints() -> Result<Measure, Box<dyn Error>> {
    let mut points = Vec::new();
    for (number, count) in [6.0, 4.0, 7.0, 5.0, 5.0, 3.0].into_iter().enumerate() {
        points.push(Point::value(month(number + 30)?, count)?);
    }
    let mut measure = Measure::new(Label::new("Restraints a month")?, Family::Outcome);
    measure.direction = Some(Direction::Down);
    measure.definition = Some(Definition::new(DataKind::Count));
    measure.series = Some(Series::new(points)?);
    Ok(measure)
}

/// Invented: staff off sick, percent of shifts.
fn sickness() -> Result<Measure, Box<dyn Error>> {
    let found = [
        4.1, 3.8, 4.6, 4.3, 3.9, 4.4, 4.0, 4.5, 4.2, 3.7, 4.3, 4.1, 4.4, 5.1, 5.4, 5.0, 5.6, 5.9,
        5.7, 6.2,
    ];
    let mut points = Vec::new();
    for (number, value) in found.into_iter().enumerate() {
        points.push(Point::value(month(number + 16)?, value)?);
    }
    let mut definition = Definition::new(DataKind::Continuous);
    definition.unit = Some(Label::new("percent of shifts")?);
    let mut measure = Measure::new(Label::new("Staff off sick")?, Family::Balancing);
    measure.direction = Some(Direction::Down);
    measure.target = Some(Target::new(Number::new(5.0)?));
    measure.definition = Some(definition);
    measure.series = Some(Series::new(points)?);
    Ok(measure)
}

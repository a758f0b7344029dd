//! Three years of accident and emergency departments in England: is the four-hour measure changing,
//! and will it meet its target?
//!
//! The table holds attendances and breaches (stays of more than four hours) of all departments by
//! month, April 2016 to March 2019. Source: NHS England, A&E Attendances and Emergency Admissions,
//! Open Government Licence v3.0, via the package `NHSRdatasets` 0.3.3 (CC0). The example charts the
//! percentage seen within four hours with the recommended method, prints every month with its
//! limits and what it shows, reads the chart, and says how often a steady process would look so.

#![expect(clippy::print_stdout, reason = "an example speaks to the terminal")]

use std::error::Error;

use improvement::base::{Date, Direction};
use improvement::spc::{
    ChartKind, Circumstances, DataKind, EventsOverZero, Method, Position, Question, Report, Row,
    Sections, Series, StableShift, advise,
};

/// Year, month, attendances, breaches.
#[rustfmt::skip]
const MONTHS: [(i32, u32, u32, u32); 36] = [
    (2016, 4, 1_867_781, 186_122), (2016, 5, 2_070_340, 201_329),
    (2016, 6, 1_958_802, 184_912), (2016, 7, 2_079_034, 201_973),
    (2016, 8, 1_932_901, 174_419), (2016, 9, 1_952_464, 182_597),
    (2016, 10, 2_001_816, 219_137), (2016, 11, 1_907_871, 221_713),
    (2016, 12, 1_944_567, 268_818), (2017, 1, 1_895_272, 281_612),
    (2017, 2, 1_735_619, 216_416), (2017, 3, 2_015_834, 201_392),
    (2017, 4, 1_949_762, 184_930), (2017, 5, 2_066_789, 212_872),
    (2017, 6, 1_994_056, 184_945), (2017, 7, 2_073_944, 200_180),
    (2017, 8, 1_924_663, 186_706), (2017, 9, 1_925_961, 199_027),
    (2017, 10, 2_044_137, 205_602), (2017, 11, 1_976_971, 222_082),
    (2017, 12, 2_003_954, 300_893), (2018, 1, 2_000_086, 294_029),
    (2018, 2, 1_820_012, 272_187), (2018, 3, 2_049_785, 315_232),
    (2018, 4, 1_984_369, 226_764), (2018, 5, 2_164_458, 208_002),
    (2018, 6, 2_093_942, 193_418), (2018, 7, 2_179_896, 232_824),
    (2018, 8, 1_997_854, 205_239), (2018, 9, 2_005_695, 221_756),
    (2018, 10, 2_079_492, 228_550), (2018, 11, 2_037_847, 252_602),
    (2018, 12, 2_047_518, 277_514), (2019, 1, 2_113_413, 330_696),
    (2019, 2, 1_954_947, 308_388), (2019, 3, 2_167_550, 290_359),
];

fn main() -> Result<(), Box<dyn Error>> {
    let rows = MONTHS.iter().filter_map(|(year, month, attendances, breaches)| {
        Some(Row {
            position: Position::Day(Date::new(*year, *month, 1)?),
            value: Some(f64::from(attendances - breaches)),
            denominator: Some(f64::from(*attendances)),
        })
    });
    let series = Series::from_events(rows, EventsOverZero::Refuse)?;

    let circumstances =
        Circumstances { points: series.len(), large_denominators: true, mostly_zero: false };
    println!("Advice: {}\n", advise(DataKind::Proportion, circumstances));

    // NHS boards read this measure on an XmR chart; so does this example.
    let method = Method::default().with_spec(|spec| spec.scale = 100.0);
    let question = Question::new(Direction::Up).with_target(95.0);
    let report = Report::new(&method, &series, &Sections::whole(), question)?;
    let chart = report.chart();
    println!("{:<12}{:>8}{:>8}{:>8}{:>8}  variation", "month", "%", "mean", "lower", "upper");
    for (at, variation) in report.variations(&method, question.good).enumerate() {
        let number =
            |number: Option<f64>| number.map_or(String::new(), |number| format!("{number:.2}"));
        let lines = chart.lines(at);
        let month = series.position(at).map_or(String::new(), |position| position.to_string());
        println!(
            "{month:<12}{:>8}{:>8}{:>8}{:>8}  {variation}",
            number(chart.value(at)),
            number(lines.centre()),
            number(lines.lower()),
            number(lines.upper()),
        );
    }
    println!("\nVariation: {}", report.reading().why_variation());
    println!("Assurance: {}", report.reading().why_assurance());
    match StableShift::default().suggest(chart, &series)? {
        Some(suggestion) => println!("Suggestion: {suggestion}"),
        None => println!("Suggestion: none; no new level has settled"),
    }
    if let Some(alarms) = report.false_alarms(&method) {
        println!(
            "False alarms: {:.0} of 100 steady series of {} points would show some signal under these rules",
            100.0 * alarms.any_signal,
            alarms.points
        );
    }

    // The same months with limits that know the denominators, and the distrust of seasons that the
    // run rules need: a P' chart, for comparison.
    let prime = Report::new(
        &method.clone().drawing(ChartKind::PPrime),
        &series,
        &Sections::whole(),
        question,
    )?;
    println!("On a P' chart: {}", prime.reading().why_variation());
    println!("Mind the winters: every one of them is low, and a season is a cause of its own.");
    Ok(())
}

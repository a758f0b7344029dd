//! What was kept and missed of a ward's routines, from the dates alone, as of a day: in words, and
//! as a picture. The ward is invented.
//!
//! ```sh
//! cargo run --example routine_calendar
//! ```

#![expect(clippy::print_stdout, reason = "an example speaks to the terminal")]

use improvement::base::Date;
use improvement::document::from_toml;
use improvement::render::Calendar;

const WARD: &str = r#"
format = 1

[programme]
id = "ward-4"
name = "Routines of ward 4"

[systems.routines.huddle]
label = "Safety huddle"
kind = "huddle"
tier = 1
cadence = "weekdays"
first = 2026-01-05
held = [
    2026-01-05, 2026-01-06, 2026-01-07, 2026-01-08, 2026-01-09, 2026-01-12, 2026-01-13, 2026-01-14,
    2026-01-15, 2026-01-19, 2026-01-20, 2026-01-22, 2026-01-23, 2026-02-09, 2026-02-10, 2026-02-11,
    2026-02-12, 2026-02-16, 2026-02-17, 2026-02-18, 2026-02-20,
]
paused = [{ when = { from = 2026-01-26, to = 2026-02-08 }, because = "the ward moved" }]

[systems.routines.board-round]
label = "Look at the board together, with the people on the ward"
kind = "review"
tier = 1
cadence = "2 weekly"
first = 2026-01-05
held = [2026-01-06, 2026-01-08, 2026-01-13, 2026-01-20, 2026-01-22, 2026-02-10, 2026-02-12]
missed = [{ on = 2026-01-29, because = "the ward moved", countermeasure = "meet in the day room" }]

[systems.routines.site-huddle]
label = "Site huddle"
kind = "huddle"
tier = 2
cadence = "weekly"
first = 2026-01-07
held = [2026-01-07, 2026-01-14, 2026-01-28, 2026-02-04]
missed = [{ on = 2026-01-21, because = "two of three managers were ill" }]

[systems.escalations.beds]
label = "Somebody is in a room that is not safe for them"
from = "huddle"
to = "site-huddle"
answer_within = "2d"
raised = [
    { what = "No side room", on = 2026-01-06, answered = 2026-01-07, returned = 2026-01-08 },
    { what = "Broken call bell", on = 2026-01-13, answered = 2026-01-21 },
    { what = "No night light", on = 2026-02-10 },
]

[leadership.commitments.go-and-see]
label = "Spend an hour on the ward and take one thing away"
cadence = "monthly"
from = 2025-11-01
record = [{ on = 2025-11-14, kept = true }, { on = 2026-01-15, kept = true }]
"#;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let programme = from_toml(WARD)?.programme;
    let as_of: Date = "2026-02-20".parse()?;
    for routine in programme.systems().routines.rows() {
        let adherence = routine.adherence(as_of).ok_or("a routine without dates")?;
        println!("{}: {adherence}", routine.label);
    }
    for promise in programme.leadership().commitments.rows() {
        let adherence = promise.adherence(as_of).ok_or("a promise without dates")?;
        println!("{}: {adherence}", promise.label);
    }
    for path in programme.systems().escalations.rows() {
        println!("{}: {}", path.label, path.answers(as_of));
    }
    let folder = std::path::Path::new("target/routine_calendar");
    std::fs::create_dir_all(folder)?;
    let picture = folder.join("calendar.svg");
    let calendar = Calendar::of_programme(&programme, "2025-12-01".parse()?, as_of);
    std::fs::write(&picture, calendar.to_svg())?;
    println!("Drawn: {}", picture.display());
    Ok(())
}

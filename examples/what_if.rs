//! What if a change were paused, and which changes fit the hours that there are?
//!
//! ```sh
//! cargo run --example what_if
//! ```
//!
//! The programme below is **invented**, beliefs, hours and delays included, and describes no real
//! ward. It asks what is lost without a driver, what could be paused first, which changes fit the
//! protected hours of each role, and whether the delays on the links let the aim be met in time.

#![expect(clippy::print_stdout, reason = "an example speaks to the terminal")]

use std::error::Error;

use improvement::diagram::NodeRef;
use improvement::diagram::claims::Settings;
use improvement::document;

const INVENTED: &str = r#"
format = 1

[programme]
id = "quiet-nights"
name = "Quiet nights (invented)"
start = 2026-01-05

[aims.better-sleep]
statement = "Nine of ten patients sleep six hours or more by 30 September 2026"
by = 2026-09-30

[drivers.less-noise]
label = "Less noise at night"
level = "primary"
drives.better-sleep = { belief = 0.8, weight = 6, delay = { from = "1w", to = "4w" } }

[drivers.fewer-wakings]
label = "Nobody is woken without need"
level = "primary"
gate = "at least 2"
drives.better-sleep = { belief = 0.7, delay = { from = "1w", to = "4w" } }

[changes.soft-closing]
label = "Bins and doors that close softly"
hours.estates = 2
drives.less-noise = { belief = 0.6, delay = { from = "2w", to = "8w" }, effect = { size = -4, low = -6, high = -1 } }

[changes.quiet-hours]
label = "Quiet hours from eleven to six"
hours.nurse = 3
drives.less-noise = { belief = 0.7, delay = { from = "2w", to = "6w" } }
drives.fewer-wakings = { belief = 0.5, delay = { from = "2w", to = "6w" } }

[changes.bundled-care]
label = "Night observations done together"
hours.nurse = 4
drives.fewer-wakings = { belief = 0.8, delay = { from = "4w", to = "10w" } }

[changes.medicines-earlier]
label = "Medicines before lights out"
hours.nurse = 1.5
hours.pharmacist = 1
drives.fewer-wakings = { belief = 0.6, delay = { from = "4w", to = "8w" } }

[people.roles]
nurse = { label = "Night nurse", part = "team-member" }
estates = { label = "Estates technician", part = "team-member" }
pharmacist = { label = "Ward pharmacist", part = "team-member" }

[capability]
protected_time = [
    { role = "nurse", promised = 6 },
    { role = "estates", promised = 2 },
]
"#;

fn main() -> Result<(), Box<dyn Error>> {
    let programme = match document::from_toml(INVENTED) {
        Ok(loaded) => loaded.programme,
        Err(error) => return Err(error.report().to_string().into()),
    };
    let diagram = programme.diagram();
    let claims = diagram.claims();
    let settings = Settings::default();
    let handle = |id: &str| diagram.node(id).and_then(NodeRef::handle);
    println!("{}\n", programme.name());

    for id in ["less-noise", "bundled-care"] {
        let removed: Vec<_> = handle(id).into_iter().collect();
        println!("Without {id}: {}.", claims.what_if(&removed, &[], &settings).in_words(claims));
    }

    println!("\nTo pause first, as long as the aim loses no more than 0.2:");
    let goals: Vec<_> = claims.aims().iter().map(|&aim| (aim, 1.0)).collect();
    for pause in claims.pauses(&goals, 0.2, &settings) {
        println!("  {}", pause.in_words(claims));
    }

    println!("\nIf every change were carried out:");
    for load in programme.load_of(diagram.changes(), None) {
        println!("  {}", load.in_words());
    }
    let chosen = programme.choose(&[], None, &settings);
    println!("Under the protected hours: {}.", chosen.in_words());
    for load in &chosen.load {
        println!("  {}", load.in_words());
    }

    println!();
    for deadline in programme.deadlines() {
        println!("{}", deadline.in_words());
    }
    Ok(())
}

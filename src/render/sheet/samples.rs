//! Sheets for tests: two published diagrams, and one with everything that can be drawn.

use super::{Card, CardKind, Line, Sheet};
use crate::change::{ChangeKind, ChangeStatus};
use crate::diagram::{Sign, Strength};
use crate::measure::Family;

const LEVELS: [&str; 4] = ["Aim", "Primary drivers", "Secondary drivers", "Change ideas"];
const IDEA: CardKind = CardKind::Change(ChangeKind::Intervention);

/// The ward-level diagram of the Culture of Care programme (NHS England and NCCMH, 2024), its
/// labels shortened: <https://github.com/hcgreenwood/cofc-ward-level-driver-diagram>.
pub(crate) fn culture_of_care() -> Sheet {
    let primary = [
        ("patients", "Patients"),
        ("staff", "Staff"),
        ("equity", "Understanding systemic inequity, the need for change, and acting on it"),
        ("ward", "The ward"),
    ];
    let secondary: [(&str, &[usize]); 16] = [
        ("Choice", &[0]),
        ("Therapeutic support that gives hope", &[0]),
        ("People feel safe and cared for", &[0]),
        ("Needs-based care", &[0]),
        ("Lived experience is valued at all levels", &[0, 1]),
        ("Trusting relationships and connection", &[0, 1]),
        ("Inclusion, difference and equity", &[0, 1, 2]),
        ("Open, honest and transparent conversation", &[0, 1]),
        ("Staff are supported to stay alongside distress", &[1]),
        ("Acknowledge and avoid harm and traumatisation", &[1, 2, 3]),
        ("No quality without equity", &[1, 2]),
        ("Autism-informed approach", &[1, 2]),
        ("Racial-equity approach", &[1, 2]),
        ("Trauma-informed approach", &[1, 2]),
        ("The environment shows that people are valued", &[3]),
        ("Activities that patients ask for, daily", &[3]),
    ];
    let aim = "Provide safe, trauma-informed, therapeutic and equity-focused inpatient care";
    let mut cards = vec![Card::new("aim", 0, CardKind::Aim, aim)];
    let mut lines = Vec::new();
    for (id, label) in primary {
        cards.push(Card::new(id, 1, CardKind::Driver, label));
        lines.push(Line::of(Strength::Strong, id, "aim"));
    }
    for (i, (label, parents)) in secondary.into_iter().enumerate() {
        let id = format!("s{}", i + 1);
        cards.push(Card::new(&id, 2, CardKind::Driver, label));
        for &parent in parents {
            lines.push(Line::new(&id, primary[parent].0));
        }
    }
    Sheet::new("Culture of Care, ward level", LEVELS, cards, lines)
        .unwrap()
        .with_description("What a ward needs for care that is safe and therapeutic.")
}

/// Violence reduction in Tower Hamlets (East London NHS Foundation Trust, 2012 to 2015):
/// <https://qi.elft.nhs.uk/violence-reduction-on-adult-inpatient-units-what-has-been-achieved-so-far-at-elft/>.
/// Strengths and statuses are made up for the test.
pub(crate) fn tower_hamlets() -> Sheet {
    let aim = "Physical violence down 40% by the end of 2015 on six wards (four acute admission, two intensive care)";
    let mut cards = vec![
        Card {
            measures: vec![Family::Outcome, Family::Balancing],
            ..Card::new("less-violence", 0, CardKind::Aim, aim)
        },
        Card {
            measures: vec![Family::Process],
            ..Card::new(
                "predict",
                1,
                CardKind::Driver,
                "Predict the risk of violence and act early as a team",
            )
        },
        Card::new(
            "openness",
            1,
            CardKind::Driver,
            "Openness about violence with the whole ward community, service users included",
        ),
    ];
    let ideas = [
        ("huddle", "Safety huddle", ChangeStatus::Adopted, "predict", Strength::Strong),
        (
            "broset",
            "Brøset violence checklist",
            ChangeStatus::Adapting,
            "predict",
            Strength::Strong,
        ),
        ("cross", "Safety cross", ChangeStatus::Testing, "openness", Strength::Weak),
        (
            "community",
            "Safety discussion in community meetings",
            ChangeStatus::Spread,
            "openness",
            Strength::Strong,
        ),
    ];
    let mut lines = vec![
        Line::of(Strength::Strong, "predict", "less-violence"),
        Line::of(Strength::Strong, "openness", "less-violence"),
        Line::of(Strength::Weak, "huddle", "openness"),
    ];
    for (id, label, status, driver, strength) in ideas {
        cards.push(Card {
            status: Some(status),
            measures: vec![Family::Process],
            ..Card::new(id, 2, IDEA, label)
        });
        lines.push(Line::of(strength, id, driver));
    }
    Sheet::new(
        "Violence reduction, Tower Hamlets",
        ["Aim", "Drivers", "Change ideas"],
        cards,
        lines,
    )
    .unwrap()
    .with_description(
        "Outcome: incidents of physical violence per 1,000 occupied bed days, 12.1 in 2014.",
    )
}

/// Every kind, status, family, strength and sign, an orphan, a jump, a link in a column, one that
/// runs back, long words and markup.
pub(crate) fn everything() -> Sheet {
    let mut cards = vec![
        Card {
            measures: vec![Family::Outcome, Family::Balancing, Family::Balancing],
            ..Card::new("aim", 0, CardKind::Aim, "Aim: \"<50%\" & falling [by June]")
        },
        Card {
            note: Some("reached".to_owned()),
            ..Card::new("old-aim", 0, CardKind::Aim, "An older aim")
        },
        Card {
            measures: vec![Family::Structure, Family::Process],
            ..Card::new("end", 1, CardKind::Driver, "Primary driver whose id is a keyword")
        },
        Card::new(
            "long",
            1,
            CardKind::Driver,
            "Pneumonoultramicroscopicsilicovolcanoconiosis prevention",
        ),
        Card::new("jp", 2, CardKind::Driver, "患者と職員の安全を守る文化"),
        Card {
            retired: true,
            ..Card::new("gone", 2, CardKind::Driver, "A driver that was retired")
        },
        Card {
            note: Some("With a note that is long enough to take two lines".to_owned()),
            ..Card::new("lines", 2, CardKind::Driver, "Two\nlines \\N `code` #1")
        },
    ];
    for (i, status) in ChangeStatus::ALL.into_iter().enumerate() {
        let kind =
            [ChangeKind::Intervention, ChangeKind::ImplementationActivity, ChangeKind::Concept]
                [i % 3];
        let mut card = Card::new(
            format!("c{i}"),
            3,
            CardKind::Change(kind),
            format!("Change that is {status}"),
        );
        card.status = Some(status);
        card.retired = status == ChangeStatus::Abandoned;
        cards.push(card);
    }
    cards.push(Card::new("orphan", 2, CardKind::Driver, "A driver without a link"));
    let mut lines = vec![
        Line::of(Strength::Strong, "end", "aim"),
        Line::of(Strength::Weak, "long", "aim"),
        Line::new("long", "old-aim"),
        Line::of(Strength::Strong, "jp", "end"),
        Line::of(Strength::Weak, "gone", "long"),
        Line::of(Strength::Strong, "lines", "long"),
        // In one column, back towards the changes, and over a column.
        Line::of(Strength::Weak, "jp", "lines"),
        Line::of(Strength::Strong, "end", "gone"),
        Line::of(Strength::Strong, "c6", "end"),
    ];
    for (i, to) in ["jp", "jp", "gone", "lines", "lines", "long"].into_iter().enumerate() {
        let mut line = Line::new(format!("c{i}"), to);
        line.look.sign = [Sign::Helps, Sign::Harms, Sign::Unknown][i % 3];
        line.look.retired = to == "gone";
        lines.push(line);
    }
    Sheet::new("Everything & <more>", LEVELS, cards, lines)
        .unwrap()
        .with_description("One of each.")
}

//! Every rule of the review, firing and silent.
//!
//! `tests/data/rules/sound.toml` is a programme to which no rule objects: the silent case of every
//! rule. Each firing case is that document with a few words changed, and names all that is then
//! found, so that a rule that fires beside the point is seen too.
#![cfg(feature = "toml")]

use improvement::base::{AnyId, Code};
use improvement::document::from_toml;
use improvement::review::{Idle, Level, Reviewer, Selection, SetBy, lint, lints};

const SOUND: &str = include_str!("data/rules/sound.toml");

/// One firing case: what is changed in the sound document, and what is found then.
struct Case {
    rule: &'static str,
    edits: &'static [(&'static str, &'static str)],
    found: &'static [&'static str],
}

const CASES: &[Case] = &[
    Case {
        rule: "S1",
        edits: &[(
            "[drivers.safe-mobility]",
            "[aims.calm-nights]\nstatement = \"Calm nights\"\nfrom = 1\nto = 2\nby = 2026-01-01\nplace = \"Ward 4\"\nmeasures = [\"falls-rate\"]\ndirection = \"up\"\n\n[drivers.safe-mobility]",
        )],
        found: &["S1 aim:fewer-falls aim:calm-nights"],
    },
    Case {
        rule: "S3",
        edits: &[("drives.right-shoes = {}", "drives.right-shoes = {}\ndrives.safe-mobility = {}")],
        found: &["S3 change:shoe-check driver:safe-mobility"],
    },
    Case {
        rule: "S3",
        edits: &[("drives.known-risk = {}", "drives.known-risk = {}\ndrives.fewer-falls = {}")],
        found: &["S3 driver:handover aim:fewer-falls"],
    },
    Case {
        rule: "S3",
        edits: &[("drives.handover = {}", "drives.handover = {}\ndrives.fewer-falls = {}")],
        found: &["S3 change:risk-board aim:fewer-falls"],
    },
    Case {
        rule: "S4",
        edits: &[("drives.safe-mobility = {}", "drives.safe-mobility = {}\ndrives.handover = {}")],
        found: &["S4 driver:right-shoes driver:handover"],
    },
    Case {
        rule: "S4",
        edits: &[
            ("drives.safe-mobility = {}", "drives.known-risk = {}"),
            (
                "drives.fewer-falls = {}\n\n[drivers.known-risk]",
                "drives.right-shoes = {}\n\n[drivers.known-risk]",
            ),
        ],
        found: &[
            "S4 driver:safe-mobility driver:right-shoes",
            "S6 driver:safe-mobility",
            "S8 driver:safe-mobility",
        ],
    },
    Case {
        rule: "S5",
        edits: &[("drives.known-risk = {}", "")],
        found: &[
            "S5 driver:handover",
            "S6 driver:known-risk",
            "S7 change:risk-board",
            "S8 driver:known-risk",
        ],
    },
    Case {
        rule: "S6",
        edits: &[("drives.handover = {}", "drives.right-shoes = {}")],
        found: &["S6 driver:handover"],
    },
    Case {
        rule: "S7",
        edits: &[(
            "drives.handover = {}",
            "drives.handover = {}\n\n[changes.poster]\nlabel = \"Poster\"",
        )],
        found: &["S7 change:poster"],
    },
    Case {
        rule: "S8",
        edits: &[(
            "[drivers.right-shoes]",
            "[drivers.calm]\nlabel = \"Calm\"\nlevel = \"primary\"\ndrives.fewer-falls = {}\n\n[drivers.right-shoes]",
        )],
        found: &["S6 driver:calm", "S8 driver:calm"],
    },
    Case {
        rule: "S9",
        edits: &[
            (
                "[drivers.known-risk]\nlabel = \"Risk is known and shared\"\nlevel = \"primary\"\ndrives.fewer-falls = {}\n",
                "",
            ),
            ("drives.known-risk = {}", "drives.safe-mobility = {}"),
        ],
        found: &["S9 driver:safe-mobility"],
    },
    Case { rule: "A1", edits: &[("to = 4.0\n", "")], found: &["A1 aim:fewer-falls"] },
    Case { rule: "A2", edits: &[("by = 2025-12-31\n", "")], found: &["A2 aim:fewer-falls"] },
    Case {
        rule: "A3",
        edits: &[("population = \"Adults on two wards\"\n", "")],
        found: &["A3 aim:fewer-falls"],
    },
    Case {
        rule: "A4",
        edits: &[("measures = [\"falls-rate\"]", "measures = [\"minutes\"]")],
        found: &["A4 aim:fewer-falls"],
    },
    Case { rule: "A5", edits: &[("from = 6.6\n", "")], found: &["A5 aim:fewer-falls"] },
    Case { rule: "A6", edits: &[("to = 4.0", "to = 6.6")], found: &["A6 aim:fewer-falls"] },
    Case {
        rule: "A6",
        edits: &[("from = 6.6\nto = 4.0", "relative = 0.4")],
        found: &["A5 aim:fewer-falls", "A6 aim:fewer-falls"],
    },
    Case {
        rule: "M1",
        edits: &[("family = \"outcome\"", "family = \"structure\"")],
        found: &["A4 aim:fewer-falls", "M1 programme:sound"],
    },
    Case {
        rule: "M2",
        edits: &[("family = \"process\"", "family = \"structure\"")],
        found: &["M2 programme:sound"],
    },
    Case {
        rule: "M3",
        edits: &[(
            "family = \"balancing\"",
            "family = \"balancing\"\nretired = { because = \"too much work\" }",
        )],
        found: &["M3 programme:sound", "H39 programme:sound"],
    },
    Case {
        rule: "M6",
        edits: &[(", denominator = \"occupied bed days\"", "")],
        found: &["M6 measure:falls-rate"],
    },
    Case {
        rule: "V4",
        edits: &[("designed_by = [\"nurses\", \"patients\"]", "designed_by = [\"nurses\"]")],
        found: &["V4 programme:sound", "H02 programme:sound"],
    },
    Case {
        rule: "H01",
        edits: &[("level = \"co-design\"", "level = \"informing\"")],
        found: &["H01 programme:sound"],
    },
    Case {
        rule: "H02",
        edits: &[("designed_by = [\"nurses\", \"patients\"]", "designed_by = [\"nurses\"]")],
        found: &["V4 programme:sound", "H02 programme:sound"],
    },
    Case {
        rule: "H04",
        edits: &[(
            "people = 4\n",
            "people = 4\n\n[[people.involvement]]\ngroup = \"patients\"\nat = \"delivery\"\nlevel = \"informing\"\ncalled = \"Co-design day\"\n\n[[people.involvement]]\ngroup = \"patients\"\nat = \"review\"\nlevel = \"iap2:consult\"\nby = \"ebcd\"\n",
        )],
        found: &["H04 group:patients", "H04 group:patients"],
    },
    Case {
        rule: "H05",
        edits: &[("days_to_payment = 21", "days_to_payment = 31")],
        found: &["H05 group:patients"],
    },
    Case {
        rule: "H05",
        edits: &[(
            "expenses = \"accepted\", payment = \"accepted\", days_to_payment = 21",
            "expenses = \"not-made\", payment = \"made\"",
        )],
        found: &["H05 group:patients"],
    },
    Case { rule: "H06", edits: &[("people = 4", "people = 1")], found: &["H06 programme:sound"] },
    Case {
        rule: "H06",
        edits: &[
            (
                "[[people.involvement]]",
                "[people.decisions.shoes]\nlabel = \"Which shoes\"\nat = \"purpose\"\n\n[[people.involvement]]\ndecision = \"shoes\"",
            ),
            ("people = 4", "people = 0"),
        ],
        found: &["H06 decision:shoes"],
    },
    Case {
        rule: "H07",
        edits: &[("told = { on = 2024-03-01, by = \"a letter to each of them\" }\n", "")],
        found: &["H07 group:patients"],
    },
    Case {
        rule: "H03",
        edits: &[("designed_by = [\"nurses\", \"patients\"]", "designed_by = [\"patients\"]")],
        found: &["H03 change:shoe-check"],
    },
    Case {
        rule: "P1",
        edits: &[
            (
                "[[cycles.one-ward.plan.predictions]]\nsays = \"Nine in ten are looked at\"\nmeasure = \"shoes-checked\"\nexpected = { at_least = 90 }\nwritten_on = 2024-04-05\n",
                "",
            ),
            ("outcomes = [{ prediction = 1, seen = 92 }]\n", ""),
        ],
        found: &["P1 cycle:one-ward"],
    },
    Case {
        rule: "P2",
        edits: &[("expected = { at_least = 100 }\n", "")],
        found: &["P2 cycle:one-bay"],
    },
    Case {
        rule: "P3",
        edits: &[("written_on = 2024-04-01", "written_on = 2024-04-03")],
        found: &["P3 cycle:one-bay"],
    },
    Case {
        rule: "P4",
        edits: &[("outcomes = [{ prediction = 1, seen = 92 }]\n", "")],
        found: &["P4 cycle:one-ward"],
    },
    Case {
        rule: "P5",
        edits: &[("on = 2024-04-15\noutcomes", "on = 2024-04-10\noutcomes")],
        found: &["P5 cycle:one-ward"],
    },
    Case {
        rule: "P6",
        edits: &[("[cycles.one-ward.decision]\nact = \"expand\"\non = 2024-04-15\n", "")],
        found: &["P6 cycle:one-ward"],
    },
    Case {
        rule: "P7",
        edits: &[("previous = [\"one-ward\"]\n", "")],
        found: &["P7 cycle:one-ward"],
    },
    Case {
        rule: "P8",
        edits: &[("scale = 20", "scale = 4"), ("scale = 60", "scale = 4")],
        found: &["P8 change:shoe-check"],
    },
    Case {
        rule: "P9",
        edits: &[("scale = 60", "scale = 101")],
        found: &["P9 cycle:both-wards cycle:one-ward"],
    },
    Case {
        rule: "P11",
        edits: &[
            ("status = \"testing\"", "status = \"adopted\"\nowner = \"lead\""),
            (
                "[aims.fewer-falls]",
                "[people.roles.lead]\nlabel = \"Lead\"\npart = \"project-lead\"\n\n[aims.fewer-falls]",
            ),
            (
                "label = \"One bay on one day\"\n",
                "label = \"One bay on one day\"\nkind = \"learn\"\n",
            ),
            (
                "label = \"Both wards, nights too\"\n",
                "label = \"Both wards, nights too\"\nkind = \"implement\"\n",
            ),
        ],
        found: &["P11 change:shoe-check"],
    },
    Case {
        rule: "P12",
        edits: &[(
            "change = \"shoe-check\"\n\n[cycles.one-bay.plan]",
            "change = \"shoe-check\"\ntogether_with = [\"risk-board\"]\n\n[cycles.one-bay.plan]",
        )],
        found: &["P12 cycle:one-bay"],
    },
    Case {
        rule: "P14",
        edits: &[
            (
                "label = \"Put risk on the handover board\"\nstatus = \"testing\"",
                "label = \"Put risk on the handover board\"\nstatus = \"adopted\"\nowner = \"lead\"",
            ),
            (
                "[aims.fewer-falls]",
                "[people.roles.lead]\nlabel = \"Lead\"\npart = \"project-lead\"\n\n[aims.fewer-falls]",
            ),
        ],
        found: &["P14 change:risk-board", "V8 change:risk-board"],
    },
    Case {
        rule: "P15",
        edits: &[("status = \"testing\"", "status = \"adopted\"")],
        found: &["P15 change:shoe-check"],
    },
    Case {
        rule: "P16",
        edits: &[(
            "label = \"Both wards, nights too\"\nchange = \"shoe-check\"\n",
            "label = \"Both wards, nights too\"\n",
        )],
        found: &["P16 cycle:both-wards"],
    },
    Case { rule: "V5", edits: &[("score = 2.5", "score = 4.0")], found: &["V5 programme:sound"] },
    Case {
        rule: "H55",
        edits: &[("part = \"sponsor\"", "part = \"manager\"")],
        found: &["H55 programme:sound"],
    },
    Case {
        rule: "B1",
        edits: &[(
            "[measures.falls-rate]",
            "[leadership.behaviours.asks]\nlabel = \"Asks first\"\nkind = \"coaching\"\n\n[measures.falls-rate]",
        )],
        found: &["B1 behaviour:asks"],
    },
    Case {
        rule: "B2",
        edits: &[(
            "[measures.falls-rate]",
            "[leadership.visits.ward]\non = 2025-01-02\nplace = \"Ward 4\"\nfollow_up = [{ what = \"Rails\", due = 2025-01-30 }, { what = \"Lamps\", due = 2025-01-31 }]\n\n[measures.falls-rate]",
        )],
        found: &["B2 visit:ward"],
    },
    Case {
        rule: "B3",
        edits: &[(
            "[measures.falls-rate]",
            "[leadership.commitments.visit]\nlabel = \"Visit a ward\"\ncadence = \"monthly\"\nfrom = 2024-10-15\n\n[measures.falls-rate]",
        )],
        found: &["B3 commitment:visit"],
    },
    Case {
        rule: "B4",
        edits: &[(
            "[measures.falls-rate]",
            "[leadership.visits.ward]\non = 2025-01-02\nplace = \"Ward 4\"\n\n[measures.falls-rate]",
        )],
        found: &["B4 visit:ward"],
    },
    Case {
        rule: "B5",
        edits: &[(
            "[measures.falls-rate]",
            "[[leadership.sponsors]]\nrole = \"chief-nurse\"\nwhen = { to = 2025-01-30 }\n\n[measures.falls-rate]",
        )],
        found: &["B5 programme:sound"],
    },
    Case {
        rule: "R1",
        edits: &[(
            "[measures.falls-rate]",
            "[systems.routines.round]\nlabel = \"Round\"\nkind = \"leader-round\"\nlooks_at = [\"falls-rate\", \"minutes\"]\n\n[measures.falls-rate]",
        )],
        found: &["R1 measure:shoes-checked"],
    },
    Case {
        rule: "R2",
        edits: &[(
            "[measures.falls-rate]",
            "[systems.routines.meeting]\nlabel = \"Community\"\nkind = \"community-meeting\"\nlooks_at = [\"falls-rate\", \"shoes-checked\", \"minutes\"]\n\n[systems.routines.huddle]\nlabel = \"Huddle\"\nkind = \"huddle\"\n\n[measures.falls-rate]",
        )],
        found: &["R2 routine:huddle"],
    },
    Case {
        rule: "R3",
        edits: &[(
            "[measures.falls-rate]",
            "[systems.routines.round]\nlabel = \"Round\"\nkind = \"leader-round\"\ntier = 2\nlooks_at = [\"falls-rate\", \"shoes-checked\", \"minutes\"]\n\n[systems.escalations.beds]\nlabel = \"Beds\"\nfrom = \"round\"\nto = \"round\"\nform = \"A card\"\n\n[measures.falls-rate]",
        )],
        found: &["R3 escalation:beds", "R3 escalation:beds routine:round routine:round"],
    },
    Case {
        rule: "R4",
        edits: &[(
            "[measures.falls-rate]",
            "[systems.boards.ward]\nlabel = \"Ward board\"\nshows = [{ label = \"Ideas\", updated = 2024-11-01 }, { label = \"Safety\", updated = 2024-11-02 }]\n\n[measures.falls-rate]",
        )],
        found: &["R4 board:ward"],
    },
    Case {
        rule: "R5",
        edits: &[(
            "[measures.falls-rate]",
            "[systems.routines.round]\nlabel = \"Round\"\nkind = \"leader-round\"\nlooks_at = [\"falls-rate\", \"shoes-checked\", \"minutes\"]\ncadence = \"weekly\"\nheld = [2024-12-23, 2024-12-30]\n\n[measures.falls-rate]",
        )],
        found: &["R5 routine:round"],
    },
    Case {
        rule: "R6",
        edits: &[(
            "[measures.falls-rate]",
            "[systems.routines.round]\nlabel = \"Round\"\nkind = \"leader-round\"\nfunction = \"control\"\nlooks_at = [\"falls-rate\", \"shoes-checked\", \"minutes\"]\n\n[measures.falls-rate]",
        )],
        found: &["R6 programme:sound"],
    },
    Case {
        rule: "R7",
        edits: &[(
            "[measures.falls-rate]",
            "[systems.metrics]\nminutes = { attention = \"watch\" }\nfalls-rate = { attention = \"driver\" }\n\n[measures.falls-rate]",
        )],
        found: &["R7 measure:minutes"],
    },
    Case {
        rule: "R7",
        edits: &[
            (
                "[measures.falls-rate]",
                "[systems.metrics]\nminutes = { attention = \"watch\", trigger = { above = 20 } }\n\n[measures.falls-rate]",
            ),
            (
                "about = [\"nurses\"]",
                "about = [\"nurses\"]\nseries = { points = [{ on = 2024-05-01, value = 19 }, { on = 2024-06-30, value = 21 }, { on = 2025-02-01, value = 12 }] }",
            ),
        ],
        found: &["R7 measure:minutes"],
    },
    Case {
        rule: "V8",
        edits: &[(
            "status = \"testing\"\ndesigned_by = [\"nurses\"]",
            "status = \"adopted\"\ndesigned_by = [\"nurses\"]",
        )],
        found: &["P14 change:risk-board", "P15 change:risk-board", "V8 change:risk-board"],
    },
    Case {
        rule: "H27",
        edits: &[("part_of_another_meeting = false", "part_of_another_meeting = true")],
        found: &["H27 round:april"],
    },
    Case {
        rule: "H28",
        edits: &[("invited = \"all-staff\"", "invited = \"one-unit\"")],
        found: &["H28 round:april"],
    },
    Case {
        rule: "H29",
        edits: &[("clinical = false", "clinical = true")],
        found: &["H29 round:april"],
    },
    Case {
        rule: "H29",
        edits: &[(
            "    { group = \"nurses\", clinical = false, seniority = \"junior\", prepared_on = 2024-04-04 },\n",
            "",
        )],
        found: &["H29 round:april"],
    },
    Case {
        rule: "H30",
        edits: &[("prepared_on = 2024-04-04", "prepared_on = 2024-04-10")],
        found: &["H30 round:april"],
    },
    Case { rule: "H31", edits: &[(", { trained = true }]", "]")], found: &["H31 round:april"] },
    Case {
        rule: "H32",
        edits: &[
            ("on = 2024-04-10", "on = 2024-01-30"),
            ("prepared_on = 2024-04-03", "prepared_on = 2024-01-03"),
            ("prepared_on = 2024-04-04", "prepared_on = 2024-01-04"),
        ],
        found: &["H32 programme:sound"],
    },
    Case {
        rule: "H32",
        edits: &[("[people.rounds.may]\non = 2024-05-08\ninvited = \"all-staff\"\n", "")],
        found: &["H32 programme:sound"],
    },
    Case {
        rule: "H34",
        edits: &[("from = 2024-01-01\n\n[people.rounds", "from = 2024-05-01\n\n[people.rounds")],
        found: &["H34 round:april"],
    },
    Case {
        rule: "H10",
        edits: &[
            (
                "patient_event = { on = 2024-05-13, patients = 9 }\n",
                "left_out = [{ activity = \"patient-event\", because = \"the room was gone\" }]\n",
            ),
            ("lists = [\"patients\"]\n", ""),
            ("lists = [\"staff\", \"patients\"]", "lists = [\"staff\"]"),
        ],
        found: &["H10 codesign:ward-day"],
    },
    Case {
        rule: "H12",
        edits: &[
            ("met = [2024-06-24, 2024-07-08]", "met = [2024-08-24]"),
            ("met = [2024-06-25]", "met = [2024-08-25]"),
            ("met = [2024-06-26]", "met = [2024-08-26]"),
            (
                "{ at = \"after-first-group\", on = 2024-07-15 }",
                "{ at = \"after-first-group\", on = 2024-09-15 }",
            ),
        ],
        found: &["H12 codesign:ward-day"],
    },
    Case {
        rule: "H13",
        edits: &[("[changes.risk-board]", "[changes.risk-board]\nstarted = 2024-05-01")],
        found: &["H13 codesign:ward-day change:risk-board"],
    },
    Case {
        rule: "H14",
        edits: &[(
            "staff = 4\npatients = 3\nmet = [2024-06-25]",
            "staff = 7\npatients = 0\nmet = [2024-06-25]",
        )],
        found: &["H14 design-group:news-group"],
    },
    Case {
        rule: "H16",
        edits: &[(
            "valence = \"negative\", words = [\"alone\"]",
            "valence = \"positive\", words = [\"held\"]",
        )],
        found: &["H16 codesign:ward-day"],
    },
    Case {
        rule: "H17",
        edits: &[
            ("lists = [\"patients\"]\njoint = true", "lists = [\"staff\"]\njoint = true"),
            ("lists = [\"staff\", \"patients\"]", "lists = [\"staff\"]"),
            (
                "[people.codesign.ward-day.groups.night-group]",
                "[people.codesign.ward-day.priorities.garden]\nlabel = \"A garden\"\nlists = [\"patients\"]\n\n[people.codesign.ward-day.groups.night-group]",
            ),
        ],
        found: &["H17 codesign:ward-day"],
    },
    Case {
        rule: "H18",
        edits: &[
            (
                "[people.codesign.ward-day.groups.night-group]",
                "[people.codesign.ward-day.priorities.more-0]\nlabel = \"More\"\njoint = true\n\n[people.codesign.ward-day.priorities.more-1]\nlabel = \"More\"\njoint = true\n\n[people.codesign.ward-day.groups.night-group]",
            ),
            ("to = 2024-03-20 }, people = 14", "to = 2024-03-20 }, people = 20"),
        ],
        found: &["H18 codesign:ward-day"],
    },
    Case {
        rule: "H19",
        edits: &[("time = 0.4, daily_colleague = false", "time = 0.2, daily_colleague = true")],
        found: &["H19 codesign:ward-day"],
    },
    Case {
        rule: "H20",
        edits: &[("to = 2024-03-20 }, people = 14", "to = 2024-03-20 }, people = 11")],
        found: &["H20 codesign:ward-day"],
    },
    Case {
        rule: "H21",
        edits: &[("celebration = { on = 2025-01-15", "celebration = { on = 2025-03-15")],
        found: &["H21 codesign:ward-day"],
    },
    Case {
        rule: "H22",
        edits: &[("observation = { when = { from = 2024-02-01, to = 2024-02-20 } }\n", "")],
        found: &["H22 codesign:ward-day"],
    },
    Case {
        rule: "H23",
        edits: &[
            (
                "aim = \"To find out what a day here is like\"",
                "aim = \"To find out what a day here is like\"\nclaims = \"Falls went down\"",
            ),
            ("family = \"outcome\"", "family = \"process\""),
        ],
        found: &["A4 aim:fewer-falls", "M1 programme:sound", "H23 codesign:ward-day"],
    },
    Case {
        rule: "H24",
        edits: &[("recruited = 14", "recruited = 14\nform = \"accelerated\"")],
        found: &["H24 codesign:ward-day"],
    },
    Case {
        rule: "H25",
        edits: &[("    { at = \"before-events\", on = 2024-05-01 },\n", "")],
        found: &["H25 codesign:ward-day"],
    },
    Case {
        rule: "H56",
        edits: &[(
            "recruited = 14",
            "recruited = 14\ndecided = [{ what = \"patient-shortlist\", by = \"staff\" }]",
        )],
        found: &["H56 codesign:ward-day"],
    },
    Case {
        rule: "H37",
        edits: &[
            (
                "constituency = \"frontline-staff\"",
                "constituency = \"frontline-staff\"\nsize = 60\n\n[people.groups.porters]\nlabel = \"Porters\"\nconstituency = \"support-staff\"\nsize = 40",
            ),
            (
                "part_of_another_meeting = false",
                "part_of_another_meeting = false\nattendance = [{ group = \"nurses\", people = 30 }, { group = \"porters\", people = 2 }]",
            ),
        ],
        found: &["H37 group:porters"],
    },
    Case { rule: "H39", edits: &[("about = [\"nurses\"]\n", "")], found: &["H39 programme:sound"] },
    Case {
        rule: "H40",
        edits: &[(
            "population = \"Adults on two wards\"",
            "population = \"Adults on two wards\"\ndimensions = [\"person-centred\"]",
        )],
        found: &["H40 aim:fewer-falls"],
    },
    Case {
        rule: "H49",
        edits: &[
            (
                "designed_by = [\"nurses\", \"patients\"]",
                "designed_by = [\"nurses\", \"patients\"]\ntags = [\"ward-1\"]",
            ),
            (
                "[changes.risk-board]",
                "[changes.mats]\nlabel = \"Mats\"\nstatus = \"testing\"\ndesigned_by = [\"nurses\"]\ntags = [\"ward-1\"]\ndrives.handover = {}\n\n[changes.lights]\nlabel = \"Lights\"\nstatus = \"testing\"\ndesigned_by = [\"nurses\"]\ntags = [\"ward-1\"]\ndrives.handover = {}\n\n[changes.rails]\nlabel = \"Rails\"\nstatus = \"testing\"\ndesigned_by = [\"nurses\"]\ntags = [\"ward-1\"]\ndrives.handover = {}\n\n[changes.risk-board]",
            ),
        ],
        found: &["H49 change:shoe-check change:mats change:lights change:rails"],
    },
    Case {
        rule: "H50",
        edits: &[(
            "designed_by = [\"nurses\", \"patients\"]",
            "designed_by = [\"nurses\", \"patients\"]\nminutes_a_shift = { chief-nurse = 4 }",
        )],
        found: &["H50 change:shoe-check"],
    },
    Case {
        rule: "H52",
        edits: &[(
            "about = [\"nurses\"]\n",
            "about = [\"nurses\"]\nnotable = 5\nseries = { points = [{ on = 2024-02-01, value = 6 }, { on = 2024-08-01, value = 14 }] }\n",
        )],
        found: &["H52 measure:minutes"],
    },
    Case {
        rule: "H54",
        edits: &[
            (
                "about = [\"nurses\"]\n",
                "about = [\"nurses\"]\nnotable = 5\nseries = { points = [{ on = 2024-02-01, value = 6 }, { on = 2024-08-01, value = 14 }] }\n",
            ),
            (
                "[[people.licences]]",
                "[[people.responses]]\nto = \"minutes\"\non = 2024-08-20\nwhat = \"A quiet room\"\naddresses = \"the-people\"\n\n[[people.licences]]",
            ),
        ],
        found: &["H54 measure:minutes"],
    },
    Case {
        rule: "A7",
        edits: &[(
            "statement = \"Falls with harm down",
            "statement = \"Put risk on the handover board, and falls with harm down",
        )],
        found: &["A7 aim:fewer-falls change:risk-board"],
    },
    Case {
        rule: "A8",
        edits: &[("by = 2025-12-31", "by = 2025-01-30")],
        found: &["A8 aim:fewer-falls"],
    },
    Case {
        rule: "A10",
        edits: &[
            (
                "drives.fewer-falls = {}",
                "drives.fewer-falls = { delay = { from = \"2y\", to = \"3y\" } }",
            ),
            (
                "drives.fewer-falls = {}",
                "drives.fewer-falls = { delay = { from = \"2y\", to = \"3y\" } }",
            ),
        ],
        found: &["A10 aim:fewer-falls"],
    },
    Case {
        rule: "A11",
        edits: &[(
            "by = 2025-12-31",
            "by = 2025-12-31\nrestated = [{ on = 2024-09-01, because = \"two wards were merged\", was = { statement = \"Falls down to 3\", to = 3.0, by = 2025-12-31 } }]",
        )],
        found: &["A11 aim:fewer-falls"],
    },
    Case {
        rule: "M14",
        edits: &[(
            "population = \"Adults on two wards\"",
            "population = \"Adults on two wards\"\ndimensions = [\"equitable\"]",
        )],
        found: &["M14 aim:fewer-falls"],
    },
    Case {
        rule: "T1",
        edits: &[(
            "[measures.falls-rate]",
            "[purpose.objectives.north]\nlabel = \"No harm\"\nlevel = \"true-north\"\n\n[measures.falls-rate]",
        )],
        found: &["T1 aim:fewer-falls"],
    },
    Case {
        rule: "T2",
        edits: &[
            (
                "[measures.falls-rate]",
                "[purpose.objectives.north]\nlabel = \"No harm\"\nlevel = \"true-north\"\n\n[purpose.objectives.year]\nlabel = \"This year\"\nlevel = \"annual\"\nserves = [\"north\"]\n\n[measures.falls-rate]",
            ),
            (
                "measures = [\"falls-rate\"]\nfrom",
                "measures = [\"falls-rate\"]\nserves = [\"north\"]\nfrom",
            ),
        ],
        found: &["T2 objective:year"],
    },
    Case {
        rule: "T3",
        edits: &[
            (
                "[measures.falls-rate]",
                "[purpose.objectives.north]\nlabel = \"No harm\"\nlevel = \"true-north\"\n\n[purpose.objectives.b1]\nlabel = \"B1\"\nlevel = \"breakthrough\"\ntheme = \"patients\"\nserves = [\"north\"]\n\n[purpose.objectives.b2]\nlabel = \"B2\"\nlevel = \"breakthrough\"\ntheme = \"patients\"\nserves = [\"north\"]\n\n[purpose.objectives.b3]\nlabel = \"B3\"\nlevel = \"breakthrough\"\ntheme = \"patients\"\nserves = [\"north\"]\n\n[measures.falls-rate]",
            ),
            (
                "measures = [\"falls-rate\"]\nfrom",
                "measures = [\"falls-rate\"]\nserves = [\"north\"]\nfrom",
            ),
        ],
        found: &["T3 objective:b1 objective:b2 objective:b3"],
    },
    Case {
        rule: "T4",
        edits: &[
            (
                "[measures.falls-rate]",
                "[purpose.objectives.north]\nlabel = \"No harm\"\nlevel = \"true-north\"\n\n[purpose.objectives.far]\nlabel = \"Far\"\nlevel = \"breakthrough\"\n\n[purpose.objectives.up]\nlabel = \"Up\"\nlevel = \"breakthrough\"\nserves = [\"far\", \"north\"]\n\n[measures.falls-rate]",
            ),
            (
                "measures = [\"falls-rate\"]\nfrom",
                "measures = [\"falls-rate\"]\nserves = [\"north\"]\nfrom",
            ),
        ],
        found: &["T4 objective:far", "T4 objective:up objective:far"],
    },
    Case {
        rule: "T5",
        edits: &[
            (
                "[measures.falls-rate]",
                "[purpose.objectives.north]\nlabel = \"No harm\"\nlevel = \"true-north\"\n\n[[purpose.objectives.north.catchball]]\non = 2024-03-01\nway = \"down\"\nsaid = \"No harm by 2027\"\n[[purpose.objectives.north.catchball]]\non = 2025-02-01\nway = \"up\"\nsaid = \"Not without two porters\"\n\n[measures.falls-rate]",
            ),
            (
                "measures = [\"falls-rate\"]\nfrom",
                "measures = [\"falls-rate\"]\nserves = [\"north\"]\nfrom",
            ),
        ],
        found: &["T5 objective:north"],
    },
    Case {
        rule: "H48",
        edits: &[("protected_time = [{ role = \"ward-nurse\", promised = 2, people = 3 }]\n", "")],
        found: &["H48 programme:sound"],
    },
    Case {
        rule: "H48",
        edits: &[(
            "designed_by = [\"nurses\", \"patients\"]\n",
            "designed_by = [\"nurses\", \"patients\"]\nhours = { chief-nurse = 1, ward-nurse = 6 }\n",
        )],
        found: &["H48 role:chief-nurse change:shoe-check"],
    },
    Case {
        rule: "C1",
        edits: &[
            (
                "designed_by = [\"nurses\", \"patients\"]\n",
                "designed_by = [\"nurses\", \"patients\"]\nhours = { ward-nurse = 5 }\n",
            ),
            (
                "designed_by = [\"nurses\"]\n",
                "designed_by = [\"nurses\"]\nhours = { ward-nurse = 2 }\nplanned = { from = 2025-04-21 }\n",
            ),
        ],
        found: &["C1 role:ward-nurse change:shoe-check change:risk-board"],
    },
    Case {
        rule: "C2",
        edits: &[(
            "[capability]\n",
            "[capability]\ntraining.coaches = { label = \"Coaches\", level = \"coach\", trained = 12, active = 5 }\ntraining.leads = { label = \"Leads\", level = \"project-lead\", trained = 12, active = 6 }\n",
        )],
        found: &["C2 training:coaches"],
    },
    Case {
        rule: "C2",
        edits: &[(
            "[capability]\n",
            "[capability]\ndosing = [{ group = \"nurses\", level = \"coach\" }]\ncounts = [{ on = 2024-06-01, group = \"nurses\", level = \"coach\", here = 9, active = 4 }]\n",
        )],
        found: &["C2 group:nurses"],
    },
    Case {
        rule: "C3",
        edits: &[(
            "[capability]\n",
            "[capability]\ndosing = [{ group = \"nurses\", level = \"awareness\", people = 100, a_year = 0.2, from = 2024-01-01 }]\ntrained = [{ on = 2024-06-01, group = \"nurses\", level = \"awareness\", people = 20 }]\n",
        )],
        found: &["C3 group:nurses"],
    },
    Case {
        rule: "C4",
        edits: &[(
            "[capability]\n",
            "[capability]\ninduction = [{ when = { from = 2024-01-01, to = 2024-03-31 }, group = \"nurses\", starters = 9, reached = 9 }, { when = { from = 2024-04-01, to = 2024-06-30 }, starters = 9, reached = 8 }]\n",
        )],
        found: &["C4 programme:sound"],
    },
    Case {
        rule: "T6",
        edits: &[(
            "[measures.falls-rate]",
            "[purpose.stakeholders.families]\nlabel = \"Families\"\ninfluence = \"low\"\naffected = \"high\"\n\n[measures.falls-rate]",
        )],
        found: &["T6 stakeholder:families"],
    },
    Case {
        rule: "Q1",
        edits: &[(
            "says = \"spreading\", example = \"Twice a month, with a question\"",
            "says = \"spreading\"",
        )],
        found: &["Q1 session:may"],
    },
    Case {
        rule: "Q2",
        edits: &[(
            "[assessment.sessions.may.raters.patients.answers]\ngo-and-see = { says = \"progressing\" }\nco-production = { says = \"starting\" }\n",
            "",
        )],
        found: &["Q2 session:may"],
    },
    Case {
        rule: "Q3",
        edits: &[("on = 2024-05-02", "on = 2024-01-02")],
        found: &["Q3 session:may"],
    },
    Case {
        rule: "Q4",
        edits: &[(
            "go-and-see = { says = \"progressing\" }",
            "go-and-see = { says = \"starting\" }",
        )],
        found: &["Q4 session:may"],
    },
    Case {
        rule: "Q5",
        edits: &[(
            "[assessment.sessions.may]",
            "[assessment.sessions.last]\ntemplate = \"nhs-sustainability\"\nversion = \"unofficial-1\"\non = 2024-05-03\nscope = \"trust\"\nraters.a = {}\nraters.b = {}\n\n[assessment.sessions.may]",
        )],
        found: &["Q5 session:last"],
    },
    Case {
        rule: "Q6",
        edits: &[("first_test = \"Once, with one patient\"\n", "")],
        found: &["Q6 session:may"],
    },
    // Nothing that counts is on record of how people came to take part.
    Case {
        rule: "H53",
        edits: &[(
            "[[people.licences]]",
            "[[assessment.claims]]\ncondition = \"desire\"\nthere = true\non = 2024-05-02\nby = \"chief-nurse\"\n\n[[people.licences]]",
        )],
        found: &["H53 role:chief-nurse"],
    },
    Case {
        rule: "E1",
        edits: &[(
            "[[people.licences]]",
            "[[assessment.claims]]\ncondition = \"desire\"\nthere = true\non = 2024-05-02\n\n[[people.joining]]\ngroup = \"nurses\"\non = 2024-05-02\nchose = 1\ntold_to = 8\n\n[[people.licences]]",
        )],
        found: &["E1 programme:sound", "E2 group:nurses"],
    },
    Case {
        rule: "E2",
        edits: &[(
            "[[people.licences]]",
            "[[people.joining]]\ngroup = \"nurses\"\non = 2024-05-02\nasked = 9\nchose = 0\n\n[[people.licences]]",
        )],
        found: &["E2 group:nurses"],
    },
];

fn edited(edits: &[(&str, &str)]) -> String {
    let mut text = SOUND.to_owned();
    for (from, to) in edits {
        assert!(text.contains(from), "the sound document has no {from:?}");
        text = text.replacen(from, to, 1);
    }
    text
}

fn found(text: &str) -> Vec<String> {
    let loaded = from_toml(text)
        .map_err(|error| error.report().to_string())
        .unwrap_or_else(|report| panic!("{report}"));
    let day = "2025-01-31".parse().unwrap_or_else(|error| panic!("{error}"));
    let review = Reviewer::new().as_of(day).review(&loaded.programme);
    assert!(review.idle_waivers.is_empty());
    review
        .findings
        .iter()
        .map(|finding| {
            let subjects: Vec<String> = finding.subjects.iter().map(AnyId::to_string).collect();
            format!("{} {}", finding.lint.code, subjects.join(" "))
        })
        .collect()
}

#[test]
fn nothing_is_said_of_a_sound_programme() {
    assert_eq!(found(SOUND), [] as [&str; 0]);
}

#[test]
fn every_rule_fires_where_it_should_and_nowhere_else() {
    let mut wrong = Vec::new();
    for case in CASES {
        let found = found(&edited(case.edits));
        let own = format!("{} ", case.rule);
        if found != case.found || !found.iter().any(|finding| finding.starts_with(&own)) {
            wrong.push(format!("{}: found {found:?}, expected {:?}", case.rule, case.found));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_has_a_case() {
    for lint in lints() {
        let cased =
            CASES.iter().any(|case| case.rule == lint.code) || ["P13", "H38"].contains(&lint.code);
        assert!(cased || lint.refused_as().is_some(), "{} has no firing case", lint.code);
    }
}

#[test]
fn where_no_cycle_is_on_record_that_is_said_once() {
    let cycles = SOUND.find("[cycles.one-bay]").unwrap();
    let text = SOUND[..cycles].replace("status = \"testing\"", "status = \"spread\"");
    assert_eq!(
        found(&text),
        [
            "P14 change:shoe-check change:risk-board",
            "P15 change:shoe-check change:risk-board",
            "V8 change:risk-board",
        ]
    );
}

#[test]
fn a_score_of_three_asks_for_tests_on_any_day() {
    let cycles = SOUND.find("[cycles.one-bay]").unwrap();
    let text = SOUND[..cycles].replace("score = 2.5", "score = 3.0");
    assert_eq!(found(&text), ["V5 programme:sound"]);
    let said = Reviewer::new().review(&from_toml(&text).unwrap().programme);
    assert!(said.findings[0].message.contains("no test of change is on record"));
}

/// Rule P13: eight tests that were all adopted, and one more that was not.
#[test]
fn it_is_odd_when_nothing_ever_fails() {
    let cycle = |at: usize, act: &str| {
        format!(
            "\n[cycles.again-{at}]\nlabel = \"Again\"\nchange = \"risk-board\"\n\
             plan.predictions = [{{ says = \"It is used\", measure = \"minutes\", expected = {{ at_most = 5 }} }}]\n\
             do = {{}}\nstudy.outcomes = [{{ prediction = 1, seen = 4 }}]\ndecision.act = \"{act}\"\n"
        )
    };
    let cycles = SOUND.find("[cycles.one-bay]").unwrap();
    let text = |act: &str| {
        let adopted: String = (0..7).map(|at| cycle(at, "adopt")).collect();
        SOUND[..cycles].to_owned() + &adopted + &cycle(7, act)
    };
    assert_eq!(found(&text("adopt")), ["P13 programme:sound"]);
    assert_eq!(found(&text("abandon")), [] as [&str; 0]);
}

/// Rule H38: the rate falls from June on, while the minutes rise.
#[test]
fn a_gain_that_staff_may_pay_for_is_asked_about() {
    let series = |from: f64, to: f64| {
        let points: Vec<String> = (0..40)
            .map(|week| {
                let day = "2024-02-05".parse::<improvement::base::Date>().unwrap();
                let ripple = if week % 2 == 0 { 0.3 } else { -0.3 };
                let level = if week < 20 { from } else { to };
                format!("{{ on = {}, value = {} }}", day.plus_days(7 * week), level + ripple)
            })
            .collect();
        format!("series = {{ points = [{}] }}\n", points.join(", "))
    };
    let text = |minutes: f64| {
        edited(&[
            (
                "direction = \"down\"\ndefinition = { kind = \"rate\"",
                &format!(
                    "direction = \"down\"\n{}definition = {{ kind = \"rate\"",
                    series(6.6, 3.0)
                ),
            ),
            ("about = [\"nurses\"]\n", &format!("about = [\"nurses\"]\n{}", series(6.0, minutes))),
        ])
    };
    assert_eq!(
        found(&text(12.0)),
        ["H38 measure:minutes measure:falls-rate", "H52 measure:minutes"],
        "worse for more than a quarter, and nothing done"
    );
    assert_eq!(found(&text(6.0)), [] as [&str; 0]);
}

#[test]
fn loops_never_reach_the_review() {
    assert_eq!(lint("S2").unwrap().refused_as(), Some(Code::Cycle));
    let text = edited(&[(
        "level = \"primary\"\ndrives.fewer-falls = {}\n\n[drivers.right-shoes]",
        "drives.handover = {}\n\n[drivers.right-shoes]",
    )]);
    let error = from_toml(&text).unwrap_err();
    let codes: Vec<Code> = error.problems().iter().map(|problem| problem.code).collect();
    assert_eq!(codes, [Code::Cycle]);
}

/// Rule Q4 is silent where something is written about the difference, in any of the three places.
#[test]
fn a_difference_that_was_talked_about_is_no_finding() {
    let wide = ("go-and-see = { says = \"progressing\" }", "go-and-see = { says = \"starting\" }");
    assert_eq!(found(&edited(&[wide])), ["Q4 session:may"]);
    for (from, to) in [
        ("scope = \"team\"", "scope = \"team\"\nnote = \"We count other visits\""),
        ("elements = [\"co-production\"]", "elements = [\"co-production\", \"go-and-see\"]"),
        ("scope = \"team\"", "scope = \"team\"\nagreed.go-and-see = { says = \"developing\" }"),
    ] {
        assert_eq!(found(&edited(&[wide, (from, to)])), [""; 0], "{to}");
    }
}

#[test]
fn what_was_retired_is_not_reviewed() {
    let text = edited(&[
        ("drives.known-risk = {}", "retired = { because = \"merged\" }\ndrives.known-risk = {}"),
        ("drives.handover = {}", "drives.known-risk = {}"),
    ]);
    assert_eq!(found(&text), ["S3 change:risk-board driver:known-risk", "S8 driver:known-risk"]);
    let text = edited(&[(
        "status = \"testing\"\ndesigned_by = [\"nurses\"]\ndrives.handover = {}",
        "status = \"abandoned\"",
    )]);
    assert_eq!(found(&text), ["S6 driver:handover"]);
}

#[test]
fn selections_change_levels_and_say_who_did() {
    let programme = from_toml(&edited(&[("to = 4.0\n", "")])).unwrap().programme;
    let selection = Selection::new().with("aims-without-number", Level::Deny).unwrap();
    let review = Reviewer::new().with_selection(selection).review(&programme);
    assert_eq!(review.loudest(), Some(Level::Deny));
    assert_eq!(review.findings[0].set_by, SetBy::Caller);
    let silent = Selection::all_at(Level::Allow);
    assert_eq!(Reviewer::new().with_selection(silent).review(&programme).findings, []);
}

#[test]
fn waivers_keep_the_finding_and_give_the_reason() {
    let waivers = "
[[waivers]]
rule = \"A1\"
about = [\"aim:fewer-falls\"]
because = \"the number is agreed in May\"
until = 2024-05-31

[[waivers]]
rule = \"A2\"
because = \"not needed\"

[[waivers]]
rule = \"A99\"
because = \"no such rule\"
";
    let text = edited(&[("to = 4.0\n", "")]) + waivers;
    let programme = from_toml(&text).unwrap().programme;
    let review = Reviewer::new().as_of("2024-05-31".parse().unwrap()).review(&programme);
    assert_eq!(review.findings.len(), 1);
    assert!(review.findings[0].is_waived());
    assert_eq!(review.loudest(), None);
    let idle: Vec<String> = review.idle_waivers.iter().map(ToString::to_string).collect();
    assert_eq!(
        idle,
        [
            "the waiver of A2 is not needed: nothing of the kind was found",
            "the waiver of A99 does nothing: no rule has the code or name `A99`",
        ]
    );
    let review = Reviewer::new().as_of("2024-06-01".parse().unwrap()).review(&programme);
    assert_eq!(review.loudest(), Some(Level::Warn));
    assert_eq!(review.idle_waivers[0].why, Idle::Lapsed);
}

/// An aim whose only objective was given up, and a sponsor of an aim that was.
#[test]
fn what_was_given_up_is_neither_a_purpose_nor_a_sponsor() {
    let given_up = edited(&[
        (
            "[measures.falls-rate]",
            "[purpose.objectives.north]\nlabel = \"No harm\"\nlevel = \"true-north\"\nretired = { because = \"merged\" }\n\n[aims.old]\nstatement = \"Old\"\nsponsor = \"chief-nurse\"\nretired = { because = \"merged\" }\n\n[measures.falls-rate]",
        ),
        (
            "measures = [\"falls-rate\"]\nfrom",
            "measures = [\"falls-rate\"]\nserves = [\"north\"]\nfrom",
        ),
        ("part = \"sponsor\"", "part = \"manager\""),
    ]);
    assert_eq!(found(&given_up), ["H55 programme:sound", "T1 aim:fewer-falls"]);
}

/// How many of three people use their skill is nothing for a report on a plan.
#[test]
fn a_plan_that_is_behind_says_nothing_of_single_people() {
    let behind = edited(&[(
        "[capability]\n",
        "[capability]\ndosing = [{ group = \"nurses\", level = \"coach\", people = 20, target = 1.0, from = 2024-01-01, by = 2024-12-31 }]\ntrained = [{ on = 2024-02-01, group = \"nurses\", level = \"coach\", people = 3 }]\ncounts = [{ on = 2024-06-01, group = \"nurses\", level = \"coach\", active = 1 }]\n",
    )]);
    let programme = from_toml(&behind).expect("it loads").programme;
    let review = Reviewer::new()
        .as_of("2025-01-31".parse().unwrap_or_else(|error| panic!("{error}")))
        .review(&programme);
    let said = review.open().find(|finding| finding.lint.code == "C3").expect("C3").to_string();
    assert!(said.contains("3 of 20 have it"), "{said}");
    assert!(!said.contains("active"), "{said}");
}

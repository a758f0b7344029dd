//! Every computed answer beside one worked out by hand.

use super::*;
use crate::base::{Code, Label, SourceMark};

fn text(label: &str) -> Label {
    Label::new(label).unwrap()
}

/// Four levels and three elements in two domains.
fn template() -> Template {
    let mut form = TemplateForm::new(text("Ward voice"), "1".parse().unwrap());
    form.mark = SourceMark::Local;
    for level in ["never", "rarely", "often", "always"] {
        form.levels.insert(level.parse().unwrap(), Level::new(text(level))).unwrap();
    }
    for domain in ["before", "after"] {
        form.domains.insert(domain.parse().unwrap(), Domain::new(text(domain))).unwrap();
    }
    for (id, domain) in [("asked", "before"), ("chosen", "before"), ("told", "after")] {
        let mut element = Element::new(text(id));
        element.domain = Some(domain.parse().unwrap());
        form.elements.insert(id.parse().unwrap(), element).unwrap();
    }
    form.try_into().unwrap()
}

/// A session on a day; each rater with one answer for each element, `-` for none.
fn session(on: &str, raters: &[(&str, [&str; 3])]) -> Session {
    let version = "1".parse().unwrap();
    let mut session =
        Session::new("ward-voice".parse().unwrap(), version, on.parse().unwrap(), Scope::Team);
    for (id, answers) in raters {
        let mut rater = Rater::new();
        for (element, says) in ["asked", "chosen", "told"].iter().zip(answers) {
            if *says != "-" {
                let answer = Answer::new(says.parse().unwrap());
                rater.answers.insert(element.parse().unwrap(), answer).unwrap();
            }
        }
        session.raters.insert(id.parse().unwrap(), rater).unwrap();
    }
    session
}

fn full() -> Session {
    session(
        "2026-03-01",
        &[
            ("day", ["always", "rarely", "never"]),
            ("night", ["never", "rarely", "dont-know"]),
            ("partners", ["never", "rarely", "not-assessed"]),
            ("managers", ["always", "often", "-"]),
        ],
    )
}

#[test]
fn medians_are_levels_that_somebody_named() {
    let median = |counts: &[u32]| Spread::of_counts(counts.iter().copied()).median();
    assert_eq!(median(&[0, 0, 0]), None);
    assert_eq!(median(&[0, 1, 0]), Some((1, 1)));
    // 1 1 2 2 | 3 3 3 3: the fourth answer and the fifth.
    assert_eq!(median(&[2, 2, 4]), Some((1, 2)));
    // 1 | 3: nothing lies between, and nothing is made up.
    assert_eq!(median(&[1, 0, 1]), Some((0, 2)));
    // 1 1 [2] 3 3.
    assert_eq!(median(&[2, 1, 2]), Some((1, 1)));
    assert_eq!(median(&[u32::MAX, 0, u32::MAX]), Some((0, 0)), "counts stay at their largest");
}

#[test]
fn disagreement_is_that_of_leik() {
    let apart = |counts: &[u32]| Disagreement::of(counts).map(|d| format!("{:.4}", d.get()));
    // Hand: C = 0 2 2 (4), the smaller side 0 2 2, 2 * 4 / (4 * 3).
    assert_eq!(apart(&[0, 2, 0, 2]).as_deref(), Some("0.6667"));
    // C = 1 2 3, the smaller side 1 2 1, 2 * 4 / 12.
    assert_eq!(apart(&[1, 1, 1, 1]).as_deref(), Some("0.6667"));
    // C = 1 3, the smaller side 1 1 of 4, 2 * 2 / (4 * 2).
    assert_eq!(apart(&[1, 2, 1]).as_deref(), Some("0.5000"));
    // Three raters at the ends: 1 of 3 on one side all along.
    assert_eq!(apart(&[1, 0, 0, 0, 2]).as_deref(), Some("0.6667"));
    assert_eq!(apart(&[3, 0, 0, 0, 3]).as_deref(), Some("1.0000"));
    assert_eq!(apart(&[0, 7, 0]).as_deref(), Some("0.0000"));
    assert_eq!((apart(&[1, 0]), apart(&[5]), apart(&[])), (None, None, None));
    // The order of levels counts, and turning them round changes nothing.
    assert_eq!(apart(&[4, 1, 0, 2, 9]), apart(&[9, 2, 0, 1, 4]));
    assert!(Disagreement::of(&[2, 0, 2]) > Disagreement::of(&[2, 2, 0]));
}

#[test]
fn a_session_is_summed_up_by_hand() {
    let summary = Summary::of(&template(), &full()).unwrap();
    assert_eq!(
        summary.to_string(),
        "Ward voice, version 1, 2026-03-01: a team, 4 raters\n\
         before: 2 never, 3 rarely, 1 often, 2 always; median rarely; range never to always\n\
         \x20 asked: 2 never, 2 always; median between never and always; range never to always; \
         disagreement 1.00\n\
         \x20 chosen: 3 rarely, 1 often; median rarely; range rarely to often; disagreement 0.17\n\
         after: 1 never; median never; 1 not assessed; 1 don't know; 1 no answer\n\
         \x20 told: 1 never; median never; 1 not assessed; 1 don't know; 1 no answer\n\
         day says always of asked and gives nothing it rests on\n\
         managers says always of asked and gives nothing it rests on\n\
         managers says often of chosen and gives nothing it rests on\n"
    );
    let told = &summary.elements.last().unwrap().spread;
    assert_eq!(
        (told.answers(), told.unknown()),
        (1, 2),
        "what is not known is not the lowest level"
    );
    assert_eq!(summary.caution, None, "a template of one's own is no less official than it says");
}

#[test]
fn what_rests_on_something_is_not_flagged() {
    let mut session = full();
    let day = session.raters.get_mut("day").unwrap();
    day.answers.get_mut("asked").unwrap().about = vec!["role:lead".parse().unwrap()];
    let managers = session.raters.get_mut("managers").unwrap();
    managers.answers.get_mut("asked").unwrap().example = "The list".parse().ok();
    let summary = Summary::of(&template(), &session).unwrap();
    let left: Vec<String> = summary.unsupported.iter().map(ToString::to_string).collect();
    assert_eq!(left, ["managers says often of chosen and gives nothing it rests on"]);
}

#[test]
fn high_and_low_lie_on_either_side_of_the_middle() {
    let split = |levels: usize| -> String {
        let letter = |at| match (template::is_low(at, levels), template::is_high(at, levels)) {
            (true, false) => 'l',
            (false, true) => 'h',
            _ => '-',
        };
        (0..levels).map(letter).collect()
    };
    assert_eq!(["lh", "l-h", "llhh", "ll-hh", "lll-hhh"], [2, 3, 4, 5, 7].map(split));
}

#[test]
fn priorities_are_lists_with_reasons() {
    let mut session = full();
    let mut step = Step::new(text("Ask both shifts"));
    step.elements = vec!["asked".parse().unwrap()];
    step.owner = "lead".parse().ok();
    session.plan.push(step);
    let priorities = Priorities::of(&template(), &session).unwrap();
    assert_eq!(
        priorities.to_string(),
        "Ward voice\n\
         Talk first, since raters lie wide apart:\n\
         \x20 asked: raters range from never to always (disagreement 1.00)\n\
         Low:\n\
         \x20 told: median never\n\
         \x20 chosen: median rarely\n\
         Not known:\n\
         \x20 told: 1 of 4 raters gave a level\n\
         Plan:\n\
         \x20 Ask both shifts; owner lead; open: a first test, a date, a measure\n\
         No step is planned for: told; chosen\n"
    );
    let strong = super::tests::session("2026-03-01", &[("a", ["always"; 3]), ("b", ["often"; 3])]);
    let priorities = Priorities::of(&template(), &strong).unwrap();
    assert_eq!(priorities.strengths.len(), 3);
    assert_eq!(priorities.strengths[0].because, "median between often and always");
    assert!(priorities.low.is_empty() && priorities.talk.is_empty());
    // One rater's word, where the other did not look, is no strength yet.
    let alone =
        super::tests::session("2026-03-01", &[("a", ["always"; 3]), ("b", ["not-assessed"; 3])]);
    let priorities = Priorities::of(&template(), &alone).unwrap();
    assert_eq!((priorities.strengths.len(), priorities.unknown.len()), (0, 3));
}

#[test]
fn what_moved_is_told_by_medians_and_by_those_who_answered_twice() {
    let earlier = session(
        "2025-03-01",
        &[
            ("day", ["always", "never", "-"]),
            ("night", ["never", "rarely", "-"]),
            ("gone", ["never", "never", "-"]),
        ],
    );
    let progress = Progress::between(&template(), &earlier, &full()).unwrap();
    assert_eq!(
        progress.to_string(),
        "Ward voice, version 1: from 2025-03-01 to 2026-03-01\n\
         \x20 asked: median up, from never to between never and always; of 2 who answered twice 2 the \
         same; disagreement rose, 0.67 to 1.00\n\
         \x20 chosen: median up, from never to rarely; of 2 who answered twice 1 up, 1 the same; \
         disagreement fell, 0.22 to 0.17\n\
         \x20 told: first answered now, median never; nobody answered twice\n"
    );
    // Medians that part are neither up nor down.
    let middle = session("2025-03-01", &[("a", ["rarely", "-", "-"]), ("b", ["often", "-", "-"])]);
    let parted = session("2026-03-01", &[("a", ["never", "-", "-"]), ("b", ["always", "-", "-"])]);
    let progress = Progress::between(&template(), &middle, &parted).unwrap();
    assert_eq!(progress.elements[0].median, Some(Movement::Apart));
    assert_eq!(progress.elements[0].raters, Matched { up: 1, down: 1, same: 0 });
    assert_eq!(progress.elements[1].median, None);
}

#[test]
fn what_cannot_be_compared_is_refused_by_its_reason() {
    let base = full();
    let later = |change: &dyn Fn(&mut Session)| {
        let mut later = base.clone();
        later.on = "2027-03-01".parse().unwrap();
        change(&mut later);
        Progress::between(&template(), &base, &later).err()
    };
    assert_eq!(later(&|_| ()), None);
    let other = later(&|s| s.template = "other".parse().unwrap());
    assert!(matches!(other, Some(NotComparable::Templates(..))));
    let version = later(&|s| s.version = "2".parse().unwrap()).unwrap();
    assert_eq!(
        version.to_string(),
        "answers to version `1` and to version `2` of `ward-voice` cannot be compared"
    );
    assert!(matches!(later(&|s| s.scope = Scope::Icb), Some(NotComparable::Scopes(..))));
    assert!(matches!(later(&|s| s.unit = Some(text("B"))), Some(NotComparable::Units(..))));
    assert!(matches!(later(&|s| s.on = base.on), Some(NotComparable::Order(..))));
    let mut assessment = Assessment::default();
    assessment.sessions.insert("a".parse().unwrap(), base).unwrap();
    assert_eq!(assessment.progress("b", "a"), Err(NotComparable::Unknown("b".into())));
}

#[test]
fn answers_outside_the_template_are_all_told_in_one_pass() {
    let mut session = full();
    session.version = "2".parse().unwrap();
    let day = session.raters.get_mut("day").unwrap();
    day.answers.insert("askd".parse().unwrap(), Answer::new("often".parse().unwrap())).unwrap();
    day.answers.get_mut("told").unwrap().says = "allways".parse().unwrap();
    session.merged.insert("chosen".parse().unwrap(), "asked".parse().unwrap()).unwrap();
    session.merged.insert("told".parse().unwrap(), "told".parse().unwrap()).unwrap();
    let problems = session.check(&template()).unwrap_err();
    let all: Vec<(Code, &str)> =
        problems.iter().map(|problem| (problem.code, problem.place.path.as_str())).collect();
    assert_eq!(
        all,
        [
            (Code::InvalidValue, "version"),
            (Code::InvalidValue, "raters.day.answers.chosen"),
            (Code::InvalidValue, "raters.day.answers.told"),
            (Code::UnknownReference, "raters.day.answers.told.says"),
            (Code::UnknownReference, "raters.day.answers.askd"),
            (Code::InvalidValue, "raters.night.answers.chosen"),
            (Code::InvalidValue, "raters.night.answers.told"),
            (Code::InvalidValue, "raters.partners.answers.chosen"),
            (Code::InvalidValue, "raters.partners.answers.told"),
            (Code::InvalidValue, "raters.managers.answers.chosen"),
            (Code::InvalidValue, "merged.told"),
        ]
    );
    let told = problems.iter().nth(3).unwrap();
    assert_eq!(told.message, "no level named `allways` in `ward-voice`");
    assert_eq!(
        told.expected.as_deref(),
        Some("one of never, rarely, often, always, not-assessed, dont-know, not-applicable")
    );
    assert_eq!(told.help.as_deref(), Some("did you mean `always`?"));
    assert!(Summary::of(&template(), &session).is_err());
}

#[test]
fn one_rater_answers_once() {
    let mut rater = Rater::new();
    let often = || Answer::new("often".parse().unwrap());
    rater.answers.insert("asked".parse().unwrap(), often()).unwrap();
    let twice = rater.answers.insert("asked".parse().unwrap(), often()).unwrap_err();
    assert_eq!(twice.to_string(), "the id `asked` is taken");
}

#[test]
fn what_leaves_the_room_shows_no_single_rater() {
    let guarded = Summary::of(&template(), &full()).unwrap().guarded(4);
    assert_eq!(
        guarded.to_string(),
        "Ward voice, version 1, 2026-03-01: a team, 4 raters\n\
         before: 2 never, 3 rarely, 1 often, 2 always; median rarely; range never to always\n\
         \x20 asked: 2 never, 2 always; median between never and always; range never to always; \
         disagreement 1.00\n\
         \x20 chosen: 3 rarely, 1 often; median rarely; range rarely to often; disagreement 0.17\n\
         Not shown, since too few answered: told\n"
    );
    let after = guarded.domains.iter().find(|row| row.id.as_str() == "after").unwrap();
    assert_eq!(after.spread, Spread::new(4), "nor can it be worked out from the domain");
}

/// Answers with one level throughout, by the named level.
fn uniform(id: crate::base::TemplateId, template: &Template, levels: &[(&str, &str)]) -> Session {
    let (version, on) = (template.version().clone(), "2026-01-01".parse().unwrap());
    let mut session = Session::new(id, version, on, Scope::Initiative);
    for (rater, level) in levels {
        let mut answers = Rater::new();
        for element in template.elements().ids() {
            answers.answers.insert(element.clone(), Answer::new(level.parse().unwrap())).unwrap();
        }
        session.raters.insert(rater.parse().unwrap(), answers).unwrap();
    }
    session
}

#[test]
fn the_sustainability_score_is_the_declared_sum_with_its_mark() {
    let (id, template) = published::nhs_sustainability().unwrap();
    let mut session =
        uniform(id, &template, &[("best", "a"), ("b", "b"), ("c", "c"), ("worst", "d")]);
    let mut said: Vec<String> = Vec::new();
    said.extend(Summary::of(&template, &session).unwrap().sums.iter().map(ToString::to_string));
    // Hand: B is 4.7+6.3+3.4+3.3+6.3+5.1+6.2+6.7+3.5+4.4, C is 4.0+3.1+2.4+2.4+4.9+5.1+5.7+5.5+3.3+3.3.
    assert_eq!(
        said,
        [
            "Sustainability score† of best: 100† (encouraging†)",
            "Sustainability score† of b: 49.9†",
            "Sustainability score† of c: 39.7† (calls for action†)",
            "Sustainability score† of worst: 0† (calls for action†)",
        ]
    );
    session.raters.get_mut("best").unwrap().answers.get_mut("fit").unwrap().says = Says::DontKnow;
    session.agreed = session.raters.get("b").unwrap().answers.clone();
    let sums = Summary::of(&template, &session).unwrap().sums;
    assert_eq!(
        sums[0].to_string(),
        "Sustainability score† of best: none, 9 of 10 elements have a level"
    );
    assert_eq!(sums[4].to_string(), "Sustainability score† as agreed: 49.9†");
}

#[test]
fn bands_hold_from_their_lowest_sum_to_the_first_above() {
    let (_, template) = published::nhs_sustainability().unwrap();
    let band = |sum: f64| template.sum().unwrap().band(sum).map(|band| band.label.to_string());
    assert_eq!(band(44.9).as_deref(), Some("calls for action"));
    assert_eq!((band(45.0), band(54.9)), (None, None));
    assert_eq!(band(55.0).as_deref(), Some("encouraging"));
    let (_, template) = published::readiness_ten().unwrap();
    let band = |sum: f64| template.sum().unwrap().band(sum).map(|band| band.label.to_string());
    let ends = [10.0, 18.0, 19.0, 26.0, 27.0, 34.0, 35.0, 42.0, 43.0, 50.0];
    let expected = ["Mapping", "Convene", "Optimise", "Grow", "Scale and Spread"];
    for (at, sum) in ends.into_iter().enumerate() {
        assert_eq!(band(sum).as_deref(), expected.get(at / 2).copied(), "{sum}");
    }
    let (_, template) = published::musiq().unwrap();
    let band = |sum: f64| template.sum().unwrap().band(sum).map(|band| band.label.to_string());
    assert_eq!(band(25.0).as_deref(), Some("should not go on as it is"));
    assert_eq!(band(168.0).as_deref(), Some("reasonable chance of success"));
    assert_eq!((band(24.0), band(175.0)), (None, None), "25 factors reach beyond the quoted bands");
}

#[test]
fn factors_of_a_small_practice_are_merged_and_not_counted_twice() {
    let (id, template) = published::musiq().unwrap();
    let mut session = uniform(id, &template, &[("lead", "4"), ("nurse", "4")]);
    let merged = [
        ("microsystem-leadership", "organisation-leadership"),
        ("microsystem-culture", "organisation-culture"),
    ];
    for (one, into) in merged {
        session.merged.insert(one.parse().unwrap(), into.parse().unwrap()).unwrap();
        for rater in ["lead", "nurse"] {
            session.raters.get_mut(rater).unwrap().answers.remove(one);
        }
    }
    let summary = Summary::of(&template, &session).unwrap();
    assert_eq!(summary.elements.len(), 23);
    let culture = summary.elements.iter().find(|row| row.id.as_str() == "organisation-culture");
    assert_eq!(
        culture.unwrap().to_string(),
        "Culture of the organisation supportive of QI; one with Culture of the microsystem \
         supportive of QI"
    );
    let microsystem = summary.domains.iter().find(|row| row.id.as_str() == "microsystem").unwrap();
    assert_eq!(microsystem.spread.answers(), 4, "two factors of two raters");
    assert_eq!(
        summary.sums[0].to_string(),
        "MUSIQ sum† of lead: none, 2 elements are merged and the sum is of all"
    );
    let mut later = session.clone();
    later.on = "2027-01-01".parse().unwrap();
    later.merged.remove("microsystem-culture");
    let progress = Progress::between(&template, &session, &later).unwrap();
    assert_eq!((progress.elements.len(), progress.left_out.len()), (21, 4));
}

#[test]
fn the_published_templates_are_those_of_the_notes() {
    assert_eq!(published::published().count(), 4, "each can be made");
    let (_, impact) = published::nhs_impact().unwrap();
    let in_domain = |id: &str| {
        let within = impact.elements().rows().filter(|e| e.domain.as_ref().unwrap().as_str() == id);
        within.count()
    };
    let ids: Vec<&str> = impact.domains().ids().map(crate::base::Id::as_str).collect();
    assert_eq!(ids.iter().map(|id| in_domain(id)).collect::<Vec<_>>(), [4, 4, 5, 5, 4]);
    let components: Vec<_> = impact.domains().rows().filter_map(|row| row.component).collect();
    assert_eq!(components, crate::base::Component::ALL);
    assert!(impact.sum().is_none(), "no rule for a sum was confirmed");
    assert_eq!(
        impact.caution().as_deref(),
        Some(
            "Unofficial. Not confirmed at the source (†): 5 of 5 levels, 22 of 22 elements, 22 of 22 \
             placings of elements."
        )
    );
    let (_, musiq) = published::musiq().unwrap();
    assert_eq!((musiq.elements().len(), musiq.levels().len()), (25, 7));
    let unconfirmed = musiq.elements().rows().filter(|e| e.mark == Some(SourceMark::Unconfirmed));
    assert_eq!(unconfirmed.count(), 11);
    let points = |id: &str| musiq.points(&"trigger".parse().unwrap(), &id.parse().unwrap());
    assert_eq!((points("1").unwrap().get(), points("7").unwrap().get()), (1.0, 7.0));

    let (_, sustainability) = published::nhs_sustainability().unwrap();
    let sum = |level: &str, domain: Option<&str>| -> String {
        let rows = sustainability.elements().iter();
        let rows =
            rows.filter(|(_, e)| domain.is_none_or(|d| e.domain.as_ref().unwrap().as_str() == d));
        let points =
            rows.map(|(id, _)| sustainability.points(id, &level.parse().unwrap()).unwrap());
        format!("{:.1}", points.map(crate::base::Number::get).sum::<f64>())
    };
    assert_eq!(sum("a", None), "100.0", "the best descriptions add up to 100");
    let domains = ["process", "staff", "organisation"].map(|domain| sum("a", Some(domain)));
    assert_eq!(domains, ["31.1", "52.4", "16.5"]);
    assert_eq!(sum("d", None), "0.0");
    assert!(!sustainability.is_for(Scope::Trust) && sustainability.is_for(Scope::Initiative));
    assert_eq!(sustainability.placing(&"staff".parse().unwrap()), SourceMark::Unconfirmed);
}

#[test]
fn templates_that_contradict_themselves_are_refused() {
    let sound = template().to_form();
    let refused = |change: &dyn Fn(&mut TemplateForm)| {
        let mut form = sound.clone();
        change(&mut form);
        Template::try_from(form).err().map(|error| error.to_string()).unwrap_or_default()
    };
    assert_eq!(refused(&|_| ()), "");
    let one_level = refused(&|form| {
        for level in ["rarely", "often", "always"] {
            form.levels.remove(level);
        }
    });
    assert_eq!(one_level, "a template needs at least two levels, found 1");
    let reserved = refused(&|form| {
        form.levels.insert("dont-know".parse().unwrap(), Level::new(text("?"))).unwrap();
    });
    assert_eq!(reserved, "`dont-know` means that there is no level, and cannot be the id of one");
    assert!(refused(&|form| form.elements = Table::new()).contains("at least one element"));
    let domain = refused(&|form| {
        form.domains.remove("after");
    });
    assert_eq!(
        domain,
        "the element `told` belongs to a domain `after`, which the template does not have"
    );
    let level = refused(&|form| {
        let told = form.elements.get_mut("told").unwrap();
        told.levels.insert("daily".parse().unwrap(), "?".parse().unwrap()).unwrap();
    });
    assert!(level.contains("speaks of a level `daily`"), "{level}");
    let number = |value: f64| crate::base::Number::new(value).unwrap();
    let points = refused(&|form| form.levels.get_mut("often").unwrap().points = Some(number(3.0)));
    assert_eq!(points, "`often` has points, and the template declares no sum");
    let sum = || DeclaredSum::new(text("Sum"));
    let none = refused(&|form| form.sum = Some(sum()));
    assert_eq!(
        none,
        "a sum is declared, and the level `never` of the element `asked` has no points"
    );
    let band = |from: Option<f64>, below: Option<f64>| {
        Band::new(text("band"), from.map(number), below.map(number))
    };
    let bands = |bands: Vec<Band>| {
        refused(&|form| {
            for id in ["never", "rarely", "often", "always"] {
                form.levels.get_mut(id).unwrap().points = Some(number(1.0));
            }
            let mut sum = sum();
            sum.bands.clone_from(&bands);
            form.sum = Some(sum);
        })
    };
    assert!(bands(vec![band(None, None)]).contains("must begin below where it ends"));
    assert!(bands(vec![band(Some(3.0), Some(3.0))]).contains("must begin below where it ends"));
    assert!(bands(vec![band(None, Some(3.0)), band(Some(2.0), None)]).contains("overlap"));
    assert_eq!(bands(vec![band(None, Some(3.0)), band(Some(3.0), None)]), "");
    let weights = refused(&|form| {
        form.sum = Some(sum());
        let told = form.elements.get_mut("told").unwrap();
        told.points.insert("often".parse().unwrap(), number(1.0)).unwrap();
    });
    assert!(weights.contains("which only a scale of choices has"), "{weights}");
}

#[test]
fn sessions_are_followed_by_unit_and_template() {
    let mut assessment = Assessment::default();
    assessment.templates.insert("ward-voice".parse().unwrap(), template()).unwrap();
    let mut add = |id: &str, on: &str, unit: Option<&str>| {
        let mut session = session(on, &[("day", ["often", "often", "often"])]);
        session.unit = unit.map(text);
        assessment.sessions.insert(id.parse().unwrap(), session).unwrap();
    };
    add("old", "2024-01-01", None);
    add("new", "2026-01-01", None);
    add("between", "2025-01-01", None);
    add("elsewhere", "2025-06-01", Some("Ward B"));
    let before = |id: &str| assessment.previous(id).map(|(id, _)| id.to_string());
    assert_eq!(before("new").as_deref(), Some("between"));
    assert_eq!(before("between").as_deref(), Some("old"));
    assert_eq!((before("old"), before("elsewhere"), before("nothing")), (None, None, None));
    let latest: Vec<String> = assessment.latest().map(|(id, _)| id.to_string()).collect();
    assert_eq!(latest, ["new", "elsewhere"]);
    assert!(assessment.progress("between", "new").is_ok());
}

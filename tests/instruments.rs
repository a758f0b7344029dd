//! Questionnaires: every published formula, range and boundary, and everything that is refused.

#![expect(clippy::unwrap_used, reason = "a case that cannot be set up is a failed test")]
#![expect(clippy::float_cmp, reason = "sums and means of small whole numbers")]

use improvement::base::Date;
use improvement::people::instruments::{
    Answers, Cohort, CutOff, Instrument, Missing, Scaling, ScoreError, Trend, TrendError, published,
};
use improvement::people::{SmallNumbers, instruments};

fn instrument(id: &str) -> Instrument {
    published().find(|(known, _)| known.as_str() == id).unwrap().1
}

/// Twelve people who all answered like this.
fn alike(answers: &Answers) -> Vec<Answers> {
    vec![answers.clone(); 12]
}

fn score(id: &str, scale: &str, answers: impl IntoIterator<Item = u16>) -> f64 {
    mean(&instrument(id).score(scale, &alike(&Answers::of(answers)), Missing::default()).unwrap())
}

fn mean(cohort: &Cohort) -> f64 {
    rounded(cohort.summary(&SmallNumbers::default()).unwrap().mean)
}

/// To nine digits: sums of thirds and sevenths are not exact.
fn rounded(x: f64) -> f64 {
    (x * 1e9).round() / 1e9
}

fn all(answer: u16, items: usize) -> Vec<u16> {
    vec![answer; items]
}

#[test]
fn moral_distress_is_frequency_times_distress() {
    let of = |pairs: Vec<Option<(u16, u16)>>| {
        let answers = alike(&Answers::pairs(pairs));
        mean(&instrument("mmd-hp").score("distress", &answers, Missing::default()).unwrap())
    };
    assert_eq!(of(vec![Some((4, 4)); 27]), 432.0);
    assert_eq!(of(vec![Some((0, 4)); 27]), 0.0, "what never happens does not count");
    let mut some = vec![Some((1, 2)); 27];
    some[0] = Some((3, 4));
    assert_eq!(of(some), 26.0 * 2.0 + 12.0);
}

#[test]
fn moral_injury_turns_its_positive_items_round() {
    assert_eq!(score("miss-hp", "injury", all(1, 10)), 6.0 + 4.0 * 10.0);
    // All at the worst: 10, and 1 where turned round.
    let worst = [10, 10, 10, 10, 1, 1, 1, 10, 10, 1];
    assert_eq!(score("miss-hp", "injury", worst), 100.0);
    assert_eq!(score("miss-hp", "injury", worst.map(|a| 11 - a)), 10.0);
}

#[test]
fn burnout_has_three_scores_and_no_total() {
    for (scale, top) in [
        ("emotional-exhaustion", 54.0),
        ("depersonalisation", 30.0),
        ("personal-accomplishment", 48.0),
    ] {
        assert_eq!(score("mbi", scale, all(6, 22)), top);
        assert_eq!(score("mbi", scale, all(0, 22)), 0.0);
    }
    let refused = instrument("mbi").score("total", &[], Missing::default()).unwrap_err();
    assert_eq!(
        refused[0].to_string(),
        "Maslach Burnout Inventory, Human Services Survey has no scale `total`, expected one of \
         emotional-exhaustion, depersonalisation, personal-accomplishment (the MBI has three scores \
         and no total, since they do not add up)"
    );
}

#[test]
fn copenhagen_answers_count_from_a_hundred_down() {
    assert_eq!(score("cbi", "personal", all(0, 19)), 100.0);
    assert_eq!(score("cbi", "client", all(4, 19)), 0.0);
    // Six of the seven at 100, the one turned round at 0.
    assert_eq!(score("cbi", "work", all(0, 19)), rounded(600.0 / 7.0));
    assert_eq!(score("cbi", "work", all(2, 19)), 50.0);
}

#[test]
fn the_way_of_scoring_travels_with_the_score() {
    let answers = [0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3];
    assert_eq!(score("ghq-12", "bimodal", answers), 6.0);
    assert_eq!(score("ghq-12", "likert", answers), 18.0);
    // Negative items 2, 5, 6, 9, 10, 11 answered 1, 0, 1, 0, 1, 2: four count; positive ones 1, 3, 4, 7,
    // 8, 12 answered 0, 2, 3, 2, 3, 3: five count.
    assert_eq!(score("ghq-12", "c-ghq", answers), 9.0);
    let cohort = instrument("ghq-12")
        .score("bimodal", &alike(&Answers::of(answers)), Missing::default())
        .unwrap();
    assert_eq!(
        cohort.scaling().to_string(),
        "General Health Questionnaire, 12 items (12 items), bimodal, 0 to 12"
    );
}

#[test]
fn wellbeing_is_four_times_the_sum_and_its_line_takes_in_the_same_people_either_way() {
    assert_eq!(score("who-5", "wellbeing", all(5, 5)), 100.0);
    assert_eq!(score("who-5", "wellbeing", [3, 3, 3, 2, 2]), 52.0);
    let who = instrument("who-5");
    let line = &who.scale("wellbeing").unwrap().cut_offs[0];
    // Half of twenty people at a raw 12, half at 13.
    let answers: Vec<Answers> = (0..20)
        .map(|i| Answers::of(if i < 10 { [3, 3, 2, 2, 2] } else { [3, 3, 3, 2, 2] }))
        .collect();
    let cohort = who.score("wellbeing", &answers, Missing::default()).unwrap();
    let share = cohort.share_past(line, &SmallNumbers::default()).unwrap().unwrap();
    assert_eq!(share.get(), 0.5);
    assert_eq!(who.scale("wellbeing").unwrap().notable.unwrap().get(), 10.0);
}

#[test]
fn means_of_agreement_after_turning_round() {
    let safest = [1, 7, 1, 7, 1, 7, 7];
    assert_eq!(score("psychological-safety", "safety", safest), 7.0);
    assert_eq!(
        score("psychological-safety", "safety", all(7, 7)),
        rounded((4.0 * 7.0 + 3.0) / 7.0)
    );
    for need in ["autonomy", "competence", "relatedness"] {
        assert_eq!(score("basic-needs-at-work", need, all(4, 21)), 4.0);
    }
    assert_eq!(
        score("basic-needs-at-work", "competence", all(7, 21)),
        rounded((3.0 * 7.0 + 3.0) / 6.0)
    );
}

#[test]
fn lines_take_in_what_they_say() {
    let share = |line: &CutOff, scores: [u16; 20]| {
        // A sum of ten items from 1 to 10, none turned round after all: item 1 carries the score.
        let miss = instrument("miss-hp");
        let answers: Vec<Answers> = scores
            .iter()
            .map(|score| {
                // Turned round, 10 gives 1 each for four items; five others at 1; the first the rest.
                let first = score - 9;
                Answers::of([first, 1, 1, 1, 10, 10, 10, 1, 1, 10])
            })
            .collect();
        let cohort = miss.score("injury", &answers, Missing::default()).unwrap();
        cohort
            .share_past(line, &SmallNumbers::default())
            .unwrap()
            .map(improvement::base::Share::get)
    };
    let miss = instrument("miss-hp");
    let mut line = miss.scale("injury").unwrap().cut_offs[0].clone();
    assert_eq!(line.at.get(), 36.0);
    line.at = improvement::base::Number::new(15.0).unwrap();
    let mut scores = [10; 20];
    scores[..8].fill(15);
    assert_eq!(share(&line, scores), Some(0.4), "at the line and above");
    scores[..8].fill(14);
    assert_eq!(share(&line, scores), None, "nobody is past it: that would tell of all of them");
    scores[..3].fill(15);
    assert_eq!(share(&line, scores), None, "three are too few");
}

#[test]
fn what_cannot_be_scored_is_refused_all_at_once() {
    let who = instrument("who-5");
    let answers = [Answers::of([0, 1, 2, 3, 6]), Answers::of([1, 2, 3]), Answers::of([0; 5])];
    let wrong = who.score("wellbeing", &answers, Missing::default()).unwrap_err();
    let said: Vec<String> = wrong.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "respondent 1 answered 6 to item 5, expected 0 to 5",
            "respondent 2 has 3 answers, expected 5",
        ]
    );
    let once =
        instrument("mmd-hp").score("distress", &alike(&Answers::of([1; 27])), Missing::default());
    assert!(matches!(once.unwrap_err()[0], ScoreError::WrongForm { expected: "twice", .. }));
    let twice = who.score("wellbeing", &[Answers::pairs([Some((1, 1)); 5])], Missing::default());
    assert!(matches!(twice.unwrap_err()[0], ScoreError::WrongForm { expected: "once", .. }));
    let given = instrument("nhs-staff-survey").score("morale", &[], Missing::default());
    assert!(matches!(given.unwrap_err()[0], ScoreError::Given { .. }));
    assert!(instruments::published().all(|(id, _)| id.as_str() != "who-6"));
}

#[test]
fn missing_answers_follow_the_rule_that_is_named() {
    let who = instrument("who-5");
    let mut answers = alike(&Answers::of([2, 2, 2, 2, 2]));
    answers.extend(alike(&Answers::with_gaps([Some(4), Some(4), None, Some(4), Some(4)])));
    let complete = who.score("wellbeing", &answers, Missing::CompleteOnly).unwrap();
    let limits = SmallNumbers::default();
    let summary = complete.summary(&limits).unwrap();
    assert_eq!((summary.respondents, summary.mean), (12, 40.0));
    assert_eq!(summary.missing, "complete answers only");
    assert_eq!(complete.left_out(&limits), Some(12));
    let filled = who.score("wellbeing", &answers, Missing::MeanOfTheOthers { at_most: 1 }).unwrap();
    let summary = filled.summary(&limits).unwrap();
    assert_eq!((summary.respondents, summary.mean), (24, 60.0));
    assert!(summary.missing.contains("up to 1"));
    let few = who.score("wellbeing", &answers[..10], Missing::CompleteOnly).unwrap();
    assert_eq!(
        few.summary(&limits).unwrap_err().to_string(),
        "a result needs at least 11 respondents to be shown"
    );
    assert_eq!(few.share_past(&who.scales()[0].cut_offs[0], &limits).ok(), None);
}

#[test]
fn nothing_says_how_one_person_answered_or_scored() {
    let who = instrument("who-5");
    let answers = Answers::of([5, 4, 3, 1, 0]);
    assert_eq!(format!("{answers:?}"), "Answers(5 items)");
    let cohort = who.score("wellbeing", &[answers], Missing::default()).unwrap();
    let said = format!("{cohort:?}");
    assert!(!said.contains("52") && !said.contains("scores"), "{said}");
    assert!(cohort.summary(&SmallNumbers::default()).is_err());
}

#[test]
fn a_trend_never_joins_scales_or_versions() {
    let day = |month| Date::new(2024, month, 1).unwrap();
    let new = instrument("nhs-staff-survey");
    let old = instrument("nhs-staff-survey-1-to-5");
    let engagement = Scaling::given(&new, "engagement").unwrap();
    let mut trend = Trend::new(engagement.clone());
    trend.add_given(day(1), &engagement, 6.9).unwrap();
    let before = Scaling::given(&old, "engagement").unwrap();
    assert_eq!(
        trend.add_given(day(2), &before, 3.78).unwrap_err().to_string(),
        "results of NHS Staff Survey (engagement 1 to 5), engagement, 1 to 5 cannot be joined to those \
         of NHS Staff Survey (2021 on, 0 to 10), engagement, 0 to 10: start another series"
    );
    let morale = Scaling::given(&new, "morale").unwrap();
    assert!(matches!(trend.add_given(day(2), &morale, 6.0), Err(TrendError::OtherScale { .. })));
    assert!(matches!(trend.add_given(day(1), &engagement, 7.0), Err(TrendError::Order { .. })));
    assert!(matches!(
        trend.add_given(day(2), &engagement, f64::NAN),
        Err(TrendError::OutOfRange { .. })
    ));
    trend.add_given(day(3), &engagement, 7.1).unwrap();
    assert_eq!(trend.points(), [(day(1), 6.9), (day(3), 7.1)]);

    let ghq = instrument("ghq-12");
    let answers = alike(&Answers::of([1; 12]));
    let of = |scale| ghq.score(scale, &answers, Missing::default()).unwrap();
    let limits = SmallNumbers::default();
    let likert = of("likert").summary(&limits).unwrap();
    let mut trend = Trend::new(of("bimodal").scaling().clone());
    assert!(trend.add(day(1), &likert).is_err(), "another way of scoring the same answers");
}

#[cfg(feature = "toml")]
mod own {
    use super::*;
    use improvement::document::{from_toml, to_toml};

    const OWN: &str = r#"format = 1

[programme]
id = "own"
name = "Own questionnaire"

[people.instruments.heart]
label = "Heart and hours"
version = "2025"
items = 3
low = 1
high = 5
mark = "local"

[[people.instruments.heart.scales]]
name = "heart"
label = "Heart for the work"
construct = "motivation"
direction = "up"
items = [1, 2]
reversed = [2]
formula = "mean"
mark = "local"

[[people.instruments.heart.scales]]
name = "hours"
label = "Hours for the work"
construct = "work-experience"
direction = "up"
items = [3]
formula = "sum"
times = 20
mark = "local"
"#;

    #[test]
    fn a_programme_may_bring_its_own() {
        let programme = from_toml(OWN).unwrap().programme;
        let heart = programme.people().instrument("heart").unwrap();
        let answers = alike(&Answers::of([5, 1, 2]));
        let of = |scale| mean(&heart.score(scale, &answers, Missing::default()).unwrap());
        assert_eq!((of("heart"), of("hours")), (5.0, 40.0));
        assert_eq!(heart.range(heart.scale("hours").unwrap()), (20.0, 100.0));
        assert_eq!(from_toml(&to_toml(&programme).unwrap()).unwrap().programme, programme);
        assert!(programme.people().instrument("who-5").is_some(), "and still knows the published");
    }

    #[test]
    fn what_contradicts_itself_is_refused() {
        for (from, to, said) in [
            ("items = [1, 2]", "items = [1, 4]", "names item 4 which the instrument does not have"),
            ("items = [1, 2]", "items = [1, 2, 1]", "names item 1 twice"),
            ("reversed = [2]", "reversed = [3]", "as turned round, and not among its items"),
            ("high = 5", "high = 1", "the highest answer must lie above the lowest, found 1 to 1"),
            ("name = \"hours\"", "name = \"heart\"", "two scales are named `heart`"),
            ("items = [3]\n", "", "the scale `hours` must have items, found 0"),
            ("times = 20", "points = [0, 1]", "must list 5 points, one for each answer, found 2"),
            (
                "times = 20",
                "cut_offs = [{ label = \"low\", at = 9, side = \"below\" }]",
                "the cut-off 9 of the scale `hours` lies outside its range of 1 to 5",
            ),
            (
                "formula = \"sum\"",
                "formula = \"given\"",
                "must have no items, since its score is given",
            ),
        ] {
            assert_eq!(OWN.matches(from).count(), 1, "{from}");
            let error = from_toml(&OWN.replace(from, to)).unwrap_err();
            let text = error.report().to_string();
            assert!(text.contains(said), "{from}: {text}");
        }
    }
}

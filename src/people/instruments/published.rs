//! The instruments that the crate knows.
//!
//! Items are numbered scale by scale where an instrument has several, so that no key of a protected
//! form is repeated here: answers are given in that order. Facts follow Epstein and colleagues 2019
//! (MMD-HP), Mantri and colleagues 2020 (MISS-HP), Maslach and colleagues (MBI), Kristensen and
//! colleagues 2005 (CBI), Goldberg (GHQ-12), the World Health Organization (WHO-5), Edmondson 1999
//! (psychological safety), Deci, Ryan and colleagues (basic needs at work), and NHS England (Staff
//! Survey), mostly as reported elsewhere; each scale bears its mark.

use super::definition::InstrumentForm;
use super::{Construct, CutOff, Formula, Instrument, Scale, Side};
use crate::base::{
    Direction, IdError, InstrumentId, Label, Number, QuantityError, SourceMark, Statement, Tag,
    TextError,
};

/// The instruments that the crate knows, each with its id.
///
/// Which, and how each is scored, is in the table of [`Scale`]s of each; a programme's own stand under
/// `people.instruments`.
pub fn published() -> impl Iterator<Item = (InstrumentId, Instrument)> {
    let all = [
        mmd_hp(),
        miss_hp(),
        mbi(),
        cbi(),
        ghq_12(),
        who_5(),
        psychological_safety(),
        basic_needs(),
        staff_survey(),
        staff_survey_until_2020(),
    ];
    // None of them is ever wrong: a test makes them all.
    all.into_iter().filter_map(Result::ok)
}

/// What could be wrong with a definition.
#[derive(Debug)]
enum Wrong {
    Id,
    Text,
    Number,
    Instrument,
}

impl From<IdError> for Wrong {
    fn from(_: IdError) -> Self {
        Wrong::Id
    }
}

impl From<TextError> for Wrong {
    fn from(_: TextError) -> Self {
        Wrong::Text
    }
}

impl From<QuantityError> for Wrong {
    fn from(_: QuantityError) -> Self {
        Wrong::Number
    }
}

impl From<super::InstrumentError> for Wrong {
    fn from(_: super::InstrumentError) -> Self {
        Wrong::Instrument
    }
}

type Defined = Result<(InstrumentId, Instrument), Wrong>;

/// Items, lowest and highest answer of an instrument without scales yet.
struct Draft {
    id: &'static str,
    form: InstrumentForm,
}

impl Draft {
    fn new(
        id: &'static str,
        label: &str,
        version: &str,
        items: u16,
        answers: (u16, u16),
    ) -> Result<Self, Wrong> {
        let form = InstrumentForm {
            label: Label::new(label)?,
            version: Label::new(version)?,
            items,
            low: answers.0,
            high: answers.1,
            scales: Vec::new(),
            no_total: None,
            licence: None,
            mark: SourceMark::Reported,
        };
        Ok(Draft { id, form })
    }

    fn licence(mut self, text: &str) -> Result<Self, Wrong> {
        self.form.licence = Some(Statement::new(text)?);
        Ok(self)
    }

    fn with(mut self, scale: Scale) -> Self {
        self.form.scales.push(scale);
        self
    }

    fn done(self) -> Defined {
        Ok((InstrumentId::new(self.id)?, Instrument::try_from(self.form)?))
    }
}

fn scale(
    name: &str,
    label: &str,
    construct: Construct,
    direction: Direction,
    formula: Formula,
    items: std::ops::RangeInclusive<u16>,
) -> Result<Scale, Wrong> {
    let mut scale = Scale::new(Tag::new(name)?, Label::new(label)?, construct, direction, formula);
    scale.items = items.collect();
    scale.mark = SourceMark::Reported;
    Ok(scale)
}

fn line(label: &str, side: Side, at: f64, mark: SourceMark, source: &str) -> Result<CutOff, Wrong> {
    let mut line = CutOff::new(Label::new(label)?, side, Number::new(at)?);
    line.mark = mark;
    line.source = Some(Statement::new(source)?);
    Ok(line)
}

fn numbers(list: &[f64]) -> Result<Vec<Number>, Wrong> {
    list.iter().map(|value| Number::new(*value).map_err(Wrong::from)).collect()
}

fn mmd_hp() -> Defined {
    let mut distress = scale(
        "distress",
        "Moral distress",
        Construct::MoralDistress,
        Direction::Down,
        Formula::SumOfProducts,
        1..=27,
    )?;
    distress.note = Some(Statement::new(
        "Each item is answered twice: how often, and how distressing. Two items that respondents write in are not scored. No cut-off is fixed; bands printed elsewhere are not used here.",
    )?);
    Draft::new(
        "mmd-hp",
        "Measure of Moral Distress for Healthcare Professionals",
        "2019",
        27,
        (0, 4),
    )?
    .licence("Rights are with the authors; permission is normally asked.")?
    .with(distress)
    .done()
}

fn miss_hp() -> Defined {
    let mut injury = scale(
        "injury",
        "Moral injury symptoms",
        Construct::MoralInjury,
        Direction::Down,
        Formula::Sum,
        1..=10,
    )?;
    injury.reversed = vec![5, 6, 7, 10];
    injury.mark = SourceMark::Unconfirmed;
    injury.note = Some(Statement::new(
        "Which items are turned round (5, 6, 7 and 10) is from general knowledge: check it against the paper.",
    )?);
    injury.cut_offs = vec![line(
        "functional impairment",
        Side::AtOrAbove,
        36.0,
        SourceMark::Reported,
        "Sensitivity 84% and specificity 93% in the validation study. Flags a cohort to look after, and diagnoses nobody.",
    )?];
    Draft::new(
        "miss-hp",
        "Moral Injury Symptom Scale, Healthcare Professionals",
        "2020",
        10,
        (1, 10),
    )?
    .licence("Printed in an article; terms of reuse were not checked.")?
    .with(injury)
    .done()
}

fn mbi() -> Defined {
    let of = |name, label, direction, items| {
        let mut scale = scale(name, label, Construct::Burnout, direction, Formula::Sum, items)?;
        scale.note = Some(Statement::new(
            "Bands in circulation are historical; a comparison study advises extreme caution, and none is used here.",
        )?);
        Ok::<Scale, Wrong>(scale)
    };
    let mut draft = Draft::new(
        "mbi",
        "Maslach Burnout Inventory, Human Services Survey",
        "22 items",
        22,
        (0, 6),
    )?
    .licence("Commercial; the publisher's licence is needed.")?
    .with(of("emotional-exhaustion", "Emotional exhaustion", Direction::Down, 1..=9)?)
    .with(of("depersonalisation", "Depersonalisation", Direction::Down, 10..=14)?)
    .with(of("personal-accomplishment", "Personal accomplishment", Direction::Up, 15..=22)?);
    draft.form.no_total =
        Some(Statement::new("the MBI has three scores and no total, since they do not add up")?);
    draft.done()
}

fn cbi() -> Defined {
    let of = |name, label, items: std::ops::RangeInclusive<u16>, reversed: &[u16]| {
        let mut scale =
            scale(name, label, Construct::Burnout, Direction::Down, Formula::Mean, items)?;
        // Answers run from 0, always or to a very high degree, to 4, never or to a very low one.
        scale.points = numbers(&[100.0, 75.0, 50.0, 25.0, 0.0])?;
        scale.reversed = reversed.to_vec();
        if !reversed.is_empty() {
            scale.mark = SourceMark::Unconfirmed;
            scale.note = Some(Statement::new(
                "The last item, on energy for leisure, is turned round: from general knowledge, check it against the paper.",
            )?);
        }
        scale.cut_offs = vec![line(
            "50 line",
            Side::AtOrAbove,
            50.0,
            SourceMark::Unconfirmed,
            "In use, not official: public calculators band the same score differently.",
        )?];
        Ok::<Scale, Wrong>(scale)
    };
    Draft::new("cbi", "Copenhagen Burnout Inventory", "2005", 19, (0, 4))?
        .licence(
            "Research, teaching and private study are allowed; systematic reproduction is not.",
        )?
        .with(of("personal", "Personal burnout", 1..=6, &[])?)
        .with(of("work", "Work-related burnout", 7..=13, &[13])?)
        .with(of("client", "Client-related burnout", 14..=19, &[])?)
        .done()
}

fn ghq_12() -> Defined {
    let of = |name, label| {
        scale(name, label, Construct::Distress, Direction::Down, Formula::Sum, 1..=12)
    };
    let mut bimodal = of("bimodal", "Distress, bimodal scoring (0-0-1-1)")?;
    bimodal.points = numbers(&[0.0, 0.0, 1.0, 1.0])?;
    bimodal.cut_offs = vec![
        line(
            "4 or more",
            Side::AtOrAbove,
            4.0,
            SourceMark::Reported,
            "Common in the United Kingdom. The best threshold differs between peoples: 1/2 or 2/3 in Korea.",
        )?,
        line(
            "above 3",
            Side::Above,
            3.0,
            SourceMark::Reported,
            "As in the national evaluation of Schwartz Rounds in England (Maben and colleagues 2018).",
        )?,
    ];
    let likert = of("likert", "Distress, Likert scoring (0-1-2-3)")?;
    let mut c_ghq = of("c-ghq", "Distress, C-GHQ scoring")?;
    c_ghq.points = numbers(&[0.0, 0.0, 1.0, 1.0])?;
    c_ghq.reversed = vec![2, 5, 6, 9, 10, 11];
    c_ghq.reversed_points = numbers(&[0.0, 1.0, 1.0, 1.0])?;
    c_ghq.mark = SourceMark::Unconfirmed;
    c_ghq.note = Some(Statement::new(
        "Negative items (2, 5, 6, 9, 10 and 11) count from the second answer on: from general knowledge, check it against the manual.",
    )?);
    Draft::new("ghq-12", "General Health Questionnaire, 12 items", "12 items", 12, (0, 3))?
        .licence("Published by GL Assessment; a licence is needed.")?
        .with(bimodal)
        .with(likert)
        .with(c_ghq)
        .done()
}

fn who_5() -> Defined {
    let mut wellbeing =
        scale("wellbeing", "Wellbeing", Construct::Wellbeing, Direction::Up, Formula::Sum, 1..=5)?;
    wellbeing.times = Some(Number::new(4.0)?);
    wellbeing.notable = Some(Number::new(10.0)?);
    wellbeing.cut_offs = vec![
        line("low wellbeing", Side::Below, 50.0, SourceMark::Reported, "A raw score below 13.")?,
        line(
            "likely depression",
            Side::AtOrBelow,
            28.0,
            SourceMark::Reported,
            "For screening. Gives the share of a cohort, and diagnoses nobody.",
        )?,
    ];
    wellbeing.note = Some(Statement::new(
        "The raw sum of 0 to 25, times 4. (Raw - 5) times 4, found on a web page, is wrong for answers from 0 to 5.",
    )?);
    Draft::new("who-5", "WHO-5 Well-Being Index", "1998", 5, (0, 5))?
        .licence("Reported as free to use; check the terms of its newest release.")?
        .with(wellbeing)
        .done()
}

fn psychological_safety() -> Defined {
    let mut safety = scale(
        "safety",
        "Team psychological safety",
        Construct::PsychologicalSafety,
        Direction::Up,
        Formula::Mean,
        1..=7,
    )?;
    safety.reversed = vec![1, 3, 5];
    safety.mark = SourceMark::Unconfirmed;
    safety.note = Some(Statement::new(
        "Of a team, never of a person. Seven points of agreement and the items turned round (1, 3 and 5) are from general knowledge: check them against Edmondson 1999.",
    )?);
    Draft::new("psychological-safety", "Team psychological safety (Edmondson)", "1999", 7, (1, 7))?
        .licence("The journal's copyright.")?
        .with(safety)
        .done()
}

fn basic_needs() -> Defined {
    let of = |name, label, construct, items, reversed: &[u16]| {
        let mut scale = scale(name, label, construct, Direction::Up, Formula::Mean, items)?;
        scale.reversed = reversed.to_vec();
        scale.mark = SourceMark::Unconfirmed;
        scale.note = Some(Statement::new(
            "How the 21 items divide among the needs, and which are turned round (the last ones of each need here), is from general knowledge: check it against the scale.",
        )?);
        Ok::<Scale, Wrong>(scale)
    };
    Draft::new("basic-needs-at-work", "Basic Need Satisfaction at Work", "21 items", 21, (1, 7))?
        .licence("Terms of academic use at the theory's own site.")?
        .with(of("autonomy", "Autonomy", Construct::Autonomy, 1..=7, &[5, 6, 7])?)
        .with(of("competence", "Competence", Construct::Competence, 8..=13, &[11, 12, 13])?)
        .with(of("relatedness", "Relatedness", Construct::Relatedness, 14..=21, &[19, 20, 21])?)
        .done()
}

/// A score that the survey gives.
fn given(name: &str, label: &str, construct: Construct, range: (f64, f64)) -> Result<Scale, Wrong> {
    let mut scale =
        Scale::new(Tag::new(name)?, Label::new(label)?, construct, Direction::Up, Formula::Given);
    scale.range = Some((Number::new(range.0)?, Number::new(range.1)?));
    scale.mark = SourceMark::Reported;
    Ok(scale)
}

fn staff_survey() -> Defined {
    const TEN: (f64, f64) = (0.0, 10.0);
    let promise = |name, label| given(name, label, Construct::WorkExperience, TEN);
    let mut culture = given(
        "compassionate-and-inclusive",
        "We are compassionate and inclusive",
        Construct::CompassionateCulture,
        TEN,
    )?;
    culture.note = Some(Statement::new(
        "Compassionate culture is one of its four parts, beside compassionate leadership, diversity and equality, and inclusion.",
    )?);
    Draft::new("nhs-staff-survey", "NHS Staff Survey", "2021 on, 0 to 10", 0, (0, 0))?
        .licence("The list of questions is public.")?
        .with(culture)
        .with(promise("recognised-and-rewarded", "We are recognised and rewarded")?)
        .with(promise("voice-that-counts", "We each have a voice that counts")?)
        .with(promise("safe-and-healthy", "We are safe and healthy")?)
        .with(promise("always-learning", "We are always learning")?)
        .with(promise("work-flexibly", "We work flexibly")?)
        .with(promise("a-team", "We are a team")?)
        .with(given("engagement", "Staff engagement", Construct::Engagement, TEN)?)
        .with(given("motivation", "Motivation, of staff engagement", Construct::Motivation, TEN)?)
        .with(given("involvement", "Involvement, of staff engagement", Construct::Engagement, TEN)?)
        .with(given("advocacy", "Advocacy, of staff engagement", Construct::Engagement, TEN)?)
        .with(promise("morale", "Morale")?)
        .done()
}

fn staff_survey_until_2020() -> Defined {
    const FIVE: (f64, f64) = (1.0, 5.0);
    Draft::new("nhs-staff-survey-1-to-5", "NHS Staff Survey", "engagement 1 to 5", 0, (0, 0))?
        .licence("The list of questions is public.")?
        .with(given("engagement", "Staff engagement", Construct::Engagement, FIVE)?)
        .with(given("motivation", "Motivation, of staff engagement", Construct::Motivation, FIVE)?)
        .with(given(
            "involvement",
            "Involvement, of staff engagement",
            Construct::Engagement,
            FIVE,
        )?)
        .done()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_of_them_are_made() {
        let ids: Vec<String> = published().map(|(id, _)| id.to_string()).collect();
        assert_eq!(
            ids,
            [
                "mmd-hp",
                "miss-hp",
                "mbi",
                "cbi",
                "ghq-12",
                "who-5",
                "psychological-safety",
                "basic-needs-at-work",
                "nhs-staff-survey",
                "nhs-staff-survey-1-to-5",
            ]
        );
    }

    #[test]
    fn ranges_are_the_published_ones() {
        let ranges = |id: &str| -> Vec<(f64, f64)> {
            let (_, instrument) = published().find(|(own, _)| own.as_str() == id).unwrap();
            instrument.scales().iter().map(|scale| instrument.range(scale)).collect()
        };
        assert_eq!(ranges("mmd-hp"), [(0.0, 432.0)]);
        assert_eq!(ranges("miss-hp"), [(10.0, 100.0)]);
        assert_eq!(ranges("mbi"), [(0.0, 54.0), (0.0, 30.0), (0.0, 48.0)]);
        assert_eq!(ranges("cbi"), [(0.0, 100.0); 3]);
        assert_eq!(ranges("ghq-12"), [(0.0, 12.0), (0.0, 36.0), (0.0, 12.0)]);
        assert_eq!(ranges("who-5"), [(0.0, 100.0)]);
        assert_eq!(ranges("psychological-safety"), [(1.0, 7.0)]);
        assert_eq!(ranges("basic-needs-at-work"), [(1.0, 7.0); 3]);
        assert_eq!(ranges("nhs-staff-survey"), [(0.0, 10.0); 12]);
        assert_eq!(ranges("nhs-staff-survey-1-to-5"), [(1.0, 5.0); 3]);
    }

    #[test]
    fn distress_and_motivation_are_better_in_opposite_ways() {
        let scales = published().flat_map(|(_, instrument)| instrument.scales().to_vec());
        for scale in scales {
            let down = scale.direction == Direction::Down;
            if scale.construct.is_intrinsic_motivation() {
                assert!(!down, "{}", scale.name);
            } else if scale.construct.is_strain() {
                assert_eq!(
                    down,
                    scale.name.as_str() != "personal-accomplishment",
                    "{}",
                    scale.name
                );
            }
        }
    }
}

//! How far a project has come: the IHI progress scale, set by hand and suggested from the record.
//!
//! The Institute for Healthcare Improvement's self-assessment runs from 0.5 to 5.0 in halves, and a
//! team sets it itself; it is not a computed number. What is suggested here stands beside the team's
//! own, with reasons, so that the two can be talked about. The words of the steps follow the scale as
//! it is re-published (Central and North West London NHS Foundation Trust, and Life QI); those of 3.5
//! to 4.5 are shortened there, and the whole is marked [`reported`](SourceMark::Reported).

use std::fmt;

use crate::base::{Date, Share, SourceMark};

/// How far the scale is confirmed at its source.
pub const MARK: SourceMark = SourceMark::Reported;

/// A step on the scale: 0.5 to 5.0 in halves. Written as a number.
///
/// ```
/// use improvement::change::progress::ProgressScore;
/// let score = ProgressScore::new(2.5)?;
/// assert_eq!(score.to_string(), "2.5");
/// assert_eq!(
///     ProgressScore::new(2.7).unwrap_err().to_string(),
///     "a progress score runs from 0.5 to 5 in halves, found 2.7",
/// );
/// # Ok::<(), improvement::change::progress::ProgressScoreError>(())
/// ```
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(try_from = "f64", into = "f64")]
pub struct ProgressScore(Step);

/// Why a number is not a [`ProgressScore`].
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error("a progress score runs from 0.5 to 5 in halves, found {found}")]
pub struct ProgressScoreError {
    /// The number as given.
    pub found: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Step {
    Intent,
    Charter,
    Planning,
    Activity,
    Tested,
    Modest,
    Continued,
    Significant,
    Sustained,
    Outstanding,
}

impl Step {
    const ALL: [Step; 10] = [
        Step::Intent,
        Step::Charter,
        Step::Planning,
        Step::Activity,
        Step::Tested,
        Step::Modest,
        Step::Continued,
        Step::Significant,
        Step::Sustained,
        Step::Outstanding,
    ];

    const fn score(self) -> f64 {
        (self as u8 + 1) as f64 / 2.0
    }
}

impl ProgressScore {
    /// Checks a number to be a step of the scale.
    ///
    /// # Errors
    ///
    /// Anything but 0.5, 1, 1.5 and so on to 5.
    pub fn new(found: f64) -> Result<Self, ProgressScoreError> {
        let step = Step::ALL.into_iter().find(|step| step.score().total_cmp(&found).is_eq());
        step.map(ProgressScore).ok_or(ProgressScoreError { found })
    }

    /// The number.
    pub const fn get(self) -> f64 {
        self.0.score()
    }

    /// Every step, from the lowest.
    pub fn all() -> impl Iterator<Item = ProgressScore> {
        Step::ALL.into_iter().map(ProgressScore)
    }

    /// The words of the step, shortened.
    pub const fn title(self) -> &'static str {
        match self.0 {
            Step::Intent => "intent to participate",
            Step::Charter => "charter and team established",
            Step::Planning => "planning for the project has begun",
            Step::Activity => "activity, but no changes",
            Step::Tested => "changes tested, but no improvement",
            Step::Modest => "modest improvement",
            Step::Continued => "improvement continues",
            Step::Significant => "significant improvement",
            Step::Sustained => "sustained improvement",
            Step::Outstanding => "outstanding sustained results",
        }
    }
}

impl TryFrom<f64> for ProgressScore {
    type Error = ProgressScoreError;
    fn try_from(found: f64) -> Result<Self, ProgressScoreError> {
        ProgressScore::new(found)
    }
}

impl From<ProgressScore> for f64 {
    fn from(score: ProgressScore) -> f64 {
        score.get()
    }
}

impl fmt::Display for ProgressScore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.1}", self.get())
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for ProgressScore {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ProgressScore".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "number",
            "minimum": 0.5,
            "maximum": 5,
            "multipleOf": 0.5,
        })
    }
}

/// A score that the team set, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct SelfAssessment {
    /// The day on which it was set.
    pub on: Date,
    /// The score.
    pub score: ProgressScore,
}

impl SelfAssessment {
    /// A score set on a day.
    pub const fn new(on: Date, score: ProgressScore) -> Self {
        SelfAssessment { on, score }
    }
}

/// What is recorded of a project, as far as the scale asks for it.
///
/// Goals are the outcome measures of the aims. Which of them show a signal, and whether it holds, is
/// read from their charts; this room draws none, so the counts are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, on record or not")]
#[non_exhaustive]
pub struct ProgressFacts {
    /// The aim is written down.
    pub aim: bool,
    /// A team is named.
    pub team: bool,
    /// Changes are listed, or cycles are planned.
    pub planned: bool,
    /// Something is being done: a cycle to learn about the present system, or data collected.
    pub activity: bool,
    /// How many tests of change were done.
    pub tests_done: u32,
    /// How many goals there are.
    pub goals: u32,
    /// How many of them have a chart with data.
    pub goals_charted: u32,
    /// How many show a signal of improvement.
    pub goals_improving: u32,
    /// How many show that signal, and hold it.
    pub goals_sustained: u32,
    /// How many have reached their target.
    pub goals_reached: u32,
    /// The part of the improvement expected that is reached, over all goals; `None` if nobody knows.
    pub expected_reached: Option<Share>,
    /// A further signal followed the first, on some goal.
    pub improvement_continues: bool,
    /// Implementation has begun.
    pub implementing: bool,
}

/// The part of the expected results from which improvement is *modest* (3.0): about 20%.
pub const MODEST: f64 = 0.2;

/// The highest step that a record supports, with reasons.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Suggestion {
    /// The highest step whose conditions, and those of every step below it, are on record. At least
    /// 0.5: whoever keeps a record intends to take part.
    pub score: ProgressScore,
    /// Why each step up to there is reached, from the lowest.
    pub because: Vec<Ground>,
    /// What the next step asks for; `None` at the top.
    pub next: Option<Ground>,
}

/// Why a step is reached, or what it asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Ground {
    /// The step.
    pub score: ProgressScore,
    /// What is on record, or lacks, in words.
    pub words: String,
}

impl fmt::Display for Ground {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.score, self.words)
    }
}

impl Suggestion {
    /// Suggests a step. The steps are climbed one by one, so a gap lower down is not hidden by a gain
    /// higher up.
    ///
    /// How each step is read: 1.0 aim and team; 1.5 changes listed or cycles planned; 2.0 something
    /// is being done; 2.5 a test of change was done, and most goals have a chart; 3.0 a signal of
    /// improvement and, where it is known, [`MODEST`] of the expected results; 3.5 a further signal;
    /// 4.0 half of the goals reached, and implementation begun; 4.5 half of the goals hold their
    /// signal; 5.0 every goal is reached and holds.
    pub fn from(facts: &ProgressFacts) -> Self {
        let mut because = Vec::new();
        let mut score = ProgressScore(Step::Intent);
        let mut next = None;
        for step in Step::ALL {
            let (met, words) = judge(step, facts);
            let ground = Ground { score: ProgressScore(step), words };
            if !met {
                next = Some(ground);
                break;
            }
            score = ProgressScore(step);
            because.push(ground);
        }
        Suggestion { score, because, next }
    }

    /// By how much a score set by hand lies above what the record supports; 0 if it does not.
    pub fn excess_of(&self, by_hand: ProgressScore) -> f64 {
        (by_hand.get() - self.score.get()).max(0.0)
    }
}

fn judge(step: Step, facts: &ProgressFacts) -> (bool, String) {
    let goals = facts.goals;
    let half = |count: u32| goals > 0 && 2 * u64::from(count) >= u64::from(goals);
    let of_goals = |count: u32, what: &str| format!("{count} of {goals} goals {what}");
    let either = |met: bool, yes: &str, no: &str| (met, if met { yes } else { no }.to_owned());
    match step {
        Step::Intent => (true, "the project is on record".to_owned()),
        Step::Charter => match (facts.aim, facts.team) {
            (true, true) => (true, "there are an aim and a team".to_owned()),
            (false, true) => (false, "no aim is on record".to_owned()),
            (true, false) => (false, "no team is on record".to_owned()),
            (false, false) => (false, "neither an aim nor a team is on record".to_owned()),
        },
        Step::Planning => either(
            facts.planned,
            "changes are listed or cycles planned",
            "no change is listed and no cycle planned",
        ),
        Step::Activity => {
            let active = facts.activity || facts.tests_done > 0;
            either(active, "work has begun", "nothing is on record as being done")
        }
        Step::Tested => {
            let most = goals > 0 && 2 * u64::from(facts.goals_charted) > u64::from(goals);
            let tests = match facts.tests_done {
                0 => "no test of change was done".to_owned(),
                1 => "1 test of change was done".to_owned(),
                count => format!("{count} tests of change were done"),
            };
            let charts = of_goals(facts.goals_charted, "have a chart");
            (facts.tests_done > 0 && most, format!("{tests}, and {charts}"))
        }
        Step::Modest => {
            let enough = facts.expected_reached.is_none_or(|reached| reached.get() >= MODEST);
            let signals = of_goals(facts.goals_improving, "show a signal of improvement");
            let words = match facts.expected_reached {
                Some(reached) => {
                    format!("{signals}, and {reached} of the expected results are reached")
                }
                None => signals,
            };
            (facts.goals_improving > 0 && enough, words)
        }
        Step::Continued => either(
            facts.improvement_continues,
            "a further signal followed the first",
            "no further signal followed the first",
        ),
        Step::Significant => {
            let begun = if facts.implementing { "has begun" } else { "has not begun" };
            let reached = of_goals(facts.goals_reached, "are reached");
            (
                half(facts.goals_reached) && facts.implementing,
                format!("{reached}, and implementation {begun}"),
            )
        }
        Step::Sustained => {
            (half(facts.goals_sustained), of_goals(facts.goals_sustained, "hold their signal"))
        }
        Step::Outstanding => {
            let held = facts.goals_reached.min(facts.goals_sustained);
            (goals > 0 && held >= goals, of_goals(held, "are reached and hold"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_steps_are_halves_and_nothing_between() {
        let steps: Vec<f64> = ProgressScore::all().map(ProgressScore::get).collect();
        assert_eq!(steps, [0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 4.5, 5.0]);
        for odd in [0.0, 0.25, 5.5, -1.0, f64::NAN, f64::INFINITY] {
            assert!(ProgressScore::new(odd).is_err(), "{odd}");
        }
    }

    #[test]
    fn each_step_is_reached_in_turn_and_says_what_lacks_for_the_next() {
        let mut facts = ProgressFacts::default();
        let suggest = |facts: &ProgressFacts| {
            let Suggestion { score, because, next } = Suggestion::from(facts);
            assert_eq!(because.last().map(|ground| ground.score), Some(score));
            (score.to_string(), next.map(|ground| ground.to_string()).unwrap_or_default())
        };
        assert_eq!(
            suggest(&facts),
            ("0.5".into(), "1.0: neither an aim nor a team is on record".into())
        );
        (facts.aim, facts.team) = (true, true);
        assert_eq!(suggest(&facts).0, "1.0");
        facts.planned = true;
        assert_eq!(suggest(&facts).0, "1.5");
        (facts.tests_done, facts.goals) = (4, 2);
        assert_eq!(
            suggest(&facts),
            (
                "2.0".into(),
                "2.5: 4 tests of change were done, and 0 of 2 goals have a chart".into()
            )
        );
        facts.goals_charted = 2;
        assert_eq!(
            suggest(&facts),
            ("2.5".into(), "3.0: 0 of 2 goals show a signal of improvement".into())
        );
        (facts.goals_improving, facts.expected_reached) = (1, Share::new(0.1).ok());
        assert_eq!(suggest(&facts).0, "2.5", "a tenth of what was expected is less than modest");
        facts.expected_reached = Share::new(0.2).ok();
        assert_eq!(suggest(&facts).0, "3.0");
        facts.improvement_continues = true;
        assert_eq!(suggest(&facts).0, "3.5");
        (facts.goals_reached, facts.implementing) = (1, true);
        assert_eq!(suggest(&facts), ("4.0".into(), "4.5: 0 of 2 goals hold their signal".into()));
        facts.goals_sustained = 1;
        assert_eq!(suggest(&facts).0, "4.5");
        (facts.goals_reached, facts.goals_sustained) = (2, 2);
        assert_eq!(suggest(&facts), ("5.0".into(), String::new()));
    }

    #[test]
    fn a_score_set_by_hand_may_lie_above_the_record() {
        let suggested = Suggestion::from(&ProgressFacts::default());
        let by_hand = ProgressScore::new(3.0).unwrap();
        assert!((suggested.excess_of(by_hand) - 2.5).abs() < f64::EPSILON);
        assert!(suggested.excess_of(suggested.score) < f64::EPSILON);
    }

    proptest! {
        /// More on record never lowers the suggestion.
        #[test]
        fn more_on_record_never_suggests_less(
            flags in any::<[bool; 6]>(), counts in any::<[u8; 5]>(), goals in 0..9_u32,
            at in 0..6_usize, which in 0..5_usize,
        ) {
            let facts = |flags: [bool; 6], counts: [u8; 5]| ProgressFacts {
                aim: flags[0],
                team: flags[1],
                planned: flags[2],
                activity: flags[3],
                improvement_continues: flags[4],
                implementing: flags[5],
                tests_done: counts[0].into(),
                goals,
                goals_charted: u32::from(counts[1]).min(goals),
                goals_improving: u32::from(counts[2]).min(goals),
                goals_sustained: u32::from(counts[3]).min(goals),
                goals_reached: u32::from(counts[4]).min(goals),
                expected_reached: None,
            };
            let before = Suggestion::from(&facts(flags, counts)).score;
            let (mut more_flags, mut more_counts) = (flags, counts);
            more_flags[at] = true;
            more_counts[which] = more_counts[which].saturating_add(1);
            prop_assert!(Suggestion::from(&facts(more_flags, more_counts)).score >= before);
        }
    }
}

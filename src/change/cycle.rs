//! One test of change: plan, do, study, and a decision.

use std::fmt;
use std::num::{NonZeroU16, NonZeroU32};

use super::{Comparison, Decision, Do, Outcome, Plan, Prediction, Study, Timing};
use crate::base::{ChangeId, CycleId, Date, GroupId, Label, RoleId, Statement, Tag, is_default};

/// One Plan-Do-Study-Act cycle.
///
/// Its [`Stage`] carries what that stage records, so a cycle that was studied but never done cannot
/// be written. [`start`](Cycle::start), [`study`](Cycle::study) and [`decide`](Cycle::decide) take
/// the cycle to its next stage. The plan, with its predictions, can be changed while the cycle is
/// [planned](Cycle::plan_mut) and not after.
///
/// ```
/// use improvement::base::{Label, Statement};
/// use improvement::change::{Act, Cycle, Decision, Do, Plan, Prediction, Study};
/// let mut plan = Plan::new();
/// plan.questions = vec![Statement::new("Can a huddle be held at the start of a shift?")?];
/// plan.predictions = vec![Prediction::new(Statement::new("Ten minutes are enough")?)];
/// let mut cycle = Cycle::new(Label::new("One shift, one nurse in charge")?, plan);
/// cycle.change = Some("safety-huddle".parse()?);
///
/// let mut cycle = cycle.start(Do::from("2024-03-04".parse()?))?;
/// assert!(cycle.plan_mut().is_none(), "predictions are locked at the start");
/// let cycle = cycle.study(Study::on("2024-03-05".parse()?))?.decide(Decision::new(Act::Adapt))?;
/// assert_eq!(
///     cycle.study(Study::new()).unwrap_err().to_string(),
///     "only a cycle that is under way can be studied, found one that is decided",
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "CycleForm", into = "CycleForm")]
#[non_exhaustive]
pub struct Cycle {
    /// What it is called: what is tried, where, with how many.
    pub label: Label,
    /// What sort of cycle it is.
    pub kind: CycleKind,
    /// The change that it is about. A cycle without one is a test outside the theory, and the review
    /// says so.
    pub change: Option<ChangeId>,
    /// Other changes tried in the same cycle; what each of them did cannot be told apart.
    pub together_with: Vec<ChangeId>,
    /// The cycles that it builds on. More than one where branches of a ramp come together.
    pub previous: Vec<CycleId>,
    /// The team, ward or site where it takes place.
    pub setting: Option<Tag>,
    /// Under which conditions: nights, a weekend, temporary staff.
    pub conditions: Vec<Tag>,
    /// Who runs it and writes it up.
    pub by: Vec<RoleId>,
    /// Who takes part in planning and judging it.
    pub groups: Vec<GroupId>,
    /// Anything else worth knowing.
    pub note: Option<Statement>,
    stage: Stage,
}

/// How far a cycle has come, with everything that was recorded on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// It has not started; the plan can still be changed.
    Planned(Plan),
    /// It is being done.
    Doing(Plan, Do),
    /// It was done, and compared with what was predicted.
    Studied(Plan, Do, Study),
    /// It is finished.
    Decided(Plan, Do, Study, Decision),
}

impl Stage {
    /// The word for it: `planned`, `under way`, `studied`, `decided`.
    pub const fn word(&self) -> &'static str {
        match self {
            Stage::Planned(..) => "planned",
            Stage::Doing(..) => "under way",
            Stage::Studied(..) => "studied",
            Stage::Decided(..) => "decided",
        }
    }
}

/// Why a cycle cannot take a step, or stages do not make a cycle.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StageError {
    /// A step taken out of turn.
    #[error("only a cycle that is {expected} can be {step}, found one that is {found}")]
    OutOfTurn {
        /// The step: `started`, `studied`, `decided`.
        step: &'static str,
        /// The stage before that step.
        expected: &'static str,
        /// The stage that the cycle is at.
        found: &'static str,
    },
    /// A stage without the one before it.
    #[error(
        "found `{found}` without `{missing}`: a cycle has a plan, then do, then study, then a decision"
    )]
    Missing {
        /// The first stage that has nothing before it.
        found: &'static str,
        /// The stage that is missing.
        missing: &'static str,
    },
    /// No stage at all.
    #[error("a cycle needs at least a `plan`, found none")]
    NoPlan,
    /// An outcome of a prediction that was never made.
    #[error("found an outcome of prediction {found}, but the plan has {count}")]
    NoSuchPrediction {
        /// The number as given.
        found: NonZeroU16,
        /// How many predictions the plan has.
        count: usize,
    },
    /// Two outcomes of one prediction.
    #[error("a prediction has one outcome, found two of prediction {found}")]
    TwoOutcomes {
        /// The number of the prediction.
        found: NonZeroU16,
    },
}

impl Cycle {
    /// A planned test of change, of which nothing is known but its name and its plan.
    pub fn new(label: Label, plan: Plan) -> Self {
        Cycle {
            label,
            kind: CycleKind::default(),
            change: None,
            together_with: Vec::new(),
            previous: Vec::new(),
            setting: None,
            conditions: Vec::new(),
            by: Vec::new(),
            groups: Vec::new(),
            note: None,
            stage: Stage::Planned(plan),
        }
    }

    /// Starts it: from here on its plan is locked.
    ///
    /// # Errors
    ///
    /// It has started already.
    pub fn start(self, done: Do) -> Result<Self, StageError> {
        match self.stage {
            Stage::Planned(plan) => Ok(Cycle { stage: Stage::Doing(plan, done), ..self }),
            other => Err(out_of_turn("started", "planned", &other)),
        }
    }

    /// Studies it: what was seen and learned, beside what was predicted.
    ///
    /// # Errors
    ///
    /// It was never started, or was studied already; an outcome of a prediction that the plan does
    /// not have; two outcomes of one prediction.
    pub fn study(self, study: Study) -> Result<Self, StageError> {
        match self.stage {
            Stage::Doing(plan, done) => {
                check_outcomes(&plan, &study)?;
                Ok(Cycle { stage: Stage::Studied(plan, done, study), ..self })
            }
            other => Err(out_of_turn("studied", "under way", &other)),
        }
    }

    /// Decides what is done about it.
    ///
    /// # Errors
    ///
    /// It was never studied, or was decided already.
    pub fn decide(self, decision: Decision) -> Result<Self, StageError> {
        match self.stage {
            Stage::Studied(plan, done, study) => {
                Ok(Cycle { stage: Stage::Decided(plan, done, study, decision), ..self })
            }
            other => Err(out_of_turn("decided", "studied", &other)),
        }
    }

    /// How far it has come.
    pub fn stage(&self) -> &Stage {
        &self.stage
    }

    /// The plan.
    pub fn plan(&self) -> &Plan {
        match &self.stage {
            Stage::Planned(plan)
            | Stage::Doing(plan, ..)
            | Stage::Studied(plan, ..)
            | Stage::Decided(plan, ..) => plan,
        }
    }

    /// The plan, to be changed; `None` once the cycle has started.
    pub fn plan_mut(&mut self) -> Option<&mut Plan> {
        match &mut self.stage {
            Stage::Planned(plan) => Some(plan),
            _ => None,
        }
    }

    /// What was done; `None` before the start.
    pub fn done(&self) -> Option<&Do> {
        match &self.stage {
            Stage::Planned(_) => None,
            Stage::Doing(_, done) | Stage::Studied(_, done, _) | Stage::Decided(_, done, ..) => {
                Some(done)
            }
        }
    }

    /// What is being done, to be added to; `None` before the start and once it is studied.
    pub fn done_mut(&mut self) -> Option<&mut Do> {
        match &mut self.stage {
            Stage::Doing(_, done) => Some(done),
            _ => None,
        }
    }

    /// What was learned; `None` before it was studied.
    pub fn studied(&self) -> Option<&Study> {
        match &self.stage {
            Stage::Studied(_, _, study) | Stage::Decided(_, _, study, _) => Some(study),
            _ => None,
        }
    }

    /// What was decided; `None` before that.
    pub fn decision(&self) -> Option<&Decision> {
        match &self.stage {
            Stage::Decided(.., decision) => Some(decision),
            _ => None,
        }
    }

    /// Whether it was done: studied, or with a last day on record.
    pub fn is_done(&self) -> bool {
        self.studied().is_some() || self.end().is_some()
    }

    /// The day on which it started, if that is recorded.
    pub fn start_day(&self) -> Option<Date> {
        self.done().and_then(Do::start)
    }

    /// Its last day, if that is recorded.
    pub fn end(&self) -> Option<Date> {
        self.done().and_then(Do::end)
    }

    /// How many people or events it touched; before that is known, how many it was meant to touch.
    pub fn scale(&self) -> Option<NonZeroU32> {
        self.done().and_then(|done| done.scale).or(self.plan().scale)
    }

    /// All changes tried in it: the one that it is about, and those tried together with it.
    pub fn changes(&self) -> impl Iterator<Item = &ChangeId> {
        self.change.iter().chain(&self.together_with)
    }

    /// Every prediction beside what was seen of it, in the order of the plan.
    ///
    /// Before the study nothing was seen, and nothing can be assessed.
    pub fn comparisons(&self) -> impl Iterator<Item = Comparison<'_>> {
        let outcomes = self.studied().map_or(&[][..], |study| &study.outcomes);
        (1..=u16::MAX).filter_map(NonZeroU16::new).zip(&self.plan().predictions).map(
            |(number, prediction)| {
                let outcome = outcomes.iter().find(|outcome| outcome.prediction == number);
                let (verdict, basis) = prediction.compare(outcome);
                Comparison { number, prediction, outcome, verdict, basis }
            },
        )
    }

    /// The predictions written after the test had started.
    pub fn late_predictions(&self) -> impl Iterator<Item = &Prediction> {
        let start = self.start_day();
        self.plan().predictions.iter().filter(move |p| p.timing(start) == Timing::Late)
    }

    /// Whether the study is dated before the last day of the test, or, where that is not recorded,
    /// before its first: it was written in advance. `None` if the days are not recorded.
    pub fn study_in_advance(&self) -> Option<bool> {
        let written = self.studied()?.on?;
        Some(written < self.end().or(self.start_day())?)
    }
}

fn out_of_turn(step: &'static str, expected: &'static str, found: &Stage) -> StageError {
    StageError::OutOfTurn { step, expected, found: found.word() }
}

fn check_outcomes(plan: &Plan, study: &Study) -> Result<(), StageError> {
    let mut seen: Vec<NonZeroU16> = Vec::new();
    for &Outcome { prediction: found, .. } in &study.outcomes {
        let count = plan.predictions.len();
        if usize::from(found.get()) > count {
            return Err(StageError::NoSuchPrediction { found, count });
        }
        if seen.contains(&found) {
            return Err(StageError::TwoOutcomes { found });
        }
        seen.push(found);
    }
    Ok(())
}

/// What sort of cycle something is (Langley and colleagues, *The Improvement Guide*).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum CycleKind {
    /// To learn about the present system.
    Learn,
    /// To test a change.
    #[default]
    Test,
    /// To make a change the way the unit works.
    Implement,
    /// To take it to other places.
    Spread,
}

impl CycleKind {
    /// Whether a prediction about a change is asked of it: all but those that only learn.
    pub const fn asks_for_prediction(self) -> bool {
        !matches!(self, CycleKind::Learn)
    }
}

impl fmt::Display for CycleKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            CycleKind::Learn => "learn",
            CycleKind::Test => "test",
            CycleKind::Implement => "implement",
            CycleKind::Spread => "spread",
        })
    }
}

#[derive(serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename = "Cycle")]
struct CycleForm {
    /// What it is called: what is tried, where, with how many.
    label: Label,
    /// What sort of cycle it is.
    #[serde(default, skip_serializing_if = "is_default")]
    kind: CycleKind,
    /// The change that it is about.
    change: Option<ChangeId>,
    /// Other changes tried in the same cycle.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    together_with: Vec<ChangeId>,
    /// The cycles that it builds on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    previous: Vec<CycleId>,
    /// The team, ward or site where it takes place.
    setting: Option<Tag>,
    /// Under which conditions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    conditions: Vec<Tag>,
    /// Who runs it and writes it up.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    by: Vec<RoleId>,
    /// Who takes part in planning and judging it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    groups: Vec<GroupId>,
    /// Anything else worth knowing.
    note: Option<Statement>,
    /// What the team wants to know, what it expects, and how it will find out.
    plan: Option<Plan>,
    /// What was done; only with a plan.
    #[serde(rename = "do")]
    done: Option<Do>,
    /// What was learned; only of what was done.
    study: Option<Study>,
    /// What is done about it; only of what was studied.
    decision: Option<Decision>,
}

impl TryFrom<CycleForm> for Cycle {
    type Error = StageError;

    fn try_from(form: CycleForm) -> Result<Self, StageError> {
        let missing = |found, missing| Err(StageError::Missing { found, missing });
        let stage = match (form.plan, form.done, form.study, form.decision) {
            (Some(plan), None, None, None) => Stage::Planned(plan),
            (Some(plan), Some(done), None, None) => Stage::Doing(plan, done),
            (Some(plan), Some(done), Some(study), None) => Stage::Studied(plan, done, study),
            (Some(plan), Some(done), Some(study), Some(decision)) => {
                Stage::Decided(plan, done, study, decision)
            }
            (None, None, None, None) => return Err(StageError::NoPlan),
            (None, Some(_), ..) => return missing("do", "plan"),
            (_, None, Some(_), _) => return missing("study", "do"),
            (_, _, None, Some(_)) => return missing("decision", "study"),
        };
        if let Stage::Studied(plan, _, study) | Stage::Decided(plan, _, study, _) = &stage {
            check_outcomes(plan, study)?;
        }
        Ok(Cycle {
            label: form.label,
            kind: form.kind,
            change: form.change,
            together_with: form.together_with,
            previous: form.previous,
            setting: form.setting,
            conditions: form.conditions,
            by: form.by,
            groups: form.groups,
            note: form.note,
            stage,
        })
    }
}

impl From<Cycle> for CycleForm {
    fn from(cycle: Cycle) -> Self {
        let (plan, done, study, decision) = match cycle.stage {
            Stage::Planned(plan) => (plan, None, None, None),
            Stage::Doing(plan, done) => (plan, Some(done), None, None),
            Stage::Studied(plan, done, study) => (plan, Some(done), Some(study), None),
            Stage::Decided(plan, done, study, decision) => {
                (plan, Some(done), Some(study), Some(decision))
            }
        };
        CycleForm {
            label: cycle.label,
            kind: cycle.kind,
            change: cycle.change,
            together_with: cycle.together_with,
            previous: cycle.previous,
            setting: cycle.setting,
            conditions: cycle.conditions,
            by: cycle.by,
            groups: cycle.groups,
            note: cycle.note,
            plan: Some(plan),
            done,
            study,
            decision,
        }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Cycle {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Cycle".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        CycleForm::json_schema(generator)
    }
}

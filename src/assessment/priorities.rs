//! What to talk about first, what to work on, what to build on. Three lists and no number.

use std::fmt;

use super::{Disagreement, ElementRow, Session, Step, Summary, Template, Titled, template};
use crate::base::{ElementId, Problems};

/// What a session gives to talk about and to work on.
///
/// The lists stand beside each other and are never made into one number: an element can be low and in
/// dispute at once. *Reading*: where raters disagree, talk first, since the level is not known yet;
/// where they agree on a low level, work; where they agree on a high one, build on it. That is practice,
/// and no published rule.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[non_exhaustive]
pub struct Priorities {
    /// What the template is called.
    pub title: Titled,
    /// What is not confirmed, in one sentence.
    pub caution: Option<String>,
    /// Where raters lie [wide](super::Spread::is_wide) apart, the widest first.
    pub talk: Vec<Priority>,
    /// What is low: the upper median lies below the middle of the levels. The lowest first.
    pub low: Vec<Priority>,
    /// What is strong: the lower median lies above the middle, raters do not lie wide apart, and it is
    /// not among what is not known.
    pub strengths: Vec<Priority>,
    /// What is not known: at least as many do not know or did not look as gave a level.
    pub unknown: Vec<Priority>,
    /// The plan that is recorded.
    pub plan: Vec<Step>,
    /// Elements of the first two lists that no step of the plan is about.
    pub without_step: Vec<Titled>,
}

/// One element, and why it is on a list.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Priority {
    /// Its id.
    pub id: ElementId,
    /// What it is called.
    pub title: Titled,
    /// Why it is here, in a few words.
    pub because: String,
}

impl fmt::Display for Priority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.title, self.because)
    }
}

impl Priorities {
    /// The priorities of a session, from its own answers.
    ///
    /// # Errors
    ///
    /// Whatever the session [contradicts](Session::check) in the template.
    pub fn of(template: &Template, session: &Session) -> Result<Self, Problems> {
        let summary = Summary::of(template, session)?;
        Ok(Self::from_summary(&summary, session))
    }

    /// The priorities as far as a summary shows them, such as a [guarded](Summary::guarded) one, with the
    /// plan of its session.
    pub fn from_summary(summary: &Summary, session: &Session) -> Self {
        let levels = summary.levels.len();
        let listed = |row: &ElementRow, because: String| Priority {
            id: row.id.clone(),
            title: row.title.clone(),
            because,
        };
        let (mut talk, mut low) = (Vec::new(), Vec::new());
        let (mut strengths, mut unknown) = (Vec::new(), Vec::new());
        for row in &summary.elements {
            let spread = &row.spread;
            let apart = spread.disagreement().filter(|_| spread.is_wide(Disagreement::WIDE));
            if let (Some(apart), Some(range)) = (apart, spread.range()) {
                let words = summary.levels_in_words(range);
                talk.push((
                    apart,
                    listed(row, format!("raters range from {words} (disagreement {apart})")),
                ));
            }
            let is_unknown = spread.unknown() > 0 && spread.unknown() >= spread.answers();
            if let (Some((lower, upper)), Some(median)) =
                (spread.median(), summary.median_in_words(spread))
            {
                if template::is_low(upper, levels) {
                    low.push(((lower, upper), listed(row, format!("median {median}"))));
                } else if template::is_high(lower, levels) && apart.is_none() && !is_unknown {
                    strengths.push(listed(row, format!("median {median}")));
                }
            }
            if is_unknown {
                let said =
                    format!("{} of {} raters gave a level", spread.answers(), summary.raters);
                unknown.push(listed(row, said));
            }
        }
        talk.sort_by(|(one, _), (other, _)| other.get().total_cmp(&one.get()));
        low.sort_by_key(|(median, _)| *median);
        let talk: Vec<Priority> = talk.into_iter().map(|(_, row)| row).collect();
        let low: Vec<Priority> = low.into_iter().map(|(_, row)| row).collect();
        let planned = |id: &ElementId| session.plan.iter().any(|step| step.elements.contains(id));
        let mut without_step: Vec<Titled> = Vec::new();
        for row in low.iter().chain(&talk).filter(|row| !planned(&row.id)) {
            if !without_step.contains(&row.title) {
                without_step.push(row.title.clone());
            }
        }
        Priorities {
            title: summary.title.clone(),
            caution: summary.caution.clone(),
            talk,
            low,
            strengths,
            unknown,
            plan: session.plan.clone(),
            without_step,
        }
    }

    /// Each list with what it is for, those without an element left out.
    pub fn lists(&self) -> impl Iterator<Item = (&'static str, &[Priority])> {
        let all: [(&'static str, &[Priority]); 4] = [
            ("Talk first, since raters lie wide apart", &self.talk),
            ("Low", &self.low),
            ("Strengths to build on", &self.strengths),
            ("Not known", &self.unknown),
        ];
        all.into_iter().filter(|(_, rows)| !rows.is_empty())
    }
}

/// Each list under its heading, then the plan.
impl fmt::Display for Priorities {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.title)?;
        if let Some(caution) = &self.caution {
            writeln!(f, "{caution}")?;
        }
        for (what, rows) in self.lists() {
            writeln!(f, "{what}:")?;
            for row in rows {
                writeln!(f, "  {row}")?;
            }
        }
        if !self.plan.is_empty() {
            writeln!(f, "Plan:")?;
        }
        for step in &self.plan {
            writeln!(f, "  {step}")?;
        }
        if !self.without_step.is_empty() {
            let titles: Vec<String> = self.without_step.iter().map(Titled::to_string).collect();
            writeln!(f, "No step is planned for: {}", titles.join("; "))?;
        }
        Ok(())
    }
}

/// What, who, what first, by when, and how it will be known; and what of that is open.
impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.what.as_str().trim())?;
        let parts = [
            ("owner", self.owner.as_ref().map(ToString::to_string)),
            ("first test", self.first_test.as_ref().map(|test| test.as_str().trim().to_owned())),
            ("test", self.cycle.as_ref().map(ToString::to_string)),
            ("by", self.by.map(|day| day.to_string())),
            ("measure", self.measure.as_ref().map(ToString::to_string)),
        ];
        for (part, said) in parts.iter().filter_map(|(part, said)| said.as_ref().map(|s| (part, s)))
        {
            write!(f, "; {part} {said}")?;
        }
        let open = self.open();
        if !open.is_empty() {
            write!(f, "; open: {}", open.join(", "))?;
        }
        Ok(())
    }
}

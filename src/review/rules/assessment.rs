//! Does a self-assessment bear the weight that is put on it?

use crate::assessment::{Session, Summary};
use crate::base::SessionId;
use crate::review::context::Context;
use crate::review::finding::Draft;
use crate::review::lint::declare_lint;

/// The diversity of opinion among raters of one diagnostic, followed over time.
const DIVERSITY: &str = "Implementation Science 2013;8:127 (<http://www.implementationscience.com/content/8/1/127/about>)";

/// One finding for each session that is the last of its kind and of which `wrong` has something to say.
fn each(
    cx: &Context<'_>,
    help: &str,
    wrong: impl Fn(&SessionId, &Session) -> Option<String>,
) -> Vec<Draft> {
    let latest = cx.programme.assessment().latest();
    let found = latest.filter_map(|(id, session)| {
        let message = format!("the session of {} {}", session.on, wrong(id, session)?);
        Some(Draft::new(vec![id.into()], message, help))
    });
    found.collect()
}

fn summary(cx: &Context<'_>, id: &SessionId) -> Option<Summary> {
    cx.programme.assessment().summary(id.as_str())?.ok()
}

declare_lint! {
    /// # What it looks for
    /// A level above the middle of the list, given with no evidence, no example and nothing in the
    /// programme that it rests on.
    /// # Why it matters
    /// A level is an opinion; what it rests on is what others can look at and learn from. High levels are
    /// the ones that end a conversation too early.
    /// # What to do
    /// Ask for one example, or for where it can be seen.
    pub(crate) static HIGH_LEVELS_WITHOUT_EVIDENCE = {
        code: "Q1", name: "high-levels-without-evidence",
        summary: "a high level that rests on nothing",
        level: Note, since: "0.1.0",
        sources: ["practice"],
        check: high_levels_without_evidence,
    }
}

fn high_levels_without_evidence(cx: &Context<'_>) -> Vec<Draft> {
    each(cx, "ask for one example, or for where it can be seen", |id, _| {
        let unsupported = summary(cx, id)?.unsupported;
        let first = unsupported.first()?;
        Some(match unsupported.len() {
            1 => format!(
                "has a high level that rests on nothing: {} for {}",
                first.level, first.element
            ),
            n => format!(
                "has {n} high levels that rest on nothing, such as {} for {}",
                first.level, first.element
            ),
        })
    })
}

declare_lint! {
    /// # What it looks for
    /// A session that was answered once, by one rater or by a group that gave one answer together.
    /// # Why it matters
    /// What is learned from a self-assessment is mostly where people see things differently. One answer
    /// cannot show that.
    /// # What to do
    /// Let people of other roles and groups answer by themselves before they talk.
    pub(crate) static SINGLE_RATERS = {
        code: "Q2", name: "single-raters",
        summary: "a self-assessment with one rater",
        level: Note, since: "0.1.0",
        sources: [DIVERSITY],
        check: single_raters,
    }
}

fn single_raters(cx: &Context<'_>) -> Vec<Draft> {
    let help = "let people of other roles answer by themselves before they talk";
    each(cx, help, |_, session| match session.raters.len() {
        0 => Some("has no rater".to_owned()),
        1 => Some("has one rater, so that nobody can differ".to_owned()),
        _ => None,
    })
}

declare_lint! {
    /// # What it looks for
    /// A last session of its kind that is older than a year, in a programme that has not ended.
    /// # Why it matters
    /// A self-assessment is a snapshot; it is done early and again. A programme that still rests on an
    /// old one does not know whether it still holds.
    /// # What to do
    /// Hold another with the same version of the template.
    pub(crate) static OLD_SESSIONS = {
        code: "Q3", name: "old-sessions",
        summary: "a self-assessment that is older than a year",
        level: Note, since: "0.1.0",
        sources: ["NHS England, Assessing improvement (<https://england.nhs.uk/nhsimpact/assessment-and-improvement/self-assessment/assessing-improvement>)"],
        check: old_sessions,
    }
}

fn old_sessions(cx: &Context<'_>) -> Vec<Draft> {
    let Some(day) = cx.as_of else { return Vec::new() };
    if cx.programme.header().end.is_some_and(|end| end < day) {
        return Vec::new();
    }
    each(cx, "hold another, with the same version of the template", |_, session| {
        let days = day.days_since(session.on);
        let old = days > cx.settings.self_assessment_old_after_days;
        old.then(|| format!("is the last of its kind, and {days} days old"))
    })
}

declare_lint! {
    /// # What it looks for
    /// Raters who lie wide apart on an element, with no level that they agreed on, no step of the plan
    /// that is about it, and no note on the session.
    /// # Why it matters
    /// Where people disagree, the level is not known yet, and the talk about why is what the exercise is
    /// for. A median would hide it.
    /// # What to do
    /// Talk, and write down what was agreed or why it was not.
    pub(crate) static SILENT_DISAGREEMENT = {
        code: "Q4", name: "silent-disagreement",
        summary: "raters who lie wide apart, and nothing written about it",
        level: Warn, since: "0.1.0",
        sources: [DIVERSITY, "practice"],
        check: silent_disagreement,
    }
}

fn silent_disagreement(cx: &Context<'_>) -> Vec<Draft> {
    let wide = cx.settings.wide_disagreement.get();
    each(cx, "talk, and write down what was agreed or why it was not", |id, session| {
        if session.note.is_some() {
            return None;
        }
        let summary = summary(cx, id)?;
        let open = summary.elements.iter().filter(|row| {
            row.spread.is_wide(wide)
                && !session.agreed.contains(row.id.as_str())
                && !session.plan.iter().any(|step| step.elements.contains(&row.id))
        });
        let titles: Vec<String> = open.map(|row| row.title.to_string()).collect();
        (!titles.is_empty()).then(|| {
            format!("has raters wide apart, and nothing written about it: {}", titles.join("; "))
        })
    })
}

declare_lint! {
    /// # What it looks for
    /// A session that assesses something for which its template was not made.
    /// # Why it matters
    /// The Sustainability Model, say, is for one initiative, and its makers advise against using it to
    /// judge what an organisation can sustain in general.
    /// # What to do
    /// Assess what the template is for, or take another template.
    pub(crate) static TEMPLATES_BEYOND_THEIR_SCOPE = {
        code: "Q5", name: "templates-beyond-their-scope",
        summary: "a template used for what it was not made for",
        level: Warn, since: "0.1.0",
        sources: ["NHS Institute, Sustainability Model (<https://webarchive.nationalarchives.gov.uk/20090410011325/https:/www.institute.nhs.uk/sustainability_model/introduction/find_out_more_about_the_model.html>)"],
        check: templates_beyond_their_scope,
    }
}

fn templates_beyond_their_scope(cx: &Context<'_>) -> Vec<Draft> {
    each(cx, "assess what the template is for, or take another", |_, session| {
        let assessment = cx.programme.assessment();
        let template = assessment.template(&session.template, &session.version)?;
        (!template.is_for(session.scope)).then(|| {
            let scopes: Vec<String> = template.scopes().iter().map(ToString::to_string).collect();
            format!(
                "assesses {} by {}, which is for {}",
                session.scope,
                template.titled(),
                scopes.join(" or ")
            )
        })
    })
}

declare_lint! {
    /// # What it looks for
    /// A step of a plan without an owner, a first test, a date or a measure.
    /// # Why it matters
    /// More effort goes into describing problems than into mending them. A short plan of first tests is
    /// worth more than a long list of actions.
    /// # What to do
    /// Say who tries what first, by when, and how it will be known; or strike the step.
    pub(crate) static STEPS_WITHOUT_FIRST_TEST = {
        code: "Q6", name: "steps-without-first-test",
        summary: "a step without owner, first test, date or measure",
        level: Note, since: "0.1.0",
        sources: ["practice"],
        check: steps_without_first_test,
    }
}

fn steps_without_first_test(cx: &Context<'_>) -> Vec<Draft> {
    let help = "say who tries what first, by when, and how it will be known";
    each(cx, help, |_, session| {
        let open = session.plan.iter().filter(|step| !step.open().is_empty());
        let said: Vec<String> = open
            .map(|step| format!("{} ({})", step.what.as_str().trim(), step.open().join(", ")))
            .collect();
        (!said.is_empty()).then(|| format!("has steps that are not whole: {}", said.join("; ")))
    })
}

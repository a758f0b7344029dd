//! What answers must be to their template: every contradiction in one pass.

use std::borrow::Cow;

use super::{Answer, Assessment, Says, Session, Template, published};
use crate::base::{
    Code, ElementId, Id, LevelId, Place, Problem, Problems, Table, Tag, TemplateId, kind, nearest,
};

impl Assessment {
    /// Whatever contradicts itself; references to the rest of the programme are checked there.
    pub(crate) fn check(&self, problems: &mut Vec<Problem>) {
        for (id, session) in &self.sessions {
            let at = format!("assessment.sessions.{id}");
            match self.find(&session.template, &session.version) {
                Ok(template) => session.look(&at, &template, problems),
                Err(Missing::Template) => {
                    let mut known: Vec<String> = self.templates.ids().map(Id::to_string).collect();
                    known.extend(published::published().map(|(id, _)| id.to_string()));
                    let place = Place::at(format!("{at}.template"));
                    let message = format!("no template named `{}`", session.template);
                    let names: Vec<&str> = known.iter().map(String::as_str).collect();
                    let found = session.template.as_str();
                    problems.push(unknown(place, message, found, &names));
                }
                Err(Missing::Version(known)) => {
                    problems.push(other_version(&format!("{at}.version"), session, &known));
                }
            }
        }
    }

    /// The template with this id and version: one of the programme's own, else a published one.
    pub(super) fn find(
        &self,
        id: &TemplateId,
        version: &Tag,
    ) -> Result<Cow<'_, Template>, Missing> {
        let own = self.templates.get(id.as_str());
        let known = published::published().filter(|(found, _)| found == id);
        let all = own.map(Cow::Borrowed).into_iter().chain(known.map(|(_, t)| Cow::Owned(t)));
        let mut versions = Vec::new();
        for template in all {
            if template.version() == version {
                return Ok(template);
            }
            versions.push(template.version().clone());
        }
        Err(if versions.is_empty() { Missing::Template } else { Missing::Version(versions) })
    }
}

/// Why there is no such template.
pub(super) enum Missing {
    Template,
    /// It is known in these versions only.
    Version(Vec<Tag>),
}

fn other_version(at: &str, session: &Session, known: &[Tag]) -> Problem {
    let known: Vec<String> = known.iter().map(|version| format!("`{version}`")).collect();
    let known = known.join(" and ");
    let message = format!(
        "the template `{}` is known in version {known}, and these are answers to version `{}`",
        session.template, session.version
    );
    Problem::new(Code::InvalidValue, Place::at(at), message)
        .with_found(session.version.as_str())
        .with_expected(known)
        .with_help("keep the version that was answered as a template with an id of its own")
}

fn unknown(place: Place, message: String, found: &str, names: &[&str]) -> Problem {
    let problem = Problem::new(Code::UnknownReference, place, message).with_found(found);
    let near = nearest(found, names.iter().copied());
    // A list too long to be read at a glance is shown only where no name is near.
    let problem = if near.is_none() || names.len() <= 12 {
        problem.with_expected(format!("one of {}", names.join(", ")))
    } else {
        problem
    };
    match near {
        Some(near) => problem.with_help(format!("did you mean `{near}`?")),
        None => problem,
    }
}

impl Session {
    /// Checks the session by itself against the template that it answers.
    ///
    /// # Errors
    ///
    /// All problems at once: another version; an element that the template does not have; a level
    /// outside it; elements merged into themselves, into one that is merged too, or answered all the same.
    pub fn check(&self, template: &Template) -> Result<(), Problems> {
        let mut problems = Vec::new();
        if self.version != *template.version() {
            let known = std::slice::from_ref(template.version());
            problems.push(other_version("version", self, known));
        }
        self.look("", template, &mut problems);
        Problems::new(problems).map_or(Ok(()), Err)
    }

    fn look(&self, at: &str, template: &Template, problems: &mut Vec<Problem>) {
        let mut look = Look { session: self, template, problems };
        let at = if at.is_empty() { String::new() } else { format!("{at}.") };
        for (id, rater) in &self.raters {
            look.answers(&format!("{at}raters.{id}.answers"), &rater.answers);
        }
        look.answers(&format!("{at}agreed"), &self.agreed);
        look.merged(&format!("{at}merged"));
        for (n, step) in self.plan.iter().enumerate() {
            for (m, element) in step.elements.iter().enumerate() {
                look.element(format!("{at}plan.{n}.elements.{m}"), element);
            }
        }
    }
}

struct Look<'t, 'a> {
    session: &'t Session,
    template: &'t Template,
    problems: &'a mut Vec<Problem>,
}

impl Look<'_, '_> {
    fn answers(&mut self, at: &str, answers: &Table<kind::Element, Answer>) {
        for (element, answer) in answers {
            let known = self.element(format!("{at}.{element}"), element);
            if let Some(into) = self.session.merged.get(element.as_str()).filter(|_| known) {
                let message = format!("`{element}` is merged into `{into}` in this session");
                let place = Place::at(format!("{at}.{element}"));
                self.problems.push(
                    Problem::new(Code::InvalidValue, place, message)
                        .with_found(element.as_str())
                        .with_help(format!("answer `{into}` only")),
                );
            }
            if let Says::Level(level) = &answer.says {
                self.level(format!("{at}.{element}.says"), level);
            }
        }
    }

    fn level(&mut self, path: String, level: &LevelId) {
        let levels = self.template.levels();
        if !levels.contains(level.as_str()) {
            let mut names: Vec<&str> = levels.ids().map(Id::as_str).collect();
            for word in Says::reserved() {
                names.push(word);
            }
            let message = format!("no level named `{level}` in `{}`", self.session.template);
            self.problems.push(unknown(Place::at(path), message, level.as_str(), &names));
        }
    }

    /// Whether the template has this element; reported, if not.
    fn element(&mut self, path: String, element: &ElementId) -> bool {
        let elements = self.template.elements();
        if elements.contains(element.as_str()) {
            return true;
        }
        let names: Vec<&str> = elements.ids().map(Id::as_str).collect();
        let message = format!("no element named `{element}` in `{}`", self.session.template);
        self.problems.push(unknown(Place::at(path), message, element.as_str(), &names));
        false
    }

    fn merged(&mut self, at: &str) {
        for (element, into) in &self.session.merged {
            let path = format!("{at}.{element}");
            let known = self.element(path.clone(), element);
            let found = self.element(path.clone(), into);
            if known && found && self.session.merged.contains(into.as_str()) {
                let message = format!("`{into}` is merged itself, and answers for no other");
                self.problems.push(
                    Problem::new(Code::InvalidValue, Place::at(path), message)
                        .with_found(into.as_str())
                        .with_expected("an element that is not merged"),
                );
            }
        }
    }
}

//! Every place where one thing names another, and whether that other exists.

use std::fmt::Display;

use super::{Header, Waiver};
use crate::assessment::{Answer, Assessment, Template};
use crate::base::kind::{self, Kind};
use crate::base::{AnyId, Code, Id, Place, Problem, Table};
use crate::capability::Capability;
use crate::change::{Change, Cycle};
use crate::diagram::{Driver, Link, NodeId, unknown, with_article};
use crate::leadership::Leadership;
use crate::measure::Measure;
use crate::people::People;
use crate::purpose::{Aim, Purpose};
use crate::systems::Systems;

/// The parts of a programme, whether it is built or being built.
#[derive(Clone, Copy)]
pub(super) struct Parts<'p> {
    pub(super) header: &'p Header,
    pub(super) purpose: Option<&'p Purpose>,
    pub(super) people: &'p People,
    pub(super) leadership: &'p Leadership,
    pub(super) capability: &'p Capability,
    pub(super) systems: &'p Systems,
    pub(super) assessment: &'p Assessment,
    pub(super) measures: &'p Table<kind::Measure, Measure>,
    pub(super) aims: &'p Table<kind::Aim, Aim>,
    pub(super) drivers: &'p Table<kind::Driver, Driver>,
    pub(super) changes: &'p Table<kind::Change, Change>,
    pub(super) cycles: &'p Table<kind::Cycle, Cycle>,
}

/// The ids and the labels of one kind.
type Rows<'p> = Box<dyn Iterator<Item = (&'p str, &'p str)> + 'p>;

/// One row for each kind: its word, whether it holds an id, and its ids with their labels.
macro_rules! tables {
    ($parts:ident, $purpose:ident => $( $Kind:ident: $table:expr, |$row:ident| $label:expr; )+) => {
        /// Whether a thing of a kind has this id.
        fn has($parts: &Parts<'_>, kind: &str, id: &str) -> bool {
            let $purpose = $parts.purpose;
            $(if kind == kind::$Kind::NAME {
                return $table.into_iter().any(|table| table.contains(id));
            })+
            kind == kind::Programme::NAME && $parts.header.id.as_str() == id
        }

        /// The ids of a kind, with the words by which people know them.
        fn rows<'p>($parts: &Parts<'p>, kind: &str) -> Rows<'p> {
            let $purpose = $parts.purpose;
            $(if kind == kind::$Kind::NAME {
                let table = $table.into_iter().flat_map(Table::iter);
                return Box::new(table.map(|(id, $row)| (id.as_str(), $label)));
            })+
            Box::new(std::iter::empty())
        }
    };
}

tables! { parts, purpose =>
    Aim: Some(parts.aims), |row| row.statement.as_str();
    Driver: Some(parts.drivers), |row| row.label.as_str();
    Change: Some(parts.changes), |row| row.label.as_str();
    Measure: Some(parts.measures), |row| row.label.as_str();
    Group: Some(&parts.people.groups), |row| row.label.as_str();
    Role: Some(&parts.people.roles), |row| row.label.as_str();
    Round: Some(&parts.people.rounds), |_row| "a Round";
    TeamTime: Some(&parts.people.team_time), |_row| "a Team Time";
    Instrument: Some(&parts.people.instruments), |row| row.label().as_str();
    Objective: purpose.map(|p| &p.objectives), |row| row.label.as_str();
    Stakeholder: purpose.map(|p| &p.stakeholders), |row| row.label.as_str();
    Behaviour: Some(&parts.leadership.behaviours), |row| row.label.as_str();
    Commitment: Some(&parts.leadership.commitments), |row| row.label.as_str();
    Visit: Some(&parts.leadership.visits), |row| row.place.as_str();
    Training: Some(&parts.capability.training), |row| row.label.as_str();
    Coaching: Some(&parts.capability.coaching), |row| row.label.as_str();
    Routine: Some(&parts.systems.routines), |row| row.label.as_str();
    Board: Some(&parts.systems.boards), |row| row.label.as_str();
    Standard: Some(&parts.systems.standard_work), |row| row.label.as_str();
    Escalation: Some(&parts.systems.escalations), |row| row.label.as_str();
    Cycle: Some(parts.cycles), |row| row.label.as_str();
    Decision: Some(&parts.people.decisions), |row| row.label.as_str();
    Codesign: Some(&parts.people.codesign), |row| row.label.as_str();
    Consent: parts.people.codesign.rows().map(|p| &p.consents), |_row| "consent";
    Touchpoint: parts.people.codesign.rows().map(|p| &p.touchpoints), |row| row.label.as_str();
    Priority: parts.people.codesign.rows().map(|p| &p.priorities), |row| row.label.as_str();
    DesignGroup: parts.people.codesign.rows().map(|p| &p.groups), |row| row.label.as_str();
    Template: Some(&parts.assessment.templates), |row| row.title().as_str();
    Session: Some(&parts.assessment.sessions), |_row| "a session of self-assessment";
    Level: parts.assessment.templates.rows().map(Template::levels), |row| row.label.as_str();
    Domain: parts.assessment.templates.rows().map(Template::domains), |row| row.title.as_str();
    Element: parts.assessment.templates.rows().map(Template::elements), |row| row.title.as_str();
    Rater: parts.assessment.sessions.rows().map(|s| &s.raters), |_row| "a rater";
}

pub(super) fn contains(parts: &Parts<'_>, id: &AnyId) -> bool {
    has(parts, id.kind(), id.slug())
}

pub(super) fn label<'p>(parts: &Parts<'p>, id: &AnyId) -> Option<&'p str> {
    if id.kind() == kind::Programme::NAME {
        return (parts.header.id.as_str() == id.slug()).then_some(parts.header.name.as_str());
    }
    rows(parts, id.kind()).find(|(found, _)| *found == id.slug()).map(|(_, label)| label)
}

/// The kind of the thing that has this id, if it is no node of the diagram.
pub(super) fn kind_outside_diagram(parts: &Parts<'_>, id: &str) -> Option<&'static str> {
    let nodes = [kind::Aim::NAME, kind::Driver::NAME, kind::Change::NAME];
    AnyId::KINDS.iter().copied().find(|kind| !nodes.contains(kind) && has(parts, kind, id))
}

/// Looks at one reference after another, and reports those that name nothing or the wrong thing.
pub(super) struct Check<'a, 'p> {
    pub(super) parts: &'a Parts<'p>,
    problems: &'a mut Vec<Problem>,
}

impl Check<'_, '_> {
    pub(super) fn one<K: Kind>(&mut self, path: impl Display, id: &Id<K>) {
        self.named(path, K::NAME, id.as_str());
    }

    pub(super) fn all<'i, K: Kind>(
        &mut self,
        path: impl Display,
        ids: impl IntoIterator<Item = &'i Id<K>>,
    ) {
        for (at, id) in ids.into_iter().enumerate() {
            if !has(self.parts, K::NAME, id.as_str()) {
                self.one(format_args!("{path}.{at}"), id);
            }
        }
    }

    fn any<'i>(&mut self, path: impl Display, ids: impl IntoIterator<Item = &'i AnyId>) {
        for (at, id) in ids.into_iter().enumerate() {
            self.named(format_args!("{path}.{at}"), id.kind(), id.slug());
        }
    }

    /// An id of a thing that must be in this table, whatever else has the id.
    pub(super) fn within<K: Kind, T>(
        &mut self,
        path: impl Display,
        id: &Id<K>,
        table: &Table<K, T>,
    ) {
        if !table.contains(id.as_str()) {
            let place = Place::at(path.to_string());
            let names = table.ids().map(Id::as_str);
            self.problems.push(unknown(place, K::NAME, id.as_str(), names));
        }
    }

    fn named(&mut self, path: impl Display, kind: &'static str, id: &str) {
        if has(self.parts, kind, id) {
            return;
        }
        let place = Place::at(path.to_string());
        let other = AnyId::KINDS.iter().copied().find(|other| has(self.parts, other, id));
        self.problems.push(match other {
            Some(other) => Problem::new(
                Code::WrongKind,
                place,
                format!("`{id}` exists, but is {}", with_article(other)),
            )
            .with_found(other)
            .with_expected(with_article(kind)),
            None => unknown(place, kind, id, rows(self.parts, kind).map(|(name, _)| name)),
        });
    }
}

/// Checks every reference of a programme.
pub(super) fn check<'l>(
    parts: &Parts<'_>,
    links: impl Iterator<Item = (&'l NodeId, &'l str, &'l Link)>,
    waivers: &[Waiver],
    problems: &mut Vec<Problem>,
) {
    let mut check = Check { parts, problems };
    check.purpose();
    check.aims();
    check.drivers();
    check.changes();
    for (from, to, link) in links {
        let at = format_args!("{}.{}.drives.{to}", from.section(), from.as_str()).to_string();
        check.all(format_args!("{at}.drawn_by"), &link.drawn_by);
    }
    check.measures();
    check.people();
    check.codesign();
    check.leadership();
    check.capability();
    check.systems();
    check.assessment();
    check.cycles();
    for (at, waiver) in waivers.iter().enumerate() {
        check.any(format_args!("waivers.{at}.about"), &waiver.about);
    }
}

impl Check<'_, '_> {
    fn purpose(&mut self) {
        let Some(purpose) = self.parts.purpose else { return };
        for (id, objective) in &purpose.objectives {
            let at = format_args!("purpose.objectives.{id}").to_string();
            self.all(format_args!("{at}.serves"), &objective.serves);
            self.all(format_args!("{at}.measures"), &objective.measures);
            self.all_one(&at, "owner", objective.owner.as_ref());
            for (n, throw) in objective.catchball.iter().enumerate() {
                self.all_one(&format!("{at}.catchball.{n}"), "by", throw.by.as_ref());
            }
        }
        for (id, stakeholder) in &purpose.stakeholders {
            self.all_one(
                &format!("purpose.stakeholders.{id}"),
                "group",
                stakeholder.group.as_ref(),
            );
        }
    }

    /// A field that names one thing, if it is there.
    pub(super) fn all_one<K: Kind>(&mut self, at: &str, field: &str, id: Option<&Id<K>>) {
        if let Some(id) = id {
            self.one(format_args!("{at}.{field}"), id);
        }
    }

    fn aims(&mut self) {
        for (id, aim) in self.parts.aims {
            let at = format!("aims.{id}");
            self.all(format_args!("{at}.measures"), &aim.measures);
            self.all(format_args!("{at}.serves"), &aim.serves);
            self.all(format_args!("{at}.designed_with"), &aim.designed_with);
            for (n, gap) in aim.equity.iter().flat_map(|equity| &equity.gaps).enumerate() {
                self.one(format_args!("{at}.equity.gaps.{n}.one"), gap.one());
                self.one(format_args!("{at}.equity.gaps.{n}.other"), gap.other());
            }
            self.all_one(&at, "owner", aim.owner.as_ref());
            self.all_one(&at, "sponsor", aim.sponsor.as_ref());
        }
    }

    fn drivers(&mut self) {
        for (id, driver) in self.parts.drivers {
            let at = format!("drivers.{id}");
            self.all(format_args!("{at}.measures"), &driver.measures);
            self.all_one(&at, "owner", driver.owner.as_ref());
        }
    }

    fn changes(&mut self) {
        for (id, change) in self.parts.changes {
            let at = format!("changes.{id}");
            self.all(format_args!("{at}.measures"), &change.measures);
            self.all(format_args!("{at}.proposed_by"), &change.proposed_by);
            self.all(format_args!("{at}.designed_by"), &change.designed_by);
            self.all_one(&at, "owner", change.owner.as_ref());
            for role in change.hours.ids() {
                self.one(format_args!("{at}.hours.{role}"), role);
            }
            for role in change.minutes_a_shift.ids() {
                self.one(format_args!("{at}.minutes_a_shift.{role}"), role);
            }
        }
    }

    fn measures(&mut self) {
        for (id, measure) in self.parts.measures {
            let at = format!("measures.{id}");
            self.all(format_args!("{at}.about"), &measure.about);
            self.all(format_args!("{at}.balances"), &measure.balances);
            let by = measure.collection.as_ref().and_then(|collection| collection.by.as_ref());
            self.all_one(&at, "collection.by", by);
            let Some(series) = &measure.series else { continue };
            for (n, annotation) in series.annotations().iter().enumerate() {
                if let Some(about) = &annotation.about {
                    self.named(
                        format_args!("{at}.series.annotations.{n}.about"),
                        about.kind(),
                        about.slug(),
                    );
                }
            }
            for (n, rebase) in series.rebases().iter().enumerate() {
                if let Some(about) = &rebase.about {
                    let path = format_args!("{at}.series.rebases.{n}.about").to_string();
                    self.named(path, about.kind(), about.slug());
                }
            }
        }
    }

    fn people(&mut self) {
        for (id, role) in &self.parts.people.roles {
            self.all_one(&format!("people.roles.{id}"), "group", role.group.as_ref());
        }
        for (id, round) in &self.parts.people.rounds {
            let at = format!("people.rounds.{id}");
            for (n, panellist) in round.panel.iter().enumerate() {
                self.one(format_args!("{at}.panel.{n}.group"), &panellist.group);
            }
            for (n, of) in round.attendance.iter().enumerate() {
                self.one(format_args!("{at}.attendance.{n}.group"), &of.group);
            }
        }
        for (id, session) in &self.parts.people.team_time {
            for (n, of) in session.attendance.iter().enumerate() {
                let path = format_args!("people.team_time.{id}.attendance.{n}.group").to_string();
                self.one(path, &of.group);
            }
        }
        for (at, response) in self.parts.people.responses.iter().enumerate() {
            let at = format!("people.responses.{at}");
            self.one(format_args!("{at}.to"), &response.to);
            self.all_one(&at, "by", response.by.as_ref());
            self.all_one(&at, "change", response.change.as_ref());
        }
        for (at, row) in self.parts.people.joining.iter().enumerate() {
            self.one(format_args!("people.joining.{at}.group"), &row.group);
        }
        for (id, decision) in &self.parts.people.decisions {
            self.any(format_args!("people.decisions.{id}.about"), &decision.about);
        }
        for (at, involvement) in self.parts.people.involvement.iter().enumerate() {
            let at = format!("people.involvement.{at}");
            self.one(format_args!("{at}.group"), &involvement.group);
            self.all_one(&at, "decision", involvement.decision.as_ref());
        }
    }

    fn leadership(&mut self) {
        let leadership = self.parts.leadership;
        for (id, behaviour) in &leadership.behaviours {
            let at = format!("leadership.behaviours.{id}");
            self.all_one(&at, "measure", behaviour.measure.as_ref());
        }
        for (id, commitment) in &leadership.commitments {
            let at = format!("leadership.commitments.{id}");
            self.all(format_args!("{at}.by"), &commitment.by);
            self.all_one(&at, "behaviour", commitment.behaviour.as_ref());
        }
        for (id, visit) in &leadership.visits {
            let at = format!("leadership.visits.{id}");
            self.all(format_args!("{at}.by"), &visit.by);
            self.any(format_args!("{at}.about"), &visit.about);
            for (n, item) in visit.follow_up.iter().enumerate() {
                self.all_one(&format!("{at}.follow_up.{n}"), "owner", item.owner.as_ref());
            }
        }
        for (n, talk) in leadership.coaching.iter().enumerate() {
            let at = format!("leadership.coaching.{n}");
            self.all_one(&at, "by", talk.by.as_ref());
            self.all(format_args!("{at}.with"), &talk.with);
            self.any(format_args!("{at}.about"), &talk.about);
        }
        for (n, tenure) in leadership.sponsors.iter().enumerate() {
            self.one(format_args!("leadership.sponsors.{n}.role"), &tenure.role);
        }
    }

    fn capability(&mut self) {
        let capability = self.parts.capability;
        for (id, training) in &capability.training {
            self.all(format_args!("capability.training.{id}.groups"), &training.groups);
        }
        for (at, dose) in capability.dosing.iter().enumerate() {
            self.one(format_args!("capability.dosing.{at}.group"), &dose.group);
        }
        for (at, trained) in capability.trained.iter().enumerate() {
            let at = format!("capability.trained.{at}");
            self.one(format_args!("{at}.group"), &trained.group);
            self.all_one(&at, "by", trained.by.as_ref());
        }
        for (at, count) in capability.counts.iter().enumerate() {
            self.one(format_args!("capability.counts.{at}.group"), &count.group);
        }
        for (at, row) in capability.induction.iter().enumerate() {
            self.all_one(&format!("capability.induction.{at}"), "group", row.group.as_ref());
        }
        for (id, coaching) in &capability.coaching {
            let at = format!("capability.coaching.{id}");
            self.all_one(&at, "by", coaching.by.as_ref());
            self.all(format_args!("{at}.supports"), &coaching.supports);
        }
        for (at, time) in capability.protected_time.iter().enumerate() {
            self.one(format_args!("capability.protected_time.{at}.role"), &time.role);
        }
    }

    fn systems(&mut self) {
        let systems = self.parts.systems;
        for (id, routine) in &systems.routines {
            let at = format!("systems.routines.{id}");
            self.all(format_args!("{at}.groups"), &routine.groups);
            self.all(format_args!("{at}.looks_at"), &routine.looks_at);
            self.all_one(&at, "owner", routine.owner.as_ref());
        }
        for (id, board) in &systems.boards {
            let at = format!("systems.boards.{id}");
            self.all_one(&at, "owner", board.owner.as_ref());
            self.all(format_args!("{at}.used_by"), &board.used_by);
            for (n, panel) in board.shows.iter().enumerate() {
                self.all(format_args!("{at}.shows.{n}.measures"), &panel.measures);
            }
        }
        for (id, standard) in &systems.standard_work {
            let at = format!("systems.standard_work.{id}");
            self.all_one(&at, "owner", standard.owner.as_ref());
            self.all(format_args!("{at}.holds"), &standard.holds);
        }
        for measure in systems.metrics.ids() {
            self.one(format_args!("systems.metrics.{measure}"), measure);
        }
        for (id, escalation) in &systems.escalations {
            let at = format!("systems.escalations.{id}");
            self.one(format_args!("{at}.from"), &escalation.from);
            self.one(format_args!("{at}.to"), &escalation.to);
            self.all_one(&at, "received_by", escalation.received_by.as_ref());
        }
    }

    fn assessment(&mut self) {
        for (n, claim) in self.parts.assessment.claims.iter().enumerate() {
            self.all_one(&format!("assessment.claims.{n}"), "by", claim.by.as_ref());
        }
        for (id, session) in &self.parts.assessment.sessions {
            let at = format!("assessment.sessions.{id}");
            self.all_one(&at, "facilitated_by", session.facilitated_by.as_ref());
            for (rater, answered) in &session.raters {
                let at = format!("{at}.raters.{rater}");
                self.all_one(&at, "role", answered.role.as_ref());
                self.all_one(&at, "group", answered.group.as_ref());
                self.answers(&format!("{at}.answers"), &answered.answers);
            }
            self.answers(&format!("{at}.agreed"), &session.agreed);
            for (n, step) in session.plan.iter().enumerate() {
                let at = format!("{at}.plan.{n}");
                self.all_one(&at, "owner", step.owner.as_ref());
                self.all_one(&at, "change", step.change.as_ref());
                self.all_one(&at, "cycle", step.cycle.as_ref());
                self.all_one(&at, "measure", step.measure.as_ref());
            }
        }
    }

    fn answers(&mut self, at: &str, answers: &Table<kind::Element, Answer>) {
        for (element, answer) in answers {
            self.any(format_args!("{at}.{element}.about"), &answer.about);
        }
    }

    fn cycles(&mut self) {
        for (id, cycle) in self.parts.cycles {
            let at = format!("cycles.{id}");
            self.all_one(&at, "change", cycle.change.as_ref());
            self.all(format_args!("{at}.together_with"), &cycle.together_with);
            self.all(format_args!("{at}.previous"), &cycle.previous);
            self.all(format_args!("{at}.by"), &cycle.by);
            self.all(format_args!("{at}.groups"), &cycle.groups);
            self.all(format_args!("{at}.plan.measures"), &cycle.plan().measures);
            for role in cycle.plan().hours.ids() {
                self.one(format_args!("{at}.plan.hours.{role}"), role);
            }
            for (n, prediction) in cycle.plan().predictions.iter().enumerate() {
                let at = format!("{at}.plan.predictions.{n}");
                self.all_one(&at, "measure", prediction.measure.as_ref());
            }
            for (n, reading) in cycle.done().iter().flat_map(|done| &done.readings).enumerate() {
                self.one(format_args!("{at}.do.readings.{n}.measure"), &reading.measure);
            }
        }
    }
}

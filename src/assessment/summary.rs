//! What a session says: spreads by element and by domain, and nothing joined over versions.

use std::fmt::{self, Write as _};

use super::progress::Bounds;
use super::{
    Disagreement, NotComparable, Scope, Session, Spread, SumReading, Template, Titled, sums,
};
use crate::base::{
    Component, Date, DomainId, ElementId, Label, Problems, RaterId, Source, SourceMark, Statement,
    Tag, TemplateId,
};

/// What the raters of one session say, by element and by domain.
///
/// It holds the answers to one version of one template; there is no way to join two. Words of the
/// template carry the mark of how far they are confirmed, and [`caution`](Summary::caution) says it in
/// one sentence. It ranks no organisation: a session is of one unit, and is shown by itself.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[non_exhaustive]
pub struct Summary {
    /// The template's id.
    pub template: TemplateId,
    /// What the template is called.
    pub title: Titled,
    /// The version that was answered.
    pub version: Tag,
    /// Where the template was published.
    pub source: Option<Source>,
    /// Under which conditions its words may be used.
    pub licence: Option<Statement>,
    /// What is not confirmed, in one sentence.
    pub caution: Option<String>,
    /// What a reader of the template must know.
    pub note: Option<Statement>,
    /// The day of the session.
    pub on: Date,
    /// What was assessed.
    pub scope: Scope,
    /// Which unit, if it is named.
    pub unit: Option<Label>,
    /// How many raters answered.
    pub raters: usize,
    /// The levels, the lowest first.
    pub levels: Vec<Titled>,
    /// One row for each domain, in the order of the template.
    pub domains: Vec<DomainRow>,
    /// One row for each element that is not merged into another, in the order of the template.
    pub elements: Vec<ElementRow>,
    /// High levels that were given without evidence, an example or anything in the programme.
    pub unsupported: Vec<Unsupported>,
    /// The sums that the template declares, one for each rater.
    pub sums: Vec<SumReading>,
    /// Elements that are not shown, since too few answered: see [`Summary::guarded`].
    pub withheld: Vec<Titled>,
}

/// All answers to the elements of one domain.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct DomainRow {
    /// Its id.
    pub id: DomainId,
    /// What it is called.
    pub title: Titled,
    /// How far it is confirmed which elements belong to it.
    pub placing: SourceMark,
    /// The component of NHS IMPACT that it belongs to.
    pub component: Option<Component>,
    /// The answers to its elements together. How far they lie apart is no disagreement between raters:
    /// one rater may say other levels of other elements.
    pub spread: Spread,
}

/// The title with its mark, and the mark of which elements belong to it.
impl fmt::Display for DomainRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.placing.sign() {
            "" => self.title.fmt(f),
            sign => f.pad(&format!("{} (placing of its elements{sign})", self.title)),
        }
    }
}

/// All answers to one element.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct ElementRow {
    /// Its id.
    pub id: ElementId,
    /// What it is called.
    pub title: Titled,
    /// The domain that it belongs to.
    pub domain: Option<DomainId>,
    /// The answers.
    pub spread: Spread,
    /// The level that was agreed on after talking, from 0.
    pub agreed: Option<usize>,
    /// Elements that are one with it here.
    pub merged: Vec<Titled>,
}

/// The title with its mark, and what is one with it here.
impl fmt::Display for ElementRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.title)?;
        self.merged.iter().try_for_each(|other| write!(f, "; one with {other}"))
    }
}

/// A high level with nothing behind it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Unsupported {
    /// Who gave it.
    pub rater: RaterId,
    /// Of which element.
    pub element: Titled,
    /// The level.
    pub level: Titled,
}

impl Summary {
    /// What a session says.
    ///
    /// # Errors
    ///
    /// Whatever the session [contradicts](Session::check) in the template, its version above all.
    pub fn of(template: &Template, session: &Session) -> Result<Self, Problems> {
        session.check(template)?;
        let levels =
            template.levels().rows().map(|level| template.level_title(level)).collect::<Vec<_>>();
        let live =
            template.elements().iter().filter(|(id, _)| !session.merged.contains(id.as_str()));
        let elements = live.map(|(id, element)| {
            let mut spread = Spread::new(levels.len());
            for rater in session.raters.rows() {
                let answer = rater.answers.get(id.as_str());
                spread.add(template, answer.map(|answer| &answer.says));
            }
            let agreed = session.agreed.get(id.as_str()).and_then(|answer| answer.says.level());
            let merged = session.merged.iter().filter(|(_, into)| *into == id);
            ElementRow {
                id: id.clone(),
                title: template.element_title(element),
                domain: element.domain.clone(),
                spread,
                agreed: agreed.and_then(|level| template.levels().position(level.as_str())),
                merged: merged
                    .filter_map(|(other, _)| template.elements().get(other.as_str()))
                    .map(|other| template.element_title(other))
                    .collect(),
            }
        });
        let mut summary = Summary {
            template: session.template.clone(),
            title: template.titled(),
            version: template.version().clone(),
            source: template.source().cloned(),
            licence: template.licence().cloned(),
            caution: template.caution(),
            note: template.note().cloned(),
            on: session.on,
            scope: session.scope,
            unit: session.unit.clone(),
            raters: session.raters.len(),
            domains: template
                .domains()
                .iter()
                .map(|(id, domain)| DomainRow {
                    id: id.clone(),
                    title: template.domain_title(domain),
                    placing: template.placing(id),
                    component: domain.component,
                    spread: Spread::new(levels.len()),
                })
                .collect(),
            elements: elements.collect(),
            levels,
            unsupported: unsupported(template, session),
            sums: sums::of(template, session),
            withheld: Vec::new(),
        };
        summary.pool();
        Ok(summary)
    }

    fn pool(&mut self) {
        for row in &mut self.domains {
            row.spread = Spread::new(self.levels.len());
            for element in self.elements.iter().filter(|e| e.domain.as_ref() == Some(&row.id)) {
                row.spread.join(&element.spread);
            }
        }
    }

    /// The same summary for those who were not in the room: elements to which fewer than so many gave a
    /// level are named and not shown, single raters do not appear, and domains are made of what is shown.
    ///
    /// A self-assessment is the team's own tool, and its raters are few: with three answers on three
    /// levels people know who said what. Among themselves that is the point, since they talk about it;
    /// so nothing is hidden by default. What leaves the room is another thing. Five is the usual least
    /// number in practice, and no law. Where all gave one answer, everybody's answer is known whatever
    /// the number: that is a choice of those who release it.
    #[must_use]
    pub fn guarded(mut self, fewest: u32) -> Self {
        let (shown, hidden): (Vec<_>, Vec<_>) =
            self.elements.into_iter().partition(|row| row.spread.answers() >= fewest);
        self.elements = shown;
        self.withheld.extend(hidden.into_iter().map(|row| row.title));
        self.sums.retain(|sum| sum.whose == super::Whose::Agreed);
        self.unsupported.clear();
        self.pool();
        self
    }

    /// Whether an earlier summary may stand beside this one.
    ///
    /// # Errors
    ///
    /// Another template, version, scope or unit; a day that is not earlier. Each has its own variant of
    /// [`NotComparable`].
    pub fn comparable_with(&self, earlier: &Summary) -> Result<(), NotComparable> {
        earlier.bounds().precede(&self.bounds())
    }

    fn bounds(&self) -> Bounds<'_> {
        Bounds {
            template: &self.template,
            version: &self.version,
            scope: self.scope,
            unit: self.unit.as_ref(),
            on: self.on,
        }
    }

    /// Elements by domain, in the order of the template; those of no domain come last, under `None`.
    pub fn groups(&self) -> Vec<(Option<&DomainRow>, Vec<&ElementRow>)> {
        let within = |id: Option<&DomainId>| -> Vec<&ElementRow> {
            self.elements.iter().filter(|row| row.domain.as_ref() == id).collect()
        };
        let mut groups: Vec<_> =
            self.domains.iter().map(|row| (Some(row), within(Some(&row.id)))).collect();
        groups.push((None, within(None)));
        groups.retain(|(_, rows)| !rows.is_empty());
        groups
    }

    /// A level by its place, with its mark.
    pub fn level(&self, at: usize) -> Option<&Titled> {
        self.levels.get(at)
    }

    /// One level, or two with `to` between them.
    pub fn levels_in_words(&self, (from, to): (usize, usize)) -> String {
        let word = |at: usize| self.level(at).map(Titled::to_string).unwrap_or_default();
        if from == to { word(from) } else { format!("{} to {}", word(from), word(to)) }
    }

    /// The median in words: a level, or `between` two.
    pub fn median_in_words(&self, spread: &Spread) -> Option<String> {
        let (lower, upper) = spread.median()?;
        Some(if lower == upper {
            self.levels_in_words((lower, upper))
        } else {
            format!("between {}", self.levels_in_words((lower, upper)).replacen(" to ", " and ", 1))
        })
    }

    /// The answers to one element in one sentence, without its full stop.
    pub fn in_words(&self, spread: &Spread) -> String {
        self.words(spread, spread.disagreement())
    }

    /// The answers to the elements of a domain in one sentence, without its full stop. No disagreement: one
    /// rater may say other levels of other elements.
    pub fn domain_in_words(&self, domain: &DomainRow) -> String {
        self.words(&domain.spread, None)
    }

    fn words(&self, spread: &Spread, apart: Option<Disagreement>) -> String {
        let counted = spread.counts.iter().zip(&self.levels).filter(|(count, _)| **count > 0);
        let mut text =
            counted.map(|(n, level)| format!("{n} {level}")).collect::<Vec<_>>().join(", ");
        if text.is_empty() {
            text.push_str("no level");
        }
        // Writing to a string cannot fail.
        if let Some(median) = self.median_in_words(spread) {
            let _ = write!(text, "; median {median}");
        }
        if let Some(range) = spread.range().filter(|(low, high)| low != high) {
            let _ = write!(text, "; range {}", self.levels_in_words(range));
        }
        if let Some(apart) = apart {
            let _ = write!(text, "; disagreement {apart}");
        }
        for without in spread.without_level() {
            let _ = write!(text, "; {without}");
        }
        text
    }

    /// What it is about, in one line.
    pub fn heading(&self) -> String {
        format!("{}, {}", self.title, self.circumstances())
    }

    /// The same without the title: version, day, what was assessed, how many answered.
    pub fn circumstances(&self) -> String {
        let unit = self.unit.as_ref().map(|unit| format!(" ({})", unit.as_str().trim()));
        let unit = unit.unwrap_or_default();
        let raters = match self.raters {
            1 => "one rater".to_owned(),
            n => format!("{n} raters"),
        };
        format!("version {}, {}: {}{unit}, {raters}", self.version, self.on, self.scope)
    }
}

fn unsupported(template: &Template, session: &Session) -> Vec<Unsupported> {
    let mut found = Vec::new();
    for (rater, answered) in &session.raters {
        for (id, answer) in &answered.answers {
            let level = answer.says.level().and_then(|level| {
                let at = template.levels().position(level.as_str())?;
                let row = template.levels().get(level.as_str())?;
                template.is_high(at).then(|| template.level_title(row))
            });
            let element = template.elements().get(id.as_str());
            if let (Some(level), Some(element), true) = (level, element, answer.is_unsupported()) {
                let element = template.element_title(element);
                found.push(Unsupported { rater: rater.clone(), element, level });
            }
        }
    }
    found
}

/// The whole summary, a line for each domain and element, with what is not confirmed said first.
impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.heading())?;
        if let Some(caution) = &self.caution {
            writeln!(f, "{caution}")?;
        }
        for (domain, rows) in self.groups() {
            if let Some(domain) = domain {
                writeln!(f, "{domain}: {}", self.domain_in_words(domain))?;
            }
            for row in rows {
                write!(f, "  {row}: {}", self.in_words(&row.spread))?;
                if let Some(agreed) = row.agreed.and_then(|at| self.level(at)) {
                    write!(f, "; agreed {agreed}")?;
                }
                writeln!(f)?;
            }
        }
        for sum in &self.sums {
            writeln!(f, "{sum}")?;
        }
        for one in &self.unsupported {
            writeln!(f, "{one}")?;
        }
        if !self.withheld.is_empty() {
            let titles: Vec<String> = self.withheld.iter().map(Titled::to_string).collect();
            writeln!(f, "Not shown, since too few answered: {}", titles.join("; "))?;
        }
        Ok(())
    }
}

impl fmt::Display for Unsupported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} says {} of {} and gives nothing it rests on",
            self.rater, self.level, self.element
        )
    }
}

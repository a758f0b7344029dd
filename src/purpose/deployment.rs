//! Strategy deployment: the vital few, and the way from each objective up to true north.

use std::collections::{BTreeSet, VecDeque};
use std::fmt;

use super::{Objective, ObjectiveLevel, Purpose};
use crate::base::{Date, Label, ObjectiveId, SourceMark};

/// How many breakthrough objectives a vital few are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct VitalFew {
    /// The most in one theme at a time; 2. Read from one trust's *at most one or two* for each of its
    /// themes (<https://northmid.nhs.uk/strategy-and-values>).
    pub in_a_theme: usize,
    /// The most in all at a time; 5. From *a vital few, 3 to 5* in secondary sources.
    pub in_all: usize,
}

impl VitalFew {
    /// How far the most in one theme is confirmed: one trust's rule, made general by this crate.
    pub const IN_A_THEME: SourceMark = SourceMark::Local;
    /// How far the most in all is confirmed.
    pub const IN_ALL: SourceMark = SourceMark::Reported;
}

impl Default for VitalFew {
    fn default() -> Self {
        VitalFew { in_a_theme: 2, in_all: 5 }
    }
}

/// More breakthrough objectives at a time than a vital few.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Crowd {
    /// The theme; `None` for all themes together.
    pub theme: Option<Label>,
    /// The breakthrough objectives, in order.
    pub objectives: Vec<ObjectiveId>,
    /// The most there should be.
    pub most: usize,
    /// How far that number is confirmed.
    pub mark: SourceMark,
}

/// One sentence, with the mark of the limit.
impl fmt::Display for Crowd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (found, Crowd { most, mark, .. }) = (self.objectives.len(), self);
        match &self.theme {
            Some(theme) => write!(f, "{found} breakthrough objectives in the theme `{theme}`")?,
            None => write!(f, "{found} breakthrough objectives in all")?,
        }
        write!(f, ", where at most {most} stay a vital few ({mark} limit)")
    }
}

impl Purpose {
    /// The objectives that were not given up, and that hold on a day.
    pub fn active_objectives(
        &self,
        as_of: Option<Date>,
    ) -> impl Iterator<Item = (&ObjectiveId, &Objective)> {
        self.objectives.iter().filter(move |(_, objective)| objective.is_active(as_of))
    }

    /// Where more breakthrough objectives are active at a time than a vital few: by theme, and then in
    /// all.
    pub fn crowds(&self, few: VitalFew, as_of: Option<Date>) -> Vec<Crowd> {
        let breakthroughs: Vec<(&ObjectiveId, &Objective)> = self
            .active_objectives(as_of)
            .filter(|(_, objective)| objective.level == ObjectiveLevel::Breakthrough)
            .collect();
        let mut themes: Vec<&Label> = Vec::new();
        for theme in breakthroughs.iter().filter_map(|(_, objective)| objective.theme.as_ref()) {
            if !themes.contains(&theme) {
                themes.push(theme);
            }
        }
        let ids = |theme: Option<&Label>| -> Vec<ObjectiveId> {
            let of_theme = breakthroughs
                .iter()
                .filter(|(_, objective)| theme.is_none() || objective.theme.as_ref() == theme);
            of_theme.map(|(id, _)| (*id).clone()).collect()
        };
        let by_theme = themes.into_iter().map(|theme| Crowd {
            theme: Some(theme.clone()),
            objectives: ids(Some(theme)),
            most: few.in_a_theme,
            mark: VitalFew::IN_A_THEME,
        });
        let all =
            Crowd { theme: None, objectives: ids(None), most: few.in_all, mark: VitalFew::IN_ALL };
        by_theme.chain([all]).filter(|crowd| crowd.objectives.len() > crowd.most).collect()
    }

    /// The shortest way from an objective up to a true north, both included, over objectives that
    /// were not given up; where several are as short, the one written first. `None` if there is none.
    pub fn way_to_true_north(&self, from: &str) -> Option<Vec<&ObjectiveId>> {
        let id = |text: &str| self.objectives.position(text).and_then(|at| self.objectives.at(at));
        let live = |text: &str| id(text).filter(|(_, objective)| objective.retired.is_none());
        let start = live(from)?;
        let mut seen: BTreeSet<&str> = BTreeSet::from([start.0.as_str()]);
        let mut open = VecDeque::from([vec![start.0]]);
        while let Some(way) = open.pop_front() {
            let (_, objective) = live(way.last()?.as_str())?;
            if objective.level == ObjectiveLevel::TrueNorth {
                return Some(way);
            }
            for (next, _) in objective.serves.iter().filter_map(|up| live(up.as_str())) {
                if seen.insert(next.as_str()) {
                    let mut longer = way.clone();
                    longer.push(next);
                    open.push_back(longer);
                }
            }
        }
        None
    }

    /// The objectives that were not given up and from which no way leads to a true north.
    pub fn off_course(&self) -> impl Iterator<Item = &ObjectiveId> {
        let live = self.active_objectives(None);
        live.map(|(id, _)| id).filter(|id| self.way_to_true_north(id.as_str()).is_none())
    }

    /// Pairs in which an objective serves one of its own level or below.
    pub fn upside_down(&self) -> impl Iterator<Item = (&ObjectiveId, &ObjectiveId)> {
        let pairs = self.active_objectives(None).flat_map(|(id, objective)| {
            objective.serves.iter().map(move |up| (id, objective.level, up))
        });
        pairs.filter_map(|(id, level, up)| {
            let above = self.objectives.get(up.as_str())?;
            (above.level >= level).then_some((id, up))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Reason, Retirement, Statement};

    fn label(text: &str) -> Label {
        Label::new(text).unwrap()
    }

    /// `safe` is true north; `harm` and `two` serve it; `falls` serves `harm`, and `lost` nothing.
    fn purpose() -> Purpose {
        use ObjectiveLevel::{Annual, Breakthrough, TrueNorth};
        let mut purpose = Purpose::new(Statement::new("Safe care").unwrap());
        let rows: [(&str, _, Option<&str>, &[&str]); 6] = [
            ("safe", TrueNorth, None, &[]),
            ("harm", Breakthrough, Some("patients"), &["safe"]),
            ("two", Breakthrough, Some("patients"), &["safe"]),
            ("three", Breakthrough, Some("staff"), &["safe"]),
            ("falls", Annual, Some("patients"), &["harm", "two"]),
            ("lost", Annual, None, &[]),
        ];
        for (id, level, theme, serves) in rows {
            let mut objective = Objective::new(label(id), level);
            objective.theme = theme.map(label);
            objective.serves = serves.iter().map(|id| id.parse().unwrap()).collect();
            purpose.objectives.insert(id.parse().unwrap(), objective).unwrap();
        }
        purpose
    }

    fn names<'i>(ids: impl IntoIterator<Item = &'i ObjectiveId>) -> Vec<String> {
        ids.into_iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_way_up_is_the_shortest_that_still_stands() {
        let mut purpose = purpose();
        let way = |purpose: &Purpose, from: &str| purpose.way_to_true_north(from).map(names);
        assert_eq!(way(&purpose, "falls").unwrap(), ["falls", "harm", "safe"]);
        assert_eq!(way(&purpose, "safe").unwrap(), ["safe"]);
        assert_eq!(way(&purpose, "lost"), None);
        assert_eq!(way(&purpose, "nothing"), None);
        let retired = Some(Retirement::new(Reason::new("reached").unwrap()));
        purpose.objectives.get_mut("harm").unwrap().retired = retired;
        assert_eq!(way(&purpose, "falls").unwrap(), ["falls", "two", "safe"]);
        assert_eq!(names(purpose.off_course()), ["lost"]);
    }

    #[test]
    fn more_than_a_vital_few_are_counted_by_theme_and_in_all() {
        let mut purpose = purpose();
        let few = VitalFew { in_a_theme: 1, in_all: 2 };
        let said: Vec<String> = purpose.crowds(few, None).iter().map(ToString::to_string).collect();
        assert_eq!(
            said,
            [
                "2 breakthrough objectives in the theme `patients`, where at most 1 stay a vital few \
                 (local limit)",
                "3 breakthrough objectives in all, where at most 2 stay a vital few (reported limit)",
            ]
        );
        assert_eq!(purpose.crowds(VitalFew::default(), None), []);
        // One that is over by then does not count.
        let two = purpose.objectives.get_mut("two").unwrap();
        two.period = crate::base::Period::new(None, "2025-12-31".parse().ok()).ok();
        assert_eq!(purpose.crowds(few, "2026-01-01".parse().ok()), []);
        assert_eq!(purpose.crowds(few, "2025-12-31".parse().ok()).len(), 2);
    }

    #[test]
    fn objectives_that_serve_their_own_level_are_upside_down() {
        let mut purpose = purpose();
        assert_eq!(purpose.upside_down().count(), 0);
        let harm = purpose.objectives.get_mut("harm").unwrap();
        harm.serves.push("three".parse().unwrap());
        let found: Vec<_> = purpose.upside_down().map(|(a, b)| format!("{a} {b}")).collect();
        assert_eq!(found, ["harm three"]);
    }
}

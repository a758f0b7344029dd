//! What the numbers of capability must be to each other.

use std::collections::BTreeSet;

use super::{Capability, SkillCount};
use crate::base::{Code, Place, Problem};

impl Capability {
    /// Whatever contradicts itself; references are checked by the programme.
    pub(crate) fn check(&self, problems: &mut Vec<Problem>) {
        let mut check = Check { problems };
        for (id, training) in &self.training {
            let at = format!("capability.training.{id}");
            let trained = (training.trained, "were trained");
            check.part(&at, "active", (training.active, "are active"), trained);
            check.part(&at, "available", (training.available, "are available"), trained);
        }
        self.check_dosing(&mut check);
        for (n, count) in self.counts.iter().enumerate() {
            let at = format!("capability.counts.{n}");
            let trained = self.trained_by(count);
            check.part(
                &at,
                "here",
                (count.here, "are still here"),
                (trained, "were trained by then"),
            );
            let here = match count.here {
                Some(here) => (Some(here), "are still here"),
                None => (trained, "were trained by then"),
            };
            check.part(&at, "active", (count.active, "are active"), here);
            check.part(&at, "available", (count.available, "are available"), here);
        }
        for (n, means) in self.means.iter().enumerate() {
            let Some(answer) = means.answer else { continue };
            let at = format!("capability.means.{n}.answer");
            if let Some(asked) = means.asked.filter(|asked| answer.on < *asked) {
                let message = format!("it was answered before it was asked for, on {asked}");
                let expected = format!("{asked} or later");
                check.add(format!("{at}.on"), message, answer.on.to_string(), expected);
            }
            if let Some(until) = answer.until.filter(|until| *until < answer.on) {
                let message = format!("it ends before it was answered, on {}", answer.on);
                let expected = format!("{} or later", answer.on);
                check.add(format!("{at}.until"), message, until.to_string(), expected);
            }
        }
        for (n, row) in self.induction.iter().enumerate() {
            let at = format!("capability.induction.{n}");
            let starters = (Some(row.starters), "started");
            check.part(&at, "reached", (Some(row.reached), "were reached"), starters);
        }
    }

    fn check_dosing(&self, check: &mut Check<'_>) {
        let mut planned = BTreeSet::new();
        for (n, dose) in self.dosing.iter().enumerate() {
            let at = format!("capability.dosing.{n}");
            if let (Some(target), Some(most)) = (dose.target, dose.at_most)
                && most < target
            {
                let message =
                    format!("the upper end of the band ({most}) lies below the target ({target})");
                check.add(
                    format!("{at}.at_most"),
                    message,
                    most.to_string(),
                    format!("{target} or more"),
                );
            }
            if !planned.insert((&dose.group, &dose.site, dose.level)) {
                let place =
                    dose.site.as_ref().map(|site| format!(" at {site}")).unwrap_or_default();
                let message = format!(
                    "the level {} is planned twice for `{}`{place}",
                    dose.level, dose.group
                );
                check.add(
                    at,
                    message,
                    "a second plan".into(),
                    "one plan for each group, site and level".into(),
                );
            }
        }
    }

    /// How many are on record as trained by the day of a count; `None` if none are: people may have
    /// been counted before anybody kept a record.
    fn trained_by(&self, count: &SkillCount) -> Option<u32> {
        let of_it = self.trained.iter().filter(|t| {
            t.on <= count.on
                && t.group == count.group
                && t.level == count.level
                && (count.site.is_none() || t.site == count.site)
        });
        of_it.map(|t| t.people).reduce(u32::saturating_add)
    }
}

struct Check<'a> {
    problems: &'a mut Vec<Problem>,
}

impl Check<'_> {
    /// A part must not be larger than its whole.
    fn part(
        &mut self,
        at: &str,
        field: &str,
        part: (Option<u32>, &str),
        whole: (Option<u32>, &str),
    ) {
        if let (Some(some), Some(all)) = (part.0, whole.0)
            && some > all
        {
            let message = format!("more people {} ({some}) than {} ({all})", part.1, whole.1);
            self.add(format!("{at}.{field}"), message, some.to_string(), format!("at most {all}"));
        }
    }

    fn add(&mut self, path: String, message: String, found: String, expected: String) {
        let problem = Problem::new(Code::InvalidValue, Place::at(path), message);
        self.problems.push(problem.with_found(found).with_expected(expected));
    }
}

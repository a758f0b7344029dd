//! What a project of co-design names, and whether it exists.

use super::references::Check;

impl Check<'_, '_> {
    pub(super) fn codesign(&mut self) {
        for (id, project) in &self.parts.people.codesign {
            let at = format!("people.codesign.{id}");
            self.all_one(&at, "lead", project.lead.as_ref());
            self.all_one(&at, "recruiter", project.recruiter.as_ref());
            let facilitator = project.facilitator.as_ref();
            self.all_one(&at, "facilitator.role", facilitator.and_then(|f| f.role.as_ref()));
            if let Some(steering) = &project.steering {
                self.all(format_args!("{at}.steering.groups"), &steering.groups);
            }
            for (n, excerpt) in project.excerpts.iter().enumerate() {
                let at = format!("{at}.excerpts.{n}");
                self.within(format_args!("{at}.consent"), &excerpt.consent, &project.consents);
                if let Some(touchpoint) = &excerpt.at {
                    self.within(format_args!("{at}.at"), touchpoint, &project.touchpoints);
                }
            }
            for (id, priority) in &project.priorities {
                let at = format!("{at}.priorities.{id}");
                for (n, touchpoint) in priority.touchpoints.iter().enumerate() {
                    let path = format_args!("{at}.touchpoints.{n}").to_string();
                    self.within(path, touchpoint, &project.touchpoints);
                }
                self.all(format_args!("{at}.drivers"), &priority.drivers);
                self.all(format_args!("{at}.changes"), &priority.changes);
            }
            for (id, group) in &project.groups {
                let at = format!("{at}.groups.{id}");
                self.within(format_args!("{at}.priority"), &group.priority, &project.priorities);
                self.all_one(&at, "facilitator", group.facilitator.as_ref());
                for (n, action) in group.actions.iter().enumerate() {
                    self.all_one(&format!("{at}.actions.{n}"), "by", action.by.as_ref());
                }
            }
        }
    }
}

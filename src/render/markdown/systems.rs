//! What hangs on boards, how the work is written down, and which measures are worked on.

use std::fmt;

use super::Markdown;
use super::cells::escaped;
use crate::systems::Attention;

impl Markdown<'_> {
    /// What each board shows, and when that was last updated.
    pub(super) fn boards(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let boards = &self.programme.systems().boards;
        if !boards.is_empty() {
            f.write_str("\nBoards, with the day on which each part was last updated:\n\n")?;
        }
        for board in boards.rows() {
            let shown: Vec<String> = board
                .shows
                .iter()
                .map(|panel| {
                    let day = panel.updated.map(|day| day.to_string());
                    let day = day.unwrap_or_else(|| "no update on record".to_owned());
                    format!("{} ({day})", escaped(panel.label.as_str()))
                })
                .collect();
            let shown =
                if shown.is_empty() { "nothing on record".to_owned() } else { shown.join("; ") };
            writeln!(f, "- {}: {shown}", escaped(board.label.as_str()))?;
        }
        Ok(())
    }

    /// Written ways to do the work, and whether they were followed when somebody last looked.
    pub(super) fn standards(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let standards = &self.programme.systems().standard_work;
        if !standards.is_empty() {
            f.write_str("\nStandard work:\n\n")?;
        }
        for standard in standards.rows() {
            let look = standard.last_look(self.as_of.unwrap_or(crate::base::Date::LAST));
            let look = look.map_or_else(|| "nobody looked yet".to_owned(), ToString::to_string);
            writeln!(f, "- {}: {look}", escaped(standard.label.as_str()))?;
        }
        Ok(())
    }

    /// Which measures are worked on and which are watched, and those that ask for action.
    pub(super) fn metrics(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let metrics = &self.programme.systems().metrics;
        if !metrics.is_empty() {
            let mark = Attention::MARK;
            writeln!(f, "\nMeasures worked on and measures watched ({mark} practice):\n")?;
        }
        for (id, metric) in metrics {
            let label = self.measure_labels(std::slice::from_ref(id));
            write!(f, "- {label}: {}", metric.attention)?;
            if let Some(trigger) = metric.trigger {
                write!(f, ", acted on {trigger}")?;
            }
            writeln!(f)?;
        }
        let alerts = self.programme.watch_alerts(self.as_of);
        if !alerts.is_empty() {
            f.write_str("\nTime to act:\n\n")?;
        }
        for alert in alerts {
            writeln!(f, "- {}", escaped(&alert.in_words()))?;
        }
        Ok(())
    }
}

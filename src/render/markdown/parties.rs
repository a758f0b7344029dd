//! Whom the work touches, and who could be left out.

use std::fmt;

use super::Markdown;
use super::cells::{escaped, known, row, table};
use crate::purpose::{StakeholderKind, Stance};
use crate::render::words::and;

impl Markdown<'_> {
    /// Each party with its power and how much the work changes for it; what raised its power.
    pub(super) fn stakeholders(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(purpose) = self.programme.purpose().filter(|p| !p.stakeholders.is_empty()) else {
            return Ok(());
        };
        f.write_str("\n## Whom it touches\n\n")?;
        let stance = format!("How to be with them ({} wording)", Stance::MARK);
        table(
            f,
            &[
                "Party",
                "What they are",
                "Influence",
                "Affected",
                &stance,
                "What raised their power",
            ],
        )?;
        for party in purpose.stakeholders.rows() {
            let kinds: Vec<String> = party.kinds.iter().map(ToString::to_string).collect();
            let raised: Vec<String> = party
                .raised
                .iter()
                .map(|step| format!("{}: {}", step.on, escaped(step.how.as_str())))
                .collect();
            let some = |words: Vec<String>| (!words.is_empty()).then(|| words.join("; "));
            row(
                f,
                &[
                    escaped(party.label.as_str()),
                    known(some(kinds)),
                    known(party.influence),
                    known(party.affected),
                    known(party.stance()),
                    known(some(raised)),
                ],
            )?;
        }
        let unnamed: Vec<String> = purpose.kinds_unnamed().map(|kind| kind.to_string()).collect();
        if unnamed.is_empty() {
            return Ok(());
        }
        let mark = StakeholderKind::MARK;
        writeln!(
            f,
            "\nOf the nine kinds of party ({mark} list) nobody is named as {}.",
            and(&unnamed)
        )
    }

    /// Who could be left out of each aim that asks, and whether gaps narrow.
    pub(super) fn equity(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for aim in self.programme.diagram().aims().filter(|aim| aim.retired.is_none()) {
            let Some(lens) = &aim.get().equity else { continue };
            let mut said = Vec::new();
            said.extend(lens.left_out.iter().map(|who| format!("could be left out: {who}")));
            if lens.core20 {
                said.push("about people in the most deprived fifth (Core20)".to_owned());
            }
            said.extend(lens.plus.iter().map(|group| format!("about {group} (PLUS)")));
            let areas = lens.areas.iter();
            said.extend(areas.map(|area| format!("{area}, nationally: {}", area.national_aim())));
            let answer = self.programme.equity(aim.as_str());
            for (label, reading) in answer.into_iter().flat_map(|answer| answer.gaps) {
                let reading = reading.map(|reading| reading.to_string());
                let reading = reading.unwrap_or_else(|| "not known at two times yet".to_owned());
                said.push(format!("gap, {label}: {reading}"));
            }
            if said.is_empty() {
                continue;
            }
            let statement = escaped(aim.get().statement.as_str());
            writeln!(f, "\n{statement}\n\nWho could be left out, and whether gaps narrow:\n")?;
            said.iter().try_for_each(|line| writeln!(f, "- {}", escaped(line)))?;
        }
        Ok(())
    }
}

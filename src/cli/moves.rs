//! What `plan` tells of a term that was planned before: how much moves, whether less can, and for each
//! person what.

use std::fmt::Write as _;

use super::summary::{SHOWN, Summary};
use crate::language::Lang;
use crate::plan::Changes;
use crate::words::{Formatter, differences, measures};

/// Whether days were planned on which people knew of meetings, and what they know was to be kept.
pub(super) fn is_anew(told: &Summary) -> bool {
    let before = told.before.filter(|_| !told.afresh);
    before.is_some_and(|before| measures::is_anew(before, told.plan))
}

/// How much moves, and for each person what.
pub(super) fn write(text: &mut String, told: &Summary, lang: Lang) {
    let Some(before) = told.before else { return };
    let changes = Changes::between(before, told.plan);
    let since = lang.pick("Sinds revisie", "Since revision");
    let _ = writeln!(
        text,
        "\n{since} {}: {}",
        before.revision,
        differences::counts(&changes, lang)
    );
    if !is_anew(told) {
        return;
    }
    if let Some(moved) = measures::moved(told.plan, lang) {
        let _ = writeln!(text, "{moved}");
    }
    let mut left = SHOWN;
    for (who, lines) in differences::sections(Formatter::whole(told.team, lang), &changes, None) {
        if left == 0 {
            let more = lang.pick("… en wat anderen aangaat", "… and what concerns others");
            let [.., diff] = &told.commands;
            let _ = writeln!(
                text,
                "  {more}: {diff} {} {}",
                before.revision, told.plan.revision
            );
            return;
        }
        let _ = writeln!(text, "  {who}");
        for line in &lines {
            let _ = writeln!(text, "    - {line}");
        }
        left = left.saturating_sub(lines.len());
    }
}

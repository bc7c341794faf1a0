//! What `plan` tells of a term that was planned before: how much moves, whether less can, and for each
//! person what.

use std::fmt::Write as _;

use chrono::NaiveDate;

use super::summary::{SHOWN, Told};
use crate::language::Lang;
use crate::pipeline::differences;
use crate::plan::{Changes, Layer};
use crate::series::cost;

/// Whether days were planned on which people knew of meetings.
pub(super) fn is_anew(told: &Told) -> bool {
    let plan = told.plan;
    let planned = |day: NaiveDate| plan.term.has(day) && plan.today <= day;
    let before = told.before.into_iter();
    let mut meetings = before.flat_map(|before| &before.placements);
    !told.afresh && meetings.any(|placement| planned(placement.start.date()))
}

/// How much moves, and for each person what.
pub(super) fn write(text: &mut String, told: &Told, lang: Lang) {
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
    let moves = told
        .plan
        .layers
        .iter()
        .find(|layer| layer.name == cost::LAYERS[cost::MOVES]);
    if let Some(moves) = moves {
        let _ = writeln!(text, "{}", moved(moves, lang));
    }
    let mut left = SHOWN;
    for (who, lines) in differences::sections(told.team, &changes, None, lang) {
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

/// "3 meetings move; fewer is impossible."
fn moved(moves: &Layer, lang: Lang) -> String {
    let count = moves.value;
    let move_it = match (count, lang) {
        (0, Lang::Nl) => return "Geen afspraak verschuift.".to_owned(),
        (0, Lang::En) => return "No meeting moves.".to_owned(),
        (1, Lang::Nl) => "1 afspraak verschuift".to_owned(),
        (1, Lang::En) => "1 meeting moves".to_owned(),
        (_, Lang::Nl) => format!("{count} afspraken verschuiven"),
        (_, Lang::En) => format!("{count} meetings move"),
    };
    let least = match (moves.proven, lang) {
        (true, Lang::Nl) => "minder kan niet".to_owned(),
        (true, Lang::En) => "fewer is impossible".to_owned(),
        (false, Lang::Nl) => format!(
            "dat het met minder kan is niet uitgesloten (minstens {})",
            moves.bound
        ),
        (false, Lang::En) => format!("fewer may be possible (at least {})", moves.bound),
    };
    format!("{move_it}; {least}.")
}

//! A case's line from start to closing: its phases, what was held, what is planned, what is due.

use std::fmt::Write as _;

use chrono::NaiveDate;

use super::{View, agenda};
use crate::plan::Placement;
use crate::rules::Programme;
use crate::team::Case;

/// Writes a case's line.
pub(super) fn write(view: &View, code: &str, meetings: &[&Placement]) -> String {
    let mut text = String::new();
    for case in view
        .team
        .cases
        .iter()
        .filter(|case| case.code.as_str() == code)
    {
        if let Some(programme) = view.team.programme(&case.programme) {
            text += &phases(view, view.snapshot.course(case), programme);
            text += &stays(view, code);
            text += &held(view, case);
        }
    }
    let _ = writeln!(text, "{}", view.lang.pick("Gepland", "Planned"));
    for meeting in meetings {
        text += &agenda::line(view, meeting);
    }
    if meetings.is_empty() {
        let _ = writeln!(text, "  {}", view.lang.pick("niets", "nothing"));
    }
    text + &open_ends(view, code)
}

/// Weeks that one block of a phase's bar stands for.
const WEEKS_PER_BLOCK: i64 = 1;

fn phases(view: &View, case: &Case, programme: &Programme) -> String {
    let mut text = format!("{} · {}\n", case.code, programme.title.get(view.lang));
    let phases = programme.phases.iter().zip(case.phase_days(programme));
    // One that care ended before did not come about.
    for (phase, (from, to)) in phases.filter(|(_, (from, to))| from <= to) {
        let weeks = ((to - from).num_days() + 6) / 7 / WEEKS_PER_BLOCK;
        let passed = ((view.today - from).num_days() / 7 / WEEKS_PER_BLOCK).clamp(0, weeks.max(0));
        let bar = "█".repeat(passed as usize) + &"░".repeat((weeks - passed).max(0) as usize);
        let _ = writeln!(
            text,
            "  {:<26} {from} … {to}  {bar}",
            phase.title.get(view.lang)
        );
    }
    text.push('\n');
    text
}

/// Where a family stays, and whether that begins later than was asked.
fn stays(view: &View, code: &str) -> String {
    let formatter = view.formatter();
    let mut text = String::new();
    let own = view.plan.stays.iter();
    for stay in own.filter(|stay| stay.case.as_str() == code) {
        let (from, to) = (
            formatter.short_date(stay.from),
            formatter.short_date(stay.to),
        );
        let stays = view.lang.pick("Verblijf", "Stay");
        let home = stay.home.as_deref();
        let home = home.unwrap_or_else(|| view.lang.pick("geen plaats vrij", "no place free"));
        let _ = write!(text, "{stays}: {home}, {from} – {to}");
        if stay.asked != stay.from {
            let asked = view.lang.pick("gevraagd was", "asked for was");
            let _ = write!(text, " ({asked} {})", formatter.short_date(stay.asked));
        }
        text.push_str("\n\n");
    }
    text
}

fn held(view: &View, case: &Case) -> String {
    let prefix = format!("{}.", case.programme);
    let of_case = |series: &str| {
        series.starts_with(&prefix) && series.rsplit('/').next() == Some(case.code.as_str())
    };
    let mut held: Vec<(NaiveDate, &str)> = view
        .team
        .held
        .iter()
        .filter(|record| record.state.satisfies() && of_case(record.series.as_str()))
        .filter_map(|record| {
            let rule = view
                .team
                .programme(&case.programme)?
                .rules
                .iter()
                .find(|rule| record.series == rule.id.series(case.code.as_str()))?;
            Some((record.day, rule.title.get(view.lang)))
        })
        .collect();
    if held.is_empty() {
        return String::new();
    }
    held.sort();
    let mut text = format!("{}\n", view.lang.pick("Doorgegaan", "Held"));
    for (day, title) in held {
        let _ = writeln!(
            text,
            "  {:<10} {}  {title}",
            view.lang.short_date(day),
            day.format("%Y")
        );
    }
    text.push('\n');
    text
}

fn open_ends(view: &View, code: &str) -> String {
    let mut text = String::new();
    let mine = |case: &Option<crate::ids::CaseCode>| {
        case.as_ref().is_some_and(|case| case.as_str() == code)
    };
    let mut duties: Vec<_> = view
        .plan
        .duties
        .iter()
        .filter(|duty| mine(&duty.case))
        .collect();
    duties.sort_by_key(|duty| duty.due);
    if !duties.is_empty() {
        let _ = writeln!(text, "\n{}", view.lang.pick("Te doen", "To do"));
    }
    for duty in duties {
        let title = duty.title.get(view.lang);
        let _ = writeln!(
            text,
            "  {:<10} {title} ({})",
            view.formatter().short_date(duty.due),
            view.formatter().who(&duty.owner)
        );
    }
    for left_out in view
        .plan
        .left_out
        .iter()
        .filter(|left_out| mine(&left_out.case))
    {
        let _ = writeln!(text, "\n! {}", view.formatter().reason(left_out));
    }
    text
}

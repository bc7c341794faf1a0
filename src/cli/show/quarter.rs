//! The term at a glance: a line for each case, a column for each ISO week, a letter for each
//! milestone and a dot for each other meeting that is not weekly.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use chrono::{Datelike, NaiveDate};

use super::View;
use crate::ids::RuleId;
use crate::plan::Placement;
use crate::rules::Demand;
use crate::time::monday_of;

/// Writes the term.
pub(super) fn write(view: &View) -> String {
    let weeks: BTreeSet<NaiveDate> = view.plan.term.days().map(monday_of).collect();
    let letters = view.formatter().letters();
    let mut cells: BTreeMap<(&str, NaiveDate), String> = BTreeMap::new();
    for meeting in &view.plan.placements {
        let Some(case) = &meeting.case else { continue };
        let Some(mark) = mark(view, &letters, meeting) else {
            continue;
        };
        let key = (case.as_str(), monday_of(meeting.start.date()));
        cells.entry(key).or_default().push_str(&mark);
    }
    let mut text = format!("{:<10}", view.lang.pick("week", "week"));
    for week in &weeks {
        let _ = write!(text, "{:>4}", week.iso_week().week());
    }
    text.push('\n');
    for case in &view.team.cases {
        let row: Vec<Option<&String>> = weeks
            .iter()
            .map(|week| cells.get(&(case.code.as_str(), *week)))
            .collect();
        if row.iter().all(Option::is_none) {
            continue;
        }
        let _ = write!(text, "{:<10}", case.code.as_str());
        for cell in row {
            let _ = write!(text, "{:>4}", cell.map_or("", String::as_str));
        }
        text.push('\n');
    }
    text + &legend(view, &letters)
}

fn mark(view: &View, letters: &BTreeMap<RuleId, char>, meeting: &Placement) -> Option<String> {
    if let Some(letter) = letters.get(&meeting.rule) {
        let late = meeting.due.is_some_and(|due| meeting.start.date() > due);
        return Some(format!("{letter}{}", if late { "!" } else { "" }));
    }
    let rule = view.team.rule(&meeting.rule)?;
    matches!(rule.demand, Demand::Cadence(_)).then(|| "·".to_owned())
}

fn legend(view: &View, letters: &BTreeMap<RuleId, char>) -> String {
    let used: BTreeSet<&RuleId> = view.plan.placements.iter().map(|each| &each.rule).collect();
    let mut text = String::from("\n");
    for (rule, letter) in letters.iter().filter(|(rule, _)| used.contains(rule)) {
        let title = view
            .team
            .rule(rule)
            .map_or(rule.as_str(), |rule| rule.title.get(view.lang));
        let _ = writeln!(text, "  {letter}  {title}");
    }
    let dot = view.lang.pick("terugkerend overleg", "recurring meetings");
    let late = view.lang.pick("na de uiterste datum", "after its due date");
    let _ = writeln!(text, "  ·  {dot}\n  !  {late}");
    text
}

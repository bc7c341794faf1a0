//! A week as a grid: a line for each colleague, a column for each day.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};
use comfy_table::{ContentArrangement, Table, presets};

use super::View;
use crate::language::Lang;
use crate::plan::Placement;

/// Writes a week.
pub(super) fn write(view: &View, monday: NaiveDate, meetings: &[&Placement]) -> String {
    let term = view.plan.term;
    if meetings.is_empty() && (monday + Days::new(6) < term.from || term.to < monday) {
        let (from, to) = (view.lang.date(term.from), view.lang.date(term.to));
        return match view.lang {
            Lang::Nl => format!("Deze week valt buiten de planning ({from} t/m {to}).\n"),
            Lang::En => format!("This week lies outside the plan ({from} to {to}).\n"),
        };
    }
    let last = if meetings
        .iter()
        .any(|meeting| meeting.start.date() >= monday + Days::new(5))
    {
        7
    } else {
        5
    };
    let days: Vec<NaiveDate> = (0..last).map(|day| monday + Days::new(day)).collect();
    let mut cells: BTreeMap<(&str, NaiveDate), Vec<String>> = BTreeMap::new();
    for meeting in meetings {
        for who in &meeting.participants {
            let cell = cells
                .entry((who.id.as_str(), meeting.start.date()))
                .or_default();
            cell.push(entry(view, meeting));
        }
    }
    let mut table = Table::new();
    table.load_preset(presets::UTF8_HORIZONTAL_ONLY);
    table.set_content_arrangement(ContentArrangement::Disabled);
    let header = days.iter().map(|day| view.formatter().short_date(*day));
    let week = format!(
        "{} {}",
        view.lang.pick("week", "week"),
        monday.iso_week().week()
    );
    table.set_header(std::iter::once(week).chain(header));
    for person in view.team.people.iter().filter(|person| !person.external) {
        let row = days.iter().map(|day| {
            cells
                .get(&(person.id.as_str(), *day))
                .map_or(String::new(), |cell| cell.join("\n"))
        });
        table.add_row(std::iter::once(person.name.clone()).chain(row));
    }
    format!("{table}\n")
}

fn entry(view: &View, meeting: &Placement) -> String {
    let what = match &meeting.case {
        Some(case) => case.to_string(),
        None => String::new(),
    };
    let rule = view.team.rule(&meeting.rule);
    let short = rule.and_then(|rule| rule.short.as_ref());
    let title = short.unwrap_or(&meeting.title).get(view.lang);
    let title: String = title.chars().take(18).collect();
    format!(
        "{} {} {what}",
        meeting.start.format("%H:%M"),
        title.trim_end()
    )
    .trim_end()
    .to_owned()
}

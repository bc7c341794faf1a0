//! A person's calendar: their meetings by ISO week, each week with its hours.

use std::fmt::Write as _;

use chrono::Datelike;

use super::View;
use crate::plan::Placement;
use crate::words::Formatter;

/// Writes an agenda.
pub(super) fn write(view: &View, meetings: &[&Placement]) -> String {
    let mut text = String::new();
    let week_of = |meeting: &Placement| meeting.start.date().iso_week();
    for week in meetings.chunk_by(|one, other| week_of(one) == week_of(other)) {
        let Some(first) = week.first() else { continue };
        let minutes: u32 = week.iter().map(|meeting| meeting.minutes).sum();
        let _ = writeln!(
            text,
            "{} {:02} ({}) · {} {}",
            view.lang.pick("week", "week"),
            week_of(first).week(),
            week_of(first).year(),
            view.lang.decimal(f64::from(minutes) / 60.0, 1),
            view.lang.pick("uur", "h"),
        );
        for meeting in week {
            text += &line(view, meeting);
        }
        text.push('\n');
    }
    if text.is_empty() {
        text += view.lang.pick("Geen afspraken.\n", "No meetings.\n");
    }
    text
}

/// One meeting on one line.
pub(super) fn line(view: &View, meeting: &Placement) -> String {
    let formatter = view.formatter();
    let title = formatter.title(meeting);
    let line = format!(
        "  {:<10} {}  {title:<38} {:<44} {}",
        view.formatter().short_date(meeting.start.date()),
        Formatter::hours(meeting),
        formatter.company(meeting, None),
        remarks(view, meeting),
    );
    line.trim_end().to_owned() + "\n"
}

/// What stands behind a meeting; that it is off its standing time too.
fn remarks(view: &View, meeting: &Placement) -> String {
    let formatter = view.formatter();
    let off = view.snapshot.is_off_standing(meeting);
    let off = off.then(|| formatter.off_standing().to_owned());
    let remarks = Some(formatter.remarks(meeting)).filter(|said| !said.is_empty());
    let all: Vec<String> = off.into_iter().chain(remarks).collect();
    all.join(" · ")
}

//! The team's zone as one compact VTIMEZONE: a zone and the feed's first year come in, content
//! lines go out. One STANDARD and at most one DAYLIGHT with a yearly rule each, anchored in 1970:
//! Outlook reads no more than one of each and no lists of dates.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use chrono::{NaiveDateTime, Weekday};

use crate::time::seasons::{Change, Clock, Seasons, seasons};
use crate::time::zone::Tz;

/// The year in which each rule starts, before any event.
const ANCHOR_YEAR: i32 = 1970;

/// So many years from the feed's first one must follow the same rules.
const YEARS: i32 = 12;

/// What was worked out, by zone and year: every feed of a team asks for the same, and it takes longer than all else of a
/// feed.
static KNOWN: Mutex<Known> = Mutex::new(BTreeMap::new());
type Known = BTreeMap<(&'static str, i32), Result<Vec<String>, String>>;

/// The content lines of the zone's VTIMEZONE, right for every instant from the start of
/// `first_year` on.
///
/// # Errors
/// A sentence for people when one pair of yearly rules cannot express the zone.
pub fn lines(zone: Tz, first_year: i32) -> Result<Vec<String>, String> {
    let first = first_year.clamp(ANCHOR_YEAR, 2100);
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let made = known.entry((zone.name(), first));
    made.or_insert_with(|| worked_out(zone, first)).clone()
}

fn worked_out(zone: Tz, first: i32) -> Result<Vec<String>, String> {
    let mut lines = vec![
        "BEGIN:VTIMEZONE".to_owned(),
        format!("TZID:{}", zone.name()),
    ];
    match seasons(zone, first..=first + YEARS)? {
        Seasons::Fixed(clock) => {
            let since = format!("{ANCHOR_YEAR}0101T000000");
            observance("STANDARD", &since, None, clock.offset, &clock, &mut lines);
        }
        Seasons::Two { standard, daylight } => {
            yearly("STANDARD", &standard, &mut lines)?;
            yearly("DAYLIGHT", &daylight, &mut lines)?;
        }
    }
    lines.push("END:VTIMEZONE".to_owned());
    Ok(lines)
}

fn yearly(name: &str, change: &Change, lines: &mut Vec<String>) -> Result<(), String> {
    let day = change
        .day(ANCHOR_YEAR)
        .ok_or_else(|| format!("no clock change to start from in {ANCHOR_YEAR}"))?;
    let since = stamp(day.and_time(change.time));
    let rule = format!(
        "RRULE:FREQ=YEARLY;BYMONTH={};BYDAY={}{}",
        change.month,
        change.nth,
        weekday(change.weekday)
    );
    observance(name, &since, Some(rule), change.from, &change.to, lines);
    Ok(())
}

fn observance(
    name: &str,
    since: &str,
    rule: Option<String>,
    from: i32,
    to: &Clock,
    lines: &mut Vec<String>,
) {
    lines.push(format!("BEGIN:{name}"));
    lines.push(format!("DTSTART:{since}"));
    lines.extend(rule);
    lines.push(format!("TZOFFSETFROM:{}", offset(from)));
    lines.push(format!("TZOFFSETTO:{}", offset(to.offset)));
    lines.push(format!("TZNAME:{}", to.name));
    lines.push(format!("END:{name}"));
}

/// A local time as `19700329T020000`.
fn stamp(at: NaiveDateTime) -> String {
    at.format("%Y%m%dT%H%M%S").to_string()
}

/// Seconds east of UTC as `+0100`, with seconds only where there are any.
fn offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let (minutes, rest) = (seconds.abs() / 60, seconds.abs() % 60);
    let text = format!("{sign}{:02}{:02}", minutes / 60, minutes % 60);
    if rest == 0 {
        return text;
    }
    format!("{text}{rest:02}")
}

fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "MO",
        Weekday::Tue => "TU",
        Weekday::Wed => "WE",
        Weekday::Thu => "TH",
        Weekday::Fri => "FR",
        Weekday::Sat => "SA",
        Weekday::Sun => "SU",
    }
}

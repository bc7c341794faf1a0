//! The team's time zone: local times to instants, and the yearly pair of rules a calendar file
//! needs. With `seasons`, the only place that knows a time-zone database.

use chrono::{
    DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Offset as _, TimeZone as _, Utc,
};
pub use chrono_tz::Tz;

/// The zone with this IANA name.
///
/// # Errors
/// A sentence for people when there is no such zone.
pub fn named(name: &str) -> Result<Tz, String> {
    name.parse()
        .map_err(|_| format!("`{name}` is no IANA time zone"))
}

/// The instant of a local time. A time that a clock change skips or repeats is read as its
/// earliest meaning or, when skipped, an hour later; the planner never uses such times.
pub fn instant(zone: Tz, local: NaiveDateTime) -> DateTime<FixedOffset> {
    let found = zone.from_local_datetime(&local).earliest().or_else(|| {
        zone.from_local_datetime(&(local + chrono::Duration::hours(1)))
            .earliest()
    });
    match found {
        Some(at) => at.with_timezone(&at.offset().fix()),
        None => local.and_utc().fixed_offset(),
    }
}

/// Whether a local time exists exactly once: no clock change skips or repeats it.
pub fn happens_once(zone: Tz, local: NaiveDateTime) -> bool {
    zone.from_local_datetime(&local).single().is_some()
}

/// The instant at which what begins then and lasts so long ends: so many true minutes later. A whole day is one, however
/// long its hours are.
pub fn ends(zone: Tz, start: NaiveDateTime, minutes: u32) -> DateTime<FixedOffset> {
    let length = chrono::Duration::minutes(i64::from(minutes));
    let on_the_wall = start.checked_add_signed(length).unwrap_or(start);
    if start.time() == NaiveTime::MIN && on_the_wall.date() > start.date() {
        return instant(zone, on_the_wall);
    }
    let end = (instant(zone, start) + length).with_timezone(&zone);
    end.with_timezone(&end.offset().fix())
}

/// Whether what begins then ends at the hour that the clock on the wall gives: it is not changed meanwhile.
pub fn keeps_its_hours(zone: Tz, start: NaiveDateTime, minutes: u32) -> bool {
    let length = chrono::Duration::minutes(i64::from(minutes));
    let on_the_wall = start.checked_add_signed(length);
    on_the_wall.is_some_and(|end| instant(zone, end) == ends(zone, start, minutes))
}

/// The day it is in the zone at an instant.
pub fn local_day(zone: Tz, at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&zone).date_naive()
}

/// The local time in the zone at an instant.
pub fn local(zone: Tz, at: DateTime<Utc>) -> NaiveDateTime {
    at.with_timezone(&zone).naive_local()
}

/// The version of the time-zone database built in.
pub fn database_version() -> &'static str {
    chrono_tz::IANA_TZDB_VERSION
}

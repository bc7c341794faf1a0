//! The smaller wishes of each planned meeting, and of pairs that like to meet on one day: meetings
//! come in, points go out.

use std::collections::BTreeSet;

use chrono::Datelike;

use super::reading::{Meeting, cast_on};
use crate::series::{Instance, Series, cost};
use crate::time::SLOT_MINUTES;

/// The points of all planned meetings and bundles.
pub(super) fn count(instance: &Instance, meetings: &[Meeting]) -> i64 {
    let planned = meetings.iter().map(|meeting| of(instance, meeting));
    planned.sum::<i64>() + pair_days(instance, meetings)
}

/// The points of one meeting; none when it stood already.
pub(super) fn of(instance: &Instance, meeting: &Meeting) -> i64 {
    let series = meeting.series.and_then(|at| instance.series.get(at));
    series.map_or(0, |series| {
        avoided_day(instance, series, meeting)
            + not_preferred(series, meeting)
            + another_hour(series, meeting)
            + absent(series, meeting)
            + shorter(series, meeting)
    })
}

/// "Rather not on the days around a holiday."
fn avoided_day(instance: &Instance, series: &Series, meeting: &Meeting) -> i64 {
    let day = instance.index(meeting.day());
    let avoided = day.is_some_and(|day| series.avoid.contains(&day));
    i64::from(avoided) * cost::AVOIDED_DAY
}

/// "Rather in the morning."
fn not_preferred(series: &Series, meeting: &Meeting) -> i64 {
    let weekday = meeting.day().weekday().num_days_from_monday() as usize;
    let preferred = series.preferred.is_none_or(|days| {
        days.get(weekday)
            .is_some_and(|slots| slots.has(meeting.minute() / SLOT_MINUTES))
    });
    i64::from(!preferred) * cost::NOT_PREFERRED
}

/// "At the hour we are used to."
fn another_hour(series: &Series, meeting: &Meeting) -> i64 {
    let off = series.usual_start.map_or(0, |usual| {
        let minutes = i64::from(usual * SLOT_MINUTES) - i64::from(meeting.minute());
        (minutes.abs() + 59) / 60
    });
    (off * cost::HOUR_CHANGE).min(cost::HOUR_CHANGE_MAX)
}

/// "With everyone who is invited."
fn absent(series: &Series, meeting: &Meeting) -> i64 {
    let invited = cast_on(series, meeting.day()).and_then(|cast| cast.invited.as_ref());
    let members = invited.into_iter().flat_map(|invited| &invited.members);
    let absent = members.filter(|(who, _)| !meeting.has(*who)).count();
    absent as i64 * cost::ABSENT
}

/// "As long as it should be."
fn shorter(series: &Series, meeting: &Meeting) -> i64 {
    let minutes = i64::from(series.minutes.1) - i64::from(meeting.placement.minutes);
    minutes / i64::from(SLOT_MINUTES) * cost::SHORTER
}

/// "What the two of us do, we do on one day."
fn pair_days(instance: &Instance, meetings: &[Meeting]) -> i64 {
    let days = instance.bundles.iter().map(|bundle| {
        let (one, other) = bundle.pair;
        let bundled = |meeting: &&Meeting| {
            meeting.series.is_some_and(|at| bundle.series.contains(&at))
                && meeting.has(one)
                && meeting.has(other)
        };
        let days: BTreeSet<_> = meetings.iter().filter(bundled).map(Meeting::day).collect();
        days.len() as i64
    });
    days.sum::<i64>() * cost::PAIR_DAY
}

//! The smaller wishes of each planned meeting, and of pairs that like to meet on one day: meetings
//! come in, points go out.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use super::reading::{Meeting, cast_on};
use crate::series::{Instance, Series, cost};
use crate::time::SLOT_MINUTES;

/// The points of all planned meetings and bundles.
pub(super) fn count(instance: &Instance, meetings: &[Meeting]) -> i64 {
    let planned = meetings.iter().map(|meeting| of(instance, meeting));
    let days = pair_days(instance, meetings).into_iter();
    planned.sum::<i64>() + days.map(|day| day.points).sum::<i64>()
}

/// A day on which a bundled pair meets.
pub(super) struct PairDay {
    pub pair: (usize, usize),
    /// The series they meet for.
    pub series: BTreeSet<usize>,
    pub points: i64,
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
pub(super) fn pair_days(instance: &Instance, meetings: &[Meeting]) -> Vec<PairDay> {
    let days = instance.bundles.iter().flat_map(|bundle| {
        let (one, other) = bundle.pair;
        let mut days: BTreeMap<NaiveDate, BTreeSet<usize>> = BTreeMap::new();
        for meeting in meetings {
            let bundled = meeting.series.filter(|at| bundle.series.contains(at));
            if let Some(series) = bundled.filter(|_| meeting.has(one) && meeting.has(other)) {
                days.entry(meeting.day()).or_default().insert(series);
            }
        }
        days.into_values().map(|series| PairDay {
            pair: bundle.pair,
            series,
            points: cost::PAIR_DAY,
        })
    });
    days.collect()
}

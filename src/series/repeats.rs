//! Milestones that come back until the end of care: the days they count from.

use chrono::{Days, NaiveDate};

use super::Anchor;
use super::about::About;
use super::anchors::Base;
use crate::rules::Repeat;
use crate::time::{Offset, Pauses, Workdays};

/// The furthest ahead that a subject without an end is looked at, in days.
const HORIZON: u64 = 400;

/// The days that the occurrences of a repeated milestone count from, in order. The next one comes
/// `every` after the one before, or sooner on a date the municipality set; what would come too
/// close to the end of care is dropped, and with fewer than `count_min` the regular ones are spread
/// evenly over care as it was foreseen: of care that ends earlier the last ones fall away.
pub(super) fn points(
    repeat: &Repeat,
    base: Base,
    about: &About<'_>,
    term_end: NaiveDate,
    workdays: &Workdays,
) -> Vec<Base> {
    let end = match about.to {
        NaiveDate::MAX => ahead(base.day.max(term_end), HORIZON),
        end => about.care.map_or(end, |care| care.foreseen.max(end)),
    };
    let before_end = Offset {
        period: repeat.before_end,
        before: true,
    };
    let last = before_end.from_day(end, workdays);
    let set: Vec<NaiveDate> = match about.care {
        Some(care) if repeat.case_dates => {
            let mut dates = care.case.evaluations.clone();
            dates.retain(|day| base.day < *day && *day <= end);
            dates.sort_unstable();
            dates.dedup();
            dates
        }
        _ => Vec::new(),
    };
    // What counts from a meeting of this plan is put off where its window is made.
    let clock = match base.anchor {
        Anchor::Day(_) => about.pauses(),
        Anchor::Series(_) => &Pauses::NONE,
    };
    let next = |at: NaiveDate| clock.put_off(at, every(repeat).from_day(at, workdays));
    let mut points = sweep(next, base.day, last, &set);
    if points.len() < repeat.count_min as usize && about.to < NaiveDate::MAX {
        points = spread(repeat.count_min, base.day, end);
        points.extend(&set);
        points.sort_unstable();
        points.dedup();
    }
    if about.to < end {
        let last = before_end.from_day(about.to, workdays);
        points.retain(|day| *day <= last || (*day <= about.to && set.contains(day)));
    }
    let from_base = |day: NaiveDate| match base.anchor {
        Anchor::Series(_) if set.binary_search(&day).is_err() => {
            let shift = (day - base.day).num_days().max(0) as u32;
            Base {
                anchor: base.anchor,
                day,
                earliest: ahead(base.earliest, u64::from(shift)),
                shift,
            }
        }
        _ => Base::known(day),
    };
    points.into_iter().map(from_base).collect()
}

fn every(repeat: &Repeat) -> Offset {
    Offset {
        period: repeat.every,
        before: false,
    }
}

fn sweep(
    next: impl Fn(NaiveDate) -> NaiveDate,
    start: NaiveDate,
    last: NaiveDate,
    set: &[NaiveDate],
) -> Vec<NaiveDate> {
    let mut points = Vec::new();
    let mut at = start;
    loop {
        let regular = next(at);
        let fixed = set.iter().copied().find(|day| at < *day);
        at = match fixed {
            Some(day) if day <= regular || regular > last => day,
            _ if regular <= at || regular > last => return points,
            _ => regular,
        };
        points.push(at);
    }
}

/// So many days that cut the span into equal parts.
fn spread(count: u32, from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
    let length = (to - from).num_days().max(0) as u64;
    let parts = u64::from(count) + 1;
    (1..parts)
        .map(|part| ahead(from, length * part / parts))
        .collect()
}

fn ahead(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days))
        .unwrap_or(NaiveDate::MAX)
}

//! Milestones that come back until the end of care: the days they count from.

use chrono::{Days, NaiveDate};

use super::Anchor;
use super::about::About;
use super::anchors::Base;
use super::world::World;
use crate::rules::{Points, Repeat};
use crate::time::{Offset, Pauses, Period};

/// The furthest ahead that a subject without an end is looked at, in days.
const HORIZON: u64 = 400;

/// The days that the occurrences of a repeated milestone count from, in order. Listed ones lie where
/// they are listed. Else each comes so many times `every` after the first day, or the last date that
/// the municipality set, by the form of the rule in force on its own day (`form` gives it); what would
/// come too close to the end of care is dropped, and with fewer than `count_min` the regular ones are
/// spread evenly over care as it was foreseen: of care that ends earlier the last ones fall away.
pub(super) fn points(
    world: &World<'_>,
    repeat: &Repeat,
    form: &dyn Fn(NaiveDate) -> Option<Repeat>,
    base: Base,
    about: &About<'_>,
) -> Vec<Base> {
    let (term_end, workdays) = (world.plan.to, &world.calendar.workdays);
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
    let nth = |every: Period, origin: NaiveDate, count: u32| {
        let offset = Offset {
            period: every.times(count),
            before: false,
        };
        clock.put_off(origin, offset.from_day(origin, workdays))
    };
    let mut points = match repeat.points {
        Points::Every(usual) => {
            let every = |day: NaiveDate| match form(day).map(|form| form.points) {
                Some(Points::Every(every)) => every,
                _ => usual,
            };
            let steps = Steps {
                nth: &nth,
                every: &every,
            };
            sweep(&steps, base.day, last, &set)
        }
        Points::At(_) | Points::Calendar(_) => {
            let listed = repeat.points.listed();
            listed.map(|length| nth(length, base.day, 1)).collect()
        }
    };
    if points.len() < repeat.count_min as usize && about.to < NaiveDate::MAX {
        points = spread(repeat.count_min, base.day, end);
        points.extend(&set);
        points.sort_unstable();
        points.dedup();
    }
    if about.to < end && base.day <= about.to {
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
                lost: base.lost,
                part: None,
            }
        }
        _ => Base {
            lost: base.lost,
            ..Base::known(day)
        },
    };
    points.into_iter().map(from_base).collect()
}

/// How the days of a repeat follow each other.
struct Steps<'f> {
    /// The day so many times a distance after another. Counted from there, never step by step: the 31st of one month
    /// stays the last day of shorter ones and is the 31st again.
    nth: &'f dyn Fn(Period, NaiveDate, u32) -> NaiveDate,
    /// The distance by the form in force on a day.
    every: &'f dyn Fn(NaiveDate) -> Period,
}

/// Where a row of equal steps stands.
#[derive(Clone, Copy)]
struct At {
    origin: NaiveDate,
    every: Period,
    count: u32,
    day: NaiveDate,
}

impl Steps<'_> {
    fn begin(&self, day: NaiveDate) -> At {
        At {
            origin: day,
            every: (self.every)(day),
            count: 0,
            day,
        }
    }

    /// The next in the row; where another form is in force then, that one's distance from here, but no sooner than it
    /// sets in.
    fn next(&self, at: At) -> At {
        let day = (self.nth)(at.every, at.origin, at.count + 1);
        let every = (self.every)(day);
        if every == at.every {
            return At {
                count: at.count + 1,
                day,
                ..at
            };
        }
        let own = (self.nth)(every, at.day, 1);
        let days = at
            .day
            .iter_days()
            .skip(1)
            .take_while(|between| *between < day);
        let same = |between: &NaiveDate| (self.every)(*between) == every;
        let sets_in = days.into_iter().find(same).unwrap_or(day);
        match own >= sets_in {
            true => At {
                origin: at.day,
                every,
                count: 1,
                day: own,
            },
            false => self.begin(sets_in),
        }
    }
}

fn sweep(
    steps: &Steps<'_>,
    start: NaiveDate,
    last: NaiveDate,
    set: &[NaiveDate],
) -> Vec<NaiveDate> {
    let mut points = Vec::new();
    let mut at = steps.begin(start);
    loop {
        let regular = steps.next(at);
        let fixed = set.iter().copied().find(|day| at.day < *day);
        at = match fixed {
            Some(day) if day <= regular.day || regular.day > last => steps.begin(day),
            _ if regular.day <= at.day || regular.day > last => return points,
            _ => regular,
        };
        points.push(at.day);
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

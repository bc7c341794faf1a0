//! Which weekly meetings need standing times: an instance comes in; those of each colleague go out, part by part where what
//! is asked or the hours change for good.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::demand::{colleague, of};
use super::meetings::WeeklyMeetings;
use crate::series::{Instance, Keeps, Requirement, Series, StandingKey, Week, joint_starts};
use crate::time::SLOT_MINUTES;

/// Working days of a whole week.
const WHOLE: u32 = 5;

/// What a stretch of a series asks for: from a day on, and how many in a whole week, if it has one.
type Stretch = (NaiveDate, Option<usize>);

/// The weekly series with standing times, one for each colleague who has it and each part.
pub(super) fn weekly(instance: &Instance) -> Vec<WeeklyMeetings> {
    let mut found: BTreeMap<(StandingKey, Vec<usize>), WeeklyMeetings> = BTreeMap::new();
    let mut stretches: BTreeMap<StandingKey, Vec<Stretch>> = BTreeMap::new();
    let mut weeks: BTreeMap<StandingKey, Vec<&Week>> = BTreeMap::new();
    for series in of(instance, Keeps::EveryWeek) {
        let Requirement::Weekly(asked) = &series.requirement else {
            continue;
        };
        let key = StandingKey::Series(series.id.clone());
        let Some(first) = asked.weeks.first() else {
            continue;
        };
        let whole = asked
            .weeks
            .iter()
            .filter_map(|week| whole(instance, series, week));
        let stretch = (first.from, whole.max());
        stretches.entry(key.clone()).or_default().push(stretch);
        let len = length(instance, series);
        for week in &asked.weeks {
            weeks.entry(key.clone()).or_default().push(week);
            for date in week.from.iter_days().take_while(|day| *day <= week.to) {
                add(instance, series, (&key, len), date, week, &mut found);
            }
        }
    }
    let found: Vec<WeeklyMeetings> = found.into_values().collect();
    // Who stands in for a while keeps the hours of the one stood in for.
    let stands_in = |one: &WeeklyMeetings| {
        let mut others = found.iter().filter(|other| other.key == one.key);
        others.any(|other| other.from < one.from && one.to < other.to)
    };
    let whole = found.iter().filter(|one| !stands_in(one));
    let mut parts: Vec<WeeklyMeetings> = whole
        .flat_map(|one| {
            let begins = begins(instance, one, &stretches[&one.key]);
            split(instance, one, &begins, &weeks[&one.key])
        })
        .collect();
    parts.sort_by(|one, other| (&one.key, one.from).cmp(&(&other.key, other.from)));
    for at in 1..parts.len() {
        if parts[at - 1].key == parts[at].key {
            parts[at].part = parts[at - 1].part + 1;
        }
    }
    parts
}

/// How many a week asks for that is whole: with what stands in it already.
fn whole(instance: &Instance, series: &Series, week: &Week) -> Option<usize> {
    let is_whole = instance.workdays.count(week.from, week.to) == WHOLE;
    let own = instance.fixed.iter().filter(|fixed| {
        let day = fixed.start.date();
        let of_series = fixed.id.as_ref().is_some_and(|id| id.series() == series.id);
        of_series && week.from <= day && day <= week.to
    });
    is_whole.then(|| week.count as usize + own.count())
}

/// Adds a day of a week.
fn add(
    instance: &Instance,
    series: &Series,
    (key, len): (&StandingKey, u32),
    date: NaiveDate,
    week: &Week,
    found: &mut BTreeMap<(StandingKey, Vec<usize>), WeeklyMeetings>,
) {
    let Some((day, cast)) = instance.index(date).zip(series.cast_on(date)) else {
        return;
    };
    let who: Vec<usize> = colleague(instance, series, date).into_iter().collect();
    let own = found.entry((key.clone(), who.clone()));
    let weekly =
        own.or_insert_with(|| WeeklyMeetings::new(key.clone(), who, series.place, len, date));
    weekly.to = weekly.to.max(date);
    weekly.from = weekly.from.min(date);
    weekly.spread |= week.spread;
    if series.allowed[day].is_empty() {
        return;
    }
    let sure = cast.seats.iter().filter_map(|seat| match seat.any_of[..] {
        [only] => Some(only),
        _ => None,
    });
    weekly.usual.add(instance, day, sure);
    let starts = joint_starts(instance, series, day, len);
    if !starts.is_empty() {
        weekly.days.insert(day, starts);
    }
}

/// The first days of the parts after the first, and what a whole week asks for from then on: where that changes, and where
/// hours change for good.
fn begins(instance: &Instance, one: &WeeklyMeetings, stretches: &[Stretch]) -> Vec<Stretch> {
    let mut stretches = stretches.to_vec();
    stretches.sort();
    let mut asked: Vec<Stretch> = Vec::new();
    for (from, whole) in stretches {
        match asked.last_mut() {
            // A stretch without a whole week says nothing.
            Some((_, before)) if whole.is_none() || *before == whole => {}
            Some((_, before)) if before.is_none() => *before = whole,
            _ => asked.push((from, whole)),
        }
    }
    let in_force = |day: NaiveDate| {
        let before = asked.iter().rev().find(|(from, _)| *from <= day);
        before.or(asked.first()).and_then(|(_, whole)| *whole)
    };
    let hours = one.usual.changes(one.usual.cycle()).into_iter();
    let hours = hours.map(|day| instance.day(day));
    let counts = asked.iter().map(|(from, _)| *from);
    let inside = |day: &NaiveDate| one.from < *day && *day <= one.to;
    let mut days: Vec<NaiveDate> = counts
        .chain(hours)
        .filter(inside)
        .chain([one.from])
        .collect();
    days.sort();
    days.dedup();
    days.into_iter().map(|day| (day, in_force(day))).collect()
}

/// The parts of weekly meetings.
fn split(
    instance: &Instance,
    one: &WeeklyMeetings,
    begins: &[Stretch],
    weeks: &[&Week],
) -> Vec<WeeklyMeetings> {
    let ends = begins
        .iter()
        .skip(1)
        .filter_map(|(from, _)| from.pred_opt());
    let parts = begins.iter().zip(ends.chain([one.to]));
    let part = |((from, asked), to): (&Stretch, NaiveDate)| {
        let mut part = one.clone();
        (part.from, part.to, part.asked) = (*from, to, *asked);
        part.cycle = one.usual.cycle();
        part.days
            .retain(|day, _| (*from..=to).contains(&instance.day(*day)));
        part.usual = part
            .usual
            .within(|day| (*from..=to).contains(&instance.day(day)));
        let own = weeks
            .iter()
            .filter(|week| *from <= week.to && week.from <= to);
        part.count = own.map(|week| week.count as usize).max().unwrap_or(0);
        if let Some(asked) = *asked {
            part.count = part.count.min(asked);
        }
        part
    };
    parts.map(part).collect()
}

/// The longest length up to the one aimed at for which there is time at all.
fn length(instance: &Instance, series: &Series) -> u32 {
    let (least, aimed) = (
        series.minutes.0 / SLOT_MINUTES,
        series.minutes.1 / SLOT_MINUTES,
    );
    let fits = |len: &u32| {
        let mut days = 0..instance.day_count();
        days.any(|day| !joint_starts(instance, series, day, *len).is_empty())
    };
    (least.max(1)..=aimed).rev().find(fits).unwrap_or(aimed)
}

//! Costs as seven numbers, and what one meeting costs in quality.

use cadans::ids::SeriesId;
use cadans::problem::Placed;
use cadans::series::{
    Instance, Keeps, Requirement, ResourceKind, Series, StandingKey, StandingRow, StandingSlot,
};
use chrono::{Datelike, Days, NaiveDate, Timelike, Weekday};

/// Hard left out, frozen, soft left out, late days, moves, their cost, quality.
pub type Vector = [i64; 7];

/// Where quality is in a vector.
pub const QUALITY: usize = 6;

/// The costs of a plan in which nothing is promised.
pub fn vector([hard, soft, late, points]: [i64; 4]) -> Vector {
    [hard, 0, soft, late, 0, 0, points]
}

/// The sum, layer by layer.
pub fn plus(one: Vector, other: Vector) -> Vector {
    std::array::from_fn(|layer| one[layer] + other[layer])
}

/// What a meeting costs by itself, but for absent members.
pub fn points(instance: &Instance, meeting: &Placed) -> i64 {
    let weights = &instance.weights;
    let series = &instance.series[meeting.series];
    let date = instance.day(meeting.day);
    let mut points = off_standing(instance, series, meeting);
    if series.avoid.contains(&meeting.day) {
        points += weights.avoided;
    }
    let works = |day: NaiveDate| instance.workdays.is_workday(day);
    if works(date) && !works(date - Days::new(1)) && !works(date + Days::new(1)) {
        points += weights.between;
    }
    if let Some(preferred) = series.preferred
        && !preferred[date.weekday() as usize].has(meeting.start)
    {
        points += weights.not_preferred;
    }
    if let (Some(usual), None) = (series.usual_start, &series.standing) {
        points += match usual.abs_diff(meeting.start) {
            0 => 0,
            1..=4 => 1,
            5..=8 => 2,
            _ => 3,
        };
    }
    if is_evening(instance, meeting) {
        points += weights.evening[0];
    }
    // The second quarter-hour and each after it cost the difference of the two prices, never less than nothing.
    let [one, two] = weights.shorter;
    let further = if two > one { two - one } else { 0 };
    for quarter in 1..=shorter(series, meeting) {
        points += match quarter {
            1 => one,
            2 => two - one,
            _ => further,
        };
    }
    points
}

/// How many quarter-hours a meeting is shorter than aimed at.
pub fn shorter(series: &Series, meeting: &Placed) -> i64 {
    (i64::from(series.minutes.1) - 15 * i64::from(meeting.len)) / 15
}

/// What it costs that a meeting is not at its standing time, from the rows themselves.
fn off_standing(instance: &Instance, series: &Series, meeting: &Placed) -> i64 {
    let weights = &instance.weights;
    let Some(standing) = &series.standing else {
        return 0;
    };
    let date = instance.day(meeting.day);
    let key = match standing.keeps {
        Keeps::EveryWeek | Keeps::Group => Some(own_key(&series.id)),
        Keeps::Block => pair_key(instance, series, date),
    };
    let in_force = |row: &&StandingRow| {
        Some(&row.key) == key.as_ref()
            && row.from <= date
            && row.to.is_none_or(|last| date <= last)
    };
    let Some(row) = instance.standing.iter().rfind(in_force) else {
        return 0;
    };
    if row.slots.is_empty() {
        return 0;
    }
    let here = row.slots.iter().find(|slot| falls_on(slot, date));
    let minute = i64::from(meeting.start) * 15;
    let starts = |slot: &StandingSlot| i64::from(slot.start.hour() * 60 + slot.start.minute());
    match (standing.keeps, here) {
        (Keeps::EveryWeek, None) => weights.slot_weekday,
        (Keeps::EveryWeek, Some(slot)) => match (minute - starts(slot)).abs() {
            0 => 0,
            off if off <= 30 => weights.slot_hour[0],
            off if off <= 60 => weights.slot_hour[1],
            _ => weights.slot_hour[2],
        },
        (Keeps::Block, None) => weights.block_weekday,
        (Keeps::Block, Some(slot)) => {
            let ends = minute + i64::from(meeting.len) * 15;
            if starts(slot) <= minute && ends <= starts(slot) + i64::from(slot.minutes) {
                0
            } else {
                weights.block_hour
            }
        }
        (Keeps::Group, Some(slot)) if starts(slot) == minute => 0,
        (Keeps::Group, _) => weights.group_off,
    }
}

fn own_key(series: &SeriesId) -> StandingKey {
    StandingKey::Series(series.clone())
}

/// The two colleagues who are sure to come, the first in the order of the seats.
fn pair_key(instance: &Instance, series: &Series, date: NaiveDate) -> Option<StandingKey> {
    let cast = series.casts.iter().find(|cast| cast.from <= date && date <= cast.to)?;
    let mut sure = Vec::new();
    for seat in &cast.seats {
        if seat.any_of.len() == 1 && instance.resources[seat.any_of[0]].kind == ResourceKind::Staff {
            sure.push(instance.resources[seat.any_of[0]].id.clone());
        }
    }
    sure.truncate(2);
    sure.sort();
    let [one, other] = <[String; 2]>::try_from(sure).ok()?;
    Some(StandingKey::Pair(one, other))
}

/// Whether a slot of every so many weeks falls on a date.
fn falls_on(slot: &StandingSlot, date: NaiveDate) -> bool {
    if slot.weekday != date.weekday() {
        return false;
    }
    let Some(mut monday) = slot.cycle_from else {
        return slot.week == 0;
    };
    // By steps of a week from the first week 0, back or forth.
    let mut week = 0;
    while monday.iso_week() != date.iso_week() {
        let later = monday < date;
        monday = if later { monday + Days::new(7) } else { monday - Days::new(7) };
        week = match (later, week) {
            (true, week) if week + 1 == slot.cycle => 0,
            (true, week) => week + 1,
            (false, 0) => slot.cycle - 1,
            (false, week) => week - 1,
        };
    }
    week == slot.week
}

/// Whether a meeting is an evening: of a weekly series with a family, where the day was possible.
pub fn is_evening(instance: &Instance, meeting: &Placed) -> bool {
    let date = instance.day(meeting.day);
    let Requirement::Weekly(weekly) = &instance.series[meeting.series].requirement else {
        return false;
    };
    let week = weekly.weeks.iter().find(|week| week.from <= date && date <= week.to);
    (meeting.start + meeting.len) * 15 > instance.weights.evening_from
        && week.is_some_and(|week| week.daytime)
        && has_family(instance, &meeting.people)
}

/// Whether a family comes.
pub fn has_family(instance: &Instance, people: &[usize]) -> bool {
    people.iter().any(|who| instance.resources[*who].kind == ResourceKind::Family)
}

/// Whether a meeting starts outside the office hours of its series.
pub fn outside(instance: &Instance, meeting: &Placed) -> bool {
    let weekday = instance.day(meeting.day).weekday();
    let office = instance.series[meeting.series].office;
    weekday == Weekday::Sat
        || weekday == Weekday::Sun
        || office.is_none_or(|office| !office.has(meeting.start))
}

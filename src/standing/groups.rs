//! The hour of a group: a series whose members are invited and what is taken already come in; the weekday, hour and week
//! of the cycle at which most of them can come go out.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::busy::{Busy, Sought};
use crate::series::{Instance, Requirement, Series, StandingKey, StandingRow, joint_starts};
use crate::time::{SLOT_MINUTES, monday_of};

/// Groups start on the half hour.
const GRID: u32 = 2;

/// The row of a group, if it can meet at all.
pub(super) fn choose(instance: &Instance, series: &Series, busy: &Busy) -> Option<StandingRow> {
    let Requirement::Cadence(cadence) = &series.requirement else {
        return None;
    };
    let cycle = cadence.target.div_ceil(7).max(1);
    let len = series.minutes.1 / SLOT_MINUTES;
    let due = cadence.anchor + chrono::Days::new(u64::from(cadence.target));
    let monday = monday_of(instance.first);
    let mut found: BTreeMap<(u32, usize, u32), Found> = BTreeMap::new();
    for day in 0..instance.day_count() {
        let date = instance.day(day);
        if date < cadence.from || cadence.to < date {
            continue;
        }
        let week = ((monday_of(date) - monday).num_days() / 7) as u32 % cycle;
        let weekday = date.weekday().num_days_from_monday() as usize;
        for (start, missed) in starts(instance, series, busy, day, len) {
            let one = found.entry((week, weekday, start)).or_default();
            one.days += 1;
            one.missed += missed;
            one.first = one.first.or(Some(date));
        }
    }
    let weeks = |one: &Found| {
        let off = one.first.map_or(0, |first| (first - due).num_days().abs());
        // A day on which it cannot meet at all costs as much as moving it there.
        let most = (instance.day_count() as i64 / 7 / i64::from(cycle)).max(1);
        let lacking = (most - one.days).max(0) * instance.weights.group_off;
        one.missed + lacking + off * instance.weights.gap_day
    };
    let best = found.iter().min_by_key(|(at, one)| (weeks(one), **at))?;
    let (week, weekday, start) = *best.0;
    let key = StandingKey::Series(series.id.clone());
    let slot = super::slot(weekday, start, len, cycle, week, monday);
    Some(super::chosen(key, instance.first, slot))
}

/// What is known of an hour.
#[derive(Default)]
struct Found {
    days: i64,
    missed: i64,
    first: Option<NaiveDate>,
}

/// The starts of a day at which enough can come, each with what those who cannot cost.
fn starts(
    instance: &Instance,
    series: &Series,
    busy: &Busy,
    day: usize,
    len: u32,
) -> Vec<(u32, i64)> {
    let Some(cast) = series.cast_on(instance.day(day)) else {
        return Vec::new();
    };
    let open = joint_starts(instance, series, day, len).iter();
    let open = open.filter(|start| start % GRID == 0);
    let Some(invited) = &cast.invited else {
        return open.map(|start| (start, 0)).collect();
    };
    let members = invited.members.iter().map(|(who, role)| {
        let free = instance.resources[*who].free[day].starts(len);
        let sought = Sought {
            people: &[*who],
            len,
            place: series.place,
        };
        let free = busy.clear(instance, &sought, day, free);
        let price = series.absent.get(role).copied();
        (free, price.unwrap_or(instance.weights.absent))
    });
    let members: Vec<_> = members.collect();
    let at = |start: u32| {
        let absent = members.iter().filter(|(free, _)| !free.has(start));
        let (count, missed) =
            absent.fold((0, 0), |(count, sum), (_, price)| (count + 1, sum + price));
        (members.len() - count >= invited.quorum).then_some((start, missed))
    };
    open.filter_map(at).collect()
}

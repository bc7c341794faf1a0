//! What a meeting costs by itself in quality: a series, a day and a way to hold it come in; points go out, those that depend
//! on the start apart.

use std::collections::BTreeMap;

use chrono::Datelike;

use crate::rules::Weights;
use crate::series::{Instance, Keeps, Requirement, Series, Usual, cost as unit};
use crate::time::{SLOT_MINUTES, SLOTS_PER_DAY, Slots};

/// The starts of a meeting by what they cost, the cheapest first.
pub(super) fn by_points(
    instance: &Instance,
    series: &Series,
    day: usize,
    len: u32,
    starts: Slots,
) -> BTreeMap<i64, Slots> {
    let weekday = instance.day(day).weekday().num_days_from_monday() as usize;
    let weights = &instance.weights;
    let mut classes: BTreeMap<i64, Slots> = BTreeMap::new();
    for start in starts.iter().filter(|start| start + len <= SLOTS_PER_DAY) {
        let preferred = series.preferred.is_none_or(|week| week[weekday].has(start));
        let hour = if preferred { 0 } else { weights.not_preferred };
        let points = hour + off_standing(weights, series, day, start, len);
        let slots = classes.entry(points).or_default();
        *slots = slots.or(Slots::one(start));
    }
    classes
}

/// What a start costs against the standing times, or against the usual hour of a series without.
fn off_standing(weights: &Weights, series: &Series, day: usize, start: u32, len: u32) -> i64 {
    let Some(standard) = &series.standing else {
        let usual = series.usual_start;
        return usual.map_or(0, |usual| unit::hour_change(usual, start));
    };
    let Some(slot) = standard.days.get(day).copied().flatten() else {
        return 0;
    };
    match (standard.keeps, slot) {
        (Keeps::EveryWeek, Some(slot)) => hour_off(weights, start.abs_diff(slot.start)),
        (Keeps::EveryWeek, None) => weights.slot_weekday,
        (Keeps::Block, Some(slot)) if is_inside(slot, start, len) => 0,
        (Keeps::Block, Some(_)) => weights.block_hour,
        (Keeps::Block, None) => weights.block_weekday,
        (Keeps::Group, Some(slot)) if slot.start == start => 0,
        (Keeps::Group, _) => weights.group_off,
    }
}

fn is_inside(slot: Usual, start: u32, len: u32) -> bool {
    slot.start <= start && start + len <= slot.start + slot.len
}

fn hour_off(weights: &Weights, slots: u32) -> i64 {
    match slots * SLOT_MINUTES {
        0 => 0,
        1..=30 => weights.slot_hour[0],
        31..=60 => weights.slot_hour[1],
        _ => weights.slot_hour[2],
    }
}

/// What a meeting costs whatever its start: its day, its length, and who is absent.
pub(super) fn of_day(
    instance: &Instance,
    series: &Series,
    day: usize,
    shorter: i64,
    absent: i64,
) -> i64 {
    let weights = &instance.weights;
    let date = instance.day(day);
    let free =
        |day: Option<chrono::NaiveDate>| day.is_none_or(|day| !instance.workdays.is_workday(day));
    let between =
        instance.workdays.is_workday(date) && free(date.pred_opt()) && free(date.succ_opt());
    let avoided = series.avoid.contains(&day);
    let [one, two] = weights.shorter;
    let short = match shorter {
        ..=0 => 0,
        1 => one,
        more => two + (more - 2) * (two - one).max(0),
    };
    let points = |holds: bool, points: i64| if holds { points } else { 0 };
    points(avoided, weights.avoided) + points(between, weights.between) + short + absent
}

/// The starts of a weekly meeting of `len` slots that are no evening, or all where that makes no difference.
pub(super) fn before_evening(instance: &Instance, series: &Series, day: usize, len: u32) -> Slots {
    let all = Slots::run(0, SLOTS_PER_DAY);
    let date = instance.day(day);
    let Requirement::Weekly(weekly) = &series.requirement else {
        return all;
    };
    let mut weeks = weekly.weeks.iter();
    let week = weeks.find(|week| week.from <= date && date <= week.to);
    if !week.is_some_and(|week| week.daytime) {
        return all;
    }
    let last = instance.weights.evening_from / SLOT_MINUTES;
    Slots::run(0, (last + 1).saturating_sub(len))
}

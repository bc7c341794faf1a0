//! What moving promised meetings costs: the promises of a series come in; what a candidate on a
//! promised day pays, and what a way pays for the promised days it passes over, go out.

use std::ops::RangeBounds;

use super::{Candidate, Cost};
use crate::series::{Promise, Series, cost as unit};
use crate::time::{SLOT_MINUTES, Slots};

/// Splits starts so that a promised hour of the day stands alone.
pub(super) fn by_hour(series: &Series, day: usize, starts: Slots) -> Vec<Slots> {
    let mut rest = starts;
    let mut parts = Vec::new();
    for promise in on(series, day..=day) {
        let hour = rest.and(Slots::one(promise.start));
        rest = rest.minus(hour);
        parts.push(hour);
    }
    parts.push(rest);
    parts.retain(|part| !part.is_empty());
    parts
}

/// The promised starts of a day.
pub(super) fn starts(series: &Series, day: usize) -> Slots {
    on(series, day..=day).fold(Slots::EMPTY, |all, promise| {
        all.or(Slots::one(promise.start))
    })
}

/// A candidate (at one promised hour, or at none) with what it does to the promises of its day. The
/// first `seats` of its people sit in seats.
pub(super) fn judged(series: &Series, seats: usize, mut candidate: Candidate) -> Candidate {
    let mut seated: Vec<usize> = candidate.people.iter().copied().take(seats).collect();
    seated.sort_unstable();
    let (day, starts) = (candidate.day, candidate.all_starts());
    for promise in on(series, day..=day) {
        candidate.cost += if !starts.has(promise.start) {
            moved(promise)
        } else if promise.seated.as_ref() != Some(&seated) {
            other_people(promise)
        } else {
            candidate.kept = true;
            let same = promise.minutes == candidate.len * SLOT_MINUTES;
            Cost::of(unit::MOVE_COST, if same { 0 } else { part(promise) })
        };
    }
    candidate
}

/// What the promises on these days cost when nothing is held there.
pub(super) fn passed(series: &Series, days: impl RangeBounds<usize>) -> Cost {
    on(series, days).fold(Cost::ZERO, |sum, promise| sum + moved(promise))
}

fn on(series: &Series, days: impl RangeBounds<usize>) -> impl Iterator<Item = &Promise> {
    let promises = series.promises.iter();
    promises.filter(move |promise| days.contains(&promise.day))
}

fn moved(promise: &Promise) -> Cost {
    frozen(promise, unit::FROZEN_MOVED)
        + Cost::of(unit::MOVES, 1)
        + Cost::of(unit::MOVE_COST, promise.cost)
}

fn other_people(promise: &Promise) -> Cost {
    frozen(promise, unit::FROZEN_PEOPLE)
        + Cost::of(unit::MOVES, 1)
        + Cost::of(unit::MOVE_COST, part(promise))
}

fn frozen(promise: &Promise, points: i64) -> Cost {
    Cost::of(unit::FROZEN, if promise.frozen { points } else { 0 })
}

fn part(promise: &Promise) -> i64 {
    promise.cost / unit::CHANGED_PART
}

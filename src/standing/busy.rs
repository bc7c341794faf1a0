//! What is taken already of people's days by standing times that are known: rows come in; what they leave of somebody's
//! starts goes out.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Timelike;

use crate::series::{Instance, StandingRow};
use crate::time::{SLOT_MINUTES, SLOTS_PER_DAY, Slots};

/// Where a meeting stands on a day.
#[derive(Clone, Copy)]
struct Taken {
    start: u32,
    len: u32,
    place: Option<usize>,
    kind: Kind,
}

/// Whether something else may have the same hour of the week where the two do not meet.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// It may: a group meets now and then.
    Now,
    /// It may not: a block or a weekly meeting is somebody's own hour.
    Own,
}

/// Everybody's days.
#[derive(Clone, Default)]
pub(super) struct Busy(BTreeMap<(usize, usize), Vec<Taken>>);

impl Busy {
    /// Takes the days of a row from its people, on those days on which it is asked for.
    pub fn take(
        &mut self,
        instance: &Instance,
        row: &StandingRow,
        people: &[usize],
        (place, kind): (Option<usize>, Kind),
        asked: impl Fn(usize) -> bool,
    ) {
        for day in (0..instance.day_count()).filter(|day| asked(*day)) {
            let Some(slot) = row.on(instance.day(day)) else {
                continue;
            };
            let taken = Taken {
                start: slot.start.num_seconds_from_midnight() / 60 / SLOT_MINUTES,
                len: slot.minutes.div_ceil(SLOT_MINUTES),
                place,
                kind,
            };
            for who in people {
                self.0.entry((*who, day)).or_default().push(taken);
            }
        }
    }

    /// Takes a run at the office from two people on some days.
    pub fn take_run(
        &mut self,
        people: [usize; 2],
        days: &BTreeSet<usize>,
        (start, len): (u32, u32),
    ) {
        let taken = Taken {
            start,
            len,
            place: Some(0),
            kind: Kind::Own,
        };
        for who in people {
            for day in days {
                self.0.entry((who, *day)).or_default().push(taken);
            }
        }
    }

    /// Of these starts those that collide with somebody's own hour.
    pub fn barred(
        &self,
        instance: &Instance,
        people: &[usize],
        day: usize,
        size: (u32, Option<usize>),
        starts: Slots,
    ) -> Slots {
        let own = |one: &Taken| one.kind == Kind::Own;
        starts.minus(self.left(instance, people, day, size, starts, own))
    }

    /// The starts of a meeting of `len` quarter-hours somewhere that keep clear of what is taken of these people's day.
    pub fn clear(
        &self,
        instance: &Instance,
        people: &[usize],
        day: usize,
        size: (u32, Option<usize>),
        starts: Slots,
    ) -> Slots {
        self.left(instance, people, day, size, starts, |_| true)
    }

    fn left(
        &self,
        instance: &Instance,
        people: &[usize],
        day: usize,
        (len, place): (u32, Option<usize>),
        starts: Slots,
        counts: impl Fn(&Taken) -> bool,
    ) -> Slots {
        let taken = people.iter().flat_map(|who| self.0.get(&(*who, day)));
        let taken = taken.flatten().filter(|one| counts(one));
        taken.fold(starts, |starts, one| {
            let way = way(instance, one.place, place);
            let from = (one.start + 1).saturating_sub(len + way);
            let to = (one.start + one.len + way).min(SLOTS_PER_DAY);
            starts.minus(Slots::run(from, to - from))
        })
    }
}

/// Travel between two places in quarter-hours, rounded up.
pub(super) fn way(instance: &Instance, one: Option<usize>, other: Option<usize>) -> u32 {
    match (one, other) {
        (Some(one), Some(other)) => instance.travel[one][other].div_ceil(SLOT_MINUTES),
        _ => 0,
    }
}

//! What is taken already of people's days by standing times that are known: rows come in; what they leave of somebody's
//! starts goes out.

use std::collections::{BTreeMap, BTreeSet};

use crate::series::{Instance, StandingRow};
use crate::time::{Between, SLOT_MINUTES, Slots, slot_at};

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

/// What a place is sought for: whose, how many quarter-hours, and where.
pub(super) struct Sought<'a> {
    pub people: &'a [usize],
    pub len: u32,
    pub place: Option<usize>,
}

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
            if let Some(slot) = row.on(instance.day(day)) {
                let taken = Taken {
                    start: slot_at(slot.start),
                    len: slot.minutes.div_ceil(SLOT_MINUTES),
                    place,
                    kind,
                };
                self.push(people, day, taken);
            }
        }
    }

    /// Takes a block at the office from its people on some days.
    pub fn take_block(&mut self, sought: &Sought, days: &BTreeSet<usize>, start: u32) {
        for day in days {
            let taken = Taken {
                start,
                len: sought.len,
                place: sought.place,
                kind: Kind::Own,
            };
            self.push(sought.people, *day, taken);
        }
    }

    fn push(&mut self, people: &[usize], day: usize, taken: Taken) {
        for who in people {
            self.0.entry((*who, day)).or_default().push(taken);
        }
    }

    /// Of these starts of a day those that keep clear of all that is taken of it.
    pub fn clear(&self, instance: &Instance, sought: &Sought, day: usize, starts: Slots) -> Slots {
        starts.minus(self.hit(instance, sought, day, |_| true))
    }

    /// Of these starts of a day those that collide with somebody's own hour.
    pub fn barred(&self, instance: &Instance, sought: &Sought, day: usize, starts: Slots) -> Slots {
        starts.and(self.hit(instance, sought, day, |one| one.kind == Kind::Own))
    }

    /// The starts of a day that collide with what counts, travel included.
    fn hit(
        &self,
        instance: &Instance,
        sought: &Sought,
        day: usize,
        counts: impl Fn(&Taken) -> bool,
    ) -> Slots {
        let taken = sought.people.iter().flat_map(|who| {
            let taken = self.0.get(&(*who, day)).into_iter().flatten();
            taken.map(|one| (one, instance.breaks(*who, day)))
        });
        let taken = taken.filter(|(one, _)| counts(one));
        taken.fold(Slots::EMPTY, |hit, (one, breaks)| {
            let between = Between {
                way: way(instance, one.place, sought.place),
                breaks,
            };
            hit.or(between.blocked(one.start, one.len, sought.len))
        })
    }
}

/// Travel between two places in quarter-hours, rounded up.
pub(super) fn way(instance: &Instance, one: Option<usize>, other: Option<usize>) -> u32 {
    instance.way(one, other).div_ceil(SLOT_MINUTES)
}

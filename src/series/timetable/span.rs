//! When on a day, and where, somebody is taken: two spans come in; whether one person can be at both goes out.
//! The one arithmetic of overlap and travel beside those of `problem` and `verify`.

use chrono::{NaiveDateTime, Timelike};

use crate::series::Instance;
use crate::time::{BREAK_SLOTS, SLOT_MINUTES, SLOTS_PER_DAY, Slots, has_break_between};

/// Minutes after a day's midnight, `[from, to)`, at a place (an index into [`Instance::places`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// First minute.
    pub from: u32,
    /// The minute after the last.
    pub to: u32,
    /// Where; `None` needs no travel.
    pub place: Option<usize>,
}

impl Span {
    /// A meeting that begins then, so many minutes long.
    pub fn of(start: NaiveDateTime, minutes: u32, place: Option<usize>) -> Self {
        let from = start.num_seconds_from_midnight() / 60;
        Self {
            from,
            to: from + minutes,
            place,
        }
    }

    /// Whether two of one day overlap, the way not counted.
    pub fn overlaps(self, other: Self) -> bool {
        self.from < other.to && other.from < self.to
    }

    /// Whether one person can be at both: the way of so many minutes lies between them, and none of it in one of the
    /// person's breaks.
    pub fn leaves_room(self, other: Self, way: u32, breaks: Slots) -> bool {
        let way_between = |end: u32, start: u32| match has_break_between(breaks, end, start) {
            true => way + BREAK_SLOTS * SLOT_MINUTES,
            false => way,
        };
        self.from >= other.to + way_between(other.to, self.from)
            || other.from >= self.to + way_between(self.to, other.from)
    }

    /// The starts at which a meeting of `len` slots leaves one person no room for this one.
    pub fn starts_against(self, len: u32, way: u32, breaks: Slots) -> Slots {
        let at = |start: u32| Self {
            from: start * SLOT_MINUTES,
            to: (start + len) * SLOT_MINUTES,
            place: None,
        };
        let against = (0..SLOTS_PER_DAY).filter(|start| !at(*start).leaves_room(self, way, breaks));
        against.fold(Slots::EMPTY, |all, start| all.or(Slots::one(start)))
    }
}

impl Instance {
    /// Minutes between two places; none from or to a meeting that needs no travel.
    pub fn way(&self, from: Option<usize>, to: Option<usize>) -> u32 {
        let known = from.zip(to);
        let row = known.and_then(|(from, to)| self.travel.get(from)?.get(to).copied());
        row.unwrap_or(0)
    }

    /// The breaks of somebody on a day, both by index; none of those who are unknown.
    pub fn breaks(&self, who: usize, day: usize) -> Slots {
        let breaks = self.resources.get(who).and_then(|one| one.breaks.get(day));
        breaks.copied().unwrap_or_default()
    }
}

//! When on a day, and where, somebody is taken: two spans come in; whether one person can be at both goes out.
//! The one arithmetic of overlap and travel beside those of `problem` and `verify`.

use chrono::{NaiveDateTime, Timelike};

use crate::series::Instance;
use crate::time::{SLOT_MINUTES, Slots};

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

    /// Whether one person can be at both: the way of so many minutes lies between them.
    pub fn leaves_room(self, other: Self, way: u32) -> bool {
        self.from >= other.to + way || other.from >= self.to + way
    }

    /// The starts at which a meeting of `len` slots leaves no room for this one, the way of so many minutes counted.
    pub fn starts_against(self, len: u32, way: u32) -> Slots {
        let last_before = self.from.checked_sub(way + len * SLOT_MINUTES);
        let first = last_before.map_or(0, |minutes| minutes / SLOT_MINUTES + 1);
        let after = (self.to + way).div_ceil(SLOT_MINUTES);
        Slots::run(first, after.saturating_sub(first))
    }
}

impl Instance {
    /// Minutes between two places; none from or to a meeting that needs no travel.
    pub fn way(&self, from: Option<usize>, to: Option<usize>) -> u32 {
        let known = from.zip(to);
        let row = known.and_then(|(from, to)| self.travel.get(from)?.get(to).copied());
        row.unwrap_or(0)
    }
}

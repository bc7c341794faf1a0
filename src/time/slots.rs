//! A day as 96 quarter-hours in one word: which are free, where a meeting may start.

use std::fmt;

use chrono::Timelike;

/// Length of one slot in minutes.
pub const SLOT_MINUTES: u32 = 15;

/// Slots in a day.
pub const SLOTS_PER_DAY: u32 = 96;

/// The slot that a time lies in.
pub fn slot_at(time: impl Timelike) -> u32 {
    time.num_seconds_from_midnight() / 60 / SLOT_MINUTES
}

/// A set of quarter-hours of one day; bit `n` is the slot starting `15·n` minutes after midnight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Slots(u128);

impl Slots {
    /// No slot.
    pub const EMPTY: Self = Self(0);

    /// The whole day.
    pub const ALL: Self = Self((1 << SLOTS_PER_DAY) - 1);

    /// `len` slots from slot `start`; what falls after midnight is cut off.
    pub fn run(start: u32, len: u32) -> Self {
        if start >= SLOTS_PER_DAY || len == 0 {
            return Self::EMPTY;
        }
        let ones = if len >= SLOTS_PER_DAY {
            Self::ALL.0
        } else {
            (1 << len) - 1
        };
        Self((ones << start) & Self::ALL.0)
    }

    /// The slots that lie wholly within the minutes `[from, to)` after midnight.
    pub fn within(from: u32, to: u32) -> Self {
        let (start, end) = (from.div_ceil(SLOT_MINUTES), to / SLOT_MINUTES);
        Self::run(start, end.saturating_sub(start))
    }

    /// The slots that the minutes `[from, to)` after midnight touch.
    pub fn touching(from: u32, to: u32) -> Self {
        let (start, end) = (from / SLOT_MINUTES, to.div_ceil(SLOT_MINUTES));
        Self::run(start, end.saturating_sub(start))
    }

    /// The single slot `slot`.
    pub fn one(slot: u32) -> Self {
        Self::run(slot, 1)
    }

    /// Slots in both.
    pub fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Slots in either.
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Slots in `self` and not in `other`.
    pub fn minus(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// How many slots.
    pub fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether slot `slot` is in the set.
    pub fn has(self, slot: u32) -> bool {
        slot < SLOTS_PER_DAY && self.0 >> slot & 1 == 1
    }

    /// The slots at which a meeting of `len` slots can start and stay inside the set.
    pub fn starts(self, len: u32) -> Self {
        let mut starts = if len == 0 { 0 } else { self.0 };
        for shift in 1..len.min(SLOTS_PER_DAY) {
            starts &= self.0 >> shift;
        }
        Self(starts)
    }

    /// The slots that meetings of `len` slots cover which start in this set.
    pub fn covered(self, len: u32) -> Self {
        (0..len.min(SLOTS_PER_DAY)).fold(Self::EMPTY, |all, shift| all.or(self.shifted(shift)))
    }

    /// The set moved `slots` later; what falls after midnight is cut off.
    pub fn shifted(self, slots: u32) -> Self {
        if slots >= SLOTS_PER_DAY {
            Self::EMPTY
        } else {
            Self(self.0 << slots & Self::ALL.0)
        }
    }

    /// The slots in rising order.
    pub fn iter(self) -> impl Iterator<Item = u32> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            (rest != 0).then(|| {
                let slot = rest.trailing_zeros();
                rest &= rest - 1;
                slot
            })
        })
    }

    /// The earliest slot.
    pub fn first(self) -> Option<u32> {
        self.from(0)
    }

    /// The earliest slot from `slot` on.
    pub fn from(self, slot: u32) -> Option<u32> {
        let later = self.0.checked_shr(slot).unwrap_or(0);
        (later != 0).then(|| slot + later.trailing_zeros())
    }

    /// The latest slot up to `slot`, that one included.
    pub fn upto(self, slot: u32) -> Option<u32> {
        self.and(Self::run(0, slot.saturating_add(1))).last()
    }

    /// The latest slot.
    pub fn last(self) -> Option<u32> {
        self.0.checked_ilog2()
    }

    /// The first maximal run that begins at `slot` or later, as (first slot, length).
    pub fn run_from(self, slot: u32) -> Option<(u32, u32)> {
        let first = self.minus(self.shifted(1)).from(slot)?;
        Some((first, (self.0 >> first).trailing_ones()))
    }

    /// The last maximal run that is over at `slot` or earlier, as (first slot, length).
    pub fn run_upto(self, slot: u32) -> Option<(u32, u32)> {
        let ends = self.minus(Self(self.0 >> 1));
        let last = ends.upto(slot.checked_sub(1)?)?;
        let first = Self::run(0, last)
            .minus(self)
            .last()
            .map_or(0, |free| free + 1);
        Some((first, last + 1 - first))
    }

    /// The maximal runs as (first slot, length), in rising order.
    pub fn runs(self) -> Vec<(u32, u32)> {
        let mut runs = Vec::new();
        let mut rest = self.0;
        while rest != 0 {
            let start = rest.trailing_zeros();
            let len = (rest >> start).trailing_ones();
            runs.push((start, len));
            rest &= !Self::run(start, len).0;
        }
        runs
    }
}

impl fmt::Display for Slots {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, (start, len)) in self.runs().into_iter().enumerate() {
            let gap = if n == 0 { "" } else { " " };
            write!(
                f,
                "{gap}{}-{}",
                clock(start * SLOT_MINUTES),
                clock((start + len) * SLOT_MINUTES)
            )?;
        }
        Ok(())
    }
}

/// Minutes after midnight as `09:15`.
pub fn clock(minutes: u32) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

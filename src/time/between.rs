//! What lies between two meetings of the same people: the way and their breaks come in; how soon
//! the one can follow the other goes out.

use super::{SLOT_MINUTES, SLOTS_PER_DAY, Slots};

/// Quarter-hours of a break: half an hour (Arbeidstijdenwet art. 5:4).
pub const BREAK_SLOTS: u32 = 2;

/// Quarter-hours that may be worked without a break: five and a half hours (the same article).
pub const WITHOUT_BREAK_SLOTS: u32 = 22;

/// The way between two meetings, and the breaks of those who are in both. A break stays half an
/// hour: the way is none of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Between {
    /// Quarter-hours of travel.
    pub way: u32,
    /// The breaks of the day: runs of [`BREAK_SLOTS`] at least.
    pub breaks: Slots,
}

impl Between {
    /// The first slot at which one can start after another that is over at the slot `end`.
    pub fn after(self, end: u32) -> u32 {
        let there = end + self.way;
        match self.breaks.run_from(end) {
            Some((from, len)) if from < there && from + len < there + BREAK_SLOTS => {
                there + BREAK_SLOTS
            }
            _ => there,
        }
    }

    /// The last slot at which one can be over before another that starts at the slot `start`;
    /// `None` when there is none.
    pub fn before(self, start: u32) -> Option<u32> {
        let there = start.checked_sub(self.way)?;
        match self.breaks.run_upto(start) {
            Some((from, len)) if there < from + len && there < from + BREAK_SLOTS => {
                there.checked_sub(BREAK_SLOTS)
            }
            _ => Some(there),
        }
    }

    /// The starts of a meeting of `len` slots that leave no room for one of `busy` slots from `start`.
    pub fn blocked(self, start: u32, busy: u32, len: u32) -> Slots {
        let from = self
            .before(start)
            .map_or(0, |end| (end + 1).saturating_sub(len));
        let to = self.after(start + busy).min(SLOTS_PER_DAY);
        Slots::run(from, to.saturating_sub(from))
    }
}

/// Whether one of these breaks lies between a meeting that is over at the minute `end` of a day and
/// one that starts at the minute `start`: then half an hour more than the way must lie between them.
pub fn has_break_between(breaks: Slots, end: u32, start: u32) -> bool {
    let first = breaks.run_from(end.div_ceil(SLOT_MINUTES));
    first.is_some_and(|(from, len)| (from + len) * SLOT_MINUTES <= start)
}

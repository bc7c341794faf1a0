//! All orders at once of meetings that can only be held in turn: what is open of each comes in; for each set of them the
//! earliest that it can be over and the latest that it can begin go out (a path through sets).

use super::day::{Day, Orders};
use crate::time::{Between, SLOTS_PER_DAY, Slots};

/// Meetings that can only be held in turn, such as one person's, and the sets of them.
pub(super) struct Sets {
    /// What lies between one and another, one after the other.
    between: Vec<Between>,
    len: Vec<u32>,
    starts: Vec<Slots>,
    /// The ones that must come before each, and after.
    before: Vec<usize>,
    after: Vec<usize>,
}

impl Sets {
    /// The sets of these meetings within what is open.
    pub fn new(day: &Day, meetings: &[usize], orders: &Orders) -> Self {
        let set = |wanted: &dyn Fn(usize) -> bool| {
            let members = (0..meetings.len()).filter(|at| wanted(meetings[*at]));
            members.fold(0usize, |set, at| set | 1 << at)
        };
        let before = |of: &usize| set(&|index| orders.precedes(index, *of));
        let after = |of: &usize| set(&|index| orders.precedes(*of, index));
        let len: Vec<u32> = meetings.iter().map(|at| day.meetings[*at].len).collect();
        let between = meetings
            .iter()
            .flat_map(|one| meetings.iter().map(|other| day.between[*one][*other]));
        Self {
            between: between.collect(),
            len,
            starts: meetings.iter().map(|index| orders.starts[*index]).collect(),
            before: meetings.iter().map(before).collect(),
            after: meetings.iter().map(after).collect(),
        }
    }

    /// The first start of `other` after `one` from this start.
    fn reached(&self, one: usize, start: u32, other: usize) -> u32 {
        self.between[one * self.len.len() + other].after(start + self.len[one])
    }

    /// The last start of `one` before `other` at this start.
    fn left(&self, one: usize, other: usize, start: u32) -> Option<u32> {
        let end = self.between[one * self.len.len() + other].before(start)?;
        end.checked_sub(self.len[one])
    }

    /// For each set and a meeting outside it the first slot at which all of the set can be over and that be
    /// reached; `u32::MAX` where it cannot.
    pub fn ready(&self) -> Vec<u32> {
        let count = self.len.len();
        let all = (1usize << count) - 1;
        let mut ready = vec![u32::MAX; count << count];
        ready[..count].fill(0);
        for set in 0..all {
            for at in members(all ^ set) {
                let slot = &mut ready[set * count + at];
                if *slot == u32::MAX {
                    continue;
                }
                let start = match self.before[at] & !set {
                    0 => self.starts[at].from(*slot),
                    _ => None,
                };
                let Some(start) = start else {
                    *slot = u32::MAX;
                    continue;
                };
                let with = set | 1 << at;
                for next in members(all ^ with) {
                    let known = &mut ready[with * count + next];
                    *known = (*known).min(self.reached(at, start, next));
                }
            }
        }
        ready
    }

    /// For each set and a meeting in it the last slot at which that can start before the rest of the set;
    /// `u32::MAX` where it cannot, or where the others cannot come before (as `ready` says).
    pub fn due(&self, ready: &[u32]) -> Vec<u32> {
        let count = self.len.len();
        let none = u32::MAX;
        let all = (1usize << count) - 1;
        let mut due = vec![none; count << count];
        for set in 1..1usize << count {
            for at in members(set) {
                let rest = set ^ 1 << at;
                if ready[(all ^ set) * count + at] == none || self.after[at] & !rest != 0 {
                    continue;
                }
                let last = SLOTS_PER_DAY.checked_sub(self.len[at]);
                let mut latest = if rest == 0 { last } else { None };
                for next in members(rest) {
                    let slot = due[rest * count + next];
                    if slot != none {
                        latest = latest.max(self.left(at, next, slot));
                    }
                }
                let Some(latest) = latest else { continue };
                due[set * count + at] = self.starts[at].upto(latest).unwrap_or(none);
            }
        }
        due
    }
}

/// The members of a set, the lowest first.
fn members(mut set: usize) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let first = (set != 0).then(|| set.trailing_zeros() as usize);
        set &= set.wrapping_sub(1);
        first
    })
}

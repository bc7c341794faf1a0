//! All orders of one person's meetings at once: what is open of each comes in; for each set of them the
//! earliest that it can be over and the latest that it can begin go out (a path through sets).

use super::order::{Day, Orders};
use crate::time::{SLOTS_PER_DAY, Slots};

/// One person's meetings and the sets of them.
pub(super) struct Sets<'a> {
    day: &'a Day<'a>,
    meetings: &'a [usize],
    starts: Vec<Slots>,
    /// The ones that must come before each, and after.
    before: Vec<usize>,
    after: Vec<usize>,
}

impl<'a> Sets<'a> {
    /// The sets of one person's meetings within what is open.
    pub fn new(day: &'a Day<'a>, meetings: &'a [usize], orders: &Orders) -> Self {
        let set = |wanted: &dyn Fn(usize) -> bool| {
            let members = (0..meetings.len()).filter(|at| wanted(meetings[*at]));
            members.fold(0usize, |set, at| set | 1 << at)
        };
        let before = |of: &usize| set(&|index| orders.precedes(index, *of));
        let after = |of: &usize| set(&|index| orders.precedes(*of, index));
        Self {
            day,
            meetings,
            starts: meetings.iter().map(|index| orders.starts[*index]).collect(),
            before: meetings.iter().map(before).collect(),
            after: meetings.iter().map(after).collect(),
        }
    }

    fn travel(&self, one: usize, other: usize) -> u32 {
        self.day.travel[self.meetings[one]][self.meetings[other]]
    }

    fn len(&self, at: usize) -> u32 {
        self.day.meetings[self.meetings[at]].len
    }

    /// For each set and a meeting outside it the first slot at which all of the set can be over and that be
    /// reached; `u32::MAX` where it cannot.
    pub fn ready(&self) -> Vec<u32> {
        let count = self.meetings.len();
        let mut ready = vec![u32::MAX; count << count];
        ready[..count].fill(0);
        for set in 0..1usize << count {
            for at in (0..count).filter(|at| set >> at & 1 == 0) {
                let slot = ready[set * count + at];
                if slot >= SLOTS_PER_DAY || self.before[at] & !set != 0 {
                    ready[set * count + at] = u32::MAX;
                    continue;
                }
                let open = self.starts[at].minus(Slots::run(0, slot));
                let Some(start) = open.iter().next() else {
                    ready[set * count + at] = u32::MAX;
                    continue;
                };
                let (with, end) = (set | 1 << at, start + self.len(at));
                for next in (0..count).filter(|next| with >> next & 1 == 0) {
                    let known = &mut ready[with * count + next];
                    *known = (*known).min(end + self.travel(at, next));
                }
            }
        }
        ready
    }

    /// For each set and a meeting in it the last slot at which that can start before the rest of the set;
    /// `u32::MAX` where it cannot.
    pub fn due(&self) -> Vec<u32> {
        let count = self.meetings.len();
        let none = u32::MAX;
        let mut due = vec![none; count << count];
        for set in 1..1usize << count {
            for at in (0..count).filter(|at| set >> at & 1 == 1) {
                let rest = set ^ 1 << at;
                if self.after[at] & !rest != 0 {
                    continue;
                }
                let mut latest = if rest == 0 { Some(SLOTS_PER_DAY) } else { None };
                for next in (0..count).filter(|next| rest >> next & 1 == 1) {
                    let slot = due[rest * count + next];
                    if slot != none {
                        let by = slot.checked_sub(self.travel(at, next) + self.len(at));
                        latest = latest.max(by);
                    }
                }
                let Some(latest) = latest else { continue };
                let open = self.starts[at].and(Slots::run(0, (latest + 1).min(SLOTS_PER_DAY)));
                due[set * count + at] = open.last().unwrap_or(none);
            }
        }
        due
    }
}

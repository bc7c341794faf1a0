//! The meetings of a day and who comes before whom: a group of meetings comes in; what an order leaves open of each
//! meeting's starts goes out.

use std::collections::{BTreeMap, BTreeSet};

use super::sets::Sets;
use crate::problem::{Candidate, Problem};
use crate::time::{Between, SLOTS_PER_DAY, Slots};

/// Meetings that can only be held in turn are judged exactly up to this many.
const EXACT: usize = 10;

pub(super) struct Day<'a> {
    pub meetings: Vec<&'a Candidate>,
    pub starts: Vec<Slots>,
    /// What lies between one meeting and another.
    pub between: Vec<Vec<Between>>,
    /// The meetings of each person.
    pub people: Vec<Vec<usize>>,
    /// Sets of meetings that can only be held in turn: each person's, and those of a person's that keep
    /// somebody from a larger meeting, with it.
    pub turns: Vec<Vec<usize>>,
    /// The people of each meeting.
    pub of: Vec<Vec<usize>>,
    /// Meetings that share somebody, the first with the lower number.
    pub pairs: Vec<(usize, usize)>,
}

/// What is open: the starts of each meeting and which ones come after it.
#[derive(Clone)]
pub(super) struct Orders {
    pub starts: Vec<Slots>,
    pub after: Vec<u128>,
}

impl Orders {
    /// Lets one meeting come before another; the one, as a set, if that is new.
    fn put(&mut self, one: usize, other: usize) -> u128 {
        let new = !self.precedes(one, other);
        self.after[one] |= member(other);
        if new { member(one) } else { 0 }
    }

    /// Leaves a meeting these starts; the meeting, as a set, if they are fewer, or `None` without any.
    fn keep(&mut self, index: usize, starts: Slots) -> Option<u128> {
        let fewer = starts != self.starts[index];
        self.starts[index] = starts;
        (!starts.is_empty()).then_some(if fewer { member(index) } else { 0 })
    }

    pub fn precedes(&self, one: usize, other: usize) -> bool {
        self.after[one] & member(other) != 0
    }
}

impl<'a> Day<'a> {
    pub fn new(problem: &'a Problem, group: &[usize]) -> Self {
        let meetings: Vec<_> = group
            .iter()
            .map(|index| &problem.candidates[*index])
            .collect();
        let mut people: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (index, meeting) in meetings.iter().enumerate() {
            meeting
                .people
                .iter()
                .for_each(|who| people.entry(*who).or_default().push(index));
        }
        people.retain(|_, meetings| meetings.len() > 1);
        let people: Vec<Vec<usize>> = people.into_values().collect();
        let in_people = |index: usize| {
            (0..people.len())
                .filter(|who| people[*who].contains(&index))
                .collect()
        };
        let between = meetings.iter().map(|one| {
            let others = meetings.iter();
            others.map(|other| problem.between(one, other)).collect()
        });
        let between: Vec<Vec<Between>> = between.collect();
        let of: Vec<Vec<usize>> = (0..meetings.len()).map(in_people).collect();
        let share = |one: usize, other: usize| of[one].iter().any(|who| of[other].contains(who));
        let larger = (0..meetings.len()).filter(|index| meetings[*index].people.len() > 2);
        let with = larger.flat_map(|index| {
            let others = people.iter().filter(move |own| !own.contains(&index));
            others.map(move |own| (index, own))
        });
        let with = with.map(|(index, own)| {
            let beside = own.iter().copied().filter(|other| share(index, *other));
            beside.chain([index]).collect::<Vec<_>>()
        });
        let turns: BTreeSet<Vec<usize>> = with.filter(|set| set.len() > 2).collect();
        let turns = people.iter().cloned().chain(turns).collect();
        let pairs = (0..meetings.len())
            .flat_map(|one| (one + 1..meetings.len()).map(move |other| (one, other)))
            .filter(|(one, other)| share(*one, *other))
            .collect();
        Self {
            starts: meetings
                .iter()
                .map(|meeting| meeting.all_starts())
                .collect(),
            pairs,
            of,
            meetings,
            between,
            people,
            turns,
        }
    }

    /// Takes away every start at which these cannot all be held one after the other, by paths through sets of
    /// meetings (exact, for up to [`EXACT`] meetings). Those that lost some, as a set; `None` when they cannot
    /// be held at all.
    pub fn filter(&self, meetings: &[usize], orders: &mut Orders) -> Option<u128> {
        let count = meetings.len();
        if count > EXACT {
            return self.have_room(meetings, orders).then_some(0);
        }
        let sets = Sets::new(self, meetings, orders);
        let ready = sets.ready();
        let due = sets.due(&ready);
        let all = (1usize << count) - 1;
        let mut changed = 0;
        for at in 0..count {
            let mut open = Slots::EMPTY;
            for before in (0..=all).filter(|before| before >> at & 1 == 0) {
                let (from, to) = (ready[before * count + at], due[(all ^ before) * count + at]);
                if to != u32::MAX && from <= to {
                    open = open.or(Slots::run(from, to + 1 - from));
                }
            }
            let left = orders.starts[meetings[at]].and(open);
            changed |= orders.keep(meetings[at], left)?;
        }
        Some(changed)
    }

    /// Whether there is time for so many meetings, in all that is open to them and in what is open to each.
    fn have_room(&self, meetings: &[usize], orders: &Orders) -> bool {
        let reach = |index: &usize| orders.starts[*index].covered(self.meetings[*index].len);
        let reaches: BTreeSet<Slots> = meetings.iter().map(reach).collect();
        let all = reaches.iter().fold(Slots::EMPTY, |all, one| all.or(*one));
        reaches.into_iter().chain([all]).all(|part| {
            let inside = meetings
                .iter()
                .filter(|index| reach(index).minus(part).is_empty());
            let time: u32 = inside.map(|index| self.meetings[*index].len).sum();
            time <= part.len()
        })
    }

    /// How many slots lie between the earliest end of one and the latest start of the other; negative
    /// when the one cannot come first.
    pub fn room(&self, orders: &Orders, one: usize, other: usize) -> i64 {
        let earliest = orders.starts[one].first().unwrap_or(SLOTS_PER_DAY);
        let latest = orders.starts[other].last().map_or(-1, i64::from);
        let end = earliest + self.meetings[one].len;
        latest - i64::from(self.between[one][other].after(end))
    }

    /// Draws what follows from the orders after `touched` meetings (a set) have changed; false when
    /// something has no start left.
    pub fn draw(&self, orders: &mut Orders, touched: u128) -> bool {
        let members = |meetings: &[usize]| meetings.iter().fold(0u128, |set, at| set | 1 << at);
        let sets: Vec<u128> = self.turns.iter().map(|one| members(one)).collect();
        let has = |changed: u128| sets.iter().map(move |set| set & changed != 0);
        let mut stale: Vec<bool> = has(touched).collect();
        let mut new = touched;
        loop {
            while new != 0 {
                let Some(changed) = self.keep_all_apart(orders, new) else {
                    return false;
                };
                new = changed;
                stale
                    .iter_mut()
                    .zip(has(new))
                    .for_each(|(stale, has)| *stale |= has);
            }
            let Some(next) = stale.iter().position(|stale| *stale) else {
                return true;
            };
            let Some(changed) = self.filter(&self.turns[next], orders) else {
                return false;
            };
            new = changed;
            stale
                .iter_mut()
                .zip(has(new))
                .for_each(|(stale, has)| *stale |= has);
            stale[next] = false;
        }
    }

    /// Looks at each pair with one of these meetings; the meetings that changed, as a set, or `None` when
    /// one has no start left.
    fn keep_all_apart(&self, orders: &mut Orders, of: u128) -> Option<u128> {
        let mut changed = 0;
        for (one, other) in &self.pairs {
            if of >> one & 1 == 1 || of >> other & 1 == 1 {
                changed |= self.keep_apart(orders, *one, *other)?;
            }
        }
        Some(changed)
    }

    /// Takes the starts of two meetings away that leave the other none, and puts them in order where only
    /// one is left; which of them changed, as a set, or `None` when one has no start left.
    fn keep_apart(&self, orders: &mut Orders, one: usize, other: usize) -> Option<u128> {
        let there = !orders.precedes(other, one) && self.room(orders, one, other) >= 0;
        let back = !orders.precedes(one, other) && self.room(orders, other, one) >= 0;
        let mut changed = match (there, back) {
            (false, false) => return None,
            (true, false) => orders.put(one, other),
            (false, true) => orders.put(other, one),
            (true, true) => 0,
        };
        for (here, beside, first, last) in [(one, other, there, back), (other, one, back, there)] {
            let between = self.between[one][other];
            // Until then `here` can come first, from then on it can come last.
            let until = match orders.starts[beside].last() {
                Some(latest) if first => between
                    .before(latest)
                    .map_or(0, |end| (end + 1).saturating_sub(self.meetings[here].len)),
                _ => 0,
            };
            let from = match orders.starts[beside].first() {
                Some(earliest) if last => between.after(earliest + self.meetings[beside].len),
                _ => SLOTS_PER_DAY,
            };
            let (until, from) = (until.min(SLOTS_PER_DAY), from.min(SLOTS_PER_DAY));
            if until < from {
                let gone = Slots::run(until, from - until);
                changed |= orders.keep(here, orders.starts[here].minus(gone))?;
            }
        }
        Some(changed)
    }
}

/// The set of one meeting; none beyond the largest group that is searched.
fn member(index: usize) -> u128 {
    1u128.checked_shl(index as u32).unwrap_or(0)
}

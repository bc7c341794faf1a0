//! Whether a group of meetings fits into a day. What matters is who comes before whom: two meetings of
//! one person are put in an order, what follows from it is drawn, and when all are in order each can
//! start as early as it goes (precedence constraint posting, Smith and Cheng 1993). For each person
//! alone a path through sets says exactly whether the rest of the day still fits.

use std::collections::BTreeMap;

use super::sets::Sets;
use crate::problem::{Candidate, Problem};
use crate::time::{SLOTS_PER_DAY, Slots};

/// What is known of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// A start for each.
    Starts(Vec<u32>),
    /// They do not fit.
    Never,
    /// The search gave up.
    Unknown,
}

/// Queues tried before meetings are put in order pair by pair.
const TRIES: usize = 30;

/// A single person's meetings are judged exactly up to this many.
const EXACT: usize = 10;

/// Groups up to this size are searched.
const LARGEST: usize = 128;

/// Looks for starts of a group; gives up after `most` orders tried.
pub(super) fn fit(problem: &Problem, group: &[usize], most: usize) -> Fit {
    let day = Day::new(problem, group);
    if let Some(starts) = day.squeak() {
        return Fit::Starts(starts);
    }
    if day.people.iter().any(|meetings| !day.fits_one(meetings)) {
        return Fit::Never;
    }
    if group.len() > LARGEST {
        return Fit::Unknown;
    }
    let mut steps = most;
    match day
        .twins_in_order()
        .and_then(|orders| day.put_in_order(orders, &mut steps))
    {
        Some(starts) => Fit::Starts(starts),
        None if steps > 0 => Fit::Never,
        None => Fit::Unknown,
    }
}

/// A subset of a group that two people alone cannot fit, if one is found.
pub(super) fn clash_of_two(problem: &Problem, group: &[usize], few: usize) -> Option<Vec<usize>> {
    let day = Day::new(problem, group);
    for (n, one) in day.people.iter().enumerate() {
        for other in &day.people[n + 1..] {
            let shared = one.iter().any(|index| other.contains(index));
            let both = one
                .iter()
                .chain(other.iter().filter(|index| !one.contains(index)));
            let both: Vec<usize> = both.map(|index| group[*index]).collect();
            let clash = || fit(problem, &both, few) == Fit::Never;
            if shared && both.len() < group.len() && clash() {
                return Some(both);
            }
        }
    }
    None
}

/// A subset of a group that one person alone cannot fit, if there is one.
pub(super) fn clash_of_one(problem: &Problem, group: &[usize]) -> Option<Vec<usize>> {
    let day = Day::new(problem, group);
    let meetings = day.people.iter().find(|meetings| !day.fits_one(meetings))?;
    let mut set = meetings.clone();
    let mut at = 0;
    while at < set.len() {
        let mut fewer = set.clone();
        fewer.remove(at);
        if day.fits_one(&fewer) {
            at += 1
        } else {
            set = fewer
        }
    }
    Some(set.into_iter().map(|index| group[index]).collect())
}

pub(super) struct Day<'a> {
    pub meetings: Vec<&'a Candidate>,
    starts: Vec<Slots>,
    /// Travel from one meeting to another.
    pub travel: Vec<Vec<u32>>,
    /// The meetings of each person.
    people: Vec<Vec<usize>>,
    /// The people of each meeting.
    of: Vec<Vec<usize>>,
    /// Meetings that share somebody, the first with the lower number.
    pairs: Vec<(usize, usize)>,
}

/// What is open: the starts of each meeting and which ones come after it.
#[derive(Clone)]
pub(super) struct Orders {
    pub starts: Vec<Slots>,
    after: Vec<u128>,
}

impl Orders {
    /// Lets one meeting come before another; the one, as a set, if that is new.
    fn put(&mut self, one: usize, other: usize) -> u128 {
        let new = !self.precedes(one, other);
        self.after[one] |= 1 << other;
        u128::from(new) << one
    }

    /// Leaves a meeting these starts; the meeting, as a set, if they are fewer, or `None` without any.
    fn keep(&mut self, index: usize, starts: Slots) -> Option<u128> {
        let fewer = starts != self.starts[index];
        self.starts[index] = starts;
        (!starts.is_empty()).then_some(u128::from(fewer) << index)
    }

    pub fn precedes(&self, one: usize, other: usize) -> bool {
        self.after[one] >> other & 1 == 1
    }
}

impl<'a> Day<'a> {
    fn new(problem: &'a Problem, group: &[usize]) -> Self {
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
        let travel: Vec<Vec<u32>> = meetings
            .iter()
            .map(|one| {
                meetings
                    .iter()
                    .map(|other| super::slots::apart(problem, one, other))
                    .collect()
            })
            .collect();
        let of: Vec<Vec<usize>> = (0..meetings.len()).map(in_people).collect();
        let share = |one: usize, other: usize| of[one].iter().any(|who| of[other].contains(who));
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
            travel,
            people,
        }
    }

    /// Puts the meetings in one by one as early as they go; the one that finds no room goes to the
    /// front of the queue and all is tried again ("squeaky wheel").
    fn squeak(&self) -> Option<Vec<u32>> {
        let mut queue: Vec<usize> = (0..self.meetings.len()).collect();
        queue.sort_by_key(|index| (self.starts[*index].len(), *index));
        for _ in 0..TRIES {
            let mut placed: Vec<(usize, u32)> = Vec::with_capacity(queue.len());
            let failed = queue.iter().position(|index| {
                let start = self.earliest_among(*index, &placed);
                placed.extend(start.map(|start| (*index, start)));
                start.is_none()
            });
            let Some(failed) = failed else {
                placed.sort_unstable();
                return Some(placed.into_iter().map(|(_, start)| start).collect());
            };
            let wheel = queue.remove(failed);
            queue.insert(0, wheel);
        }
        None
    }

    /// The first start of a meeting that leaves those placed alone.
    fn earliest_among(&self, index: usize, placed: &[(usize, u32)]) -> Option<u32> {
        let mut open = self.starts[index];
        for (other, start) in placed {
            if self.of[index]
                .iter()
                .any(|who| self.of[*other].contains(who))
            {
                let (busy, len) = (self.meetings[*other].len, self.meetings[index].len);
                let travel = self.travel[index][*other];
                open = open.minus(super::slots::blocked(*start, busy, len, travel));
            }
        }
        open.first()
    }

    /// Whether one person can attend these one after the other.
    fn fits_one(&self, meetings: &[usize]) -> bool {
        let mut orders = Orders {
            starts: self.starts.clone(),
            after: vec![0; self.meetings.len()],
        };
        self.filter(meetings, &mut orders).is_some()
    }

    /// Takes away every start at which one person cannot attend all of these one after the other, by paths
    /// through sets of meetings (exact, for up to [`EXACT`] meetings). Those that lost some, as a set; `None`
    /// when they cannot be attended at all.
    fn filter(&self, meetings: &[usize], orders: &mut Orders) -> Option<u128> {
        let count = meetings.len();
        if count > EXACT {
            return Some(0);
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

    /// Meetings that can stand in for each other go in the order of their numbers.
    fn twins_in_order(&self) -> Option<Orders> {
        let mut orders = Orders {
            starts: self.starts.clone(),
            after: vec![0; self.meetings.len()],
        };
        for (one, other) in &self.pairs {
            if super::slots::interchangeable(self.meetings[*one], self.meetings[*other]) {
                orders.after[*one] |= 1 << other;
            }
        }
        self.draw(&mut orders, u128::MAX).then_some(orders)
    }

    /// Puts the pair that has least room in an order, the roomier one first, until all are in order.
    fn put_in_order(&self, orders: Orders, steps: &mut usize) -> Option<Vec<u32>> {
        if *steps == 0 {
            return None;
        }
        *steps -= 1;
        if let Some(index) = self.knot(&orders) {
            let starts = orders.starts[index];
            let (first, last) = (starts.first()?, starts.last()?);
            let early = starts.and(Slots::run(0, (first + last).div_ceil(2)));
            for part in [early, starts.minus(early)] {
                if *steps == 0 {
                    return None;
                }
                let mut next = orders.clone();
                next.starts[index] = part;
                if self.draw(&mut next, 1 << index) {
                    let found = self.put_in_order(next, steps);
                    if found.is_some() {
                        return found;
                    }
                }
            }
            return None;
        }
        let open = self.pairs.iter().copied().filter(|(one, other)| {
            !orders.precedes(*one, *other) && !orders.precedes(*other, *one)
        });
        let rooms = open.map(|(one, other)| {
            let (there, back) = (
                self.room(&orders, one, other),
                self.room(&orders, other, one),
            );
            let first = if there >= back {
                (one, other)
            } else {
                (other, one)
            };
            (there.min(back), there.max(back), first)
        });
        let Some((.., (one, other))) = rooms.min() else {
            return orders.starts.iter().map(|starts| starts.first()).collect();
        };
        for (before, after) in [(one, other), (other, one)] {
            if *steps == 0 {
                return None;
            }
            let mut next = orders.clone();
            next.after[before] |= 1 << after;
            if self.draw(&mut next, 1 << before | 1 << after) {
                let found = self.put_in_order(next, steps);
                if found.is_some() {
                    return found;
                }
            }
        }
        None
    }

    /// The meeting that ties most people's days together and whose hour is still open.
    fn knot(&self, orders: &Orders) -> Option<usize> {
        let knots = (0..self.meetings.len()).filter(|index| {
            let starts = orders.starts[*index];
            let span = starts.last().unwrap_or(0) - starts.first().unwrap_or(0);
            self.of[*index].len() > 2 && span > 1
        });
        knots.max_by_key(|index| {
            (
                self.of[*index].len() as u32 * self.meetings[*index].len,
                *index,
            )
        })
    }

    /// How many slots lie between the earliest end of one and the latest start of the other; negative
    /// when the one cannot come first.
    fn room(&self, orders: &Orders, one: usize, other: usize) -> i64 {
        let earliest = orders.starts[one].first().unwrap_or(SLOTS_PER_DAY);
        let latest = orders.starts[other].last().map_or(-1, i64::from);
        latest - i64::from(earliest + self.meetings[one].len + self.travel[one][other])
    }

    /// Draws what follows from the orders after `touched` meetings (a set) have changed; false when
    /// something has no start left.
    fn draw(&self, orders: &mut Orders, touched: u128) -> bool {
        let members = |meetings: &[usize]| meetings.iter().fold(0u128, |set, at| set | 1 << at);
        let sets: Vec<u128> = self.people.iter().map(|one| members(one)).collect();
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
            let Some(changed) = self.filter(&self.people[next], orders) else {
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
            let gap = self.travel[one][other];
            // Until then `here` can come first, from then on it can come last.
            let until = match orders.starts[beside].last() {
                Some(latest) if first => (latest + 1).saturating_sub(self.meetings[here].len + gap),
                _ => 0,
            };
            let from = match orders.starts[beside].first() {
                Some(earliest) if last => earliest + self.meetings[beside].len + gap,
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

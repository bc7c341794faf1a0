//! Whether a group of meetings fits into a day. What matters is who comes before whom: two meetings of
//! one person are put in an order, what follows from it is drawn, and when all are in order each can
//! start as early as it goes (precedence constraint posting, Smith and Cheng 1993). For each set of
//! meetings that can only be held in turn, such as one person's, a path through sets says exactly whether
//! the rest of the day still fits.

mod day;
mod sets;

use self::day::{Day, Orders};
use super::slots;
use crate::problem::Problem;
use crate::time::Slots;

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

/// Groups up to this size are searched.
const LARGEST: usize = 128;

/// Looks for starts of a group; gives up after `most` orders tried.
pub(super) fn fit(problem: &Problem, group: &[usize], most: usize) -> Fit {
    let day = Day::new(problem, group);
    if let Some(starts) = day.squeak() {
        return Fit::Starts(starts);
    }
    if day.turns.iter().any(|meetings| !day.fits_one(meetings)) {
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

/// A subset of a group, each of which keeps somebody from each other, that cannot be held in turn.
pub(super) fn clash_of_one(problem: &Problem, group: &[usize]) -> Option<Vec<usize>> {
    let day = Day::new(problem, group);
    let meetings = day.turns.iter().find(|meetings| !day.fits_one(meetings))?;
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

impl Day<'_> {
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
                let between = self.between[index][*other];
                open = open.minus(between.blocked(*start, busy, len));
            }
        }
        open.first()
    }

    /// Whether these can be held one after the other.
    fn fits_one(&self, meetings: &[usize]) -> bool {
        let mut orders = Orders {
            starts: self.starts.clone(),
            after: vec![0; self.meetings.len()],
        };
        self.filter(meetings, &mut orders).is_some()
    }

    /// Meetings that can stand in for each other go in the order of their numbers.
    fn twins_in_order(&self) -> Option<Orders> {
        let mut orders = Orders {
            starts: self.starts.clone(),
            after: vec![0; self.meetings.len()],
        };
        for (one, other) in &self.pairs {
            if slots::interchangeable(self.meetings[*one], self.meetings[*other]) {
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
}

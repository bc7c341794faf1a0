//! Whether a group of meetings fits into a day, by the order in which they start. Moved as early as
//! it goes each meeting starts where the ones before it leave its people free, so trying orders is
//! enough and hours need no choice.

use std::collections::BTreeMap;

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

/// Steps after which the search gives up.
const STEPS: usize = 10_000;

/// Queues tried before orders are searched one by one.
const TRIES: usize = 60;

/// A single person's meetings are judged exactly up to this many.
const EXACT: usize = 12;

/// Looks for starts of a group.
pub(super) fn fit(problem: &Problem, group: &[usize]) -> Fit {
    let day = Day::new(problem, group);
    if day.people.iter().any(|meetings| !day.fits_one(meetings)) {
        return Fit::Never;
    }
    if let Some(starts) = day.squeak() {
        return Fit::Starts(starts);
    }
    let mut search = Search {
        day: &day,
        starts: vec![None; group.len()],
        steps: 0,
    };
    let mut ready = vec![Vec::new(); day.people.len()];
    if search.go(&mut ready, 0) {
        return Fit::Starts(search.starts.into_iter().flatten().collect());
    }
    if search.steps < STEPS {
        Fit::Never
    } else {
        Fit::Unknown
    }
}

/// A subset of a group that two people alone cannot fit, if one is found.
pub(super) fn clash_of_two(problem: &Problem, group: &[usize]) -> Option<Vec<usize>> {
    let day = Day::new(problem, group);
    for (n, one) in day.people.iter().enumerate() {
        for other in &day.people[n + 1..] {
            let shared = one.iter().any(|index| other.contains(index));
            let both = one
                .iter()
                .chain(other.iter().filter(|index| !one.contains(index)));
            let both: Vec<usize> = both.map(|index| group[*index]).collect();
            if shared && both.len() < group.len() && fit(problem, &both) == Fit::Never {
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

struct Day<'a> {
    meetings: Vec<&'a Candidate>,
    starts: Vec<Slots>,
    /// Travel from one meeting to another.
    travel: Vec<Vec<u32>>,
    /// The meetings of each person.
    people: Vec<Vec<usize>>,
    /// The people of each meeting.
    of: Vec<Vec<usize>>,
    furthest: u32,
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
        Self {
            starts: meetings
                .iter()
                .map(|meeting| meeting.all_starts())
                .collect(),
            furthest: travel.iter().flatten().copied().max().unwrap_or(0),
            of: (0..meetings.len()).map(in_people).collect(),
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
        open.iter().next()
    }

    /// The first start not before `slot`.
    fn from(&self, index: usize, slot: u32) -> Option<u32> {
        self.starts[index]
            .minus(Slots::run(0, slot.min(SLOTS_PER_DAY)))
            .iter()
            .next()
    }

    /// Whether one person can attend these one after the other: for each set of meetings and the one
    /// that comes last the earliest end (a path through sets, exact up to [`EXACT`] meetings).
    fn fits_one(&self, meetings: &[usize]) -> bool {
        let count = meetings.len();
        if count > EXACT {
            return true;
        }
        let mut earliest = vec![u32::MAX; count << count];
        for last in 0..count {
            if let Some(start) = self.from(meetings[last], 0) {
                earliest[(1 << last) * count + last] = start + self.meetings[meetings[last]].len;
            }
        }
        for set in 1..1usize << count {
            for last in (0..count).filter(|last| set >> last & 1 == 1) {
                let end = earliest[set * count + last];
                if end == u32::MAX {
                    continue;
                }
                for next in (0..count).filter(|next| set >> next & 1 == 0) {
                    let ready = end + self.travel[meetings[last]][meetings[next]];
                    if let Some(start) = self.from(meetings[next], ready) {
                        let end = start + self.meetings[meetings[next]].len;
                        let known = &mut earliest[(set | 1 << next) * count + next];
                        *known = (*known).min(end);
                    }
                }
            }
        }
        let all = (1usize << count) - 1;
        (0..count).any(|last| earliest[all * count + last] != u32::MAX)
    }
}

struct Search<'a> {
    day: &'a Day<'a>,
    starts: Vec<Option<u32>>,
    steps: usize,
}

impl Search<'_> {
    /// Puts the rest of the meetings in, none starting before `now`. `ready` holds for each person the
    /// meetings they were in and their ends: after one without a place the way still counts from the
    /// one before it.
    fn go(&mut self, ready: &mut [Vec<(usize, u32)>], now: u32) -> bool {
        self.steps += 1;
        let mut open = Vec::new();
        for index in (0..self.starts.len()).filter(|index| self.starts[*index].is_none()) {
            let free = self.day.of[index].iter().flat_map(|who| &ready[*who]);
            let free = free
                .map(|(before, end)| end + self.day.travel[*before][index])
                .max()
                .unwrap_or(0);
            match self.day.from(index, free) {
                Some(start) => open.push((start + self.day.meetings[index].len, start, index)),
                None => return false,
            }
        }
        let Some((first_end, ..)) = open.iter().min().copied() else {
            return true;
        };
        if !(0..ready.len()).all(|who| self.has_time(who, ready[who].last().copied(), &open)) {
            return false;
        }
        let horizon = first_end + self.day.furthest;
        open.retain(|(_, start, _)| *start < horizon && *start >= now);
        open.sort_unstable_by_key(|(end, start, index)| (*start, *end, *index));
        for (at, (end, start, index)) in open.iter().copied().enumerate() {
            let twin = |other: &&(u32, u32, usize)| self.is_twin(other.2, index);
            if self.steps >= STEPS || open[..at].iter().any(|other| twin(&other)) {
                continue;
            }
            for who in &self.day.of[index] {
                ready[*who].push((index, end));
            }
            self.starts[index] = Some(start);
            if self.go(ready, start) {
                return true;
            }
            self.starts[index] = None;
            for who in &self.day.of[index] {
                ready[*who].pop();
            }
        }
        false
    }

    /// Whether one person's open meetings, with the least travel to each, can fit into the time in
    /// which they can be held.
    fn has_time(&self, who: usize, last: Option<(usize, u32)>, open: &[(u32, u32, usize)]) -> bool {
        let mine = |index: &usize| self.day.people[who].contains(index);
        let mine: Vec<(u32, usize)> = open
            .iter()
            .map(|(_, start, index)| (*start, *index))
            .filter(|(_, n)| mine(n))
            .collect();
        if mine.len() < 2 {
            return true;
        }
        let (mut reach, mut time) = (Slots::EMPTY, 0);
        let mut travel = Vec::with_capacity(mine.len());
        for (start, index) in &mine {
            let len = self.day.meetings[*index].len;
            let later = self.day.starts[*index].minus(Slots::run(0, *start));
            reach = reach.or(later.covered(len));
            time += len;
            let others = mine
                .iter()
                .map(|(_, other)| *other)
                .filter(|other| other != index);
            let before = others.chain(last.map(|(last, _)| last));
            travel.extend(before.map(|other| self.day.travel[other][*index]).min());
        }
        travel.sort_unstable();
        let free = reach.runs().len();
        let needed: u32 = travel.iter().take(travel.len().saturating_sub(free)).sum();
        time + needed <= reach.len()
    }

    /// Whether trying the one after the other has failed is trying the same again.
    fn is_twin(&self, one: usize, other: usize) -> bool {
        super::slots::interchangeable(self.day.meetings[one], self.day.meetings[other])
    }
}

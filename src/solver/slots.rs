//! The hours of one day: which meetings can be held together, when, and at what extra cost. A small
//! exact search; what cannot be held together comes back as a minimal set.

use std::collections::BTreeMap;

use super::order::{self, Fit};
use crate::problem::{Candidate, Problem, SlotClass};
use crate::time::{Between, SLOTS_PER_DAY, Slots};

/// What a day's meetings come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Day {
    /// A start for each, and points above each one's cheapest start.
    Held {
        starts: Vec<u32>,
        extra: i64,
        proven: bool,
    },
    /// They cannot all be held.
    Clash,
    /// The search gave up.
    Unknown,
}

/// Steps after which a search gives up looking for a better answer.
const BETTER_STEPS: usize = 20_000;
/// Orders tried to show that part of a clash is a clash.
const CLASH_STEPS: usize = 6;
/// Steps of a search inside another.
const WITHIN_STEPS: usize = 400;

/// Whether two candidates need the same person, so that one must end before the other starts.
pub(super) fn share(one: &Candidate, other: &Candidate) -> bool {
    one.people.iter().any(|who| other.people.contains(who))
}

/// Splits meetings into groups that share nobody; each group can be searched alone.
pub(super) fn components(problem: &Problem, meetings: &[usize]) -> Vec<Vec<usize>> {
    let mut open: Vec<usize> = meetings.to_vec();
    let mut groups = Vec::new();
    while let Some(first) = open.pop() {
        let mut group = vec![first];
        let mut at = 0;
        while at < group.len() {
            let here = &problem.candidates[group[at]];
            let (linked, rest): (Vec<_>, Vec<_>) = open
                .into_iter()
                .partition(|other| share(here, &problem.candidates[*other]));
            group.extend(linked);
            open = rest;
            at += 1;
        }
        group.sort_unstable();
        groups.push(group);
    }
    groups
}

/// Finds starts of a group of meetings of one day, the cheapest ones if `cheapest` is asked for; begins
/// with starts that are known to do, if there are any. Without them it tries `patience` orders.
pub(super) fn search(
    problem: &Problem,
    group: &[usize],
    known: Option<Vec<u32>>,
    cheapest: bool,
    patience: usize,
) -> Day {
    let starts = match known.map_or_else(|| order::fit(problem, group, patience), Fit::Starts) {
        Fit::Starts(starts) => starts,
        Fit::Never => return Day::Clash,
        Fit::Unknown => return Day::Unknown,
    };
    let candidates = || group.iter().map(|index| &problem.candidates[*index]);
    let extra = |(candidate, start): (&Candidate, &u32)| {
        class_at(candidate, *start).map_or(0, |class| class.extra)
    };
    let extra: i64 = candidates().zip(&starts).map(extra).sum();
    if extra == 0 || !cheapest {
        return Day::Held {
            starts,
            extra,
            proven: extra == 0,
        };
    }
    let mut search = Search::new(problem, group);
    search.best = Some((extra, starts));
    search.run(
        candidates().map(Candidate::all_starts).collect(),
        BETTER_STEPS,
        BETTER_STEPS,
    )
}

/// Finds starts for a group of which all but the first stand already and keep what they cost; a
/// short search, for use inside others.
pub(super) fn search_within(problem: &Problem, group: &[usize], standing: &[u32]) -> Day {
    let candidates = group.iter().map(|index| &problem.candidates[*index]);
    let domain = |(n, candidate): (usize, &Candidate)| match class_at(candidate, standing[n]) {
        Some(class) if n > 0 => class.slots,
        _ => candidate.all_starts(),
    };
    let domains = candidates.enumerate().map(domain).collect();
    Search::new(problem, group).run(domains, WITHIN_STEPS, WITHIN_STEPS)
}

/// The class of starts that holds this one.
pub(super) fn class_at(candidate: &Candidate, start: u32) -> Option<&SlotClass> {
    candidate.starts.iter().find(|class| class.slots.has(start))
}

/// A small subset that already clashes, or `None` when that cannot be shown with `patience` orders tried.
pub(super) fn minimal_clash(
    problem: &Problem,
    group: &[usize],
    patience: usize,
) -> Option<Vec<usize>> {
    if let Some(set) = order::clash_of_one(problem, group) {
        return Some(set);
    }
    let mut set =
        order::clash_of_two(problem, group, CLASH_STEPS).unwrap_or_else(|| group.to_vec());
    let mut at = 0;
    while at < set.len() {
        let mut fewer = set.clone();
        fewer.remove(at);
        let parts = components(problem, &fewer);
        match parts
            .into_iter()
            .find(|part| order::fit(problem, part, CLASH_STEPS) == Fit::Never)
        {
            Some(part) => {
                at = if part.len() < fewer.len() { 0 } else { at };
                set = part;
            }
            None => at += 1,
        }
    }
    let shown = set.len() < group.len() || order::fit(problem, &set, patience) == Fit::Never;
    shown.then_some(set)
}

/// For each meeting the others it shares people with, and what must lie between.
fn links(problem: &Problem, meetings: &[&Candidate]) -> Vec<Vec<(usize, Between)>> {
    let linked = |one: usize| {
        (0..meetings.len())
            .filter(|other| *other != one && share(meetings[one], meetings[*other]))
            .map(|other| (other, problem.between(meetings[one], meetings[other])))
            .collect()
    };
    (0..meetings.len()).map(linked).collect()
}

struct Search<'a> {
    meetings: Vec<&'a Candidate>,
    links: Vec<Vec<(usize, Between)>>,
    /// Others that could stand in for a meeting: they are kept in the order of their numbers.
    twins: Vec<Vec<usize>>,
    /// The meetings of each person who has more than one.
    people: Vec<Vec<usize>>,
    starts: Vec<Option<u32>>,
    best: Option<(i64, Vec<u32>)>,
    steps: usize,
    limit: usize,
    better: usize,
}

impl<'a> Search<'a> {
    fn new(problem: &'a Problem, group: &[usize]) -> Self {
        let meetings: Vec<_> = group
            .iter()
            .map(|index| &problem.candidates[*index])
            .collect();
        let links = links(problem, &meetings);
        let twins = twins(&meetings);
        let people = people(&meetings);
        let starts = vec![None; group.len()];
        Self {
            meetings,
            links,
            twins,
            people,
            starts,
            best: None,
            steps: 0,
            limit: 0,
            better: 0,
        }
    }

    /// Searches with at most `first` steps to an answer and `better` from there.
    fn run(mut self, domains: Vec<Slots>, first: usize, better: usize) -> Day {
        self.limit = first;
        self.better = better;
        self.go(domains, 0);
        let proven = self.steps < self.limit;
        match self.best {
            Some((extra, starts)) => Day::Held {
                starts,
                extra,
                proven,
            },
            None if proven => Day::Clash,
            None => Day::Unknown,
        }
    }

    fn go(&mut self, domains: Vec<Slots>, spent: i64) {
        self.steps += 1;
        if self.steps >= self.limit {
            return;
        }
        let Some(least) = self.least(&domains) else {
            return;
        };
        if !self
            .people
            .iter()
            .all(|meetings| self.has_time(meetings, &domains))
        {
            return;
        }
        if self
            .best
            .as_ref()
            .is_some_and(|(best, _)| spent + least >= *best)
        {
            return;
        }
        let open = (0..self.meetings.len()).filter(|index| self.starts[*index].is_none());
        let Some(next) =
            open.min_by_key(|index| (domains[*index].len(), self.meetings[*index].len))
        else {
            self.best = Some((spent, self.starts.iter().flatten().copied().collect()));
            self.limit = self.steps + self.better;
            return;
        };
        for class in 0..self.meetings[next].starts.len() {
            let class = self.meetings[next].starts[class];
            for start in domains[next].and(class.slots).iter() {
                let narrowed = self.narrow(&domains, next, start);
                self.starts[next] = Some(start);
                self.go(narrowed, spent + class.extra);
                self.starts[next] = None;
                let done = self
                    .best
                    .as_ref()
                    .is_some_and(|(best, _)| spent + class.extra >= *best);
                if done || self.steps >= self.limit {
                    return;
                }
            }
        }
    }

    /// The least the open meetings can still add; `None` when one has no start left.
    fn least(&self, domains: &[Slots]) -> Option<i64> {
        let mut sum = 0;
        for (index, meeting) in self.meetings.iter().enumerate() {
            if self.starts[index].is_none() {
                let open = |class: &&SlotClass| !class.slots.and(domains[index]).is_empty();
                sum += meeting.starts.iter().find(open)?.extra;
            }
        }
        Some(sum)
    }

    fn narrow(&self, domains: &[Slots], placed: usize, start: u32) -> Vec<Slots> {
        let mut domains = domains.to_vec();
        let busy = self.meetings[placed].len;
        for (other, between) in &self.links[placed] {
            let len = self.meetings[*other].len;
            domains[*other] = domains[*other].minus(between.blocked(start, busy, len));
        }
        for twin in &self.twins[placed] {
            let out_of_order = if *twin < placed {
                Slots::run(start, SLOTS_PER_DAY - start)
            } else {
                Slots::run(0, start + 1)
            };
            domains[*twin] = domains[*twin].minus(out_of_order);
        }
        domains
    }

    /// Whether the open meetings of one person can still fit into what is left of the day: their
    /// time into its time, and their number into the pieces that the shortest of them would cut.
    fn has_time(&self, meetings: &[usize], domains: &[Slots]) -> bool {
        let (mut reach, mut time, mut count, mut shortest) = (Slots::EMPTY, 0, 0, SLOTS_PER_DAY);
        for index in meetings
            .iter()
            .filter(|index| self.starts[**index].is_none())
        {
            let len = self.meetings[*index].len;
            reach = reach.or(domains[*index].covered(len));
            time += len;
            count += 1;
            shortest = shortest.min(len);
        }
        if count < 2 {
            return true;
        }
        let pieces: u32 = reach.runs().iter().map(|(_, run)| run / shortest).sum();
        time <= reach.len() && count <= pieces
    }
}

/// Whether one of two meetings can stand in for the other: same people, place, length and starts.
pub(super) fn interchangeable(one: &Candidate, other: &Candidate) -> bool {
    one.people == other.people
        && one.place == other.place
        && one.len == other.len
        && one.starts == other.starts
}

/// For each meeting the others that could stand in for it.
fn twins(meetings: &[&Candidate]) -> Vec<Vec<usize>> {
    let twins = |index: usize| {
        let others = (0..meetings.len()).filter(|other| *other != index);
        others
            .filter(|other| interchangeable(meetings[index], meetings[*other]))
            .collect()
    };
    (0..meetings.len()).map(twins).collect()
}

/// The meetings of each person, where there are several.
fn people(meetings: &[&Candidate]) -> Vec<Vec<usize>> {
    let mut people: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, meeting) in meetings.iter().enumerate() {
        meeting
            .people
            .iter()
            .for_each(|who| people.entry(*who).or_default().push(index));
    }
    people
        .into_values()
        .filter(|meetings| meetings.len() > 1)
        .collect()
}

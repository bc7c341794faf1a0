//! The hours of one day: which meetings can be held together, when, and at what extra cost. A small
//! exact search; what cannot be held together comes back as a minimal set.

use crate::problem::{Candidate, Problem, SlotClass};
use crate::time::{SLOTS_PER_DAY, Slots};

/// What a day's meetings come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Day {
    /// A start for each, and preference points above each one's cheapest start.
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

/// Steps after which a search gives up looking for a first answer, and for a better one.
const FIRST_STEPS: usize = 60_000;
const BETTER_STEPS: usize = 20_000;
/// Steps of a search inside another.
const WITHIN_STEPS: usize = 400;

/// Whether two candidates need the same person, so that one must end before the other starts.
pub(super) fn share(one: &Candidate, other: &Candidate) -> bool {
    one.people.iter().any(|who| other.people.contains(who))
}

/// Slots between two meetings of one person.
pub(super) fn apart(problem: &Problem, one: &Candidate, other: &Candidate) -> u32 {
    match (one.place, other.place) {
        (Some(here), Some(there)) => problem.travel[here][there],
        _ => 0,
    }
}

/// The starts of a meeting of `len` slots that leave room for one of `busy` slots from `start`,
/// `travel` slots apart.
pub(super) fn blocked(start: u32, busy: u32, len: u32, travel: u32) -> Slots {
    let from = (start + 1).saturating_sub(len + travel);
    Slots::run(from, (start + busy + travel).min(SLOTS_PER_DAY) - from)
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

/// Finds the cheapest starts of a group of meetings of one day.
pub(super) fn search(problem: &Problem, group: &[usize]) -> Day {
    let domains = group
        .iter()
        .map(|index| problem.candidates[*index].all_starts())
        .collect();
    Search::new(problem, group).run(domains, FIRST_STEPS, BETTER_STEPS)
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

/// A subset that already clashes and of which nothing can be taken away, or `None` when that cannot
/// be shown.
pub(super) fn minimal_clash(problem: &Problem, group: &[usize]) -> Option<Vec<usize>> {
    let mut set = group.to_vec();
    let mut at = 0;
    while at < set.len() {
        let mut fewer = set.clone();
        fewer.remove(at);
        let clash = components(problem, &fewer)
            .into_iter()
            .find(|part| search(problem, part) == Day::Clash);
        match clash {
            Some(part) if part.len() < fewer.len() => {
                set = part;
                at = 0;
            }
            Some(_) => set = fewer,
            None => at += 1,
        }
    }
    (search(problem, &set) == Day::Clash).then_some(set)
}

/// For each meeting the others it shares people with, and how far apart they must be.
fn links(problem: &Problem, meetings: &[&Candidate]) -> Vec<Vec<(usize, u32)>> {
    let linked = |one: usize| {
        (0..meetings.len())
            .filter(|other| *other != one && share(meetings[one], meetings[*other]))
            .map(|other| (other, apart(problem, meetings[one], meetings[other])))
            .collect()
    };
    (0..meetings.len()).map(linked).collect()
}

struct Search<'a> {
    meetings: Vec<&'a Candidate>,
    links: Vec<Vec<(usize, u32)>>,
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
        let starts = vec![None; group.len()];
        Self {
            meetings,
            links,
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
        for (other, travel) in &self.links[placed] {
            let len = self.meetings[*other].len;
            domains[*other] = domains[*other].minus(blocked(start, busy, len, *travel));
        }
        domains
    }
}

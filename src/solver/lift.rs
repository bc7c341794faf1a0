//! Rows for a person's day that is too full: how many short meetings at their usual place fit in beside
//! each choice of the others (elsewhere, long, or bound to an hour, travel included) says what each of
//! those is worth in short ones. One such row stands for all ways to overfill the day.

use std::collections::{BTreeMap, BTreeSet};

use super::rows::Row;
use crate::problem::{Candidate, Problem};
use crate::time::Slots;

/// Most meetings that are weighed one by one.
const MOST_SPECIAL: usize = 6;

/// Starts up to which a meeting counts as bound to its hour.
const FEW_STARTS: u32 = 6;

/// The rows that a choice of meetings of one day breaks, one for each person whose day is too full.
/// `used` holds the candidates of the programme on that day, `taken` how much of each candidate is taken.
pub(super) fn rows_against(problem: &Problem, used: &[usize], taken: &[f64]) -> Vec<Row> {
    let mut people: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for index in used.iter().copied().filter(|index| taken[*index] > 1e-3) {
        for who in &problem.candidates[index].people {
            people.entry(*who).or_default().push(index);
        }
    }
    let full = people
        .into_iter()
        .filter(|(_, meetings)| meetings.len() > 2);
    full.filter_map(|(who, meetings)| row(problem, used, who, meetings, taken))
        .collect()
}

fn row(
    problem: &Problem,
    used: &[usize],
    who: usize,
    mut meetings: Vec<usize>,
    taken: &[f64],
) -> Option<Row> {
    let candidates = &problem.candidates;
    let base = usual_place(problem, &meetings)?;
    let mine = || {
        used.iter()
            .copied()
            .filter(|index| candidates[*index].people.contains(&who))
    };
    let short = |index: &usize| {
        let candidate = &candidates[*index];
        candidate.place == Some(base) && candidate.all_starts().len() > FEW_STARTS
    };
    let unit = meetings
        .iter()
        .filter(|m| short(m))
        .map(|m| candidates[*m].len)
        .min()?;
    meetings.sort_by(|a, b| taken[*b].total_cmp(&taken[*a]).then(a.cmp(b)));
    let mut special: Vec<usize> = Vec::new();
    for index in meetings.into_iter().filter(|index| !short(index)) {
        let known = special
            .iter()
            .any(|one| candidates[*one].series == candidates[index].series);
        if !known && special.len() < MOST_SPECIAL {
            special.push(index);
        }
    }
    let region = mine()
        .filter(|index| candidates[*index].place == Some(base))
        .fold(Slots::EMPTY, |all, index| all.or(candidates[index].reach()));
    let beside = Beside {
        problem,
        base,
        unit,
        region,
        special: &special,
    }
    .count();
    let worth = worth(&beside, special.len());
    let most = beside[0]?;
    let series: BTreeSet<usize> = special
        .iter()
        .map(|index| candidates[*index].series)
        .collect();
    let mut terms: Vec<(usize, u32)> = Vec::new();
    for index in mine() {
        let as_bad = |special: &usize| is_as_bad(&candidates[index], &candidates[*special]);
        let coefficient = match special.iter().position(as_bad) {
            Some(at) => worth[at],
            None if short(&index) && !series.contains(&candidates[index].series) => {
                candidates[index].len / unit
            }
            None => 0,
        };
        terms.extend((coefficient > 0).then_some((index, coefficient)));
    }
    let full: f64 = terms
        .iter()
        .map(|(index, worth)| taken[*index] * f64::from(*worth))
        .sum();
    (full > f64::from(most) + 1e-3).then_some(Row { terms, most })
}

fn is_as_bad(candidate: &Candidate, than: &Candidate) -> bool {
    candidate.series == than.series
        && candidate.len >= than.len
        && candidate.all_starts().minus(than.all_starts()).is_empty()
}

/// The place most of the meetings are at.
fn usual_place(problem: &Problem, meetings: &[usize]) -> Option<usize> {
    let mut count: BTreeMap<usize, usize> = BTreeMap::new();
    for place in meetings
        .iter()
        .filter_map(|index| problem.candidates[*index].place)
    {
        *count.entry(place).or_default() += 1;
    }
    count
        .into_iter()
        .max_by_key(|(place, count)| (*count, usize::MAX - place))
        .map(|(place, _)| place)
}

/// What each special meeting takes away in short ones, whatever others are held: each as much as still
/// holds beside every choice of those before it (sequential lifting).
fn worth(beside: &[Option<u32>], count: usize) -> Vec<u32> {
    let all = beside[0].unwrap_or(0);
    let mut worth: Vec<u32> = Vec::with_capacity(count);
    for next in 0..count {
        let room = (0..1usize << next).filter_map(|chosen| {
            let left = beside[chosen | 1 << next]?;
            let taken: u32 = (0..next)
                .filter(|at| chosen >> at & 1 == 1)
                .map(|at| worth[at])
                .sum();
            Some((all - left.min(all)).saturating_sub(taken))
        });
        worth.push(room.min().unwrap_or(0));
    }
    worth
}

/// A day on which special meetings are held and the rest is filled with short ones at the base.
struct Beside<'a> {
    problem: &'a Problem,
    base: usize,
    /// Length of a short meeting.
    unit: u32,
    /// Where short ones may be.
    region: Slots,
    special: &'a [usize],
}

impl Beside<'_> {
    /// For each set of special meetings how many short ones fit in beside it; `None` when the set alone
    /// does not fit. For each set, number of short ones and place of the last meeting the slot at which all can
    /// be over (a path through sets).
    fn count(&self) -> Vec<Option<u32>> {
        let base = self.special.len();
        let meetings = self.special.iter();
        let meetings = meetings.map(|index| &self.problem.candidates[*index]);
        let special: Vec<(Slots, u32)> = meetings.map(|one| (one.all_starts(), one.len)).collect();
        let short = self.region.starts(self.unit);
        let most = (self.region.len() / self.unit) as usize;
        let at = |set: usize, shorts: usize, place: usize| {
            (set * (most + 1) + shorts) * (base + 1) + place
        };
        let mut over = vec![u32::MAX; at(1 << base, 0, 0)];
        let mut fit = vec![None; 1 << base];
        fit[0] = Some(0);
        let first = special.iter().enumerate();
        for (place, (starts, len)) in first {
            over[at(1 << place, 0, place)] = starts.first().map_or(u32::MAX, |start| start + len);
        }
        if let Some(start) = short.first() {
            over[at(0, 1, base)] = start + self.unit;
        }
        for set in 0..1usize << base {
            for shorts in 0..=most {
                for place in 0..=base {
                    let slot = over[at(set, shorts, place)];
                    if slot == u32::MAX {
                        continue;
                    }
                    fit[set] = fit[set].max(Some(shorts as u32));
                    if let Some(start) = short.from(slot + self.travel(place, base)) {
                        let known = &mut over[at(set, shorts + 1, base)];
                        *known = (*known).min(start + self.unit);
                    }
                    for next in (0..base).filter(|next| set >> next & 1 == 0) {
                        let (starts, len) = special[next];
                        if let Some(start) = starts.from(slot + self.travel(place, next)) {
                            let known = &mut over[at(set | 1 << next, shorts, next)];
                            *known = (*known).min(start + len);
                        }
                    }
                }
            }
        }
        fit
    }

    fn meeting(&self, special: usize) -> &Candidate {
        &self.problem.candidates[self.special[special]]
    }

    /// Slots of travel between two special meetings, or the base (the index past the last).
    fn travel(&self, from: usize, to: usize) -> u32 {
        let place = |index: usize| {
            if index == self.special.len() {
                Some(self.base)
            } else {
                self.meeting(index).place
            }
        };
        match (place(from), place(to)) {
            (Some(from), Some(to)) if from != to || self.is_special(from) => {
                self.problem.travel[from][to]
            }
            _ => 0,
        }
    }

    fn is_special(&self, place: usize) -> bool {
        place != self.base
    }
}

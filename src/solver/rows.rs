//! What a day can hold, as rows over candidates: for each set of meetings that can only be held in turn (one
//! person's, or those of a person's that keep somebody from a larger meeting, with it) and each part of the day that
//! some of them cannot leave, the time and the pieces that fit into it. They keep the day problem close to what the
//! hours really allow.

use std::collections::{BTreeMap, BTreeSet};

use super::slots::share;
use crate::problem::Problem;
use crate::time::Slots;

/// `Σ coefficient · candidate ≤ most`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    /// Candidate and coefficient, by candidate.
    pub terms: Vec<(usize, u32)>,
    /// The right-hand side.
    pub most: u32,
}

/// Something found while searching.
#[derive(Clone, Debug)]
pub(super) enum Cut {
    /// These cannot all be held on one day (or: of these, so many at most).
    Row(Row),
    /// Holding all of each set on this day costs so much above the cheapest starts.
    Extra {
        day: usize,
        sets: Vec<(Vec<usize>, i64)>,
    },
}

impl Cut {
    /// The candidates of which it forbids some together.
    pub fn forbids(&self) -> Vec<usize> {
        match self {
            Self::Row(row) => row.terms.iter().map(|(index, _)| *index).collect(),
            Self::Extra { .. } => Vec::new(),
        }
    }
}

/// Every row over the candidates in use that could bind, without doubles; those found so far when it is `over` before.
pub(super) fn capacity(
    problem: &Problem,
    used: impl Fn(usize) -> bool,
    over: &dyn Fn() -> bool,
) -> Vec<Row> {
    let mut by_person: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (index, candidate) in problem
        .candidates
        .iter()
        .enumerate()
        .filter(|(n, _)| used(*n))
    {
        for who in &candidate.people {
            by_person
                .entry((*who, candidate.day))
                .or_default()
                .push(index);
        }
    }
    let mut larger: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, candidate) in problem.candidates.iter().enumerate() {
        if used(index) && candidate.people.len() > 2 {
            larger.entry(candidate.day).or_default().push(index);
        }
    }
    let mut rows = BTreeSet::new();
    for ((who, day), members) in by_person {
        if over() {
            break;
        }
        rows.extend(daily_maximum(problem, problem.room[who][day], &members));
        rows.extend(rows_of(problem, &members));
        for larger in larger.get(&day).into_iter().flatten() {
            rows.extend(rows_of(problem, &in_turn(problem, who, &members, *larger)));
        }
    }
    rows.into_iter().collect()
}

/// A person's meetings that keep somebody from a larger one without them, and that one: they can only be held in
/// turn. None when fewer than two series are.
fn in_turn(problem: &Problem, who: usize, members: &[usize], larger: usize) -> Vec<usize> {
    let large = &problem.candidates[larger];
    if large.people.contains(&who) {
        return Vec::new();
    }
    let keeps = |member: &usize| share(&problem.candidates[*member], large);
    let mut set: Vec<usize> = members.iter().copied().filter(keeps).collect();
    let series = set.iter().map(|member| problem.candidates[*member].series);
    if series.collect::<BTreeSet<_>>().len() < 2 {
        return Vec::new();
    }
    set.push(larger);
    set.sort_unstable();
    set
}

/// The rows of meetings that can only be held in turn.
fn rows_of(problem: &Problem, members: &[usize]) -> Vec<Row> {
    let parts = parts(problem, members).into_iter();
    parts
        .flat_map(|part| part_rows(problem, part, members))
        .collect()
}

fn daily_maximum(problem: &Problem, most: u32, members: &[usize]) -> Option<Row> {
    let terms: Vec<_> = members.iter().map(|member| (*member, 1)).collect();
    binding(problem, Row { terms, most })
}

/// The parts of the day to look at: what each meeting can reach, and all of it together.
fn parts(problem: &Problem, members: &[usize]) -> BTreeSet<Slots> {
    let mut parts: BTreeSet<Slots> = members
        .iter()
        .map(|member| problem.candidates[*member].reach())
        .collect();
    parts.insert(parts.iter().fold(Slots::EMPTY, |all, part| all.or(*part)));
    parts
}

/// The rows of the meetings that cannot leave `part`.
fn part_rows(problem: &Problem, part: Slots, members: &[usize]) -> Vec<Row> {
    let inside: Vec<usize> = members
        .iter()
        .copied()
        .filter(|member| problem.candidates[*member].reach().minus(part).is_empty())
        .collect();
    let travel = least_travel(problem, &inside);
    let onward = onward(problem, &inside);
    let farthest = onward.iter().copied().max().unwrap_or(0);
    let runs = part.runs();
    let len = |member: &usize| problem.candidates[*member].len;
    let lengths: BTreeSet<u32> = inside.iter().map(len).collect();
    let mut rows = Vec::new();
    if lengths.len() > 1 || farthest > travel {
        let terms = inside.iter().zip(&onward);
        let terms = terms.map(|(member, onward)| (*member, len(member) + onward));
        let terms = terms.collect();
        let most = runs.iter().map(|(_, run)| run + farthest).sum();
        rows.extend(binding(problem, Row { terms, most }));
    }
    if lengths.len() > 1 && farthest > travel {
        let terms = inside
            .iter()
            .map(|member| (*member, len(member) + travel))
            .collect();
        let most = runs.iter().map(|(_, run)| run + travel).sum();
        rows.extend(binding(problem, Row { terms, most }));
    }
    for shortest in lengths {
        let long = inside.iter().filter(|member| len(member) >= shortest);
        let terms = long.map(|member| (*member, 1)).collect();
        let most = runs
            .iter()
            .map(|(_, run)| (run + travel) / (shortest + travel))
            .sum();
        rows.extend(binding(problem, Row { terms, most }));
    }
    rows
}

/// From each of these meetings the least travel to one of another series, in slots.
fn onward(problem: &Problem, members: &[usize]) -> Vec<u32> {
    let there: BTreeSet<(Option<usize>, usize)> = members
        .iter()
        .map(|member| &problem.candidates[*member])
        .map(|candidate| (candidate.place, candidate.series))
        .collect();
    let from = |member: &usize| {
        let here = &problem.candidates[*member];
        let others = there.iter().filter(|(_, series)| *series != here.series);
        let travel = others.map(|(place, _)| match (here.place, *place) {
            (Some(here), Some(there)) => problem.travel[here][there],
            _ => 0,
        });
        travel.min().unwrap_or(0)
    };
    members.iter().map(from).collect()
}

/// The least travel between two of these meetings, in slots.
fn least_travel(problem: &Problem, members: &[usize]) -> u32 {
    let mut series_at: BTreeMap<Option<usize>, BTreeSet<usize>> = BTreeMap::new();
    for member in members {
        let candidate = &problem.candidates[*member];
        series_at
            .entry(candidate.place)
            .or_default()
            .insert(candidate.series);
    }
    if series_at.contains_key(&None) {
        return 0;
    }
    let places: Vec<(usize, usize)> = series_at
        .iter()
        .filter_map(|(place, series)| Some(((*place)?, series.len())))
        .collect();
    let mut least = u32::MAX;
    for (n, (here, series)) in places.iter().enumerate() {
        if *series > 1 {
            least = least.min(problem.travel[*here][*here]);
        }
        for (there, _) in &places[n + 1..] {
            least = least.min(problem.travel[*here][*there]);
        }
    }
    if least == u32::MAX { 0 } else { least }
}

/// The row, unless no choice can break it: each series is there at most once.
fn binding(problem: &Problem, row: Row) -> Option<Row> {
    let mut largest: BTreeMap<usize, u32> = BTreeMap::new();
    for (candidate, coefficient) in &row.terms {
        let known = largest
            .entry(problem.candidates[*candidate].series)
            .or_default();
        *known = (*known).max(*coefficient);
    }
    (largest.values().sum::<u32>() > row.most).then_some(row)
}

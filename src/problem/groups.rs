//! What several meetings of one day or week cost together: an instance and its candidates come in; groups of candidates
//! with what so many of them cost go out.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;
use serde::Serialize;

use super::Candidate;
use crate::series::{Instance, ResourceKind};
use crate::time::SLOT_MINUTES;

/// Candidates whose number matters.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Group {
    /// The candidates, in order, each with how much it counts.
    pub members: Vec<(usize, u32)>,
    /// How much is there already, of what stands.
    pub base: u32,
    /// What it costs once any is held.
    pub any: i64,
    /// What it costs on top when what is held counts one in all.
    pub alone: i64,
    /// What each unit beyond so many costs, one after the other: never less than the one before.
    pub beyond: Vec<(u32, i64)>,
}

impl Group {
    /// What it costs when `count` of its candidates are held that count `amount`.
    pub fn cost(&self, count: u32, amount: u32) -> i64 {
        if count == 0 {
            return 0;
        }
        let alone = if amount == 1 { self.alone } else { 0 };
        self.any + alone + self.over(self.base + amount) - self.over(self.base)
    }

    fn over(&self, amount: u32) -> i64 {
        let steps = self.beyond.iter();
        steps
            .map(|(free, cost)| i64::from(amount.saturating_sub(*free)) * cost)
            .sum()
    }
}

/// All groups of a problem that can cost something.
pub(super) fn of(instance: &Instance, candidates: &[Candidate]) -> Vec<Group> {
    let mut groups = blocks(instance, candidates);
    groups.extend(full_days(instance, candidates));
    groups.extend(evenings(instance, candidates));
    groups
}

/// The days of pairs: a block each, not for half an hour, and not too long.
fn blocks(instance: &Instance, candidates: &[Candidate]) -> Vec<Group> {
    let weights = &instance.weights;
    let mut bundles_of = vec![Vec::new(); instance.series.len()];
    for (index, bundle) in instance.bundles.iter().enumerate() {
        for series in &bundle.series {
            bundles_of[*series].push(index);
        }
    }
    let mut groups: BTreeMap<(usize, usize), Group> = BTreeMap::new();
    for (index, candidate) in candidates.iter().enumerate() {
        for bundle in &bundles_of[candidate.series] {
            let (one, other) = instance.bundles[*bundle].pair;
            if candidate.people.contains(&one) && candidate.people.contains(&other) {
                let group = groups.entry((*bundle, candidate.day)).or_default();
                group.members.push((index, half_hours(candidate.len)));
            }
        }
    }
    let stands = stands(instance);
    for ((bundle, day), group) in &mut groups {
        let (one, other) = instance.bundles[*bundle].pair;
        let pair = (one.min(other), one.max(other), *day);
        group.beyond = vec![(weights.block_length / 30, weights.block_over)];
        group.base = stands.get(&pair).copied().unwrap_or(0);
        if group.base == 0 {
            (group.any, group.alone) = (weights.block, weights.lone);
        }
    }
    groups.into_values().collect()
}

fn half_hours(slots: u32) -> u32 {
    (slots * SLOT_MINUTES).div_ceil(30)
}

/// How many started half hours of meetings of two people alone stand on each day, by the two (the lesser first) and day.
fn stands(instance: &Instance) -> BTreeMap<(usize, usize, usize), u32> {
    let mut stands = BTreeMap::new();
    for fixed in &instance.fixed {
        let day = instance.index(fixed.start.date());
        if let (Some(day), [(one, _), (other, _)]) = (day, &fixed.people[..]) {
            let pair = (*one.min(other), *one.max(other), day);
            *stands.entry(pair).or_default() += fixed.minutes.div_ceil(30);
        }
    }
    stands
}

fn is_family(instance: &Instance, who: usize) -> bool {
    instance.resources[who].kind == ResourceKind::Family
}

fn is_colleague(instance: &Instance, who: usize) -> bool {
    instance.resources[who].kind == ResourceKind::Staff
}

/// A colleague's days: more families than are comfortable.
fn full_days(instance: &Instance, candidates: &[Candidate]) -> Vec<Group> {
    let weights = &instance.weights;
    let mut days: BTreeMap<(usize, usize), Group> = BTreeMap::new();
    for (index, candidate) in candidates.iter().enumerate() {
        if !candidate.people.iter().any(|who| is_family(instance, *who)) {
            continue;
        }
        let colleagues = candidate.people.iter();
        for who in colleagues.filter(|who| is_colleague(instance, **who)) {
            let group = days.entry((*who, candidate.day)).or_default();
            group.members.push((index, 1));
        }
    }
    for fixed in &instance.fixed {
        let day = instance.index(fixed.start.date());
        let families = fixed.people.iter();
        let family = families.clone().any(|(who, _)| is_family(instance, *who));
        for (who, _) in families.filter(|_| family) {
            let group = day.and_then(|day| days.get_mut(&(*who, day)));
            if let Some(group) = group {
                group.base += 1;
            }
        }
    }
    let [first, more] = weights.full_day;
    let comfortable = weights.comfortable_day;
    let beyond = vec![
        (comfortable, first),
        (comfortable + 1, (more - first).max(0)),
    ];
    some(days, &beyond, candidates)
}

/// A colleague's evenings of a week: the first is each candidate's own matter.
fn evenings(instance: &Instance, candidates: &[Candidate]) -> Vec<Group> {
    let mut weeks: BTreeMap<(usize, usize), Group> = BTreeMap::new();
    let monday = instance.first.weekday().num_days_from_monday() as usize;
    for (index, candidate) in candidates.iter().enumerate() {
        if !candidate.evening {
            continue;
        }
        let colleagues = candidate.people.iter();
        for who in colleagues.filter(|who| is_colleague(instance, **who)) {
            let week = (candidate.day + monday) / 7;
            let group = weeks.entry((*who, week)).or_default();
            group.members.push((index, 1));
        }
    }
    let [first, second, more] = instance.weights.evening;
    let second = second.max(first);
    let beyond = vec![(1, second - first), (2, (more - second).max(0))];
    some(weeks, &beyond, candidates)
}

/// The groups in which there can be too many: a series has one meeting a day.
fn some<K: Ord>(
    groups: BTreeMap<K, Group>,
    beyond: &[(u32, i64)],
    candidates: &[Candidate],
) -> Vec<Group> {
    let least = beyond.first().map_or(0, |(free, _)| *free);
    let can_cost = |group: &Group| {
        let members = group.members.iter().map(|(one, _)| &candidates[*one]);
        let all: BTreeSet<_> = members.map(|one| (one.series, one.day)).collect();
        all.len() as u32 + group.base > least
    };
    let groups = groups.into_values().filter(can_cost);
    groups
        .map(|group| Group {
            beyond: beyond.to_vec(),
            ..group
        })
        .collect()
}

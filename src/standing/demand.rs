//! Who needs standing times together: an instance comes in; pairs of colleagues and groups, with the hours that would suit
//! them, go out.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::busy::Sought;
use crate::series::{Instance, Keeps, Requirement, Series, StandingKey};
use crate::time::{SLOT_MINUTES, Slots};

/// Two colleagues who share meetings.
pub(super) struct Pair {
    pub key: StandingKey,
    pub people: [usize; 2],
    /// Weeks after which their meetings come back.
    pub cycle: u32,
    /// Blocks a cycle, and the length of each in quarter-hours.
    pub blocks: u32,
    pub len: u32,
    /// How many meetings they have in a cycle.
    pub meetings: u32,
    /// When each of their series is next due, and how many days around that are as good.
    pub due: Vec<(NaiveDate, u32)>,
    /// The starts of a block that suit both, by day.
    pub days: BTreeMap<usize, Slots>,
}

impl Pair {
    /// What is sought for one of its blocks: they are at the office.
    pub fn sought(&self) -> Sought<'_> {
        Sought {
            people: &self.people,
            len: self.len,
            place: Some(0),
        }
    }
}

/// A pair has at most so many blocks a cycle; longer ones where that is not enough.
const MOST_BLOCKS: u32 = 2;

/// The series that keep standing times in this way.
pub(super) fn of(instance: &Instance, keeps: Keeps) -> impl Iterator<Item = &Series> {
    let standing = move |series: &&Series| {
        series
            .standing
            .as_ref()
            .is_some_and(|one| one.keeps == keeps)
    };
    instance.series.iter().filter(standing)
}

/// The series of groups, of several parts the first.
pub(super) fn groups(instance: &Instance) -> impl Iterator<Item = &Series> {
    let mut known = BTreeSet::new();
    of(instance, Keeps::Group).filter(move |series| known.insert(&series.id))
}

/// The colleague who alone takes a seat that day.
pub(super) fn colleague(instance: &Instance, series: &Series, date: NaiveDate) -> Option<usize> {
    instance.colleagues(series.cast_on(date)?).next()
}

/// The pairs whose shared series have standing times. Blocks hold what they have in the fullest cycle.
pub(super) fn pairs(instance: &Instance) -> Vec<Pair> {
    let bundles = instance.bundles.iter();
    bundles
        .filter_map(|bundle| pair(instance, bundle.pair.into(), &bundle.series))
        .collect()
}

fn pair(instance: &Instance, people: [usize; 2], series: &[usize]) -> Option<Pair> {
    let series = series.iter().map(|at| &instance.series[*at]);
    let kept = series.filter(|one| {
        one.standing
            .as_ref()
            .is_some_and(|one| one.keeps == Keeps::Block)
    });
    let shared = kept.filter_map(|one| match &one.requirement {
        Requirement::Cadence(cadence) => Some((one, cadence)),
        Requirement::Milestone(_) | Requirement::Weekly(_) => None,
    });
    let shared: Vec<_> = shared.collect();
    let cycle = shared
        .iter()
        .map(|(_, cadence)| cadence.target.div_ceil(7))
        .min()?
        .max(1);
    let active = |monday: NaiveDate| {
        let last = monday + chrono::Days::new(u64::from(cycle) * 7 - 1);
        let of_cycle = shared
            .iter()
            .filter(|(_, one)| one.from <= last && monday <= one.to);
        let mut by_id: BTreeMap<_, u32> = BTreeMap::new();
        for (series, _) in of_cycle {
            by_id.insert(&series.id, series.minutes.1);
        }
        (by_id.values().sum::<u32>(), by_id.len() as u32)
    };
    let mondays = instance
        .term
        .days()
        .filter(|day| instance.first <= *day)
        .step_by(7);
    let (minutes, meetings) = mondays.map(active).max()?;
    let needed = minutes.div_ceil(instance.weights.block_length.max(30));
    let blocks = needed.clamp(1, MOST_BLOCKS.min(cycle));
    let len = minutes.div_ceil(blocks).next_multiple_of(30) / SLOT_MINUTES;
    let [one, other] = people;
    let free = |who: usize, day: usize| instance.resources[who].free[day];
    let days = (0..instance.day_count()).filter_map(|day| {
        let starts = free(one, day).and(free(other, day)).starts(len);
        (!starts.is_empty()).then_some((day, starts))
    });
    let due = shared.iter().map(|(_, one)| {
        let next = one.anchor + chrono::Days::new(u64::from(one.target));
        (next.max(one.from), one.free)
    });
    let ids = [one, other].map(|who| instance.resources[who].id.as_str());
    Some(Pair {
        key: StandingKey::pair(ids[0], ids[1]),
        people,
        cycle,
        blocks,
        len,
        meetings,
        due: due.collect(),
        days: days.collect(),
    })
}

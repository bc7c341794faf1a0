//! What people's hours say of their weeks: an instance and the people come in; the days that tell their usual hours, after
//! how many weeks these come back, and from which day they are others, go out.

use std::collections::BTreeMap;

use crate::series::{Closed, Instance};
use crate::time::Slots;

/// The most weeks after which hours come back.
const LONGEST: usize = 6;

/// The hours that people share on the days that tell: not on those on which one is away, or a holiday is kept.
#[derive(Clone, Default)]
pub(super) struct Usual(BTreeMap<usize, Slots>);

impl Usual {
    /// Adds a day, if it tells.
    pub fn add(&mut self, instance: &Instance, day: usize, people: impl Iterator<Item = usize>) {
        let mut all = Slots::ALL;
        for who in people {
            let resource = &instance.resources[who];
            let works = matches!(resource.closed.get(&day), None | Some(Closed::NoHours));
            if !works || !resource.away[day].is_empty() {
                return;
            }
            all = all.and(resource.free[day]);
        }
        self.0.insert(day, all);
    }

    /// Whether a day tells.
    pub fn tells(&self, day: usize) -> bool {
        self.0.contains_key(&day)
    }

    /// The days that tell.
    pub fn days(&self) -> impl Iterator<Item = usize> {
        self.0.keys().copied()
    }

    /// The same for some days.
    pub fn within(&self, has: impl Fn(usize) -> bool) -> Self {
        let days = self.0.iter().filter(|(day, _)| has(**day));
        Self(days.map(|(day, hours)| (*day, *hours)).collect())
    }

    /// After how many weeks the hours come back: most days of each weekday are like the one so many weeks on.
    pub fn cycle(&self) -> usize {
        let comes_back = |weeks: &usize| {
            let mut tally = [(0, 0); 7];
            for (day, hours) in &self.0 {
                if let Some(later) = self.0.get(&(day + 7 * weeks)) {
                    let (all, same) = &mut tally[day % 7];
                    *all += 1;
                    *same += u32::from(later == hours);
                }
            }
            tally.iter().any(|(all, _)| *all > 0)
                && tally.iter().all(|(all, same)| 4 * same >= 3 * all)
        };
        (1..=LONGEST).find(comes_back).unwrap_or(1)
    }

    /// The days from which hours are others than so many weeks before, and stay so.
    pub fn changes(&self, cycle: usize) -> Vec<usize> {
        let period = 7 * cycle;
        let mut found: Vec<usize> = Vec::new();
        for (day, hours) in &self.0 {
            let other = |one: usize| self.0.get(&one).map(|there| there != hours);
            let changed = day.checked_sub(period).and_then(other) == Some(true);
            let lasts = other(day + period) == Some(false) && other(day + 2 * period) != Some(true);
            if changed && lasts && found.last().is_none_or(|last| last + period <= *day) {
                found.push(*day);
            }
        }
        found
    }
}

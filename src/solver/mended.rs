//! Never worse than it was: a plan that gains in one layer and loses in those after it comes in; with as much of what
//! it lost as there is room for, it goes out.
//!
//! A programme that weighs the first layers only does not care for the others: its plan may leave out everything that is
//! merely wished for. So each path that goes a worse way than before goes back to that way where it is free, and what
//! is still worse takes the best way there is now.

use std::time::Duration;

use super::anneal::WARM;
use super::calendar::{Calendar, PathSchedule};
use super::clock::Clock;
use super::context::Search;
use super::improve;
use crate::problem::Cost;

/// The most that filling up may take once the time is over.
pub(super) const GRACE: Duration = Duration::from_millis(150);

impl<'a> Search<'a> {
    /// A better plan without what it needlessly loses against the best so far.
    pub fn mended(&self, mut calendar: Calendar<'a>) -> Calendar<'a> {
        let layers = calendar.cost.0.iter().zip(self.best.cost.0);
        if !calendar.is_whole() || layers.clone().all(|(now, before)| *now <= before) {
            return calendar;
        }
        let worse = worse(&calendar, &self.best);
        for path in &worse {
            if let Some(way) = &self.best.ways[*path] {
                calendar.go_back(*path, way);
            }
        }
        let clock = Clock::grace(GRACE);
        improve::refill(&mut calendar, worse, &clock);
        calendar
    }

    /// Places what still fits, at the end of a search however it was ended.
    pub fn fill(&mut self, clock: &Clock) {
        let dearer = |path: &usize| {
            let way = self.best.ways[*path].as_ref();
            way.is_none_or(|way| way.cost > self.least[*path])
        };
        let mut amiss: Vec<usize> = (0..self.best.ways.len()).filter(dearer).collect();
        let best = &self.best;
        let lost = |path: &usize| best.ways[*path].as_ref().map(|way| way.cost);
        amiss.sort_by_key(|path| std::cmp::Reverse(lost(path)));
        improve::refill(&mut self.best, amiss, clock);
        if self.is_many() {
            self.anneal(WARM, clock);
        }
    }
}

/// The paths that cost more than in a plan before, those that lose most first.
fn worse(calendar: &Calendar, before: &Calendar) -> Vec<usize> {
    let loss = |path: usize| -> Option<Cost> {
        let now = calendar.ways[path].as_ref()?.cost;
        let known = before.ways[path].as_ref()?.cost;
        (now > known).then(|| now - known)
    };
    let paths = 0..calendar.ways.len();
    let mut worse: Vec<(Cost, usize)> =
        paths.filter_map(|path| Some((loss(path)?, path))).collect();
    worse.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
    worse.into_iter().map(|(_, path)| path).collect()
}

impl Calendar<'_> {
    /// Lets a path go a way it went before, where that is free and makes nothing worse.
    fn go_back(&mut self, path: usize, way: &PathSchedule) {
        let before = self.cost;
        let now = self.remove(path);
        if self.is_free(way) {
            self.put_back(path, way.clone());
            if self.cost <= before {
                return;
            }
            self.remove(path);
        }
        now.into_iter().for_each(|now| self.put_back(path, now));
    }

    /// Whether all meetings of a way have room. One with two on a day might fill it by itself: it has none.
    fn is_free(&self, way: &PathSchedule) -> bool {
        let day = |at: &usize| self.problem.candidates[way.meetings[*at].0].day;
        let mut all = 0..way.meetings.len();
        let twice = |at: &usize| (0..*at).any(|other| day(&other) == day(at));
        let free = |(index, start): &(usize, u32)| {
            let blocked = self.blocked(*index);
            blocked.is_some_and(|blocked| !blocked.has(*start))
        };
        !all.any(|at| twice(&at)) && way.meetings.iter().all(free)
    }
}

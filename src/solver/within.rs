//! A calendar and the calendar of a part of it: how the part stands in the whole comes in, what was found
//! there is taken over.

use super::calendar::{Calendar, PathSchedule};
use super::slots;
use crate::problem::{Cost, Part};
use crate::series::cost as unit;
use crate::time::Slots;

impl Calendar<'_> {
    /// Puts the paths of a part in as they go there, instead of how they went, and moves its standing
    /// meetings.
    pub fn replace(&mut self, part: &Part, ways: Vec<Option<PathSchedule>>) {
        for path in &part.paths {
            self.remove(*path);
        }
        let whole = |mut way: PathSchedule| {
            for (candidate, _) in &mut way.meetings {
                *candidate = part.candidates[*candidate];
            }
            way
        };
        let mut ways = ways.into_iter().map(|way| way.map(whole));
        let open: Vec<Option<PathSchedule>> = ways.by_ref().take(part.paths.len()).collect();
        for (candidate, start) in ways.flatten().flat_map(|way| way.meetings) {
            self.settle(candidate, start);
        }
        for (path, way) in part.paths.iter().zip(open) {
            if let Some(way) = way {
                self.put_back(*path, way);
            }
        }
    }

    /// Lets a part stand as it does in the whole; false when it cannot.
    pub fn stand(&mut self, part: &Part, whole: &Self) -> bool {
        let own = |candidate: usize| part.candidates.binary_search(&candidate).ok();
        for (path, of) in part.paths.iter().enumerate() {
            let Some(mut way) = whole.ways[*of].clone() else {
                return false;
            };
            for (candidate, _) in &mut way.meetings {
                let Some(index) = own(*candidate) else {
                    return false;
                };
                *candidate = index;
            }
            self.put_back(path, way);
        }
        let paths = &self.problem.graph.paths;
        for (path, at) in paths.iter().enumerate().skip(part.paths.len()) {
            let node = &self.problem.graph.nodes[at.nodes.start];
            let stands = node.candidate.and_then(|index| {
                let start = whole.start(part.candidates[index])?;
                let extra = slots::class_at(&self.problem.candidates[index], start)?.extra;
                Some((index, start, extra))
            });
            let Some((index, start, extra)) = stands else {
                return false;
            };
            let way = PathSchedule {
                meetings: vec![(index, start)],
                cost: Cost::of(unit::QUALITY, extra),
            };
            self.put_back(path, way);
        }
        true
    }

    /// Moves a meeting to another hour.
    fn settle(&mut self, index: usize, start: u32) {
        let extra = |start: u32| {
            let class = slots::class_at(&self.problem.candidates[index], start);
            Cost::of(unit::QUALITY, class.map_or(0, |class| class.extra))
        };
        let Some(before) = self.start(index) else {
            return;
        };
        let (more, less) = (extra(start), extra(before));
        self.move_to(index, start);
        let path = self.path_of(index);
        if let Some(way) = &mut self.ways[path] {
            way.cost += more;
            way.cost -= less;
        }
        self.cost += more;
        self.cost -= less;
    }

    /// The starts of a candidate that keep clear of another meeting at `start`.
    pub fn clear_of(&self, index: usize, other: usize, start: u32) -> Slots {
        let candidates = &self.problem.candidates;
        let (candidate, other) = (&candidates[index], &candidates[other]);
        let between = self.problem.between(candidate, other);
        let blocked = between.blocked(start, other.len, candidate.len);
        candidate.all_starts().minus(blocked)
    }
}

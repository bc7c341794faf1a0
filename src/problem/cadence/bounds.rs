//! What bounds a gap of a rhythm and what it costs: where it begins and in which part it ends come in; least and most
//! days, and points, go out.

use chrono::NaiveDate;

use super::{Builder, Start, after, before};
use crate::problem::Cost;
use crate::rules::Gap;
use crate::series::{Cadence, cost as unit};

impl Builder<'_, '_> {
    pub(super) fn first(&self) -> &Cadence {
        &self.parts[0].1
    }

    pub(super) fn last(&self) -> &Cadence {
        &self.parts[self.parts.len() - 1].1
    }

    /// The bounds of a gap that begins there and ends in a part; in none when it ends with the rhythm.
    pub(super) fn bounds(&self, began: Start, part: usize) -> Gap {
        let last = self.parts.len() - 1;
        if part > last {
            let before = self.bounds(began, last);
            return match self.last().last {
                Some(own) => Gap {
                    limit: own.limit.max(self.begun(began).limit),
                    ..own
                },
                None => before,
            };
        }
        let own = &self.parts[part].1;
        match began {
            Start::Anchor if part == 0 => own.first_gap(),
            Start::Part(same) if same == part => own.own_gap(),
            _ => own.gap_after(self.begun(began)),
        }
    }

    /// The bounds of a gap that begins there, were it to end where it began.
    pub(super) fn begun(&self, began: Start) -> Gap {
        match began {
            Start::Anchor => self.first().first_gap(),
            Start::Part(part) => self.parts[part].1.own_gap(),
        }
    }

    /// Where a gap that begins there may end, once for each of its different bounds: the parts from its own on, and the
    /// rhythm's end.
    pub(super) fn ends(&self, began: Start) -> Vec<usize> {
        let own = match began {
            Start::Anchor => 0,
            Start::Part(part) => part,
        };
        let mut ends: Vec<usize> = Vec::new();
        for part in own..=self.parts.len() {
            let gap = self.bounds(began, part);
            if !ends.iter().any(|end| self.bounds(began, *end) == gap) {
                ends.push(part);
            }
        }
        ends
    }

    /// The parts, and the rhythm's end, in which a gap has the bounds of one that ends in `end`.
    pub(super) fn alike(&self, began: Start, end: usize) -> Vec<usize> {
        let gap = self.bounds(began, end);
        let parts = end..=self.parts.len();
        parts
            .filter(|part| self.bounds(began, *part) == gap)
            .collect()
    }

    /// Where gaps begin that are like those that begin there.
    pub(super) fn like(&self, began: Start) -> Start {
        let same = |other: &Start| {
            self.ends(*other) == self.ends(began)
                && (0..=self.parts.len())
                    .all(|part| self.bounds(*other, part) == self.bounds(began, part))
        };
        let starts = (0..self.parts.len())
            .map(Start::Part)
            .chain([Start::Anchor]);
        starts.into_iter().find(same).unwrap_or(began)
    }

    /// The day the first gap's rhythm counts from: so late that a gap from it to what may be used is dear by each day.
    pub(super) fn rhythm_anchor(&self, gap: Gap) -> NaiveDate {
        let longest = (gap.max + gap.grace).max(gap.target + gap.free);
        let first = self.first();
        let latest = before(first.from, u64::from(longest) + 1);
        first.anchor.max(latest)
    }

    /// The day from which the first gap leaves something out.
    pub(super) fn count_anchor(&self, gap: Gap) -> NaiveDate {
        let first = self.first();
        match after(first.anchor, gap.limit) < first.from {
            true => before(first.from, 1),
            false => first.anchor,
        }
    }

    /// What a gap costs in quality.
    pub(super) fn rhythm(&self, gap: Gap, days: i64) -> i64 {
        let off = (days - i64::from(gap.target)).abs();
        let late = days - i64::from(gap.max + gap.grace);
        let [day, each_late] = self.prices(gap);
        day * (off - i64::from(gap.free)).max(0) + each_late * late.max(0)
    }

    /// What a day off the target costs, and a day too late on top of it.
    pub(super) fn prices(&self, gap: Gap) -> [i64; 2] {
        let weights = &self.instance.weights;
        let late = match gap.free {
            0 => weights.gap_late,
            _ => 0,
        };
        [weights.gap_day, late]
    }

    /// What the last gap costs: as any other when it runs from a meeting to one that stands, else
    /// what the next term can no longer avoid.
    pub(super) fn last_gap(&self, gap: Gap, days: i64, after_meeting: bool) -> Cost {
        let rhythm = match self.last().next {
            Some(_) if after_meeting => self.rhythm(gap, days),
            _ => self.unless_early(gap, days),
        };
        Cost::of(unit::QUALITY, rhythm)
    }

    /// What a gap costs that may as well be shorter.
    pub(super) fn unless_early(&self, gap: Gap, days: i64) -> i64 {
        if days > i64::from(gap.target) {
            self.rhythm(gap, days)
        } else {
            0
        }
    }

    /// The part of a long gap's cost that grows with each day, and the part taken off once.
    pub(super) fn linear(&self, gap: Gap, days: i64) -> i64 {
        let [day, late] = self.prices(gap);
        (day + late) * days
    }

    pub(super) fn once(&self, gap: Gap) -> i64 {
        let [day, late] = self.prices(gap);
        day * i64::from(gap.target + gap.free) + late * i64::from(gap.max + gap.grace)
    }
}

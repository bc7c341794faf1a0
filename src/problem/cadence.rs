//! A rhythm as a graph: days on which it is held, arcs whose gap is allowed, and stand-ins for what
//! a longer gap leaves out, one every `limit` days. A gap's cost is linear beyond the limit, so the
//! stand-ins' arcs add up to exactly what the whole gap costs.

use chrono::{Days, NaiveDate};

use super::candidate::Pool;
use super::graph::{Graph, Step, Ways};
use super::{Cost, left_out, promise};
use crate::series::{Cadence, Instance, cost as unit};

/// Where a path stands: on a day, having held so many (counted only under a maximum).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct State {
    day: NaiveDate,
    /// 0 for a stand-in, else 1 + the index of the candidate.
    held: usize,
    level: u32,
}

struct Builder<'a, 'b> {
    instance: &'a Instance,
    series: usize,
    cadence: &'a Cadence,
    pool: &'b mut Pool<'a>,
}

/// Adds a cadence's paths.
pub(super) fn add<'a>(
    instance: &'a Instance,
    series: usize,
    cadence: &'a Cadence,
    pool: &mut Pool<'a>,
    graph: &mut Graph,
) {
    let severity = instance.series[series].severity;
    let mut builder = Builder {
        instance,
        series,
        cadence,
        pool,
    };
    let root = builder.arcs_from_anchor();
    let root = builder.with_promises(None, root);
    graph.explore(root, |state| {
        let candidate = state.held.checked_sub(1);
        let onward = builder.onward(state);
        Step {
            candidate,
            cost: match candidate {
                Some(candidate) => builder.pool.list[candidate].cost,
                None => left_out(severity, 1),
            },
            onward: builder.with_promises(Some(state.day), onward),
        }
    });
}

fn after(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_add_days(Days::new(u64::from(days)))
        .unwrap_or(NaiveDate::MAX)
}

fn gap(from: NaiveDate, to: NaiveDate) -> i64 {
    (to - from).num_days()
}

impl Builder<'_, '_> {
    /// The day the first gap's rhythm counts from: so late that a gap from it to what may be used is dear by each day.
    fn rhythm_anchor(&self) -> NaiveDate {
        let (late, off) = (
            self.cadence.max + self.cadence.grace,
            self.cadence.target + self.cadence.free,
        );
        let longest = Days::new(u64::from(late.max(off)) + 1);
        self.cadence.anchor.max(
            self.cadence
                .from
                .checked_sub_days(longest)
                .unwrap_or(self.cadence.anchor),
        )
    }

    /// The day from which the first gap leaves something out.
    fn count_anchor(&self) -> NaiveDate {
        if after(self.cadence.anchor, self.cadence.limit) < self.cadence.from {
            self.cadence.from.pred_opt().unwrap_or(self.cadence.from)
        } else {
            self.cadence.anchor
        }
    }

    /// What a gap costs in quality.
    fn rhythm(&self, gap: i64) -> i64 {
        let off = (gap - i64::from(self.cadence.target)).abs();
        let late = gap - i64::from(self.cadence.max + self.cadence.grace);
        let [day, each_late] = self.prices();
        day * (off - i64::from(self.cadence.free)).max(0) + each_late * late.max(0)
    }

    /// What a day off the target costs, and a day too late on top of it.
    fn prices(&self) -> [i64; 2] {
        let weights = &self.instance.weights;
        let late = match self.cadence.free {
            0 => weights.gap_late,
            _ => 0,
        };
        [weights.gap_day, late]
    }

    /// What the last gap costs: as any other when it runs from a meeting to one that stands, else
    /// what the next term can no longer avoid.
    fn last_gap(&self, gap: i64, after_meeting: bool) -> Cost {
        let rhythm = match self.cadence.next {
            Some(_) if after_meeting => self.rhythm(gap),
            _ => self.unless_early(gap),
        };
        Cost::of(unit::QUALITY, rhythm)
    }

    /// What a gap costs that may as well be shorter.
    fn unless_early(&self, gap: i64) -> i64 {
        if gap > i64::from(self.cadence.target) {
            self.rhythm(gap)
        } else {
            0
        }
    }

    /// The part of a long gap's cost that grows with each day, and the part taken off once.
    fn linear(&self, days: i64) -> i64 {
        let [day, late] = self.prices();
        (day + late) * days
    }

    fn once(&self) -> i64 {
        let [day, late] = self.prices();
        let (target, max) = (self.cadence.target, self.cadence.max);
        day * i64::from(target + self.cadence.free) + late * i64::from(max + self.cadence.grace)
    }

    /// What it costs that the same people miss two meetings running.
    fn absent_again(&self, one: usize, next: usize) -> i64 {
        let (one, next) = (self.absent(one), self.absent(next));
        let both = one.iter().filter(|who| next.contains(who)).count();
        self.instance.weights.absent_again * both as i64
    }

    fn absent(&self, candidate: usize) -> Vec<usize> {
        let candidate = &self.pool.list[candidate];
        let day = self.instance.day(candidate.day);
        let cast = self.instance.series[self.series].cast_on(day);
        let invited = cast.and_then(|cast| cast.invited.as_ref());
        let members = invited.into_iter().flat_map(|invited| &invited.members);
        let members = members.map(|(who, _)| *who);
        members
            .filter(|who| !candidate.people.contains(who))
            .collect()
    }

    fn counted(&self) -> bool {
        self.cadence.count_max.is_some()
    }

    /// Occurrences on the days `from..=to`, `level` having been held before.
    fn held(&mut self, from: NaiveDate, to: NaiveDate, level: u32) -> Vec<State> {
        let from = from.max(self.cadence.from).max(self.instance.first);
        let to = to.min(self.cadence.last());
        let mut states = Vec::new();
        for day in from.iter_days().take_while(|day| *day <= to) {
            let Some(index) = self.instance.index(day) else {
                continue;
            };
            for candidate in self.pool.on(self.series, index) {
                let level = if self.counted() { level + 1 } else { 0 };
                states.push(State {
                    day,
                    held: candidate + 1,
                    level,
                });
            }
        }
        states
    }

    /// A stand-in on the last day the gap from `start` could have ended, when that is too early.
    fn stand_in(&self, start: NaiveDate, level: u32) -> Option<State> {
        let day = after(start, self.cadence.limit);
        (day < self.cadence.end()).then_some(State {
            day,
            held: 0,
            level,
        })
    }

    /// Adds to each way on from a day what the promises cost that it passes over; those of a day on
    /// which something is held are the candidate's.
    fn with_promises(&self, from: Option<NaiveDate>, mut arcs: Ways<State>) -> Ways<State> {
        let series = &self.instance.series[self.series];
        if series.promises.is_empty() {
            return arcs;
        }
        let index = |day: NaiveDate| (day - self.instance.first).num_days().max(0) as usize;
        let first = from.map_or(0, |day| index(day) + 1);
        for (to, cost) in &mut arcs {
            let last = match to {
                None => usize::MAX,
                Some(state) if state.held == 0 => index(state.day) + 1,
                Some(state) => index(state.day),
            };
            *cost += promise::passed(series, first..last);
        }
        arcs
    }

    fn arcs_from_anchor(&mut self) -> Ways<State> {
        let (anchor, counts_from) = (self.rhythm_anchor(), self.count_anchor());
        let held = self.cadence.held;
        let soonest = if held {
            after(self.cadence.anchor, self.cadence.min)
        } else {
            self.cadence.from
        };
        let mut arcs = Vec::new();
        for state in self.held(soonest, after(counts_from, self.cadence.limit), 0) {
            let gap = gap(anchor, state.day);
            let rhythm = if held {
                self.rhythm(gap)
            } else {
                self.unless_early(gap)
            };
            arcs.push((Some(state), Cost::of(unit::QUALITY, rhythm)));
        }
        if self.cadence.count_max == Some(0) {
            return vec![(None, Cost::ZERO)];
        }
        match self.stand_in(counts_from, 0) {
            None => {
                let days = gap(anchor, self.cadence.end());
                arcs.push((None, self.last_gap(days, held)));
            }
            Some(state) => {
                let days = gap(anchor, state.day);
                arcs.push((Some(state), Cost::of(unit::QUALITY, self.linear(days))));
            }
        }
        arcs
    }

    fn onward(&mut self, state: State) -> Ways<State> {
        if self
            .cadence
            .count_max
            .is_some_and(|most| state.level >= most)
        {
            return vec![(None, Cost::ZERO)];
        }
        if state.held > 0 {
            self.arcs_from_held(state)
        } else {
            self.arcs_from_stand_in(state)
        }
    }

    fn arcs_from_held(&mut self, state: State) -> Ways<State> {
        let soonest = after(state.day, self.cadence.min.max(1));
        let mut arcs = Vec::new();
        for next in self.held(soonest, after(state.day, self.cadence.limit), state.level) {
            let again = self.absent_again(state.held - 1, next.held - 1);
            let points = self.rhythm(gap(state.day, next.day)) + again;
            arcs.push((Some(next), Cost::of(unit::QUALITY, points)));
        }
        match self.stand_in(state.day, state.level) {
            None => {
                let days = gap(state.day, self.cadence.end());
                arcs.push((None, self.last_gap(days, true)));
            }
            Some(next) => {
                let days = i64::from(self.cadence.limit);
                arcs.push((Some(next), Cost::of(unit::QUALITY, self.linear(days))));
            }
        }
        arcs
    }

    fn arcs_from_stand_in(&mut self, state: State) -> Ways<State> {
        let mut arcs = Vec::new();
        let last = after(state.day, self.cadence.limit);
        for next in self.held(after(state.day, 1), last, state.level) {
            let rhythm = self.linear(gap(state.day, next.day)) - self.once();
            arcs.push((Some(next), Cost::of(unit::QUALITY, rhythm)));
        }
        match self.stand_in(state.day, state.level) {
            None => {
                let rhythm = self.linear(gap(state.day, self.cadence.end())) - self.once();
                arcs.push((None, Cost::of(unit::QUALITY, rhythm)));
            }
            Some(next) => {
                let days = i64::from(self.cadence.limit);
                arcs.push((Some(next), Cost::of(unit::QUALITY, self.linear(days))));
            }
        }
        arcs
    }
}

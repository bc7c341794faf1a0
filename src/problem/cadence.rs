//! A rhythm as a graph: days on which it is held, arcs whose gap is allowed, and stand-ins for what
//! a longer gap leaves out, one every `limit` days. Rhythm is linear beyond the limit, so the
//! stand-ins' arcs add up to exactly what the whole gap costs.

use chrono::{Datelike, Days, NaiveDate, Weekday};

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
    /// The weekday a following occurrence is compared with, where it still can be.
    weekday: Option<u8>,
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

fn weekday_code(day: NaiveDate) -> Option<u8> {
    u8::try_from(Weekday::num_days_from_monday(&day.weekday())).ok()
}

impl Builder<'_, '_> {
    /// The day the first gap's rhythm counts from: no earlier than `from − 1 − max`.
    fn rhythm_anchor(&self) -> NaiveDate {
        let longest = Days::new(u64::from(self.cadence.max) + 1);
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

    fn rhythm(&self, gap: i64) -> i64 {
        unit::rhythm(gap, self.cadence.target, self.cadence.max)
    }

    /// What the last gap costs: as any other when it runs from a meeting to one that stands, else
    /// what the next term can no longer avoid.
    fn last_gap(&self, gap: i64, after_meeting: bool, weekday: Option<u8>) -> Cost {
        let rhythm = match self.cadence.next {
            Some(_) if after_meeting => self.rhythm(gap),
            _ => self.unless_early(gap),
        };
        Cost::of(unit::RHYTHM, rhythm) + self.change_to_next(weekday)
    }

    fn change_to_next(&self, weekday: Option<u8>) -> Cost {
        let next = self.cadence.next;
        next.map_or(Cost::ZERO, |next| self.weekday_change(weekday, next))
    }

    /// Rhythm of a gap that may as well be shorter.
    fn unless_early(&self, gap: i64) -> i64 {
        if gap > i64::from(self.cadence.target) {
            self.rhythm(gap)
        } else {
            0
        }
    }

    /// The part of a long gap's rhythm that grows with each day, and the part taken off once.
    fn linear(&self, days: i64) -> i64 {
        (1 + unit::BEYOND_MAX) * days
    }

    fn once(&self) -> i64 {
        i64::from(self.cadence.target) + unit::BEYOND_MAX * i64::from(self.cadence.max)
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
                    weekday: weekday_code(day),
                });
            }
        }
        states
    }

    /// A stand-in on the last day the gap from `start` could have ended, when that is too early.
    fn stand_in(&self, start: NaiveDate, level: u32, weekday: Option<u8>) -> Option<State> {
        let day = after(start, self.cadence.limit);
        (day < self.cadence.end()).then_some(State {
            day,
            held: 0,
            level,
            weekday,
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

    fn weekday_change(&self, from: Option<u8>, to: NaiveDate) -> Cost {
        let changes = from.is_some() && from != weekday_code(to);
        Cost::of(
            unit::PREFERENCES,
            if changes { unit::WEEKDAY_CHANGE } else { 0 },
        )
    }

    fn arcs_from_anchor(&mut self) -> Ways<State> {
        let (anchor, counts_from) = (self.rhythm_anchor(), self.count_anchor());
        let held = self.cadence.held;
        let weekday = if held {
            weekday_code(self.cadence.anchor)
        } else {
            None
        };
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
            let cost = Cost::of(unit::RHYTHM, rhythm) + self.weekday_change(weekday, state.day);
            arcs.push((Some(state), cost));
        }
        if self.cadence.count_max == Some(0) {
            return vec![(None, Cost::ZERO)];
        }
        match self.stand_in(counts_from, 0, weekday) {
            None => {
                let days = gap(anchor, self.cadence.end());
                arcs.push((None, self.last_gap(days, held, weekday)));
            }
            Some(state) => {
                let days = gap(anchor, state.day);
                arcs.push((Some(state), Cost::of(unit::RHYTHM, self.linear(days))));
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
            let rhythm = Cost::of(unit::RHYTHM, self.rhythm(gap(state.day, next.day)));
            arcs.push((
                Some(next),
                rhythm + self.weekday_change(state.weekday, next.day),
            ));
        }
        match self.stand_in(state.day, state.level, state.weekday) {
            None => {
                let days = gap(state.day, self.cadence.end());
                arcs.push((None, self.last_gap(days, true, state.weekday)));
            }
            Some(next) => {
                let days = i64::from(self.cadence.limit);
                arcs.push((Some(next), Cost::of(unit::RHYTHM, self.linear(days))));
            }
        }
        arcs
    }

    fn arcs_from_stand_in(&mut self, state: State) -> Ways<State> {
        let mut arcs = Vec::new();
        let last = after(state.day, self.cadence.limit);
        for next in self.held(after(state.day, 1), last, state.level) {
            let rhythm = self.linear(gap(state.day, next.day)) - self.once();
            let cost = Cost::of(unit::RHYTHM, rhythm);
            arcs.push((
                Some(next),
                cost + self.weekday_change(state.weekday, next.day),
            ));
        }
        match self.stand_in(state.day, state.level, state.weekday) {
            None => {
                let rhythm = self.linear(gap(state.day, self.cadence.end())) - self.once();
                let changes = self.change_to_next(state.weekday);
                arcs.push((None, Cost::of(unit::RHYTHM, rhythm) + changes));
            }
            Some(next) => {
                let days = i64::from(self.cadence.limit);
                arcs.push((Some(next), Cost::of(unit::RHYTHM, self.linear(days))));
            }
        }
        arcs
    }
}

//! A rhythm as a graph: days on which it is held, arcs whose gap is allowed, and stand-ins for what
//! a longer gap leaves out, one every `limit` days. A gap's cost is linear beyond the limit, so the
//! stand-ins' arcs add up to exactly what the whole gap costs.
//!
//! A rhythm that changes its form is one path through its parts: a gap has the bounds of the part
//! its later day is in, so that each stand-in is one of a gap that ends in a known part.

mod bounds;

use chrono::{Days, NaiveDate};

use super::candidate::Pool;
use super::graph::{Graph, Step, Ways};
use super::{Cost, left_out, promise};
use crate::rules::Gap;
use crate::series::{Cadence, Follows, Instance, Requirement, cost as unit};

/// Where a path stands: on a day, having held so many (counted only under a maximum).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct State {
    day: NaiveDate,
    /// 0 for a stand-in, else 1 + the index of the candidate.
    held: usize,
    level: u32,
    /// The part it is held in; of a stand-in, where its gap began and where it ends.
    part: usize,
    began: Start,
}

/// Where a gap begins: on the day the rhythm counts from, or on a meeting of a part.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Start {
    Anchor,
    Part(usize),
}

/// The paths of a rhythm with all its parts.
pub(super) struct Builder<'a, 'b> {
    instance: &'a Instance,
    /// Each part's series and rhythm, in order of day.
    parts: Vec<(usize, Cadence)>,
    pool: &'b mut Pool<'a>,
}

/// Adds the paths of a rhythm that counts from a known day; its later parts are added with it, and one that counts from
/// a meeting of this plan with that.
pub(super) fn add<'a>(
    instance: &'a Instance,
    series: usize,
    cadence: &'a Cadence,
    pool: &mut Pool<'a>,
    graph: &mut Graph,
) {
    if cadence.follows.is_some() {
        return;
    }
    let mut builder = Builder::new(instance, series, *cadence, pool);
    let root = builder.root();
    graph.explore(root, |state| builder.step(state));
}

fn after(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_add_days(Days::new(u64::from(days)))
        .unwrap_or(NaiveDate::MAX)
}

fn before(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days)).unwrap_or(day)
}

fn days_between(from: NaiveDate, to: NaiveDate) -> i64 {
    (to - from).num_days()
}

impl<'a, 'b> Builder<'a, 'b> {
    /// A rhythm and the parts that go on from it.
    pub fn new(
        instance: &'a Instance,
        series: usize,
        cadence: Cadence,
        pool: &'b mut Pool<'a>,
    ) -> Self {
        let mut parts = vec![(series, cadence)];
        for (index, one) in instance.series.iter().enumerate().skip(series + 1) {
            let last = parts.last().map(|(series, _)| *series);
            if let Requirement::Cadence(part) = &one.requirement
                && let Some(Follows::Part(before)) = part.follows
                && last == Some(before)
            {
                parts.push((index, *part));
            }
        }
        Self {
            instance,
            parts,
            pool,
        }
    }

    /// The ways on from where the rhythm counts from.
    pub fn root(&mut self) -> Ways<State> {
        let root = self.arcs_from_anchor();
        self.with_promises(None, root)
    }

    /// The ways on from a meeting on a day that the rhythm counts from.
    pub fn root_from(&mut self, day: NaiveDate) -> Ways<State> {
        let own = self.parts[0].1;
        self.parts[0].1 = own.counted_from(day);
        let root = self.root();
        self.parts[0].1 = own;
        root
    }

    /// What its promises cost when it is not asked for.
    pub fn broken(&self) -> Cost {
        self.passed(0..usize::MAX)
    }

    /// What a path finds at a state.
    pub fn step(&mut self, state: State) -> Step<State> {
        let candidate = state.held.checked_sub(1);
        let onward = self.onward(state);
        let (series, _) = self.parts[state.part.min(self.parts.len() - 1)];
        Step {
            candidate,
            cost: match candidate {
                Some(candidate) => self.pool.list[candidate].cost,
                None => left_out(self.instance.series[series].severity, 1),
            },
            onward: self.with_promises(Some(state.day), onward),
        }
    }

    /// What it costs that the same people miss two meetings of a part running.
    fn absent_again(&self, one: usize, next: usize) -> i64 {
        if self.pool.list[one].series != self.pool.list[next].series {
            return 0;
        }
        let (one, next) = (self.absent(one), self.absent(next));
        let both = one.iter().filter(|who| next.contains(who)).count();
        self.instance.weights.absent_again * both as i64
    }

    fn absent(&self, candidate: usize) -> Vec<usize> {
        let candidate = &self.pool.list[candidate];
        let day = self.instance.day(candidate.day);
        let cast = self.instance.series[candidate.series].cast_on(day);
        let invited = cast.and_then(|cast| cast.invited.as_ref());
        let members = invited.into_iter().flat_map(|invited| &invited.members);
        let members = members.map(|(who, _)| *who);
        members
            .filter(|who| !candidate.people.contains(who))
            .collect()
    }

    fn counted(&self) -> bool {
        self.parts.iter().any(|(_, part)| part.count_max.is_some())
    }

    fn is_full(&self, level: u32) -> bool {
        self.first().count_max.is_some_and(|most| level >= most)
    }

    /// Occurrences in a part on the days `from..=to`, `level` having been held before.
    fn held(&mut self, part: usize, from: NaiveDate, to: NaiveDate, level: u32) -> Vec<State> {
        let (series, own) = self.parts[part];
        let from = from.max(own.from).max(self.instance.first);
        let to = to.min(own.to).min(self.last().last());
        let mut states = Vec::new();
        for day in from.iter_days().take_while(|day| *day <= to) {
            let Some(index) = self.instance.index(day) else {
                continue;
            };
            for candidate in self.pool.on(series, index) {
                let level = if self.counted() { level + 1 } else { 0 };
                states.push(State {
                    day,
                    held: candidate + 1,
                    level,
                    part,
                    began: Start::Part(part),
                });
            }
        }
        states
    }

    /// A stand-in on the last day the gap from `start` could have ended, when that is too early.
    fn stand_in(&self, start: NaiveDate, level: u32, began: Start, end: usize) -> Option<State> {
        let alike = self.alike(began, end);
        let day = after(start, self.bounds(began, end).limit);
        let ends_on = |part: usize| match self.parts.get(part) {
            Some((_, own)) => after(own.to, 1),
            None => self.last().end(),
        };
        let until = alike.iter().map(|part| ends_on(*part)).max();
        (until.is_some_and(|until| day < until)).then(|| State {
            day,
            held: 0,
            level,
            part: end,
            began: self.like(began),
        })
    }

    /// Adds to each way on from a day what the promises cost that it passes over; those of a day on
    /// which something is held are the candidate's.
    fn with_promises(&self, from: Option<NaiveDate>, mut arcs: Ways<State>) -> Ways<State> {
        let promised = |series: &usize| !self.instance.series[*series].promises.is_empty();
        if !self.parts.iter().any(|(series, _)| promised(series)) {
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
            *cost += self.passed(first..last);
        }
        arcs
    }

    fn passed(&self, days: std::ops::Range<usize>) -> Cost {
        let series = self
            .parts
            .iter()
            .map(|(series, _)| &self.instance.series[*series]);
        series.fold(Cost::ZERO, |sum, one| {
            sum + promise::passed(one, days.clone())
        })
    }

    fn arcs_from_anchor(&mut self) -> Ways<State> {
        let held = self.first().held;
        if self.is_full(0) {
            return vec![(None, Cost::ZERO)];
        }
        let mut arcs = Vec::new();
        for end in self.ends(Start::Anchor) {
            let gap = self.bounds(Start::Anchor, end);
            let (anchor, counts_from) = (self.rhythm_anchor(gap), self.count_anchor(gap));
            let soonest = match held {
                true => after(self.first().anchor, gap.min),
                false => self.first().from,
            };
            for part in self.alike(Start::Anchor, end) {
                if part == self.parts.len() {
                    if self.ends_within(counts_from, gap) {
                        let days = days_between(anchor, self.last().end());
                        arcs.push((None, self.last_gap(gap, days, held)));
                    }
                    continue;
                }
                for state in self.held(part, soonest, after(counts_from, gap.limit), 0) {
                    let days = days_between(anchor, state.day);
                    let rhythm = match held {
                        true => self.rhythm(gap, days),
                        false => self.unless_early(gap, days),
                    };
                    arcs.push((Some(state), Cost::of(unit::QUALITY, rhythm)));
                }
            }
            if let Some(state) = self.stand_in(counts_from, 0, Start::Anchor, end) {
                let days = days_between(anchor, state.day);
                arcs.push((Some(state), Cost::of(unit::QUALITY, self.linear(gap, days))));
            }
        }
        arcs
    }

    /// Whether a gap that begins on a day may run to the rhythm's end.
    fn ends_within(&self, start: NaiveDate, gap: Gap) -> bool {
        after(start, gap.limit) >= self.last().end()
    }

    fn onward(&mut self, state: State) -> Ways<State> {
        if self.is_full(state.level) {
            return vec![(None, Cost::ZERO)];
        }
        if state.held > 0 {
            self.arcs_from_held(state)
        } else {
            self.arcs_from_stand_in(state)
        }
    }

    fn arcs_from_held(&mut self, state: State) -> Ways<State> {
        let began = Start::Part(state.part);
        let mut arcs = Vec::new();
        for end in self.ends(began) {
            let gap = self.bounds(began, end);
            let soonest = after(state.day, gap.min.max(1));
            for part in self.alike(began, end) {
                if part == self.parts.len() {
                    if self.ends_within(state.day, gap) {
                        let days = days_between(state.day, self.last().end());
                        arcs.push((None, self.last_gap(gap, days, true)));
                    }
                    continue;
                }
                for next in self.held(part, soonest, after(state.day, gap.limit), state.level) {
                    let again = self.absent_again(state.held - 1, next.held - 1);
                    let points = self.rhythm(gap, days_between(state.day, next.day)) + again;
                    arcs.push((Some(next), Cost::of(unit::QUALITY, points)));
                }
            }
            if let Some(next) = self.stand_in(state.day, state.level, began, end) {
                let days = self.linear(gap, i64::from(gap.limit));
                arcs.push((Some(next), Cost::of(unit::QUALITY, days)));
            }
        }
        arcs
    }

    fn arcs_from_stand_in(&mut self, state: State) -> Ways<State> {
        let gap = self.bounds(state.began, state.part);
        let last = after(state.day, gap.limit);
        let mut arcs = Vec::new();
        for part in self.alike(state.began, state.part) {
            if part == self.parts.len() {
                if self.ends_within(state.day, gap) {
                    let days = days_between(state.day, self.last().end());
                    let rhythm = self.linear(gap, days) - self.once(gap);
                    arcs.push((None, Cost::of(unit::QUALITY, rhythm)));
                }
                continue;
            }
            for next in self.held(part, after(state.day, 1), last, state.level) {
                let days = days_between(state.day, next.day);
                let rhythm = self.linear(gap, days) - self.once(gap);
                arcs.push((Some(next), Cost::of(unit::QUALITY, rhythm)));
            }
        }
        if let Some(next) = self.stand_in(state.day, state.level, state.began, state.part) {
            let days = self.linear(gap, i64::from(gap.limit));
            arcs.push((Some(next), Cost::of(unit::QUALITY, days)));
        }
        arcs
    }
}

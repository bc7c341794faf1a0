//! Milestones as trees: a meeting on each day of its window, or left out; what counts from it
//! follows in a port of its own, once for each dependant, a rhythm as well as a milestone.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::cadence::Builder;
use super::candidate::Pool;
use super::graph::{Graph, resolved};
use super::{Cost, left_out, promise};
use crate::series::{
    Anchor, Cadence, Follows, Instance, Milestone, Requirement, Window, cost as unit,
};

/// What became of a milestone; either is the day its dependants count from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    /// Held: the day and the candidate.
    Held(NaiveDate, usize),
    /// Left out: its due date.
    LeftOut(NaiveDate),
}

impl State {
    fn day(self) -> NaiveDate {
        match self {
            Self::Held(day, _) | Self::LeftOut(day) => day,
        }
    }
}

/// A milestone and those that count from it.
struct Family<'a> {
    series: usize,
    milestone: &'a Milestone,
    children: Vec<Family<'a>>,
    /// The rhythms that count from it, by series.
    rhythms: Vec<(usize, Cadence)>,
}

/// Adds the tree that starts at a milestone whose anchor is known; one that counts from another
/// milestone is added with it.
pub(super) fn add<'a>(
    instance: &'a Instance,
    series: usize,
    milestone: &'a Milestone,
    pool: &mut Pool<'a>,
    graph: &mut Graph,
) {
    let Anchor::Day(anchor) = milestone.anchor else {
        return;
    };
    let family = family(instance, series, milestone);
    let arcs = arcs(instance, &family, anchor, pool);
    let is_nothing = |(to, cost): &(Option<State>, Cost)| to.is_none() && *cost == Cost::ZERO;
    if !arcs.iter().all(is_nothing) {
        let states = arcs.iter().filter_map(|(state, _)| *state).collect();
        let nodes = grow(instance, &family, states, pool, graph);
        graph.port(None, resolve(arcs, &nodes));
    }
}

fn family<'a>(instance: &'a Instance, series: usize, milestone: &'a Milestone) -> Family<'a> {
    let children = instance
        .series
        .iter()
        .enumerate()
        .skip(series + 1)
        .filter_map(|(index, child)| match &child.requirement {
            Requirement::Milestone(child) if child.anchor == Anchor::Series(series) => {
                Some(family(instance, index, child))
            }
            Requirement::Milestone(_) | Requirement::Cadence(_) | Requirement::Weekly(_) => None,
        });
    let rhythms = instance.series.iter().enumerate().skip(series + 1);
    let rhythms = rhythms.filter_map(|(index, child)| match &child.requirement {
        Requirement::Cadence(child) if child.follows == Some(Follows::Meeting(series)) => {
            Some((index, *child))
        }
        Requirement::Milestone(_) | Requirement::Cadence(_) | Requirement::Weekly(_) => None,
    });
    Family {
        series,
        milestone,
        children: children.collect(),
        rhythms: rhythms.collect(),
    }
}

/// The ways a milestone can go when it counts from `anchor`; `None` when it is not asked for.
fn arcs<'a>(
    instance: &'a Instance,
    family: &Family<'a>,
    anchor: NaiveDate,
    pool: &mut Pool<'a>,
) -> Vec<(Option<State>, Cost)> {
    let window = instance.window(family.milestone, anchor);
    if !instance.belongs(&window) {
        return vec![(None, broken(instance, family, pool))];
    }
    let series = &instance.series[family.series];
    let first = window.from.max(instance.first);
    let last = window.latest.min(instance.term.to);
    let all = promise::passed(series, ..);
    let mut arcs = vec![(Some(State::LeftOut(window.due)), all)];
    for day in first.iter_days().take_while(|day| *day <= last) {
        let Some(index) = instance.index(day) else {
            continue;
        };
        let others = promise::passed(series, ..index) + promise::passed(series, index + 1..);
        for candidate in pool.on(family.series, index) {
            let cost = on_day(instance, &window, day) + others;
            arcs.push((Some(State::Held(day, candidate)), cost));
        }
    }
    arcs
}

/// What the promises of a milestone and its dependants cost when none is asked for.
fn broken<'a>(instance: &'a Instance, family: &Family<'a>, pool: &mut Pool<'a>) -> Cost {
    let mut sum = promise::passed(&instance.series[family.series], ..);
    for (series, rhythm) in &family.rhythms {
        sum += Builder::new(instance, *series, *rhythm, pool).broken();
    }
    for child in &family.children {
        sum += broken(instance, child, pool);
    }
    sum
}

fn on_day(instance: &Instance, window: &Window, day: NaiveDate) -> Cost {
    let late = (day - window.due).num_days().max(0);
    let weights = &instance.weights;
    let off = (day - window.target).num_days().abs();
    let points = weights.target_off * (off / i64::from(weights.target_days.max(1)));
    Cost::of(unit::LATE, late) + Cost::of(unit::QUALITY, points)
}

/// Makes the nodes of a milestone and, below them, of its dependants.
fn grow<'a>(
    instance: &'a Instance,
    family: &Family<'a>,
    states: BTreeSet<State>,
    pool: &mut Pool<'a>,
    graph: &mut Graph,
) -> BTreeMap<State, usize> {
    let severity = instance.series[family.series].severity;
    let mut nodes = BTreeMap::new();
    for state in &states {
        let node = match state {
            State::Held(_, candidate) => graph.node(Some(*candidate), pool.list[*candidate].cost),
            State::LeftOut(_) => graph.node(None, left_out(severity, 1)),
        };
        nodes.insert(*state, node);
    }
    let mut follow = BTreeMap::<State, Vec<_>>::new();
    for child in &family.children {
        let ways: Vec<_> = states
            .iter()
            .map(|state| (*state, arcs(instance, child, state.day(), pool)))
            .collect();
        let below = ways
            .iter()
            .flat_map(|(_, arcs)| arcs.iter().filter_map(|(to, _)| *to))
            .collect();
        let below = grow(instance, child, below, pool, graph);
        for (state, arcs) in ways {
            follow.entry(state).or_default().push(resolve(arcs, &below));
        }
    }
    for (series, rhythm) in &family.rhythms {
        let mut builder = Builder::new(instance, *series, *rhythm, pool);
        let ways = states.iter().map(|state| builder.root_from(state.day()));
        let ways: Vec<_> = ways.collect();
        let below = graph.explore_below(&ways, |state| builder.step(state));
        for (state, ways) in states.iter().zip(ways) {
            let ports = follow.entry(*state).or_default();
            ports.push(resolved(ways, &below));
        }
    }
    for (state, ports) in follow {
        for arcs in ports {
            graph.port(Some(nodes[&state]), arcs);
        }
    }
    nodes
}

fn resolve(
    arcs: Vec<(Option<State>, Cost)>,
    nodes: &BTreeMap<State, usize>,
) -> Vec<(Option<usize>, Cost)> {
    arcs.into_iter()
        .map(|(state, cost)| (state.map(|state| nodes[&state]), cost))
        .collect()
}

//! So many meetings a week as one small graph per week: each a step to a later day.

use super::candidate::Pool;
use super::graph::{Graph, Step, Ways};
use super::{Cost, left_out, promise};
use crate::rules::Severity;
use crate::series::{Instance, Week, Weekly, cost as unit};

/// Where a week stands: the last meeting, how many so far, how many of them outside office hours.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct State {
    level: u32,
    day: usize,
    candidate: usize,
    outside: u32,
}

/// Adds the weeks of a series.
pub(super) fn add<'a>(
    instance: &'a Instance,
    series: usize,
    weekly: &Weekly,
    pool: &mut Pool<'a>,
    graph: &mut Graph,
) {
    for week in &weekly.weeks {
        add_week(instance, series, week, pool, graph);
    }
}

fn add_week<'a>(
    instance: &'a Instance,
    series: usize,
    week: &Week,
    pool: &mut Pool<'a>,
    graph: &mut Graph,
) {
    let severity = instance.series[series].severity;
    let days: Vec<usize> = week
        .from
        .iter_days()
        .take_while(|day| *day <= week.to)
        .filter_map(|day| instance.index(day))
        .collect();
    let candidates: Vec<usize> = days.iter().flat_map(|day| pool.on(series, *day)).collect();
    let (first, end) = match (days.first(), days.last()) {
        (Some(first), Some(last)) => (*first, last + 1),
        _ => (0, 0),
    };
    let promised = &instance.series[series];
    let broken = promise::passed(promised, first..end);
    if week.count == 0 && broken == Cost::ZERO {
        return;
    }
    let onward = |state: Option<State>| -> Ways<State> {
        let since = state.map_or(first, |state| state.day + 1);
        let level = state.map_or(0, |state| state.level);
        let outside = state.map_or(0, |state| state.outside);
        let rest = promise::passed(promised, since..end);
        let mut arcs = vec![(None, ending(week, severity, level, outside) + rest)];
        if level == week.count {
            return arcs;
        }
        let later =
            |candidate: &&usize| state.is_none_or(|state| pool.list[**candidate].day > state.day);
        for candidate in candidates.iter().filter(later) {
            let next = &pool.list[*candidate];
            let counts = week.outside > outside && next.outside;
            let to = State {
                level: level + 1,
                day: next.day,
                candidate: *candidate,
                outside: outside + u32::from(counts),
            };
            let spacing = state.map_or(Cost::ZERO, |state| spacing(week, state.day, to.day));
            let passed = promise::passed(promised, since..to.day);
            arcs.push((Some(to), spacing + passed));
        }
        arcs
    };
    graph.explore(onward(None), |state| Step {
        candidate: Some(state.candidate),
        cost: pool.list[state.candidate].cost,
        onward: onward(Some(state)),
    });
    graph.mark_last(true);
}

fn ending(week: &Week, severity: Severity, level: u32, outside: u32) -> Cost {
    let inside = i64::from(week.outside.saturating_sub(outside));
    left_out(severity, i64::from(week.count - level))
        + Cost::of(unit::PREFERENCES, unit::INSIDE_OFFICE * inside)
}

fn spacing(week: &Week, one: usize, next: usize) -> Cost {
    let ideal = i64::from(7 / week.count);
    Cost::of(unit::RHYTHM, ((next - one) as i64 - ideal).abs())
}

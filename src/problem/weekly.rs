//! So many meetings a week as one small graph per week: each a step to a later day.

use super::candidate::{Candidate, Pool};
use super::graph::{Graph, Step, Ways};
use super::{Cost, left_out, promise};
use crate::rules::Severity;
use crate::series::{Instance, Week, Weekly, cost as unit};
use crate::time::SLOT_MINUTES;

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
        let mut arcs = vec![(
            None,
            ending(instance, week, severity, level, outside) + rest,
        )];
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
            let spacing = state.map_or(Cost::ZERO, |state| {
                let pair = [state.candidate, *candidate].map(|one| &pool.list[one]);
                spacing(instance, week, pair)
            });
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

fn ending(instance: &Instance, week: &Week, severity: Severity, level: u32, outside: u32) -> Cost {
    let inside = i64::from(week.outside.saturating_sub(outside));
    let wished = i64::from(week.count - level.max(week.least));
    let weights = &instance.weights;
    left_out(severity, i64::from(week.least.saturating_sub(level)))
        + Cost::of(
            unit::QUALITY,
            weights.inside_office * inside + weights.below_target * wished,
        )
}

/// What two meetings of a week in a row cost together.
fn spacing(instance: &Instance, week: &Week, [one, next]: [&Candidate; 2]) -> Cost {
    let weights = &instance.weights;
    let aimed = instance.series[one.series].minutes.1 / SLOT_MINUTES;
    let close = week.spread && next.day == one.day + 1;
    let both_short = one.len.max(next.len) < aimed;
    let points = |holds: bool, points: i64| if holds { points } else { 0 };
    Cost::of(
        unit::QUALITY,
        points(close, weights.consecutive) + points(both_short, weights.shorter_both),
    )
}

//! A plan at once: a calendar comes in; its paths that are out are put in one after the other, and what has room is
//! filled up again.

use super::calendar::Calendar;
use super::clock::Clock;
use crate::problem::Problem;

/// Puts in every path that is out and has promised meetings, with as many of those kept as still fit;
/// what else they can have then is put in beside them.
pub(super) fn keep(problem: &Problem, calendar: &mut Calendar, clock: &Clock) {
    let kept = |candidate: usize| problem.candidates[candidate].kept;
    let promised = |path: &usize| {
        let nodes = problem.graph.paths[*path].nodes.clone();
        let mut candidates = nodes.filter_map(|node| problem.graph.nodes[node].candidate);
        calendar.ways[*path].is_none() && candidates.any(kept)
    };
    let paths: Vec<usize> = (0..calendar.ways.len()).filter(promised).collect();
    for path in &paths {
        calendar.insert_among(*path, false, kept);
    }
    refill(calendar, paths, clock);
}

/// Puts in every path that is out, those with the fewest ways first and what is weekly last.
pub(super) fn complete(problem: &Problem, calendar: &mut Calendar, clock: &Clock) {
    let mut open: Vec<usize> = (0..calendar.ways.len())
        .filter(|path| calendar.ways[*path].is_none())
        .collect();
    open.sort_by_cached_key(|path| {
        let path = &problem.graph.paths[*path];
        (path.weekly, path.nodes.len(), path.root)
    });
    for path in open {
        calendar.insert(path, !clock.is_over());
    }
}

/// Takes each of these paths out once and puts it in by the cheapest way there is now.
pub(super) fn refill(
    calendar: &mut Calendar,
    paths: impl IntoIterator<Item = usize>,
    clock: &Clock,
) {
    for path in paths {
        if clock.is_over() {
            return;
        }
        if !calendar.problem.graph.has_choice(path) && calendar.ways[path].is_some() {
            continue;
        }
        let before = calendar.cost;
        let way = calendar.remove(path);
        calendar.insert(path, false);
        if calendar.cost > before || calendar.ways[path].is_none() {
            calendar.remove(path);
            way.into_iter().for_each(|way| calendar.put_back(path, way));
        }
    }
}

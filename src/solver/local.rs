//! Better plans from a plan: the paths around one person's days are opened, all others stay as they are,
//! and the programme of what is open is followed down to a plan. So it goes through everybody's days
//! until nothing gets better.

use std::collections::BTreeSet;

use super::prune;
use super::search::{Search, Weights};
use crate::problem::Graph;

/// Days that are opened together.
const WINDOW: usize = 14;

/// Days from one window to the next.
const STEP: usize = 7;

/// Most rounds through everybody's days.
const ROUNDS: usize = 4;

/// Improves the best plan until a round changes nothing.
pub(super) fn improve(search: &mut Search, weights: &Weights) {
    for _ in 0..ROUNDS {
        let before = search.best.cost;
        let graph = prune::prune(search.problem, before);
        for (from, who) in windows(search) {
            let open = around(search, who, from);
            if search.clock.is_over() {
                return;
            }
            if open.len() > 1 {
                search.reopen(opened(search, &graph, &open), weights);
            }
        }
        if search.best.cost == before {
            return;
        }
    }
}

/// From which day and who: everybody in a meeting of the plan, in the windows that begin with its week.
fn windows(search: &Search) -> BTreeSet<(usize, usize)> {
    let candidates = &search.problem.candidates;
    let ways = search.best.ways.iter().flatten();
    let mut windows = BTreeSet::new();
    for (index, _) in ways.flat_map(|way| &way.meetings) {
        let from = candidates[*index].day / STEP * STEP;
        windows.extend(candidates[*index].people.iter().map(|who| (from, *who)));
    }
    windows
}

/// The paths that hold, or could hold, a meeting of somebody in a window.
fn around(search: &Search, who: usize, from: usize) -> BTreeSet<usize> {
    let problem = search.problem;
    let inside = |candidate: usize| {
        let candidate = &problem.candidates[candidate];
        (from..from + WINDOW).contains(&candidate.day) && candidate.people.contains(&who)
    };
    let mut open = BTreeSet::new();
    for (path, way) in search.best.ways.iter().enumerate() {
        let held = way.iter().flat_map(|way| &way.meetings);
        let mut nodes = problem.graph.paths[path].nodes.clone();
        let mut could = || {
            let short = problem.graph.paths[path].weekly;
            short && nodes.any(|node| problem.graph.nodes[node].candidate.is_some_and(inside))
        };
        if held.into_iter().any(|(index, _)| inside(*index)) || could() {
            open.insert(path);
        }
    }
    open
}

/// The graph in which only some paths are open; of the others only the planned meetings are left.
fn opened(search: &Search, graph: &Graph, open: &BTreeSet<usize>) -> Graph {
    let planned = search.planned();
    let mut smaller = Graph::default();
    for (index, path) in graph.paths.iter().enumerate() {
        let stays = |arc: usize| {
            let to = graph.arcs[arc].to;
            let candidate = to.and_then(|to| graph.nodes[to].candidate);
            candidate.is_none_or(|candidate| planned.contains(&candidate))
        };
        smaller.copy_path(graph, path, |arc| open.contains(&index) || stays(arc));
    }
    smaller
}

//! What a better plan cannot use: an arc is dropped when the cheapest way through it, all other paths
//! at their least, already costs more than a plan at hand. Compared layer by layer, this leaves little
//! of most problems, and what it leaves still holds every better plan.

use crate::problem::{Cost, Graph, Problem};

/// The graph without arcs and nodes that no plan better than `best` takes, and without paths' nodes
/// that nothing leads to. Paths keep their order.
pub(super) fn prune(problem: &Problem, best: Cost) -> Graph {
    let graph = &problem.graph;
    let after = after(graph, Cost::min);
    let through = through(graph, &after);
    let least: Vec<Cost> = graph
        .paths
        .iter()
        .map(|path| after.ports[path.root].unwrap_or_default())
        .collect();
    let all = least.iter().fold(Cost::ZERO, |sum, cost| sum + *cost);
    let mut smaller = Graph::default();
    for (path, least) in graph.paths.iter().zip(least) {
        let most = best - all + least;
        smaller.copy_path(graph, path, |arc| {
            through[arc].is_some_and(|cost| cost <= most)
        });
    }
    smaller
}

/// The graph with only these arcs and the nodes they lead to. Paths keep their order.
pub(super) fn keep(graph: &Graph, kept: impl Fn(usize) -> bool) -> Graph {
    let mut smaller = Graph::default();
    for path in &graph.paths {
        smaller.copy_path(graph, path, &kept);
    }
    smaller
}

/// The least it costs to finish from each port and node; `None` where nothing leads to an end.
struct After {
    ports: Vec<Option<Cost>>,
    nodes: Vec<Option<Cost>>,
}

/// The least the paths cost in each layer, whatever they cost in the others.
pub(super) fn floor(graph: &Graph) -> Cost {
    let each = |one: Cost, other: Cost| Cost(std::array::from_fn(|n| one[n].min(other[n])));
    let after = after(graph, each);
    let paths = graph.paths.iter();
    let least = paths.map(|path| after.ports[path.root].unwrap_or_default());
    least.fold(Cost::ZERO, |sum, cost| sum + cost)
}

/// What is less of several ways says `less`.
fn after(graph: &Graph, less: impl Fn(Cost, Cost) -> Cost) -> After {
    let mut after = After {
        ports: vec![None; graph.ports.len()],
        nodes: vec![None; graph.nodes.len()],
    };
    let port_cost = |port: usize, nodes: &[Option<Cost>]| {
        let arcs = graph.ports[port].arcs.clone();
        arcs.filter_map(|arc| {
            let rest = graph.to(arc).map_or(Some(Cost::ZERO), |to| nodes[to])?;
            Some(graph.cost(arc) + rest)
        })
        .reduce(&less)
    };
    for node in (0..graph.nodes.len()).rev() {
        let mut sum = Some(graph.nodes[node].cost);
        for port in graph.nodes[node].ports.clone() {
            after.ports[port] = port_cost(port, &after.nodes);
            sum = sum.zip(after.ports[port]).map(|(sum, cost)| sum + cost);
        }
        after.nodes[node] = sum;
    }
    for path in &graph.paths {
        after.ports[path.root] = port_cost(path.root, &after.nodes);
    }
    after
}

/// The least a path costs that takes each arc.
fn through(graph: &Graph, after: &After) -> Vec<Option<Cost>> {
    let mut before: Vec<Option<Cost>> = vec![None; graph.nodes.len()];
    let mut through = vec![None; graph.arc_count()];
    let mut leave = |port: usize, so_far: Cost, before: &mut Vec<Option<Cost>>| {
        for arc in graph.ports[port].arcs.clone() {
            let reached = so_far + graph.cost(arc);
            match graph.to(arc) {
                None => through[arc] = Some(reached),
                Some(to) => {
                    through[arc] = after.nodes[to].map(|rest| reached + rest);
                    before[to] = Some(before[to].map_or(reached, |known| known.min(reached)));
                }
            }
        }
    };
    for path in &graph.paths {
        leave(path.root, Cost::ZERO, &mut before);
        for node in path.nodes.clone() {
            let Some((reached, rest)) = before[node].zip(after.nodes[node]) else {
                continue;
            };
            for port in graph.nodes[node].ports.clone() {
                let Some(own) = after.ports[port] else {
                    continue;
                };
                leave(port, reached + rest - own, &mut before);
            }
        }
    }
    through
}

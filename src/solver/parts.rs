//! Parts of a problem: some of its paths come in, the problem of these alone goes out. Paths that share
//! nobody on any day are independent; leaving out the others of a coupled problem leaves a bound on it.

use std::collections::BTreeMap;

use crate::problem::{Graph, Problem};

/// Groups paths that are tied to each other by somebody's day or by a pair's day.
pub(super) fn components(problem: &Problem, paths: &[usize]) -> Vec<Vec<usize>> {
    let mut group: Vec<usize> = (0..paths.len()).collect();
    let mut first: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (at, path) in paths.iter().enumerate() {
        for node in problem.graph.paths[*path].nodes.clone() {
            let Some(candidate) = problem.graph.nodes[node].candidate else {
                continue;
            };
            let candidate = &problem.candidates[candidate];
            for who in &candidate.people {
                let other = *first.entry((*who, candidate.day)).or_insert(at);
                let (one, other) = (find(&mut group, at), find(&mut group, other));
                group[one.max(other)] = one.min(other);
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, path) in paths.iter().enumerate() {
        let root = find(&mut group, at);
        groups.entry(root).or_default().push(*path);
    }
    groups.into_values().collect()
}

fn find(group: &mut [usize], mut at: usize) -> usize {
    while group[at] != at {
        group[at] = group[group[at]];
        at = group[at];
    }
    at
}

/// The problem of these paths alone, and which candidate each of its candidates is in the whole.
pub(super) fn restrict(problem: &Problem, paths: &[usize]) -> (Problem, Vec<usize>) {
    let mut names: BTreeMap<usize, usize> = BTreeMap::new();
    let mut graph = Graph::default();
    for path in paths {
        graph.copy_path(&problem.graph, &problem.graph.paths[*path], |_| true);
    }
    for node in &graph.nodes {
        if let Some(candidate) = node.candidate {
            names.insert(candidate, 0);
        }
    }
    let whole: Vec<usize> = names.keys().copied().collect();
    for (at, name) in names.values_mut().enumerate() {
        *name = at;
    }
    for node in &mut graph.nodes {
        node.candidate = node.candidate.and_then(|name| names.get(&name).copied());
    }
    let pair_days = problem.pair_days.iter().map(|pair| {
        let members = pair.iter().filter_map(|member| names.get(member).copied());
        members.collect::<Vec<_>>()
    });
    let part = Problem {
        candidates: whole
            .iter()
            .map(|candidate| problem.candidates[*candidate].clone())
            .collect(),
        pair_days: pair_days.filter(|pair| !pair.is_empty()).collect(),
        graph,
        travel: problem.travel.clone(),
        room: problem.room.clone(),
        days: problem.days,
        resources: problem.resources,
    };
    (part, whole)
}

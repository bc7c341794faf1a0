//! Parts of a problem that share nobody's day and nothing that several cost together, so that each can be solved alone
//! and the answers added up.
//! A problem, or a few of its paths, comes in; smaller problems with their own numbers go out.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::{Candidate, Cost, Graph, Group, Problem};

/// A problem made of some paths of another.
#[derive(Clone, Debug)]
pub struct Part<'a> {
    /// The smaller problem, with its own numbers.
    pub problem: Cow<'a, Problem>,
    /// What each of its candidates is in the whole.
    pub candidates: Vec<usize>,
    /// The same for its paths; those after them are standing meetings, a path each.
    pub paths: Vec<usize>,
    /// The same for its people.
    pub people: Vec<usize>,
}

impl Problem {
    /// Splits a problem where neither a person's day nor a group ties its paths together; in the order of their first paths.
    pub fn parts(&self) -> Vec<Part<'_>> {
        let mut groups = Groups((0..self.graph.paths.len()).collect());
        let mut first_on = vec![None; self.resources * self.days];
        for (path, candidate) in self.graph.held() {
            let candidate = &self.candidates[candidate];
            for who in &candidate.people {
                let first = first_on[who * self.days + candidate.day].get_or_insert(path);
                groups.join(*first, path);
            }
        }
        let mut path_of = vec![None; self.candidates.len()];
        for (path, candidate) in self.graph.held() {
            path_of[candidate] = Some(path);
        }
        for group in &self.groups {
            let mut paths = group.members.iter().filter_map(|(one, _)| path_of[*one]);
            if let Some(first) = paths.next() {
                paths.for_each(|path| groups.join(first, path));
            }
        }
        let mut members = BTreeMap::<usize, Vec<usize>>::new();
        for path in 0..self.graph.paths.len() {
            members.entry(groups.of(path)).or_default().push(path);
        }
        if members.len() == 1 {
            return vec![Part {
                problem: Cow::Borrowed(self),
                candidates: (0..self.candidates.len()).collect(),
                paths: (0..self.graph.paths.len()).collect(),
                people: (0..self.resources).collect(),
            }];
        }
        let paths = members.into_values();
        paths
            .map(|paths| self.part(&self.graph, paths, &BTreeSet::new(), |_| true))
            .collect()
    }

    /// The problem of some paths of a graph over this problem's candidates, with the arcs that are kept, and
    /// of meetings that are held in any case. The candidates and people that they do not need are left out.
    pub fn part(
        &self,
        graph: &Graph,
        paths: Vec<usize>,
        standing: &BTreeSet<usize>,
        kept: impl Fn(usize) -> bool,
    ) -> Part<'static> {
        let mut smaller = Graph::default();
        for path in &paths {
            smaller.copy_path(graph, &graph.paths[*path], &kept);
        }
        for candidate in standing {
            let node = smaller.node(Some(*candidate), Cost::ZERO);
            smaller.port(None, [(Some(node), Cost::ZERO)]);
        }
        let held = smaller.nodes.iter().filter_map(|node| node.candidate);
        let candidates = sorted(held);
        let people = candidates
            .iter()
            .flat_map(|index| &self.candidates[*index].people);
        let people = sorted(people.copied());
        for node in &mut smaller.nodes {
            node.candidate = node.candidate.and_then(|index| place(&candidates, index));
        }
        let copy = |index: &usize| {
            let whole = &self.candidates[*index];
            let own = whole.people.iter().filter_map(|who| place(&people, *who));
            Candidate {
                people: own.collect(),
                ..whole.clone()
            }
        };
        let mut members = BTreeMap::<usize, Vec<(usize, u32)>>::new();
        for (own, index) in candidates.iter().enumerate() {
            for (group, amount) in &self.groups_of[*index] {
                members.entry(*group).or_default().push((own, *amount));
            }
        }
        let groups = members.into_iter().map(|(group, members)| Group {
            members,
            ..self.groups[group].clone()
        });
        let groups: Vec<Group> = groups.collect();
        let problem = Self {
            candidates: candidates.iter().map(copy).collect(),
            graph: smaller,
            travel: self.travel.clone(),
            room: people.iter().map(|who| self.room[*who].clone()).collect(),
            breaks: people.iter().map(|who| self.breaks[*who].clone()).collect(),
            groups_of: super::groups_of(&groups, candidates.len()),
            groups,
            days: self.days,
            resources: people.len(),
        };
        Part {
            problem: Cow::Owned(problem),
            candidates,
            paths,
            people,
        }
    }
}

fn sorted(numbers: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut numbers: Vec<usize> = numbers.collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

fn place(numbers: &[usize], number: usize) -> Option<usize> {
    numbers.binary_search(&number).ok()
}

/// Which paths hang together: each points at another of its group, the first at itself.
struct Groups(Vec<usize>);

impl Groups {
    fn of(&mut self, mut path: usize) -> usize {
        while self.0[path] != path {
            self.0[path] = self.0[self.0[path]];
            path = self.0[path];
        }
        path
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.of(one), self.of(other));
        let (first, later) = (one.min(other), one.max(other));
        self.0[later] = first;
    }
}

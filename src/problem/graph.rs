//! How meetings follow each other: a series is a path through its candidates (a milestone with
//! dependants a small tree), so that gaps and windows are arcs and need no further constraint.
//!
//! A solution takes, for each root, one arc; at each node it comes to, one arc out of each of the
//! node's ports.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync;

use super::Cost;

/// All paths of a problem.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    /// Nodes; those a node leads to stand after it.
    pub nodes: Vec<Node>,
    /// Ports.
    pub ports: Vec<Port>,
    /// Arcs, grouped by port; see [`Graph::to`] and [`Graph::cost`].
    arcs: Vec<Arc>,
    /// What arcs may cost; a graph and its copies share them.
    prices: sync::Arc<Prices>,
    /// The paths, each from a port that no node owns.
    pub paths: Vec<Path>,
}

/// A path (or tree): where it starts and the nodes it may take, which no other path shares.
#[derive(Clone, Debug)]
pub struct Path {
    /// Its first port.
    pub root: usize,
    /// Its nodes.
    pub nodes: Range<usize>,
    /// Whether it is a week's share of a series: short, and one of very many.
    pub weekly: bool,
}

/// A step of a path.
#[derive(Clone, Debug)]
pub struct Node {
    /// The meeting held there; `None` when it only stands for one left out.
    pub candidate: Option<usize>,
    /// What being there costs.
    pub cost: Cost,
    /// What follows: one arc out of each of these ports.
    pub ports: Range<usize>,
}

/// A choice of what follows.
#[derive(Clone, Debug)]
pub struct Port {
    /// Whose it is; `None` for a root.
    pub node: Option<usize>,
    /// Its arcs.
    pub arcs: Range<usize>,
}

/// One way on: there are so many that they are kept small.
#[derive(Clone, Copy, Debug)]
struct Arc {
    /// The node it leads to; [`END`] ends the path.
    to: u32,
    /// The number of its price.
    price: u32,
}

/// No node.
const END: u32 = u32::MAX;

fn number(node: Option<usize>) -> u32 {
    node.map_or(END, |node| node as u32)
}

/// The different costs of arcs: few, as gaps and wishes repeat.
#[derive(Clone, Debug, Default)]
struct Prices {
    list: Vec<Cost>,
    numbers: BTreeMap<Cost, u32>,
}

/// The ways on from a state: to another, or to the end, and what each costs.
pub(super) type Ways<S> = Vec<(Option<S>, Cost)>;

/// The same ways, by the nodes of their states.
pub(super) fn resolved<S: Ord>(
    ways: Ways<S>,
    nodes: &BTreeMap<S, usize>,
) -> Vec<(Option<usize>, Cost)> {
    let node = |(to, cost): (Option<S>, Cost)| (to.map(|state| nodes[&state]), cost);
    ways.into_iter().map(node).collect()
}

/// What a path finds at a state.
pub(super) struct Step<S> {
    /// The meeting held there; `None` when it only stands for one left out.
    pub candidate: Option<usize>,
    /// What being there costs.
    pub cost: Cost,
    /// What may follow.
    pub onward: Ways<S>,
}

impl Graph {
    /// How many arcs there are.
    pub fn arc_count(&self) -> usize {
        self.arcs.len()
    }

    /// The node an arc leads to; `None` ends the path.
    pub fn to(&self, arc: usize) -> Option<usize> {
        let to = self.arcs[arc].to;
        (to != END).then_some(to as usize)
    }

    /// What an arc costs.
    pub fn cost(&self, arc: usize) -> Cost {
        self.prices.list[self.arcs[arc].price as usize]
    }

    /// What each arc costs by a measure that is asked once for each different cost.
    pub fn measured<T: Copy>(&self, measure: impl Fn(&Cost) -> T) -> Vec<T> {
        let prices: Vec<T> = self.prices.list.iter().map(measure).collect();
        let arcs = self.arcs.iter();
        arcs.map(|arc| prices[arc.price as usize]).collect()
    }

    /// The different costs that arcs have.
    pub fn costs(&self) -> impl Iterator<Item = Cost> {
        let used: BTreeSet<u32> = self.arcs.iter().map(|arc| arc.price).collect();
        used.into_iter()
            .map(|price| self.prices.list[price as usize])
    }

    /// The number of a price.
    fn price(&mut self, cost: Cost) -> u32 {
        if let Some(number) = self.prices.numbers.get(&cost) {
            return *number;
        }
        let prices = sync::Arc::make_mut(&mut self.prices);
        let number = prices.list.len() as u32;
        prices.list.push(cost);
        prices.numbers.insert(cost, number);
        number
    }

    /// Adds a node without ports.
    pub(super) fn node(&mut self, candidate: Option<usize>, cost: Cost) -> usize {
        self.nodes.push(Node {
            candidate,
            cost,
            ports: 0..0,
        });
        self.nodes.len() - 1
    }

    /// The candidates of each path, with the path.
    pub fn held(&self) -> impl Iterator<Item = (usize, usize)> {
        let paths = self.paths.iter().enumerate();
        paths.flat_map(|(index, path)| {
            let nodes = self.nodes[path.nodes.clone()].iter();
            let held = nodes.filter_map(|node| node.candidate);
            held.map(move |candidate| (index, candidate))
        })
    }

    /// Whether a path can go more than one way.
    pub fn has_choice(&self, path: usize) -> bool {
        let Path { root, nodes, .. } = &self.paths[path];
        self.ports[*root].arcs.len() > 1 || nodes.len() > 1
    }

    /// How many of these candidates a way of a path takes at most.
    pub fn most_held(&self, path: &Path, of: &[usize]) -> usize {
        let first = path.nodes.start;
        let mut most = vec![0; path.nodes.len()];
        let after = |port: usize, most: &[usize]| {
            let to = self.ports[port].arcs.clone().filter_map(|arc| self.to(arc));
            to.map(|to| most[to - first]).max().unwrap_or(0)
        };
        for node in path.nodes.clone().rev() {
            let here = &self.nodes[node];
            let own = here
                .candidate
                .is_some_and(|candidate| of.contains(&candidate));
            let rest = here.ports.clone().map(|port| after(port, &most));
            most[node - first] = usize::from(own) + rest.sum::<usize>();
        }
        after(path.root, &most)
    }

    /// Copies a path of another graph with the arcs that are kept and the nodes they lead to.
    pub fn copy_path(&mut self, from: &Self, path: &Path, kept: impl Fn(usize) -> bool) {
        let first = path.nodes.start;
        let mut reached = vec![false; path.nodes.len()];
        let leads = |port: usize, reached: &mut Vec<bool>| {
            let arcs = from.ports[port].arcs.clone().filter(|arc| kept(*arc));
            arcs.filter_map(|arc| from.to(arc))
                .for_each(|to| reached[to - first] = true);
        };
        leads(path.root, &mut reached);
        let mut copies = vec![None; path.nodes.len()];
        for node in path.nodes.clone() {
            if !reached[node - first] {
                continue;
            }
            let Node {
                candidate,
                cost,
                ref ports,
            } = from.nodes[node];
            copies[node - first] = Some(self.node(candidate, cost));
            ports.clone().for_each(|port| leads(port, &mut reached));
        }
        if self.arcs.is_empty() {
            self.prices = from.prices.clone();
        }
        let arcs = |graph: &mut Self, port: usize| {
            let same = sync::Arc::ptr_eq(&graph.prices, &from.prices);
            let arcs = from.ports[port].arcs.clone().filter(|arc| kept(*arc));
            let copy = |arc: usize| Arc {
                to: number(from.to(arc).and_then(|to| copies[to - first])),
                price: match same {
                    true => from.arcs[arc].price,
                    false => graph.price(from.cost(arc)),
                },
            };
            arcs.map(copy).collect::<Vec<_>>()
        };
        let root = arcs(self, path.root);
        self.close(None, root);
        self.mark_last(path.weekly);
        for node in path.nodes.clone() {
            let Some(copy) = copies[node - first] else {
                continue;
            };
            for port in from.nodes[node].ports.clone() {
                let arcs = arcs(self, port);
                self.close(Some(copy), arcs);
            }
        }
    }

    /// Adds the path of all states that can be come to from its root. A state's successors compare
    /// greater; `step` is asked once for each.
    pub(super) fn explore<S: Copy + Ord>(&mut self, root: Ways<S>, step: impl FnMut(S) -> Step<S>) {
        let nodes = self.explore_below(std::slice::from_ref(&root), step);
        self.port(None, resolved(root, &nodes));
    }

    /// Adds all states that can be come to by these ways, for a path that goes on by them.
    pub(super) fn explore_below<S: Copy + Ord>(
        &mut self,
        ways: &[Ways<S>],
        mut step: impl FnMut(S) -> Step<S>,
    ) -> BTreeMap<S, usize> {
        let states = |ways: &Ways<S>| -> Vec<S> { ways.iter().filter_map(|(to, _)| *to).collect() };
        let mut open: BTreeSet<S> = ways.iter().flat_map(states).collect();
        let mut nodes = BTreeMap::new();
        let mut onward = Vec::new();
        while let Some(state) = open.pop_first() {
            let step = step(state);
            open.extend(states(&step.onward));
            let node = self.node(step.candidate, step.cost);
            nodes.insert(state, node);
            onward.push((node, step.onward));
        }
        for (node, ways) in onward {
            self.port(Some(node), resolved(ways, &nodes));
        }
        nodes
    }

    /// Says whether the path added last is weekly.
    pub(super) fn mark_last(&mut self, weekly: bool) {
        if let Some(path) = self.paths.last_mut() {
            path.weekly = weekly;
        }
    }

    /// Adds a port with its arcs; the ports of one node are added one after the other. A root comes
    /// after all nodes of its path.
    pub fn port(
        &mut self,
        node: Option<usize>,
        arcs: impl IntoIterator<Item = (Option<usize>, Cost)>,
    ) {
        let arcs = arcs.into_iter().map(|(to, cost)| Arc {
            to: number(to),
            price: self.price(cost),
        });
        let arcs = arcs.collect();
        self.close(node, arcs);
    }

    fn close(&mut self, node: Option<usize>, arcs: Vec<Arc>) {
        let port = self.ports.len();
        let first = self.arcs.len();
        self.arcs.extend(arcs);
        self.ports.push(Port {
            node,
            arcs: first..self.arcs.len(),
        });
        match node {
            None => {
                let first = self.paths.last().map_or(0, |path| path.nodes.end);
                self.paths.push(Path {
                    root: port,
                    nodes: first..self.nodes.len(),
                    weekly: false,
                });
            }
            Some(node) => {
                let ports = &mut self.nodes[node].ports;
                *ports = if ports.end == 0 {
                    port..port + 1
                } else {
                    ports.start..port + 1
                };
            }
        }
    }
}

//! The linear programme of whole paths: of each path one way, mixed so that no row is broken. A graph,
//! weights and rows make a [`Programme`]; a [`Mixture`] of ways is improved by pricing (each path's
//! cheapest way at the going prices is a shortest path) and gives a bound on every plan, how much of
//! each meeting it takes, and the arcs that a better plan can use.

mod mixture;

use std::collections::{BTreeMap, BTreeSet};

pub(super) use mixture::Mixture;

use super::rows::{Cut, Row};
use super::simplex::Column;
use crate::problem::{Graph, Node, Problem};
use crate::series::cost::{self, LAYERS};

/// What it costs to break a row by one, in units of the largest weight: more than any row is worth.
const PENALTY: f64 = 20.0;

/// What every mixture of a graph's paths keeps to. It only grows.
pub(super) struct Programme<'a> {
    problem: &'a Problem,
    /// The paths.
    pub graph: Graph,
    preference: f64,
    dear: f64,
    arc_cost: Vec<f64>,
    /// Nodes, and a day of each pair they are on.
    node_cost: Vec<f64>,
    path_of: BTreeMap<usize, usize>,
    /// Candidates that every mixture takes whole.
    standing: BTreeSet<usize>,
    /// Whether those alone break a row.
    impossible: bool,
    /// What those use of the row that is being added.
    stands: f64,
    /// What a candidate uses of the rows, by row.
    rows_of: Vec<Vec<(usize, f64)>>,
    most: Vec<f64>,
    /// The paths that use each row.
    paths_of: Vec<Vec<usize>>,
    /// Days on which a pair may meet more than once: the rows of what is saved, and how many at most.
    savings: Vec<(Vec<usize>, f64)>,
    /// Rows that say what the starts of a day cost above the cheapest.
    extra_days: BTreeMap<usize, usize>,
}

/// A way of a path.
struct Way {
    /// What it costs beside the prices.
    plain: f64,
    holds: Vec<usize>,
}

impl<'a> Programme<'a> {
    /// The programme of a graph with these rows.
    pub fn new(
        problem: &'a Problem,
        graph: Graph,
        weights: &[f64; LAYERS.len()],
        rows: &[Row],
    ) -> Self {
        let preference = weights[cost::PREFERENCES];
        let (path_of, standing): (BTreeMap<_, _>, BTreeMap<_, _>) = graph
            .held()
            .map(|(path, candidate)| (candidate, path))
            .partition(|(_, path)| graph.has_choice(*path));
        let mut programme = Self {
            problem,
            preference,
            dear: PENALTY * weights.iter().copied().fold(0.0, f64::max),
            arc_cost: graph.measured(|cost| cost.weighed(weights)),
            node_cost: Vec::new(),
            graph,
            path_of,
            standing: standing.into_keys().collect(),
            impossible: false,
            stands: 0.0,
            rows_of: vec![Vec::new(); problem.candidates.len()],
            most: Vec::new(),
            paths_of: Vec::new(),
            savings: Vec::new(),
            extra_days: BTreeMap::new(),
        };
        rows.iter().for_each(|row| programme.add_row(row));
        let pair_cost = programme.save_days();
        let node = |node: &Node| {
            node.cost.weighed(weights) + node.candidate.map_or(0.0, |index| pair_cost[index])
        };
        programme.node_cost = programme.graph.nodes.iter().map(node).collect();
        programme
    }

    /// Adds a cut.
    pub fn add(&mut self, cut: &Cut) {
        match cut {
            Cut::Row(row) => self.add_row(row),
            Cut::Extra { .. } if self.preference == 0.0 => {}
            Cut::Extra { day, sets } => {
                let mut most = 0.0;
                for (set, extra) in sets {
                    let extra = *extra as f64;
                    most += extra * (set.len() as f64 - 1.0);
                    set.iter()
                        .for_each(|candidate| self.use_row(*candidate, extra));
                }
                self.extra_days.insert(self.most.len(), *day);
                self.limit(most);
            }
        }
    }

    fn add_row(&mut self, row: &Row) {
        let stands = |(index, _): &(usize, u32)| !self.path_of.contains_key(index);
        if row.terms.iter().all(stands) {
            let standing = row.terms.iter();
            let standing = standing.filter(|(index, _)| self.standing.contains(index));
            self.impossible |= standing.map(|(_, share)| share).sum::<u32>() > row.most;
            return;
        }
        for (candidate, share) in &row.terms {
            self.use_row(*candidate, f64::from(*share));
        }
        self.limit(f64::from(row.most));
    }

    /// Ends the row that is being added.
    fn limit(&mut self, most: f64) {
        self.most.push(most - std::mem::take(&mut self.stands));
        self.paths_of.resize(self.most.len(), Vec::new());
    }

    /// Says that a candidate uses the row that is being added.
    fn use_row(&mut self, candidate: usize, share: f64) {
        let Some(path) = self.path_of.get(&candidate) else {
            if self.standing.contains(&candidate) {
                self.stands += share;
            }
            return;
        };
        let row = self.most.len();
        if self.paths_of.len() == row {
            self.paths_of.push(Vec::new());
        }
        if self.paths_of[row].last() != Some(path) {
            self.paths_of[row].push(*path);
        }
        match self.rows_of[candidate].last_mut() {
            Some((last, sum)) if *last == row => *sum += share,
            _ => self.rows_of[candidate].push((row, share)),
        }
    }

    /// Each meeting of a pair pays for the day; what the second and further series on that day save is no
    /// more than what all but any one of them take. Gives what each candidate pays.
    fn save_days(&mut self) -> Vec<f64> {
        let mut pays = vec![0.0; self.problem.candidates.len()];
        if self.preference == 0.0 {
            return pays;
        }
        for pair in &self.problem.pair_days {
            let mut by_series = BTreeMap::<usize, Vec<usize>>::new();
            for member in pair.iter().filter(|member| {
                self.path_of.contains_key(member) || self.standing.contains(member)
            }) {
                pays[*member] += self.preference * cost::PAIR_DAY as f64;
                let series = self.problem.candidates[*member].series;
                by_series.entry(series).or_default().push(*member);
            }
            if by_series.len() < 2 {
                continue;
            }
            let mut rows = Vec::new();
            for series in by_series.keys() {
                let others = by_series.iter().filter(|(other, _)| *other != series);
                for member in others.flat_map(|(_, members)| members) {
                    self.use_row(*member, -1.0);
                }
                rows.push(self.most.len());
                self.limit(0.0);
            }
            self.savings.push((rows, by_series.len() as f64 - 1.0));
        }
        pays
    }

    /// The values of a path's nodes with `more` on candidates.
    fn values(&self, path: usize, more: &dyn Fn(usize) -> f64) -> Vec<f64> {
        let nodes = self.graph.paths[path].nodes.clone();
        let mut values = vec![f64::INFINITY; nodes.len()];
        for node in nodes.clone().rev() {
            let here = &self.graph.nodes[node];
            let mut value = self.node_cost[node] + here.candidate.map_or(0.0, more);
            for port in here.ports.clone() {
                value += self.best_arc(port, nodes.start, &values).0;
            }
            values[node - nodes.start] = value;
        }
        values
    }

    fn best_arc(&self, port: usize, first: usize, values: &[f64]) -> (f64, usize) {
        let arcs = self.graph.ports[port].arcs.clone();
        let mut best = (f64::INFINITY, arcs.start);
        for arc in arcs {
            let after = self.graph.to(arc).map_or(0.0, |to| values[to - first]);
            let cost = self.arc_cost[arc] + after;
            if cost < best.0 {
                best = (cost, arc);
            }
        }
        best
    }

    /// What a path costs at least with `more` on candidates.
    fn least(&self, path: usize, more: &dyn Fn(usize) -> f64) -> f64 {
        let path_at = &self.graph.paths[path];
        self.best_arc(path_at.root, path_at.nodes.start, &self.values(path, more))
            .0
    }

    /// The way that costs that.
    fn cheapest(&self, path: usize, more: &dyn Fn(usize) -> f64) -> Way {
        let first = self.graph.paths[path].nodes.start;
        let root = self.graph.paths[path].root;
        let values = self.values(path, more);
        let mut way = Way {
            plain: 0.0,
            holds: Vec::new(),
        };
        let mut open = vec![root];
        while let Some(port) = open.pop() {
            let (cost, arc) = self.best_arc(port, first, &values);
            if cost == f64::INFINITY {
                continue;
            }
            way.plain += self.arc_cost[arc];
            if let Some(node) = self.graph.to(arc) {
                way.plain += self.node_cost[node];
                way.holds.extend(self.graph.nodes[node].candidate);
                open.extend(self.graph.nodes[node].ports.clone());
            }
        }
        way
    }

    fn column(&self, path: usize, way: Way) -> Column {
        let rows = way
            .holds
            .iter()
            .flat_map(|candidate| &self.rows_of[*candidate]);
        let mut rows: Vec<(usize, f64)> = rows.copied().collect();
        rows.sort_by_key(|(row, _)| *row);
        rows.dedup_by(|later, first| {
            let same = later.0 == first.0;
            first.1 += if same { later.1 } else { 0.0 };
            same
        });
        Column {
            block: Some(path),
            cost: way.plain,
            rows,
            holds: way.holds,
        }
    }
}

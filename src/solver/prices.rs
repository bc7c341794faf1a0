//! What each row of the day problem is worth: the linear programme of whole paths, solved by pricing
//! (each path's cheapest way at the going prices is a shortest path). A graph, weights and rows come in; a
//! bound on every plan, how much of each meeting the best mixture takes, and the arcs that a better
//! plan can use go out.

use super::model::Cut;
use super::rows::Row;
use super::simplex::{Column, Simplex};
use crate::problem::{Graph, Problem};
use crate::series::cost::{self, LAYERS};

/// Saving less than this is no reason to change anything.
const LEAST: f64 = 1e-6;

/// The most one unit of a row can be worth: more than leaving out something hard.
const PENALTY: f64 = 20.0;

/// Columns taken up between looks at the rows.
const BETWEEN: usize = 8;

/// The programme of a graph's paths.
pub(super) struct Prices<'a> {
    problem: &'a Problem,
    pub graph: &'a Graph,
    preference: f64,
    arc_cost: Vec<f64>,
    /// Nodes, and a day of each pair they are on.
    node_cost: Vec<f64>,
    /// What a candidate uses of the rows, by row.
    rows_of: Vec<Vec<(usize, f64)>>,
    most: Vec<f64>,
    /// Days on which a pair meets more than once: the column that saves a day, and how many at most.
    savings: Vec<(usize, f64)>,
    /// What a day's starts cost above the cheapest.
    extras: Vec<Option<usize>>,
    /// The way each path began with, taken over by `Simplex`.
    simplex: Simplex,
    /// No plan costs less.
    pub bound: f64,
}

/// A path's cheapest way.
struct Way {
    cost: f64,
    holds: Vec<usize>,
    plain: f64,
}

impl<'a> Prices<'a> {
    /// The programme with these rows and cuts; `wanted` says which candidates the paths take to begin
    /// with.
    pub fn new(
        problem: &'a Problem,
        graph: &'a Graph,
        weights: &[f64; LAYERS.len()],
        rows: &[Row],
        wanted: &[bool],
    ) -> Self {
        let preference = weights[cost::PREFERENCES];
        let mut pair_cost = vec![0.0; problem.candidates.len()];
        let in_graph = in_graph(problem, graph);
        let mut rows_of = vec![Vec::new(); problem.candidates.len()];
        let mut most = Vec::new();
        for row in rows {
            for (candidate, share) in &row.terms {
                rows_of[*candidate].push((most.len(), f64::from(*share)));
            }
            most.push(f64::from(row.most));
        }
        let mut saving_rows = Vec::new();
        for pair in problem.pair_days.iter().filter(|_| preference > 0.0) {
            let mut by_series = std::collections::BTreeMap::<usize, Vec<usize>>::new();
            for member in pair.iter().filter(|member| in_graph[**member]) {
                pair_cost[*member] += preference * cost::PAIR_DAY as f64;
                let series = problem.candidates[*member].series;
                by_series.entry(series).or_default().push(*member);
            }
            if by_series.len() < 2 {
                continue;
            }
            let mut own = Vec::new();
            for series in by_series.keys() {
                for (_, members) in by_series.iter().filter(|(other, _)| *other != series) {
                    members
                        .iter()
                        .for_each(|member| rows_of[*member].push((most.len(), -1.0)));
                }
                own.push((most.len(), 1.0));
                most.push(0.0);
            }
            saving_rows.push((own, by_series.len() as f64 - 1.0));
        }
        let node = |node: &crate::problem::Node| {
            node.cost.weighed(weights) + node.candidate.map_or(0.0, |index| pair_cost[index])
        };
        let mut prices = Self {
            problem,
            graph,
            preference,
            arc_cost: graph.arcs.iter().map(|arc| arc.cost.weighed(weights)).collect(),
            node_cost: graph.nodes.iter().map(node).collect(),
            rows_of,
            simplex: Simplex::new(Vec::new(), &most, 0.0),
            most,
            savings: Vec::new(),
            extras: vec![None; problem.days],
            bound: f64::NEG_INFINITY,
        };
        let dear = PENALTY * weights.iter().copied().fold(0.0, f64::max);
        let first = |candidate: usize| if wanted[candidate] { 0.0 } else { dear };
        let keys = (0..graph.paths.len())
            .map(|path| prices.column(path, prices.cheapest(path, &first)))
            .collect();
        prices.simplex = Simplex::new(keys, &prices.most, dear);
        for (rows, most) in saving_rows {
            let saving = -preference * cost::PAIR_DAY as f64;
            let column = prices.simplex.add_free(saving, rows);
            prices.savings.push((column, most));
        }
        prices
    }

    /// Adds a cut.
    pub fn add(&mut self, cut: &Cut) {
        match cut {
            Cut::Row(row) => {
                let terms = row.terms.iter().map(|(at, share)| (*at, f64::from(*share)));
                self.add_row(terms.collect(), f64::from(row.most));
            }
            Cut::Extra { day, sets } if self.preference > 0.0 => {
                let mut most = 0.0;
                let mut terms = Vec::new();
                for (set, extra) in sets {
                    let extra = *extra as f64;
                    most += extra * (set.len() as f64 - 1.0);
                    terms.extend(set.iter().map(|candidate| (*candidate, extra)));
                }
                let row = self.most.len();
                let column = match self.extras[*day] {
                    Some(column) => column,
                    None => self.simplex.add_free(self.preference, Vec::new()),
                };
                self.extras[*day] = Some(column);
                self.add_row(terms, most);
                self.simplex.extend_free(column, row, -1.0);
            }
            Cut::Extra { .. } => {}
        }
    }

    fn add_row(&mut self, terms: Vec<(usize, f64)>, most: f64) {
        let row = self.most.len();
        for (candidate, share) in terms {
            match self.rows_of[candidate].last_mut() {
                Some((last, sum)) if *last == row => *sum += share,
                _ => self.rows_of[candidate].push((row, share)),
            }
        }
        self.most.push(most);
        let rows_of = &self.rows_of;
        let uses = |holds: &[usize]| {
            let last = holds.iter().filter_map(|candidate| rows_of[*candidate].last());
            last.filter(|(at, _)| *at == row).map(|(_, share)| share).sum()
        };
        self.simplex.add_row(most, uses);
    }

    /// Lets prices and mixture improve until neither can, the bound reaches `enough`, or it is `over`.
    /// Whether the programme is solved.
    pub fn solve(&mut self, enough: f64, over: &dyn Fn() -> bool) -> bool {
        loop {
            let open = self.sweep();
            if self.bound >= enough {
                return true;
            }
            if open.is_empty() && !self.simplex.tidy(LEAST) {
                return true;
            }
            for (at, (_, path)) in open.iter().enumerate() {
                let column = self.column(*path, self.cheapest(*path, &|_| 0.0));
                self.simplex.offer(column, LEAST);
                if at % BETWEEN == BETWEEN - 1 {
                    self.simplex.tidy(LEAST);
                    if over() {
                        return false;
                    }
                }
            }
            self.simplex.tidy(LEAST);
        }
    }

    /// Prices every path: raises the bound, and gives the paths that can do better, the most first.
    fn sweep(&mut self) -> Vec<(f64, usize)> {
        let mut open = Vec::new();
        let mut bound = 0.0;
        for path in 0..self.graph.paths.len() {
            let way = self.cheapest(path, &|_| 0.0);
            bound += way.cost;
            let reduced = self.simplex.reduced_by(way.cost, path);
            if reduced < -LEAST {
                open.push((reduced, path));
            }
        }
        for (row, most) in self.most.iter().enumerate() {
            bound -= self.simplex.price(row) * most;
        }
        for (column, most) in &self.savings {
            bound += most * self.simplex.reduced_free(*column).min(0.0);
        }
        for column in self.extras.iter().flatten() {
            bound += 1e3 * self.simplex.reduced_free(*column).min(0.0);
        }
        self.bound = self.bound.max(bound);
        open.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
        open
    }

    /// How much of each candidate the mixture takes, 0 to 1.
    pub fn taken(&self) -> Vec<f64> {
        let mut taken = vec![0.0; self.problem.candidates.len()];
        for (column, share) in self.simplex.taken() {
            column.holds.iter().for_each(|candidate| taken[*candidate] += share);
        }
        taken
    }

    /// The sizes: rows, tight rows, pivots.
    pub fn sizes(&self) -> (usize, usize, usize) {
        (self.most.len(), self.simplex.tight(), self.simplex.pivots())
    }

    /// The mixture's cost.
    pub fn cost(&self) -> f64 {
        self.simplex.cost()
    }

    fn price(&self, candidate: usize) -> f64 {
        let rows = self.rows_of[candidate].iter();
        rows.map(|(row, share)| self.simplex.price(*row) * share).sum()
    }

    /// The values of a path's nodes at the going prices, last to first, with `more` on candidates.
    fn values(&self, path: usize, more: &dyn Fn(usize) -> f64) -> Vec<f64> {
        let nodes = self.graph.paths[path].nodes.clone();
        let mut values = vec![f64::INFINITY; nodes.len()];
        for node in nodes.clone().rev() {
            let here = &self.graph.nodes[node];
            let mut value = self.node_cost[node];
            if let Some(candidate) = here.candidate {
                value += self.price(candidate) + more(candidate);
            }
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
            let after = self.graph.arcs[arc].to.map_or(0.0, |to| values[to - first]);
            let cost = self.arc_cost[arc] + after;
            if cost < best.0 {
                best = (cost, arc);
            }
        }
        best
    }

    fn cheapest(&self, path: usize, more: &dyn Fn(usize) -> f64) -> Way {
        let first = self.graph.paths[path].nodes.start;
        let root = self.graph.paths[path].root;
        let values = self.values(path, more);
        let mut way = Way {
            cost: self.best_arc(root, first, &values).0,
            holds: Vec::new(),
            plain: 0.0,
        };
        let mut open = vec![root];
        while let Some(port) = open.pop() {
            let (cost, arc) = self.best_arc(port, first, &values);
            if cost == f64::INFINITY {
                continue;
            }
            way.plain += self.arc_cost[arc];
            if let Some(node) = self.graph.arcs[arc].to {
                way.plain += self.node_cost[node];
                way.holds.extend(self.graph.nodes[node].candidate);
                open.extend(self.graph.nodes[node].ports.clone());
            }
        }
        way
    }

    fn column(&self, path: usize, way: Way) -> Column {
        let mut rows: Vec<(usize, f64)> = way
            .holds
            .iter()
            .flat_map(|candidate| self.rows_of[*candidate].iter().copied())
            .collect();
        rows.sort_by_key(|(row, _)| *row);
        rows.dedup_by(|later, first| {
            let same = later.0 == first.0;
            if same {
                first.1 += later.1;
            }
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

fn in_graph(problem: &Problem, graph: &Graph) -> Vec<bool> {
    let mut inside = vec![false; problem.candidates.len()];
    for candidate in graph.nodes.iter().filter_map(|node| node.candidate) {
        inside[candidate] = true;
    }
    inside
}

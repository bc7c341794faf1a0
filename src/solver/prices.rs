//! The linear programme of whole paths: of each path one way, mixed so that no row is broken. A graph,
//! weights and rows make a [`Programme`]; a [`Mixture`] of ways is improved by pricing (each path's
//! cheapest way at the going prices is a shortest path) and gives a bound on every plan, how much of
//! each meeting it takes, and the arcs that a better plan can use.

use std::collections::BTreeMap;

use super::choice::Choice;
use super::rows::{Cut, Row};
use super::simplex::{Column, Simplex};
use crate::problem::{Graph, Node, Problem};
use crate::series::cost::{self, LAYERS};

/// Saving less than this is no reason to change anything; more when breaking a row is dearer, as rounding
/// grows with it.
const LEAST: f64 = 1e-6;
const ROUNDING: f64 = 1e-13;

/// What it costs to break a row by one, in units of the largest weight: more than any row is worth.
const PENALTY: f64 = 20.0;

/// Columns taken up between looks at the rows.
const BETWEEN: usize = 8;

/// The most points that the starts of one day may add.
const MOST_EXTRA: f64 = 1e3;

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

/// Where a mixture stands.
#[derive(Clone)]
pub(super) struct Mixture {
    simplex: Simplex,
    rows: usize,
    savings: Vec<usize>,
    extras: BTreeMap<usize, usize>,
    /// What each path's cheapest way costs, where prices have not changed since.
    least: Vec<Option<f64>>,
    /// What decisions add to candidates.
    shifts: BTreeMap<usize, f64>,
    /// What decisions take off every mixture that keeps to them.
    offset: f64,
    /// No plan that keeps to the decisions costs less.
    pub bound: f64,
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
        let mut path_of = BTreeMap::new();
        for (index, path) in graph.paths.iter().enumerate() {
            let candidates = path
                .nodes
                .clone()
                .filter_map(|node| graph.nodes[node].candidate);
            path_of.extend(candidates.map(|candidate| (candidate, index)));
        }
        let mut programme = Self {
            problem,
            preference,
            dear: PENALTY * weights.iter().copied().fold(0.0, f64::max),
            arc_cost: graph
                .arcs
                .iter()
                .map(|arc| arc.cost.weighed(weights))
                .collect(),
            node_cost: Vec::new(),
            graph,
            path_of,
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
        for (candidate, share) in &row.terms {
            self.use_row(*candidate, f64::from(*share));
        }
        self.limit(f64::from(row.most));
    }

    /// Ends the row that is being added.
    fn limit(&mut self, most: f64) {
        self.most.push(most);
        self.paths_of.resize(self.most.len(), Vec::new());
    }

    /// Says that a candidate uses the row that is being added.
    fn use_row(&mut self, candidate: usize, share: f64) {
        let Some(path) = self.path_of.get(&candidate) else {
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
            for member in pair
                .iter()
                .filter(|member| self.path_of.contains_key(member))
            {
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

    /// The mixture that is one plan: of each path the way that takes the `wanted` candidates.
    pub fn start(&self, wanted: &dyn Fn(usize) -> bool) -> Mixture {
        let unwanted = |candidate: usize| if wanted(candidate) { 0.0 } else { self.dear };
        let keys = (0..self.graph.paths.len())
            .map(|path| self.column(path, self.cheapest(path, &unwanted)))
            .collect();
        let mut simplex = Simplex::new(keys, &self.most, self.dear);
        let saving = -self.preference * cost::PAIR_DAY as f64;
        let savings = self.savings.iter().map(|(rows, _)| {
            simplex.add_free(saving, rows.iter().map(|row| (*row, 1.0)).collect())
        });
        let savings = savings.collect();
        let mut mixture = Mixture {
            rows: self.most.len(),
            simplex,
            savings,
            extras: BTreeMap::new(),
            least: vec![None; self.graph.paths.len()],
            shifts: BTreeMap::new(),
            offset: 0.0,
            bound: f64::NEG_INFINITY,
        };
        let mut by_day = BTreeMap::<usize, Vec<(usize, f64)>>::new();
        for (row, day) in &self.extra_days {
            by_day.entry(*day).or_default().push((*row, -1.0));
        }
        for (day, rows) in by_day {
            let column = mixture.simplex.add_free(self.preference, rows);
            mixture.extras.insert(day, column);
        }
        mixture
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
            let after = self.graph.arcs[arc].to.map_or(0.0, |to| values[to - first]);
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
            if let Some(node) = self.graph.arcs[arc].to {
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

impl Mixture {
    /// Keeps to a choice from now on.
    pub fn decide(&mut self, programme: &Programme, choice: &Choice) {
        self.shift(programme, choice, programme.dear);
    }

    /// Keeps to a choice no longer; the bound is the caller's to lower.
    pub fn forget(&mut self, programme: &Programme, choice: &Choice) {
        self.shift(programme, choice, -programme.dear);
    }

    /// A choice makes what it forbids dear; if one is to be taken, all that take none.
    fn shift(&mut self, programme: &Programme, choice: &Choice, dear: f64) {
        let shift = if choice.taken { -dear } else { dear };
        self.offset += if choice.taken { dear } else { 0.0 };
        for candidate in &choice.of {
            *self.shifts.entry(*candidate).or_default() += shift;
            if let Some(path) = programme.path_of.get(candidate) {
                self.least[*path] = None;
            }
        }
        self.simplex.recost(|holds| {
            let held = holds
                .iter()
                .filter(|candidate| choice.of.contains(candidate));
            held.count() as f64 * shift
        });
    }

    /// Takes over the rows added to the programme since.
    fn catch_up(&mut self, programme: &Programme) {
        for row in self.rows..programme.most.len() {
            let uses = |holds: &[usize]| {
                let of = |candidate: &usize| {
                    let rows = &programme.rows_of[*candidate];
                    let found = rows.binary_search_by_key(&row, |(row, _)| *row);
                    found.map_or(0.0, |at| rows[at].1)
                };
                holds.iter().map(of).sum()
            };
            let eased = programme.extra_days.get(&row).map(|day| {
                let new = || self.simplex.add_free(programme.preference, Vec::new());
                *self.extras.entry(*day).or_insert_with(new)
            });
            self.simplex.add_row(programme.most[row], eased, uses);
        }
        self.rows = programme.most.len();
    }

    /// Improves prices and mixture until neither can be, the bound reaches `enough`, or it is `over`.
    /// Whether it ended by itself.
    pub fn solve(&mut self, programme: &Programme, enough: f64, over: &dyn Fn() -> bool) -> bool {
        self.catch_up(programme);
        let saving = LEAST + ROUNDING * programme.dear;
        loop {
            let open = self.sweep(programme, saving);
            let before = self.simplex.pivots();
            if self.bound >= enough || (open.is_empty() && !self.simplex.tidy(saving)) {
                return true;
            }
            for (at, (_, path)) in open.iter().enumerate() {
                let way = programme.cheapest(*path, &|candidate| self.price(programme, candidate));
                let mut column = programme.column(*path, way);
                column.cost += self.shifted(&column.holds);
                self.simplex.offer(column, saving);
                if at % BETWEEN == BETWEEN - 1 {
                    self.simplex.tidy(saving);
                    if over() {
                        return false;
                    }
                }
            }
            self.simplex.tidy(saving);
            if self.simplex.pivots() == before {
                return true;
            }
        }
    }

    /// Prices every path: raises the bound, and gives the paths that can do better, the most first.
    fn sweep(&mut self, programme: &Programme, saving: f64) -> Vec<(f64, usize)> {
        let mut open = Vec::new();
        let mut bound = self.offset;
        for row in self.simplex.changed() {
            for path in &programme.paths_of[row] {
                self.least[*path] = None;
            }
        }
        for path in 0..programme.graph.paths.len() {
            let least = match self.least[path] {
                Some(least) => least,
                None => programme.least(path, &|candidate| self.price(programme, candidate)),
            };
            self.least[path] = Some(least);
            bound += least;
            let reduced = self.simplex.reduced_by(least, path);
            if reduced < -saving {
                open.push((reduced, path));
            }
        }
        bound += self.beside(programme);
        self.bound = self.bound.max(bound);
        open.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
        open
    }

    /// What the rows and the columns without a path add to the bound.
    fn beside(&self, programme: &Programme) -> f64 {
        let rows = programme.most.iter().enumerate();
        let rows: f64 = rows.map(|(row, most)| self.simplex.price(row) * most).sum();
        let savings = self.savings.iter().zip(&programme.savings);
        let savings = savings.map(|(at, (_, most))| most * self.simplex.reduced_free(*at).min(0.0));
        let extras = self.extras.values();
        let extras = extras.map(|at| MOST_EXTRA * self.simplex.reduced_free(*at).min(0.0));
        savings.sum::<f64>() + extras.sum::<f64>() - rows
    }

    fn price(&self, programme: &Programme, candidate: usize) -> f64 {
        let rows = programme.rows_of[candidate].iter();
        let rows = rows.map(|(row, share)| self.simplex.price(*row) * share);
        rows.sum::<f64>() + self.shifts.get(&candidate).copied().unwrap_or(0.0)
    }

    fn shifted(&self, holds: &[usize]) -> f64 {
        holds
            .iter()
            .filter_map(|candidate| self.shifts.get(candidate))
            .sum()
    }

    /// How much of each candidate the mixture takes, 0 to 1.
    pub fn taken(&self, programme: &Programme) -> Vec<f64> {
        let mut taken = vec![0.0; programme.problem.candidates.len()];
        for (column, share) in self.simplex.taken() {
            column
                .holds
                .iter()
                .for_each(|candidate| taken[*candidate] += share);
        }
        taken
    }

    /// What the mixture believes the starts of a day cost above their cheapest.
    pub fn extra(&self, day: usize) -> f64 {
        self.extras
            .get(&day)
            .map_or(0.0, |column| self.simplex.value(*column))
    }

    /// For each arc whether a plan cheaper than `most` may take it.
    pub fn useful(&self, programme: &Programme, most: f64) -> Vec<bool> {
        let graph = &programme.graph;
        let price = |candidate: usize| self.price(programme, candidate);
        let mut useful = vec![false; graph.arcs.len()];
        let values: Vec<Vec<f64>> = (0..graph.paths.len())
            .map(|path| programme.values(path, &price))
            .collect();
        let roots = graph.paths.iter().zip(&values);
        let least: Vec<f64> = roots
            .map(|(path, values)| programme.best_arc(path.root, path.nodes.start, values).0)
            .collect();
        let bound = least.iter().sum::<f64>() + self.offset + self.beside(programme);
        for ((path, values), least) in graph.paths.iter().zip(&values).zip(least) {
            let first = path.nodes.start;
            let mut before = vec![f64::INFINITY; path.nodes.len()];
            let mut leave = |port: usize, so_far: f64, before: &mut Vec<f64>| {
                for arc in graph.ports[port].arcs.clone() {
                    let reached = so_far + programme.arc_cost[arc];
                    let to = graph.arcs[arc].to.map(|to| to - first);
                    let through = reached + to.map_or(0.0, |to| values[to]);
                    useful[arc] = bound - least + through < most;
                    if let Some(to) = to {
                        before[to] = before[to].min(reached);
                    }
                }
            };
            leave(path.root, 0.0, &mut before);
            for node in path.nodes.clone() {
                let so_far = before[node - first] + values[node - first];
                for port in graph.nodes[node].ports.clone() {
                    let own = programme.best_arc(port, first, values).0;
                    if so_far.is_finite() && own.is_finite() {
                        leave(port, so_far - own, &mut before);
                    }
                }
            }
        }
        useful
    }
}

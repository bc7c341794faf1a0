//! The linear programme of whole paths: of each path one way, mixed so that no row is broken. A graph,
//! weights and rows make a [`MasterProblem`]; a [`RestrictedMaster`] of ways is improved by pricing (each path's
//! cheapest way at the going prices is a shortest path) and gives a bound on every plan, how much of
//! each meeting it takes, and the arcs that a better plan can use.

mod restricted_master;

use std::collections::{BTreeMap, BTreeSet};

pub(super) use restricted_master::RestrictedMaster;

use super::rows::{Cut, Row};
use super::simplex::Column;
use crate::problem::{Graph, Group, Node, Problem};
use crate::series::cost::{LAYERS, QUALITY};

/// What it costs to break a row by one, in units of the largest weight: more than any row is worth.
const PENALTY: f64 = 20.0;

/// What is proven of some layers together: no plan costs less there than `least` under these weights.
pub(super) struct Floor {
    pub weights: [f64; LAYERS.len()],
    pub least: f64,
}

/// More than there are days: from here on groups are counted.
const AFTER_ALL_DAYS: usize = 1 << 20;

/// The row that keeps to the floor, where there is one.
const FLOOR: usize = 0;

/// What candidates cost beyond their own, and how much a unit of the floor is worth.
struct Going<'a> {
    more: &'a dyn Fn(usize) -> f64,
    relief: f64,
}

/// What every master of a graph's paths keeps to. It only grows.
pub(super) struct MasterProblem<'a> {
    problem: &'a Problem,
    /// The paths.
    pub graph: Graph,
    quality: f64,
    dear: f64,
    arc_cost: Vec<f64>,
    /// Nodes, and a day of each pair they are on.
    node_cost: Vec<f64>,
    /// What arcs and nodes cost in the layers of the floor; nothing where there is none.
    floor_arcs: Vec<f64>,
    floor_nodes: Vec<f64>,
    path_of: BTreeMap<usize, usize>,
    /// Candidates that every master takes whole.
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
    pub savings: Vec<Saving>,
    /// Rows that say what the starts of a day cost above the cheapest, by day, and after all days those that say what
    /// more of a group costs.
    extra_days: BTreeMap<usize, usize>,
}

/// A day on which a pair may meet more than once.
pub(super) struct Saving {
    /// The meetings that may be.
    pub of: Vec<usize>,
    /// The rows of what is saved.
    rows: Vec<usize>,
    /// How much at most.
    most: f64,
    /// What one of them saves, in points of the last layer.
    points: i64,
}

/// A way of a path.
struct PricedWay {
    /// What it costs beside the prices, and of that in the layers of the floor.
    plain: f64,
    floor: f64,
    holds: Vec<usize>,
}

impl<'a> MasterProblem<'a> {
    /// The programme of a graph with these rows, and the floor of some layers if one is proven.
    pub fn new(
        problem: &'a Problem,
        graph: Graph,
        weights: &[f64; LAYERS.len()],
        floor: Option<&Floor>,
        rows: &[Row],
    ) -> Self {
        let quality = weights[QUALITY];
        let (path_of, standing): (BTreeMap<_, _>, BTreeMap<_, _>) = graph
            .held()
            .map(|(path, candidate)| (candidate, path))
            .partition(|(_, path)| graph.has_choice(*path));
        let mut programme = Self {
            problem,
            quality,
            dear: PENALTY * weights.iter().copied().fold(0.0, f64::max),
            arc_cost: graph.measured(|cost| cost.weighed(weights)),
            node_cost: Vec::new(),
            floor_arcs: Vec::new(),
            floor_nodes: Vec::new(),
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
        if let Some(floor) = floor {
            programme.stand_on(floor);
        }
        rows.iter().for_each(|row| programme.add_row(row));
        let pair_cost = programme.save_days();
        programme.count_groups();
        let node = |node: &Node| {
            node.cost.weighed(weights) + node.candidate.map_or(0.0, |index| pair_cost[index])
        };
        programme.node_cost = programme.graph.nodes.iter().map(node).collect();
        programme
    }

    /// Lets no master cost less than the floor in its layers.
    fn stand_on(&mut self, floor: &Floor) {
        let nodes = self.graph.nodes.iter();
        self.floor_nodes = nodes
            .map(|node| node.cost.weighed(&floor.weights))
            .collect();
        self.floor_arcs = self.graph.measured(|cost| cost.weighed(&floor.weights));
        self.most.push(-floor.least);
        self.paths_of.push((0..self.graph.paths.len()).collect());
    }

    fn has_floor(&self) -> bool {
        !self.floor_arcs.is_empty()
    }

    /// Adds a cut.
    pub fn add(&mut self, cut: &Cut) {
        match cut {
            Cut::Row(row) => self.add_row(row),
            Cut::Extra { .. } if self.quality == 0.0 => {}
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

    /// Each meeting of a group that costs something once any is held pays for it; what the second and further series save is no
    /// more than what all but any one of them take. Gives what each candidate pays.
    fn save_days(&mut self) -> Vec<f64> {
        let mut pays = vec![0.0; self.problem.candidates.len()];
        if self.quality == 0.0 {
            return pays;
        }
        for group in self.problem.groups.iter().filter(|group| group.any > 0) {
            let mut by_series = BTreeMap::<usize, Vec<usize>>::new();
            let members = group.members.iter().map(|(member, _)| member);
            for member in members.filter(|member| {
                self.path_of.contains_key(member) || self.standing.contains(member)
            }) {
                pays[*member] += self.quality * group.any as f64;
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
            self.savings.push(Saving {
                most: by_series.len() as f64 - 1.0,
                points: group.any,
                of: by_series.into_values().flatten().collect(),
                rows,
            });
        }
        pays
    }

    /// What a group costs with more of it held than is free, and with one alone, as a column that rows push up.
    fn count_groups(&mut self) {
        if self.quality == 0.0 {
            return;
        }
        let groups = &self.problem.groups;
        let mut column = AFTER_ALL_DAYS;
        for group in groups {
            for (free, each) in &group.beyond {
                let each = *each as f64;
                for (member, amount) in &group.members {
                    self.use_row(*member, each * f64::from(*amount));
                }
                self.push_up(column, each * f64::from(free.saturating_sub(group.base)));
                column += 1;
            }
            if group.alone > 0 {
                self.count_alone(group, column);
                column += 1;
            }
        }
    }

    /// One series of a group has a meeting that counts one, and no other has any.
    fn count_alone(&mut self, group: &Group, column: usize) {
        let alone = group.alone as f64;
        let series_of = |member: usize| self.problem.candidates[member].series;
        let short = group.members.iter().filter(|(_, amount)| *amount == 1);
        let short: BTreeSet<usize> = short.map(|(member, _)| series_of(*member)).collect();
        for series in short {
            for (member, amount) in &group.members {
                if self.problem.candidates[*member].series != series {
                    self.use_row(*member, -alone);
                } else if *amount == 1 {
                    self.use_row(*member, alone);
                }
            }
            self.push_up(column, 0.0);
        }
    }

    /// Ends a row whose excess over `most` its column pays for; none when nobody has a choice in it and what stands leaves
    /// no excess.
    fn push_up(&mut self, column: usize, most: f64) {
        if self.paths_of.len() == self.most.len() && self.stands <= most {
            self.stands = 0.0;
            return;
        }
        self.extra_days.insert(self.most.len(), column);
        self.limit(most);
    }

    /// What one of a saving is worth.
    fn worth(&self, saving: &Saving) -> f64 {
        self.quality * saving.points as f64
    }

    /// The values of a path's nodes.
    fn values(&self, path: usize, going: &Going) -> Vec<f64> {
        let nodes = self.graph.paths[path].nodes.clone();
        let mut values = vec![f64::INFINITY; nodes.len()];
        for node in nodes.clone().rev() {
            let here = &self.graph.nodes[node];
            let mut value = self.node_cost[node] + here.candidate.map_or(0.0, going.more);
            if going.relief > 0.0 {
                value -= going.relief * self.floor_nodes[node];
            }
            for port in here.ports.clone() {
                value += self.best_arc(port, nodes.start, &values, going).0;
            }
            values[node - nodes.start] = value;
        }
        values
    }

    /// What an arc costs.
    fn along(&self, arc: usize, going: &Going) -> f64 {
        match going.relief > 0.0 {
            true => self.arc_cost[arc] - going.relief * self.floor_arcs[arc],
            false => self.arc_cost[arc],
        }
    }

    fn best_arc(&self, port: usize, first: usize, values: &[f64], going: &Going) -> (f64, usize) {
        let arcs = self.graph.ports[port].arcs.clone();
        let mut best = (f64::INFINITY, arcs.start);
        for arc in arcs {
            let after = self.graph.to(arc).map_or(0.0, |to| values[to - first]);
            let cost = self.along(arc, going) + after;
            if cost < best.0 {
                best = (cost, arc);
            }
        }
        best
    }

    /// What a path costs at least.
    fn least(&self, path: usize, going: &Going) -> f64 {
        let values = self.values(path, going);
        let path = &self.graph.paths[path];
        self.best_arc(path.root, path.nodes.start, &values, going).0
    }

    /// The way that costs that.
    fn cheapest(&self, path: usize, going: &Going) -> PricedWay {
        let first = self.graph.paths[path].nodes.start;
        let root = self.graph.paths[path].root;
        let values = self.values(path, going);
        let mut way = PricedWay {
            plain: 0.0,
            floor: 0.0,
            holds: Vec::new(),
        };
        let mut open = vec![root];
        while let Some(port) = open.pop() {
            let (cost, arc) = self.best_arc(port, first, &values, going);
            if cost == f64::INFINITY {
                continue;
            }
            way.plain += self.arc_cost[arc];
            way.floor += self.floor_arcs.get(arc).unwrap_or(&0.0);
            if let Some(node) = self.graph.to(arc) {
                way.plain += self.node_cost[node];
                way.floor += self.floor_nodes.get(node).unwrap_or(&0.0);
                way.holds.extend(self.graph.nodes[node].candidate);
                open.extend(self.graph.nodes[node].ports.clone());
            }
        }
        way
    }

    fn column(&self, path: usize, way: PricedWay) -> Column {
        let rows = way
            .holds
            .iter()
            .flat_map(|candidate| &self.rows_of[*candidate]);
        let mut rows: Vec<(usize, f64)> = rows.copied().collect();
        if way.floor != 0.0 {
            rows.push((FLOOR, -way.floor));
        }
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

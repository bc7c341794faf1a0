//! A master of ways under a [`MasterProblem`]: it starts as a plan, gets cheaper by pricing, and can be told to
//! keep to choices. A bound, what is taken of each meeting, and the arcs that are of use go out.

use std::collections::BTreeMap;

use super::{FLOOR, Going, MasterProblem};
use crate::solver::choice::{Choice, Does};
use crate::solver::simplex::Simplex;

/// Saving less than this is no reason to change anything; more when breaking a row is dearer, as rounding
/// grows with it.
const LEAST: f64 = 1e-6;
const ROUNDING: f64 = 1e-13;

/// Columns taken up between looks at the rows.
const BETWEEN: usize = 8;

/// The most points that the starts of one day may add.
const MOST_EXTRA: f64 = 1e3;

/// Where a master stands.
#[derive(Clone)]
pub(in crate::solver) struct RestrictedMaster {
    simplex: Simplex,
    rows: usize,
    savings: Vec<usize>,
    extras: BTreeMap<usize, usize>,
    /// What each path's cheapest way costs, where prices have not changed since.
    least: Vec<Option<f64>>,
    /// What decisions add to candidates.
    shifts: BTreeMap<usize, f64>,
    /// What decisions take off every master that keeps to them.
    offset: f64,
    /// No plan that keeps to the decisions costs less.
    pub bound: f64,
}

impl RestrictedMaster {
    /// The master that is one plan: of each path the way that takes the `wanted` candidates.
    pub fn of(programme: &MasterProblem, wanted: &dyn Fn(usize) -> bool) -> Self {
        let unwanted = |candidate: usize| {
            if wanted(candidate) {
                0.0
            } else {
                programme.dear
            }
        };
        let going = Going {
            more: &unwanted,
            relief: 0.0,
        };
        let keys = (0..programme.graph.paths.len())
            .map(|path| programme.column(path, programme.cheapest(path, &going)))
            .collect();
        let mut simplex = Simplex::new(keys, &programme.most, programme.dear);
        let savings = programme.savings.iter().map(|saving| {
            let rows = saving.rows.iter().map(|row| (*row, 1.0));
            simplex.add_free(-programme.worth(saving), rows.collect())
        });
        let savings = savings.collect();
        let mut master = Self {
            rows: programme.most.len(),
            simplex,
            savings,
            extras: BTreeMap::new(),
            least: vec![None; programme.graph.paths.len()],
            shifts: BTreeMap::new(),
            offset: 0.0,
            bound: f64::NEG_INFINITY,
        };
        let mut by_day = BTreeMap::<usize, Vec<(usize, f64)>>::new();
        for (row, day) in &programme.extra_days {
            by_day.entry(*day).or_default().push((*row, -1.0));
        }
        for (day, rows) in by_day {
            let column = master.simplex.add_free(programme.quality, rows);
            master.extras.insert(day, column);
        }
        master
    }

    /// How many numbers it holds, about.
    pub fn size(&self) -> usize {
        self.simplex.size()
    }

    /// Keeps to a choice from now on.
    pub fn decide(&mut self, programme: &MasterProblem, choice: &Choice) {
        self.shift(programme, choice, programme.dear);
    }

    /// Keeps to a choice no longer; the bound is the caller's to lower.
    pub fn forget(&mut self, programme: &MasterProblem, choice: &Choice) {
        self.shift(programme, choice, -programme.dear);
    }

    /// A choice makes what it forbids dear; if one is to be taken, all that take none. A day that is paid for costs
    /// as much whatever is held on it.
    fn shift(&mut self, programme: &MasterProblem, choice: &Choice, dear: f64) {
        let worth = match choice.does {
            Does::Meet(saving) => programme.worth(&programme.savings[saving]),
            Does::Take | Does::Leave => 0.0,
        };
        let day = worth.copysign(dear);
        let (shift, paid) = match choice.does {
            Does::Take => (-dear, dear),
            Does::Leave => (dear, 0.0),
            Does::Meet(_) => (-day, day),
        };
        self.offset += paid;
        for candidate in &choice.of {
            *self.shifts.entry(*candidate).or_default() += shift;
            if let Some(path) = programme.path_of.get(candidate) {
                self.least[*path] = None;
            }
        }
        if let Does::Meet(saving) = choice.does {
            self.simplex.add_cost(self.savings[saving], day);
        }
        self.simplex.recost(|holds| {
            let held = holds
                .iter()
                .filter(|candidate| choice.of.contains(candidate));
            held.count() as f64 * shift
        });
    }

    /// Takes over the rows added to the programme since.
    fn catch_up(&mut self, programme: &MasterProblem) {
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
                let new = || self.simplex.add_free(programme.quality, Vec::new());
                *self.extras.entry(*day).or_insert_with(new)
            });
            self.simplex.add_row(programme.most[row], eased, uses);
        }
        self.rows = programme.most.len();
    }

    /// Improves prices and master until neither can be, the bound reaches `enough`, or it is `over`.
    /// Whether it ended by itself.
    pub fn solve(
        &mut self,
        programme: &MasterProblem,
        enough: f64,
        over: &dyn Fn() -> bool,
    ) -> bool {
        self.catch_up(programme);
        if programme.impossible {
            self.bound = f64::INFINITY;
            return true;
        }
        let saving = LEAST + ROUNDING * programme.dear;
        loop {
            let open = self.sweep(programme, saving);
            let before = self.simplex.pivots();
            if self.bound >= enough || (open.is_empty() && !self.simplex.tidy(saving)) {
                return true;
            }
            for (at, (_, path)) in open.iter().enumerate() {
                let way = self.going(programme, |going| programme.cheapest(*path, going));
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
            if over() {
                return false;
            }
            if self.simplex.pivots() == before {
                return true;
            }
        }
    }

    /// Prices every path: raises the bound, and gives the paths that can do better, the most first.
    fn sweep(&mut self, programme: &MasterProblem, saving: f64) -> Vec<(f64, usize)> {
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
                None => self.going(programme, |going| programme.least(path, going)),
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
    fn beside(&self, programme: &MasterProblem) -> f64 {
        let rows = programme.most.iter().enumerate();
        let rows: f64 = rows.map(|(row, most)| self.simplex.price(row) * most).sum();
        let savings = self.savings.iter().zip(&programme.savings);
        let savings = savings.map(|(at, day)| day.most * self.simplex.reduced_free(*at).min(0.0));
        let extras = self.extras.values();
        let extras = extras.map(|at| MOST_EXTRA * self.simplex.reduced_free(*at).min(0.0));
        savings.sum::<f64>() + extras.sum::<f64>() - rows
    }

    /// Asks something about the going prices.
    fn going<T>(&self, programme: &MasterProblem, ask: impl FnOnce(&Going) -> T) -> T {
        let floor = programme.has_floor();
        ask(&Going {
            more: &|candidate| self.price(programme, candidate),
            relief: if floor {
                self.simplex.price(FLOOR)
            } else {
                0.0
            },
        })
    }

    fn price(&self, programme: &MasterProblem, candidate: usize) -> f64 {
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

    /// How much of each candidate the master takes, 0 to 1.
    pub fn taken(&self, programme: &MasterProblem) -> Vec<f64> {
        let mut taken = vec![0.0; programme.problem.candidates.len()];
        for (column, share) in self.simplex.taken() {
            column
                .holds
                .iter()
                .for_each(|candidate| taken[*candidate] += share);
        }
        taken
    }

    /// How many meetings of a pair the master holds on a day that it pays for anyhow; `None` where a decision has
    /// paid for the day.
    pub fn saved(&self, saving: usize) -> Option<f64> {
        let column = self.savings[saving];
        (self.simplex.cost(column) < 0.0).then(|| self.simplex.value(column))
    }

    /// What the master believes the starts of a day cost above their cheapest.
    pub fn extra(&self, day: usize) -> f64 {
        self.extras
            .get(&day)
            .map_or(0.0, |column| self.simplex.value(*column))
    }

    /// For each arc whether a plan cheaper than `most` may take it.
    pub fn useful(&self, programme: &MasterProblem, most: f64) -> Vec<bool> {
        self.going(programme, |going| self.useful_at(programme, going, most))
    }

    fn useful_at(&self, programme: &MasterProblem, going: &Going, most: f64) -> Vec<bool> {
        let graph = &programme.graph;
        let mut useful = vec![false; graph.arc_count()];
        let values: Vec<Vec<f64>> = (0..graph.paths.len())
            .map(|path| programme.values(path, going))
            .collect();
        let roots = graph.paths.iter().zip(&values);
        let least: Vec<f64> = roots
            .map(|(path, values)| {
                programme
                    .best_arc(path.root, path.nodes.start, values, going)
                    .0
            })
            .collect();
        let bound = least.iter().sum::<f64>() + self.offset + self.beside(programme);
        for ((path, values), least) in graph.paths.iter().zip(&values).zip(least) {
            let first = path.nodes.start;
            let mut before = vec![f64::INFINITY; path.nodes.len()];
            let mut leave = |port: usize, so_far: f64, before: &mut Vec<f64>| {
                for arc in graph.ports[port].arcs.clone() {
                    let reached = so_far + programme.along(arc, going);
                    let to = graph.to(arc).map(|to| to - first);
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
                    let own = programme.best_arc(port, first, values, going).0;
                    if so_far.is_finite() && own.is_finite() {
                        leave(port, so_far - own, &mut before);
                    }
                }
            }
        }
        useful
    }
}

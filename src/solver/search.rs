//! Days first, hours second: the linear programme says which meeting on which day, the hours of each
//! day are searched exactly, and what cannot be held together goes back as a cut. Where the programme
//! is undecided it branches on whether a path has a meeting in a stretch of days, or a pair pays for a day, the lower
//! bound first.
//! A problem and weights come in; a bound goes out, and the best plan met stays.

use std::collections::BinaryHeap;

use super::branch::{self, Branch, History};
use super::choice;
use super::context::{Search, Weights, whole};
use super::dive::{DiveLimits, LONG, STRAIGHT};
use super::lift;
use super::local::{self, NARROW};
use super::prices::{Floor, MasterProblem, RestrictedMaster};
use super::prune;
use super::rows::{self, Cut};
use crate::problem::{Cost, Graph};
use crate::series::cost::LAYERS;

/// Rounds of rows at the root, and how often they must have moved the bound.
const MOST_ROUNDS: usize = 20;
const STUCK: usize = 4;

/// How much more layers weigh at most once they are proven.
const KEPT: f64 = 64.0;

/// A cost up to which rounding is far from a unit of the last layer ([`whole`]).
const FINE: f64 = 1e8;

/// A plan that is as near to the bound as this, in units of the last layer, is left to the branches.
const NEAR: f64 = 5.0;

/// A plan that is better by this part calls for a new look at all before parts of it are looked at.
const MUCH: f64 = 0.01;

/// Paths, and candidates, from which windows find more than the whole programme does.
const MANY: usize = 400;
const MANY_CANDIDATES: usize = 6000;

/// Most rounds of looking through everybody's days.
pub(super) const LOCAL_ROUNDS: usize = 8;

/// So many branches are soon made again: a better plan makes the problem smaller, and is worth beginning anew.
const EARLY: usize = 40;

/// How many branches are split for one from which a better plan is sought, and the branches of that.
const SEEK_EVERY: usize = 16;
const BETWEEN: usize = 8;

/// The programme is made anew when less than this part of its arcs is of use.
const ENOUGH: f64 = 0.8;

impl<'a> Search<'a> {
    /// Searches under these weights, looking at no more than `branches` branches. Returns a bound on the
    /// weighted cost of every plan and keeps the best plan met. Each better plan makes the problem
    /// smaller, so the search starts anew with it.
    pub fn run(&mut self, weights: &Weights, branches: usize) -> f64 {
        let mut left = branches;
        loop {
            let before = self.best.cost;
            let (open, certain) = self.open(weights);
            let bound = certain + self.pass(&open, &mut left);
            self.smooth(&before);
            let better = self.best.cost < before && bound < self.best.cost.weighed(weights);
            if !better || left == 0 || self.clock.is_over() {
                return bound.min(self.best.cost.weighed(weights));
            }
            let now = self.best.cost.weighed(weights);
            if before.weighed(weights) > (1.0 + MUCH) * now {
                continue;
            }
            if now - bound > NEAR {
                local::improve(self, weights, NARROW, LOCAL_ROUNDS);
            }
        }
    }

    /// Whether windows find more than the whole programme does.
    pub fn is_many(&self) -> bool {
        let problem = self.problem;
        problem.graph.paths.len() > MANY || problem.candidates.len() > MANY_CANDIDATES
    }

    /// A bound on the weighted cost of every plan, without a search.
    pub fn bound(&mut self, weights: &Weights) -> f64 {
        let graph = prune::prune(self.problem, self.best.cost);
        let (open, certain) = self.open(weights);
        let bound = self.priced(graph, &open).1.bound;
        (certain + whole(bound)).min(self.best.cost.weighed(weights))
    }

    /// The weights without those of the first layers in which the best plan costs what its paths cost each alone:
    /// all that is left when no better plan can use the rest costs the same there (`prune`). And what that is.
    fn open(&self, weights: &Weights) -> (Weights, f64) {
        let least = self.least.iter().copied().sum::<Cost>();
        let (mut open, mut certain) = (*weights, 0.0);
        for layer in (0..LAYERS.len()).take_while(|layer| self.best.cost[*layer] == least[*layer]) {
            certain += least[layer] as f64 * weights[layer];
            open[layer] = 0.0;
        }
        (open, certain)
    }

    /// Searches until a better plan is found or nothing is left to look at.
    fn pass(&mut self, weights: &Weights, left: &mut usize) -> f64 {
        let (mut programme, mut root) = self.root(weights);
        let before = self.best.cost;
        let clock = self.clock;
        let mut given_up = f64::INFINITY;
        let mut open = BinaryHeap::from([Branch::new(root.clone(), Vec::new(), 0)]);
        let mut history = History::new(&programme);
        let mut looked = 0;
        while let Some(mut branch) = open.pop() {
            let bound = branch.bound;
            let done = whole(bound) >= self.best.cost.weighed(weights);
            let anew = self.best.cost < before && looked < EARLY;
            if done || anew || *left == 0 || clock.is_over() {
                return whole(bound).min(given_up);
            }
            *left -= 1;
            let master = branch.master.take().map(|master| *master);
            let master = master.unwrap_or_else(|| {
                root.solve(&programme, f64::INFINITY, &|| clock.is_over());
                let mut master = root.clone();
                let choices = branch.choices.iter();
                choices.for_each(|choice| master.decide(&programme, choice));
                master.bound = bound;
                master
            });
            if looked == 0 {
                let limits = if self.is_many() { LONG } else { STRAIGHT };
                self.dive(&mut programme, master.clone(), weights, limits);
            } else if looked % SEEK_EVERY == 0 {
                local::between(self, &master.taken(&programme), weights, BETWEEN);
            }
            if !self.split(
                &mut programme,
                master,
                branch,
                weights,
                &mut history,
                &mut open,
            ) {
                given_up = given_up.min(whole(bound));
            }
            looked += 1;
        }
        given_up
    }

    /// The programme of what a better plan can use, with rows for overfull days until it breaks none.
    fn root(&mut self, weights: &Weights) -> (MasterProblem<'a>, RestrictedMaster) {
        let mut graph = prune::prune(self.problem, self.best.cost);
        loop {
            let (programme, mut master) = self.priced(graph, weights);
            if whole(master.bound) >= self.best.cost.weighed(weights) {
                return (programme, master);
            }
            let most = self.best.cost.weighed(weights) - 1.0 + 1e-3;
            let useful = master.useful(&programme, most);
            let left = useful.iter().filter(|useful| **useful).count();
            if left == 0 {
                // Every plan takes some arc, and none of them leads to a better one.
                master.bound = self.best.cost.weighed(weights);
                return (programme, master);
            }
            if left as f64 > ENOUGH * useful.len() as f64 || self.clock.is_over() {
                return (programme, master);
            }
            graph = prune::keep(&programme.graph, |arc| useful[arc]);
        }
    }

    /// Looks for a better plan in no more than so many branches.
    pub fn glance(&mut self, weights: &Weights, mut branches: usize) {
        let (open, _) = self.open(weights);
        self.pass(&open, &mut branches);
    }

    /// The weights with more on the layers that are proven: their floor is a row of the programme, so they may weigh what
    /// they like, and what gives up a little of them is soon seen to lead nowhere.
    pub fn keeping(&self, weights: &Weights) -> Weights {
        let now = self.best.cost.weighed(&self.open(weights).0);
        let more = (FINE / now.max(1.0)).clamp(1.0, KEPT).floor();
        let weigh = |layer: usize| weights[layer] * if layer < self.proven { more } else { 1.0 };
        std::array::from_fn(weigh)
    }

    /// What is proven of the layers under these weights, in units of the last of them.
    fn floor(&self, weights: &Weights) -> Option<Floor> {
        let unit = weights[..self.proven]
            .iter()
            .rfind(|weight| **weight > 0.0)?;
        let weights = std::array::from_fn(|layer| match layer < self.proven {
            true => weights[layer] / unit,
            false => 0.0,
        });
        let least = self.best.cost.weighed(&weights);
        Some(Floor { weights, least })
    }

    /// Looks for a better plan down one way. Whether it came to an end.
    pub fn look(&mut self, weights: &Weights, limits: DiveLimits) -> bool {
        let (open, _) = self.open(weights);
        let (mut programme, master) = self.root(&open);
        self.dive(&mut programme, master, &open, limits)
    }

    /// A graph's programme and its best master.
    fn priced(&mut self, graph: Graph, weights: &Weights) -> (MasterProblem<'a>, RestrictedMaster) {
        let mut used = vec![false; self.problem.candidates.len()];
        for candidate in graph.nodes.iter().filter_map(|node| node.candidate) {
            used[candidate] = true;
        }
        self.used = vec![Vec::new(); self.problem.days];
        for candidate in (0..used.len()).filter(|candidate| used[*candidate]) {
            self.used[self.problem.candidates[candidate].day].push(candidate);
        }
        let clock = self.clock;
        let over = || clock.is_over();
        let rows = rows::capacity(self.problem, |candidate| used[candidate], &over);
        let mut programme = MasterProblem::new(
            self.problem,
            graph,
            weights,
            self.floor(weights).as_ref(),
            &rows,
        );
        self.cuts.iter().for_each(|cut| programme.add(cut));
        let planned = self.planned();
        let mut master =
            RestrictedMaster::of(&programme, &|candidate| planned.contains(&candidate));
        let mut bound = f64::NEG_INFINITY;
        for round in 0..=MOST_ROUNDS {
            master.solve(&programme, f64::INFINITY, &over);
            let stuck = master.bound < bound + 1e-6 * bound.abs() && round % STUCK == 0;
            if stuck || round == MOST_ROUNDS || over() {
                break;
            }
            bound = bound.max(master.bound);
            let taken = master.taken(&programme);
            let stands = |index: &usize| {
                let share = taken[*index];
                share < 1e-3 || (share > 1.0 - 1e-3 && self.best.holds(*index))
            };
            let days = self.used.iter().filter(|used| !used.iter().all(stands));
            let broken: Vec<Cut> = days
                .take_while(|_| !over())
                .flat_map(|used| lift::rows_against(self.problem, used, &taken))
                .map(Cut::Row)
                .collect();
            if broken.is_empty() {
                break;
            }
            self.add(&mut programme, broken);
        }
        (programme, master)
    }

    /// Solves a branch's programme, adding what its hours demand, until it is undecided. `Err` when the
    /// branch is done with: true if nothing better is left in it, false if its bound is all that is known.
    fn settle(
        &mut self,
        programme: &mut MasterProblem<'a>,
        master: &mut RestrictedMaster,
        weights: &Weights,
    ) -> Result<Vec<f64>, bool> {
        let clock = self.clock;
        loop {
            let enough = self.best.cost.weighed(weights) - 1.0 + 2e-3;
            master.solve(programme, enough, &|| clock.is_over());
            if whole(master.bound) >= self.best.cost.weighed(weights) {
                return Err(true);
            }
            if clock.is_over() {
                return Err(false);
            }
            let taken = master.taken(programme);
            let hours = self.judge(master, &taken, weights);
            if !hours.cuts.is_empty() {
                self.add(programme, hours.cuts);
            } else if choice::surest(&taken).is_some() {
                return Ok(taken);
            } else if !hours.unknown.is_empty() {
                return Err(false);
            } else {
                self.offer();
                return Err(whole(master.bound) >= self.best.cost.weighed(weights));
            }
        }
    }

    /// Splits a branch in two where that raises the bound most.
    fn split(
        &mut self,
        programme: &mut MasterProblem<'a>,
        mut master: RestrictedMaster,
        branch: Branch,
        weights: &Weights,
        history: &mut History,
        open: &mut BinaryHeap<Branch>,
    ) -> bool {
        let taken = match self.settle(programme, &mut master, weights) {
            Ok(taken) => taken,
            Err(done) => return done,
        };
        let most = self.best.cost.weighed(weights);
        let mut splits = choice::stretches(self.problem, programme, &taken);
        splits.extend(choice::pair_days(programme, &master, &taken));
        let best = branch::best(programme, &master, splits, history, most, self.clock);
        let Some(sides) = best else {
            return false;
        };
        for (side, choice) in sides {
            let mut choices = branch.choices.clone();
            choices.push(choice);
            if whole(side.bound) < most {
                open.push(Branch::new(side, choices, open.len()));
            }
        }
        true
    }
}

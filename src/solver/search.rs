//! Days first, hours second: the linear programme says which meeting on which day, the hours of each
//! day are searched exactly, and what cannot be held together goes back as a cut. Where the
//! programme is undecided it branches on a meeting's day, the better-bounded half first.

use std::collections::{BTreeMap, BinaryHeap};
use std::time::Instant;

use super::calendar::{Calendar, Index};
use super::clock::Clock;
use super::improve::{self, Dice};
use super::lift;
use super::model::{Columns, Cut, Model, Stop};
use super::prune;
use super::rows::{self, Row};
use super::slots::{self, Day};
use crate::problem::Problem;
use crate::series::cost::{LAYERS, PREFERENCES};

/// What stays the same while searching.
pub(super) struct Search<'a> {
    pub problem: &'a Problem,
    pub index: &'a Index,
    pub columns: Columns,
    /// The candidates in the programme, by day.
    pub used: Vec<Vec<usize>>,
    pub cuts: Vec<Cut>,
    pub clock: &'a Clock,
    pub dice: Dice,
    /// The best plan so far, by the layers in order.
    pub best: Calendar<'a>,
}

/// The part of the time that one programme at the root may take.
const ROOT_SHARE: f64 = 0.4;

/// Rounds of rows at the root, and how often they must have moved the bound.
const MOST_ROUNDS: usize = 20;
const STUCK: usize = 4;

/// Whole weights of the layers.
pub(super) type Weights = [f64; LAYERS.len()];

/// A part of the search that is still open.
struct Branch {
    bound: f64,
    decisions: Vec<(usize, bool)>,
}

impl PartialEq for Branch {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Branch {}

impl PartialOrd for Branch {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Branch {
    /// The largest is the one to look at next: the lowest bound, then the most decided.
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let deeper = self.decisions.len().cmp(&other.decisions.len());
        other.bound.total_cmp(&self.bound).then(deeper)
    }
}

/// How far below a whole number a value may lie and still be meant as that number.
fn whole(value: f64) -> f64 {
    (value - 1e-3 - 1e-9 * value.abs()).ceil()
}

/// What the hours say to a choice of days.
enum Verdict {
    /// All can be held, at these starts.
    Fine(BTreeMap<usize, u32>),
    /// Something has to change.
    Cuts(Vec<Cut>),
    /// The search for hours gave up.
    Unknown,
}

impl<'a> Search<'a> {
    /// A search that has no plan yet.
    pub fn new(problem: &'a Problem, index: &'a Index, clock: &'a Clock) -> Self {
        Self {
            problem,
            index,
            columns: Columns::default(),
            used: Vec::new(),
            cuts: Vec::new(),
            clock,
            dice: Dice::new(1),
            best: Calendar::new(problem, index),
        }
    }

    /// Searches under these weights, looking at no more than `branches` branches. Returns a bound on the
    /// weighted cost of every plan and keeps the best plan met. Each better plan makes the problem
    /// smaller, so the search starts anew with it.
    pub fn run(&mut self, weights: &Weights, branches: usize) -> f64 {
        let mut left = branches;
        loop {
            let before = self.best.cost;
            let bound = self.pass(weights, &mut left);
            let better = self.best.cost < before && bound < self.best.cost.weighed(weights);
            if !better || left == 0 || self.clock.is_over() {
                return bound.min(self.best.cost.weighed(weights));
            }
        }
    }

    /// Searches until a better plan is found or nothing is left to look at.
    fn pass(&mut self, weights: &Weights, left: &mut usize) -> f64 {
        let (mut root, before) = match self.root(weights) {
            Ok(root) => (root, self.best.cost),
            Err(Stop::Infeasible) => return f64::INFINITY,
            Err(Stop::GaveUp) => return f64::NEG_INFINITY,
        };
        let mut known = self.cuts.len();
        let mut given_up = f64::INFINITY;
        let mut open = BinaryHeap::from([Branch {
            bound: root.objective(),
            decisions: Vec::new(),
        }]);
        while let Some(branch) = open.pop() {
            let bound = branch.bound;
            let done = whole(bound) >= self.best.cost.weighed(weights);
            if done || self.best.cost < before || *left == 0 || self.clock.is_over() {
                return whole(bound).min(given_up);
            }
            *left -= 1;
            for cut in &self.cuts[known..] {
                match root.clone().cut(&self.columns, cut) {
                    Ok(tighter) => root = tighter,
                    Err(Stop::Infeasible) => return given_up,
                    Err(Stop::GaveUp) => return whole(bound).min(given_up),
                }
            }
            known = self.cuts.len();
            if self.dive(&root, branch, weights, &mut open).is_err() {
                given_up = given_up.min(whole(bound));
            }
        }
        given_up
    }

    /// The programme of what a better plan can use, with rows for overfull days until it breaks none.
    fn root(&mut self, weights: &Weights) -> Result<Model, Stop> {
        let graph = prune::prune(self.problem, self.best.cost);
        self.columns = Columns::new(self.problem, &graph);
        let used = |candidate: usize| !self.columns.inflow[candidate].is_empty();
        let rows = rows::capacity(self.problem, used);
        self.used = vec![Vec::new(); self.problem.days];
        for candidate in (0..self.problem.candidates.len()).filter(|candidate| used(*candidate)) {
            self.used[self.problem.candidates[candidate].day].push(candidate);
        }
        if std::env::var("PRICE").is_ok() {
            let t = Instant::now();
            let mut wanted = vec![false; self.problem.candidates.len()];
            for way in self.best.ways.iter().flatten() {
                way.meetings.iter().for_each(|(c, _)| wanted[*c] = true);
            }
            let mut prices = super::prices::Prices::new(self.problem, &graph, weights, &rows, &wanted);
            for cut in &self.cuts { prices.add(cut); }
            eprintln!("arcs {} rows {} start {} built {:?}", graph.arcs.len(), rows.len(), prices.cost(), t.elapsed());
            for _ in 0..20 {
                let done = prices.solve(f64::INFINITY, &|| false);
                eprintln!("{done} cost {} bound {} sizes {:?} in {:?}", prices.cost(), prices.bound, prices.sizes(), t.elapsed());
                let taken = prices.taken();
                let days = self.used.iter();
                let broken: Vec<Row> = days.flat_map(|used| lift::rows_against(self.problem, used, &taken)).collect();
                if broken.is_empty() { break; }
                for row in broken { let cut = Cut::Row(row); prices.add(&cut); self.cuts.push(cut); }
            }
        }
        let mut bound = f64::NEG_INFINITY;
        for round in 0.. {
            let (columns, deadline) = (&self.columns, self.clock.part(ROOT_SHARE));
            let over = || self.clock.is_over() || Instant::now() >= deadline;
            let root = Model::solve(
                self.problem,
                &graph,
                columns,
                weights,
                &rows,
                &self.cuts,
                &over,
            )?;
            let stuck = root.objective() < bound + 1e-6 * bound.abs() && round % STUCK == 0;
            if round == MOST_ROUNDS || stuck || self.clock.is_over() {
                return Ok(root);
            }
            bound = bound.max(root.objective());
            let taken = root.taken(&self.columns);
            let days = self.used.iter();
            let broken: Vec<Row> = days
                .flat_map(|used| lift::rows_against(self.problem, used, &taken))
                .collect();
            if broken.is_empty() {
                return Ok(root);
            }
            self.cuts.extend(broken.into_iter().map(Cut::Row));
        }
        Err(Stop::GaveUp)
    }

    /// Follows a branch down, always taking the surest meeting; what is not taken stays open. An
    /// error means that the bound of this branch is all that is known.
    fn dive(
        &mut self,
        root: &Model,
        branch: Branch,
        weights: &Weights,
        open: &mut BinaryHeap<Branch>,
    ) -> Result<(), Stop> {
        let mut decisions = branch.decisions;
        let mut model = root.clone();
        for (candidate, taken) in &decisions {
            model = match model.decide(&self.columns, *candidate, *taken) {
                Ok(model) => model,
                Err(Stop::Infeasible) => return Ok(()),
                Err(stop) => return Err(stop),
            };
        }
        let mut rounded = false;
        loop {
            let bound = model.objective().max(branch.bound);
            if whole(bound) >= self.best.cost.weighed(weights) {
                return Ok(());
            }
            let taken = model.taken(&self.columns);
            let next = match surest(&taken) {
                None => match self.judge(&model, &taken, weights) {
                    Verdict::Fine(starts) => {
                        return self.offer(&starts);
                    }
                    Verdict::Unknown => {
                        self.round(&taken);
                        return Err(Stop::GaveUp);
                    }
                    Verdict::Cuts(cuts) => match self.tighten(model, cuts) {
                        Ok(tighter) => {
                            model = tighter;
                            continue;
                        }
                        Err(Stop::Infeasible) => return Ok(()),
                        Err(stop) => return Err(stop),
                    },
                },
                Some(next) => next,
            };
            if !rounded {
                rounded = true;
                self.round(&taken);
            }
            if self.clock.is_over() {
                open.push(Branch { bound, decisions });
                return Ok(());
            }
            let mut other = decisions.clone();
            other.push((next, false));
            open.push(Branch {
                bound,
                decisions: other,
            });
            decisions.push((next, true));
            model = match model.decide(&self.columns, next, true) {
                Ok(model) => model,
                Err(Stop::Infeasible) => return Ok(()),
                Err(stop) => {
                    open.push(Branch { bound, decisions });
                    return Err(stop);
                }
            };
        }
    }

    fn tighten(&mut self, mut model: Model, cuts: Vec<Cut>) -> Result<Model, Stop> {
        for cut in cuts {
            model = model.cut(&self.columns, &cut)?;
            self.cuts.push(cut);
        }
        Ok(model)
    }

    /// Searches the hours of every day of a choice.
    fn judge(&self, model: &Model, taken: &[f64], weights: &Weights) -> Verdict {
        let mut by_day: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for candidate in (0..taken.len()).filter(|index| taken[*index] > 0.5) {
            by_day
                .entry(self.problem.candidates[candidate].day)
                .or_default()
                .push(candidate);
        }
        let mut starts = BTreeMap::new();
        let mut cuts = Vec::new();
        for (day, meetings) in by_day {
            let mut sets = Vec::new();
            for group in slots::components(self.problem, &meetings) {
                match slots::search(self.problem, &group) {
                    Day::Held {
                        starts: found,
                        extra,
                        proven,
                    } => {
                        starts.extend(group.iter().copied().zip(found));
                        if extra > 0 && proven && weights[PREFERENCES] > 0.0 {
                            sets.push((group, extra));
                        }
                    }
                    Day::Clash | Day::Unknown => {
                        match lift::rows_against(self.problem, &self.used[day], taken) {
                            rows if !rows.is_empty() => cuts.extend(rows.into_iter().map(Cut::Row)),
                            _ => match slots::minimal_clash(self.problem, &group) {
                                Some(set) => cuts.push(Cut::Row(self.lifted(set))),
                                None => return Verdict::Unknown,
                            },
                        }
                    }
                }
            }
            let extra: i64 = sets.iter().map(|(_, extra)| extra).sum();
            if extra as f64 > model.extra(&self.columns, day) + 1e-6 {
                cuts.push(Cut::Extra { day, sets });
            }
        }
        if cuts.is_empty() {
            Verdict::Fine(starts)
        } else {
            Verdict::Cuts(cuts)
        }
    }

    /// A clash as a row, widened to the ways of the same series that clash just as well: same people, no
    /// shorter, no other starts.
    fn lifted(&self, set: Vec<usize>) -> Row {
        let candidates = &self.problem.candidates;
        let mut terms: Vec<(usize, u32)> = Vec::new();
        for member in &set {
            let here = &candidates[*member];
            let as_bad = |index: &usize| {
                let other = &candidates[*index];
                other.series == here.series
                    && other.len >= here.len
                    && here.people.iter().all(|who| other.people.contains(who))
                    && other.all_starts().minus(here.all_starts()).is_empty()
            };
            let day = self.used[here.day].iter().copied();
            terms.extend(day.filter(as_bad).map(|index| (index, 1)));
        }
        terms.sort_unstable();
        terms.dedup();
        Row {
            terms,
            most: set.len() as u32 - 1,
        }
    }

    /// Makes a plan of chosen meetings with known starts and keeps it if it is better; an error when
    /// they do not go together after all.
    fn offer(&mut self, starts: &BTreeMap<usize, u32>) -> Result<(), Stop> {
        let mut calendar = Calendar::new(self.problem, self.index);
        let mut paths = 0..self.problem.graph.paths.len();
        if !paths.all(|path| calendar.insert_at(path, starts)) {
            return Err(Stop::GaveUp);
        }
        self.keep(calendar);
        Ok(())
    }

    /// Makes a plan from a programme's opinion: what it is sure of first, the rest by the cheapest
    /// ways, then improved.
    fn round(&mut self, taken: &[f64]) {
        let problem = self.problem;
        let sure = |candidate: usize| taken[candidate] > 0.5;
        let mut calendar = Calendar::new(problem, self.index);
        for path in 0..problem.graph.paths.len() {
            calendar.insert_among(path, true, sure);
        }
        let all = 0..problem.graph.paths.len();
        improve::refill(&mut calendar, all, self.clock);
        let rounds = problem.graph.paths.len() * 2;
        improve::improve(problem, &mut calendar, &mut self.dice, rounds, self.clock);
        self.keep(calendar);
    }

    /// Keeps a plan that is better than the best so far.
    pub fn keep(&mut self, calendar: Calendar<'a>) {
        if calendar.cost < self.best.cost {
            self.best = calendar;
        }
    }
}

/// The fractional meeting that is nearest to being taken; `None` when all is decided.
fn surest(taken: &[f64]) -> Option<usize> {
    let undecided = |value: f64| value > 1e-6 && value < 1.0 - 1e-6;
    (0..taken.len())
        .filter(|index| undecided(taken[*index]))
        .max_by(|one, other| taken[*one].total_cmp(&taken[*other]).then(other.cmp(one)))
}

//! Solving: an [`Instance`] comes in, the best [`Assignment`] found and what is proven about it go
//! out.
//!
//! What shares nobody's day is solved side by side (`apart`). A plan stands at once (`improve`, on a
//! `calendar`), and large ones are bettered by lot (`anneal`). What no better plan can use is dropped (`prune`); the linear programme of whole paths (`prices`,
//! `simplex`, with `rows` and `lift`) says how good a plan can be. It is followed down to plans (`dive`)
//! with exact hours (`hours`, `slots`, `order`), better ones are sought in small problems within the
//! whole (`local`, `within`), and it is split until nothing better is left (`search`, `choice`, `branch`). `layers`
//! turns what weighted sums prove into a proof for each layer. What people know of already is where it
//! begins (`improve`), and where it ends while nothing has changed (`settled`).
//!
#![doc = include_str!("LOG.md")]

mod anneal;
mod branch;
mod calendar;
mod choice;
mod clock;
mod context;
mod decompose;
mod dice;
mod dive;
mod hours;
mod hours_cache;
mod improve;
mod layers;
mod lift;
mod local;
mod mended;
mod order;
mod prices;
mod prune;
mod rows;
mod search;
mod settled;
mod simplex;
mod slots;
mod within;

use std::cell::OnceCell;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

pub use self::rows::Row;
use crate::problem::{self, Assignment, Problem};
use crate::series::Instance;
use crate::series::cost::LAYERS;

/// How long and how hard to try.
#[derive(Clone)]
pub struct Limits<'a> {
    /// Wall-clock time.
    pub time: Duration,
    /// Work for each part, counted in steps; a run that only this ends is the same on every machine.
    pub work: u64,
    /// Raised from outside to end with the best plan so far.
    pub stop: Arc<AtomicBool>,
    /// Parts of the problem that are worked on at once; the answer does not depend on it.
    pub threads: usize,
    /// Branches looked at for each proof; a run that no time limit stops always ends the same way.
    pub branches: usize,
    /// Told whenever something is known better.
    pub progress: &'a (dyn Fn(&Progress) + Sync),
}

impl Default for Limits<'_> {
    fn default() -> Self {
        Self {
            time: Duration::from_secs(30),
            work: u64::MAX,
            stop: Arc::default(),
            threads: std::thread::available_parallelism().map_or(1, usize::from),
            branches: 3000,
            progress: &|_| {},
        }
    }
}

/// What is known so far.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// Seconds since the start.
    pub seconds: f64,
    /// The best plan's layers.
    pub value: [i64; LAYERS.len()],
    /// What is proven of each.
    pub bound: [i64; LAYERS.len()],
}

/// Plans an instance. The answer always keeps the rules; what does not fit is left out.
pub fn solve(instance: &Instance, limits: &Limits) -> Assignment {
    let clock = clock::Clock::new(limits.time, limits.stop.clone(), limits.work);
    let problem = problem::build(instance);
    let mut assignment = decompose::solve(&problem, settled::Settled::of(instance), limits, &clock);
    assignment.seconds = clock.seconds();
    assignment
}

/// Whether it is late for what follows a search that took so many seconds and has just ended: `more` after what it left of
/// its time, or after it was stopped.
pub fn late(limits: &Limits, searched: f64, more: Duration) -> impl Fn() -> bool {
    let begun = Instant::now();
    let (stop, stopped) = (limits.stop.clone(), OnceCell::new());
    let searched = Duration::try_from_secs_f64(searched).unwrap_or_default();
    let end = limits.time.saturating_sub(searched).saturating_add(more);
    move || {
        let stopped = || stopped.get_or_init(Instant::now).elapsed() >= more;
        begun.elapsed() >= end || (stop.load(Ordering::Relaxed) && stopped())
    }
}

/// What a programme says before any search: no plan costs less than `bound`, which rests on `rows`.
#[derive(Clone, Debug)]
pub struct Relaxation {
    /// The least weighted cost.
    pub bound: f64,
    /// What each day can hold.
    pub rows: Vec<Row>,
}

/// Solves the linear programme of a problem's paths under these weights of the layers, for others to judge.
pub fn relax(problem: &Problem, weights: &[f64; LAYERS.len()]) -> Relaxation {
    let rows = rows::capacity(problem, |_| true, &|| false);
    let programme =
        prices::MasterProblem::new(problem, problem.graph.clone(), weights, None, &rows);
    let mut master = prices::RestrictedMaster::of(&programme, &|_| true);
    master.solve(&programme, f64::INFINITY, &|| false);
    Relaxation {
        bound: master.bound,
        rows,
    }
}

/// What a first plan costs in each layer, and the best one met in a search under these weights alone, for others to judge.
pub fn look(
    problem: &Problem,
    weights: &[f64; LAYERS.len()],
    limits: &Limits,
) -> [[i64; LAYERS.len()]; 2] {
    let clock = clock::Clock::new(limits.time, limits.stop.clone(), limits.work);
    let index = calendar::Index::new(problem);
    let mut search = context::Search::new(problem, &index, &clock, &|_| {});
    layers::begin(&mut search);
    let before = search.best.cost.0;
    search.run(weights, limits.branches);
    [before, search.best.cost.0]
}

//! From weighted sums to layers. Each layer is bounded by a programme that weighs it and those before
//! it; what the plan costs in those before is taken off again, so the bound holds whatever the
//! weights. Weights only steer the search; they are raised when they steered it wrong.

use super::calendar::{Calendar, Index};
use super::clock::Clock;
use super::improve;
use super::prune;
use super::search::{Search, Weights};
use super::{Limits, Progress};
use crate::problem::{Assignment, Bound, Cost, Graph, Problem};
use crate::series::cost::{HARD, LATE, PREFERENCES, RHYTHM, SOFT};

/// Rounds of improvement for each path before the first programme is solved.
const FIRST_ROUNDS: usize = 40;

/// Arcs up to which the linear programme of the whole problem is solved.
const LARGE: usize = 40_000;

/// Rounds of improvement for each path of a large problem.
const LARGE_ROUNDS: usize = 40;

/// The weights to begin with: hard, soft, late, rhythm, preferences.
const WEIGHTS: Weights = [5e6, 2e5, 5e3, 100.0, 1.0];

/// How much steeper the weights become from layer to layer when they steered wrong.
const STEEPER: f64 = 8.0;

/// Solves a problem within its limits. One of which more than [`LARGE`] arcs are left is solved for
/// what is required, and the rest is put around it.
pub(super) fn solve(problem: &Problem, limits: &Limits, clock: &Clock) -> Assignment {
    let index = Index::new(problem);
    let mut search = Search::new(problem, &index, clock);
    let mut known = Known {
        least: search.best.least(),
        facts: Vec::new(),
    };
    begin(&mut search, FIRST_ROUNDS);
    if prune::prune(problem, search.best.cost).arcs.len() <= LARGE {
        prove(&mut search, &mut known, limits);
    } else {
        report(&search, &known, limits);
        search.best = Calendar::new(problem, &index);
        let core = required(problem);
        let mut inner = Search::new(&core, &index, clock);
        begin(&mut inner, FIRST_ROUNDS);
        let mut of_core = Known {
            least: inner.best.least(),
            facts: Vec::new(),
        };
        let fewer = Limits {
            branches: limits.branches / 8,
            ..limits.clone()
        };
        prove(&mut inner, &mut of_core, &fewer);
        for (path, way) in inner.best.ways.into_iter().enumerate() {
            let way = way.filter(|way| !way.meetings.is_empty());
            way.into_iter()
                .for_each(|way| search.best.put_back(path, way));
        }
        begin(&mut search, LARGE_ROUNDS);
    }
    report(&search, &known, limits);
    let value = search.best.cost;
    let bound = known.bounds(&value);
    Assignment {
        placed: search.best.placed(),
        layers: std::array::from_fn(|layer| Bound {
            value: value[layer],
            bound: bound[layer],
        }),
        seconds: 0.0,
    }
}

/// A first plan around what is in already.
fn begin(search: &mut Search, rounds: usize) {
    let (problem, clock) = (search.problem, search.clock);
    improve::complete(problem, &mut search.best, clock);
    let rounds = rounds * problem.graph.paths.len();
    improve::improve(problem, &mut search.best, &mut search.dice, rounds, clock);
}

/// The problem without the paths of soft obligations; those that stay keep their numbers.
fn required(problem: &Problem) -> Problem {
    let mut graph = Graph::default();
    for (number, path) in problem.graph.paths.iter().enumerate() {
        if problem.is_required(number) {
            graph.copy_path(&problem.graph, path, |_| true);
        } else {
            graph.port(None, [(None, Cost::ZERO)]);
        }
    }
    Problem {
        graph,
        ..problem.clone()
    }
}

/// Bounds layer after layer and finds better plans on the way, until all is proven or nothing gets
/// better.
fn prove(search: &mut Search, known: &mut Known, limits: &Limits) {
    report(search, known, limits);
    let mut weights = WEIGHTS;
    let rhythm = upto(&weights, RHYTHM);
    let bound = search.run(&rhythm, 1);
    known.facts.push(Fact {
        weights: rhythm,
        last: RHYTHM,
        bound,
    });
    for _ in 0..4 {
        let before = search.best.cost;
        for last in [PREFERENCES, RHYTHM, LATE, SOFT, HARD] {
            if known.proves(&search.best.cost, last) || search.clock.is_over() {
                continue;
            }
            let weights = upto(&weights, last);
            let branches = if last == PREFERENCES {
                limits.branches
            } else {
                limits.branches / 2
            };
            let bound = search.run(&weights, branches);
            known.facts.push(Fact {
                weights,
                last,
                bound,
            });
            report(search, known, limits);
        }
        let done = known.proves(&search.best.cost, PREFERENCES);
        if done || search.clock.is_over() || search.best.cost == before {
            break;
        }
        weights.iter_mut().enumerate().for_each(|(layer, weight)| {
            *weight *= STEEPER.powi((PREFERENCES - layer) as i32);
        });
    }
}

fn report(search: &Search, known: &Known, limits: &Limits) {
    let value = search.best.cost;
    let bound = known.bounds(&value).0;
    (limits.progress)(&Progress {
        seconds: search.clock.seconds(),
        value: value.0,
        bound,
    });
}

/// That no plan costs less than `bound` under these weights.
struct Fact {
    weights: Weights,
    last: usize,
    bound: f64,
}

/// All that is proven.
struct Known {
    /// The paths, each alone: no plan is lexicographically better.
    least: Cost,
    facts: Vec<Fact>,
}

impl Known {
    /// For each layer what a plan that is as good as `value` in the layers before costs at least.
    fn bounds(&self, value: &Cost) -> Cost {
        Cost(std::array::from_fn(|layer| {
            let same = (0..layer).all(|before| value[before] == self.least[before]);
            let alone = if same { self.least[layer] } else { 0 };
            let facts = self.facts.iter().filter(|fact| fact.last == layer);
            let best = facts.map(|fact| fact.says(value)).fold(alone, i64::max);
            best.min(value[layer])
        }))
    }

    /// Whether this layer and all before are proven.
    fn proves(&self, value: &Cost, layer: usize) -> bool {
        let bounds = self.bounds(value);
        (0..=layer).all(|layer| value[layer] == bounds[layer])
    }
}

impl Fact {
    /// What is left of the bound for the last layer, once the layers before cost what `value` does.
    fn says(&self, value: &Cost) -> i64 {
        let before: f64 = (0..self.last)
            .map(|layer| value[layer] as f64 * self.weights[layer])
            .sum();
        (self.bound - before).ceil() as i64
    }
}

/// The weights of the layers up to `last` as whole multiples of the last, nothing for those after.
fn upto(weights: &Weights, last: usize) -> Weights {
    std::array::from_fn(|layer| {
        if layer <= last {
            weights[layer] / weights[last]
        } else {
            0.0
        }
    })
}

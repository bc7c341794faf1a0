//! From weighted sums to layers. Each layer is bounded by a programme that weighs it and those before
//! it; what the plan costs in those before is taken off again, so the bound holds whatever the
//! weights. Weights only steer the search; they are raised when they steered it wrong.

use super::calendar::{Calendar, Index};
use super::clock::Clock;
use super::improve::{self, Dice};
use super::model::Columns;
use super::search::{Search, Weights};
use super::{Limits, Progress};
use crate::problem::{Assignment, Bound, Cost, Problem};
use crate::series::cost::{HARD, LATE, PREFERENCES, RHYTHM, SOFT};

/// Rounds of improvement for each path before the first programme is solved.
const FIRST_ROUNDS: usize = 40;

/// The weights to begin with: hard, soft, late, rhythm, preferences.
const WEIGHTS: Weights = [5e6, 2e5, 5e3, 100.0, 1.0];

/// How much steeper the weights become from layer to layer when they steered wrong.
const STEEPER: f64 = 8.0;

/// Solves a problem within its limits.
pub(super) fn solve(problem: &Problem, limits: &Limits, clock: &Clock) -> Assignment {
    let index = Index::new(problem);
    let mut first = Calendar::new(problem, &index);
    let mut known = Known {
        least: first.least(),
        facts: Vec::new(),
    };
    improve::complete(problem, &mut first, clock);
    let mut dice = Dice::new(1);
    improve::improve(
        problem,
        &mut first,
        &mut dice,
        FIRST_ROUNDS * problem.graph.paths.len(),
        clock,
    );
    let mut search = Search {
        problem,
        index: &index,
        columns: Columns::default(),
        used: Vec::new(),
        cuts: Vec::new(),
        clock,
        dice,
        best: first,
    };
    let report = |search: &Search, known: &Known| {
        let value = search.best.cost;
        let bound = known.bounds(&value).0;
        (limits.progress)(&Progress {
            seconds: clock.seconds(),
            value: value.0,
            bound,
        });
    };
    report(&search, &known);
    let mut weights = WEIGHTS;
    for _ in 0..4 {
        let before = search.best.cost;
        for last in [PREFERENCES, RHYTHM, LATE, SOFT, HARD] {
            if known.proves(&search.best.cost, last) || clock.is_over() {
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
            report(&search, &known);
        }
        let done = known.proves(&search.best.cost, PREFERENCES);
        if done || clock.is_over() || search.best.cost == before {
            break;
        }
        weights.iter_mut().enumerate().for_each(|(layer, weight)| {
            *weight *= STEEPER.powi((PREFERENCES - layer) as i32);
        });
    }
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

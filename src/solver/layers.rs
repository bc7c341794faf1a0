//! From weighted sums to layers. Each layer is bounded by a programme that weighs it and those before
//! it; what the plan costs in those before is taken off again, so the bound holds whatever the
//! weights. Weights only steer the search; they are raised when they steered it wrong.

use super::calendar::{Calendar, Index};
use super::clock::Clock;
use super::improve;
use super::prune;
use super::search::{Search, Weights};
use super::settled::Settled;
use super::{Limits, Progress};
use crate::problem::{Assignment, Bound, Cost, Problem};
use crate::series::cost::{
    FROZEN, HARD, LATE, LAYERS, MOVE_COST, MOVES, PREFERENCES, RHYTHM, SOFT,
};

/// Rounds of improvement for each path before the first programme is solved.
const FIRST_ROUNDS: usize = 4;

/// The weights to begin with, in the order of the layers, while nothing is promised (those of moves
/// weigh nothing then) …
const WEIGHTS: Weights = [5e6, 5e6, 2e5, 5e3, 5e3, 5e3, 100.0, 1.0];

/// … and when planning anew. All are whole multiples of those after them; times what a large team's
/// layers hold (a thousand moves, ten thousand points of cost) they stay far below [`EXACT`].
const WEIGHTS_ANEW: Weights = [1e8, 2e7, 2e6, 2e5, 1e4, 1e3, 100.0, 1.0];

/// How much steeper the weights become from layer to layer when they steered wrong.
const STEEPER: f64 = 8.0;

/// The same when planning anew, with more layers to go through.
const STEEPER_ANEW: f64 = 2.0;

/// Sums of whole weights are exact in an f64 up to here (2^52); beyond, nothing could be proven.
const EXACT: f64 = 4.5e15;

/// Solves a problem within its limits. A settled plan gives way only to one that gains something required,
/// or that places or hastens something without moving a meeting.
pub(super) fn solve(
    problem: &Problem,
    settled: Option<Settled>,
    limits: &Limits,
    clock: &Clock,
) -> Assignment {
    let index = Index::new(problem);
    let mut search = Search::new(problem, &index, clock);
    let mut known = Known::new(&search);
    let settled = settled.and_then(|settled| settled.stays(problem, &index));
    begin(&mut search);
    prove(&mut search, &mut known, limits);
    let only_wished = |settled: &Calendar| {
        let (cost, stands) = (search.best.cost, settled.cost);
        let gains = |layer: usize| cost[layer] < stands[layer];
        !gains(HARD) && (cost[MOVES] > 0 || !(gains(SOFT) || gains(LATE)))
    };
    if let Some(settled) = settled.filter(only_wished) {
        search.best = settled;
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

/// A first plan.
fn begin(search: &mut Search) {
    let (problem, clock) = (search.problem, search.clock);
    improve::keep(problem, &mut search.best, clock);
    improve::complete(problem, &mut search.best, clock);
    let rounds = FIRST_ROUNDS * problem.graph.paths.len();
    improve::improve(problem, &mut search.best, &mut search.dice, rounds, clock);
}

/// Bounds layer after layer and finds better plans on the way, until all is proven or nothing gets
/// better.
fn prove(search: &mut Search, known: &mut Known, limits: &Limits) {
    report(search, known, limits);
    let layers = differing(search.problem);
    let (mut weights, steeper) = match layers.contains(&MOVES) {
        true => (WEIGHTS_ANEW, STEEPER_ANEW),
        false => (WEIGHTS, STEEPER),
    };
    let rhythm = upto(&weights, RHYTHM);
    let bound = search.run(&rhythm, 1);
    known.learn(rhythm, RHYTHM, bound);
    report(search, known, limits);
    for last in layers.iter().copied().filter(|last| *last < RHYTHM) {
        let weights = upto(&weights, last);
        let bound = search.bound(&weights);
        known.learn(weights, last, bound);
    }
    report(search, known, limits);
    for _ in 0..4 {
        let before = search.best.cost;
        for last in layers.iter().copied() {
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
            known.learn(weights, last, bound);
            report(search, known, limits);
        }
        let done = known.proves(&search.best.cost, PREFERENCES);
        if done || search.clock.is_over() || search.best.cost == before {
            break;
        }
        for (rank, layer) in layers.iter().rev().enumerate() {
            weights[*layer] *= steeper.powi(rank as i32);
        }
        if search.best.cost.weighed(&weights) > EXACT {
            break;
        }
    }
}

/// The layers that can differ from plan to plan, in order.
fn differing(problem: &Problem) -> Vec<usize> {
    let costs = problem.graph.arcs.iter().map(|arc| arc.cost);
    let costs = costs.chain(problem.graph.nodes.iter().map(|node| node.cost));
    let (moves, frozen) = costs.fold((false, false), |(moves, frozen), cost| {
        (moves || cost[MOVES] > 0, frozen || cost[FROZEN] > 0)
    });
    let differs = |layer: &usize| match *layer {
        FROZEN => frozen,
        MOVES | MOVE_COST => moves,
        _ => true,
    };
    (0..LAYERS.len()).filter(differs).collect()
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
    /// The least in each layer, whatever the others cost.
    floor: Cost,
    facts: Vec<Fact>,
}

impl Known {
    /// What is known before any programme is solved.
    fn new(search: &Search) -> Self {
        Self {
            least: search.best.least(),
            floor: prune::floor(&search.problem.graph),
            facts: Vec::new(),
        }
    }

    /// Takes a bound in.
    fn learn(&mut self, weights: Weights, last: usize, bound: f64) {
        self.facts.push(Fact {
            weights,
            last,
            bound,
        });
    }

    /// For each layer what a plan that is as good as `value` in the layers before costs at least.
    fn bounds(&self, value: &Cost) -> Cost {
        Cost(std::array::from_fn(|layer| {
            let same = (0..layer).all(|before| value[before] == self.least[before]);
            let alone = if same {
                self.least[layer]
            } else {
                self.floor[layer]
            };
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
